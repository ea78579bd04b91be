package store_test

import (
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// workedOpening and workedMonth are the example of domain rules §7.
func workedOpening() []ledger.OpeningRow {
	return []ledger.OpeningRow{
		{Code: "101", Debit: 500_00}, {Code: "102", Debit: 50_000_00}, {Code: "162", Debit: 6_000_00},
		{Code: "163", Credit: 1_000_00}, {Code: "30104", Credit: 5_000_00}, {Code: "32205", Credit: 50_500_00},
	}
}

func restricted(l ledger.Line) ledger.Line { l.Restricted = true; return l }

func workedMonth() []ledger.Voucher {
	d := func(n int) ledger.Day { return ledger.DayOf(2026, 1, n) }
	return []ledger.Voucher{
		V(d(5), "收1月会费", Dr("102", 1_569_00), Cr("401", 1_569_00)),
		V(d(6), "行政拨来经费", Dr("102", 8_000_00), Cr("402", 4_800_00), Cr("211", 3_200_00)),
		V(d(7), "上解上级", Dr("211", 3_200_00), Cr("102", 3_200_00)),
		V(d(8), "春节慰问品 60人", Dr("50105", 18_000_00), Cr("102", 18_000_00)),
		V(d(9), "购奖品入库", Dr("50102", 2_000_00), Cr("102", 2_000_00), Dr("141", 2_000_00), Cr("30101", 2_000_00)),
		V(d(10), "发放奖品", Dr("30101", 1_500_00), Cr("141", 1_500_00)),
		V(d(11), "购打印机", Dr("50702", 1_800_00), Cr("102", 1_800_00), Dr("162", 1_800_00), Cr("30104", 1_800_00)),
		V(d(31), "计提折旧", Dr("30104", 125_00), Cr("163", 125_00)),
		V(d(20), "收困难补助专款", Dr("102", 3_000_00), restricted(Cr("40302", 3_000_00))),
		V(d(21), "发困难补助", restricted(Dr("50404", 2_000_00)), Cr("102", 2_000_00)),
		V(d(25), "利息", Dr("102", 12_34), Cr("408", 12_34)),
	}
}

// workedBook posts the example and closes its month.
func workedBook(t testing.TB) *Desk {
	d := New(t, func(f *ledger.Found) { f.Opening = workedOpening() })
	for _, v := range workedMonth() {
		d.Post(t, v)
	}
	d.Must(t, ledger.CloseMonth{Month: ledger.MonthOf(2026, 1), Without: map[string]string{"soft": "示例账，不做盘点"}})
	return d
}

func TestWorkedExample(t *testing.T) {
	d := workedBook(t)
	m := ledger.MonthOf(2026, 1)
	want := map[ledger.Code]ledger.Money{ // debit balances
		"101": 500_00, "102": 35_581_34, "141": 500_00, "162": 7_800_00, "163": -1_125_00, "211": 0,
		"30101": -500_00, "30104": -6_675_00, "321": -1_000_00, "322": -35_081_34, "32203": 15_418_66, "32205": -50_500_00, "4": 0, "5": 0,
	}
	d.View(func(r ledger.Reader) error {
		for c, w := range want {
			if got := ledger.Balance(r, c, m); got != w {
				t.Errorf("balance of %s = %s, want %s", c, got, w)
			}
		}
		income := -(r.Sums("4", ledger.MonthPeriod(m)).Ordinary().Net())
		spent := r.Sums("5", ledger.MonthPeriod(m)).Ordinary().Net()
		if income != 9_381_34 || spent != 23_800_00 {
			t.Errorf("income %s, spending %s", income, spent)
		}
		if ps := ledger.Identities(r, m); len(ps) > 0 {
			t.Error(ps.Err())
		}
		return nil
	})
}
