package page

import (
	"strconv"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/screen"
	"huizhang/tui/widget"

	tea "charm.land/bubbletea/v2"
)

// Line is a line of text above a table or a form; a long one is wrapped.
type Line struct {
	Text string
	Look widget.Look
}

// Col is a column. From is the width of the window from which on it shows, so
// that a narrow one loses the less important.
type Col struct {
	Title       string
	Width, Grow int
	From        int
	Kind        report.Kind // text when empty
}

// Cell is a value by the kind of its column. Print is what is written out in
// place of Text, e.g. a masked name.
type Cell struct {
	Text  string
	Print string
	Money ledger.Money
	Day   ledger.Day
	Count int64
	Null  bool
	Look  widget.Look
}

// Text is a text.
func Text(s string) Cell { return Cell{Text: s} }

// Money is an amount.
func Money(m ledger.Money) Cell { return Cell{Money: m} }

// Blank is an amount that shows nothing when it is zero.
func Blank(m ledger.Money) Cell { return Cell{Money: m, Null: m == 0} }

// Day is a day; zero shows nothing.
func Day(d ledger.Day) Cell { return Cell{Day: d, Null: d == 0} }

// Count is a number of things.
func Count(n int) Cell { return Cell{Count: int64(n)} }

// As gives the cell a look.
func (c Cell) As(l widget.Look) Cell { c.Look = l; return c }

// Row is a row of a list; Key keeps the cursor on it.
type Row struct {
	Key   string
	Cells []Cell
}

// Content is what a page shows, read from the book at one moment.
type Content struct {
	Title  string
	Lines  []Line
	Cols   []Col
	Rows   []Row
	Foot   []Cell
	Empty  string
	Status string
	Filter string // what the list is narrowed to, for the file it is written to
	Denied string // why nothing can be changed here
	Gone   bool   // what it should show is not in the book
	Extra  any    // the records behind it, for [Page.Took]

	bars map[string]string // why the operator may not do the page's acts
}

// Key is a key of a page or form and what it does.
type Key struct {
	Keys        []string
	Label, Help string
	Writes      bool          // off where nothing can be changed
	Row         bool          // off without a row
	Hidden      bool          // in the help only
	Off         func() string // why it does nothing now
	Do          func() (screen.Action, tea.Cmd)
}

// Do is a message that does something when it comes back, e.g. an answer.
type Do func() (screen.Action, tea.Cmd)

// Stay is what an answer gives that changes nothing.
func Stay() (screen.Action, tea.Cmd) { return nil, nil }

// Go opens a route.
func Go(r screen.Route) func() (screen.Action, tea.Cmd) {
	return func() (screen.Action, tea.Cmd) { return screen.Open{Route: r}, nil }
}

// LookOnly says why nothing can be changed here, "" when it can.
func LookOnly(ro bool, can bool) string {
	switch {
	case ro:
		return "账本以只读方式打开，只能查看。"
	case !can:
		return "这里由会计办理，经审可以查看、提问题（F12）。"
	}
	return ""
}

func (c Cell) text(k report.Kind) string {
	switch {
	case c.Null:
		return ""
	case k == report.KindMoney:
		return c.Money.Grouped()
	case k == report.KindDay:
		return c.Day.String()
	case k == report.KindCount:
		return strconv.FormatInt(c.Count, 10)
	}
	return c.Text
}

func (c Cell) printed(k report.Kind) report.Cell {
	switch {
	case c.Null:
		return report.Empty()
	case k == report.KindMoney:
		return report.Amount(c.Money, nil)
	case k == report.KindDay:
		return report.Date(c.Day)
	case k == report.KindCount:
		return report.Number(c.Count)
	case c.Print != "":
		return report.Text(c.Print)
	}
	return report.Text(c.Text)
}
