package sampling

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit/sample"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// Result is what a sample says, in words, and how to draw it again.
type Result struct {
	d     *desk.Desk
	id    ledger.SampleID
	s     drawn
	ready bool
	sure  int // of levels
	top   int
	lines []string
	w, h  int
}

type resultRead struct{ s drawn }

// NewResult makes the page.
func NewResult(d *desk.Desk, route screen.SampleResult) screen.Screen {
	return &Result{d: d, id: route.ID, w: 80, h: 21}
}

// Init reads and evaluates the sample.
func (s *Result) Init() tea.Cmd {
	id, c := s.id, levels()[s.sure]
	return s.d.Read(func(r ledger.Reader) tea.Msg { return resultRead{gather(r, id, c)} })
}

// Title names the page.
func (s *Result) Title() string { return s.id.String() + " 结论" }

// Resize gives the room.
func (s *Result) Resize(w, h int) {
	s.w, s.h = w, h
	s.draw()
}

// Bindings are the keys.
func (s *Result) Bindings() []screen.Binding {
	off := ""
	if s.s.s.Method != string(sample.MethodValue) {
		off = "只有按金额抽样才算上限，把握程度用不上。"
	}
	return []screen.Binding{
		{Keys: []string{"up", "down", "pgup", "pgdown", "home", "end"}, Label: "上下看"},
		{Keys: []string{"f4", "ctrl+l"}, Label: "把握程度", Help: "按 95%、90%、80% 的把握算上限", Disabled: off},
		{Keys: []string{"f6", "ctrl+p"}, Label: "打印", Help: "审计工作底稿：计划、抽中的凭证、结果、评价和重抽办法"},
		{Keys: []string{"esc"}, Label: "返回"},
	}
}

// Update takes a message.
func (s *Result) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case resultRead:
		s.s, s.ready = msg.s, true
		s.draw()
	case screen.Shown:
		return nil, s.Init()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case tea.MouseWheelMsg:
		s.scroll(map[tea.MouseButton]int{tea.MouseWheelUp: -3, tea.MouseWheelDown: 3}[msg.Button])
	case tea.KeyPressMsg:
		switch k := msg.String(); k {
		case "esc":
			return screen.Back{}, nil
		case "f6", "ctrl+p":
			return screen.Open{Route: workingPaper(s.id)}, nil
		case "f4", "ctrl+l":
			s.sure = (s.sure + 1) % len(levels())
			return nil, s.Init()
		case "up", "down", "pgup", "pgdown", "home", "end":
			s.scroll(map[string]int{"up": -1, "down": 1, "pgup": -s.h, "pgdown": s.h, "home": -len(s.lines), "end": len(s.lines)}[k])
		}
	}
	return nil, nil
}

func (s *Result) scroll(n int) { s.top = max(0, min(s.top+n, len(s.lines)-s.h)) }

func (s *Result) draw() {
	if !s.ready {
		return
	}
	t, w := s.d.Theme, min(s.w, 100)
	s.lines = nil
	text := s.s.text()
	for _, part := range [][]string{text[2], text[0], text[1]} {
		for i, l := range part {
			style := t.Plain()
			switch {
			case i == 0:
				style = t.Head()
			case strings.HasPrefix(l, "·"):
				style = t.Muted()
			}
			s.lines = append(s.lines, wrapped(style, l, w)...)
		}
		s.lines = append(s.lines, "")
	}
	s.scroll(0)
}

func wrapped(style theme.Style, l string, w int) []string {
	var out []string
	for _, x := range widget.Wrap(l, max(10, w-2)) {
		out = append(out, style.Render(" "+x))
	}
	return out
}

// View cuts the window out.
func (s *Result) View() screen.Frame {
	if !s.ready {
		return screen.Frame{Lines: []string{" 正在推算，请稍候。"}}
	}
	f := screen.Frame{Lines: s.lines[s.top:min(len(s.lines), s.top+s.h)]}
	if s.s.s.Method == string(sample.MethodValue) {
		f.Status = fmt.Sprintf("把握 %d%%", levels()[s.sure])
	}
	if len(s.lines) > s.top+s.h {
		f.Status = strings.TrimSpace(f.Status + "  下面还有")
	}
	return f
}
