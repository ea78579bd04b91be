package keys

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// secret is a field for a passphrase: asterisks instead of what was typed. The
// cursor stays at the end, because nobody can edit what he does not see.
type secret struct{ typed []rune }

// most is how much is taken; the rules for a passphrase say less.
const most = 200

func (s *secret) Text() string { return string(s.typed) }

func (s *secret) SetText(t string) {
	clear(s.typed)
	s.typed = []rune(t)
}

func (s *secret) Enter()        {}
func (s *secret) Leave() string { return "" }

// Update takes what is typed or pasted.
func (s *secret) Update(msg tea.Msg) bool {
	switch m := msg.(type) {
	case tea.PasteMsg:
		s.add(strings.TrimRight(m.Content, "\r\n"))
		return true
	case tea.KeyPressMsg:
		switch m.String() {
		case "backspace", "shift+backspace", "ctrl+h":
			if n := len(s.typed); n > 0 {
				s.typed[n-1] = 0
				s.typed = s.typed[:n-1]
			}
			return true
		case "ctrl+u", "ctrl+w", "ctrl+backspace", "delete":
			s.SetText("")
			return true
		}
		if t := widget.Typed(m); t != "" {
			s.add(t)
			return true
		}
	}
	return false
}

func (s *secret) add(t string) {
	if r := []rune(t); len(s.typed)+len(r) <= most {
		s.typed = append(s.typed, r...)
	}
}

// View shows that something was typed, not how much exactly once it is long.
func (s *secret) View(t theme.Theme, w int, focus bool) string {
	text := widget.Pad(strings.Repeat("*", min(len(s.typed), max(0, w-1))), w)
	if focus {
		return t.FieldOn().Render(text)
	}
	return t.Field().Render(text)
}

// CursorX is behind the last asterisk.
func (s *secret) CursorX(w int) (int, bool) { return min(len(s.typed), max(0, w-1)), true }

// Drop: nothing hangs below.
func (s *secret) Drop(theme.Theme, int, int) []string { return nil }
