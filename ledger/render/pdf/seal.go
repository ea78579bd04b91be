package pdf

import (
	"huizhang/ledger/render/qr"
	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

// module is the side of a QR module in points: 0.63 mm, which a telephone reads
// from paper at arm's length.
const module = 1.8

// seal sets what the paper says about itself behind the notes, on one page: a
// code torn from its QR code would help nobody.
func (f *flow) seal(doc *report.Document) {
	if doc.Seal == nil {
		return
	}
	size, _, err := qr.Runs(doc.Seal.QR)
	b := block{}
	side, indent := 0.0, 0.0
	if err == nil && doc.Seal.QR != "" {
		side = float64(size+2*qr.Quiet) * module
		indent, b.qr = side+6, doc.Seal.QR
	}
	var texts []string
	for _, s := range show.Seal(doc, b.qr != "") {
		texts = append(texts, f.ink.wrap(f.ink.clean(s), noteSize, f.paper.room()-indent)...)
	}
	high := noteSize * leading
	if f.y+6+max(side, high*float64(len(texts))) > f.paper.bottom {
		f.newPage()
	}
	f.y += 6
	end := f.y + side
	f.open(b)
	if gap := (side - high*float64(len(texts))) / 2; gap > 0 {
		f.add(line{height: gap})
	}
	for _, s := range texts {
		f.add(line{height: high, boxes: []box{{lines: []string{s}, size: noteSize, align: show.Left, indent: indent}}})
	}
	f.y = max(f.y, end)
}

// qr draws a QR code with its quiet zone, its upper left corner at x, y.
func (p *press) qr(text string, x, y float64) {
	if text == "" {
		return
	}
	_, dark, err := qr.Runs(text)
	p.note(err)
	p.pdf.SetGrayFill(0)
	for _, r := range dark {
		p.pdf.RectFromUpperLeftWithStyle(x+float64(r.X+qr.Quiet)*module, y+float64(r.Y+qr.Quiet)*module, float64(r.N)*module, module, "F")
	}
}
