package welfare_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// feast gives everybody in service something at 端午, and tells the sheet.
func (u *union) feast(t testing.TB, post bool) ledger.Receipt {
	t.Helper()
	var shares []ledger.Share
	var left []ledger.LeftOut
	if err := u.View(func(r ledger.Reader) error {
		shares, left = ledger.Audience(r, 20260609, ledger.To{All: true})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return u.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "duanwu", Day: 20260609, Item: "粽子", Each: 80_00, LeftOut: left}, Shares: shares, Money: "102", Papers: 1, Post: post})
}

func TestSigningFortyLines(t *testing.T) {
	u := open(t, nil).crowd(t, 40)
	u.feast(t, true)
	tuitest.Scenario(t, "testdata/sign.scenario", u.program(screen.Care{}))
}

func TestHub(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.Care{}, 80, 24)
	d.Golden("hub-80x24")
	d.Resize(60, 20).Golden("hub-60x20")
	d.Resize(120, 40).Golden("hub-120x40")
	for key, want := range map[string]string{"2": "慰问台账 2026年", "f3": "慰问台账 2026年", "3": "应发 2026年6月", "4": "回签登记", "1": "发慰问"} {
		u.driver(t, screen.Care{}, 80, 24).Press(key).Expect(want).Press("esc").Expect("等着办的")
	}
	u.driver(t, screen.Care{}, 80, 24).Press("down", "enter").Expect("慰问台账").Press("esc")
}

func TestFestivalForEverybody(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Golden("form-fresh-80x24")
	d.Type("端").Golden("form-occasion-80x24").Press("enter").Expect("2026-06-19").Expect("名单 5 人").Expect("2026年6月25日才入会").Expect("产假（2026年5月1日起）")
	d.Press("enter").Type("80").Press("enter", "enter").Type("粽子礼盒").Golden("form-festival-80x24")
	d.Resize(60, 20).Golden("form-festival-60x20")
	d.Resize(120, 40).Golden("form-festival-120x40")
	d.Resize(80, 24).Press("f8").Expect("已保存 慰-1，凭证 2026-06-记-0001").Golden("form-saved-80x24")
	d.Press("enter").Expect("ReportView {Name:welfare-sheet").Expect("Object:sheet/1")
	if err := u.View(func(r ledger.Reader) error {
		g, _ := r.Gift(1)
		s, _ := r.Sheet(1)
		if g.Occasion != "duanwu" || g.Each != 80_00 || len(g.LeftOut) != 4 || s.Lines != 5 || s.Total != 400_00 || s.Printed == 0 || s.Code == "" {
			t.Errorf("%+v %+v", g, s)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestHospitalVisit(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("zy").Press("enter").Type("wf").Golden("form-name-80x24")
	// Of the two 王芳 the second joins later: not on the list, and stopped if put there.
	d.Press("down", "enter").Expect("名单 0 人").Expect("那天不是会员").Press("f6", "space", "f6").Expect("名单 1 人").Press("tab").Type("500").Expect("禁止").Press("f8").Reject("已保存")
	d.Press("f5").Expect("名单 0 人").Press("shift+tab").Type("0001").Press("enter").Expect("名单 1 人").Golden("form-hospital-80x24")
	d.Press("f8").Expect("已保存 慰-1").Press("3").Expect("住院票据").Golden("view-hospital-80x24")
}

func TestOnePersonTwiceIsWarned(t *testing.T) {
	u := open(t, nil).staff(t)
	u.feast(t, true)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("端午").Press("enter", "enter").Type("80").Press("enter", "enter").Type("粽子").Expect("警告").Golden("form-warned-80x24")
	d.Press("f9").Golden("form-verdicts-80x24").Press("enter")
	d.Press("f8").Expect("请写明理由和共同负责的人").CursorAfter("理由     ")
	d.Type("补发上次少发的部分").Press("enter").Type("赵主席").Press("f8").Expect("已保存 慰-2")
}

func TestStandardWhileTyping(t *testing.T) {
	u := open(t, nil).staff(t)
	rule := ledger.Rule{ID: "T-住院", From: 20260101, Subject: ledger.SubHospital, Measure: ledger.PerPersonEvent, Limit: "1000", Severity: ledger.SevStop, Basis: "试验用标准", Source: "试验", Confidence: "B", On: true}
	u.Must(t, ledger.SaveRule{Rule: rule})
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("住院").Press("enter").Type("lq").Expect("李强：每人每次不超过 1,000 元").Expect("还可发 1,000").Press("enter", "tab").Type("1000.01").Expect("禁止").Press("f8").Reject("已保存").Expect("试验用标准")
	d.Press("f5").Expect("名单 0 人").Press("shift+tab").Type("lq").Press("enter", "tab").Type("1000").Press("f8").Expect("已保存 慰-1")
}

func TestLinesByHand(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("中秋").Press("enter", "enter").Type("100").Press("f6", "down", "space").Expect("名单 4 人").Expect("手工去掉")
	d.Press("home", "enter").Type("150").Press("enter").Expect("名单 4 人 450.00 元").Golden("form-list-80x24")
	d.Press("f6").Press("f8").Expect("已保存")
	if err := u.View(func(r ledger.Reader) error {
		var got []ledger.Money
		for s := range r.Shares(1) {
			got = append(got, s.Amount)
		}
		if len(got) != 4 || got[0] != 150_00 || got[1] != 100_00 {
			t.Error(got)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestPastedNames(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("住院").Press("enter").Paste("李强、0002\n王芳 没有的").Expect("加了 2 人").Expect("王芳、没有的").Expect("名单 2 人")
}

func TestFormComesBackAfterACrash(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("端午").Press("enter", "enter").Type("80").Press("enter", "enter").Type("粽子").Press("f6", "space")
	before := d.Screen()
	again := u.driver(t, screen.GiftForm{Kept: true}, 80, 24).Expect("上次没填完的慰问已恢复").Press("f6", "f6")
	for _, line := range []string{"事由     端午", "粽子", "名单 4 人 × 80.00 = 320.00 元", "手工去掉"} {
		if !strings.Contains(before, line) || !again.Has(line) {
			t.Fatalf("%q is lost:\n%s", line, again.Screen())
		}
	}
	again.Press("f8").Expect("已保存 慰-1")
	u.driver(t, screen.GiftForm{Kept: true}, 80, 24).Expect("没有留着没填完的慰问")
	u.driver(t, screen.GiftForm{}, 80, 24).Type("春节").Press("enter")
	u.driver(t, screen.GiftForm{}, 80, 24).Expect("还有一次没填完").Press("2").Reject("春节")
}

func TestWhoPaysIsAsked(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("三八").Press("enter").Expect("谁出钱").Expect("2026-03-08").Press("enter").Press("tab").Type("100").Press("f8").Expect("请说明是哪一种")
	d.Press("2").Golden("form-payer-80x24")
	d.Press("f8").Expect("已保存")
}

func TestNothingWithoutAListOrSum(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Press("f8").Expect("请选事由")
	d.Type("住院").Press("enter", "f8").Expect("名单是空的")
	d.Type("李强").Press("enter", "f8").Expect("请填写每人金额")
	d.Type("1+").Press("f8").Expect("!")
}

func TestInvoiceAgainstTheList(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("端午").Press("enter", "enter").Type("80").Press("down", "down", "down").Type("480").Press("tab").Expect("发票差 80.00").Expect("差额说明")
	d.Press("f8").Expect("相差 80.00 元").Golden("form-bill-80x24")
	d.Type("多买一份备用").Press("f8").Expect("已保存")
}

func TestOnlyLooking(t *testing.T) {
	u := open(t, nil).staff(t)
	u.feast(t, true)
	u.desk.Operator = "钱经审"
	u.driver(t, screen.Care{}, 80, 24).Press("1").Expect("只能查看")
	u.driver(t, screen.GiftForm{}, 80, 24).Press("f8").Expect("只能查看")
	u.driver(t, screen.GiftView{ID: 1}, 80, 24).Press("f4").Expect("只能查看").Press("f2").Expect("ReportView")
	u.driver(t, screen.SheetSign{ID: 1}, 80, 24).Press("1").Expect("只能查看").Expect("未回签")
	u.driver(t, screen.SheetBack{ID: 1}, 80, 24).Press("f8").Expect("只能查看")
	u.driver(t, screen.Entitled{}, 80, 24).Press("f2").Expect("只能查看")
	u.driver(t, screen.Gifts{}, 80, 24).Press("f2").Expect("只能查看")
}

func TestEmptyBook(t *testing.T) {
	u := open(t, nil)
	u.driver(t, screen.Care{}, 80, 24).Expect("发慰问")
	u.driver(t, screen.Gifts{}, 80, 24).Expect("2026年还没有慰问").Press("enter", "f9", "f5", "f3").Expect("2025年")
	u.driver(t, screen.Entitled{Month: 202607}, 80, 24).Expect("这个月没有人过生日").Press("enter", "f2", "f6", "f9")
	u.driver(t, screen.SheetSign{}, 80, 24).Expect("没有等着回签的签领表").Press("enter")
	u.driver(t, screen.SheetSign{ID: 9}, 80, 24).Expect("没有找到这张签领表")
	u.driver(t, screen.GiftView{ID: 9}, 80, 24).Expect("没有找到这次慰问")
	u.driver(t, screen.GiftForm{}, 80, 24).Type("端午").Press("enter", "f6", "f8").Expect("名单是空的")
}
