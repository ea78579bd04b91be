package report

import (
	"slices"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/widget"
)

// proseMargin is what the cursor's marks and the indent take of a line.
const proseMargin = 4

// isProse reports that a table is paragraphs of text, one a row.
func isProse(t *report.Table) bool {
	return len(t.Columns) == 1 && t.Columns[0].Kind == report.KindText
}

// wrapProse breaks paragraphs into lines of w cells, so that a written report is
// read whole on the screen; figures of tables are cut there and named below.
// Lines of a paragraph share its key.
func wrapProse(doc *report.Document, w int) *report.Document {
	if !slices.ContainsFunc(doc.Tables, func(t report.Table) bool { return isProse(&t) }) {
		return doc
	}
	out := *doc
	out.Tables = slices.Clone(doc.Tables)
	for i := range out.Tables {
		t := &out.Tables[i]
		if !isProse(t) {
			continue
		}
		var rows []report.Row
		for _, r := range t.Rows {
			if len(r.Cells) != 1 {
				rows = append(rows, r)
				continue
			}
			for _, line := range widget.Wrap(ledger.Plain(r.Cells[0].Text), max(20, w-proseMargin)) {
				part := r
				part.Cells = []report.Cell{r.Cells[0]}
				part.Cells[0].Text = line
				rows = append(rows, part)
			}
		}
		t.Rows = rows
	}
	return &out
}
