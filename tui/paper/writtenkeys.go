package paper

import (
	"fmt"
	"maps"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Bindings are the keys.
func (s *Written) Bindings() []screen.Binding {
	switch {
	case s.edit != nil:
		return s.edit.bindings(s.bars)
	case s.older != nil:
		return append([]screen.Binding{{Keys: []string{"enter", "f5"}, Label: "看这一版"}, {Keys: []string{"f2"}, Label: "照这一版改", Help: "把这一版的文字拿来接着改；存的时候是新的一版", Disabled: s.bars}, {Keys: []string{"esc"}, Label: "返回"}}, s.older.Bindings()...)
	}
	unsaved, none, open := "", "", ""
	if s.dirty() {
		unsaved = "有改动没有存，请先按 F8。"
	}
	if len(s.versions) == 0 {
		none = "还没有存过。"
	}
	if s.bars != "" {
		open = s.bars
	} else if s.kind == report.AuditReport && !s.closed {
		open = s.period.To.Chinese() + "还没有结账，不能定稿。"
	}
	other := "写计划"
	if s.kind == report.AuditPlan {
		other = "写报告"
	}
	return append([]screen.Binding{
		{Keys: []string{"enter"}, Label: "写这一部分"}, {Keys: []string{"f5"}, Label: "看排好的", Help: "带上表格和数字，看印出来的样子", Disabled: unsaved},
		{Keys: []string{"f8", "ctrl+s"}, Label: "存草稿", Help: "存成新的一版；旧的都留着", Disabled: s.bars}, {Keys: []string{"f9"}, Label: "定稿", Help: "文字和数字写定，不再改；账以后有变动，报告上会注明", Disabled: open},
		{Keys: []string{"f6", "ctrl+p"}, Label: "打印", Disabled: unsaved}, {Keys: []string{"f3"}, Label: "各版", Disabled: none},
		{Keys: []string{"f4"}, Label: "换期间"}, {Keys: []string{"f7"}, Label: other}, {Keys: []string{"esc"}, Label: "返回"}}, s.list.Bindings()...)
}

// Update takes a message.
func (s *Written) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case read:
		if m.kind == s.kind {
			s.take(m)
		}
		return screen.Stay{}, nil
	case screen.Shown:
		return screen.Stay{}, s.load(!s.dirty())
	case desk.Failed:
		return desk.Bad(m.Err), nil
	case savedNow:
		return s.after(m)
	case finalAnswer:
		if m.yes {
			return s.save(true), nil
		}
		return screen.Stay{}, nil
	case afterFinal:
		return s.onFinal(m), nil
	case periodTyped:
		return s.leaveFor(func() (screen.Action, tea.Cmd) { s.period = m.p; return s.again() })
	case leaving:
		return s.left(m)
	}
	switch {
	case !s.ready:
	case s.edit != nil:
		return s.toEditor(msg)
	case s.older != nil:
		return s.toOlder(msg), nil
	default:
		return s.toList(msg)
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
		return screen.Back{}, nil
	}
	return screen.Stay{}, nil
}

func (s *Written) toList(msg tea.Msg) (screen.Action, tea.Cmd) {
	used := s.list.Update(msg)
	if used && s.list.Clicked() {
		return s.write(), nil
	}
	k, ok := msg.(tea.KeyPressMsg)
	if !ok || used {
		return screen.Stay{}, nil
	}
	for _, b := range s.Bindings() {
		if b.Has(k.String()) && b.Disabled != "" {
			return screen.Notice{Text: b.Disabled, Bad: true}, nil
		}
	}
	switch k.String() {
	case "enter":
		return s.write(), nil
	case "f5":
		return s.open(0, false), nil
	case "f6", "ctrl+p":
		return s.open(0, true), nil
	case "f8", "ctrl+s":
		return s.save(false), nil
	case "f9":
		return screen.Ask{Title: "定稿", Lines: []string{"定稿以后这一版不再改，数字写进文字里。", "要再改，只能另存新的一版。"}, Choices: []string{"定稿", "再看看"}, Safe: 1,
			Then: func(n int) tea.Msg { return finalAnswer{n == 0} }}, nil
	case "f3":
		s.showVersions()
	case "f4":
		return s.askPeriod(), nil
	case "f7":
		return s.leaveFor(func() (screen.Action, tea.Cmd) {
			s.kind = map[string]string{report.AuditReport: report.AuditPlan, report.AuditPlan: report.AuditReport}[s.kind]
			return s.again()
		})
	case "esc":
		return s.leaveFor(func() (screen.Action, tea.Cmd) { return screen.Back{}, nil })
	}
	return screen.Stay{}, nil
}

// again reads another period or kind.
func (s *Written) again() (screen.Action, tea.Cmd) {
	s.ready, s.texts = false, nil
	return screen.Stay{}, s.load(true)
}

// leaveFor goes on at once, or asks first when something is not saved.
func (s *Written) leaveFor(then func() (screen.Action, tea.Cmd)) (screen.Action, tea.Cmd) {
	if !s.dirty() {
		return then()
	}
	return screen.Ask{Title: "还没有保存", Lines: []string{"写的内容还没有存，要离开吗？"}, Choices: []string{"留下接着写", "不保存，离开"},
		Then: func(n int) tea.Msg { return leaving{n, leaveBy{then}} }}, nil
}

// leaveBy carries what was to be done through the question.
type leaveBy struct {
	do func() (screen.Action, tea.Cmd)
}

func (s *Written) left(m leaving) (screen.Action, tea.Cmd) {
	if m.n != 1 {
		return screen.Stay{}, nil
	}
	s.texts = maps.Clone(s.saved)
	action, cmd := m.then.do()
	return action, tea.Batch(cmd, s.d.Kept.Drop(s.keptKind()))
}

// write opens the part under the cursor.
func (s *Written) write() screen.Action {
	i := s.list.Index()
	if i < 0 || i >= len(s.sections) {
		return screen.Stay{}
	}
	x := s.sections[i]
	s.edit = newEditor(s.d.Theme, x.Title, cmpHint(x.Hint), s.texts[x.Key], s.facts)
	s.edit.look = s.bars != ""
	s.edit.resize(s.w, s.h)
	return screen.Stay{}
}

func cmpHint(hint string) string {
	if hint == "" {
		return "【】里的名字会换成账上的数；按 F7 插入一个"
	}
	return hint
}

func (s *Written) toEditor(msg tea.Msg) (screen.Action, tea.Cmd) {
	key := s.sections[max(0, s.list.Index())].Key
	out := s.edit.update(msg)
	if s.bars == "" {
		s.texts[key] = s.edit.area.Text()
	}
	switch out {
	case editDone:
		s.edit = nil
		s.fill()
		return screen.Stay{}, s.keep()
	case editSave:
		return s.save(false), s.keep()
	}
	return screen.Stay{}, nil
}

func (s *Written) showVersions() {
	s.older = widget.NewTable(s.d.Theme, widget.Column{Title: "版", Width: 4, Right: true}, widget.Column{Title: "状态", Width: 6}, widget.Column{Title: "谁", Width: 10}, widget.Column{Title: "时间", Width: 16}, widget.Column{Title: "改了哪些部分", Width: 16, Grow: 1})
	s.older.Y = 2
	vs := s.versions
	at := func(i int) int { return len(vs) - 1 - i }
	s.older.SetRows(widget.List{N: len(vs), ID: func(i int) string { return fmt.Sprint(vs[at(i)].Version) }, Cells: func(i int) []widget.Cell {
		x := vs[at(i)]
		return widget.Cells(fmt.Sprint(x.Version), finalWord(x), x.By, ledger.Clock(x.At), changedParts(vs, at(i)))
	}})
	s.older.Resize(s.w, max(4, s.h-2))
}

// changedParts names the parts that a version has otherwise than the one before.
func changedParts(vs []ledger.Paper, i int) string {
	if i == 0 {
		return "第一版"
	}
	out := ""
	for _, x := range report.Sections(vs[i].Kind) {
		if report.DraftText(vs[i], x.Key) != report.DraftText(vs[i-1], x.Key) {
			if out != "" {
				out += " "
			}
			out += x.Title
		}
	}
	if out == "" {
		return "文字没有改"
	}
	return out
}

func (s *Written) toOlder(msg tea.Msg) screen.Action {
	used := s.older.Update(msg)
	k, ok := msg.(tea.KeyPressMsg)
	if !ok || used {
		return screen.Stay{}
	}
	i := len(s.versions) - 1 - s.older.Index()
	switch k.String() {
	case "enter", "f5":
		if i >= 0 && i < len(s.versions) {
			return s.open(s.versions[i].Version, false)
		}
	case "f2":
		if s.bars != "" {
			return screen.Notice{Text: s.bars, Bad: true}
		}
		if i >= 0 && i < len(s.versions) {
			for _, x := range s.sections {
				s.texts[x.Key] = report.DraftText(s.versions[i], x.Key)
			}
			s.older = nil
			s.fill()
			return screen.Notice{Text: "已取来这一版的文字。改好按 F8 存成新的一版。"}
		}
	case "esc":
		s.older = nil
	}
	return screen.Stay{}
}

func (s *Written) askPeriod() screen.Action {
	return screen.AskText{Title: "写哪个期间的", Lines: []string{"一年写 2026，一个月写 2026-05，一个季度写 2026-Q2。"}, Value: s.period.String(),
		Check: func(t string) string {
			p, err := ledger.ParsePeriod(t)
			if err != nil {
				return err.Error()
			}
			if p.From == 0 || p.To == 0 {
				return "请写一个有头有尾的期间，例如 2026。"
			}
			return ""
		},
		Then: func(t string, ok bool) tea.Msg {
			p, err := ledger.ParsePeriod(t)
			if !ok || err != nil {
				return nil
			}
			return periodTyped{p}
		}}
}
