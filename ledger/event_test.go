package ledger_test

import (
	"fmt"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
)

// fair is a book with two groups of six and an event for them.
func fairBook(t *testing.T, change func(*ledger.Event)) *storetest.Desk {
	t.Helper()
	d := storetest.New(t, func(f *ledger.Found) { f.Opening = storetest.Opening() })
	for i := range 12 {
		d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: fmt.Sprintf("会员%c", 'A'+i), Group: []string{"语文组", "数学组"}[i/6],
			Spells: []ledger.Spell{{From: 20150901}}}})
	}
	e := ledger.Event{Name: "趣味运动会", Kind: ledger.Contest, From: 20260520, Place: "操场", Heads: 12, Money: "工会经费",
		Budget:   []ledger.BudgetLine{{Name: "奖品", Amount: 600_00}, {Name: "场地", Amount: 400_00}},
		Prizes:   []ledger.PrizePlan{{Level: "一等奖", Count: 1, Each: 100_00}, {Level: "二等奖", Count: 3, Each: 60_00}},
		Approved: ledger.Approval{By: "赵主席", Day: 20260510, Minute: "2026-07"}}
	if change != nil {
		change(&e)
	}
	d.Must(t, ledger.SaveEvent{Event: e})
	return d
}

func lookInto(t *testing.T, d *storetest.Desk, f func(r ledger.Reader)) {
	t.Helper()
	if err := d.View(func(r ledger.Reader) error { f(r); return nil }); err != nil {
		t.Fatal(err)
	}
}

func eventOf(t *testing.T, d *storetest.Desk, id ledger.EventID) (e ledger.Event) {
	t.Helper()
	lookInto(t, d, func(r ledger.Reader) { e, _ = r.Event(id) })
	return e
}

func refuses(t *testing.T, d *storetest.Desk, a ledger.Act, want string) {
	t.Helper()
	if err := d.Refuse(t, a); !strings.Contains(err.Error(), want) {
		t.Errorf("%s: %v, want %q", a.Name(), err, want)
	}
}

func TestPlanProblems(t *testing.T) {
	d := fairBook(t, nil)
	for want, change := range map[string]func(*ledger.Event){
		"请填写活动名称":    func(e *ledger.Event) { e.Name = " " },
		"请填写活动日期":    func(e *ledger.Event) { e.From = 0 },
		"不能早于开始日期":   func(e *ledger.Event) { e.To = 20260501 },
		"没有“ball”":   func(e *ledger.Event) { e.Kind = "ball" },
		"写了两次":       func(e *ledger.Event) { e.Budget = []ledger.BudgetLine{{Name: "水"}, {Name: "水"}} },
		"才批准":        func(e *ledger.Event) { e.Approved = ledger.Approval{By: "赵主席", Day: 20260604} },
		"请也写明批准人":    func(e *ledger.Event) { e.Approved = ledger.Approval{Minute: "3"} },
		"由谁出钱":       func(e *ledger.Event) { e.From = 20260308 },
		"教师节不是年节":    func(e *ledger.Event) { e.Name = "教师节座谈" },
		"不合规定":       func(e *ledger.Event) { e.Name = "六一活动"; e.Payer = ledger.ByUnion },
		"名册上没有的会员":   func(e *ledger.Event) { e.Organisers = []ledger.MemberID{99} },
		"计划人数应是":     func(e *ledger.Event) { e.Heads = -1 },
		"名额和金额不能是负数": func(e *ledger.Event) { e.Prizes = []ledger.PrizePlan{{Level: "一", Each: -1}} },
		"操作人“王会计”以外": func(e *ledger.Event) {
			e.Name, e.Payer, e.Reason, e.Second = "三八", ledger.ByUnion, "上级同意", "王会计"
		},
	} {
		e := ledger.Event{Name: "讲座", Kind: ledger.Lecture, From: 20260603}
		change(&e)
		refuses(t, d, ledger.SaveEvent{Event: e}, want)
	}
	late := ledger.Event{Name: "讲座", From: 20260603, Approved: ledger.Approval{By: "赵主席", Day: 20260604}, Reason: "临时安排，次日补批", Second: "赵主席"}
	d.Must(t, ledger.SaveEvent{Event: late})
	d.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "妇女节讲座", From: 20260307, Payer: ledger.ByActivity}})
}

func TestApprovedPlanIsRevised(t *testing.T) {
	d := fairBook(t, nil)
	e := eventOf(t, d, 1)
	e.Place = "体育馆" // not what was approved
	d.Must(t, ledger.SaveEvent{Event: e})
	e.Budget = []ledger.BudgetLine{{Name: "奖品", Amount: 800_00}}
	refuses(t, d, ledger.SaveEvent{Event: e}, "已经批准")
	refuses(t, d, ledger.RevisePlan{Event: e, Why: " "}, "为什么调整")
	d.Must(t, ledger.RevisePlan{Event: e, Why: "奖品涨价"})
	got := eventOf(t, d, 1)
	if got.Planned() != 800_00 || got.Place != "体育馆" || len(got.Revised) != 1 || got.Revised[0].Was != 1000_00 || got.Revised[0].Why != "奖品涨价" {
		t.Fatalf("%+v", got)
	}
}

func TestRoster(t *testing.T) {
	d := fairBook(t, nil)
	d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "已转出", Group: "语文组", Spells: []ledger.Spell{{From: 20150901, To: 20260519}}}})
	d.Must(t, ledger.Enrol{Event: 1, Groups: []string{"数学组"}})
	refuses(t, d, ledger.Enrol{Event: 1, Groups: []string{"数学组"}}, "已经都在名单里")
	refuses(t, d, ledger.Enrol{Event: 1, Groups: []string{"英语组"}}, "没有叫“英语组”的小组")
	refuses(t, d, ledger.Enrol{Event: 1, Members: []ledger.MemberID{13}}, "不是会员")
	refuses(t, d, ledger.Enrol{Event: 1}, "没有选中")
	got := d.Must(t, ledger.Enrol{Event: 1, All: true, Guests: []ledger.Guest{{Name: "家属甲", From: "家属"}}})
	if !strings.Contains(got.Title, "加入名单 7 人（另 6 人已在名单里）") || got.Object != "event/1" {
		t.Fatal(got.Title)
	}
	refuses(t, d, ledger.Enrol{Event: 1, Guests: []ledger.Guest{{Name: "家属甲"}}}, "已经有这位客人")
	d.Must(t, ledger.DropEntrant{Event: 1, No: 2})
	d.Must(t, ledger.FreezeRoster{Event: 1})
	code := eventOf(t, d, 1).Code
	d.Must(t, ledger.FreezeRoster{Event: 1})
	if code == "" || eventOf(t, d, 1).Code != code {
		t.Fatal(code)
	}
	refuses(t, d, ledger.DropEntrant{Event: 1, No: 3}, "要写明原因")
	refuses(t, d, ledger.DropEntrant{Event: 1, No: 2, Reason: "x"}, "已经移出")
	refuses(t, d, ledger.Enrol{Event: 1, All: true}, "已定稿")
	d.Must(t, ledger.DropEntrant{Event: 1, No: 3, Reason: "出差"})
	lookInto(t, d, func(r ledger.Reader) {
		if rs := ledger.Roster(r, 1); len(rs) != 11 || rs[0].No != 1 || rs[1].No != 4 {
			t.Fatalf("%v", rs)
		}
	})
}

func TestAttendance(t *testing.T) {
	d := fairBook(t, nil)
	refuses(t, d, ledger.KeepAttendance{Event: 1, Rest: ledger.Present}, "名单还是空的")
	d.Must(t, ledger.Enrol{Event: 1, All: true})
	d.Must(t, ledger.FreezeRoster{Event: 1})
	got := d.Must(t, ledger.KeepAttendance{Event: 1, Rest: ledger.Present, Marks: []ledger.Came{{No: 3, Here: ledger.Absent, Note: "出差"}, {No: 5, Here: ledger.Absent}}, Guests: []ledger.Guest{{Name: "校长"}}})
	if !strings.Contains(got.Title, "到场 11 人，未到 2 人，其中临时加入 1 人") {
		t.Fatal(got.Title)
	}
	lookInto(t, d, func(r ledger.Reader) {
		e, _ := r.Event(1)
		s := ledger.SumEvent(r, &e)
		if e.State != ledger.EventHeld || s.Present != 11 || s.Absent != 2 || s.Guests != 1 || s.Late != 1 || s.Missing[0].Note != "出差" {
			t.Fatalf("%+v", s)
		}
	})
	refuses(t, d, ledger.KeepAttendance{Event: 1, Marks: []ledger.Came{{No: 77, Here: ledger.Present}}}, "没有第 77 号")
	refuses(t, d, ledger.KeepAttendance{Event: 1, Marks: []ledger.Came{{No: 1, Here: ledger.Present}, {No: 1, Here: ledger.Absent}}}, "标了两次")
	d.Must(t, ledger.KeepAttendance{Event: 1, Marks: []ledger.Came{{No: 5, Here: ledger.Present}}})
	refuses(t, d, ledger.CancelEvent{Event: 1}, "为什么取消")
}

func TestCostsAreTheVouchers(t *testing.T) {
	d := fairBook(t, nil)
	d.Must(t, ledger.Enrol{Event: 1, All: true})
	d.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "棋赛", From: 20260521}})
	v := d.Post(t, storetest.V(20260521, "场地费", storetest.Dr("50102", 450_00), storetest.Cr("102", 450_00)))
	draft := d.Must(t, ledger.Enter{Voucher: storetest.V(20260521, "矿泉水", storetest.Dr("50102", 36_00), storetest.Cr("102", 36_00))})
	tie := func(e ledger.EventID, v ledger.VoucherID, line int, item string, heads int) ledger.TieCost {
		return ledger.TieCost{Event: e, Cost: ledger.EventCost{Voucher: v, Line: line, Item: item, Heads: heads}}
	}
	refuses(t, d, tie(1, v.Voucher, 1, "场地", 0), "不是支出")
	refuses(t, d, tie(1, v.Voucher, 7, "场地", 0), "没有第 8 行")
	refuses(t, d, tie(1, 99, 0, "场地", 0), "没有找到这张凭证")
	d.Must(t, tie(1, v.Voucher, 0, "场地", 14))
	d.Must(t, tie(1, v.Voucher, 0, "场地", 13)) // said again
	refuses(t, d, tie(2, v.Voucher, 0, "", 0), "已经归到 活-1")
	d.Must(t, tie(1, draft.Voucher, 0, "饮水", 0))
	sum := func() (s ledger.EventSum) {
		lookInto(t, d, func(r ledger.Reader) { e, _ := r.Event(1); s = ledger.SumEvent(r, &e) })
		return s
	}
	if s := sum(); s.Actual != 450_00 || s.Waits != 36_00 || len(s.Items) != 3 || s.Items[1].Actual != 450_00 || !s.Items[2].Off {
		t.Fatalf("%+v", s)
	}
	d.Must(t, ledger.KeepAttendance{Event: 1, Rest: ledger.Present, Marks: []ledger.Came{{No: 1, Here: ledger.Absent}}})
	refuses(t, d, ledger.SettleEvent{Event: 1, Explained: "一人病假"}, "没有过账")
	d.Must(t, ledger.UntieCost{Event: 1, Voucher: draft.Voucher})
	refuses(t, d, ledger.UntieCost{Event: 1, Voucher: draft.Voucher}, "没有这一行")
	refuses(t, d, ledger.SettleEvent{Event: 1}, "发票上是 13 人，实到 11 人")
	d.Must(t, ledger.SettleEvent{Event: 1, Explained: "一人病假，场地按 13 人计", Summary: "顺利"})
	refuses(t, d, tie(1, v.Voucher, 0, "", 0), "已经决算")
	refuses(t, d, ledger.ReopenEvent{Event: 1}, "为什么重开")
	d.Must(t, ledger.ReopenEvent{Event: 1, Reason: "场地费退回"})
	d.Must(t, ledger.Reverse{ID: v.Voucher, Day: 20260525, Reason: "记错"})
	if s := sum(); s.Actual != 450_00 { // the red letter is a draft
		t.Fatal(s.Actual)
	}
	red := d.Must(t, ledger.Enter{Voucher: storetest.V(20260521, "再一笔", storetest.Dr("50102", 1_00), storetest.Cr("102", 1_00))}).Voucher - 1
	d.As("李审核", func() { d.Must(t, ledger.Review{IDs: []ledger.VoucherID{red}}) })
	d.Must(t, ledger.Post{IDs: []ledger.VoucherID{red}})
	if s := sum(); s.Actual != 0 || !strings.Contains(s.Costs[0].Off, "冲销") {
		t.Fatalf("%+v", s)
	}
	refuses(t, d, tie(2, v.Voucher, 0, "", 0), "已被红字冲销")
}

func TestOverspendingNamesItsSource(t *testing.T) {
	d := fairBook(t, func(e *ledger.Event) { e.Heads = 0 })
	d.Must(t, ledger.Enrol{Event: 1, All: true})
	v := d.Post(t, storetest.V(20260521, "场地费", storetest.Dr("50102", 1_200_00), storetest.Cr("102", 1_200_00)))
	d.Must(t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: v.Voucher, Item: "场地"}})
	refuses(t, d, ledger.SettleEvent{Event: 1, OverFrom: "会费"}, "还没有登记谁到了")
	d.Must(t, ledger.KeepAttendance{Event: 1, Rest: ledger.Present})
	refuses(t, d, ledger.SettleEvent{Event: 1}, "比计划多 200.00 元")
	got := d.Must(t, ledger.SettleEvent{Event: 1, OverFrom: "会费结余"})
	if !strings.Contains(got.Title, "人均 100.00 元") {
		t.Fatal(got.Title)
	}
}
