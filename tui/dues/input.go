package dues

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Bindings are the keys of the sheet.
func (s *Sheet) Bindings() []screen.Binding {
	if s.panel != nil {
		return s.panel.bindings()
	}
	read, write, pay := "", "", ""
	switch {
	case s.s == nil:
		read = "正在读取，请稍候。"
		write = read
	case !s.s.writes:
		write = "这里由会计办理：账本只读打开时只能查看；经审可以查看、提问题。"
	}
	at := read
	if at == "" && len(s.rows) == 0 {
		at = "名册里还没有会员，请先按 F10 登记会员。"
	}
	if write == "" {
		write = at
	}
	none := write
	if none == "" && len(s.marks) == 0 {
		none = "还没有勾选，没有可以取消的。"
	}
	if pay = write; pay == "" && len(s.marks) == 0 {
		pay = "还没有勾选要收的会费：按空格勾选，或按 F2 勾选当月全部。"
	}
	keys := []screen.Binding{
		{Keys: []string{"space"}, Label: "勾选", Help: "勾选这一格（或选中的一片）要收的会费，再按一次取消；在小组行上是整个小组", Disabled: write},
		{Keys: []string{"f2", "a"}, Label: "当月全部", Help: "勾选当月（光标所在月）所有欠缴的人", Disabled: write},
		{Keys: []string{"f5"}, Label: "核定", Help: "按会费标准核定当月每个人的应缴会费；名册或工资改了以后再核定一次", Disabled: write},
		{Keys: []string{"f8", "ctrl+s"}, Label: "入账", Help: "把勾选的会费做成一张凭证", Disabled: pay},
		{Keys: []string{"f3", "g"}, Label: "本组", Help: "勾选本小组当月所有欠缴的人", Disabled: write},
		{Keys: []string{"f4", "u"}, Label: "截至当月", Help: "勾选所有人到当月为止今年欠缴的会费", Disabled: write},
		{Keys: []string{"enter"}, Label: "来历", Help: "这一格的算法、缴纳记录；可以在里面减免", Disabled: at, Hidden: true},
		{Keys: []string{"f6", "p"}, Label: "花名册", Help: "会费缴纳花名册，可以打印", Disabled: read},
		{Keys: []string{"tab", "m"}, Label: "交来金额", Help: "填交来的现金总额，与勾选的合计比对；再按一次回到表格", Disabled: read, Hidden: true},
		{Keys: []string{"/", "ctrl+f"}, Label: "查找", Help: "按姓名、拼音、编号查找", Disabled: read, Hidden: true},
		{Keys: []string{"f9", "e"}, Label: "欠缴表", Help: "会费欠缴表", Disabled: read, Hidden: true},
		{Keys: []string{"ctrl+n", "n"}, Label: "未列入的人", Help: "当月没有应缴会费的人，各是什么原因", Disabled: read, Hidden: true},
		{Keys: []string{"ctrl+r", "r"}, Label: "会费标准", Help: "会费比例、免缴、去尾和取整的标准", Hidden: true},
		{Keys: []string{"f10"}, Label: "会员", Help: "会员名册", Hidden: true},
		{Keys: []string{"delete", "backspace"}, Label: "取消勾选", Help: "取消这一格（或选中的一片）的勾选", Disabled: none, Hidden: true},
		{Keys: []string{"ctrl+d"}, Label: "全部取消", Help: "取消所有勾选", Disabled: none, Hidden: true},
		{Keys: []string{"ctrl+left", "[", "【"}, Label: "上一年", Hidden: true},
		{Keys: []string{"ctrl+right", "]", "】"}, Label: "下一年", Hidden: true},
		{Keys: []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, Label: "部分缴纳", Help: "直接打数字：这一格只收这么多", Disabled: write, Hidden: true},
		{Keys: []string{"esc"}, Label: "返回", Hidden: true},
	}
	return append(keys, s.grid.Bindings()...)
}

// input takes a key, a paste or the mouse on the sheet.
func (s *Sheet) input(msg tea.Msg) (screen.Action, tea.Cmd) {
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	if click, ok := msg.(tea.MouseClickMsg); ok {
		s.click(click)
		return nil, nil
	}
	if s.focus != onGrid {
		if action, cmd, used := s.typing(msg, key); used {
			return action, cmd
		}
	} else if s.grid.Update(msg) {
		return nil, nil
	}
	if key == "" {
		return nil, nil
	}
	if action, cmd, ok := s.leave(key); ok {
		return action, cmd
	}
	if s.s == nil || s.focus != onGrid {
		return nil, nil
	}
	return s.work(key)
}

// click puts the cursor where the mouse is: a cell, or one of the two fields.
func (s *Sheet) click(m tea.MouseClickMsg) {
	switch {
	case m.Y == 0 && m.X >= s.w-findWide-2 && s.s != nil:
		s.focus = onFind
		s.find.Enter()
	case m.Y == s.h-below && m.X < cashWide+12 && s.s != nil:
		s.focus = onCash
		s.cash.Enter()
	default:
		s.cash.Leave()
		s.focus = onGrid
		s.grid.Update(m)
	}
}

// typing gives a message to the field in focus.
func (s *Sheet) typing(msg tea.Msg, key string) (screen.Action, tea.Cmd, bool) {
	switch key {
	case "enter", "tab", "down", "esc":
		searched := s.focus == onFind && key == "esc"
		if text := s.cash.Leave(); text != "" && s.focus == onCash && key != "esc" {
			return screen.Notice{Text: text, Bad: true}, nil, true
		}
		s.focus = onGrid
		if searched {
			s.find.SetText("")
			return nil, s.search(), true
		}
		return nil, s.keep(), true
	case "up":
		s.focus = onGrid
		return nil, nil, true
	}
	if s.focus == onCash {
		return nil, nil, s.cash.Update(msg)
	}
	before := s.find.Text()
	used := s.find.Update(msg)
	if s.find.Text() != before {
		return nil, s.search(), true
	}
	return nil, nil, used
}

// search looks for members by what stands in the field.
func (s *Sheet) search() tea.Cmd {
	s.asked++
	n, q := s.asked, strings.TrimSpace(s.find.Text())
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		m := foundMembers{n: n}
		if q == "" {
			return m
		}
		m.ids = map[ledger.MemberID]bool{}
		for _, id := range r.FindMembers(q, int(r.LastMember())) {
			m.ids[id] = true
		}
		return m
	})
}

// leave handles the keys that lead elsewhere.
func (s *Sheet) leave(key string) (screen.Action, tea.Cmd, bool) {
	switch key {
	case "esc":
		if s.found != nil {
			s.find.SetText("")
			return nil, s.search(), true
		}
		return screen.Back{}, nil, true
	case "f6", "p":
		return screen.Open{Route: screen.ReportView{Name: "dues-roll", Period: ledger.YearPeriod(s.year)}}, nil, true
	case "f9", "e":
		return screen.Open{Route: screen.ReportView{Name: "dues-arrears", Period: ledger.YearPeriod(s.year)}}, nil, true
	case "ctrl+r", "r":
		return screen.Open{Route: screen.DuesRules{}}, nil, true
	case "f10":
		return screen.Open{Route: screen.Members{}}, nil, true
	case "ctrl+left", "[", "【":
		return nil, s.setYear(s.year - 1), true
	case "ctrl+right", "]", "】":
		return nil, s.setYear(s.year + 1), true
	}
	return nil, nil, false
}

// work handles the keys that do something with the sheet.
func (s *Sheet) work(key string) (screen.Action, tea.Cmd) {
	switch key {
	case "tab", "m":
		s.focus = onCash
		s.cash.Enter()
		return nil, nil
	case "/", "ctrl+f":
		s.focus = onFind
		s.find.Enter()
		return nil, nil
	case "ctrl+n", "n":
		s.panel = newLeftOut(s.d.Theme, s.s, s.month())
		s.Resize(s.w, s.h)
		return nil, nil
	case "enter":
		return nil, s.open()
	}
	if !s.s.writes || len(s.rows) == 0 {
		return nil, nil
	}
	switch key {
	case "f5":
		return s.assess(), nil
	case "f8", "ctrl+s":
		return s.toPay()
	case "ctrl+d":
		clear(s.marks)
		return nil, s.keep()
	case "delete", "backspace":
		s.unmark(s.grid.Marked())
		return nil, s.keep()
	}
	if len(key) == 1 && key[0] >= '0' && key[0] <= '9' {
		return s.askPart(key), nil
	}
	return s.tick(key)
}

// tick handles the keys that mark payments.
func (s *Sheet) tick(key string) (screen.Action, tea.Cmd) {
	i, col := s.grid.At()
	switch key {
	case "space":
		people, from, to := s.in(s.grid.Marked())
		return s.toggle(people, from, to, true)
	case "f2", "a":
		return s.toggle(s.everybody(), col, col, false)
	case "f3", "g":
		return s.toggle(s.s.groups[s.rows[i].group].people, col, col, false)
	case "f4", "u":
		return s.toggle(s.everybody(), 0, col, false)
	}
	return nil, nil
}

func (s *Sheet) everybody() []int {
	out := make([]int, len(s.s.people))
	for i := range out {
		out[i] = i
	}
	return out
}

// toggle marks what is still to pay of people and months; when all of that is
// marked already, it takes the marks away. Early also marks months that were
// not assessed yet.
func (s *Sheet) toggle(people []int, from, to int, early bool) (screen.Action, tea.Cmd) {
	todo := map[spot]mark{}
	fresh, unassessed := 0, 0
	for _, i := range people {
		p := &s.s.people[i]
		for k := from; k <= to; k++ {
			if !p.cells[k].known {
				unassessed++
				if !early {
					continue
				}
			}
			at := spot{p.m.ID, ledger.MonthOf(s.year, k+1)}
			if left := s.s.left(p, k); left > 0 {
				todo[at] = mark{amount: left}
				if _, has := s.marks[at]; !has {
					fresh++
				}
			}
		}
	}
	switch {
	case len(todo) == 0 && unassessed > 0 && !early:
		return screen.Notice{Text: ledger.MonthOf(s.year, to+1).Chinese() + "的会费还没有核定，请先按 F5 核定。", Bad: true}, nil
	case len(todo) == 0:
		return screen.Notice{Text: s.whyNothing(people, from, to)}, nil
	}
	for at, m := range todo {
		if fresh == 0 {
			delete(s.marks, at)
		} else if _, has := s.marks[at]; !has {
			s.marks[at] = m
		}
	}
	return nil, s.keep()
}

// whyNothing says why there is nothing to mark.
func (s *Sheet) whyNothing(people []int, from, to int) string {
	if len(people) != 1 || from != to {
		return "选中的会费都已缴清，或者不用缴。"
	}
	p := &s.s.people[people[0]]
	mo := ledger.MonthOf(s.year, from+1)
	if d, ok := s.s.due(p, from); ok && d.Working.Reason != "" {
		return fmt.Sprintf("%s %s不用缴：%s。", p.m.Name, mo.Chinese(), d.Working.Reason)
	} else if !ok {
		return mo.Chinese() + "还没有会费标准，按 R 设置。"
	}
	return fmt.Sprintf("%s %s：%s。", p.m.Name, mo.Chinese(), p.stateOf(from, mo).word())
}

func (s *Sheet) unmark(r widget.Range) {
	people, from, to := s.in(r)
	for _, i := range people {
		for k := from; k <= to; k++ {
			delete(s.marks, spot{s.s.people[i].m.ID, ledger.MonthOf(s.year, k+1)})
		}
	}
}
