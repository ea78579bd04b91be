package report_test

import (
	"flag"
	"fmt"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

// midOpening is the state of a book that begins inside a year, its income and
// expense of the earlier months not carried over.
func midOpening() []ledger.OpeningRow {
	return []ledger.OpeningRow{
		{Code: "101", Debit: 300_00}, {Code: "102", Debit: 42_200_00}, {Code: "211", Credit: 500_00},
		{Code: "32104", Credit: 2_000_00}, {Code: "32205", Credit: 38_000_00},
		{Code: "401", Credit: 6_000_00}, {Code: "40302", Credit: 3_000_00, Restricted: true},
		{Code: "50105", Debit: 5_000_00}, {Code: "50404", Debit: 2_000_00, Restricted: true},
	}
}

func randomBook(t *testing.T, seed uint64, mid bool, months int) (*storetest.Desk, ledgertest.Tally) {
	t.Helper()
	d := storetest.New(t, func(f *ledger.Found) {
		f.Opening = ledgertest.ExampleOpening()
		f.Unit.Start = ledger.MonthOf(2025, 10)
		if mid {
			f.Opening, f.Unit.Start = midOpening(), ledger.MonthOf(2026, 5)
		}
	})
	tally, err := ledgertest.Play(d, seed, months)
	if err != nil {
		t.Fatal(err)
	}
	return d, tally
}

var books = flag.Int("books", 24, "how many random books to try")

// TestRandomBooks plays whole histories; a failing seed is named by its subtest.
func TestRandomBooks(t *testing.T) {
	var sum ledgertest.Tally
	for seed := range *books {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d, tally := randomBook(t, uint64(seed), seed%3 == 2, 1+seed%9)
			sum.Posted, sum.Reversed, sum.Closed = sum.Posted+tally.Posted, sum.Reversed+tally.Reversed, sum.Closed+tally.Closed
			sum.Reopened, sum.Refused = sum.Reopened+tally.Reopened, sum.Refused+tally.Refused
			view(t, d, func(r ledger.Reader) { checkBook(t, r, tally.Last) })
		})
	}
	if sum.Posted == 0 || sum.Reversed == 0 || sum.Closed == 0 || sum.Reopened == 0 || sum.Refused == 0 {
		t.Errorf("the histories leave something out: %+v", sum)
	}
}

// checkBook holds every report of a book to the laws.
func checkBook(rt *testing.T, r ledger.Reader, last ledger.Month) {
	start := r.Unit().Start
	for y := start.Year(); y <= last.Year(); y++ {
		year := build(rt, r, "income", report.Args{Period: ledger.YearPeriod(y)})
		adds(rt, r, year, y)
	}
	var closing ledger.Money
	for m := start; m <= last; m = m.Add(1) {
		a := report.Args{Period: ledger.MonthPeriod(m), Account: "102"}
		for _, rep := range report.Catalogue() {
			if a := a; about(r, rep, &a) {
				build(rt, r, rep.Name, a)
			}
		}
		cumulates(rt, r, m)
		if m == last || m.Num() == 12 {
			balances(rt, r, m)
		}
		dis := build(rt, r, "disclosure", a)
		if got := amounts(rt, dis, "opening")[0]; m > start && got != closing {
			rt.Errorf("%s: opening %s, the month before closed with %s", m, got, closing)
		}
		closing = amounts(rt, dis, "closing")[0]
		publishable(rt, r, ledger.MonthPeriod(m))
		if m.Num()%3 == 0 {
			publishable(rt, r, ledger.Period{From: m.Add(-2), To: m})
		}
	}
	publishable(rt, r, ledger.YearPeriod(start.Year()))
	for _, rep := range report.Catalogue() {
		if a := (report.Args{Account: accountFor(rep.Name)}); about(r, rep, &a) {
			build(rt, r, rep.Name, a)
		}
	}
}

// adds holds I5 on the annual edition: opening, adjustments, what was booked
// past income and expense, and the difference make the closing.
func adds(rt *testing.T, r ledger.Reader, doc *report.Document, y int) {
	v := func(key string) ledger.Money { return amounts(rt, doc, key)[0] }
	other := report.Trace{Accounts: []ledger.Code{"321", "322"}, Minus: []ledger.Code{"32101", "32201"}, Side: report.CreditNet, Period: ledger.YearPeriod(y)}
	if want := v("opening") + v("adjustment") + report.Eval(r, &other) + v("total-income") - v("total-expense"); v("closing") != want {
		rt.Errorf("%d: closing %s, want %s", y, v("closing"), want)
	}
	for _, k := range []string{"opening", "closing"} {
		if v(k) != v(k+"-restricted")+v(k+"-free") {
			rt.Errorf("%d: parts of %s do not add up", y, k)
		}
	}
	if last := amounts(rt, doc, "closing"); y > r.Unit().Start.Year() && v("opening") != last[1] {
		rt.Errorf("%d: opening %s, last year closed with %s", y, v("opening"), last[1])
	}
}

// cumulates: the year so far is the year up to the month before and this month.
func cumulates(rt *testing.T, r ledger.Reader, m ledger.Month) {
	if m == r.Unit().Start || m.Num() == 1 {
		return
	}
	now := build(rt, r, "income", report.Args{Period: ledger.MonthPeriod(m)})
	before := build(rt, r, "income", report.Args{Period: ledger.MonthPeriod(m.Add(-1))})
	for _, k := range []string{"401", "402", "403", "501", "504", "total-income", "total-expense", "difference", "adjustment"} {
		a, b := amounts(rt, now, k), amounts(rt, before, k)
		if a[1] != b[1]+a[0] {
			rt.Errorf("%s %s: cumulative %s, want %s + %s", m, k, a[1], b[1], a[0])
		}
	}
}

func balances(rt *testing.T, r ledger.Reader, m ledger.Month) {
	doc := build(rt, r, "balance", report.Args{Period: ledger.MonthPeriod(m)})
	a, b := amounts(rt, doc, "total-assets"), amounts(rt, doc, "total-liabilities-net")
	if a[0] != b[0] || a[1] != b[1] {
		rt.Errorf("%s: assets %v, liabilities and net assets %v", m, a, b)
	}
	var parts [2]ledger.Money
	for _, k := range []string{"301", "321", "322"} {
		x := amounts(rt, doc, k)
		parts[0], parts[1] = parts[0]+x[0], parts[1]+x[1]
	}
	if net := amounts(rt, doc, "total-net"); net[0] != parts[0] || net[1] != parts[1] {
		rt.Errorf("%s: net assets %v, parts %v", m, net, parts)
	}
	tr := build(rt, r, "trial", report.Args{Period: ledger.MonthPeriod(m)})
	if v := amounts(rt, tr, "total"); v[0] != v[1] || v[2] != v[3] || v[4] != v[5] {
		rt.Errorf("%s: trial balance %v", m, v)
	}
}

// publishable: nothing but drafts may stand in the way.
func publishable(rt *testing.T, r ledger.Reader, p ledger.Period) {
	_, ps := report.Release(r, p)
	for _, x := range ps {
		if x.Field != "drafts" {
			rt.Errorf("%s: %+v", p, x)
		}
	}
}

func accountFor(name string) ledger.Code {
	if name == "bank-book" {
		return ""
	}
	return "501"
}
