package ledger_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// giftees registers members and gives a line for each.
func giftees(t *testing.T, d *Desk, names ...string) []ledger.Share {
	t.Helper()
	var out []ledger.Share
	for _, n := range names {
		rec := d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: n, Group: "第一小组", Spells: []ledger.Spell{{From: 20200101}}}})
		out = append(out, ledger.Share{Member: rec.Member})
	}
	return out
}

// duanwu is 粽子 for 80.00 each.
func duanwu(money ledger.Code, post bool, who ...ledger.Share) ledger.GiveOut {
	return ledger.GiveOut{Gift: ledger.Gift{Occasion: "端午", Day: 20260610, Item: "粽子", Each: 80_00}, Shares: who, Money: money, Papers: 1, Post: post, Reviewer: "李审核"}
}

func sheetNow(t *testing.T, d *Desk, id ledger.SheetID) (s ledger.Sheet, lines []ledger.Share) {
	t.Helper()
	if err := d.View(func(r ledger.Reader) error {
		var ok bool
		if s, ok = r.Sheet(id); !ok {
			t.Fatalf("no sheet %d", id)
		}
		for x := range r.Shares(id) {
			lines = append(lines, x)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return s, lines
}

func voucherNow(t *testing.T, d *Desk, id ledger.VoucherID) *ledger.Voucher {
	t.Helper()
	var v ledger.Voucher
	if err := d.View(func(r ledger.Reader) error { v, _ = r.Voucher(id); return nil }); err != nil {
		t.Fatal(err)
	}
	return &v
}

func refusedWith(t *testing.T, d *Desk, a ledger.Act, words ...string) {
	t.Helper()
	err := d.Refuse(t, a)
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%s: %q lacks %q", a.Name(), err, w)
		}
	}
}

func gateNow(r ledger.Reader, m ledger.Month) ledger.Gate {
	for _, g := range ledger.Gates(r, m) {
		if g.ID == "signatures" {
			return g
		}
	}
	return ledger.Gate{Text: "no gate"}
}

func TestGiveOutBooksAndTies(t *testing.T) {
	d := New(t, nil)
	who := giftees(t, d, "陈一帆", "林二木", "何三水")
	rec := d.Must(t, duanwu("102", true, who...))
	if rec.Object != "gift/1" || !strings.Contains(rec.Title, "2026-06-记-0001") || !strings.Contains(rec.Title, "2026年端午慰问") {
		t.Fatalf("%+v", rec)
	}
	s, lines := sheetNow(t, d, 1)
	v := voucherNow(t, d, rec.Voucher)
	if s.Voucher != v.ID || s.Total != 240_00 || s.Lines != 3 || s.Account != "50105" || v.Source != "gift" || v.Template != "T09" {
		t.Errorf("%+v %+v", s, v)
	}
	if lines[1].Name != "林二木" || lines[1].Amount != 80_00 || lines[1].Group != "第一小组" || lines[1].Occasion != "duanwu" {
		t.Errorf("%+v", lines[1])
	}
	// A draft of a list is not edited as a voucher; the list is.
	d2 := d.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "住院", Day: 20260611, Each: 500_00}, Shares: who[:1], Money: "102"})
	w := voucherNow(t, d, d2.Voucher)
	w.Lines[0].Debit, w.Lines[1].Credit = 600_00, 600_00
	refusedWith(t, d, ledger.Enter{Voucher: *w}, "慰问名单")
	d.Must(t, ledger.ReviseGift{Gift: ledger.Gift{ID: 2, Occasion: "住院", Day: 20260611, Each: 600_00}, Shares: who[:2], Money: "102"})
	if s, _ := sheetNow(t, d, 2); s.Total != 1200_00 || voucherNow(t, d, s.Voucher).Amount() != 1200_00 {
		t.Errorf("the draft does not follow: %+v", s)
	}
	d.Must(t, ledger.ReviseGift{Gift: ledger.Gift{ID: 2, Occasion: "住院", Day: 20260611, Each: 600_00}, Shares: who[1:2], Money: ""})
	if s, lines := sheetNow(t, d, 2); s.Voucher != 0 || len(lines) != 1 || voucherNow(t, d, d2.Voucher).State != ledger.Void {
		t.Errorf("%+v %v", s, lines)
	}
}

func TestGiveOutRefuses(t *testing.T) {
	d := New(t, nil)
	who := giftees(t, d, "陈一帆")
	for _, c := range []struct {
		change func(*ledger.GiveOut)
		word   string
	}{
		{func(a *ledger.GiveOut) { a.Shares = nil }, "名单是空的"},
		{func(a *ledger.GiveOut) { a.Gift.Occasion = "过年好" }, "没有“过年好”"},
		{func(a *ledger.GiveOut) { a.Gift.Day = 20260231 }, "日期"},
		{func(a *ledger.GiveOut) { a.Gift.Each = 0 }, "请填写金额"},
		{func(a *ledger.GiveOut) { a.Shares = []ledger.Share{{Member: who[0].Member, Amount: -1}} }, "负数"},
		{func(a *ledger.GiveOut) { a.Shares = []ledger.Share{{Name: "路人"}} }, "会员名册"},
		{func(a *ledger.GiveOut) { a.Shares = append(a.Shares, a.Shares[0]) }, "两次"},
		{func(a *ledger.GiveOut) { a.Gift.Expense = "401" }, "支出科目"},
		{func(a *ledger.GiveOut) { a.Money = "135" }, "101"},
		{func(a *ledger.GiveOut) { a.Gift.Bill = ledger.Bill{Ref: "123", Amount: 90_00} }, "相差 10.00"},
		{func(a *ledger.GiveOut) { a.Gift.Bill = ledger.Bill{Count: 2} }, "发票 2 份"},
		{func(a *ledger.GiveOut) { a.Gift.Occasion = "三八" }, "请说明是哪一种"},
		{func(a *ledger.GiveOut) { a.Gift.Occasion, a.Gift.Payer = "三八", ledger.BySchool }, "不进工会的账"},
		{func(a *ledger.GiveOut) { a.Reviewer, a.Post = "王会计", true }, "不能审核自己"},
		{func(a *ledger.GiveOut) { a.Gift.Article = 7 }, "库存里没有"},
	} {
		a := duanwu("102", false, who...)
		c.change(&a)
		refusedWith(t, d, a, c.word)
	}
	// Given once already: a reason and a second person.
	d.Must(t, duanwu("102", true, who...))
	again := duanwu("102", true, who...)
	refusedWith(t, d, again, "已经在")
	again.Gift.Reason, again.Gift.Second = "第二批", "王会计"
	refusedWith(t, d, again, "另一位")
	again.Gift.Second = "赵主席"
	d.Must(t, again)
	d.View(func(r ledger.Reader) error {
		if g, _ := r.Gift(2); len(g.Warnings) == 0 || g.Second != "赵主席" {
			t.Errorf("%+v", g)
		}
		return nil
	})
}

func TestFreezeSignAndTakeBack(t *testing.T) {
	d := New(t, nil)
	who := giftees(t, d, "陈一帆", "林二木", "何三水")
	d.Must(t, duanwu("102", false, who...))
	d.Must(t, ledger.FreezeSheet{Sheet: 1})
	s, lines := sheetNow(t, d, 1)
	if s.Printed == 0 || !ledger.CodeFits(s.Code) || s.Code != ledger.CheckCode(s, lines) {
		t.Fatalf("%+v", s)
	}
	d.Must(t, ledger.FreezeSheet{Sheet: 1})
	if again, _ := sheetNow(t, d, 1); again != s {
		t.Error("freezing again changed the sheet")
	}
	refusedWith(t, d, ledger.ReviseGift{Gift: ledger.Gift{ID: 1, Occasion: "端午", Day: 20260610}, Shares: who}, "补充")
	refusedWith(t, d, ledger.TakeBack{Sheet: 1, Lines: []int{3}, Day: 20260615, Why: "不领", Money: "102"}, "还没有过账")
	d.As("李审核", func() { d.Must(t, ledger.Review{IDs: []ledger.VoucherID{s.Voucher}}) })
	d.Must(t, ledger.Post{IDs: []ledger.VoucherID{s.Voucher}})

	refusedWith(t, d, ledger.SignShares{Sheet: 1, Day: 20260612, Marks: []ledger.Mark{{Line: 2, Sign: ledger.ByProxy}}}, "代领人")
	refusedWith(t, d, ledger.SignShares{Sheet: 1, Day: 20260612, Marks: []ledger.Mark{{Line: 4, Sign: ledger.Signed}}}, "没有这一行")
	refusedWith(t, d, ledger.SignShares{Sheet: 1, Day: 20260612, Marks: []ledger.Mark{{Line: 1, Sign: "maybe"}}}, "maybe")
	d.Must(t, ledger.SignShares{Sheet: 1, Day: 20260612, Marks: []ledger.Mark{{Line: 1, Sign: ledger.Signed}, {Line: 2, Sign: ledger.ByProxy, Proxy: "何三水"}, {Line: 3, Sign: ledger.Uncollected}}})
	refusedWith(t, d, ledger.TakeBack{Sheet: 1, Lines: []int{1}, Day: 20260615, Why: "不领", Money: "102"}, "已签")
	d.View(func(r ledger.Reader) error {
		if g := gateNow(r, 202606); !g.Open || g.Count != 1 || !strings.Contains(g.Text, "何三水") {
			t.Errorf("%+v", g)
		}
		if g := gateNow(r, 202605); g.Open {
			t.Errorf("%+v", g)
		}
		return nil
	})
	rec := d.Must(t, ledger.TakeBack{Sheet: 1, Lines: []int{3}, Day: 20260615, Why: "本人不领", Money: "102", Post: true, Reviewer: "李审核"})
	ret, back := sheetNow(t, d, 2)
	v := voucherNow(t, d, rec.Voucher)
	if ret.Total != -80_00 || ret.Account != "50105" || back[0].Of != 1 || back[0].OfLine != 3 || v.Lines[0].Account != "102" || v.Lines[1].Credit != 80_00 {
		t.Errorf("%+v %+v %+v", ret, back, v)
	}
	d.View(func(r ledger.Reader) error {
		if g := gateNow(r, 202606); g.Open {
			t.Errorf("%+v", g)
		}
		var sum ledger.Money
		for _, g := range ledger.GivenTo(r, who[2].Member, 0, 0) {
			sum += g.Amount
		}
		if sum != 0 {
			t.Errorf("何三水 still has %s", sum)
		}
		return nil
	})
	refusedWith(t, d, ledger.TakeBack{Sheet: 1, Lines: []int{3}, Day: 20260615, Why: "再退", Money: "102"}, "已由签-0002退回")
	refusedWith(t, d, ledger.SignShares{Sheet: 1, Day: 20260615, Marks: []ledger.Mark{{Line: 3, Sign: ledger.Signed}}}, "已由签-0002退回")

	// The list cannot be written off while its return stands.
	refusedWith(t, d, ledger.Reverse{ID: s.Voucher, Day: 20260620, Reason: "重做", Post: true, Reviewer: "李审核"}, "退回单")
	d.Must(t, ledger.Reverse{ID: v.ID, Day: 20260620, Reason: "又来领了", Post: true, Reviewer: "李审核"})
	if ret, _ := sheetNow(t, d, 2); ret.Live() {
		t.Error("the return is still live")
	}
	if _, lines := sheetNow(t, d, 1); lines[2].Back != 0 {
		t.Error("the line is still taken back")
	}
	d.Must(t, ledger.Reverse{ID: s.Voucher, Day: 20260621, Reason: "重做", Post: true, Reviewer: "李审核"})
	if s, _ := sheetNow(t, d, 1); s.Live() {
		t.Error("the list is still live")
	}
	d.View(func(r ledger.Reader) error {
		if g, _ := r.Gift(1); g.Void == "" {
			t.Error("the act is not withdrawn")
		}
		return nil
	})
}

func TestSupplement(t *testing.T) {
	d := New(t, nil)
	who := giftees(t, d, "陈一帆", "林二木", "何三水")
	d.Must(t, duanwu("", false, who[:1]...))
	more := ledger.SupplyGift{Gift: 1, Day: 20260612, Why: "漏了人", Shares: who[1:2], Money: "102", Papers: 1, Post: true, Reviewer: "李审核"}
	refusedWith(t, d, more, "直接修改名单")
	d.Must(t, ledger.BookSheet{Sheet: 1, Day: 20260611, Money: "102", Papers: 1, Post: true, Reviewer: "李审核"})
	refusedWith(t, d, ledger.BookSheet{Sheet: 1, Day: 20260611, Money: "102"}, "已经有凭证")
	early := more
	early.Day = 20260601
	refusedWith(t, d, early, "不能早于")
	rec := d.Must(t, more)
	s, _ := sheetNow(t, d, 2)
	if rec.Object != "sheet/2" || s.Kind != ledger.Supplement || s.Total != 80_00 || s.Voucher != rec.Voucher || s.Gift != 1 {
		t.Errorf("%+v %+v", rec, s)
	}
	// Writing the first list off leaves the supplement and the act alone.
	first, _ := sheetNow(t, d, 1)
	d.Must(t, ledger.Reverse{ID: first.Voucher, Day: 20260630, Reason: "记错", Post: true, Reviewer: "李审核"})
	d.View(func(r ledger.Reader) error {
		if g, _ := r.Gift(1); g.Void != "" {
			t.Error("the act is withdrawn though a list is left")
		}
		return nil
	})
}

func TestReversalByWayOfDrafts(t *testing.T) {
	d := New(t, nil)
	who := giftees(t, d, "陈一帆", "林二木")
	v := d.Must(t, duanwu("102", true, who...)).Voucher
	red := d.Must(t, ledger.Reverse{ID: v, Day: 20260620, Reason: "重做"}).Voucher
	if s, _ := sheetNow(t, d, 1); !s.Live() {
		t.Fatal("a draft red letter made the list void")
	}
	refusedWith(t, d, ledger.TakeBack{Sheet: 1, Lines: []int{1}, Day: 20260621, Why: "不领", Money: "102"}, "正在由")
	d.Must(t, ledger.VoidDraft{ID: red, Reason: "不冲了"})
	if s, _ := sheetNow(t, d, 1); !s.Live() || s.Voucher != v {
		t.Fatal("a voided red letter touched the list")
	}
	red = d.Must(t, ledger.Reverse{ID: v, Day: 20260620, Reason: "重做"}).Voucher
	d.As("李审核", func() { d.Must(t, ledger.Review{IDs: []ledger.VoucherID{red}}) })
	d.Must(t, ledger.Post{IDs: []ledger.VoucherID{red}})
	if s, _ := sheetNow(t, d, 1); s.Live() {
		t.Fatal("the posted red letter left the list live")
	}
}

func TestCorrectionTakesTheListOver(t *testing.T) {
	d := New(t, nil)
	who := giftees(t, d, "陈一帆", "林二木")
	v := d.Must(t, duanwu("102", true, who...)).Voucher
	right := V(20260620, "端午慰问", Dr("50102", 160_00), Cr("102", 160_00))
	wrong := V(20260620, "端午慰问", Dr("50105", 150_00), Cr("102", 150_00))
	refusedWith(t, d, ledger.Reverse{ID: v, Day: 20260620, Reason: "改金额", Corrected: &wrong, Post: true, Reviewer: "李审核"}, "160.00", "补充")
	d.Must(t, ledger.Reverse{ID: v, Day: 20260620, Reason: "换科目", Corrected: &right, Post: true, Reviewer: "李审核"})
	s, _ := sheetNow(t, d, 1)
	if !s.Live() || s.Voucher != v+2 || s.Account != "50102" {
		t.Fatalf("%+v", s)
	}
	// As drafts: the list goes over when the red letter is posted; the draft of
	// the corrected one must keep its sum, and gives the list free when voided.
	third := V(20260621, "端午慰问", Dr("50105", 160_00), Cr("102", 160_00))
	d.Must(t, ledger.Reverse{ID: s.Voucher, Day: 20260621, Reason: "又换回来", Corrected: &third})
	red, mine := s.Voucher+1, s.Voucher+2
	w := voucherNow(t, d, mine)
	w.Lines[0].Debit, w.Lines[1].Credit = 170_00, 170_00
	refusedWith(t, d, ledger.Enter{Voucher: *w}, "160.00")
	d.As("李审核", func() { d.Must(t, ledger.Review{IDs: []ledger.VoucherID{red}}) })
	d.Must(t, ledger.Post{IDs: []ledger.VoucherID{red}})
	if s, _ := sheetNow(t, d, 1); s.Voucher != mine || s.Account != "50105" {
		t.Fatalf("%+v", s)
	}
	refusedWith(t, d, ledger.Enter{Voucher: *w}, "160.00")
	d.Must(t, ledger.VoidDraft{ID: mine, Reason: "不要了"})
	if s, _ := sheetNow(t, d, 1); !s.Live() || s.Voucher != 0 {
		t.Fatalf("%+v", s)
	}
	d.Must(t, ledger.BookSheet{Sheet: 1, Day: 20260622, Money: "102", Papers: 1, Post: true, Reviewer: "李审核"})
}

func TestTieSheet(t *testing.T) {
	d := New(t, nil)
	who := giftees(t, d, "陈一帆", "林二木", "何三水")
	v := d.Post(t, V(20260611, "购粽子", Dr("50105", 240_00), Cr("102", 240_00))).Voucher
	d.Must(t, duanwu("", false, who[:1]...))
	d.Must(t, duanwu("", false, who[1:]...))
	refusedWith(t, d, ledger.TieSheet{Sheet: 1, Voucher: v}, "80.00", "240.00")
	d.Must(t, ledger.TieSheet{Sheet: 1, Voucher: v, Also: []ledger.SheetID{2}})
	d.Must(t, ledger.Reverse{ID: v, Day: 20260620, Reason: "重做", Post: true, Reviewer: "李审核"})
	for id := range 2 {
		if s, _ := sheetNow(t, d, ledger.SheetID(id+1)); s.Live() {
			t.Errorf("%+v", s)
		}
	}
}

func TestVoidSheet(t *testing.T) {
	d := New(t, nil)
	who := giftees(t, d, "陈一帆", "林二木")
	rec := d.Must(t, duanwu("102", false, who...))
	refusedWith(t, d, ledger.VoidSheet{Sheet: 1}, "原因")
	d.Must(t, ledger.VoidSheet{Sheet: 1, Reason: "不办了"})
	if voucherNow(t, d, rec.Voucher).State != ledger.Void {
		t.Error("the draft is not void")
	}
	refusedWith(t, d, ledger.SignShares{Sheet: 1, Day: 20260612, Marks: []ledger.Mark{{Line: 1, Sign: ledger.Signed}}}, "作废")
	// What came back before booking leaves with the list, and is taken off when
	// it is booked.
	d.Must(t, duanwu("", false, who...))
	d.Must(t, ledger.TakeBack{Sheet: 2, Lines: []int{1}, Day: 20260612, Why: "不领"})
	d.Must(t, ledger.VoidSheet{Sheet: 3, Reason: "又领了"})
	if _, lines := sheetNow(t, d, 2); lines[0].Back != 0 {
		t.Error("still taken back")
	}
	d.Must(t, ledger.TakeBack{Sheet: 2, Lines: []int{1}, Day: 20260612, Why: "不领"})
	refusedWith(t, d, ledger.BookSheet{Sheet: 4, Day: 20260613, Money: "102"}, "随它一起记账")
	got := d.Must(t, ledger.BookSheet{Sheet: 2, Day: 20260613, Money: "102", Papers: 1, Post: true, Reviewer: "李审核"})
	if v := voucherNow(t, d, got.Voucher); v.Amount() != 80_00 {
		t.Errorf("%+v", v)
	}
	refusedWith(t, d, ledger.VoidSheet{Sheet: 2, Reason: "不办了"}, "红字冲销")
	refusedWith(t, d, ledger.VoidSheet{Sheet: 4, Reason: "不办了"}, "红字冲销")
}

func TestTakeBackOfAFormerYear(t *testing.T) {
	d := New(t, nil)
	who := giftees(t, d, "陈一帆", "林二木")
	d.Must(t, duanwu("102", true, who...))
	rec := d.Must(t, ledger.TakeBack{Sheet: 1, Lines: []int{2}, Day: 20270105, Why: "一直没来领", Money: "102", Post: true, Reviewer: "李审核"})
	s, _ := sheetNow(t, d, 2)
	if v := voucherNow(t, d, rec.Voucher); s.Account != "32201" || v.Lines[1].Account != "32201" || v.Lines[1].Credit != 80_00 {
		t.Errorf("%+v %+v", s, v)
	}
}

func TestGiftOutOfStock(t *testing.T) {
	d := New(t, nil)
	who := giftees(t, d, "陈一帆", "林二木", "何三水")
	d.Must(t, ledger.StockIn{Day: 20260601, Expense: "50105", Money: "102", Goods: []ledger.GoodsLine{{Name: "毛巾", Qty: 4, Amount: 100_01}}, Papers: 1, Post: true, Reviewer: "李审核"})
	give := ledger.GiveOut{Gift: ledger.Gift{Occasion: "端午", Day: 20260610, Article: 1}, Shares: who, Money: "141", Post: true, Reviewer: "李审核"}
	rec := d.Must(t, give)
	s, lines := sheetNow(t, d, 1)
	v := voucherNow(t, d, rec.Voucher)
	if s.Account != "30101" || s.Total != 75_01 || v.Template != "T11" || v.Lines[1].Account != "141" || lines[0].Amount+lines[1].Amount+lines[2].Amount != 75_01 {
		t.Errorf("%+v %+v %+v", s, v, lines)
	}
	held := func() (qty int, worth ledger.Money) {
		d.View(func(r ledger.Reader) error {
			for m := range r.StockMoves(1) {
				qty, worth = qty+m.Qty, worth+m.Amount
			}
			return nil
		})
		return qty, worth
	}
	if q, w := held(); q != 1 || w != 25_00 {
		t.Errorf("%d pieces of %s are left", q, w)
	}
	back := d.Must(t, ledger.TakeBack{Sheet: 1, Lines: []int{2}, Day: 20260620, Why: "不领", Money: "141", Post: true, Reviewer: "李审核"})
	if q, w := held(); q != 2 || w != 25_00+lines[1].Amount {
		t.Errorf("%d pieces of %s after the return", q, w)
	}
	d.Must(t, ledger.Reverse{ID: back.Voucher, Day: 20260621, Reason: "又领了", Post: true, Reviewer: "李审核"})
	d.Must(t, ledger.Reverse{ID: rec.Voucher, Day: 20260622, Reason: "重做", Post: true, Reviewer: "李审核"})
	if q, w := held(); q != 4 || w != 100_01 {
		t.Errorf("%d pieces of %s after writing off", q, w)
	}
	give.Gift.Each = 30_00
	refusedWith(t, d, give, "按库存计价")
}
