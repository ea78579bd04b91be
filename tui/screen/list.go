package screen

import (
	"huizhang/ledger"
	"huizhang/ledger/report"
)

// Lister is a screen with a list that can be written out as it is: on paper or
// into a file, whole, not only the part that is visible.
type Lister interface {
	// List is nil while there is nothing to write out.
	List() Listing
}

// Listing makes the document of a list, off the Update loop. It tells how far
// it is and gives nil when it was cancelled.
type Listing func(r ledger.Reader, p Progress) *report.Document
