package report_test

import (
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

// goods is a book with goods that came, went, were counted and lent.
func goods(t testing.TB) *storetest.Desk {
	d := storetest.New(t, func(f *ledger.Found) { f.Unit.Single, f.Opening = true, storetest.Opening() })
	in := func(day ledger.Day, name, unit string, qty int, amount ledger.Money) ledger.Receipt {
		return d.Must(t, ledger.StockIn{Day: day, Expense: "50102", Money: "102", Papers: 1, Post: true, Goods: []ledger.GoodsLine{{Name: name, Unit: unit, Qty: qty, Amount: amount}}})
	}
	in(20260110, "毛巾", "条", 30, 300_00)
	in(20260112, "笔记本", "本", 50, 255_55)
	wrong := in(20260205, "毛巾", "条", 10, 110_00)
	d.Must(t, ledger.StockOut{Day: 20260201, Why: "知识竞赛奖品", Post: true, Goods: []ledger.GoodsLine{{Article: 2, Qty: 7}}})
	d.Must(t, ledger.Reverse{ID: wrong.Voucher, Day: 20260206, Reason: "退货", Post: true})
	d.Must(t, ledger.StockCount{Day: 20260228, Counts: []ledger.CountLine{{Article: 1, Found: 29, Why: "受潮报废"}, {Article: 2, Found: 43}}})
	d.Must(t, ledger.SaveArticle{Article: ledger.Article{Name: "羽毛球拍", Unit: "支", Gear: true}})
	d.Must(t, ledger.OpenStock{Goods: []ledger.GoodsLine{{Article: 3, Qty: 8}}})
	d.Must(t, ledger.Lend{Article: 3, Who: "陈一帆", Qty: 2, Day: 20260110, Due: 20260120})
	d.Must(t, ledger.Lend{Article: 3, Who: "林二木", Qty: 4, Day: 20260215, Due: 20260401})
	d.Must(t, ledger.GiveBack{ID: 2, Day: 20260220, Back: 1, Lost: 1, Note: "断了一支，已赔"})
	d.Post(t, storetest.V(20260220, "购奖品入库", storetest.Dr("50102", 80_00), storetest.Cr("102", 80_00), storetest.Dr("141", 80_00), storetest.Cr("30101", 80_00)))
	return d
}

func TestStockReports(t *testing.T) {
	d := goods(t)
	p := ledger.Period{From: 202602, To: 202603}
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "stock", report.Args{Period: p})
		golden(t, "stock-goods.txt", dump(doc))
		wantRow(t, doc, "article-1", 300_00, 0, 0, 300_00, 10_00)
		wantRow(t, doc, "article-2", 255_55, 0, 35_78, 219_77, 5_11)
		golden(t, "lendings-goods.txt", dump(build(t, r, "lendings", report.Args{Period: p, Today: 20260310})))
	})
}

func TestYearPlanReport(t *testing.T) {
	d := goods(t)
	save := func(month int, name string, amount ledger.Money) {
		d.Must(t, ledger.SavePlanItem{Item: ledger.PlanItem{Year: 2026, Month: month, Name: name, Amount: amount, Who: "文体委员"}})
	}
	save(5, "教职工趣味运动会", 3000_00)
	save(6, "端午慰问", 8000_00)
	save(1, "召开工会委员会会议", 0)
	save(0, "送温暖", 2000_00)
	save(3, "三八活动", 1000_00)
	d.Must(t, ledger.DropPlanItem{Year: 2026, No: 5, Reason: "学校统一组织"})
	d.Must(t, ledger.SavePlanItem{Item: ledger.PlanItem{Year: 2026, No: 3, Month: 1, Name: "召开工会委员会会议", Came: "1月15日召开，7人到会"}})
	e := d.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "趣味运动会", Kind: ledger.Contest, From: 20260510, Place: "操场", Heads: 30, Budget: []ledger.BudgetLine{{Name: "奖品", Amount: 2000_00}}, Money: "会费",
		Approved: ledger.Approval{By: "赵主席", Day: 20260401}}})
	if e.Object != "event/1" {
		t.Fatal(e.Object)
	}
	d.Must(t, ledger.TiePlan{Year: 2026, No: 1, Event: 1})
	v := d.Post(t, storetest.V(20260509, "运动会奖品", storetest.Dr("50102", 1234_00), storetest.Cr("102", 1234_00)))
	d.Must(t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: v.Voucher, Line: 0, Item: "奖品"}})
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "year-plan", report.Args{Period: ledger.YearPeriod(2026), Today: 20260601})
		golden(t, "year-plan-full.txt", dump(doc))
		wantRow(t, doc, "2026-1", 3000_00, 1234_00)
		wantRow(t, doc, "2026-total", 13000_00, 1234_00)
	})
	d.Must(t, ledger.CopyPlan{From: 2026, To: 2027})
	d.Refuse(t, ledger.CopyPlan{From: 2026, To: 2027})
	d.Refuse(t, ledger.DropPlanItem{Year: 2026, No: 1, Reason: "不办"})
	d.Refuse(t, ledger.TiePlan{Year: 2026, No: 2, Event: 1})
	view(t, d, func(r ledger.Reader) {
		p := ledger.YearPlan(r, 2027, 20260601)
		if len(p.Rows) != 4 || p.Count[ledger.PlanOpen] != 4 || p.Planned != 13000_00 {
			t.Error(p)
		}
	})
}
