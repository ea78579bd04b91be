package ledger_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

func TestInstalmentsLoseNothing(t *testing.T) {
	plan := ledger.Instalments(1_000_00, 3, 20260131)
	if len(plan) != 3 || plan[1].Due != 20260228 || plan[2].Due != 20260331 {
		t.Errorf("days %+v", plan)
	}
	if plan[0].Amount+plan[1].Amount+plan[2].Amount != 1_000_00 {
		t.Errorf("sums %+v", plan)
	}
	if ledger.Instalments(1, 0, 20260101) != nil || ledger.Instalments(1, 2, 0) != nil {
		t.Error("a plan out of nothing")
	}
}

func TestLoanAges(t *testing.T) {
	l := ledger.Loan{Day: 20260101, Amount: 300_00, Plan: ledger.Instalments(300_00, 3, 20260201)}
	for _, c := range []struct {
		day  ledger.Day
		paid ledger.Money
		due  ledger.Money
		days int
		band string
	}{
		{20260131, 0, 0, 0, "未到期"}, {20260201, 0, 100_00, 0, "未到期"}, {20260202, 0, 100_00, 1, "30天内"},
		{20260302, 50_00, 150_00, 29, "30天内"}, {20260302, 100_00, 100_00, 1, "30天内"}, {20260601, 0, 300_00, 120, "91–365天"},
		{20270601, 250_00, 50_00, 457 - 31 - 28 + 31 - 3, "一年以上"}, {20260601, 300_00, 0, 0, "已还清"},
	} {
		l.Back = []ledger.Repayment{{Amount: c.paid}}
		a := l.Age(c.day)
		if a.Due != c.due || a.Band != c.band || c.band != "一年以上" && a.Days != c.days {
			t.Errorf("%s after %s: %+v", c.day, c.paid, a)
		}
	}
	old := ledger.Loan{Day: 20220101, Amount: 1_00}
	if a := old.Age(20260101); a.Band != "三年以上" || a.Since != 0 {
		t.Errorf("without a plan %+v", a)
	}
}

// 1,000 aid plus 7,000 lent to a retiree after a fire (domain rules §22.1): the
// loan never is an expense, and goes down by what comes back.
func TestLendAndRepay(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Opening = Opening() })
	m := people(t, d, "陈一帆")
	lend := ledger.LendTo{Member: m[0], Day: 20260110, Amount: 7_000_00, Money: "102", Why: "火灾后重建", Plan: ledger.Instalments(7_000_00, 7, 20260210), Papers: 1,
		Approved: ledger.Approval{By: "赵主席", Day: 20260109, Minute: "会纪2026-1"}, Post: true, Reviewer: "李审核"}
	short := lend
	short.Plan = short.Plan[1:]
	d.Refuse(t, short)
	lent := d.Must(t, lend)
	if lent.Object != "loan/1" || !strings.Contains(lent.Title, "借-1") {
		t.Errorf("%+v", lent)
	}
	d.Refuse(t, ledger.RepayLoan{Loan: 1, Day: 20260210, Amount: 7_000_01, Money: "102"})
	back := d.Must(t, ledger.RepayLoan{Loan: 1, Day: 20260210, Amount: 1_000_00, Money: "102", Post: true, Reviewer: "李审核"})
	d.Refuse(t, ledger.Reverse{ID: lent.Voucher, Day: 20260211, Reason: "错"}) // money came back already
	inBook(t, d, func(r ledger.Reader) {
		l, _ := r.Loan(1)
		if l.Open() != 6_000_00 || ledger.Balance(r, "135", 202602) != 6_000_00 || r.Sums("5", ledger.Period{}).All() != (ledger.Pair{}) {
			t.Errorf("%+v", l)
		}
		for _, x := range ledger.DutiesAtOnce(r, 20260401, 0, 0) {
			if x.Kind == "loans" && x.Text != "1 笔会员借款有到期未还的，共 1,000.00 元。" {
				t.Error(x.Text)
			}
		}
	})
	red := d.Must(t, ledger.Reverse{ID: back.Voucher, Day: 20260212, Reason: "错"})
	d.Must(t, ledger.VoidDraft{ID: red.Voucher, Reason: "没错"})
	red = d.Must(t, ledger.Reverse{ID: back.Voucher, Day: 20260212, Reason: "错", Post: true, Reviewer: "李审核"})
	d.Must(t, ledger.Reverse{ID: lent.Voucher, Day: 20260213, Reason: "借错人", Post: true, Reviewer: "李审核"})
	inBook(t, d, func(r ledger.Reader) {
		if l, _ := r.Loan(1); l.Open() != 0 || l.Void == "" || len(l.Back) != 2 {
			t.Errorf("%+v", l)
		}
	})
	d.Refuse(t, ledger.RepayLoan{Loan: 1, Day: 20260214, Amount: 1_00, Money: "102"})
}

func TestLoanHasAnAccountOfItsOwn(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Opening = Opening() })
	m := people(t, d, "陈一帆", "林二木")
	lend := ledger.LendTo{Member: m[0], Day: 20260110, Amount: 100_00, Money: "102", Why: "急用", Detail: true, Papers: 1}
	d.Must(t, lend)
	lend.Member, lend.Detail = m[1], false
	d.Must(t, lend)
	d.Must(t, lend)
	inBook(t, d, func(r ledger.Reader) {
		for id, want := range map[ledger.LoanID]string{1: "13501 陈一帆", 2: "13502 会员借款", 3: "13502 会员借款"} {
			l, _ := r.Loan(id)
			if a := ledger.AccountTitle(r, l.Account); a != want {
				t.Errorf("%s on %s", id, a)
			}
		}
	})
}
