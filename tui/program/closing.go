package program

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// closing closes the open book, with its backup, and gives way to the guide,
// which opens another.
type closing struct{ s *session }

type (
	closeNow struct{}
	closed   struct{ err error }
)

func (c *closing) Init() tea.Cmd              { return func() tea.Msg { return closeNow{} } }
func (c *closing) Title() string              { return "换一本账" }
func (c *closing) Resize(int, int)            {}
func (c *closing) Bindings() []screen.Binding { return nil }

func (c *closing) View() screen.Frame {
	return screen.Frame{Lines: []string{"", "  正在备份并关闭账本……"}}
}

func (c *closing) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case closeNow:
		return screen.Run{Title: "关闭账本", Work: func(p screen.Progress) tea.Msg { return closed{c.s.leave(p)} }}, nil
	case closed:
		c.s.shut()
		if msg.err != nil {
			return screen.Many{screen.Replace{Route: firstRoute{}}, desk.Bad(msg.err)}, nil
		}
		return screen.Replace{Route: firstRoute{}}, nil
	}
	return screen.Stay{}, nil
}

// shut forgets the book that was closed.
func (s *session) shut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.d, s.header, s.people, s.crew = nil, tui.Header{}, nil, nil
}
