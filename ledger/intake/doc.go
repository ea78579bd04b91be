// Package intake turns files from outside into rows, and rows into drafts and
// problems: members, wages, vouchers, opening balances, bank statements,
// invoices. It never touches a book. Everything it reads is taken to be
// hostile: sizes are limited before and while reading, text is cleaned before
// it is looked at, and each thing wrong is named by file, line, column and reason.
package intake

import (
	"fmt"

	"huizhang/ledger"
)

// The codes of what can go wrong with a file (reliability.md §4).
const (
	CodeTooBig    ledger.Fault = "I01"
	CodeUnread    ledger.Fault = "I02"
	CodeEncoding  ledger.Fault = "I04"
	CodeHidden    ledger.Fault = "I05"
	CodeDuplicate ledger.Fault = "I06"
	CodeNoHeader  ledger.Fault = "no-header"
)

// Limits bound what a file may cost. Bytes for the first two and for Cell.
type Limits struct {
	Text     int64 // bytes of a plain text file, which cannot swell
	File     int64 // the file itself
	Unpacked int64 // what a workbook unpacks to, counted while reading
	Ratio    int64 // unpacked to packed, for parts above a megabyte or so
	Entries  int   // files inside a workbook
	Rows     int
	Columns  int
	Cells    int // rows × columns altogether
	Cell     int
	Depth    int // nesting of XML
}

// Usual are the limits for files that people choose.
func Usual() Limits {
	return Limits{
		File: 20 << 20, Text: 20 << 20, Unpacked: 100 << 20, Ratio: 100, Entries: 1000,
		Rows: 200_000, Columns: 256, Cells: 4_000_000, Cell: 32_767, Depth: 64,
	}
}

// Bulk are the limits for the vouchers of a whole former program, which come as
// one plain text file.
func Bulk() Limits {
	l := Usual()
	l.Text, l.Rows, l.Cells = 64<<20, 400_000, 6_000_000
	return l
}

// Row is one line of a table. Line counts as the person sees it in the file,
// from 1.
type Row struct {
	Line  int
	Cells []string
}

// Table is a file's rows, cleaned. Header is empty when no row among the first
// ten holds a word that a kind of import knows.
type Table struct {
	File   string // base name, safe to show
	Sheet  string // empty for CSV
	Header []string
	Above  []Row            // the header and what stands above it: title, unit
	Rows   []Row            // those below the header, blank ones left out
	Notes  []ledger.Problem // what the person should look at, though it stops nothing
}

// Subject names a place in the file: members.xlsx 第 5 行 出生日期.
func (t *Table) Subject(line int, column string) string {
	s := fmt.Sprintf("%s 第 %d 行", t.File, line)
	if column != "" {
		s += " " + column
	}
	return s
}

func tooBig(format string, args ...any) error {
	return ledger.Errf(CodeTooBig, format+"，已停止读取。账本未改动。", args...)
}

func unread(why string) error {
	return ledger.Errf(CodeUnread, "读取失败（%s），已中止。可另存为 CSV 后再试。账本未改动。", why)
}
