package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// eventObject names an event in plans, receipts and the log.
func eventObject(id EventID) string { return fmt.Sprintf("event/%d", uint64(id)) }

// SaveEvent makes an event (ID 0) or changes its plan. What is not of the plan
// (roster, costs, state) stays as the book has it. An approved plan changes by
// [RevisePlan] only.
type SaveEvent struct{ Event Event }

// Name of the act.
func (SaveEvent) Name() string { return "event.save" }

// Decide checks the plan and holds it against the rules.
func (a SaveEvent) Decide(r Reader, by Stamp) (Plan, error) {
	e := a.Event.planOnly()
	if a.Event.ID == 0 {
		e.ID, e.State, e.By, e.Made, e.After = r.LastEvent()+1, EventPlanned, by.Operator, MadeAt(r, by), r.LastGift()
		if err := checkEvent(r, &e, by); err != nil {
			return Plan{}, err
		}
		return Plan{Title: "活动 " + e.ID.String() + " " + e.Name, Reason: e.Reason, Object: eventObject(e.ID), Changes: []Change{Put(e)}}, nil
	}
	old, err := openEvent(r, a.Event.ID)
	if err != nil {
		return Plan{}, err
	}
	e = old.withPlan(e)
	if old.Approved != (Approval{}) && !old.SamePlan(&e) {
		return Plan{}, Errf(CodeState, "%s的方案已经批准，不能直接改。请用“调整方案”，并写明原因。", old.ID)
	}
	if err := checkEvent(r, &e, by); err != nil {
		return Plan{}, err
	}
	return Plan{Title: "修改活动方案 " + e.ID.String() + " " + e.Name, Reason: e.Reason, Object: eventObject(e.ID), Changes: []Change{Edit(old, e)}}, nil
}

// RevisePlan changes a plan that was approved; why is kept with what the plan
// came to before.
type RevisePlan struct {
	Event Event
	Why   string
}

// Name of the act.
func (RevisePlan) Name() string { return "event.revise" }

// Decide keeps the revision with its reason.
func (a RevisePlan) Decide(r Reader, by Stamp) (Plan, error) {
	old, err := openEvent(r, a.Event.ID)
	if err != nil {
		return Plan{}, err
	}
	why, _ := Clean(a.Why)
	if why == "" {
		return Plan{}, &Error{Code: CodeRequired, Problems: []Problem{{"why", "", CodeRequired, "请写明为什么调整方案，例如“场地涨价”。"}}}
	}
	e := old.withPlan(a.Event.planOnly())
	if err := checkEvent(r, &e, by); err != nil {
		return Plan{}, err
	}
	e.Revised = append(slices.Clone(old.Revised), Revision{At: by.Time, By: by.Operator, Why: why, Was: old.Planned()})
	return Plan{Title: fmt.Sprintf("调整活动方案 %s %s：%s 元改为 %s 元", e.ID, e.Name, old.Planned().Grouped(), e.Planned().Grouped()), Reason: why,
		Object: eventObject(e.ID), Changes: []Change{Edit(old, e)}}, nil
}

// CancelEvent takes an event off. Its number stays.
type CancelEvent struct {
	Event  EventID
	Reason string
}

// Name of the act.
func (CancelEvent) Name() string { return "event.cancel" }

// Decide refuses while prizes are given out.
func (a CancelEvent) Decide(r Reader, by Stamp) (Plan, error) {
	old, err := openEvent(r, a.Event)
	if err != nil {
		return Plan{}, err
	}
	why, _ := Clean(a.Reason)
	if why == "" {
		return Plan{}, Errf(CodeRequired, "请写明为什么取消活动。")
	}
	for s := range EventShares(r, &old) {
		return Plan{}, Errf(CodeState, "%s已经发了奖品或纪念品（%s），不能取消；请先撤销那张签领表。", old.ID, s.Sheet)
	}
	e := old
	e.State, e.Why = EventCancelled, why
	return Plan{Title: "取消活动 " + e.ID.String() + " " + e.Name, Reason: why, Object: eventObject(e.ID), Changes: []Change{Edit(old, e)}}, nil
}

// openEvent gives an event that may still be worked on.
func openEvent(r Events, id EventID) (Event, error) {
	e, ok := r.Event(id)
	switch {
	case !ok:
		return e, Errf(CodeUnknown, "没有找到活动 %d；活动的编号见活动列表。", uint64(id))
	case e.State == EventCancelled:
		return e, Errf(CodeState, "%s %s已取消（%s），不能再改。", e.ID, e.Name, e.Why)
	case e.State == EventSettled:
		return e, Errf(CodeState, "%s %s已经决算，不能再改；确要改，请先重开决算并写明原因。", e.ID, e.Name)
	}
	return e, nil
}

// planOnly is the part of an event that a plan says.
func (e Event) planOnly() Event {
	return Event{Name: e.Name, Kind: e.Kind, From: e.From, To: e.To, Place: e.Place, Heads: e.Heads, Budget: slices.Clone(e.Budget), Money: e.Money, Prizes: slices.Clone(e.Prizes),
		Approved: e.Approved, Organisers: slices.Clone(e.Organisers), Barred: e.Barred, Meals: e.Meals, Safety: e.Safety, Payer: e.Payer, Reason: e.Reason, Second: e.Second}
}

// withPlan is the event with another plan.
func (e Event) withPlan(p Event) Event {
	e.Name, e.Kind, e.From, e.To, e.Place, e.Heads, e.Budget, e.Money, e.Prizes = p.Name, p.Kind, p.From, p.To, p.Place, p.Heads, p.Budget, p.Money, p.Prizes
	e.Approved, e.Organisers, e.Barred, e.Meals, e.Safety, e.Payer, e.Reason, e.Second = p.Approved, p.Organisers, p.Barred, p.Meals, p.Safety, p.Payer, p.Reason, p.Second
	return e
}

// SamePlan reports whether what is approved of a plan is the same.
func (e *Event) SamePlan(f *Event) bool {
	return e.Name == f.Name && e.Kind == f.Kind && e.From == f.From && e.Last() == f.Last() && e.Heads == f.Heads && slices.Equal(e.Budget, f.Budget) &&
		slices.Equal(e.Prizes, f.Prizes) && e.Money == f.Money && e.Approved == f.Approved && e.Payer == f.Payer
}

// checkEvent tidies a plan and collects what is wrong with it; then the rules
// have their say.
func checkEvent(r Reader, e *Event, by Stamp) error {
	var ps Problems
	e.Name, _ = Clean(e.Name)
	e.Place, _ = Clean(e.Place)
	e.Money, _ = Clean(e.Money)
	e.Safety, _ = Clean(e.Safety)
	e.Reason, _ = Clean(e.Reason)
	e.Second = CleanName(e.Second)
	e.Approved.By = CleanName(e.Approved.By)
	e.Approved.Minute, _ = Clean(e.Approved.Minute)
	if e.Kind == "" {
		e.Kind = OtherDo
	}
	if e.Name == "" {
		ps.Add("name", "", CodeRequired, "请填写活动名称，例如“春季趣味运动会”。")
	}
	if n := len([]rune(e.Name)); n > 60 {
		ps.Add("name", "", CodeTooLarge, "活动名称太长（%d 个字），最多 60 个字。", n)
	}
	if !slices.Contains(EventKinds(), e.Kind) {
		ps.Add("kind", "", CodeBadValue, "没有“%s”这种活动。", Plain(string(e.Kind)))
	}
	if !e.From.Valid() {
		ps.Add("from", "", CodeBadDay, "请填写活动日期，例如 2026-05-31。")
	}
	if e.To != 0 && (!e.To.Valid() || e.To < e.From) {
		ps.Add("to", "", CodeBadDay, "结束日期不能早于开始日期。")
	}
	if e.To == e.From {
		e.To = 0
	}
	if e.Heads < 0 || e.Heads > 100_000 {
		ps.Add("heads", "", CodeBadValue, "计划人数应是 0 到 100000 的整数。")
	}
	if e.Meals < 0 || e.Meals > 20 {
		ps.Add("meals", "", CodeBadValue, "用餐次数应是 0 到 20。")
	}
	checkBudget(e, &ps)
	checkPrizes(e, &ps)
	for _, id := range e.Organisers {
		if _, ok := r.Member(id); !ok {
			ps.Add("organisers", "", CodeUnknown, "组织者里有名册上没有的会员。")
		}
	}
	checkApproval(e, &ps)
	checkPayer(r, e, &ps)
	if err := ps.Err(); err != nil {
		return err
	}
	return judgePlan(r, e, Roster(r, e.ID), "", "", by)
}

func checkBudget(e *Event, ps *Problems) {
	seen := map[string]bool{}
	for i := range e.Budget {
		b := &e.Budget[i]
		b.Name, _ = Clean(b.Name)
		f := fmt.Sprintf("budget-%d", i)
		switch {
		case b.Name == "":
			ps.Add(f, "", CodeRequired, "第 %d 项预算没有写用途。", i+1)
		case seen[b.Name]:
			ps.Add(f, "", CodeExists, "预算里“%s”写了两次。", b.Name)
		case b.Amount < 0 || b.Amount > MaxMoney:
			ps.Add(f, "", CodeBadAmount, "预算“%s”的金额不能是负数，也不能超过上限。", b.Name)
		}
		seen[b.Name] = true
	}
}

func checkPrizes(e *Event, ps *Problems) {
	seen := map[string]bool{}
	for i := range e.Prizes {
		p := &e.Prizes[i]
		p.Level, _ = Clean(p.Level)
		p.Item, _ = Clean(p.Item)
		f := fmt.Sprintf("prize-%d", i)
		switch {
		case p.Level == "":
			ps.Add(f, "", CodeRequired, "第 %d 个奖项没有写名称，例如“一等奖”。", i+1)
		case seen[p.Level]:
			ps.Add(f, "", CodeExists, "奖项“%s”写了两次。", p.Level)
		case p.Count < 0 || p.Each < 0 || p.Each > MaxMoney:
			ps.Add(f, "", CodeBadValue, "奖项“%s”的名额和金额不能是负数。", p.Level)
		}
		seen[p.Level] = true
	}
}

// checkApproval wants all three of a name, a day and perhaps a minute; whether
// the day is late is for the rules to say.
func checkApproval(e *Event, ps *Problems) {
	a := e.Approved
	switch {
	case a == (Approval{}):
	case a.By == "":
		ps.Add("approved-by", "", CodeRequired, "写了批准日期或纪要号，请也写明批准人。")
	case !a.Day.Valid():
		ps.Add("approved-day", "", CodeBadDay, "请写明批准日期，例如 2026-05-20。")
	}
}

// AsksPayer tells whether it must be asked who pays for an event: it falls on
// 三八, 教师节 or 六一 or is named after one (domain rules §9.2).
func AsksPayer(p Practice, name string, day Day) (Occasion, bool) {
	on := map[string]Day{"women": 308, "teacher": 910, "children": 601}
	for _, o := range Occasions(p) {
		if !o.Asks {
			continue
		}
		if day%10000 == on[o.ID] || strings.Contains(name, o.Name) || slices.ContainsFunc(o.Words, func(w string) bool { return strings.Contains(name, w) }) {
			return o, true
		}
	}
	return Occasion{}, false
}

func checkPayer(r Lists, e *Event, ps *Problems) {
	o, asks := AsksPayer(r.Practice(), e.Name, e.From)
	switch {
	case !asks && e.Payer == "":
	case e.Payer == "":
		ps.Add("payer", "", CodeRequired, "%s不是年节。请说明由谁出钱：学校出、真的办活动，还是普通慰问。", o.Name)
	case e.Payer != BySchool && e.Payer != ByActivity && e.Payer != ByUnion:
		ps.Add("payer", "", CodeBadValue, "出资只能是：学校出、办活动、普通慰问。")
	}
}
