package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

func repeat(s string, n int) string { return strings.Repeat(s, max(0, n)) }

// View draws the window.
func (a *App) View() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.WindowTitle = "会账"
	if a.w <= 0 || a.h <= 0 {
		return v
	}
	if Layout(a.w, a.h).Small {
		v.Content = strings.Join(a.small(), "\n")
		return v
	}
	lines, cursor := a.base()
	if b, open := a.overlay(); open {
		at := a.boxAt(b)
		lines, cursor = lay(lines, b, at, a.w, a.h), nil
		if b.cursor != nil {
			cursor = &screen.Cursor{X: at.X + b.cursor.X, Y: at.Y + b.cursor.Y}
		}
	}
	v.Content = strings.Join(lines, "\n")
	if cursor != nil && cursor.X < a.w && cursor.Y < a.h {
		v.Cursor = tea.NewCursor(cursor.X, cursor.Y)
	}
	return v
}

// small is what a window shows that is too small for the screens.
func (a *App) small() []string {
	text := []string{
		"窗口太小了", fmt.Sprintf("现在 %d 列 × %d 行", a.w, a.h), fmt.Sprintf("请拉大到 %d 列 × %d 行以上", MinWidth, MinHeight),
	}
	lines := make([]string, a.h)
	from := max(0, (a.h-len(text))/2)
	for i := range lines {
		if i >= from && i-from < len(text) {
			lines[i] = widget.Middle(strings.ReplaceAll(text[i-from], "×", "x"), a.w)
		} else {
			lines[i] = widget.Blank(a.w)
		}
	}
	return lines
}

// base is the window without dialogs, each line exactly as wide.
func (a *App) base() ([]string, *screen.Cursor) {
	areas := Layout(a.w, a.h)
	var f screen.Frame
	title := ""
	if p := a.top(); p != nil {
		f, title = p.s.View(), p.s.Title()
	}
	lines := make([]string, 0, a.h)
	lines = append(lines, a.titleLine(title))
	for y := range areas.Body.H {
		line := ""
		if y < len(f.Lines) {
			line = f.Lines[y]
		}
		lines = append(lines, exact(line, a.w))
	}
	status := a.statusLines(f.Status)
	lines = append(lines[:len(lines)-len(status)+1], status...)
	lines = append(lines, a.footLine())
	var cursor *screen.Cursor
	if c := f.Cursor; c != nil && a.typing() != nil && c.X >= 0 && c.X < areas.Body.W && c.Y >= 0 && c.Y < areas.Body.H {
		cursor = &screen.Cursor{X: areas.Body.X + c.X, Y: areas.Body.Y + c.Y}
	}
	return lines, cursor
}

// titleLine: the screen's title, then whose book it is; the backup on the right
// goes first when room is short, the mark of a read-only book never.
func (a *App) titleLine(title string) string {
	h := a.opts.Header()
	left := " " + title
	if h.ReadOnly {
		left += " [只读]"
	}
	for _, part := range []string{h.Unit, h.Period, h.Operator} {
		if part == "" {
			continue
		}
		if next := left + "  " + part; widget.Width(next) < a.w-1 {
			left = next
		}
	}
	right := ""
	if h.Backup != "" && widget.Width(left)+widget.Width(h.Backup)+3 <= a.w {
		right = h.Backup + " "
	}
	room := a.w - widget.Width(right)
	return a.opts.Theme.Bar().Render(widget.Pad(left, room) + right)
}

// statusLines is the notice, over the last lines of the screen if it is long,
// or the screen's own remark on the right.
func (a *App) statusLines(remark string) []string {
	n, t := a.notice, a.opts.Theme
	if a.leaving && n == nil {
		n = &screen.Notice{Text: "正在退出，请稍候。"}
	}
	if n == nil {
		return []string{t.Muted().Render(widget.PadLeft(remark+" ", a.w))}
	}
	style, mark := t.Strong(), "  "
	if n.Bad {
		style, mark = t.Bad(), "! "
	}
	out := widget.Wrap(n.Text, a.w-3)
	out = out[:min(len(out), 6)]
	for i, l := range out {
		out[i] = style.Render(widget.Pad(mark+l, a.w))
		mark = "  "
	}
	return out
}

// footKey is a key at the foot with its place.
type footKey struct {
	key, text, label string
	off              bool
	x, w             int
}

// footKeys are the keys at the foot, as many as fit; help always does.
func (a *App) footKeys() []footKey {
	var bindings []screen.Binding
	typing := false
	switch d := a.dialog(); {
	case d != nil:
		bindings = d.bindings()
	case a.job != nil:
		bindings = []screen.Binding{{Keys: []string{"esc"}, Label: "停止"}}
	case a.top() != nil:
		bindings = append(bindings, a.top().s.Bindings()...)
		if _, ok := a.points(a.top().s); ok && a.opts.Asks() == "" {
			// Before the keys that are off, which to an auditor are most of them.
			at := slices.IndexFunc(bindings, func(b screen.Binding) bool { return b.Disabled != "" && !b.Hidden })
			if at < 0 {
				at = min(3, len(bindings))
			}
			bindings = slices.Insert(bindings, at, a.askKey())
		}
		bindings = append(bindings, General()[0])
		typing = capturing(a.top().s)
	}
	var all []footKey
	used := 0
	for i, b := range bindings {
		if b.Hidden || len(b.Keys) == 0 || b.Label == "" {
			continue
		}
		f := footKey{key: shownKey(b, typing), label: b.Label, off: b.Disabled != ""}
		f.text = keyText(b, f.key)
		f.w = widget.Width(f.text) + 1 + widget.Width(f.label)
		if f.off {
			f.w += 2
		}
		keep := 0
		if i < len(bindings)-1 {
			keep = 10 // for the help
		}
		if 1+used+f.w+2+keep > a.w && i < len(bindings)-1 {
			continue
		}
		f.x = 1 + used
		used += f.w + 2
		all = append(all, f)
	}
	return all
}

// shownKey is the key that the foot shows: while text is typed not a letter.
func shownKey(b screen.Binding, typing bool) string {
	for _, k := range b.Keys {
		if !typing || len([]rune(k)) > 1 {
			return k
		}
	}
	return b.Keys[0]
}

// keyText names the key; a pair of arrows as a pair.
func keyText(b screen.Binding, key string) string {
	switch {
	case key == "left" && b.Has("right"):
		return screen.KeyName("left") + screen.KeyName("right")
	case key == "up" && b.Has("down"):
		return screen.KeyName("up") + screen.KeyName("down")
	case key == "pgup" && b.Has("pgdown"):
		return "PgUp/PgDn"
	}
	return screen.KeyName(key)
}

func (a *App) footLine() string {
	t := a.opts.Theme
	var b strings.Builder
	b.WriteByte(' ')
	for _, f := range a.footKeys() {
		if f.off {
			b.WriteString(t.Muted().Render("(" + f.text + " " + widget.Cut(f.label, 20) + ")"))
		} else {
			b.WriteString(t.Key().Render(f.text) + " " + f.label)
		}
		b.WriteString("  ")
	}
	return exact(b.String(), a.w)
}

// overlay is the box over the screen, if there is one.
func (a *App) overlay() (box, bool) {
	if d := a.dialog(); d != nil {
		return d.draw(a.opts.Theme, a.w, a.h), true
	}
	if a.job != nil {
		return a.job.draw(a.opts.Theme, a.w), true
	}
	return box{}, false
}

func (a *App) boxAt(b box) Rect {
	return Centre(Layout(a.w, a.h).Body, b.w, len(b.lines))
}

// lay draws the box on the window, cell by cell, so that a wide character that
// is half covered leaves no trace.
func lay(lines []string, b box, at Rect, w, h int) []string {
	canvas := uv.NewScreenBuffer(w, h)
	uv.NewStyledString(strings.Join(lines, "\n")).Draw(canvas, uv.Rect(0, 0, w, h))
	canvas.ClearArea(uv.Rect(at.X-1, at.Y, at.W+2, at.H)) // a cell of air on both sides
	uv.NewStyledString(strings.Join(b.lines, "\n")).Draw(canvas, uv.Rect(at.X, at.Y, at.W, at.H))
	out := strings.Split(canvas.Render(), "\n")
	for i := range out {
		out[i] = exact(strings.TrimSuffix(out[i], "\r"), w)
	}
	return out
}

// draw gives the box of long work.
func (j *job) draw(t theme.Theme, w int) box {
	inner := min(52, w-4-2*boxTextLeft)
	done, total, what := j.progress.state()
	bar := inner - 7
	var lines []string
	if total > 0 {
		done = min(max(done, 0), total)
		lines = append(lines,
			"["+widget.Bar(int64(done), int64(total), bar)+"]"+widget.PadLeft(fmt.Sprintf("%d%%", int64(done)*100/int64(total)), 5),
			fmt.Sprintf("%d / %d", done, total))
	} else {
		lines = append(lines, "请稍候。")
	}
	lines = append(lines, widget.Cut(what, inner))
	if j.progress.Cancelled() {
		lines = append(lines, t.Warning().Render(widget.Cut("正在停下来，请稍候。", inner)))
	} else {
		lines = append(lines, t.Muted().Render("按 Esc 停止，不会留下做了一半的内容。"))
	}
	return box{lines: frame(t, j.title, lines, inner), w: inner + 2*boxTextLeft}
}
