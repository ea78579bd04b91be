package settings

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// logPage is how many entries are shown at a time, logReach how many are looked
// at before the screen hears of it.
const (
	logPage  = 200
	logReach = 4000
)

// LogView shows the log, newest entry first, all of it or what a filter lets
// through. It reads a page at a time, so a long log opens as fast as a short one.
type LogView struct {
	d       *desk.Desk
	table   *widget.Table
	entries []ledger.Entry
	size    uint64 // entries in the book
	next    uint64 // where reading goes on, 0: the oldest was read
	turn    int    // counts filters, so that a late page of an old one is dropped
	reading bool
	filter  logFilter
	form    *logForm  // the filter is typed
	inner   *textPage // one entry in full; nil: the list
	w, h    int
}

// NewLogView makes the list.
func NewLogView(d *desk.Desk, _ screen.LogView) screen.Screen {
	s := &LogView{d: d, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.columns()
	s.table.Y, s.table.Empty = 1, "正在读取，请稍候。"
	return s
}

// columns shows the kind of work too where there is room.
func (s *LogView) columns() {
	cols := []widget.Column{{Title: "序号", Width: 7, Right: true}, {Title: "时间", Width: 16}, {Title: "操作人", Width: 10}, {Title: "做了什么", Width: 20, Grow: 1}}
	if s.wide() {
		cols = append(cols, widget.Column{Title: "事项", Width: 30})
	}
	s.table.SetColumns(cols...)
}

func (s *LogView) wide() bool { return s.w >= 110 }

type logRead struct {
	turn    int
	entries []ledger.Entry
	from    uint64 // 0: the newest ones
	next    uint64
	size    uint64
	err     error
}

// Init reads the newest entries.
func (s *LogView) Init() tea.Cmd { return s.load(0) }

// load reads a page backwards from an entry, 0 the newest.
func (s *LogView) load(from uint64) tea.Cmd {
	s.reading = true
	f, turn := s.filter, s.turn
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		m := logRead{turn: turn, from: from, size: r.Head().Size}
		fits, err := f.matcher(r)
		if err != nil {
			m.err = err
			return m
		}
		looked := 0
		for e := range r.Log(from, true) {
			if looked++; len(m.entries) == logPage || looked > logReach {
				m.next = e.Seq
				break
			}
			if f.past(e) {
				break
			}
			if fits(e) {
				m.entries = append(m.entries, e)
			}
		}
		return m
	})
}

// Title is 操作日志.
func (s *LogView) Title() string {
	switch {
	case s.inner != nil:
		return s.inner.Title()
	case s.form != nil:
		return "筛选操作日志"
	}
	return "操作日志"
}

// Capturing reports that text is typed.
func (s *LogView) Capturing() bool { return s.form != nil && s.form.Capturing() }

// Resize gives the room.
func (s *LogView) Resize(w, h int) {
	s.w, s.h = w, h
	s.columns()
	s.table.Resize(w, max(4, h-1))
	if s.form != nil {
		s.form.Resize(min(w, 90), h-s.form.Y)
	}
	if s.inner != nil {
		s.inner.Resize(w, h)
	}
}

func (s *LogView) fill() {
	es := s.entries
	switch {
	case s.next != 0:
		s.table.Empty = "正在查找，请稍候。"
	case s.filter.empty():
		s.table.Empty = "日志还是空的。"
	default:
		s.table.Empty = "没有符合的记录。按 F3 改条件，F4 看全部。"
	}
	work := report.WorkWords()
	s.table.SetRows(widget.List{N: len(es), ID: func(i int) string { return fmt.Sprint(es[i].Seq) }, Cells: func(i int) []widget.Cell {
		return widget.Cells(fmt.Sprint(es[i].Seq), clock(es[i].Time), es[i].Operator, es[i].Title, work(es[i].Act))
	}})
}

// take puts a page behind what is there. A page with little in it is followed
// by the next at once, until the window is full.
func (s *LogView) take(m logRead) tea.Cmd {
	if m.turn != s.turn {
		return nil
	}
	s.reading = false
	switch {
	case m.from == 0 && len(s.entries) > 0 && m.size == s.size: // nothing new: who comes back stays where he was
		return nil
	case m.from == 0:
		s.entries = m.entries
	case s.next == m.from:
		s.entries = append(s.entries, m.entries...)
	default:
		return nil
	}
	s.size, s.next = m.size, m.next
	s.fill()
	return s.more()
}

// more reads on before the person gets to the end of what was read.
func (s *LogView) more() tea.Cmd {
	if s.next == 0 || s.reading || s.table.Index() <= len(s.entries)-s.h*2 {
		return nil
	}
	return s.load(s.next)
}

// Update takes a message.
func (s *LogView) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return screen.Stay{}, s.load(0)
	case logRead:
		if m.err != nil {
			s.reading = false
			return desk.Bad(m.err), nil
		}
		return screen.Stay{}, s.take(m)
	case logOpened:
		s.show(m)
		return screen.Stay{}, nil
	case logFacts:
		return screen.Stay{}, s.openForm(m)
	case desk.Failed:
		s.reading = false
		return desk.Bad(m.Err), nil
	}
	switch {
	case s.inner != nil:
		action, cmd := s.inner.Update(msg)
		if _, back := action.(screen.Back); back {
			s.inner = nil
			return screen.Stay{}, cmd
		}
		return action, cmd
	case s.form != nil:
		return s.toForm(msg)
	}
	return s.toList(msg)
}

func (s *LogView) toList(msg tea.Msg) (screen.Action, tea.Cmd) {
	used := s.table.Update(msg)
	i := s.table.Index()
	if k, ok := msg.(tea.KeyPressMsg); ok && !used {
		switch key := k.String(); {
		case key == "esc" && !s.filter.empty(), key == "f4":
			return s.apply(logFilter{})
		case key == "esc":
			return screen.Back{}, nil
		case key == "f3", key == "/":
			return screen.Stay{}, s.askFilter()
		case key == "enter" && i >= 0 && i < len(s.entries):
			return screen.Stay{}, s.open(s.entries[i])
		case key == "f5" && i >= 0 && i < len(s.entries):
			if to := thingOf(s.entries[i]); to != nil {
				return screen.Open{Route: to}, nil
			}
			return screen.Notice{Text: noThing, Bad: true}, nil
		}
	}
	if used && s.table.Clicked() && i >= 0 && i < len(s.entries) {
		return screen.Stay{}, tea.Batch(s.open(s.entries[i]), s.more())
	}
	return screen.Stay{}, s.more()
}

// logOpened is an entry to show in full, each changed record in words.
type logOpened struct {
	entry   ledger.Entry
	changes [][]string
}

// open reads what an entry's records are called by.
func (s *LogView) open(e ledger.Entry) tea.Cmd {
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		m := logOpened{entry: e}
		for _, c := range e.Changes {
			m.changes = append(m.changes, ledger.Describe(c, r))
		}
		return m
	})
}

// show shows an entry in full: each changed record before and after.
func (s *LogView) show(m logOpened) {
	s.inner = newText(s.d, fmt.Sprintf("操作日志 第 %d 条", m.entry.Seq), func(w int) []look { return entryLines(m, w) })
	s.inner.Resize(s.w, s.h)
}

func entryLines(m logOpened, w int) []look {
	e := m.entry
	out := []look{{}}
	say := func(style widget.Look, indent int, text string) {
		for i, l := range widget.Wrap(text, w-indent-4) {
			if i > 0 {
				l = "  " + l
			}
			out = append(out, look{widget.Blank(indent) + l, style})
		}
	}
	say(widget.Strong, 2, e.Title)
	say(widget.Plain, 2, clock(e.Time)+"  "+e.Operator+"  "+report.WorkWords()(e.Act))
	if what := report.ObjectText(e.Object); what != "" {
		say(widget.Plain, 2, "对象："+what)
	}
	if e.Reason != "" {
		say(widget.Plain, 2, "原因："+e.Reason)
	}
	for _, lines := range m.changes {
		out = append(out, look{})
		for i, l := range lines {
			if i == 0 {
				say(widget.Strong, 2, l)
			} else {
				say(widget.Plain, 4, l)
			}
		}
	}
	out = append(out, look{})
	say(widget.Muted, 2, "操作编号 "+e.ID)
	return out
}

// View draws the list, one entry, or the filter.
func (s *LogView) View() screen.Frame {
	switch {
	case s.inner != nil:
		return s.inner.View()
	case s.form != nil:
		lines := []string{"", s.d.Theme.Muted().Render(widget.Cut("  只看符合的记录；空着的条件不管。", s.w)), ""}
		return screen.Frame{Lines: append(lines, s.form.View()...), Cursor: s.form.Cursor(), Status: s.form.Help()}
	}
	top, status := "", fmt.Sprintf("共 %d 条，日志只增不改", s.size)
	if !s.filter.empty() {
		top = s.d.Theme.Strong().Render(widget.Cut(" 只看："+s.filter.words(), s.w))
		status = fmt.Sprintf("找到 %d 条", len(s.entries))
		if s.next != 0 {
			status += fmt.Sprintf("，找到第 %d 条记录为止", s.next)
		}
	}
	return screen.Frame{Lines: append([]string{top}, s.table.View()...), Status: status}
}

// Bindings are the keys.
func (s *LogView) Bindings() []screen.Binding {
	switch {
	case s.inner != nil:
		return s.inner.Bindings()
	case s.form != nil:
		return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "查找"}, {Keys: []string{"esc"}, Label: "取消"}}, s.form.Bindings()...)
	}
	no, all := "", ""
	if i := s.table.Index(); i < 0 || i >= len(s.entries) || thingOf(s.entries[i]) == nil {
		no = noThing
	}
	if s.filter.empty() {
		all = "现在看的就是全部。"
	}
	return append([]screen.Binding{{Keys: []string{"enter"}, Label: "改动前后"}, {Keys: []string{"f3", "/"}, Label: "筛选", Help: "按操作人、日期、事项、对象、文字查找"}, {Keys: []string{"f4"}, Label: "看全部", Disabled: all},
		{Keys: []string{"f5"}, Label: "看这张凭证", Help: "打开这一条说的凭证、会员、慰问、活动……", Disabled: no}, {Keys: []string{"esc"}, Label: "返回"}}, s.table.Bindings()...)
}
