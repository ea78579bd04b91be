package opening

import (
	"fmt"
	"slices"

	"huizhang/ledger"
)

// Fund is a part of the asset funds that the sheet reckons from the assets.
type Fund struct {
	Code   ledger.Code
	Amount ledger.Money
}

// Funds are what 资产基金 must be: each kind of asset has its own part.
func (s *Sheet) Funds() []Fund {
	net := map[ledger.Code]ledger.Money{}
	for _, o := range s.Rows() {
		net[o.Code.Top()] += o.Debit - o.Credit
	}
	return []Fund{
		{"30101", net["141"]}, {"30102", net["151"]}, {"30103", net["161"]}, {"30104", net["162"] + net["163"]},
		{"30105", net["171"] + net["172"]}, {"30106", net["181"]},
	}
}

// FillFunds writes the asset funds and reports how many lines it changed.
func (s *Sheet) FillFunds() int {
	n := 0
	for _, f := range s.Funds() {
		i := slices.IndexFunc(s.rows, func(r row) bool { return r.code == f.Code && !r.restricted })
		if i < 0 {
			continue
		}
		r := s.rows[i]
		d, _ := r.debit.Money()
		if c, _ := r.credit.Money(); c-d == f.Amount {
			continue
		}
		n++
		r.debit.SetText("")
		r.credit.SetText("")
		if f.Amount > 0 {
			r.credit.SetMoney(f.Amount)
		} else if f.Amount < 0 {
			r.debit.SetMoney(-f.Amount)
		}
	}
	s.filled()
	return n
}

// FundsWrong says whether the asset funds differ from the assets that they
// stand for, and how.
func (s *Sheet) FundsWrong() (ledger.Problem, bool) {
	var want, have, waiting ledger.Money
	for _, f := range s.Funds() {
		want += f.Amount
	}
	for _, o := range s.Rows() {
		switch o.Code.Top() {
		case "301":
			have += o.Credit - o.Debit
		case "182":
			waiting += o.Debit - o.Credit
		}
	}
	if want == have || waiting != 0 {
		return ledger.Problem{}, false
	}
	return ledger.Problem{Field: "opening", Code: ledger.CodePair, Text: fmt.Sprintf(
		"资产基金应等于库存物品、固定资产净值等资产之和：资产 %s，资产基金 %s。按 F5 自动填好。", want.Grouped(), have.Grouped())}, true
}
