package ledger

import (
	"fmt"
	"strings"
)

// What the readable log says of the records of welfare, aid, events and stock.

func (x Rule) label(n Names) string {
	return strings.TrimSpace(fmt.Sprintf("%s 第%d版", x.ID, x.Version))
}
func (x Practice) label(n Names) string  { return "" }
func (x Gift) label(n Names) string      { return x.ID.String() + " " + x.Title }
func (x Sheet) label(n Names) string     { return x.ID.String() }
func (x Share) label(n Names) string     { return fmt.Sprintf("%s 第%d行 %s", x.Sheet, x.Line, x.Name) }
func (x Case) label(n Names) string      { return x.ID.String() }
func (x CaseFile) label(n Names) string  { return x.Case.String() }
func (x Programme) label(n Names) string { return x.ID.String() + " " + x.Name }
func (x Fund) label(n Names) string      { return x.ID.String() + " " + x.Name }
func (x FundMove) label(n Names) string  { return fmt.Sprintf("%s %s %s", x.Fund, x.Day, x.Name) }
func (x Loan) label(n Names) string      { return x.ID.String() }
func (x Event) label(n Names) string     { return x.ID.String() + " " + x.Name }
func (x Entrant) label(n Names) string   { return fmt.Sprintf("%s 第%d号 %s", x.Event, x.No, x.Name) }
func (x Draw) label(n Names) string      { return fmt.Sprintf("%s 第%d次 %s", x.Event, x.No, x.Level) }
func (x PlanItem) label(n Names) string  { return fmt.Sprintf("%d年第%d项 %s", x.Year, x.No, x.Name) }
func (x Article) label(n Names) string   { return x.ID.String() + " " + x.Name }
func (x StockMove) label(n Names) string { return fmt.Sprintf("%s 第%d笔", x.Article, x.No) }
func (x Lending) label(n Names) string   { return fmt.Sprintf("第%d笔 %s", x.ID, x.Name) }

func (x Rule) facts(n Names) []fact {
	return []fact{{"地区", x.Region}, {"有效期", span(x.From, x.To)}, {"对象", string(x.Subject)}, {"口径", string(x.Measure)}, {"上限", x.Limit}, {"形式", x.Form},
		{"证明材料", strings.Join(x.Evidence, "、")}, {"级别", x.Severity.Chinese()}, {"依据", x.Basis}, {"来源", x.Source}, {"可信度", x.Confidence}, {"启用", yesText(x.On)}}
}

func (x Practice) facts(n Names) []fact {
	out := []fact{{"地区", x.Region}, {"住院慰问科目", string(x.HospitalAccount())}, {"闰月生日按闰月过", yesText(x.LeapMonth)}, {"库存计价", x.Costing},
		{"签领表空行", countText(x.SpareRows, "行")}, {"不去的地方", strings.Join(x.Places, "、")}, {"不支付的用途", strings.Join(x.Banned, "、")}}
	for _, f := range x.Festivals {
		out = append(out, fact{"地方节日 " + f.Name, fmt.Sprintf("%d月%d日%s %s", f.Month, f.Dom, map[bool]string{true: "（农历）"}[f.Lunar], f.Basis)})
	}
	return out
}

func (x Gift) facts(n Names) []fact {
	return append([]fact{{"事由", x.Occasion}, {"名称", x.Title}, {"日期", x.Day.String()}, {"形式", x.Form.Chinese()}, {"物品", x.Item}, {"标准", moneyText(x.Each)},
		{"列支科目", string(x.Expense)}, {"次别", x.Run}, {"出资", x.Payer}, {"批准", approvalText(x.Approved)}, {"发票", billText(x.Bill)}, {"未列入", countText(len(x.LeftOut), "人")},
		{"提醒", strings.Join(x.Warnings, "；")}, {"理由", x.Reason}, {"第二责任人", x.Second}, {"专项资金", yesText(x.Restricted)}, {"撤销", x.Void}}, proofFacts(x.Proofs)...)
}

func (x Sheet) facts(n Names) []fact {
	kind := map[SheetKind]string{FirstSheet: "首次", Supplement: "补充", ReturnList: "退回"}[x.Kind]
	return []fact{{"慰问", x.Gift.String()}, {"种类", kind}, {"日期", x.Day.String()}, {"行数", countText(x.Lines, "行")}, {"合计", x.Total.Grouped()}, {"科目", string(x.Account)},
		{"凭证", voucherName(n, x.Voucher)}, {"打印定稿", Clock(x.Printed)}, {"核对码", x.Code}, {"原因", x.Why}, {"作废", x.Void}}
}

func (x Share) facts(n Names) []fact {
	return []fact{{"姓名", x.Name}, {"小组", x.Group}, {"亲属", strings.TrimSpace(x.Relation + " " + x.Kin)}, {"数量", countText(x.Qty, "")}, {"金额", x.Amount.Grouped()}, {"奖项", x.Level},
		{"队", x.Team}, {"回签", x.Sign.Chinese()}, {"代领人", x.Proxy}, {"回签日期", dayText(x.SignedOn)}, {"备注", x.Note}, {"退回单", countText(int(x.Back), "")}}
}

func (x Case) facts(n Names) []fact {
	out := []fact{{"会员内部编号", countText(int(x.Member), "")}, {"建档", x.Opened.String()}, {"原因类别", x.Cause}, {"批准", approvalText(x.Approved)}, {"批准金额", moneyText(x.Amount)},
		{"公示", strings.TrimSpace(span(x.Hung.From, x.Hung.To) + " " + x.Hung.Place + " " + x.Hung.Heard)}, {"状态", string(x.State)}, {"说明", x.Why}}
	for i, o := range x.Opinions {
		out = append(out, fact{fmt.Sprintf("意见%d", i+1), fmt.Sprintf("%s %s %s：%s", o.Level, o.By, o.Day, o.Text)})
	}
	return append(out, proofFacts(x.Proofs)...)
}

// facts of a sensitive file say how much there is, never what.
func (x CaseFile) facts(n Names) []fact {
	kept := 0
	for _, s := range []string{x.Story, x.Address, x.IDNumber, x.Card} {
		if s != "" {
			kept++
		}
	}
	return []fact{{"家庭成员", countText(len(x.Household), "人")}, {"文字资料", countText(kept, "项")}, {"内容", "敏感资料，不在这里显示"}}
}

func (x Programme) facts(n Names) []fact {
	out := []fact{{"名称", x.Name}, {"标准", moneyText(x.Each)}, {"周期", x.Every}, {"每人最多", countText(x.Runs, "次")}, {"科目", string(x.Expense)}, {"备注", x.Note}, {"结束", x.Closed}}
	for i, p := range x.Places {
		out = append(out, fact{fmt.Sprintf("名单%d", i+1), strings.TrimSpace(fmt.Sprintf("会员内部编号 %d %s %s %s %s", p.Member, p.Relation, p.Kin, moneyText(p.Amount), span(p.From, p.To)))})
	}
	return out
}

func (x Fund) facts(n Names) []fact {
	return []fact{{"名称", x.Name}, {"种类", x.Kind.Chinese()}, {"科目", string(x.Account)}, {"用途", x.Purpose}, {"办法", x.Rules}, {"起", dayText(x.Opened)}, {"止", dayText(x.Closed)}}
}

func (x FundMove) facts(n Names) []fact {
	return []fact{{"姓名", x.Name}, {"金额", x.Amount.Grouped()}, {"事由", x.What}, {"凭证", voucherName(n, x.Voucher)}}
}

func (x Loan) facts(n Names) []fact {
	out := []fact{{"借款人", memberName(n, x.Member)}, {"日期", x.Day.String()}, {"金额", x.Amount.Grouped()}, {"科目", string(x.Account)}, {"事由", x.Why}, {"批准", approvalText(x.Approved)}, {"作废", x.Void}}
	for _, i := range x.Plan {
		out = append(out, fact{i.Due.String() + " 应还", i.Amount.Grouped()})
	}
	for i, b := range x.Back {
		out = append(out, fact{fmt.Sprintf("第%d次归还", i+1), b.Day.String() + " " + b.Amount.Grouped()})
	}
	return out
}

func (x Event) facts(n Names) []fact {
	out := []fact{{"名称", x.Name}, {"种类", x.Kind.Chinese()}, {"日期", span(x.From, x.Last())}, {"地点", x.Place}, {"计划人数", countText(x.Heads, "人")}, {"经费来源", x.Money},
		{"批准", approvalText(x.Approved)}, {"组织者", countText(len(x.Organisers), "人")}, {"组织者不参与奖项", yesText(x.Barred)}, {"用餐", countText(x.Meals, "次")}, {"安全预案", x.Safety}, {"出资", x.Payer},
		{"费用分录", countText(len(x.Costs), "行")}, {"状态", x.State.Chinese()}, {"名单定稿", Clock(x.Frozen)}, {"名单核对码", x.Code}, {"小结", x.Summary}, {"超支来源", x.OverFrom},
		{"提醒", strings.Join(x.Warnings, "；")}, {"理由", x.Reason}, {"第二责任人", x.Second}, {"取消", x.Why}, {"人数差异说明", x.Explained}, {"决算", Clock(x.Settled)}, {"方案调整", countText(len(x.Revised), "次")}}
	for _, b := range x.Budget {
		out = append(out, fact{"预算 " + b.Name, b.Amount.Grouped()})
	}
	for _, p := range x.Prizes {
		out = append(out, fact{"奖项 " + p.Level, fmt.Sprintf("%d名 每人%s %s", p.Count, p.Each.Grouped(), p.Item)})
	}
	return out
}

func (x Entrant) facts(n Names) []fact {
	here := map[Presence]string{Present: "到", Absent: "未到"}[x.Here]
	return []fact{{"姓名", x.Name}, {"小组", x.Group}, {"队", x.Team}, {"组织者", yesText(x.Organiser)}, {"到场", here}, {"备注", x.Note}, {"移出", x.Gone}, {"临时加入", yesText(x.Late)}}
}

func (x Draw) facts(n Names) []fact {
	won := ""
	for _, n := range x.Winners {
		won = strings.TrimSpace(fmt.Sprintf("%s %d", won, n))
	}
	return []fact{{"奖项", x.Level}, {"名额", countText(x.Count, "名")}, {"种子来源", x.How}, {"名单核对码", x.Roster}, {"种子", x.Seed}, {"中奖号", won}, {"参加抽奖", countText(len(x.Pool), "人")}, {"重抽原因", x.Why}, {"作废", yesText(x.Void)}}
}

func (x PlanItem) facts(n Names) []fact {
	return []fact{{"月份", countText(x.Month, "月")}, {"名称", x.Name}, {"种类", x.Kind}, {"金额", moneyText(x.Amount)}, {"负责", x.Who}, {"活动", countText(int(x.Event), "")}, {"慰问", countText(int(x.Gift), "")}, {"结果", x.Came}, {"取消", x.Gone}}
}

func (x Article) facts(n Names) []fact {
	return []fact{{"名称", x.Name}, {"规格", x.Spec}, {"单位", x.Unit}, {"出借器材", yesText(x.Gear)}, {"停用", yesText(x.Off)}}
}

func (x StockMove) facts(n Names) []fact {
	return []fact{{"日期", x.Day.String()}, {"数量", countText(x.Qty, "")}, {"金额", moneyText(x.Amount)}, {"经手", x.Who}, {"事由", x.Why}, {"签领表", countText(int(x.Sheet), "")}, {"凭证", voucherName(n, x.Voucher)}}
}

func (x Lending) facts(n Names) []fact {
	return []fact{{"物品", x.Article.String()}, {"借用人", x.Name}, {"数量", countText(x.Qty, "")}, {"借出", x.Day.String()}, {"应还", dayText(x.Due)}, {"归还", dayText(x.Back)}, {"未还", countText(x.Lost, "")}, {"备注", x.Note}}
}

func span(from, to Day) string {
	if from == 0 && to == 0 {
		return ""
	}
	return strings.TrimSpace(dayText(from) + " 至 " + dayText(to))
}

func approvalText(a Approval) string {
	return strings.TrimSpace(a.By + " " + dayText(a.Day) + " " + a.Minute)
}

func billText(b Bill) string {
	if b == (Bill{}) {
		return ""
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s %s %s", b.Ref, countText(b.Count, "份"), moneyText(b.Amount), b.Why))
}

func proofFacts(ps []ProofItem) []fact {
	var out []fact
	for _, p := range ps {
		out = append(out, fact{"证明材料 " + p.Name, strings.TrimSpace(map[bool]string{true: "已见", false: "未见"}[p.Seen] + " " + p.Note)})
	}
	return out
}

func (x Finding) label(n Names) string { return x.ID.String() + " " + x.Title }
func (x Tick) label(n Names) string    { return voucherName(n, x.Voucher) }
func (x Sample) label(n Names) string  { return x.ID.String() }
func (x WorkLine) label(n Names) string {
	return fmt.Sprintf("%s %s", x.Sample, voucherName(n, x.Voucher))
}
func (x Paper) label(n Names) string     { return fmt.Sprintf("%s 第%d版", x.Title, x.Version) }
func (x Key) label(n Names) string       { return x.Person }
func (x Signature) label(n Names) string { return fmt.Sprintf("第%d次", x.No) }

func (x Finding) facts(n Names) []fact {
	out := []fact{{"对象", x.Ref}, {"检查项", x.Check}, {"条款", x.Clause}, {"级别", FindingLevel(x.Severity)}, {"金额", moneyText(x.Amount)}, {"责任人", x.Owner}, {"期限", dayText(x.Due)}, {"状态", x.State.Chinese()}}
	for i, r := range x.Remarks {
		out = append(out, fact{fmt.Sprintf("第%d句", i+1), fmt.Sprintf("%s %s：%s %s", r.By, Clock(r.At), r.Text, r.Paper)})
	}
	return out
}

func (x Tick) facts(n Names) []fact {
	return []fact{{"查账人", x.By}, {"时间", Clock(x.At)}, {"备注", x.Note}, {"取消", yesText(x.Off)}}
}

func (x Sample) facts(n Names) []fact {
	return []fact{{"期间", x.Period.Chinese()}, {"方法", x.Method}, {"数量", countText(x.Size, "张")}, {"全查起点", moneyText(x.Large)}, {"核对码", x.Head}, {"当众抽的数", x.Drawn}, {"抽中", countText(len(x.Items), "张")}, {"作废", x.Void}}
}

func (x WorkLine) facts(n Names) []fact {
	out := []fact{{"审定金额", x.Audited.Grouped()}, {"说明", x.Note}, {"查账人", x.By}}
	for _, t := range x.Tests {
		out = append(out, fact{t.Name, map[string]string{"yes": "符合", "no": "不符合", "na": "不适用"}[t.Fine]})
	}
	return out
}

func (x Paper) facts(n Names) []fact {
	out := []fact{{"期间", x.Period.Chinese()}, {"定稿", yesText(x.Final)}, {"移交人", x.From}, {"接交人", x.To}, {"监交人", x.Watched}}
	for _, c := range x.Cash {
		out = append(out, fact{c.Value.String() + " 元", countText(c.Count, "张")})
	}
	for _, p := range x.Parts {
		out = append(out, fact{p.Title, p.Text})
	}
	return out
}

func (x Key) facts(n Names) []fact {
	return []fact{{"公开部分", x.Verifier}, {"起", Clock(x.From)}, {"止", Clock(x.Until)}, {"停用原因", x.Why}}
}

func (x Signature) facts(n Names) []fact {
	return []fact{{"签名人", x.By}, {"事项", x.Kind}, {"期间", x.Period.Chinese()}, {"日志条数", countText(int(x.Size), "条")}, {"核对码", x.Code}}
}
