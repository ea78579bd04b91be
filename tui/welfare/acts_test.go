package welfare_test

import (
	"fmt"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

func TestListOfActs(t *testing.T) {
	u := open(t, nil).staff(t)
	u.feast(t, true)
	u.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "hospital", Day: 20260601, Each: 500_00}, Shares: []ledger.Share{{Member: 3}}})
	d := u.driver(t, screen.Gifts{}, 80, 24).Golden("gifts-80x24")
	d.Resize(60, 20).Golden("gifts-60x20")
	d.Resize(80, 24).Press("f5").Expect("未入账 1 次").Reject("端午").Press("f5", "f5").Expect("待回签 1 次").Reject("住院").Press("esc").Expect("全部 2 次")
	d.Press("/").Type("李强").Press("enter").Expect("全部 2 次").Press("esc", "/").Type("王芳").Press("enter").Expect("全部 1 次").Reject("住院").Press("enter").Expect("慰问 慰-1")
	d.Press("esc").Expect("全部 1 次").Press("f3").Expect("2025年还没有慰问")
}

func TestSupplementReturnAndVoid(t *testing.T) {
	u := open(t, nil).staff(t)
	u.feast(t, true)
	u.Must(t, ledger.FreezeSheet{Sheet: 1})
	d := u.driver(t, screen.GiftView{ID: 1}, 80, 24).Golden("view-80x24")
	d.Resize(60, 20).Golden("view-60x20")
	d.Resize(80, 24).Press("f8").Expect("漏了人用“补发”").Press("ctrl+d").Expect("凭证已经过账").Press("f11").Expect("孙产假").Press("enter")
	d.Press("f4").Expect("补发 慰-1").Expect("补发原因").Type("孙产假").Press("enter", "tab").Golden("supply-80x24")
	d.Press("f8").Expect("请写明为什么要补充").Type("当天在校").Press("f8").Expect("已保存 慰-1").Press("2").Expect("签-0002 补发 1 行 80.00 元")
	u.Must(t, ledger.SignShares{Sheet: 1, Day: 20260610, Marks: []ledger.Mark{{Line: 2, Sign: ledger.Uncollected}, {Line: 1, Sign: ledger.Signed}}})
	d.Press("f5").Expect("勾选了 1 行，退回 80.00 元").Golden("back-80x24")
	d.Press("f8").Expect("请写明退回的原因").Type("本人不领").Press("f8").Expect("已退回").Expect("签-0003 退回").Expect("已退回 签-0003").Golden("view-back-80x24")
	d.Press("down", "down", "enter").Expect("VoucherView")
}

func TestBookTieProveAndVoid(t *testing.T) {
	u := open(t, nil).staff(t)
	for range 3 {
		u.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "hospital", Day: 20260601, Each: 500_00, Reason: "又住院", Second: "赵主席"}, Shares: []ledger.Share{{Member: 3}}})
	}
	d := u.driver(t, screen.GiftView{ID: 1}, 80, 24).Expect("未入账")
	d.Press("f6", "enter").Golden("book-80x24").Press("f8").Expect("已入账").Expect("2026-06-记-0001 已过账")
	d.Press("f7").Golden("proofs-80x24").Press("space", "tab", "space", "tab", "space", "tab").Type("赵主席").Press("f8").Expect("[x]住院票据  [x]病历首页  [x]出院记录").Expect("批准 赵主席")
	v := ledger.Voucher{Day: 20260602, Papers: 1, Lines: []ledger.Line{{Summary: "慰问", Account: "50105", Debit: 500_00}, {Summary: "慰问", Account: "102", Credit: 500_00}}}
	u.Must(t, ledger.Enter{Voucher: v, Post: true})
	d = u.driver(t, screen.GiftView{ID: 2}, 80, 24).Press("f6", "2").Type("77").Press("enter").Expect("没有找到凭证")
	d.Press("f6", "2").Type("2").Press("enter").Expect("已挂到凭证").Expect("2026-06-记-0002 已过账")
	u.driver(t, screen.GiftView{ID: 3}, 80, 24).Press("ctrl+d").Type("重复登记").Press("enter").Expect("已作废")
}

func TestReviseAnAct(t *testing.T) {
	u := open(t, nil).staff(t)
	u.feast(t, false)
	d := u.driver(t, screen.GiftView{ID: 1}, 80, 24).Expect("待过账").Press("f8").Expect("修改 慰-1").Expect("名单 5 人 × 80.00")
	d.Press("f6", "end", "space", "f6").Press("f8").Expect("已保存 慰-1").Press("2").Expect("4 人次，共 320.00 元")
}

func TestSignaturesSurviveACrash(t *testing.T) {
	u := open(t, nil).staff(t)
	u.feast(t, true)
	u.driver(t, screen.SheetSign{ID: 1}, 80, 24).Press("1", "3", "f9").Type("9").Press("enter")
	d := u.driver(t, screen.SheetSign{ID: 1}, 80, 24).Expect("上次登记了 2 行、还没有保存，已恢复").Expect("* 未领")
	d.Press("/").Type("zjg").Press("enter", "4").Expect("* 转账").Press("/").Type("1").Press("enter", "0").Press("f5", "f8").Expect("这张表全部登记完了")
	if f := u.desk.Kept.All(); len(f) != 0 {
		t.Fatal(f)
	}
	d = u.driver(t, screen.SheetSign{ID: 1}, 80, 24).Expect("已登记 5 行").Golden("sign-done-80x24")
	d.Press("home", "0", "esc").Expect("还没有保存").Press("3")
}

func TestCalendarOfWhatIsDue(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.Entitled{}, 80, 24).Golden("due-80x24")
	d.Resize(60, 20).Golden("due-60x20")
	d.Resize(120, 40).Golden("due-120x40")
	d.Resize(80, 24).Press("f2").Expect("生日").Expect("名单 4 人").Type("100").Press("f8").Expect("已保存 慰-1").Press("2").Expect("生日 5 人（应发未发 1，缺证明 4）")
	d.Press("f5").Expect("只看应发未发").Reject("阿依古丽").Press("esc")
	d.Press("home", "enter").Expect("慰问 慰-1").Press("esc", "f3").Expect("2026年5月").Expect("劳动节").Press("enter").Expect("2026-05-01").Expect("全体在岗会员").Press("esc", "f4")
	u.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "duanwu", Day: 20260619, Each: 80_00}, Shares: []ledger.Share{{Member: 1}, {Member: 3}}, Money: "102", Papers: 1})
	d = u.driver(t, screen.Entitled{}, 80, 24).Expect("应发未发 3，缺证明 2").Press("f6")
	d = u.driver(t, screen.Entitled{}, 80, 24).Press("down", "down", "down", "down", "f7").Expect("端午").Expect("名单 3 人").Reject("李强")
}

func TestServiceYearsAreFoundAgain(t *testing.T) {
	u := open(t, nil).staff(t)
	d := u.driver(t, screen.Entitled{}, 80, 24).Press("down", "down", "down", "enter").Expect("其他慰问").Expect("工作满10年").Type("50").Press("f8").Expect("已保存").Press("2")
	d.Expect("工作满10年").Reject("应发未发 慰-1").Expect("缺证明 慰-1 50.00")
}

func TestFiveThousandMembers(t *testing.T) {
	u := open(t, nil).crowd(t, 5000)
	d := u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("dw").Press("enter", "enter").Type("80").Expect("名单 5000 人 × 80.00 = 400,000.00 元").Press("f8").Expect("已保存 慰-1").Press("2")
	start := time.Now()
	d = u.driver(t, screen.GiftForm{}, 80, 24)
	d.Type("住院").Press("enter").Type("hy4999").Press("enter").Expect("名单 ")
	u.driver(t, screen.SheetSign{ID: 1}, 80, 24).Press("1", "1", "f5", "f8").Expect("全部登记完了")
	u.driver(t, screen.GiftView{ID: 1}, 80, 24).Expect("已结清")
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestListsAreWrittenOut(t *testing.T) {
	u := open(t, nil).staff(t)
	u.feast(t, true)
	for name, route := range map[string]screen.Route{"慰问台账": screen.Gifts{}, "慰问名单": screen.GiftView{ID: 1}, "签领登记": screen.SheetSign{ID: 1}, "没有收齐的": screen.SheetSign{}, "没有签领的": screen.SheetBack{ID: 1}, "生日节日应发": screen.Entitled{}} {
		s := u.screen(route)
		tuitest.Solo(t, s, 80, 24)
		l, ok := s.(screen.Lister)
		if !ok || l.List() == nil {
			t.Errorf("%s cannot be written out", name)
			continue
		}
		if err := u.View(func(r ledger.Reader) error {
			doc := l.List()(r, steps{})
			if doc == nil || len(doc.Tables[0].Rows) == 0 || len(doc.Title) == 0 {
				t.Errorf("%s is empty", name)
			}
			for _, row := range doc.Tables[0].Rows {
				if len(row.Cells) != len(doc.Tables[0].Columns) {
					t.Errorf("%s: %d cells, %d columns", name, len(row.Cells), len(doc.Tables[0].Columns))
				}
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
}

type steps struct{}

func (steps) Step(int, int, string) {}
func (steps) Cancelled() bool       { return false }

// Every key of a screen has a twin that an input method does not swallow, and
// says why where it does nothing.
func TestKeysWorkWithAnInputMethod(t *testing.T) {
	u := open(t, nil).staff(t)
	u.feast(t, true)
	for _, route := range []screen.Route{screen.Care{}, screen.Gifts{}, screen.GiftForm{}, screen.GiftView{ID: 1}, screen.SheetSign{}, screen.SheetSign{ID: 1}, screen.SheetBack{ID: 1}, screen.Entitled{}} {
		s := u.screen(route)
		tuitest.Solo(t, s, 80, 24)
		seen := map[string]string{}
		for _, b := range s.Bindings() {
			plain := 0
			for _, k := range b.Keys {
				if len(k) > 1 || k < "a" || k > "z" {
					plain++
				}
				if was, ok := seen[k]; ok && was != b.Label && b.Label != "选择" {
					t.Errorf("%T: %s is %s and %s", route, k, was, b.Label)
				}
				seen[k] = b.Label
			}
			if plain == 0 {
				t.Errorf("%T: %s needs a letter", route, b.Label)
			}
		}
		if len(seen) == 0 || s.Title() == "" {
			t.Errorf("%T has no keys or no title", route)
		}
	}
}

func BenchmarkTypingANameAmongFiveThousand(b *testing.B) {
	u := open(b, nil).crowd(b, 5000)
	d := u.driver(b, screen.GiftForm{}, 80, 24)
	d.Type("住院").Press("enter")
	b.ResetTimer()
	for i := range b.N {
		d.Type(fmt.Sprint(i % 10)).Press("backspace")
	}
}

// What the bank paid is settled at once, on the day of the voucher: from the act
// or from the sheet.
func TestTransfersAreSettledInOneKey(t *testing.T) {
	u := open(t, nil).staff(t)
	give := func(form ledger.Form, post bool) {
		u.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "hospital", Day: 20260603, Form: form, Each: 500_00, Reason: "再次住院", Second: "赵主席"}, Shares: []ledger.Share{{Member: 1}, {Member: 3, Note: "住院30天"}}, Money: "102", Papers: 1, Post: post})
	}
	give(ledger.Transfer, true)
	give(ledger.Transfer, true)
	give(ledger.Transfer, false)
	give(ledger.Cash, true)
	d := u.driver(t, screen.GiftView{ID: 1}, 80, 24).Expect("银行已转").Press("f10").Expect("2026-06-03").Golden("paid-over-80x24").Press("enter").Expect("2 行已记为 2026-06-03 转账").Expect("已结清").Press("f10").Expect("每一行都登记过了")
	_ = d
	u.driver(t, screen.SheetSign{ID: 2}, 80, 24).Press("1", "f10").Expect("其余 1 行记为 2026-06-03 转账").Press("f8").Expect("全部登记完了")
	u.driver(t, screen.GiftView{ID: 3}, 80, 24).Press("f10").Expect("还没有过账")
	u.driver(t, screen.GiftView{ID: 4}, 80, 24).Reject("银行已转").Press("f10").Expect("不是转账发的")
	if err := u.View(func(r ledger.Reader) error {
		for _, at := range []ledger.SheetID{1, 2} {
			x, _ := r.Share(at, 2)
			if x.Sign != ledger.Transferred || x.SignedOn != 20260603 || x.Note != "住院30天" {
				t.Errorf("%+v", x)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// In a book of several people it is said how a voucher goes on.
func TestDraftsLeadToTheReviewer(t *testing.T) {
	u := open(t, func(f *ledger.Found) { f.Unit.Single = false }).staff(t)
	d := u.driver(t, screen.GiftForm{}, 80, 24).Type("端午").Press("enter", "enter").Type("80").Press("f8").Expect("等待审核").Expect("F5 审核").Golden("form-draft-80x24")
	d.Press("3").Expect("待审核").Press("f9").Expect("VoucherView")
	u.driver(t, screen.Care{}, 80, 24).Expect("1 张凭证待审核")
	u.driver(t, screen.Gifts{}, 80, 24).Expect("待审核").Press("f5", "f5").Expect("待审核 1 次")
	u.As("李审核", func() { u.Must(t, ledger.Review{IDs: []ledger.VoucherID{1}}) })
	u.driver(t, screen.GiftView{ID: 1}, 80, 24).Expect("待过账").Reject("待审核")
	u.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "hospital", Day: 20260601, Each: 500_00}, Shares: []ledger.Share{{Member: 3}}})
	u.driver(t, screen.GiftView{ID: 2}, 80, 24).Press("f6", "enter", "f8").Expect("F5 审核")
}
