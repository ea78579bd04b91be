package dues_test

import (
	"path/filepath"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/dues"
	"huizhang/tui/home"
	"huizhang/tui/report"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// unit is a book under test and the desk that screens work at.
type unit struct {
	*storetest.Desk
	desk *desk.Desk
}

// open makes a book kept by one person, unless two is set.
func open(t testing.TB, two bool) *unit {
	t.Helper()
	b := storetest.New(t, func(f *ledger.Found) { f.Unit.Single = !two })
	return &unit{b, tuitest.Desk(t, b.Book, b.Shelf, b.Operator, ledger.DayOf(2026, 5, 20))}
}

func wage(post, grade ledger.Money) []ledger.Wage {
	return []ledger.Wage{{From: 202601, Post: post, Grade: grade}}
}

func since(d ledger.Day) []ledger.Spell { return []ledger.Spell{{From: d, In: "入会"}} }

// staff is a small school: two with one name, rare characters, a retired one,
// one who joined in March, one without a wage, one with a very long name.
func (u *unit) staff(t testing.TB) {
	t.Helper()
	old := since(20200901)
	for _, m := range []ledger.Member{
		{No: "0001", Name: "王芳", Group: "语文组", Spells: old, Wages: wage(3000_00, 2234_00)},
		{No: "0002", Name: "赵䶮", Group: "语文组", Spells: old, Wages: wage(2800_00, 1015_00)},
		{No: "0003", Name: "李强", Group: "数学组", Spells: old, Wages: wage(3100_00, 2009_00)},
		{No: "0004", Name: "王芳", Group: "数学组", Spells: since(20260310), Wages: wage(2600_00, 900_00)},
		{No: "0005", Name: "陈退休", Group: "数学组", Spells: old, Wages: wage(3000_00, 0), Stands: []ledger.Stand{{From: 202601, Class: ledger.Retired}}},
		{No: "0006", Name: "阿依古丽·买买提江·吐尔逊阿不都热合曼·艾合买提江·托乎提", Spells: old, Wages: wage(3000_00, 500_00)},
		{No: "0007", Name: "周新来", Spells: since(20260501)},
	} {
		u.Must(t, ledger.SaveMember{Member: m})
	}
	u.Must(t, ledger.SaveGroup{Group: ledger.Group{Name: "语文组", Leader: 1, Order: 1}})
	u.Must(t, ledger.SaveGroup{Group: ledger.Group{Name: "数学组", Leader: 3, Order: 2}})
}

func (u *unit) grid(t testing.TB, w, h int) *tuitest.Driver {
	t.Helper()
	return tuitest.Solo(t, dues.New(u.desk, screen.DuesGrid{}), w, h)
}

func TestEverybodyForAMonth(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	d := u.grid(t, 80, 24)
	d.Golden("grid-fresh-80x24")
	d.ResetPresses()
	d.Press("f5").Expect("应缴 5 人次")
	d.Press("f2").Golden("grid-ticked-80x24")
	d.Press("f8").Golden("pay-80x24")
	d.Press("f8").Expect("已入账：2026-05-记-0001")
	if n := d.Presses() + 1; n > 6 { // one more from home to here
		t.Fatalf("%d keys", n)
	}
	d.Golden("grid-paid-80x24")
	d.Press("f6").Expect("ReportView {Name:dues-roll Period:2026")
}

func (u *unit) due(t testing.TB, id ledger.MemberID, mo ledger.Month) (d ledger.Due, paid ledger.Paid) {
	t.Helper()
	if err := u.View(func(r ledger.Reader) error { d, _ = r.Due(id, mo); paid = r.Paid(id, mo); return nil }); err != nil {
		t.Fatal(err)
	}
	return d, paid
}

func TestMoneyInHandIsCompared(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	u.Must(t, ledger.AssessDues{Month: 202605})
	d := u.grid(t, 80, 24)
	d.Press("f2", "tab").Type("100").CursorAfter("100").Expect("钱少 5.70").Press("enter")
	d.Press("f8").Expect("与交来的金额不符：钱少 5.70").Press("f8").Expect("仍然按勾选的入账吗").Golden("pay-differs-80x24")
	d.Press("enter").Expect("会费入账").Press("esc")
	d.Press("tab").Type("105.7").Expect("相符").Press("enter", "f8", "f8").Expect("已入账")
}

func TestRunOfMonthsGroupAndPart(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	for _, mo := range []ledger.Month{202603, 202604, 202605} {
		u.Must(t, ledger.AssessDues{Month: mo})
	}
	d := u.grid(t, 80, 24)
	d.Press("left", "left", "shift+right", "shift+right", "space").Expect("已勾选 1 人 3 笔 78.45 元") // 王芳, March to May
	d.Press("space").Expect("已勾选 0 人")
	d.Press("space", "f3").Expect("已勾选 2 人 4 笔 97.50 元") // late ones, and the group's May
	d.Press("down").Press("5").Expect("还应缴 19.05").Press("enter").Expect("已勾选 2 人 4 笔 83.45 元").Golden("grid-part-80x24")
	d.Press("right", "space").Expect("已勾选 2 人 5 笔 102.50 元") // June, early
	d.Press("f8", "f8").Expect("已入账")
	if _, p := u.due(t, 2, 202605); p.Posted != 500 {
		t.Fatal(p)
	}
	if due, p := u.due(t, 2, 202606); p.Posted != 1905 || due.Working.Due != 1905 {
		t.Fatal(due, p)
	}
	d.Golden("grid-mixed-80x24")
	d.Press("f4").Expect("已勾选 4 人 12 笔 233.65 元") // all that is owed up to June
	d.Press("ctrl+d").Expect("已勾选 0 人")
}

func TestDraftWaitsForReview(t *testing.T) {
	u := open(t, true)
	u.staff(t)
	d := u.grid(t, 80, 24)
	d.Press("f5", "f2", "f8").Expect("先成草稿").Press("f8").Expect("审核并过账以后才算已缴").Golden("grid-waiting-80x24")
	d.Press("space").Expect("已收，待过账")
	d.Press("enter").Expect("草稿#1  26.15 元（草稿，待过账）").Press("3").Expect("") // no third choice
	d.Press("esc")
	u.As("李审核", func() {
		u.Must(t, ledger.Review{IDs: []ledger.VoucherID{1}})
		u.Must(t, ledger.Post{IDs: []ledger.VoucherID{1}})
	})
	d.Press("f6", "esc").Expect("已缴")
}

func TestRefundByReversal(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	d := u.grid(t, 80, 24)
	d.Press("f5", "f2", "f8", "f8")
	u.Must(t, ledger.Reverse{ID: 1, Day: 20260520, Reason: "收错了", Post: true})
	d.Press("f6", "esc").Expect("未收 5 人")
	d.Press("enter").Expect("2026-05-记-0002  -26.15 元").Golden("working-reversed-80x24").Press("esc")
	d.Press("f2", "f8", "f8").Expect("已入账：2026-05-记-0003")
}

func TestWaiverWithReason(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	u.Must(t, ledger.AssessDues{Month: 202605})
	d := u.grid(t, 80, 24)
	d.Press("enter").Expect("5,234.00 去尾 5,230.00 × 0.5% = 26.15").Golden("working-80x24")
	d.Press("2").Expect("最多可减免 26.15").Press("enter", "enter").Expect("请写明原因").Type("病假").Press("enter").Expect("已登记：减免会费")
	d.Press("up", "down").Expect("已减免").Press("space").Expect("王芳 2026年5月：已减免")
	d.Press("enter", "3").Expect("0.00")
	if due, _ := u.due(t, 1, 202605); due.Waived != 0 {
		t.Fatal(due)
	}
}

func TestMarksOutliveACrash(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	u.Must(t, ledger.AssessDues{Month: 202605})
	u.grid(t, 80, 24).Press("f2", "down").Press("6").Press("enter").Press("tab").Type("98").Press("enter")
	again := u.grid(t, 80, 24)
	again.Expect("上次勾选、还没有入账的会费已恢复").Expect("已勾选 5 人 5 笔 92.65 元").Expect("98.00")
	again.Press("ctrl+left").Expect("2025年").Expect("已勾选 5 人").Press("ctrl+right").Expect("已勾选 5 人")
	again.Press("f8", "f8").Press("right", "enter").Expect("已入账")
	if _, ok := u.desk.Kept.Load("dues"); ok {
		t.Fatal("the marks were booked and are still kept")
	}
}

func TestOtherFormsInHandStay(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	u.desk.Kept.Keep(desk.Form{Kind: "voucher", Title: "没填完的凭证"})()
	u.Must(t, ledger.AssessDues{Month: 202605})
	u.grid(t, 80, 24).Press("tab").Type("98").Press("enter", "f6", "esc", "f2")
	if all := u.desk.Kept.All(); len(all) != 2 {
		t.Fatal("the voucher and the marks are both in hand", all)
	}
	u.grid(t, 80, 24).Expect("已恢复").Press("f8", "f8").Press("2").Expect("已入账")
	if all := u.desk.Kept.All(); len(all) != 1 || all[0].Kind != "voucher" {
		t.Fatal("the voucher in hand was forgotten", all)
	}
}

func TestWhoIsLeftOut(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	u.Must(t, ledger.SaveMember{Member: ledger.Member{No: "0008", Name: "单转走", Spells: []ledger.Spell{{From: 20200901, To: 20251231, Out: "转出"}}}})
	d := u.grid(t, 80, 24)
	d.Press("n").Golden("leftout-80x24")
	d.Press("down", "enter").Expect("MemberForm {ID:7").Press("esc").Expect("未列入 3 人")
	d.Press("esc").Expect("会费 2026年")
}

func TestFindInTheSheet(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	d := u.grid(t, 80, 24)
	d.Press("/").Type("lq").CursorAfter("lq").Expect("李强").Reject("赵䶮").Press("enter").Expect("数学组").Press("esc").Expect("赵䶮")
}

func TestSizes(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	u.Must(t, ledger.AssessDues{Month: 202605})
	d := u.grid(t, 120, 40).Press("f2").Golden("grid-120x40")
	d.Resize(60, 20).Golden("grid-60x20")
	d.Press("f8").Golden("pay-60x20")
}

func TestNobodyFound(t *testing.T) {
	u := open(t, false)
	u.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "张三"}})
	d := u.grid(t, 80, 24).Press("/").Type("没有这个人")
	d.Expect("没有找到这样的会员").Reject("名册里还没有会员").Press("esc").Expect("张三")
}

func TestNobody(t *testing.T) {
	u := open(t, false)
	d := u.grid(t, 80, 24)
	d.Expect("名册里还没有会员").Press("f2", "f3", "space", "enter", "5", "delete", "f8", "n").Expect("名册 0 人").Press("esc", "f10").Expect("Members {}")
}

func TestOnlyLooking(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	u.desk.Operator = "钱经审"
	u.grid(t, 80, 24).Press("f2").Expect("只能查看").Press("space").Expect("只能查看").Press("f5").Expect("只能查看").Press("enter").Expect("应缴：")
}

// home is the program with the home screen and the screens of this package.
func (u *unit) home() *tui.App {
	return tui.New(tui.Options{First: screen.Home{}, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Home:
			return home.New(u.desk, []home.Entry{{Keys: []string{"3", "f4"}, Label: "会费", Route: screen.DuesGrid{}}})
		case screen.DuesGrid:
			return dues.New(u.desk, r)
		case screen.DuesRules:
			return dues.NewRules(u.desk, r)
		case screen.ReportView:
			return report.NewView(u.desk, r)
		}
		return nil
	}})
}

func TestScenarios(t *testing.T) {
	for _, name := range []string{"month", "roll", "bundle"} {
		t.Run(name, func(t *testing.T) {
			u := open(t, false)
			u.staff(t)
			tuitest.Scenario(t, filepath.Join("testdata", name+".scenario"), u.home())
		})
	}
}

func TestHomeOffersTheMarksAgain(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	tuitest.Scenario(t, filepath.Join("testdata", "crash.scenario"), u.home())
	tuitest.New(t, u.home(), 80, 24).Expect("会费：勾选了 5 人 105.70 元").Press("enter").Expect("已勾选 5 人 5 笔 105.70 元")
}

func TestAKeyPressedTwiceBooksOnce(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	d := u.grid(t, 80, 24).Press("f5", "f2", "f8")
	d.Hold().Press("f8", "f8", "ctrl+s", "esc").Release().Expect("已入账：2026-05-记-0001")
	if err := u.View(func(r ledger.Reader) error {
		if r.LastVoucher() != 1 {
			t.Errorf("%d vouchers", r.LastVoucher())
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestRefusedBookingKeepsTheMarks(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	d := u.grid(t, 80, 24).Press("f5", "f2", "f8")
	d.Press("ctrl+u").Type("2025-12-31").Press("f8").Expect("会费入账").Reject("已入账").Golden("pay-refused-80x24")
	d.Press("ctrl+u").Press("f8").Expect("请填写日期")
	d.Type("21").Press("f8").Expect("已入账")
}

func TestMouse(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	u.Must(t, ledger.AssessDues{Month: 202605})
	d := u.grid(t, 80, 24)
	d.Click(12, 18).Type("10").CursorAfter("10") // the money handed in
	d.Click(39, 5).Press("space").Expect("已勾选 1 人 1 笔 19.05 元").Expect("钱少 9.05")
	d.Click(70, 1).Type("lq").Expect("李强").Reject("赵䶮")
}
