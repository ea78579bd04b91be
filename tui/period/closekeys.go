package period

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

type (
	gateReason    struct{ gate, reason string }
	releasedTyped struct{ amount ledger.Money }
	closeAnswered struct{ yes bool }
	monthClosed   struct{ err error }
	nextAnswered  struct{ n int }
	dropAnswered  struct{ leave bool }
)

// mend is where a gate can be put in order.
func mend(id string, m ledger.Month) (screen.Route, bool) {
	p := ledger.MonthPeriod(m)
	switch id {
	case "receipts":
		return screen.VoucherList{Filter: screen.VoucherFilter{Period: p, State: "no-receipt"}}, true
	case "cash-count":
		return screen.MonthFacts{Month: m, Field: "cash"}, true
	case "bank-balance":
		return screen.MonthFacts{Month: m, Field: "bank"}, true
	case "depreciation":
		return screen.VoucherForm{Template: "T15"}, true
	case "suspense":
		return screen.ReportView{Name: "ledger", Period: p, Account: "182"}, true
	case "advances":
		return screen.ReportView{Name: "ledger", Period: p, Account: "135"}, true
	case "signatures":
		return screen.SheetSign{}, true
	case "balance", "identities", "overdrawn":
		return screen.ReportView{Name: "trial", Period: p}, true
	case "numbers":
		return screen.ReportView{Name: "journal", Period: p}, true
	}
	return nil, false
}

func mendText(id string) string {
	switch id {
	case "drafts":
		return "按 Enter 打开这些凭证，审核过账或作废；"
	case "receipts":
		return "按 Enter 打开这些凭证，补附件或写明无需附件；"
	case "cash-count":
		return "按 Enter 登记现金盘点；"
	case "bank-balance":
		return "按 Enter 登记银行对账单余额；"
	case "signatures":
		return "按 Enter 打开还没收回的签领表，逐行登记；没领走的可以退回；"
	case "depreciation":
		return "按 Enter 用“计提折旧”做一张凭证；"
	}
	return "按 Enter 查看有关的账；"
}

// noteText is what to do about what is only told.
func noteText(id string) string {
	if id == "findings" {
		return "不影响结账；按 Enter 看整改台账，逐个答复。"
	}
	return "不影响结账。有了第二个人可以审核，请到“设置”的“单位资料”里取消单人模式。"
}

// Bindings are the keys.
func (s *Close) Bindings() []screen.Binding {
	g, isGate := s.at()
	_, told := s.note()
	reason := s.mode
	switch {
	case reason != "":
	case told:
		reason = "这一项只是提醒，不用说明。"
	case !isGate || !g.Open:
		reason = "这一项已经通过，不用说明。"
	case g.Hard:
		reason = "这一项必须通过，不能说明原因跳过。"
	}
	out := []screen.Binding{
		{Keys: []string{"enter"}, Label: "去处理", Help: "打开能处理这一项的画面"},
		{Keys: []string{"f4", "ctrl+g"}, Label: "写原因", Help: "写明原因，通过这一项", Disabled: reason},
		{Keys: []string{"f8", "ctrl+s"}, Label: "结账", Help: "全部通过后结账", Disabled: s.blocked()},
		{Keys: []string{"f3", "ctrl+l"}, Label: "月末资料", Help: "登记现金盘点、银行对账单余额、工资总额"},
		{Keys: []string{"esc"}, Label: "返回"},
	}
	return append(out, s.table.Bindings()...)
}

// Update takes a message.
func (s *Close) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case judged:
		s.take(msg)
		return screen.Stay{}, nil
	case screen.Shown:
		return screen.Stay{}, s.Init()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case gateReason:
		if msg.reason == "" {
			delete(s.reasons, msg.gate)
		} else {
			s.reasons[msg.gate] = msg.reason
		}
		s.columns()
		return screen.Stay{}, nil
	case releasedTyped:
		s.released = msg.amount
		s.columns()
		return screen.Stay{}, nil
	case closeAnswered:
		if !msg.yes {
			return screen.Stay{}, nil
		}
		return s.d.Do(s.act(), s.stamp, func(_ ledger.Receipt, err error) tea.Msg { return monthClosed{err} }), nil
	case monthClosed:
		return s.done(msg.err)
	case screen.Signed:
		return s.offer(), nil
	case nextAnswered:
		return s.next(msg.n), nil
	case dropAnswered:
		if msg.leave {
			return screen.Back{}, nil
		}
		return screen.Stay{}, nil
	}
	if s.table.Update(msg) {
		if s.table.Clicked() {
			return s.enter(), nil
		}
		return screen.Stay{}, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		return s.press(k.String()), nil
	}
	return screen.Stay{}, nil
}

func (s *Close) done(err error) (screen.Action, tea.Cmd) {
	if err != nil {
		return desk.Bad(err), s.Init()
	}
	s.stamp = s.d.Stamp()
	if s.d.Notary != nil && s.month.Num() == 12 {
		return screen.Open{Route: screen.Sign{Kind: ledger.SignYear, Period: ledger.YearPeriod(s.month.Year())}}, s.Init()
	}
	return s.offer(), s.Init()
}

// offer asks for the next step.
func (s *Close) offer() screen.Action {
	lines, choices := []string{"这个月的账结好了。要现在公示这个月的收支吗？"}, []string{"现在公示", "以后再说"}
	if s.month.Num() == 12 {
		lines = []string{fmt.Sprintf("全年的账结好了，年末结转已做，余额接到%s。", s.month.Add(1).Chinese()), "接下来：公示12月和全年的收支，打印年度工作数据。以后也能在“月末结账”里这个月上按 F4、F6 办。"}
		choices = []string{"公示12月", "公示全年", "年度工作数据", "以后再说"}
	}
	return screen.Ask{Title: s.month.Chinese() + "已结账", Lines: lines, Choices: choices, Safe: len(choices) - 1,
		Then: func(n int) tea.Msg { return nextAnswered{n} }}
}

// next goes where the answer of [Close.offer] points.
func (s *Close) next(n int) screen.Action {
	december := s.month.Num() == 12
	year := ledger.YearPeriod(s.month.Year())
	switch {
	case n == 0:
		return screen.Replace{Route: screen.Publish{Period: ledger.MonthPeriod(s.month)}}
	case december && n == 1:
		return screen.Replace{Route: screen.Publish{Period: year}}
	case december && n == 2:
		return screen.Replace{Route: screen.ReportView{Name: yearSummary, Period: year, Print: true}}
	}
	return screen.Back{}
}

// yearSummary is the name of the report with the figures of a year's work.
const yearSummary = "year-summary"

// leave asks first when reasons were written: they go with the close.
func (s *Close) leave() screen.Action {
	if s.closed || len(s.reasons) == 0 && s.released == 0 {
		return screen.Back{}
	}
	what := fmt.Sprintf("写好的 %d 条原因", len(s.reasons))
	if s.released != 0 {
		what = strings.TrimPrefix(what+"和专项转出的金额", "写好的 0 条原因和")
	}
	return screen.Ask{Title: "还没有结账", Lines: []string{what + "要结账才记下来，现在离开就没有了。"}, Choices: []string{"留下接着办", "不要了，离开"},
		Then: func(n int) tea.Msg { return dropAnswered{n == 1} }}
}

func (s *Close) press(name string) screen.Action {
	switch name {
	case "esc":
		return s.leave()
	case "enter":
		return s.enter()
	case "f3", "ctrl+l":
		return screen.Open{Route: screen.MonthFacts{Month: s.month}}
	case "f4", "ctrl+g":
		return s.askReason()
	case "f8", "ctrl+s":
		if s.blocked() != "" {
			return screen.Notice{Text: s.blocked(), Bad: true}
		}
		return s.confirm()
	}
	return screen.Stay{}
}

func (s *Close) confirm() screen.Action {
	lines := []string{"结账后，" + s.month.Chinese() + "不能再记账；要改只能反结账，并留下记录。"}
	for _, g := range s.gates {
		if why, ok := s.reasons[g.ID]; ok && g.Open {
			lines = append(lines, "说明后通过 "+g.Name+"："+why)
		}
	}
	for _, n := range s.notes {
		if n.ID == "findings" {
			lines = append(lines, n.Name+"（不影响结账）："+n.Text)
		}
	}
	if s.month.Num() == 12 {
		lines = append(lines, "年末结转会一起做好；专项结转转为结余 "+s.released.Grouped()+" 元。")
	}
	return screen.Ask{Title: "结账" + s.month.Chinese(), Lines: lines, Choices: []string{"结账", "再看看"},
		Then: func(n int) tea.Msg { return closeAnswered{n == 0} }}
}

func (s *Close) enter() screen.Action {
	g, ok := s.at()
	if !ok && s.table.Key() == releaseKey {
		if s.mode != "" {
			return screen.Notice{Text: s.mode, Bad: true}
		}
		return s.askReleased()
	}
	if n, told := s.note(); told {
		if n.ID == "findings" {
			return screen.Open{Route: screen.Findings{}}
		}
		return screen.Open{Route: screen.Settings{}}
	}
	if !ok {
		return screen.Stay{}
	}
	route, ok := mend(g.ID, s.month)
	if g.ID == "drafts" {
		route, ok = screen.VoucherList{Filter: s.pending}, true
	}
	if !ok {
		return screen.Stay{}
	}
	return screen.Open{Route: route}
}

func (s *Close) askReason() screen.Action {
	g, ok := s.at()
	if !ok {
		return screen.Stay{}
	}
	return screen.AskText{
		Title: "说明原因：" + g.Name, Lines: []string{g.Text, "写明原因后这一项就算通过；空着表示不跳过。"}, Value: s.reasons[g.ID],
		Then: func(t string, ok bool) tea.Msg {
			if !ok {
				return nil
			}
			t, _ = ledger.Clean(t)
			return gateReason{g.ID, t}
		},
	}
}

func (s *Close) askReleased() screen.Action {
	most := s.special
	check := func(t string) (ledger.Money, string) {
		m, err := ledger.EvalMoney(t)
		switch {
		case err != nil:
			return 0, desk.FirstLine(err.Error())
		case m < 0:
			return 0, "金额不能是负数。"
		case m > 0 && m > most:
			return 0, "专项结转只有 " + most.Grouped() + " 元，不能转出更多。"
		}
		return m, ""
	}
	return screen.AskText{
		Title: "专项结转转为结余", Lines: []string{"已完成的专项项目剩下多少钱？专项结转现有 " + most.Grouped() + " 元。"}, Value: s.released.String(),
		Check: func(t string) string { _, bad := check(t); return bad },
		Then: func(t string, ok bool) tea.Msg {
			m, bad := check(t)
			if !ok || bad != "" {
				return nil
			}
			return releasedTyped{m}
		},
	}
}
