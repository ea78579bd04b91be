package keys

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Bindings are the keys.
func (s *List) Bindings() []screen.Binding {
	back := screen.Binding{Keys: []string{"esc"}, Label: "返回"}
	switch {
	case s.made != nil:
		return []screen.Binding{{Keys: []string{"enter", "f8"}, Label: "好"}, {Keys: []string{"f5", "ctrl+b"}, Label: "拷到U盘", Help: "把密钥文件拷一份到 U 盘"}, back}
	case s.form() != nil:
		label := "做密钥"
		if s.fetch != nil {
			label = "取回"
		}
		return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: label}, back}, s.form().Bindings()[:2]...)
	case s.text != nil:
		return []screen.Binding{back, {Keys: []string{"up", "down", "pgup", "pgdown", "home", "end"}, Label: "翻看"}}
	case s.which:
		none := ""
		if len(s.sigs) == 0 {
			none = "还没有签过字。"
		}
		return append([]screen.Binding{{Keys: []string{"enter"}, Label: "详细", Disabled: none}, {Keys: []string{"f5", "ctrl+b"}, Label: "存到U盘", Help: "把签字文件存到 U 盘：以后拿它与账本对照", Disabled: none},
			{Keys: []string{"f3", "ctrl+l"}, Label: "密钥"}, back}, s.signs.Bindings()...)
	}
	return append(s.keyBindings(back), s.keys.Bindings()...)
}

func (s *List) keyBindings(back screen.Binding) []screen.Binding {
	r, ok := s.at()
	mine, stop, here, none := "", "", "", ""
	switch {
	case !ok:
		none, stop, here = "还没有密钥。", "还没有密钥。", "还没有密钥。"
	case r.key.Until != 0:
		stop = "这把密钥已经停用。"
	}
	if ok && r.card.Path == "" {
		here = "这台电脑上没有这把密钥的文件。"
	}
	if s.mine {
		mine = "您已经有一把在用。要换新的，请先停用原来的。"
	}
	if s.d.Book.ReadOnly() {
		mine, stop = "账本是只读打开的。", "账本是只读打开的。"
	}
	return []screen.Binding{
		{Keys: []string{"enter"}, Label: "详细", Help: "看完整的指纹和密钥文件的位置", Disabled: none},
		{Keys: []string{"f2", "ctrl+n"}, Label: "做密钥", Help: "给现在操作的人做一把签字密钥", Disabled: mine},
		{Keys: []string{"f4", "ctrl+g"}, Label: "停用", Help: "忘记密码或离任时停用；以前的签字仍然有效", Disabled: stop},
		{Keys: []string{"f5", "ctrl+b"}, Label: "拷到U盘", Disabled: here},
		{Keys: []string{"f6", "ctrl+o"}, Label: "从U盘取回", Help: "换了电脑：把 U 盘上的密钥文件取回到这台电脑", Hidden: true},
		{Keys: []string{"f3", "ctrl+l"}, Label: "签字清单"},
		{Keys: []string{"f9", "ctrl+t"}, Label: "怎么办", Help: "忘记密码、换会计、新经审各怎么办"}, back}
}

// Update takes a message.
func (s *List) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case listRead:
		s.ready, s.book, s.rows, s.sigs, s.over, s.mine = true, m.book, m.rows, m.sigs, m.over, m.mine
		s.fill()
		return screen.Stay{}, nil
	case screen.Shown:
		return screen.Stay{}, s.Init()
	case desk.Failed:
		return desk.Bad(m.Err), nil
	case keyMade:
		return s.afterKey(m)
	case carryTyped:
		if r, ok := s.at(); ok {
			return carry(s.d, r.card.Verifier, m.folder), nil
		}
	case noteFolder:
		return s.carryNote(m.folder), nil
	case carriedAway:
		return told(m), nil
	case whyAnswer:
		return s.why(m.n), nil
	case whyTyped:
		return s.stop(m.why), nil
	case newAnswer:
		if m.yes {
			s.begin()
		}
		return screen.Stay{}, nil
	case retired:
		return s.afterRetire(m.err)
	}
	return s.typed(msg)
}

func (s *List) begin() {
	s.maker = newMaker(s.d, s.book)
	s.Resize(s.w, s.h)
}

func (s *List) afterKey(m keyMade) (screen.Action, tea.Cmd) {
	switch {
	case m.err != nil && s.fetch != nil:
		return s.fetch.failed(m.err), nil
	case m.err != nil && s.maker != nil:
		return s.maker.failed(m.err), nil
	}
	if s.maker != nil {
		s.maker.wipe()
		s.made = &m.card
	}
	if s.fetch != nil {
		s.fetch.wipe()
	}
	s.maker, s.fetch = nil, nil
	return screen.Notice{Text: "“" + ledger.Plain(m.card.Person) + "”的密钥在这台电脑上了。"}, s.Init()
}

func (s *List) typed(msg tea.Msg) (screen.Action, tea.Cmd) {
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	switch {
	case s.made != nil:
		if key == "f5" || key == "ctrl+b" {
			return askCarry(s.d, *s.made), nil
		}
		if key == "esc" || key == "enter" || key == "f8" {
			s.made = nil
		}
		return screen.Stay{}, nil
	case s.form() != nil:
		return s.toForm(key, msg), nil
	case s.text != nil:
		s.scroll(key)
		return screen.Stay{}, nil
	}
	table := s.keys
	if s.which {
		table = s.signs
	}
	if table.Update(msg) && !table.Clicked() {
		return screen.Stay{}, nil
	}
	return s.press(key), nil
}

func (s *List) toForm(key string, msg tea.Msg) screen.Action {
	if key == "esc" {
		if s.maker != nil {
			s.maker.wipe()
		} else {
			s.fetch.wipe()
		}
		s.maker, s.fetch = nil, nil
		return screen.Stay{}
	}
	if key != "f8" && key != "ctrl+s" && s.form().Update(msg) != widget.Submit {
		return screen.Stay{}
	}
	if s.maker != nil {
		return s.maker.make()
	}
	return s.fetch.take()
}

func (s *List) scroll(key string) {
	switch key {
	case "esc", "enter":
		s.text, s.top = nil, 0
		return
	case "up":
		s.top--
	case "down":
		s.top++
	case "pgup":
		s.top -= s.h - 1
	case "pgdown", "space":
		s.top += s.h - 1
	case "home":
		s.top = 0
	case "end":
		s.top = 1 << 20
	}
	s.top = max(0, min(s.top, len(s.text(s.w))-s.h))
}

func (s *List) press(key string) screen.Action {
	for _, b := range s.Bindings() {
		if b.Has(key) && b.Disabled != "" {
			return screen.Notice{Text: b.Disabled, Bad: true}
		}
	}
	switch key {
	case "esc":
		if s.which {
			s.which = false
			return screen.Stay{}
		}
		return screen.Back{}
	case "f3", "ctrl+l":
		s.which = !s.which
	case "f9", "ctrl+t":
		s.text = func(w int) []string { return procedures(s.d, w) }
	case "enter":
		s.detail()
	case "f5", "ctrl+b":
		if s.which {
			return askFolder(s.d, "把签字文件存到U盘", "拿着它，以后随时可以与账本对照：“设置”的“与留存的核对码对照”。写出 U 盘上的文件夹：", func(f string) tea.Msg { return noteFolder{f} })
		}
		r, _ := s.at()
		return askCarry(s.d, r.card)
	}
	if s.which {
		return screen.Stay{}
	}
	switch key {
	case "f2", "ctrl+n":
		s.begin()
	case "f6", "ctrl+o":
		s.fetch = newFetch(s.d)
		s.Resize(s.w, s.h)
	case "f4", "ctrl+g":
		r, _ := s.at()
		return screen.Ask{Title: fmt.Sprintf("停用“%s”的密钥", ledger.Plain(r.key.Person)), Lines: []string{"停用以后这把密钥不能再签；以前签过的字仍然有效。为什么停用？"},
			Choices: []string{"忘记密码", "离任", "别的原因", "不停用"}, Safe: 3, Then: func(n int) tea.Msg { return whyAnswer{n} }}
	}
	return screen.Stay{}
}

func (s *List) why(n int) screen.Action {
	switch n {
	case 0:
		return s.stop(ledger.WhyLost)
	case 1:
		return s.stop(ledger.WhyLeft)
	case 2:
		return screen.AskText{Title: "停用的原因", Lines: []string{"会记在操作日志里。"}, Then: func(t string, ok bool) tea.Msg {
			if !ok {
				return nil
			}
			return whyTyped{t}
		}}
	}
	return screen.Stay{}
}

func (s *List) stop(why string) screen.Action {
	r, ok := s.at()
	if !ok {
		return screen.Stay{}
	}
	s.retire = r.key.No
	return s.d.Do(ledger.RetireKey{No: r.key.No, Why: why}, s.stamp, func(_ ledger.Receipt, err error) tea.Msg { return retired{err} })
}

func (s *List) afterRetire(err error) (screen.Action, tea.Cmd) {
	s.stamp = s.d.Stamp()
	if err != nil {
		return desk.Bad(err), nil
	}
	own := false
	for _, r := range s.rows {
		own = own || r.key.No == s.retire && r.key.Person == s.d.Operator
	}
	if own {
		return screen.Ask{Title: "已停用", Lines: []string{"以前的签字仍然有效，仍可核对。要现在另做一把吗？"}, Choices: []string{"另做一把", "以后再说"},
			Then: func(n int) tea.Msg { return newAnswer{n == 0} }}, s.Init()
	}
	return screen.Notice{Text: "已停用。以前的签字仍然有效。"}, s.Init()
}

func (s *List) carryNote(folder string) screen.Action {
	g, ok := s.sig()
	if !ok {
		return screen.Stay{}
	}
	d := s.d
	return screen.Run{Title: "正在存签字文件", Work: func(screen.Progress) tea.Msg {
		path, err := d.Notary.CarryNote(g, folder)
		return carriedAway{path, err}
	}}
}
