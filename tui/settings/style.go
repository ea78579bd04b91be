package settings

import (
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// styleOf is the theme's style of a look.
func styleOf(t theme.Theme, l widget.Look) theme.Style {
	switch l {
	case widget.Muted:
		return t.Muted()
	case widget.Red:
		return t.Bad()
	case widget.Warning:
		return t.Warning()
	case widget.Good:
		return t.Good()
	case widget.Strong:
		return t.Strong()
	}
	return t.Plain()
}
