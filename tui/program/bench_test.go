package program_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/program"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
)

// blank is a screen with a word on it.
type blank struct{}

func (blank) Init() tea.Cmd                           { return nil }
func (blank) Update(tea.Msg) (screen.Action, tea.Cmd) { return screen.Stay{}, nil }
func (blank) View() screen.Frame                      { return screen.Frame{Lines: []string{"现在要做的"}} }
func (blank) Resize(int, int)                         {}
func (blank) Bindings() []screen.Binding              { return nil }
func (blank) Title() string                           { return "" }

func shown(app *tui.App, want string) bool { return strings.Contains(app.View().Content, want) }

// firstFrame runs the program until it shows the words.
func firstFrame(b *testing.B, app *tui.App, want string) {
	app.SkipTimers()
	cmds := []tea.Cmd{app.Init()}
	_, cmd := app.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	cmds = append(cmds, cmd)
	for len(cmds) > 0 && !shown(app, want) {
		cmd, cmds = cmds[0], cmds[1:]
		if cmd == nil {
			continue
		}
		msg := cmd()
		if more, ok := msg.(tea.BatchMsg); ok {
			cmds = append(cmds, more...)
			continue
		}
		_, next := app.Update(msg)
		cmds = append(cmds, next)
	}
	if !shown(app, want) {
		b.Fatal("the first frame never came")
	}
}

// keeper remembers the book that was opened, to close it.
type keeper struct {
	ledger.Shelf
	open ledger.Book
}

// Open opens a book.
func (k *keeper) Open(path string, readOnly bool) (ledger.Book, error) {
	b, err := k.Shelf.Open(path, readOnly)
	k.open = b
	return b, err
}

// bigBook makes a book with n vouchers and 5,000 members whose dues of two
// months nobody has paid.
func bigBook(b *testing.B, s program.Setup, n int) string {
	path := filepath.Join(s.DataDir, "大.book")
	by := ledger.Stamp{Operator: "王会计", Time: now().Unix(), ID: "found"}
	book, err := s.Shelf.Create(path, ledger.Found{Unit: storetest.Unit(), People: storetest.People(), Opening: storetest.Opening()}, by)
	if err != nil {
		b.Fatal(err)
	}
	var acts []ledger.Act
	do := func() {
		by.ID = s.NewID()
		if _, err := book.DoAll(acts, by); err != nil {
			b.Fatal(err)
		}
		acts = acts[:0]
	}
	for i := range n {
		x := ledger.Money(100 + i%99_999)
		v := storetest.V(ledger.DayOf(2026, 1+i%5, 1+i%28), "购买会员活动用品", storetest.Dr("50105", x), storetest.Cr("102", x))
		if acts = append(acts, ledger.Enter{Voucher: v, Post: true, Reviewer: "李审核"}); len(acts) == 5000 {
			do()
		}
	}
	for i := range 5000 {
		acts = append(acts, ledger.SaveMember{Member: ledger.Member{Name: fmt.Sprintf("会员%d", i), Group: fmt.Sprintf("第%d组", i%50+1),
			Spells: []ledger.Spell{{From: ledger.DayOf(2015, 9, 1)}}, Wages: []ledger.Wage{{From: ledger.MonthOf(2015, 9), Post: 3_000_00}}}})
	}
	acts = append(acts, ledger.AssessDues{Month: ledger.MonthOf(2026, 4)}, ledger.AssessDues{Month: ledger.MonthOf(2026, 5)})
	do()
	if err := book.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkFirstFrame is what lies between opening the last book and the home
// screen: beside an App with an empty screen, and it must not grow with the
// book. "whole" waits for the arrears too.
func BenchmarkFirstFrame(b *testing.B) {
	b.Run("bare", func(b *testing.B) {
		for b.Loop() {
			app := tui.New(tui.Options{Theme: theme.Env(func(string) string { return "" }), Build: func(screen.Route) screen.Screen { return blank{} }, First: screen.Home{}})
			firstFrame(b, app, "现在要做的")
		}
	})
	for _, n := range []int{1_000, 100_000} {
		s := setup(b)
		path := bigBook(b, s, n)
		keep := &keeper{Shelf: s.Shelf}
		s.Shelf = keep
		for name, want := range map[string]string{"first": "现在要做的", "whole": "欠缴会费"} {
			b.Run(fmt.Sprintf("%d/%s", n, name), func(b *testing.B) {
				for b.Loop() {
					app, err := program.New(s, program.Start{Path: path, Chosen: true, Operator: "王会计"})
					if err != nil {
						b.Fatal(err)
					}
					firstFrame(b, app, want)
					b.StopTimer()
					if err := keep.open.Close(); err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
				}
			})
		}
	}
}
