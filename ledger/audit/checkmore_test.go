package audit_test

import (
	"huizhang/ledger"
	"huizhang/ledger/audit"
	. "huizhang/store/storetest"
)

// bare gives a list out that nobody approved, unless ok says who did.
func (b bench) bare(g ledger.Gift, post bool) ledger.Receipt {
	g.Occasion, g.Day, g.Item, g.Each, g.Reason, g.Second = "端午", 20260510, "粽子", 80_00, "会议定的", "赵主席"
	return b.Must(b.t, ledger.GiveOut{Gift: g, Shares: []ledger.Share{{Member: 1}}, Money: "102", Papers: 1, Post: post, Reviewer: "李审核"})
}

// held is an event that somebody came to, as it is given.
func (b bench) held(e ledger.Event, cost ledger.Money) {
	e.Name, e.Reason, e.Second = "趣味活动", "会议定的", "赵主席"
	b.Must(b.t, ledger.SaveEvent{Event: e})
	b.Must(b.t, ledger.Enrol{Event: 1, Members: []ledger.MemberID{1}, Reason: "会议定的", Second: "赵主席"})
	b.Must(b.t, ledger.KeepAttendance{Event: 1, Rest: ledger.Present})
	if cost > 0 {
		b.Must(b.t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: b.pay(e.From, "租场地", "体育馆", "50102", cost), Item: "场地"}})
	}
}

func approvalRows() []row {
	on, yes := ledger.Day(20260510), ledger.Approval{By: "赵主席", Day: 20260501, Minute: "1号"}
	row34 := func(build func(b bench, bad bool)) row {
		return row{id: "F34", more: "审批", says: "没有登记谁批准", build: func(b bench, bad bool) { b.member("陈一帆"); build(b, bad) }}
	}
	loan := func(b bench, ok ledger.Approval) ledger.Receipt {
		return b.Must(b.t, ledger.LendTo{Member: 1, Day: 20260105, Amount: 2_000_00, Detail: true, Money: "102", Why: "应急", Plan: []ledger.Instalment{{Due: 20261231, Amount: 2_000_00}},
			Approved: ok, Papers: 1, Post: true, Reviewer: "李审核"})
	}
	return []row{
		row34(func(b bench, bad bool) {
			b.bare(ledger.Gift{Approved: ledger.Approval{Day: pick(bad, ledger.Day(0), on)}}, true)
		}),
		row34(func(b bench, bad bool) {
			b.bare(ledger.Gift{Approved: ledger.Approval{Minute: pick(bad, "", "1号")}}, true)
		}),
		row34(func(b bench, bad bool) { b.bare(ledger.Gift{}, bad) }), // nothing was paid yet
		row34(func(b bench, bad bool) { // written off
			r := b.bare(ledger.Gift{}, true)
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: r.Voucher, Day: 20260512, Reason: "错", Post: true, Reviewer: "李审核"})
			}
		}),
		row34(func(b bench, bad bool) { // the approval of the event came after its prizes
			b.held(ledger.Event{From: on, Kind: ledger.Contest, Approved: ledger.Approval{}}, 0)
			b.Must(b.t, ledger.AwardPrizes{Event: 1, Item: "水杯", Money: "102", Papers: 1, Post: true, Reviewer: "李审核", Reason: "会议定的", Second: "赵主席", Awards: []ledger.Award{{No: 1, Level: "一等奖", Amount: 50_00}}})
			if bad { // of the event alone: its prizes are approved with it
				b.Must(b.t, ledger.UntieCost{Event: 1, Voucher: 1})
				return
			}
			e := ledger.Event{ID: 1, Name: "趣味活动", From: on, Kind: ledger.Contest, Approved: yes, Reason: "会议定的", Second: "赵主席"}
			b.Must(b.t, ledger.SaveEvent{Event: e})
		}),
		row34(func(b bench, bad bool) {
			b.held(ledger.Event{From: on, Approved: pick(bad, ledger.Approval{}, yes)}, 50_00)
		}),
		row34(func(b bench, bad bool) { // a case was approved as such
			if bad {
				b.bare(ledger.Gift{}, true)
				return
			}
			c := ledger.Case{Member: 1, Opened: 20260501, Cause: "大病", Proofs: ledger.AidProofs("大病")}
			for i := range c.Proofs {
				c.Proofs[i].Seen = true
			}
			b.Must(b.t, ledger.SaveCase{Case: c, File: &ledger.CaseFile{Story: "测试"}})
			b.Must(b.t, ledger.AddOpinion{Case: 1, Opinion: ledger.Opinion{Level: "工会", By: "赵主席", Day: 20260502, Text: "属实"}})
			b.Must(b.t, ledger.ApproveCase{Case: 1, Approved: ledger.Approval{By: "赵主席", Day: 20260503, Minute: "3号"}, Amount: 500_00})
			b.Must(b.t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "困难帮扶", Day: 20260520, Form: ledger.Transfer, Each: 500_00, Case: 1, Proofs: []ledger.ProofItem{{Name: "困难档案", Seen: true}}, Reason: "会议定的", Second: "赵主席"},
				Shares: []ledger.Share{{Member: 1}}, Money: "102", Papers: 1, Post: true, Reviewer: "李审核"})
		}),
		row34(func(b bench, bad bool) { b.held(ledger.Event{From: on}, pick(bad, ledger.Money(50_00), 0)) }), // cost nothing
		row34(func(b bench, bad bool) { loan(b, pick(bad, ledger.Approval{}, yes)) }),
		row34(func(b bench, bad bool) {
			r := loan(b, ledger.Approval{})
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: r.Voucher, Day: 20260106, Reason: "错", Post: true, Reviewer: "李审核"})
			}
		}),
	}
}

func eventRows() []row {
	on, yes := ledger.Day(20260510), ledger.Approval{By: "赵主席", Day: 20260505, Minute: "1号"}
	plan := func(m ledger.Money) []ledger.BudgetLine { return []ledger.BudgetLine{{Name: "场地", Amount: m}} }
	revise := func(b bench, day ledger.Day, minute string, amounts ...ledger.Money) {
		ok := ledger.Approval{By: "赵主席", Day: 20260601, Minute: "1号"}
		b.held(ledger.Event{From: 20260605, Approved: ok, Budget: plan(100_00)}, 0)
		ok.Day, ok.Minute = day, minute
		for _, m := range amounts {
			b.Must(b.t, ledger.RevisePlan{Event: ledger.Event{ID: 1, Name: "趣味活动", From: 20260605, Approved: ok, Reason: "会议定的", Second: "赵主席", Budget: plan(m)}, Why: "涨价"})
		}
	}
	with := func(id, says, more, as string, today, eve ledger.Day, build func(b bench, bad bool)) row {
		return row{id: id, says: says, more: more, as: as, today: today, eve: eve, build: func(b bench, bad bool) { b.member("陈一帆"); build(b, bad) }}
	}
	return []row{
		with("F09", "没有预算，已经花了 50.00 元", "年度预算", audit.Doubt, 0, 0, func(b bench, bad bool) {
			b.held(ledger.Event{From: on, Approved: yes, Budget: plan(pick(bad, ledger.Money(0), 50_00))}, 50_00)
		}),
		with("F09", "决算写的来源：会费。", "年度预算", audit.Remark, 0, 0, func(b bench, bad bool) {
			b.held(ledger.Event{From: on, Approved: yes, Budget: plan(50_00)}, pick(bad, ledger.Money(50_01), 50_00))
			b.Must(b.t, ledger.SettleEvent{Event: 1, OverFrom: "会费"})
		}),
		with("F09", "没有写明多出的钱", "年度预算", audit.Grave, 20260611, 0, func(b bench, bad bool) { // a month on, still not settled
			b.held(ledger.Event{From: on, Approved: yes, Budget: plan(50_00)}, pick(bad, ledger.Money(50_01), 50_00))
		}),
		with("F09", "没有写明多出的钱", "年度预算", audit.Doubt, 20260610, 0, func(b bench, bad bool) {
			b.held(ledger.Event{From: on, Approved: yes, Budget: plan(50_00)}, pick(bad, ledger.Money(50_01), 50_00))
		}),
		with("F09", "写的是 50.00 元，实际 60.00 元，多 10.00 元", "年度预算", audit.Remark, 0, 0, func(b bench, bad bool) {
			b.held(ledger.Event{From: on, Approved: yes, Budget: plan(60_00)}, 60_00)
			b.Must(b.t, ledger.SavePlanItem{Item: ledger.PlanItem{Year: 2026, Month: 5, Name: "趣味活动", Amount: pick(bad, ledger.Money(50_00), 60_00)}})
			b.Must(b.t, ledger.TiePlan{Year: 2026, No: 1, Event: 1})
		}),
		with("F10", "由 100.00 元改为 110.00 元", "年度预算", "", 20260620, 0, func(b bench, bad bool) { // a day before the change is not after it
			revise(b, pick(bad, ledger.Day(20260528), 20260529), "2号", 110_00)
		}),
		with("F10", "没有再登记批准", "年度预算", "", 20260620, 0, func(b bench, bad bool) { revise(b, 20260603, pick(bad, "", "2号"), 110_00) }),
		with("F10", "由 100.00 元改为 120.00 元", "年度预算", "", 20260620, 0, func(b bench, bad bool) { // and down again
			revise(b, 20260501, "2号", pick(bad, ledger.Money(120_00), 90_00), 80_00)
		}),
		with("F11", "没有登记批准", "", "", 0, 0, func(b bench, bad bool) {
			b.held(ledger.Event{From: on, Approved: pick(bad, ledger.Approval{}, yes)}, 1_00)
		}),
		with("F11", "没有登记批准", "", "", on, on-1, func(b bench, _ bool) { // tomorrow's may still be approved
			b.Must(b.t, ledger.SaveEvent{Event: ledger.Event{Name: "座谈", From: on}})
			b.pay(20260501, "购球", "店", "50102", 1_00)
		}),
		with("F11", "没有登记批准", "", "", 0, 0, func(b bench, bad bool) {
			b.Must(b.t, ledger.SaveEvent{Event: ledger.Event{Name: "座谈", From: on}})
			if !bad {
				b.Must(b.t, ledger.CancelEvent{Event: 1, Reason: "下雨"})
			}
			b.pay(20260501, "购球", "店", "50102", 1_00)
		}),
		with("F11", "没有登记批准", "", "", 0, 0, func(b bench, bad bool) {
			b.Must(b.t, ledger.SaveEvent{Event: ledger.Event{Name: "三八座谈", From: 20260307, Payer: pick(bad, ledger.ByActivity, ledger.BySchool)}})
			b.pay(20260501, "购球", "店", "50102", 1_00)
		}),
		with("F12", "没有登记谁到了", "", "", 20260512, 20260511, func(b bench, _ bool) { // its last day is not over
			b.Must(b.t, ledger.SaveEvent{Event: ledger.Event{Name: "比赛", From: on, To: 20260511, Approved: yes}})
			b.Must(b.t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: b.pay(on, "租场地", "体育馆", "50102", 50_00)}})
		}),
		with("F12", "没有登记谁到了", "", "", 0, 0, func(b bench, bad bool) { // money that came back
			b.Must(b.t, ledger.SaveEvent{Event: ledger.Event{Name: "比赛", From: on, Approved: yes}})
			v := b.pay(on, "租场地", "体育馆", "50102", 50_00)
			b.Must(b.t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: v}})
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: v, Day: 20260512, Reason: "退场", Post: true, Reviewer: "李审核"})
			}
		}),
	}
}

func cashRows() []row {
	draw := func(b bench, m ledger.Money) { b.Post(b.t, V(20260105, "提现", Dr("101", m), Cr("102", m))) }
	spend := func(b bench, day ledger.Day, m ledger.Money) ledger.Receipt {
		return b.Post(b.t, V(day, "付费用", Dr("50102", m), Cr("101", m)))
	}
	special := func(b bench, day ledger.Day, c ledger.Code, in, out ledger.Money) {
		v := V(day, "专款", Dr(pick(in > 0, ledger.Code("102"), c), in+out), Cr(pick(in > 0, c, ledger.Code("102")), in+out))
		v.Lines[pick(in > 0, 1, 0)].Restricted = true
		b.Post(b.t, v)
	}
	return []row{
		{id: "F36", more: "限额", says: "其中 0.01 元只能来自收到", build: func(b bench, bad bool) { // what was taken to the bank is gone
			b.Post(b.t, V(20260104, "收会费", Dr("101", 300_00), Cr("401", 300_00)))
			b.Post(b.t, V(20260105, "存行", Dr("102", 100_00), Cr("101", 100_00)))
			spend(b, 20260106, pick(bad, ledger.Money(500_01), 500_00))
		}},
		{id: "F36", more: "限额", says: "日终现金是负数", as: audit.Grave, build: func(b bench, bad bool) { // told once a month
			spend(b, 20260106, pick(bad, ledger.Money(501_00), 500_00))
			if bad {
				spend(b, 20260107, 1_00)
			}
		}},
		{id: "F36", more: "限额", says: "坐支", build: func(b bench, bad bool) { // once a month, however often
			b.Post(b.t, V(20260104, "收会费", Dr("101", 300_00), Cr("401", 300_00)))
			spend(b, 20260106, pick(bad, ledger.Money(510_00), 500_00))
			if bad {
				spend(b, 20260107, 20_00)
			}
		}},
		{id: "F36", more: "限额", says: "坐支", build: func(b bench, bad bool) { // a red letter gives back what was paid
			b.Post(b.t, V(20260104, "收会费", Dr("101", 300_00), Cr("401", 300_00)))
			r := spend(b, 20260106, 400_00)
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: r.Voucher, Day: 20260107, Reason: "错", Post: true, Reviewer: "李审核"})
			}
			spend(b, 20260108, 200_00)
		}},
		{id: "F36", more: "限额", says: "1,000.01 元", build: func(b bench, bad bool) {
			draw(b, 3_000_00)
			spend(b, 20260106, pick(bad, ledger.Money(1_000_01), 1_000_00))
			b.Post(b.t, V(20260107, "存行", Dr("102", 1_500_00), Cr("101", 1_500_00)))
		}},
		{id: "F38", says: "没有约定哪天还，还有 2,000.00 元没有还", today: 20260501, eve: 20260430, build: func(b bench, _ bool) {
			b.Must(b.t, ledger.LendTo{Member: b.member("陈一帆"), Day: 20260105, Amount: 2_000_00, Detail: true, Money: "102", Why: "应急",
				Approved: ledger.Approval{By: "赵主席", Day: 20260104, Minute: "1号"}, Papers: 1, Post: true, Reviewer: "李审核"})
			b.pay(20260301, "购球", "店", "50102", 1_00)
		}},
		{id: "F38", says: "其中 5,000.00 元超过三年", today: 20290201, build: func(b bench, bad bool) {
			b.Post(b.t, V(20260105, "借支", Dr("135", 5_000_00), Cr("102", 5_000_00)))
			if !bad {
				b.Post(b.t, V(20260120, "结清", Dr("50102", 5_000_00), Cr("135", 5_000_00)))
			}
			b.pay(20290110, "购球", "店", "50102", 1_00)
		}},
		{id: "F39", says: "215", today: 20270201, build: func(b bench, bad bool) { // settled at once, nothing stands
			b.Post(b.t, V(20260105, "收押金", Dr("102", 100_00), Cr("215", 100_00)))
			if !bad {
				b.Post(b.t, V(20260106, "退押金", Dr("215", 100_00), Cr("102", 100_00)))
			}
		}},
		{id: "F40", says: "没有登记固定资产", build: func(b bench, bad bool) {
			b.pay(20260105, pick(bad, "购投影仪", "租投影仪"), "店", "50504", 1_200_00)
		}},
		{id: "F40", says: "没有登记固定资产", build: func(b bench, bad bool) {
			b.pay(20260105, pick(bad, "购音响", "音响修理"), "店", "50504", 1_200_00)
		}},
		{id: "F40", says: "没有登记固定资产", build: func(b bench, bad bool) {
			v := b.pay(20260105, "购音响", "店", "50504", 1_200_00)
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: v, Day: 20260106, Reason: "错", Post: true, Reviewer: "李审核"})
			}
		}},
		{id: "F42", says: "盘点缺少 5,000.00 元", build: func(b bench, bad bool) {
			r := b.Post(b.t, V(20260110, "盘亏", Dr("182", 5_000_00), Dr("163", 1_000_00), Cr("162", 6_000_00)))
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: r.Voucher, Day: 20260111, Reason: "找到了", Post: true, Reviewer: "李审核"})
			}
		}},
		{id: "F43", more: "批文", says: "2026年1月末专项资金是 -0.01 元", build: func(b bench, bad bool) { // what stays as deep is told once
			special(b, 20260105, "40302", 100_00, 0)
			special(b, 20260106, "50404", 0, pick(bad, ledger.Money(100_01), 100_00))
			b.pay(20260210, "购球", "店", "50102", 1_00)
		}},
	}
}
