package welfare

import (
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/entitle"
	"huizhang/tui/widget"
)

// fields are the parts of the form that save reads.
type fields struct {
	occasion, whom, money, expense, relation *widget.Pick
	day, approvedDay                         *widget.Day
	each, bill                               *widget.Amount
	form, payer                              *widget.Choice
	item, kin, title, why                    *widget.Input
	billRef, billWhy                         *widget.Input
	papers, billCount                        *widget.Count
	approvedBy, minute, reason, second       *widget.Input
	post                                     *widget.Check
	restricted                               *widget.Check
	standing, worth                          *widget.Fixed
}

const (
	fromNowhere = "none" // not booked yet
	fromStock   = "article:"
)

// build makes the fields.
func (f *GiftForm) build() {
	text := func(limit int) *widget.Input { return &widget.Input{Limit: limit} }
	f.f = fields{
		occasion: widget.NewPick("事由", f.occasionOptions), whom: widget.NewPick("人或小组", f.whomOptions), money: widget.NewPick("账户", f.moneyOptions),
		expense: widget.NewPick("科目", f.expenseOptions), relation: widget.NewPick("关系", kinOptions), day: newDay(f.d), approvedDay: newDay(f.d), each: widget.NewAmount(), bill: widget.NewAmount(),
		item: text(40), kin: text(20), title: text(60), why: text(60), papers: widget.NewCount(4, "张"), billCount: widget.NewCount(6, "份"), billRef: &widget.Input{Limit: 30, Fold: true},
		billWhy: text(60), approvedBy: text(20), minute: text(30), reason: text(80), second: text(20), post: widget.NewCheck("直接过账", true), standing: widget.NewFixed(""),
		restricted: widget.NewCheck("专项资金：用上级专项补助付，不用工会自己的钱", false), worth: widget.NewFixed(""),
	}
	f.f.relation.Free = true
	f.f.form = widget.NewChoice(forms()...)
	f.f.payer = widget.NewChoice(widget.Option{Text: "请选"}, widget.Option{Key: ledger.BySchool, Text: "学校出钱"}, widget.Option{Key: ledger.ByActivity, Text: "活动纪念品"}, widget.Option{Key: ledger.ByUnion, Text: "工会直接发"})
	f.f.standing.Style, f.f.worth.Style = f.d.Theme.Muted(), f.d.Theme.Muted()
	f.form = widget.NewForm(f.d.Theme, f.items()...)
}

func forms() []widget.Option {
	var out []widget.Option
	for _, x := range []ledger.Form{ledger.Goods, ledger.Coupon, ledger.Transfer, ledger.Cash} {
		out = append(out, widget.Option{Key: string(x), Text: x.Chinese()})
	}
	return out
}

func kinOptions(q string) []widget.Option {
	var out []widget.Option
	for _, k := range []string{"本人", "配偶", "父亲", "母亲", "父母", "儿子", "女儿", "子女"} {
		if q == "" || matches(k, q) {
			out = append(out, widget.Option{Key: k, Text: k})
		}
	}
	return out
}

// items lays the fields out: what an everyday act needs comes first, so that the
// rest is passed over with F8.
func (f *GiftForm) items() []widget.Item {
	more := f.route.More
	not := func(b bool) func() bool { return func() bool { return b } }
	unless := func(b func() bool) func() bool { return func() bool { return !b() } }
	fresh := func() bool { return f.route.Gift != 0 && f.route.More }
	kin := func() bool { return !f.about.Kin || f.kinMixed() }
	out := []widget.Item{
		{Name: "occasion", Label: "事由", Width: 14, Field: f.f.occasion, Left: f.chosen, Hide: fresh, Help: "打开头的字或拼音首字母，如 dw 端午；F7 看全部"},
		{Name: "whom", Label: "发给", Width: 30, Same: !more, Field: f.f.whom, Left: f.named, Help: "全体、小组，或姓名、拼音、编号；回车加一个，空着回车到下一项"},
		{Name: "standing", Field: f.f.standing, Hide: func() bool { return f.f.standing.Text() == "" }},
		{Name: "payer", Label: "谁出钱", Width: 46, Field: f.f.payer, Hide: func() bool { return !f.about.Asks || more }, Help: "不是年节：学校出钱不入工会账，办活动可发纪念品，工会直接发不合规定"},
		{Name: "relation", Label: "关系", Width: 10, Field: f.f.relation, Hide: kin, Help: "慰问的是会员本人还是亲属"},
		{Name: "kin", Label: "亲属姓名", Width: 14, Same: true, Field: f.f.kin, Hide: kin},
		{Name: "each", Label: "每人", Width: 12, Field: f.f.each, Hide: f.stocked, Help: "每人金额，可以写算式；个别人不同的，按 F6 到名单里改"},
		{Name: "form", Label: "形式", Width: 26, Same: true, Field: f.f.form, Hide: fresh, Left: f.formed, Help: "空格换一种"},
		{Name: "item", Label: "物品", Width: 22, Field: f.f.item, Hide: fresh, Help: "品名规格，例如 粽子礼盒"},
		{Name: "day", Label: "日期", Width: 12, Same: !more, Field: f.f.day, Left: f.dated, Help: "按这一天看谁是会员、按这一天的标准"},
		{Name: "why", Label: "补发原因", Width: 40, Field: f.f.why, Hide: not(!more), Help: "例如 名单漏了人"},
		{Name: "money", Label: "从哪里出", Width: 26, Field: f.f.money, Left: f.sourced, Help: "付款的账户；从库存发就选库存物品；还没付就选“先不记账”"},
		{Name: "post", Label: "", Width: 14, Same: true, Field: f.f.post, Hide: func() bool { return !f.b.single }, Help: "空格勾选；不勾就存为草稿"},
		{Name: "papers", Label: "附件", Width: 5, Same: true, Field: f.f.papers, Hide: func() bool { return f.route.Gift != 0 && !more }, Help: "发票等纸质单据几张"},
		{Name: "worth", Label: "库存价", Width: 60, Field: f.f.worth, Hide: unless(f.stocked)},
		{Name: "restricted", Label: "", Width: 50, Field: f.f.restricted, Hide: unless(f.mayRestrict), Help: "空格勾选：这笔支出记为专项，年末不与工会自己的钱混在一起"},
	}
	if !more {
		out = append(out,
			widget.Item{Name: "bill", Label: "发票金额", Width: 12, Field: f.f.bill, Help: "与名单合计核对；不填就不核对"},
			widget.Item{Name: "billCount", Label: "份数", Width: 6, Same: true, Field: f.f.billCount, Help: "发票上买了几份，与名单核对；不填就不核对"},
			widget.Item{Name: "billRef", Label: "票号", Width: 16, Same: true, Field: f.f.billRef},
			widget.Item{Name: "billWhy", Label: "差额说明", Width: 46, Field: f.f.billWhy, Hide: f.agrees, Help: "发票与名单为什么不一样"},
			widget.Item{Name: "approvedBy", Label: "批准人", Width: 12, Field: f.f.approvedBy},
			widget.Item{Name: "approvedDay", Label: "批准日期", Width: 12, Same: true, Field: f.f.approvedDay},
			widget.Item{Name: "minute", Label: "会议纪要", Width: 16, Same: true, Field: f.f.minute, Help: "纪要的编号"})
		for i, name := range f.about.Evidence {
			out = append(out, widget.Item{Name: "seen:" + name, Label: map[bool]string{true: "证明"}[i == 0], Width: widget.Width(name) + 5, Same: i > 0, Field: f.proof(name), Help: "空格勾选：已经看过、留了复印件"})
		}
		out = append(out,
			widget.Item{Name: "expense", Label: "列支科目", Width: 30, Field: f.f.expense, Hide: func() bool { return f.stocked() }},
			widget.Item{Name: "title", Label: "名称", Width: 46, Field: f.f.title, Help: "空着就叫“2026年端午慰问”这样"})
	}
	calm := func() bool { return !f.warns() }
	return append(out,
		widget.Item{Name: "reason", Label: "理由", Width: 40, Field: f.f.reason, Hide: calm, Help: "有提醒仍要办理，写明为什么"},
		widget.Item{Name: "second", Label: "共同负责", Width: 12, Same: true, Field: f.f.second, Hide: calm, Help: "另一位负责人的姓名"})
}

func (f *GiftForm) proof(name string) *widget.Check {
	c, ok := f.seen[name]
	if !ok {
		c = widget.NewCheck(name, false)
		f.seen[name] = c
	}
	return c
}

func (f *GiftForm) occasionOptions(q string) []widget.Option {
	q = strings.TrimSpace(q)
	var first, named, rest []widget.Option
	for _, o := range f.b.occasions {
		x := widget.Option{Key: o.ID, Text: o.Name}
		switch {
		case q == "" || strings.HasPrefix(o.Name, q):
			first = append(first, x)
		case matches(o.Name, q):
			named = append(named, x)
		case slices.ContainsFunc(o.Words, func(w string) bool { return matches(w, q) }):
			rest = append(rest, x)
		}
	}
	return append(append(first, named...), rest...)
}

// whomOptions offers everybody and groups before persons.
func (f *GiftForm) whomOptions(q string) []widget.Option {
	const most = 60
	q = strings.TrimSpace(ledger.FoldWidth(q))
	var out []widget.Option
	add := func(key, text, note string) {
		if q == "" || matches(text, q) || strings.HasPrefix(note, q) && q != "" {
			out = append(out, widget.Option{Key: key, Text: text, Note: note})
		}
	}
	if f.b.roll == nil {
		return nil
	}
	add(baseAll, "全体在岗会员", "")
	add(baseWomen, "全体在岗女会员", "")
	if f.about.ID == "birthday" {
		add("born", "本月寿星", "还没发的")
	}
	for _, g := range f.b.roll.groups {
		add("group:"+g.Name, g.Name, "小组")
	}
	for i := range f.b.roll.members {
		m := &f.b.roll.members[i]
		if m.Into == 0 && len(out) < most {
			add("m:"+memberKey(m.ID), m.Name, strings.TrimSpace(m.No+" "+m.Group))
		}
	}
	return out
}

func (f *GiftForm) moneyOptions(q string) []widget.Option {
	var out []widget.Option
	if !f.route.More || f.b.old.Article == 0 { // a supplement comes from where the list came from
		out = accountOptions(f.b.purses)(q)
	}
	for _, a := range f.b.articles {
		if f.route.More && a.ID != f.b.old.Article {
			continue
		}
		if q == "" || matches(a.Name, q) {
			out = append(out, widget.Option{Key: fromStock + memberKey(ledger.MemberID(a.ID)), Text: "库存 " + a.Name, Note: a.Spec})
		}
	}
	if q == "" || matches("先不记账", q) {
		out = append(out, widget.Option{Key: fromNowhere, Text: "先不记账", Note: "以后再做凭证"})
	}
	return out
}

func (f *GiftForm) expenseOptions(q string) []widget.Option {
	return accountOptions(f.b.expenses("5"))(q)
}

// formed is called when the form of the gift was left.
func (f *GiftForm) formed() {
	f.formBy = true
	f.matchPurse()
}

// matchPurse keeps the account that is offered in step with the form: cash comes
// out of the till, a transfer out of a bank. An account that was chosen stays.
func (f *GiftForm) matchPurse() {
	if f.offered == "" || f.f.money.Key() != string(f.offered) {
		return
	}
	want := f.b.purse
	find := func(till bool) {
		if i := slices.IndexFunc(f.b.purses, func(a ledger.Account) bool { return a.Code.Under("101") == till }); i >= 0 {
			want = f.b.purses[i].Code
		}
	}
	switch ledger.Form(f.f.form.Text()) {
	case ledger.Cash:
		find(true)
	case ledger.Transfer:
		if want.Under("101") {
			find(false)
		}
	}
	f.f.money.SetText(string(want))
	f.offered = want
}

// chosen fills in what the occasion offers.
func (f *GiftForm) chosen() {
	o, ok := f.b.occasion(f.f.occasion.Key())
	if !ok || o.ID == f.about.ID {
		return
	}
	was := f.about
	f.about = o
	if !f.dayMade {
		f.offerDay()
	}
	if !f.formBy {
		f.f.form.SetText(string(o.Form))
		f.matchPurse()
	}
	if c := f.usualExpense(o); c != "" {
		f.f.expense.SetText(string(c))
	}
	if wide := o.Festival || o.Asks || o.ID == "cooling"; wide && len(f.list.bases) == 0 && len(f.list.picked) == 0 {
		f.list.base(f.everybody())
	} else if !wide && (was.Festival || was.Asks) && len(f.list.picked) == 0 {
		f.list.clear()
	}
	f.form.SetItems(f.items()...)
	f.relist()
}

// everybody is whom an occasion of the whole union means: 三八 the women, where
// the register says who they are.
func (f *GiftForm) everybody() string {
	if f.about.ID == "women" && slices.ContainsFunc(f.b.roll.members, func(m ledger.Member) bool { return m.Sex == "女" }) {
		return baseWomen
	}
	return baseAll
}

// offerDay is the festival's day, or today, also when that month is closed.
func (f *GiftForm) offerDay() {
	day := f.b.day
	if f.route.Day != 0 {
		day = f.route.Day
	} else if d := f.nearest(); d.Month() >= f.b.open {
		day = d
	}
	f.f.day.SetDay(day)
}

// nearest is the festival's day nearest to today: in December 春节 is next year's.
func (f *GiftForm) nearest() ledger.Day {
	today := f.d.Today()
	far := func(d ledger.Day) int { return max(d.DaysSince(today), today.DaysSince(d)) }
	var out ledger.Day
	for y := today.Year() - 1; y <= today.Year()+1; y++ {
		if d, ok := entitle.FestivalDay(f.b.practice, f.about, y); ok && (out == 0 || far(d) < far(out)) {
			out = d
		}
	}
	return out
}

// usualExpense is the leaf that carries an occasion: the one named after it, else
// the first.
func (f *GiftForm) usualExpense(o ledger.Occasion) ledger.Code {
	leaves := f.b.expenses(o.Account)
	for _, a := range leaves {
		if strings.Contains(a.Name, o.Name) {
			return a.Code
		}
	}
	if len(leaves) > 0 {
		return leaves[0].Code
	}
	return ""
}

// dated works the list out anew: who is a member depends on the day.
func (f *GiftForm) dated() {
	f.dayMade = true
	f.relist()
}
