package ledger

import (
	"fmt"
	"strings"
)

// The kinds of rows of a year's plan that open a form.
const (
	PlanEvent = "活动"
	PlanGift  = "慰问"
)

// PlanKinds are the kinds offered; others may be typed.
func PlanKinds() []string {
	return []string{PlanEvent, PlanGift, "会议", "培训", "帮扶", "财务", "其他"}
}

// SavePlanItem enters a row of the year's plan (No 0), or changes one. What came
// of it in words is kept with it; what it was tied to stays.
type SavePlanItem struct{ Item PlanItem }

// Name of the act.
func (SavePlanItem) Name() string { return "plan.save" }

// Decide checks the row.
func (a SavePlanItem) Decide(r Reader, by Stamp) (Plan, error) {
	x := a.Item
	var ps Problems
	x.tidy(&ps)
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	if x.No == 0 {
		x.No, x.Event, x.Gift, x.Gone = lastPlan(r, x.Year)+1, 0, 0, ""
		return Plan{Title: x.title("年度计划增加"), Changes: []Change{Put(x)}}, nil
	}
	old, err := planRow(r, x.Year, x.No)
	if err != nil {
		return Plan{}, err
	}
	x.Event, x.Gift, x.Gone = old.Event, old.Gift, ""
	return Plan{Title: x.title("年度计划修改"), Changes: []Change{Edit(old, x)}}, nil
}

func (x PlanItem) title(what string) string {
	if x.Month == 0 {
		return fmt.Sprintf("%s %d年 %s", what, x.Year, x.Name)
	}
	return fmt.Sprintf("%s %d年%d月 %s", what, x.Year, x.Month, x.Name)
}

func (x *PlanItem) tidy(ps *Problems) {
	for _, s := range []*string{&x.Name, &x.Kind, &x.Who, &x.Came} {
		*s, _ = Clean(*s)
		*s = strings.TrimSpace(*s)
	}
	if x.Year < 1990 || x.Year > 2199 {
		ps.Add("year", "", CodeBadDay, "年份不对。")
	}
	if x.Month < 0 || x.Month > 12 {
		ps.Add("month", "", CodeBadDay, "月份应是 1 到 12；还没有定的留空。")
	}
	switch {
	case x.Name == "":
		ps.Add("name", "", CodeRequired, "请填写内容，例如“教职工趣味运动会”。")
	case len([]rune(x.Name)) > 60:
		ps.Add("name", "", CodeTooLarge, "内容最多 60 个字。")
	}
	if x.Kind == "" {
		x.Kind = kindOf(x.Name)
	}
	if len([]rune(x.Kind)) > 10 || len([]rune(x.Who)) > 40 || len([]rune(x.Came)) > 200 {
		ps.Add("who", "", CodeTooLarge, "种类最多 10 个字，负责人最多 40 个字，结果最多 200 个字。")
	}
	if x.Amount < 0 || x.Amount > MaxMoney {
		ps.Add("amount", "", CodeBadAmount, "预算不能是负数，也不能超过上限。")
	}
}

// kindOf guesses the kind of a row from its name.
func kindOf(name string) string {
	for _, k := range []struct {
		kind  string
		words []string
	}{
		{"帮扶", []string{"帮扶", "助学", "送温暖", "困难"}},
		{PlanGift, []string{"慰问", "生日", "粽", "月饼", "春节", "中秋", "端午", "福利", "清凉"}},
		{"会议", []string{"会议", "教代会", "工代会", "委员会", "大会", "例会"}},
		{"培训", []string{"培训", "讲座", "学习"}},
		{"财务", []string{"预算", "决算", "审计", "公示", "会费", "盘点"}},
	} {
		for _, w := range k.words {
			if strings.Contains(name, w) {
				return k.kind
			}
		}
	}
	return PlanEvent
}

func lastPlan(r Events, year int) (no int) {
	for x := range r.PlanItems(year) {
		no = max(no, x.No)
	}
	return no
}

func planRow(r Events, year, no int) (PlanItem, error) {
	for x := range r.PlanItems(year) {
		if x.No != no {
			continue
		}
		if x.Gone != "" {
			return x, Errf(CodeState, "“%s”已经从计划里取消（%s）。", x.Name, x.Gone)
		}
		return x, nil
	}
	return PlanItem{}, Errf(CodeUnknown, "%d年的计划里没有第 %d 项。", year, no)
}

// DropPlanItem takes a row off the plan; it stays to be read, with its reason.
type DropPlanItem struct {
	Year, No int
	Reason   string
}

// Name of the act.
func (DropPlanItem) Name() string { return "plan.drop" }

// Decide wants a reason, and nothing that came of it.
func (a DropPlanItem) Decide(r Reader, by Stamp) (Plan, error) {
	old, err := planRow(r, a.Year, a.No)
	if err != nil {
		return Plan{}, err
	}
	reason, _ := Clean(a.Reason)
	if reason = strings.TrimSpace(reason); reason == "" {
		return Plan{}, &Error{Code: CodeRequired, Problems: []Problem{{"reason", "", CodeRequired, "请写明为什么取消。"}}}
	}
	if old.Event != 0 || old.Gift != 0 {
		return Plan{}, Errf(CodeState, "“%s”已经对应到%s，不能取消。请先解除对应。", old.Name, tiedTo(old))
	}
	nu := old
	nu.Gone = reason
	return Plan{Title: old.title("年度计划取消"), Reason: reason, Changes: []Change{Edit(old, nu)}}, nil
}

func tiedTo(x PlanItem) string {
	if x.Event != 0 {
		return x.Event.String()
	}
	return x.Gift.String()
}

// TiePlan says which event or gift a row became; with neither the tie is undone.
// An event or gift stands for one row.
type TiePlan struct {
	Year, No int
	Event    EventID
	Gift     GiftID
}

// Name of the act.
func (TiePlan) Name() string { return "plan.tie" }

// Decide checks that what it is tied to is there.
func (a TiePlan) Decide(r Reader, by Stamp) (Plan, error) {
	old, err := planRow(r, a.Year, a.No)
	if err != nil {
		return Plan{}, err
	}
	if a.Event != 0 && a.Gift != 0 {
		return Plan{}, Errf(CodeBadValue, "一项计划只对应一个活动或一次慰问。")
	}
	nu := old
	nu.Event, nu.Gift = a.Event, a.Gift
	p := Plan{Title: fmt.Sprintf("计划“%s”对应 %s", old.Name, tiedTo(nu)), Changes: []Change{Edit(old, nu)}}
	switch e, _ := r.Event(a.Event); {
	case a.Event == 0 && a.Gift == 0:
		p.Title = "解除计划“" + old.Name + "”的对应"
		return p, nil
	case a.Event != 0 && (e.ID == 0 || e.State == EventCancelled):
		return Plan{}, Errf(CodeUnknown, "没有这个活动，或已经取消。")
	case a.Event != 0:
		p.Object = eventObject(e.ID)
	}
	if a.Gift != 0 {
		g, ok := r.Gift(a.Gift)
		if !ok || g.Void != "" {
			return Plan{}, Errf(CodeUnknown, "没有这次慰问，或已经撤销。")
		}
		p.Object = fmt.Sprintf("gift/%d", g.ID)
	}
	for x := range r.PlanItems(a.Year) {
		if x.No != a.No && x.Gone == "" && (a.Event != 0 && x.Event == a.Event || a.Gift != 0 && x.Gift == a.Gift) {
			return Plan{}, Errf(CodeExists, "%s 已经对应到计划“%s”。", tiedTo(nu), x.Name)
		}
	}
	return p, nil
}

// CopyPlan takes the rows of an earlier year's plan over that the year's plan
// does not have yet: month, name, kind, budget, who.
type CopyPlan struct{ From, To int }

// Name of the act.
func (CopyPlan) Name() string { return "plan.copy" }

// Decide copies what is not there.
func (a CopyPlan) Decide(r Reader, by Stamp) (Plan, error) {
	if a.From == a.To {
		return Plan{}, Errf(CodeBadValue, "不能从同一年复制。")
	}
	type key struct {
		month int
		name  string
	}
	has := map[key]bool{}
	no := 0
	for x := range r.PlanItems(a.To) {
		no = max(no, x.No)
		has[key{x.Month, x.Name}] = true
	}
	old, again := fmt.Sprintf("%d", a.From), fmt.Sprintf("%d", a.To)
	var out []Change
	for x := range r.PlanItems(a.From) {
		nu := PlanItem{Year: a.To, Month: x.Month, Name: strings.ReplaceAll(x.Name, old, again), Kind: x.Kind, Amount: x.Amount, Who: x.Who}
		if x.Gone != "" || has[key{nu.Month, nu.Name}] {
			continue
		}
		no++
		nu.No = no
		out = append(out, Put(nu))
	}
	if len(out) == 0 {
		return Plan{}, Errf(CodeState, "%d年的计划里没有可以复制的，或都已经在%d年的计划里。", a.From, a.To)
	}
	return Plan{Title: fmt.Sprintf("复制%d年的计划到%d年，%d项", a.From, a.To, len(out)), Changes: out}, nil
}
