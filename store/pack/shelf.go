package pack

import (
	"os"
	"path/filepath"

	"huizhang/ledger"
	"huizhang/store"
)

// Shelf is a shelf that verifies packs as it verifies books, and says what to do
// with a pack that is opened as if it were a book.
type Shelf struct {
	*store.Shelf
	Packs *Packer
}

// Open opens a book.
func (s *Shelf) Open(path string, readOnly bool) (ledger.Book, error) {
	if is, _ := s.Packs.Packed(path); is {
		return nil, fault("P04", store.ExitUsage, nil, "“%s”是审计包，不能直接当账本用。请用 huizhang --book 审计包 打开它：会在旁边放一个副本。", path)
	}
	return s.Shelf.Open(path, readOnly)
}

// Verify is that of the shelf, for packs too.
func (s *Shelf) Verify(path string, tell func(done, total int, what string) bool) (ledger.Proof, error) {
	return s.VerifyAgainst(path, ledger.PaperMark{}, tell)
}

// VerifyAgainst is that of the shelf, for packs too.
func (s *Shelf) VerifyAgainst(path string, paper ledger.PaperMark, tell func(done, total int, what string) bool) (ledger.Proof, error) {
	if is, _ := s.Packs.Packed(paper.Book); is {
		var tidy func()
		var err error
		if paper.Book, tidy, err = s.Packs.inner(paper.Book, tell); err != nil {
			return ledger.Proof{}, err
		}
		defer tidy()
	}
	switch is, locked := s.Packs.Packed(path); {
	case locked:
		return ledger.Proof{}, FaultPassphrase(path, nil)
	case is:
		return s.Packs.prove(path, "", paper, tell)
	}
	return s.Shelf.VerifyAgainst(path, paper, tell)
}

// inner puts the book of a pack into a temporary folder, for a comparison only.
func (p *Packer) inner(path string, tell teller) (book string, tidy func(), err error) {
	o, err := p.open(path, path, "")
	if err != nil {
		return "", nil, err
	}
	defer o.Close()
	dir, err := p.Books.TempFolder()
	if err != nil {
		return "", nil, err
	}
	tidy = func() { os.RemoveAll(dir) }
	book = filepath.Join(dir, filepath.Base(path))
	for _, f := range o.index.Files {
		if f.Path != nameBook {
			continue
		}
		if !tell.goOn(0, 1, "读审计包") {
			err = errStopped("核对")
		} else if err = store.EnoughSpaceFor(book, f.Size); err == nil {
			var wrong string
			if wrong, err = p.layOne(o, f, book, ""); wrong != "" {
				err = FaultDamaged(path, f.Path+"："+wrong, nil)
			}
		}
	}
	if err != nil {
		tidy()
		return "", nil, err
	}
	return book, tidy, nil
}
