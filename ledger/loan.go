package ledger

import (
	"fmt"
	"strings"
)

// loanSource marks vouchers that acts on loans made.
const loanSource = "loan"

// Repaid is what was paid back, drafts included.
func (l *Loan) Repaid() (m Money) {
	for _, b := range l.Back {
		m += b.Amount
	}
	return m
}

// Open is what the member still owes. It equals what the loan's vouchers left
// on its account.
func (l *Loan) Open() Money {
	if l.Void != "" {
		return -l.Repaid()
	}
	return l.Amount - l.Repaid()
}

// LoanAge is how a loan stands on a day.
type LoanAge struct {
	Open    Money
	Due     Money // of it payable by now
	Since   Day   // the oldest day that was missed; 0: nothing overdue
	Days    int   // overdue by
	Next    Day   // next instalment that is not yet due; 0: none
	NextSum Money
	Band    string // 未到期, 30天内, 31–90天, 91–365天, 一年以上, 三年以上
}

// Age works out what is due. Repayments fill the plan from its beginning; a loan
// without a plan is never overdue, only old.
func (l *Loan) Age(today Day) LoanAge {
	a := LoanAge{Open: l.Open(), Band: "未到期"}
	if a.Open <= 0 {
		a.Band = "已还清"
		return a
	}
	paid := l.Repaid()
	for _, i := range l.Plan {
		left := i.Amount - min(paid, i.Amount)
		paid -= i.Amount - left
		switch {
		case left == 0:
		case i.Due < today:
			a.Due += left
			if a.Since == 0 {
				a.Since, a.Days = i.Due, today.DaysSince(i.Due)
			}
		case i.Due == today:
			a.Due += left
		case a.Next == 0:
			a.Next, a.NextSum = i.Due, left
		}
	}
	since, days := a.Since, a.Days
	if len(l.Plan) == 0 {
		since, days = l.Day, today.DaysSince(l.Day)
		a.Band = "未定还款日"
	}
	if since != 0 {
		a.Band = cmpOr(ageBand(days, len(l.Plan) == 0), a.Band)
	}
	return a
}

// OldLoan is when an advance may be given up, with approval (domain rules §3, T24).
const OldLoan = 3 * 365

func ageBand(days int, plain bool) string {
	switch {
	case days > OldLoan:
		return "三年以上"
	case days > 365:
		return "一年以上"
	case plain:
		return ""
	case days > 90:
		return "91–365天"
	case days > 30:
		return "31–90天"
	}
	return "30天内"
}

// Instalments splits a sum into n equal monthly parts; the odd fen are in the
// first ones, none is lost. A day that a month does not have becomes its last.
func Instalments(sum Money, n int, first Day) []Instalment {
	if n <= 0 || !first.Valid() {
		return nil
	}
	weights := make([]int64, n)
	for i := range weights {
		weights[i] = 1
	}
	parts, err := sum.Share(weights...)
	if err != nil {
		return nil
	}
	out := make([]Instalment, n)
	for i, p := range parts {
		mo := first.Month().Add(i)
		out[i] = Instalment{Due: min(DayOf(mo.Year(), mo.Num(), first.Dom()), mo.Last()), Amount: p}
	}
	return out
}

// loanOf finds the loan a voucher lends or pays back.
func loanOf(r Aid, v *Voucher) (Loan, bool) {
	if v.Source != loanSource {
		return Loan{}, false
	}
	for l := range r.Loans() {
		if l.Voucher == v.ID || v.Reverses != 0 && l.Voucher == v.Reverses {
			return l, true
		}
		for _, b := range l.Back {
			if b.Voucher == v.ID {
				return l, true
			}
		}
	}
	return Loan{}, false
}

// loanVoided undoes in the loan what a draft did that is voided.
func loanVoided(r Aid, v *Voucher, why string) ([]Change, error) {
	l, ok := loanOf(r, v)
	if !ok {
		return nil, nil
	}
	nu := l
	nu.Back = nil
	for _, b := range l.Back {
		if b.Voucher != v.ID {
			nu.Back = append(nu.Back, b)
		}
	}
	switch {
	case l.Voucher == v.ID:
		nu.Void = "凭证作废：" + cmpOr(strings.TrimSpace(why), "没有写原因")
	case l.Voucher == v.Reverses:
		nu.Void = ""
	case l.Void != "":
		return nil, Errf(CodeState, "%s 已随借款凭证冲销，它的还款冲销不能再作废。", l.ID)
	case nu.Repaid() > l.Amount:
		return nil, Errf(CodeState, "作废后 %s 的还款会超过借款 %s 元。请先冲销多还的那一笔。", l.ID, l.Amount.Grouped())
	}
	return []Change{Edit(l, nu)}, nil
}

// loanReversed undoes in the loan what a posted voucher did that is written off.
// Money that was paid back keeps the lending from being written off.
func loanReversed(r Aid, orig, red *Voucher) ([]Change, error) {
	l, ok := loanOf(r, orig)
	if !ok {
		return nil, nil
	}
	nu := l
	if l.Voucher == orig.ID {
		if l.Repaid() != 0 {
			return nil, Errf(CodeState, "%s 已还 %s 元。请先冲销还款的凭证，再冲销借出的凭证。", l.ID, l.Repaid().Grouped())
		}
		nu.Void = "已冲销：" + orig.Ref()
		return []Change{Edit(l, nu)}, nil
	}
	nu.Back = append([]Repayment(nil), l.Back...)
	for _, b := range l.Back {
		if b.Voucher == orig.ID {
			nu.Back = append(nu.Back, Repayment{Day: red.Day, Amount: -b.Amount, Voucher: red.ID})
		}
	}
	return []Change{Edit(l, nu)}, nil
}

// aidVoided undoes what funds and loans have of a voucher that is voided.
func aidVoided(r Aid, v *Voucher, why string) ([]Change, error) {
	out := fundVoided(r, v.ID)
	more, err := loanVoided(r, v, why)
	return append(out, more...), err
}

// aidReversed mirrors what funds and loans have of a voucher that is written off.
func aidReversed(r Reader, orig, red *Voucher) ([]Change, error) {
	out := fundReversed(r, orig, red)
	more, err := loanReversed(r, orig, red)
	return append(out, more...), err
}

// overdueLoans counts what is due and not paid back.
func overdueLoans(r Aid, today Day) (n int, sum Money) {
	for l := range r.Loans() {
		if a := l.Age(today); a.Since != 0 {
			n, sum = n+1, sum+a.Due
		}
	}
	return n, sum
}

func loanObject(id LoanID) string { return fmt.Sprintf("loan/%d", id) }
