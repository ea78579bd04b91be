// Package glossary shows the words of bookkeeping and what they mean.
package glossary

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// word is a line of the glossary.
type word struct{ name, meaning, chapter string }

// Screen is the glossary: a table of words, the meaning of the one in hand in
// full below. Typing narrows it.
type Screen struct {
	d     *desk.Desk
	words []word
	shown []word
	table *widget.Table
	query *widget.Input
	find  bool // the search line has the focus
	w, h  int
}

// New makes the glossary.
func New(d *desk.Desk, _ screen.GlossaryTop) screen.Screen {
	s := &Screen{d: d, words: parse(ledger.Glossary()), query: &widget.Input{Limit: 30, Hint: "写几个字，找词或意思"}}
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "词", Width: 14}, widget.Column{Title: "意思", Width: 20, Grow: 1})
	s.table.Y, s.table.Empty = 2, "没有这样的词。按 Esc 看全部。"
	s.filter()
	return s
}

// parse takes the first two columns of the tables of the glossary.
func parse(text string) []word {
	var out []word
	chapter := ""
	for line := range strings.SplitSeq(text, "\n") {
		if rest, ok := strings.CutPrefix(line, "## "); ok {
			chapter = strings.TrimSpace(rest)
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if !strings.HasPrefix(line, "|") || len(cells) < 2 {
			continue
		}
		w := word{strings.TrimSpace(cells[0]), strings.ReplaceAll(strings.TrimSpace(cells[1]), "`", ""), chapter}
		if w.name == "词" || strings.Trim(w.name, "-: ") == "" {
			continue
		}
		out = append(out, w)
	}
	return out
}

// Init reads nothing: the words are part of the program.
func (s *Screen) Init() tea.Cmd { return nil }

// Title is 词汇表.
func (s *Screen) Title() string { return "词汇表" }

// Resize gives the room.
func (s *Screen) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, max(3, h-2-s.detailHeight()))
}

func (s *Screen) detailHeight() int { return 4 }

func (s *Screen) filter() {
	q := strings.TrimSpace(s.query.Text())
	s.shown = nil
	for _, w := range s.words {
		if q == "" || strings.Contains(w.name, q) || strings.Contains(w.meaning, q) {
			s.shown = append(s.shown, w)
		}
	}
	shown := s.shown
	s.table.SetRows(widget.List{N: len(shown), ID: func(i int) string { return shown[i].name },
		Cells: func(i int) []widget.Cell { return widget.Cells(shown[i].name, shown[i].meaning) }})
}

// Update takes keys.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	k, isKey := msg.(tea.KeyPressMsg)
	key := ""
	if isKey {
		key = k.String()
	}
	if s.find {
		switch key {
		case "esc":
			s.find = false
			s.query.SetText("")
			s.filter()
			return screen.Stay{}, nil
		case "enter", "down":
			s.find = false
			return screen.Stay{}, nil
		}
		if s.query.Update(msg) {
			s.filter()
		}
		return screen.Stay{}, nil
	}
	switch key {
	case "/", "f7":
		s.find = true
		s.query.Enter()
		return screen.Stay{}, nil
	case "esc":
		if s.query.Text() != "" {
			s.query.SetText("")
			s.filter()
			return screen.Stay{}, nil
		}
		return screen.Back{}, nil
	}
	s.table.Update(msg)
	return screen.Stay{}, nil
}

// Capturing reports that the search line is typed into.
func (s *Screen) Capturing() bool { return s.find }

// View draws the search line, the words, and the one in hand in full.
func (s *Screen) View() screen.Frame {
	t := s.d.Theme
	const label = "  查找 "
	at := widget.Width(label)
	w := min(40, max(10, s.w-at-2))
	out := []string{label + s.query.View(t, w, s.find), ""}
	f := screen.Frame{}
	if x, ok := s.query.CursorX(w); ok && s.find {
		f.Cursor = &screen.Cursor{X: at + x, Y: 0}
	}
	out = append(out, s.table.View()...)
	if i := s.table.Index(); i >= 0 && i < len(s.shown) {
		word := s.shown[i]
		for len(out) < s.h-s.detailHeight()+1 {
			out = append(out, "")
		}
		out = append(out, t.Strong().Render(widget.Cut("  "+word.name+"（"+word.chapter+"）", s.w)))
		for _, l := range widget.Wrap(word.meaning, s.w-4) {
			out = append(out, "  "+l)
		}
	}
	f.Lines = out[:min(len(out), s.h)]
	return f
}

// Bindings are the keys.
func (s *Screen) Bindings() []screen.Binding {
	if s.find {
		return []screen.Binding{{Keys: []string{"enter", "down"}, Label: "到清单里"}, {Keys: []string{"esc"}, Label: "看全部"}}
	}
	return append([]screen.Binding{{Keys: []string{"/", "f7"}, Label: "查找"}, {Keys: []string{"esc"}, Label: "返回"}}, s.table.Bindings()...)
}
