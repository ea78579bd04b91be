package report_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

// The statement of a member: dues, gifts, aid without its cause, money held for
// others and loans; a double entry of the register shows the person whole.
func TestStatement(t *testing.T) {
	d, m := welfareBook(t)
	who := m["马六合"]
	who.Wages = []ledger.Wage{{From: 202001, Post: 5_000_00}}
	d.Must(t, ledger.SaveMember{Member: who})
	d.Must(t, ledger.AssessDues{Month: 202601})
	d.Must(t, ledger.CollectDues{Day: 20260110, Account: "102", Post: true, Reviewer: "李审核", Portions: []ledger.Portion{{Member: who.ID, Month: 202601}}})
	std, _ := ledger.StandardOf("221") // the only place of money held for others
	d.Must(t, put{[]ledger.Change{ledger.Put(std.Account)}})
	d.Must(t, ledger.AddAccount{Code: "10101", Text: "代管经费"})
	fund := d.Post(t, storetest.V(20260111, "收互助金", storetest.Dr("10101", 60_00), storetest.Cr("221", 60_00)))
	lent := d.Post(t, storetest.V(20260112, "借款", storetest.Dr("135", 800_00), storetest.Cr("102", 800_00)))
	d.Must(t, put{[]ledger.Change{
		ledger.Put(ledger.Fund{ID: 1, Name: "互助金", Kind: ledger.MutualFund, Account: "221", Opened: 20260101}),
		ledger.Put(ledger.FundMove{Voucher: fund.Voucher, No: 1, Fund: 1, Day: 20260111, Member: who.ID, Name: who.Name, Amount: 60_00, What: "1月"}),
		ledger.Put(ledger.Loan{ID: 1, Member: who.ID, Day: 20260112, Amount: 800_00, Account: "135", Why: "装修", Voucher: lent.Voucher}),
	}})
	object := report.Object(report.OfMember, uint64(who.ID))
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "member", report.Args{Object: object})
		text := dump(doc)
		golden(t, "member-statement.txt", text)
		wantRow(t, doc, "paid-dues", 25_00, 0)
		wantRow(t, doc, "got-gift", 0, 200_00)
		wantRow(t, doc, "got-aid", 0, 3_000_00)
		wantRow(t, doc, "funds", 60_00, 0)
		wantRow(t, doc, "loans", 0, 800_00)
		wantRow(t, doc, "total", 85_00, 3_200_00)
		if strings.Contains(text, "困难") || strings.Contains(text, "装修") || doc.Public {
			t.Errorf("the statement tells a cause:\n%s", text)
		}
		for _, tab := range doc.Tables {
			for _, row := range tab.Rows {
				if strings.Contains(row.Key, "sheet-3") || strings.Contains(row.Key, "sheet-4") {
					t.Errorf("another person's line %s", row.Key)
				}
			}
		}
	})
	d.Must(t, ledger.MergeMembers{From: who.ID, Into: m["唐八斗"].ID, Reason: "重复登记"})
	view(t, d, func(r ledger.Reader) {
		a, b := build(t, r, "member", report.Args{Object: object}), build(t, r, "member", report.Args{Object: report.Object(report.OfMember, uint64(m["唐八斗"].ID))})
		if dump(a) != dump(b) {
			t.Errorf("two entries of a person have two statements:\n%s\n%s", dump(a), dump(b))
		}
		wantRow(t, b, "got-gift", 0, 400_00)
	})
}
