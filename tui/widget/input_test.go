package widget_test

import (
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// keys the tests press, by name.
var named = map[string]tea.KeyPressMsg{
	"left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown},
	"home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "enter": {Code: tea.KeyEnter}, "tab": {Code: tea.KeyTab},
	"esc": {Code: tea.KeyEscape}, "backspace": {Code: tea.KeyBackspace}, "delete": {Code: tea.KeyDelete},
	"space": {Code: tea.KeySpace, Text: " "}, "f7": {Code: tea.KeyF7}, "pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown},
	"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "ctrl+u": {Code: 'u', Mod: tea.ModCtrl}, "ctrl+k": {Code: 'k', Mod: tea.ModCtrl},
	"ctrl+w": {Code: 'w', Mod: tea.ModCtrl}, "ctrl+left": {Code: tea.KeyLeft, Mod: tea.ModCtrl}, "ctrl+right": {Code: tea.KeyRight, Mod: tea.ModCtrl},
	"shift+left": {Code: tea.KeyLeft, Mod: tea.ModShift}, "shift+right": {Code: tea.KeyRight, Mod: tea.ModShift},
	"shift+up": {Code: tea.KeyUp, Mod: tea.ModShift}, "shift+down": {Code: tea.KeyDown, Mod: tea.ModShift},
}

type taker interface{ Update(tea.Msg) bool }

func press(w taker, keys ...string) {
	for _, k := range keys {
		w.Update(named[k])
	}
}

// typing sends a text as an input method does, one key for each character.
func typing(w taker, s string) {
	for _, r := range s {
		w.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func TestInputCursorIsInCells(t *testing.T) {
	var in widget.Input
	typing(&in, "欧阳喆a“")
	if x, ok := in.CursorX(20); x != 8 || !ok {
		t.Fatal(x, ok)
	}
	press(&in, "left", "left", "left")
	if x, _ := in.CursorX(20); x != 4 {
		t.Fatal(x)
	}
	typing(&in, "老师")
	if x, _ := in.CursorX(20); x != 8 || in.Text() != "欧阳老师喆a“" {
		t.Fatal(x, in.Text())
	}
	press(&in, "backspace", "delete")
	if in.Text() != "欧阳老a“" {
		t.Fatal(in.Text())
	}
}

func TestInputPasteIsCleaned(t *testing.T) {
	var in widget.Input
	in.Update(tea.PasteMsg{Content: " 买\x1b[31m水\r\n果\u202e\u2066\x00\t3箱\x9b2J \n"})
	if got := in.Text(); got != "买[31m水  果 3箱2J" {
		t.Fatalf("%q", got)
	}
}

func TestInputFoldsAndLimits(t *testing.T) {
	in := widget.Input{Fold: true, Limit: 6}
	typing(&in, "１２。５、７８")
	if in.Text() != "12.5/7" {
		t.Fatal(in.Text())
	}
}

func TestInputFreshIsReplaced(t *testing.T) {
	in := widget.Input{Fresh: true}
	in.SetText("旧")
	in.Enter()
	typing(&in, "新的")
	if in.Text() != "新的" {
		t.Fatal(in.Text())
	}
	in.Enter()
	press(&in, "left")
	typing(&in, "好")
	if in.Text() != "新好的" {
		t.Fatal("a moved cursor must not replace:", in.Text())
	}
	in.Enter()
	press(&in, "backspace")
	if in.Text() != "" {
		t.Fatal(in.Text())
	}
}

func TestInputSuggestions(t *testing.T) {
	in := widget.Input{Suggest: func(s string) []string {
		var out []string
		for _, o := range []string{"购买中秋慰问品", "购买端午慰问品", "会费"} {
			if strings.Contains(o, s) {
				out = append(out, o)
			}
		}
		return out
	}}
	typing(&in, "购买")
	if got := in.Drop(theme.Theme{}, 30, 5); len(got) != 2 {
		t.Fatal(got)
	}
	if in.Update(named["enter"]); in.Text() != "购买" {
		t.Fatal("nothing was chosen, yet the text changed:", in.Text())
	}
	typing(&in, "端")
	press(&in, "down", "enter")
	if in.Text() != "购买端午慰问品" || in.Drop(theme.Theme{}, 30, 5) != nil {
		t.Fatal(in.Text())
	}
}

func TestInputExpands(t *testing.T) {
	in := widget.Input{Expand: func(s string) (string, bool) { return "收到五月会费", widget.Fold(s) == ".." }}
	typing(&in, "。。")
	typing(&in, "（补）")
	if in.Text() != "收到五月会费（补）" {
		t.Fatal(in.Text())
	}
}

func TestInputWords(t *testing.T) {
	var in widget.Input
	in.SetText("one two  三四")
	press(&in, "ctrl+left")
	if x, _ := in.CursorX(30); x != 9 {
		t.Fatal(x)
	}
	press(&in, "ctrl+w")
	if in.Text() != "one 三四" {
		t.Fatalf("%q", in.Text())
	}
	press(&in, "ctrl+k", "ctrl+u")
	if in.Text() != "" {
		t.Fatalf("%q", in.Text())
	}
}

func drawText(t *rapid.T, name string) string {
	return rapid.StringMatching(`[a-z0-9 \p{Han}“—，́\n\x{1b}\x{202e}]{0,6}`).Draw(t, name)
}

// Whatever is typed: the field is exactly as wide as asked for, the cursor lies
// in it and stands behind exactly the text that shows before it.
func TestInputAnyKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(2, 30).Draw(t, "w")
		in := widget.Input{Limit: rapid.SampledFrom([]int{0, 7}).Draw(t, "limit"), Fresh: rapid.Bool().Draw(t, "fresh")}
		in.SetText(drawText(t, "first"))
		in.Enter()
		for range rapid.IntRange(0, 40).Draw(t, "n") {
			switch op := rapid.IntRange(0, 4).Draw(t, "op"); op {
			case 0, 1:
				typing(&in, drawText(t, "typed"))
			case 2:
				in.Update(tea.PasteMsg{Content: drawText(t, "pasted")})
			default:
				press(&in, rapid.SampledFrom([]string{"left", "right", "home", "end", "backspace", "delete", "ctrl+w", "ctrl+left", "ctrl+right", "left", "left"}).Draw(t, "key"))
			}
			checkInput(t, &in, w)
		}
	})
}

func checkInput(t *rapid.T, in *widget.Input, w int) {
	view := in.View(theme.New(true, true), w, true)
	if got := ansi.StringWidth(view); got != w {
		t.Fatalf("view %q is %d cells, not %d", view, got, w)
	}
	x, ok := in.CursorX(w)
	if !ok || x < 0 || x >= w {
		t.Fatalf("cursor %d in %d cells", x, w)
	}
	shown := ansi.Strip(view)
	before := ansi.Truncate(shown, x, "")
	if ansi.StringWidth(before) != x {
		t.Fatalf("cursor %d stands inside a character of %q", x, shown)
	}
	if rest, cut := strings.CutPrefix(before, theme.More); cut && !strings.Contains(in.Text(), before) {
		before = strings.TrimLeft(rest, " ") // the sign that the view begins later
	}
	if !strings.Contains(in.Text(), strings.TrimRight(before, " ")) {
		t.Fatalf("%q before the cursor is not of %q", before, in.Text())
	}
	for _, r := range in.Text() {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			t.Fatalf("control character %U", r)
		}
	}
	if in.Limit > 0 && len([]rune(ansi.Strip(in.Text()))) > 4*in.Limit {
		t.Fatalf("limit %d, text %q", in.Limit, in.Text())
	}
	if got := ansi.StringWidth(in.View(theme.Theme{}, w, false)); got != w {
		t.Fatalf("without focus %d cells, not %d", got, w)
	}
}

func TestTextNeverExceeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[a-zA-Z0-9 ,.，。（）\p{Han}\x{1b}]{0,40}`).Draw(t, "s")
		w := rapid.IntRange(0, 30).Draw(t, "w")
		for _, got := range []string{widget.Pad(s, w), widget.PadLeft(s, w), widget.Middle(s, w), widget.Figure(s, w)} {
			if ansi.StringWidth(got) != w {
				t.Fatalf("%q: %d cells, not %d", got, ansi.StringWidth(got), w)
			}
		}
		wide := max(w, 2)
		var all strings.Builder
		for _, l := range widget.Wrap(s, wide) {
			if ansi.StringWidth(l) > wide {
				t.Fatalf("line %q wider than %d", l, wide)
			}
			all.WriteString(l)
		}
		strip := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if want := strip(widget.Cut(s, 1000)); strip(all.String()) != want {
			t.Fatalf("wrapping lost text: %q of %q", all.String(), want)
		}
	})
}

func TestWrapKeepsClosingSigns(t *testing.T) {
	got := widget.Wrap("余额不足，请先收款。共3,200.00元已到账，另有三千多（含）。", 10)
	want := []string{"余额不足，", "请先收款。", "共3,200.00", "元已到账，", "另有三千多", "（含）。"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Fatalf("%q", got)
	}
}

func TestFigureIsNeverCut(t *testing.T) {
	if got := widget.Figure("1,234.50", 6); got != "######" {
		t.Fatal(got)
	}
}

func TestSpliceKeepsWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := widget.Pad(rapid.StringMatching(`[a-z\p{Han}]{0,20}`).Draw(t, "base"), 40)
		if rapid.Bool().Draw(t, "styled") {
			base = theme.New(true, true).Red().Render(base)
		}
		w := rapid.IntRange(1, 20).Draw(t, "w")
		x := rapid.IntRange(0, 40-w).Draw(t, "x")
		over := strings.Repeat("#", w)
		got := ansi.Strip(widget.Splice(base, x, over, w))
		if ansi.StringWidth(got) != 40 || ansi.Cut(got, x, x+w) != over {
			t.Fatalf("%q", got)
		}
	})
}

// Several lines pasted into one are all kept, and what is out of sight on the
// left has a sign.
func TestPasteKeepsEveryLine(t *testing.T) {
	in := &widget.Input{Limit: 60}
	in.Update(tea.PasteMsg{Content: "张三 语文组\r\n李四 数学组\n"})
	if got := strings.Join(strings.Fields(in.Text()), " "); got != "张三 语文组 李四 数学组" {
		t.Errorf("kept %q", got)
	}
	if view := ansi.Strip(in.View(theme.New(true, true), 20, true)); !strings.HasPrefix(view, theme.More) {
		t.Errorf("nothing says that there is more on the left: %q", view)
	}
}
