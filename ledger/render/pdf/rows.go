package pdf

import (
	"huizhang/ledger"
	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

// box is a cell ready to be drawn: it begins at column col and runs over span
// columns.
type box struct {
	col, span int
	lines     []string
	size      float64
	align     show.Align
	indent    float64
}

// line is a row ready to be drawn.
type line struct {
	boxes  []box
	height float64
	strong bool
	shaded bool
}

// setter turns the rows of one table into lines.
type setter struct {
	ink     ink
	table   *report.Table
	cols    columns
	indent  int
	air     float64 // free points above and below the text of a row
	least   float64 // height of a row
	tallest float64 // what fits on a page
}

func newSetter(k ink, t *report.Table, cols columns, air float64) *setter {
	s := &setter{ink: k, table: t, cols: cols, indent: show.IndentColumn(t), air: air}
	s.least = float64(t.RowHeight) * mm
	if t.RowHeight == 0 {
		for _, c := range t.Columns {
			if c.Kind == report.KindSign {
				s.least = signHeight
			}
		}
	}
	s.least = max(s.least, s.cols.size*leading+s.air)
	return s
}

// head is the line of the column names.
func (s *setter) head() line {
	out := line{strong: true, shaded: true}
	for i, c := range s.table.Columns {
		name := s.ink.clean(c.Name)
		room := s.cols.widths[i] - 2*padding
		b := box{col: i, span: 1, size: s.cols.size, align: show.Center}
		b.lines = s.ink.wrap(name, b.size, room)
		if len(b.lines) > 3 {
			b.size = s.cols.size * 0.75
			b.lines = s.ink.wrap(name, b.size, room)
		}
		out.boxes = append(out.boxes, b)
	}
	out.height = s.height(out, s.cols.size*leading+6)
	return out
}

// row sets one row; a heading or total runs over the empty cells beside it.
func (s *setter) row(r report.Row) line {
	out := line{strong: show.Strong(r.Kind), boxes: make([]box, 0, len(s.table.Columns))}
	span := show.Span(s.table, r)
	for i := 0; i < len(s.table.Columns); i++ {
		c, cell := s.table.Columns[i], show.At(r, i)
		b := box{col: i, span: 1, size: s.cols.size, align: show.AlignOf(c.Kind, cell)}
		width := s.cols.widths[i]
		if i == 0 && span > 1 {
			b.span, b.align = span, show.Left
			for _, w := range s.cols.widths[1:span] {
				width += w
			}
			if r.Kind != report.RowHead {
				b.align = show.Center
			}
		}
		if i == s.indent && r.Kind == report.RowSub {
			b.indent = min(s.cols.size*1.5, width/4)
		}
		s.fill(&b, c.Kind, cell, width-2*padding-b.indent)
		out.boxes = append(out.boxes, b)
		if i == 0 {
			i = span - 1
		}
	}
	out.height = s.height(out, s.least)
	return out
}

// fill breaks the text of a cell, or sets it smaller where breaking would hurt.
func (s *setter) fill(b *box, kind report.Kind, cell report.Cell, room float64) {
	text := s.ink.clean(show.Cell(kind, cell))
	if text == "" {
		return
	}
	fit := s.ink.shrink(text, b.size, room)
	if show.IsValue(kind, cell) || fit > 0.8*b.size {
		b.size, b.lines = fit, []string{text}
		return
	}
	b.lines = s.ink.wrap(text, b.size, room)
	// A text longer than a page is set small; what still does not fit is cut and
	// says so, for the book holds the whole.
	if most := s.tallest - 8; float64(len(b.lines))*b.size*leading > most {
		b.size = 5
		b.lines = s.ink.wrap(text, b.size, room)
		if n := int(most / (b.size * leading)); n > 0 && len(b.lines) > n {
			b.lines = append(b.lines[:n-1], "（以下见账簿）")
		}
	}
}

func (s *setter) height(l line, least float64) float64 {
	h := least
	for _, b := range l.boxes {
		h = max(h, float64(len(b.lines))*b.size*leading+min(4, s.air))
	}
	return h
}

// subtotal is the 本页小计 line over the item rows given.
func (s *setter) subtotal(rows []report.Row) (line, error) {
	r := report.Row{Kind: report.RowSubtotal, Cells: make([]report.Cell, len(s.table.Columns))}
	for i, c := range s.table.Columns {
		r.Cells[i] = report.Empty()
		if c.Kind != report.KindMoney || !s.summed(i) {
			continue
		}
		sum, err := itemSum(rows, i)
		if err != nil {
			return line{}, err
		}
		r.Cells[i] = report.Amount(sum, nil)
	}
	if len(r.Cells) > 0 && r.Cells[0].Null {
		r.Cells[0] = report.Text("本页小计")
	}
	return s.row(r), nil
}

// summed reports whether adding up a money column means anything: where the
// table's own total leaves it empty, as under 余额, a page total must too.
func (s *setter) summed(col int) bool {
	for i := len(s.table.Rows) - 1; i >= 0; i-- {
		if r := s.table.Rows[i]; r.Kind == report.RowTotal {
			return !show.At(r, col).Null
		}
	}
	return true
}

// itemSum adds up a money column over the item rows.
func itemSum(rows []report.Row, col int) (ledger.Money, error) {
	var sum ledger.Money
	for _, r := range rows {
		c := show.At(r, col)
		if r.Kind != report.RowItem || !show.IsValue(report.KindMoney, c) {
			continue
		}
		var err error
		if sum, err = ledger.Sum(sum, c.Money); err != nil {
			return 0, err
		}
	}
	return sum, nil
}
