package ledger_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
)

// dues are reckoned a second way, with big rationals: base without its tail,
// times the rate, rounded half away from zero to the unit.
func duesAgain(t *rapid.T, base ledger.Money, floor bool, rate string, unit ledger.Money) ledger.Money {
	if floor {
		base = base / 1000 * 1000
	}
	r, ok := new(big.Rat).SetString(rate)
	if !ok {
		t.Fatalf("rate %q", rate)
	}
	r.Mul(r, new(big.Rat).SetInt64(int64(base)))
	r.Quo(r, new(big.Rat).SetInt64(int64(unit)))
	r.Add(r, big.NewRat(1, 2)) // amounts are never negative
	n := new(big.Int).Div(r.Num(), r.Denom())
	return ledger.Money(n.Int64()) * unit
}

func person(wage ledger.Wage) *ledger.Member {
	return &ledger.Member{ID: 1, Name: "王芳", Spells: []ledger.Spell{{From: 20200101}}, Wages: []ledger.Wage{wage}}
}

func TestDuesArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := ledger.Wage{From: 202001, Post: ledger.Money(rapid.Int64Range(0, 5_000_000).Draw(t, "post")), Grade: ledger.Money(rapid.Int64Range(0, 5_000_000).Draw(t, "grade"))}
		rule := ledger.DuesRule{From: 202001, Every: 1, Default: rapid.SampledFrom([]string{"0.005", "0.0025", "0.003", "0.00333", "0.1", "0"}).Draw(t, "rate"),
			Grade: rapid.Bool().Draw(t, "with grade"), Floor10: rapid.Bool().Draw(t, "floor"), Round: rapid.SampledFrom([]ledger.Money{1, 5, 10, 100}).Draw(t, "round")}
		base := w.Post
		if rule.Grade {
			base += w.Grade
		}
		got := rule.Reckon(person(w), 202605)
		if want := duesAgain(t, base, rule.Floor10, rule.Default, rule.Round); got.Due != want || got.Base != base {
			t.Fatalf("%+v, want %s", got, want)
		}
		if (got.Due == 0) != (got.Reason != "") {
			t.Fatalf("nothing is due without a reason, or something with one: %+v", got)
		}
	})
}

// With the part below ten yuan dropped, half a percent is always whole five fen.
func TestHalfPercentIsWholeFiveFen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := ledger.Wage{From: 202001, Post: ledger.Money(rapid.Int64Range(0, 100_000_000).Draw(t, "post"))}
		if got := ledger.DefaultDuesRule(202001).Reckon(person(w), 202605); got.Due%5 != 0 {
			t.Fatalf("%+v", got)
		}
	})
}

func TestDuesExamples(t *testing.T) {
	half := ledger.DefaultDuesRule(202001)
	november := ledger.DuesRule{From: 202001, Default: "0.005", Grade: true, Floor10: true, Round: 100, Base: 11, Every: 6,
		Rates: []ledger.ClassRate{{Class: ledger.Contract, Rate: "0.0025"}, {Class: ledger.Probation, Fixed: 100}, {Class: ledger.Retired, Free: "退休会员免缴"}}}
	m := ledger.Member{ID: 1, Name: "王芳", Spells: []ledger.Spell{{From: 20250110, To: 20261115, Out: "转出"}}, Stands: []ledger.Stand{{From: 202501, Class: ledger.Staff}, {From: 202604, Class: ledger.Contract}, {From: 202609, Class: ledger.Retired}},
		Wages: []ledger.Wage{{From: 202501, Post: 4000_00, Grade: 234_56}, {From: 202512, Post: 5000_00, Grade: 239_99}}}
	for _, c := range []struct {
		rule ledger.DuesRule
		mo   ledger.Month
		want string
	}{
		{half, 202412, "2024年12月不在会（未入会）"},
		{half, 202501, "4,234.56 去尾 4,230.00 × 0.5% = 21.15"},
		{half, 202603, "5,239.99 去尾 5,230.00 × 0.5% = 26.15"},
		{half, 202609, "退休会员免缴"},
		{half, 202612, "2026年12月不在会（转出）"},
		{november, 202603, "4,234.56 去尾 4,230.00 × 0.5% = 21.00"},
		{november, 202604, "4,234.56 去尾 4,230.00 × 0.25% = 11.00"},
		{november, 202503, "4,234.56 去尾 4,230.00 × 0.5% = 21.00"}, // joined after the base month
	} {
		if got := c.rule.Reckon(&m, c.mo).Text(); got != c.want {
			t.Errorf("%s: %s, want %s", c.mo, got, c.want)
		}
	}
	trial := ledger.Member{Spells: m.Spells, Stands: []ledger.Stand{{From: 202501, Class: ledger.Probation}}}
	if got := november.Reckon(&trial, 202603).Text(); got != "定额 1.00" {
		t.Error(got)
	}
	if got := half.Reckon(&trial, 202603); got.Reason != ledger.NoWage {
		t.Error(got)
	}
}

func TestSpanOfHalfAYear(t *testing.T) {
	rule := ledger.DuesRule{Every: 6}
	if got := rule.Span(202609); len(got) != 6 || got[0] != 202607 || got[5] != 202612 {
		t.Fatal(got)
	}
	if got := (ledger.DuesRule{Every: 12}).Span(202609); len(got) != 12 || got[0] != 202601 {
		t.Fatal(got)
	}
}

func TestRetiringDoesNotReachBack(t *testing.T) {
	m := ledger.Member{Spells: []ledger.Spell{{From: 20200101}}}
	m.Stands = m.SetClass(ledger.Stand{From: 202606, Class: ledger.Retired})
	if m.ClassIn(202605) != ledger.Staff || m.ClassIn(202606) != ledger.Retired {
		t.Fatalf("%+v", m.Stands)
	}
}
