package stock_test

import (
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/stock"
	"huizhang/tui/tuitest"
)

type unit struct {
	*storetest.Desk
	desk *desk.Desk
}

func open(t testing.TB) *unit {
	t.Helper()
	b := storetest.New(t, func(f *ledger.Found) { f.Unit.Single, f.Opening = true, storetest.Opening() })
	return &unit{b, tuitest.Desk(t, b.Book, b.Shelf, b.Operator, ledger.DayOf(2026, 5, 20))}
}

func (u *unit) app(first screen.Route) *tui.App {
	return tui.New(tui.Options{First: first, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Stock:
			return stock.New(u.desk, r)
		case screen.ArticleView:
			return stock.NewArticle(u.desk, r)
		case screen.Lendings:
			return stock.NewLendings(u.desk, r)
		}
		return tuitest.StandIn(r)
	}})
}

// goods fills the shelves.
func (u *unit) goods(t testing.TB) {
	t.Helper()
	in := func(day ledger.Day, name, unit string, qty int, amount ledger.Money) {
		u.Must(t, ledger.StockIn{Day: day, Expense: "50102", Money: "102", Papers: 1, Post: true, Goods: []ledger.GoodsLine{{Name: name, Unit: unit, Qty: qty, Amount: amount}}})
	}
	in(20260110, "毛巾", "条", 30, 300_00)
	in(20260112, "笔记本", "本", 50, 255_55)
	u.Must(t, ledger.StockOut{Day: 20260201, Why: "知识竞赛奖品", Post: true, Goods: []ledger.GoodsLine{{Article: 2, Qty: 7}}})
	u.Must(t, ledger.StockCount{Day: 20260228, Counts: []ledger.CountLine{{Article: 1, Found: 29, Why: "受潮报废"}, {Article: 2, Found: 43}}})
	u.Must(t, ledger.SaveArticle{Article: ledger.Article{Name: "羽毛球拍", Unit: "支", Gear: true}})
	u.Must(t, ledger.OpenStock{Goods: []ledger.GoodsLine{{Article: 3, Qty: 8}}})
	m := u.Must(t, ledger.SaveMember{Member: ledger.Member{No: "0001", Name: "陈一帆", Group: "语文组", Spells: []ledger.Spell{{From: 20200901}}}}).Member
	u.Must(t, ledger.Lend{Article: 3, Member: m, Qty: 2, Day: 20260310, Due: 20260420})
	u.Must(t, ledger.Lend{Article: 3, Who: "外聘教练", Qty: 1, Day: 20260515, Due: 20260615, Note: "带队训练"})
	u.Post(t, storetest.V(20260220, "购奖品入库", storetest.Dr("50102", 80_00), storetest.Cr("102", 80_00), storetest.Dr("141", 80_00), storetest.Cr("30101", 80_00)))
}

func TestScreens(t *testing.T) {
	u := open(t)
	u.goods(t)
	for name, route := range map[string]screen.Route{"stock": screen.Stock{}, "article": screen.ArticleView{ID: 1}, "lendings": screen.Lendings{}} {
		d := tuitest.New(t, u.app(route), 80, 24).Golden(name + "-80x24")
		d.Resize(60, 20).Golden(name + "-60x20")
		d.Resize(120, 40).Golden(name + "-120x40")
	}
}

func TestScenarios(t *testing.T) {
	for _, name := range []string{"in", "out", "count", "tie", "lend"} {
		t.Run(name, func(t *testing.T) {
			u := open(t)
			u.goods(t)
			route := screen.Route(screen.Stock{})
			if name == "lend" {
				route = screen.Lendings{}
			}
			tuitest.Scenario(t, "testdata/"+name+".scenario", u.app(route))
		})
	}
}

func TestEmptyBook(t *testing.T) {
	u := open(t)
	d := tuitest.New(t, u.app(screen.Stock{}), 80, 24).Golden("empty-80x24")
	d.Press("f3").Expect("库存物品").Press("f5").Expect("有库存 0 种")
}

func TestAuditorOnlyLooks(t *testing.T) {
	u := open(t)
	u.goods(t)
	u.desk.Operator = "钱经审"
	d := tuitest.New(t, u.app(screen.Stock{}), 80, 24)
	for _, k := range []string{"f2", "f3", "f4", "f5", "ctrl+o"} {
		d.Press(k).Reject("F8 保存")
	}
	tuitest.New(t, u.app(screen.Lendings{}), 80, 24).Press("enter").Reject("F8 保存").Press("f2").Reject("F8 保存")
	tuitest.New(t, u.app(screen.ArticleView{ID: 3}), 80, 24).Press("f9").Reject("F8 保存").Press("f4").Reject("F8 保存")
}

func TestFormOutlivesACrash(t *testing.T) {
	u := open(t)
	u.goods(t)
	d := tuitest.New(t, u.app(screen.Stock{}), 80, 24)
	d.Press("f3").Press("tab").Type("文体委员").Press("tab").Type("拔河赛奖品")
	tuitest.New(t, u.app(screen.Stock{Kept: true}), 80, 24).Expect("物品出库").Expect("文体委员").Expect("拔河赛奖品").Press("esc", "right", "enter").Expect("有库存")
	if _, ok := u.desk.Kept.Load("stock"); ok {
		t.Error("a form thrown away is still kept")
	}
}

// A form begins on a day that may still be booked on, and initials look an
// article up instead of becoming a new one.
func TestFormsBeginOnAnOpenDay(t *testing.T) {
	u := open(t)
	u.goods(t)
	u.desk = tuitest.Desk(t, u.Book, u.Shelf, u.Operator, ledger.DayOf(2025, 12, 20)) // before the book begins
	d := tuitest.New(t, u.app(screen.Stock{}), 80, 24).Press("f2").Expect("2026-01-01")
	d.Press("tab", "tab", "tab", "tab", "tab").Type("mj").Press("enter").Expect("毛巾")
}
