package help

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// Section is a piece of text with a heading.
type Section struct {
	Title string
	Lines []string
}

// Screen is the help about one screen.
type Screen struct {
	theme    theme.Theme
	about    string
	keys     []screen.Binding
	general  []screen.Binding
	sections []Section
	w, h     int
	top      int
}

// New makes the help: the keys of the screen that asked, the keys that work
// everywhere, then text. Keys that the screen has itself are not listed twice.
func New(t theme.Theme, about string, keys, general []screen.Binding, sections ...Section) *Screen {
	return &Screen{theme: t, about: about, keys: keys, general: general, sections: sections, w: 80, h: 20}
}

// Init starts nothing.
func (s *Screen) Init() tea.Cmd { return nil }

// Title names the screen that is explained.
func (s *Screen) Title() string { return "帮助：" + s.about }

// Resize gives the room.
func (s *Screen) Resize(w, h int) {
	s.w, s.h = w, h
	s.scroll(0)
}

// Bindings are the help's own keys.
func (s *Screen) Bindings() []screen.Binding {
	return []screen.Binding{
		{Keys: []string{"esc", "f1", "?", "q", "enter"}, Label: "返回"},
		{Keys: []string{"up", "down"}, Label: "移动"},
		{Keys: []string{"pgup", "pgdown", "space"}, Label: "翻页", Help: "翻页"},
	}
}

// Update moves through the text.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			s.scroll(-3)
		} else {
			s.scroll(3)
		}
	case tea.KeyPressMsg:
		switch msg.String() {
		case "esc", "f1", "?", "q", "enter":
			return screen.Back{}, nil
		case "up":
			s.scroll(-1)
		case "down":
			s.scroll(1)
		case "pgup":
			s.scroll(1 - s.h)
		case "pgdown", "space":
			s.scroll(s.h - 1)
		case "home":
			s.top = 0
		case "end":
			s.scroll(len(s.lines()))
		}
	}
	return screen.Stay{}, nil
}

func (s *Screen) scroll(n int) {
	s.top = max(0, min(s.top+n, len(s.lines())-s.h))
}

// View draws the lines that fit.
func (s *Screen) View() screen.Frame {
	all := s.lines()
	last := min(len(all), s.top+s.h)
	f := screen.Frame{Lines: all[s.top:last]}
	if last < len(all) {
		f.Status = "下面还有，按 下 或 PgDn"
	}
	return f
}

// lines are the keys of the screen first: they are what somebody asks for who
// presses F1 on it. Then the text, then the keys that work everywhere.
func (s *Screen) lines() []string {
	own := map[string]bool{}
	var keys, rest []screen.Binding
	for _, b := range s.keys {
		if !covered(b, own) {
			keys = append(keys, b)
		}
		for _, k := range b.Keys {
			own[k] = true
		}
	}
	for _, b := range s.general {
		if len(b.Keys) > 0 && !own[b.Keys[0]] {
			rest = append(rest, b)
		}
	}
	out := s.table("这个画面的按键", keys)
	for _, sec := range s.sections {
		out = append(out, s.theme.Strong().Render(widget.Cut(" "+sec.Title, s.w)))
		for _, l := range sec.Lines {
			for _, part := range widget.Wrap(l, s.w-4) {
				out = append(out, "   "+part)
			}
		}
		out = append(out, "")
	}
	return append(out, s.table("到处都能用的按键", rest)...)
}

// covered tells that rows above explain every key of b already.
func covered(b screen.Binding, own map[string]bool) bool {
	for _, k := range b.Keys {
		if !own[k] {
			return false
		}
	}
	return len(b.Keys) > 0
}

// keyWide are the cells for the names of the keys.
const keyWide = 22

func (s *Screen) table(title string, keys []screen.Binding) []string {
	if len(keys) == 0 {
		return nil
	}
	out := []string{s.theme.Strong().Render(widget.Cut(" "+title, s.w))}
	for _, b := range keys {
		names := make([]string, len(b.Keys))
		for i, k := range b.Keys {
			names[i] = screen.KeyName(k)
		}
		text := b.Help
		if text == "" {
			text = b.Label
		}
		if b.Disabled != "" {
			text += "（现在不能用：" + b.Disabled + "）"
		}
		head := widget.Pad(strings.Join(names, "、"), keyWide)
		for _, part := range widget.Wrap(text, max(10, s.w-keyWide-6)) {
			out = append(out, "   "+s.theme.Key().Render(head)+" "+part)
			head = widget.Blank(keyWide)
		}
	}
	return append(out, "")
}
