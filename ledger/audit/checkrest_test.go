package audit_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	. "huizhang/store/storetest"
)

// filed is a book with certain papers.
type filed struct {
	ledger.Reader
	papers []ledger.Paper
}

func (f filed) Papers() iter.Seq[ledger.Paper] { return slices.Values(f.papers) }

func listRows() []row {
	duanwu := ledger.Gift{Occasion: "端午", Day: 20260510, Item: "粽子", Each: 80_00}
	out := func(b bench, _ bool) { b.give(duanwu, ledger.Share{Member: b.member("陈一帆")}) }
	many := func(b bench, by func(i int) ledger.Mark) {
		var shares []ledger.Share
		var marks []ledger.Mark
		for i := range 11 {
			shares = append(shares, ledger.Share{Member: b.member("会员" + strings.Repeat("甲", i+1))})
			m := by(i)
			m.Line = i + 1
			marks = append(marks, m)
		}
		b.give(duanwu, shares...)
		b.Must(b.t, ledger.FreezeSheet{Sheet: 1})
		b.Must(b.t, ledger.SignShares{Sheet: 1, Day: 20260512, Marks: marks})
	}
	proxy := func(name string) ledger.Mark { return ledger.Mark{Sign: ledger.ByProxy, Proxy: name} }
	handed := func(p ...ledger.Paper) func(ledger.Reader) ledger.Reader {
		return func(r ledger.Reader) ledger.Reader { return filed{r, p} }
	}
	paper := ledger.Paper{Kind: "handover", From: "孙出纳", Final: true}
	gone := func(b bench, _ bool) {
		b.pay(20260105, "购球", "店", "50102", 1_00)
		b.Must(b.t, ledger.SavePerson{Person: ledger.Person{Name: "孙出纳", Roles: []ledger.Role{ledger.Cashier}, Gone: true}})
	}
	draft, other, kind := paper, paper, paper
	draft.Final, other.From, kind.Kind = false, "王会计", "audit-plan"
	return []row{
		{id: "F22", as: audit.Remark, says: "代领 11 份", build: func(b bench, bad bool) { // in their own hands
			many(b, func(int) ledger.Mark { return pick(bad, proxy("组长"), ledger.Mark{Sign: ledger.Signed}) })
		}},
		{id: "F22", as: audit.Remark, says: "代领 11 份", build: func(b bench, bad bool) { // in two other hands
			many(b, func(i int) ledger.Mark { return pick(bad || i < 6, proxy("组长"), proxy("组员")) })
		}},
		{id: "F22", today: 20260610, as: audit.Remark, says: "没有签领", build: func(b bench, bad bool) {
			if bad {
				out(b, bad)
			}
		}},
		{id: "F22", today: 20260611, says: "没有签领", build: func(b bench, bad bool) {
			if bad {
				out(b, bad)
			}
		}},
		{id: "F23", as: audit.Remark, says: "决算的说明：有人请假。", build: func(b bench, bad bool) {
			b.event(ledger.Event{From: 20260510, Heads: pick(bad, 2, 1), Budget: []ledger.BudgetLine{{Name: "场地", Amount: 1_00}}}, true, 0, "", 0, b.member("陈一帆"))
			b.Must(b.t, ledger.SettleEvent{Event: 1, Explained: "有人请假"})
		}},
		{id: "F23", says: "计划 2 人，实到 1 人", build: func(b bench, bad bool) {
			b.event(ledger.Event{From: 20260510, Heads: pick(bad, 2, 1)}, true, 0, "", 0, b.member("陈一帆"))
		}},
		{id: "F23", says: "计划 2 人", build: func(b bench, bad bool) { // nobody keyed yet who came: F12 asks for that
			b.event(ledger.Event{From: 20260510, Heads: 2}, bad, 0, "", 0, b.member("陈一帆"))
		}},
		{id: "F23", as: audit.Remark, says: "发票 80.01 元，名单 80.00 元。说明：凑整。", build: func(b bench, bad bool) {
			g := duanwu
			g.Bill = ledger.Bill{Ref: "12345678", Amount: pick(bad, ledger.Money(80_01), 80_00), Why: "凑整"}
			b.give(g, ledger.Share{Member: b.member("陈一帆")})
		}},
		{id: "F52", more: "归档", says: "没有移交清册", build: gone, twist: handed(), soft: handed(draft, paper)},
		{id: "F52", more: "归档", says: "没有移交清册", build: gone, twist: handed(draft), soft: handed(paper)},
		{id: "F52", more: "归档", says: "没有移交清册", build: gone, twist: handed(other), soft: handed(paper)},
		{id: "F52", more: "归档", says: "没有移交清册", build: gone, twist: handed(kind), soft: handed(paper)},
	}
}

func purchaseRows() []row {
	back := func(b bench, v ledger.VoucherID, bad bool) {
		if !bad {
			b.Must(b.t, ledger.Reverse{ID: v, Day: 20260228, Reason: "错", Post: true, Reviewer: "李审核"})
		}
	}
	earn := func(b bench, text string, m ledger.Money) {
		b.Post(b.t, V(20260110, text, Dr("102", m), Cr("408", m)))
	}
	return []row{
		{id: "F33", says: "共 10,000.00 元", build: func(b bench, bad bool) { // one of them alone is at the limit
			b.pay(20260110, "购器材", "体育店", "50102", pick(bad, ledger.Money(9_999_99), 10_000_00))
			b.pay(20260110, "购器材", "体育店", "50102", 1)
		}},
		{id: "F33", says: "共 12,000.00 元", build: func(b bench, bad bool) { // nobody knows whether it was one seller
			for range 2 {
				b.pay(20260110, "购器材", pick(bad, "体育店", ""), "50102", 6_000_00)
			}
		}},
		{id: "F33", says: "共 12,000.00 元", build: func(b bench, bad bool) {
			b.pay(20260110, "购器材", "体育店", "50102", 6_000_00)
			back(b, b.pay(20260111, "购器材", "体育店", "50102", 6_000_00), bad)
		}},
		{id: "F33", says: "3 笔，共 13,000.00 元", build: func(b bench, bad bool) { // two of three are below the limit
			b.pay(20260110, "购器材", "体育店", "50102", 6_000_00)
			b.pay(20260111, "购器材", "体育店", "50102", 3_500_00)
			back(b, b.pay(20260112, "购器材", "体育店", "50102", 3_500_00), bad)
		}},
		{id: "F33", says: "（2026-01-记-0001、", build: func(b bench, bad bool) { // the third day still, the fourth no more
			b.pay(20260110, "购器材", "体育店", "50102", 6_000_00)
			b.pay(pick(bad, ledger.Day(20260112), 20260113), "购器材", "体育店", "50102", 6_000_00)
		}},
		{id: "F27", more: "讲课费", says: "赵主席", build: func(b bench, bad bool) {
			back(b, b.pay(20260110, "讲课费 赵主席", "", "50101", 500_00), bad)
		}},
		{id: "F27", more: "讲课费", says: "赵主席", build: func(b bench, bad bool) { // what he pays back
			if bad {
				b.pay(20260110, "讲课费", "赵主席", "50101", 500_00)
				return
			}
			earn(b, "赵主席退讲课费", 500_00)
		}},
		{id: "F27", more: "讲课费", says: "赵主席", build: func(b bench, bad bool) {
			b.pay(20260110, pick(bad, "裁判费", "打印费"), "赵主席", "50102", 500_00)
		}},
		{id: "F28", says: "“水电”", build: func(b bench, bad bool) { back(b, b.pay(20260110, "付水电", "供电所", "50504", 500_00), bad) }},
		{id: "F28", says: "“水电”", build: func(b bench, bad bool) {
			if bad {
				b.pay(20260110, "付水电", "供电所", "50504", 500_00)
				return
			}
			earn(b, "退水电", 500_00)
		}},
		{id: "F29", says: "同时附在", build: func(b bench, bad bool) { // twice on one voucher is once
			v := b.pay(20260105, "购球", "体育店", "50102", 300_00)
			var files []ledger.File
			for _, name := range []string{"发票.pdf", "发票副本.pdf"} {
				f, err := b.Files().Put(name, strings.NewReader("一张发票"))
				if err != nil {
					b.t.Fatal(err)
				}
				files = append(files, f)
			}
			b.Must(b.t, ledger.SetEvidence{Evidence: ledger.Evidence{Voucher: v, Papers: 1, Files: files}})
			if bad {
				b.attach(b.pay(20260115, "购球", "体育店", "50102", 200_00), "票.pdf", "一张发票")
			}
		}},
		{id: "F29", says: "同时附在", build: func(b bench, bad bool) { // the corrected voucher rests on the papers of the wrong one
			v := b.pay(20260105, "购球", "体育店", "50102", 300_00)
			b.attach(v, "发票.pdf", "一张发票")
			right := V(20260110, "购球", Dr("50105", 300_00), Cr("102", 300_00))
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: v, Day: 20260110, Reason: "科目错", Corrected: &right, Post: true, Reviewer: "李审核"})
				b.attach(3, "发票.pdf", "一张发票")
				return
			}
			b.attach(b.Post(b.t, right).Voucher, "发票.pdf", "一张发票")
		}},
		{id: "F29", says: "写在 2 次慰问上", build: func(b bench, bad bool) { // lists without the number of an invoice
			who := ledger.Share{Member: b.member("陈一帆")}
			for _, o := range []string{"端午", "劳动节"} {
				b.give(ledger.Gift{Occasion: o, Day: 20260510, Each: 80_00, Bill: ledger.Bill{Ref: pick(bad, "24332001", "")}}, who)
			}
		}},
		{id: "F29", says: "写在 2 次慰问上", build: func(b bench, bad bool) { // one of them was withdrawn
			who := ledger.Share{Member: b.member("陈一帆")}
			for _, o := range []string{"端午", "劳动节"} {
				b.give(ledger.Gift{Occasion: o, Day: 20260210, Each: 80_00, Bill: ledger.Bill{Ref: "24332001"}}, who)
			}
			back(b, 2, bad)
		}},
		{id: "F51", more: "节假日", says: "号码相连", build: func(b bench, bad bool) {
			b.attach(b.pay(20260105, "购球", "体育店", "50102", 300_00), "24332000000014209699.pdf", "甲")
			b.attach(b.pay(20260106, "购球", "体育店", "50102", 310_00), "没有号码.pdf", "丙")
			b.attach(b.pay(20260107, "购球", "体育店", "50102", 320_00), "也没有号码.pdf", "丁")
			v := b.pay(20260115, "购网", "体育店", "50102", 200_00)
			b.attach(v, "24332000000014209700.pdf", "乙")
			back(b, v, bad)
		}},
		{id: "F51", more: "节假日", says: "号码相连", build: func(b bench, bad bool) { // another invoice book, though its end goes on
			b.attach(b.pay(20260105, "购球", "体育店", "50102", 300_00), "24332000000014209699.pdf", "甲")
			b.attach(b.pay(20260106, "购球", "体育店", "50102", 310_00), pick(bad, "24332000000014209700.pdf", "24332000010014209700.pdf"), "乙")
		}},
		{id: "F41", found: noGear, today: 20270301, says: "羽毛球", build: func(b bench, bad bool) { // bought, or counted, in the new year
			b.Must(b.t, ledger.StockIn{Day: pick(bad, ledger.Day(20261231), 20270101), Expense: "50102", Money: "102", Papers: 1, Post: true, Reviewer: "李审核", Goods: []ledger.GoodsLine{{Name: "羽毛球", Qty: 10, Amount: 100_00}}})
			if bad {
				b.Must(b.t, ledger.StockCount{Day: 20270102, Reason: "盘点", Counts: []ledger.CountLine{{Article: 1, Found: 10}}})
			}
			b.pay(20261205, "购球", "店", "50102", 1_00)
		}},
		{id: "F41", found: noGear, today: 20270301, says: "羽毛球", build: func(b bench, bad bool) { // nothing left to count
			b.goods()
			if !bad {
				b.Must(b.t, ledger.StockOut{Day: 20261230, Why: "奖品", Post: true, Reviewer: "李审核", Goods: []ledger.GoodsLine{{Article: 1, Qty: 10}}})
			}
			b.pay(20261205, "购球", "店", "50102", 1_00)
		}},
		{id: "F04", says: "1.00 元是", build: func(b bench, bad bool) { // the last of it
			b.Post(b.t, V(20260108, "拨来经费", Dr("102", 8_000_00), Cr("402", 4_800_00), Cr("211", 3_200_00)))
			m := pick(bad, ledger.Money(3_199_00), 3_200_00)
			b.Post(b.t, V(20260420, "交上级", Dr("211", m), Cr("102", m)))
			b.pay(20260510, "购球", "店", "50102", 1_00)
		}},
		{id: "F45", says: "应有 2026-01-收-0001", found: func(f *ledger.Found, _ bool) { f.Unit.Words = ledger.ThreeWords }, twist: func(r ledger.Reader) ledger.Reader {
			return rewritten{r, func(v *ledger.Voucher) {
				if v.Word == "收" {
					v.Number = 2
				}
			}}
		}, build: func(b bench, _ bool) { // each word has its own numbers
			b.pay(20260105, "购球", "店", "50102", 1_00)
			earn(b, fmt.Sprint("利息"), 1_00)
			b.pay(20260205, "购球", "店", "50102", 1_00)
		}},
	}
}
