package ledger_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// The opening balances of a fund and of stock do not change behind their lists;
// all others still do.
func TestOpeningKeepsToItsLists(t *testing.T) {
	row := func(c ledger.Code, debit, credit ledger.Money) ledger.OpeningRow {
		return ledger.OpeningRow{Code: c, Debit: debit, Credit: credit}
	}
	first := []ledger.OpeningRow{row("102", 1_000_00, 0), row("141", 100_00, 0), row("221", 0, 300_00), row("30101", 0, 100_00), row("32205", 0, 700_00)}
	d := New(t, func(f *ledger.Found) { f.Unit.Single, f.Opening = true, first })
	d.Must(t, ledger.SetOpening{Rows: append(first[:len(first):len(first)], row("101", 5_00, 0), row("215", 0, 5_00))}) // nothing hangs on it yet
	d.Must(t, ledger.SetOpening{Rows: first})
	d.Must(t, ledger.OpenFund{Text: "互助金", Kind: ledger.MutualFund, Day: 20260105, Post: true})
	d.Must(t, ledger.OpenStock{Goods: []ledger.GoodsLine{{Name: "洗衣液", Unit: "瓶", Qty: 4, Amount: 80_00}}})
	for want, rows := range map[string][]ledger.OpeningRow{
		"请把这一行保持 300.00 元；相差的 50.00 元，请在“代管资金”里按人登记收入": {row("102", 1_050_00, 0), row("141", 100_00, 0), row("221", 0, 350_00), row("30101", 0, 100_00), row("32205", 0, 700_00)},
		"期初不能再从 0.00 元改成 10.00 元":                      {row("102", 1_010_00, 0), row("141", 100_00, 0), row("221", 0, 300_00), row("22101", 0, 10_00), row("30101", 0, 100_00), row("32205", 0, 700_00)},
		"登记付出":             {row("102", 700_00, 0), row("141", 100_00, 0), row("30101", 0, 100_00), row("32205", 0, 700_00)},
		"已经登记了 80.00 元的物品": {row("102", 1_000_00, 0), row("141", 79_99, 0), row("221", 0, 300_00), row("30101", 0, 79_99), row("32205", 0, 700_00)},
		"请先在“库存物品”里改期初库存":  {row("102", 1_000_00, 0), row("221", 0, 300_00), row("32205", 0, 700_00)},
	} {
		if err := d.Refuse(t, ledger.SetOpening{Rows: rows}); !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	d.Must(t, ledger.SetOpening{Rows: []ledger.OpeningRow{row("102", 1_000_00, 0), row("141", 80_00, 0), row("221", 0, 300_00), row("30101", 0, 80_00), row("40302", 0, 50_00), row("32205", 0, 650_00)}})
}
