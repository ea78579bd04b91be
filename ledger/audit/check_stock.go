package audit

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

// counted begins what a stock-take notes on the card of an article.
const counted = "盘点"

// neverCounted finds goods that nobody counted in a year that is over; cards of
// equipment are not in the book.
func neverCounted(p *Pass) {
	openGates("depreciation")(p)
	p.EachMonth(func(m ledger.Month, page ledger.MonthPage) {
		if m.Num() != 12 || !page.Closed && (p.Today == 0 || m >= p.Today.Month()) {
			return
		}
		var names []string
		for a := range p.R.Articles() {
			have, seen := 0, false
			for x := range p.R.StockMoves(a.ID) {
				if x.Day > m.Last() {
					continue
				}
				have += x.Qty
				seen = seen || x.Day.Year() == m.Year() && strings.HasPrefix(x.Why, counted)
			}
			if have > 0 && !seen {
				names = append(names, ledger.Plain(a.Name))
			}
		}
		if n := len(names); n > 0 {
			p.Report(Found{Text: fmt.Sprintf("%d年有 %d 种库存物品全年没有盘点（%s）。每年至少盘点一次。", m.Year(), n, strings.Join(names[:min(n, 8)], "、")), Keys: names, On: "month/" + m.String(), Month: m})
		}
		if ledger.Balance(p.R, "162", m) != 0 {
			p.Cannot("账本里没有登记固定资产盘点，盘没盘请看盘点表；折旧和库存物品的盘点已经查过。")
		}
	})
}

// stockTake compares nothing that is not written down: shortages that were
// booked or noted are told, and a book without cards of its equipment says so.
func stockTake(p *Pass) {
	p.EachVoucher(func(v *ledger.Voucher) {
		if v.Reverses != 0 || reversed(p, v.ID) {
			return
		}
		var short, gone ledger.Money
		for _, l := range v.Lines {
			switch {
			case l.Account.Under("182"):
				short += l.Net()
			case l.Account.Under("141"), l.Account.Under("162"), l.Account.Under("163"):
				gone -= l.Net()
			}
		}
		if short > 0 && gone > 0 {
			p.Report(Found{Text: fmt.Sprintf("%s %s：盘点缺少 %s 元。请查原因、谁保管、有没有批准。", v.Ref(), v.Summary(), short.Grouped()), Keys: []string{v.Ref()}, On: onVoucher(v), Amount: &short, Month: v.Month()})
		}
	})
	p.AtEnd(func() {
		for a := range p.R.Articles() {
			for x := range p.R.StockMoves(a.ID) {
				if x.Qty < 0 && x.Voucher == 0 && strings.HasPrefix(x.Why, counted) && p.asked.Has(x.Day.Month()) {
					p.Report(Found{Text: fmt.Sprintf("%s %s：%s 请查谁保管、有没有批准。", x.Day, ledger.Plain(a.Name), sentence(ledger.Plain(x.Why))),
						Keys: []string{ledger.Plain(a.Name)}, On: fmt.Sprintf("article/%d", a.ID), Month: x.Day.Month()})
				}
			}
		}
		if p.Period.To != 0 && ledger.Balance(p.R, "162", p.Period.To) != 0 {
			p.Cannot("账本里没有固定资产卡片，无法逐件比对盘点结果；请拿盘点表对实物。")
		}
	})
}
