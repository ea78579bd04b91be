package settings

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// logPage is how many entries are read at a time.
const logPage = 200

// LogView shows the log, newest entry first. It reads a page at a time, so a
// long log opens as fast as a short one.
type LogView struct {
	d       *desk.Desk
	table   *widget.Table
	entries []ledger.Entry
	size    uint64 // entries in the book
	done    bool   // the oldest one was read
	reading bool
	inner   *textPage // one entry in full; nil: the list
	w, h    int
}

// NewLogView makes the list.
func NewLogView(d *desk.Desk, _ screen.LogView) screen.Screen {
	s := &LogView{d: d, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "序号", Width: 7, Right: true}, widget.Column{Title: "时间", Width: 16},
		widget.Column{Title: "操作人", Width: 10}, widget.Column{Title: "做了什么", Width: 20, Grow: 1})
	s.table.Y, s.table.Empty = 1, "正在读取，请稍候。"
	return s
}

type logRead struct {
	entries []ledger.Entry
	from    uint64 // 0: the newest ones
	size    uint64
	done    bool
}

// Init reads the newest entries.
func (s *LogView) Init() tea.Cmd { return s.load(0) }

// load reads a page backwards from an entry, 0 the newest.
func (s *LogView) load(from uint64) tea.Cmd {
	s.reading = true
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		m := logRead{from: from, size: r.Head().Size, done: true}
		for e := range r.Log(from, true) {
			if len(m.entries) == logPage {
				m.done = false
				break
			}
			m.entries = append(m.entries, e)
		}
		return m
	})
}

// Title is 操作日志.
func (s *LogView) Title() string {
	if s.inner != nil {
		return s.inner.Title()
	}
	return "操作日志"
}

// Resize gives the room.
func (s *LogView) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, max(4, h-1))
	if s.inner != nil {
		s.inner.Resize(w, h)
	}
}

func (s *LogView) fill() {
	es := s.entries
	s.table.Empty = "日志还是空的。"
	s.table.SetRows(widget.List{N: len(es), ID: func(i int) string { return fmt.Sprint(es[i].Seq) }, Cells: func(i int) []widget.Cell {
		return widget.Cells(fmt.Sprint(es[i].Seq), clock(es[i].Time), es[i].Operator, es[i].Title)
	}})
}

// Update takes a message.
func (s *LogView) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return screen.Stay{}, s.load(0)
	case logRead:
		s.reading = false
		switch {
		case m.from == 0:
			s.entries = m.entries
		case len(s.entries) > 0 && s.entries[len(s.entries)-1].Seq == m.from+1:
			s.entries = append(s.entries, m.entries...)
		}
		s.size, s.done = m.size, m.done
		s.fill()
		return screen.Stay{}, nil
	case desk.Failed:
		s.reading = false
		return desk.Bad(m.Err), nil
	}
	if s.inner != nil {
		action, cmd := s.inner.Update(msg)
		if _, back := action.(screen.Back); back {
			s.inner = nil
			return screen.Stay{}, cmd
		}
		return action, cmd
	}
	return s.toList(msg)
}

func (s *LogView) toList(msg tea.Msg) (screen.Action, tea.Cmd) {
	used := s.table.Update(msg)
	i := s.table.Index()
	if k, ok := msg.(tea.KeyPressMsg); ok && !used {
		switch key := k.String(); {
		case key == "esc":
			return screen.Back{}, nil
		case key == "enter" && i >= 0 && i < len(s.entries):
			s.open(s.entries[i])
		case key == "f5" && i >= 0 && i < len(s.entries) && s.entries[i].Voucher != 0:
			return screen.Open{Route: screen.VoucherView{ID: s.entries[i].Voucher}}, nil
		}
	}
	if used && s.table.Clicked() && i >= 0 && i < len(s.entries) {
		s.open(s.entries[i])
	}
	// More is read before the person gets to the end of what was read.
	if n := len(s.entries); !s.done && !s.reading && n > 0 && i > n-s.h*2 && s.entries[n-1].Seq > 1 {
		return screen.Stay{}, s.load(s.entries[n-1].Seq - 1)
	}
	return screen.Stay{}, nil
}

// open shows an entry in full: each changed record before and after.
func (s *LogView) open(e ledger.Entry) {
	s.inner = newText(s.d, fmt.Sprintf("操作日志 第 %d 条", e.Seq), func(w int) []look { return entryLines(e, w) })
	s.inner.Resize(s.w, s.h)
}

func entryLines(e ledger.Entry, w int) []look {
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
	say(widget.Plain, 2, clock(e.Time)+"  "+e.Operator)
	if e.Reason != "" {
		say(widget.Plain, 2, "原因："+e.Reason)
	}
	for _, c := range e.Changes {
		out = append(out, look{})
		for i, l := range ledger.Describe(c) {
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

// View draws the list or one entry.
func (s *LogView) View() screen.Frame {
	if s.inner != nil {
		return s.inner.View()
	}
	return screen.Frame{Lines: append([]string{""}, s.table.View()...), Status: fmt.Sprintf("共 %d 条，日志只增不改", s.size)}
}

// Bindings are the keys.
func (s *LogView) Bindings() []screen.Binding {
	if s.inner != nil {
		return s.inner.Bindings()
	}
	no := ""
	if i := s.table.Index(); i < 0 || i >= len(s.entries) || s.entries[i].Voucher == 0 {
		no = "这一条与凭证无关。"
	}
	return append([]screen.Binding{{Keys: []string{"enter"}, Label: "改动前后"}, {Keys: []string{"f5"}, Label: "看凭证", Disabled: no}, {Keys: []string{"esc"}, Label: "返回"}}, s.table.Bindings()...)
}
