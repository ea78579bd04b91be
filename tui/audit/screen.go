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
	begin ledger.Month // the month to stand on at first
	table *widget.Table
	ready bool
	seen  overview
	// Red letters and ticks are counted over every voucher, which takes longer.
	tally   tallies
	counted bool
	w, h    int
}

// New makes the auditors' home.
func New(d *desk.Desk, route screen.Audit) screen.Screen {
	s := &Screen{d: d, begin: route.Month, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.table.Y = headLines
	s.table.Empty = "账本里还没有记过账。"
	s.columns()
	return s
}

const headLines = 3

// Init looks through the book.
func (s *Screen) Init() tea.Cmd {
	d := s.d
	return tea.Batch(d.Read(func(r ledger.Reader) tea.Msg { return look(d, r) }), d.Read(func(r ledger.Reader) tea.Msg { return count(r) }))
}

// Title names the screen.
func (s *Screen) Title() string { return "经审" }

// The room that the story of a month always has, and the list of the months.
const (
	leastDetail = 6
	leastRows   = 6
)

// rows is the height of the list: what the months need, but leaving room for
// the longest story, so that the list stays as high whichever month is in hand.
func (s *Screen) rows() int {
	detail := leastDetail
	for _, m := range s.seen.months {
		detail = max(detail, 1+len(s.told(m)))
	}
	detail = min(detail, max(leastDetail, s.h-headLines-leastRows))
	return max(3, min(len(s.seen.months)+2, s.h-headLines-detail))
}

// told is the story of a month as it is drawn.
func (s *Screen) told(m month) []string {
	var out []string
	for _, l := range m.story(s.tally[m.page.Month]) {
		style := s.d.Theme.Plain()
		if strings.HasPrefix(l, "!") {
			style = s.d.Theme.Warning()
		}
		for _, part := range widget.Wrap(l, max(10, s.w-2)) {
			out = append(out, style.Render(" "+part))
		}
	}
	return out
}

// Resize gives the room: a summary, the months, and the story of the one in hand.
func (s *Screen) Resize(w, h int) {
	s.w, s.h = w, h
	s.columns()
}

func (s *Screen) columns() {
	cols := []widget.Column{{Title: "月份", Width: 11}, {Title: "状态", Width: 6}, {Title: "公示", Width: 13}, {Title: "签字", Width: 4}, {Title: "已查", Width: 9, Right: true}}
	if s.w >= 70 {
		cols = append(cols, widget.Column{Title: "反结账", Width: 6, Right: true}, widget.Column{Title: "说明", Width: 4, Right: true}, widget.Column{Title: "缺附件", Width: 6, Right: true}, widget.Column{Title: "冲销", Width: 4, Right: true})
	}
	if s.w >= 110 {
		cols = append(cols, widget.Column{Title: "已查金额", Width: 8, Right: true}, widget.Column{Title: "公示地点", Width: 12, Grow: 1}, widget.Column{Title: "校验码", Width: 12})
	}
	s.table.Resize(s.w, s.rows())
	s.table.SetColumns(cols...)
	months := s.seen.months // those shown before are asked for their key once more
	s.table.SetRows(widget.List{N: len(months), ID: func(i int) string { return months[i].page.Month.String() }, Cells: s.cells})
}

func (s *Screen) cells(i int) []widget.Cell {
	m := s.seen.months[i]
	state, told, hands := widget.Cell{Text: m.state(), Look: widget.Good}, widget.Cell{Text: m.disclosed()}, widget.Cell{Text: m.hands()}
	if !m.page.Closed {
		state.Look = widget.Muted
	}
	if m.diff > 0 {
		told.Look = widget.Red
	}
	if m.hands() == "-" {
		hands.Look = widget.Muted
	}
	t := s.tally[m.page.Month]
	part, red, seen := widget.Cell{Text: theme.More, Look: widget.Muted}, widget.Cell{Text: theme.More, Look: widget.Muted}, widget.Cell{}
	if s.counted {
		part, red, seen = widget.Cell{Text: fmt.Sprintf("%d/%d", t.ticked, t.all)}, some(t.red), widget.Cell{Text: share(t.seen, t.sum)}
		if t.all > 0 && t.ticked == t.all {
			part.Look = widget.Good
		}
	}
	return []widget.Cell{{Text: m.page.Month.Chinese()}, state, told, hands, part, some(len(m.page.Reopened)), some(len(m.page.Passed)),
		some(m.unproved), red, seen, {Text: m.place}, {Text: m.hash[:min(12, len(m.hash))]}}
}

// some shows nothing for none, so that what is there stands out.
func some(n int) widget.Cell {
	if n == 0 {
		return widget.Cell{Text: "-", Look: widget.Muted}
	}
	return widget.Cell{Text: fmt.Sprint(n), Look: widget.Warning}
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case overview:
		s.ready, s.seen = true, msg
		s.columns()
		if s.begin != 0 {
			s.table.Select(s.begin.String())
			s.begin = 0
		}
		return screen.Stay{}, nil
	case tallies:
		s.tally, s.counted = msg, true
		s.columns()
		return screen.Stay{}, nil
	case screen.Shown:
		return screen.Stay{}, s.Init()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case spanAnswer:
		return screen.Open{Route: screen.SignOff{Period: msg.period}}, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "ctrl+p" { // a table takes it for "up"
		return s.key("ctrl+p"), nil
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

// hand is the month in hand.
func (s *Screen) hand() (month, bool) {
	i := s.table.Index()
	if i < 0 || i >= len(s.seen.months) {
		return month{}, false
	}
	return s.seen.months[i], true
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
	m, ok := s.hand()
	if !ok {
		return screen.Frame{Lines: lines}
	}
	lines = append(lines, s.d.Theme.Head().Render(widget.Pad(" "+m.page.Month.Chinese(), s.w)))
	lines = append(lines, s.told(m)...)
	if len(lines) > s.h {
		lines = append(lines[:s.h-1], s.d.Theme.Muted().Render(" "+theme.More+"还有"))
	}
	return screen.Frame{Lines: lines, Status: "核对码 " + widget.Cut(s.seen.head, 24)}
}

// summary says how the book stands, what waits for whom, and who may do what.
func (s *Screen) summary() []string {
	o, t := s.seen, s.d.Theme
	books := ""
	if all := s.tally.whole(); all.all > 0 {
		books = fmt.Sprintf(" 已查 %d/%d 张 ", all.ticked, all.all)
	}
	books += fmt.Sprintf(" 缺附件 %d 张  红字冲销 %d 张  反结账 %d 次  未过账 %d 张", o.unproved, s.tally.red(), o.seams, o.drafts)
	asked := fmt.Sprintf(" 问题：待答复 %d  已答复待销号 %d", o.asked[0], o.asked[1])
	if o.asked[2] > 0 {
		asked += fmt.Sprintf("  ! 过期 %d", o.asked[2])
	}
	if len(o.waiting) > 0 {
		asked += "  抽样：" + strings.Join(o.waiting, "，")
	}
	who := t.Muted().Render(widget.Cut(" 这里只写经审自己的部分（问题、已查、抽样、签认），不会改动账目。", s.w))
	switch {
	case o.single:
		who = t.Warning().Render(widget.Cut(" ! "+ledger.SingleNote, s.w))
	case o.bars != "":
		who = t.Muted().Render(widget.Cut(" 您只能看："+o.bars, s.w))
	}
	return []string{t.Strong().Render(widget.Cut(books, s.w)), widget.Cut(asked, s.w), who}
}
