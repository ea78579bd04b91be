package widget_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

func areaForm(text string) (*widget.Form, *widget.Area) {
	a := widget.NewArea(1000, text)
	f := widget.NewForm(theme.Theme{},
		widget.Item{Name: "title", Label: "问题", Field: &widget.Input{Limit: 40}},
		widget.Item{Name: "question", Label: "请说明", Field: a},
		widget.Item{Name: "owner", Label: "责任人", Field: &widget.Input{Limit: 20}},
	)
	return f, a
}

// A long question is seen whole; the fields below it move down as it grows.
func TestAreaGrows(t *testing.T) {
	f, _ := areaForm("")
	f.Resize(40, 10)
	if got := len(f.View()); got != 4 {
		t.Errorf("%d lines when empty, want title, two of the question, owner", got)
	}
	f.Focus("question")
	long := strings.Repeat("请说明这张凭证的附件在哪里，", 6)
	sender{f}.Update(tea.PasteMsg{Content: long})
	shown := strings.Join(f.View(), "\n")
	plain := strings.NewReplacer("\n", "", " ", "").Replace(ansi.Strip(shown))
	if !strings.Contains(plain, long) {
		t.Errorf("not to be read whole:\n%s", shown)
	}
	for i, l := range f.View() {
		if ansi.StringWidth(l) > 40 {
			t.Errorf("line %d is %d cells wide", i, ansi.StringWidth(l))
		}
	}
	press(sender{f}, "enter")
	if f.Focused() != "owner" {
		t.Errorf("enter goes to %q", f.Focused())
	}
}

// Up and down move in the text, and out of it at its ends.
func TestAreaUpDown(t *testing.T) {
	f, _ := areaForm(strings.Repeat("字", 40))
	f.Resize(40, 10)
	f.Focus("question")
	s := sender{f}
	f.Focus("question")
	press(s, "up", "up", "up")
	if f.Focused() != "title" {
		t.Errorf("up leads to %q", f.Focused())
	}
	f.Focus("question")
	press(s, "ctrl+a")
	press(s, "down", "down", "down", "down")
	if f.Focused() != "owner" {
		t.Errorf("down leads to %q", f.Focused())
	}
}

// A question higher than the window: the line of the cursor is in it.
func TestAreaHigherThanTheWindow(t *testing.T) {
	f, _ := areaForm(strings.Repeat("很长的问题，", 80))
	f.Resize(40, 6)
	f.Focus("question")
	c := f.Cursor()
	if c == nil || c.Y < 0 || c.Y >= 6 {
		t.Fatalf("cursor %v", c)
	}
	press(sender{f}, "home")
	if c = f.Cursor(); c == nil || c.Y < 0 || c.Y >= 6 {
		t.Fatalf("cursor at the beginning %v", c)
	}
}

// Whatever is typed, pasted and deleted: the lines hold all of it once, none is
// wider than the field, and the cursor stands in one of them.
func TestAreaProperty(t *testing.T) {
	keys := []string{"left", "right", "up", "down", "home", "end", "backspace", "delete", "ctrl+w", "ctrl+k", "ctrl+left"}
	rapid.Check(t, func(t *rapid.T) {
		f, a := areaForm("")
		w, h := rapid.IntRange(24, 60).Draw(t, "w"), rapid.IntRange(3, 12).Draw(t, "h")
		f.Resize(w, h)
		f.Focus("question")
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "paste") {
				f.Update(tea.PasteMsg{Content: rapid.StringOfN(rapid.RuneFrom([]rune("会费。，a b\n\t\x1b[31m\u202e䶮❤️👨‍👩‍👧é")), 0, 60, -1).Draw(t, "text")})
			} else {
				press(sender{f}, rapid.SampledFrom(keys).Draw(t, "key"))
			}
			f.Focus("question")
			var all []string
			rows := a.Rows(theme.Theme{}, w-9, true)
			for _, r := range rows {
				r = ansi.Strip(r)
				if ansi.StringWidth(r) != w-9 {
					t.Fatalf("row %q is %d cells, want %d", r, ansi.StringWidth(r), w-9)
				}
				all = append(all, strings.TrimRight(r, " "))
			}
			strip := func(s string) string { return strings.ReplaceAll(s, " ", "") }
			if got := strip(strings.Join(all, "")); got != strip(a.Text()) {
				t.Fatalf("rows hold %q of %q", got, a.Text())
			}
			if ledger.Plain(a.Text()) != a.Text() && !strings.HasPrefix(ledger.Plain("x"+a.Text()), "x") {
				t.Fatalf("not clean: %q", a.Text())
			}
			if c := f.Cursor(); c == nil || c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h {
				t.Fatalf("cursor %v in %d×%d", c, w, h)
			}
		}
	})
}
