package ledger

import (
	"fmt"
	"strings"
)

// Reverse writes off a posted voucher with a red-letter one (the same lines,
// negative) and, if given, enters the corrected voucher in the same act. Both
// become drafts, or are posted at once as in [Enter].
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
	orig, ok := r.Voucher(a.ID)
	switch {
	case !ok || orig.State != Posted:
		return Plan{}, Errf(CodeState, "只有已过账的凭证才需要红字冲销。")
	case orig.Reverses != 0:
		return Plan{}, Errf(CodeState, "%s 本身是红字凭证，不能再冲销。请重新录入一张凭证。", orig.Ref())
	case orig.Closing():
		return Plan{}, Errf(CodeState, "%s 是自动结转凭证，只能随反结账一起冲销。", orig.Ref())
	case strings.TrimSpace(a.Reason) == "":
		return Plan{}, Errf(CodeRequired, "请写明冲销的原因。")
	}
	if by, ok := r.ReversedBy(a.ID); ok {
		w, _ := r.Voucher(by)
		return Plan{}, Errf(CodeExists, "%s 已由 %s 冲销，不能冲销两次。", orig.Ref(), w.Ref())
	}
	if a.Corrected != nil && orig.Source == "dues" {
		return Plan{}, Errf(CodeState, "会费凭证冲销后，请在会费登记里重新登记，不在这里改。")
	}
	note := fmt.Sprintf("%s%s号凭证：", orig.Day.Chinese(), orig.Short())
	red := redOf(&orig, r.LastVoucher()+1, a.Day, by.Operator, "注销"+note)
	if err := tidyVoucher(r, &red); err != nil {
		return Plan{}, err
	}
	plan := Plan{Title: "红字冲销 " + orig.Ref(), Reason: a.Reason, Voucher: red.ID}
	if a.Post {
		if err := postNow(r, by, a.Reviewer, &red, 0); err != nil {
			return Plan{}, err
		}
	}
	plan.Changes = append(plan.Changes, Put(red))
	for pay := range r.Payments(a.ID) {
		pay.Voucher, pay.Amount = red.ID, -pay.Amount
		plan.Changes = append(plan.Changes, Put(pay))
	}
	if a.Corrected == nil {
		return plan, nil
	}
	v := *a.Corrected
	v.anew(by)
	v.ID, v.Corrects = red.ID+1, a.ID
	for i := range v.Lines {
		if !strings.HasPrefix(v.Lines[i].Summary, "订正") {
			v.Lines[i].Summary = "订正" + note + v.Lines[i].Summary
		}
	}
	if err := tidyVoucher(r, &v); err != nil {
		return Plan{}, err
	}
	if a.Post {
		after := 0
		if v.Month() == red.Month() && v.Word == red.Word {
			after = 1
		}
		if err := postNow(r, by, a.Reviewer, &v, after); err != nil {
			return Plan{}, err
		}
	}
	plan.Title = "更正 " + orig.Ref()
	plan.Changes = append(plan.Changes, Put(v))
	return plan, nil
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
