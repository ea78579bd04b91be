package audit

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// Screen is the auditors' home.
type Screen struct {
	d     *desk.Desk
	table *widget.Table
	ready bool
	seen  overview
	// Red letters are looked for in every voucher, which takes longer.
	red      reds
	redKnown bool
	w, h     int
}

// New makes the auditors' home.
func New(d *desk.Desk, _ screen.Audit) screen.Screen {
	s := &Screen{d: d, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.table.Y = headLines
	s.table.Empty = "账本里还没有记过账。"
	s.columns()
	return s
}

const headLines = 2

// Init looks through the book.
func (s *Screen) Init() tea.Cmd {
	return tea.Batch(s.d.Read(func(r ledger.Reader) tea.Msg { return look(r) }), s.d.Read(func(r ledger.Reader) tea.Msg { return findRed(r) }))
}

// Title names the screen.
func (s *Screen) Title() string { return "经审" }

// leastDetail is the room that the story of a month always has.
const leastDetail = 7

// rows is the height of the list: what the months need, but leaving room for
// the story.
func (s *Screen) rows() int {
	return max(3, min(len(s.seen.months)+2, s.h-headLines-leastDetail))
}

// Resize gives the room: a summary, the months, and the story of the one in hand.
func (s *Screen) Resize(w, h int) {
	s.w, s.h = w, h
	s.columns()
}

func (s *Screen) columns() {
	cols := []widget.Column{{Title: "月份", Width: 11}, {Title: "状态", Width: 6}, {Title: "公示", Width: 13}, {Title: "反结账", Width: 6, Right: true}, {Title: "说明通过", Width: 8, Right: true}}
	if s.w >= 70 {
		cols = append(cols, widget.Column{Title: "缺附件", Width: 6, Right: true}, widget.Column{Title: "冲销", Width: 4, Right: true}, widget.Column{Title: "凭证", Width: 5, Right: true})
	}
	if s.w >= 110 {
		cols = append(cols, widget.Column{Title: "公示地点", Width: 16, Grow: 1}, widget.Column{Title: "校验码", Width: 12})
	}
	s.table.Resize(s.w, s.rows())
	s.table.SetColumns(cols...)
	months := s.seen.months // those shown before are asked for their key once more
	s.table.SetRows(widget.List{N: len(months), ID: func(i int) string { return months[i].page.Month.String() }, Cells: s.cells})
}

func (s *Screen) cells(i int) []widget.Cell {
	m := s.seen.months[i]
	state, told := widget.Cell{Text: m.state(), Look: widget.Good}, widget.Cell{Text: m.disclosed()}
	if !m.page.Closed {
		state.Look = widget.Muted
	}
	if m.diff > 0 {
		told.Look = widget.Red
	}
	return []widget.Cell{{Text: m.page.Month.Chinese()}, state, told, count(len(m.page.Reopened)), count(len(m.page.Passed)),
		count(m.unproved), s.redCell(m), {Text: fmt.Sprint(m.vouchers)}, {Text: m.place}, {Text: m.hash[:min(12, len(m.hash))]}}
}

// count shows nothing for none, so that what is there stands out.
func count(n int) widget.Cell {
	if n == 0 {
		return widget.Cell{Text: "-", Look: widget.Muted}
	}
	return widget.Cell{Text: fmt.Sprint(n), Look: widget.Warning}
}

func (s *Screen) redCell(m month) widget.Cell {
	if !s.redKnown {
		return widget.Cell{Text: theme.More, Look: widget.Muted}
	}
	return count(s.red[m.page.Month])
}

// Bindings are the keys. None of them writes.
func (s *Screen) Bindings() []screen.Binding {
	none := ""
	if len(s.seen.months) == 0 {
		none = "账本里还没有记过账。"
	}
	out := []screen.Binding{
		{Keys: []string{"enter"}, Label: "公示表", Help: "看这个月的公示表，再按 Enter 看每个数的明细和凭证", Disabled: none},
		{Keys: []string{"f2"}, Label: "缺附件", Help: "这个月没有附件的凭证", Disabled: none},
		{Keys: []string{"f3"}, Label: "凭证", Help: "这个月的全部凭证", Disabled: none},
		{Keys: []string{"f4"}, Label: "报表", Help: "全部报表"},
		{Keys: []string{"f5"}, Label: "历次公示", Help: "全部公示和与账面的核对"},
		{Keys: []string{"f9"}, Label: "日志", Help: "每一次改动：谁、什么时候、改了什么"},
		{Keys: []string{"esc"}, Label: "返回", Hidden: true},
	}
	return append(out, s.table.Bindings()...)
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case overview:
		s.ready, s.seen = true, msg
		s.columns()
		return screen.Stay{}, nil
	case reds:
		s.red, s.redKnown = msg, true
		return screen.Stay{}, nil
	case screen.Shown:
		return screen.Stay{}, s.Init()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if s.table.Update(msg) {
		if s.table.Clicked() {
			return s.key("enter"), nil
		}
		return screen.Stay{}, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		return s.key(k.String()), nil
	}
	return screen.Stay{}, nil
}

func (s *Screen) key(name string) screen.Action {
	switch name {
	case "esc":
		return screen.Back{}
	case "f4":
		return screen.Open{Route: screen.Reports{}}
	case "f5":
		return screen.Open{Route: screen.Disclosures{}}
	case "f9":
		return screen.Open{Route: screen.LogView{}}
	}
	i := s.table.Index()
	if i < 0 || i >= len(s.seen.months) {
		return screen.Stay{}
	}
	m := s.seen.months[i]
	p := ledger.MonthPeriod(m.page.Month)
	switch name {
	case "enter":
		return screen.Open{Route: screen.ReportView{Name: "disclosure", Period: p, Version: m.version}}
	case "f2":
		return screen.Open{Route: screen.VoucherList{Filter: screen.VoucherFilter{Period: p, State: "no-receipt"}}}
	case "f3":
		return screen.Open{Route: screen.VoucherList{Filter: screen.VoucherFilter{Period: p}}}
	}
	return screen.Stay{}
}

// View draws the summary, the months and the story of the one in hand.
func (s *Screen) View() screen.Frame {
	if !s.ready {
		return screen.Frame{Lines: []string{s.d.Theme.Muted().Render(" 正在翻看账本，请稍候。")}}
	}
	lines := s.summary()
	lines = append(lines, s.table.View()...)
	for len(lines) < headLines+s.rows() {
		lines = append(lines, "")
	}
	i := s.table.Index()
	if i < 0 {
		return screen.Frame{Lines: lines}
	}
	m := s.seen.months[i]
	lines = append(lines, s.d.Theme.Head().Render(widget.Pad(" "+m.page.Month.Chinese(), s.w)))
	for _, l := range m.story(s.red[m.page.Month]) {
		style := s.d.Theme.Plain()
		if strings.HasPrefix(l, "!") {
			style = s.d.Theme.Warning()
		}
		for _, part := range widget.Wrap(l, s.w-2) {
			lines = append(lines, style.Render(" "+part))
		}
	}
	if len(lines) > s.h {
		lines = append(lines[:s.h-1], s.d.Theme.Muted().Render(" "+theme.More+"还有"))
	}
	return screen.Frame{Lines: lines, Status: "核对码 " + widget.Cut(s.seen.head, 24)}
}

func (s *Screen) summary() []string {
	o := s.seen
	t := s.d.Theme
	first := fmt.Sprintf(" 缺附件 %d 张  红字冲销 %d 张  反结账 %d 次  未过账 %d 张", o.unproved, s.red.all(), o.seams, o.drafts)
	second := t.Muted().Render(widget.Cut(" 只能查看，不会改动账目。", s.w))
	if o.single {
		second = t.Warning().Render(widget.Cut(" ! "+ledger.SingleNote, s.w))
	}
	return []string{t.Strong().Render(widget.Cut(first, s.w)), second}
}
