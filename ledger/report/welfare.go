package report

import (
	"cmp"
	"fmt"
	"slices"

	"huizhang/ledger"
)

// welfare is the 慰问支出统计表: what was spent on persons by lists, by
// occasion, group, form and signature. Only posted money counts; lists that
// wait for it stand in a table of their own.
func welfare(r ledger.Reader, a Args) (*Document, error) {
	w := &welfareSheet{h: handedOut(r, a.Period), p: a.Period, practice: r.Practice()}
	doc := &Document{Tables: []Table{w.byOccasion(), w.byGroup(), w.byForm(), w.byState()}}
	if t := w.open(); len(t.Rows) > 0 {
		doc.Tables = append(doc.Tables, t)
	}
	doc.Notes = []string{"只统计已过账的支出；人数是实际领到的人，每人只算一次；人次是领取的次数；人均是金额除以人数。"}
	if m := w.stock(); m != 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("其中领用库存物品 %s 元，购入时已经列支。", m.Grouped()))
	}
	if m := w.h.formerBack(); m != 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("另有以前年度名单退回、冲回 %s 元，记入年初余额调整，不减少本期支出，不在上面的数里。", m.Grouped()))
	}
	if len(w.h.off) > 0 {
		doc.Notes = append(doc.Notes, "“冲回以前期间”是本期用红字凭证冲销的、以前期间入账的名单。")
	}
	return doc, nil
}

type welfareSheet struct {
	h        *handed
	p        ledger.Period
	practice ledger.Practice
}

// occasions gives the occasions of a field that occur, in their usual order.
func (h *handed) occasions(f field, p ledger.Practice) []string {
	var have, out []string
	for _, x := range h.given {
		if x.field == f {
			have = append(have, x.gift.Occasion)
		}
	}
	for _, o := range ledger.Occasions(p) {
		if slices.Contains(have, o.ID) {
			out = append(out, o.ID)
		}
	}
	slices.Sort(have)
	for _, id := range slices.Compact(have) {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// of tallies the handouts that keep accepts.
func (h *handed) of(keep func(x *handout) bool) (t tally) {
	for i := range h.given {
		if x := &h.given[i]; keep(x) {
			t.add(h, x, nil)
		}
	}
	return t
}

func (w *welfareSheet) byOccasion() Table {
	t := Table{Title: "按事由", Columns: []Column{textCol("事由", 20), countCol("次数", 6), countCol("人数", 6), countCol("人次", 6),
		wideMoney("金额"), wideMoney("人均"), wideMoney("个人最多")}}
	for f := careField; f <= eventField; f++ {
		ids := w.h.occasions(f, w.practice)
		for _, id := range ids {
			sum := w.h.of(func(x *handout) bool { return x.field == f && x.gift.Occasion == id })
			t.Rows = append(t.Rows, w.occasionRow(RowItem, fmt.Sprintf("%s-%s", fieldKey(f), id), occasionName(w.practice, id), &sum))
		}
		if len(ids) > 1 {
			sum := w.h.of(func(x *handout) bool { return x.field == f })
			t.Rows = append(t.Rows, w.occasionRow(RowSubtotal, fieldKey(f), f.chinese()+"小计", &sum))
		}
	}
	all := w.h.of(func(*handout) bool { return true })
	if len(w.h.off) > 0 {
		var off tally
		for i := range w.h.off {
			off.takeOff(&w.h.off[i])
			all.takeOff(&w.h.off[i])
		}
		t.Rows = append(t.Rows, traced(RowItem, "written-off", Text("冲回以前期间"), Empty(), Empty(), Empty(), off.moneyCell(w.p, off.lists()), Empty(), Empty()))
	}
	total := w.occasionRow(RowTotal, "total", "合计", &all)
	if len(w.h.off) > 0 { // dividing it would mean nothing
		total.Cells[2], total.Cells[3], total.Cells[5] = Empty(), Empty(), Empty()
	}
	t.Rows = append(t.Rows, total)
	return t
}

func fieldKey(f field) string { return [...]string{"gift", "aid", "event"}[f] }

func (w *welfareSheet) occasionRow(kind RowKind, key, name string, t *tally) Row {
	l := t.lists()
	return traced(kind, key, Text(name), Number(int64(len(t.acts))), t.personsCell(w.p, l), t.timesCell(w.p, l),
		t.moneyCell(w.p, l), perHeadCell(t.total, t.persons()), AmountOrBlank(t.most(), nil))
}

// portion is one way to narrow what was given.
type portion struct {
	key, name string
	lists     Lists
}

// narrowed makes a row for each part that occurs, and the total.
func (w *welfareSheet) narrowed(t *Table, parts []portion, cells func(name string, sum *tally, l Lists) []Cell) {
	for _, x := range parts {
		var sum tally
		for i := range w.h.given {
			sum.add(w.h, &w.h.given[i], x.lists.has)
		}
		if x.lists.Sheets = sum.sheets; len(sum.sheets) > 0 {
			t.Rows = append(t.Rows, traced(RowItem, x.key, cells(x.name, &sum, x.lists)...))
		}
	}
	all := w.h.of(func(*handout) bool { return true })
	t.Rows = append(t.Rows, traced(RowTotal, "total", cells(w.totalName(), &all, all.lists())...))
}

// totalName is what the total of a table is called that leaves out what was
// written off: that belongs to no group and no form of the period.
func (w *welfareSheet) totalName() string {
	if len(w.h.off) > 0 {
		return "合计（不含冲回）"
	}
	return "合计"
}

func (w *welfareSheet) byGroup() Table {
	t := Table{Title: "按工会小组", Columns: []Column{textCol("小组", 20), countCol("人数", 6), countCol("人次", 6), wideMoney("金额"), wideMoney("人均")}}
	var names []string
	for _, x := range w.h.given {
		for i := range x.shares {
			names = append(names, x.shares[i].Group)
		}
		slices.Sort(names)
		names = slices.Compact(names)
	}
	var parts []portion
	for i, g := range groupOrder(w.h.r, names) {
		parts = append(parts, portion{fmt.Sprintf("group-%d", i+1), cmp.Or(g, "未分组"), Lists{By: ByGroup, Group: g}})
	}
	w.narrowed(&t, parts, func(name string, sum *tally, l Lists) []Cell {
		return []Cell{Text(name), sum.personsCell(w.p, l), sum.timesCell(w.p, l), sum.moneyCell(w.p, l), perHeadCell(sum.total, sum.persons())}
	})
	return t
}

func (w *welfareSheet) byForm() Table {
	t := Table{Title: "按形式", Columns: []Column{textCol("形式", 20), countCol("次数", 6), countCol("人次", 6), wideMoney("金额")}}
	add := func(kind RowKind, key, name string, sum tally) {
		if len(sum.sheets) > 0 || kind == RowTotal {
			l := sum.lists()
			t.Rows = append(t.Rows, traced(kind, key, Text(name), Number(int64(len(sum.acts))), sum.timesCell(w.p, l), sum.moneyCell(w.p, l)))
		}
	}
	for _, f := range []ledger.Form{ledger.Goods, ledger.Coupon, ledger.Transfer, ledger.Cash, ""} {
		name := f.Chinese()
		if f == "" {
			name = "未写明"
		}
		add(RowItem, "form-"+string(f), name, w.h.of(func(x *handout) bool { return x.gift.Form == f }))
	}
	add(RowTotal, "total", w.totalName(), w.h.of(func(*handout) bool { return true }))
	return t
}

func (w *welfareSheet) byState() Table {
	t := Table{Title: "按签收情况", Columns: []Column{textCol("签收情况", 20), countCol("人次", 6), wideMoney("金额")}}
	var parts []portion
	for _, st := range States() {
		parts = append(parts, portion{"state-" + cmp.Or(string(st), "unsigned"), st.Chinese(), Lists{By: ByState, State: st}})
	}
	w.narrowed(&t, parts, func(name string, sum *tally, l Lists) []Cell {
		return []Cell{Text(name), sum.timesCell(w.p, l), sum.moneyCell(w.p, l)}
	})
	return t
}

// open lists what is made out but not paid by a posted voucher.
func (w *welfareSheet) open() Table {
	t := Table{Title: "还没有入账的名单（不在上面的数里）", Columns: []Column{idCol("签领表", 8), dayCol("日期"), textCol("事由", 20), countCol("人次", 6), wideMoney("金额"), textCol("凭证", 12)}}
	for _, x := range w.h.waiting {
		word := "没有凭证"
		v, ok := w.h.r.Voucher(x.sheet.Voucher)
		if ok {
			word = "凭证" + v.State.Chinese()
		}
		l := Lists{Sheets: []ledger.SheetID{x.sheet.ID}}
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("sheet-%d", x.sheet.ID), Voucher: v.ID, Cells: []Cell{
			Text(x.sheet.ID.String()), Date(x.sheet.Day), Text(GiftTitle(w.practice, &x.gift)), Number(int64(x.sheet.Lines)),
			Amount(x.sheet.Total, &Trace{Side: DebitNet, Period: w.p, Lists: &l}), Text(word)}})
	}
	return t
}

// stock is what was given out of stock.
func (w *welfareSheet) stock() (m ledger.Money) {
	for _, x := range w.h.given {
		if x.sheet.Account.Under("301") {
			m += x.sheet.Total
		}
	}
	return m
}

// GiftTitle is what an act is called: its own title, else its occasion. Aid goes
// without its cause.
func GiftTitle(p ledger.Practice, g *ledger.Gift) string {
	switch {
	case fieldOf(g) == aidField:
		return "帮扶"
	case g.Title != "":
		return g.Title
	}
	return occasionName(p, g.Occasion)
}

func wideMoney(name string) Column { return Column{Name: name, Kind: KindMoney, Width: 12} }
