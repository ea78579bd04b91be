package audit_test

import (
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/audit"
	"huizhang/tui/desk"
	"huizhang/tui/disclosure"
	"huizhang/tui/report"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/tuitest"
)

// example is the worked example of domain rules §7, its month closed or not.
func example(t testing.TB, closed bool, change func(*ledger.Found)) *storetest.Desk {
	b := storetest.New(t, func(f *ledger.Found) {
		f.Opening = ledgertest.ExampleOpening()
		if change != nil {
			change(f)
		}
	})
	for _, v := range ledgertest.ExampleVouchers() {
		b.Post(t, v)
	}
	if closed {
		b.Must(t, ledger.CloseMonth{Month: ledgertest.ExampleMonth, Without: map[string]string{"soft": "示例账，不做盘点"}})
	}
	return b
}

func deskOn(t testing.TB, b *storetest.Desk, who string) *desk.Desk {
	n := 0
	return &desk.Desk{
		Book: b.Book, Shelf: b.Shelf, Operator: who, Theme: theme.Theme{}, Kept: desk.NewKept(""), Folder: t.TempDir(),
		Now:   func() time.Time { return time.Date(2026, 2, 20, 9, 0, 0, 0, time.UTC) },
		NewID: func() string { n++; return fmt.Sprintf("%032x", n+1<<20) },
	}
}

// app runs the screens that the tests need; others are stood in for by their route.
func app(d *desk.Desk, first screen.Route) tea.Model {
	return tui.New(tui.Options{First: first, Theme: d.Theme, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Audit:
			return audit.New(d, r)
		case screen.Disclosures:
			return disclosure.NewList(d, r)
		case screen.ReportView:
			return report.NewView(d, r)
		case screen.Register:
			return report.NewRegister(d, r)
		case screen.Reports:
			return report.NewList(d, r)
		}
		return stub{r}
	}})
}

func open(t testing.TB, d *desk.Desk, first screen.Route, w, h int) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, app(d, first), w, h)
}

type stub struct{ route screen.Route }

func (s stub) Init() tea.Cmd              { return nil }
func (s stub) Resize(int, int)            {}
func (s stub) Title() string              { return "别的画面" }
func (s stub) Bindings() []screen.Binding { return nil }
func (s stub) View() screen.Frame {
	return screen.Frame{Lines: []string{fmt.Sprintf("«%T %+v»", s.route, s.route)}}
}

func (s stub) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
		return screen.Back{}, nil
	}
	return screen.Stay{}, nil
}
