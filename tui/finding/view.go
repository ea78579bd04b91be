package finding

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/tui/desk"
	"huizhang/tui/evidence"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// View is one finding with all that was said about it.
type View struct {
	d     *desk.Desk
	id    ledger.FindingID
	seen  viewRead
	ready bool
	busy  bool
	at    int // the link in hand
	top   int
	lines []string
	spots []int
	w, h  int
}

// viewRead is the finding, where it leads, and who may speak.
type viewRead struct {
	f     ledger.Finding
	found bool
	links []evidence.Place // what it points at, then the vouchers named in answers
	bars  map[string]string
}

type (
	spoken struct {
		receipt ledger.Receipt
		err     error
	}
	reasoned struct {
		about, text string
		ok          bool
	}
)

// NewView makes the page of a finding.
func NewView(d *desk.Desk, route screen.FindingView) screen.Screen {
	return &View{d: d, id: route.ID, w: 80, h: 21}
}

// Init reads the finding.
func (s *View) Init() tea.Cmd {
	d, id := s.d, s.id
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := viewRead{bars: map[string]string{}}
		if m.f, m.found = r.Finding(id); !m.found {
			return m
		}
		m.links = append(m.links, evidence.On(r, m.f.On))
		for _, x := range m.f.Remarks {
			if x.Voucher != 0 {
				m.links = append(m.links, evidence.On(r, evidence.OfVoucher(x.Voucher)))
			}
		}
		for _, act := range []ledger.Act{audit.Answer{}, audit.Close{}, audit.Reopen{}} {
			m.bars[act.Name()] = d.May(r, act.Name())
		}
		return m
	})
}

// Title names the finding.
func (s *View) Title() string { return "审计问题 " + s.id.String() }

// Resize gives the room.
func (s *View) Resize(w, h int) {
	s.w, s.h = w, h
	s.draw()
}

// off says why a key does nothing: the role, or where the finding stands.
func (s *View) off(act string, states ...ledger.FindingState) string {
	if !s.ready {
		return "正在读取，请稍候。"
	}
	if why := s.seen.bars[act]; why != "" {
		return why
	}
	for _, x := range states {
		if s.seen.f.State == x {
			return ""
		}
	}
	return fmt.Sprintf("%s现在是“%s”，这一步用不上。", s.id, s.seen.f.State.Chinese())
}

// Bindings are the keys.
func (s *View) Bindings() []screen.Binding {
	none := ""
	if len(s.seen.links) == 0 || s.seen.links[s.at].Route == nil {
		none = "这里没有可以打开的画面。"
	}
	return []screen.Binding{
		{Keys: []string{"enter"}, Label: "打开所指", Help: "打开光标所指的凭证、名单、月份；Tab 换一个", Disabled: none},
		{Keys: []string{"f2", "ctrl+n"}, Label: "答复", Help: "会计：说明情况，写出更正凭证或别的材料", Disabled: s.off(audit.Answer{}.Name(), ledger.FindingOpen, ledger.FindingAnswered)},
		{Keys: []string{"f8", "ctrl+s"}, Label: "销号", Help: "经审：查实已经整改，写明根据，销号", Disabled: s.off(audit.Close{}.Name(), ledger.FindingOpen, ledger.FindingAnswered)},
		{Keys: []string{"f9", "ctrl+r"}, Label: "重开", Help: "经审：答复不清楚或又出现了，写明原因重新打开", Disabled: s.off(audit.Reopen{}.Name(), ledger.FindingAnswered, ledger.FindingClosed)},
		{Keys: []string{"f5", "ctrl+g"}, Label: "同一处的", Help: "同一张凭证、同一个月还提过哪些问题", Hidden: true},
		{Keys: []string{"tab", "shift+tab"}, Label: "换一个", Help: "移到下一个可以打开的地方", Hidden: true},
		{Keys: []string{"up", "down", "pgup", "pgdown", "home", "end"}, Label: "上下看", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回", Hidden: true},
	}
}

// Update takes a message.
func (s *View) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case viewRead:
		if !msg.found {
			return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这个问题。", Bad: true}}, nil
		}
		s.seen, s.ready = msg, true
		s.at = min(s.at, len(msg.links)-1)
		s.draw()
	case screen.Shown:
		return nil, s.Init()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case spoken:
		s.busy = false
		if msg.err != nil {
			return desk.Bad(msg.err), nil
		}
		return screen.Notice{Text: msg.receipt.Title + "。"}, s.Init()
	case reasoned:
		return s.speak(msg), nil
	case tea.MouseWheelMsg:
		s.scroll(map[tea.MouseButton]int{tea.MouseWheelUp: -3, tea.MouseWheelDown: 3}[msg.Button])
	case tea.MouseClickMsg:
		for i, y := range s.spots {
			if y == msg.Y+s.top {
				s.at = i
				s.draw()
				return s.key("enter"), nil
			}
		}
	case tea.KeyPressMsg:
		return s.key(msg.String()), nil
	}
	return nil, nil
}

func (s *View) key(name string) screen.Action {
	if name == "esc" {
		return screen.Back{}
	}
	if !s.ready || s.busy {
		return nil
	}
	switch name {
	case "up", "down", "pgup", "pgdown":
		s.scroll(map[string]int{"up": -1, "down": 1, "pgup": -s.h, "pgdown": s.h}[name])
	case "home", "end":
		s.scroll(map[string]int{"home": -len(s.lines), "end": len(s.lines)}[name])
	case "tab", "shift+tab":
		n := len(s.seen.links)
		s.at = (s.at + map[string]int{"tab": 1, "shift+tab": n - 1}[name]) % n
		s.draw()
		s.top = max(min(s.top, s.spots[s.at]), s.spots[s.at]-s.h+1)
	case "enter":
		return screen.Open{Route: s.seen.links[s.at].Route}
	case "f2", "ctrl+n":
		return screen.Open{Route: screen.FindingAnswer{ID: s.id}}
	case "f5", "ctrl+g":
		return screen.Open{Route: screen.Findings{State: "all", On: s.seen.f.On}}
	case "f8", "ctrl+s":
		return s.askWords("销号", "close", "写明查了什么、凭什么销号，例如：已查冲销凭证，金额一致。")
	case "f9", "ctrl+r":
		return s.askWords("重开", "reopen", "写明为什么重新打开。")
	}
	return nil
}

func (s *View) askWords(title, about, line string) screen.Action {
	return screen.AskText{Title: title + " " + s.id.String(), Lines: []string{line}, Check: func(t string) string {
		if strings.TrimSpace(t) == "" {
			return "请写一句话。"
		}
		return ""
	}, Then: func(t string, ok bool) tea.Msg { return reasoned{about, t, ok} }}
}

func (s *View) speak(m reasoned) screen.Action {
	if !m.ok {
		return nil
	}
	s.busy = true
	var act ledger.Act = audit.Close{Finding: s.id, Text: m.text}
	if m.about == "reopen" {
		act = audit.Reopen{Finding: s.id, Text: m.text}
	}
	return s.d.Do(act, s.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg { return spoken{r, err} })
}

func (s *View) scroll(n int) { s.top = max(0, min(s.top+n, len(s.lines)-s.h)) }

// draw lays the finding out; View only cuts the window out of it.
func (s *View) draw() {
	if !s.ready {
		return
	}
	s.lines, s.spots = s.lay(s.d.Theme, min(s.w, 100), s.d.Now().Location())
	s.scroll(0)
}

func (s *View) lay(t theme.Theme, w int, zone *time.Location) (out []string, spots []int) {
	f := s.seen.f
	add := func(look func() theme.Style, text string) {
		for _, l := range widget.Wrap(text, max(10, w-2)) {
			out = append(out, look().Render(" "+l))
		}
	}
	link := func(label string) {
		i := len(spots)
		spots = append(spots, len(out))
		text := label + s.seen.links[i].Name
		if i == s.at {
			out = append(out, t.Selected().Render(widget.Pad(theme.Marker+text, w)))
		} else {
			out = append(out, widget.Pad(" "+text, w))
		}
	}
	add(t.Strong, f.ID.String()+" "+f.Title)
	facts := fmt.Sprintf("%s　%s　责任人 %s　期限 %s", level(f.Severity), f.State.Chinese(), orElse(f.Owner, "没有写"), dueText(f, s.d.Today()))
	if late(f, s.d.Today()) {
		add(t.Warning, "! "+facts)
	} else {
		add(t.Plain, facts)
	}
	if f.Period != (ledger.Period{}) {
		add(t.Muted, "期间 "+f.Period.Chinese())
	}
	if f.Amount != 0 {
		add(t.Plain, "涉及金额 "+f.Amount.Grouped()+" 元")
	}
	if f.Clause != "" {
		add(t.Plain, "依据："+f.Clause)
	}
	if f.Check != "" {
		add(t.Muted, "来自检查项 "+f.Check)
	}
	link("指向  ")
	for _, x := range f.Remarks {
		out = append(out, t.Border().Render(" "+strings.Repeat("-", max(4, w-2))))
		add(t.Head, said(x.Kind)+"　"+x.By+"　"+day(x.At, zone))
		add(t.Plain, x.Text)
		if x.Paper != "" {
			add(t.Plain, "材料："+x.Paper)
		}
		if x.Voucher != 0 {
			link("更正凭证  ")
		}
	}
	return out, spots
}

// View cuts the window out.
func (s *View) View() screen.Frame {
	if !s.ready {
		return screen.Frame{Lines: []string{" 正在读取，请稍候。"}}
	}
	f := screen.Frame{Lines: s.lines[s.top:min(len(s.lines), s.top+s.h)], Status: s.next()}
	if len(s.lines) > s.top+s.h {
		f.Status = "下面还有，按向下键"
	}
	return f
}

// next says whose turn it is.
func (s *View) next() string {
	switch s.seen.f.State {
	case ledger.FindingOpen:
		return "等" + orElse(s.seen.f.Owner, "会计") + "答复"
	case ledger.FindingAnswered:
		return "等经审销号或重开"
	}
	return "已销号"
}
