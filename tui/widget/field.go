package widget

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/tui/theme"
)

// Field is what a form holds: it takes messages, draws itself, and keeps its
// value as text so that a form in hand can be put away and taken up again.
type Field interface {
	Editor
	Drawer
	Keeper
}

// Editor takes messages. Update reports whether the message was for the field;
// what it does not use, the form does (next field, leave). Leave ends editing,
// settles the value and says in Chinese what is wrong with it, or nothing.
type Editor interface {
	Update(msg tea.Msg) bool
	Enter()
	Leave() string
}

// Drawer draws a field in exactly w cells, with the cell of the real cursor
// (false: it has none), and the list that hangs below it while it is open.
type Drawer interface {
	View(t theme.Theme, w int, focus bool) string
	CursorX(w int) (int, bool)
	Drop(t theme.Theme, w, n int) []string
}

// Keeper gives and takes the value as text.
type Keeper interface {
	Text() string
	SetText(string)
}
