package period_test

import (
	"crypto/rand"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/store/notary"
	"huizhang/store/storetest"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

func TestCloseScenario(t *testing.T) {
	b := storetest.Example(t, false, nil)
	b.Must(t, ledger.Enter{Voucher: storetest.V(ledger.DayOf(2026, 1, 28), "买球", storetest.Dr("50102", 200_00), storetest.Cr("101", 200_00))})
	d := deskOn(t, b, "王会计")
	s := tuitest.Scenario(t, "testdata/gates.scenario", app(d, screen.Periods{}))
	b.Must(t, ledger.VoidDraft{ID: 12, Reason: "不买了"})
	s.Press("esc").Press("enter").Expect("处理或说明 1 项").Reject("必须处理")
	s.Press("home", "down", "down", "down", "down", "down").Expect("银行对账：").Press("f4").Type("等银行寄来").Press("enter")
	s.Expect("检查都过了，按 F8 结账").Golden("ready-80x24")
	s.Press("f8").Expect("说明后通过 银行对账：等银行寄来").Press("enter").Expect("2026年1月已结账").Press("enter")
	s.Expect("已结账").Expect("1 项说明原因后通过").Expect("结-1")
	check(t, b, func(r ledger.Reader) {
		page := r.MonthPage(202601)
		if !page.Closed || len(page.Passed) != 1 || page.Passed[0].Reason != "等银行寄来" || page.Cash == nil || page.Cash.Amount != 500_00 {
			t.Errorf("page %+v", page)
		}
	})
}

func check(t *testing.T, b *storetest.Desk, f func(ledger.Reader)) {
	t.Helper()
	if err := b.Book.View(func(r ledger.Reader) error { f(r); return nil }); err != nil {
		t.Fatal(err)
	}
}

func TestReopenOnlyTheLast(t *testing.T) {
	b := storetest.Example(t, true, nil)
	b.Post(t, storetest.V(ledger.DayOf(2026, 2, 5), "收2月会费", storetest.Dr("102", 1_569_00), storetest.Cr("401", 1_569_00)))
	b.Must(t, ledger.CloseMonth{Month: 202602, Without: map[string]string{"soft": "示例账"}})
	d := deskOn(t, b, "赵主席")
	s := open(t, d, screen.Periods{}, 80, 24).Expect("待结账").Golden("list-80x24")
	s.Press("f9").Expect("2026年3月没有结账")
	s.Press("end", "f9").Expect("只能反结最后一个已结账的月份（2026年2月）")
	s.Press("up", "f9").Expect("反结账2026年2月").Press("enter").Expect("请写明原因").Type("补记漏记的一张发票").Press("enter")
	s.Expect("2026年2月已反结账").Expect("1 次").Expect("赵主席：补记漏记的一张发票").Golden("seam-80x24")
	s.Resize(60, 20).Golden("seam-60x20")
	s.Resize(120, 40).Golden("seam-120x40")
	s.Press("end", "enter").Expect("VoucherView")
	check(t, b, func(r ledger.Reader) {
		if p := r.MonthPage(202602); p.Closed || len(p.Reopened) != 1 {
			t.Errorf("page %+v", p)
		}
	})
	// Who is not the chair gets the reason of the rules.
	d2 := deskOn(t, b, "王会计")
	d2.NewID = func() string { return "ffffffffffffffffffffffffffffffff" }
	open(t, d2, screen.Periods{}, 80, 24).Press("end", "f9").Type("试").Press("enter").Expect("需要：主席")
}

func TestDecemberAsksForReleased(t *testing.T) {
	b := storetest.New(t, func(f *ledger.Found) { f.Unit.Start = ledger.MonthOf(2026, 12) })
	b.Post(t, storetest.V(ledger.DayOf(2026, 12, 5), "收专款", storetest.Dr("102", 3_000_00), ledgertest.Special(storetest.Cr("40302", 3_000_00))))
	b.Post(t, storetest.V(ledger.DayOf(2026, 12, 6), "用专款", ledgertest.Special(storetest.Dr("50404", 2_000_00)), storetest.Cr("102", 2_000_00)))
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.ClosePeriod{Month: 202612}, 80, 24)
	s.Press("end").Expect("专项结转现有").Press("enter").Expect("专项结转现有 1,000.00 元")
	s.Press("backspace", "backspace", "backspace", "backspace").Type("1000.01").Press("enter").Expect("不能转出更多")
	for range 7 {
		s.Press("backspace")
	}
	s.Type("400+200").Press("enter").Expect("600.00").Golden("december-80x24")
	s.Press("home", "down", "down", "down", "down", "down").Expect("银行对账：").Press("f4").Type("年末未到").Press("enter")
	s.Press("f8").Expect("专项结转转为结余 600.00 元").Press("enter").Expect("2026年12月已结账")
	check(t, b, func(r ledger.Reader) {
		if special, free := -ledger.Balance(r, "32104", 202612), -ledger.Balance(r, "32205", 202612); special != 400_00 || free != 600_00 {
			t.Errorf("32104 %s, 32205 %s", special, free)
		}
	})
}

func TestFacts(t *testing.T) {
	b := storetest.Example(t, false, nil)
	b.Must(t, ledger.AddAccount{Code: "10201", Text: "农商行基本户"})
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.MonthFacts{Month: 202601, Field: "bank"}, 80, 24).Expect("10201 农商行基本户").Golden("facts-80x24")
	s.Type("100").Press("f8").Expect("请说明原因").Golden("facts-problem-80x24")
	s.Type("在途款").Press("f8")
	s = open(t, d, screen.MonthFacts{Month: 202601, Field: "payroll"}, 60, 20)
	s.Expect("100.00").Expect("在途款").Golden("facts-60x20")
	s.Type("400000").Press("enter").Type("六十").Press("f8").Expect("请写一个整数")
	s.Press("esc").Expect("还没有保存").Press("enter").Expect("六十")
	s.Press("backspace", "backspace").Type("60").Press("f8")
	check(t, b, func(r ledger.Reader) {
		p := r.MonthPage(202601)
		if p.Payroll != 400_000_00 || p.Heads != 60 || p.Cash != nil || len(p.Banks) != 1 || p.Banks[0].Why != "在途款" {
			t.Errorf("page %+v", p)
		}
	})
}

func TestAuditorCannotWrite(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := deskOn(t, b, "钱经审")
	s := open(t, d, screen.Periods{}, 80, 24)
	s.Press("end", "f9").Expect("经审可以查看")
	s.Press("home", "enter").Expect("经审可以查看").Press("f8").Expect("经审可以查看")
	s.Press("down", "down", "down", "down", "f4").Reject("说明原因：").Press("f3")
	open(t, d, screen.MonthFacts{Month: 202602}, 80, 24).Press("=", "f8").Expect("经审可以查看")
	open(t, deskOn(t, b, "王会计"), screen.MonthFacts{Month: 202601}, 80, 24).Press("=", "f8").Expect("已经结账，月末资料不能再改")
	check(t, b, func(r ledger.Reader) {
		if p := r.MonthPage(202602); p.Cash != nil || p.Closed {
			t.Errorf("page %+v", p)
		}
	})
}

// TestReasonsAreNotDropped: what was written for a close is asked for before it
// is thrown away.
func TestReasonsAreNotDropped(t *testing.T) {
	b := storetest.Example(t, false, nil)
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.ClosePeriod{Month: 202601}, 80, 24)
	s.Press("home", "down", "down", "down", "down").Expect("现金盘点：").Press("f4").Type("出纳请假").Press("enter").Expect("已说明")
	s.Press("esc").Expect("写好的 1 条原因").Press("enter").Expect("原因：出纳请假")
	s.Press("esc").Expect("写好的 1 条原因").Press("esc").Expect("原因：出纳请假")
}

// TestYearIsSignedLater: a December closed without the year's signature can be
// signed from the list, and says what came between.
func TestYearIsSignedLater(t *testing.T) {
	b := storetest.New(t, func(f *ledger.Found) { f.Unit.Start = ledger.MonthOf(2026, 12) })
	b.Post(t, storetest.V(ledger.DayOf(2026, 12, 5), "利息", storetest.Dr("102", 3_00), storetest.Cr("408", 3_00)))
	shut := ledger.CloseMonth{Month: 202612, Without: map[string]string{"soft": "试验"}}
	b.Must(t, shut)
	d := deskOn(t, b, "王会计")
	d.Notary = &notary.Notary{Dir: t.TempDir(), Random: rand.Reader, Books: b.Shelf}
	s := open(t, d, screen.Periods{}, 80, 24).Press("end").Expect("> 2026年12月").Expect("全年结账还没有签字").Golden("year-80x24")
	s.Resize(60, 20).Golden("year-60x20")
	s.Resize(80, 24).Press("f5").Expect("Sign").Expect("2026")
	_, act, err := d.Notary.MakeKey(storetest.Unit().BookID, "王会计", "三只 青蛙 跳过 田埂")
	if err != nil {
		t.Fatal(err)
	}
	b.Must(t, act)
	act, err = d.Notary.Sign(b.Book, ledger.SignOrder{Kind: ledger.SignYear, Period: ledger.YearPeriod(2026), By: "王会计", Day: 20270105}, "三只 青蛙 跳过 田埂")
	if err != nil {
		t.Fatal(err)
	}
	b.Must(t, act)
	s = open(t, d, screen.Periods{}, 80, 24).Press("end").Expect("年度签字：王会计").Reject("还没有签字").Press("f5").Expect("不用再签")
	s.Press("f6").Expect("year-summary")
	open(t, deskOn(t, b, "赵主席"), screen.Periods{}, 80, 24).Press("end", "f9").Expect("要请他们重新签").Press("esc")
	b.As("赵主席", func() { b.Must(t, ledger.ReopenMonth{Month: 202612, Reason: "补记"}) })
	open(t, d, screen.Periods{}, 80, 24).Expect("反过结账").Press("f5").Expect("还没有结账")
	b.Must(t, shut)
	open(t, d, screen.Periods{}, 120, 40).Press("end").Expect("反过结账（赵主席：补记）").Expect("按 F5 签").Press("f5").Expect("Sign")
}
