package widget_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

func months() *widget.Grid {
	heads := make([]string, 12)
	for i := range heads {
		heads[i] = fmt.Sprintf("%d月", i+1)
	}
	return widget.NewGrid(theme.Theme{}, []widget.Column{{Title: "编号", Width: 4}, {Title: "姓名", Width: 8}}, heads, 5)
}

func members(n int, asked *int) widget.List {
	return widget.List{N: n, ID: func(i int) string { return fmt.Sprint("m", i) }, Cells: func(i int) []widget.Cell {
		*asked++
		cells := widget.Cells(fmt.Sprint(i), "欧阳老师")
		for range 12 {
			cells = append(cells, widget.Cell{Text: "欠", Look: widget.Warning})
		}
		return cells
	}}
}

func TestGridRange(t *testing.T) {
	asked := 0
	g := months()
	g.Resize(80, 10)
	g.SetRows(members(5000, &asked))
	g.Move(2, 3)
	press(g, "shift+right", "shift+right", "shift+down")
	if got := g.Marked(); got != (widget.Range{Top: 2, Left: 3, Bottom: 3, Right: 5}) {
		t.Fatal(got)
	}
	asked = 0
	lines := g.View()
	if asked > 10 || !strings.Contains(lines[4], "[欠 ][欠 ]>欠 <") || strings.Count(strings.Join(lines, ""), "[") != 5 {
		t.Fatal(asked, strings.Join(lines, "\n"))
	}
	if !g.Update(named["esc"]) || g.Marked() != (widget.Range{Top: 3, Left: 5, Bottom: 3, Right: 5}) {
		t.Fatal(g.Marked())
	}
	if g.Update(named["esc"]) {
		t.Fatal("Esc without a range is the screen's")
	}
}

func TestGridKeepsItsRowAndTakesClicks(t *testing.T) {
	asked := 0
	g := months()
	g.SetRows(members(20, &asked))
	g.Move(7, 2)
	rows := members(19, &asked)
	rows.ID = func(i int) string { return fmt.Sprint("m", i+1) }
	g.SetRows(rows)
	if row, col := g.At(); row != 6 || col != 2 || g.Key() != "m7" {
		t.Fatal(row, col, g.Key())
	}
	g.Update(tea.MouseClickMsg{X: 14 + 5*3 + 1, Y: 2, Button: tea.MouseLeft})
	if row, col := g.At(); row != 1 || col != 3 {
		t.Fatal(row, col)
	}
	g.SetRows(nil)
	if row, _ := g.At(); row != -1 {
		t.Fatal(row)
	}
}

func TestGridFitsAnyRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		asked := 0
		g := months()
		g.Theme = theme.New(true, rapid.Bool().Draw(t, "colour"))
		if rapid.Bool().Draw(t, "foot") {
			g.Foot = widget.Cells("合计", "", "1.00", "123456.00")
		}
		n := rapid.IntRange(0, 30).Draw(t, "rows")
		g.SetRows(members(n, &asked))
		for range rapid.IntRange(0, 20).Draw(t, "n") {
			w, h := rapid.IntRange(1, 100).Draw(t, "w"), rapid.IntRange(1, 30).Draw(t, "h")
			g.Resize(w, h)
			press(g, rapid.SampledFrom([]string{"up", "down", "left", "right", "shift+up", "shift+down", "shift+left", "shift+right", "pgup", "pgdown", "home", "end"}).Draw(t, "key"))
			lines := g.View()
			all := ansi.Strip(strings.Join(lines[1:], ""))
			if len(lines) > h {
				t.Fatalf("%d lines of %d", len(lines), h)
			}
			for _, l := range lines {
				if ansi.StringWidth(l) > w {
					t.Fatalf("line of %d cells, not %d", ansi.StringWidth(l), w)
				}
			}
			if n > 0 && w >= 24 && h >= 3 && strings.Count(all, "<") != 1 {
				t.Fatalf("the cursor does not show\n%s", all)
			}
		}
	})
}
