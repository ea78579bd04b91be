package home_test

import (
	"fmt"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
	"huizhang/tui/desk"
	"huizhang/tui/home"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// noted is a book that has something to say about itself.
type noted struct {
	ledger.Book
	notes []string
}

func (n noted) Notes() []string { return n.notes }

func start(t *testing.T, d *desk.Desk) *tuitest.Driver {
	t.Helper()
	menu := []home.Entry{{Keys: []string{"2", "f3"}, Label: "凭证", Route: screen.VoucherList{}}}
	return tuitest.Solo(t, home.New(d, menu), 80, 24)
}

func deskFor(t *testing.T, notes ...string) *desk.Desk {
	return deskOn(storetest.New(t, nil), t, notes...)
}

func deskOn(b *storetest.Desk, t *testing.T, notes ...string) *desk.Desk {
	return tuitest.Desk(t, noted{b.Book, notes}, b.Shelf, "王会计", ledger.DayOf(2026, 2, 20))
}

func TestEveryKeptFormIsOffered(t *testing.T) {
	d := deskFor(t)
	d.Kept.Keep(desk.Form{Kind: "voucher", Title: "买慰问品"})()
	start(t, d).Expect("上次有没填完的内容").Expect("买慰问品").Press("1").Expect("VoucherForm {ID:0 Template: CopyOf:0 Kept:true")
	d.Kept.Keep(desk.Form{Kind: "gift", Title: "慰问：端午"})()
	d.Kept.Keep(desk.Form{Kind: "sign", Title: "登记回签", Route: map[string]string{"sheet": "7"}})()
	start(t, d).Press("esc", "home").Expect("没填完：慰问：端午").Press("enter").Expect("GiftForm {")
	start(t, d).Press("esc", "home", "down", "enter").Expect("SheetSign {ID:")
	d.Kept.Drop("gift")()
	d.Kept.Drop("sign")()
	d.Kept.Keep(desk.Form{Kind: "dues", Title: "会费：勾选了 5 人"})()
	s := start(t, d).Expect("接着填：会费：勾选了 5 人").Expect("接着填：买慰问品").Press("1").Expect("DuesGrid")
	s.Press("esc").Expect("没填完：买慰问品").Press("down", "enter").Expect("VoucherForm")
	start(t, d).Press("3").Expect("没填完：会费")
	start(t, d).Press("4").Expect("已经丢弃").Reject("没填完：")
	if all := d.Kept.All(); len(all) != 0 {
		t.Fatal(all)
	}
}

func TestNotesAreShownOnce(t *testing.T) {
	note := "上次没有正常退出，账本已经检查过，没有丢失。（L02）请照常使用，并在今天退出时看一眼备份是不是做好了。"
	s := start(t, deskFor(t, note)).Expect("! 上次没有正常退出")
	s.Press("enter").Expect("请留意").Expect("备份是不是做好了").Press("esc").Expect("上次没有正常退出")
	s.Press("enter", "enter").Reject("上次没有正常退出").Press("2", "esc").Reject("上次没有正常退出")
}

func TestOneWhoPaidEarlyDoesNotAssessTheMonth(t *testing.T) {
	b := storetest.New(t, nil)
	for i, name := range []string{"钱大华", "周国华", "孙转走"} {
		m := ledger.Member{No: fmt.Sprint(i + 1), Name: name, Spells: []ledger.Spell{{From: 20200101}}, Wages: []ledger.Wage{{From: 202001, Post: 5000_00}}}
		if i == 2 {
			m.Spells[0].To, m.Spells[0].Out = 20251231, "转出"
		}
		b.Must(t, ledger.SaveMember{Member: m})
	}
	d := deskOn(b, t)
	// A month that was passed over is asked for before this one.
	start(t, d).Expect("2026年1月的会费还没有核定").Reject("2026年2月的会费")
	b.Must(t, ledger.AssessDues{Month: 202601})
	start(t, d).Expect("2026年2月的会费还没有核定")
	b.Must(t, ledger.CollectDues{Day: 20260120, Account: "102", Portions: []ledger.Portion{{Member: 1, Month: 202602}}, Post: true, Reviewer: "李审核"})
	start(t, d).Expect("2026年2月的会费还有人没有核定")
	b.Must(t, ledger.AssessDues{Month: 202602})
	start(t, d).Reject("没有核定")
}

func TestEscOnceTooOftenStays(t *testing.T) {
	s := start(t, deskFor(t)).Press("esc").Expect("现在退出会账吗").Press("esc").Reject("现在退出会账吗").Press("esc", "right", "enter")
	if s.Quit() {
		t.Fatal("left without a yes")
	}
	if s.Press("esc", "enter"); !s.Quit() {
		t.Fatal("did not leave")
	}
}

func TestPublishedFiguresThatNoLongerHold(t *testing.T) {
	b := storetest.New(t, nil)
	b.Post(t, storetest.V(ledger.DayOf(2026, 1, 10), "利息", storetest.Dr("102", 500), storetest.Cr("408", 500)))
	end := func() {
		b.Must(t, ledger.CloseMonth{Month: 202601, Without: map[string]string{"soft": "试验"}})
	}
	publish := report.Publish{Period: ledger.MonthPeriod(202601), Place: "校务公开栏", From: ledger.DayOf(2026, 2, 5)}
	end()
	b.Must(t, publish)
	start(t, deskOn(b, t)).Reject("不符")
	b.As("赵主席", func() { b.Must(t, ledger.ReopenMonth{Month: 202601, Reason: "补记"}) })
	b.Post(t, storetest.V(ledger.DayOf(2026, 1, 30), "补收利息", storetest.Dr("102", 500), storetest.Cr("408", 500)))
	end()
	start(t, deskOn(b, t)).Expect("! 2026年1月公示的数与现在的账面不符")
	b.Must(t, publish)
	start(t, deskOn(b, t)).Reject("不符")
}
