package paper

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Title names the page.
func (s *Handover) Title() string {
	if s.edit != nil {
		return s.edit.title
	}
	return "换届交接"
}

// Resize gives the room.
func (s *Handover) Resize(w, h int) {
	s.w, s.h = w, h
	s.form.Resize(min(w, 100), h-1)
	if s.edit != nil {
		s.edit.resize(w, h)
	}
}

// Capturing reports that text is typed.
func (s *Handover) Capturing() bool {
	if s.edit != nil {
		return s.edit.typing()
	}
	return s.ready && s.form.Capturing()
}

// Bindings are the keys.
func (s *Handover) Bindings() []screen.Binding {
	if s.edit != nil {
		return s.edit.bindings(s.bars)
	}
	unsaved, unsigned := "", ""
	if s.dirty() {
		unsaved = "有改动没有存，请先按 F8。"
	}
	if _, ok := s.final(); !ok {
		unsigned = "还没有定稿，不能签字。"
	} else if s.d.Notary == nil {
		unsigned = "这里没有签字密钥，请在打印的清册上签字。"
	}
	return append([]screen.Binding{
		{Keys: []string{"f8", "ctrl+s"}, Label: "存草稿", Disabled: s.bars},
		{Keys: []string{"f9"}, Label: "定稿", Help: "三个人都填好、钱数清楚以后写定，不再改", Disabled: s.bars},
		{Keys: []string{"f5"}, Label: "看清册和未了事项", Help: "看印出来的样子：没签领的、欠缴的、没销号的问题、借款都在上面", Disabled: unsaved},
		{Keys: []string{"ctrl+p"}, Label: "打印", Disabled: unsaved},
		{Keys: []string{"f6"}, Label: "物品清单", Disabled: s.bars},
		{Keys: []string{"f4"}, Label: "换月份"},
		{Keys: []string{"f10"}, Label: "签字", Help: "移交人、接交人、监交人依次坐到电脑前，用自己的密钥签字", Disabled: unsigned},
		{Keys: []string{"="}, Label: "填账面数", Help: "在对账单余额里按 = 填账面数", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回"},
	}, s.form.Bindings()...)
}

// Update takes a message.
func (s *Handover) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case handRead:
		if s.ready && s.dirty() { // what is typed stays, the book's side is new
			s.state, s.versions, s.signs, s.bars = m.state, m.versions, m.signs, m.bars
			s.count()
		} else {
			s.take(m)
		}
		return screen.Stay{}, nil
	case screen.Shown:
		return screen.Stay{}, s.Init()
	case desk.Failed:
		return desk.Bad(m.Err), nil
	case handSaved:
		return s.after(m)
	case handFinal:
		if m.yes {
			return s.save(true), nil
		}
		return screen.Stay{}, nil
	case handDone:
		return s.onDone(m), nil
	case monthSaid:
		return s.leave(m.m)
	case handLeave:
		if !m.yes {
			return screen.Stay{}, nil
		}
		return s.travel(m.to)
	}
	if s.edit != nil {
		return s.toEditor(msg)
	}
	k, isKey := msg.(tea.KeyPressMsg)
	if !s.ready {
		if isKey && k.String() == "esc" {
			return screen.Back{}, nil
		}
		return screen.Stay{}, nil
	}
	if isKey {
		if action, mine := s.key(k.String()); mine {
			return action, nil
		}
	}
	switch out := s.form.Update(msg); {
	case out == widget.Submit:
		return s.save(false), nil
	case out == widget.Passed && isKey && k.String() == "esc":
		return s.leave(0)
	}
	s.count()
	return screen.Stay{}, s.keep()
}

func (s *Handover) keep() tea.Cmd {
	if !s.dirty() {
		return nil
	}
	return s.d.Kept.Keep(desk.Form{Kind: "handover", Title: s.month.Chinese() + "移交清册", Route: map[string]string{"month": s.month.String()}, Values: s.values()})
}

// key takes the keys of the page.
func (s *Handover) key(key string) (screen.Action, bool) {
	for _, b := range s.Bindings()[:7] {
		if b.Has(key) && b.Disabled != "" {
			return screen.Notice{Text: b.Disabled, Bad: true}, true
		}
	}
	switch key {
	case "f8", "ctrl+s":
		return s.save(false), true
	case "f9":
		return screen.Ask{Title: "定稿", Lines: []string{"定稿以后这一版不再改；账面余额和未了事项按现在的账写定。", fmt.Sprintf("未了事项现在有 %d 项。", len(s.state.Items))}, Choices: []string{"定稿", "再看看"}, Safe: 1,
			Then: func(n int) tea.Msg { return handFinal{n == 0} }}, true
	case "f5":
		return s.print(false), true
	case "ctrl+p":
		return s.print(true), true
	case "f6":
		s.edit = newEditor(s.d.Theme, "移交的物品和资料", "一行写一样：名称、数量、编号、放在哪里", s.list, nil)
		s.edit.area.Limit = 2000
		s.edit.resize(s.w, s.h)
		return screen.Stay{}, true
	case "f4":
		return s.askMonth(), true
	case "f10":
		return s.sign(), true
	}
	return nil, false
}

func (s *Handover) toEditor(msg tea.Msg) (screen.Action, tea.Cmd) {
	out := s.edit.update(msg)
	s.list = s.edit.area.Text()
	switch out {
	case editDone:
		s.edit = nil
		s.count()
		return screen.Stay{}, s.keep()
	case editSave:
		s.edit = nil
		return s.save(false), nil
	}
	return screen.Stay{}, nil
}

// leave goes to another month (0: back), asking first when something was typed.
func (s *Handover) leave(to ledger.Month) (screen.Action, tea.Cmd) {
	if !s.dirty() {
		return s.travel(to)
	}
	return screen.Ask{Title: "还没有保存", Lines: []string{"填写的内容还没有存，要离开吗？"}, Choices: []string{"留下接着填", "不保存，离开"},
		Then: func(n int) tea.Msg { return handLeave{n == 1, to} }}, nil
}

func (s *Handover) travel(to ledger.Month) (screen.Action, tea.Cmd) {
	drop := s.d.Kept.Drop("handover")
	if to == 0 {
		return screen.Back{}, drop
	}
	s.month, s.ready, s.list = to, false, usualThings
	return screen.Stay{}, tea.Batch(drop, s.Init())
}

func (s *Handover) askMonth() screen.Action {
	return screen.AskText{Title: "哪个月移交", Lines: []string{"账面余额取到这个月的月底，例如 2026-05。"}, Value: s.month.String(),
		Check: func(t string) string {
			if _, err := ledger.ParseMonth(t); err != nil {
				return err.Error()
			}
			return ""
		},
		Then: func(t string, ok bool) tea.Msg {
			m, err := ledger.ParseMonth(t)
			if !ok || err != nil {
				return nil
			}
			return monthSaid{m}
		}}
}

// View draws the form.
func (s *Handover) View() screen.Frame {
	switch {
	case !s.ready:
		return screen.Frame{Lines: []string{"", "  正在读取，请稍候。"}}
	case s.edit != nil:
		return s.edit.view()
	}
	top := s.month.Chinese() + "移交清册，还没有存过"
	if n := len(s.versions); n > 0 {
		x := s.versions[n-1]
		top = fmt.Sprintf("%s移交清册，第%d版%s，%s %s", s.month.Chinese(), x.Version, finalWord(x), x.By, ledger.Clock(x.At))
		if x.Final {
			top += "；再存就是新的一版"
		}
	}
	if s.bars != "" {
		top = s.bars
	}
	help := s.form.Help()
	if hands := s.hands(); hands != "" {
		help = strings.TrimPrefix(help+"　"+hands, "　")
	}
	if help == "" {
		help = fmt.Sprintf("未了事项 %d 项，按 F5 看", len(s.state.Items))
	}
	return screen.Frame{Lines: append([]string{s.d.Theme.Muted().Render(widget.Cut(" "+ledger.Plain(top), s.w))}, s.form.View()...), Cursor: s.form.Cursor(), Status: help}
}
