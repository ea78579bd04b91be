package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
)

// spot is where an item stands: the line, the cell of its label and of its
// field, and the field's width and height.
type spot struct{ item, y, labelX, x, w, h int }

const (
	indent   = 2 // for the mark of the focus
	between  = 2 // cells between two fields of a line
	narrow   = 6 // a field is never narrower
	dropWide = 36
)

// spots places the items; lines is the height of it all. notes are the lines
// that hold what is wrong.
func (f *Form) spots() (at []spot, notes map[int]string, lines int) {
	notes = map[int]string{}
	y := 0
	note := func(texts []string) {
		for _, text := range texts {
			for _, l := range Wrap("! "+text, f.w-indent) {
				notes[y] = l
				y++
			}
		}
	}
	note(f.loose())
	labels := f.labelWidth()
	for i := 0; i < len(f.items); {
		if f.hidden(i) {
			i++
			continue
		}
		from := len(at)
		i = f.line(&at, i, y, labels)
		h := 1
		for _, s := range at[from:] {
			h = max(h, s.h)
		}
		y += h
		for _, s := range at[from:] {
			note(f.about(f.items[s.item].Name))
		}
	}
	return at, notes, y
}

// line places the item i and those that share its line; it gives the next item.
func (f *Form) line(at *[]spot, i, y, labels int) int {
	x := indent + labels + 1
	if f.items[i].Field == nil {
		*at = append(*at, spot{item: i, y: y, labelX: indent, h: 1})
		return i + 1
	}
	labelX := indent
	if f.items[i].Flush {
		x = labelX + past(f.items[i].Label)
	}
	for {
		it := f.items[i]
		w := it.Width
		if w <= 0 || x+w > f.w {
			w = max(narrow, f.w-x)
		}
		h := 1
		if fd, ok := it.Field.(tall); ok {
			h = fd.Fit(w)
		}
		*at = append(*at, spot{i, y, labelX, x, w, h})
		i++
		for i < len(f.items) && f.hidden(i) {
			i++
		}
		if i >= len(f.items) || !f.items[i].Same || f.items[i].Field == nil {
			return i
		}
		labelX = x + w + between
		x = labelX + past(f.items[i].Label)
		if x+max(narrow, f.items[i].Width) > f.w {
			return i
		}
	}
}

// past is the room of a label with the space behind it.
func past(label string) int {
	if label == "" {
		return 0
	}
	return Width(label) + 1
}

func (f *Form) labelWidth() int {
	n := 0
	for i, it := range f.items {
		if it.Field != nil && !it.Same && !it.Flush && !f.hidden(i) {
			n = max(n, Width(it.Label))
		}
	}
	return min(n, max(4, f.w/3))
}

// about is what is wrong with a field; loose what is wrong with none of them.
func (f *Form) about(name string) []string {
	if name == "" {
		return nil
	}
	var out []string
	if text := f.wrong[name]; text != "" {
		out = append(out, text)
	}
	for _, p := range f.problems {
		if p.Field == name && p.Text != f.wrong[name] {
			out = append(out, sentence(p))
		}
	}
	return out
}

func (f *Form) loose() []string {
	var out []string
	for _, p := range f.problems {
		if p.Field == "" || !f.shows(p.Field) {
			out = append(out, sentence(p))
		}
	}
	return out
}

func (f *Form) shows(name string) bool {
	for i, it := range f.items {
		if it.Name == name && it.Field != nil {
			return !f.hidden(i)
		}
	}
	return false
}

func sentence(p ledger.Problem) string {
	if p.Subject != "" {
		return p.Subject + "：" + p.Text
	}
	return p.Text
}

// fit moves the window so that the field in focus and its problems are in it.
func (f *Form) fit() {
	if f.focus >= 0 && !f.takes(f.focus) {
		if n := f.next(1, true); n >= 0 {
			f.focus = n
			f.enter()
		}
	}
	at, notes, lines := f.spots()
	for _, s := range at {
		if s.item != f.focus {
			continue
		}
		first, last := s.y, s.y+s.h-1
		for notes[last+1] != "" && last < s.y+s.h+2 {
			last++
		}
		if fd, ok := f.items[s.item].Field.(tall); ok && last-first >= f.h {
			// Higher than the window: the line of the cursor is what must be seen.
			_, y := fd.Cursor(s.w)
			first, last = s.y+y, s.y+y
		}
		f.top = max(f.top, last-f.h+1)
		f.top = min(f.top, first)
		if first < f.h {
			f.top = min(f.top, max(0, last-f.h+1))
		}
	}
	f.top = max(0, min(f.top, lines-f.h))
}

// View draws the lines that are in the window; a list that is open lies over
// them.
func (f *Form) View() []string {
	at, notes, lines := f.spots()
	n := min(f.h, max(0, lines-f.top))
	rows := make([]strings.Builder, n)
	ends := make([]int, n)
	var here *spot
	for i, s := range at {
		if s.item == f.focus {
			here = &at[i]
		}
		for k, text := range f.item(s) {
			y := s.y - f.top + k
			if y < 0 || y >= n {
				continue
			}
			rows[y].WriteString(Blank(s.labelX-indent-ends[y]) + text)
			ends[y] = s.x + s.w
			if f.items[s.item].Field == nil {
				ends[y] = f.w
			}
		}
	}
	out := make([]string, n)
	for y := range out {
		if text := notes[y+f.top]; text != "" {
			out[y] = Blank(indent) + f.Theme.Bad().Render(Cut(text, f.w-indent))
			continue
		}
		out[y] = rows[y].String()
	}
	if here != nil {
		out = f.hang(out, *here)
	}
	for y := range out {
		out[y] = clip(out[y], f.w)
	}
	return out
}

// item draws label and field of a spot, from indent cells left of the label: a
// line, or as many as the field has.
func (f *Form) item(s spot) []string {
	it, t := f.items[s.item], f.Theme
	if it.Field == nil {
		return []string{Blank(indent) + t.Strong().Render(Cut(it.Label, f.w-indent))}
	}
	focus := s.item == f.focus
	room := s.x - s.labelX - 1
	label := Pad(it.Label, room) + " "
	if room < 0 {
		label = ""
	}
	left := Blank(indent) + t.Label().Render(label)
	if focus {
		left = t.Focus().Render(theme.Marker + " " + label)
	}
	fd, ok := it.Field.(tall)
	if !ok {
		return []string{left + it.Field.View(t, s.w, focus)}
	}
	out := fd.Rows(t, s.w, focus)
	for i := range out {
		if i == 0 {
			out[i] = left + out[i]
		} else {
			out[i] = Blank(indent+Width(label)) + out[i]
		}
	}
	return out
}

// hung is the open list of the field in focus: below it, or above where there is
// more room; from is its first line, x its first cell.
func (f *Form) hung(s spot) (list []string, from, x, w int) {
	y := s.y - f.top
	w = min(f.w, max(s.w, dropWide))
	x = max(0, min(s.x, f.w-w))
	below, above := f.h-y-1, y
	fd := f.items[s.item].Field
	if above > below && len(fd.Drop(f.Theme, w, f.h)) > below {
		list = fd.Drop(f.Theme, w, above)
		return list, y - len(list), x, w
	}
	return fd.Drop(f.Theme, w, below), y + 1, x, w
}

func (f *Form) hang(out []string, s spot) []string {
	list, from, x, w := f.hung(s)
	for i, l := range list {
		for from+i >= len(out) {
			out = append(out, "")
		}
		out[from+i] = Splice(out[from+i], x, l, w)
	}
	return out
}

// Cursor is the real cursor's cell in the screen, nil when no text is typed.
func (f *Form) Cursor() *screen.Cursor {
	fd := f.field()
	if fd == nil {
		return nil
	}
	at, _, _ := f.spots()
	for _, s := range at {
		y := s.y - f.top
		if s.item != f.focus {
			continue
		}
		if fd, ok := fd.(tall); ok {
			x, row := fd.Cursor(s.w)
			if y += row; y >= 0 && y < f.h {
				return &screen.Cursor{X: f.X + s.x + x, Y: f.Y + y}
			}
			continue
		}
		if y < 0 || y >= f.h {
			continue
		}
		if x, ok := fd.CursorX(s.w); ok && s.x+x < f.w {
			return &screen.Cursor{X: f.X + s.x + x, Y: f.Y + y}
		}
	}
	return nil
}

// lister is a field with a list that the mouse can choose from: row is the line
// of the n that show.
type lister interface{ takeRow(row, n int) }

// click takes what is under the mouse: a line of the open list, or the focus.
func (f *Form) click(m tea.MouseClickMsg) Outcome {
	x, y := m.X-f.X, m.Y-f.Y+f.top
	at, _, _ := f.spots()
	for _, s := range at {
		if s.item != f.focus {
			continue
		}
		list, from, left, w := f.hung(s)
		row := y - f.top - from
		if fd, ok := f.items[s.item].Field.(lister); ok && row >= 0 && row < len(list) && x >= left && x < left+w {
			fd.takeRow(row, len(list))
			return f.key("enter")
		}
	}
	for _, s := range at {
		if y >= s.y && y < s.y+s.h && x >= s.labelX-indent && x < s.x+s.w && f.takes(s.item) {
			f.move(s.item)
			if fd, ok := f.items[s.item].Field.(*Area); ok {
				fd.takeCell(x-s.x, y-s.y)
			}
			return Used
		}
	}
	return Passed
}

// beside is the item in the next line up or down that stands nearest.
func (f *Form) beside(step int) int {
	at, _, _ := f.spots()
	var here spot
	for _, s := range at {
		if s.item == f.focus {
			here = s
		}
	}
	best, line := -1, -1
	var dist int
	for k := range at {
		s := at[k]
		if step < 0 {
			s = at[len(at)-1-k]
		}
		if (s.y-here.y)*step <= 0 || !f.takes(s.item) || line >= 0 && s.y != line {
			continue
		}
		d := max(s.x-here.x, here.x-s.x)
		if best < 0 || d < dist {
			best, line, dist = s.item, s.y, d
		}
	}
	return best
}
