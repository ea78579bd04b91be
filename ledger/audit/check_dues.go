package audit

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"huizhang/ledger"
)

// duesChecks are F01–F08: whether all the money came in, and as what.
func duesChecks() []Check {
	return []Check{
		{ID: "F01", Title: "会费没收齐", Question: "该缴的会费是不是人人都缴了、缴足了？", Severity: Doubt,
			Basis: "《中国工会章程》会员义务；本单位会费标准", Source: "domain.md §8.2", Confidence: "B", Look: unpaidDues},
		{ID: "F02", Title: "会费算得不对", Question: "核定的会费和按标准重算的一样吗？", Severity: Remark,
			Basis: "工财字〔1994〕69号：工资收入的 0.5%，十元以下去尾", Source: "domain.md §8.2", Confidence: "B", Look: wrongDues},
		{ID: "F03", Title: "拨缴经费不足 2%", Question: "行政拨来的工会经费够不够工资总额的 2%？", Severity: Doubt,
			Basis: "《工会法》第四十三条", Source: "domain.md §8.3", Confidence: "A", Look: shortShare},
		{ID: "F04", Title: "应上解经费拖欠", Question: "该上解的钱按时交了吗？", Severity: Doubt,
			Basis: "《工会会计制度》211 科目说明；上解期限由上级规定", Source: "domain.md §8.3", Confidence: "G", Look: lateRemittance},
		{ID: "F05", Title: "上解记成了支出", Question: "交给上级工会的钱是不是记进了支出？", Severity: Grave,
			Basis: "《工会会计制度》211 科目说明", Source: "domain.md §0.3、§3 T03", Confidence: "A", Look: remittanceSpent},
		{ID: "F06", Title: "会费收入里有别的钱", Question: "会费收入是不是都由会员缴来？", Severity: Doubt,
			Basis: "《工会会计制度》401、405 科目说明", Source: "domain.md §8.2、§8.4", Confidence: "A", Look: foreignDues},
		{ID: "F07", Title: "上年结余当成收入", Question: "有没有把以前的结余算进今年的收入？", Severity: Grave,
			Basis: "《工会会计制度》321、322 科目说明", Source: "domain.md §0.3、§18.4", Confidence: "A", Look: carriedIncome},
		{ID: "F08", Title: "有收入没入账", Question: "银行对账单上的每笔收入，账上都有吗？", Severity: Grave,
			Basis: "《会计法》第十六条", Source: "domain.md §14、§18.5", Confidence: "A", Look: func(p *Pass) {
				p.Cannot("账本里没有银行对账单的明细，只登记了月末余额；请拿对账单逐笔对银行日记账。")
			}},
	}
}

// unpaidDues looks at months that are over: this month's may still come. Who
// was never assessed did not pay either: what he owes is reckoned here.
func unpaidDues(p *Pass) {
	var bare []string
	p.EachMonth(func(m ledger.Month, _ ledger.MonthPage) {
		if p.Today != 0 && m >= p.Today.Month() {
			return
		}
		missed, forgone, ruled := unassessed(p.R, m)
		if !ruled {
			bare = append(bare, m.Chinese())
		}
		if len(missed) > 0 {
			p.Report(Found{Text: fmt.Sprintf("%s有 %d 人的会费没有核定，按标准应缴 %s 元，也没有登记缴纳。请核定，免缴的写明原因。", m.Chinese(), len(missed), forgone.Grouped()), Keys: missed, On: "month/" + m.String(), Amount: &forgone, Month: m})
		}
		var keys []string
		var owed ledger.Money
		for d := range p.R.Dues(m) {
			if left := d.Payable() - p.R.Paid(d.Member, m).Taken(); left > 0 {
				who, _ := p.R.Member(d.Member)
				keys, owed = append(keys, who.No), owed+left
			}
		}
		if len(keys) > 0 {
			p.Report(Found{Text: fmt.Sprintf("%s有 %d 人的会费没缴足，共欠 %s 元。", m.Chinese(), len(keys), owed.Grouped()), Keys: keys, On: "month/" + m.String(), Amount: &owed, Month: m})
		}
	})
	p.AtEnd(func() {
		if len(bare) > 0 {
			p.Cannot("没有会费标准，算不出该缴多少：" + someMonths(bare) + "。")
		}
	})
}

// unassessed are the members who owe dues by the rule of a month and have no
// entry for it; ruled is false where members were there but no rule was.
func unassessed(r ledger.Reader, m ledger.Month) (keys []string, owed ledger.Money, ruled bool) {
	rule, ok := ledger.RuleIn(r.DuesRules(), m)
	for who := range r.Members() {
		if !ok && who.In(m) {
			return nil, 0, false
		}
		if _, had := r.Due(who.ID, m); ok && !had {
			if w := rule.Reckon(&who, m); w.Due > 0 {
				keys, owed = append(keys, who.No), owed+w.Due
			}
		}
	}
	return keys, owed, true
}

func wrongDues(p *Pass) {
	p.EachMonth(func(m ledger.Month, _ ledger.MonthPage) {
		rule, ok := ledger.RuleIn(p.R.DuesRules(), m)
		if !ok {
			return
		}
		var keys []string
		var off ledger.Money
		for d := range p.R.Dues(m) {
			who, ok := p.R.Member(d.Member)
			if !ok {
				continue
			}
			if again := rule.Reckon(&who, m); again.Due != d.Working.Due {
				keys, off = append(keys, who.No), off+d.Working.Due-again.Due
			}
		}
		if len(keys) > 0 {
			p.Report(Found{Text: fmt.Sprintf("%s有 %d 人核定的会费和现在的工资、标准算出来的不一样，合计差 %s 元。可能核定后改过工资，请重新核定或说明。", m.Chinese(), len(keys), off.Grouped()),
				Keys: keys, On: "month/" + m.String(), Amount: &off, Month: m})
		}
	})
}

// nearly is what rounding may differ by in a month's contribution.
const nearly ledger.Money = 1_00

// shortShare holds what came in against 2 % of the payroll: all of it where the
// school pays it in (some of it is owed upward), the union's own share where
// it is collected elsewhere and handed back (domain rules §8.3).
func shortShare(p *Pass) {
	var blind []string // months without a payroll
	p.EachMonth(func(m ledger.Month, page ledger.MonthPage) {
		own := p.R.Sums("402", ledger.MonthPeriod(m)).Ordinary()
		up := p.R.Sums("211", ledger.MonthPeriod(m)).Ordinary()
		if page.Payroll == 0 {
			if page.Closed || p.Today == 0 || m < p.Today.Month() {
				blind = append(blind, m.Chinese())
			}
			return
		}
		want, err := ledger.FromYuan(page.Payroll.Decimal().Mul(decimal.New(2, -2)))
		if err != nil {
			return
		}
		got, how := own.Credit-own.Debit+up.Credit, "留成加应上解"
		if up.Credit == 0 {
			share, err := decimal.NewFromString(p.R.Unit().ShareUp)
			if err != nil {
				return
			}
			want, err = ledger.FromYuan(want.Decimal().Mul(decimal.New(1, 0).Sub(share)))
			if err != nil {
				return
			}
			got, how = own.Credit-own.Debit, "返还的留成"
		}
		if short := want - got; short > nearly {
			p.Report(Found{Text: fmt.Sprintf("%s工资总额 %s 元，%s应有 %s 元，账上 %s 元，少 %s 元。", m.Chinese(), page.Payroll.Grouped(), how, want.Grouped(), got.Grouped(), short.Grouped()),
				Keys: []string{m.String()}, On: "month/" + m.String(), Amount: &short, Month: m})
		}
	})
	p.AtEnd(func() {
		if len(blind) > 0 {
			p.Cannot("没有登记工资总额（月末结账里的“工资总额”），算不出应拨多少：" + someMonths(blind) + "。")
		}
	})
}

// remitMonths is how long money for the higher union may stand: a quarter.
const remitMonths = 3

func lateRemittance(p *Pass) {
	p.AtEnd(func() {
		to := p.asOf()
		since := to.Add(1 - remitMonths)
		if len(p.Months) == 0 || since.Add(-1) < p.R.Unit().Start {
			return
		}
		before := -ledger.Balance(p.R, "211", since.Add(-1))
		paid := p.R.Sums("211", ledger.Period{From: since, To: to}).All().Debit
		if old := before - paid; old > 0 {
			p.Report(Found{Text: fmt.Sprintf("应付上级经费有 %s 元是%s以前的，三个月了还没上解。", old.Grouped(), since.Chinese()), Keys: []string{"211"}, On: "account/211", Amount: &old})
		}
	})
}

func remittanceSpent(p *Pass) {
	p.EachVoucher(func(v *ledger.Voucher) {
		if !spending(v) {
			return
		}
		for _, l := range v.Lines {
			if l.Account.Class() != ledger.Expense || l.Net() <= 0 {
				continue
			}
			severity, up := upward(l.Summary, v.Payee)
			if up && !reversed(p, v.ID) {
				amount := l.Net()
				p.Report(Found{Severity: severity, Text: fmt.Sprintf("%s %s：%s 元记在支出科目 %s。上解给上级工会的经费应冲减应付上级经费（211），不是支出。", v.Ref(), ledger.Plain(l.Summary), amount.Grouped(), l.Account),
					Keys: []string{v.Ref()}, On: onVoucher(v), Amount: &amount, Month: v.Month()})
			}
		}
	})
}

// upward reports whether a line looks like money for the higher union: by its
// words, or, less certain, by who got it.
func upward(summary, payee string) (severity string, up bool) {
	text := summary + " " + payee
	if strings.Contains(text, "上解") {
		return "", true
	}
	if _, given := naming(text, []string{"上缴", "上交", "解缴", "缴上级", "交上级"}); given && strings.Contains(text, "经费") {
		return "", true
	}
	if _, higher := naming(payee, []string{"总工会", "上级工会", "教育工会", "教科文卫工会"}); higher && strings.Contains(summary, "工会经费") {
		return Doubt, true
	}
	return "", false
}

// reversed reports whether a voucher was written off and the red letter posted.
func reversed(p *Pass, id ledger.VoucherID) bool {
	by, ok := p.R.ReversedBy(id)
	if !ok {
		return false
	}
	v, ok := p.R.Voucher(by)
	return ok && v.State == ledger.Posted
}

// notDues are words of who pays something else than dues.
func notDues() []string {
	return []string{"行政", "学校", "补助", "捐", "拨款", "公司", "财政", "利息"}
}

func foreignDues(p *Pass) {
	p.EachVoucher(func(v *ledger.Voucher) {
		if !spending(v) || v.Source == "dues" {
			return
		}
		for _, l := range v.Lines {
			if !l.Account.Under("401") || l.Credit <= 0 {
				continue
			}
			for _, w := range notDues() {
				if (strings.Contains(v.Payee, w) || strings.Contains(l.Summary, w)) && !reversed(p, v.ID) {
					amount := l.Credit
					p.Report(Found{Text: fmt.Sprintf("%s %s（对方：%s）：%s 元记在会费收入，看起来不是会员缴的会费。", v.Ref(), ledger.Plain(l.Summary), ledger.Plain(v.Payee), amount.Grouped()),
						Keys: []string{v.Ref()}, On: onVoucher(v), Amount: &amount, Month: v.Month()})
					break
				}
			}
		}
	})
}

// carriedIncome looks for old surpluses among the income: by the accounts a
// voucher takes them from, and by its words.
func carriedIncome(p *Pass) {
	p.EachVoucher(func(v *ledger.Voucher) {
		if !spending(v) {
			return
		}
		var saved ledger.Money
		for _, l := range v.Lines {
			if l.Account.Under("321") || l.Account.Under("322") {
				saved += l.Net()
			}
		}
		for _, l := range v.Lines {
			if l.Account.Class() != ledger.Income || l.Credit <= 0 {
				continue
			}
			if saved > 0 && !reversed(p, v.ID) {
				amount := min(l.Credit, saved)
				p.Report(Found{Text: fmt.Sprintf("%s %s：%s 元从结余科目（321、322）转成了收入。以前的结余不是今年的收入，应冲销更正。", v.Ref(), ledger.Plain(l.Summary), amount.Grouped()),
					Keys: []string{v.Ref()}, On: onVoucher(v), Amount: &amount, Month: v.Month()})
				return
			}
			for _, w := range []string{"上年结余", "上年结转", "往年结余", "历年结余", "期初结余", "年初结余", "累计结余", "上期结余"} {
				if strings.Contains(l.Summary, w) && !reversed(p, v.ID) {
					amount := l.Credit
					p.Report(Found{Text: fmt.Sprintf("%s %s：%s 元记成了收入。以前的结余不是今年的收入，应通过年初余额调整或期初余额处理。", v.Ref(), ledger.Plain(l.Summary), amount.Grouped()),
						Keys: []string{v.Ref()}, On: onVoucher(v), Amount: &amount, Month: v.Month()})
					break
				}
			}
		}
	})
}

// someMonths names the first few months.
func someMonths(all []string) string {
	if len(all) > 6 {
		return strings.Join(all[:6], "、") + fmt.Sprintf("等 %d 个月", len(all))
	}
	return strings.Join(all, "、")
}
