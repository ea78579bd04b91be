package paper

import (
	"fmt"
	"slices"

	"huizhang/ledger"
)

// entry is something that a later total may add.
type entry struct {
	row
	at    int
	cell  cell
	void  bool // nothing is printed there, which counts as nothing
	after int  // headings seen before it
	under bool // stands below a 其中
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

func (s *sheet) fact(c int) *fact {
	if s.facts[c] == nil {
		s.facts[c] = &fact{}
	}
	return s.facts[c]
}

// claimed is one total with the ways to read what it adds.
type claimed struct {
	total entry
	ways  []reading
	fit   int    // the way that makes the total; −1: none
	carry *entry // a former surplus with which a way makes it
}

// attempt is a column read in one direction.
type attempt struct {
	left   []entry // what no total took
	sums   []claimed
	missed int
	work   int // rows looked at for totals
}

// totals adds again every total of a table: from above or, where totals stand
// before their parts, from below. All columns beside the same words are read
// the same way, the one that explains more of their totals.
func (s *sheet) totals() {
	for label := -1; label < s.width; label++ {
		cols := s.summed(label)
		var down, up []attempt
		missed, first := 0, false
		for _, c := range cols {
			rows := s.sections(c)
			d, u := s.addUp(c, rows, false), s.addUp(c, rows, true)
			down, up = append(down, d), append(up, u)
			missed += d.missed - u.missed
			first = first || totalsFirst(rows, s, c)
		}
		take := down
		if missed > 0 || missed == 0 && first {
			take = up
		}
		for i, c := range cols {
			for _, t := range take[i].sums {
				s.judge(c, t)
			}
			s.gather(c, s.sections(c), take[i].left)
			if !s.book {
				s.levels(c)
			}
		}
	}
}

// summed are the columns beside a label whose rows may be added.
func (s *sheet) summed(label int) []int {
	var out []int
	for c, col := range s.cols {
		switch col.role {
		case colOpening, colBalance:
			if !s.book || s.flowing(c) {
				continue
			}
		case colAmount, colRowTotal:
		default:
			continue
		}
		if col.label == label {
			out = append(out, c)
		}
	}
	return out
}

// totalsFirst reports a layout like 收入合计 100, 会费 40, 拨款 60.
func totalsFirst(rows []row, s *sheet, c int) bool {
	for r := s.head + 1; r < len(rows); r++ {
		if s.cellAt(r, c).state != stateNumber {
			continue
		}
		switch rows[r].role {
		case rowLeaf:
			return false
		case rowTotal:
			return true
		}
	}
	return false
}

// addUp goes down the column, or up.
func (s *sheet) addUp(c int, rows []row, up bool) attempt {
	var a attempt
	headings, under, alive := 0, false, false
	for i := s.head + 1; i < len(rows); i++ {
		r := i
		if up {
			r = len(rows) + s.head - i
		}
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
			e := entry{row: row, at: r, cell: cl, after: headings, under: under}
			if cl.state == stateBlank {
				e.void, e.cell = true, cell{state: stateNumber}
			}
			if row.less {
				e.cell.amount = -e.cell.amount
			}
			alive = alive || !e.void
			a.left = append(a.left, e)
		case rowNet:
			a.net(entry{row: row, at: r, cell: cl, after: headings}, up)
		case rowTotal:
			under = false
			if cl.state == stateNumber || cl.state == stateBad {
				a.total(entry{row: row, at: r, cell: cl, after: headings}, headings, len(rows), alive)
			}
		}
	}
	return a
}

// net takes the rows 减： above it and the one that they lessen.
func (a *attempt) net(t entry, up bool) {
	from := len(a.left)
	for from > 0 && a.left[from-1].less {
		from--
	}
	if up || from == 0 || from == len(a.left) || t.cell.state != stateNumber {
		t.role = rowLeaf
		a.left = append(a.left, t)
		return
	}
	t.rank = 1
	a.take(claimed{total: t, ways: []reading{{slices.Clone(a.left[from-1:]), "上面各行相减"}}})
}

// total reads one total and puts it in the place of what it adds.
func (a *attempt) total(t entry, headings, rows int, alive bool) {
	reach := len(a.left)
	if a.work > 4*rows+lookBack { // rows that no total takes are passed again and again
		reach = min(reach, lookBack)
	}
	near, ways := readings(a.left, t, headings, reach)
	a.work += reach
	ways = slices.DeleteFunc(ways, func(w reading) bool {
		return !alive && !slices.ContainsFunc(w.in, func(e entry) bool { return !e.void })
	})
	if near == 0 && t.cell.state == stateNumber && t.cell.amount == 0 {
		a.missed++ // a day or month without entries, unless the other direction knows better
		a.left = append(a.left, t)
		return
	}
	a.take(claimed{total: t, ways: ways})
}

func (a *attempt) take(x claimed) {
	x.fit = -1
	if x.total.cell.state == stateNumber {
		x.fit = slices.IndexFunc(x.ways, func(w reading) bool {
			n, bad, ok := sum(w.in)
			bad = filter(bad, func(e entry) bool { return e.cell.state == stateBad }) // words may be left out
			return ok && len(bad) == 0 && n == x.total.cell.amount
		})
	}
	chosen := max(x.fit, 0)
	if x.fit < 0 {
		a.missed++
		if i, o := carried(a.left, x.ways, x.total); i >= 0 {
			chosen, x.carry = i, &o
		}
	}
	if len(x.ways) > 0 {
		a.drop(x.ways[chosen].in)
		if x.carry != nil {
			x.ways = x.ways[chosen:]
		}
	}
	a.left = append(a.left, x.total)
	a.sums = append(a.sums, x)
}

// drop takes rows away, which are near the end.
func (a *attempt) drop(taken []entry) {
	in := map[int]bool{}
	for _, e := range taken {
		in[e.at] = true
	}
	from := len(a.left)
	for n := len(in); from > 0 && n > 0; from-- {
		if in[a.left[from-1].at] {
			n--
		}
	}
	rest := slices.DeleteFunc(a.left[from:], func(e entry) bool { return in[e.at] })
	a.left = a.left[:from+len(rest)]
}

// judge says what a total is found to be.
func (s *sheet) judge(c int, x claimed) {
	t := x.total
	switch {
	case len(x.ways) == 0:
		s.note(t.at, c, s.where(t.at, c)+"没有找到是由哪些行相加的，没有核对。")
	case t.cell.state != stateNumber:
	case x.fit >= 0:
		s.out.Checked++
	case x.carry != nil:
		s.out.Checked++
		s.carriedOver(c, x.ways[0], t, *x.carry)
	default:
		s.out.Checked++
		s.wrongSum(c, x.ways, t)
	}
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
	case t.kind != kindNone && lone(ways[0].in):
		s.note(t.at, c, here+"没有核对：上面只有一行写了金额。")
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

// lone reports one amount among rows of other things, which need not be the
// only part of a total.
func lone(in []entry) bool {
	return len(in) > 2 && len(filter(in, func(e entry) bool { return !e.void })) == 1
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
