package ledgertest

import (
	"fmt"

	"huizhang/ledger"
)

// illegal tries something that the rules forbid. That it is done is an error.
func (p *Player) illegal(m ledger.Month) error {
	var a ledger.Act
	who := p.maker
	err := p.Book.View(func(r ledger.Reader) error {
		a, who = p.offence(r, m)
		return nil
	})
	if err != nil || a == nil {
		return err
	}
	if rec, err := p.do(who, a); err == nil {
		return fmt.Errorf("the rules let through %s: %+v (%s)", a.Name(), a, rec.Title)
	}
	p.Tally.Refused++
	return nil
}

// offence thinks of something forbidden, and who tries it.
func (p *Player) offence(r ledger.Reader, m ledger.Month) (ledger.Act, string) {
	x := p.amount(1_000_00)
	bank, cost := p.leaf(r, "102"), p.leaf(r, "503")
	post := func(v ledger.Voucher) ledger.Act { return ledger.Enter{Voucher: v, Post: true, Reviewer: p.checker} }
	good := V(p.day(m), "支出", Dr(cost, x), Cr(bank, x))
	switch p.rnd.IntN(18) {
	case 0: // does not balance
		return post(V(p.day(m), "支出", Dr(cost, x), Cr(bank, x+1))), p.maker
	case 1: // before the book began
		return post(V(r.Unit().Start.First().Add(-1), "支出", Dr(cost, x), Cr(bank, x))), p.maker
	case 2: // in a closed month
		first := ledger.FirstOpen(r)
		if first == r.Unit().Start {
			return nil, ""
		}
		good.Day = first.First().Add(-1)
		return post(good), p.maker
	case 3: // reviewed by its maker
		return ledger.Enter{Voucher: good, Post: true, Reviewer: p.maker}, p.maker
	case 4: // an account that is not the lowest
		return post(V(p.day(m), "支出", Dr("501", x), Cr(bank, x))), p.maker
	case 5: // an account for county level
		return post(V(p.day(m), "支出", Dr("506", x), Cr(bank, x))), p.maker
	case 6: // negative without being a red letter
		return post(V(p.day(m), "支出", Dr(cost, -x), Cr(bank, -x))), p.maker
	case 7: // one line
		return post(V(p.day(m), "支出", Dr(cost, x))), p.maker
	case 8: // equipment without its pair
		return post(V(p.day(m), "购设备", Dr("50702", x), Cr(bank, x))), p.maker
	case 9: // dues marked as restricted
		return post(V(p.day(m), "收会费", Dr(bank, x), Special(Cr("401", x)))), p.maker
	case 10: // a month out of turn
		return ledger.CloseMonth{Month: ledger.FirstOpen(r).Add(1), Without: map[string]string{"soft": "随机"}}, p.maker
	case 11: // a prescribed account renamed
		return ledger.AddAccount{Code: "50105", Text: "改个名字"}, p.maker
	case 12: // a red letter written off again, or a void draft posted
		for v := range r.Posted(ledger.Period{}) {
			if v.Reverses != 0 {
				return ledger.Reverse{ID: v.ID, Day: p.day(m), Reason: "再冲", Post: true, Reviewer: p.checker}, p.maker
			}
			if _, done := r.ReversedBy(v.ID); done {
				return ledger.Reverse{ID: v.ID, Day: p.day(m), Reason: "再冲", Post: true, Reviewer: p.checker}, p.maker
			}
		}
		return nil, ""
	case 13: // the series of the automatic vouchers
		good.Word = ledger.WordClosing
		return post(good), p.maker
	case 14: // equipment behind one fen of 182
		return post(V(p.day(m), "购设备", Dr("50702", x+1), Cr(bank, x), Cr("182", 1))), p.maker
	case 15: // trust money with nowhere of its own
		if _, on := r.Account("221"); !on {
			return nil, ""
		}
		return post(V(p.day(m), "收代管款", Dr(bank, x), Cr("221", x))), p.maker
	case 16: // written off before its day
		for v := range r.Posted(ledger.Period{}) {
			if _, done := r.ReversedBy(v.ID); !done && v.Reverses == 0 && !v.Closing() {
				return ledger.Reverse{ID: v.ID, Day: v.Day.Add(-1), Reason: "倒签", Post: true, Reviewer: p.checker}, p.maker
			}
		}
		return nil, ""
	}
	// a reopening by who may not
	return ledger.ReopenMonth{Month: ledger.FirstOpen(r).Add(-1), Reason: "试试"}, p.maker
}
