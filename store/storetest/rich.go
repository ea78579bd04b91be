package storetest

import (
	"strings"
	"testing"

	"huizhang/ledger"
)

// Opening is a small table of opening balances.
func Opening() []ledger.OpeningRow {
	return []ledger.OpeningRow{
		{Code: "101", Debit: 500_00}, {Code: "102", Debit: 50_000_00}, {Code: "162", Debit: 6_000_00},
		{Code: "163", Credit: 1_000_00}, {Code: "30104", Credit: 5_000_00}, {Code: "32205", Credit: 50_500_00},
	}
}

// Announce puts a notice into the book as publishing does.
type Announce struct{ Notice ledger.Notice }

// Name of the act.
func (Announce) Name() string { return "disclosure.publish" }

// Decide has nothing against it.
func (a Announce) Decide(ledger.Reader, ledger.Stamp) (ledger.Plan, error) {
	return ledger.Plan{Title: "公示", Changes: []ledger.Change{ledger.Put(a.Notice)}}, nil
}

// Rich makes a book with something in every one of its tables and indexes.
func Rich(t testing.TB) *Desk {
	d := New(t, func(f *ledger.Found) { f.Opening = Opening() })
	Fill(t, d)
	return d
}

// Fill does the acts of [Rich].
func Fill(t testing.TB, d *Desk) {
	jan := ledger.MonthOf(2026, 1)
	day := func(n int) ledger.Day { return ledger.DayOf(2026, 1, n) }
	for i, name := range []string{"陈一帆", "林二木", "何三水", "郭四方"} {
		d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: name, Group: []string{"语文组", "数学组"}[i%2], Phone: "1380000000" + string(rune('0'+i)),
			Spells: []ledger.Spell{{From: ledger.DayOf(2015, 9, 1)}}, Wages: []ledger.Wage{{From: ledger.MonthOf(2015, 9), Post: 3_000_00, Grade: 1_000_00}}}})
	}
	d.Must(t, ledger.SaveGroup{Group: ledger.Group{Name: "语文组", Leader: 1, Order: 2}})
	d.Must(t, ledger.AddAccount{Code: "5010501", Text: "春节慰问"})
	d.Must(t, ledger.SavePerson{Person: ledger.Person{Name: "孙出纳", Roles: []ledger.Role{ledger.Cashier}}})
	d.Must(t, ledger.AssessDues{Month: jan})
	d.Must(t, ledger.WaiveDues{Member: 4, Month: jan, Amount: 1_00, Reason: "困难"})
	dues := d.Must(t, ledger.CollectDues{Day: day(5), Account: "102", Portions: []ledger.Portion{{Member: 1, Month: jan}, {Member: 2, Month: jan}}, Post: true, Reviewer: "李审核"})
	d.Must(t, ledger.CollectDues{Day: day(6), Account: "101", Portions: []ledger.Portion{{Member: 3, Month: jan}}})
	spend := d.Post(t, V(day(8), "春节慰问品", Dr("5010501", 1_800_00), Cr("102", 1_800_00)))
	bare := V(day(9), "活动用水", Dr("50102", 36_00), Cr("102", 36_00))
	bare.Papers = 0
	d.Post(t, bare) // waits for its receipt
	d.Post(t, V(day(10), "购打印机", Dr("50702", 1_800_00), Cr("102", 1_800_00), Dr("162", 1_800_00), Cr("30104", 1_800_00)))
	special := V(day(20), "收困难补助专款", Dr("102", 3_000_00), Cr("40302", 3_000_00))
	special.Lines[1].Restricted = true
	d.Post(t, special)
	f, err := d.Files().Put("发票.pdf", strings.NewReader("a made-up receipt"))
	if err != nil {
		t.Fatal(err)
	}
	d.Must(t, ledger.SetEvidence{Evidence: ledger.Evidence{Voucher: spend.Voucher, Papers: 1, Files: []ledger.File{f}}})
	fixed := V(day(12), "春节慰问品", Dr("5010501", 1_700_00), Cr("102", 1_700_00))
	d.Must(t, ledger.Reverse{ID: spend.Voucher, Day: day(12), Reason: "金额写错", Corrected: &fixed, Post: true, Reviewer: "李审核"})
	d.Must(t, ledger.Reverse{ID: dues.Voucher, Day: day(13), Reason: "收错人", Post: true, Reviewer: "李审核"})
	draft := d.Must(t, ledger.Enter{Voucher: V(day(14), "录错的", Dr("50101", 1_00), Cr("102", 1_00))})
	d.Must(t, ledger.VoidDraft{ID: draft.Voucher, Reason: "录错"})
	slow := d.Must(t, ledger.Enter{Voucher: V(day(15), "慢慢来的", Dr("50101", 2_00), Cr("102", 2_00))})
	ids := []ledger.VoucherID{slow.Voucher}
	d.As("李审核", func() {
		d.Must(t, ledger.Review{IDs: ids})
		d.Must(t, ledger.Return{IDs: ids, Reason: "摘要"})
		d.Must(t, ledger.Review{IDs: ids})
	})
	d.Must(t, ledger.Post{IDs: ids})
	fillEnd(t, d, jan)
}

// fillEnd closes, opens again and closes, announces and goes on.
func fillEnd(t testing.TB, d *Desk, jan ledger.Month) {
	for v := range d.waiting(t) {
		d.As("李审核", func() { d.Must(t, ledger.Review{IDs: []ledger.VoucherID{v}}) })
		d.Must(t, ledger.Post{IDs: []ledger.VoucherID{v}})
	}
	pay, heads := ledger.Money(400_000_00), 60
	d.Must(t, ledger.SetMonthFacts{Month: jan, Payroll: &pay, Heads: &heads, Cash: &ledger.CashCount{Amount: 500_00, By: "孙出纳", Day: jan.Last()}})
	soft := map[string]string{"soft": "测试账"}
	d.Must(t, ledger.CloseMonth{Month: jan, Without: soft})
	d.As("赵主席", func() { d.Must(t, ledger.ReopenMonth{Month: jan, Reason: "补记"}) })
	d.Post(t, V(jan.Last(), "补记的利息", Dr("102", 12_34), Cr("408", 12_34)))
	d.Must(t, ledger.CloseMonth{Month: jan, Without: soft})
	d.Must(t, Announce{ledger.Notice{Period: ledger.MonthPeriod(jan), Version: 1, Hash: strings.Repeat("ab", 32), Body: []byte("{}"), Place: "公开栏", By: "王会计", At: 1}})
	feb := func(n int) ledger.Day { return ledger.DayOf(2026, 2, n) }
	d.Must(t, ledger.AssessDues{Month: jan.Add(1)})
	d.Must(t, ledger.CollectDues{Day: feb(5), Account: "102", Portions: []ledger.Portion{{Member: 1, Month: jan.Add(1)}}})
	late := V(feb(6), "活动用水", Dr("50102", 48_00), Cr("102", 48_00))
	late.Papers = 0
	d.Post(t, late)
	wrong := d.Post(t, V(feb(7), "写错的", Dr("50101", 5_00), Cr("102", 5_00)))
	d.Must(t, ledger.Reverse{ID: wrong.Voucher, Day: feb(8), Reason: "写错"})
	d.Must(t, ledger.Enter{Voucher: V(feb(9), "还是草稿", Dr("50101", 7_00), Cr("102", 7_00))})
	fillLists(t, d, feb(10))
}

// fillLists gives out, signs for a part and takes the rest back; one list waits
// for its voucher, one was written off.
func fillLists(t testing.TB, d *Desk, day ledger.Day) {
	give := func(occasion string, money ledger.Code) ledger.VoucherID {
		return d.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: occasion, Day: day, Expense: "5010501", Item: "年货", Each: 80_00}, Shares: []ledger.Share{{Member: 1}, {Member: 2}, {Member: 3}},
			Money: money, Papers: 1, Post: true, Reviewer: "李审核"}).Voucher
	}
	give("春节", "102")
	d.Must(t, ledger.FreezeSheet{Sheet: 1})
	d.Must(t, ledger.SignShares{Sheet: 1, Day: day, Marks: []ledger.Mark{{Line: 1, Sign: ledger.Signed}, {Line: 2, Sign: ledger.Uncollected}}})
	d.Must(t, ledger.TakeBack{Sheet: 1, Lines: []int{2}, Day: day, Why: "本人不领", Money: "102", Post: true, Reviewer: "李审核"})
	d.Must(t, ledger.Reverse{ID: give("新年", "102"), Day: day, Reason: "重做", Post: true, Reviewer: "李审核"})
	give("清明", "")
}

// waiting gives the vouchers that are not posted.
func (d *Desk) waiting(t testing.TB) map[ledger.VoucherID]bool {
	out := map[ledger.VoucherID]bool{}
	err := d.View(func(r ledger.Reader) error {
		for v := range r.Pending() {
			out[v.ID] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
