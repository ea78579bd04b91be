package audit_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/audit"
	"huizhang/tui/desk"
	"huizhang/tui/disclosure"
	"huizhang/tui/report"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

func deskOn(t testing.TB, b *storetest.Desk, who string) *desk.Desk {
	return tuitest.Desk(t, b.Book, b.Shelf, who, ledger.DayOf(2026, 2, 20))
}

// app runs the screens that the tests need; others are stood in for by their route.
func app(d *desk.Desk, first screen.Route) tea.Model {
	return tui.New(tui.Options{First: first, Theme: d.Theme, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Audit:
			return audit.New(d, r)
		case screen.Checks:
			return audit.NewChecks(d, r)
		case screen.Evidence:
			return audit.NewEvidence(d, r)
		case screen.Coverage:
			return audit.NewCoverage(d, r)
		case screen.Roles:
			return audit.NewRoles(d, r)
		case screen.Disclosures:
			return disclosure.NewList(d, r)
		case screen.ReportView:
			return report.NewView(d, r)
		case screen.Register:
			return report.NewRegister(d, r)
		case screen.Reports:
			return report.NewList(d, r)
		}
		return tuitest.StandIn(r)
	}})
}

func open(t testing.TB, d *desk.Desk, first screen.Route, w, h int) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, app(d, first), w, h)
}
