package audit

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

// Signatures may come this many days after the money; later it is a warning.
const signGrace = 31

// manyProxies is from how many lines of one sheet in one hand an auditor should
// look for himself.
const manyProxies = 10

func signatures(p *Pass) {
	p.EachGift(func(g *ledger.Gift, sheets []Listed) {
		for _, l := range sheets {
			hands := map[string]int{}
			for _, x := range l.Shares {
				if x.Sign == ledger.ByProxy && x.Proxy != "" {
					hands[x.Proxy]++
				}
			}
			var many []string
			for _, x := range l.Shares { // in the order of the list
				if n := hands[x.Proxy]; n > manyProxies && l.Sheet.Live() {
					many = append(many, fmt.Sprintf("%s代领 %d 份", x.Proxy, n))
					delete(hands, x.Proxy)
				}
			}
			if len(many) > 0 {
				p.Report(Found{Severity: Remark, Text: fmt.Sprintf("%s %s：%s。请抽几个人问问领到没有。", l.Sheet.ID, g.Title, strings.Join(many, "，")),
					Keys: []string{l.Sheet.ID.String()}, On: fmt.Sprintf("sheet/%d", l.Sheet.ID), Month: l.Sheet.Day.Month()})
			}
		}
	})
	p.AtEnd(func() {
		if p.Period.To == 0 {
			return
		}
		for _, w := range ledger.MoneyOut(p.R, p.Period.To) {
			v, ok := p.R.Voucher(w.Sheet.Voucher)
			if !ok || !p.Period.Has(v.Month()) {
				continue
			}
			g, _ := p.R.Gift(w.Sheet.Gift)
			if o, _ := ledger.OccasionOf(p.R.Practice(), g.Occasion); discreet(&g, o) {
				lines := make([]ledger.Share, len(w.Names))
				for i, name := range w.Names {
					lines[i].Name = name
					w.Names[i] = ledger.MaskName(name)
				}
				w.Title = shade(w.Title, lines)
			}
			f := Found{Text: fmt.Sprintf("%s %s：钱由 %s 付出，还有 %d 人没有签领（%s）。", w.Sheet.ID, w.Title, v.Ref(), w.Lines, strings.Join(w.Names, "、")+map[bool]string{true: " 等"}[w.Lines > len(w.Names)]),
				Keys: []string{w.Sheet.ID.String(), v.Ref()}, On: fmt.Sprintf("sheet/%d", w.Sheet.ID), Month: v.Month()}
			if p.Today != 0 && p.Today.DaysSince(v.Day) <= signGrace {
				f.Severity = Remark // the paper may still be on its round
			}
			p.Report(f)
		}
	})
}

// headCounts holds plan, roster, invoice and presence of an event against each
// other, and the invoice of a list against the list. A difference that was
// explained is a note.
func headCounts(p *Pass) {
	p.EachEvent(func(e *ledger.Event, _ []ledger.Entrant) {
		s := p.EventSum(e)
		if len(s.Differs) == 0 || !begun(p, e) || s.Present+s.Absent == 0 && s.Keeps+s.Winners == 0 {
			return // nobody keyed yet who came: F12
		}
		f := Found{Text: fmt.Sprintf("%s %s：%s", e.ID, e.Name, strings.Join(s.Differs, "")), Keys: refsOf(e, s), On: onEvent(e), Month: e.From.Month()}
		if e.Explained != "" {
			f.Severity = Remark
			f.Text += "决算的说明：" + sentence(e.Explained)
		}
		p.Report(f)
	})
	p.EachGift(func(g *ledger.Gift, sheets []Listed) {
		if g.Bill.Count == 0 && g.Bill.Amount == 0 {
			return
		}
		pieces, total := 0, ledger.Money(0)
		for _, l := range sheets {
			if !l.Sheet.Live() || l.Sheet.Kind != ledger.FirstSheet {
				continue // a supplement has its own invoice
			}
			total += l.Sheet.Total
			for _, x := range l.Shares {
				pieces += max(x.Qty, 1)
			}
		}
		var differ []string
		if g.Bill.Count != 0 && pieces != 0 && g.Bill.Count != pieces {
			differ = append(differ, fmt.Sprintf("发票 %d 份，名单 %d 份", g.Bill.Count, pieces))
		}
		if g.Bill.Amount != 0 && pieces != 0 && g.Bill.Amount != total {
			differ = append(differ, fmt.Sprintf("发票 %s 元，名单 %s 元", g.Bill.Amount.Grouped(), total.Grouped()))
		}
		if len(differ) == 0 {
			return
		}
		f := Found{Text: fmt.Sprintf("%s %s：%s。", g.ID, g.Title, strings.Join(differ, "；")), Keys: []string{g.ID.String()}, On: fmt.Sprintf("gift/%d", g.ID), Month: g.Day.Month()}
		if g.Bill.Why != "" {
			f.Severity = Remark
			f.Text += "说明：" + sentence(g.Bill.Why)
		}
		p.Report(f)
	})
}
