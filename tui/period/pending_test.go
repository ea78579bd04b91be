package period_test

import (
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui/screen"
)

// TestPendingGateLeadsToWhatWaits: drafts first, then what was only reviewed.
func TestPendingGateLeadsToWhatWaits(t *testing.T) {
	b := storetest.Example(t, false, nil)
	v := storetest.V(ledger.DayOf(2026, 1, 28), "买球", storetest.Dr("50102", 200_00), storetest.Cr("101", 200_00))
	b.Must(t, ledger.Enter{Voucher: v})
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.ClosePeriod{}, 80, 24)
	s.Press("enter").Expect("Period:2026-01 State:draft").Press("esc")
	b.As("李审核", func() { b.Must(t, ledger.Review{IDs: []ledger.VoucherID{12}}) })
	s = open(t, d, screen.ClosePeriod{}, 80, 24)
	s.Press("enter").Expect("Period:2026-01 State:reviewed")
}
