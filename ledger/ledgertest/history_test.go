package ledgertest_test

import (
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/store/storetest"
)

// The same seed gives the same history, to the last byte of the log.
func TestPlayIsReproducible(t *testing.T) {
	head := func(seed uint64) (h ledger.Head) {
		d := storetest.New(t, func(f *ledger.Found) { f.Opening = ledgertest.ExampleOpening() })
		tally, err := ledgertest.Play(d, seed, 5)
		if err != nil {
			t.Fatal(err)
		}
		if tally.Posted == 0 || tally.Last != 202605 {
			t.Errorf("seed %d: %+v", seed, tally)
		}
		if err := d.View(func(r ledger.Reader) error { h = r.Head(); return nil }); err != nil {
			t.Fatal(err)
		}
		return h
	}
	if a, b := head(3), head(3); a != b {
		t.Errorf("one seed, two histories: %s, %s", a, b)
	}
	if head(3) == head(4) {
		t.Error("two seeds, one history")
	}
}
