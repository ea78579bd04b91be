package yearplan

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Shown:
		return nil, s.read(false)
	case planRead:
		return s.known(msg), nil
	case rowSaved:
		return s.saved(msg)
	case acted:
		return s.acted(msg)
	case dropRow:
		if msg.sure {
			return s.do(ledger.DropPlanItem{Year: s.year, No: msg.no, Reason: msg.why}), nil
		}
		return nil, nil
	case leaveRow:
		if msg.sure {
			return nil, s.endEntry()
		}
		return nil, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	switch {
	case s.entry != nil:
		return s.inEntry(msg)
	case s.tie != nil:
		return s.inTie(msg), nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if a, cmd, ok := s.key(k.String()); ok {
			return a, cmd
		}
	}
	if s.table.Update(msg) && s.table.Clicked() {
		return s.open()
	}
	return nil, nil
}

func (s *Screen) known(m planRead) screen.Action {
	if m.year != s.year && m.kept == nil {
		return nil
	}
	s.year, s.plan, s.lastYear, s.things, s.practice, s.writes, s.loaded = m.year, m.plan, m.lastYear, m.things, m.practice, m.writes, true
	s.lay()
	if m.kept != nil && s.take && s.writes {
		s.take = false
		x := ledger.PlanItem{Year: m.year}
		x.No, _ = strconv.Atoi(m.kept.Route["no"])
		s.begin(x)
		s.entry.form.SetValues(m.kept.Values)
		if id := m.kept.Route["stamp"]; id != "" {
			s.entry.stamp.ID = id
		}
		s.entry.kept = s.entry.form.Values()
	}
	return s.back(m)
}

// begin opens the strip for a row.
func (s *Screen) begin(x ledger.PlanItem) tea.Cmd {
	s.entry = newEntry(s.d, x, s.w < 76)
	s.place()
	return nil
}

func (s *Screen) endEntry() tea.Cmd {
	cmd := s.entry.drop()
	s.entry = nil
	s.place()
	return cmd
}

func (s *Screen) inEntry(msg tea.Msg) (screen.Action, tea.Cmd) {
	e := s.entry
	if e.busy {
		return nil, nil
	}
	switch e.form.Update(msg) {
	case widget.Submit:
		return e.save(), e.keep()
	case widget.Used:
		return nil, e.keep()
	}
	k, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
	case k.String() == "f8" || k.String() == "ctrl+s":
		return e.save(), e.keep()
	case k.String() == "esc" && e.touched() && strings.TrimSpace(e.name.Text()) != "":
		return screen.Ask{Title: "还没有保存", Lines: []string{"这一项还没有保存。要放弃吗？"}, Choices: []string{"接着填", "放弃"}, Then: func(i int) tea.Msg { return leaveRow{i == 1} }}, nil
	case k.String() == "esc":
		return nil, s.endEntry()
	}
	return nil, nil
}

// saved begins the next row of the same month after a new one.
func (s *Screen) saved(m rowSaved) (screen.Action, tea.Cmd) {
	if s.entry == nil {
		return nil, s.read(false)
	}
	s.entry.busy = false
	if m.err != nil {
		if ps := desk.Problems(m.err); len(ps) > 0 {
			s.entry.form.SetProblems(ps)
			return screen.Notice{Text: ps[0].Text, Bad: true}, nil
		}
		return desk.Bad(m.err), nil
	}
	cmd := s.endEntry()
	if m.item.No == 0 {
		s.begin(ledger.PlanItem{Year: s.year, Month: m.item.Month})
	}
	return screen.Notice{Text: "已保存：" + m.receipt.Title + "。"}, tea.Batch(cmd, s.read(false))
}

func (s *Screen) key(key string) (screen.Action, tea.Cmd, bool) {
	x := s.inHand()
	switch key {
	case "enter":
		a, cmd := s.open()
		return a, cmd, true
	case "esc":
		return screen.Back{}, nil, true
	case "f2", "n":
		if s.denied() == "" {
			s.begin(ledger.PlanItem{Year: s.year, Month: s.monthInHand()})
		}
	case "f3", "[":
		return nil, s.turn(-1), true
	case "f4", "]":
		return nil, s.turn(1), true
	case "f5", "e":
		if s.rowDenied() == "" {
			s.begin(x.Item)
		}
	case "f7", "t":
		if s.tieDenied() == "" {
			s.tie = s.newTie(x.Item)
			s.place()
		}
	case "f9", "c":
		if s.copyDenied() == "" {
			return s.do(ledger.CopyPlan{From: s.year - 1, To: s.year}), nil, true
		}
	case "delete", "ctrl+d":
		if s.rowDenied() == "" {
			no := x.Item.No
			return screen.AskText{Title: "取消一项计划", Lines: []string{droppedText(x.Item)}, Check: func(t string) string {
				if strings.TrimSpace(t) == "" {
					return "请写明原因。"
				}
				return ""
			}, Then: func(t string, ok bool) tea.Msg { return dropRow{no, t, ok} }}, nil, true
		}
	case "f6", "r":
		return screen.Open{Route: screen.ReportView{Name: "year-plan", Period: ledger.YearPeriod(s.year)}}, nil, true
	default:
		return nil, nil, false
	}
	return nil, nil, true
}

func (s *Screen) turn(step int) tea.Cmd {
	if y := s.year + step; y >= 1990 && y <= 2199 {
		s.year, s.loaded, s.plan = y, false, ledger.PlanSum{}
		s.lay()
	}
	return s.read(false)
}

func (s *Screen) denied() string {
	switch {
	case !s.loaded:
		return reading
	case !s.writes:
		return lookOnly
	}
	return ""
}

func (s *Screen) rowDenied() string {
	switch x := s.inHand(); {
	case s.denied() != "":
		return s.denied()
	case x == nil:
		return "这个月还没有计划。"
	case x.State == ledger.PlanGone:
		return "这一项已经取消。"
	}
	return ""
}

func (s *Screen) tieDenied() string {
	if why := s.rowDenied(); why != "" {
		return why
	}
	if len(s.things) == 0 {
		return fmt.Sprintf("%d年还没有登记活动和慰问。", s.year)
	}
	return ""
}

func (s *Screen) copyDenied() string {
	if why := s.denied(); why != "" {
		return why
	}
	if s.lastYear == 0 {
		return fmt.Sprintf("%d年没有计划，没有可以复制的。", s.year-1)
	}
	return ""
}

// Bindings are the keys.
func (s *Screen) Bindings() []screen.Binding {
	if s.entry != nil || s.tie != nil {
		form := func() *widget.Form {
			if s.entry != nil {
				return s.entry.form
			}
			return s.tie.form
		}()
		return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "保存"}, {Keys: []string{"esc"}, Label: "返回"}}, form.Bindings()...)
	}
	open := ""
	if !s.loaded {
		open = reading
	}
	return append([]screen.Binding{
		{Keys: []string{"enter"}, Label: "开办", Help: "活动：填活动方案；慰问：发慰问；已经办的：打开；别的：写结果", Disabled: open},
		{Keys: []string{"f2", "n"}, Label: "增加", Help: "一项一行，填完一项接着填下一项", Disabled: s.denied()},
		{Keys: []string{"f5", "e"}, Label: "修改", Help: "改月份、内容、预算，或写结果", Disabled: s.rowDenied()},
		{Keys: []string{"f7", "t"}, Label: "对应", Help: "说明这一项做成了哪个活动、哪次慰问", Disabled: s.tieDenied()},
		{Keys: []string{"f9", "c"}, Label: "抄去年", Help: "把去年的计划抄到今年，已有的不重复", Disabled: s.copyDenied()},
		{Keys: []string{"f3", "["}, Label: "上一年"},
		{Keys: []string{"f4", "]"}, Label: "下一年"},
		{Keys: []string{"delete", "ctrl+d"}, Label: "取消", Help: "从计划里取消，写明原因，仍看得到", Disabled: s.rowDenied(), Hidden: true},
		{Keys: []string{"f6", "r"}, Label: "报表", Help: "年度工作计划与完成情况，可以打印", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回", Hidden: true},
	}, s.table.Bindings()...)
}

// List writes the plan out.
func (s *Screen) List() screen.Listing {
	if !s.loaded || len(s.plan.Rows) == 0 || s.entry != nil || s.tie != nil {
		return nil
	}
	rows, year := s.plan.Rows, s.year
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "年度计划", fmt.Sprintf("%d年", year), desk.Column("月份", report.KindText, 5), desk.Column("内容", report.KindText, 24), desk.Column("种类", report.KindText, 6),
			desk.Column("负责", report.KindText, 10), desk.Column("预算", report.KindMoney, 12), desk.Column("日期", report.KindDay, 10), desk.Column("人数", report.KindCount, 5),
			desk.Column("实际", report.KindMoney, 12), desk.Column("结果", report.KindText, 20), desk.Column("状态", report.KindText, 8))
		return desk.Rows(doc, p, len(rows), func(i int) (string, []report.Cell) {
			x := &rows[i]
			return strconv.Itoa(x.Item.No), []report.Cell{report.Text(monthWord(x.Item.Month)), report.Text(x.Item.Name), report.Text(x.Item.Kind), report.Text(x.Item.Who),
				report.Amount(x.Item.Amount, nil), report.Date(x.Day), report.Number(int64(x.Persons)), report.Amount(x.Actual, nil), report.Text(came(x)), report.Text(x.State.Chinese())}
		})
	}
}
