package report

import (
	"fmt"
	"slices"

	"huizhang/ledger"
)

// spareRows are the empty lines at the end of a roll.
const spareRows = 3

// roll is what a member's year of dues looks like.
type roll struct {
	m        ledger.Member
	group    string
	standard ledger.Money // of the last assessed month
	paid     []ledger.Money
	due, got ledger.Money
}

// duesSpan is the stretch of months in which dues were assessed, for a report
// without a period: they may lie before the book's first month or ahead of its
// last posting.
func duesSpan(r ledger.Reader, p ledger.Period) ledger.Period {
	const reach = 24
	from, to := p.From, p.To
	for i := 1; i <= reach; i++ {
		for range r.Dues(p.From.Add(-i)) {
			from = p.From.Add(-i)
			break
		}
		for range r.Dues(p.To.Add(i)) {
			to = p.To.Add(i)
			break
		}
	}
	return ledger.Period{From: from, To: to}
}

// duesRoll is the 会费缴纳花名册: by group with subtotals, a signature box for
// everyone, no birth dates. A period over several years makes a table a year.
func duesRoll(r ledger.Reader, a Args) (*Document, error) {
	p := a.Period
	if a.whole {
		p = duesSpan(r, p)
		p = ledger.Period{From: ledger.MonthOf(p.From.Year(), 1), To: ledger.MonthOf(p.To.Year(), 12)}
	}
	doc := &Document{Title: "会费缴纳花名册", Landscape: true, Period: p}
	for y := p.From.Year(); y <= p.To.Year(); y++ {
		span := ledger.Period{From: max(p.From, ledger.MonthOf(y, 1)), To: min(p.To, ledger.MonthOf(y, 12))}
		t, left := rollTable(r, span)
		if p.From.Year() != p.To.Year() {
			t.Title = span.Chinese()
		}
		doc.Tables = append(doc.Tables, t)
		if left > 0 {
			doc.Notes = append(doc.Notes, fmt.Sprintf("%s另有 %d 名会员免缴或不在会，未列入。", span.Chinese(), left))
		}
	}
	doc.PeriodText = p.Chinese()
	doc.Notes = append(doc.Notes, "各月栏为实缴金额；签名须由会员本人签；空白行供手工补登。")
	return doc, nil
}

// rollOf reads one member's dues. ok is false for members who owe nothing in
// any of the months and paid nothing.
func rollOf(r ledger.Reader, m ledger.Member, p ledger.Period) (out roll, ok bool) {
	out.m, out.group = m, m.Group
	assessed := false
	for mo := p.From; mo <= p.To; mo = mo.Add(1) {
		d, has := r.Due(m.ID, mo)
		got := r.Paid(m.ID, mo).Posted
		out.paid = append(out.paid, got)
		out.got += got
		ok = ok || got != 0
		if !has {
			continue
		}
		assessed, out.group = true, d.Group
		out.due += d.Payable()
		if d.Working.Reason == "" {
			out.standard, ok = d.Working.Due, true
		}
	}
	return out, ok || !assessed && m.In(p.To)
}

// groupOrder puts names of groups in the order of the register, others after
// them by name, and no group last.
func groupOrder(r ledger.Register, names []string) []string {
	var out []string
	for _, g := range r.Groups() {
		if slices.Contains(names, g.Name) {
			out = append(out, g.Name)
		}
	}
	rest := slices.Clone(names)
	slices.Sort(rest)
	for _, n := range slices.Compact(rest) {
		if n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return append(out, "")
}

func groupTitle(r ledger.Register, name string) string {
	if name == "" {
		return "未分组"
	}
	for _, g := range r.Groups() {
		if l, ok := r.Member(g.Leader); ok && g.Name == name {
			return name + "　组长：" + l.Name
		}
	}
	return name
}

func rollTable(r ledger.Reader, p ledger.Period) (t Table, left int) {
	t = Table{PageSubtotal: true, RowHeight: 8, Columns: rollColumns(p)}
	byGroup := map[string][]roll{}
	var names []string
	for m := range r.Members() {
		x, ok := rollOf(r, m, p)
		if !ok {
			left++
			continue
		}
		byGroup[x.group] = append(byGroup[x.group], x)
		names = append(names, x.group)
	}
	months := p.To.Since(p.From) + 1
	all := roll{paid: make([]ledger.Money, months)}
	n := 0
	for i, g := range groupOrder(r, names) {
		list := byGroup[g]
		if len(list) == 0 {
			continue
		}
		key := fmt.Sprintf("group-%d", i+1)
		t.Rows = append(t.Rows, Row{Kind: RowHead, Key: key, Keep: true, Cells: []Cell{Text(groupTitle(r, g))}})
		sum := roll{paid: make([]ledger.Money, months)}
		for _, x := range list {
			n++
			sum.add(x)
			t.Rows = append(t.Rows, x.row(n))
		}
		all.add(sum)
		t.Rows = append(t.Rows, sum.total(RowSubtotal, key+"-total", fmt.Sprintf("小计 %d人", len(list))))
	}
	for range spareRows {
		t.Rows = append(t.Rows, Row{Kind: RowSpare})
	}
	total := all.total(RowTotal, "total", fmt.Sprintf("合计 %d人", n))
	total.Keep = true
	t.Rows = append(t.Rows, total,
		Row{Kind: RowHead, Key: "capitals", Cells: []Cell{Text("实缴合计（大写）：人民币" + ledger.Capitals(all.got))}})
	return t, left
}

func rollColumns(p ledger.Period) []Column {
	cols := []Column{countCol("序号", 4), idCol("编号", 8), textCol("姓名", 10), {Name: "月标准", Kind: KindMoney, Width: 8}}
	for mo := p.From; mo <= p.To; mo = mo.Add(1) {
		cols = append(cols, Column{Name: fmt.Sprintf("%d月", mo.Num()), Kind: KindMoney, Width: 8, Millimetres: 12})
	}
	for _, n := range []string{"应缴", "实缴", "欠缴"} {
		cols = append(cols, Column{Name: n, Kind: KindMoney, Width: 10})
	}
	return append(cols, Column{Name: "签名", Kind: KindSign, Width: 10, Millimetres: 25})
}

func (x *roll) add(y roll) {
	x.due, x.got = x.due+y.due, x.got+y.got
	for i := range y.paid {
		x.paid[i] += y.paid[i]
	}
}

func (x *roll) tail(blank bool) []Cell {
	var out []Cell
	for _, m := range x.paid {
		out = append(out, AmountOrBlank(m, nil))
	}
	owed := Amount(x.due-x.got, nil)
	owed.Null = blank && owed.Money == 0
	return append(out, Amount(x.due, nil), Amount(x.got, nil), owed, Empty())
}

func (x *roll) row(n int) Row {
	cells := []Cell{Number(int64(n)), Text(x.m.No), Text(x.m.Name), AmountOrBlank(x.standard, nil)}
	return Row{Kind: RowItem, Key: x.m.No, Cells: append(cells, x.tail(true)...)}
}

func (x *roll) total(kind RowKind, key, text string) Row {
	return Row{Kind: kind, Key: key, Cells: append([]Cell{Text(text), Empty(), Empty(), Empty()}, x.tail(false)...)}
}
