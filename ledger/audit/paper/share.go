package paper

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// left is the nearest column of amounts before c, or −1.
func (s *sheet) left(c int, roles ...colRole) int {
	for k := c - 1; k >= 0; k-- {
		if slices.Contains(roles, s.cols[k].role) {
			return k
		}
	}
	return -1
}

// shares checks percentages of a total.
func (s *sheet) shares() {
	for c, col := range s.cols {
		if stem, ok := strings.CutSuffix(col.head, "比例"); col.role != colShare || ok && s.headed(stem) >= 0 {
			continue // 留成比例 beside 留成: see ratios
		}
		from := s.left(c, colAmount, colRowTotal)
		if from < 0 {
			s.note(s.head, c, "“"+clip(col.head)+"”没有核对：左边没有金额栏。")
			continue
		}
		rows := s.sections(from)
		scale := s.fraction(c)
		for r := s.head + 1; r < len(s.rows); r++ {
			p, ok := readPercent(s.at(r, c), true)
			a := s.cellAt(r, from)
			if !ok || rows[r].role == rowRate || rows[r].role == rowHeading {
				continue
			}
			if scale && p.places >= 2 {
				p.value, p.places = p.value.Shift(2), p.places-2
			}
			if a.state != stateNumber {
				s.note(r, c, s.where(r, c)+"没有核对：金额看不成数。")
				continue
			}
			s.share(r, c, from, p, rows)
		}
	}
}

// fraction reports a column of fractions such as 0.0575, as spreadsheets give
// percentages away: no % anywhere and nothing above one.
func (s *sheet) fraction(c int) bool {
	n := 0
	for r := s.head + 1; r < len(s.rows); r++ {
		t := squeeze(s.at(r, c))
		if has(t, "%") || has(s.cols[c].head, "%") {
			return false
		}
		if p, ok := readPercent(t, true); ok {
			if p.value.Abs().Cmp(one) > 0 {
				return false
			}
			n++
		}
	}
	return n > 0
}

func (s *sheet) share(r, c, from int, p percent, rows []row) {
	bases := s.bases(r, from, rows)
	if len(bases) == 0 {
		s.note(r, c, s.where(r, c)+"没有核对：表里没有找到它是占哪个数的比例。")
		return
	}
	a := s.cellAt(r, from).amount
	s.out.Checked++
	for _, b := range bases {
		if p.is(a, b.amount) {
			return
		}
	}
	b := bases[0]
	want := p.like(ratio(a, b.amount, p.places))
	wan := s.cols[from].wan
	s.find(Finding{Row: r, Col: c, Kind: KindShare, Says: s.at(r, c), Should: want,
		Text: fmt.Sprintf("%s写的是 %s，%s ÷ %s %s 应是 %s。", s.where(r, c), p, show(a, wan), b.said, show(b.amount, wan), want)})
}

// bases lists what a row can be a share of: the totals after it and before it,
// the same side first, and the sum of the column where there is none.
func (s *sheet) bases(r, c int, rows []row) []claim {
	var near, far []claim
	var all ledger.Money
	ok := true
	for k := s.head + 1; k < len(rows); k++ {
		cl := s.cellAt(k, c)
		if cl.state != stateNumber {
			continue
		}
		switch rows[k].role {
		case rowTotal:
			if cl.amount == 0 {
				continue
			}
			cm := claim{cl.amount, s.name(k, c)}
			if rows[k].kind == rows[r].kind && (k >= r || len(near) == 0) {
				near = append(near, cm)
			} else {
				far = append(far, cm)
			}
		case rowLeaf:
			if !rows[k].part {
				var fits bool
				all, fits = all.Plus(cl.amount)
				ok = ok && fits
			}
		}
	}
	out := append(near, far...)
	if len(out) == 0 && ok && all != 0 {
		out = append(out, claim{all, "各行合计"})
	}
	if rows[r].role != rowTotal && rows[r].level > 1 {
		for k := r - 1; k > s.head; k-- {
			if rows[k].level > 0 && rows[k].level < rows[r].level && s.cellAt(k, c).state == stateNumber {
				out = append(out, claim{s.cellAt(k, c).amount, s.name(k, c)})
				break
			}
		}
	}
	return out
}

// rates checks how much of a budget was used.
func (s *sheet) rates() {
	for c, col := range s.cols {
		if col.role != colRate {
			continue
		}
		budget, actual := -1, -1
		for k, o := range s.cols {
			switch {
			case o.role != colAmount:
			case has(o.head, "预算", "计划"):
				budget = k
			case has(o.head, "决算", "实际", "执行", "完成", "支出", "收入"):
				actual = k
			}
		}
		if budget < 0 || actual < 0 {
			s.note(s.head, c, "“"+clip(col.head)+"”没有核对：没有找到预算栏和实际栏。")
			continue
		}
		for r := s.head + 1; r < len(s.rows); r++ {
			p, ok := readPercent(s.at(r, c), true)
			a, b := s.cellAt(r, actual), s.cellAt(r, budget)
			if !ok || a.state != stateNumber || b.state != stateNumber || b.amount == 0 {
				continue
			}
			s.out.Checked++
			if !p.is(a.amount, b.amount) {
				want := p.like(ratio(a.amount, b.amount, p.places))
				s.find(Finding{Row: r, Col: c, Kind: KindShare, Says: s.at(r, c), Should: want,
					Text: fmt.Sprintf("%s写的是 %s，实际 %s ÷ 预算 %s 应是 %s。", s.where(r, c), p, show(a.amount, s.cols[actual].wan), show(b.amount, s.cols[budget].wan), want)})
			}
		}
	}
}
