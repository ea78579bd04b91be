package audit_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/report"
	. "huizhang/store/storetest"
)

// attach puts a file beside a voucher.
func (b bench) attach(id ledger.VoucherID, name, content string) {
	b.t.Helper()
	f, err := b.Files().Put(name, strings.NewReader(content))
	if err != nil {
		b.t.Fatal(err)
	}
	b.Must(b.t, ledger.SetEvidence{Evidence: ledger.Evidence{Voucher: id, Papers: 1, Files: []ledger.File{f}}})
}

func buyRows() []row {
	return []row{
		{id: "F29", says: "同时附在", build: func(b bench, bad bool) {
			b.attach(b.pay(20260105, "购球", "体育店", "50102", 300_00), "发票.pdf", "一张发票")
			b.attach(b.pay(20260115, "购球", "体育店", "50102", 300_00), "发票.pdf", pick(bad, "一张发票", "另一张发票"))
		}},
		{id: "F29", says: "发票 24332000000014209621", build: func(b bench, bad bool) {
			b.attach(b.pay(20260105, "购球", "体育店", "50102", 300_00), "24332000000014209621.pdf", "原件")
			b.attach(b.pay(20260115, "购球", "体育店", "50102", 300_00), pick(bad, "复印 24332000000014209621.pdf", "24332000000014209622.pdf"), "扫描件")
		}},
		{id: "F29", says: "写在 2 次慰问上", build: func(b bench, bad bool) {
			who := ledger.Share{Member: b.member("陈一帆")}
			b.give(ledger.Gift{Occasion: "端午", Day: 20260510, Each: 80_00, Bill: ledger.Bill{Ref: "24332001"}}, who)
			b.give(ledger.Gift{Occasion: "劳动节", Day: 20260511, Each: 80_00, Bill: ledger.Bill{Ref: pick(bad, "24332001", "24332002")}}, who)
		}},
		{id: "F29", says: "写在 2 次慰问上", build: func(b bench, bad bool) { // one invoice large enough for both was shared
			who := ledger.Share{Member: b.member("陈一帆")}
			bill := ledger.Bill{Ref: "24332001", Amount: pick(bad, ledger.Money(159_99), 160_00), Why: "两次一起开票"}
			b.give(ledger.Gift{Occasion: "端午", Day: 20260510, Each: 80_00, Bill: bill}, who)
			b.give(ledger.Gift{Occasion: "劳动节", Day: 20260511, Each: 80_00, Bill: bill}, who)
		}},
		{id: "F29", as: audit.Doubt, says: "两次 300.00 元", build: func(b bench, bad bool) {
			b.pay(20260105, "购球", "体育店", "50102", 300_00)
			b.pay(pick(bad, ledger.Day(20260105), 20260106), "购球", "体育店", "50102", 300_00)
		}},
		{id: "F29", says: "同时附在", build: func(b bench, bad bool) { // a wrong voucher and its red letter
			first := b.pay(20260105, "购球", "体育店", "50102", 300_00)
			b.attach(first, "发票.pdf", "一张发票")
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: first, Day: 20260110, Reason: "录错", Post: true, Reviewer: "李审核"})
			}
			b.attach(b.pay(20260115, "购球", "体育店", "50102", 300_00), "发票.pdf", "一张发票")
		}},
		{id: "F30", cannot: "抬头"}, {id: "F31", cannot: "查验"}, {id: "F32", cannot: "开票日期"},
		{id: "F33", says: "2 笔，共 10,000.00 元", build: func(b bench, bad bool) {
			b.pay(20260130, "购器材", "体育店", "50102", 5_000_00)
			b.pay(pick(bad, ledger.Day(20260201), 20260202), "购器材", "体育店", "50102", 5_000_00) // over the end of a month
			b.pay(20260220, "购器材", "体育店", "50102", 9_999_99)
		}},
		{id: "F33", says: "10,000.00 元", build: func(b bench, bad bool) {
			b.pay(20260110, "购器材", "体育店", "50102", 5_000_00)
			b.pay(20260111, "购器材", "体育店", "50102", pick(bad, ledger.Money(5_000_00), 4_999_99))
		}},
	}
}

// single makes the book one that a single person keeps.
func single(f *ledger.Found, _ bool) { f.Unit.Single = true }

func bookRows() []row {
	jan := ledger.MonthOf(2026, 1)
	spend := func(b bench, _ bool) { b.pay(20260105, "购球", "店", "50102", 1_00) }
	facts := func(b bench, cash ledger.Money) {
		b.Must(b.t, ledger.SetMonthFacts{Month: jan, Cash: &ledger.CashCount{Amount: cash, By: "孙出纳", Day: jan.Last()},
			Banks: []ledger.BankBalance{{Account: "102", Amount: 49_999_00}}})
	}
	return []row{
		{id: "F35", found: single, as: audit.Remark, says: "1 张", build: func(b bench, bad bool) {
			b.Must(b.t, ledger.Enter{Voucher: V(20260105, "购球", Dr("50102", 1_00), Cr("102", 1_00)), Post: true, Reviewer: pick(bad, "王会计", "李审核")})
		}},
		{id: "F36", more: "限额", says: "1,000.01 元，超过", build: func(b bench, bad bool) {
			b.Post(b.t, V(20260105, "提现", Dr("101", 2_000_00), Cr("102", 2_000_00)))
			m := pick(bad, ledger.Money(1_000_01), 1_000_00)
			b.Post(b.t, V(20260106, "付费用", Dr("50102", m), Cr("101", m)))
		}},
		{id: "F36", more: "限额", says: "其中 0.01 元只能来自收到", build: func(b bench, bad bool) {
			b.Post(b.t, V(20260105, "收会费", Dr("101", 300_00), Cr("401", 300_00)))
			m := pick(bad, ledger.Money(500_01), 500_00)
			b.Post(b.t, V(20260106, "付费用", Dr("50102", m), Cr("101", m)))
		}},
		{id: "F36", more: "限额", as: audit.Grave, says: "日终现金是负数：-0.01 元", build: func(b bench, bad bool) {
			m := pick(bad, ledger.Money(500_01), 500_00)
			b.Post(b.t, V(20260106, "付费用", Dr("50102", m), Cr("101", m)))
			b.Post(b.t, V(20260107, "提现", Dr("101", 100_00), Cr("102", 100_00)))
		}},
		{id: "F37", says: "盘点 400.00 元", build: func(b bench, bad bool) {
			spend(b, bad)
			facts(b, pick(bad, ledger.Money(400_00), 500_00))
		}},
		{id: "F38", says: "5,000.00 元超过三个月", build: func(b bench, bad bool) {
			b.Post(b.t, V(20260105, "借支", Dr("135", 5_000_00), Cr("102", 5_000_00)))
			if !bad {
				b.Post(b.t, V(20260420, "结清", Dr("50102", 5_000_00), Cr("135", 5_000_00)))
			}
			b.pay(20260507, "购球", "店", "50102", 1_00)
		}},
		{id: "F38", as: audit.Remark, says: "后来已处理", build: func(b bench, bad bool) {
			b.Post(b.t, V(20260105, "借支", Dr("135", 5_000_00), Cr("102", 5_000_00)))
			b.Post(b.t, V(pick(bad, ledger.Day(20260501), 20260430), "结清", Dr("50102", 5_000_00), Cr("135", 5_000_00)))
		}},
		{id: "F38", says: "从 2026-05-31 起有 2,000.00 元到期", build: func(b bench, bad bool) {
			due := pick(bad, ledger.Day(20260531), today)
			b.Must(b.t, ledger.LendTo{Member: b.member("陈一帆"), Day: 20260105, Amount: 2_000_00, Detail: true, Money: "102", Why: "应急", Plan: []ledger.Instalment{{Due: due, Amount: 2_000_00}},
				Approved: ledger.Approval{By: "赵主席", Day: 20260104, Minute: "1号"}, Papers: 1, Post: true, Reviewer: "李审核"})
			b.pay(20260507, "购球", "店", "50102", 1_00) // four months on, but by the plan not late
		}},
		{id: "F39", says: "一年没有动过", today: 20270201, eve: 20270131, build: func(b bench, bad bool) { // nothing moves any more at all
			b.Post(b.t, V(20260105, "收押金", Dr("102", 100_00), Cr("215", 100_00)))
		}},
		{id: "F39", says: "一年没有动过", today: 20270201, build: func(b bench, bad bool) {
			b.Post(b.t, V(20260105, "收押金", Dr("102", 100_00), Cr("215", 100_00)))
			b.pay(20270105, "购球", "店", "50102", 1_00)
			if !bad {
				b.Post(b.t, V(20270106, "退部分押金", Dr("215", 1_00), Cr("102", 1_00)))
			}
		}},
		{id: "F40", says: "没有登记固定资产", build: func(b bench, bad bool) {
			b.pay(20260105, "购办公电脑1台", "店", "50504", pick(bad, ledger.Money(1_000_00), 999_99))
		}},
		{id: "F41", says: "折旧", build: func(b bench, bad bool) {
			spend(b, bad)
			if !bad {
				v := V(20260131, "计提折旧", Dr("30104", 100_00), Cr("163", 100_00))
				v.NoPaper = "折旧计算表"
				b.Post(b.t, v)
			}
		}},
		{id: "F42", says: "盘点缺少 5,000.00 元", build: func(b bench, bad bool) {
			if bad {
				b.Post(b.t, V(20260110, "盘亏", Dr("182", 5_000_00), Dr("163", 1_000_00), Cr("162", 6_000_00)))
				return
			}
			b.Post(b.t, V(20260110, "报废旧机", Dr("30104", 5_000_00), Dr("163", 1_000_00), Cr("162", 6_000_00)))
		}},
		{id: "F43", more: "批文", says: "-0.01 元", build: func(b bench, bad bool) {
			in := V(20260105, "收专款", Dr("102", 100_00), Cr("40302", 100_00))
			in.Lines[1].Restricted = true
			b.Post(b.t, in)
			m := pick(bad, ledger.Money(100_01), 100_00)
			out := V(20260106, "付专款", Dr("50404", m), Cr("102", m))
			out.Lines[0].Restricted = true
			b.Post(b.t, out)
		}},
		{id: "F44", says: "公示", build: func(b bench, bad bool) { b.hardship(bad) }},
		{id: "F45", says: "应有 2026-01-记-0001", twist: func(r ledger.Reader) ledger.Reader { return gapped{r} }, build: func(b bench, _ bool) {
			b.pay(20260105, "购球", "店", "50102", 1_00)
			b.pay(20260106, "购球", "店", "50102", 2_00)
		}},
		{id: "F46", says: "原因：补记", build: func(b bench, bad bool) {
			spend(b, bad)
			b.Must(b.t, ledger.CloseMonth{Month: jan, Without: map[string]string{"soft": "测试"}})
			if bad {
				b.As("赵主席", func() { b.Must(b.t, ledger.ReopenMonth{Month: jan, Reason: "补记"}) })
			}
		}},
	}
}

// hardship pays one case that was approved; bad: before the result hung long
// enough.
func (b bench) hardship(bad bool) {
	who := b.member("陈一帆")
	c := ledger.Case{Member: who, Opened: 20260501, Cause: "大病", Proofs: ledger.AidProofs("大病")}
	for i := range c.Proofs {
		c.Proofs[i].Seen = true
	}
	ok := ledger.Approval{By: "赵主席", Day: 20260503, Minute: "3号"}
	b.Must(b.t, ledger.SaveCase{Case: c, File: &ledger.CaseFile{Story: "测试"}})
	b.Must(b.t, ledger.AddOpinion{Case: 1, Opinion: ledger.Opinion{Level: "工会", By: "赵主席", Day: 20260502, Text: "属实"}})
	b.Must(b.t, ledger.ApproveCase{Case: 1, Approved: ok, Amount: 500_00})
	b.Must(b.t, ledger.HangCase{Case: 1, Hung: ledger.Publication{From: 20260504, To: pick(bad, ledger.Day(20260507), 20260508), Place: "公告栏", Heard: "无异议"}})
	b.give(ledger.Gift{Occasion: "困难帮扶", Day: 20260520, Form: ledger.Transfer, Each: 500_00, Case: 1, Approved: ok, Proofs: []ledger.ProofItem{{Name: "困难档案", Seen: true}}}, ledger.Share{Member: who})
	b.Must(b.t, ledger.FreezeSheet{Sheet: 1})
	b.Must(b.t, ledger.SignShares{Sheet: 1, Day: 20260520, Marks: []ledger.Mark{{Line: 1, Sign: ledger.Transferred}}})
}

func publicRows() []row {
	jan := ledger.MonthOf(2026, 1)
	spend := func(b bench, _ bool) { b.pay(20260105, "购球", "店", "50102", 1_00) }
	shut := func(b bench) {
		spend(b, false)
		b.Must(b.t, ledger.CloseMonth{Month: jan, Without: map[string]string{"soft": "测试"}})
	}
	hang := report.Publish{Period: ledger.MonthPeriod(jan), Place: "公告栏", From: 20260205, To: 20260212}
	return []row{
		{id: "F47", today: 20260304, says: "32 天了还没有结账", build: func(b bench, bad bool) {
			if bad {
				spend(b, bad)
				return
			}
			shut(b)
		}},
		{id: "F48", today: 20260304, says: "没有公示", build: func(b bench, bad bool) {
			shut(b)
			if !bad {
				b.Must(b.t, hang)
			}
		}},
		{id: "F48", as: audit.Remark, says: "晚了 1 天", build: func(b bench, bad bool) {
			shut(b)
			late := hang
			late.From, late.To = pick(bad, ledger.Day(20260304), 20260303), 20260310
			b.Must(b.t, late)
		}},
		{id: "F49", says: "公示表第 2 版", build: func(b bench, bad bool) {
			shut(b)
			b.Must(b.t, hang)
			var n ledger.Notice
			b.View(func(r ledger.Reader) error { n, _ = r.Notice(hang.Period, 1); return nil })
			body := bytes.Replace(n.Body, []byte("工会经费收支"), []byte(pick(bad, "工会经费收支 13800138000 ", "工会经费收支 ")), 1)
			n.Version, n.Body, n.Hash = 2, body, fmt.Sprintf("%x", sha256.Sum256(body))
			b.Must(b.t, Announce{Notice: n}) // publishing itself refuses it
		}},
		{id: "F50", says: "大概的数", build: func(b bench, bad bool) {
			b.pay(20260105, pick(bad, "购球2000多元", "购球2000元"), "店", "50102", 2_000_00)
		}},
		{id: "F51", more: "节假日", says: "6 张", build: func(b bench, bad bool) {
			for i := range pick(bad, 6, 5) {
				b.pay(20260104, "购球", "店", "50102", ledger.Money(100+i)) // a Sunday
			}
		}},
		{id: "F51", more: "节假日", as: audit.Doubt, says: "才批准", build: func(b bench, bad bool) {
			v := b.pay(20260504, "活动订金", "某公司", "50102", 50_00)
			b.event(ledger.Event{From: 20260510, Approved: ledger.Approval{By: "赵主席", Day: pick(bad, ledger.Day(20260505), 20260504), Minute: "1号"}}, true, 0, "", 0, b.member("陈一帆"))
			b.Must(b.t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: v}})
		}},
		{id: "F52", more: "归档", says: "没有移交清册", build: func(b bench, bad bool) {
			spend(b, bad)
			b.Must(b.t, ledger.SavePerson{Person: ledger.Person{Name: "孙出纳", Roles: []ledger.Role{ledger.Cashier}, Gone: bad}})
		}},
	}
}
