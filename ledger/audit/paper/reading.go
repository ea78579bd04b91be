package paper

import (
	"slices"

	"huizhang/ledger"
)

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

// lookBack bounds how many rows that belong to no total are looked at again for
// each total, which keeps the work in proportion to the table.
const lookBack = 30

// readings lists the sensible ways, the most natural first; near is how many
// rows stand next to the total for it to add, of reach rows at most.
func readings(stack []entry, t entry, headings, reach int) (near int, out []reading) {
	from := len(stack)
	for from > max(0, len(stack)-reach) && stack[from-1].rank < t.rank && !(stack[from-1].rank > 0 && otherSide(stack[from-1:from], t.kind)) {
		from--
	}
	own := filter(stack[from:], func(e entry) bool { return !e.part && e.role != rowOpening && !otherSide([]entry{e}, t.kind) })
	add := func(in []entry, said string) {
		if len(in) > 0 {
			out = append(out, reading{in, said})
		}
	}
	all := stack[min(from, max(0, len(stack)-lookBack)):]
	same := filter(all, func(e entry) bool {
		return !e.part && e.role != rowOpening && t.kind != kindNone && e.kind == t.kind
	})
	kin := filter(same, func(e entry) bool { return e.rank < t.rank })
	add(own, "上面各行相加")
	add(kin, "同属一边的各行相加")
	add(filter(own, func(e entry) bool { return e.after == headings }), "小标题下各行相加")
	add(filter(own, func(e entry) bool { return !e.under }), "除去“其中”各行相加")
	for _, group := range [][]entry{own, kin} {
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
	if t.rank != rankMonth { // months do not add up to a month
		out = append(out, tails(stack, t)...)
	}
	return len(own), append(out, opened(stack[from:], all, t, len(own))...)
}

// tails are totals of the same rank one after the other.
func tails(stack []entry, t entry) (out []reading) {
	for i := len(stack) - 2; i >= 0 && i >= len(stack)-15 && stack[i].rank <= t.rank; i-- {
		tail := filter(stack[i:], func(e entry) bool { return !e.part && e.role != rowOpening })
		if stack[i].rank == t.rank && len(tail) > 1 && !otherSide(tail, t.kind) {
			out = append(out, reading{tail, "前面几个合计相加"})
		}
	}
	return out
}

// opened are the readings in which what was there before is added too.
func opened(near, all []entry, t entry, own int) (out []reading) {
	if !t.carry && t.kind != kindNone {
		return nil
	}
	if whole := filter(near, func(e entry) bool { return !e.part }); len(whole) > own {
		out = append(out, reading{whole, "上面各行和期初余额相加"})
	}
	if t.kind != kindNone {
		if in := filter(all, func(e entry) bool { return e.role == rowOpening || !e.part && e.kind == t.kind && e.rank <= t.rank }); len(in) > 0 {
			out = append(out, reading{in, "本年各行和期初余额相加"})
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
	if t.kind == kindExpense || t.cell.state != stateNumber {
		return -1, entry{}
	}
	for _, o := range stack[max(0, len(stack)-lookBack):] {
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
