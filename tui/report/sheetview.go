package report

import (
	"strings"

	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// markWide are the cells before the first column: the mark of the row, and the
// gap in which the mark of the cell stands.
const markWide = 2

// lane is a column on screen: its place in the leaf's columns, and its cells.
type lane struct{ k, w int }

func shows(lanes []lane, k int) bool {
	for _, l := range lanes {
		if l.k == k {
			return true
		}
	}
	return false
}

// lanes are the columns that show: the frozen ones, then from side on as many as
// fit. Figures show as a whole or not at all; text may be cut.
func (s *Sheet) lanes(t *leaf) []lane {
	room := s.w - markWide - 1
	cut := textLimit(t, room)
	var out []lane
	for k := range t.cols {
		if k >= t.freeze && k < t.freeze+t.side {
			continue
		}
		w := t.width[k]
		text := t.table.Columns[t.cols[k]].Kind == report.KindText
		if text {
			w = min(w, cut)
		}
		if w > room {
			if !text || room < 8 {
				break
			}
			w = room
		}
		w = max(1, w)
		out = append(out, lane{k, w})
		room -= w + 1
	}
	if len(out) == len(t.cols) {
		spread(t, out, room)
	}
	return out
}

// spread gives cells that are left over to columns that wish for more.
func spread(t *leaf, lanes []lane, room int) {
	for more := true; more && room > 0; {
		more = false
		for i := range lanes {
			wish := min(t.table.Columns[t.cols[lanes[i].k]].Width, widestWish)
			if room > 0 && lanes[i].w < wish {
				lanes[i].w++
				room--
				more = true
			}
		}
	}
}

// widestWish keeps a row together for the eye.
const widestWish = 40

// textLimit is how wide text may be: as wide as it likes if all fits, else less,
// but not so little that it cannot be read.
func textLimit(t *leaf, room int) int {
	figures, texts, widest := 0, 0, 0
	for k, i := range t.cols {
		if t.table.Columns[i].Kind == report.KindText {
			texts++
			widest = max(widest, t.width[k])
			figures++
		} else {
			figures += t.width[k] + 1
		}
	}
	if texts == 0 {
		return room
	}
	return min(widest, max(minText, (room-figures)/texts, min(room/2, 22)/texts))
}

const minText = 10

// View draws the heading of the table in view and the lines that fit.
func (s *Sheet) View() []string {
	out := make([]string, 0, s.h)
	if len(s.tabs) == 0 {
		return out
	}
	first := 0
	if s.top < len(s.lines) {
		first = s.lines[s.top].tab
	}
	out = append(out, s.heading(first))
	for i := s.top; i < min(s.top+s.body(), len(s.lines)); i++ {
		out = append(out, s.draw(i))
	}
	if len(s.lines) == 0 {
		out = append(out, s.Theme.Muted().Render("  这个期间没有内容。"))
	}
	return out
}

func (s *Sheet) draw(i int) string {
	l := s.lines[i]
	switch l.kind {
	case lineTitle:
		return s.Theme.Strong().Render(widget.Cut(widget.Blank(markWide)+l.text, s.w))
	case lineHead:
		return s.heading(l.tab)
	case lineNote:
		return s.Theme.Muted().Render(widget.Cut(widget.Blank(markWide)+l.text, s.w))
	}
	return s.drawRow(i, l)
}

func (s *Sheet) heading(tab int) string {
	t := &s.tabs[tab]
	lanes := s.lanes(t)
	var b strings.Builder
	b.WriteString(widget.Blank(markWide - 1))
	for n, ln := range lanes {
		gap := " "
		if n == t.freeze && t.side > 0 {
			gap = theme.Left
		}
		b.WriteString(gap)
		c := t.table.Columns[t.cols[ln.k]]
		if c.Kind == report.KindMoney || c.Kind == report.KindCount {
			b.WriteString(widget.PadLeft(c.Name, ln.w))
		} else {
			b.WriteString(widget.Pad(c.Name, ln.w))
		}
	}
	text := b.String()
	if len(lanes) > 0 && lanes[len(lanes)-1].k < len(t.cols)-1 {
		text = widget.Pad(text, s.w-1) + theme.Right
	} else {
		text = widget.Pad(text, s.w)
	}
	return s.Theme.Head().Render(text)
}

// drawRow draws a row; the cell of the cursor stands between > and <.
func (s *Sheet) drawRow(i int, l line) string {
	t := &s.tabs[l.tab]
	row := t.table.Rows[l.row]
	here := i == s.at && !s.Quiet
	var b strings.Builder
	switch {
	case s.Marks[row.Key]:
		b.WriteString(s.Theme.Bad().Render("!"))
	case here:
		b.WriteString(s.Theme.Strong().Render(theme.Marker))
	default:
		b.WriteString(" ")
	}
	lanes := s.lanes(t)
	span := show.Span(t.table, row)
	after := false // the cell before is that of the cursor
	for n := 0; n < len(lanes); n++ {
		ln := lanes[n]
		w := ln.w
		if n == 0 {
			for n+1 < len(lanes) && t.cols[lanes[n+1].k] < span { // those cells are empty
				n++
				w += 1 + lanes[n].w
			}
		}
		mine := here && (ln.k == s.col || t.cols[ln.k] == 0 && s.col < len(t.cols) && t.cols[s.col] < span)
		switch {
		case mine:
			b.WriteString(theme.Marker)
		case after:
			b.WriteString("<")
		default:
			b.WriteString(" ")
		}
		text, style := s.text(t, row, ln.k, w)
		if mine {
			style = s.Theme.Selected()
		}
		b.WriteString(style.Render(text))
		after = mine
	}
	if after {
		b.WriteString("<")
	}
	return b.String()
}

// text is a cell in exactly w cells, and its look.
func (s *Sheet) text(t *leaf, row report.Row, k, w int) (string, theme.Style) {
	i := t.cols[k]
	kind := t.table.Columns[i].Kind
	c := show.At(row, i)
	style := s.Theme.Plain()
	if show.Strong(row.Kind) {
		style = s.Theme.Strong()
	}
	text := reads(kind, c, t.dated)
	if kind == report.KindMoney && show.IsValue(kind, c) {
		if c.Money < 0 {
			style = s.Theme.Red()
		}
		return widget.Figure(text, w), style
	}
	if row.Kind == report.RowSub && i == t.indent {
		text = widget.Blank(indentWide) + text
	}
	if show.AlignOf(kind, c) == show.Right {
		return widget.PadLeft(text, w), style
	}
	return widget.Pad(text, w), style
}
