package event

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/widget"
)

// build makes the fields of the plan. Three are needed: name, date, and on some
// days who pays; all others may wait.
func (f *Form) build() {
	v := &f.f
	text := func(limit int, hint string) *widget.Input { return &widget.Input{Limit: limit, Hint: hint} }
	v.name, v.place, v.money = text(60, "例如 春季趣味运动会"), text(60, ""), text(40, "工会经费、会费 …")
	v.money.Suggest = suggest("工会经费", "会费", "行政补助", "上级补助")
	v.heads, v.meals = newCount(""), newCount("")
	v.organisers, v.safety, v.by, v.minute = text(200, "姓名，用、隔开"), text(200, ""), text(20, ""), text(30, "会议纪要编号")
	v.reason, v.second = text(200, ""), text(20, "")
	v.from, v.to, v.approved = newDay(f.d), newDay(f.d), newDay(f.d)
	v.kind = widget.NewPick("活动种类", among(kinds))
	v.kind.SetText(string(ledger.Contest))
	v.payer = widget.NewChoice(widget.Option{Key: "", Text: "请选"}, widget.Option{Key: ledger.BySchool, Text: "学校出钱"}, widget.Option{Key: ledger.ByActivity, Text: "真的办活动"},
		widget.Option{Key: ledger.ByUnion, Text: "普通慰问"})
	v.barred = widget.NewCheck("组织者不参与评奖、抽奖", false)
	items := []widget.Item{
		{Name: "name", Label: "活动名称", Field: v.name, Help: "必填"},
		{Name: "from", Label: "日期", Width: 14, Field: v.from, Help: "必填；可以写 5、0520、今天，或按 + - 换日期"},
		{Name: "to", Label: "至", Width: 14, Same: true, Field: v.to, Help: "一天的活动空着"},
		{Name: "payer", Label: "由谁出钱", Width: 44, Field: v.payer, Help: "三八、教师节、六一不是年节，要说明；空格换一种", Hide: f.noPayer},
		{Name: "kind", Label: "种类", Width: 20, Field: v.kind, Help: "规则按种类检查；F7 看全部"},
		{Name: "place", Label: "地点", Width: 26, Same: true, Field: v.place},
		{Name: "heads", Label: "计划人数", Width: 8, Field: v.heads, Help: "决算时与名单、实到、发票人数对照"},
		{Name: "money", Label: "经费来源", Width: 26, Same: true, Field: v.money},
	}
	items = append(items, f.budgetItems()...)
	items = append(items, f.prizeItems()...)
	items = append(items,
		widget.Item{Name: "approved-by", Label: "批准人", Width: 12, Field: v.by, Help: "活动要先批准后举办"},
		widget.Item{Name: "approved-day", Label: "日期", Width: 12, Same: true, Field: v.approved},
		widget.Item{Name: "minute", Label: "纪要", Width: 16, Same: true, Field: v.minute},
		widget.Item{Name: "organisers", Label: "组织者", Width: 32, Field: v.organisers},
		widget.Item{Name: "barred", Width: 28, Same: true, Field: v.barred},
		widget.Item{Name: "meals", Label: "用餐次数", Width: 8, Field: v.meals, Help: "每人几餐，规则按每餐检查"},
		widget.Item{Name: "safety", Label: "安全预案", Width: 34, Same: true, Field: v.safety},
		widget.Item{Name: "reason", Label: "理由", Field: v.reason, Hide: f.noReason, Help: "规则有提醒、仍要办的，写明理由"},
		widget.Item{Name: "second", Label: "共同负责", Width: 14, Field: v.second, Hide: f.noReason, Help: "操作人以外的另一位负责人"})
	f.form = widget.NewForm(f.d.Theme, items...)
}

func (f *Form) noPayer() bool {
	day, _ := f.f.from.Day()
	_, asks := ledger.AsksPayer(f.prac, f.f.name.Text(), day)
	return !asks
}

func (f *Form) noReason() bool {
	return !f.warned && f.f.reason.Text() == "" && f.f.second.Text() == ""
}

func suggest(words ...string) func(string) []string {
	return func(q string) []string {
		var out []string
		for _, w := range words {
			if matches(w, q) {
				out = append(out, w)
			}
		}
		return out
	}
}

func kinds() []widget.Option {
	var out []widget.Option
	for _, k := range ledger.EventKinds() {
		out = append(out, widget.Option{Key: string(k), Text: k.Chinese()})
	}
	return out
}

// budgetItems show one empty line after those that are filled.
func (f *Form) budgetItems() []widget.Item {
	var out []widget.Item
	for i := range f.f.items {
		x := &f.f.items[i]
		x.name = &widget.Input{Limit: 20, Suggest: suggest("奖品", "纪念品", "场地", "用餐", "饮水", "交通", "门票", "服装", "裁判")}
		x.amount = widget.NewAmount()
		hide := func() bool { return i > 0 && !f.f.items[i-1].used() && !x.used() }
		label := "预算：用途"
		if i > 0 {
			label = ""
		} else {
			x.name.Hint = "奖品、场地 …"
		}
		out = append(out, widget.Item{Name: fmt.Sprintf("budget-%d", i), Label: label, Width: 20, Field: x.name, Hide: hide, Help: "预算分项，决算时逐项对照；没有更多的就空着回车", Over: func() bool { return !x.used() }},
			widget.Item{Name: fmt.Sprintf("amount-%d", i), Label: "金额", Width: 14, Same: true, Field: x.amount, Hide: hide})
	}
	return out
}

func (x *item) used() bool {
	_, ok := x.amount.Money()
	return ok || strings.TrimSpace(x.name.Text()) != ""
}

func (f *Form) prizeItems() []widget.Item {
	var out []widget.Item
	for i := range f.f.levels {
		x := &f.f.levels[i]
		x.name = &widget.Input{Limit: 20, Suggest: suggest("一等奖", "二等奖", "三等奖", "优秀奖", "参与奖", "幸运奖", "团体一等奖", "团体二等奖")}
		x.count, x.what, x.each, x.team = newCount(""), &widget.Input{Limit: 30}, widget.NewAmount(), widget.NewCheck("团体", false)
		hide := func() bool { return i > 0 && !f.f.levels[i-1].used() && !x.used() }
		label := "奖项设置"
		if i > 0 {
			label = ""
		} else {
			x.name.Hint = "一等奖 …"
		}
		out = append(out, widget.Item{Name: fmt.Sprintf("prize-%d", i), Label: label, Width: 12, Field: x.name, Hide: hide, Help: "奖项，例如 一等奖；没有更多的就空着回车", Over: func() bool { return !x.used() }},
			widget.Item{Name: fmt.Sprintf("count-%d", i), Label: "名额", Width: 4, Same: true, Field: x.count, Hide: hide},
			widget.Item{Name: fmt.Sprintf("each-%d", i), Label: "每人", Width: 10, Same: true, Field: x.each, Hide: hide, Help: "每人的标准，团体奖也按人"},
			widget.Item{Name: fmt.Sprintf("what-%d", i), Label: "奖品", Width: 10, Same: true, Field: x.what, Hide: hide, Help: "奖品是什么，例如 球拍"},
			widget.Item{Name: fmt.Sprintf("team-%d", i), Width: 8, Same: true, Field: x.team, Hide: hide, Help: "空格勾选：这一项按队发"})
	}
	return out
}

func (x *level) used() bool {
	_, ok := x.each.Money()
	return ok || strings.TrimSpace(x.name.Text()) != "" || strings.TrimSpace(x.count.Text()) != ""
}

// fill puts an event, or what the year's plan says of one, into the fields.
func (f *Form) fill() {
	e, v := &f.old, &f.f
	if e.ID == 0 {
		if p := f.route.Plan; p.Name != "" {
			v.name.SetText(p.Name)
			if p.Month > 0 {
				v.from.SetDay(max(ledger.DayOf(p.Year, p.Month, 1), min(f.d.Today(), ledger.MonthOf(p.Year, p.Month).Last())))
			}
			if p.Amount > 0 {
				v.items[0].name.SetText("活动经费")
				v.items[0].amount.SetMoney(p.Amount)
			}
		}
		return
	}
	v.name.SetText(e.Name)
	v.kind.SetText(string(e.Kind))
	v.from.SetDay(e.From)
	v.to.SetDay(e.To)
	v.place.SetText(e.Place)
	v.heads.SetText(blank(e.Heads))
	v.money.SetText(e.Money)
	v.payer.SetText(e.Payer)
	v.meals.SetText(blank(e.Meals))
	v.safety.SetText(e.Safety)
	v.by.SetText(e.Approved.By)
	v.approved.SetDay(e.Approved.Day)
	v.minute.SetText(e.Approved.Minute)
	v.reason.SetText(e.Reason)
	v.second.SetText(e.Second)
	v.barred.On = e.Barred
	v.organisers.SetText(f.organiserNames())
	for i, b := range e.Budget[:min(len(e.Budget), lines)] {
		v.items[i].name.SetText(b.Name)
		v.items[i].amount.SetMoney(b.Amount)
	}
	for i, p := range e.Prizes[:min(len(e.Prizes), lines)] {
		x := &v.levels[i]
		x.name.SetText(p.Level)
		x.count.SetText(blank(p.Count))
		x.each.SetMoney(p.Each)
		x.what.SetText(p.Item)
		x.team.On = p.Team
	}
}

// twins counts the members of each name.
func (f *Form) twins() map[string]int {
	n := map[string]int{}
	for _, m := range f.people {
		n[m.Name]++
	}
	return n
}

// organiserNames writes the organisers as they are typed: a number where the
// name is not enough.
func (f *Form) organiserNames() string {
	twins := f.twins()
	var out []string
	for _, id := range f.old.Organisers {
		for _, m := range f.people {
			if m.ID == id {
				if twins[m.Name] > 1 {
					out = append(out, m.No)
				} else {
					out = append(out, m.Name)
				}
			}
		}
	}
	return strings.Join(out, "、")
}

// event is the plan as typed, with what is wrong with it.
func (f *Form) event() (ledger.Event, []ledger.Problem) {
	v := &f.f
	var ps ledger.Problems
	e := ledger.Event{ID: f.old.ID, Name: v.name.Text(), Kind: ledger.EventKind(v.kind.Key()), Place: v.place.Text(), Money: v.money.Text(), Safety: v.safety.Text(), Barred: v.barred.On,
		Approved: ledger.Approval{By: strings.TrimSpace(v.by.Text()), Minute: strings.TrimSpace(v.minute.Text())}, Reason: v.reason.Text(), Second: v.second.Text()}
	e.From, _ = v.from.Day()
	e.To, _ = v.to.Day()
	e.Approved.Day, _ = v.approved.Day()
	if !f.noPayer() || f.old.Payer != "" {
		e.Payer = v.payer.Text()
	}
	var ok bool
	if e.Heads, ok = count(v.heads); !ok {
		ps.Add("heads", "", ledger.CodeBadValue, "计划人数请填整数。")
	}
	if e.Meals, ok = count(v.meals); !ok {
		ps.Add("meals", "", ledger.CodeBadValue, "用餐次数请填整数。")
	}
	for i := range v.items {
		x := &v.items[i]
		if x.used() {
			m, _ := x.amount.Money()
			e.Budget = append(e.Budget, ledger.BudgetLine{Name: strings.TrimSpace(x.name.Text()), Amount: m})
		}
	}
	for i := range v.levels {
		x := &v.levels[i]
		if !x.used() {
			continue
		}
		n, ok := count(x.count)
		if !ok {
			ps.Add(fmt.Sprintf("count-%d", i), "", ledger.CodeBadValue, "名额请填整数。")
		}
		each, _ := x.each.Money()
		e.Prizes = append(e.Prizes, ledger.PrizePlan{Level: strings.TrimSpace(x.name.Text()), Count: n, Each: each, Team: x.team.On, Item: x.what.Text()})
	}
	e.Organisers = f.organiserIDs(&ps)
	return e, ps
}

func (f *Form) organiserIDs(ps *ledger.Problems) []ledger.MemberID {
	var out []ledger.MemberID
	twins := f.twins()
	for _, w := range strings.FieldsFunc(f.f.organisers.Text(), func(r rune) bool { return strings.ContainsRune("、,，;； ", r) }) {
		name := ledger.CleanName(w)
		found := ledger.MemberID(0)
		for _, m := range f.people {
			if m.No == name || m.Name == name && twins[name] == 1 {
				found = m.ID
			}
		}
		switch {
		case found != 0:
			out = append(out, found)
		case twins[name] > 1:
			ps.Add("organisers", "", ledger.CodeUnknown, "有 %d 位“%s”，请改填编号。", twins[name], name)
		default:
			ps.Add("organisers", "", ledger.CodeUnknown, "名册里没有“%s”；组织者请填会员的姓名或编号，用、隔开。", name)
		}
	}
	return out
}
