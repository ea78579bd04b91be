package paper

import (
	"fmt"
	"slices"

	"huizhang/ledger"
)

// entry is something that a later total may add.
type entry struct {
	row
	at     int
	cell   cell
	parent bool  // has numbered parts below it
	after  int   // headings seen before it
	under  bool  // stands below a 其中
	taken  []int // rows of the leaves it adds
}

// fact is what a column says of one side.
type fact struct {
	income, expense *side
	opening         *entry
}

type side struct {
	at    int
	total ledger.Money
	carry ledger.Money // a former surplus inside it
}

// totals adds again every total of a column. Where the first total stands
// before anything to add, the totals of this column come first, and it is read
// from below.
func (s *sheet) totals(c int) {
	rows := s.sections(c)
	order := []int{}
	for r := s.head + 1; r < len(rows); r++ {
		order = append(order, r)
	}
	if totalsFirst(rows, s, c) {
		slices.Reverse(order)
	}
	var stack []entry
	headings, under := 0, false
	for _, r := range order {
		row, cl := rows[r], s.cellAt(r, c)
		switch row.role {
		case rowHeading:
			headings++
			under = false
		case rowOpening, rowLeaf:
			if row.part {
				under = true
			} else if row.level > 0 {
				under = false
			}
			if cl.state == stateNumber || cl.state == stateBad {
				stack = append(stack, entry{row: row, at: r, cell: cl, after: headings, under: under, taken: []int{r}})
			}
		case rowTotal:
			under = false
			if cl.state == stateNumber || cl.state == stateBad {
				e := entry{row: row, at: r, cell: cl, after: headings}
				stack = s.total(c, stack, e, headings)
			}
		}
	}
	s.gather(c, rows, stack)
}

// totalsFirst reports a layout like 收入合计 100, 会费 40, 拨款 60.
func totalsFirst(rows []row, s *sheet, c int) bool {
	first := false
	for r := s.head + 1; r < len(rows); r++ {
		n := s.cellAt(r, c).state == stateNumber
		switch rows[r].role {
		case rowLeaf:
			if n {
				return first
			}
		case rowTotal:
			if n {
				first = true
			}
		}
	}
	return false
}

// reading is one way to choose the rows that a total adds.
type reading struct {
	in   []entry
	said string
}

func sum(in []entry) (total ledger.Money, bad []entry, ok bool) {
	ok = true
	for _, e := range in {
		if e.cell.state != stateNumber {
			bad = append(bad, e)
			continue
		}
		var fits bool
		total, fits = total.Plus(e.cell.amount)
		ok = ok && fits
	}
	return total, bad, ok
}

// total checks one total against the readings of what stands before it and
// puts it in the place of what it added.
func (s *sheet) total(c int, stack []entry, t entry, headings int) []entry {
	ways := readings(stack, t, headings)
	if len(ways) == 0 {
		s.note(t.at, c, s.where(t.at, c)+"没有找到是由哪些行相加的，没有核对。")
		return append(stack, t)
	}
	chosen := ways[0]
	if t.cell.state == stateNumber {
		s.out.Checked++
		hit := slices.IndexFunc(ways, func(w reading) bool {
			n, bad, ok := sum(w.in)
			return ok && len(bad) == 0 && n == t.cell.amount
		})
		if hit >= 0 {
			chosen = ways[hit]
		} else if i, carried := carried(stack, ways, t); i >= 0 {
			chosen = ways[i]
			s.carriedOver(c, chosen, t, carried)
		} else {
			s.wrongSum(c, ways, t)
		}
	}
	for _, e := range chosen.in {
		t.taken = append(t.taken, e.taken...)
	}
	return append(slices.DeleteFunc(slices.Clone(stack), func(e entry) bool {
		return slices.ContainsFunc(chosen.in, func(x entry) bool { return x.at == e.at })
	}), t)
}

// readings lists the sensible ways, the most natural first.
func readings(stack []entry, t entry, headings int) []reading {
	from := len(stack)
	for from > 0 && stack[from-1].rank < t.rank && !(stack[from-1].rank > 0 && otherSide(stack[from-1:from], t.kind)) {
		from--
	}
	var near, kin, same []entry
	for _, e := range stack[from:] {
		if !e.part && e.role != rowOpening && !otherSide([]entry{e}, t.kind) {
			near = append(near, e)
		}
	}
	for _, e := range stack {
		if e.part || e.role == rowOpening || t.kind == kindNone || e.kind != t.kind {
			continue
		}
		if e.rank < t.rank {
			kin = append(kin, e)
		}
		same = append(same, e)
	}
	var out []reading
	add := func(in []entry, said string) {
		if len(in) > 0 {
			out = append(out, reading{in, said})
		}
	}
	if len(kin) > 0 && len(kin) < len(near) {
		add(kin, "同属一边的各行相加")
	}
	add(near, "上面各行相加")
	add(kin, "同属一边的各行相加")
	add(filter(near, func(e entry) bool { return e.after == headings }), "小标题下各行相加")
	add(filter(near, func(e entry) bool { return !e.under }), "除去“其中”各行相加")
	for _, group := range [][]entry{near, kin} {
		top := 0
		for _, e := range group {
			if e.level > 0 && (top == 0 || e.level < top) {
				top = e.level
			}
		}
		if top > 0 {
			add(filter(group, func(e entry) bool { return e.level == top || e.rank > 0 }), "最上一级各行相加")
		}
	}
	add(same, "同属一边的各行相加")
	for i := len(stack) - 2; i >= 0 && i >= len(stack)-40; i-- {
		if stack[i].rank > t.rank {
			break
		}
		tail := filter(stack[i:], func(e entry) bool { return !e.part && e.role != rowOpening })
		if stack[i].rank == t.rank && len(tail) > 1 && !otherSide(tail, t.kind) {
			add(tail, "前面几个合计相加")
		}
	}
	if t.carry || t.kind == kindNone {
		all := filter(stack[from:], func(e entry) bool { return !e.part })
		if len(all) > len(near) {
			add(all, "上面各行和期初余额相加")
			if t.kind != kindNone {
				add(filter(stack, func(e entry) bool {
					return e.role == rowOpening || !e.part && e.kind == t.kind && e.rank <= t.rank
				}), "本年各行和期初余额相加")
			}
		} else if t.carry {
			add(filter(stack, func(e entry) bool { return e.role == rowOpening || !e.part && e.kind == t.kind }), "本年各行和期初余额相加")
		}
	}
	return out
}

func filter(in []entry, keep func(entry) bool) []entry {
	var out []entry
	for _, e := range in {
		if keep(e) {
			out = append(out, e)
		}
	}
	return out
}

func otherSide(in []entry, k kind) bool {
	return slices.ContainsFunc(in, func(e entry) bool { return k != kindNone && e.kind != kindNone && e.kind != k })
}

// carried looks for a former surplus whose addition makes the total.
func carried(stack []entry, ways []reading, t entry) (int, entry) {
	if t.kind == kindExpense {
		return -1, entry{}
	}
	for _, o := range stack {
		if o.role != rowOpening || o.cell.state != stateNumber || o.cell.amount == 0 {
			continue
		}
		for i, w := range ways {
			n, bad, ok := sum(w.in)
			m, fits := n.Plus(o.cell.amount)
			if ok && fits && len(bad) == 0 && m == t.cell.amount {
				return i, o
			}
		}
	}
	return -1, entry{}
}

func (s *sheet) carriedOver(c int, w reading, t, o entry) {
	n, _, _ := sum(w.in)
	wan := s.cols[c].wan
	s.find(Finding{Row: t.at, Col: c, Kind: KindCarry, Says: s.at(t.at, c), Should: show(n, wan),
		Text: fmt.Sprintf("%s把%s %s 也算成了收入；结余不是收入，本年的应是 %s，表上是 %s。",
			s.where(t.at, c), s.name(o.at, c), show(o.cell.amount, wan), show(n, wan), show(t.cell.amount, wan))})
	f := s.fact(c)
	f.income = &side{t.at, t.cell.amount, o.cell.amount}
}

func (s *sheet) wrongSum(c int, ways []reading, t entry) {
	wan := s.cols[c].wan
	n, bad, ok := sum(ways[0].in)
	here := s.where(t.at, c)
	rest := t.cell.amount - n
	switch {
	case !ok:
		s.note(t.at, c, here+"各行太大，没有核对。")
	case len(bad) == 1:
		s.note(t.at, c, fmt.Sprintf("%s没有核对：%s不是准确的数；照合计倒推，它应是 %s。", here, s.name(bad[0].at, c), show(rest, wan)))
	case len(bad) > 1:
		s.note(t.at, c, fmt.Sprintf("%s没有核对：有 %d 行不是准确的数。", here, len(bad)))
	case rounding(ways[0].in, t, rest):
		s.note(t.at, c, fmt.Sprintf("%s和各行相加只差 %s，可能是四舍五入造成的；请用以元、角、分为单位的数核对。", here, show(rest.Abs(), wan)))
	default:
		text := fmt.Sprintf("%s写的是 %s，%s是 %s，%s %s。", here, show(t.cell.amount, wan), ways[0].said, show(n, wan), more(rest), show(rest.Abs(), wan))
		for _, w := range ways[1:] {
			if m, b, ok := sum(w.in); ok && len(b) == 0 && m != n {
				text += fmt.Sprintf("（按%s是 %s，也不等。）", w.said, show(m, wan))
				break
			}
		}
		s.find(Finding{Row: t.at, Col: c, Kind: KindSum, Says: s.at(t.at, c), Should: show(n, wan), Text: text})
	}
}

func more(m ledger.Money) string {
	if m > 0 {
		return "表上多"
	}
	return "表上少"
}

// rounding reports a difference that rounded parts can make: half of the last
// printed place for each. Amounts printed to the fen have no such excuse.
func rounding(in []entry, t entry, diff ledger.Money) bool {
	if t.cell.amount == 0 && diff == 0 {
		return true
	}
	var slack ledger.Money // in half places
	for _, e := range append(slices.Clone(in), t) {
		slack += halfPlace(e.cell)
	}
	return slack > 0 && diff.Abs() <= slack
}

// halfPlace is half of the last printed place of an amount in 万元, in fen;
// zero where the print is exact to the fen.
func halfPlace(c cell) ledger.Money {
	if !c.wan {
		return 0
	}
	unit := ledger.Money(1_000_000)
	for range min(c.places, 7) {
		unit /= 10
	}
	return unit / 2
}

func (s *sheet) fact(c int) *fact {
	if s.facts[c] == nil {
		s.facts[c] = &fact{}
	}
	return s.facts[c]
}

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
		if p.role != rowLeaf || p.level == 0 || s.cellAt(r, c).state != stateNumber {
			continue
		}
		var in []entry
		deep, clear := 0, true
		for k := r + 1; k < len(rows) && clear; k++ {
			e := rows[k]
			if e.role == rowTotal || e.level > 0 && e.level <= p.level || e.role == rowResult || e.role == rowClosing || e.role == rowBalance {
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
		own := filter(in, func(e entry) bool { return e.role != rowOpening })
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
