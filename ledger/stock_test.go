package ledger_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/store/storetest"
)

// kept is a book with two articles in stock, in single-person mode.
func kept(t testing.TB) *storetest.Desk {
	return storetest.New(t, func(f *ledger.Found) { f.Unit.Single, f.Opening = true, storetest.Opening() })
}

func bought(day ledger.Day, name string, qty int, amount ledger.Money) ledger.StockIn {
	return ledger.StockIn{Day: day, Expense: "50102", Money: "102", Papers: 1, Post: true, Goods: []ledger.GoodsLine{{Name: name, Unit: "盒", Qty: qty, Amount: amount}}}
}

func held(t testing.TB, b *storetest.Desk, id ledger.ArticleID) (qty int, value ledger.Money) {
	t.Helper()
	if err := b.View(func(r ledger.Reader) error {
		a, _ := r.Article(id)
		s := ledger.SumStock(r, a, 0, 0)
		qty, value = s.Qty(), s.Value()
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return qty, value
}

// checkStock holds the laws of stock: no card below zero on any day, nothing
// worth something without pieces, and the moves of a voucher are its lines on 141.
func checkStock(r ledger.Reader) error {
	moved := map[ledger.VoucherID]ledger.Money{}
	for a := range r.Articles() {
		days := map[ledger.Day][2]int64{}
		for m := range r.StockMoves(a.ID) {
			moved[m.Voucher] += m.Amount
			d := days[m.Day]
			days[m.Day] = [2]int64{d[0] + int64(m.Qty), d[1] + int64(m.Amount)}
		}
		var qty, value int64
		for _, d := range slices.Sorted(maps.Keys(days)) {
			qty, value = qty+days[d][0], value+days[d][1]
			if qty < 0 || value < 0 || qty == 0 && value != 0 {
				return fmt.Errorf("%s on %s: %d pieces worth %d", a.Name, d, qty, value)
			}
		}
	}
	for id := ledger.VoucherID(1); id <= r.LastVoucher(); id++ {
		v, _ := r.Voucher(id)
		var net ledger.Money
		for _, l := range v.Lines {
			if l.Account.Under("141") && v.State != ledger.Void {
				net += l.Net()
			}
		}
		if net != moved[id] {
			return fmt.Errorf("%s: %s on 141, moves %s", v.Ref(), net, moved[id])
		}
	}
	if g := ledger.FindStockGap(r); !g.Agrees() {
		return fmt.Errorf("141 %s, articles %s, %v", g.Booked, g.Moved, g.Loose)
	}
	return nil
}

func stockStep(r *rapid.T, h *history) {
	day := ledger.DayOf(rapid.SampledFrom([]int{2026, 2026, 2026, 2027}).Draw(r, "year"), rapid.IntRange(1, 3).Draw(r, "month"), rapid.SampledFrom([]int{5, 20}).Draw(r, "dom"))
	name := rapid.SampledFrom([]string{"粽子", "牛奶"}).Draw(r, "article")
	id := ledger.ArticleID(rapid.IntRange(1, 2).Draw(r, "id"))
	voucher := ledger.VoucherID(rapid.IntRange(1, 16).Draw(r, "voucher"))
	post := rapid.Bool().Draw(r, "post")
	switch rapid.SampledFrom([]string{"in", "in", "in", "given", "out", "out", "out", "reverse", "reverse", "post", "void", "count", "costing", "tie", "gift"}).Draw(r, "act") {
	case "in":
		a := bought(day, name, rapid.IntRange(1, 9).Draw(r, "qty"), ledger.Money(rapid.Int64Range(1, 10_000).Draw(r, "amount")))
		a.Post = post
		h.do(r, a)
	case "given":
		h.do(r, ledger.StockIn{Day: day, Given: true, Papers: 1, Post: post, Goods: []ledger.GoodsLine{{Name: name, Qty: 3, Amount: 10_00}}})
	case "out":
		h.do(r, ledger.StockOut{Day: day, Why: "奖品", Post: post, Goods: []ledger.GoodsLine{{Article: id, Qty: rapid.IntRange(1, 12).Draw(r, "qty")}}})
	case "reverse":
		h.do(r, ledger.Reverse{ID: voucher, Day: day, Reason: "错", Post: post})
	case "post":
		h.do(r, ledger.Post{IDs: []ledger.VoucherID{voucher}})
	case "void":
		h.do(r, ledger.VoidDraft{ID: voucher, Reason: "不要了"})
	case "count":
		h.do(r, ledger.StockCount{Day: day, Reason: "抽盘", Counts: []ledger.CountLine{{Article: id, Found: rapid.IntRange(0, 12).Draw(r, "found"), Value: 3_33}}})
	case "costing":
		h.do(r, ledger.SetPractice{Practice: ledger.Practice{Costing: rapid.SampledFrom([]string{"", "average", "fifo"}).Draw(r, "costing")}})
	case "tie":
		h.do(r, ledger.TieStock{Voucher: voucher, Goods: []ledger.GoodsLine{{Article: id, Qty: 1, Amount: 10_00}}})
	case "gift":
		n := rapid.IntRange(1, 3).Draw(r, "persons")
		var shares []ledger.Share
		h.b.View(func(rd ledger.Reader) error {
			cost, err := ledger.Issue(rd, id, n)
			if err != nil {
				return nil
			}
			for i, m := range ledger.SplitIssue(cost, []int{1, 1, 1}[:n]) {
				shares = append(shares, ledger.Share{Member: h.members[i], Amount: m})
			}
			return nil
		})
		h.do(r, ledger.GiveOut{Gift: ledger.Gift{Occasion: "duanwu", Day: day, Form: ledger.Goods, Article: id}, Shares: shares, Money: "141", Post: post})
	}
}

func TestStockAndItsVouchersNeverPart(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := &history{b: kept(t), t: t}
		h.members = people(t, h.b, "陈一帆", "林二木", "何三水")
		for _, n := range []string{"粽子", "牛奶"} {
			h.b.Must(t, ledger.SaveArticle{Article: ledger.Article{Name: n, Unit: "盒"}})
		}
		for range rapid.IntRange(1, 25).Draw(r, "steps") {
			stockStep(r, h)
			if err := h.b.View(checkStock); err != nil {
				r.Fatal(err)
			}
		}
	})
}

func TestCosting(t *testing.T) {
	for _, c := range []struct {
		how  string
		want []ledger.Money
	}{
		{ledger.AverageCost, []ledger.Money{50_00, 33_33, 66_67, 150_00}},
		{ledger.FIFOCost, []ledger.Money{33_33, 33_33, 73_34, 160_00}},
	} {
		b := kept(t)
		b.Must(t, ledger.SetPractice{Practice: ledger.Practice{Costing: c.how}})
		b.Must(t, bought(20260105, "粽子", 3, 100_00))
		b.Must(t, bought(20260106, "粽子", 3, 200_00))
		var got []ledger.Money
		for i, qty := range []int{1, 1, 2, 2} {
			if i == 1 && c.how == ledger.AverageCost { // a receipt between changes the average only
				continue
			}
			before, v := held(t, b, 1)
			b.Must(t, ledger.StockOut{Day: 20260110, Why: "奖品", Post: true, Goods: []ledger.GoodsLine{{Article: 1, Qty: qty}}})
			after, w := held(t, b, 1)
			if before-after != qty {
				t.Fatal(before, after)
			}
			got = append(got, v-w)
		}
		t.Log(c.how, got)
		if qty, v := held(t, b, 1); c.how == ledger.FIFOCost && (qty != 0 || v != 0) {
			t.Errorf("%d left worth %s", qty, v)
		}
		if c.how == ledger.FIFOCost && fmt.Sprint(got) != fmt.Sprint([]ledger.Money{33_33, 33_34, 100_00, 133_33}) {
			t.Errorf("fifo: %v", got)
		}
		if c.how == ledger.AverageCost && fmt.Sprint(got) != fmt.Sprint([]ledger.Money{50_00, 100_00, 100_00}) {
			t.Errorf("average: %v", got)
		}
	}
}

func TestReceiptStaysWhileItsGoodsAreOut(t *testing.T) {
	b := kept(t)
	in := b.Must(t, bought(20260105, "粽子", 10, 100_00))
	out := b.Must(t, ledger.StockOut{Day: 20260110, Why: "发放", Post: true, Goods: []ledger.GoodsLine{{Article: 1, Qty: 4}}})
	err := b.Refuse(t, ledger.Reverse{ID: in.Voucher, Day: 20260112, Reason: "错", Post: true})
	if !strings.Contains(err.Error(), "粽子") {
		t.Error(err)
	}
	b.Must(t, ledger.Reverse{ID: out.Voucher, Day: 20260112, Reason: "错", Post: true})
	b.Must(t, ledger.Reverse{ID: in.Voucher, Day: 20260112, Reason: "错", Post: true})
	if qty, v := held(t, b, 1); qty != 0 || v != 0 {
		t.Errorf("%d worth %s", qty, v)
	}
	b.Refuse(t, ledger.StockOut{Day: 20260115, Why: "发放", Post: true, Goods: []ledger.GoodsLine{{Article: 1, Qty: 1}}})
}

func TestStockCountLeavesDrafts(t *testing.T) {
	b := kept(t)
	b.Must(t, bought(20260105, "粽子", 10, 100_00))
	b.Must(t, bought(20260105, "牛奶", 5, 50_00))
	b.Must(t, bought(20260105, "毛巾", 2, 9_00))
	err := b.Refuse(t, ledger.StockCount{Day: 20260630, Counts: []ledger.CountLine{{Article: 1, Found: 8}}})
	if !strings.Contains(err.Error(), "原因") {
		t.Error(err)
	}
	b.Must(t, ledger.StockCount{Day: 20260630, By: "吴保管", Counts: []ledger.CountLine{{Article: 1, Found: 8, Why: "受潮"}, {Article: 2, Found: 6, Why: "漏记"}, {Article: 3, Found: 2}}})
	if err := b.View(func(r ledger.Reader) error {
		n := 0
		for v := range r.Pending() {
			n++
			if v.Template != "T18b" && v.Template != "T20" || v.State != ledger.Draft {
				t.Error(v.Template, v.State)
			}
		}
		for a := range r.Articles() {
			if s := ledger.SumStock(r, a, 0, 0); s.Counted != 20260630 {
				t.Error(a.Name, s.Counted)
			}
		}
		if n != 2 {
			t.Error(n, "drafts")
		}
		return checkStock(r)
	}); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[ledger.ArticleID]ledger.Money{1: 80_00, 2: 60_00, 3: 9_00} {
		if _, v := held(t, b, id); v != want {
			t.Errorf("%s: %s, want %s", id, v, want)
		}
	}
}

func TestTieArticlesToVoucherMadeByHand(t *testing.T) {
	b := kept(t)
	v := b.Post(t, storetest.V(20260105, "购奖品入库", storetest.Dr("50102", 200_00), storetest.Cr("102", 200_00), storetest.Dr("141", 200_00), storetest.Cr("30101", 200_00)))
	gap := func() (n int) {
		b.View(func(r ledger.Reader) error { n = len(ledger.FindStockGap(r).Loose); return nil })
		return n
	}
	if gap() != 1 {
		t.Fatal(gap())
	}
	b.Refuse(t, ledger.TieStock{Voucher: v.Voucher, Goods: []ledger.GoodsLine{{Name: "奖品", Qty: 10, Amount: 190_00}}})
	b.Must(t, ledger.TieStock{Voucher: v.Voucher, Goods: []ledger.GoodsLine{{Name: "笔记本", Qty: 10, Amount: 150_00}, {Name: "水笔", Qty: 10, Amount: 50_00}}})
	if gap() != 0 {
		t.Fatal(gap())
	}
	b.Refuse(t, ledger.TieStock{Voucher: v.Voucher, Goods: []ledger.GoodsLine{{Name: "笔记本", Qty: 1, Amount: 1_00}}})
	b.Must(t, ledger.Reverse{ID: v.Voucher, Day: 20260110, Reason: "退货", Post: true})
	if qty, worth := held(t, b, 1); qty != 0 || worth != 0 || gap() != 0 {
		t.Error(qty, worth, gap())
	}
}

func TestLending(t *testing.T) {
	b := kept(t)
	ids := people(t, b, "陈一帆")
	b.Must(t, ledger.SaveArticle{Article: ledger.Article{Name: "羽毛球拍", Unit: "支", Gear: true}})
	b.Must(t, ledger.OpenStock{Goods: []ledger.GoodsLine{{Article: 1, Qty: 6}}})
	b.Must(t, ledger.Lend{Article: 1, Member: ids[0], Qty: 4, Day: 20260301, Due: 20260315})
	b.Refuse(t, ledger.Lend{Article: 1, Who: "外聘教练", Qty: 3, Day: 20260301})
	b.Refuse(t, ledger.GiveBack{ID: 1, Day: 20260310, Back: 1, Lost: 1})
	b.Must(t, ledger.GiveBack{ID: 1, Day: 20260310, Back: 1, Lost: 1, Note: "球拍折断，已赔"})
	b.View(func(r ledger.Reader) error {
		if n := ledger.LentOut(r, 1); n != 2 {
			t.Error("lent", n)
		}
		for l := range r.Lendings() {
			if l.Overdue(20260316) != (l.Back == 0) || l.Overdue(20260315) {
				t.Error(l)
			}
		}
		return nil
	})
	if qty, _ := held(t, b, 1); qty != 5 {
		t.Error(qty)
	}
	b.Refuse(t, ledger.SaveArticle{Article: ledger.Article{ID: 1, Name: "羽毛球拍", Gear: true, Off: true}})
}
