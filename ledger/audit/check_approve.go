package audit

import (
	"fmt"

	"huizhang/ledger"
)

// unapproved finds what money went out for without anybody's approval in the
// book. A list of an event's prizes or of a case rests on the approval of that.
func unapproved(p *Pass) {
	said := func(a ledger.Approval) bool { return a.By != "" || a.Day != 0 || a.Minute != "" }
	report := func(what, name string, amount ledger.Money, on string, m ledger.Month, keys ...string) {
		p.Report(Found{Text: fmt.Sprintf("%s %s：已付 %s 元，账上没有登记谁批准。批在纸上的请补登记，没有批的请说明。", what, name, amount.Grouped()), Keys: keys, On: on, Amount: &amount, Month: m})
	}
	p.EachGift(func(g *ledger.Gift, sheets []Listed) {
		if said(g.Approved) || g.Payer == ledger.BySchool {
			return
		}
		if e, ok := p.R.Event(g.Event); ok && g.Event != 0 && said(e.Approved) {
			return
		}
		if c, ok := p.R.Case(g.Case); ok && g.Case != 0 && said(c.Approved) {
			return
		}
		var out ledger.Money
		keys := []string{g.ID.String()}
		for _, l := range sheets {
			if ref, ok := refOf(p, l.Sheet.Voucher); ok && l.Sheet.Live() {
				out += l.Sheet.Total
				keys = append(keys, ref)
			}
		}
		if out > 0 {
			report(g.ID.String(), g.Title, out, fmt.Sprintf("gift/%d", g.ID), g.Day.Month(), keys...)
		}
	})
	p.EachEvent(func(e *ledger.Event, _ []ledger.Entrant) {
		if s := p.EventSum(e); s.Actual > 0 && !said(e.Approved) {
			report(e.ID.String(), e.Name, s.Actual, onEvent(e), e.From.Month(), refsOf(e, s)...)
		}
	})
	p.AtEnd(func() {
		for l := range p.R.Loans() {
			if ref, ok := refOf(p, l.Voucher); ok && l.Void == "" && p.Period.Has(l.Day.Month()) && !said(l.Approved) {
				report(l.ID.String(), "会员借款", l.Amount, fmt.Sprintf("loan/%d", l.ID), l.Day.Month(), l.ID.String(), ref)
			}
		}
	})
	p.Cannot("账本里没有各级审批的金额表，越权批准查不了；没有登记批准的已经列出。")
}

// refOf is the number of a voucher that is posted and not written off.
func refOf(p *Pass, id ledger.VoucherID) (string, bool) {
	v, ok := p.R.Voucher(id)
	if id == 0 || !ok || v.State != ledger.Posted || reversed(p, id) {
		return "", false
	}
	return v.Ref(), true
}
