package paper

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger/report"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// editor is one text in hand: typed, looked at with its figures filled in, and
// with a list of figures to put in.
type editor struct {
	theme theme.Theme
	title string
	hint  string
	facts []report.Fact
	area  area
	look  bool // nothing may be typed
	full  bool // shown with the figures filled in
	top   int  // first line of that
	pick  *widget.Table
	w, h  int
}

type editOutcome int

const (
	editOn editOutcome = iota
	editDone
	editSave
)

func newEditor(t theme.Theme, title, hint, text string, facts []report.Fact) *editor {
	e := &editor{theme: t, title: title, hint: hint, facts: facts, area: area{Limit: 5000}}
	e.area.X, e.area.Y = 1, 2
	e.area.SetText(text)
	return e
}

func (e *editor) typing() bool { return !e.look && !e.full && e.pick == nil }

func (e *editor) resize(w, h int) {
	e.w, e.h = w, h
	e.area.Resize(min(w-2, 100), max(3, h-3))
	if e.pick != nil {
		e.pick.Resize(w, max(4, h-2))
	}
}

func (e *editor) bindings(bars string) []screen.Binding {
	if e.pick != nil {
		return append([]screen.Binding{{Keys: []string{"enter"}, Label: "插入这个数"}, {Keys: []string{"esc"}, Label: "取消"}}, e.pick.Bindings()...)
	}
	out := []screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "存草稿", Disabled: bars}}
	if len(e.facts) > 0 {
		label := "看填好的"
		if e.full {
			label = "接着写"
		}
		out = append(out, screen.Binding{Keys: []string{"f7"}, Label: "插入账上的数", Disabled: bars}, screen.Binding{Keys: []string{"f5"}, Label: label})
	}
	return append(out, screen.Binding{Keys: []string{"esc"}, Label: "写好了", Help: "回到各部分；写的留着，按 F8 才存进账本"})
}

func (e *editor) update(msg tea.Msg) editOutcome {
	k, isKey := msg.(tea.KeyPressMsg)
	if e.pick != nil {
		used := e.pick.Update(msg)
		switch {
		case used && e.pick.Clicked(), isKey && !used && k.String() == "enter":
			if i := e.pick.Index(); i >= 0 && i < len(e.facts) {
				e.area.insert("【" + e.facts[i].Name + "】")
				e.area.follow()
			}
			e.pick = nil
		case isKey && !used && k.String() == "esc":
			e.pick = nil
		}
		return editOn
	}
	if isKey {
		switch k.String() {
		case "esc":
			if e.full {
				e.full = false
				return editOn
			}
			return editDone
		case "f8", "ctrl+s":
			return editSave
		case "f5":
			e.full, e.top = !e.full && len(e.facts) > 0, 0
			return editOn
		case "up", "down", "pgup", "pgdown":
			if e.full {
				e.top += map[string]int{"up": -1, "down": 1, "pgup": -e.area.h, "pgdown": e.area.h}[k.String()]
				e.top = max(0, min(e.top, e.filledLines()-e.area.h))
				return editOn
			}
		case "f7":
			if !e.look && len(e.facts) > 0 {
				e.choose()
			}
			return editOn
		}
	}
	if e.typing() {
		e.area.Update(msg)
	}
	return editOn
}

// choose opens the list of figures.
func (e *editor) choose() {
	e.full = false
	e.pick = widget.NewTable(e.theme, widget.Column{Title: "名字", Width: 16}, widget.Column{Title: "现在的数", Width: 20, Grow: 1})
	e.pick.Y = 2
	fs := e.facts
	e.pick.SetRows(widget.List{N: len(fs), ID: func(i int) string { return fs[i].Name }, Cells: func(i int) []widget.Cell { return widget.Cells(fs[i].Name, fs[i].Text) }})
	e.pick.Resize(e.w, max(4, e.h-2))
}

// filled lays the text out with its figures.
func (e *editor) filled() area {
	text, _ := report.Fill(e.area.Text(), e.facts)
	shown := area{}
	shown.SetText(text)
	shown.Resize(e.area.w, e.area.h)
	return shown
}

func (e *editor) filledLines() int {
	shown := e.filled()
	return len(shown.lines())
}

func (e *editor) view() screen.Frame {
	head := []string{e.theme.Muted().Render(widget.Cut(" "+e.hint, e.w)), ""}
	if e.pick != nil {
		return screen.Frame{Lines: append(head, e.pick.View()...)}
	}
	_, unknown := report.Fill(e.area.Text(), e.facts)
	status := fmt.Sprintf("%d 字", len(e.area.cl))
	if len(unknown) > 0 && len(e.facts) > 0 {
		status = "账上没有【" + unknown[0] + "】"
	}
	if e.full {
		shown := e.filled()
		for i, l := range shown.lines() {
			if i >= e.top && len(head) < e.h {
				head = append(head, " "+strings.Join(shown.cl[l.from:l.to], ""))
			}
		}
		return screen.Frame{Lines: head, Status: "填好的样子"}
	}
	f := screen.Frame{Status: status}
	if !e.look {
		f.Cursor = e.area.Cursor()
	}
	for _, l := range e.area.View(e.theme) {
		head = append(head, " "+l)
	}
	f.Lines = head
	return f
}
