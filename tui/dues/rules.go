package dues

import (
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Rules is the screen of the rules that dues are reckoned by.
type Rules struct {
	d       *desk.Desk
	table   *widget.Table
	rules   []ledger.DuesRule // newest first
	classes []string
	open    ledger.Month // first month not closed
	writes  bool
	loaded  bool
	form    *ruleForm // nil: the list
	w, h    int
}

// NewRules makes the screen.
func NewRules(d *desk.Desk, _ screen.DuesRules) screen.Screen {
	s := &Rules{d: d, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "自", Width: 7}, widget.Column{Title: "", Width: 4}, widget.Column{Title: "比例", Width: 6, Right: true}, widget.Column{Title: "基数", Width: 9},
		widget.Column{Title: "尾数", Width: 12}, widget.Column{Title: "取整", Width: 4, Right: true}, widget.Column{Title: "基数月", Width: 6}, widget.Column{Title: "周期", Width: 4},
		widget.Column{Title: "各身份", Width: 12, Grow: 1})
	s.table.Freeze, s.table.Y = 1, 1
	s.table.Empty = "还没有会费标准。按 F2 新建。"
	return s
}

type (
	rulesRead struct {
		rules   []ledger.DuesRule
		classes []string
		open    ledger.Month
		writes  bool
	}
	ruleSaved struct {
		receipt ledger.Receipt
		err     error
	}
	leaveRule struct{ sure bool }
)

// Init reads the rules.
func (s *Rules) Init() tea.Cmd {
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		m := rulesRead{rules: slices.Clone(r.DuesRules()), open: ledger.FirstOpen(r), writes: s.d.CanWrite(r)}
		slices.Reverse(m.rules)
		others := map[string]bool{}
		for x := range r.Members() {
			for _, st := range x.Stands {
				others[string(st.Class)] = true
			}
		}
		for _, rule := range m.rules {
			for _, c := range rule.Rates {
				others[string(c.Class)] = true
			}
		}
		for _, c := range ledger.MemberClasses() {
			m.classes = append(m.classes, string(c))
			delete(others, string(c))
		}
		m.classes = append(m.classes, slices.Sorted(maps.Keys(others))...)
		return m
	})
}

// Title names the page.
func (s *Rules) Title() string {
	if s.form != nil {
		return "会费标准（填写）"
	}
	return "会费标准"
}

// Capturing reports that letters are typed.
func (s *Rules) Capturing() bool { return s.form != nil && s.form.form.Capturing() }

// Resize gives the room.
func (s *Rules) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, max(3, h-4))
	if s.form != nil {
		s.form.resize(w, h)
	}
}

// Bindings are the keys of the page.
func (s *Rules) Bindings() []screen.Binding {
	write := ""
	switch {
	case !s.loaded:
		write = "正在读取，请稍候。"
	case !s.writes:
		write = "这里由会计办理：账本只读打开时只能查看；经审可以查看、提问题。"
	}
	if s.form != nil {
		if s.form.busy {
			write = "正在保存，请稍候。"
		}
		return append([]screen.Binding{
			{Keys: []string{"f8", "ctrl+s"}, Label: "保存", Disabled: write},
			{Keys: []string{"esc"}, Label: "返回"},
		}, s.form.form.Bindings()...)
	}
	none := ""
	if len(s.rules) == 0 {
		none = "还没有会费标准。"
	}
	return append([]screen.Binding{
		{Keys: []string{"f2", "n"}, Label: "新标准", Help: "照现行的填一份，从新的月份起执行", Disabled: write},
		{Keys: []string{"enter"}, Label: "打开", Help: "看这份标准，试算，或者改正", Disabled: none},
		{Keys: []string{"esc"}, Label: "返回"},
	}, s.table.Bindings()...)
}

// Update takes a message.
func (s *Rules) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case rulesRead:
		s.take(msg)
		return nil, nil
	case ruleSaved:
		return s.done(msg)
	case leaveRule:
		if msg.sure {
			s.form = nil
		}
		return nil, nil
	case screen.Shown:
		return nil, s.Init()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if s.form != nil {
		return s.typed(msg), nil
	}
	if s.table.Update(msg) && !s.table.Clicked() {
		return nil, nil
	}
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	i := s.table.Index()
	switch {
	case key == "esc":
		return screen.Back{}, nil
	case !s.loaded:
	case (key == "enter" || s.table.Clicked()) && i >= 0:
		s.fillIn(s.rules[i])
	case key == "f2" || key == "n":
		rule := ledger.DefaultDuesRule(s.open)
		if len(s.rules) > 0 {
			rule = s.rules[0]
			rule.From = max(s.open, s.d.Today().Month(), rule.From.Add(1))
		}
		s.fillIn(rule)
	}
	return nil, nil
}

func (s *Rules) fillIn(rule ledger.DuesRule) {
	s.form = newRuleForm(s.d, rule, s.classes)
	s.form.resize(s.w, s.h)
}

func (s *Rules) take(m rulesRead) {
	s.rules, s.classes, s.open, s.writes, s.loaded = m.rules, m.classes, m.open, m.writes, true
	rules := m.rules
	inOrder := slices.Clone(rules)
	slices.Reverse(inOrder)
	inForce, has := ledger.RuleIn(inOrder, s.d.Today().Month())
	s.table.SetRows(widget.List{N: len(rules), ID: func(i int) string { return rules[i].From.String() }, Cells: func(i int) []widget.Cell {
		r := rules[i]
		word := ""
		switch {
		case has && r.From == inForce.From:
			word = "现行"
		case r.From > s.d.Today().Month():
			word = "将来"
		}
		base, floor, round, month, every, special := rulesOf(r)
		return widget.Cells(r.From.String(), word, percent(r.Default), base, floor, round, month, every, special)
	}})
}

// typed gives a message to the form.
func (s *Rules) typed(msg tea.Msg) screen.Action {
	out := s.form.form.Update(msg)
	if out == widget.Submit {
		return s.save()
	}
	if out == widget.Used {
		return nil
	}
	k, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok || s.form.busy:
	case k.String() == "f8" || k.String() == "ctrl+s":
		return s.save()
	case k.String() == "esc" && s.form.touched():
		return screen.Ask{Title: "还没有保存", Lines: []string{"改动还没有保存。要放弃吗？"}, Choices: []string{"接着填", "放弃改动"}, Then: func(i int) tea.Msg { return leaveRule{i == 1} }}
	case k.String() == "esc":
		s.form = nil
	}
	return nil
}

func (s *Rules) save() screen.Action {
	if !s.writes {
		return nil
	}
	rule, problems := s.form.rule()
	if len(problems) > 0 {
		s.form.form.SetProblems(problems)
		return screen.Notice{Text: problems[0].Text, Bad: true}
	}
	s.form.busy = true
	return s.d.Do(ledger.SetDuesRule{Rule: rule}, s.form.stamp, func(r ledger.Receipt, err error) tea.Msg { return ruleSaved{r, err} })
}

func (s *Rules) done(msg ruleSaved) (screen.Action, tea.Cmd) {
	if s.form != nil {
		s.form.busy = false
	}
	if msg.err != nil {
		ps := desk.Problems(msg.err)
		if s.form != nil && len(ps) > 0 {
			s.form.form.SetProblems(ps)
			return screen.Notice{Text: ps[0].Text, Bad: true}, nil
		}
		return desk.Bad(msg.err), nil
	}
	s.form = nil
	return screen.Notice{Text: "已保存：" + msg.receipt.Title + "。已经核定的月份不变；要照新标准，请在会费表里重新核定（F5）。"}, s.Init()
}

// View draws the page.
func (s *Rules) View() screen.Frame {
	if s.form != nil {
		return s.form.view()
	}
	f := screen.Frame{Lines: []string{s.d.Theme.Muted().Render(widget.Cut(" 每份标准从它的月份起执行，到下一份为止。", s.w))}}
	f.Lines = append(f.Lines, s.table.View()...)
	for len(f.Lines) < s.h-3 {
		f.Lines = append(f.Lines, "")
	}
	if i := s.table.Index(); i >= 0 {
		_, _, _, _, _, special := rulesOf(s.rules[i])
		for _, l := range widget.Wrap("各身份："+special+"；其余按 "+percent(s.rules[i].Default)+"。", s.w-2) {
			f.Lines = append(f.Lines, " "+l)
		}
	}
	return f
}
