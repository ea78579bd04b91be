package show

import (
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

func TestCellAndBare(t *testing.T) {
	for _, c := range []struct {
		kind       report.Kind
		cell       report.Cell
		show, bare string
		align      Align
	}{
		{report.KindMoney, report.Amount(123456789, nil), "1,234,567.89", "1234567.89", Right},
		{report.KindMoney, report.Amount(0, nil), "0.00", "0.00", Right},
		{report.KindMoney, report.AmountOrBlank(0, nil), "", "", Left},
		{report.KindMoney, report.Text("合计"), "合计", "合计", Left},
		{report.KindCount, report.Number(0), "0", "0", Right},
		{report.KindDay, report.Date(20260531), "2026-05-31", "2026-05-31", Center},
		{report.KindDay, report.Date(0), "", "", Center},
		{report.KindIdentity, report.Text("00012"), "00012", "00012", Left},
		{report.KindText, report.Text("a\tb\x1b"), "a b␛", "a b␛", Left},
		{report.KindSign, report.Empty(), "", "", Center},
	} {
		if got := Cell(c.kind, c.cell); got != c.show {
			t.Errorf("Cell(%s, %+v) = %q, want %q", c.kind, c.cell, got, c.show)
		}
		if got := Bare(c.kind, c.cell); got != c.bare {
			t.Errorf("Bare(%s, %+v) = %q, want %q", c.kind, c.cell, got, c.bare)
		}
		if got := AlignOf(c.kind, c.cell); got != c.align {
			t.Errorf("AlignOf(%s, %+v) = %d, want %d", c.kind, c.cell, got, c.align)
		}
	}
}

func TestSpan(t *testing.T) {
	table := &report.Table{Columns: []report.Column{{Kind: report.KindCount}, {Kind: report.KindText}, {Kind: report.KindMoney}, {Kind: report.KindSign}}}
	label := []report.Cell{report.Text("合计")}
	for _, c := range []struct {
		row  report.Row
		want int
	}{
		{report.Row{Kind: report.RowHead, Cells: label}, 4},
		{report.Row{Kind: report.RowTotal, Cells: label}, 2},
		{report.Row{Kind: report.RowTotal, Cells: []report.Cell{report.Text("合计"), report.Text("3 人")}}, 1},
		{report.Row{Kind: report.RowItem, Cells: label}, 1},
		{report.Row{Kind: report.RowTotal, Cells: []report.Cell{report.Empty(), report.Text("合计")}}, 1},
		{report.Row{Kind: report.RowTotal}, 1},
	} {
		if got := Span(table, c.row); got != c.want {
			t.Errorf("%s %v: %d, want %d", c.row.Kind, c.row.Cells, got, c.want)
		}
	}
}

func TestHeading(t *testing.T) {
	doc := &report.Document{Organization: "甲\x1b工会", Unit: "元", Period: ledger.YearPeriod(2026), Signatures: []string{"制表"}}
	who, when, unit := Heading(doc)
	if who != "编制单位：甲␛工会" || when != "2026年度" || unit != "单位：元" {
		t.Error(who, when, unit)
	}
	if s := Signatures(doc); len(s) != 1 || s[0] != "制表：" {
		t.Error(s)
	}
	if Made(doc) != "" {
		t.Error(Made(doc))
	}
}
