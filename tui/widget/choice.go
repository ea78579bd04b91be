package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/tui/theme"
)

// none is what fields without text and list share.
type none struct{}

func (none) Enter()                              {}
func (none) Leave() string                       { return "" }
func (none) CursorX(int) (int, bool)             { return 0, false }
func (none) Drop(theme.Theme, int, int) []string { return nil }
func pressed(msg tea.Msg) (tea.KeyPressMsg, string) {
	k, _ := msg.(tea.KeyPressMsg)
	return k, k.String()
}

// Choice is one of a few: Space goes on to the next, Left and Right move, a
// figure takes the n-th.
type Choice struct {
	none
	Options []Option
	at      int
}

// NewChoice makes a choice; the first option is taken.
func NewChoice(options ...Option) *Choice { return &Choice{Options: options} }

// Text is the key of the option taken.
func (c *Choice) Text() string {
	if c.at >= len(c.Options) {
		return ""
	}
	return c.Options[c.at].Key
}

// SetText takes the option of that key, if there is one.
func (c *Choice) SetText(key string) {
	for i, o := range c.Options {
		if o.Key == key {
			c.at = i
		}
	}
}

// Update takes a message.
func (c *Choice) Update(msg tea.Msg) bool {
	n := len(c.Options)
	if n == 0 {
		return false
	}
	k, key := pressed(msg)
	switch key {
	case "space", "right":
		c.at = (c.at + 1) % n
		return true
	case "left":
		c.at = (c.at + n - 1) % n
		return true
	}
	if d := Fold(k.Text); len(d) == 1 && d[0] >= '1' && int(d[0]-'0') <= n {
		c.at = int(d[0] - '1')
		return true
	}
	return false
}

// View shows all options, the one taken in brackets; only that one when they
// do not fit.
func (c *Choice) View(t theme.Theme, w int, focus bool) string {
	var b strings.Builder
	for i, o := range c.Options {
		if i == c.at {
			b.WriteString("[" + o.Text + "]")
		} else {
			b.WriteString(" " + o.Text + " ")
		}
	}
	s := b.String()
	if Width(s) > w && c.at < len(c.Options) {
		s = theme.Left + " " + Cut(c.Options[c.at].Text, w-4) + " " + theme.Right
	}
	if focus {
		return t.FieldOn().Render(Pad(s, w))
	}
	return Pad(s, w)
}

// Check is yes or no; Space turns it over.
type Check struct {
	none
	Label string
	On    bool
}

// NewCheck makes a box with the words beside it.
func NewCheck(label string, on bool) *Check { return &Check{Label: label, On: on} }

// Text is "1" when ticked.
func (c *Check) Text() string {
	if c.On {
		return "1"
	}
	return ""
}

// SetText ticks the box for anything but "".
func (c *Check) SetText(s string) { c.On = s != "" }

// Update takes a message.
func (c *Check) Update(msg tea.Msg) bool {
	if _, key := pressed(msg); key == "space" {
		c.On = !c.On
		return true
	}
	return false
}

// View is the box and its words.
func (c *Check) View(t theme.Theme, w int, focus bool) string {
	s := theme.Off
	if c.On {
		s = theme.On
	}
	s = Pad(s+" "+c.Label, w)
	if focus {
		return t.FieldOn().Render(s)
	}
	return s
}

// Fixed is a value that is shown and cannot be changed; a form passes it over.
type Fixed struct {
	none
	Value string
	Right bool
	Style theme.Style
}

// NewFixed makes a value to look at.
func NewFixed(value string) *Fixed { return &Fixed{Value: value} }

// Text is the value.
func (f *Fixed) Text() string { return f.Value }

// SetText changes the value.
func (f *Fixed) SetText(s string) { f.Value = s }

// Update uses nothing.
func (f *Fixed) Update(tea.Msg) bool { return false }

// View is the value.
func (f *Fixed) View(_ theme.Theme, w int, _ bool) string {
	if f.Right {
		return f.Style.Render(Figure(f.Value, w))
	}
	return f.Style.Render(Pad(f.Value, w))
}
