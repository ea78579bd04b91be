package ledger

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// SetDuesRule adds a rule from its month on, or replaces the one that begins
// in the same month. What was assessed before keeps its own working.
type SetDuesRule struct{ Rule DuesRule }

// Name of the act.
func (SetDuesRule) Name() string { return "dues.rule" }

// Decide checks rates and rounding.
func (a SetDuesRule) Decide(r Reader, by Stamp) (Plan, error) {
	var ps Problems
	u := a.Rule
	if !u.From.Valid() {
		ps.Add("from", "", CodeBadDay, "请填写起始月份，例如 2026-01。")
	}
	checkRate("rate", u.Default, &ps)
	seen := map[MemberClass]bool{}
	for _, c := range u.Rates {
		if c.Class == "" || seen[c.Class] {
			ps.Add("rate-"+string(c.Class), "", CodeExists, "身份“%s”写了两次，或者没有写。", c.Class)
		}
		seen[c.Class] = true
		if c.Free == "" && c.Fixed == 0 {
			checkRate("rate-"+string(c.Class), c.Rate, &ps)
		}
		if c.Fixed < 0 || c.Fixed > MaxMoney {
			ps.Add("rate-"+string(c.Class), "", CodeBadAmount, "定额不能是负数，也不能超过上限。")
		}
	}
	if u.Round != 1 && u.Round != 5 && u.Round != 10 && u.Round != 100 {
		ps.Add("round", "", CodeBadValue, "取整单位只能是 0.01、0.05、0.10 或 1.00 元。")
	}
	if u.Every != 1 && u.Every != 6 && u.Every != 12 {
		ps.Add("every", "", CodeBadValue, "收缴周期只能是按月、半年或全年。")
	}
	if u.Base < 0 || u.Base > 12 {
		ps.Add("base", "", CodeBadValue, "基数月份应是 1 到 12，或 0 表示当月。")
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	p := Plan{Title: "会费标准，自" + u.From.Chinese() + "起", Changes: []Change{Put(u)}}
	for _, o := range r.DuesRules() {
		if o.From == u.From {
			p.Changes = []Change{Edit(o, u)}
		}
	}
	return p, nil
}

func checkRate(field, s string, ps *Problems) {
	// Plain digits only: 1e-999999999 is a number that takes for ever.
	d, err := decimal.NewFromString(s)
	if len(s) > 16 || strings.Trim(s, "0123456789.") != "" || err != nil || d.IsNegative() || d.GreaterThan(decimal.New(1, -1)) {
		ps.Add(field, s, CodeBadValue, "会费比例应是 0 到 0.1 的小数，例如 0.005（即 0.5%%）。")
	}
}

// AssessDues works out what every member owes for a month (and the months
// assessed together with it). Members who owe nothing get an entry with the
// reason. Assessing again follows changes of the register; what was waived
// stays waived.
type AssessDues struct{ Month Month }

// Name of the act.
func (AssessDues) Name() string { return "dues.assess" }

// Decide reckons every member.
func (a AssessDues) Decide(r Reader, by Stamp) (Plan, error) {
	if !a.Month.Valid() {
		return Plan{}, Errf(CodeBadDay, "请给出月份，例如 2026-05。")
	}
	rule, ok := RuleIn(r.DuesRules(), a.Month)
	if !ok {
		return Plan{}, Errf(CodeRequired, "%s还没有会费标准，请先在“会费标准”里设置。", a.Month.Chinese())
	}
	p := Plan{Title: "核定" + a.Month.Chinese() + "会费"}
	due, free := 0, 0
	var total Money
	for _, mo := range rule.Span(a.Month) {
		// Half a year may begin before the rule does, or end under the next one.
		if in, ok := RuleIn(r.DuesRules(), mo); !ok || in.From != rule.From {
			continue
		}
		for m := range r.Members() {
			d, old := assess(r, rule, &m, mo)
			if d.Working.Reason == "" {
				due, total = due+1, total+d.Payable()
			} else {
				free++
			}
			if old == nil {
				p.Changes = append(p.Changes, Put(d))
			} else if *old != d {
				p.Changes = append(p.Changes, Edit(*old, d))
			}
		}
	}
	p.Title += fmt.Sprintf("：应缴 %d 人次 %s 元，免缴 %d 人次", due, total.Grouped(), free)
	return p, nil
}

// assess makes the entry of one member's month, over an older one if there is
// one. A waiver never exceeds what is due.
func assess(r Register, rule DuesRule, m *Member, mo Month) (Due, *Due) {
	d := Due{Member: m.ID, Month: mo, Working: rule.Reckon(m, mo), Group: m.Group}
	o, ok := r.Due(m.ID, mo)
	if !ok {
		return d, nil
	}
	d.Group = o.Group
	if d.Waived = min(o.Waived, d.Working.Due); d.Waived > 0 {
		d.Why = o.Why
	}
	return d, &o
}

// WaiveDues forgives a part of what a member owes for a month, with a reason.
// Amount 0 takes an earlier waiver back.
type WaiveDues struct {
	Member MemberID
	Month  Month
	Amount Money
	Reason string
}

// Name of the act.
func (WaiveDues) Name() string { return "dues.waive" }

// Decide keeps the waiver between zero and what is unpaid.
func (a WaiveDues) Decide(r Reader, by Stamp) (Plan, error) {
	m, ok := r.Member(a.Member)
	if !ok {
		return Plan{}, Errf(CodeUnknown, "没有找到这位会员。")
	}
	old, ok := r.Due(a.Member, a.Month)
	if !ok {
		return Plan{}, Errf(CodeState, "%s %s的会费还没有核定。", m.Name, a.Month.Chinese())
	}
	if a.Amount == 0 && old.Waived == 0 {
		return Plan{}, Errf(CodeRequired, "请填写减免金额。")
	}
	switch left := max(0, old.Working.Due-r.Paid(a.Member, a.Month).Taken()); {
	case strings.TrimSpace(a.Reason) == "" && a.Amount != 0:
		return Plan{}, Errf(CodeRequired, "减免会费要写明原因。")
	case a.Amount < 0 || a.Amount > left:
		return Plan{}, Errf(CodeBadAmount, "减免金额应在 0 到 %s 元之间。", left.Grouped())
	}
	d := old
	d.Waived, d.Why = a.Amount, strings.TrimSpace(a.Reason)
	return Plan{Title: fmt.Sprintf("减免会费 %s %s %s 元", m.Name, a.Month.Chinese(), a.Amount.Grouped()),
		Reason: d.Why, Member: m.ID, Changes: []Change{Edit(old, d)}}, nil
}

// Portion is what one member pays for one month. Amount 0 means all that is
// still to pay.
type Portion struct {
	Member MemberID
	Month  Month
	Amount Money
}

// CollectDues takes in dues: one voucher (T01), tied to each payment. Months
// that were not assessed yet (paid early) are assessed on the way.
type CollectDues struct {
	Day      Day
	Account  Code // where the money is: a leaf below 101 or 102
	Portions []Portion
	Payee    string // who handed it in
	Papers   int
	Post     bool
	Reviewer string
}

// Name of the act.
func (CollectDues) Name() string { return "dues.collect" }

// Posts reports whether the act posts on the way.
func (a CollectDues) Posts() bool { return a.Post }

// Decide checks each portion against what is still to pay.
func (a CollectDues) Decide(r Reader, by Stamp) (Plan, error) {
	if len(a.Portions) == 0 {
		return Plan{}, Errf(CodeRequired, "没有选中要收的会费。")
	}
	if t := a.Account.Top(); t != "101" && t != "102" {
		return Plan{}, Errf(CodeBadValue, "收会费的科目应是库存现金（101）或银行存款（102）。")
	}
	v := Voucher{ID: r.LastVoucher() + 1, Day: a.Day, Maker: by.Operator, State: Draft, Template: "T01", Source: "dues", Payee: a.Payee, Papers: a.Papers}
	if a.Papers == 0 {
		v.NoPaper = "附会费缴纳花名册"
	}
	var ps Problems
	var dues, pays []Change
	var total Money
	seen := map[Portion]bool{}
	heads := map[MemberID]bool{}
	from, to := a.Portions[0].Month, a.Portions[0].Month
	for _, x := range a.Portions {
		key := Portion{Member: x.Member, Month: x.Month}
		if seen[key] {
			ps.Add("portions", x.Month.Chinese(), CodeExists, "同一个人的同一个月选了两次。")
			continue
		}
		seen[key] = true
		amount, extra := a.portion(r, x, &ps)
		dues = append(dues, extra...)
		if amount == 0 {
			continue
		}
		pays = append(pays, Put(Payment{Voucher: v.ID, Member: x.Member, Month: x.Month, Amount: amount}))
		total += amount
		heads[x.Member] = true
		from, to = min(from, x.Month), max(to, x.Month)
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	if total == 0 {
		return Plan{}, Errf(CodeState, "选中的会费都已缴清，没有要收的。")
	}
	text := fmt.Sprintf("收%s会费 %d人", Period{from, to}.Chinese(), len(heads))
	v.Lines = []Line{{Summary: text, Account: a.Account, Debit: total}, {Summary: text, Account: "401", Credit: total}}
	if err := tidyVoucher(r, &v); err != nil {
		return Plan{}, err
	}
	p := Plan{Title: text + "，共 " + total.Grouped() + " 元", Voucher: v.ID}
	if a.Post {
		if err := postNow(r, by, a.Reviewer, &v, 0); err != nil {
			return Plan{}, err
		}
		p.Title = v.Ref() + " " + p.Title
	} else if ps := CheckVoucher(&v, r.Chart(), r.Unit().Words); len(ps) > 0 {
		return Plan{}, ps.Err()
	}
	p.Changes = append(append([]Change{Put(v)}, dues...), pays...)
	return p, nil
}

// portion settles how much is taken for one member's month, and assesses the
// month if that was not done.
func (a CollectDues) portion(r Reader, x Portion, ps *Problems) (Money, []Change) {
	m, ok := r.Member(x.Member)
	if !ok {
		ps.Add("portions", "", CodeUnknown, "选中的会员不在名册里。")
		return 0, nil
	}
	who := m.No + " " + m.Name + " " + x.Month.Chinese()
	var extra []Change
	d, ok := r.Due(x.Member, x.Month)
	if !ok {
		rule, has := RuleIn(r.DuesRules(), x.Month)
		if !has {
			ps.Add("portions", who, CodeRequired, "这个月还没有会费标准。")
			return 0, nil
		}
		d, _ = assess(r, rule, &m, x.Month)
		extra = []Change{Put(d)}
	}
	left := owing(r, &m, x.Month, d.Payable())
	switch {
	case x.Amount == 0:
		return left, extra
	case d.Working.Reason != "":
		ps.Add("portions", who, CodeState, "不用缴：%s。", d.Working.Reason)
	case x.Amount < 0:
		ps.Add("portions", who, CodeBadAmount, "金额不能是负数；退会费请冲销原凭证。")
	case x.Amount > left:
		ps.Add("portions", who, CodeBadAmount, "还应缴 %s 元，填了 %s 元。", left.Grouped(), x.Amount.Grouped())
	default:
		return x.Amount, extra
	}
	return 0, nil
}

// Arrears is what a member has not handed in up to a month. What was handed in
// and waits for posting is no longer his debt.
func Arrears(r Register, id MemberID, from, to Month) (owed Money, months int) {
	m, _ := r.Member(id)
	for mo := from; mo <= to; mo = mo.Add(1) {
		if left := Owing(r, &m, mo); left > 0 {
			owed, months = owed+left, months+1
		}
	}
	return owed, months
}
