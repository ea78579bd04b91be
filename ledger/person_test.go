package ledger_test

import (
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// Who audits the books does not keep them (domain rules §1).
func TestAuditorKeepsNoBooks(t *testing.T) {
	d := New(t, nil)
	for _, r := range []ledger.Role{ledger.Treasurer, ledger.Cashier, ledger.Reviewer, ledger.Chair} {
		d.Refuse(t, ledger.SavePerson{Person: ledger.Person{Name: "钱经审", Roles: []ledger.Role{ledger.Auditor, r}}})
	}
	d.Must(t, ledger.SavePerson{Person: ledger.Person{Name: "吴经审", Roles: []ledger.Role{ledger.Auditor}}})
	d.As("吴经审", func() {
		d.Refuse(t, ledger.Enter{Voucher: V(20260105, "买水", Dr("50102", 5_00), Cr("102", 5_00))})
		d.Refuse(t, ledger.SetMonthFacts{Month: 202601})
	})
}

// Nobody passes his own work on any of the ways to a number.
func TestMakerNeverReviewsOnAnyPath(t *testing.T) {
	d := New(t, func(f *ledger.Found) {
		f.People = append(f.People, ledger.Person{Name: "孙两职", Roles: []ledger.Role{ledger.Treasurer, ledger.Reviewer}}, ledger.Person{Name: "周出纳", Roles: []ledger.Role{ledger.Cashier}})
	})
	id := d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "陈一帆", Spells: []ledger.Spell{{From: 20150901}}, Wages: []ledger.Wage{{From: 201509, Post: 4_000_00}}}}).Member
	dues := ledger.CollectDues{Day: 20260105, Account: "102", Portions: []ledger.Portion{{Member: id, Month: 202601}}, Post: true}
	v := V(20260105, "买水", Dr("50102", 5_00), Cr("102", 5_00))
	first := d.Post(t, v).Voucher
	d.As("孙两职", func() {
		for _, reviewer := range []string{"", "孙两职", "周出纳", "钱经审", "查无此人"} {
			dues.Reviewer = reviewer
			d.Refuse(t, dues)
			d.Refuse(t, ledger.Enter{Voucher: v, Post: true, Reviewer: reviewer})
			d.Refuse(t, ledger.Reverse{ID: first, Day: 20260106, Reason: "错", Post: true, Reviewer: reviewer})
		}
		own := d.Must(t, ledger.Enter{Voucher: v}).Voucher
		d.Refuse(t, ledger.Review{IDs: []ledger.VoucherID{own}})
		d.Refuse(t, ledger.Post{IDs: []ledger.VoucherID{own}})
		d.Must(t, ledger.VoidDraft{ID: own, Reason: "不要了"})
		dues.Reviewer = "李审核"
		d.Must(t, dues)
	})
	d.As("周出纳", func() { d.Refuse(t, ledger.Enter{Voucher: v, Post: true, Reviewer: "李审核"}) })
}
