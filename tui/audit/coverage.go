package audit

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// covered is how much of an account was examined.
type covered struct {
	all, seen       int
	amount, checked ledger.Money // without signs
}

// NewCoverage shows what was examined in a period, account by account, by count
// and by amount.
func NewCoverage(d *desk.Desk, route screen.Coverage) screen.Screen {
	p := &page.Page{D: d, Name: "已查情况", Rights: []string{"tick.set"}}
	p.Read = func(r ledger.Reader) page.Content { return readCoverage(r, route.Period) }
	p.Keys = func(p *page.Page) []page.Key {
		return []page.Key{
			{Keys: []string{"enter"}, Label: "明细账", Help: "这个科目的明细账，再按 Enter 看凭证", Row: true, Do: func() (screen.Action, tea.Cmd) {
				return screen.Open{Route: screen.ReportView{Name: "ledger", Period: route.Period, Account: ledger.Code(p.At())}}, nil
			}},
			{Keys: []string{"f3", "ctrl+g"}, Label: "凭证", Help: "这个期间的全部凭证，按 F8 记“已查”", Do: page.Go(screen.VoucherList{Filter: screen.VoucherFilter{Period: route.Period}})},
		}
	}
	return p.Make()
}

func readCoverage(r ledger.Reader, period ledger.Period) page.Content {
	by := map[ledger.Code]covered{}
	var whole covered
	seen := ticked(r)
	for v := range r.Posted(period) {
		mine := map[ledger.Code]ledger.Money{}
		for _, l := range v.Lines {
			mine[l.Account] += l.Net().Abs()
		}
		for code, m := range mine {
			c := by[code]
			c.add(m, seen[v.ID])
			by[code] = c
		}
		whole.add(v.Amount().Abs(), seen[v.ID])
	}
	out := page.Content{Title: "已查情况 " + period.Chinese(), Filter: period.Chinese(), Empty: "这个期间没有凭证。", Cols: []page.Col{
		{Title: "科目", Width: 20, Grow: 1}, {Title: "凭证", Width: 5, Kind: "count"}, {Title: "已查", Width: 5, Kind: "count"},
		{Title: "金额", Width: 14, Kind: "money", From: 70}, {Title: "已查金额", Width: 14, Kind: "money"}, {Title: "比例", Width: 5}}}
	out.Lines = []page.Line{{Text: fmt.Sprintf("凭证 %d 张，已查 %d 张；金额 %s 元，已查 %s 元（%s）。", whole.all, whole.seen, whole.amount.Grouped(), whole.checked.Grouped(), share(whole.checked, whole.amount)), Look: widget.Strong},
		{Text: "一张凭证有几个科目，就在几个科目里各算一次；金额不带正负号。", Look: widget.Muted}}
	codes := make([]ledger.Code, 0, len(by))
	for code := range by {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		c := by[code]
		part := page.Text(share(c.checked, c.amount))
		if c.seen == c.all {
			part = part.As(widget.Good)
		}
		out.Rows = append(out.Rows, page.Row{Key: string(code), Cells: []page.Cell{page.Text(ledger.AccountTitle(r, code)), page.Count(c.all), page.Count(c.seen), page.Money(c.amount), page.Money(c.checked), part}})
	}
	return out
}

func (c *covered) add(m ledger.Money, seen bool) {
	c.all, c.amount = c.all+1, c.amount+m
	if seen {
		c.seen, c.checked = c.seen+1, c.checked+m
	}
}
