package event

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// List is the list of a year's events.
type List struct {
	d      *desk.Desk
	year   int
	table  *widget.Table
	rows   []listRow
	loaded bool
	writes bool
	w, h   int
}

// listRow is an event with its counts.
type listRow struct {
	e             ledger.Event
	roster, here  int
	actual, waits ledger.Money
}

// NewList makes the list of the events of a year; 0 is the current one.
func NewList(d *desk.Desk, route screen.Events) screen.Screen {
	s := &List{d: d, year: route.Year, w: 80, h: 21}
	if s.year == 0 {
		s.year = d.Today().Year()
	}
	s.table = widget.NewTable(d.Theme)
	s.table.Freeze = 1
	s.table.Empty = reading
	s.Resize(s.w, s.h)
	return s
}

type listRead struct {
	year   int
	rows   []listRow
	writes bool
}

// Init reads the year.
func (s *List) Init() tea.Cmd {
	d, year := s.d, s.year
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := listRead{year: year, writes: d.CanWrite(r)}
		for e := range r.Events() {
			if e.From.Year() == year {
				m.rows = append(m.rows, readRow(r, e))
			}
		}
		slices.SortStableFunc(m.rows, func(a, b listRow) int { return int(b.e.From) - int(a.e.From) })
		return m
	})
}

func readRow(r ledger.Reader, e ledger.Event) listRow {
	row := listRow{e: e}
	for x := range r.Entrants(e.ID) {
		if !x.On() {
			continue
		}
		row.roster++
		if x.Here == ledger.Present {
			row.here++
		}
	}
	for _, c := range ledger.CostsOf(r, &e) {
		row.actual += c.Amount
	}
	return row
}

// Title names the year.
func (s *List) Title() string { return fmt.Sprintf("活动 %d年", s.year) }

// columns are those that fit; a narrow window shows what it came to, not what
// was planned.
func (s *List) columns() (cols []widget.Column, of []int) {
	all := []widget.Column{{Title: "编号", Width: 5}, {Title: "日期", Width: 10}, {Title: "活动", Width: 12, Grow: 1}, {Title: "名单", Width: 4, Right: true},
		{Title: "实到", Width: 4, Right: true}, {Title: "计划", Width: 10, Money: true}, {Title: "实际", Width: 10, Money: true}, {Title: "状态", Width: 6}}
	of = []int{0, 1, 2, 3, 4, 5, 6, 7}
	if s.w < 76 {
		of = []int{0, 1, 2, 4, 6, 7}
	}
	return choose(all, of), of
}

// Resize gives the room.
func (s *List) Resize(w, h int) {
	s.w, s.h = w, h
	cols, _ := s.columns()
	s.table.SetColumns(cols...)
	if s.loaded {
		s.lay()
	}
	s.table.Resize(w, max(3, h-2))
}

// Bindings are the keys of the list.
func (s *List) Bindings() []screen.Binding {
	write, none := "", ""
	switch {
	case !s.loaded:
		write, none = reading, reading
	case !s.writes:
		write = lookOnly
	}
	if none == "" && len(s.rows) == 0 {
		none = "这一年还没有活动。"
	}
	return append([]screen.Binding{
		{Keys: []string{"enter"}, Label: "打开", Help: "看这个活动：方案、名单、签到、奖品、费用、决算", Disabled: none},
		{Keys: []string{"f2", "n"}, Label: "新活动", Help: "写一个活动的方案，接着加名单", Disabled: write},
		{Keys: []string{"f3", "["}, Label: "上一年"},
		{Keys: []string{"f4", "]"}, Label: "下一年"},
		{Keys: []string{"f6", "r"}, Label: "决算表", Help: "这一年全部活动的计划、实际和人均，可以打印"},
		{Keys: []string{"esc"}, Label: "返回"},
	}, s.table.Bindings()...)
}

// Update takes a message.
func (s *List) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case listRead:
		if m.year == s.year {
			s.rows, s.writes, s.loaded = m.rows, m.writes, true
			s.lay()
		}
		return nil, nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	}
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	switch key {
	case "esc":
		return screen.Back{}, nil
	case "f2", "n":
		return screen.Open{Route: screen.EventForm{}}, nil
	case "f3", "[":
		return nil, s.turn(-1)
	case "f4", "]":
		return nil, s.turn(1)
	case "f6", "r":
		return screen.Open{Route: screen.ReportView{Name: "event", Period: ledger.YearPeriod(s.year)}}, nil
	}
	used := s.table.Update(msg)
	if i := s.table.Index(); i >= 0 && i < len(s.rows) && (key == "enter" || used && s.table.Clicked()) {
		return screen.Open{Route: screen.EventView{ID: s.rows[i].e.ID}}, nil
	}
	return nil, nil
}

func (s *List) turn(step int) tea.Cmd {
	if y := s.year + step; y >= 1900 && y <= 2199 {
		s.year, s.loaded, s.rows = y, false, nil
		s.lay()
		s.table.Empty = reading
	}
	return s.Init()
}

func (s *List) lay() {
	rows := s.rows
	_, of := s.columns()
	s.table.Empty = fmt.Sprintf("%d 年还没有活动。按 F2 写第一个活动的方案。", s.year)
	s.table.SetRows(widget.List{N: len(rows), ID: func(i int) string { return rows[i].e.ID.String() }, Cells: func(i int) []widget.Cell {
		x := &rows[i]
		look := widget.Plain
		if x.e.State == ledger.EventCancelled {
			look = widget.Muted
		}
		state := widget.Cell{Text: x.e.State.Chinese(), Look: look}
		if x.e.State == ledger.EventPlanned && x.e.From < s.d.Today() {
			state = widget.Cell{Text: "待签到", Look: widget.Warning}
		}
		cells := widget.Cells(x.e.ID.String(), x.e.From.String(), x.e.Name, blank(x.roster), blank(x.here), sum(x.e.Planned()), sum(x.actual), "")
		for k := range cells {
			cells[k].Look = look
		}
		cells[7] = state
		return choose(cells, of)
	}})
}

// sum writes an amount, nothing for zero.
func sum(m ledger.Money) string {
	if m == 0 {
		return ""
	}
	return m.Grouped()
}

// View draws the page.
func (s *List) View() screen.Frame {
	f := screen.Frame{Lines: s.table.View()}
	for len(f.Lines) < s.h-1 {
		f.Lines = append(f.Lines, "")
	}
	var planned, actual ledger.Money
	n := 0
	for _, x := range s.rows {
		if x.e.State != ledger.EventCancelled {
			planned, actual, n = planned+x.e.Planned(), actual+x.actual, n+1
		}
	}
	f.Lines = append(f.Lines[:s.h-1], s.d.Theme.Strong().Render(widget.Cut(fmt.Sprintf(" %d 个活动，计划 %s 元，实际 %s 元", n, planned.Grouped(), actual.Grouped()), s.w)))
	return f
}

// List writes the year out.
func (s *List) List() screen.Listing {
	if !s.loaded || len(s.rows) == 0 {
		return nil
	}
	rows, year := s.rows, s.year
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "活动", fmt.Sprintf("%d年", year), desk.Column("编号", report.KindIdentity, 6), desk.Column("日期", report.KindDay, 10), desk.Column("活动", report.KindText, 20),
			desk.Column("种类", report.KindText, 12), desk.Column("名单", report.KindCount, 5), desk.Column("实到", report.KindCount, 5), desk.Column("计划", report.KindMoney, 12),
			desk.Column("实际", report.KindMoney, 12), desk.Column("状态", report.KindText, 8))
		return desk.Rows(doc, p, len(rows), func(i int) (string, []report.Cell) {
			x := &rows[i]
			return x.e.ID.String(), []report.Cell{report.Text(x.e.ID.String()), report.Date(x.e.From), report.Text(x.e.Name), report.Text(x.e.Kind.Chinese()), report.Number(int64(x.roster)),
				report.Number(int64(x.here)), report.Amount(x.e.Planned(), nil), report.Amount(x.actual, nil), report.Text(x.e.State.Chinese())}
		})
	}
}
