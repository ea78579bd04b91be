package desk

import (
	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/screen"
)

// portrait is how many cells of columns a page takes upright.
const portrait = 100

// Column is the head of a column of a list that is written out.
func Column(name string, kind report.Kind, width int) report.Column {
	return report.Column{Name: name, Kind: kind, Width: width}
}

// List begins the document of a list as it stands on a screen; filter says, in
// words, what it is narrowed to.
func (d *Desk) List(r ledger.Pages, title, filter string, columns ...report.Column) *report.Document {
	doc := &report.Document{
		Name: "list", Title: title, Organization: r.Unit().Name, PeriodText: filter,
		Generated: d.Now().Format("2006-01-02 15:04"), Tables: []report.Table{{Columns: columns}},
	}
	wide := 0
	for _, c := range columns {
		wide += c.Width + 2
		if c.Kind == report.KindMoney {
			doc.Unit = "元"
		}
	}
	doc.Landscape = wide > portrait
	return doc
}

// Add puts a row at the end of a list.
func Add(doc *report.Document, kind report.RowKind, key string, cells ...report.Cell) {
	t := &doc.Tables[0]
	t.Rows = append(t.Rows, report.Row{Kind: kind, Key: key, Cells: cells})
}

// stride is how many rows pass between two looks at the progress.
const stride = 500

// GoOn tells the progress of the i-th row of n, now and then, and reports
// whether the work goes on.
func GoOn(p screen.Progress, i, n int) bool {
	if i%stride == 0 {
		p.Step(i, n, "整理清单")
	}
	return i%stride != 0 || !p.Cancelled()
}

// Rows adds n rows that row makes, with progress, and gives the document back,
// nil when it was cancelled.
func Rows(doc *report.Document, p screen.Progress, n int, row func(i int) (key string, cells []report.Cell)) *report.Document {
	for i := range n {
		if !GoOn(p, i, n) {
			return nil
		}
		key, cells := row(i)
		Add(doc, report.RowItem, key, cells...)
	}
	return doc
}
