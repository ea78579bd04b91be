package opening_test

import (
	"fmt"
	"maps"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/settings/opening"
	"huizhang/tui/theme"
)

func press(t rapid.TB, s *opening.Sheet, keys ...string) {
	for _, k := range keys {
		msg, ok := screen.KeyPress(k)
		if !ok {
			t.Fatalf("no key %q", k)
		}
		s.Update(msg)
	}
}

func rows() *rapid.Generator[[]ledger.OpeningRow] {
	return rapid.Custom(func(t *rapid.T) []ledger.OpeningRow {
		var out []ledger.OpeningRow
		for _, code := range []ledger.Code{"101", "102", "141", "162", "163", "30101", "30104", "32205"} {
			m := ledger.Money(rapid.Int64Range(0, 1_000_000_00).Draw(t, string(code)))
			if m == 0 {
				continue
			}
			r := ledger.OpeningRow{Code: code, Debit: m}
			if rapid.Bool().Draw(t, "credit") {
				r = ledger.OpeningRow{Code: code, Credit: m}
			}
			out = append(out, r)
		}
		return out
	})
}

// "=" anywhere makes both sides agree, whatever was typed before, and never
// leaves an amount below zero.
func TestEqualsBalances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := opening.New(theme.Theme{}, ledger.ChartFor())
		s.Set(rows().Draw(t, "rows"))
		for range rapid.IntRange(0, 12).Draw(t, "moves") {
			press(t, s, rapid.SampledFrom([]string{"tab", "down", "up"}).Draw(t, "key"))
		}
		press(t, s, "=")
		s.Settle()
		if d, c := s.Totals(); d != c || s.Difference() != "" {
			t.Fatalf("%s and %s: %s", d, c, s.Difference())
		}
		for _, r := range s.Rows() {
			if r.Debit < 0 || r.Credit < 0 || r.Debit != 0 && r.Credit != 0 {
				t.Fatalf("%+v", r)
			}
		}
	})
}

// F5 makes the rule of the ledger true: asset funds stand for assets.
func TestFundsAreFilled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := opening.New(theme.Theme{}, ledger.ChartFor())
		s.Set(rows().Draw(t, "rows"))
		s.FillFunds()
		if p, wrong := s.FundsWrong(); wrong {
			t.Fatal(p.Text)
		}
		if n := s.FillFunds(); n != 0 {
			t.Fatalf("%d changed the second time", n)
		}
	})
}

// What is kept and taken back is the same table, restricted rows and odd
// accounts included.
func TestValuesComeBack(t *testing.T) {
	a := opening.New(theme.Theme{}, ledger.ChartFor())
	a.Set([]ledger.OpeningRow{{Code: "102", Debit: 100}, {Code: "102", Debit: 50, Restricted: true}, {Code: "171", Debit: 7}, {Code: "30105", Credit: 7}, {Code: "32104", Credit: 150}})
	b := opening.New(theme.Theme{}, ledger.ChartFor())
	b.SetValues(a.Values())
	if !reflect.DeepEqual(a.Rows(), b.Rows()) || !maps.Equal(a.Values(), b.Values()) {
		t.Errorf("%v\n%v", a.Rows(), b.Rows())
	}
	if got := fmt.Sprint(b.Rows()[1]); got != "{102 0.50 0.00 true}" {
		t.Error(got)
	}
	b.SetValues(map[string]string{"d.999": "1", "x": "y", "d.": "2", "z.101": "3"}) // from a damaged file
}
