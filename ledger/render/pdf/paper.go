package pdf

import (
	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

// paper is the geometry of every page, in points from the upper left corner.
// The wide left margin is for binding.
type paper struct {
	width, height float64
	left, right   float64 // of the printed area
	top, bottom   float64 // of what flows between heading and signatures
	title, head   float64 // baselines
	sign, foot    float64 // baselines
}

// A4 and its margins.
const (
	a4Short     = 210 * mm
	a4Long      = 297 * mm
	marginLeft  = 20 * mm
	marginOther = 13 * mm
	titleSize   = 16.0
	headSize    = 9.5
	footSize    = 8.0
	noteSize    = 8.5
)

// smallest is the size of letters below which a sheet is turned on its side.
const smallest = 7

// turned reports whether the document must lie on its side: because it says so
// or because a table would be too small to read upright.
func turned(doc *report.Document, k ink) bool {
	if doc.Landscape {
		return true
	}
	for i := range doc.Tables {
		if layColumns(k, &doc.Tables[i], layPaper(doc, false).room()).size < smallest {
			return true
		}
	}
	return false
}

func layPaper(doc *report.Document, landscape bool) paper {
	p := paper{width: a4Short, height: a4Long}
	if landscape {
		p.width, p.height = p.height, p.width
	}
	p.left, p.right = marginLeft, p.width-marginOther
	p.title = marginOther + titleSize
	p.head = p.title + 22
	p.top = p.head + 6
	p.foot = p.height - marginOther
	p.sign = p.foot - 20
	p.bottom = p.foot - footSize - 6
	if len(doc.Signatures) > 0 {
		p.bottom = p.sign - headSize - 8
	}
	return p
}

func (p paper) room() float64 { return p.right - p.left }
func (p paper) body() float64 { return p.bottom - p.top }

// page is what stands between heading and signatures of one page.
type page struct{ blocks []block }

// block is a run of lines of one table, or of free text when cols is empty.
type block struct {
	y     float64
	title string
	cols  columns
	lines []line
	qr    string // drawn to the left of free text; "" for none
}

// titleHeight is the room that a table's title takes.
const titleHeight = 16.0

// flow breaks the document into pages.
type flow struct {
	paper paper
	ink   ink
	pages []page
	y     float64 // where the next line goes
	air   float64 // of a row, see [airs]
	tick  func() bool
}

func (f *flow) newPage() {
	f.pages = append(f.pages, page{})
	f.y = f.paper.top
}

func (f *flow) fresh() bool { return f.y == f.paper.top }

// open begins a block on the last page.
func (f *flow) open(b block) {
	b.y = f.y
	last := &f.pages[len(f.pages)-1]
	last.blocks = append(last.blocks, b)
	if b.title != "" {
		f.y += titleHeight
	}
}

func (f *flow) add(l line) {
	last := &f.pages[len(f.pages)-1]
	b := &last.blocks[len(last.blocks)-1]
	b.lines = append(b.lines, l)
	f.y += l.height
}

// notes sets the notes behind the last table.
func (f *flow) notes(doc *report.Document) {
	high := noteSize * leading
	opened := false
	for _, n := range doc.Notes {
		for _, s := range f.ink.wrap(f.ink.clean(n), noteSize, f.paper.room()) {
			if f.y+high+3 > f.paper.bottom {
				f.newPage()
				opened = false
			}
			if !opened {
				f.y += 3
				f.open(block{})
				opened = true
			}
			f.add(line{height: high, boxes: []box{{lines: []string{s}, size: noteSize, align: show.Left}}})
		}
	}
}
