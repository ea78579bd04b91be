package program

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// who asks who sits here now, when a book has several people. A digit or Enter
// takes one; an auditor goes straight to the audit desk.
type who struct {
	theme  theme.Theme
	people []ledger.Person
	at     int
	w, h   int
	taken  func(ledger.Person) screen.Action
}

// newWho lists the people; last is who sat here before.
func newWho(t theme.Theme, people []ledger.Person, last string, taken func(ledger.Person) screen.Action) *who {
	s := &who{theme: t, people: people, taken: taken, w: 80, h: 20}
	for i, p := range people {
		if p.Name == last {
			s.at = i
		}
	}
	return s
}

func (s *who) Init() tea.Cmd       { return nil }
func (s *who) Title() string       { return "谁在操作" }
func (s *who) Resize(w, h int)     { s.w, s.h = w, h }
func (s *who) take() screen.Action { return s.taken(s.people[s.at]) }

func (s *who) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		if i := msg.Y - 3; i >= 0 && i < len(s.people) {
			s.at = i
			return s.take(), nil
		}
	case tea.KeyPressMsg:
		switch k := msg.String(); k {
		case "up":
			s.at = max(0, s.at-1)
		case "down", "tab":
			s.at = min(len(s.people)-1, s.at+1)
		case "enter":
			return s.take(), nil
		case "esc":
			return screen.Quit{}, nil
		default:
			if len(k) == 1 && k[0] >= '1' && int(k[0]-'1') < len(s.people) {
				s.at = int(k[0] - '1')
				return s.take(), nil
			}
		}
	}
	return screen.Stay{}, nil
}

func (s *who) View() screen.Frame {
	out := []string{"", s.theme.Head().Render(widget.Cut("  现在是谁在操作？", s.w)), ""}
	for i, p := range s.people {
		mark := "  "
		if i == s.at {
			mark = theme.Marker + " "
		}
		roles := make([]string, len(p.Roles))
		for j, r := range p.Roles {
			roles[j] = string(r)
		}
		duty := "（" + strings.Join(roles, "、") + "）" // a long name is cut, not what tells two apart
		head := fmt.Sprintf("  %s%d  ", mark, i+1)
		line := widget.Pad(head+widget.Cut(p.Name, max(8, s.w-widget.Width(head)-widget.Width(duty)))+duty, s.w)
		if i == s.at {
			line = s.theme.Selected().Render(line)
		}
		out = append(out, line)
	}
	out = append(out, "")
	for _, l := range widget.Wrap("每一步操作都会记下是谁做的。经审人员查账、提问题、签认，不记账。", max(10, s.w-4)) {
		out = append(out, s.theme.Muted().Render("  "+l))
	}
	return screen.Frame{Lines: out[:min(len(out), s.h)]}
}

func (s *who) Bindings() []screen.Binding {
	return []screen.Binding{
		{Keys: []string{"enter"}, Label: "就是他"},
		{Keys: []string{"up", "down", "tab", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, Label: "选择", Help: "上下箭头或数字选人", Hidden: true},
		{Keys: []string{"esc"}, Label: "退出"},
	}
}
