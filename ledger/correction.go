package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// Reverse writes off a posted voucher with a red-letter one (the same lines,
// negative) and, if given, enters the corrected voucher in the same act. Both
// become drafts, or are posted at once as in [Enter].
//
// A voucher of a former year is put right in black instead: sides changed, and
// what was income or expense goes through 年初余额调整 (domain rules §11.1), for
// it is none of this year's. Dues stay in 401, where the register finds them.
type Reverse struct {
	ID        VoucherID
	Day       Day
	Reason    string
	Corrected *Voucher // nil: nothing in its place
	Post      bool
	Reviewer  string
}

// Name of the act.
func (Reverse) Name() string { return "voucher.reverse" }

// Posts reports whether the act posts on the way.
func (a Reverse) Posts() bool { return a.Post }

// Decide builds the red letter and its successor.
func (a Reverse) Decide(r Reader, by Stamp) (Plan, error) {
	orig, err := a.original(r)
	if err != nil {
		return Plan{}, err
	}
	note := fmt.Sprintf("%s%s号凭证：", orig.Day.Chinese(), orig.Short())
	former := a.Day.Year() > orig.Day.Year() && orig.Source != "dues"
	plan := Plan{Title: "红字冲销 " + orig.Ref(), Reason: a.Reason, Voucher: r.LastVoucher() + 1}
	red := redOf(&orig, plan.Voucher, a.Day, by.Operator, "注销"+note)
	switch {
	case former:
		plan.Title = "更正以前年度的 " + orig.Ref() + "（年初余额调整）"
		red = backOf(red, &orig, r.Unit().Words, "更正"+note)
	case a.Corrected != nil:
		plan.Title = "更正 " + orig.Ref()
	}
	if err := a.enter(r, by, &red, nil); err != nil {
		return Plan{}, err
	}
	undone, err := aidReversed(r, &orig, &red)
	if err != nil {
		return Plan{}, err
	}
	plan.Changes = append(append(plan.Changes, Put(red)), undone...)
	for pay := range r.Payments(a.ID) {
		pay.Voucher, pay.Amount = red.ID, -pay.Amount
		plan.Changes = append(plan.Changes, Put(pay))
	}
	if a.Corrected == nil {
		follows, err := reversedLists(r, &orig, &red)
		if err == nil {
			err = stockSound(r, follows)
		}
		plan.Changes = append(plan.Changes, follows...)
		return plan, err
	}
	v := *a.Corrected
	v.anew(by)
	v.ID, v.Corrects = red.ID+1, a.ID
	if former {
		v.Lines = throughFunds(v.Lines)
	}
	for i := range v.Lines {
		if !strings.HasPrefix(v.Lines[i].Summary, "订正") {
			v.Lines[i].Summary = "订正" + note + v.Lines[i].Summary
		}
	}
	if err := a.enter(r, by, &v, &red); err != nil {
		return Plan{}, err
	}
	follows, err := reversedLists(r, &orig, &red, v)
	if err == nil {
		err = stockSound(r, follows)
	}
	plan.Changes = append(append(plan.Changes, Put(v)), follows...)
	return plan, err
}

// original is the voucher to be written off.
func (a Reverse) original(r Reader) (Voucher, error) {
	orig, ok := r.Voucher(a.ID)
	switch {
	case !ok || orig.State != Posted:
		return orig, Errf(CodeState, "只有已过账的凭证才需要红字冲销。")
	case orig.Reverses != 0:
		return orig, Errf(CodeState, "%s 本身是冲销凭证，不能再冲销。请重新录入一张凭证。", orig.Ref())
	case orig.Closing():
		return orig, Errf(CodeState, "%s 是自动结转凭证，只能随反结账一起冲销。", orig.Ref())
	case strings.TrimSpace(a.Reason) == "":
		return orig, Errf(CodeRequired, "请写明冲销的原因。")
	case a.Day.Valid() && a.Day < orig.Day:
		return orig, &Error{Code: CodeBadDay, Problems: []Problem{{"day", "", CodeBadDay, fmt.Sprintf("冲销的日期不能早于原凭证的日期 %s。", orig.Day)}}}
	}
	if by, ok := r.ReversedBy(a.ID); ok {
		w, _ := r.Voucher(by)
		return orig, Errf(CodeExists, "%s 已由 %s 冲销，不能冲销两次。", orig.Ref(), w.Ref())
	}
	if a.Corrected != nil && orig.Source == "dues" {
		return orig, Errf(CodeState, "会费凭证冲销后，请在会费登记里重新登记，不在这里改。")
	}
	if a.Corrected != nil && orig.Source == stockSource {
		return orig, Errf(CodeState, "这张凭证冲销后，请在库存里重新登记，不在这里改。")
	}
	if a.Corrected != nil && (orig.Source == fundSource || orig.Source == loanSource) {
		return orig, Errf(CodeState, "这张凭证冲销后，请在代管资金或借款里重新登记，不在这里改。")
	}
	return orig, nil
}

// enter tidies one of the vouchers, and posts it if asked, with the number after
// that of the one before it.
func (a Reverse) enter(r Reader, by Stamp, v, before *Voucher) error {
	if err := tidyVoucher(r, v); err != nil || !a.Post {
		return err
	}
	after := 0
	if before != nil && v.Month() == before.Month() && v.Word == before.Word {
		after = 1
	}
	return postNow(r, by, a.Reviewer, v, after)
}

// redOf mirrors a voucher with negative amounts.
func redOf(v *Voucher, id VoucherID, day Day, maker, note string) Voucher {
	red := Voucher{ID: id, Day: day, Word: v.Word, State: Draft, Payee: v.Payee, Maker: maker, Reverses: v.ID, Source: v.Source, Template: v.Template}
	for _, l := range v.Lines {
		l.Summary, l.Debit, l.Credit = note+l.Summary, -l.Debit, -l.Credit
		red.Lines = append(red.Lines, l)
	}
	return red
}

// backOf turns the red letter of a former year's voucher into a black one.
func backOf(red Voucher, v *Voucher, w Words, note string) Voucher {
	red.Lines = throughFunds(v.Lines)
	for i := range red.Lines {
		l := &red.Lines[i]
		l.Summary, l.Debit, l.Credit = note+l.Summary, l.Credit, l.Debit
	}
	red.Word = WordFor(w, red.Lines)
	return red
}

// throughFunds puts the accounts of 年初余额调整 in place of income and expense.
func throughFunds(lines []Line) []Line {
	out := slices.Clone(lines)
	for i, l := range out {
		if c := l.Account.Class(); c != Income && c != Expense {
			continue
		}
		out[i].Account = "32201"
		if l.Restricted {
			out[i].Account = "32101"
		}
	}
	return out
}
