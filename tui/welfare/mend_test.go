package welfare_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/screen"
)

// A list that is changed keeps what the book knows of those who are not on it.
func TestRevisingKeepsWhoWasLeftOut(t *testing.T) {
	u := open(t, func(f *ledger.Found) { f.Unit.Single = false }).staff(t)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("端午").Press("enter", "enter").Type("80").Press("f8").Expect("已保存 慰-1").Press("3").Expect("没有列入 4 人")
	d.Press("f8").Expect("修改 慰-1").Reject("附件")
	d.Press("enter").Type("90").Press("f8").Expect("已保存 慰-1").Press("3").Expect("450.00").Expect("没有列入 4 人")
	d.Press("f11").Expect("单雄")
}

// What is no number is named, not taken for none.
func TestCountsMustBeNumbers(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("住院").Press("enter").Type("lq").Press("enter", "enter").Type("500").Press("down", "down", "down", "tab").Type("何国华").Press("f8")
	d.Reject("已保存").Expect("“何国华”不是整数")
	d.Press("ctrl+u").Type("1份").Press("f8").Reject("不是整数").Expect("已保存")
}

// 三八 is for the women, where the register says who they are.
func TestWomensDayIsForWomen(t *testing.T) {
	u := open(t, nil).staff(t)
	u.driver(t, screen.GiftForm{}, 80, 24).Type("三八").Press("enter").Expect("名单 7 人").Press("esc", "3")
	var all []ledger.Member
	if err := u.View(func(r ledger.Reader) error { all = slices.Collect(r.Members()); return nil }); err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		switch m.Name {
		case "王芳":
			m.Sex = "女"
		case "赵䶮":
			m.Sex = ""
		default:
			m.Sex = "男"
		}
		u.Must(t, ledger.SaveMember{Member: m})
	}
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("三八").Press("enter").Expect("全体在岗女会员").Expect("名单 1 人").Expect("不发 2 人").Expect("名册里没有填性别")
	d.Type("赵").Press("enter").Expect("名单 2 人")
	// The same initials mean the occasion first, then what it is also called.
	u.driver(t, screen.GiftForm{}, 80, 24).Type("sb").Press("enter").Expect("谁出钱")
}

// The lists of a year's birthdays are told apart by their names.
func TestBirthdayListsNameTheMonth(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.Entitled{Month: 202606}, 80, 24)
	d.Press("f2").Expect("2026年6月会员生日").Type("100").Press("f8").Expect("已保存").Press("3").Expect("2026年6月会员生日")
}

// What was taken back counts no person, and what cannot be changed any more
// says how a wrong amount is put right.
func TestPageOfAnActAfterReturn(t *testing.T) {
	u := open(t, nil).staff(t)
	u.feast(t, true)
	d := u.driver(t, screen.GiftView{ID: 1}, 80, 24)
	d.Press("f8").Expect("金额错了到凭证（F9）里冲销")
	d.Press("f3").Press("3", "f5", "f8").Press("f5").Expect("退回").Press("f6").Type("没有来领").Press("f8")
	d.Expect("4 人次").Expect("1 人没有领，已退回")
}

// Cash comes out of the till, a transfer out of the bank, unless said otherwise.
func TestAccountFollowsTheForm(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("住院").Press("enter").Type("lq").Press("enter", "enter").Type("500").Press("enter").Expect("[转账]").Expect("102 银行存款")
	d.Press("right", "f8").Expect("已保存 慰-1").Expect("还没有登记批准人").Press("2")
	if err := u.View(func(r ledger.Reader) error {
		v, _ := r.Voucher(r.LastVoucher())
		if !slices.ContainsFunc(v.Lines, func(l ledger.Line) bool { return l.Account == "101" && l.Credit == 500_00 }) {
			t.Errorf("the cash does not come out of the till: %+v", v.Lines)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	// Next time: what was used last is the till, but a transfer is none of it.
	d = u.driver(t, screen.GiftForm{}, 80, 24).Type("住院").Press("enter").Expect("102 银行存款")
	// Chosen by hand it stays.
	d.Type("lq").Press("enter", "enter").Type("500").Press("down", "down").Type("101").Press("enter", "up", "up", "tab", "right", "left", "tab").Expect("[转账]").Expect("101 库存现金")
}

// The hub has room for both kinds of lists that wait.
func TestHubNamesAllThatWaits(t *testing.T) {
	u := open(t, func(f *ledger.Found) { f.Unit.Single = false }).staff(t)
	u.driver(t, screen.GiftForm{}, 80, 24).Type("端午").Press("enter", "enter").Type("80").Press("f8").Expect("已保存 慰-1").Press("2")
	u.driver(t, screen.GiftForm{}, 80, 24).Type("住院").Press("enter").Type("lq").Press("enter", "enter").Type("500").Press("enter", "tab", "tab", "tab").Type("先不").Press("enter", "f8").Expect("已保存 慰-2").Press("2")
	u.driver(t, screen.Care{}, 80, 24).Expect("未入账 1，待审核 1")
}

// The list is printed before its voucher has a number: there is room to write it.
func TestPrintedListLeavesRoomForTheNumber(t *testing.T) {
	u := open(t, func(f *ledger.Found) { f.Unit.Single = false }).staff(t)
	u.driver(t, screen.GiftForm{}, 80, 24).Type("端午").Press("enter", "enter").Type("80").Press("f8").Expect("已保存 慰-1").Press("2")
	if err := u.View(func(r ledger.Reader) error {
		doc, err := report.Build(r, "welfare-sheet", report.Args{Object: "sheet/1"})
		if err != nil {
			return err
		}
		if text := fmt.Sprint(doc.Tables); !strings.Contains(text, "凭证号 ＿＿＿＿（现在是草稿#1，过账后填写）") {
			t.Error(text[max(0, len(text)-900):])
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
