package ledger_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/store/storetest"
)

// aidStep does one random act on funds, loans and their vouchers; most are
// refused, which must change nothing.
func aidStep(r *rapid.T, h *history) {
	day := ledger.DayOf(rapid.SampledFrom([]int{2026, 2026, 2027}).Draw(r, "year"), rapid.IntRange(1, 4).Draw(r, "month"), 15)
	voucher := ledger.VoucherID(rapid.IntRange(1, 14).Draw(r, "voucher"))
	fund, loan := ledger.FundID(rapid.IntRange(1, 2).Draw(r, "fund")), ledger.LoanID(rapid.IntRange(1, 2).Draw(r, "loan"))
	sum := ledger.Money(rapid.SampledFrom([]int64{1, 500, 10_00, 33_33}).Draw(r, "sum"))
	post := rapid.Bool().Draw(r, "post")
	parts := func() (out []ledger.FundPart) {
		for _, m := range h.members[:rapid.IntRange(1, 3).Draw(r, "parts")] {
			out = append(out, ledger.FundPart{Member: m, Amount: sum})
		}
		return append(out, ledger.FundPart{Name: "校友", Amount: sum})
	}
	switch rapid.SampledFrom([]string{"in", "in", "out", "lend", "repay", "repay", "reverse", "reverse", "post", "void", "close", "hand"}).Draw(r, "act") {
	case "in":
		h.do(r, ledger.FundIn{Fund: fund, Day: day, Money: "10102", Parts: parts(), Post: post})
	case "out":
		h.do(r, ledger.FundOut{Fund: fund, Day: day, Money: "10102", Parts: parts(), Post: post})
	case "lend":
		h.do(r, ledger.LendTo{Member: h.members[0], Day: day, Amount: sum, Money: "102", Why: "急用", Papers: 1, Post: post})
	case "repay":
		h.do(r, ledger.RepayLoan{Loan: loan, Day: day, Amount: sum, Money: "102", Post: post})
	case "reverse":
		h.do(r, ledger.Reverse{ID: voucher, Day: day, Reason: "错", Post: post})
	case "post":
		h.do(r, ledger.Post{IDs: []ledger.VoucherID{voucher}})
	case "void":
		h.do(r, ledger.VoidDraft{ID: voucher, Reason: "不要了"})
	case "close":
		h.do(r, ledger.CloseFund{Fund: fund, Day: day, Why: "清了"})
	case "hand":
		v := storetest.V(day, "手工", storetest.Dr("10102", sum), storetest.Cr("22101", sum))
		v.ID = voucher
		h.do(r, ledger.Enter{Voucher: v, Post: post})
	}
}

// checkFunds holds the laws of funds: the moves of a voucher are what it credits
// to the fund's account, and all moves are the account's balance.
func checkFunds(rd ledger.Reader) error {
	for f := range rd.Funds() {
		if err := ledger.FundGap(rd, f); err != nil {
			return err
		}
		for id := ledger.VoucherID(1); id <= rd.LastVoucher(); id++ {
			v, _ := rd.Voucher(id)
			var moves, credit ledger.Money
			n := 0
			for m := range rd.MovesOf(id) {
				if m.Fund == f.ID {
					moves, n = moves+m.Amount, n+1
				}
				if m.Day != v.Day {
					return fmt.Errorf("%s of %s: a move of %s", v.Ref(), v.Day, m.Day)
				}
			}
			for _, l := range v.Lines {
				if l.Account == f.Account {
					credit -= l.Net()
				}
			}
			if v.State == ledger.Void && n > 0 || v.State != ledger.Void && moves != credit {
				return fmt.Errorf("%s %s: moves %s, credit on %s %s", v.Ref(), v.State, moves, f.Account, credit)
			}
		}
	}
	return nil
}

// checkLoans holds that what a loan says is open stands on 135 by its vouchers.
func checkLoans(rd ledger.Reader) error {
	for l := range rd.Loans() {
		ids := map[ledger.VoucherID]bool{l.Voucher: true}
		if red, ok := rd.ReversedBy(l.Voucher); ok {
			ids[red] = true
		}
		for _, b := range l.Back {
			ids[b.Voucher] = true
		}
		var open ledger.Money
		for id := range ids {
			v, _ := rd.Voucher(id)
			for _, x := range v.Lines {
				if v.State != ledger.Void && x.Account == l.Account {
					open += x.Net()
				}
			}
		}
		if open != l.Open() || open < 0 || open > l.Amount {
			return fmt.Errorf("%s: open %s, on 135 %s", l.ID, l.Open(), open)
		}
	}
	return nil
}

func TestNamesAndMoneyOfFundsAndLoansNeverPart(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := &history{b: storetest.New(t, func(f *ledger.Found) { f.Unit.Single, f.Opening = true, storetest.Opening() }), t: t}
		h.members = people(t, h.b, "陈一帆", "林二木", "何三水")
		for _, n := range []string{"互助金", "捐款"} {
			h.b.Must(t, ledger.OpenFund{Text: n, Kind: ledger.Collection, Day: 20260105, Money: "101", Post: true})
		}
		for range rapid.IntRange(1, 25).Draw(r, "steps") {
			aidStep(r, h)
			err := h.b.View(func(rd ledger.Reader) error {
				if err := checkFunds(rd); err != nil {
					return err
				}
				return checkLoans(rd)
			})
			if err != nil {
				r.Fatal(err)
			}
		}
	})
}
