package ledger_test

import (
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

func postNow(v ledger.Voucher) ledger.Enter {
	return ledger.Enter{Voucher: v, Post: true, Reviewer: "李审核"}
}

func read(t *testing.T, d *Desk, id ledger.VoucherID) (v ledger.Voucher) {
	t.Helper()
	if err := d.View(func(r ledger.Reader) error { v, _ = r.Voucher(id); return nil }); err != nil {
		t.Fatal(err)
	}
	return v
}

// The series 结 and what hangs on it (left out of 工会02表, no receipt, no pair
// rules) belong to the automatic closing vouchers alone.
func TestNobodyWritesAClosingVoucher(t *testing.T) {
	d := New(t, nil)
	v := V(20260105, "结转收入", Dr("40301", 100_00), Cr("32203", 100_00))
	v.Word = ledger.WordClosing
	d.Refuse(t, postNow(v))
	d.Refuse(t, ledger.Enter{Voucher: v})
	wrong := d.Post(t, V(20260105, "买水", Dr("50102", 5_00), Cr("102", 5_00)))
	d.Refuse(t, ledger.Reverse{ID: wrong.Voucher, Day: 20260106, Reason: "错", Corrected: &v, Post: true, Reviewer: "李审核"})
}

// Links to other vouchers and names of who acted come from the acts, not from
// what is handed in.
func TestEntryTakesNoLinksFromOutside(t *testing.T) {
	d := New(t, nil)
	first := d.Post(t, V(20260105, "买水", Dr("50102", 5_00), Cr("102", 5_00)))
	v := V(20260106, "买纸", Dr("50102", 7_00), Cr("102", 7_00))
	v.Reverses, v.Corrects, v.Reviewer, v.Poster, v.Source = first.Voucher, first.Voucher, "李审核", "李审核", "close"
	got := read(t, d, d.Must(t, ledger.Enter{Voucher: v}).Voucher)
	if got.Reverses != 0 || got.Corrects != 0 || got.Reviewer != "" || got.Poster != "" || got.Source != "" {
		t.Errorf("%+v", got)
	}
	v = V(20260106, "冒充红字", Dr("50702", -7_00), Cr("102", -7_00))
	v.Reverses = first.Voucher
	d.Refuse(t, postNow(v))
}

func TestRedDraftStaysTheMirrorOfItsVoucher(t *testing.T) {
	d := New(t, nil)
	first := d.Post(t, V(20260105, "买水", Dr("50102", 5_00), Cr("102", 5_00)))
	red := read(t, d, d.Must(t, ledger.Reverse{ID: first.Voucher, Day: 20260106, Reason: "错"}).Voucher)
	other := red
	other.Lines = []ledger.Line{{Summary: "改", Account: "50102", Debit: -50_00}, {Summary: "改", Account: "102", Credit: -50_00}}
	d.Refuse(t, ledger.Enter{Voucher: other})
	red.Day = 20260107
	d.Must(t, ledger.Enter{Voucher: red})
}

func TestOneVoucherTwiceInAListIsPostedOnce(t *testing.T) {
	d := New(t, nil)
	id := d.Must(t, ledger.Enter{Voucher: V(20260105, "买水", Dr("50102", 5_00), Cr("102", 5_00))}).Voucher
	ids := []ledger.VoucherID{id, id}
	d.As("李审核", func() { d.Refuse(t, ledger.Review{IDs: ids}); d.Must(t, ledger.Review{IDs: ids[:1]}) })
	d.Refuse(t, ledger.Post{IDs: ids})
	d.Must(t, ledger.Post{IDs: ids[:1]})
}

// In single-person mode the maker may review, but nobody else's name is put
// under a voucher that is not in the book.
func TestSingleModeNamesNoStranger(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Unit.Single = true })
	v := V(20260105, "买水", Dr("50102", 5_00), Cr("102", 5_00))
	d.Refuse(t, ledger.Enter{Voucher: v, Post: true, Reviewer: "某某"})
	d.Refuse(t, ledger.Enter{Voucher: v, Post: true, Reviewer: "钱经审"})
	d.Must(t, ledger.Enter{Voucher: v, Post: true, Reviewer: "王会计"})
	d.Must(t, ledger.Enter{Voucher: v, Post: true})
}

// Whoever changed a draft last is its maker and may not pass it.
func TestReviewerWhoEditsBecomesMaker(t *testing.T) {
	d := New(t, nil)
	v := V(20260105, "买水", Dr("50102", 5_00), Cr("102", 5_00))
	v.ID = d.Must(t, ledger.Enter{Voucher: v}).Voucher
	d.As("李审核", func() {
		d.Must(t, ledger.Review{IDs: []ledger.VoucherID{v.ID}})
		d.Refuse(t, ledger.Enter{Voucher: v}) // reviewed: first back to the maker
		d.Must(t, ledger.Return{IDs: []ledger.VoucherID{v.ID}, Reason: "摘要"})
		d.Must(t, ledger.Enter{Voucher: v})
		d.Refuse(t, ledger.Review{IDs: []ledger.VoucherID{v.ID}})
		d.Refuse(t, postNow(v))
		d.Refuse(t, ledger.Post{IDs: []ledger.VoucherID{v.ID}})
	})
	d.As("赵主席", func() { d.Must(t, ledger.Review{IDs: []ledger.VoucherID{v.ID}}) })
}

func TestWordsFollowTheMoney(t *testing.T) {
	for _, c := range []struct {
		want  ledger.Word
		lines []ledger.Line
	}{
		{"收", []ledger.Line{Dr("102", 1), Cr("401", 1)}},
		{"付", []ledger.Line{Dr("50102", 1), Cr("101", 1)}},
		{"付", []ledger.Line{Dr("102", 1), Cr("101", 1)}}, // cash to the bank
		{"付", []ledger.Line{Dr("101", 1), Cr("102", 1)}}, // and back
		{"转", []ledger.Line{Dr("30101", 1), Cr("141", 1)}},
	} {
		if got := ledger.WordFor(ledger.ThreeWords, c.lines); got != c.want {
			t.Errorf("%v: %s, want %s", c.lines, got, c.want)
		}
	}
	d := New(t, func(f *ledger.Found) { f.Unit.Words = ledger.ThreeWords })
	for i, want := range []string{"2026-01-付-0001", "2026-01-付-0002", "2026-01-收-0001"} {
		v := V(20260105, "收付", Dr("50102", 5_00), Cr("102", 5_00))
		if i == 2 {
			v = V(20260105, "收付", Dr("102", 5_00), Cr("408", 5_00))
		}
		if got := d.Post(t, v).Ref; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got := d.Post(t, V(20260205, "收付", Dr("102", 5_00), Cr("408", 5_00))).Ref; got != "2026-02-收-0001" {
		t.Error(got)
	}
}
