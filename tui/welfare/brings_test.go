package welfare_test

import (
	"slices"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// look reads the book.
func (u *union) look(t testing.TB, f func(r ledger.Reader)) {
	t.Helper()
	if err := u.View(func(r ledger.Reader) error { f(r); return nil }); err != nil {
		t.Fatal(err)
	}
}

// grant receives a hardship subsidy from above (专项) and approves a case of 李强.
func (u *union) grant(t testing.TB) *union {
	t.Helper()
	in := storetest.V(20260601, "收到困难职工帮扶专款", storetest.Dr("102", 5000_00), storetest.Cr("40302", 5000_00))
	in.Lines[1].Restricted = true
	u.Post(t, in)
	u.Must(t, ledger.SaveCase{Case: ledger.Case{Member: 3, Opened: 20260601, Cause: "大病", Proofs: []ledger.ProofItem{{Name: "申请书", Seen: true}, {Name: "病历", Seen: true}}}})
	u.Must(t, ledger.ApproveCase{Case: 1, Approved: ledger.Approval{By: "赵主席", Day: 20260605, Minute: "会纪2026-3"}, Amount: 3000_00})
	return u
}

// The case brings amount, approval and proofs; the subsidy from above pays.
func TestCaseIsPaidOutOfRestrictedMoney(t *testing.T) {
	u := open(t, nil).staff(t).grant(t)
	route := screen.GiftForm{Occasion: "hardship", Case: 1, Member: 3}
	tuitest.Scenario(t, "testdata/case.scenario", u.program(route))
	u.look(t, func(r ledger.Reader) {
		g, _ := r.Gift(1)
		s, _ := r.Sheet(1)
		v, _ := r.Voucher(s.Voucher)
		if g.Case != 1 || g.Each != 3000_00 || !g.Restricted || g.Approved != (ledger.Approval{By: "赵主席", Day: 20260605, Minute: "会纪2026-3"}) || len(g.Proofs) != 1 || !g.Proofs[0].Seen {
			t.Errorf("%+v", g)
		}
		if v.State != ledger.Posted || !v.Lines[0].Restricted || v.Lines[0].Account != "50404" || v.Lines[1].Restricted {
			t.Errorf("%+v", v.Lines)
		}
		if all := r.Sums("50404", ledger.MonthPeriod(202606)); all.Restricted.Debit != 3000_00 || all.Free.Debit != 0 {
			t.Errorf("%+v", all)
		}
		if ledger.PaidOf(r, 1) != 3000_00 {
			t.Error(ledger.PaidOf(r, 1))
		}
	})
	u.driver(t, route, 80, 24).Expect("已经发完")
}

// Only aid that is paid may be 专项.
func TestRestrictedIsAskedForAidOnly(t *testing.T) {
	u := open(t, nil).staff(t)
	const asks = "专项资金"
	for word, want := range map[string]bool{"困难帮扶": true, "送温暖": true, "夏送清凉": true, "金秋助学": true, "端午": false, "生日": false, "住院": false} {
		d := u.driver(t, screen.GiftForm{}, 80, 40).Type(word).Press("enter")
		if d.Has(asks) != want {
			t.Errorf("%s: asked %v\n%s", word, !want, d.Screen())
		}
		u.desk.Kept.Drop("gift")()
	}
}

// shelf keeps ten boxes for 333.33 in stock.
func (u *union) shelf(t testing.TB) *union {
	t.Helper()
	u.Must(t, ledger.StockIn{Day: 20260601, Expense: "50105", Money: "102", Papers: 1, Post: true, Goods: []ledger.GoodsLine{{Name: "粽子礼盒", Unit: "盒", Qty: 10, Amount: 333_33}}})
	return u
}

// Goods out of stock are worth what the card says, to the fen; who takes two
// boxes pays for two, and the last box takes the last fen.
func TestGoodsOutOfStock(t *testing.T) {
	u := open(t, nil).staff(t).shelf(t)
	tuitest.Scenario(t, "testdata/stock.scenario", u.program(screen.GiftForm{}))
	u.look(t, func(r ledger.Reader) {
		g, _ := r.Gift(1)
		s, _ := r.Sheet(1)
		var sum ledger.Money
		var qty []int
		for x := range r.Shares(1) {
			sum, qty = sum+x.Amount, append(qty, max(1, x.Qty))
		}
		moves := slices.Collect(r.StockMoves(1))
		if last := moves[len(moves)-1]; g.Article != 1 || g.Each != 0 || sum != s.Total || s.Account != "30101" || last.Qty != -6 || last.Amount != -sum || !slices.Contains(qty, 2) {
			t.Errorf("%+v %v %v %+v", g, qty, sum, moves)
		}
	})
	// A supplement comes out of the same stock, at what is left.
	u.Must(t, ledger.FreezeSheet{Sheet: 1})
	d := u.driver(t, screen.GiftForm{Gift: 1, More: true}, 80, 24).Expect("库存 粽子礼盒").Type("孙产假").Press("enter", "f6", "enter").Type("4").Press("enter", "f6").Expect("库存有 4").Expect("2026-06-19")
	d.Press("tab", "tab").Type("当天在校").Press("f8")
	if !d.Has("已保存") { // on leave: a word of reason may be asked
		t.Fatal(d.Screen())
	}
	u.look(t, func(r ledger.Reader) {
		a, _ := r.Article(1)
		if s := ledger.SumStock(r, a, 0, 0); s.Qty() != 0 || s.Value() != 0 {
			t.Errorf("%+v", s)
		}
	})
}

// A draft list out of stock is revised as if its own goods still lay there.
func TestDraftOutOfStockIsRevised(t *testing.T) {
	u := open(t, nil).staff(t).shelf(t)
	u.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "duanwu", Day: 20260609, Article: 1}, Shares: []ledger.Share{{Member: 1, Qty: 9}, {Member: 3}}, Money: "141"})
	d := u.driver(t, screen.GiftForm{Gift: 1}, 80, 24).Expect("10 盒共 333.33 元").Expect("300.00").Expect("33.33")
	d.Type("赵").Press("enter").Expect("只有 10 盒，不够 11").Press("f8").Reject("已保存")
	u.desk.Kept.Drop("gift")()
	d = u.driver(t, screen.GiftForm{Gift: 1}, 80, 24).Press("f6", "enter", "backspace").Type("8").Press("enter").Expect("9 盒共 300.00 元").Press("f8").Expect("已保存")
	u.look(t, func(r ledger.Reader) {
		s, _ := r.Sheet(1)
		x, _ := r.Share(1, 1)
		if s.Total != 300_00 || x.Qty != 8 {
			t.Errorf("%+v %+v", s, x)
		}
	})
}

// Too few in stock is said before it is saved, and refused.
func TestTooFewInStock(t *testing.T) {
	u := open(t, nil).staff(t)
	u.Must(t, ledger.StockIn{Day: 20260601, Expense: "50105", Money: "102", Papers: 1, Post: true, Goods: []ledger.GoodsLine{{Name: "粽子礼盒", Unit: "盒", Qty: 3, Amount: 90_00}}})
	d := u.driver(t, screen.GiftForm{}, 80, 24).Type("端午").Press("enter", "enter", "tab", "tab", "tab", "tab").Type("粽子").Press("enter").Expect("只有 3 盒，不够 5")
	d.Press("f8").Reject("已保存").Expect("只有 3 盒，不够 5")
}

// A keepsake of an event begins with those who came and won nothing.
func TestKeepsakeOfAnEvent(t *testing.T) {
	u := open(t, nil).staff(t)
	u.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "趣味运动会", Kind: ledger.Contest, From: 20260606, Heads: 5, Approved: ledger.Approval{By: "赵主席", Day: 20260520, Minute: "会纪2026-4"}}})
	u.Must(t, ledger.Enrol{Event: 1, Members: []ledger.MemberID{1, 2, 3, 9}, Guests: []ledger.Guest{{Name: "客人甲", From: "家属"}}})
	u.Must(t, ledger.FreezeRoster{Event: 1})
	u.Must(t, ledger.KeepAttendance{Event: 1, Marks: []ledger.Came{{No: 4, Here: ledger.Absent}}, Rest: ledger.Present})
	u.Must(t, ledger.AwardPrizes{Event: 1, Awards: []ledger.Award{{No: 1, Level: "一等奖", Amount: 100_00}}, Money: "102", Papers: 1, Post: true})
	tuitest.Scenario(t, "testdata/keepsake.scenario", u.program(screen.GiftForm{Event: 1}))
	u.look(t, func(r ledger.Reader) {
		g, _ := r.Gift(2)
		e, _ := r.Event(1)
		sum := ledger.SumEvent(r, &e)
		if g.Occasion != "keepsake" || g.Event != 1 || g.Day != 20260606 || g.Title != "趣味运动会纪念品" || g.Approved.Minute != "会纪2026-4" || g.Expense != "50102" || len(e.Costs) != 2 || sum.Keeps != 2 {
			t.Errorf("%+v %+v", g, e.Costs)
		}
	})
}

// What the form cannot show is not lost by changing it there.
func TestListsOfGuestsAreNotRevisedHere(t *testing.T) {
	u := open(t, nil).staff(t)
	u.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "school", Day: 20260601, Each: 500_00, Reason: "两个孩子", Second: "赵主席"}, Shares: []ledger.Share{{Member: 3, Kin: "李大", Relation: "儿子"}, {Member: 3, Kin: "李二", Relation: "女儿"}}})
	u.driver(t, screen.GiftForm{Gift: 1}, 80, 24).Expect("不能在这里改")
	u.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "school", Day: 20260601, Each: 500_00, Reason: "再发", Second: "赵主席"}, Shares: []ledger.Share{{Member: 1, Kin: "张一", Relation: "儿子", Note: "大一"}, {Member: 2, Kin: "钱二", Relation: "女儿"}}})
	u.driver(t, screen.GiftForm{Gift: 2}, 80, 24).Expect("先不记账").Press("f8").Expect("已保存")
	u.look(t, func(r ledger.Reader) {
		a, _ := r.Share(2, 1)
		b, _ := r.Share(2, 2)
		s, _ := r.Sheet(2)
		if a.Kin != "张一" || a.Note != "大一" || b.Relation != "女儿" || s.Voucher != 0 {
			t.Errorf("%+v %+v", a, b)
		}
	})
}
