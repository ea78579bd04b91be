package ledger_test

import (
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// Months that are assessed together have one base: the wage of the base month
// inside the span, or of the last one before it (domain rules §8.2: half a year
// by the November wage, a year by the March payslip or withheld in December).
func TestOneBaseForMonthsAssessedTogether(t *testing.T) {
	m := ledger.Member{Spells: []ledger.Spell{{From: 20200101}}, Wages: []ledger.Wage{
		{From: 202001, Post: 2000_00}, {From: 202603, Post: 3000_00}, {From: 202611, Post: 4000_00}, {From: 202612, Post: 5000_00}}}
	for _, c := range []struct {
		base, every int
		mo          ledger.Month
		want        ledger.Money
	}{
		{11, 6, 202601, 2000_00}, {11, 6, 202606, 2000_00}, {11, 6, 202607, 4000_00}, {11, 6, 202611, 4000_00}, {11, 6, 202612, 4000_00}, {11, 6, 202701, 4000_00},
		{3, 12, 202601, 3000_00}, {3, 12, 202602, 3000_00}, {3, 12, 202612, 3000_00},
		{12, 12, 202601, 5000_00}, {12, 12, 202612, 5000_00},
		{11, 1, 202610, 2000_00}, {11, 1, 202611, 4000_00}, {11, 1, 202612, 4000_00}, {0, 6, 202602, 2000_00}, {0, 6, 202604, 3000_00},
	} {
		rule := ledger.DuesRule{From: 202001, Default: "0.005", Round: 1, Base: c.base, Every: c.every}
		if got := rule.Reckon(&m, c.mo).Base; got != c.want {
			t.Errorf("base month %d, every %d, %s: %s, want %s", c.base, c.every, c.mo, got, c.want)
		}
	}
}

// A year's dues of somebody who came in May and left in October, at 0.25 %.
func TestPartOfAYearIsPaidByMonths(t *testing.T) {
	d := New(t, nil)
	d.Must(t, ledger.SetDuesRule{Rule: ledger.DuesRule{From: 202601, Default: "0.005", Floor10: true, Round: 1, Base: 3, Every: 12,
		Rates: []ledger.ClassRate{{Class: ledger.Probation, Rate: "0.0025"}}}})
	id := d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "何三水", Spells: []ledger.Spell{{From: 20260506, To: 20261010, Out: "转出"}},
		Stands: []ledger.Stand{{From: 202605, Class: ledger.Probation}}, Wages: []ledger.Wage{{From: 202605, Post: 4238_00}}}}).Member
	d.Must(t, ledger.AssessDues{Month: 202601})
	d.View(func(r ledger.Reader) error {
		for mo := ledger.Month(202601); mo <= 202612; mo++ {
			due, ok := r.Due(id, mo)
			want := ledger.Money(0)
			if mo >= 202605 && mo <= 202610 {
				want = 10_58 // 4,230.00 × 0.25 % = 10.575
			}
			if !ok || due.Working.Due != want || (want == 0) != (due.Working.Reason != "") {
				t.Errorf("%s: %+v", mo, due)
			}
		}
		return nil
	})
}
