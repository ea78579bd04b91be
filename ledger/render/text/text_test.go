package text

import (
	"bytes"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"huizhang/ledger/render/rendertest"
	"huizhang/ledger/report"
)

func lines(t interface{ Fatal(...any) }, doc *report.Document, width int) []string {
	var b bytes.Buffer
	if err := Write(&b, doc, width, nil); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
}

// Amounts of one column end in the same terminal cell, whatever stands before.
func TestAmountsAlign(t *testing.T) {
	texts := rapid.OneOf(rapid.StringMatching(`[\p{Han}a-z ，（）]{0,30}`), rapid.SampledFrom(rendertest.Hostile()), rapid.SampledFrom(rendertest.RareNames()))
	rapid.Check(t, func(t *rapid.T) {
		doc := &report.Document{Title: texts.Draw(t, "title"), Tables: []report.Table{{Columns: []report.Column{{Name: "名", Kind: report.KindText}, {Name: "金额", Kind: report.KindMoney}}}}}
		tab := &doc.Tables[0]
		n := rapid.IntRange(1, 6).Draw(t, "n")
		for range n {
			tab.Rows = append(tab.Rows, report.Row{Kind: report.RowItem, Cells: []report.Cell{report.Text(texts.Draw(t, "s")), report.Amount(777, nil)}})
		}
		width := rapid.IntRange(0, 60).Draw(t, "width")
		end, found := -1, 0
		for _, l := range lines(t, doc, width) {
			if i := strings.LastIndex(l, "7.77"); i >= 0 {
				found++
				w := ansi.StringWidth(l)
				if end >= 0 && w != end {
					t.Fatalf("amounts end in cells %d and %d", end, w)
				}
				end = w
			}
		}
		if found != n {
			t.Fatalf("%d amounts of %d", found, n)
		}
	})
}

func TestWidthIsKept(t *testing.T) {
	for _, width := range []int{40, 60, 80, 120} {
		for _, doc := range []*report.Document{rendertest.Income(), rendertest.Several()} {
			for _, l := range lines(t, doc, width) {
				if n := ansi.StringWidth(l); n > max(width, 64) {
					t.Errorf("%s at %d: a line of %d cells: %s", doc.Name, width, n, l)
				}
			}
		}
	}
}

func TestOnlySafeRules(t *testing.T) {
	for _, l := range lines(t, rendertest.Members(), 80) {
		if strings.ContainsAny(l, "│─┌…—·①") {
			t.Errorf("%q holds a character of uncertain width", l)
		}
	}
}
