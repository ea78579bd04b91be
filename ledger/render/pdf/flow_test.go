package pdf

import (
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/ledger/render/font"
	"huizhang/ledger/report"
)

// randomTable draws a table whose first column numbers the rows.
func randomTable(t *rapid.T) report.Table {
	tab := report.Table{
		PageSubtotal: rapid.Bool().Draw(t, "subtotal"), RowHeight: rapid.SampledFrom([]int{0, 6, 8, 14}).Draw(t, "height"),
		Columns: []report.Column{{Name: "行", Kind: report.KindIdentity}, {Name: "摘要", Kind: report.KindText}, {Name: "金额", Kind: report.KindMoney}, {Name: "签名", Kind: report.KindSign}},
	}
	n := rapid.IntRange(0, 140).Draw(t, "rows")
	for i := range n {
		kind := rapid.SampledFrom([]report.RowKind{report.RowItem, report.RowItem, report.RowItem, report.RowItem, report.RowSub, report.RowHead, report.RowSubtotal, report.RowSpare}).Draw(t, "kind")
		text := rapid.StringMatching(`[\p{Han}a-z0-9，。]{0,60}`).Draw(t, "text")
		cells := []report.Cell{report.Text(strconv.Itoa(i)), report.Text(text), report.Amount(ledger.Money(rapid.IntRange(-1e9, 1e9).Draw(t, "m")), nil), report.Empty()}
		tab.Rows = append(tab.Rows, report.Row{Kind: kind, Cells: cells, Keep: rapid.IntRange(0, 9).Draw(t, "keep") == 0})
	}
	for range rapid.IntRange(0, 2).Draw(t, "totals") {
		tab.Rows = append(tab.Rows, report.Row{Kind: report.RowTotal, Cells: []report.Cell{report.Text(strconv.Itoa(len(tab.Rows))), report.Text("合计"), report.Amount(1, nil)}})
	}
	return tab
}

// Every row is printed once and in order, nothing runs over a page's end, the
// head opens every page, page totals are right, rows that belong together stay
// together.
func TestFlow(t *testing.T) {
	face, err := font.NewFace()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		tab := randomTable(t)
		doc := &report.Document{Title: "题", Landscape: rapid.Bool().Draw(t, "side"), Tables: []report.Table{tab}, Notes: []string{"注"}, Signatures: []string{"甲"}}
		paper := layPaper(doc, turned(doc, ink{face}))
		pages, err := plan(doc, ink{face}, paper, &meter{})
		if err != nil {
			t.Fatal(err)
		}
		next := 0
		pageOf := make([]int, len(tab.Rows))
		for n, pg := range pages {
			var sum ledger.Money
			items := 0
			for _, b := range pg.blocks {
				y := b.y
				if b.title != "" {
					y += titleHeight
				}
				for k, l := range b.lines {
					if y += l.height; y > paper.bottom+0.01 {
						t.Fatalf("page %d: line %d runs over", n, k)
					}
					if len(b.cols.widths) == 0 {
						continue
					}
					if l.shaded != (k == 0) {
						t.Fatalf("page %d: head at line %d", n, k)
					}
					if l.shaded {
						continue
					}
					label := ""
					if len(l.boxes[0].lines) > 0 {
						label = l.boxes[0].lines[0]
					}
					if label == "本页小计" {
						if got := l.boxes[len(l.boxes)-2].lines[0]; got != sum.Grouped() || items == 0 {
							t.Fatalf("page %d: 本页小计 %s, rows %s", n, got, sum.Grouped())
						}
						sum, items = 0, 0
						continue
					}
					if label != strconv.Itoa(next) {
						t.Fatalf("page %d: row %s instead of %d", n, label, next)
					}
					pageOf[next] = n
					if tab.Rows[next].Kind == report.RowItem {
						sum += tab.Rows[next].Cells[2].Money
						items++
					}
					next++
				}
			}
			if tab.PageSubtotal && items > 0 {
				t.Fatalf("page %d: %d items without 本页小计", n, items)
			}
		}
		if next != len(tab.Rows) {
			t.Fatalf("%d of %d rows printed", next, len(tab.Rows))
		}
		checkTogether(t, tab, pageOf)
	})
}

// checkTogether looks at rows that must not part: a heading and its next row,
// the last row and the first total, when the run is short enough for a page.
func checkTogether(t *rapid.T, tab report.Table, pageOf []int) {
	run := 0
	for i := 0; i+1 < len(tab.Rows); i++ {
		r, next := tab.Rows[i], tab.Rows[i+1]
		bound := r.Keep || r.Kind == report.RowHead || next.Kind == report.RowTotal
		if run++; !bound {
			run = 0
			continue
		}
		if run < 5 && pageOf[i] != pageOf[i+1] {
			t.Fatalf("rows %d and %d stand on pages %d and %d", i, i+1, pageOf[i], pageOf[i+1])
		}
	}
}

func TestColumnsOfManyKinds(t *testing.T) {
	face, err := font.NewFace()
	if err != nil {
		t.Fatal(err)
	}
	kinds := []report.Kind{report.KindText, report.KindMoney, report.KindCount, report.KindDay, report.KindIdentity, report.KindSign}
	rapid.Check(t, func(t *rapid.T) {
		var tab report.Table
		n := rapid.IntRange(1, 24).Draw(t, "n")
		row := report.Row{Kind: report.RowItem}
		signs := 0
		for range n {
			k := rapid.SampledFrom(kinds).Draw(t, "kind")
			if k == report.KindSign {
				if signs++; signs > 3 {
					k = report.KindMoney
				}
			}
			tab.Columns = append(tab.Columns, report.Column{Name: rapid.StringMatching(`\p{Han}{1,9}`).Draw(t, "name"), Kind: k})
			row.Cells = append(row.Cells, report.Cell{Money: 123456789012, Count: 99999, Day: 20260531})
		}
		tab.Rows = []report.Row{row}
		room := rapid.SampledFrom([]float64{500, 747}).Draw(t, "room")
		cols := layColumns(ink{face}, &tab, room)
		sum := 0.0
		for i, w := range cols.widths {
			sum += w
			if w < 2*padding+1 {
				t.Fatalf("column %d is %.1f points wide", i, w)
			}
			if tab.Columns[i].Kind == report.KindSign && w < signWidth-0.01 {
				t.Fatalf("signature column of %.1f mm", w/mm)
			}
		}
		if sum > room+0.01 || sum < room-0.01 {
			t.Fatalf("%.2f of %.2f", sum, room)
		}
	})
}

// The foot of a roll: 本页小计 of the last page, then the total with its
// capitals, which stand together. Tables with the same columns stand alike.
func TestFootOfTheRoll(t *testing.T) {
	face, err := font.NewFace()
	if err != nil {
		t.Fatal(err)
	}
	cols := []report.Column{{Name: "姓名", Kind: report.KindText}, {Name: "实缴", Kind: report.KindMoney}, {Name: "签名", Kind: report.KindSign}}
	roll := func(items int) report.Table {
		tab := report.Table{Columns: cols, PageSubtotal: true}
		for i := range items {
			tab.Rows = append(tab.Rows, report.Row{Kind: report.RowItem, Cells: []report.Cell{report.Text("王" + strconv.Itoa(i)), report.Amount(ledger.Money(items)*100, nil), report.Empty()}})
		}
		return withRows(tab, report.Row{Kind: report.RowTotal, Keep: true, Cells: []report.Cell{report.Text("合计"), report.Amount(ledger.Money(items*items)*100, nil), report.Empty()}},
			report.Row{Kind: report.RowHead, Cells: []report.Cell{report.Text("实缴合计（大写）")}})
	}
	for items := 1; items < 70; items++ {
		doc := &report.Document{Title: "花名册", Tables: []report.Table{roll(items), roll(3)}, Signatures: []string{"甲"}}
		pages, err := plan(doc, ink{face}, layPaper(doc, false), &meter{})
		if err != nil {
			t.Fatal(err)
		}
		var widths []float64
		for n, pg := range pages {
			for _, b := range pg.blocks {
				before := ""
				for _, l := range b.lines {
					label := l.boxes[0].lines[0]
					if label == "合计" && before != "本页小计" || label == "实缴合计（大写）" && before != "合计" {
						t.Fatalf("%d items, page %d: %s stands behind %q", items, n, label, before)
					}
					before = label
				}
				if widths == nil {
					widths = b.cols.widths
				} else if !slices.Equal(widths, b.cols.widths) {
					t.Fatalf("%d items: columns %v and %v", items, widths, b.cols.widths)
				}
			}
		}
	}
}

func withRows(t report.Table, rows ...report.Row) report.Table {
	t.Rows = append(t.Rows, rows...)
	return t
}
