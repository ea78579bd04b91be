// Package paper checks the arithmetic of a statement that somebody printed or
// pasted: it adds again, divides again, computes shares and growth again, and
// says where the paper differs (the real cases of domain.md §18.4).
//
// A statement is a table of text with a heading row. What a column or row
// means is read from its words. A total is wrong only if no sensible reading
// of the rows adds up to it; what cannot be decided is listed as unchecked
// instead of being passed or blamed.
package paper

import "huizhang/ledger"

// Kind is the kind of a finding.
type Kind string

// The kinds of findings.
const (
	KindNumber   Kind = "number"   // an amount that is not a number
	KindSum      Kind = "sum"      // a total that its parts do not make
	KindResult   Kind = "result"   // income less expenditure, or a balance
	KindCarry    Kind = "carry"    // a former surplus counted as income
	KindShare    Kind = "share"    // a percentage of a total
	KindGrowth   Kind = "growth"   // a rate of growth
	KindPerHead  Kind = "per-head" // total ÷ persons
	KindProduct  Kind = "product"  // price × quantity
	KindLimit    Kind = "limit"    // more per head than the limit on the paper
	KindCount    Kind = "count"    // a stated number of names or items
	KindRemitted Kind = "remitted" // money passed upward shown as spending
)

// Finding is one place where the paper does not follow from itself.
type Finding struct {
	Row, Col int // from 1, the heading rows counted
	Kind     Kind
	Says     string // as printed
	Should   string // what it should be; empty where nobody can say
	Text     string // a Chinese sentence
	Ask      bool   // a question to the author rather than an error
}

// Note is a place that could not be checked, and why.
type Note struct {
	Row, Col int // zero: the whole table
	Text     string
}

// Report is the result of a check, in the order of the paper.
type Report struct {
	Findings  []Finding
	Unchecked []Note
	Checked   int // how many figures were computed again
}

// Options are what the paper itself may not say.
type Options struct {
	Wan     bool         // amounts are in 万元 even where no heading says so
	PerHead ledger.Money // most that one person may get for this occasion; zero: not known
}

// Bounds of a table.
const (
	maxRows = 5000
	maxCols = 100
	maxCell = 500 // characters
)

// Check computes a statement again.
func Check(rows [][]string, o Options) Report {
	s := newSheet(rows, o)
	if s == nil {
		return Report{Unchecked: []Note{{Text: "没有可以核对的表：至少要有一行表头和一行数字。"}}}
	}
	s.numbers()
	for c := range s.cols {
		switch s.cols[c].role {
		case colAmount, colRowTotal:
			s.totals(c)
			s.levels(c)
		}
	}
	s.results()
	s.balances()
	s.across()
	s.shares()
	s.rates()
	s.growth()
	s.perHead()
	s.products()
	s.counts()
	s.remitted()
	return s.report()
}
