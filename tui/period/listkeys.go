package period

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

type (
	reopenReason struct {
		month  ledger.Month
		reason string
	}
	reopened struct {
		month ledger.Month
		err   error
	}
)

// Bindings are the keys.
func (s *List) Bindings() []screen.Binding {
	m, ok := s.at()
	reopen, shut := s.mode, ""
	switch {
	case !ok:
	case reopen == "" && !m.page.Closed:
		reopen = m.page.Month.Chinese() + "没有结账，不用反结账。"
	case reopen == "" && !m.last:
		reopen = "只能反结最后一个已结账的月份（" + s.lastClosed() + "）。"
	}
	if ok && m.page.Closed {
		shut = m.page.Month.Chinese() + "已经结账。"
	}
	out := []screen.Binding{
		{Keys: []string{"enter"}, Label: "打开", Help: "未结账的月份：看结账检查；已结账的：看结账凭证"},
		{Keys: []string{"f8", "ctrl+s"}, Label: "结账", Help: "检查并结账", Disabled: shut},
		{Keys: []string{"f3", "ctrl+l"}, Label: "月末资料", Help: "登记现金盘点、银行对账单余额、工资总额"},
		{Keys: []string{"f9", "ctrl+r"}, Label: "反结账", Help: "打开最后一个已结账的月份，要写原因，会留下记录", Disabled: reopen},
		{Keys: []string{"f4", "ctrl+g"}, Label: "公示", Help: "公示这个月的收支", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回"},
	}
	if m.page.Month.Num() == 12 {
		out = append(out[:1], slices.Concat(s.yearKeys(m), out[1:])...)
	}
	return append(out, s.table.Bindings()...)
}

// yearKeys are those of a December: the year's signature and its figures.
func (s *List) yearKeys(m month) []screen.Binding {
	sign := s.mode
	switch {
	case sign != "":
	case !m.page.Closed:
		sign = m.page.Month.Chinese() + "还没有结账，结账以后才能签年度结账。"
	case s.d.Notary == nil:
		sign = "这个程序不能签字。"
	case !m.year:
		sign = "这一年已经签过字，不用再签。"
	}
	return []screen.Binding{
		{Keys: []string{"f5", "ctrl+y"}, Label: "年度签字", Help: "用签字密钥给全年的结账签字", Disabled: sign, Hidden: !m.year},
		{Keys: []string{"f6"}, Label: "年度数据", Help: "打印这一年的年度工作数据", Hidden: !m.page.Closed},
	}
}

func (s *List) lastClosed() string {
	for _, m := range s.months {
		if m.last {
			return m.page.Month.Chinese()
		}
	}
	return "现在没有"
}

// Update takes a message.
func (s *List) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case months:
		first := !s.ready
		s.ready, s.months, s.mode = true, msg.list, msg.mode
		s.columns()
		for i, m := range s.months {
			if first && m.next {
				s.table.SetIndex(i)
			}
		}
		return screen.Stay{}, nil
	case screen.Shown:
		return screen.Stay{}, s.Init()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case reopenReason:
		return s.d.Do(ledger.ReopenMonth{Month: msg.month, Reason: msg.reason}, s.stamp, func(_ ledger.Receipt, err error) tea.Msg {
			return reopened{msg.month, err}
		}), nil
	case reopened:
		if msg.err != nil {
			return desk.Bad(msg.err), nil
		}
		s.stamp = s.d.Stamp()
		return screen.Notice{Text: msg.month.Chinese() + "已反结账，可以补做或更正凭证；反结账的记录会一直留着。"}, s.Init()
	}
	if s.table.Update(msg) {
		if s.table.Clicked() {
			return s.open(), nil
		}
		return screen.Stay{}, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		return s.key(k.String()), nil
	}
	return screen.Stay{}, nil
}

func (s *List) key(name string) screen.Action {
	m, ok := s.at()
	switch {
	case name == "esc":
		return screen.Back{}
	case !ok:
	case name == "enter":
		return s.open()
	case name == "f8" || name == "ctrl+s":
		return screen.Open{Route: screen.ClosePeriod{Month: m.page.Month}}
	case name == "f3" || name == "ctrl+l":
		return screen.Open{Route: screen.MonthFacts{Month: m.page.Month}}
	case m.page.Month.Num() == 12 && (name == "f5" || name == "ctrl+y"):
		if s.yearKeys(m)[0].Disabled == "" {
			return screen.Open{Route: screen.Sign{Kind: ledger.SignYear, Period: ledger.YearPeriod(m.page.Month.Year())}}
		}
	case m.page.Month.Num() == 12 && name == "f6":
		return screen.Open{Route: screen.ReportView{Name: yearSummary, Period: ledger.YearPeriod(m.page.Month.Year())}}
	case name == "f4" || name == "ctrl+g":
		return screen.Open{Route: screen.ReportView{Name: "disclosure", Period: ledger.MonthPeriod(m.page.Month)}}
	case name == "f9" || name == "ctrl+r":
		return askReopen(m)
	}
	return screen.Stay{}
}

func (s *List) open() screen.Action {
	m, ok := s.at()
	switch {
	case !ok:
		return screen.Stay{}
	case !m.page.Closed:
		return screen.Open{Route: screen.ClosePeriod{Month: m.page.Month}}
	case m.closing != 0:
		return screen.Open{Route: screen.VoucherView{ID: m.closing}}
	}
	return screen.Notice{Text: m.page.Month.Chinese() + "没有收支，结账时没有生成凭证。"}
}

func askReopen(at month) screen.Action {
	m, lines := at.page.Month, []string{"反结账会红字注销这个月的结账凭证。原因和经手人会一直留在账本里，经审看得到。"}
	if at.stands {
		lines = append(lines, "这个月已有人签字认可。反结账以后，签字只证明反结账以前的账；改好、重新结账后要请他们重新签。")
	}
	return screen.AskText{
		Title: "反结账" + m.Chinese(),
		Lines: append(lines, "请写明原因："),
		Check: func(t string) string {
			if strings.TrimSpace(t) == "" {
				return "请写明原因，例如“补记漏记的一张发票”。"
			}
			return ""
		},
		Then: func(t string, ok bool) tea.Msg {
			if !ok {
				return nil
			}
			t, _ = ledger.Clean(t)
			return reopenReason{m, t}
		},
	}
}
