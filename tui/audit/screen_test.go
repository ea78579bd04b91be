package audit_test

import (
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	catalogue "huizhang/ledger/report"
	"huizhang/store/storetest"
	"huizhang/tui/audit"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

func golden(t *testing.T, name string, d *tuitest.Driver) {
	t.Helper()
	hash := regexp.MustCompile(`[0-9a-f]{8,}(\.\.)?`)
	tuitest.Golden(t, name, hash.ReplaceAllStringFunc(d.Screen(), func(s string) string { return strings.Repeat("h", len(s)) }))
}

// seamed is the example with everything that an auditor looks for.
func seamed(t *testing.T) *storetest.Desk {
	b := storetest.Example(t, true, func(f *ledger.Found) { f.Unit.Single = true })
	b.Must(t, catalogue.Publish{Period: ledger.MonthPeriod(202601), Place: "校务公开栏", From: 20260203})
	b.As("赵主席", func() { b.Must(t, ledger.ReopenMonth{Month: 202601, Reason: "补记漏记的一张发票"}) })
	v := storetest.V(ledger.DayOf(2026, 1, 30), "补记办公用品", storetest.Dr("50502", 35_50), storetest.Cr("101", 35_50))
	v.Papers = 0
	b.Post(t, v)
	b.Must(t, ledger.CloseMonth{Month: 202601, Without: map[string]string{"soft": "发票在路上"}})
	b.Must(t, ledger.Reverse{ID: 10, Day: ledger.DayOf(2026, 2, 6), Reason: "重复入账", Post: true, Reviewer: "李审核"})
	return b
}

func TestAuditGoesDownToTheVoucher(t *testing.T) {
	d := deskOn(t, seamed(t), "钱经审")
	s := tuitest.Scenario(t, "testdata/audit.scenario", app(d, screen.Audit{}))
	golden(t, "audit-80x24", s)
	s.Resize(60, 20)
	golden(t, "audit-60x20", s)
	s.Resize(120, 40)
	golden(t, "audit-120x40", s)
}

// TestNothingWrites presses every key the screen knows and looks for a write.
func TestNothingWrites(t *testing.T) {
	b := seamed(t)
	d := deskOn(t, b, "钱经审")
	s := audit.New(d, screen.Audit{})
	feed(s, s.Init())
	if len(s.Bindings()) < 6 || s.Bindings()[0].Disabled != "" {
		t.Fatal("the months were not read")
	}
	for _, bind := range s.Bindings() {
		for _, key := range bind.Keys {
			k, ok := screen.KeyPress(key)
			if !ok {
				t.Fatalf("no key is called %q", key)
			}
			action, _ := s.Update(k)
			switch action := action.(type) {
			case screen.Stay, screen.Back, screen.Notice:
			case screen.Open:
				switch action.Route.(type) {
				case screen.ReportView, screen.VoucherList, screen.Reports, screen.Disclosures, screen.LogView,
					screen.Checks, screen.Samples, screen.Findings, screen.SignOff, screen.Coverage, screen.Roles, screen.Keys, screen.AuditReport:
				default:
					t.Errorf("%s opens %T", key, action.Route)
				}
			default:
				t.Errorf("%s asks for %T", key, action)
			}
		}
	}
}

func feed(s screen.Screen, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			feed(s, c)
		}
	default:
		s.Update(msg)
	}
}

func TestEmptyBook(t *testing.T) {
	b := storetest.New(t, nil)
	open(t, deskOn(t, b, "钱经审"), screen.Audit{}, 80, 24).Expect("缺附件 0 张").Press("f2", "f3", "enter")
}
