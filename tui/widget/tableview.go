package widget

import (
	"strings"

	"huizhang/tui/theme"
)

// markWide are the cells before the first column, for the cursor's mark.
const markWide = 2

// lane is a column on screen.
type lane struct{ col, w int }

// lanes are the columns that show, from the left, and their widths: those that
// stay, then from side on as many as fit. Cells left over go to those that grow.
func (t *Table) lanes(side int) []lane {
	room := t.w - markWide
	var out []lane
	used, grow := 0, 0
	add := func(i int) bool {
		w := max(1, t.cols[i].Width, min(Width(t.cols[i].Title), 12))
		gap := min(1, len(out))
		left := room - used - gap
		if left < w {
			// Text may be cut; a figure shows as a whole or not at all.
			if t.cols[i].Money || t.cols[i].Right || left < 8 {
				return false
			}
			w = left
		}
		out = append(out, lane{i, w})
		used += gap + w
		grow += t.cols[i].Grow
		return true
	}
	for i := range t.cols {
		if i >= t.Freeze && i < t.Freeze+side {
			continue
		}
		if !add(i) {
			break
		}
	}
	return t.spread(out, room-used, grow)
}

func (t *Table) spread(out []lane, spare, grow int) []lane {
	for i := range out {
		if g := t.cols[out[i].col].Grow; g > 0 && spare > 0 {
			part := spare * g / grow
			out[i].w += part
			spare -= part
			grow -= g
		}
	}
	return out
}

// lastSide is how far one can move sideways.
func (t *Table) lastSide() int {
	for side := range len(t.cols) - t.Freeze {
		shown := t.lanes(side)
		if len(shown) == 0 || shown[len(shown)-1].col == len(t.cols)-1 {
			return side
		}
	}
	return max(0, len(t.cols)-t.Freeze-1)
}

// View draws heading, the rows that fit, and foot.
func (t *Table) View() []string {
	shown := t.lanes(t.side)
	out := make([]string, 0, t.h)
	out = append(out, t.heading(shown))
	n := t.body()
	for i := t.top; i < min(t.top+n, t.rows.Len()); i++ {
		out = append(out, t.row(shown, i))
	}
	if t.rows.Len() == 0 && t.Empty != "" {
		out = append(out, t.Theme.Muted().Render(Cut(Blank(markWide)+t.Empty, t.w)))
	}
	if len(t.Foot) > 0 {
		for len(out) < t.h-1 {
			out = append(out, "")
		}
		out = append(out, t.foot(shown))
	}
	for i := range out {
		out[i] = clip(out[i], t.w)
	}
	if len(out) > t.h {
		out = out[:t.h]
	}
	return out
}

func (t *Table) heading(shown []lane) string {
	var b strings.Builder
	mark := Blank(markWide)
	if t.side > 0 {
		mark = theme.Left + " "
	}
	b.WriteString(mark)
	for i, l := range shown {
		if i > 0 {
			b.WriteByte(' ')
		}
		c := t.cols[l.col]
		if c.Money || c.Right {
			b.WriteString(PadLeft(c.Title, l.w))
		} else {
			b.WriteString(Pad(c.Title, l.w))
		}
	}
	s := b.String()
	if len(shown) > 0 && shown[len(shown)-1].col < len(t.cols)-1 {
		s = Pad(s, t.w-2) + " " + theme.Right
	} else {
		s = Pad(s, t.w)
	}
	return t.Theme.Head().Render(s)
}

// cell draws text of a column in l.w cells and tells its look.
func (t *Table) cell(cells []Cell, l lane) (string, Look) {
	if l.col >= len(cells) {
		return Blank(l.w), Plain
	}
	c, col := cells[l.col], t.cols[l.col]
	switch {
	case col.Money:
		if c.Look == Plain && strings.HasPrefix(c.Text, "-") {
			c.Look = Red
		}
		return Figure(c.Text, l.w), c.Look
	case col.Right:
		return PadLeft(c.Text, l.w), c.Look
	}
	return Pad(c.Text, l.w), c.Look
}

func (t *Table) row(shown []lane, i int) string {
	cells := t.rows.Row(i)
	var b strings.Builder
	tick := " "
	if len(t.ticked) > 0 && t.ticked[t.rows.Key(i)] {
		tick = theme.Marked
	}
	mark := " "
	if i == t.at {
		mark = theme.Marker
	}
	b.WriteString(mark + tick)
	for k, l := range shown {
		if k > 0 {
			b.WriteByte(' ')
		}
		text, look := t.cell(cells, l)
		if i == t.at {
			look = Plain // the whole line has one look
		}
		b.WriteString(look.style(t.Theme).Render(text))
	}
	if i == t.at {
		s := b.String()
		return t.Theme.Selected().Render(s + Blank(t.w-Width(s)))
	}
	return b.String()
}

func (t *Table) foot(shown []lane) string {
	var b strings.Builder
	b.WriteString(Blank(markWide))
	for k, l := range shown {
		if k > 0 {
			b.WriteByte(' ')
		}
		text, _ := t.cell(t.Foot, l)
		b.WriteString(text)
	}
	return t.Theme.Strong().Render(b.String())
}
