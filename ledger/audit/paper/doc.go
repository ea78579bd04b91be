// Package paper checks the arithmetic of a statement that somebody printed or
// pasted: it adds again, divides again, computes shares and growth again, and
// says where the paper differs (the real cases of domain.md §18.4).
//
// A statement is a table of text with a heading row. What a column or row
// means is read from its words. A total is wrong only if no sensible reading
// of the rows adds up to it; what cannot be decided is listed as unchecked
// instead of being passed or blamed.
package paper

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

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

// maxTables bounds the tables of one paper.
const maxTables = 200

// Check computes a statement again. A paper of several tables is checked table
// by table.
func Check(rows [][]string, o Options) Report {
	var out Report
	rows, whole := trim(rows)
	if whole > len(rows) {
		out.Unchecked = append(out.Unchecked, Note{maxRows + 1, 0, fmt.Sprintf("表太长，只核对了前 %d 行。", maxRows)})
	}
	all := tables(rows)
	if len(all) > maxTables {
		out.Unchecked = append(out.Unchecked, Note{all[maxTables].head + 1, 0, fmt.Sprintf("表太多，只核对了前 %d 张。", maxTables)})
		all = all[:maxTables]
	}
	some := false
	for i, t := range all {
		if i == 0 { // the unit of the whole paper
			o.Wan = o.Wan || slices.ContainsFunc(rows[:t.head], func(r []string) bool { return unitRow(r) && has(squeeze(strings.Join(r, "")), "万元") })
		}
		if s := newSheet(rows, t, o); s != nil {
			s.check(&out)
			some = true
		}
	}
	if !some {
		return Report{Unchecked: []Note{{Text: "没有可以核对的表：至少要有一行表头和一行数字。"}}}
	}
	return ordered(out)
}

// check computes one table again and adds what it found.
func (s *sheet) check(out *Report) {
	s.numbers()
	s.totals()
	s.flows()
	if s.book {
		s.runningTotals()
	} else {
		s.results()
		s.remitted()
	}
	s.equate()
	s.ratios()
	s.across()
	s.shares()
	s.rates()
	s.growth()
	s.perHead()
	s.products()
	s.counts()
	out.Findings = append(out.Findings, s.out.Findings...)
	out.Unchecked = append(out.Unchecked, s.out.Unchecked...)
	out.Checked += s.out.Checked
}
