package pdf

import (
	"context"
	"fmt"

	"github.com/signintech/gopdf"

	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

const family = "hz"

// press draws planned pages with gopdf. It keeps the first error, so that the
// drawing reads as a list of what is drawn.
type press struct {
	pdf   *gopdf.GoPdf
	ink   ink
	paper paper
	err   error
}

func (p *press) note(err error) {
	if p.err == nil && err != nil {
		p.err = fmt.Errorf("pdf: %w", err)
	}
}

// text draws a clean text with its baseline at y. There is no bold face: strong
// text is drawn twice, a hair apart.
func (p *press) text(x, y, size float64, s string, strong bool) {
	if s == "" {
		return
	}
	p.note(p.pdf.SetFontSize(size))
	p.pdf.SetXY(x, y)
	p.note(p.pdf.Text(s))
	if strong {
		p.pdf.SetXY(x+size*0.03, y)
		p.note(p.pdf.Text(s))
	}
}

// textIn draws a text inside left and right, made smaller if it must be.
func (p *press) textIn(left, right, y, size float64, s string, a show.Align, strong bool) {
	size = p.ink.shrink(s, size, right-left)
	width := p.ink.em(s) * size
	switch a {
	case show.Center:
		left += (right - left - width) / 2
	case show.Right:
		left = right - width
	}
	p.text(left, y, size, s, strong)
}

// draw draws all pages. tick is called after each.
func (p *press) draw(doc *report.Document, pages []page, tick func(lines int) bool) error {
	p.pdf.SetLineWidth(0.5)
	for i, pg := range pages {
		p.pdf.AddPage()
		p.note(p.pdf.SetFont(family, "", headSize))
		p.pdf.SetTextColor(0, 0, 0)
		p.heading(doc)
		n := 0
		for _, b := range pg.blocks {
			p.block(b)
			n += len(b.lines)
		}
		p.foot(doc, i+1, len(pages))
		if p.err != nil {
			return p.err
		}
		if !tick(n) {
			return context.Canceled
		}
	}
	return p.err
}

func (p *press) heading(doc *report.Document) {
	a := p.paper
	form := p.ink.clean(doc.Form)
	side := p.ink.em(form)*headSize + 4
	p.textIn(a.left+side, a.right-side, a.title, titleSize, p.ink.clean(doc.Title), show.Center, true)
	p.textIn(a.right-side, a.right, a.title, headSize, form, show.Right, false)
	who, when, unit := show.Heading(doc)
	who, when, unit = p.ink.clean(who), p.ink.clean(when), p.ink.clean(unit)
	right := a.right - p.ink.em(unit)*headSize
	p.textIn(right, a.right, a.head, headSize, unit, show.Right, false)
	// The period stands in the middle unless a long name needs the room.
	middle := (a.left + a.right) / 2
	half := p.ink.em(when) * headSize / 2
	from, to := middle-half, middle+half
	if end := a.left + p.ink.em(who)*headSize + 12; end > from {
		from, to = min(end, a.left+a.room()*0.6), right-12
	}
	p.textIn(a.left, from-8, a.head, headSize, who, show.Left, false)
	p.textIn(from, to, a.head, headSize, when, show.Center, false)
}

func (p *press) foot(doc *report.Document, n, of int) {
	a := p.paper
	if labels := show.Signatures(doc); len(labels) > 0 {
		room := a.room() / float64(len(labels))
		for i, s := range labels {
			x := a.left + float64(i)*room
			p.textIn(x, x+room, a.sign, headSize, p.ink.clean(s), show.Left, false)
		}
	}
	number := fmt.Sprintf("第 %d 页 / 共 %d 页", n, of)
	side := p.ink.em(number)*footSize + 10
	p.textIn(a.right-side, a.right, a.foot, footSize, number, show.Right, false)
	p.textIn(a.left, a.right-side, a.foot, 6.5, p.ink.clean(show.Made(doc)), show.Left, false)
}

// block draws the lines and then the rules around them.
func (p *press) block(b block) {
	y := b.y
	if b.title != "" {
		p.textIn(p.paper.left, p.paper.right, y+11, 10.5, b.title, show.Left, true)
		y += titleHeight
	}
	edges := []float64{p.paper.left}
	for _, w := range b.cols.widths {
		edges = append(edges, edges[len(edges)-1]+w)
	}
	if len(edges) == 1 {
		edges = append(edges, p.paper.right)
	}
	p.qr(b.qr, p.paper.left, y)
	top := y
	for _, l := range b.lines {
		if l.shaded {
			p.pdf.SetGrayFill(0.92)
			p.pdf.RectFromUpperLeftWithStyle(edges[0], y, edges[len(edges)-1]-edges[0], l.height, "F")
			p.pdf.SetGrayFill(0)
		}
		for _, c := range l.boxes {
			p.box(c, edges, y, l)
		}
		y += l.height
	}
	if len(b.cols.widths) > 0 {
		p.rules(b.lines, edges, top)
	}
}

func (p *press) box(c box, edges []float64, y float64, l line) {
	left := edges[c.col] + padding + c.indent
	right := edges[c.col+c.span] - padding
	if len(edges) == 2 {
		left, right = edges[0]+c.indent, edges[1] // free text has no frame to keep off
	}
	high := c.size * leading
	base := y + (l.height-high*float64(len(c.lines)))/2 + high/2 + c.size*0.37
	for i, s := range c.lines {
		p.textIn(left, right, base+float64(i)*high, c.size, s, c.align, l.strong)
	}
}

// rules draws the grid: a horizontal line under each row, and each vertical in
// as few strokes as the merged cells allow.
func (p *press) rules(lines []line, edges []float64, top float64) {
	left, right := edges[0], edges[len(edges)-1]
	p.pdf.Line(left, top, right, top)
	y := top
	from := make([]float64, len(edges))
	for i := range from {
		from[i] = top
	}
	for _, l := range lines {
		for _, c := range l.boxes {
			for e := c.col + 1; e < c.col+c.span; e++ {
				if from[e] < y {
					p.pdf.Line(edges[e], from[e], edges[e], y)
				}
				from[e] = y + l.height
			}
		}
		y += l.height
		p.pdf.Line(left, y, right, y)
	}
	for e, start := range from {
		if start < y {
			p.pdf.Line(edges[e], start, edges[e], y)
		}
	}
}
