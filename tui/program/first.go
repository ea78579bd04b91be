package program

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// firstRoute decides what is shown first: the guide without a book, the
// question who sits here, or the home screen.
type firstRoute struct{ screen.Home }

// first builds the first screen.
func (s *session) first() screen.Screen {
	d := s.desk()
	switch {
	case d == nil && s.fault != nil:
		return newHeld(s, s.fault)
	case d == nil:
		return s.guide()
	case d.Operator == "" && !d.Book.ReadOnly():
		path := s.absolute(d.Book.Path())
		return newWho(s.theme, s.people, s.machine.Operator[path], func(p ledger.Person) screen.Action {
			d.Operator = p.Name
			s.machine.Operator[path] = p.Name
			s.machine.save(s.DataDir)
			return s.enter(p.OnlyAudits())
		})
	}
	return &gate{to: s.enter(s.audits())}
}

func (s *session) audits() bool {
	d := s.desk()
	if d.Book.ReadOnly() {
		return true
	}
	for _, p := range s.people {
		if p.Name == d.Operator {
			return p.OnlyAudits()
		}
	}
	return false
}

// enter goes home; auditors find their desk on top of it.
func (s *session) enter(audit bool) screen.Action {
	if audit {
		return screen.Many{screen.Replace{Route: screen.Home{}}, screen.Open{Route: screen.Audit{}}}
	}
	return screen.Replace{Route: screen.Home{}}
}

// gate is a screen that is left at once.
type gate struct{ to screen.Action }

type pass struct{}

func (g *gate) Init() tea.Cmd { return func() tea.Msg { return pass{} } }
func (g *gate) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if _, ok := msg.(pass); ok {
		return g.to, nil
	}
	return screen.Stay{}, nil
}
func (g *gate) View() screen.Frame         { return screen.Frame{} }
func (g *gate) Resize(int, int)            {}
func (g *gate) Bindings() []screen.Binding { return nil }
func (g *gate) Title() string              { return "会账" }
