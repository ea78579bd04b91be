package paper

import "fmt"

// gather keeps for each side of a column the figure that stands for it: the
// highest total, else a row called just that, else the sum of its rows.
func (s *sheet) gather(c int, rows []row, stack []entry) {
	f := s.fact(c)
	for r := s.head + 1; r < len(rows); r++ {
		if cl := s.cellAt(r, c); rows[r].role == rowOpening && cl.state == stateNumber && f.opening == nil {
			f.opening = &entry{row: rows[r], at: r, cell: cl}
		}
	}
	pick := func(k kind, old *side) *side {
		if old != nil {
			return old
		}
		var best *entry
		var parts []entry
		for i, e := range stack {
			if e.kind != k || e.part || e.role == rowOpening {
				continue
			}
			parts = append(parts, e)
			if e.role == rowTotal && !(e.carry && f.opening != nil) || plainSide(e.label) {
				if best == nil || e.rank >= best.rank {
					best = &stack[i]
				}
			}
		}
		if best != nil && best.cell.state == stateNumber {
			return &side{at: best.at, total: best.cell.amount}
		}
		if n, bad, ok := sum(parts); best == nil && ok && len(bad) == 0 && len(parts) > 0 {
			return &side{at: parts[len(parts)-1].at, total: n}
		}
		return nil
	}
	f.income, f.expense = pick(kindIncome, f.income), pick(kindExpense, f.expense)
	s.partCarry(c, rows, f)
}

func plainSide(label string) bool {
	switch label {
	case "收入", "本年收入", "本期收入", "全年收入", "经费收入", "本年度收入", "支出", "本年支出", "本期支出", "全年支出", "经费支出", "本年度支出":
		return true
	}
	return false
}

// partCarry sees 其中：上年结余 below an income figure.
func (s *sheet) partCarry(c int, rows []row, f *fact) {
	if f.income == nil || f.income.carry != 0 {
		return
	}
	at := f.income.at
	if at+1 >= len(rows) {
		return
	}
	o, cl := rows[at+1], s.cellAt(at+1, c)
	if o.role != rowOpening || !o.part || cl.state != stateNumber || cl.amount == 0 || rows[at].carry {
		return
	}
	n, wan := f.income.total-cl.amount, s.cols[c].wan
	s.out.Checked++
	s.find(Finding{Row: at, Col: c, Kind: KindCarry, Says: s.at(at, c), Should: show(n, wan),
		Text: fmt.Sprintf("%s把%s %s 也算成了收入；结余不是收入，本年的应是 %s。", s.where(at, c), s.name(at+1, c), show(cl.amount, wan), show(n, wan))})
	f.income.carry = cl.amount
}

// levels checks numbered rows against the numbered parts below them.
func (s *sheet) levels(c int) {
	rows := s.sections(c)
	for r := s.head + 1; r < len(rows); r++ {
		p := rows[r]
		stock := p.role == rowOpening || p.role == rowClosing // what was or is there
		if p.role != rowLeaf && !stock || p.level == 0 || s.cellAt(r, c).state != stateNumber {
			continue
		}
		var in []entry
		deep, clear := 0, true
		for k := r + 1; k < len(rows) && clear; k++ {
			e := rows[k]
			if e.role == rowTotal || e.level > 0 && e.level <= p.level || e.role == rowResult || !stock && (e.role == rowClosing || e.role == rowBalance) {
				break
			}
			cl := s.cellAt(k, c)
			if e.level == 0 || e.part || cl.state == stateBad {
				clear = e.label == "" || cl.state == stateBlank
				continue
			}
			if deep == 0 || e.level < deep {
				deep = e.level
			}
			if cl.state == stateNumber {
				in = append(in, entry{row: e, at: k, cell: cl})
			}
		}
		in = filter(in, func(e entry) bool { return e.level == deep })
		if !clear || len(in) < 2 {
			continue
		}
		t := entry{row: p, at: r, cell: s.cellAt(r, c)}
		own := filter(in, func(e entry) bool { return stock || e.role != rowOpening })
		n, _, ok := sum(own)
		s.out.Checked++
		if ok && n == t.cell.amount {
			continue
		}
		ways := []reading{{own, "下面分项相加"}}
		if i, o := carried(in, ways, t); i >= 0 && !p.carry && p.kind == kindIncome {
			s.carriedOver(c, ways[i], t, o)
		} else if i < 0 {
			s.wrongSum(c, ways, t)
		}
	}
}
