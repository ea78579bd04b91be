// Package text writes a report for a terminal or a plain file: columns aligned
// by terminal cells, rules in ASCII (box drawing is two cells wide in some
// Chinese terminals), and no control character whatever the book holds.
package text

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"huizhang/ledger"
	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

// gap stands between two columns.
const gap = "  "

// Write writes the document at most width cells wide where texts can be
// wrapped to fit; amounts are never cut, so a narrow terminal may still see
// longer lines. A width of 0 sets no limit. progress may be nil; when it
// answers false, Write stops with [context.Canceled].
func Write(w io.Writer, doc *report.Document, width int, progress func(done, total int) bool) error {
	p := &printer{w: bufio.NewWriterSize(w, 64<<10), progress: progress}
	grids := make([]grid, len(doc.Tables))
	for i := range doc.Tables {
		p.total += len(doc.Tables[i].Rows)
		grids[i] = measure(&doc.Tables[i], width)
		p.width = max(p.width, grids[i].width())
	}
	p.width = max(p.width, p.headWidth(doc, width))
	p.top(doc)
	for i := range doc.Tables {
		if i > 0 {
			p.line("")
		}
		if err := p.table(&doc.Tables[i], grids[i]); err != nil {
			return err
		}
	}
	p.bottom(doc)
	if err := p.w.Flush(); err != nil {
		return fmt.Errorf("text: %w", err)
	}
	return nil
}

// printer writes through a bufio.Writer, which keeps the first error.
type printer struct {
	w           *bufio.Writer
	width       int
	progress    func(done, total int) bool
	done, total int
}

// line writes one line without blanks at its end.
func (p *printer) line(s string) {
	p.w.WriteString(strings.TrimRight(s, " "))
	p.w.WriteByte('\n')
}

// headWidth is what the heading line wants, within the limit.
func (p *printer) headWidth(doc *report.Document, limit int) int {
	who, when, unit := show.Heading(doc)
	n := ansi.StringWidth(who) + ansi.StringWidth(when) + ansi.StringWidth(unit) + 2*len(gap)
	n = max(n, ansi.StringWidth(ledger.Plain(doc.Title)))
	if limit > 0 {
		n = min(n, limit)
	}
	return n
}

func (p *printer) top(doc *report.Document) {
	if s := ledger.Plain(doc.Form); s != "" {
		p.line(pad(s, p.width, show.Right))
	}
	for _, s := range wrap(ledger.Plain(doc.Title), p.width) {
		p.line(pad(s, p.width, show.Center))
	}
	who, when, unit := show.Heading(doc)
	room := p.width - ansi.StringWidth(who) - ansi.StringWidth(unit)
	if room < ansi.StringWidth(when)+2 {
		for _, s := range []string{who, when, unit} {
			if s != "" {
				p.line(s)
			}
		}
		return
	}
	p.line(who + pad(when, room, show.Center) + unit)
}

func (p *printer) table(t *report.Table, g grid) error {
	if s := ledger.Plain(t.Title); s != "" {
		p.line(s)
	}
	rule := strings.Repeat("-", g.width())
	heads := make([]piece, len(t.Columns))
	for i, c := range t.Columns {
		a := show.Left
		switch c.Kind {
		case report.KindMoney, report.KindCount:
			a = show.Right
		case report.KindDay, report.KindSign:
			a = show.Center
		}
		heads[i] = piece{ledger.Plain(c.Name), g.cols[i], a}
	}
	p.line(rule)
	p.pieces(heads)
	p.line(rule)
	in := show.IndentColumn(t)
	for _, r := range t.Rows {
		if r.Kind == report.RowTotal {
			p.line(rule)
		}
		p.pieces(rowPieces(t, g, r, in))
		if p.done++; p.progress != nil && p.done%500 == 0 && !p.progress(p.done, p.total) {
			return context.Canceled
		}
	}
	p.line(rule)
	return nil
}

// piece is a text with the room it has.
type piece struct {
	text  string
	width int
	align show.Align
}

func rowPieces(t *report.Table, g grid, r report.Row, in int) []piece {
	span := show.Span(t, r)
	var out []piece
	for i := 0; i < len(t.Columns); i++ {
		kind, cell := t.Columns[i].Kind, show.At(r, i)
		s, width := show.Cell(kind, cell), g.cols[i]
		if i == 0 && span > 1 {
			for _, n := range g.cols[1:span] {
				width += len(gap) + n
			}
		}
		if i == in && r.Kind == report.RowSub && s != "" {
			s = gap + s
		}
		if kind == report.KindSign && s == "" {
			s = strings.Repeat("_", width)
		}
		out = append(out, piece{s, width, show.AlignOf(kind, cell)})
		if i == 0 {
			i = span - 1
		}
	}
	return out
}

// pieces writes one row, in as many lines as its longest cell needs.
func (p *printer) pieces(row []piece) {
	lines := make([][]string, len(row))
	high := 1
	for i, c := range row {
		lines[i] = []string{c.text}
		if c.align != show.Right {
			lines[i] = wrap(c.text, c.width)
		}
		high = max(high, len(lines[i]))
	}
	for n := range high {
		var b strings.Builder
		for i, c := range row {
			s := ""
			if n < len(lines[i]) {
				s = lines[i][n]
			}
			if i > 0 {
				b.WriteString(gap)
			}
			b.WriteString(pad(s, c.width, c.align))
		}
		p.line(b.String())
	}
}

func (p *printer) bottom(doc *report.Document) {
	for _, n := range doc.Notes {
		for _, s := range wrap(ledger.Plain(n), p.width) {
			p.line(s)
		}
	}
	for _, n := range show.Seal(doc, false) {
		for _, s := range wrap(n, p.width) {
			p.line(s)
		}
	}
	if labels := show.Signatures(doc); len(labels) > 0 {
		p.line("")
		room := max(p.width/len(labels), 16)
		var b strings.Builder
		for _, s := range labels {
			b.WriteString(pad(s, room, show.Left))
		}
		p.line(b.String())
	}
	if s := show.Made(doc); s != "" {
		p.line("")
		for _, l := range wrap(s, p.width) {
			p.line(l)
		}
	}
}

// wrap breaks a text into lines of at most width cells, never inside a
// character.
func wrap(s string, width int) []string {
	if width < 2 || ansi.StringWidth(s) <= width {
		return []string{s}
	}
	return strings.Split(ansi.Hardwrap(s, width, true), "\n")
}

// pad fills a text with blanks to width cells. A longer text stays whole.
func pad(s string, width int, a show.Align) string {
	n := width - ansi.StringWidth(s)
	if n <= 0 {
		return s
	}
	switch a {
	case show.Right:
		return strings.Repeat(" ", n) + s
	case show.Center:
		return strings.Repeat(" ", n/2) + s + strings.Repeat(" ", n-n/2)
	}
	return s + strings.Repeat(" ", n)
}
