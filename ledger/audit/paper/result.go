package paper

import (
	"fmt"
	"slices"

	"huizhang/ledger"
)

// sides gives income and expenditure for a column: its own, or the only ones
// of the whole table where the two stand side by side.
func (s *sheet) sides(c int) (in, out *side, opening *entry) {
	f := s.fact(c)
	in, out, opening = f.income, f.expense, f.opening
	var ins, outs []*side
	var opens []*entry
	for k := range s.cols {
		g := s.facts[k]
		if g == nil || s.cols[k].wan != s.cols[c].wan {
			continue
		}
		if g.income != nil {
			ins = append(ins, g.income)
		}
		if g.expense != nil {
			outs = append(outs, g.expense)
		}
		if g.opening != nil {
			opens = append(opens, g.opening)
		}
	}
	if in == nil && len(ins) == 1 {
		in = ins[0]
	}
	if out == nil && len(outs) == 1 {
		out = outs[0]
	}
	if opening == nil && len(opens) == 1 {
		opening = opens[0]
	}
	return in, out, opening
}

// results checks the rows that say what was left.
func (s *sheet) results() {
	for c, col := range s.cols {
		if col.role != colAmount {
			continue
		}
		told := false
		for r := s.head + 1; r < len(s.rows); r++ {
			row := s.row(r, c)
			if s.cellAt(r, c).state != stateNumber {
				continue
			}
			switch row.role {
			case rowResult, rowBalance, rowClosing:
				told = s.result(r, c, row) || told
			}
		}
		in, out, _ := s.sides(c)
		if f := s.facts[c]; !told && f != nil && f.income != nil && f.income.carry != 0 && out != nil {
			s.addTruth(f.income.at, c, in.total-in.carry-out.total)
		}
	}
}

// addTruth completes a finding of a carried surplus with the true result.
func (s *sheet) addTruth(r, c int, m ledger.Money) {
	for i, f := range s.out.Findings {
		if f.Kind == KindCarry && f.Row == s.base+r+1 && f.Col == c+1 {
			s.out.Findings[i].Text += "真正的收支差额是 " + show(m, s.cols[c].wan) + "。"
		}
	}
}

type claim struct {
	amount ledger.Money
	said   string
}

// result checks one such row and reports whether it blamed a carry-over.
func (s *sheet) result(r, c int, row row) bool {
	in, out, open := s.sides(c)
	here, printed, wan := s.where(r, c), s.cellAt(r, c).amount, s.cols[c].wan
	if in == nil || out == nil {
		s.note(r, c, here+"没有核对：表里没有找到收入合计和支出合计。")
		return false
	}
	own := in.total - in.carry
	var ways []claim
	if row.role != rowClosing {
		ways = append(ways, claim{own - out.total, "本年收入减支出"})
	}
	if row.role != rowResult {
		if row.level > 1 && row.role == rowClosing && s.inside(r, c) {
			return false
		}
		if had, known := openingOf(in, open); known {
			if moved := s.moved(c); moved != 0 {
				ways = append(ways, claim{had + moved + own - out.total, "期初余额加调整、加收入减支出"})
			} else {
				ways = append(ways, claim{had + own - out.total, "期初余额加收入减支出"})
			}
		} else if row.role == rowClosing && own-out.total != printed {
			s.note(r, c, here+"没有核对：表里没有期初余额。")
			return false
		} else if row.role == rowClosing {
			ways = append(ways, claim{own - out.total, "收入减支出"})
		}
	}
	s.out.Checked++
	if slices.ContainsFunc(ways, func(w claim) bool { return w.amount == printed }) || has(row.label, "赤字", "超支") && -ways[0].amount == printed {
		return false
	}
	diff := printed - ways[0].amount
	f := Finding{Row: r, Col: c, Kind: KindResult, Says: s.at(r, c), Should: show(ways[0].amount, wan)}
	switch {
	case in.carry != 0 && printed == in.total-out.total:
		f.Kind = KindCarry
		f.Text = fmt.Sprintf("%s是把上年结余当收入算出来的；本年收入 %s 减支出 %s，真正的收支差额是 %s。", here, show(own, wan), show(out.total, wan), show(own-out.total, wan))
	case s.cols[c].wan && diff.Abs() <= 4*halfPlace(s.cellAt(r, c)):
		s.note(r, c, here+"只差"+show(diff.Abs(), wan)+"，可能是四舍五入造成的；请用以元、角、分为单位的数核对。")
		return false
	default:
		f.Text = fmt.Sprintf("%s写的是 %s，%s是 %s，%s %s。", here, show(printed, wan), ways[0].said, show(ways[0].amount, wan), more(diff), show(diff.Abs(), wan))
	}
	s.find(f)
	return f.Kind == KindCarry
}

// moved adds the rows that say how what was there before was adjusted.
func (s *sheet) moved(c int) ledger.Money {
	var in []entry
	for r := s.head + 1; r < len(s.rows); r++ {
		if row, cl := s.row(r, c), s.cellAt(r, c); row.role == rowAdjust && row.level <= 1 && !row.part && cl.state == stateNumber {
			in = append(in, entry{at: r, cell: cl})
		}
	}
	n, _, ok := sum(in)
	if !ok {
		return 0
	}
	return n
}

// inside reports a numbered part of a balance, which levels adds again.
func (s *sheet) inside(r, c int) bool {
	at := s.row(r, c)
	for k := r - 1; k > s.head; k-- {
		if up := s.row(k, c); up.level > 0 && up.level < at.level {
			return up.role == rowClosing
		}
	}
	return false
}

func openingOf(in *side, open *entry) (ledger.Money, bool) {
	if in.carry != 0 {
		return in.carry, true
	}
	if open != nil {
		return open.cell.amount, true
	}
	return 0, false
}

// across adds again the totals at the end of each row.
func (s *sheet) across() {
	for c, col := range s.cols {
		if col.role != colRowTotal {
			continue
		}
		for r := s.head + 1; r < len(s.rows); r++ {
			if s.cellAt(r, c).state == stateNumber && s.row(r, c).role != rowRate {
				s.acrossRow(r, c)
			}
		}
	}
}

func (s *sheet) acrossRow(r, c int) {
	side := func(step int) []entry {
		var in []entry
		for k := c + step; k >= 0 && k < s.width; k += step {
			if s.cols[k].role == colRowTotal || s.cols[k].role == colLabel {
				break
			}
			if cl := s.cellAt(r, k); s.cols[k].role == colAmount && (cl.state == stateNumber || cl.state == stateBad) {
				in = append(in, entry{at: k, cell: cl})
			}
		}
		return in
	}
	t := s.cellAt(r, c)
	best := reading{}
	for _, w := range []reading{{side(-1), "左边各栏相加"}, {side(1), "右边各栏相加"}} {
		n, bad, ok := sum(w.in)
		if len(bad) > 0 || !ok {
			s.note(r, c, s.where(r, c)+"没有核对：这一行有的数看不成金额。")
			return
		}
		if n == t.amount {
			s.out.Checked++
			return
		}
		if len(w.in) > len(best.in) {
			best = w
		}
	}
	n, _, _ := sum(best.in)
	switch wan := s.cols[c].wan; {
	case len(best.in) < 2:
		s.note(r, c, s.where(r, c)+"没有核对：旁边没有可以相加的几栏。")
	case rounding(best.in, entry{cell: t}, t.amount-n):
		s.note(r, c, s.where(r, c)+"差得很少，可能是四舍五入造成的。")
	default:
		s.out.Checked++
		s.find(Finding{Row: r, Col: c, Kind: KindSum, Says: s.at(r, c), Should: show(n, wan),
			Text: fmt.Sprintf("%s写的是 %s，%s是 %s，%s %s。", s.where(r, c), show(t.amount, wan), best.said, show(n, wan), more(t.amount-n), show((t.amount-n).Abs(), wan))})
	}
}
