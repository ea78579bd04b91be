package ledger

import "fmt"

// Decide makes the list of an act anew, while nobody relies on it yet.
func (a ReviseGift) Decide(r Reader, by Stamp) (Plan, error) {
	old, ok := r.Gift(a.Gift.ID)
	if !ok || old.Void != "" {
		return Plan{}, Errf(CodeUnknown, "没有找到这次慰问，或者它已撤销。")
	}
	sheet, shares, err := revisable(r, old)
	if err != nil {
		return Plan{}, err
	}
	g := a.Gift
	g.By, g.Made, g.Void, g.Warnings = old.By, by.Time, "", nil
	nu := sheet
	nu.Lines, nu.Total = 0, 0
	l := listing{r: r, by: by, gift: g, sheet: nu}
	if err := l.make(a.Shares, a.Money); err != nil {
		return Plan{}, err
	}
	p := Plan{Title: "修改 " + l.title(), Object: fmt.Sprintf("gift/%d", g.ID), Reason: l.gift.Reason}
	if err := l.rebook(&p, a.Money); err != nil {
		return Plan{}, err
	}
	p.Changes = append(p.Changes, Edit(old, l.gift), Edit(sheet, l.sheet))
	for i, s := range l.shares {
		switch {
		case i >= len(shares):
			p.Changes = append(p.Changes, Put(s))
		case s != shares[i]:
			p.Changes = append(p.Changes, Edit(shares[i], s))
		}
	}
	for _, s := range shares[min(len(shares), len(l.shares)):] {
		p.Changes = append(p.Changes, Drop(s))
	}
	return p, nil
}

// revisable gives the one list of an act that may still be changed.
func revisable(r Reader, g Gift) (sheet Sheet, shares []Share, err error) {
	n := 0
	for s := range r.Sheets(g.ID) {
		if s.Live() {
			sheet = s
			n++
		}
	}
	if n == 0 {
		return sheet, nil, Errf(CodeState, "%s的名单已作废，请重新登记一次慰问。", g.ID)
	}
	if n > 1 || settledSheet(r, sheet) {
		return sheet, nil, Errf(CodeState, "%s的名单已打印或已记账，不能再改。要增加的请用“补充”，没领的请用“退回”。", g.ID)
	}
	for s := range r.Shares(sheet.ID) {
		if s.Sign != Unsigned {
			return sheet, nil, Errf(CodeState, "%s已登记了回签（%s），不能再改名单。请先把回签改回“未回签”。", sheet.ID, s.Name)
		}
		shares = append(shares, s)
	}
	return sheet, shares, nil
}

// settledSheet reports whether somebody relies on the sheet: it was printed, or
// its voucher is more than a draft of its own.
func settledSheet(r Vouchers, s Sheet) bool {
	if s.Printed != 0 {
		return true
	}
	if s.Voucher == 0 {
		return false
	}
	v, _ := r.Voucher(s.Voucher)
	return v.State != Draft || v.Source != "gift" || v.Reverses != 0
}

// rebook lets the draft follow the list: changed, made, or voided when the list
// is not to be booked yet.
func (l *listing) rebook(p *Plan, money Code) error {
	old, has := l.r.Voucher(l.sheet.Voucher)
	switch {
	case money == "" && !has:
		return nil
	case money == "":
		v := old
		v.State = Void
		p.Changes = append(append(p.Changes, Edit(old, v)), dropMoves(l.r, old.ID)...)
		l.sheet.Voucher = 0
		return nil
	}
	b := booking{r: l.r, by: l.by, gift: l.gift, sheets: []Sheet{l.sheet}, shares: l.shares, day: l.gift.Day, money: money}
	id := l.r.LastVoucher() + 1
	if has {
		b.old, b.papers, id = &old, old.Papers, old.ID
	}
	if err := b.into(p, id); err != nil {
		return err
	}
	l.sheet = b.sheets[0]
	return nil
}
