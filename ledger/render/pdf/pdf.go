// Package pdf writes a report on A4 pages with an embedded Chinese font: the
// heading, the column heads, the signature line and the page number on every
// page. The text can be searched and copied, also in rare characters. The same
// document gives the same bytes.
package pdf

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/signintech/gopdf"

	"huizhang/ledger/render/font"
	"huizhang/ledger/report"
)

// Write writes the document; nothing reaches w when it fails before the end.
// progress may be nil. It is told how much of the work is done, each row
// counting twice, once set and once drawn; when it answers false, Write stops
// with [context.Canceled]. Characters that the font lacks print as 〓; ask
// [Missing] first.
func Write(w io.Writer, doc *report.Document, progress func(done, total int) bool) error {
	face, err := font.NewFace()
	if err != nil {
		return err
	}
	m := &meter{progress: progress}
	for i := range doc.Tables {
		m.total += 2 * len(doc.Tables[i].Rows)
	}
	k := ink{face}
	paper := layPaper(doc, turned(doc, k))
	pages, err := plan(doc, k, paper, m)
	if err != nil {
		return err
	}
	out, err := start(doc, k, paper)
	if err != nil {
		return err
	}
	p := &press{pdf: out, ink: k, paper: paper}
	if err := p.draw(doc, pages, m.drawn); err != nil {
		return err
	}
	raw, err := out.GetBytesPdfReturnErr()
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	if raw, err = mend(raw); err != nil {
		return err
	}
	if progress != nil && !progress(m.total, m.total) {
		return context.Canceled
	}
	if _, err := w.Write(raw); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	return nil
}

// airs are the free points above and below the text of a row together. A sheet
// that runs over onto a second page is set again with less: what is put up on a
// board, and the code that stands at its end, belongs on one page.
func airs() []float64 { return []float64{5, 3, 1.5} }

// plan sets all rows and breaks them into pages.
func plan(doc *report.Document, k ink, paper paper, m *meter) ([]page, error) {
	first, err := planWith(doc, k, paper, airs()[0], m.set)
	if err != nil || len(first) != 2 {
		return first, err
	}
	for _, air := range airs()[1:] {
		if tight, err := planWith(doc, k, paper, air, nil); err == nil && len(tight) == 1 {
			return tight, nil
		}
	}
	return first, nil
}

func planWith(doc *report.Document, k ink, paper paper, air float64, tick func() bool) ([]page, error) {
	f := &flow{paper: paper, ink: k, air: air, tick: tick}
	f.newPage()
	cols := layAll(k, doc.Tables, paper.room())
	for i := range doc.Tables {
		if err := f.put(&doc.Tables[i], cols[i]); err != nil {
			return nil, err
		}
	}
	f.notes(doc)
	f.seal(doc)
	return f.pages, nil
}

// start begins the file with font and properties.
func start(doc *report.Document, k ink, paper paper) (*gopdf.GoPdf, error) {
	ttf, err := font.TTF()
	if err != nil {
		return nil, err
	}
	out := &gopdf.GoPdf{}
	out.Start(gopdf.Config{PageSize: gopdf.Rect{W: paper.width, H: paper.height}})
	out.SetInfo(gopdf.PdfInfo{
		Title:        property(k.clean(doc.Title)),
		Author:       property(k.clean(doc.Organization)),
		Creator:      "会账",
		CreationDate: made(doc.Generated),
	})
	if err := out.AddTTFFontData(family, ttf); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return out, nil
}

// property keeps to the characters that gopdf can write into a file property.
func property(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return substitute
		}
		return r
	}, s)
}

// made reads the time of the document; an unreadable one leaves the property
// out, so that the bytes never depend on the clock.
func made(s string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

// meter tells the caller how far the work is, not more often than is useful.
type meter struct {
	progress    func(done, total int) bool
	done, total int
}

func (m *meter) set() bool {
	m.done++
	return m.progress == nil || m.done%200 != 0 || m.progress(m.done, m.total)
}

func (m *meter) drawn(lines int) bool {
	m.done = min(m.done+lines, m.total)
	return m.progress == nil || m.progress(m.done, m.total)
}
