// Package home is the first screen of an open book. Its job: say in plain words
// what is due now, and lead anywhere with one key. Enter takes the line in hand,
// digits and function keys the entries of the menu, / searches.
package home

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// Entry is a row of the menu.
type Entry struct {
	Keys  []string // the first is shown
	Label string
	Help  string
	Route screen.Route
	Keeps bool // for people who keep the books; others are told so
}

// Screen is the home screen.
type Screen struct {
	d       *desk.Desk
	menu    []Entry
	w, h    int
	at      int // line in hand: duties first, then the menu
	duties  []ledger.Duty
	kept    []desk.Form     // forms left behind when the program last ended
	notes   []string        // what the book has to say about itself
	heard   map[string]bool // notes that were opened and read
	unit    ledger.Unit
	last    ledger.Month // the month in hand
	balance ledger.Money // cash and bank
	look    bool         // this person may only look, or the book is read-only
	read    bool
	asked   bool
}

// New makes the home screen with the menu.
func New(d *desk.Desk, menu []Entry) *Screen {
	return &Screen{d: d, menu: menu, heard: map[string]bool{}, w: 80, h: 21}
}

// Title is 首页.
func (s *Screen) Title() string { return "首页" }

// Resize gives the room.
func (s *Screen) Resize(w, h int) { s.w, s.h = w, h }

type loaded struct {
	duties  []ledger.Duty
	kept    []desk.Form
	notes   []string
	unit    ledger.Unit
	last    ledger.Month
	balance ledger.Money
	look    bool
	whole   bool // nothing was left out to be quick
}

// Init reads what is due: first what costs nothing, so that the screen stands
// at once, then all of it.
func (s *Screen) Init() tea.Cmd { return s.loadWith(ledger.DutiesAtOnce, false) }

func (s *Screen) load() tea.Cmd { return s.loadWith(ledger.Duties, true) }

func (s *Screen) loadWith(duties func(r ledger.Reader, today ledger.Day, lastBackup, now int64) []ledger.Duty, whole bool) tea.Cmd {
	d := s.d
	return d.Read(func(r ledger.Reader) tea.Msg {
		now := d.Now()
		m := loaded{unit: r.Unit(), last: ledger.FirstOpen(r), look: !d.CanWrite(r), whole: whole}
		m.duties = mine(d, r, duties(r, ledger.Today(now), d.Book.LastBackup(), now.Unix()))
		m.balance = ledger.Balance(r, "101", ledger.MonthOf(2199, 12)) + ledger.Balance(r, "102", ledger.MonthOf(2199, 12))
		if whole {
			m.duties = append(m.duties, outdated(r, m.last.Add(-1))...)
		}
		m.kept, m.notes = d.Kept.All(), d.Book.Notes()
		return m
	})
}

// mine leaves out what only others can do about the auditors' questions:
// answering is for those who keep the books, closing for the auditors.
func mine(d *desk.Desk, r ledger.Pages, all []ledger.Duty) []ledger.Duty {
	return slices.DeleteFunc(all, func(x ledger.Duty) bool {
		return x.Kind == "answer" && d.May(r, "finding.answer") != "" || x.Kind == "settle" && d.May(r, "finding.close") != ""
	})
}

// outdated tells when what was published of the last closed month is no longer
// what the book says: after a reopened month a new version has to be hung.
func outdated(r ledger.Reader, closed ledger.Month) []ledger.Duty {
	p := ledger.MonthPeriod(closed)
	n, ok := r.Notice(p, report.LastVersion(r, p))
	if !ok || len(report.Differences(r, n)) == 0 {
		return nil
	}
	return []ledger.Duty{{Kind: "disclose", Text: closed.Chinese() + "公示的数与现在的账面不符，请重新公示。", Urgent: true}}
}

type (
	keptAnswer int
	heard      string
	left       bool
	moved      bool
)

// take opens an entry of the menu. Another book takes the place of everything,
// so that is asked first.
func (s *Screen) take(e Entry) screen.Action {
	if why := s.denied(e); why != "" {
		return screen.Notice{Text: why, Bad: true}
	}
	if e.Route != (screen.Guide{}) {
		return screen.Open{Route: e.Route}
	}
	return screen.Ask{Title: e.Label, Lines: []string{"现在这本账会先关好；改动过就自动备份。", "然后可以打开另一本账、建新账本，或从备份恢复。"}, Choices: []string{e.Label, "不换"},
		Then: func(i int) tea.Msg { return moved(i == 0) }}
}

// denied says why an entry is not for who sits here, "" if it is.
func (s *Screen) denied(e Entry) string {
	if e.Keeps && s.look {
		return "现在只能查看，不能记账。经审人员请按 8 或 F9 到“经审查账”。"
	}
	return ""
}

// askLeave asks back: who comes home with Esc often presses it once too often.
func askLeave() screen.Action {
	return screen.Ask{Title: "退出", Lines: []string{"现在退出会账吗？"}, Choices: []string{"退出", "不退出"},
		Then: func(i int) tea.Msg { return left(i == 0) }}
}

// Update takes keys and what was read.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Shown:
		return screen.Stay{}, s.load()
	case loaded:
		s.notes, s.look = msg.notes, msg.look
		s.duties, s.kept, s.unit, s.last, s.balance, s.read = msg.duties, msg.kept, msg.unit, msg.last, msg.balance, true
		s.at = min(s.at, len(s.lines())-1)
		var rest tea.Cmd
		if !msg.whole {
			rest = s.load()
		}
		if len(s.kept) > 0 && !s.asked {
			s.asked = true
			return s.askKept(), rest
		}
		s.asked = true
		return screen.Stay{}, rest
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case heard:
		s.heard[string(msg)] = true
		s.move(0)
	case left:
		if msg {
			return screen.Quit{}, nil
		}
	case moved:
		if msg {
			return screen.Replace{Route: screen.Guide{}}, nil
		}
	case keptAnswer:
		return s.keptAnswered(int(msg))
	case tea.MouseWheelMsg:
		s.wheel(msg)
	case tea.MouseClickMsg:
		if i, ok := s.lineAt(msg.X, msg.Y); ok {
			s.at = i
			return s.lines()[i].act, nil
		}
	case tea.KeyPressMsg:
		return s.key(msg.String()), nil
	}
	return screen.Stay{}, nil
}

func (s *Screen) wheel(msg tea.MouseWheelMsg) {
	if msg.Button == tea.MouseWheelUp {
		s.move(-1)
	} else {
		s.move(1)
	}
}

func (s *Screen) move(step int) {
	n := len(s.lines())
	s.at = max(0, min(n-1, s.at+step))
}

func (s *Screen) key(key string) screen.Action {
	switch key {
	case "up":
		s.move(-1)
	case "down", "tab":
		s.move(1)
	case "home":
		s.at = 0
	case "end":
		s.at = len(s.lines()) - 1
	case "enter":
		if all := s.lines(); len(all) > 0 {
			return all[s.at].act
		}
	case "esc":
		return askLeave()
	}
	for _, e := range s.menu {
		for _, k := range e.Keys {
			if k == key {
				return s.take(e)
			}
		}
	}
	return screen.Stay{}
}

// Bindings are the menu's keys.
func (s *Screen) Bindings() []screen.Binding {
	out := []screen.Binding{{Keys: []string{"enter"}, Label: "打开"}, {Keys: []string{"up", "down", "tab", "home", "end"}, Label: "移动", Hidden: true}}
	for i, e := range s.menu {
		out = append(out, screen.Binding{Keys: e.Keys, Label: e.Label, Help: e.Help, Disabled: s.denied(e), Hidden: i > 3 && e.Keys[0] != "/"})
	}
	return append(out, screen.Binding{Keys: []string{"esc"}, Label: "退出"})
}
