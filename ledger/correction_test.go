package ledger_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	. "huizhang/store/storetest"
)

// lastYear is a book whose first year is closed, with an ordinary and a
// restricted expense in it.
func lastYear(t *testing.T) (d *Desk, free, restricted ledger.VoucherID) {
	d = New(t, func(f *ledger.Found) { f.Opening = Opening() })
	in, out := Cr("40302", 3_000_00), Dr("50404", 2_000_00)
	in.Restricted, out.Restricted = true, true
	d.Post(t, V(20261201, "专项补助", Dr("102", 3_000_00), in))
	free = d.Post(t, V(20261205, "买球", Dr("50102", 100_00), Cr("102", 100_00))).Voucher
	restricted = d.Post(t, V(20261206, "发补助", out, Cr("102", 2_000_00))).Voucher
	for m := range 12 {
		d.Must(t, ledger.CloseMonth{Month: ledger.MonthOf(2026, m+1), Without: soft()})
	}
	return d, free, restricted
}

// A mistake of a former year is put right in black by 年初余额调整; it is no
// income and no expense of this year (domain rules §3 T26, §11.1).
func TestFormerYearIsCorrectedThroughTheFunds(t *testing.T) {
	d, free, restricted := lastYear(t)
	right := V(20270110, "买球", Dr("50102", 60_00), Cr("102", 60_00))
	d.Must(t, ledger.Reverse{ID: free, Day: 20270110, Reason: "金额写错", Corrected: &right, Post: true, Reviewer: "李审核"})
	back := d.Must(t, ledger.Reverse{ID: restricted, Day: 20270111, Reason: "钱退回来了", Post: true, Reviewer: "李审核"})
	v := read(t, d, back.Voucher)
	if v.Red() || v.Reverses != restricted || v.Lines[0].Account != "32101" || v.Lines[0].Credit != 2_000_00 || v.Lines[1].Debit != 2_000_00 ||
		!strings.HasPrefix(v.Summary(), "更正2026年12月6日记-3号凭证：") {
		t.Errorf("%+v", v)
	}
	d.View(func(r ledger.Reader) error {
		jan := ledger.MonthOf(2027, 1)
		for c, want := range map[ledger.Code]ledger.Money{"32201": -40_00, "32101": -2_000_00, "50102": 0, "50404": 0, "4": 0} {
			if got := ledger.Balance(r, c, jan); got != want {
				t.Errorf("%s = %s, want %s", c, got, want)
			}
		}
		if ps := ledger.Identities(r, jan); len(ps) > 0 {
			t.Error(ps.Err())
		}
		doc, err := report.Build(r, "income", report.Args{Period: ledger.YearPeriod(2027)})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]ledger.Money{}
		for _, f := range report.Figures(doc) {
			got[f.Key] = f.Amount
		}
		if got["adjustment"] != 2_040_00 || got["total-income"] != 0 || got["total-expense"] != 0 || got["closing"] != got["opening"]+2_040_00 {
			t.Errorf("%v", got)
		}
		return nil
	})
	d.Refuse(t, ledger.Reverse{ID: free, Day: 20270112, Reason: "再来", Post: true, Reviewer: "李审核"})
	d.Refuse(t, ledger.Reverse{ID: back.Voucher, Day: 20270112, Reason: "再来", Post: true, Reviewer: "李审核"})
}

// With 收 付 转 the correction has the word its own lines ask for.
func TestFormerYearCorrectionHasItsOwnWord(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Unit.Words, f.Opening = ledger.ThreeWords, Opening() })
	paid := d.Post(t, V(20261205, "买球", Dr("50102", 100_00), Cr("102", 100_00)))
	for m := range 12 {
		d.Must(t, ledger.CloseMonth{Month: ledger.MonthOf(2026, m+1), Without: soft()})
	}
	if got := d.Must(t, ledger.Reverse{ID: paid.Voucher, Day: 20270110, Reason: "退货", Post: true, Reviewer: "李审核"}); got.Ref != "2027-01-收-0001" {
		t.Errorf("%+v", got)
	}
}

func TestNoVoucherIsWrittenOffBeforeItsDay(t *testing.T) {
	d := New(t, nil)
	first := d.Post(t, V(20260210, "买水", Dr("50102", 5_00), Cr("102", 5_00)))
	d.Refuse(t, ledger.Reverse{ID: first.Voucher, Day: 20260209, Reason: "错", Post: true, Reviewer: "李审核"})
	d.Refuse(t, ledger.Reverse{ID: first.Voucher, Day: 20260110, Reason: "错"})
	d.Must(t, ledger.Reverse{ID: first.Voucher, Day: 20260210, Reason: "错", Post: true, Reviewer: "李审核"})
}

func TestCorrectedVoucherIsLinkedAndMakerMayNotPassIt(t *testing.T) {
	d := New(t, nil)
	first := d.Post(t, V(20260210, "买水", Dr("50102", 5_00), Cr("102", 5_00)))
	right := V(20260210, "买水", Dr("50102", 6_00), Cr("102", 6_00))
	right.Word = ledger.WordPayment // the book has one word, and gives it
	act := ledger.Reverse{ID: first.Voucher, Day: 20260210, Reason: "错", Corrected: &right, Post: true, Reviewer: "王会计"}
	d.Refuse(t, act) // maker = reviewer
	act.Reviewer = ""
	d.Refuse(t, act)
	act.Reviewer = "李审核"
	d.Must(t, act)
	d.View(func(r ledger.Reader) error {
		red, ok := r.ReversedBy(first.Voucher)
		blue, ok2 := r.CorrectedBy(first.Voucher)
		v, w := read(t, d, red), read(t, d, blue)
		if !ok || !ok2 || v.Short() != "记-2" || w.Short() != "记-3" {
			t.Errorf("red %+v, blue %+v", v, w)
		}
		return nil
	})
}
