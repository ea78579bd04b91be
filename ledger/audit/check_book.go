package audit

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

// bookChecks are F35–F52: how the books themselves are kept.
func bookChecks() []Check {
	return []Check{
		{ID: "F35", Title: "不相容的岗位由同一人担任", Question: "做凭证的人和审核的人是不是分开的？管钱的出纳有没有自己审核、兼做会计？", Severity: Doubt,
			Basis: "《会计法》第二十五条、第三十五条", Source: "domain.md §1", Confidence: "A", Look: samePerson},
		{ID: "F36", Title: "现金使用不合规定", Question: "有没有大额付现金、拿收来的现金直接付、现金记成负数？", Severity: Doubt,
			Basis: "《现金管理暂行条例》第五条、第十一条", Source: "domain.md §14", Confidence: "A", Look: cashRules},
		{ID: "F37", Title: "现金盘点或银行对账缺失", Question: "月末有没有盘点现金、核对银行余额？", Severity: Doubt,
			Basis: "《工会会计制度》101、102 科目说明", Source: "domain.md §11.1、§14", Confidence: "A", Look: openGates("cash-count", "bank-balance")},
		{ID: "F38", Title: "借支长期未清", Question: "借出去的钱有没有按时结清？", Severity: Doubt,
			Basis: "《工会会计制度》135 科目说明", Source: "domain.md §2.1", Confidence: "A", Look: openAdvances},
		{ID: "F39", Title: "往来款一年没有动", Question: "代收、代管的钱是不是挂着一年没人管？", Severity: Remark,
			Basis: "《工会会计制度》215、221 科目说明", Source: "domain.md §2", Confidence: "A", Look: stillDebts},
		{ID: "F40", Title: "该记资产的没有记资产", Question: "买设备、家具有没有同时登记固定资产？", Severity: Grave,
			Basis: "《工会会计制度》第三十一条、507 科目说明", Source: "domain.md §6", Confidence: "A", Look: notCapital},
		{ID: "F41", Title: "没有计提折旧或盘点", Question: "固定资产有没有按月计提折旧，库存物品每年盘点过没有？", Severity: Doubt,
			Basis: "《工会会计制度》第三十一条起", Source: "domain.md §6", Confidence: "A", Look: neverCounted},
		{ID: "F42", Title: "盘点时资产不见了", Question: "固定资产和库存物品盘点有没有缺少？", Severity: Doubt,
			Basis: "《工会会计制度》第四十二条", Source: "domain.md §6", Confidence: "A", Look: stockTake},
		{ID: "F43", Title: "专项资金挪作他用", Question: "专项的钱有没有花超、花到别处？", Severity: Grave,
			Basis: "《工会会计制度》321 科目说明", Source: "domain.md §4", Confidence: "A", Look: restrictedOver},
		{ID: "F44", Title: "困难帮扶手续不全", Question: "帮扶档案齐不齐，公示没有？", Severity: Doubt,
			Basis: "困难职工帮扶的通行做法（各校规定）", Source: "domain.md §19、§20", Confidence: "B", Look: aidPapers},
		{ID: "F45", Title: "凭证断号", Question: "凭证号是不是从 1 起连续、没有缺号？（数据有没有被改动，用“校验账本”查）", Severity: Grave,
			Basis: "会计软件规范第二十一条", Source: "domain.md §11.2、§13", Confidence: "A", Look: gaps},
		{ID: "F46", Title: "反结账、年末冲销", Question: "结过的账有没有重新打开过，年底有没有集中冲销，为什么？", Severity: Remark,
			Basis: "会计软件规范第二十四条；本程序规定反结账须留痕", Source: "domain.md §11.3", Confidence: "A", Look: seams},
		{ID: "F47", Title: "报表没有签字或结账拖延", Question: "年度报表签了没有，每月是不是及时结账？", Severity: Doubt,
			Basis: "《工会会计制度》第六十四条", Source: "domain.md §5", Confidence: "A", Look: unsignedYears},
		{ID: "F48", Title: "收支没有公示或与账不符", Question: "每月收支有没有按时公示，公示的数和账上一样吗？", Severity: Doubt,
			Basis: "《工会法》第四十五条", Source: "domain.md §19", Confidence: "A", Look: disclosures},
		{ID: "F49", Title: "公示里有个人信息", Question: "贴出去的表上有没有姓名、电话、证件号、病情？", Severity: Grave,
			Basis: "《个人信息保护法》第二十五条、第二十八条", Source: "domain.md §21", Confidence: "A", Look: published},
		{ID: "F50", Title: "金额像是估计的", Question: "有没有“2000多元”这样的记法，是不是太多整数？", Severity: Remark,
			Basis: "《会计基础工作规范》第四十八条", Source: "domain.md §18.5、§22", Confidence: "A", Look: roughAmounts},
		{ID: "F51", Title: "日期可疑", Question: "报销日期是不是在活动批准之前，或集中在休息日？", Severity: Remark,
			Basis: "审计常用疑点", Source: "domain.md §18.5", Confidence: "G", Look: oddDays},
		{ID: "F52", Title: "交接、归档不全", Question: "换人有没有交接清册，到期的档案归没归？", Severity: Doubt,
			Basis: "《会计基础工作规范》第二十五条至第三十五条；《会计档案管理办法》", Source: "domain.md §1、§12", Confidence: "A", Look: handovers},
	}
}

// samePerson finds vouchers whose maker reviewed them. In a book kept by one
// person that is the rule, so it is one note a month.
//
// Who holds the money may enter vouchers, for another to review and post; he may
// not review them, nor be the treasurer as well.
func samePerson(p *Pass) {
	keys, held := map[ledger.Month][]string{}, map[ledger.Month][]string{}
	cashier := map[string]bool{}
	for _, who := range p.R.People() {
		cashier[who.Name] = who.Is(ledger.Cashier) && !who.Gone
	}
	p.EachVoucher(func(v *ledger.Voucher) {
		switch {
		case v.Closing():
		case v.Maker == v.Reviewer:
			keys[v.Month()] = append(keys[v.Month()], v.Ref())
		case cashier[v.Reviewer]:
			held[v.Month()] = append(held[v.Month()], v.Ref())
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
			if n := len(held[m]); n > 0 {
				p.Report(Found{Severity: severity, Text: fmt.Sprintf("%s：%d 张凭证由出纳审核。出纳管钱，不能同时管稽核。", m.Chinese(), n), Keys: held[m], On: "month/" + m.String(), Month: m})
			}
		}
		for _, who := range p.R.People() {
			if who.Is(ledger.Cashier) && who.Is(ledger.Treasurer) && !who.Gone && len(p.Months) > 0 {
				p.Report(Found{Severity: severity, Text: who.Name + "同时是会计和出纳。管账的和管钱的要分开。", Keys: []string{who.Name}, On: "person/" + who.Name})
			}
		}
	})
}

// gaps counts along with the walk, which gives each month's numbers in order,
// word by word.
func gaps(p *Pass) {
	var month ledger.Month
	var word ledger.Word
	next := 1
	// What was cut off at the end shows by the number that was given last.
	tail := func() {
		if last := p.R.LastNumber(month, word); month != 0 && last >= next {
			want := ledger.RefOf(month, word, next)
			p.Report(Found{Text: fmt.Sprintf("%s：凭证编到第 %d 号，从 %s 起却找不到了。请用“校验账本”检查账本有没有被改动。", month.Chinese(), last, want), Keys: []string{want}, On: "month/" + month.String(), Month: month})
		}
	}
	p.AtEnd(func() { tail() })
	p.EachVoucher(func(v *ledger.Voucher) {
		if v.Month() != month || v.Word != word {
			tail()
			month, word, next = v.Month(), v.Word, 1
		}
		if v.Number != next {
			want := ledger.RefOf(month, word, next)
			p.Report(Found{Text: fmt.Sprintf("%s：凭证号不连续，应有 %s，下一张却是 %s。请用“校验账本”检查账本有没有被改动。", month.Chinese(), want, v.Ref()), Keys: []string{want, v.Ref()}, On: "month/" + month.String(), Month: month})
		}
		next = v.Number + 1
	})
}

// lateDay is after which day of December a red letter is worth a note: figures
// of the year may have been made to fit (domain rules §18.6 looks there too).
const lateDay = 20

func seams(p *Pass) {
	late := map[ledger.Month][]string{}
	p.EachVoucher(func(v *ledger.Voucher) {
		if m := v.Month(); v.Reverses != 0 && m.Num() == 12 && v.Day.Dom() > lateDay {
			late[m] = append(late[m], v.Ref())
		}
	})
	p.AtEnd(func() {
		for _, m := range p.Months {
			if n := len(late[m]); n > 0 {
				p.Report(Found{Text: fmt.Sprintf("%d年12月%d日以后冲销了 %d 张凭证（%s）。请看冲销的原因和更正后的凭证。", m.Year(), lateDay, n, strings.Join(late[m][:min(n, namedSplit)], "、")), Keys: late[m], On: "month/" + m.String(), Month: m})
			}
		}
	})
	p.EachMonth(func(m ledger.Month, page ledger.MonthPage) {
		for _, x := range page.Reopened {
			p.Report(Found{Text: fmt.Sprintf("%s由%s反结账，原因：%s", m.Chinese(), x.By, sentence(x.Reason)), Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
		}
	})
}
