package ledger_test

import (
	"slices"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
)

func heldBook(t *testing.T, change func(*ledger.Event)) *storetest.Desk {
	t.Helper()
	d := fairBook(t, change)
	d.Must(t, ledger.Enrol{Event: 1, All: true})
	d.Must(t, ledger.KeepAttendance{Event: 1, Rest: ledger.Present, Marks: []ledger.Came{{No: 12, Here: ledger.Absent}}})
	return d
}

func TestPrizesBecomeAListAndACost(t *testing.T) {
	d := heldBook(t, nil)
	act := ledger.AwardPrizes{Event: 1, Item: "水杯", Money: "102", Papers: 1, Post: true, Reviewer: "李审核",
		Awards: []ledger.Award{{No: 1, Level: "一等奖"}, {No: 2, Level: "二等奖"}, {No: 3, Level: "二等奖", Amount: 50_00}}}
	d.Must(t, act)
	lookInto(t, d, func(r ledger.Reader) {
		e, _ := r.Event(1)
		g, _ := r.Gift(1)
		s := ledger.SumEvent(r, &e)
		if g.Occasion != "prize" || g.Event != 1 || g.Expense != "50102" || s.Winners != 3 || s.Prizes != 210_00 || s.Actual != 210_00 || s.Items[0].Actual != 210_00 {
			t.Fatalf("%+v\n%+v", g, s)
		}
	})
	refuses(t, d, act, "已经有这个奖项")
	refuses(t, d, ledger.CancelEvent{Event: 1, Reason: "下雨"}, "不能取消")
	refuses(t, d, ledger.DropEntrant{Event: 1, No: 1, Reason: "误"}, "已经领了")
}

func TestWhoMayWin(t *testing.T) {
	d := heldBook(t, func(e *ledger.Event) { e.Organisers, e.Barred = []ledger.MemberID{4}, true })
	one := func(a ledger.Award, reason string) ledger.AwardPrizes {
		return ledger.AwardPrizes{Event: 1, Awards: []ledger.Award{a}, Reason: reason, Second: map[bool]string{true: "赵主席"}[reason != ""]}
	}
	refuses(t, d, ledger.AwardPrizes{Event: 1}, "还没有获奖的人")
	refuses(t, d, one(ledger.Award{No: 4, Level: "一等奖"}, ""), "是组织者")
	refuses(t, d, one(ledger.Award{No: 12, Level: "一等奖"}, ""), "没有到场")
	refuses(t, d, one(ledger.Award{No: 44, Level: "一等奖"}, ""), "没有第 44 号")
	refuses(t, d, one(ledger.Award{No: 1, Level: "优秀奖"}, ""), "请填写奖品的金额")
	refuses(t, d, one(ledger.Award{No: 1}, ""), "请写明奖项")
	d.Must(t, one(ledger.Award{No: 12, Level: "一等奖"}, "赛前已完成比赛"))
}

func TestDrawsStepByStep(t *testing.T) {
	d := heldBook(t, func(e *ledger.Event) { e.Organisers, e.Barred = []ledger.MemberID{4}, true })
	refuses(t, d, ledger.RunDraw{Event: 1, No: 1, Seed: "1"}, "要先公布")
	refuses(t, d, ledger.AnnounceDraw{Event: 1, Level: "幸运奖", Count: 2}, "种子从哪里来")
	refuses(t, d, ledger.AnnounceDraw{Event: 1, Level: "幸运奖", Count: 11, How: "骰子"}, "还有 10 人可以参加")
	d.Must(t, ledger.AnnounceDraw{Event: 1, Level: "幸运奖", Count: 4, How: "三人各报一个数"})
	if eventOf(t, d, 1).Frozen == 0 {
		t.Fatal("the roster was not frozen")
	}
	refuses(t, d, ledger.AnnounceDraw{Event: 1, Level: "二", Count: 1, How: "骰子"}, "还没有抽")
	refuses(t, d, ledger.RunDraw{Event: 1, No: 1}, "请输入")
	d.Must(t, ledger.RunDraw{Event: 1, No: 1, Seed: " 3  1 4"})
	refuses(t, d, ledger.RunDraw{Event: 1, No: 1, Seed: "5"}, "不能换种子")
	d.Must(t, ledger.AnnounceDraw{Event: 1, Level: "特等奖", Count: 3, How: "骰子"})
	d.Must(t, ledger.RunDraw{Event: 1, No: 2, Seed: "3 1 4"})
	var ds []ledger.Draw
	read := func() { lookInto(t, d, func(r ledger.Reader) { ds = ledger.DrawsOf(r, 1) }) }
	read()
	if ds[0].Seed != "3 1 4" || len(ds[0].Pool) != 10 || slices.Contains(ds[0].Pool, 4) || slices.Contains(ds[0].Pool, 12) || len(ds[1].Pool) != 6 {
		t.Fatalf("%+v", ds)
	}
	for _, n := range ds[1].Winners {
		if slices.Contains(ds[0].Winners, n) {
			t.Fatalf("%d won twice", n)
		}
	}
	for _, x := range ds {
		if !slices.Equal(x.Winners, ledger.DrawWinners(x.Event, x.No, x.Roster, x.Seed, x.Count, x.Pool)) {
			t.Fatalf("cannot be redone: %+v", x)
		}
	}
	refuses(t, d, ledger.RedoDraw{Event: 1, No: 1}, "为什么重抽")
	d.Must(t, ledger.RedoDraw{Event: 1, No: 1, Why: "报数的人看错了名单"})
	read()
	if !ds[0].Void || ds[2].Redoes != 1 || ds[2].Seed != "" || ds[2].Count != 4 {
		t.Fatalf("%+v", ds)
	}
	d.Must(t, ledger.RunDraw{Event: 1, No: 3, Seed: "3 1 4"})
	read()
	if slices.Equal(ds[0].Winners, ds[2].Winners) || len(ds[2].Pool) != 7 {
		t.Fatalf("%+v", ds)
	}
	d.Must(t, ledger.AwardPrizes{Event: 1, Awards: []ledger.Award{{No: ds[1].Winners[0], Level: "特等奖", Amount: 30_00}}})
	refuses(t, d, ledger.RedoDraw{Event: 1, No: 2, Why: "再来"}, "已经登记发放")
}

// Nobody may change the list between the announcement and the seed.
func TestRosterChangedAfterAnnouncing(t *testing.T) {
	d := heldBook(t, nil)
	d.Must(t, ledger.AnnounceDraw{Event: 1, Level: "幸运奖", Count: 2, How: "骰子"})
	d.Must(t, ledger.DropEntrant{Event: 1, No: 5, Reason: "记错"})
	refuses(t, d, ledger.RunDraw{Event: 1, No: 1, Seed: "6"}, "名单有改动")
	d.Must(t, ledger.RedoDraw{Event: 1, No: 1, Why: "名单更正"})
	d.Must(t, ledger.RunDraw{Event: 1, No: 2, Seed: "6"})
}
