package show

import (
	"strconv"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// At gives a row's cell in column i; a row shorter than the head is filled up
// with absent values.
func At(row report.Row, i int) report.Cell {
	if i >= len(row.Cells) {
		return report.Empty()
	}
	return row.Cells[i]
}

// IsValue reports whether the cell holds the typed value of its column. A text
// in a money, count or day column (合计 under 序号) is a label, not a value.
func IsValue(kind report.Kind, c report.Cell) bool {
	if c.Null || c.Text != "" {
		return false
	}
	return kind == report.KindMoney || kind == report.KindCount || kind == report.KindDay
}

// Cell is the cell as people read it: amounts grouped by thousands with two
// decimals, days as 2026-05-31, nothing for an absent value or a signature box.
func Cell(kind report.Kind, c report.Cell) string {
	if c.Null {
		return ""
	}
	if !IsValue(kind, c) {
		return ledger.Plain(c.Text)
	}
	switch kind {
	case report.KindMoney:
		return c.Money.Grouped()
	case report.KindCount:
		return strconv.FormatInt(c.Count, 10)
	default:
		return c.Day.String()
	}
}

// Bare is the cell as files want it: amounts as 1234.50 without grouping.
func Bare(kind report.Kind, c report.Cell) string {
	if kind == report.KindMoney && IsValue(kind, c) {
		return c.Money.String()
	}
	return Cell(kind, c)
}

// Align is where a column's values stand.
type Align int8

// The alignments.
const (
	Left Align = iota
	Center
	Right
)

// AlignOf says how the cell stands in its column: amounts and counts right,
// days and signatures in the middle, everything else and all labels left.
func AlignOf(kind report.Kind, c report.Cell) Align {
	switch {
	case kind == report.KindDay, kind == report.KindSign:
		return Center
	case IsValue(kind, c) && (kind == report.KindMoney || kind == report.KindCount):
		return Right
	}
	return Left
}

// Strong reports whether a kind of row stands out in print.
func Strong(k report.RowKind) bool {
	return k == report.RowTotal || k == report.RowSubtotal || k == report.RowHead
}

// Span says how many columns the first cell of a heading or total row may run
// over, because the cells after it are empty: a heading over all of them, a
// total up to the first amount or signature box.
func Span(t *report.Table, row report.Row) int {
	if !Strong(row.Kind) || len(t.Columns) == 0 || Cell(t.Columns[0].Kind, At(row, 0)) == "" {
		return 1
	}
	n := 1
	for ; n < len(t.Columns); n++ {
		kind := t.Columns[n].Kind
		if Cell(kind, At(row, n)) != "" {
			break
		}
		if row.Kind != report.RowHead && (kind == report.KindMoney || kind == report.KindSign) {
			break
		}
	}
	return n
}

// IndentColumn is the column whose text is set in a little on detail rows: the
// first text column, -1 when there is none.
func IndentColumn(t *report.Table) int {
	for i, c := range t.Columns {
		if c.Kind == report.KindText {
			return i
		}
	}
	return -1
}
