// Package xlsx writes a report as an Excel workbook: amounts and counts are
// numbers, days are dates, numbers that are names stay text, and there is no
// formula anywhere. All tables stand on one sheet, as they would on paper.
package xlsx

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"huizhang/ledger"
	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

const sheet = "报表"

// Write writes the workbook; nothing reaches w when it fails before the end.
// progress may be nil; when it answers false, Write stops with
// [context.Canceled]. Large sheets pass through a file in the system's temp
// folder, which is removed again.
func Write(w io.Writer, doc *report.Document, progress func(done, total int) bool) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil && e != nil {
			err = fmt.Errorf("xlsx: %w", e)
		}
	}()
	b := &book{f: f, doc: doc, progress: progress}
	for i := range doc.Tables {
		b.total += len(doc.Tables[i].Rows)
		b.cols = max(b.cols, len(doc.Tables[i].Columns))
	}
	if b.total+5*len(doc.Tables)+100 > excelize.TotalRows {
		return ledger.Errf(ledger.CodeTooLarge, "报表有 %d 行，Excel 工作表最多 %d 行，没有导出。请缩短期间，或改用 CSV。", b.total, excelize.TotalRows)
	}
	b.cols = max(b.cols, 1)
	for _, step := range []func() error{b.prepare, b.stream, b.finish} {
		if err := step(); err != nil {
			return err
		}
	}
	if _, err := f.WriteTo(w); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}

// book is one workbook under way.
type book struct {
	f           *excelize.File
	sw          *excelize.StreamWriter
	doc         *report.Document
	styles      styles
	cols        int // of the widest table
	row         int // last row written
	repeat      int // rows 1 to repeat are printed on each page
	progress    func(done, total int) bool
	done, total int
}

func (b *book) prepare() error {
	if err := b.f.SetSheetName("Sheet1", sheet); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	if err := b.dress(); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	var err error
	if b.styles, err = makeStyles(b.f); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	if b.sw, err = b.f.NewStreamWriter(sheet); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	for i, width := range widths(b.doc, b.cols) {
		if err := b.sw.SetColWidth(i+1, i+1, width); err != nil {
			return fmt.Errorf("xlsx: %w", err)
		}
	}
	return nil
}

func (b *book) stream() error {
	if err := b.heading(); err != nil {
		return err
	}
	for i := range b.doc.Tables {
		if err := b.table(i); err != nil {
			return err
		}
	}
	if err := b.foot(); err != nil {
		return err
	}
	if err := b.sw.Flush(); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}

// put writes the next row.
func (b *book) put(cells ...any) error {
	b.row++
	if err := b.sw.SetRow(fmt.Sprintf("A%d", b.row), cells); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}

// wide writes a text over all columns.
func (b *book) wide(s string, style int) error {
	if err := b.put(excelize.Cell{StyleID: style, Value: s}); err != nil || b.cols < 2 {
		return err
	}
	last, err := excelize.CoordinatesToCellName(b.cols, b.row)
	if err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	if err := b.sw.MergeCell(fmt.Sprintf("A%d", b.row), last); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}

func (b *book) heading() error {
	title := ledger.Plain(b.doc.Title)
	if form := ledger.Plain(b.doc.Form); form != "" && b.cols < 2 {
		title = form + " " + title
	}
	if err := b.wide(title, b.styles.title); err != nil {
		return err
	}
	who, when, unit := show.Heading(b.doc)
	cells := make([]any, b.cols)
	put := func(i, style int, s string) {
		if c, ok := cells[i].(excelize.Cell); ok {
			s = c.Value.(string) + "  " + s
		}
		if s != "" {
			cells[i] = excelize.Cell{StyleID: style, Value: s}
		}
	}
	put(0, b.styles.plain, who)
	if when != "" {
		put(b.cols/2, b.styles.middle, when)
	}
	if form := ledger.Plain(b.doc.Form); form != "" && b.cols >= 2 {
		unit = form + "  " + unit
	}
	if unit != "" {
		put(b.cols-1, b.styles.right, unit)
	}
	err := b.put(cells...)
	b.repeat = b.row
	return err
}

func (b *book) table(i int) error {
	t := &b.doc.Tables[i]
	if i > 0 {
		b.row++
	}
	if s := ledger.Plain(t.Title); s != "" {
		if err := b.put(excelize.Cell{StyleID: b.styles.strong, Value: s}); err != nil {
			return err
		}
	}
	names := make([]any, len(t.Columns))
	for c, col := range t.Columns {
		names[c] = excelize.Cell{StyleID: b.styles.head, Value: ledger.Plain(col.Name)}
	}
	if err := b.put(names...); err != nil {
		return err
	}
	if len(b.doc.Tables) == 1 {
		b.repeat = b.row
	}
	in := show.IndentColumn(t)
	for _, r := range t.Rows {
		if err := b.put(b.cells(t, r, in)...); err != nil {
			return err
		}
		if b.done++; b.progress != nil && b.done%500 == 0 && !b.progress(b.done, b.total) {
			return context.Canceled
		}
	}
	return nil
}

func (b *book) cells(t *report.Table, r report.Row, in int) []any {
	out := make([]any, len(t.Columns))
	strong := show.Strong(r.Kind)
	for i, c := range t.Columns {
		cell := show.At(r, i)
		out[i] = excelize.Cell{
			StyleID: b.styles.of(c.Kind, show.IsValue(c.Kind, cell), strong, i == in && r.Kind == report.RowSub),
			Value:   value(c.Kind, cell),
		}
	}
	return out
}

// value gives excelize a typed value: a string is always stored as a string,
// whatever it begins with.
func value(kind report.Kind, c report.Cell) any {
	if c.Null {
		return nil
	}
	if !show.IsValue(kind, c) {
		s := ledger.Plain(c.Text)
		if r := []rune(s); len(r) > excelize.TotalCellChars {
			s = string(r[:excelize.TotalCellChars])
		}
		return s
	}
	switch kind {
	case report.KindMoney:
		// A workbook knows no other number; 15 digits hold any amount to the fen.
		return c.Money.Decimal().InexactFloat64()
	case report.KindCount:
		return c.Count
	}
	if !c.Day.Valid() {
		return c.Day.String()
	}
	return time.Date(c.Day.Year(), time.Month(c.Day.Month().Num()), c.Day.Dom(), 0, 0, 0, 0, time.UTC)
}

func (b *book) foot() error {
	for _, n := range b.doc.Notes {
		if err := b.wide(ledger.Plain(n), b.styles.note); err != nil {
			return err
		}
	}
	for _, n := range show.Seal(b.doc, false) {
		if err := b.wide(n, b.styles.note); err != nil {
			return err
		}
	}
	if labels := show.Signatures(b.doc); len(labels) > 0 {
		b.row++
		line := ""
		for _, s := range labels {
			line += s + "　　　　　　　　"
		}
		if err := b.wide(line, b.styles.plain); err != nil {
			return err
		}
	}
	if s := show.Made(b.doc); s != "" {
		return b.wide(s, b.styles.note)
	}
	return nil
}
