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
			if cl.state != stateBlank {
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
			bad = filter(bad, func(e entry) bool { return e.cell.state == stateBad }) // words may be left out
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
