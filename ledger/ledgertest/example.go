// Package ledgertest holds the worked example of the domain rules and makes
// random histories, legal and illegal, for tests of everything above the rules.
package ledgertest

import "huizhang/ledger"

// ExampleMonth is the month of the worked example (domain rules §7).
const ExampleMonth ledger.Month = 202601

// ExampleOpening are the opening balances of the worked example.
func ExampleOpening() []ledger.OpeningRow {
	return []ledger.OpeningRow{
		{Code: "101", Debit: 500_00}, {Code: "102", Debit: 50_000_00}, {Code: "162", Debit: 6_000_00},
		{Code: "163", Credit: 1_000_00}, {Code: "30104", Credit: 5_000_00}, {Code: "32205", Credit: 50_500_00},
	}
}

// ExampleVouchers are the eleven vouchers of the worked example.
func ExampleVouchers() []ledger.Voucher {
	return []ledger.Voucher{
		V(day(5), "收1月会费", Dr("102", 1_569_00), Cr("401", 1_569_00)),
		V(day(6), "行政拨来经费", Dr("102", 8_000_00), Cr("402", 4_800_00), Cr("211", 3_200_00)),
		V(day(7), "上解上级", Dr("211", 3_200_00), Cr("102", 3_200_00)),
		V(day(8), "春节慰问品 60人", Dr("50105", 18_000_00), Cr("102", 18_000_00)),
		V(day(9), "购奖品入库", Dr("50102", 2_000_00), Cr("102", 2_000_00), Dr("141", 2_000_00), Cr("30101", 2_000_00)),
		V(day(10), "发放奖品", Dr("30101", 1_500_00), Cr("141", 1_500_00)),
		V(day(11), "购打印机", Dr("50702", 1_800_00), Cr("102", 1_800_00), Dr("162", 1_800_00), Cr("30104", 1_800_00)),
		V(day(20), "收困难补助专款", Dr("102", 3_000_00), Special(Cr("40302", 3_000_00))),
		V(day(21), "发困难补助", Special(Dr("50404", 2_000_00)), Cr("102", 2_000_00)),
		V(day(25), "利息", Dr("102", 12_34), Cr("408", 12_34)),
		V(day(31), "计提折旧", Dr("30104", 125_00), Cr("163", 125_00)),
	}
}

func day(n int) ledger.Day { return ledger.DayOf(2026, 1, n) }

// V writes a voucher in short.
func V(d ledger.Day, summary string, lines ...ledger.Line) ledger.Voucher {
	for i := range lines {
		if lines[i].Summary == "" {
			lines[i].Summary = summary
		}
	}
	return ledger.Voucher{Day: d, Lines: lines, Papers: 1}
}

// Dr and Cr are lines; Special marks one as 专项.
func Dr(c ledger.Code, m ledger.Money) ledger.Line { return ledger.Line{Account: c, Debit: m} }
func Cr(c ledger.Code, m ledger.Money) ledger.Line { return ledger.Line{Account: c, Credit: m} }
func Special(l ledger.Line) ledger.Line            { l.Restricted = true; return l }
