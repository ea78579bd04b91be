package yearplan

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

const (
	reading  = "正在读取，请稍候。"
	lookOnly = "这里由会计办理：账本只读打开时只能查看；经审可以查看、提问题。"
)

func matches(word, query string) bool { return pinyin.Matches(word, strings.ToLower(query)) }

// Screen is the plan of a year.
type Screen struct {
	d        *desk.Desk
	year     int
	take     bool // take up the row kept after a crash
	plan     ledger.PlanSum
	lastYear int // rows of the year before
	things   []thing
	practice ledger.Practice
	writes   bool
	loaded   bool
	lines    []line
	table    *widget.Table
	entry    *entry
	tie      *tie
	going    going
	w, h     int
}

// line is a row of the table: a row of the plan, or a month without one.
type line struct {
	month int
	row   *ledger.PlanRow
	first bool // the month is written
}

func (l line) id() string {
	if l.row == nil {
		return fmt.Sprintf("m%d", l.month)
	}
	return fmt.Sprintf("i%d", l.row.Item.No)
}

// going remembers from which row a person went to a form: what was made there
// is tied to it when he comes back.
type going struct {
	no    int
	event ledger.EventID
	gift  ledger.GiftID
}

// New makes the plan of a year; 0 is the current one.
func New(d *desk.Desk, route screen.YearPlan) screen.Screen {
	s := &Screen{d: d, year: route.Year, take: route.Kept, w: 80, h: 21}
	if s.year == 0 {
		s.year = d.Today().Year()
	}
	s.table = widget.NewTable(d.Theme)
	s.table.Y = 1
	s.table.Empty = reading
	return s
}

type (
	planRead struct {
		year      int
		plan      ledger.PlanSum
		lastYear  int
		things    []thing
		practice  ledger.Practice
		writes    bool
		lastEvent ledger.EventID
		lastGift  ledger.GiftID
		kept      *desk.Form
	}
	rowSaved struct {
		item    ledger.PlanItem
		receipt ledger.Receipt
		err     error
	}
	acted struct {
		receipt ledger.Receipt
		err     error
	}
	dropRow struct {
		no   int
		why  string
		sure bool
	}
	leaveRow struct{ sure bool }
)

// Init reads the year.
func (s *Screen) Init() tea.Cmd { return s.read(s.take) }

func (s *Screen) read(kept bool) tea.Cmd {
	d, year := s.d, s.year
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := planRead{year: year, writes: d.CanWrite(r), practice: r.Practice(), lastEvent: r.LastEvent(), lastGift: r.LastGift()}
		if f, ok := d.Kept.Load(keptKind); kept && ok {
			m.kept = &f
			if y, err := strconv.Atoi(f.Route["year"]); err == nil {
				m.year = y
			}
		}
		m.plan = ledger.YearPlan(r, m.year, d.Today())
		for x := range r.PlanItems(m.year - 1) {
			if x.Gone == "" {
				m.lastYear++
			}
		}
		m.things = readThings(r, m.year)
		return m
	})
}

// Title names the year.
func (s *Screen) Title() string { return fmt.Sprintf("年度计划 %d年", s.year) }

// Capturing reports that letters are typed.
func (s *Screen) Capturing() bool {
	return s.entry != nil && s.entry.form.Capturing() || s.tie != nil && s.tie.form.Capturing()
}

// Resize gives the room.
func (s *Screen) Resize(w, h int) {
	s.w, s.h = w, h
	cols := []widget.Column{{Title: "月份", Width: 5}, {Title: "内容", Width: 20, Grow: 2}}
	if w >= 76 {
		cols = append(cols, widget.Column{Title: "种类", Width: 4}, widget.Column{Title: "负责", Width: 8})
	}
	cols = append(cols, widget.Column{Title: "预算", Width: 11, Money: true})
	if w >= 110 {
		cols = append(cols, widget.Column{Title: "日期", Width: 10}, widget.Column{Title: "人数", Width: 5, Right: true}, widget.Column{Title: "实际", Width: 11, Money: true}, widget.Column{Title: "结果", Width: 14, Grow: 2})
	}
	cols = append(cols, widget.Column{Title: "状态", Width: 8})
	s.table.SetColumns(cols...)
	s.place()
	s.lay()
}

// place gives table and strip their rooms.
func (s *Screen) place() {
	below := 2
	switch {
	case s.entry != nil:
		below = s.entry.height() + 1
		s.entry.form.Y = s.h - s.entry.height()
		s.entry.form.Resize(s.w, s.entry.height())
	case s.tie != nil:
		below = tieHeight + 1
		s.tie.form.Y = s.h - tieHeight
		s.tie.form.Resize(s.w, tieHeight)
	}
	s.table.Resize(s.w, max(3, s.h-1-below))
}

// lay makes the lines: twelve months, those without a row too, then what is not
// fixed.
func (s *Screen) lay() {
	s.lines = nil
	for k := range 13 {
		month := (k + 1) % 13
		first := true
		for i := range s.plan.Rows {
			if r := &s.plan.Rows[i]; r.Item.Month == month {
				s.lines = append(s.lines, line{month, r, first})
				first = false
			}
		}
		if first && month != 0 {
			s.lines = append(s.lines, line{month: month, first: true})
		}
	}
	if !s.loaded {
		s.lines = nil
	}
	lines, wide, full := s.lines, s.w >= 76, s.w >= 110
	s.table.SetRows(widget.List{N: len(lines), ID: func(i int) string { return lines[i].id() }, Cells: func(i int) []widget.Cell { return lines[i].cells(wide, full) }})
}

func (l line) cells(wide, full bool) []widget.Cell {
	month := ""
	if l.first {
		month = monthWord(l.month)
	}
	if l.row == nil {
		return []widget.Cell{{Text: month, Look: widget.Strong}, {Text: "-", Look: widget.Muted}}
	}
	x := l.row
	look := widget.Plain
	if x.State == ledger.PlanGone {
		look = widget.Muted
	}
	out := []widget.Cell{{Text: month, Look: widget.Strong}, {Text: x.Item.Name, Look: look}}
	if wide {
		out = append(out, widget.Cell{Text: x.Item.Kind, Look: look}, widget.Cell{Text: x.Item.Who, Look: look})
	}
	out = append(out, widget.Cell{Text: blank(x.Item.Amount), Look: look})
	if full {
		heads := ""
		if x.Persons > 0 {
			heads = strconv.Itoa(x.Persons)
		}
		out = append(out, widget.Cell{Text: day(x.Day), Look: look}, widget.Cell{Text: heads, Look: look}, widget.Cell{Text: blank(x.Actual), Look: look}, widget.Cell{Text: came(x), Look: look})
	}
	return append(out, widget.Cell{Text: x.State.Chinese(), Look: stateLook(x.State)})
}

func stateLook(s ledger.PlanState) widget.Look {
	switch s {
	case ledger.PlanDone:
		return widget.Good
	case ledger.PlanOverdue, ledger.PlanUnsaid:
		return widget.Warning
	case ledger.PlanGone:
		return widget.Muted
	}
	return widget.Plain
}

func monthWord(m int) string {
	if m == 0 {
		return "未定"
	}
	return fmt.Sprintf("%d月", m)
}

func blank(m ledger.Money) string {
	if m == 0 {
		return ""
	}
	return m.Grouped()
}

func day(d ledger.Day) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// came says what came of a row.
func came(x *ledger.PlanRow) string {
	switch {
	case x.Item.Gone != "":
		return "取消：" + x.Item.Gone
	case x.Title != "":
		return x.Title
	}
	return x.Item.Came
}

// detail is the line in hand in full.
func detail(x *ledger.PlanRow) string {
	out := came(x)
	if x.Day != 0 {
		out = x.Day.String() + " " + out
	}
	if x.Persons > 0 {
		out += fmt.Sprintf("，%d 人", x.Persons)
	}
	if x.Actual != 0 {
		out += "，实际 " + x.Actual.Grouped() + " 元"
	}
	return out
}

// View draws the page.
func (s *Screen) View() screen.Frame {
	t := s.d.Theme
	f := screen.Frame{Lines: append([]string{t.Strong().Render(widget.Cut(s.top(), s.w))}, s.table.View()...)}
	switch {
	case s.entry != nil && s.entry.no != 0:
		s.strip(&f, s.entry.height(), "修改这一项", s.entry.form)
	case s.entry != nil:
		s.strip(&f, s.entry.height(), "计划一项一行，在最后一格按回车保存并接着填", s.entry.form)
	case s.tie != nil:
		s.strip(&f, tieHeight, "这一项计划做成了哪个活动、哪次慰问", s.tie.form)
	default:
		for len(f.Lines) < s.h-1 {
			f.Lines = append(f.Lines, "")
		}
		text := ""
		if x := s.inHand(); x != nil {
			text = detail(x)
		}
		f.Lines = append(f.Lines[:s.h-1], t.Muted().Render(widget.Cut(" "+text, s.w)))
	}
	return f
}

func (s *Screen) strip(f *screen.Frame, high int, title string, form *widget.Form) {
	for len(f.Lines) < s.h-high-1 {
		f.Lines = append(f.Lines, "")
	}
	f.Lines = append(f.Lines[:max(0, s.h-high-1)], s.d.Theme.Head().Render(widget.Pad(" "+title, s.w)))
	f.Lines = append(f.Lines, form.View()...)
	f.Cursor, f.Status = form.Cursor(), form.Help()
}

func (s *Screen) top() string {
	p := s.plan
	if !s.loaded {
		return " " + reading
	}
	all := len(p.Rows) - p.Count[ledger.PlanGone]
	text := fmt.Sprintf(" 计划 %d 项，完成 %d 项", all, p.Count[ledger.PlanDone])
	if n := p.Count[ledger.PlanOverdue]; n > 0 {
		text += fmt.Sprintf("，过期未办 %d 项", n)
	}
	if s.w < 76 {
		return text
	}
	return text + fmt.Sprintf("  预算 %s  实际 %s", p.Planned.Grouped(), p.Actual.Grouped())
}

func (s *Screen) inHand() *ledger.PlanRow {
	if i := s.table.Index(); i >= 0 && i < len(s.lines) {
		return s.lines[i].row
	}
	return nil
}

// monthInHand is the month of the line in hand.
func (s *Screen) monthInHand() int {
	if i := s.table.Index(); i >= 0 && i < len(s.lines) {
		return s.lines[i].month
	}
	return 0
}
