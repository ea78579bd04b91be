package report

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

// stock is the 库存物品收发存表: by article what was there, came in, went out and
// is left, with the balance of 141 beside it. Only posted vouchers count.
func stock(r ledger.Reader, a Args) (*Document, error) {
	t := Table{Columns: []Column{idCol("编号", 6), textCol("品名规格", 20), textCol("单位", 4), countCol("期初数量", 8), wideMoney("期初金额"), countCol("入库数量", 8), wideMoney("入库金额"),
		countCol("出库数量", 8), wideMoney("出库金额"), countCol("结存数量", 8), wideMoney("结存金额"), wideMoney("单价"), dayCol("最近盘点")}}
	var sum ledger.StockSum
	for x := range r.Articles() {
		s := ledger.SumPosted(r, x, a.Period.From.First(), a.Period.To.Last())
		if s.OpenQty == 0 && s.InQty == 0 && s.OutQty == 0 && s.Open == 0 && s.In == 0 && s.Out == 0 {
			continue
		}
		sum.Open, sum.In, sum.Out = sum.Open+s.Open, sum.In+s.In, sum.Out+s.Out
		price := Empty()
		if s.Qty() > 0 && s.Value() > 0 {
			price = perHeadCell(s.Value(), int64(s.Qty()))
		}
		t.Rows = append(t.Rows, row(RowItem, fmt.Sprintf("article-%d", x.ID), Text(x.ID.String()), Text(x.Title()), Text(x.Unit), Number(int64(s.OpenQty)), Amount(s.Open, nil),
			Number(int64(s.InQty)), Amount(s.In, nil), Number(int64(s.OutQty)), Amount(s.Out, nil), Number(int64(s.Qty())), Amount(s.Value(), nil), price, Date(s.Counted)))
	}
	t.Rows = append(t.Rows, row(RowTotal, "total", Text(""), Text("物品合计"), Empty(), Empty(), Amount(sum.Open, nil), Empty(), Amount(sum.In, nil), Empty(), Amount(sum.Out, nil),
		Empty(), Amount(sum.Value(), nil), Empty(), Empty()))
	left := standing(DebitNet, a.Period.To, "141")
	begun := standing(DebitNet, a.Period.From.Add(-1), "141")
	booked := Row{Kind: RowItem, Key: "booked", Cells: []Cell{Text("141"), Text("库存物品科目余额"), Empty(), Empty(), figure(r, begun), Empty(), Empty(), Empty(), Empty(), Empty(), figure(r, left), Empty(), Empty()}}
	booked.Trace = booked.Cells[10].Trace
	gap := booked.Cells[10].Money - sum.Value()
	t.Rows = append(t.Rows, booked)
	doc := &Document{Landscape: true, Tables: []Table{t}}
	if gap != 0 || booked.Cells[4].Money != sum.Open {
		t.Rows = append(t.Rows, row(RowItem, "gap", Text(""), Text("没有登记到物品的"), Empty(), Empty(), Amount(booked.Cells[4].Money-sum.Open, nil), Empty(), Empty(), Empty(), Empty(), Empty(), Amount(gap, nil), Empty(), Empty()))
		doc.Tables[0] = t
	}
	if l := looseTable(r, a.Period); len(l.Rows) > 0 {
		doc.Tables = append(doc.Tables, l)
		doc.Notes = append(doc.Notes, "“没有登记到物品的凭证”请在库存里逐张登记，使物品合计与 141 科目一致。")
	}
	how := "加权平均"
	if r.Practice().Costing == ledger.FIFOCost {
		how = "先进先出"
	}
	doc.Notes = append(doc.Notes, "出库计价："+how+"。只统计已过账的凭证；可出借的小器材购入时已列支的，只有数量、没有金额。")
	return doc, nil
}

// looseTable lists the vouchers up to the end of a period whose lines on 141 are
// not tied to articles.
func looseTable(r ledger.Reader, p ledger.Period) Table {
	t := Table{Title: "没有登记到物品的凭证", Columns: []Column{idCol("凭证号", 18), dayCol("日期"), textCol("摘要", 30), wideMoney("141金额"), wideMoney("已登记"), wideMoney("差额")}}
	for _, l := range ledger.FindStockGap(r).Loose {
		if v, ok := r.Voucher(l.Voucher); l.Day != 0 && l.Day > p.To.Last() || ok && v.State != ledger.Posted {
			continue
		}
		x := row(RowItem, fmt.Sprintf("voucher-%d", l.Voucher), Text(l.Ref), Date(l.Day), Text(l.Text), Amount(l.Booked, nil), Amount(l.Moved, nil), Amount(l.Gap(), nil))
		x.Voucher = l.Voucher
		t.Rows = append(t.Rows, x)
	}
	return t
}

// lendings is the 借用登记表: gear that was out at some time of the period.
func lendings(r ledger.Reader, a Args) (*Document, error) {
	t := Table{Columns: []Column{textCol("品名规格", 18), textCol("借用人", 10), countCol("数量", 4), dayCol("借出日期"), dayCol("应还日期"), dayCol("归还日期"), countCol("丢失", 4),
		textCol("状态", 12), textCol("备注", 16), {Name: "签字", Kind: KindSign, Width: 8}}}
	out, late, lost := 0, 0, 0
	last := a.Period.To.Last()
	today := a.Today
	if today == 0 || today > last {
		today = last
	}
	for l := range r.Lendings() {
		if l.Day > last || l.Back != 0 && l.Back < a.Period.From.First() {
			continue
		}
		x, _ := r.Article(l.Article)
		state := "已还"
		switch {
		case l.Overdue(today):
			state = fmt.Sprintf("逾期%d天", today.DaysSince(l.Due))
			late += l.Qty
			out += l.Qty
		case l.Back == 0:
			state = "借用中"
			out += l.Qty
		case l.Lost > 0:
			state = "有丢失"
		}
		lost += l.Lost
		c := AmountOrBlank(0, nil)
		if l.Lost > 0 {
			c = Number(int64(l.Lost))
		}
		t.Rows = append(t.Rows, row(RowItem, fmt.Sprintf("lending-%d", l.ID), Text(x.Title()), Text(l.Name), Number(int64(l.Qty)), Date(l.Day), Date(l.Due), Date(l.Back), c,
			Text(state), Text(strings.TrimSpace(l.Note)), Empty()))
	}
	doc := &Document{Landscape: true, Tables: []Table{t}}
	doc.Notes = []string{fmt.Sprintf("还在外面 %d 件，其中逾期 %d 件；丢失 %d 件。", out, late, lost)}
	return doc, nil
}
