package theme

// Theme is a set of looks. The zero Theme has no colour and no attributes at
// all, which suits tests. Copies share the background, so that a terminal's late
// answer about it reaches every screen.
type Theme struct{ look *look }

type look struct{ dark, color bool }

// New makes a theme for a dark or a light background; without color it keeps to
// bold, underline and reverse.
func New(dark, color bool) Theme { return Theme{&look{dark, color}} }

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

// pick chooses the attributes for a light, a dark and a colourless screen.
func (t Theme) pick(light, dark, plain string) Style {
	switch {
	case t.look == nil:
		return Style{}
	case !t.look.color:
		return Style{plain}
	case t.look.dark:
		return Style{dark}
	}
	return Style{light}
}

// Style is a look. It is applied to plain text; looks are not nested.
type Style struct{ sgr string }

// Render gives the text in this look.
func (s Style) Render(text string) string {
	if s.sgr == "" || text == "" {
		return text
	}
	return "\x1b[" + s.sgr + "m" + text + "\x1b[m"
}

// Plain is text without a look.
func (t Theme) Plain() Style { return Style{} }

// Bar is the title line.
func (t Theme) Bar() Style { return t.pick("1;37;44", "1;97;44", "1;7") }

// Head is a heading, e.g. the first line of a table.
func (t Theme) Head() Style { return t.pick("1;4;34", "1;4;96", "1;4") }

// Strong is text that stands out: totals, the words of a question.
func (t Theme) Strong() Style { return t.pick("1", "1", "1") }

// Label is the name beside a field.
func (t Theme) Label() Style { return t.pick("34", "36", "") }

// Field is the ground of an input, FieldOn of the input that has the focus.
func (t Theme) Field() Style { return t.pick("4", "4", "4") }

// FieldOn is the input that has the focus.
func (t Theme) FieldOn() Style { return t.pick("30;48;5;194", "97;48;5;23", "1;4") }

// Fresh is a value that the next character typed replaces.
func (t Theme) Fresh() Style { return t.pick("7", "7", "7") }

// Amount is a figure, Red one below zero (the minus sign stays).
func (t Theme) Amount() Style { return Style{} }

// Red is a red letter: a negative amount (its minus sign stays).
func (t Theme) Red() Style { return t.pick("31", "91", "") }

// Warning is something to look at; Bad is a refusal or a failure.
func (t Theme) Warning() Style { return t.pick("1;35", "1;93", "1") }

// Bad is a refusal or a failure.
func (t Theme) Bad() Style { return t.pick("1;31", "1;91", "1") }

// Good is something done or in order.
func (t Theme) Good() Style { return t.pick("32", "92", "") }

// Muted is what may be overlooked.
func (t Theme) Muted() Style { return t.pick("90", "37;2", "") }

// Selected is the row or choice in hand (beside it stands [Marker]).
func (t Theme) Selected() Style { return t.pick("7", "7", "7") }

// Range is a cell of a marked range other than the one in hand.
func (t Theme) Range() Style { return t.pick("30;46", "30;46", "4") }

// Focus is the part of the screen that takes the keys.
func (t Theme) Focus() Style { return t.pick("1;34", "1;96", "1") }

// Border is the frame of a box.
func (t Theme) Border() Style { return t.pick("34", "36", "") }

// Key is the name of a key at the foot.
func (t Theme) Key() Style { return t.pick("1;34", "1;96", "1") }
