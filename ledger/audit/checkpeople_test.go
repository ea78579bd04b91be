package audit_test

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/audit"
)

// prized is a contest to which three come, with prizes or keepsakes of so much
// for the first so many.
func prized(b bench, keepsake bool, each ledger.Money, n int) {
	b.event(ledger.Event{From: 20260510, Kind: ledger.Contest}, true, 0, "", 0, b.member("陈一帆"), b.member("林二木"), b.member("何三水"))
	a := ledger.AwardPrizes{Event: 1, Keepsake: keepsake, Form: ledger.Goods, Item: "水杯", Money: "102", Papers: 1, Post: true, Reviewer: "李审核", Reason: "会议定的", Second: "赵主席"}
	for i := range n {
		a.Awards = append(a.Awards, ledger.Award{No: i + 1, Level: "一等奖", Amount: each})
	}
	b.Must(b.t, a)
}

func giftRows() []row {
	duanwu := ledger.Gift{Occasion: "端午", Day: 20260510, Item: "粽子", Each: 80_00}
	none := "标准"
	return []row{
		{id: "F13", says: "最多 2 人得奖", build: func(b bench, bad bool) {
			b.rule(ledger.SubPrizeShare, ledger.ShareOfParticipants, "2/3", "")
			prized(b, false, 50_00, pick(bad, 3, 2))
		}},
		{id: "F14", says: "超 0.01 元", build: func(b bench, bad bool) {
			b.rule(ledger.SubPrizeSingle, ledger.PerPersonEvent, "100", "")
			prized(b, false, pick(bad, ledger.Money(100_01), 100_00), 1)
		}},
		{id: "F15", says: "办理时写的理由", build: func(b bench, bad bool) {
			b.rule(ledger.SubKeepsake, ledger.PerPersonEvent, "100", "")
			prized(b, true, pick(bad, ledger.Money(100_01), 100_00), 2)
		}},
		{id: "F16", says: "今年已有 80.00 元", build: func(b bench, bad bool) {
			b.rule(ledger.SubFestival, ledger.PerMemberYear, "100", "")
			who := ledger.Share{Member: b.member("陈一帆")}
			b.give(duanwu, who)
			b.give(ledger.Gift{Occasion: "劳动节", Day: 20260511, Item: "米", Each: pick(bad, ledger.Money(20_01), 20_00)}, who)
		}},
		{id: "F17", says: "不是规定的年节", build: func(b bench, bad bool) {
			g := duanwu
			if bad {
				g.Occasion, g.Payer = "三八", ledger.ByUnion
			}
			b.give(g, ledger.Share{Member: b.member("陈一帆")})
		}},
		{id: "F18", says: "规定限实物", build: func(b bench, bad bool) {
			b.rule(ledger.SubFestival, ledger.PerMemberYear, "", "goods")
			g := duanwu
			g.Form = pick(bad, ledger.Cash, ledger.Goods)
			b.give(g, ledger.Share{Member: b.member("陈一帆")})
		}},
		{id: "F19", says: "已经在 2026-05-10 发过", build: func(b bench, bad bool) {
			who := ledger.Share{Member: b.member("陈一帆")}
			b.give(duanwu, who)
			g := duanwu
			g.Occasion = pick(bad, "端午", "劳动节")
			b.give(g, who)
		}},
		{id: "F20", says: "超 0.01 元", build: func(b bench, bad bool) {
			b.rule(ledger.SubBirthday, ledger.PerMemberYear, "300", "")
			b.give(ledger.Gift{Occasion: "生日", Day: 20260510, Item: "蛋糕", Each: pick(bad, ledger.Money(300_01), 300_00)}, ledger.Share{Member: b.member("陈一帆")})
		}},
		{id: "F21", says: "叔叔", build: func(b bench, bad bool) {
			b.give(ledger.Gift{Occasion: "亲属去世", Day: 20260510, Each: 500_00}, ledger.Share{Member: b.member("陈一帆"), Relation: pick(bad, "叔叔", "父亲"), Kin: "陈某"})
		}},
		{id: "F22", today: 20260615, says: "还有 1 人没有签领（陈一帆）", build: func(b bench, bad bool) {
			b.give(duanwu, ledger.Share{Member: b.member("陈一帆")})
			if !bad {
				b.Must(b.t, ledger.FreezeSheet{Sheet: 1})
				b.Must(b.t, ledger.SignShares{Sheet: 1, Day: 20260512, Marks: []ledger.Mark{{Line: 1, Sign: ledger.Signed}}})
			}
		}},
		{id: "F23", says: "发票上是 3 人，实到 2 人", build: func(b bench, bad bool) {
			b.event(ledger.Event{From: 20260510, Heads: 2}, true, 100_00, "门票", pick(bad, 3, 2), b.member("陈一帆"), b.member("林二木"))
		}},
		{id: "F24", says: "每人超 0.01 元", build: func(b bench, bad bool) {
			b.rule(ledger.SubOutingDay, ledger.PerPersonEvent, "200", "")
			b.event(ledger.Event{From: 20260510, Kind: ledger.Outing}, true, pick(bad, ledger.Money(400_01), 400_00), "租车", 0, b.member("陈一帆"), b.member("林二木"))
		}},
		{id: "F25", says: "超 0.01 元", build: func(b bench, bad bool) {
			b.rule(ledger.SubDuesTopup, ledger.MultipleOfDues, "3", "")
			who := b.member("陈一帆")
			b.Must(b.t, ledger.AssessDues{Month: 202601}) // 20.00, and three times as much may be topped up
			b.event(ledger.Event{From: 20260510, Kind: ledger.Outing}, true, pick(bad, ledger.Money(80_01), 80_00), "租车", 0, who)
		}},
		{id: "F26", says: "每人超 0.01 元", build: func(b bench, bad bool) {
			b.rule(ledger.SubMeal, ledger.PerPersonEvent, "40", "")
			b.event(ledger.Event{From: 20260510, Meals: 1}, true, pick(bad, ledger.Money(80_01), 80_00), "用餐", 0, b.member("陈一帆"), b.member("林二木"))
		}},
		{id: "F27", more: "讲课费", says: "付给了工会干部赵主席", build: func(b bench, bad bool) {
			b.pay(20260510, "健康讲座讲课费", pick(bad, "赵主席", "赵教授"), "50101", 500_00)
		}},
		{id: "F28", says: "“水费”", build: func(b bench, bad bool) {
			b.pay(20260510, pick(bad, "活动室水费", "活动用水"), "店", "50504", 80_00)
		}},
		// The same rules without any row enabled.
		{id: "F13", cannot: none}, {id: "F15", cannot: none}, {id: "F16", cannot: none}, {id: "F18", cannot: none}, {id: "F25", cannot: none},
		{id: "F14", more: none, says: "在“趣味活动”已经得奖", build: func(b bench, bad bool) {
			prized(b, false, 50_00, 1)
			b.Must(b.t, ledger.AwardPrizes{Event: 1, Keepsake: true, Item: "本", Money: "102", Papers: 1, Post: true, Reviewer: "李审核", Reason: "会议定的", Second: "赵主席",
				Awards: []ledger.Award{{No: pick(bad, 1, 2), Amount: 20_00}}})
		}},
		{id: "F20", more: none, says: "今年生日已经在", build: func(b bench, bad bool) {
			who := ledger.Share{Member: b.member("陈一帆")}
			b.give(ledger.Gift{Occasion: "生日", Day: 20260510, Item: "蛋糕", Each: 100_00}, who)
			if bad {
				b.give(ledger.Gift{Occasion: "生日", Day: 20260511, Item: "蛋糕", Each: 100_00}, who)
			}
		}},
		{id: "F24", more: none, says: "共 3 天", build: func(b bench, bad bool) {
			b.event(ledger.Event{From: 20260510, To: pick(bad, ledger.Day(20260512), 20260511), Kind: ledger.Outing}, true, 0, "", 0, b.member("陈一帆"))
			b.pay(20260511, "购球", "店", "50102", 1_00)
		}},
		{id: "F26", more: none, says: "算不出每人每餐", build: func(b bench, bad bool) {
			b.event(ledger.Event{From: 20260510}, !bad, 50_00, "午餐", 0, b.member("陈一帆"))
		}},
		{id: "F22", as: audit.Remark, says: "组长代领 11 份", build: func(b bench, bad bool) {
			var shares []ledger.Share
			n := pick(bad, 11, 10)
			for i := range n {
				shares = append(shares, ledger.Share{Member: b.member(fmt.Sprintf("会员%s", strings.Repeat("甲", i+1)))})
			}
			b.give(duanwu, shares...)
			b.Must(b.t, ledger.FreezeSheet{Sheet: 1})
			var marks []ledger.Mark
			for i := range n {
				marks = append(marks, ledger.Mark{Line: i + 1, Sign: ledger.ByProxy, Proxy: "组长"})
			}
			b.Must(b.t, ledger.SignShares{Sheet: 1, Day: 20260512, Marks: marks})
		}},
		{id: "F23", says: "发票 2 份", as: audit.Remark, build: func(b bench, bad bool) {
			g := duanwu
			g.Bill = ledger.Bill{Ref: "12345678", Count: pick(bad, 2, 1), Why: "多一份留作展示"}
			b.give(g, ledger.Share{Member: b.member("陈一帆")})
		}},
	}
}
