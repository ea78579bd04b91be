package event_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/event"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

type unit struct {
	*storetest.Desk
	desk *desk.Desk
}

// open makes a book with thirty teachers of Chinese and thirty of mathematics,
// and some others.
func open(t testing.TB) *unit {
	t.Helper()
	b := storetest.New(t, func(f *ledger.Found) { f.Opening = storetest.Opening() })
	surnames := []rune("陈林何郭罗马宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕")
	for i := range 64 {
		group := []string{"语文组", "数学组", "后勤组"}[min(2, i/30)]
		name := string(surnames[i%30]) + []string{"一帆", "二木", "三水"}[i/30]
		b.Must(t, ledger.SaveMember{Member: ledger.Member{Name: name, Group: group, Spells: []ledger.Spell{{From: 20150901}}}})
	}
	return &unit{b, tuitest.Desk(t, b.Book, b.Shelf, b.Operator, ledger.DayOf(2026, 5, 20))}
}

// app is the program with the screens of this package.
func (u *unit) app(first screen.Route) *tui.App {
	return tui.New(tui.Options{First: first, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Events:
			return event.NewList(u.desk, r)
		case screen.EventForm:
			return event.NewForm(u.desk, r)
		case screen.EventView:
			return event.NewView(u.desk, r)
		case screen.Roster:
			return event.NewRoster(u.desk, r)
		case screen.Attendance:
			return event.NewAttendance(u.desk, r)
		case screen.Prizes:
			return event.NewPrizes(u.desk, r)
		case screen.Draws:
			return event.NewDraws(u.desk, r)
		case screen.EventCosts:
			return event.NewCosts(u.desk, r)
		}
		return tuitest.StandIn(r)
	}})
}

// planned is an event with sixty on its roster.
func (u *unit) planned(t testing.TB) {
	t.Helper()
	u.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "春季趣味运动会", Kind: ledger.Contest, From: 20260518, Place: "操场", Heads: 60, Money: "工会经费",
		Budget:   []ledger.BudgetLine{{Name: "奖品", Amount: 1500_00}, {Name: "场地", Amount: 800_00}},
		Prizes:   []ledger.PrizePlan{{Level: "一等奖", Count: 2, Each: 100_00, Item: "球拍"}, {Level: "拔河第一名", Count: 1, Each: 30_00, Team: true}, {Level: "幸运奖", Count: 3, Each: 30_00}},
		Approved: ledger.Approval{By: "赵主席", Day: 20260510, Minute: "2026-07"}, Organisers: []ledger.MemberID{5}, Barred: true}})
	u.Must(t, ledger.Enrol{Event: 1, Groups: []string{"语文组", "数学组"}})
}

// held is the event with attendance and some costs.
func (u *unit) held(t testing.TB) {
	t.Helper()
	u.planned(t)
	u.Must(t, ledger.KeepAttendance{Event: 1, Rest: ledger.Present, Marks: []ledger.Came{{No: 7, Here: ledger.Absent, Note: "病假"}, {No: 31, Here: ledger.Absent}}})
	v := u.Post(t, storetest.V(20260519, "体育馆场地费", storetest.Dr("50102", 900_00), storetest.Cr("102", 900_00)))
	u.Must(t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: v.Voucher, Line: 0, Item: "场地", Heads: 60}})
	u.Post(t, storetest.V(20260519, "运动会矿泉水", storetest.Dr("50102", 96_00), storetest.Cr("102", 96_00)))
	u.Post(t, storetest.V(20260504, "办公用纸", storetest.Dr("50504", 45_00), storetest.Cr("102", 45_00)))
}

func (u *unit) event(t testing.TB, id ledger.EventID) (e ledger.Event, s ledger.EventSum) {
	t.Helper()
	if err := u.View(func(r ledger.Reader) error {
		e, _ = r.Event(id)
		s = ledger.SumEvent(r, &e)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return e, s
}

// The budgets of the requirements, held by scenarios.
func TestPlanToRoster(t *testing.T) {
	u := open(t)
	tuitest.Scenario(t, "testdata/plan.scenario", u.app(screen.Events{}))
	if e, s := u.event(t, 1); e.Name != "教工乒乓球赛" || s.Roster != 60 || e.From != 20260528 {
		t.Fatalf("%+v %+v", e, s)
	}
}

func TestAttendanceOfSixty(t *testing.T) {
	u := open(t)
	u.planned(t)
	tuitest.Scenario(t, "testdata/attend.scenario", u.app(screen.EventView{ID: 1}))
	if _, s := u.event(t, 1); s.Present != 56 || s.Absent != 4 || s.Unsaid != 0 {
		t.Fatalf("%+v", s)
	}
}

func TestPrizesByName(t *testing.T) {
	u := open(t)
	u.held(t)
	tuitest.Scenario(t, "testdata/prizes.scenario", u.app(screen.EventView{ID: 1}))
	if _, s := u.event(t, 1); s.Winners != 2 || s.Prizes != 200_00 || s.Waits != 200_00 {
		t.Fatalf("%+v", s)
	}
}

func TestDrawBeforeEverybody(t *testing.T) {
	u := open(t)
	u.held(t)
	tuitest.Scenario(t, "testdata/draw.scenario", u.app(screen.EventView{ID: 1}))
	if err := u.View(func(r ledger.Reader) error {
		ds := ledger.DrawsOf(r, 1)
		if len(ds) != 2 || !ds[0].Void || ds[1].Seed != "8 15 23" || len(ds[1].Pool) != 57 {
			t.Errorf("%+v", ds)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestCostsAndSettlement(t *testing.T) {
	u := open(t)
	u.held(t)
	tuitest.Scenario(t, "testdata/costs.scenario", u.app(screen.EventView{ID: 1}))
	if e, s := u.event(t, 1); e.State != ledger.EventSettled || s.Actual != 996_00 || e.Explained == "" {
		t.Fatalf("%+v %+v", e, s)
	} else { // who sees that it does not agree sees why
		tuitest.New(t, u.app(screen.EventView{ID: 1}), 120, 40).Expect("差异说明").Expect(e.Explained)
	}
}

func TestTeamPrize(t *testing.T) {
	u := open(t)
	u.held(t)
	d := tuitest.New(t, u.app(screen.Prizes{ID: 1}), 80, 24)
	d.Type("拔河").Press("enter", "enter").Type("数学").Press("enter").Expect("本次 29 人 870.00 元")
	d.Press("f8").Press("f8").Expect("已保存")
	if _, s := u.event(t, 1); s.Winners != 29 {
		t.Fatalf("%+v", s)
	}
}

// Sizes that must stay usable.
func TestSizes(t *testing.T) {
	u := open(t)
	u.held(t)
	for name, route := range map[string]screen.Route{"list": screen.Events{}, "view": screen.EventView{ID: 1}, "roster": screen.Roster{ID: 1}, "attendance": screen.Attendance{ID: 1},
		"prizes": screen.Prizes{ID: 1}, "draws": screen.Draws{ID: 1}, "costs": screen.EventCosts{ID: 1}, "settle": screen.EventCosts{ID: 1, Settle: true}, "form": screen.EventForm{ID: 1}} {
		for _, size := range [][2]int{{80, 24}, {60, 20}, {120, 40}} {
			tuitest.New(t, u.app(route), size[0], size[1]).Golden(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]))
		}
	}
}

func TestAuditorOnlyLooks(t *testing.T) {
	u := open(t)
	u.held(t)
	u.desk.Operator = "钱经审"
	for _, route := range []screen.Route{screen.Events{}, screen.EventView{ID: 1}, screen.Roster{ID: 1}, screen.EventCosts{ID: 1}} {
		tuitest.New(t, u.app(route), 80, 24).Press("f2").Expect("只能查看")
	}
	for _, route := range []screen.Route{screen.Attendance{ID: 1}, screen.Prizes{ID: 1}, screen.Draws{ID: 1}, screen.EventForm{ID: 1}} {
		tuitest.New(t, u.app(route), 80, 24).Press("f8").Expect("只能查看")
	}
}

func TestPlanOutlivesACrash(t *testing.T) {
	u := open(t)
	d := tuitest.New(t, u.app(screen.EventForm{}), 80, 24)
	d.Type("读书会").Press("enter").Type("0603")
	again := tuitest.New(t, u.app(screen.EventForm{Kept: true}), 80, 24)
	again.Expect("读书会").Expect("已恢复").Press("f8").Expect("活动名单 活-1")
	if _, ok := u.desk.Kept.Load("event"); ok {
		t.Fatal("still kept after saving")
	}
}

func TestAttendanceOutlivesACrash(t *testing.T) {
	u := open(t)
	u.planned(t)
	tuitest.New(t, u.app(screen.Attendance{ID: 1}), 80, 24).Press("enter", "space", "f4").Type("校长甲").Press("enter")
	d := tuitest.New(t, u.app(screen.Attendance{ID: 1}), 80, 24)
	d.Expect("已恢复").Press("f5", "f8")
	if _, s := u.event(t, 1); s.Present != 60 || s.Absent != 1 || s.Late != 1 || s.Guests != 1 {
		t.Fatalf("%+v", s)
	}
	if _, ok := u.desk.Kept.Load("attend"); ok {
		t.Fatal("still kept after saving")
	}
}

func TestPrizesOutliveACrash(t *testing.T) {
	u := open(t)
	u.held(t)
	tuitest.New(t, u.app(screen.Prizes{ID: 1}), 80, 24).Type("一等").Press("enter", "enter").Type("1").Press("enter")
	tuitest.New(t, u.app(screen.Prizes{ID: 1}), 80, 24).Expect("已恢复").Expect("本次 1 人 100.00 元")
}

// An approved plan asks why it is changed; the roster asks why somebody goes.
func TestReasons(t *testing.T) {
	u := open(t)
	u.planned(t)
	d := tuitest.New(t, u.app(screen.EventView{ID: 1}), 80, 24)
	d.Press("f2").Press("tab", "tab").Press("ctrl+u").Type("0519").Press("f8").Expect("已批准").Type("下雨顺延").Press("enter").Expect("方案调整")
	if e, _ := u.event(t, 1); e.From != 20260518 || e.To != 20260519 || len(e.Revised) != 1 {
		t.Fatalf("%+v", e)
	}
	d.Press("f3").Press("f6").Type("出差").Press("enter").Expect("名单 59 人")
	d.Press("f9").Press("enter").Expect("ReportView").Expect("event-sheet").Press("esc").Expect("已定稿")
	d.Press("f2").Expect("已定稿").Press("f6").Press("enter").Expect("要写明原因")
	d.Press("esc").Press("f11").Type("台风").Press("enter").Expect("已取消").Press("f4").Expect("活动已取消")
}

func TestRosterByNameAndFile(t *testing.T) {
	u := open(t)
	u.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "参观", From: 20260521}})
	d := tuitest.New(t, u.app(screen.Roster{ID: 1}), 80, 24)
	d.Press("f3").Type("陈一帆").Press("enter").Expect("加入名单 1 人").Type("linyifan").Press("enter").Expect("名单 2 人")
	d.Type("王家属").Press("enter").Expect("作为客人加入").Press("enter").Expect("名单 3 人").Press("esc")
	path := filepath.Join(t.TempDir(), "名单.csv")
	if err := os.WriteFile(path, []byte("姓名\n何一帆\n郭一帆\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.Press("f4").Paste(path).Press("enter").Expect("名单 5 人")
	if err := os.WriteFile(path, []byte("姓名\n无此人\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.Press("f4").Paste(path).Press("enter").Expect("名册里没有“无此人”")
}

// 三八 asks who pays; the rules ask for a reason.
func TestWhoPays(t *testing.T) {
	u := open(t)
	d := tuitest.New(t, u.app(screen.EventForm{}), 80, 24)
	d.Type("三八节座谈").Press("enter").Type("0306").Press("tab").Expect("由谁出钱")
	d.Press("f8").Expect("请说明由谁出钱").Press("4").Press("f8").Expect("理由").Expect("普通慰问")
}

// An event out of the year's plan is told to the plan.
func TestFromTheYearsPlan(t *testing.T) {
	u := open(t)
	u.Must(t, ledger.SavePlanItem{Item: ledger.PlanItem{Year: 2026, Month: 6, Name: "读书会", Kind: "活动", Amount: 500_00}})
	var item ledger.PlanItem
	read := func() {
		if err := u.View(func(r ledger.Reader) error {
			for x := range r.PlanItems(2026) {
				item = x
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	read()
	d := tuitest.New(t, u.app(screen.EventForm{Plan: item}), 80, 24)
	d.Expect("读书会").Expect("2026-06-01").Press("tab", "ctrl+u").Type("0610").Press("f8").Expect("活动名单 活-1")
	read()
	if e, _ := u.event(t, 1); item.Event != 1 || e.Planned() != 500_00 {
		t.Fatalf("%+v %+v", item, e)
	}
}

// What the verbs take from files, the screens take too.
func TestFilesOfAttendanceAndPrizes(t *testing.T) {
	u := open(t)
	u.planned(t)
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	d := tuitest.New(t, u.app(screen.EventView{ID: 1}), 80, 24)
	d.Press("f4", "f2").Paste(write("到.csv", "姓名\n陈一帆\n林一帆\n何一帆\n无此人\n")).Press("enter").Expect("名单有 1 处不能用")
	d.Press("f2").Paste(write("到2.csv", "姓名\n陈一帆\n林一帆\n何一帆\n")).Press("enter").Expect("到 3，未到 57").Press("f8")
	d.Press("f6", "f2").Paste(write("奖.csv", "姓名,奖项,金额\n陈一帆,一等奖,80\n")).Press("enter").Expect("本次 1 人 80.00 元").Press("f8", "f8").Expect("已保存").Press("2")
	if _, s := u.event(t, 1); s.Present != 3 || s.Winners != 1 || s.Prizes != 80_00 {
		t.Fatalf("%+v", s)
	}
	d.Press("f6", "f3").Type("45").Press("enter").Expect("记下 2 人").Press("f8", "f8").Expect("已保存").Press("2")
	if _, s := u.event(t, 1); s.Keeps != 2 || s.Winners != 1 {
		t.Fatalf("%+v", s)
	}
}

// A name that stands in the field is not lost on the way to the next step.
func TestTypedWinnerIsNotLost(t *testing.T) {
	u := open(t)
	u.held(t)
	d := tuitest.New(t, u.app(screen.Prizes{ID: 1}), 80, 24)
	d.Type("拔河").Press("enter", "enter").Type("数学").Press("enter").Expect("本次 29 人")
	d.Type("没有这个人").Press("f8").Expect("没有找到名单里的人“没有这个人”").Reject("从哪里付")
	d.Press("ctrl+u").Press("f8").Expect("从哪里付")
}

// What is left for those who won nothing begins from the event, named and dated.
func TestKeepsakeBeginsFromTheEvent(t *testing.T) {
	u := open(t)
	u.held(t)
	for _, key := range []string{"ctrl+b", "-"} {
		tuitest.New(t, u.app(screen.EventView{ID: 1}), 80, 24).Press(key).Expect("GiftForm").Expect("keepsake")
	}
	u.desk.Operator = "钱经审"
	tuitest.New(t, u.app(screen.EventView{ID: 1}), 80, 24).Press("-").Expect("只能查看").Reject("GiftForm")
}
