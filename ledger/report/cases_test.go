package report_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

func TestEmptyBook(t *testing.T) {
	d := storetest.New(t, nil)
	view(t, d, func(r ledger.Reader) {
		for _, rep := range report.Catalogue() {
			a := report.Args{}
			if rep.NeedsAccount {
				a.Account = "102"
			}
			if !about(r, rep, &a) {
				continue
			}
			doc := build(t, r, rep.Name, a)
			if doc.Period.From != 202601 {
				t.Errorf("%s: period %s", rep.Name, doc.Period)
			}
		}
		if doc, ps := report.Release(r, ledger.MonthPeriod(202601)); doc == nil || len(ps) > 0 {
			t.Error(ps)
		}
	})
}

func TestDefaultPeriods(t *testing.T) {
	d := example(t, true)
	d.Post(t, storetest.V(ledger.DayOf(2026, 3, 3), "利息", storetest.Dr("102", 1_00), storetest.Cr("408", 1_00)))
	view(t, d, func(r ledger.Reader) {
		for name, want := range map[string]string{"income": "2026-03", "balance": "2026-03", "disclosure": "2026-03", "trial": "2026-Q1", "journal": "2026-Q1", "dues-roll": "2026"} {
			if doc := build(t, r, name, report.Args{}); doc.Period.String() != want {
				t.Errorf("%s: default period %s, want %s", name, doc.Period, want)
			}
		}
		for name, a := range map[string]report.Args{
			"income": {Period: ledger.YearPeriod(2025)},
			"ledger": {}, "nothing": {}, "trial": {Period: ledger.Period{From: 202605, To: 202603}}, "bank-book": {Account: "101"}, "voucher": {Voucher: 99},
		} {
			if _, err := report.Build(r, name, a); err == nil || ledger.CodeOf(err) == "" {
				t.Errorf("%s %v: %v", name, a, err)
			}
		}
	})
}

// Every report takes every period of the command line; a disclosure of months
// that are no quarter and no year may be looked at, not published.
func TestRangeOfADisclosure(t *testing.T) {
	d := example(t, true)
	p := ledger.Period{From: 202601, To: 202602}
	view(t, d, func(r ledger.Reader) {
		wantRow(t, build(t, r, "disclosure", report.Args{Period: p}), "difference", -14_418_66)
		if doc, ps := report.Release(r, p); doc != nil || len(ps) != 1 || ps[0].Field != "period" {
			t.Errorf("released %v, %v", doc, ps)
		}
	})
	d.Refuse(t, report.Publish{Period: p, Place: "校务公开栏", From: ledger.DayOf(2026, 3, 1)})
}

// A book that begins in May with this year's income and expense in its opening.
func TestMidYearStart(t *testing.T) {
	d := storetest.New(t, func(f *ledger.Found) { f.Opening, f.Unit.Start = midOpening(), 202605 })
	special := storetest.Dr("50404", 500_00)
	special.Restricted = true
	d.Post(t, storetest.V(ledger.DayOf(2026, 5, 8), "发补助", special, storetest.Cr("102", 500_00)))
	d.Post(t, storetest.V(ledger.DayOf(2026, 5, 9), "收会费", storetest.Dr("102", 100_00), storetest.Cr("401", 100_00)))
	for _, closed := range []bool{false, true} {
		if closed {
			closeMonth(t, d, 202605)
		}
		view(t, d, func(r ledger.Reader) {
			may := report.Args{Period: ledger.MonthPeriod(202605)}
			inc := build(t, r, "income", may)
			wantRow(t, inc, "401", 100_00, 6_100_00)
			wantRow(t, inc, "total-income", 100_00, 9_100_00)
			wantRow(t, inc, "total-expense", 500_00, 7_500_00)
			year := build(t, r, "income", report.Args{Period: ledger.YearPeriod(2026)})
			wantRow(t, year, "opening", 40_000_00, 0)
			wantRow(t, year, "difference", 1_600_00, 0)
			wantRow(t, year, "closing", 41_600_00, 0)
			wantRow(t, year, "closing-restricted", 2_500_00, 0)
			bal := build(t, r, "balance", may)
			wantRow(t, bal, "total-assets", 42_500_00, 42_100_00)
			wantRow(t, bal, "total-liabilities-net", 42_500_00, 42_100_00)
			wantRow(t, bal, "321", 3_000_00, 2_500_00)
			dis := build(t, r, "disclosure", may)
			wantRow(t, dis, "opening", 42_000_00)
			wantRow(t, dis, "closing", 41_600_00)
			if len(inc.Notes) == 0 || len(bal.Notes) == 0 {
				t.Error("nothing is said about the months before the book began")
			}
			for _, p := range []ledger.Period{may.Period, {From: 202604, To: 202606}, ledger.YearPeriod(2026)} {
				if _, ps := report.Release(r, p); len(ps) > 0 {
					t.Errorf("%s: %v", p, ps)
				}
			}
		})
	}
}

func TestYearEnd(t *testing.T) {
	d := storetest.New(t, func(f *ledger.Found) {
		f.Unit.Start = 202511
		f.Opening = []ledger.OpeningRow{{Code: "102", Debit: 1_000_00}, {Code: "32205", Credit: 1_000_00}}
	})
	special := storetest.Cr("40302", 300_00)
	special.Restricted = true
	d.Post(t, storetest.V(ledger.DayOf(2025, 12, 5), "专款", storetest.Dr("102", 300_00), special))
	d.Post(t, storetest.V(ledger.DayOf(2025, 12, 6), "收回上年支出", storetest.Dr("102", 50_00), storetest.Cr("32201", 50_00)))
	closeMonth(t, d, 202511)
	closeMonth(t, d, 202512)
	d.Post(t, storetest.V(ledger.DayOf(2026, 1, 6), "会费", storetest.Dr("102", 10_00), storetest.Cr("401", 10_00)))
	view(t, d, func(r ledger.Reader) {
		old := build(t, r, "income", report.Args{Period: ledger.YearPeriod(2025)})
		wantRow(t, old, "adjustment", 50_00, 0)
		wantRow(t, old, "total-income", 300_00, 0)
		wantRow(t, old, "closing", 1_350_00, 0)
		nu := build(t, r, "income", report.Args{Period: ledger.YearPeriod(2026)})
		wantRow(t, nu, "opening", 1_350_00, 1_000_00)
		wantRow(t, nu, "opening-restricted", 300_00, 0)
		wantRow(t, nu, "closing", 1_360_00, 1_350_00)
		wantRow(t, nu, "adjustment", 0, 50_00)
		bal := build(t, r, "balance", report.Args{Period: ledger.YearPeriod(2026)})
		wantRow(t, bal, "322", 1_050_00, 1_060_00)
		dis := build(t, r, "disclosure", report.Args{Period: ledger.YearPeriod(2025)})
		wantRow(t, dis, "adjustment", 50_00)
		reg := build(t, r, "ledger", report.Args{Account: "102", Period: ledger.MonthPeriod(202601)})
		if got := reg.Tables[0].Rows[0].Cells[2].Text; got != "上年结转" {
			t.Errorf("first line %s", got)
		}
		wantRow(t, reg, "year-2026-01", 10_00, 0, 1_360_00)
	})
}

func TestSingleBookSaysSo(t *testing.T) {
	d := storetest.New(t, func(f *ledger.Found) { f.Unit.Single = true })
	view(t, d, func(r ledger.Reader) {
		for _, rep := range report.Catalogue() {
			a := report.Args{Account: "102"}
			if !about(r, rep, &a) {
				continue
			}
			doc := build(t, r, rep.Name, a)
			if !strings.Contains(strings.Join(doc.Notes, ""), ledger.SingleNote) {
				t.Errorf("%s does not say that one person keeps the book", rep.Name)
			}
		}
	})
}

// duesBook has two groups, a retired member, a late joiner and a waiver.
func duesBook(t *testing.T) *storetest.Desk {
	d := storetest.New(t, nil)
	add := func(no, name, group string, from ledger.Day, class ledger.MemberClass, wage ledger.Money) ledger.MemberID {
		m := ledger.Member{No: no, Name: name, Group: group, Sex: "女", Born: 19850601, Phone: "13800138000", Spells: []ledger.Spell{{From: from}},
			Stands: []ledger.Stand{{From: from.Month(), Class: class}}, Wages: []ledger.Wage{{From: from.Month(), Post: wage}}}
		return d.Must(t, ledger.SaveMember{Member: m}).Member
	}
	a := add("A1", "陈一帆", "语文组", 20150901, ledger.Staff, 5_234_00)
	b := add("A2", "林二木", "数学组", 20150901, ledger.Staff, 4_000_00)
	add("A3", "何三水", "语文组", 20100901, ledger.Retired, 4_000_00)
	c := add("A4", "郭四方", "", 20260201, ledger.Contract, 3_000_00)
	for m := ledger.Month(202601); m <= 202603; m++ {
		d.Must(t, ledger.AssessDues{Month: m})
	}
	d.Must(t, ledger.WaiveDues{Member: c, Month: 202602, Amount: 5_00, Reason: "新入会"})
	d.Must(t, ledger.CollectDues{Day: 20260110, Account: "102", Post: true, Reviewer: "李审核", Portions: []ledger.Portion{{Member: a, Month: 202601}, {Member: a, Month: 202602}, {Member: b, Month: 202601, Amount: 15_00}}})
	d.Must(t, ledger.CollectDues{Day: 20260210, Account: "102", Portions: []ledger.Portion{{Member: c, Month: 202602}}})
	return d
}

func TestDuesReports(t *testing.T) {
	d := duesBook(t)
	view(t, d, func(r ledger.Reader) {
		quarter := ledger.Period{From: 202601, To: 202603}
		roll := build(t, r, "dues-roll", report.Args{Period: quarter})
		golden(t, "dues-roll-members.txt", dump(roll))
		wantRow(t, roll, "A1", 26_15, 26_15, 26_15, 0, 78_45, 52_30, 26_15)
		wantRow(t, roll, "A2", 20_00, 15_00, 0, 0, 60_00, 15_00, 45_00)
		wantRow(t, roll, "A4", 15_00, 0, 0, 0, 25_00, 0, 25_00)
		wantRow(t, roll, "total", 0, 41_15, 26_15, 0, 163_45, 67_30, 96_15)
		for _, tab := range roll.Tables {
			sign := tab.Columns[len(tab.Columns)-1]
			if sign.Kind != report.KindSign || sign.Millimetres < 25 || tab.RowHeight < 8 || !tab.PageSubtotal {
				t.Errorf("the roll cannot be signed: %+v", sign)
			}
		}
		if s := dump(roll); strings.Contains(s, "1985") || strings.Contains(s, "13800138000") || !strings.Contains(s, "陆拾柒元叁角整") {
			t.Error("the roll shows personal data, or lacks the capitals")
		}
		if whole := build(t, r, "dues-roll", report.Args{}); len(whole.Tables[0].Columns) != 4+12+4 {
			t.Errorf("a year's roll has %d columns", len(whole.Tables[0].Columns))
		}
		owed := build(t, r, "dues-arrears", report.Args{Period: quarter})
		golden(t, "dues-arrears-members.txt", dump(owed))
		wantRow(t, owed, "A2", 45_00, 0)
		wantRow(t, owed, "A4", 25_00, 10_00)
		wantRow(t, owed, "total", 96_15, 10_00)
		book := build(t, r, "members", report.Args{Period: quarter})
		golden(t, "members-members.txt", dump(book))
		if s := dump(book); strings.Contains(s, "13800138000") || strings.Contains(s, "1985-06-01") || !strings.Contains(s, "1985-06") {
			t.Error("the register shows a phone or a birth day")
		}
		if s := dump(build(t, r, "members", report.Args{Phones: true})); !strings.Contains(s, "13800138000") {
			t.Error("phones were asked for")
		}
		dis := build(t, r, "disclosure", report.Args{Period: ledger.MonthPeriod(202601)})
		if got := dis.Tables[1].Rows[0].Cells[1].Count; got != 3 {
			t.Errorf("%d members in January, want 3", got)
		}
	})
}

func TestRemittance(t *testing.T) {
	d := example(t, true)
	view(t, d, func(r ledger.Reader) {})
	pay, heads := ledger.Money(400_000_01), 62
	d.Must(t, ledger.SetMonthFacts{Month: 202602, Payroll: &pay, Heads: &heads})
	d.Post(t, storetest.V(ledger.DayOf(2026, 2, 6), "行政拨来经费", storetest.Dr("102", 8_000_00), storetest.Cr("402", 4_800_00), storetest.Cr("211", 3_200_00)))
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "remittance", report.Args{})
		wantRow(t, doc, "2026-02", 400_000_01, 8_000_00, 4_800_00, 3_200_00, 4_800_00, 3_200_00, 0)
		wantRow(t, doc, "total", 400_000_01, 8_000_00, 4_800_00, 3_200_00, 9_600_00, 6_400_00, 3_200_00)
		wantRow(t, doc, "owed", 0, 0, 0, 0, 0, 0, 3_200_00)
		golden(t, "remittance-facts.txt", dump(doc))
	})
}

// Reversal and correction show on the slips, and drafts can be printed.
func TestSlips(t *testing.T) {
	d := example(t, false)
	good := storetest.V(ledger.DayOf(2026, 1, 25), "利息", storetest.Dr("102", 12_43), storetest.Cr("408", 12_43))
	var first, red ledger.VoucherID
	view(t, d, func(r ledger.Reader) { first, _ = r.VoucherByNumber(jan, ledger.WordGeneral, 10) })
	red = d.Must(t, ledger.Reverse{ID: first, Day: 20260126, Reason: "金额写错", Corrected: &good, Post: true, Reviewer: "李审核"}).Voucher
	draft := d.Must(t, ledger.Enter{Voucher: good}).Voucher
	view(t, d, func(r ledger.Reader) {
		var all strings.Builder
		for _, id := range []ledger.VoucherID{first, red, red + 1, draft} {
			doc := build(t, r, "voucher", report.Args{Voucher: id})
			if len(doc.Tables) != 1 {
				t.Errorf("%d tables", len(doc.Tables))
			}
			all.WriteString(dump(doc))
		}
		golden(t, "voucher-reversed.txt", all.String())
		whole := build(t, r, "voucher", report.Args{Period: ledger.MonthPeriod(jan)})
		if len(whole.Tables) != 13 {
			t.Errorf("%d slips, want 13", len(whole.Tables))
		}
	})
}

func TestRegisterOfParentAndBanks(t *testing.T) {
	d := example(t, false)
	d.Must(t, ledger.AddAccount{Code: "10201", Text: "基本户"})
	d.Must(t, ledger.AddAccount{Code: "10202", Text: "专户"})
	d.Post(t, storetest.V(ledger.DayOf(2026, 1, 28), "转户", storetest.Dr("10202", 9_000_00), storetest.Cr("10201", 9_000_00)))
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "bank-book", report.Args{Period: ledger.MonthPeriod(jan)})
		golden(t, "bank-book-accounts.txt", dump(doc))
		if len(doc.Tables) != 3 {
			t.Errorf("%d accounts, want 102 itself and two below", len(doc.Tables))
		}
		whole := build(t, r, "ledger", report.Args{Period: ledger.MonthPeriod(jan), Account: "501"})
		golden(t, "ledger-501.txt", dump(whole))
	})
}

func TestSideBySide(t *testing.T) {
	d := example(t, true)
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "balance", report.Args{})
		wide := report.SideBySide(doc)
		if len(wide.Tables) != 1 || len(doc.Tables) != 2 || len(wide.Tables[0].Columns) != 6 {
			t.Fatalf("%d tables", len(wide.Tables))
		}
		if err := report.CheckTraces(r, wide); err != nil {
			t.Error(err)
		}
		rows := wide.Tables[0].Rows
		last := rows[len(rows)-1]
		if last.Cells[0].Text != "资产总计" || last.Cells[3].Text != "负债与净资产总计" || last.Kind != report.RowTotal {
			t.Errorf("last line %+v", last)
		}
		golden(t, "balance-wide.txt", dump(wide))
	})
}
