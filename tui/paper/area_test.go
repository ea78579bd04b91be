package paper

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

func press(key string) tea.KeyPressMsg {
	switch key {
	case "enter":
		return tea.KeyPressMsg{Code: tea.KeyEnter}
	case "left":
		return tea.KeyPressMsg{Code: tea.KeyLeft}
	case "right":
		return tea.KeyPressMsg{Code: tea.KeyRight}
	case "up":
		return tea.KeyPressMsg{Code: tea.KeyUp}
	case "down":
		return tea.KeyPressMsg{Code: tea.KeyDown}
	case "home":
		return tea.KeyPressMsg{Code: tea.KeyHome}
	case "end":
		return tea.KeyPressMsg{Code: tea.KeyEnd}
	case "backspace":
		return tea.KeyPressMsg{Code: tea.KeyBackspace}
	case "delete":
		return tea.KeyPressMsg{Code: tea.KeyDelete}
	}
	return tea.KeyPressMsg{Code: []rune(key)[0], Text: key}
}

func TestAreaEdits(t *testing.T) {
	a := &area{Limit: 20}
	a.SetText("")
	a.Resize(10, 3)
	for _, k := range []string{"收", "入", "enter", "支", "出", "up", "x"} {
		a.Update(press(k))
	}
	if a.Text() != "收入x\n支出" {
		t.Errorf("%q", a.Text())
	}
	// A paste of many lines with a bidirectional trick is cleaned and cut.
	a.Update(tea.PasteMsg{Content: "甲\r\n乙\t\u202e丙" + strings.Repeat("长", 40)})
	if n := len(a.cl); n != 20 || strings.ContainsAny(a.Text(), "\r\t\u202e") || !strings.Contains(a.Text(), "收入x甲\n乙 ") {
		t.Errorf("%d %q", n, a.Text())
	}
}

// Whatever is typed, the cursor stands inside the window, right behind the
// character it follows, and every drawn line is as wide as the window.
func TestAreaCursor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := &area{X: 1, Y: 2, Limit: 200}
		a.SetText(rapid.StringOf(rapid.RuneFrom([]rune("账a\n 1。é😀"))).Draw(t, "text"))
		a.Resize(rapid.IntRange(10, 24).Draw(t, "w"), rapid.IntRange(1, 5).Draw(t, "h"))
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{"left", "right", "up", "down", "home", "end", "enter", "backspace", "delete", "账", "b", "\u0301"}), 0, 40).Draw(t, "keys") {
			before := a.Text()
			if used := a.Update(press(k)); !used {
				t.Fatalf("%s was not used", k)
			}
			if (k == "left" || k == "up" || k == "home" || k == "end") && a.Text() != before {
				t.Fatalf("%s changed the text", k)
			}
		}
		lines := a.View(theme.Theme{})
		if len(lines) != a.h {
			t.Fatalf("%d lines of %d", len(lines), a.h)
		}
		for _, l := range lines {
			if widget.Width(l) != a.w {
				t.Fatalf("line %q is %d wide, window %d", l, widget.Width(l), a.w)
			}
		}
		c := a.Cursor()
		if c.X < 1 || c.X > a.w || c.Y < 2 || c.Y >= 2+a.h {
			t.Fatalf("cursor %+v outside of %d×%d", c, a.w, a.h)
		}
		if a.pos > 0 && a.cl[a.pos-1] == "\n" && c.X != 1 {
			t.Fatalf("cursor %+v behind a line break", c)
		}
	})
}
