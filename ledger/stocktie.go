package ledger

import "fmt"

// TieStock enters the articles behind a posted voucher that was made elsewhere
// and has lines on 141. The amounts must add up to what the voucher has there
// and is not tied yet.
type TieStock struct {
	Voucher VoucherID
	Goods   []GoodsLine
}

// Name of the act.
func (TieStock) Name() string { return "stock.tie" }

// Decide holds the sum against the voucher.
func (a TieStock) Decide(r Reader, by Stamp) (Plan, error) {
	v, ok := r.Voucher(a.Voucher)
	switch {
	case !ok || v.State == Void:
		return Plan{}, Errf(CodeUnknown, "没有找到这张凭证。")
	case v.State != Posted:
		return Plan{}, Errf(CodeState, "%s 还没有过账。过账以后再登记到物品。", v.Ref())
	}
	gap := v.net("141")
	for _, m := range StockOf(r, v.ID) {
		gap -= m.Amount
	}
	if gap == 0 {
		return Plan{}, Errf(CodeState, "%s 的库存物品（141）已经全部登记到物品，没有差额。", v.Ref())
	}
	w := stockWork{r: r, by: by, shelf: newShelf(r), day: v.Day, who: by.Operator, why: v.Summary(), newOnes: gap > 0}
	total := w.goods(a.Goods, true)
	if len(w.ps) == 0 && total != gap.Abs() {
		w.ps.Add("goods", "", CodeBadAmount, "%s 要登记的是 %s 元，物品合计 %s 元，相差 %s 元。", v.Ref(), gap.Abs().Grouped(), total.Grouped(), (gap.Abs() - total).Grouped())
	}
	if err := w.ps.Err(); err != nil {
		return Plan{}, err
	}
	for _, m := range w.moves {
		m.Voucher = v.ID
		if gap < 0 {
			m.Qty, m.Amount = -m.Qty, -m.Amount
		}
		w.shelf.add(m)
	}
	if err := w.shelf.sound(); err != nil {
		return Plan{}, err
	}
	title := "物品入库登记 "
	if gap < 0 {
		title = "物品出库登记 "
	}
	return Plan{Title: title + v.Ref() + " " + w.words(), Voucher: v.ID, Changes: w.shelf.out}, nil
}

// OpenStock says what lay in stock when the book began: one line an article,
// said again it replaces what was said. Value is part of the opening balance of
// 141; gear whose cost was spent long ago has pieces only.
type OpenStock struct{ Goods []GoodsLine }

// Name of the act.
func (OpenStock) Name() string { return "stock.open" }

// Decide keeps the sum within the opening balance of 141.
func (a OpenStock) Decide(r Reader, by Stamp) (Plan, error) {
	w := stockWork{r: r, by: by, shelf: newShelf(r), day: r.Unit().Start.First(), newOnes: true}
	if len(a.Goods) == 0 {
		return Plan{}, Errf(CodeRequired, "请至少填写一种物品。")
	}
	for i, g := range a.Goods {
		w.open(i, g)
	}
	if err := w.ps.Err(); err != nil {
		return Plan{}, err
	}
	if err := w.shelf.sound(); err != nil {
		return Plan{}, err
	}
	var sum Money
	for x := range r.Articles() {
		if _, ok := w.shelf.cards[x.ID]; !ok {
			for m := range r.StockMoves(x.ID) {
				if m.Voucher == 0 {
					sum += m.Amount
				}
			}
		}
	}
	for _, c := range w.shelf.cards {
		for _, m := range c.moves {
			if m.Voucher == 0 {
				sum += m.Amount
			}
		}
	}
	if limit := Balance(r, "141", 0); sum > limit {
		return Plan{}, &Error{Code: CodeBadAmount, Problems: []Problem{{"goods", "", CodeBadAmount,
			fmt.Sprintf("期初物品合计 %s 元，超过 141 库存物品的期初余额 %s 元。请先核对“期初余额”。", sum.Grouped(), limit.Grouped())}}}
	}
	return Plan{Title: "登记期初库存 " + w.words(), Changes: w.shelf.out}, nil
}

// open enters one article's opening.
func (w *stockWork) open(i int, g GoodsLine) {
	row := fmt.Sprintf("第 %d 行", i+1)
	c, ok := w.article(i, row, g)
	if !ok {
		return
	}
	switch {
	case c.touched:
		w.ps.Add(fmt.Sprintf("goods-%d", i), row, CodeExists, "“%s”写了两次，请合成一行。", c.article.Title())
		return
	case g.Qty < 0 || g.Qty > mostPieces:
		w.ps.Add(fmt.Sprintf("qty-%d", i), row, CodeBadValue, "数量应在 0 到 %d 之间。", mostPieces)
		return
	case g.Amount < 0 || g.Amount > MaxMoney || g.Qty == 0 && g.Amount != 0:
		w.ps.Add(fmt.Sprintf("amount-%d", i), row, CodeBadAmount, "金额不能是负数；没有数量就没有金额。")
		return
	}
	m := StockMove{Article: c.article.ID, Day: w.day, Qty: g.Qty, Amount: g.Amount, Who: w.by.Operator, Why: openMark}
	w.moves = append(w.moves, m)
	for j, old := range c.moves {
		if old.Voucher == 0 && old.Why == openMark {
			m.No, c.touched, c.moves[j] = old.No, true, m
			c.moves[j].No = old.No
			w.shelf.out = append(w.shelf.out, Edit(old, m))
			return
		}
	}
	w.shelf.add(m)
}

// openMark is the reason of what was there when the book began.
const openMark = "期初"
