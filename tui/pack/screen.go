package pack

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// page is one of the screens: intro, form, and after the work its outcome.
type page struct {
	d       *desk.Desk
	title   string
	intro   []string
	verb    string // of F8
	form    *widget.Form
	secrets []string // fields whose text is forgotten after each try
	bars    string   // why the work cannot be done here
	work    func(p screen.Progress) tea.Msg
	ready   func() []ledger.Problem
	after   []string // what became of it; then the form is gone
	good    bool
	w, h    int
	load    func() tea.Cmd
}

// done is how the work ended.
type done struct {
	lines []string
	good  bool
	err   error
}

// barred says that the work cannot be done in this book by this person.
type barred string

// Init looks whether the work can be done here.
func (s *page) Init() tea.Cmd { return s.load() }

// Title is the page's name.
func (s *page) Title() string { return s.title }

// Capturing reports that text is typed.
func (s *page) Capturing() bool { return s.after == nil && s.form.Capturing() }

// Resize gives the room.
func (s *page) Resize(w, h int) {
	s.w, s.h = w, h
	top := len(s.head())
	s.form.X, s.form.Y = 1, top
	s.form.Resize(min(w, 96)-2, max(3, h-top-1))
}

// Update takes a message.
func (s *page) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return screen.Stay{}, s.load()
	case barred:
		s.bars = string(m)
		s.Resize(s.w, s.h)
		return screen.Stay{}, nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	case done:
		return s.finished(m), nil
	case tea.KeyPressMsg:
		switch key := m.String(); {
		case key == "esc":
			s.forget()
			return screen.Back{}, nil
		case s.after != nil:
			return screen.Stay{}, nil
		case key == "f8" || key == "ctrl+s":
			return s.begin(), nil
		}
	}
	if s.after == nil && s.form.Update(msg) == widget.Submit {
		return s.begin(), nil
	}
	return screen.Stay{}, nil
}

func (s *page) begin() screen.Action {
	if s.bars != "" {
		return screen.Notice{Text: s.bars, Bad: true}
	}
	ps := s.form.Settle()
	if ps = append(ps, s.ready()...); len(ps) > 0 {
		s.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	s.form.SetProblems(nil)
	return screen.Run{Title: "正在" + s.verb, Work: s.work}
}

// finished shows the outcome; what was typed stays when it failed, but for the
// passphrases.
func (s *page) finished(m done) screen.Action {
	s.forget()
	if m.err != nil {
		s.form.SetProblems([]ledger.Problem{{Code: ledger.CodeState, Text: m.err.Error()}})
		return desk.Bad(m.err)
	}
	s.after, s.good = m.lines, m.good
	return screen.Stay{}
}

func (s *page) forget() {
	for _, name := range s.secrets {
		s.form.Field(name).SetText("")
	}
}

func (s *page) head() []string {
	t := s.d.Theme
	out := []string{""}
	for _, text := range s.intro {
		for _, l := range widget.Wrap(text, min(s.w, 96)-3) {
			out = append(out, " "+l)
		}
	}
	if s.bars != "" {
		for _, l := range widget.Wrap("! "+s.bars, min(s.w, 96)-3) {
			out = append(out, t.Warning().Render(" "+l))
		}
	}
	return append(out, "")
}

// View draws the text and the form, or the outcome.
func (s *page) View() screen.Frame {
	if s.after != nil {
		return screen.Frame{Lines: s.outcome()}
	}
	out := append(s.head(), s.form.View()...)
	if help := s.form.Help(); help != "" && len(out)+1 < s.h {
		out = append(out, "", s.d.Theme.Muted().Render(" "+widget.Cut(help, s.w-2)))
	}
	return screen.Frame{Lines: out[:min(len(out), s.h)], Cursor: s.form.Cursor()}
}

func (s *page) outcome() []string {
	out := []string{""}
	for i, text := range s.after {
		for _, l := range widget.Wrap(ledger.Plain(text), min(s.w, 96)-3) {
			l = " " + l
			switch {
			case i == 0 && s.good:
				l = s.d.Theme.Good().Render(l)
			case i == 0:
				l = s.d.Theme.Warning().Render(l)
			}
			out = append(out, l)
		}
	}
	return out[:min(len(out), max(1, s.h))]
}

// Bindings are the keys.
func (s *page) Bindings() []screen.Binding {
	if s.after != nil {
		return []screen.Binding{{Keys: []string{"esc"}, Label: "返回"}}
	}
	return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: s.verb, Disabled: s.bars}, {Keys: []string{"esc"}, Label: "返回"}}, s.form.Bindings()...)
}

// telling passes on how far the work is, and whether to go on.
func telling(p screen.Progress) func(done, total int, what string) bool {
	return func(done, total int, what string) bool {
		p.Step(done, total, what)
		return !p.Cancelled()
	}
}

func needed(field, text, word string) []ledger.Problem {
	if text != "" {
		return nil
	}
	return []ledger.Problem{{Field: field, Code: ledger.CodeRequired, Text: word}}
}
