package voucher_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/search"
	"huizhang/tui/theme"
	"huizhang/tui/tuitest"
	"huizhang/tui/voucher"
)

// home stands in for the first screen: F2 asks what happened, F3 lists.
type home struct{ kept bool }

func (home) Init() tea.Cmd      { return nil }
func (home) Resize(int, int)    {}
func (home) Title() string      { return "首页" }
func (home) View() screen.Frame { return screen.Frame{Lines: []string{"这里是首页"}} }
func (home) Bindings() []screen.Binding {
	return []screen.Binding{{Keys: []string{"f2"}, Label: "录凭证"}, {Keys: []string{"f3"}, Label: "凭证"}, {Keys: []string{"f5"}, Label: "接着填"}}
}

func (home) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "f2":
			return screen.Open{Route: screen.TemplatePick{}}, nil
		case "f3":
			return screen.Open{Route: screen.VoucherList{}}, nil
		case "f4":
			return screen.Open{Route: screen.VoucherForm{}}, nil
		case "f5":
			return screen.Open{Route: screen.VoucherForm{Kept: true}}, nil
		case "/":
			return screen.Open{Route: screen.Search{}}, nil
		}
	}
	return screen.Stay{}, nil
}

// stub shows where a route would lead.
type stub struct{ route screen.Route }

func (stub) Init() tea.Cmd              { return nil }
func (stub) Resize(int, int)            {}
func (stub) Title() string              { return "别的画面" }
func (stub) Bindings() []screen.Binding { return nil }
func (s stub) View() screen.Frame {
	return screen.Frame{Lines: []string{fmt.Sprintf("«%T %+v»", s.route, s.route)}}
}

func (stub) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
		return screen.Back{}, nil
	}
	return screen.Stay{}, nil
}

// bench is a book with a desk at it.
type bench struct {
	t    *testing.T
	book *storetest.Desk
	desk *desk.Desk
	ids  int
}

func newBench(t *testing.T, change func(*ledger.Found)) *bench {
	t.Helper()
	b := &bench{t: t, book: storetest.New(t, change)}
	kept := filepath.Join(t.TempDir(), "form")
	b.desk = &desk.Desk{
		Book: b.book, Shelf: b.book.Shelf, Operator: "王会计", Theme: theme.Theme{}, Kept: desk.NewKept(kept), Folder: t.TempDir(),
		Now:   func() time.Time { return time.Date(2026, 5, 28, 9, 0, 0, 0, time.UTC) },
		NewID: func() string { b.ids++; return fmt.Sprintf("f%031d", b.ids) },
	}
	return b
}

func single(f *ledger.Found) { f.Unit.Single = true }

func (b *bench) app() *tui.App {
	return tui.New(tui.Options{First: screen.Home{}, Theme: b.desk.Theme, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Home:
			return home{}
		case screen.TemplatePick:
			return voucher.NewPick(b.desk, r)
		case screen.VoucherForm:
			return voucher.NewForm(b.desk, r)
		case screen.VoucherList:
			return voucher.NewList(b.desk, r)
		case screen.VoucherView:
			return voucher.NewView(b.desk, r)
		case screen.Search:
			return search.New(b.desk, r)
		}
		return stub{r}
	}})
}

func (b *bench) start(w, h int) *tuitest.Driver { return tuitest.New(b.t, b.app(), w, h) }

// voucher reads a voucher from the book.
func (b *bench) voucher(id ledger.VoucherID) ledger.Voucher {
	b.t.Helper()
	var v ledger.Voucher
	if err := b.book.View(func(r ledger.Reader) error { v, _ = r.Voucher(id); return nil }); err != nil {
		b.t.Fatal(err)
	}
	return v
}

func TestReceiptIntoTheBook(t *testing.T) {
	b := newBench(t, single)
	tuitest.Scenario(t, "testdata/receipt.scenario", b.app())
	if v := b.voucher(1); v.State != ledger.Posted || v.Amount() != 126050 || v.Papers != 2 || v.Payee != "城东百货" || v.Template != "T09a" {
		t.Fatalf("%+v", v)
	}
	if v := b.voucher(2); v.Ref() != "2026-05-记-0002" || v.Amount() != 4200 || v.Payee != "" {
		t.Fatalf("%+v", v)
	}
}
