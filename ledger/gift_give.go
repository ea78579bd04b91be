package ledger

import "fmt"

// Decide makes the act, its first list and the voucher.
func (a GiveOut) Decide(r Reader, by Stamp) (Plan, error) {
	if len(a.Shares) == 0 {
		return Plan{}, Errf(CodeRequired, "名单是空的。")
	}
	g := a.Gift
	g.ID, g.By, g.Made = r.LastGift()+1, by.Operator, by.Time
	sheet := Sheet{ID: r.LastSheet() + 1, Gift: g.ID, Kind: FirstSheet, Day: g.Day, Account: g.Expense, By: by.Operator, Made: by.Time, Event: g.Event}
	p := Plan{Title: g.ID.String() + " " + g.Title, Object: fmt.Sprintf("gift/%d", g.ID)}
	var shares []Change
	for i, s := range a.Shares {
		s.Sheet, s.Line, s.Day, s.Gift, s.Occasion = sheet.ID, i+1, g.Day, g.ID, g.Occasion
		if s.Amount == 0 {
			s.Amount = g.Each
		}
		sheet.Total += s.Amount
		sheet.Lines++
		shares = append(shares, Put(s))
	}
	if a.Money != "" {
		text := g.Title
		v := Voucher{ID: r.LastVoucher() + 1, Day: g.Day, Maker: by.Operator, State: Draft, Template: "T09", Source: "gift", Papers: a.Papers,
			Lines: []Line{{Summary: text, Account: g.Expense, Debit: sheet.Total}, {Summary: text, Account: a.Money, Credit: sheet.Total}}}
		if err := tidyVoucher(r, &v); err != nil {
			return Plan{}, err
		}
		if a.Post {
			if err := postNow(r, by, a.Reviewer, &v, 0); err != nil {
				return Plan{}, err
			}
		}
		p.Voucher, sheet.Voucher = v.ID, v.ID
		p.Changes = append(p.Changes, Put(v))
	}
	p.Changes = append(append(p.Changes, Put(g), Put(sheet)), shares...)
	return p, nil
}
