package theme

import (
	"strings"
	"sync"

	"charm.land/lipgloss/v2"
)

// Theme is a set of looks. The zero Theme has no colour and no attributes at
// all, which suits tests. Copies share the background, so that a terminal's late
// answer about it reaches every screen.
type Theme struct{ look *look }

type look struct {
	dark, color bool
	made        sync.Map // ink → Style; a frame asks for hundreds
}

// New makes a theme for a dark or a light background; without color it keeps to
// bold, underline and reverse.
func New(dark, color bool) Theme { return Theme{&look{dark: dark, color: color}} }

// Env makes a theme as the environment wishes: a NO_COLOR that is not empty, or
// TERM=dumb, means no colour. COLORFGBG tells the background where a terminal sets it.
func Env(getenv func(string) string) Theme {
	color := getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
	fgbg := getenv("COLORFGBG")
	light := len(fgbg) > 2 && (fgbg[len(fgbg)-2:] == ";7" || fgbg[len(fgbg)-3:] == ";15")
	return New(!light, color)
}

// SetDark tells the theme and its copies what the background is.
func (t Theme) SetDark(dark bool) {
	if t.look != nil {
		t.look.dark = dark
	}
}

// Style is a look. It is applied to plain text of one line; looks are not nested.
type Style struct{ before, after string }

// Render gives the text in this look.
func (s Style) Render(text string) string {
	if s.before == "" || text == "" {
		return text
	}
	return s.before + text + s.after
}

// attributes are what a look may have besides colour.
type attributes struct{ bold, underline, reverse, faint bool }

// ink is one way to draw a look. Colours are numbers of the terminal's own
// palette, which the person has chosen to be readable; "" leaves them alone.
type ink struct {
	fg, bg string
	attributes
}

// style makes the look with lipgloss. What stands before and after a text is
// the same for every text, and is taken once: rendering each text anew costs
// microseconds, hundreds of times a frame.
func (i ink) style() Style {
	if i == (ink{}) {
		return Style{}
	}
	s := lipgloss.NewStyle().Bold(i.bold).Underline(i.underline).Reverse(i.reverse).Faint(i.faint)
	if i.fg != "" {
		s = s.Foreground(lipgloss.Color(i.fg))
	}
	if i.bg != "" {
		s = s.Background(lipgloss.Color(i.bg))
	}
	before, after, _ := strings.Cut(s.Render("x"), "x")
	return Style{before, after}
}

// style is the look of an ink, made once.
func (l *look) style(i ink) Style {
	if s, ok := l.made.Load(i); ok {
		return s.(Style)
	}
	s := i.style()
	l.made.Store(i, s)
	return s
}

// The numbers of the palette that the looks use.
const (
	black, red, green, yellow, blue, magenta, cyan, white = "0", "1", "2", "3", "4", "5", "6", "7"
	grey, brightRed, brightGreen, brightYellow            = "8", "9", "10", "11"
	brightCyan, brightWhite, paleGreen, deepTeal          = "14", "15", "194", "23"
)

// pick chooses the ink for a light, a dark and a colourless screen.
func (t Theme) pick(light, dark, plain ink) Style {
	switch {
	case t.look == nil:
		return Style{}
	case !t.look.color:
		return t.look.style(plain)
	case t.look.dark:
		return t.look.style(dark)
	}
	return t.look.style(light)
}

// same is a look of attributes alone, whatever the screen.
func (t Theme) same(a attributes) Style {
	i := ink{attributes: a}
	return t.pick(i, i, i)
}

var (
	bold    = attributes{bold: true}
	under   = attributes{underline: true}
	reverse = attributes{reverse: true}
	heading = attributes{bold: true, underline: true}
)
