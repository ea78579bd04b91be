package audit

import (
	"fmt"

	"huizhang/ledger"
)

// bookChecks are F35–F52: how the books themselves are kept.
func bookChecks() []Check {
	return []Check{
		{ID: "F35", Title: "制单与审核是同一人", Question: "做凭证的人和审核的人是不是分开的？", Severity: Doubt,
			Basis: "《会计法》第二十五条、第三十五条", Source: "domain.md §1", Confidence: "A", Look: samePerson},
		{ID: "F37", Title: "现金盘点或银行对账缺失", Question: "月末有没有盘点现金、核对银行余额？", Severity: Doubt,
			Basis: "《工会会计制度》101、102 科目说明", Source: "domain.md §11.1、§14", Confidence: "A", Look: openGates("cash-count", "bank-balance")},
		{ID: "F38", Title: "借支长期未清", Question: "借出去的钱有没有按时结清？", Severity: Doubt,
			Basis: "《工会会计制度》135 科目说明", Source: "domain.md §2.1", Confidence: "A", Look: openGates("advances")},
		{ID: "F41", Title: "没有计提折旧", Question: "固定资产有没有按月计提折旧？", Severity: Doubt,
			Basis: "《工会会计制度》第三十一条起", Source: "domain.md §6", Confidence: "A", Look: openGates("depreciation")},
		{ID: "F45", Title: "凭证断号", Question: "凭证号是不是从 1 起连续？", Severity: Grave,
			Basis: "会计软件规范第二十一条", Source: "domain.md §11.2、§13", Confidence: "A", Look: gaps},
		{ID: "F46", Title: "反结账", Question: "结过的账有没有重新打开过，为什么？", Severity: Remark,
			Basis: "会计软件规范第二十四条；本程序规定反结账须留痕", Source: "domain.md §11.3", Confidence: "A", Look: seams},
	}
}

// samePerson finds vouchers whose maker reviewed them. In a book kept by one
// person that is the rule, so it is one note a month.
func samePerson(p *Pass) {
	keys := map[ledger.Month][]string{}
	p.EachVoucher(func(v *ledger.Voucher) {
		if v.Maker == v.Reviewer && !v.Closing() {
			keys[v.Month()] = append(keys[v.Month()], v.Ref())
		}
	})
	p.AtEnd(func() {
		severity := Doubt
		if p.R.Unit().Single {
			severity = Remark
		}
		for _, m := range p.Months {
			if n := len(keys[m]); n > 0 {
				p.Report(Found{Severity: severity, Text: fmt.Sprintf("%s：%d 张凭证的制单人和审核人是同一人。", m.Chinese(), n), Keys: keys[m], On: "month/" + m.String(), Month: m})
			}
		}
	})
}

func gaps(p *Pass) {
	p.EachMonth(func(m ledger.Month, _ ledger.MonthPage) {
		for _, x := range ledger.NumbersGap(p.R, m) {
			key := x.Subject
			if key == "" {
				key = m.String()
			}
			p.Report(Found{Text: m.Chinese() + "：" + x.Text, Keys: []string{key}, On: "month/" + m.String(), Month: m})
		}
	})
}

func seams(p *Pass) {
	p.EachMonth(func(m ledger.Month, page ledger.MonthPage) {
		for _, x := range page.Reopened {
			p.Report(Found{Text: fmt.Sprintf("%s由%s反结账，原因：%s", m.Chinese(), x.By, x.Reason), Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
		}
	})
}
