package audit

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

// closeChecks are what the close of a month looks at beside the auditor's list.
func closeChecks() []Check {
	out := []Check{}
	for _, id := range []string{"I2", "I3", "I4", "I6"} {
		out = append(out, Check{ID: id, Title: "勾稽关系不成立", Question: "资产、负债、净资产之间该相等的数是否相等？", Severity: Grave,
			Basis: "《工会会计制度》321、322 科目说明与资产负债表公式", Source: "domain.md §4", Confidence: "A", Look: identity(id)})
	}
	return append(out,
		Check{ID: "receipts", Title: "没有附件", Question: "每张凭证是不是都有票据，或写明为什么不需要？", Severity: Doubt,
			Basis: "《会计基础工作规范》第五十一条", Source: "domain.md §11.1", Confidence: "A", Look: noReceipt},
		Check{ID: "suspense", Title: "待处理财产损溢未处理", Question: "盘盈盘亏有没有处理完？", Severity: Doubt,
			Basis: "《工会会计制度》182 科目说明", Source: "domain.md §4", Confidence: "A", Look: standing("suspense", asSaid)},
		Check{ID: "single", Title: "单人记账", Question: "记账和审核是不是分开的人？", Severity: Remark,
			Basis: "《会计法》第二十五条、第三十五条", Source: "domain.md §1", Confidence: "A", Look: singleMode},
		Check{ID: "drafts", Title: "有未过账的凭证", Question: "是不是还有凭证没有过账，不在账内？", Severity: Remark,
			Basis: "会计软件规范第二十四条", Source: "domain.md §13", Confidence: "A", Look: drafts})
}

func identity(id string) func(*Pass) {
	return func(p *Pass) {
		p.EachMonth(func(m ledger.Month, _ ledger.MonthPage) {
			for _, x := range ledger.Identities(p.R, m) {
				if x.Field == id {
					p.Report(Found{Text: m.Chinese() + "：" + x.Text, Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
				}
			}
		})
	}
}

// openGates reports open gates of each month that is over. Having been passed
// over with a reason does not make the thing right, but the reason is told.
func openGates(ids ...string) func(*Pass) {
	return func(p *Pass) {
		p.EachMonth(func(m ledger.Month, page ledger.MonthPage) {
			if !page.Closed && p.Today != 0 && m >= p.Today.Month() {
				return // its end is still to come
			}
			for _, g := range p.Gates(m) {
				for _, id := range ids {
					if g.ID != id || !g.Open {
						continue
					}
					text := m.Chinese() + "：" + g.Text
					for _, x := range page.Passed {
						if x.Gate == id {
							text += "结账时写的原因：" + sentence(x.Reason)
						}
					}
					p.Report(Found{Text: text, Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
				}
			}
		})
	}
}

// standing reports a gate that stays open from month to month once, as of the
// last month of each stretch. say may look again and give "" where all is well.
func standing(id string, say func(*Pass, ledger.Month, ledger.Gate) string) func(*Pass) {
	return func(p *Pass) {
		var f Found
		tell := func() {
			if n := len(f.Keys); n > 1 {
				f.Text += fmt.Sprintf("已连续 %d 个月（从 %s 起）。", n, f.Keys[0])
			}
			if len(f.Keys) > 0 {
				p.Report(f)
			}
			f = Found{}
		}
		p.EachMonth(func(m ledger.Month, page ledger.MonthPage) {
			for _, g := range p.Gates(m) {
				if g.ID != id {
					continue
				}
				text := ""
				if g.Open {
					text = say(p, m, g)
				}
				if text == "" {
					f.Severity = Remark // it was put right later
					f.Text += "后来已处理。"
					tell()
					continue
				}
				f.Text, f.On, f.Month, f.Keys = m.Chinese()+"："+text, "month/"+m.String(), m, append(f.Keys, m.String())
				for _, x := range page.Passed {
					if x.Gate == id {
						f.Text += "结账时写的原因：" + sentence(x.Reason)
					}
				}
			}
		})
		p.AtEnd(tell)
	}
}

// asSaid is what the gate itself says.
func asSaid(_ *Pass, _ ledger.Month, g ledger.Gate) string { return g.Text }

func noReceipt(p *Pass) {
	p.AtEnd(func() {
		for id := range p.R.Unproved(p.Period) {
			v, ok := p.R.Voucher(id)
			if !ok {
				continue
			}
			amount := v.Amount()
			p.Report(Found{Text: v.Ref() + " " + v.Summary() + "：没有附件，也没有写无需附件的原因。", Keys: []string{v.Ref()}, On: onVoucher(&v), Amount: &amount, Month: v.Month()})
		}
	})
}

// sentence ends what somebody wrote with a full stop.
func sentence(s string) string { return strings.TrimRight(s, "。.") + "。" }

func onVoucher(v *ledger.Voucher) string { return fmt.Sprintf("voucher/%d", v.ID) }

func drafts(p *Pass) {
	p.AtEnd(func() {
		count := map[ledger.Month]int{}
		for v := range p.R.Pending() {
			if p.Period.Has(v.Month()) {
				count[v.Month()]++
			}
		}
		for _, m := range p.Months {
			if count[m] > 0 {
				p.Report(Found{Text: fmt.Sprintf("%s：%d 张凭证还没有过账，不在账内。", m.Chinese(), count[m]), Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
			}
		}
	})
}

// singleMode stands wherever anything was booked, even if two people took turns.
func singleMode(p *Pass) {
	var last ledger.Month
	p.EachVoucher(func(v *ledger.Voucher) { last = max(last, v.Month()) })
	p.AtEnd(func() {
		if last != 0 && p.R.Unit().Single {
			p.Report(Found{Text: ledger.SingleNote + "制单和审核可以是同一人，请多抽查。", Keys: []string{last.String()}, On: "month/" + last.String()})
		}
	})
}
