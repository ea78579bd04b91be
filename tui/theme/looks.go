package theme

// Plain is text without a look.
func (t Theme) Plain() Style { return Style{} }

// Bar is the title line.
func (t Theme) Bar() Style {
	return t.pick(ink{white, blue, bold}, ink{brightWhite, blue, bold}, ink{attributes: attributes{bold: true, reverse: true}})
}

// Head is a heading, e.g. the first line of a table.
func (t Theme) Head() Style {
	return t.pick(ink{fg: blue, attributes: heading}, ink{fg: brightCyan, attributes: heading}, ink{attributes: heading})
}

// Strong is text that stands out: totals, the words of a question.
func (t Theme) Strong() Style { return t.same(bold) }

// Label is the name beside a field.
func (t Theme) Label() Style { return t.pick(ink{fg: blue}, ink{fg: cyan}, ink{}) }

// Field is the ground of an input.
func (t Theme) Field() Style { return t.same(under) }

// FieldOn is the input that has the focus.
func (t Theme) FieldOn() Style {
	return t.pick(ink{fg: black, bg: paleGreen}, ink{fg: brightWhite, bg: deepTeal}, ink{attributes: heading})
}

// Fresh is a value that the next character typed replaces.
func (t Theme) Fresh() Style { return t.same(reverse) }

// Amount is a figure.
func (t Theme) Amount() Style { return Style{} }

// Red is a red letter: a negative amount (its minus sign stays).
func (t Theme) Red() Style { return t.pick(ink{fg: red}, ink{fg: brightRed}, ink{}) }

// Warning is something to look at.
func (t Theme) Warning() Style {
	return t.pick(ink{fg: magenta, attributes: bold}, ink{fg: brightYellow, attributes: bold}, ink{attributes: bold})
}

// Bad is a refusal or a failure.
func (t Theme) Bad() Style {
	return t.pick(ink{fg: red, attributes: bold}, ink{fg: brightRed, attributes: bold}, ink{attributes: bold})
}

// Good is something done or in order.
func (t Theme) Good() Style { return t.pick(ink{fg: green}, ink{fg: brightGreen}, ink{}) }

// Muted is what may be overlooked.
func (t Theme) Muted() Style {
	return t.pick(ink{fg: grey}, ink{fg: white, attributes: attributes{faint: true}}, ink{})
}

// Selected is the row or choice in hand (beside it stands [Marker]).
func (t Theme) Selected() Style { return t.same(reverse) }

// Range is a cell of a marked range other than the one in hand.
func (t Theme) Range() Style {
	return t.pick(ink{fg: black, bg: cyan}, ink{fg: black, bg: cyan}, ink{attributes: under})
}

// Focus is the part of the screen that takes the keys.
func (t Theme) Focus() Style {
	return t.pick(ink{fg: blue, attributes: bold}, ink{fg: brightCyan, attributes: bold}, ink{attributes: bold})
}

// Border is the frame of a box.
func (t Theme) Border() Style { return t.pick(ink{fg: blue}, ink{fg: cyan}, ink{}) }

// Key is the name of a key at the foot.
func (t Theme) Key() Style { return t.Focus() }
