package evidence_test

import (
	"fmt"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/store/storetest"
	"huizhang/tui/evidence"
	"huizhang/tui/screen"
)

func read(t *testing.T, b *storetest.Desk, f func(r ledger.Reader)) {
	t.Helper()
	if err := b.Book.View(func(r ledger.Reader) error { f(r); return nil }); err != nil {
		t.Fatal(err)
	}
}

// What a finding points at leads to its own screen, and nothing made up does.
func TestOn(t *testing.T) {
	b := storetest.Rich(t)
	read(t, b, func(r ledger.Reader) {
		for on, want := range map[string]screen.Route{
			"voucher/1":                 screen.VoucherView{ID: 1},
			"gift/1":                    screen.GiftView{ID: 1},
			"month/2026-01":             screen.Audit{Month: 202601},
			"account/101":               screen.ReportView{Name: "ledger", Account: "101"},
			"report/income/2026-01/401": screen.ReportView{Name: "income", Period: ledger.MonthPeriod(202601), Key: "401"},
			"report/balance":            screen.ReportView{Name: "balance"},
			"member/1":                  screen.ReportView{Name: "member", Object: "member/1"},
			"entry/5":                   screen.LogView{},
			"voucher/9999999":           nil,
			"voucher/":                  nil,
			"report/nothing/2026-01":    nil,
			"":                          nil,
			"sheet/4/5":                 nil,
			"month/2026-77":             nil,
		} {
			if got := evidence.On(r, on); got.Route != want {
				t.Errorf("%q leads to %#v, want %#v", on, got.Route, want)
			}
		}
	})
}

// Every voucher, month, sheet and member is found by what checks call it, and
// everything that a check of this book points at can be opened.
func TestKey(t *testing.T) {
	b := storetest.Rich(t)
	read(t, b, func(r ledger.Reader) {
		for v := range r.Posted(ledger.Period{}) {
			if got := evidence.Key(r, v.Ref()); got.Route != (screen.VoucherView{ID: v.ID}) || got.Amount != v.Amount() {
				t.Errorf("%s leads to %#v", v.Ref(), got)
			}
		}
		for v := range r.Pending() {
			if id, ok := evidence.FindVoucher(r, v.Ref()); !ok || id != v.ID {
				t.Errorf("%s is not found", v.Ref())
			}
		}
		for g := range r.Gifts() {
			for s := range r.Sheets(g.ID) {
				if got := evidence.Key(r, s.ID.String()); got.Route != (screen.GiftView{ID: g.ID}) {
					t.Errorf("%s leads to %#v", s.ID, got)
				}
			}
		}
		for _, key := range []string{"不是号码", "2026-13-记-0001", "2026-01-记-9999", "#", "草稿#x"} {
			if got := evidence.Key(r, key); got.Route != nil {
				t.Errorf("%q leads to %#v", key, got.Route)
			}
		}
		res, err := audit.Run(t.Context(), r, ledger.Period{}, ledger.DayOf(2026, 5, 28), nil)
		if err != nil || len(res.Found) == 0 {
			t.Fatalf("%v, %d findings", err, len(res.Found))
		}
		for _, f := range res.Found {
			leads := evidence.On(r, f.On).Route != nil
			for _, k := range f.Keys {
				leads = leads || evidence.Key(r, k).Route != nil
			}
			if !leads {
				t.Errorf("nothing can be opened behind %s", fmt.Sprintf("%s %s %q %q", f.ID, f.Text, f.On, f.Keys))
			}
		}
	})
}
