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

var columns = []widget.Column{
	{Title: "凭证号", Width: 8}, {Title: "摘要", Width: 10, Grow: 1}, {Title: "借方", Width: 12, Money: true},
	{Title: "贷方", Width: 12, Money: true}, {Title: "余额", Width: 13, Money: true}, {Title: "制单", Width: 8},
}

func numbered(n int, asked *int) widget.List {
	return widget.List{N: n, ID: func(i int) string { return fmt.Sprint("k", i) }, Cells: func(i int) []widget.Cell {
		*asked++
		return widget.Cells(fmt.Sprintf("记-%04d", i), "购买中秋节慰问品及水果一批", "1,234.50", "-20.00", "99,999,999.00", "张三")
	}}
}

func TestTableAsksOnlyForWhatShows(t *testing.T) {
	asked := 0
	tb := widget.NewTable(theme.Theme{}, columns...)
	tb.Resize(80, 20)
	tb.SetRows(numbered(100_000, &asked))
	press(tb, "end", "pgup", "home", "pgdown", "end")
	asked = 0
	lines := tb.View()
	if asked > 20 || len(lines) != 20 || !strings.Contains(lines[19], "记-99999") {
		t.Fatal(asked, len(lines), lines[len(lines)-1])
	}
}

func TestTableCursorStaysWithItsKey(t *testing.T) {
	asked := 0
	tb := widget.NewTable(theme.Theme{}, columns...)
	tb.SetRows(numbered(50, &asked))
	tb.SetIndex(30)
	rows := numbered(49, &asked)
	rows.ID = func(i int) string { return fmt.Sprint("k", i+1) } // the first one went
	tb.SetRows(rows)
	if tb.Index() != 29 || tb.Key() != "k30" {
		t.Fatal(tb.Index(), tb.Key())
	}
	tb.SetRows(numbered(3, &asked))
	if tb.Index() != 2 {
		t.Fatal(tb.Index())
	}
	tb.SetRows(nil)
	if tb.Index() != -1 || tb.Key() != "" || !strings.Contains(strings.Join(tb.View(), ""), "没有记录") {
		t.Fatal(tb.Index(), tb.View())
	}
}

func TestTableMovesSideways(t *testing.T) {
	asked := 0
	tb := widget.NewTable(theme.Theme{}, columns...)
	tb.Freeze = 1
	tb.Resize(50, 5)
	tb.SetRows(numbered(5, &asked))
	if head := tb.View()[0]; !strings.HasSuffix(head, ">") || strings.Contains(head, "制单") {
		t.Fatal(head)
	}
	for range 9 {
		press(tb, "right")
	}
	head := tb.View()[0]
	if !strings.HasPrefix(head, "< 凭证号") || !strings.Contains(head, "制单") {
		t.Fatal(head)
	}
	for range 9 {
		press(tb, "left")
	}
	if head := tb.View()[0]; !strings.Contains(head, "摘要") {
		t.Fatal(head)
	}
}

func TestTableFootTicksAndMouse(t *testing.T) {
	asked := 0
	tb := widget.NewTable(theme.Theme{}, columns...)
	tb.Multi = true
	tb.Foot = widget.Cells("合计", "", "3.00")
	tb.Resize(80, 6)
	tb.Y = 2
	tb.SetRows(numbered(9, &asked))
	press(tb, "space", "down", "space")
	if got := tb.Ticked(); strings.Join(got, ",") != "k0,k2" {
		t.Fatal(got)
	}
	lines := tb.View()
	if !strings.HasPrefix(lines[1], " *记-0000") || !strings.Contains(lines[5], "合计") || !strings.HasPrefix(lines[4], "> 记-0003") {
		t.Fatal(strings.Join(lines, "\n"))
	}
	click := tea.MouseClickMsg{X: 4, Y: 4, Button: tea.MouseLeft}
	if tb.Update(click); tb.Key() != "k1" || tb.Clicked() {
		t.Fatal(tb.Key())
	}
	if tb.Update(click); !tb.Clicked() {
		t.Fatal("the second click means Enter")
	}
	tb.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if tb.Key() != "k4" {
		t.Fatal(tb.Key())
	}
}

func TestTableRedLetter(t *testing.T) {
	tb := widget.NewTable(theme.New(true, true), widget.Column{Title: "名", Width: 4}, widget.Column{Title: "额", Width: 9, Money: true})
	tb.SetRows(widget.List{N: 2, Cells: func(i int) []widget.Cell { return widget.Cells("甲\x1b[2J", "-1.00") }})
	last := tb.View()[2]
	if !strings.Contains(last, "91m    -1.00") || strings.Contains(last, "\x1b[2J") {
		t.Fatalf("%q", last)
	}
}

func TestTableFitsAnyRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(t, "rows")
		tb := widget.NewTable(theme.New(true, rapid.Bool().Draw(t, "colour")), columns...)
		tb.Freeze = rapid.IntRange(0, 3).Draw(t, "freeze")
		if rapid.Bool().Draw(t, "foot") {
			tb.Foot = widget.Cells("合计", "", "1.00")
		}
		texts := rapid.SliceOfN(rapid.StringMatching(`[a-z\p{Han}\x{1b}\n]{0,30}`), 1, 4).Draw(t, "texts")
		tb.SetRows(widget.List{N: n, ID: func(i int) string { return fmt.Sprint(i) }, Cells: func(i int) []widget.Cell {
			return widget.Cells(texts[i%len(texts)], texts[(i+1)%len(texts)], "12,345,678,901.00", "-1.00", texts[0], "乙")
		}})
		for range rapid.IntRange(0, 20).Draw(t, "n") {
			w, h := rapid.IntRange(1, 120).Draw(t, "w"), rapid.IntRange(1, 30).Draw(t, "h")
			tb.Resize(w, h)
			press(tb, rapid.SampledFrom([]string{"up", "down", "pgup", "pgdown", "home", "end", "left", "right"}).Draw(t, "key"))
			lines := tb.View()
			if len(lines) > h {
				t.Fatalf("%d lines of %d", len(lines), h)
			}
			marked := 0
			for _, l := range lines {
				if ansi.StringWidth(l) > w || strings.ContainsAny(ansi.Strip(l), "\x1b\n") {
					t.Fatalf("line of %d cells, not %d: %q", ansi.StringWidth(l), w, l)
				}
				if strings.HasPrefix(ansi.Strip(l), ">") {
					marked++
				}
			}
			if n > 0 && h >= 3 && w > 4 && marked != 1 {
				t.Fatalf("%d rows carry the mark", marked)
			}
		}
	})
}

func BenchmarkTableView(b *testing.B) {
	asked := 0
	tb := widget.NewTable(theme.New(true, true), columns...)
	tb.SetRows(numbered(100_000, &asked))
	for b.Loop() {
		tb.View()
	}
}
