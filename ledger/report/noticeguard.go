package report

import (
	"maps"
	"slices"

	"huizhang/ledger"
)

// A notice of a quarter hangs beside those of its months. Whoever takes them off
// it line by line must not be left with what one or two persons got (domain
// rules §21): a line that the quarter shows and a month had to merge would be
// uncovered that way. So the notice that is published second leaves the tables
// about persons out where that can be done.

// apart are the parts of a period that get notices of their own, each list
// covering the whole.
func apart(p ledger.Period) [][]ledger.Period {
	var months, quarters []ledger.Period
	for m := p.From; m <= p.To; m = m.Add(1) {
		months = append(months, ledger.MonthPeriod(m))
		if m.Num()%3 == 1 {
			quarters = append(quarters, quarterOf(m))
		}
	}
	switch {
	case p.IsYear():
		return [][]ledger.Period{months, quarters}
	case p.IsQuarter():
		return [][]ledger.Period{months}
	}
	return nil
}

// uncovers reports whether a notice of p, hung beside those of its parts or of
// what it is a part of, would show what too few persons got.
func uncovers(r ledger.Reader, p ledger.Period) (persons, events bool) {
	hangs := func(q ledger.Period) bool {
		_, ok := r.Notice(q, 1)
		return ok || q == p
	}
	for i, whole := range []ledger.Period{p, quarterOf(p.To), ledger.YearPeriod(p.To.Year())} {
		if i > 0 && whole == p {
			continue
		}
		if whole == p || hangs(whole) && whole.From <= p.From && p.To <= whole.To {
			for _, parts := range apart(whole) {
				a, b := leaves(r, whole, parts, hangs)
				persons, events = persons || a, events || b
			}
		}
	}
	return persons, events
}

// leaves takes the notices that hang off the whole.
func leaves(r ledger.Reader, whole ledger.Period, parts []ledger.Period, hangs func(ledger.Period) bool) (persons, events bool) {
	if !slices.ContainsFunc(parts, hangs) {
		return false, false
	}
	all := pooledOf(r, whole)
	var of []noticeLists
	var seen []bool
	for _, q := range parts {
		of, seen = append(of, pooledOf(r, q)), append(seen, hangs(q))
	}
	left := func(table func(*noticeLists) *pooled) bool {
		w := table(&all)
		if w.hidden {
			return false
		}
		total := map[string]bool{} // whom the totals leave over
		for i := range of {
			if t := table(&of[i]); !seen[i] || len(t.shown) == 0 && t.rest == nil {
				for _, x := range t.lines {
					maps.Copy(total, x.people)
				}
			}
		}
		if tooFew(total) {
			return true
		}
		for _, line := range w.shown {
			over := map[string]bool{}
			for i := range of {
				t := table(&of[i])
				if !seen[i] || !slices.ContainsFunc(t.shown, func(x noticed) bool { return x.key == line.key }) {
					maps.Copy(over, peopleOf(t.lines, line.key))
				}
			}
			if tooFew(over) {
				return true
			}
		}
		return false
	}
	persons = left(func(n *noticeLists) *pooled { return &n.gifts }) || left(func(n *noticeLists) *pooled { return &n.aid })
	return persons, left(func(n *noticeLists) *pooled { return &n.events })
}

func tooFew(people map[string]bool) bool { return len(people) > 0 && len(people) < enough }

func peopleOf(lines []noticed, key string) map[string]bool {
	for _, x := range lines {
		if x.key == key {
			return x.people
		}
	}
	return nil
}

// guard leaves out of a notice what would uncover somebody, and says so below.
func guard(r ledger.Reader, doc *Document) {
	persons, events := uncovers(r, doc.Period)
	drop := map[string]bool{careTitle: persons, aidTitle: persons, eventsTitle: events}
	var kept []Table
	for _, t := range doc.Tables {
		if !drop[t.Title] {
			kept = append(kept, t)
		}
	}
	if len(kept) == len(doc.Tables) {
		return
	}
	doc.Tables = kept
	doc.Notes = append(doc.Notes, guardNote)
}

// guardNote says why tables are missing.
const guardNote = "慰问、帮扶或活动的明细这里没有全列：与同一时段已公示的别的表相减，会看出不足3人的金额。为保护个人信息，明细请看那些表；金额已包含在支出中。"
