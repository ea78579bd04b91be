package ledger

import (
	"fmt"
	"slices"
)

// stock moves the goods of a list out of stock, or back into it, with the
// voucher that books them.
func (b *booking) stock(p *Plan, v Voucher) error {
	if b.gift.Article == 0 {
		return nil
	}
	a, ok := b.r.Article(b.gift.Article)
	if !ok {
		return Errf(CodeUnknown, "库存里没有这种物品。")
	}
	qty, worth, no := 0, Money(0), 0
	for m := range b.r.StockMoves(a.ID) {
		no = max(no, m.No)
		if b.old == nil || m.Voucher != b.old.ID {
			qty, worth = qty+m.Qty, worth+m.Amount
		}
	}
	var moves []StockMove
	for _, s := range b.sheets {
		n := 0
		for _, x := range b.shares {
			if x.Sheet == s.ID {
				n += max(x.Qty, 1)
			}
		}
		if s.Kind == ReturnList {
			n = -n
		}
		no++
		moves = append(moves, StockMove{Article: a.ID, No: no, Day: b.day, Qty: -n, Amount: -s.Total, Voucher: v.ID, Sheet: s.ID, Who: b.by.Operator, Why: b.gift.Title})
		qty, worth = qty-n, worth-s.Total
	}
	unit := cmpOr(a.Unit, "件")
	switch {
	case qty < 0:
		return Errf(CodeState, "%s库存不够，还差 %d %s。", a.Name, -qty, unit)
	case worth < 0:
		return Errf(CodeState, "%s的库存价值不够，多发了 %s 元。请按库存的单价填写。", a.Name, worth.Abs().Grouped())
	case qty == 0 && worth != 0:
		return Errf(CodeState, "%s发完以后库存价值还剩 %s 元。请按库存的单价填写，发完时金额要正好用完。", a.Name, worth.Grouped())
	}
	if err := b.priced(moves); err != nil {
		return err
	}
	if b.old != nil {
		p.Changes = append(p.Changes, dropMoves(b.r, b.old.ID)...)
	}
	for _, m := range moves {
		p.Changes = append(p.Changes, Put(m))
	}
	return stockSound(b.r, p.Changes)
}

// priced holds what a list gives out against what the stock card says it is
// worth. What comes back comes back at the price it went out at.
func (b *booking) priced(moves []StockMove) error {
	qty, total := 0, Money(0)
	for _, m := range moves {
		if m.Qty > 0 {
			return nil
		}
		qty, total = qty-m.Qty, total-m.Amount
	}
	var draft VoucherID
	if b.old != nil {
		draft = b.old.ID
	}
	cost, err := Reissue(b.r, b.gift.Article, qty, draft)
	if err != nil || cost == total {
		return err
	}
	e := Problem{"shares", "", CodeBadAmount, fmt.Sprintf("这 %d 份按库存计价共 %s 元，名单合计 %s 元，相差 %s 元。请按库存的价值填写（每份约 %s 元，尾差记在最后一行）。",
		qty, cost.Grouped(), total.Grouped(), (cost - total).Grouped(), portion(cost, 1, qty).Grouped())}
	return &Error{Code: CodeBadAmount, Problems: []Problem{e}}
}

// movesOf finds the stock moves of a voucher.
func movesOf(r Stocks, id VoucherID) []StockMove {
	var out []StockMove
	for a := range r.Articles() {
		for m := range r.StockMoves(a.ID) {
			if m.Voucher == id {
				out = append(out, m)
			}
		}
	}
	return out
}

// dropMoves takes the stock moves of a draft away.
func dropMoves(r Stocks, id VoucherID) []Change {
	moves := movesOf(r, id)
	slices.Reverse(moves)
	out := make([]Change, len(moves))
	for i, m := range moves {
		out[i] = Drop(m)
	}
	return out
}

// mirrorMoves puts back into stock what a voucher took out, or the other way
// round, with the red letter that writes it off.
func mirrorMoves(r Stocks, orig, red *Voucher) []Change {
	var out []Change
	next := map[ArticleID]int{}
	for _, m := range movesOf(r, orig.ID) {
		if next[m.Article] == 0 {
			for x := range r.StockMoves(m.Article) {
				next[m.Article] = max(next[m.Article], x.No)
			}
		}
		next[m.Article]++
		m.No, m.Day, m.Voucher, m.Qty, m.Amount = next[m.Article], red.Day, red.ID, -m.Qty, -m.Amount
		out = append(out, Put(m))
	}
	return out
}
