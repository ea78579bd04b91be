package audit

import (
	"huizhang/ledger"
	"huizhang/tui/screen"
)

// Bindings are the keys. None of them writes here; each leads to where the
// auditors' own part is written.
func (s *Screen) Bindings() []screen.Binding {
	none := ""
	if len(s.seen.months) == 0 {
		none = "账本里还没有记过账。"
	}
	signs := none
	if m, ok := s.hand(); ok && signs == "" {
		signs = s.seen.signs
		if signs == "" && !m.page.Closed {
			signs = m.page.Month.Chinese() + "还没有结账，结账以后才能签认。"
		}
	}
	out := []screen.Binding{
		{Keys: []string{"enter"}, Label: "公示", Help: "看这个月的公示表，再按 Enter 看每个数的明细和凭证", Disabled: none},
		{Keys: []string{"f2", "1"}, Label: "检查", Help: "把这个月的账按清单逐项检查，列出疑点", Disabled: none},
		{Keys: []string{"f3", "2"}, Label: "凭证", Help: "这个月的全部凭证，逐张查看、按 F8 记“已查”", Disabled: none},
		{Keys: []string{"f4", "3"}, Label: "抽样", Help: "抽样计划、当众抽数、工作底稿、结论"},
		{Keys: []string{"f5", "4"}, Label: "问题", Help: "整改台账：提出的问题、答复、销号"},
		{Keys: []string{"f6", "5"}, Label: "签认", Help: "这个月审完了，用自己的密钥签认；在12月上可以签认全年", Disabled: signs},
		{Keys: []string{"f7", "6"}, Label: "已查情况", Help: "这个月按科目看查了多少张、多少钱", Disabled: none, Hidden: s.w < 90},
		{Keys: []string{"f8", "7"}, Label: "历次公示", Help: "全部公示和与账面的核对", Hidden: true},
		{Keys: []string{"f9", "8"}, Label: "日志", Help: "每一次改动：谁、什么时候、改了什么", Hidden: s.w < 90},
		{Keys: []string{"f10", "9"}, Label: "报表", Help: "全部报表", Hidden: true},
		{Keys: []string{"f11", "0"}, Label: "缺附件", Help: "这个月没有附件的凭证", Disabled: none, Hidden: true},
		{Keys: []string{"ctrl+p", "-"}, Label: "审查报告", Help: "写这个月或这一年的经费审查报告：段落、数字、问题和建议", Disabled: none, Hidden: s.w < 90},
		{Keys: []string{"ctrl+r"}, Label: "职责", Help: "谁可以做什么", Hidden: true},
		{Keys: []string{"ctrl+k"}, Label: "密钥", Help: "签字密钥：做密钥、忘记密码、换人", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回", Hidden: true},
	}
	return append(out, s.table.Bindings()...)
}

// Points is the month in hand.
func (s *Screen) Points() (screen.FindingForm, bool) {
	m, ok := s.hand()
	if !ok {
		return screen.FindingForm{}, false
	}
	mo := m.page.Month
	return screen.FindingForm{On: "month/" + mo.String(), Ref: mo.Chinese(), Period: ledger.MonthPeriod(mo)}, true
}

func (s *Screen) key(name string) screen.Action {
	switch name {
	case "esc":
		return screen.Back{}
	case "f4", "3":
		route := screen.Samples{}
		if m, ok := s.hand(); ok {
			route.Period = ledger.MonthPeriod(m.page.Month)
		}
		return screen.Open{Route: route}
	case "f5", "4":
		return screen.Open{Route: screen.Findings{}}
	case "f8", "7":
		return screen.Open{Route: screen.Disclosures{}}
	case "f9", "8":
		return screen.Open{Route: screen.LogView{}}
	case "f10", "9":
		return screen.Open{Route: screen.Reports{}}
	case "ctrl+r":
		return screen.Open{Route: screen.Roles{}}
	case "ctrl+k":
		return screen.Open{Route: screen.Keys{}}
	}
	m, ok := s.hand()
	if !ok {
		return screen.Stay{}
	}
	p := ledger.MonthPeriod(m.page.Month)
	switch name {
	case "enter":
		return screen.Open{Route: screen.ReportView{Name: "disclosure", Period: p, Version: m.version}}
	case "f2", "1":
		return screen.Open{Route: screen.Checks{Period: p}}
	case "f3", "2":
		return screen.Open{Route: screen.VoucherList{Filter: screen.VoucherFilter{Period: p, State: "posted"}}}
	case "f6", "5":
		return s.signOff(m.page)
	case "f7", "6":
		return screen.Open{Route: screen.Coverage{Period: p}}
	case "ctrl+p", "-":
		return screen.Open{Route: screen.AuditReport{Period: p}}
	case "f11", "0":
		return screen.Open{Route: screen.VoucherList{Filter: screen.VoucherFilter{Period: p, State: "no-receipt"}}}
	}
	return screen.Stay{}
}
