package fund

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/aid/page"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// extra are the keys beside those of the form.
func (s *moves) extra() []page.Key {
	none := func() string {
		if len(s.people) == 0 {
			return "名单里还没有人。"
		}
		return ""
	}
	label := "到名单"
	if s.onList {
		label = "到填写"
	}
	out := []page.Key{
		{Keys: []string{"f6", "ctrl+l"}, Label: label, Help: "在填写和名单之间来回", Off: none, Do: func() (screen.Action, tea.Cmd) { s.onList = !s.onList; return nil, nil }},
		{Keys: []string{"f4", "ctrl+a"}, Label: "全体", Help: "勾选全体在会会员；都勾选了就全部去掉", Off: none, Do: s.everybody},
	}
	if !s.route.Out {
		out = append(out, page.Key{Keys: []string{"f5", "ctrl+g"}, Label: "上次的人", Help: "勾选上一次交钱的人，金额同上次", Off: s.noLast, Do: s.again})
	}
	if s.onList {
		out = append(out, page.Key{Keys: []string{"space", "insert"}, Label: "勾选", Help: "勾选或去掉这个人", Do: s.flip},
			page.Key{Keys: []string{"enter", "f2"}, Label: "改金额", Help: "这个人的金额与别人不同时", Do: s.own})
	}
	return out
}

func (s *moves) everybody() (screen.Action, tea.Cmd) {
	if len(s.marks) >= len(s.people) {
		clear(s.marks)
	} else {
		for _, p := range s.people {
			if _, has := s.marks[p.ID]; !has && p.In {
				s.marks[p.ID] = 0
			}
		}
	}
	s.written()
	s.fill()
	return nil, nil
}

func (s *moves) at() (page.Person, bool) {
	if i := s.table.Index(); i >= 0 && i < len(s.people) {
		return s.people[i], true
	}
	return page.Person{}, false
}

func (s *moves) flip() (screen.Action, tea.Cmd) {
	p, ok := s.at()
	if !ok {
		return nil, nil
	}
	if _, has := s.marks[p.ID]; has {
		delete(s.marks, p.ID)
	} else {
		s.marks[p.ID] = 0
	}
	s.written()
	s.fill()
	s.table.SetIndex(s.table.Index() + 1)
	return nil, nil
}

// own asks for a sum that is another than everybody's.
func (s *moves) own() (screen.Action, tea.Cmd) {
	p, ok := s.at()
	if !ok {
		return nil, nil
	}
	var lines []string
	if m := s.sumOf(s.marks[p.ID]); m != 0 {
		lines = []string{"现在 " + m.Grouped() + " 元"}
	}
	return screen.AskText{Title: p.Name + "的金额", Lines: lines, Check: func(t string) string {
		if m, err := ledger.EvalMoney(t); err != nil || m <= 0 {
			return "请填写金额，例如 50。"
		}
		return ""
	}, Then: func(t string, ok bool) tea.Msg {
		return page.Do(func() (screen.Action, tea.Cmd) {
			if m, err := ledger.EvalMoney(t); ok && err == nil {
				s.marks[p.ID] = m
				s.written()
				s.fill()
				s.table.SetIndex(s.table.Index() + 1)
			}
			return nil, nil
		})
	}}, nil
}

// Resize gives the room.
func (s *moves) Resize(w, h int) {
	s.w, s.h = w, h
	s.Form.Resize(w, h)
	s.table.Resize(w, max(3, h-s.fieldLines()-1))
}

// fieldLines is the height of the fields, which a narrow window breaks.
func (s *moves) fieldLines() int {
	if s.w < 76 {
		return 6
	}
	return 4
}

// Capturing reports that letters are typed.
func (s *moves) Capturing() bool { return !s.onList && s.Form.Capturing() }

// Update takes a message. On the list only the keys that are everywhere go to
// the form.
func (s *moves) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	k, isKey := msg.(tea.KeyPressMsg)
	if !s.onList || !isKey {
		adds := s.each != nil && isKey && k.String() == "enter" && s.Fields().Focused() == "add" && strings.TrimPrefix(s.add.Text(), "?") != ""
		a, cmd := s.Form.Update(msg)
		if adds && s.Fields().Focused() == "others" {
			s.Fields().Focus("add") // several are named one after another
		}
		if s.each != nil {
			s.taken()
		}
		return a, cmd
	}
	switch key := k.String(); key {
	case "esc", "tab", "shift+tab":
		s.onList = false
	case "up", "down", "pgup", "pgdown", "home", "end":
		s.table.Update(msg)
	case "f6", "ctrl+l", "f4", "ctrl+a", "f5", "ctrl+g", "space", "insert", "enter", "f2", "f8", "ctrl+s":
		return s.Form.Update(msg)
	}
	return nil, nil
}

// below draws the sum and the list.
func (s *moves) below(w, h int) []string {
	t := s.d.Theme
	parts, total, _ := s.parts()
	text := fmt.Sprintf(" %d 人，共 %s 元", len(parts), total.Grouped())
	look := t.Strong()
	if s.route.Out {
		text += fmt.Sprintf("；现有 %s 元", s.held.Grouped())
		if total > s.held {
			text, look = text+"，不够", t.Warning()
		}
	}
	if s.onList {
		text += "　空格勾选，回车改金额"
	}
	out := []string{look.Render(widget.Cut(text, w))}
	list := s.table.View()
	if !s.onList {
		for i := range list {
			list[i] = strings.TrimRight(list[i], " ")
		}
	}
	return append(out, list[:min(len(list), max(0, h-1))]...)
}

// View draws the page; the cursor is in the fields or nowhere.
func (s *moves) View() screen.Frame {
	f := s.Form.View()
	if s.onList {
		f.Cursor = nil
	}
	return f
}

// Bindings are the keys.
func (s *moves) Bindings() []screen.Binding {
	if s.onList {
		return append(s.Form.Bindings()[:len(s.extra())+2], s.table.Bindings()...)
	}
	return s.Form.Bindings()
}
