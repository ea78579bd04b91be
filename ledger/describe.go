package ledger

import (
	"fmt"
	"strings"
)

// fact is one field of a record in words. An empty text is a field without a
// value.
type fact struct{ name, text string }

// Names gives the words for what records name by number.
type Names interface {
	Voucher(VoucherID) (Voucher, bool)
	Member(MemberID) (Member, bool)
}

// Describe tells a change in Chinese, a line for each thing: first what it is
// about, then for a new or removed record its fields, for a changed one
// "field：before → after" of those that differ. Vouchers and members are named
// as n knows them; without it, or where they are gone, by their numbers. Whom a
// hardship case is about stays a number.
func Describe(c Change, n Names) []string {
	switch {
	case c.Before == nil && c.After == nil:
		return nil
	case c.Before == nil:
		return append([]string{"新增" + subject(c.After, n)}, plainFacts(facts(c.After, n))...)
	case c.After == nil:
		return append([]string{"删除" + subject(c.Before, n)}, plainFacts(facts(c.Before, n))...)
	}
	out := []string{"修改" + subject(c.After, n)}
	before, after := facts(c.Before, n), facts(c.After, n)
	was, is := byName(before), byName(after)
	for _, f := range after {
		if was[f.name] != f.text {
			out = append(out, "  "+f.name+"："+orNothing(was[f.name])+" → "+orNothing(f.text))
		}
	}
	for _, f := range before {
		if _, still := is[f.name]; !still && f.text != "" {
			out = append(out, "  "+f.name+"："+f.text+" → （没有）")
		}
	}
	if len(out) == 1 {
		out = append(out, "  内容没有变化")
	}
	return out
}

func subject(r Record, n Names) string {
	name := r.Table().Chinese()
	if who := label(r, n); who != "" {
		return name + " " + who
	}
	return name
}

func plainFacts(fs []fact) []string {
	var out []string
	for _, f := range fs {
		if f.text != "" {
			out = append(out, "  "+f.name+"："+f.text)
		}
	}
	return out
}

func byName(fs []fact) map[string]string {
	out := map[string]string{}
	for _, f := range fs {
		out[f.name] = f.text
	}
	return out
}

func orNothing(s string) string {
	if s == "" {
		return "（没有）"
	}
	return s
}

// told is a record that says itself what it is and what is in it.
type told interface {
	label(Names) string
	facts(Names) []fact
}

// label names the one thing among its kind.
func label(r Record, n Names) string {
	switch x := r.(type) {
	case told:
		return x.label(n)
	case Account:
		return x.Title()
	case Person:
		return x.Name
	case Voucher:
		return x.Ref()
	case Evidence:
		return voucherName(n, x.Voucher)
	case MonthPage:
		return x.Month.Chinese()
	case Member:
		return strings.TrimSpace(x.No + " " + x.Name)
	case Group:
		return x.Name
	case DuesRule:
		return "自" + x.From.Chinese() + "起"
	case Due:
		return memberName(n, x.Member) + "，" + x.Month.Chinese()
	case Payment:
		return memberName(n, x.Member) + "，" + x.Month.Chinese()
	case Notice:
		return fmt.Sprintf("%s第 %d 版", x.Period.Chinese(), x.Version)
	}
	return ""
}

func voucherName(n Names, id VoucherID) string {
	if id == 0 {
		return ""
	}
	if n != nil {
		if v, ok := n.Voucher(id); ok {
			return v.Ref()
		}
	}
	return fmt.Sprintf("凭证（内部编号 %d）", id)
}

func memberName(n Names, id MemberID) string {
	if id == 0 {
		return ""
	}
	if n != nil {
		if m, ok := n.Member(id); ok {
			return strings.TrimSpace(m.No + " " + m.Name)
		}
	}
	return fmt.Sprintf("会员（内部编号 %d）", id)
}

// facts are the fields of a record in the order people read them.
func facts(r Record, n Names) []fact {
	switch x := r.(type) {
	case told:
		return x.facts(n)
	case Unit:
		return unitFacts(x)
	case Account:
		return []fact{{"编码", string(x.Code)}, {"名称", x.Name}, {"余额方向", sideText(x.Credit)}, {"来源", originText(x.Origin)}, {"停用", yesText(x.Off)}}
	case Person:
		return []fact{{"姓名", x.Name}, {"职责", joinRoles(x.Roles)}, {"离任", yesText(x.Gone)}}
	case Opening:
		return openingFacts(x)
	case Voucher:
		return voucherFacts(x, n)
	case Evidence:
		out := []fact{{"纸质附件", countText(x.Papers, "张")}, {"无需附件的原因", x.NoPaper}}
		for i, f := range x.Files {
			out = append(out, fact{fmt.Sprintf("附件文件%d", i+1), fmt.Sprintf("%s（%d 字节）", f.Name, f.Size)})
		}
		return out
	case MonthPage:
		return monthFacts(x)
	case Member:
		return memberFacts(x, n)
	case Group:
		return []fact{{"名称", x.Name}, {"组长", memberName(n, x.Leader)}, {"次序", countText(x.Order, "")}}
	case DuesRule:
		return ruleFacts(x)
	case Due:
		return []fact{{"核定", x.Working.Text()}, {"应缴", x.Working.Due.Grouped()}, {"减免", moneyText(x.Waived)}, {"减免原因", x.Why}, {"小组", x.Group}}
	case Payment:
		return []fact{{"金额", x.Amount.Grouped()}, {"凭证", voucherName(n, x.Voucher)}}
	case Notice:
		return []fact{{"期间", x.Period.Chinese()}, {"版本", countText(x.Version, "")}, {"公布地点", x.Place},
			{"公布起", dayText(x.From)}, {"公布止", dayText(x.To)}, {"公布人", x.By}, {"公布时间", Clock(x.At)}, {"核对码", x.Hash}}
	}
	return nil
}

func unitFacts(u Unit) []fact {
	return []fact{{"名称", u.Name}, {"信用代码", u.CreditCode}, {"启用月份", u.Start.Chinese()}, {"单人模式", yesText(u.Single)},
		{"凭证字", string(u.Words)}, {"上解比例", u.ShareUp}, {"练习账本", yesText(u.Practice)}, {"建账向导已完成", yesText(u.GuideDone)}}
}

func openingFacts(o Opening) []fact {
	var out []fact
	for _, r := range o.Rows {
		name := string(r.Code)
		if std, ok := StandardOf(r.Code); ok {
			name = std.Title()
		}
		if r.Restricted {
			name += "（专项）"
		}
		out = append(out, fact{name, sides(r.Debit, r.Credit)})
	}
	return out
}

func voucherFacts(v Voucher, n Names) []fact {
	out := []fact{{"日期", v.Day.String()}, {"凭证字", string(v.Word)}, {"号", countText(v.Number, "")}, {"状态", v.State.Chinese()},
		{"对方", v.Payee}, {"纸质附件", countText(v.Papers, "张")}, {"无需附件的原因", v.NoPaper}, {"业务模板", v.Template},
		{"制单", v.Maker}, {"审核", v.Reviewer}, {"过账", v.Poster}, {"冲销的凭证", voucherName(n, v.Reverses)},
		{"订正的凭证", voucherName(n, v.Corrects)}, {"来源", v.Source}}
	for i, l := range v.Lines {
		name := string(l.Account)
		if std, ok := StandardOf(l.Account); ok {
			name = std.Title()
		}
		text := l.Summary + "，" + name + "，" + sides(l.Debit, l.Credit)
		if l.Restricted {
			text += "，专项"
		}
		out = append(out, fact{fmt.Sprintf("第%d行", i+1), text})
	}
	return out
}

func monthFacts(p MonthPage) []fact {
	out := []fact{{"已结账", yesText(p.Closed)}, {"结账人", p.ClosedBy}, {"结账时间", Clock(p.ClosedAt)},
		{"工资总额", moneyText(p.Payroll)}, {"职工人数", countText(p.Heads, "人")}}
	if c := p.Cash; c != nil {
		out = append(out, fact{"现金盘点", fmt.Sprintf("%s，%s，%s", c.Amount.Grouped(), c.By, c.Day)}, fact{"现金差异说明", c.Why})
	}
	for _, b := range p.Banks {
		out = append(out, fact{"银行余额 " + string(b.Account), b.Amount.Grouped()}, fact{"银行差异说明 " + string(b.Account), b.Why})
	}
	for _, x := range p.Passed {
		out = append(out, fact{"跳过的检查：" + x.Gate, x.Reason})
	}
	for i, x := range p.Reopened {
		out = append(out, fact{fmt.Sprintf("第%d次反结账", i+1), fmt.Sprintf("%s，%s，%s", x.Reason, x.By, Clock(x.At))})
	}
	return out
}

func memberFacts(m Member, n Names) []fact {
	out := []fact{{"编号", m.No}, {"姓名", m.Name}, {"小组", m.Group}, {"性别", m.Sex}, {"出生日期", dayText(m.Born)}, {"电话", m.Phone}, {"备注", m.Note},
		{"生日按农历", yesText(m.Lunar)}, {"参加工作", dayText(m.Work)}, {"退休日期", dayText(m.Retires)}, {"并入", memberName(n, m.Into)}}
	for i, s := range m.Away {
		out = append(out, fact{fmt.Sprintf("离岗%d", i+1), strings.TrimSpace(dayText(s.From) + " 起 " + dayText(s.To) + " " + s.In)})
	}
	for i, s := range m.Spells {
		text := dayText(s.From) + " 起"
		if s.In != "" {
			text += "（" + s.In + "）"
		}
		if s.To != 0 {
			text += "，" + s.To.String() + " 止"
			if s.Out != "" {
				text += "（" + s.Out + "）"
			}
		}
		out = append(out, fact{fmt.Sprintf("会籍%d", i+1), text})
	}
	for _, s := range m.Stands {
		out = append(out, fact{s.From.Chinese() + "起的身份", string(s.Class)})
	}
	for _, w := range m.Wages {
		out = append(out, fact{w.From.Chinese() + "起的工资", fmt.Sprintf("岗位 %s，薪级 %s", w.Post.Grouped(), w.Grade.Grouped())})
	}
	return out
}

func ruleFacts(u DuesRule) []fact {
	base := "当月工资"
	if u.Base != 0 {
		base = fmt.Sprintf("%d月工资", u.Base)
	}
	out := []fact{{"一般比例", u.Default}, {"计入薪级工资", yesText(u.Grade)}, {"十元以下去尾", yesText(u.Floor10)}, {"取整到", u.Round.String() + " 元"},
		{"基数", base}, {"收缴周期", fmt.Sprintf("%d 个月", u.Every)}}
	for _, c := range u.Rates {
		text := c.Rate
		switch {
		case c.Free != "":
			text = "免缴：" + c.Free
		case c.Fixed != 0:
			text = "每月 " + c.Fixed.Grouped() + " 元"
		}
		out = append(out, fact{string(c.Class), text})
	}
	return out
}

func sides(debit, credit Money) string {
	var out []string
	if debit != 0 {
		out = append(out, "借 "+debit.Grouped())
	}
	if credit != 0 {
		out = append(out, "贷 "+credit.Grouped())
	}
	return strings.Join(out, " ")
}

func sideText(credit bool) string {
	if credit {
		return "贷"
	}
	return "借"
}

func originText(o Origin) string {
	switch o {
	case Prescribed:
		return "制度规定"
	case Optional:
		return "制度列出，可选用"
	case Own:
		return "自己增加"
	}
	return string(o)
}

func yesText(on bool) string {
	if on {
		return "是"
	}
	return ""
}

func countText(n int, unit string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d%s", n, unit)
}

func moneyText(m Money) string {
	if m == 0 {
		return ""
	}
	return m.Grouped()
}

func dayText(d Day) string {
	if d == 0 {
		return ""
	}
	return d.String()
}
