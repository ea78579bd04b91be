// Package settings holds what is set once or seldom: the unit, its people, the
// chart, opening balances, backups, verification, and the log of everything.
package settings

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// barred says why the operator may not do an act, "" when it is allowed.
func barred(d *desk.Desk, r ledger.Pages, act string) string {
	if d.Book.ReadOnly() {
		return "账本是只读打开的，只能查看。"
	}
	if err := ledger.Permit(r, act, ledger.Stamp{Operator: d.Operator}); err != nil {
		return desk.FirstLine(err.Error())
	}
	return ""
}

// entry is a line of the menu.
type entry struct {
	label, about string
	act          func() screen.Action
}

// Screen is the menu of settings. The page of the unit and the outcome of a
// verification show inside it.
type Screen struct {
	d     *desk.Desk
	w, h  int
	at    int
	unit  ledger.Unit
	crew  int // people in office
	own   int // detail accounts of the unit
	begun bool
	moved bool // a voucher exists: the first month stays
	bars  string
	read  bool
	inner screen.Screen // nil: the menu
}

// New makes the menu.
func New(d *desk.Desk, _ screen.Settings) screen.Screen {
	return &Screen{d: d, w: 80, h: 21}
}

type loaded struct {
	unit  ledger.Unit
	crew  int
	own   int
	begun bool
	moved bool
	bars  string
}

// Init reads the unit.
func (s *Screen) Init() tea.Cmd { return s.load() }

func (s *Screen) load() tea.Cmd {
	d := s.d
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := loaded{unit: r.Unit(), begun: len(r.Opening().Rows) > 0, moved: r.LastVoucher() > 0, bars: barred(d, r, ledger.SetUnit{}.Name())}
		for _, p := range r.People() {
			if !p.Gone {
				m.crew++
			}
		}
		for _, a := range r.Chart() {
			if a.Origin == ledger.Own {
				m.own++
			}
		}
		return m
	})
}

// Title names the page.
func (s *Screen) Title() string {
	if s.inner != nil {
		return s.inner.Title()
	}
	return "设置"
}

// Resize gives the room.
func (s *Screen) Resize(w, h int) {
	s.w, s.h = w, h
	if s.inner != nil {
		s.inner.Resize(w, h)
	}
}

// Capturing reports that text is typed.
func (s *Screen) Capturing() bool {
	c, ok := s.inner.(screen.Capturing)
	return ok && c.Capturing()
}

func (s *Screen) show(inner screen.Screen) {
	s.inner = inner
	inner.Resize(s.w, s.h)
}

// verified is the outcome of a verification.
type verified struct {
	proof   ledger.Proof
	err     error
	stopped bool
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case loaded:
		s.unit, s.crew, s.own, s.begun, s.moved, s.bars, s.read = m.unit, m.crew, m.own, m.begun, m.moved, m.bars, true
		return screen.Stay{}, nil
	case verified:
		return s.afterVerify(m), nil
	case paperTyped:
		return s.compare(m.text), nil
	case paperRefused:
		return s.refused(m), nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	}
	if s.inner != nil {
		return s.toInner(msg)
	}
	switch m := msg.(type) {
	case screen.Shown:
		return screen.Stay{}, s.load()
	case tea.MouseClickMsg:
		if i := m.Y - s.air(); i >= 0 && i < len(s.entries()) {
			s.at = i
			return s.choose(i), nil
		}
	case tea.KeyPressMsg:
		return s.key(m.String()), nil
	}
	return screen.Stay{}, nil
}

// toInner gives a message to the page inside; when it leaves, the menu shows.
func (s *Screen) toInner(msg tea.Msg) (screen.Action, tea.Cmd) {
	action, cmd := s.inner.Update(msg)
	left := false
	action = without(action, &left)
	if left {
		s.inner = nil
		return action, tea.Batch(cmd, s.load())
	}
	return action, cmd
}

// without takes the leaving out of an action.
func without(a screen.Action, left *bool) screen.Action {
	switch a := a.(type) {
	case screen.Back:
		*left = true
		return screen.Stay{}
	case screen.Many:
		var out screen.Many
		for _, one := range a {
			out = append(out, without(one, left))
		}
		return out
	}
	return a
}

func (s *Screen) key(key string) screen.Action {
	if key == "esc" {
		return screen.Back{}
	}
	if key == "0" {
		key = "enter"
		s.at = 9
	}
	at, taken := widget.Walk(key, s.at, len(s.entries()))
	if s.at = at; taken {
		return s.choose(at)
	}
	return screen.Stay{}
}

func (s *Screen) choose(i int) screen.Action {
	if !s.read {
		return screen.Stay{}
	}
	return s.entries()[i].act()
}

func (s *Screen) entries() []entry {
	open := func(r screen.Route) func() screen.Action {
		return func() screen.Action { return screen.Open{Route: r} }
	}
	begun := "还没有录"
	if s.begun {
		begun = "已录"
	}
	mode := ""
	if s.unit.Single {
		mode = "，单人模式"
	}
	return []entry{
		{"单位资料", fmt.Sprintf("%s%s，从%s开始，凭证字“%s”", s.unit.Name, mode, s.unit.Start.Chinese(), s.unit.Words), func() screen.Action {
			s.show(newUnit(s.d, s.unit, s.moved, s.bars))
			return screen.Stay{}
		}},
		{"人员", fmt.Sprintf("在任 %d 人；现在操作的是 %s，在这里换人", s.crew, s.d.Operator), open(screen.People{})},
		{"科目", fmt.Sprintf("自己加的明细 %d 个；启用、改名、看余额", s.own), open(screen.Chart{})},
		{"期初余额", begun + "；第一个月结账以后不能再改", open(screen.Opening{})},
		{"会费标准", "比例、基数、取整、免缴", open(screen.DuesRules{})},
		{"备份与恢复", "做备份、查看已核对的备份、恢复成新文件", open(screen.Backups{})},
		{"核验账本", "把全部记录从头核对一遍，看有没有损坏或被改动", s.verify},
		{"操作日志", "谁在什么时候做了什么，改动前后各是什么", open(screen.LogView{})},
		{"词汇表", "记账的词是什么意思", open(screen.GlossaryTop{})},
		{"签字密钥", "谁有密钥、签过什么；忘记密码、换人怎么办", open(screen.Keys{})},
		{"换届交接", "点现金、对银行、列未了事项，三个人签移交清册", open(screen.Handover{})},
		{"对照核对码", "拿留存的公示件、二维码或签字文件，与账本对照", func() screen.Action { return s.askPaper("") }},
		{"打审计包", "一个文件，放U盘交给经审人员；不用程序也能看", open(screen.Pack{})},
		{"收回审计", "收回经审人员在审计包里提的问题、打的记号", open(screen.TakeFindings{})},
		{"打开审计包", "经审人员用：核对审计包，放成一个副本来审查", open(screen.OpenPack{})},
		{"交回审计", "经审人员用：在副本上签字导出，交会计收回", open(screen.SendFindings{})},
		{"职责", "谁可以做什么；不是自己职责的事写不进账本", open(screen.Roles{})},
	}
}

// View draws the menu.
func (s *Screen) View() screen.Frame {
	if s.inner != nil {
		return s.inner.View()
	}
	t := s.d.Theme
	out := make([]string, s.air())
	if !s.read {
		return screen.Frame{Lines: append(out, "  正在读取，请稍候。")}
	}
	for i, e := range s.entries() {
		mark := "  "
		if i == s.at {
			mark = theme.Marker + " "
		}
		left := "  " + mark + digit(i) + " " + widget.Pad(e.label, 12)
		rest := widget.Cut(ledger.Plain(e.about), s.w-widget.Width(left)-1)
		if i == s.at {
			out = append(out, t.Selected().Render(widget.Pad(left+rest, s.w)))
		} else {
			out = append(out, left+t.Muted().Render(rest))
		}
	}
	return screen.Frame{Lines: out}
}

// air are the lines above the menu: none where the window has room for the menu
// only.
func (s *Screen) air() int {
	if s.h <= len(s.entries()) {
		return 0
	}
	return 1
}

// Bindings are the keys.
func (s *Screen) Bindings() []screen.Binding {
	if s.inner != nil {
		return s.inner.Bindings()
	}
	return []screen.Binding{{Keys: []string{"enter"}, Label: "打开"}, {Keys: []string{"up", "down", "tab", "shift+tab", "home", "end"}, Label: "移动"},
		{Keys: []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"}, Label: "直接打开第几项", Hidden: true}, {Keys: []string{"esc"}, Label: "返回"}}
}
