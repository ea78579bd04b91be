package stock

import (
	"fmt"
	"strconv"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/widget"
)

// The forms, as Kept calls them.
const (
	formIn      = "in"
	formOut     = "out"
	formTie     = "tie"
	formOpening = "opening"
	formCount   = "count"
	formArticle = "article"
	formLend    = "lend"
	formBack    = "back"
)

// makePanel makes a form; about is the article, voucher or lending it is about.
func makePanel(d *desk.Desk, f *facts, kind string, about uint64) *panel {
	word := strconv.FormatUint(about, 10)
	switch kind {
	case formIn:
		return inPanel(d, f, ledger.ArticleID(about), word)
	case formOut:
		return outPanel(d, f, ledger.ArticleID(about), word)
	case formTie:
		return tiePanel(d, f, ledger.VoucherID(about), word)
	case formOpening:
		return openingPanel(d, f, word)
	case formCount:
		return countPanel(d, f, word)
	case formArticle:
		return articlePanel(d, f, ledger.ArticleID(about), word)
	case formLend:
		return lendPanel(d, f, ledger.ArticleID(about), word)
	case formBack:
		for _, l := range f.lent {
			if s, ok := f.sum(l.Article); ok && uint64(l.ID) == about && l.Back == 0 {
				return backPanel(d, l, s.Article)
			}
		}
	}
	return nil
}

func newDay(d *desk.Desk, on ledger.Day) *widget.Day {
	x := widget.NewDay(func(t string) (ledger.Day, error) { return ledger.TypeDay(t, d.Today()) })
	x.SetDay(on)
	return x
}

func newPapers() *widget.Input {
	x := &widget.Input{Limit: 3, Fold: true, Fresh: true}
	x.SetText("1")
	return x
}

func preset(g *goods, id ledger.ArticleID) {
	if s, ok := g.f.sum(id); ok {
		g.lines[0].what.Set(widget.Option{Key: id.String(), Text: s.Article.Title()})
	}
}

func inPanel(d *desk.Desk, f *facts, id ledger.ArticleID, about string) *panel {
	g := newGoods(f, true, nil)
	preset(g, id)
	day, payee, papers := newDay(d, f.day), &widget.Input{Limit: 40}, newPapers()
	how := widget.NewChoice(widget.Option{Key: "buy", Text: "购入"}, widget.Option{Key: "given", Text: "接受捐赠、调入"})
	given := func() bool { return how.Text() == "given" }
	expense, money := widget.NewPick("支出科目", accountOptions(f.expense)), widget.NewPick("付款账户", accountOptions(f.money))
	if len(f.money) > 0 {
		money.Set(widget.Option{Key: string(f.money[0].Code), Text: f.money[0].Title()})
	}
	items := []widget.Item{
		{Name: "how", Label: "怎样得来", Width: 28, Field: how, Help: "空格换一种；捐赠、调入的按单据价值入账，不记支出"},
		{Name: "day", Label: "日期", Width: 12, Field: day},
		{Name: "papers", Label: "附件张数", Width: 4, Field: papers, Same: true},
		{Name: "payee", Label: "供货单位", Width: 24, Field: payee},
		{Name: "expense", Label: "列支科目", Width: 26, Field: expense, Hide: given, Help: "按用途选，例如 50102 文体活动支出；F7 看全部"},
		{Name: "money", Label: "从哪里付", Width: 26, Field: money, Hide: given},
	}
	p := newPanel(d, formIn, "物品入库", about, append(items, g.items()...), func(ps *ledger.Problems) ledger.Act {
		a := ledger.StockIn{Given: given(), Payee: payee.Text(), Goods: g.read(ps), Post: f.single, Papers: papersOf(papers, ps)}
		a.Day, _ = day.Day()
		if !a.Given {
			a.Expense, a.Money = ledger.Code(expense.Text()), ledger.Code(money.Text())
		}
		if a.Papers == 0 {
			a.NoPaper = "附入库单"
		}
		return a
	})
	p.status = func() string { return "合计 " + g.total().Grouped() + " 元" }
	return p
}

func papersOf(in *widget.Input, ps *ledger.Problems) int {
	if in.Text() == "" {
		return 0
	}
	return count(in.Text(), "papers", ps)
}

func outPanel(d *desk.Desk, f *facts, id ledger.ArticleID, about string) *panel {
	g := newGoods(f, false, func(s *ledger.StockSum) bool { return s.Qty() > 0 })
	preset(g, id)
	day, who, why := newDay(d, f.day), &widget.Input{Limit: 20}, &widget.Input{Limit: 40}
	items := append([]widget.Item{
		{Name: "day", Label: "日期", Width: 12, Field: day},
		{Name: "who", Label: "领用人", Width: 16, Field: who, Same: true},
		{Name: "why", Label: "用途", Width: 40, Field: why, Help: "例如：趣味运动会奖品。发给会员的慰问品请在“慰问”里选库存物品，名单和出库一起记"},
	}, g.items()...)
	p := newPanel(d, formOut, "物品出库", about, items, func(ps *ledger.Problems) ledger.Act {
		a := ledger.StockOut{Goods: g.read(ps), Who: who.Text(), Why: why.Text(), Post: f.single}
		a.Day, _ = day.Day()
		return a
	})
	p.head = []string{" 金额按库存计价自动算出，凭证：借 30101 资产基金，贷 141 库存物品。"}
	return p
}

func tiePanel(d *desk.Desk, f *facts, id ledger.VoucherID, about string) *panel {
	g := newGoods(f, true, nil)
	var l ledger.Loose
	for _, x := range f.gap.Loose {
		if x.Voucher == id {
			l = x
		}
	}
	p := newPanel(d, formTie, "登记凭证里的物品", about, g.items(), func(ps *ledger.Problems) ledger.Act {
		return ledger.TieStock{Voucher: id, Goods: g.read(ps)}
	})
	what := "入库"
	if l.Gap() < 0 {
		what = "出库"
	}
	p.head = []string{fmt.Sprintf(" %s %s %s", l.Ref, dayWord(l.Day), l.Text), fmt.Sprintf(" 这张凭证还有 %s 元的%s没有登记到物品。", l.Gap().Abs().Grouped(), what)}
	p.status = func() string {
		return fmt.Sprintf("已填 %s 元，还差 %s 元", g.total().Grouped(), (l.Gap().Abs() - g.total()).Grouped())
	}
	return p
}

func openingPanel(d *desk.Desk, f *facts, about string) *panel {
	g := newGoods(f, true, nil)
	p := newPanel(d, formOpening, "期初库存", about, g.items(), func(ps *ledger.Problems) ledger.Act {
		return ledger.OpenStock{Goods: g.read(ps)}
	})
	p.head = []string{fmt.Sprintf(" %s开始时就有的物品。金额合计不超过 141 的期初余额；早已列支的小器材只填数量。", f.start.Chinese())}
	p.status = func() string { return "合计 " + g.total().Grouped() + " 元" }
	return p
}

func articlePanel(d *desk.Desk, f *facts, id ledger.ArticleID, about string) *panel {
	name, spec, unit := &widget.Input{Limit: 40}, &widget.Input{Limit: 40}, &widget.Input{Limit: 6}
	gear, off := widget.NewCheck("可以出借（球拍、棋类等小器材）", false), widget.NewCheck("不再使用", false)
	title := "登记物品"
	if s, ok := f.sum(id); ok {
		a := s.Article
		name.SetText(a.Name)
		spec.SetText(a.Spec)
		unit.SetText(a.Unit)
		gear.On, off.On, title = a.Gear, a.Off, "修改物品 "+a.ID.String()
	}
	return newPanel(d, formArticle, title, about, []widget.Item{
		{Name: "name", Label: "品名", Width: 30, Field: name},
		{Name: "spec", Label: "规格", Width: 24, Field: spec, Help: "同名不同规格的分开登记"},
		{Name: "unit", Label: "单位", Width: 6, Field: unit, Same: true, Help: "条、盒、本……"},
		{Name: "gear", Label: "出借", Width: 34, Field: gear, Help: "空格勾选"},
		{Name: "off", Label: "停用", Width: 16, Field: off, Help: "库存用完以后可以停用；账和登记都留着", Hide: func() bool { return id == 0 }},
	}, func(*ledger.Problems) ledger.Act {
		return ledger.SaveArticle{Article: ledger.Article{ID: id, Name: name.Text(), Spec: spec.Text(), Unit: unit.Text(), Gear: gear.On, Off: off.On}}
	})
}
