package dues

import (
	"maps"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
)

func TestMarksComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ms := marks{}
		for range rapid.IntRange(0, 30).Draw(t, "n") {
			at := spot{ledger.MemberID(rapid.Uint64Range(1, 1<<40).Draw(t, "id")), ledger.MonthOf(rapid.IntRange(1900, 2199).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"))}
			ms[at] = mark{ledger.Money(rapid.Int64Range(1, int64(ledger.MaxMoney)).Draw(t, "amount")), rapid.Bool().Draw(t, "part")}
		}
		if got := readMarks(ms.text()); !maps.Equal(got, ms) {
			t.Fatalf("%q\n%v\n%v", ms.text(), got, ms)
		}
	})
}

// FuzzReadMarks: whatever lies in the file, what is read is fit to be booked.
func FuzzReadMarks(f *testing.F) {
	f.Add("202605 3=2615 7=500p 202606 3=2615")
	f.Add("202613 1=1 0=5 202605 x=1 5=-1 6=99999999999999999999")
	f.Fuzz(func(t *testing.T, s string) {
		ms := readMarks(s)
		for at, m := range ms {
			if !at.mo.Valid() || at.id == 0 || m.amount <= 0 || m.amount > ledger.MaxMoney {
				t.Fatalf("%v %v", at, m)
			}
		}
		if got := readMarks(ms.text()); !maps.Equal(got, ms) {
			t.Fatalf("%v became %v", ms, got)
		}
	})
}

// FuzzReadRate: what is taken as a rate is one that the rules take, and is
// written out so that it reads the same.
func FuzzReadRate(f *testing.F) {
	for _, s := range []string{"0.5%", "0.005", "０．５％", "50", "1e-9", "", "%", ".", "0..1", "0.00000001%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		rate, wrong := readRate(s)
		if (rate == "") == (wrong == "") {
			t.Fatalf("%q: %q %q", s, rate, wrong)
		}
		if wrong != "" {
			return
		}
		if len(rate) > 16 {
			t.Fatalf("%q gives %s, which the rules refuse", s, rate)
		}
		again, wrong := readRate(percent(rate))
		if wrong != "" || again != rate {
			t.Fatalf("%q: %s became %q (%s)", s, rate, again, wrong)
		}
	})
}
