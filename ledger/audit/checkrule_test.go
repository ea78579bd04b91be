package audit_test

import (
	"cmp"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	. "huizhang/store/storetest"
)

// ruleRows are what the rules say of lists and events, and what is not theirs.
func ruleRows() []row {
	birthday := ledger.Gift{Occasion: "生日", Day: 20260510, Item: "蛋糕", Each: 300_01}
	put := func(b bench, x ledger.Rule) {
		x.ID, x.Region, x.Severity, x.Basis, x.Source, x.Confidence, x.On = "本会-1", "本单位", cmp.Or(x.Severity, ledger.SevWarn), "测试规定", "测试", "B", true
		b.Must(b.t, ledger.SaveRule{Rule: x})
	}
	cake := func(from, to ledger.Day) ledger.Rule {
		return ledger.Rule{From: from, To: to, Subject: ledger.SubBirthday, Measure: ledger.PerMemberYear, Limit: "300"}
	}
	who := func(b bench) ledger.Share { return ledger.Share{Member: b.member("陈一帆")} }
	note := cake(20200101, 0)
	note.Severity = ledger.SevNote
	return []row{
		{id: "F20", says: "同样的共 2 条", amount: 2, key: "2026-05-记-0001", build: func(b bench, bad bool) {
			put(b, cake(20200101, 0))
			g := birthday
			g.Each = pick(bad, ledger.Money(300_01), 300_00)
			b.give(g, who(b), ledger.Share{Member: b.member("林二木")})
		}},
		{id: "F20", says: "超 0.01 元", build: func(b bench, bad bool) { // in force on the very day, and before it was none
			put(b, cake(20260510, 20260531))
			g := birthday
			g.Each = pick(bad, ledger.Money(300_01), 300_00)
			b.give(g, who(b))
		}},
		{id: "F20", as: audit.Remark, says: "超 0.01 元", build: func(b bench, bad bool) {
			put(b, note)
			g := birthday
			g.Each = pick(bad, ledger.Money(300_01), 300_00)
			b.give(g, who(b))
		}},
		{id: "F20", more: "标准", cannot: "没有管这一项的", build: func(b bench, _ bool) { // a rule of something else
			put(b, ledger.Rule{From: 20200101, Subject: ledger.SubMeal, Measure: ledger.PerPersonEvent, Limit: "40"})
			b.give(birthday, who(b))
		}},
		{id: "F20", cannot: "没有启用任何地区的标准", build: func(b bench, _ bool) { // one that is not in force yet
			put(b, cake(20260601, 0))
			b.give(birthday, who(b))
		}},
		{id: "F20", cannot: "没有启用任何地区的标准", build: func(b bench, _ bool) { // one that is over
			put(b, cake(20200101, 20251231))
			b.give(birthday, who(b))
		}},
		{id: "F18", cannot: "没有管这一项的", build: func(b bench, _ bool) { put(b, cake(20200101, 0)); b.give(birthday, who(b)) }},
		{id: "F20", says: "超 0.01 元", build: func(b bench, bad bool) { // withdrawn, nothing is left to judge
			put(b, cake(20200101, 0))
			r := b.give(birthday, who(b))
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: r.Voucher, Day: 20260512, Reason: "错", Post: true, Reviewer: "李审核"})
			}
		}},
		{id: "F24", says: "每人超 0.01 元", build: func(b bench, bad bool) { // one that was called off
			b.rule(ledger.SubOutingDay, ledger.PerPersonEvent, "200", "")
			b.event(ledger.Event{From: 20260510, Kind: ledger.Outing, Budget: []ledger.BudgetLine{{Name: "租车", Amount: 200_01}}, Heads: 1}, false, 0, "", 0)
			if !bad {
				b.Must(b.t, ledger.CancelEvent{Event: 1, Reason: "下雨"})
			}
			b.pay(20260511, "购球", "店", "50102", 1_00)
		}},
		{id: "F26", more: "标准", says: "算不出每人每餐", build: func(b bench, bad bool) { // what was not for eating
			b.event(ledger.Event{From: 20260510}, false, 50_00, pick(bad, "早餐", "场地"), 0, b.member("陈一帆"))
		}},
		{id: "F26", more: "标准", today: 20260511, eve: 20260510, says: "算不出每人每餐", build: func(b bench, _ bool) {
			b.Must(b.t, ledger.SaveEvent{Event: ledger.Event{Name: "比赛", From: 20260510, Approved: ledger.Approval{By: "赵主席", Day: 20260505}}})
			b.Must(b.t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: b.pay(20260510, "订餐", "饭店", "50102", 50_00), Item: "用餐"}})
		}},
	}
}

func moreIncomeRows() []row {
	back := func(b bench, v ledger.VoucherID) {
		b.Must(b.t, ledger.Reverse{ID: v, Day: 20260120, Reason: "错", Post: true, Reviewer: "李审核"})
	}
	spend := func(b bench, day ledger.Day) { b.pay(day, "购球", "店", "50102", 1_00) }
	return []row{
		{id: "F03", today: 20260201, cannot: "2026年1月。", build: func(b bench, _ bool) { spend(b, 20260105); spend(b, 20260201) }}, // this month's may still be entered
		{id: "F06", says: "500.00 元记在会费收入", build: func(b bench, bad bool) { // another account
			v := V(20260110, "收学校补助", Dr("102", 500_00), Cr(pick(bad, ledger.Code("401"), "405"), 500_00))
			b.Post(b.t, v)
		}},
		{id: "F06", says: "500.00 元记在会费收入", build: func(b bench, bad bool) { // what was given back
			m := ledger.Money(500_00)
			v := V(20260110, "退学校补助", Dr("401", m), Cr("102", m))
			if bad {
				v = V(20260110, "收学校补助", Dr("102", m), Cr("401", m))
			}
			b.Post(b.t, v)
		}},
		{id: "F07", says: "从结余科目", build: func(b bench, bad bool) {
			r := b.Post(b.t, V(20260110, "调整", Dr("32205", 500_00), Cr("408", 500_00)))
			if !bad {
				back(b, r.Voucher)
			}
		}},
		{id: "F05", says: "不是支出", build: func(b bench, bad bool) { // an expense that came back
			m := ledger.Money(500_00)
			v := V(20260110, "退回多上解经费", Dr("102", m), Cr("50504", m))
			if bad {
				v = V(20260110, "上解经费", Dr("50504", m), Cr("102", m))
			}
			b.Post(b.t, v)
		}},
		{id: "F35", says: "同时是会计和出纳", build: func(b bench, bad bool) { // who left keeps nothing
			spend(b, 20260105)
			b.Must(b.t, ledger.SavePerson{Person: ledger.Person{Name: "孙兼职", Roles: []ledger.Role{ledger.Cashier, ledger.Treasurer}, Gone: !bad}})
		}},
		{id: "F29", as: audit.Doubt, says: "两次 100.00 元", build: func(b bench, bad bool) {
			for range 2 {
				b.pay(20260105, "购球", "体育店", "50102", pick(bad, ledger.Money(100_00), 99_99))
			}
		}},
		{id: "F29", as: audit.Doubt, says: "两次 300.00 元", build: func(b bench, bad bool) {
			for range 2 {
				b.pay(20260105, "购球", pick(bad, "体育店", ""), "50102", 300_00)
			}
		}},
		{id: "F29", as: audit.Doubt, says: "两次 300.00 元", build: func(b bench, bad bool) {
			b.pay(20260105, "购球", "体育店", "50102", 300_00)
			v := b.pay(20260105, "购球", "体育店", "50102", 300_00)
			if !bad {
				back(b, v)
			}
		}},
	}
}
