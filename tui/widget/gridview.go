package widget

import (
	"strings"

	"huizhang/tui/theme"
)

// View draws heading, the rows that fit, and foot. The cursor's cell stands
// between > and <, the others of the range in brackets.
func (g *Grid) View() []string {
	out := make([]string, 0, g.h)
	out = append(out, g.heading())
	n := g.body()
	marked := g.Marked()
	for i := g.top; i < min(g.top+n, g.rows.Len()); i++ {
		out = append(out, g.line(g.rows.Row(i), i, marked))
	}
	if g.rows.Len() == 0 && g.Empty != "" {
		out = append(out, g.Theme.Muted().Render(g.Empty))
	}
	if len(g.Foot) > 0 {
		for len(out) < g.h-1 {
			out = append(out, "")
		}
		out = append(out, g.foot())
	}
	for i := range out {
		out[i] = clip(out[i], g.w)
	}
	return out[:min(len(out), g.h)]
}

// shown are the columns of cells on screen.
func (g *Grid) shown() (from, to int) {
	return g.lft, min(len(g.Heads), g.lft+g.across())
}

func (g *Grid) heading() string {
	var b strings.Builder
	from, to := g.shown()
	for i, c := range g.Labels {
		end := " "
		if i == len(g.Labels)-1 && from > 0 {
			end = theme.Left
		}
		b.WriteString(g.label(c, c.Title) + end)
	}
	for k := from; k < to; k++ {
		b.WriteString(Middle(g.Heads[k], g.CellWidth))
	}
	s := b.String()
	if to < len(g.Heads) {
		s = Pad(s, min(g.w-1, Width(s))) + theme.Right
	}
	return g.Theme.Head().Render(s)
}

func (g *Grid) label(c Column, s string) string {
	switch {
	case c.Money:
		return Figure(s, c.Width)
	case c.Right:
		return PadLeft(s, c.Width)
	}
	return Pad(s, c.Width)
}

func (g *Grid) line(cells []Cell, i int, marked Range) string {
	var b strings.Builder
	for k, c := range g.Labels {
		var text Cell
		if k < len(cells) {
			text = cells[k]
		}
		style := text.Look.style(g.Theme)
		if i == g.row {
			style = g.Theme.Strong()
		}
		end := " "
		if i == g.row && k == len(g.Labels)-1 {
			end = theme.Marker
		}
		b.WriteString(style.Render(g.label(c, text.Text) + end))
	}
	from, to := g.shown()
	for k := from; k < to; k++ {
		var c Cell
		if k+len(g.Labels) < len(cells) {
			c = cells[k+len(g.Labels)]
		}
		b.WriteString(g.cell(c, i == g.row && k == g.col, marked.Has(i, k)))
	}
	return b.String()
}

func (g *Grid) cell(c Cell, here, marked bool) string {
	text := Middle(c.Text, g.CellWidth-2)
	switch {
	case here:
		return g.Theme.Selected().Render(">" + text + "<")
	case marked:
		return g.Theme.Range().Render("[" + text + "]")
	}
	return c.Look.style(g.Theme).Render(" " + text + " ")
}

func (g *Grid) foot() string {
	var b strings.Builder
	at := func(k int) string {
		if k < len(g.Foot) {
			return g.Foot[k].Text
		}
		return ""
	}
	for k, c := range g.Labels {
		b.WriteString(g.label(c, at(k)) + " ")
	}
	from, to := g.shown()
	for k := from; k < to; k++ {
		b.WriteString(Figure(at(k+len(g.Labels)), g.CellWidth))
	}
	return g.Theme.Strong().Render(b.String())
}
