package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/tui/theme"
)

// Area is a text that runs over several lines of its own, so that it can be read
// whole while it is written. It is edited like [Input]: Enter goes to the next
// field, and a line break that is pasted becomes a space.
type Area struct {
	Input
	Min int // lines it has when empty, 2 when 0

	w    int // as given by Fit
	goal int // cell that up and down keep to, -1: where the cursor is
}

// NewArea makes a field of several lines for at most limit characters.
func NewArea(limit int, text string) *Area {
	a := &Area{Input: Input{Limit: limit}, goal: -1}
	a.SetText(text)
	return a
}

// tall is a field of several lines. Fit gives the width and tells the height.
type tall interface {
	Field
	Fit(w int) int
	Rows(t theme.Theme, w int, focus bool) []string
	Cursor(w int) (x, y int)
}

// Fit takes the width of the lines and gives how many there are.
func (a *Area) Fit(w int) int {
	a.w = max(2, w)
	return len(a.padded(a.w))
}

// breaks are the first characters of the lines. A sign that closes does not
// begin a line; a line that is full to the last cell is followed by one for the
// cursor.
func (a *Area) breaks(w int) []int {
	out := []int{0}
	cells := 0
	for i, c := range a.cl {
		n := Width(c)
		if cells+n > w {
			at := i
			if first := out[len(out)-1]; at-1 > first && strings.Contains(closing, c) && !strings.Contains(closing, a.cl[at-1]) {
				at--
			}
			out = append(out, at)
			cells = Width(strings.Join(a.cl[at:i], ""))
		}
		cells += n
	}
	if cells >= w {
		out = append(out, len(a.cl))
	}
	return out
}

// padded are the breaks of as many lines as are drawn, -1 for an empty one.
func (a *Area) padded(w int) []int {
	out, least := a.breaks(w), a.Min
	if least == 0 {
		least = 2
	}
	for len(out) < least {
		out = append(out, -1)
	}
	return out
}

// line is the text of the line i.
func (a *Area) line(b []int, i int) string {
	if b[i] < 0 {
		return ""
	}
	return strings.Join(a.cl[b[i]:a.end(b, i)], "")
}

// end is the character behind the line i.
func (a *Area) end(b []int, i int) int {
	if i+1 < len(b) && b[i+1] >= 0 {
		return b[i+1]
	}
	return len(a.cl)
}

// Cursor is the cell and the line of the cursor.
func (a *Area) Cursor(w int) (x, y int) {
	b := a.breaks(w)
	for y = len(b) - 1; y > 0 && b[y] > a.pos; y-- {
	}
	return min(Width(strings.Join(a.cl[b[y]:a.pos], "")), w-1), y
}

// Update takes a message. Up and down move between the lines, and from the first
// and the last to the next field.
func (a *Area) Update(msg tea.Msg) bool {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "up":
			return a.step(-1)
		case "down":
			return a.step(1)
		}
	}
	a.goal = -1
	return a.Input.Update(msg)
}

// Enter is called when the field gets the focus.
func (a *Area) Enter() {
	a.goal = -1
	a.Input.Enter()
}

func (a *Area) step(n int) bool {
	b := a.breaks(max(2, a.w))
	x, y := a.Cursor(max(2, a.w))
	if y+n < 0 || y+n >= len(b) {
		return false
	}
	if a.goal < 0 {
		a.goal = x
	}
	a.put(b, y+n, a.goal)
	return true
}

// put places the cursor in a line at a cell, or as near as there is.
func (a *Area) put(b []int, y, x int) {
	from, to := b[y], a.end(b, y)
	a.pos = from
	for cells := 0; a.pos < to; a.pos++ {
		if cells += Width(a.cl[a.pos]); cells > x {
			break
		}
	}
	// The end of a line that goes on belongs to the next one.
	if a.pos == to && y+1 < len(b) && a.pos > from {
		a.pos--
	}
}

// takeCell places the cursor where the mouse points.
func (a *Area) takeCell(x, y int) {
	b := a.breaks(max(2, a.w))
	a.goal = -1
	a.put(b, min(y, len(b)-1), x)
}

// Rows are the lines, each exactly w cells.
func (a *Area) Rows(t theme.Theme, w int, focus bool) []string {
	b := a.padded(w)
	out := make([]string, len(b))
	for i := range b {
		text := a.line(b, i)
		text += Blank(w - Width(text))
		switch {
		case i == 0 && len(a.cl) == 0 && a.Hint != "":
			out[i] = t.Muted().Render(Pad(a.Hint, w))
		case focus:
			out[i] = t.FieldOn().Render(text)
		default:
			out[i] = t.Field().Render(text)
		}
	}
	return out
}
