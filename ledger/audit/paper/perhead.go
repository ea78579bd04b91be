package paper

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huizhang/ledger"
)

// perHead checks amounts per person: total ÷ persons, and against the limit on
// the paper or given by the reader.
func (s *sheet) perHead() {
	persons := s.persons()
	for c, col := range s.cols {
		if col.role == colPerHead {
			s.perHeadColumn(c, persons)
		}
	}
	s.standard(persons)
	s.perHeadRows()
}

func (s *sheet) only(r colRole) int {
	return slices.IndexFunc(s.cols, func(c column) bool { return c.role == r })
}

// persons is the column of those who really were there or got something, else
// the first that counts heads.
func (s *sheet) persons() int {
	i := slices.IndexFunc(s.cols, func(c column) bool {
		return c.role == colPersons && has(c.head, "实", "到场", "参加")
	})
	if i >= 0 {
		return i
	}
	return s.only(colPersons)
}

// rounds reports whether printed is total ÷ n at its own decimals.
func rounds(printed cell, total ledger.Money, n int64) bool {
	want := total.Decimal().DivRound(decimal.NewFromInt(n), int32(min(printed.places, 8)))
	return printed.amount.Decimal().Equal(want)
}

func each(total ledger.Money, n int64) ledger.Money {
	return ledger.Money(decimal.NewFromInt(int64(total)).DivRound(decimal.NewFromInt(n), 0).IntPart())
}

// perHeadColumn goes down a column of amounts per person.
func (s *sheet) perHeadColumn(c, persons int) {
	from := s.totalOf(c)
	var parts []entry
	var heads []int64
	for r := s.head + 1; r < len(s.rows); r++ {
		row, cl := s.row(r, c), s.cellAt(r, c)
		if cl.state != stateNumber {
			continue
		}
		n, counted := int64(0), false
		if persons >= 0 {
			n, counted = readCount(s.at(r, persons))
		}
		switch row.role {
		case rowLeaf:
			parts = append(parts, entry{row: row, at: r, cell: cl})
			heads = append(heads, n)
			s.divided(r, c, from, n, counted, 0)
		case rowTotal:
			added, _, ok := sum(parts)
			if from >= 0 && counted {
				s.divided(r, c, from, n, counted, added)
			} else if ok && len(parts) > 1 && same(heads) {
				s.addedHeads(r, c, added)
			} else {
				s.note(r, c, s.where(r, c)+"没有核对：没有人数和总额。")
			}
		}
	}
	s.capped(c, parts, heads)
}

// totalOf is the column of totals that belongs to an amount per head.
func (s *sheet) totalOf(c int) int {
	best := -1
	for k, col := range s.cols {
		if col.role != colAmount && col.role != colRowTotal {
			continue
		}
		if best < 0 || abs(k-c) < abs(best-c) {
			best = k
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

func same(ns []int64) bool {
	return !slices.ContainsFunc(ns, func(n int64) bool { return n != ns[0] })
}

// divided checks one amount per head; also is another value that is right.
func (s *sheet) divided(r, c, from int, n int64, counted bool, also ledger.Money) {
	if from < 0 || !counted || n == 0 {
		return
	}
	t, p := s.cellAt(r, from), s.cellAt(r, c)
	if t.state != stateNumber {
		return
	}
	s.out.Checked++
	if rounds(p, t.amount, n) || also != 0 && p.amount == also {
		return
	}
	want := each(t.amount, n)
	s.find(Finding{Row: r, Col: c, Kind: KindPerHead, Says: s.at(r, c), Should: show(want, false),
		Text: fmt.Sprintf("%s写的是 %s，%s ÷ %d 人应是 %s。", s.where(r, c), show(p.amount, false), show(t.amount, s.cols[from].wan), n, show(want, false))})
}

func (s *sheet) addedHeads(r, c int, added ledger.Money) {
	s.out.Checked++
	if p := s.cellAt(r, c).amount; p != added {
		s.find(Finding{Row: r, Col: c, Kind: KindSum, Says: s.at(r, c), Should: show(added, false),
			Text: fmt.Sprintf("%s写的是 %s，各项人均相加是 %s。", s.where(r, c), show(p, false), show(added, false))})
	}
}

// capped compares what the same persons got altogether with the limit.
func (s *sheet) capped(c int, parts []entry, heads []int64) {
	limit, said := s.limit(c)
	if limit <= 0 || len(parts) == 0 {
		return
	}
	over := func(r int, m ledger.Money, text string) {
		s.find(Finding{Row: r, Col: c, Kind: KindLimit, Says: show(m, false), Should: "不超过 " + show(limit, false),
			Text: fmt.Sprintf("%s，超过%s %s，每人多 %s。", text, said, show(limit, false), show(m-limit, false))})
	}
	s.out.Checked++
	if added, _, ok := sum(parts); ok && len(parts) > 1 && same(heads) {
		if added > limit {
			last := parts[len(parts)-1].at
			text := "同一批人的人均 "
			for i, p := range parts {
				if i > 0 {
					text += "＋"
				}
				text += p.cell.amount.Grouped()
			}
			over(last, added, text+" 元合计 "+show(added, false))
		}
		return
	}
	for _, p := range parts {
		if p.cell.amount > limit {
			over(p.at, p.cell.amount, s.where(p.at, c)+"是 "+show(p.cell.amount, false))
		}
	}
}

// limit is the most per head: a row of the table that says so, or the option.
func (s *sheet) limit(c int) (ledger.Money, string) {
	for r := s.head + 1; r < len(s.rows); r++ {
		if cl := s.cellAt(r, c); s.row(r, c).role == rowLimit && cl.state == stateNumber {
			return cl.amount, "表上的标准"
		}
	}
	return s.opts.PerHead, "每人"
}

// standard checks amount ÷ persons and amounts per head against a column of
// standards.
func (s *sheet) standard(persons int) {
	c := s.only(colLimit)
	if c < 0 {
		return
	}
	head := s.only(colPerHead)
	for r := s.head + 1; r < len(s.rows); r++ {
		l := s.cellAt(r, c)
		if l.state != stateNumber || s.row(r, c).role != rowLeaf {
			continue
		}
		got, known := ledger.Money(0), false
		if head >= 0 && s.cellAt(r, head).state == stateNumber {
			got, known = s.cellAt(r, head).amount, true
		} else if from := s.totalOf(c); from >= 0 && persons >= 0 && s.cellAt(r, from).state == stateNumber {
			if n, ok := readCount(s.at(r, persons)); ok && n > 0 {
				got, known = each(s.cellAt(r, from).amount, n), true
			}
		}
		if !known {
			continue
		}
		s.out.Checked++
		if got > l.amount {
			s.find(Finding{Row: r, Col: c, Kind: KindLimit, Says: show(got, false), Should: "不超过 " + show(l.amount, false),
				Text: fmt.Sprintf("%s是 %s，人均 %s，每人多 %s。", s.where(r, c), show(l.amount, false), show(got, false), show(got-l.amount, false))})
		}
	}
}

// perHeadRows checks a row 人均 below a total and a head count.
func (s *sheet) perHeadRows() {
	for c, col := range s.cols {
		if col.role != colAmount {
			continue
		}
		var n int64
		var totals []ledger.Money
		at := -1
		for r := s.head + 1; r < len(s.rows); r++ {
			cl := s.cellAt(r, c)
			switch s.row(r, c).role {
			case rowPersons:
				if v, ok := readCount(s.at(r, c)); ok && v > 0 {
					n = v
				}
			case rowTotal:
				if cl.state == stateNumber {
					totals = append(totals, cl.amount)
				}
			case rowPerHead:
				if cl.state == stateNumber {
					at = r
				}
			}
		}
		if at < 0 {
			continue
		}
		if n == 0 || len(totals) == 0 {
			s.note(at, c, s.where(at, c)+"没有核对：表里没有人数或合计。")
			continue
		}
		s.out.Checked++
		p := s.cellAt(at, c)
		if slices.ContainsFunc(totals, func(t ledger.Money) bool { return rounds(p, t, n) }) {
			continue
		}
		t := totals[len(totals)-1]
		want := each(t, n)
		s.find(Finding{Row: at, Col: c, Kind: KindPerHead, Says: s.at(at, c), Should: show(want, false),
			Text: fmt.Sprintf("%s写的是 %s，%s ÷ %d 人应是 %s。", s.where(at, c), show(p.amount, false), show(t, col.wan), n, show(want, false))})
	}
}

// products checks price × quantity.
func (s *sheet) products() {
	price, quantity := s.only(colPrice), s.only(colQuantity)
	if price < 0 || quantity < 0 {
		return
	}
	if n := slices.IndexFunc(s.cols[quantity+1:], func(c column) bool { return c.role == colQuantity }); n >= 0 {
		s.note(s.head, price, "单价没有核对：有几栏数量，分不清是哪一栏乘的。")
		return
	}
	from := s.totalOf(max(price, quantity))
	if from < 0 {
		return
	}
	for r := s.head + 1; r < len(s.rows); r++ {
		p, t := s.cellAt(r, price), s.cellAt(r, from)
		n, ok := readCount(s.at(r, quantity))
		if !ok || p.state != stateNumber || t.state != stateNumber || s.row(r, from).role != rowLeaf {
			continue
		}
		s.out.Checked++
		d, err := ledger.FromYuan(p.amount.Decimal().Mul(decimal.NewFromInt(n)))
		if err != nil || d == t.amount {
			continue
		}
		s.find(Finding{Row: r, Col: from, Kind: KindProduct, Says: s.at(r, from), Should: show(d, s.cols[from].wan),
			Text: fmt.Sprintf("%s写的是 %s，单价 %s × %d 应是 %s。", s.where(r, from), show(t.amount, s.cols[from].wan), show(p.amount, false), n, show(d, s.cols[from].wan))})
	}
}
