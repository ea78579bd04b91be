package program

import (
	"errors"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// held is the first screen when the book cannot be opened, because another
// window has it or the file is not what it was. It says why and what can be
// done: a window that closes at once would take the message with it.
type held struct {
	s      *session
	err    error
	copies []ledger.Copy // proven backups, newest first
	at     int
	busy   bool
	w, h   int
}

type (
	copiesFound []ledger.Copy
	openedNow   struct {
		at  int64 // when the backup was made, 0: it is the book itself
		err error
	}
)

// remedy is a way out.
type remedy struct {
	label, about string
	do           func() (screen.Action, tea.Cmd)
}

func newHeld(s *session, err error) *held { return &held{s: s, err: err, w: 80, h: 20} }

// Init looks for backups.
func (h *held) Init() tea.Cmd {
	s := h.s
	return func() tea.Msg {
		all, err := s.Shelf.Backups(s.start.Path)
		if err != nil {
			return copiesFound(nil)
		}
		var proven copiesFound
		for _, c := range all {
			if c.Proven {
				proven = append(proven, c)
			}
		}
		return proven
	}
}

func (h *held) Title() string    { return "账本打不开" }
func (h *held) Resize(w, hh int) { h.w, h.h = w, hh }
func (h *held) made(c int) string {
	return time.Unix(h.copies[c].Time, 0).In(h.s.Now().Location()).Format("2006-01-02 15:04")
}

func (h *held) remedies() []remedy {
	out := []remedy{{"再试一次", "另一个窗口关好、U 盘插好以后", func() (screen.Action, tea.Cmd) { return h.open(h.s.start.Path, h.s.start.ReadOnly, 0) }}}
	if len(h.copies) > 0 {
		out = append(out, remedy{"看最近的备份（只读）", h.made(0) + " 的副本，只能看，不能记账", func() (screen.Action, tea.Cmd) {
			return h.open(h.copies[0].Path, true, h.copies[0].Time)
		}})
	}
	return append(out,
		remedy{"打开别的账本，或从备份恢复", "恢复成新文件，不会覆盖这一本", func() (screen.Action, tea.Cmd) {
			h.s.fault = nil
			return screen.Replace{Route: firstRoute{}}, nil
		}},
		remedy{"退出", "什么都没有改动", func() (screen.Action, tea.Cmd) { return screen.Quit{}, nil }})
}

// open tries a file off the Update loop.
func (h *held) open(path string, readOnly bool, at int64) (screen.Action, tea.Cmd) {
	s := h.s
	h.busy = true
	return screen.Stay{}, func() tea.Msg {
		b, err := s.Shelf.Open(path, readOnly)
		if err != nil {
			return openedNow{at, err}
		}
		last := s.machine.Book
		err = s.take(b, s.start.Operator)
		if at != 0 {
			// A backup that was looked at is not the book to begin with next time.
			s.machine.Book = last
			s.machine.save(s.DataDir)
		}
		return openedNow{at, err}
	}
}

// Update takes keys and outcomes.
func (h *held) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	all := h.remedies()
	switch msg := msg.(type) {
	case copiesFound:
		h.copies = msg
	case openedNow:
		h.busy = false
		if msg.err != nil {
			if coded(msg.err) && msg.at == 0 {
				h.err = msg.err
			}
			return desk.Bad(msg.err), h.Init()
		}
		h.s.fault = nil
		if msg.at == 0 {
			return screen.Replace{Route: firstRoute{}}, nil
		}
		return screen.Many{screen.Replace{Route: firstRoute{}}, screen.Notice{Text: "这是备份副本，只能看：备份以后记的账不在里面。"}}, nil
	case tea.MouseClickMsg:
		if i := msg.Y - h.top(); i >= 0 && i < 2*len(all) && !h.busy {
			h.at = i / 2
			return all[h.at].do()
		}
	case tea.KeyPressMsg:
		if msg.String() == "esc" {
			return screen.Quit{}, nil
		}
		if h.busy {
			return screen.Stay{}, nil
		}
		at, taken := widget.Walk(msg.String(), h.at, len(all))
		if h.at = at; taken {
			return all[at].do()
		}
	}
	return screen.Stay{}, nil
}

func (h *held) why() []string {
	var out []string
	for _, l := range strings.Split(h.err.Error(), "\n") {
		out = append(out, widget.Wrap(ledger.Plain(l), max(10, h.w-4))...)
	}
	return out
}

// top is the line of the first remedy.
func (h *held) top() int { return len(h.why()) + 4 }

// View says why, then what can be done.
func (h *held) View() screen.Frame {
	t := h.s.theme
	out := []string{"", t.Head().Render(widget.Cut("  账本没有打开", h.w))}
	for _, l := range h.why() {
		out = append(out, "  "+l)
	}
	out = append(out, t.Muted().Render(widget.Cut("  文件："+ledger.Plain(h.s.start.Path), h.w)), "")
	for i, r := range h.remedies() {
		mark, line := "  ", widget.Pad(widget.Cut(string(rune('1'+i))+" "+r.label, h.w-4), h.w-4)
		if i == h.at {
			mark, line = theme.Marker+" ", t.Selected().Render(line)
		}
		out = append(out, "  "+mark+line, t.Muted().Render(widget.Cut("      "+r.about, h.w)))
	}
	f := screen.Frame{Lines: out[:min(len(out), h.h)]}
	if h.busy {
		f.Status = "正在打开账本……"
	}
	return f
}

// Bindings are the keys.
func (h *held) Bindings() []screen.Binding {
	return []screen.Binding{
		{Keys: []string{"enter"}, Label: "选定"},
		{Keys: []string{"up", "down", "tab", "shift+tab"}, Label: "移动"},
		{Keys: []string{"1", "2", "3", "4"}, Label: "直接选", Help: "直接选第几项", Hidden: true},
		{Keys: []string{"esc"}, Label: "退出"},
	}
}

// coded tells errors of the file from others.
func coded(err error) bool {
	var e interface{ FaultCode() string }
	return errors.As(err, &e) && e.FaultCode() != ""
}
