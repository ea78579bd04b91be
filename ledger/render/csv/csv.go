// Package csv writes a report's tables as comma-separated values for
// spreadsheets: UTF-8 with a byte order mark, one head line a table, amounts
// plain, and no cell that a spreadsheet would take for a formula.
package csv

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

// Mark is the byte order mark, without which Excel reads Chinese as garbage.
const Mark = "\uFEFF"

// Write writes the tables. A report of one table is head line and rows and
// nothing else, so that it can be read back; several tables have their titles
// above them and an empty line between. progress may be nil; when it answers
// false, Write stops with [context.Canceled].
func Write(w io.Writer, doc *report.Document, progress func(done, total int) bool) error {
	if _, err := io.WriteString(w, Mark); err != nil {
		return fmt.Errorf("csv: %w", err)
	}
	total, done := 0, 0
	for i := range doc.Tables {
		total += len(doc.Tables[i].Rows)
	}
	out := csv.NewWriter(w)
	for i := range doc.Tables {
		t := &doc.Tables[i]
		if err := head(w, out, doc, i); err != nil {
			return err
		}
		if err := rows(out, t, &done, total, progress); err != nil {
			return err
		}
	}
	if err := seal(w, out, doc); err != nil {
		return err
	}
	if out.Flush(); out.Error() != nil {
		return fmt.Errorf("csv: %w", out.Error())
	}
	return nil
}

// Rows writes the rows of the first table and nothing else, for a table that is
// too long to be held at once: [Write] its first part, then the rows of the others.
func Rows(w io.Writer, doc *report.Document, progress func(done, total int) bool) error {
	out, done := csv.NewWriter(w), 0
	if len(doc.Tables) > 0 {
		if err := rows(out, &doc.Tables[0], &done, len(doc.Tables[0].Rows), progress); err != nil {
			return err
		}
	}
	if out.Flush(); out.Error() != nil {
		return fmt.Errorf("csv: %w", out.Error())
	}
	return nil
}

func rows(out *csv.Writer, t *report.Table, done *int, total int, progress func(done, total int) bool) error {
	for _, row := range t.Rows {
		if err := out.Write(record(t, row)); err != nil {
			return fmt.Errorf("csv: %w", err)
		}
		if *done++; progress != nil && *done%500 == 0 && !progress(*done, total) {
			return context.Canceled
		}
	}
	return nil
}

// head writes what stands above a table's rows. The empty line goes around the
// csv package, which would write it as "".
func head(w io.Writer, out *csv.Writer, doc *report.Document, i int) error {
	t := &doc.Tables[i]
	if i > 0 {
		out.Flush()
		if _, err := io.WriteString(w, "\n"); err != nil {
			return fmt.Errorf("csv: %w", err)
		}
	}
	if len(doc.Tables) > 1 && t.Title != "" {
		if err := out.Write([]string{Guard(ledger.Plain(t.Title))}); err != nil {
			return fmt.Errorf("csv: %w", err)
		}
	}
	names := make([]string, len(t.Columns))
	for c, col := range t.Columns {
		names[c] = Guard(ledger.Plain(col.Name))
	}
	if err := out.Write(names); err != nil {
		return fmt.Errorf("csv: %w", err)
	}
	return nil
}

// seal writes below the tables what a published paper says about itself; other
// reports have none, so that they can be read back.
func seal(w io.Writer, out *csv.Writer, doc *report.Document) error {
	if doc.Seal == nil {
		return nil
	}
	out.Flush()
	if _, err := io.WriteString(w, "\n"); err != nil {
		return fmt.Errorf("csv: %w", err)
	}
	rows := [][]string{{"账簿核对码", doc.Seal.Code}, {"二维码内容", doc.Seal.QR}}
	for _, s := range doc.Seal.Signed {
		rows = append(rows, []string{"签字", s})
	}
	for _, r := range append(rows, []string{"说明", doc.Seal.About}) {
		if err := out.Write([]string{r[0], Guard(ledger.Plain(r[1]))}); err != nil {
			return fmt.Errorf("csv: %w", err)
		}
	}
	return nil
}

func record(t *report.Table, row report.Row) []string {
	cells := make([]string, len(t.Columns))
	for c, col := range t.Columns {
		cell := show.At(row, c)
		s := show.Bare(col.Kind, cell)
		if !show.IsValue(col.Kind, cell) {
			s = Guard(s)
		}
		cells[c] = s
	}
	return cells
}

// risky are the characters with which a spreadsheet begins a formula; the
// full-width ones count in some settings of Excel.
const risky = "=+-@\t\r\n＝＋－＠"

// Guard puts an apostrophe before a text that a spreadsheet might run as a
// formula, also one behind blanks or behind apostrophes of its own, so that
// [Unguard] always gives back the text.
func Guard(s string) string {
	if dangerous(s) {
		return "'" + s
	}
	return s
}

// Unguard takes away what [Guard] added.
func Unguard(s string) string {
	if strings.HasPrefix(s, "'") && dangerous(s[1:]) {
		return s[1:]
	}
	return s
}

func dangerous(s string) bool {
	rest := strings.TrimLeft(s, "' \u3000")
	return rest != "" && strings.ContainsRune(risky, []rune(rest)[0])
}
