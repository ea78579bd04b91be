package stock

import (
	"fmt"
	"strconv"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/widget"
)

// counted is one article in the form of the stock-take.
type counted struct {
	s     ledger.StockSum
	found *widget.Input
	why   *widget.Input
	value *widget.Amount
}

func (c *counted) differs() bool {
	n, err := strconv.Atoi(c.found.Text())
	return err == nil && n != c.s.Qty()
}

// countPanel lists every article with its pieces by the book; only what differs
// is typed.
func countPanel(d *desk.Desk, f *facts, about string) *panel {
	day, by, reason := newDay(d, f.day), &widget.Input{Limit: 20}, &widget.Input{Limit: 40}
	by.SetText(d.Operator)
	items := []widget.Item{
		{Name: "day", Label: "盘点日期", Width: 12, Field: day},
		{Name: "by", Label: "盘点人", Width: 14, Field: by, Same: true},
		{Name: "reason", Label: "说明", Width: 40, Field: reason, Help: "例如：年终盘点。差异先进待处理（182），批准后再核销"},
	}
	var rows []*counted
	for _, s := range f.sums {
		if s.Article.Off {
			continue
		}
		c := &counted{s: s, found: &widget.Input{Limit: 7, Fold: true, Fresh: true}, why: &widget.Input{Limit: 40}, value: widget.NewAmount()}
		c.found.SetText(strconv.Itoa(s.Qty()))
		i := len(rows)
		same := func() bool { return !c.differs() }
		items = append(items,
			widget.Item{Label: fmt.Sprintf("%s  账面 %s", s.Article.Title(), pieces(s.Qty(), s.Article.Unit))},
			widget.Item{Name: fmt.Sprintf("qty-%d", i), Label: "实盘", Width: 7, Field: c.found, Help: "相符的直接回车；借在外面的也算在里面"},
			widget.Item{Name: fmt.Sprintf("why-%d", i), Label: "原因", Width: 24, Field: c.why, Same: true, Hide: same, Help: "多了、少了的原因"},
			widget.Item{Name: fmt.Sprintf("value-%d", i), Label: "价值", Width: 11, Field: c.value, Same: true, Hide: func() bool { n, _ := strconv.Atoi(c.found.Text()); return n <= c.s.Qty() }, Help: "多出来的一共值多少；空着按账面均价"})
		rows = append(rows, c)
	}
	p := newPanel(d, formCount, "库存盘点", about, items, func(ps *ledger.Problems) ledger.Act {
		a := ledger.StockCount{By: by.Text(), Reason: reason.Text()}
		a.Day, _ = day.Day()
		for i, c := range rows {
			line := ledger.CountLine{Article: c.s.Article.ID, Why: c.why.Text(), Found: count(c.found.Text(), fmt.Sprintf("qty-%d", i), ps)}
			line.Value, _ = c.value.Money()
			a.Counts = append(a.Counts, line)
		}
		return a
	})
	p.status = func() string {
		n := 0
		for _, c := range rows {
			if c.differs() {
				n++
			}
		}
		return fmt.Sprintf("%d 种，%d 种有差异", len(rows), n)
	}
	return p
}
