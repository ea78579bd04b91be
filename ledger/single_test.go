package ledger_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	. "huizhang/store/storetest"
)

// Statements of months that one person kept go on saying so after a second
// person has come.
func TestSinglePersonMonthsStayMarked(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Unit.Single = true })
	set := func(single bool) {
		var u ledger.Unit
		d.View(func(r ledger.Reader) error { u = r.Unit(); return nil })
		u.Single, u.SingleFrom, u.SingleTo = single, 0, 0 // a page filled in anew knows nothing of before
		d.Must(t, ledger.SetUnit{Unit: u})
	}
	marked := func(p ledger.Period) (ok bool) {
		d.View(func(r ledger.Reader) error {
			for _, name := range []string{"income", "balance", "trial", "disclosure"} {
				doc, err := report.Build(r, name, report.Args{Period: p})
				if err != nil {
					t.Fatal(err)
				}
				ok = strings.Contains(strings.Join(doc.Notes, "\n"), "单人模式")
			}
			return nil
		})
		return ok
	}
	d.Must(t, ledger.Enter{Voucher: V(20260205, "利息", Dr("102", 5_00), Cr("408", 5_00)), Post: true})
	set(false)
	for m := range 12 {
		d.Must(t, ledger.CloseMonth{Month: ledger.MonthOf(2026, m+1), Without: soft()})
	}
	d.Post(t, V(20270105, "利息", Dr("102", 5_00), Cr("408", 5_00)))
	if !marked(ledger.MonthPeriod(202602)) || !marked(ledger.YearPeriod(2026)) || marked(ledger.MonthPeriod(202701)) {
		t.Error("the wrong months are marked")
	}
	set(true)
	if !marked(ledger.MonthPeriod(202701)) {
		t.Error("single-person mode is not printed")
	}
	set(false)
	if !marked(ledger.MonthPeriod(202602)) || !marked(ledger.MonthPeriod(202701)) {
		t.Error("turned on again, the months before are forgotten")
	}
	fresh := New(t, nil)
	d = fresh
	set(true)
	set(false)
	d.Post(t, V(20260105, "利息", Dr("102", 5_00), Cr("408", 5_00)))
	if marked(ledger.MonthPeriod(202601)) {
		t.Error("nothing was booked in single-person mode, yet it is marked")
	}
}
