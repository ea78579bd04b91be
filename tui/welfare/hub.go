package welfare

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Entry is a line of the hub.
type Entry struct {
	Keys  []string // the first is shown
	Label string
	Help  string
	Route screen.Route
	Keeps bool // for people who keep the books; others are told so
	// Waits says what waits there: 12 行未回签; "" or nil: nothing.
	Waits func(r ledger.Reader, today ledger.Day) string
}

// Hub leads to all that is done for members.
type Hub struct {
	d       *desk.Desk
	entries []Entry
	waits   []string
	look    bool // this person may only look
	table   *widget.Table
	w, h    int
}

// NewHub makes the hub with its entries.
func NewHub(d *desk.Desk, entries []Entry) screen.Screen {
	s := &Hub{d: d, entries: entries, waits: make([]string, len(entries)), w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.Resize(s.w, s.h)
	return s
}

// counted is what waits behind each entry.
type counted struct {
	waits []string
	look  bool
}

// Init counts what waits.
func (s *Hub) Init() tea.Cmd {
	d, entries := s.d, s.entries
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := counted{waits: make([]string, len(entries)), look: !d.CanWrite(r)}
		for i, e := range entries {
			if e.Waits != nil {
				m.waits[i] = e.Waits(r, d.Today())
			}
		}
		return m
	})
}

// Title is 慰问活动.
func (s *Hub) Title() string { return "慰问活动" }

// narrow leaves the help of each line out; the line in hand shows it below.
func (s *Hub) narrow() bool { return s.w < 76 }

// Resize gives the room.
func (s *Hub) Resize(w, h int) {
	s.w, s.h = w, h
	cols := []widget.Column{{Title: "键", Width: 8}, {Title: "做什么", Width: 12}, {Title: "等着办的", Width: 20}}
	if s.narrow() {
		cols[2].Grow = 1
	} else {
		cols = append(cols, widget.Column{Title: "说明", Width: 20, Grow: 1})
	}
	s.table.SetColumns(cols...)
	s.table.Y = 1
	s.table.Resize(w, max(3, h-2))
	s.lay()
}

func (s *Hub) lay() {
	s.table.SetRows(widget.List{N: len(s.entries), ID: func(i int) string { return s.entries[i].Label }, Cells: func(i int) []widget.Cell {
		e := s.entries[i]
		keys := make([]string, 0, len(e.Keys))
		for _, k := range e.Keys {
			keys = append(keys, screen.KeyName(k))
		}
		cells := []widget.Cell{{Text: strings.Join(keys[:min(2, len(keys))], " "), Look: widget.Muted}, {Text: e.Label, Look: widget.Strong}, {Text: s.waits[i], Look: widget.Warning}}
		if s.denied(e) != "" {
			cells[1].Look = widget.Muted
		}
		return append(cells, widget.Cell{Text: e.Help})
	}})
}

func (s *Hub) denied(e Entry) string {
	if e.Keeps && s.look {
		return lookOnly
	}
	return ""
}

// Update takes keys and what was counted.
func (s *Hub) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case counted:
		s.waits, s.look = msg.waits, msg.look
		s.lay()
		return nil, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key := k.String()
		for _, e := range s.entries {
			for _, have := range e.Keys {
				if have == key {
					return s.take(e), nil
				}
			}
		}
		switch key {
		case "esc":
			return screen.Back{}, nil
		case "enter":
			return s.inHand(), nil
		}
	}
	if s.table.Update(msg) && s.table.Clicked() {
		return s.inHand(), nil
	}
	return nil, nil
}

func (s *Hub) inHand() screen.Action {
	if i := s.table.Index(); i >= 0 && i < len(s.entries) {
		return s.take(s.entries[i])
	}
	return nil
}

func (s *Hub) take(e Entry) screen.Action {
	if why := s.denied(e); why != "" {
		return screen.Notice{Text: why, Bad: true}
	}
	return screen.Open{Route: e.Route}
}

// Bindings are the keys of the entries.
func (s *Hub) Bindings() []screen.Binding {
	out := []screen.Binding{{Keys: []string{"enter"}, Label: "打开"}}
	for i, e := range s.entries {
		out = append(out, screen.Binding{Keys: e.Keys, Label: e.Label, Help: e.Help, Disabled: s.denied(e), Hidden: i > 3})
	}
	out = append(out, screen.Binding{Keys: []string{"esc"}, Label: "返回"})
	return append(out, s.table.Bindings()...)
}

// View draws the entries.
func (s *Hub) View() screen.Frame {
	f := screen.Frame{Lines: append([]string{s.d.Theme.Head().Render(widget.Cut("  慰问、帮扶、活动和物品", s.w))}, s.table.View()...)}
	if i := s.table.Index(); s.narrow() && i >= 0 && i < len(s.entries) {
		f.Status = s.entries[i].Help
	}
	return f
}
