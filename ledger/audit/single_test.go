package audit_test

import (
	"context"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	. "huizhang/store/storetest"
)

// TestSingleModeStands: the mode itself is told, though two people took turns;
// an empty book and one kept by two tell nothing.
func TestSingleModeStands(t *testing.T) {
	for _, c := range []struct {
		name          string
		single, books bool
		want          int
	}{{"single, turns taken", true, true, 1}, {"single, empty", true, false, 0}, {"two people", false, true, 0}} {
		d := New(t, func(f *ledger.Found) { f.Unit.Single = c.single })
		if c.books {
			d.Must(t, ledger.Enter{Voucher: V(ledger.DayOf(2026, 1, 5), "买奖品", Dr("50102", 100_00), Cr("102", 100_00)), Post: true, Reviewer: "李审核"})
		}
		d.View(func(r ledger.Reader) error {
			res, err := audit.RunOnly(context.Background(), r, ledger.Period{}, ledger.DayOf(2026, 2, 1), "F35")
			if err != nil || len(res.Found) != c.want {
				t.Errorf("%s: %v, %v", c.name, res.Found, err)
			}
			return nil
		})
	}
}
