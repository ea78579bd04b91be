package ledger

import (
	"fmt"
	"slices"
)

// Decide makes the voucher of a sheet. What came back before it was booked is
// taken off in the same voucher.
func (a BookSheet) Decide(r Reader, by Stamp) (Plan, error) {
	s, g, err := bookable(r, a.Sheet)
	if err != nil {
		return Plan{}, err
	}
	if a.Money == "" {
		return Plan{}, &Error{Code: CodeRequired, Problems: []Problem{{"money", "", CodeRequired, "请选择从哪里付款。"}}}
	}
	if !a.Day.Valid() {
		return Plan{}, &Error{Code: CodeBadDay, Problems: []Problem{{"day", "", CodeBadDay, "日期不对，请写成 2026-05-31 这样。"}}}
	}
	p := Plan{Title: fmt.Sprintf("记账 %s %s", s.ID, g.Title), Object: fmt.Sprintf("sheet/%d", s.ID)}
	before := withReturns(r, s)
	b := booking{r: r, by: by, gift: g, sheets: slices.Clone(before), shares: sharesOf(r, before...), day: a.Day}
	if s.Kind == ReturnList {
		first, _ := r.Sheet(returnedFrom(r, s))
		if first.Voucher == 0 {
			return Plan{}, Errf(CodeState, "%s还没有记账，退回单随它一起记账。", first.ID)
		}
		if b, err = bookingBack(r, by, g, first, s, b.shares, a.Day); err != nil {
			return Plan{}, err
		}
	} else if b.sheets[0].Account, err = bookedOn(r, s.Account); err != nil {
		return Plan{}, err
	}
	b.money, b.papers, b.post, b.reviewer = a.Money, a.Papers, a.Post, a.Reviewer
	for i := range b.sheets {
		b.sheets[i].Account = b.sheets[0].Account
	}
	if err := b.into(&p, r.LastVoucher()+1); err != nil {
		return Plan{}, err
	}
	for i, x := range b.sheets {
		p.Changes = append(p.Changes, Edit(before[i], x))
	}
	return p, nil
}

// bookable finds a sheet that has no voucher yet.
func bookable(r Lists, id SheetID) (Sheet, Gift, error) {
	s, g, err := liveSheet(r, id)
	if err != nil {
		return s, g, err
	}
	if s.Voucher != 0 {
		return s, g, Errf(CodeState, "%s已经有凭证了。", s.ID)
	}
	if g.Payer == BySchool {
		return s, g, Errf(CodeState, "%s由学校（行政）出钱，不进工会的账，不要记账。", g.ID)
	}
	return s, g, nil
}

// withReturns gives the sheet and what came back of it before it was booked.
func withReturns(r Lists, s Sheet) []Sheet {
	out := []Sheet{s}
	for _, x := range returnsOf(r, s) {
		if x.Voucher == 0 {
			out = append(out, x)
		}
	}
	return out
}

// bookedOn is the lowest account that the sheet's account stands for.
func bookedOn(r Accounts, c Code) (Code, error) {
	leaves := leavesOf(r.Chart(), c)
	switch len(leaves) {
	case 0:
		return c, Errf(CodeState, "科目 %s 没有启用。", c)
	case 1:
		return leaves[0], nil
	}
	return c, Errf(CodeState, "%s 下面有明细科目，这张签领表没有说明记到哪一个。请先录入凭证，再把签领表挂到凭证上。", c)
}

// Decide ties sheets to a voucher that is there already.
func (a TieSheet) Decide(r Reader, by Stamp) (Plan, error) {
	v, ok := r.Voucher(a.Voucher)
	if !ok || v.State == Void {
		return Plan{}, Errf(CodeUnknown, "没有找到这张凭证，或者它已作废。")
	}
	if v.Closing() || v.Reverses != 0 || v.Source == "dues" {
		return Plan{}, Errf(CodeState, "%s不是发放的凭证，签领表不能挂在上面。", v.Ref())
	}
	if red, ok := r.ReversedBy(v.ID); ok {
		w, _ := r.Voucher(red)
		return Plan{}, Errf(CodeState, "%s已由 %s 冲销，签领表不能挂在上面。", v.Ref(), w.Ref())
	}
	var add []Sheet
	var first Gift
	for i, id := range append([]SheetID{a.Sheet}, a.Also...) {
		s, g, err := bookable(r, id)
		if err != nil {
			return Plan{}, err
		}
		if i == 0 {
			first = g
		}
		for _, x := range withReturns(r, s) {
			if !slices.ContainsFunc(add, func(y Sheet) bool { return y.ID == x.ID }) {
				add = append(add, x)
			}
		}
	}
	have := liveOn(r, v.ID)
	coming := slices.Clone(have)
	if v.Corrects != 0 && v.State != Posted { // those of the voucher it stands in for go over to it
		coming = append(coming, liveOn(r, v.Corrects)...)
	}
	account, err := carrier(r, &v, append(coming, add...))
	if err != nil {
		return Plan{}, err
	}
	p := Plan{Title: fmt.Sprintf("%s %s 挂到凭证 %s", add[0].ID, first.Title, v.Ref()), Object: fmt.Sprintf("sheet/%d", add[0].ID), Voucher: v.ID}
	for _, s := range have {
		if s.Account != account {
			nu := s
			nu.Account = account
			p.Changes = append(p.Changes, Edit(s, nu))
		}
	}
	for _, s := range add {
		nu := s
		nu.Voucher, nu.Account = v.ID, account
		p.Changes = append(p.Changes, Edit(s, nu))
	}
	return p, nil
}

// liveOn lists the sheets that count on a voucher.
func liveOn(r Lists, id VoucherID) []Sheet {
	var out []Sheet
	for _, s := range r.SheetsOf(id) {
		if x, ok := r.Sheet(s); ok && x.Live() {
			out = append(out, x)
		}
	}
	return out
}

// carrier finds the account on which the voucher carries the sheets: that of the
// sheets if the sum is there, else the one where it is.
func carrier(r Accounts, v *Voucher, sheets []Sheet) (Code, error) {
	var total Money
	for _, s := range sheets {
		total += s.Total
	}
	wish := sheets[0].Account
	if v.net(wish) == total && total != 0 {
		return wish, nil
	}
	var fits []Code
	for _, l := range v.Lines {
		mayCarry := l.Account.Class() == Expense || l.Account.Under("30101") || l.Account.Under("32101") || l.Account.Under("32201")
		if mayCarry && v.net(l.Account) == total && !slices.Contains(fits, l.Account) {
			fits = append(fits, l.Account)
		}
	}
	if len(fits) == 1 {
		return fits[0], nil
	}
	names := ""
	for _, s := range sheets {
		names += "、" + s.ID.String()
	}
	names = names[len("、"):]
	if len(fits) > 1 {
		return "", Errf(CodeState, "签领表%s合计 %s 元，凭证里有 %d 个科目都是这个数，不知道记在哪一个。", names, total.Grouped(), len(fits))
	}
	return "", Errf(CodeState, "签领表%s合计 %s 元，凭证在 %s 上是 %s 元，两者要相等。", names, total.Grouped(), wish, v.net(wish).Grouped())
}
