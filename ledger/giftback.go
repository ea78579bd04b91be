package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// Decide makes the return sheet and, where the list was booked, its voucher.
func (a TakeBack) Decide(r Reader, by Stamp) (Plan, error) {
	s, g, err := liveSheet(r, a.Sheet)
	if err != nil {
		return Plan{}, err
	}
	if s.Kind == ReturnList {
		return Plan{}, Errf(CodeState, "%s本身就是退回单。", s.ID)
	}
	why, _ := Clean(a.Why)
	var ps Problems
	if strings.TrimSpace(why) == "" {
		ps.Add("why", "", CodeRequired, "请写明退回的原因，例如“本人不领”。")
	}
	if !a.Day.Valid() || a.Day < s.Day {
		ps.Add("day", "", CodeBadDay, "退回的日期不对，也不能早于发放的日期 %s。", s.Day)
	}
	if len(a.Lines) == 0 {
		ps.Add("lines", "", CodeRequired, "请选择退回哪几行。")
	}
	ret := Sheet{ID: r.LastSheet() + 1, Gift: g.ID, Kind: ReturnList, Day: a.Day, Account: s.Account, Why: why, By: by.Operator, Made: by.Time, Event: s.Event}
	var back, marked []Share
	var edits []Change
	seen := map[int]bool{}
	for _, n := range a.Lines {
		old, ok := r.Share(s.ID, n)
		switch {
		case seen[n]:
			ps.Add("lines", fmt.Sprintf("第 %d 行", n), CodeExists, "同一行选了两次。")
			continue
		case !ok:
			ps.Add("lines", fmt.Sprintf("第 %d 行", n), CodeUnknown, "%s没有这一行。", s.ID)
			continue
		case old.Back != 0:
			ps.Add("lines", rowName(old), CodeState, "已由%s退回。", old.Back)
			continue
		case old.Sign != Unsigned && old.Sign != Uncollected:
			ps.Add("lines", rowName(old), CodeState, "%s，不能退回。确实没领的，先把回签改成“未领”。", old.Sign.Chinese())
			continue
		}
		seen[n] = true
		x := old
		x.Sheet, x.Line, x.Amount, x.Day, x.Of, x.OfLine = ret.ID, len(back)+1, -old.Amount, a.Day, s.ID, n
		x.Sign, x.Proxy, x.SignedOn, x.Note = Unsigned, "", 0, ""
		back = append(back, x)
		ret.Total += x.Amount
		nu := old
		nu.Sign, nu.Back = Uncollected, ret.ID
		marked = append(marked, nu)
		edits = append(edits, Edit(old, nu))
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	ret.Lines = len(back)
	p := Plan{Title: fmt.Sprintf("退回 %s %s 未领 %d行，共 %s 元", s.ID, g.Title, len(marked), ret.Total.Abs().Grouped()), Object: fmt.Sprintf("sheet/%d", ret.ID), Reason: why}
	if s.Voucher != 0 {
		if err := a.book(r, by, &p, g, s, &ret, back); err != nil {
			return Plan{}, err
		}
	} else {
		p.Title += "（原名单还没有记账，记账时按实发数）"
	}
	p.Changes = append(append(p.Changes, Put(ret)), puts(back)...)
	p.Changes = append(p.Changes, edits...)
	return p, nil
}

// book makes the voucher of what comes back, when the list's own is posted.
func (a TakeBack) book(r Reader, by Stamp, p *Plan, g Gift, s Sheet, ret *Sheet, back []Share) error {
	b, err := bookingBack(r, by, g, s, *ret, back, a.Day)
	if err != nil || a.Money == "" {
		return err
	}
	b.money, b.post, b.reviewer = a.Money, a.Post, a.Reviewer
	if err := b.into(p, r.LastVoucher()+1); err != nil {
		return err
	}
	*ret = b.sheets[0]
	return nil
}

// bookingBack prepares the voucher of a return sheet: on the account that the
// list was booked on, through 年初余额调整 when that was in a former year.
func bookingBack(r Reader, by Stamp, g Gift, s, ret Sheet, back []Share, day Day) (booking, error) {
	v, _ := r.Voucher(s.Voucher)
	if v.State != Posted {
		return booking{}, Errf(CodeState, "%s的凭证（%s）还没有过账，请先过账，再办理退回。", s.ID, v.Ref())
	}
	if red, ok := r.ReversedBy(v.ID); ok {
		if _, kept := r.CorrectedBy(v.ID); !kept {
			w, _ := r.Voucher(red)
			return booking{}, Errf(CodeState, "%s的凭证正在由%s冲销，不用再办理退回。", s.ID, w.Ref())
		}
	}
	b := booking{r: r, by: by, gift: g, sheets: []Sheet{ret}, shares: back, day: day}
	for _, l := range v.Lines {
		b.restricted = b.restricted || l.Restricted && l.Account.Under(s.Account)
	}
	b.sheets[0].Account = s.Account
	if s.Account.Class() == Expense && day.Year() > v.Day.Year() {
		b.sheets[0].Account = map[bool]Code{false: "32201", true: "32101"}[b.restricted]
	}
	return b, nil
}

// liveSheet finds a sheet that counts, and its act.
func liveSheet(r Lists, id SheetID) (Sheet, Gift, error) {
	s, ok := r.Sheet(id)
	if !ok {
		return s, Gift{}, Errf(CodeUnknown, "没有找到%s。", id)
	}
	if !s.Live() {
		return s, Gift{}, Errf(CodeState, "%s已作废（%s）。", id, s.Void)
	}
	g, ok := r.Gift(s.Gift)
	if !ok {
		return s, g, Errf(CodeUnknown, "没有找到%s所属的慰问。", id)
	}
	return s, g, nil
}

// returnsOf lists the live return sheets of a sheet.
func returnsOf(r Lists, s Sheet) []Sheet {
	if s.Kind == ReturnList {
		return nil
	}
	var out []Sheet
	for x := range r.Sheets(s.Gift) {
		if x.Kind == ReturnList && x.Live() && returnedFrom(r, x) == s.ID {
			out = append(out, x)
		}
	}
	return out
}

// returnedFrom is the sheet whose lines a return sheet takes back.
func returnedFrom(r Lists, ret Sheet) SheetID {
	first, _ := r.Share(ret.ID, 1)
	return first.Of
}

func sharesOf(r Lists, sheets ...Sheet) []Share {
	var out []Share
	for _, s := range sheets {
		out = slices.AppendSeq(out, r.Shares(s.ID))
	}
	return out
}
