package yearplan_test

import (
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
	"huizhang/tui/yearplan"
)

type unit struct {
	*storetest.Desk
	desk *desk.Desk
}

func open(t testing.TB) *unit {
	t.Helper()
	b := storetest.New(t, func(f *ledger.Found) { f.Unit.Single, f.Opening = true, storetest.Opening() })
	return &unit{b, tuitest.Desk(t, b.Book, b.Shelf, b.Operator, ledger.DayOf(2026, 5, 20))}
}

func (u *unit) app(first screen.Route) *tui.App {
	return tui.New(tui.Options{First: first, Build: func(r screen.Route) screen.Screen {
		if r, ok := r.(screen.YearPlan); ok {
			return yearplan.New(u.desk, r)
		}
		return tuitest.StandIn(r)
	}})
}

func (u *unit) save(t testing.TB, year, month int, name string, amount ledger.Money) {
	t.Helper()
	u.Must(t, ledger.SavePlanItem{Item: ledger.PlanItem{Year: year, Month: month, Name: name, Amount: amount, Who: "文体委员"}})
}

// plan fills the year 2026.
func (u *unit) plan(t testing.TB) {
	t.Helper()
	u.save(t, 2026, 5, "教职工趣味运动会", 3000_00)
	u.save(t, 2026, 6, "端午慰问", 8000_00)
	u.save(t, 2026, 1, "召开工会委员会会议", 0)
	u.save(t, 2026, 0, "送温暖", 2000_00)
	u.save(t, 2026, 3, "三八活动", 1000_00)
	u.save(t, 2026, 5, "五一座谈会", 500_00)
	u.Must(t, ledger.DropPlanItem{Year: 2026, No: 5, Reason: "学校统一组织"})
	u.Must(t, ledger.SavePlanItem{Item: ledger.PlanItem{Year: 2026, No: 3, Month: 1, Name: "召开工会委员会会议", Came: "1月15日召开，7人到会"}})
	u.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "趣味运动会", Kind: ledger.Contest, From: 20260510, Place: "操场", Heads: 30, Budget: []ledger.BudgetLine{{Name: "奖品", Amount: 2000_00}}, Money: "会费",
		Approved: ledger.Approval{By: "赵主席", Day: 20260401}}})
	u.Must(t, ledger.TiePlan{Year: 2026, No: 1, Event: 1})
	v := u.Post(t, storetest.V(20260509, "运动会奖品", storetest.Dr("50102", 1234_00), storetest.Cr("102", 1234_00)))
	u.Must(t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: v.Voucher, Item: "奖品"}})
}

func TestScreens(t *testing.T) {
	u := open(t)
	tuitest.New(t, u.app(screen.YearPlan{}), 80, 24).Golden("empty-80x24")
	u.plan(t)
	d := tuitest.New(t, u.app(screen.YearPlan{}), 80, 24).Golden("plan-80x24")
	d.Resize(60, 20).Golden("plan-60x20")
	d.Press("f2").Golden("entry-60x20")
	d.Resize(120, 40).Press("esc").Golden("plan-120x40")
}

func TestScenarios(t *testing.T) {
	for _, name := range []string{"january", "open", "tie"} {
		t.Run(name, func(t *testing.T) {
			u := open(t)
			if name != "january" {
				u.plan(t)
			}
			tuitest.Scenario(t, "testdata/"+name+".scenario", u.app(screen.YearPlan{Year: 2026}))
		})
	}
}

func TestCopyLastYear(t *testing.T) {
	u := open(t)
	u.save(t, 2025, 6, "2025年端午慰问", 8000_00)
	u.save(t, 2025, 10, "秋游", 6000_00)
	d := tuitest.New(t, u.app(screen.YearPlan{}), 80, 24)
	d.Press("f9").Expect("复制2025年的计划到2026年，2项").Expect("2026年端午慰问").Expect("14,000.00")
	d.Press("f9").Expect("没有可以复制的")
	d.Press("f3").Expect("年度计划 2025年").Press("f9").Expect("2025年端午慰问")
}

// What is made in the form that a row opens is tied to the row.
func TestComesBackTied(t *testing.T) {
	u := open(t)
	u.save(t, 2026, 6, "端午慰问", 80_00)
	m := u.Must(t, ledger.SaveMember{Member: ledger.Member{No: "0001", Name: "陈一帆", Spells: []ledger.Spell{{From: 20200901}}}}).Member
	d := tuitest.New(t, u.app(screen.YearPlan{}), 80, 24)
	for range 5 {
		d.Press("down")
	}
	d.Press("enter").Expect("GiftForm").Expect("duanwu")
	u.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "duanwu", Day: 20260610, Form: ledger.Goods, Item: "粽子"}, Shares: []ledger.Share{{Member: m, Amount: 80_00}}})
	d.Press("esc").Expect("对应 慰-1").Expect("已完成").Expect("1 人，实际 80.00 元")
	d.Press("enter").Expect("GiftView {ID:")
}

func TestAuditorOnlyLooks(t *testing.T) {
	u := open(t)
	u.plan(t)
	u.desk.Operator = "钱经审"
	d := tuitest.New(t, u.app(screen.YearPlan{}), 80, 24)
	for _, k := range []string{"f2", "f5", "f7", "f9", "delete"} {
		d.Press(k).Reject("F8 保存").Reject("取消一项计划")
	}
	d.Expect("教职工趣味运动会")
}

func TestRowOutlivesACrash(t *testing.T) {
	u := open(t)
	d := tuitest.New(t, u.app(screen.YearPlan{}), 80, 24)
	d.Press("f2", "tab").Type("合唱比赛")
	d = tuitest.New(t, u.app(screen.YearPlan{Kept: true}), 80, 24).Expect("合唱比赛").Press("f8").Expect("已保存").Press("esc")
	if _, ok := u.desk.Kept.Load("year-plan"); ok {
		t.Error("a saved row is still kept")
	}
	d.Expect("计划 1 项")
}
