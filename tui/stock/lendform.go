package stock

import (
	"fmt"
	"strconv"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/widget"
)

func lendPanel(d *desk.Desk, f *facts, id ledger.ArticleID, about string) *panel {
	what := widget.NewPick("物品", f.articles(func(s *ledger.StockSum) bool { return s.Article.Gear }))
	if s, ok := f.sum(id); ok && s.Article.Gear {
		what.Set(widget.Option{Key: id.String(), Text: s.Article.Title()})
	}
	who := widget.NewPick("借用人", f.persons)
	who.Free = true
	qty, note := &widget.Input{Limit: 5, Fold: true, Fresh: true}, &widget.Input{Limit: 40}
	qty.SetText("1")
	day, due := newDay(d, d.Today()), widget.NewDay(func(t string) (ledger.Day, error) { return ledger.TypeDay(t, d.Today()) })
	return newPanel(d, formLend, "借出器材", about, []widget.Item{
		{Name: "article", Label: "物品", Width: 26, Field: what, Help: "只列可出借的；新的先登记物品并勾选“可以出借”"},
		{Name: "qty", Label: "数量", Width: 5, Field: qty, Same: true},
		{Name: "who", Label: "借用人", Width: 26, Field: who, Help: "打姓名或拼音首字母；不在名册里的直接打姓名"},
		{Name: "day", Label: "借出日期", Width: 12, Field: day},
		{Name: "due", Label: "应还日期", Width: 12, Field: due, Same: true, Help: "没有约定就空着"},
		{Name: "note", Label: "备注", Width: 40, Field: note},
	}, func(ps *ledger.Problems) ledger.Act {
		a := ledger.Lend{Article: ledger.ArticleID(numbered(what.Key(), "物-")), Qty: count(qty.Text(), "qty", ps), Note: note.Text()}
		if a.Member = ledger.MemberID(numbered(who.Key(), "会员-")); a.Member == 0 {
			a.Who = who.Key()
		}
		a.Day, _ = day.Day()
		a.Due, _ = due.Day()
		return a
	})
}

// backPanel takes a lending back.
func backPanel(d *desk.Desk, l ledger.Lending, a ledger.Article) *panel {
	back, lost, note := &widget.Input{Limit: 5, Fold: true, Fresh: true}, &widget.Input{Limit: 5, Fold: true, Fresh: true}, &widget.Input{Limit: 60}
	back.SetText(strconv.Itoa(l.Qty))
	lost.SetText("0")
	day := newDay(d, d.Today())
	p := newPanel(d, formBack, "归还器材", strconv.FormatUint(uint64(l.ID), 10), []widget.Item{
		{Name: "qty", Label: "归还", Width: 5, Field: back, Help: "没还完的仍记在借用人名下"},
		{Name: "lost", Label: "丢失损坏", Width: 5, Field: lost, Same: true, Help: "不会再还的件数；要写明情况"},
		{Name: "day", Label: "归还日期", Width: 12, Field: day},
		{Name: "note", Label: "情况", Width: 40, Field: note, Help: "丢失、损坏怎样处理：赔偿、修理……"},
	}, func(ps *ledger.Problems) ledger.Act {
		g := ledger.GiveBack{ID: l.ID, Back: count(back.Text(), "qty", ps), Lost: count(lost.Text(), "lost", ps), Note: note.Text()}
		g.Day, _ = day.Day()
		return g
	})
	p.head = []string{fmt.Sprintf(" %s 借 %s %s，%s借出", l.Name, a.Title(), pieces(l.Qty, a.Unit), l.Day)}
	return p
}
