package ledger

import (
	"fmt"
	"slices"
	"strings"
)

func (s *shelf) highest() (id ArticleID) {
	for x := range s.cards {
		id = max(id, x)
	}
	return id
}

// words names the goods of an act, the first few of them.
func (w *stockWork) words() string {
	var parts []string
	for i, m := range w.moves {
		if i == 3 {
			parts = append(parts, fmt.Sprintf("等%d种", len(w.moves)))
			break
		}
		c, _ := w.shelf.card(m.Article)
		n := m.Qty
		if n < 0 {
			n = -n
		}
		parts = append(parts, fmt.Sprintf("%s%d%s", c.article.Name, n, c.article.unit()))
	}
	return strings.Join(parts, "、")
}

// book makes the voucher, ties the moves to it and plans both. Goods without
// value need no voucher.
func (w *stockWork) book(v Voucher, text string, post bool, reviewer string) (Plan, error) {
	v.ID, v.Maker, v.State, v.Source = w.r.LastVoucher()+1, w.by.Operator, Draft, stockSource
	var total Money
	for _, m := range w.moves {
		total += m.Amount
	}
	p := Plan{Title: fmt.Sprintf("%s，共 %s 元", text, total.Abs().Grouped()), Voucher: v.ID}
	if len(w.moves) == 1 {
		p.Object = articleObject(w.moves[0].Article)
	}
	if total == 0 {
		v.ID, p.Voucher = 0, 0
		if !w.day.Valid() {
			return Plan{}, &Error{Code: CodeBadDay, Problems: []Problem{{"day", "", CodeBadDay, "日期不对，请写成 2026-05-31 这样。"}}}
		}
		p.Title = text + "（账上没有价值，不用凭证）"
	} else {
		for i := range v.Lines {
			v.Lines[i].Summary = text
		}
		if err := bookNow(w.r, w.by, post, reviewer, &v); err != nil {
			return Plan{}, err
		}
		if post {
			p.Title = v.Ref() + " " + p.Title
		}
	}
	for _, m := range w.moves {
		m.Voucher = v.ID
		m.Why = cmpOr(m.Why, text)
		m.Who = cmpOr(m.Who, w.by.Operator)
		w.shelf.add(m)
	}
	if err := w.shelf.sound(); err != nil {
		return Plan{}, err
	}
	if v.ID != 0 {
		p.Changes = append(p.Changes, Put(v))
	}
	p.Changes = append(p.Changes, w.shelf.out...)
	return p, nil
}

// Issue is what qty pieces of an article cost that leave stock now, by the
// book's costing, when nothing else moves first; the last pieces take whatever
// value is left.
func Issue(r Reader, id ArticleID, qty int) (Money, error) { return Reissue(r, id, qty, 0) }

// Reissue is [Issue] for a list whose draft is made anew: as if the draft's own
// moves were not there.
func Reissue(r Reader, id ArticleID, qty int, draft VoucherID) (Money, error) {
	w := stockWork{r: r, shelf: newShelf(r)}
	w.shelf.drop(draft)
	c, ok := w.shelf.card(id)
	switch {
	case !ok:
		return 0, Errf(CodeUnknown, "库存里没有这种物品。")
	case qty <= 0:
		return 0, Errf(CodeBadValue, "数量要大于零。")
	}
	return w.take(c, qty)
}

// SplitIssue spreads the cost of an issue over lines by their pieces; the last
// takes the remainder, so that the parts add up to the fen.
func SplitIssue(cost Money, qty []int) []Money {
	all := 0
	for _, n := range qty {
		all += n
	}
	out := make([]Money, len(qty))
	var given Money
	done := 0
	for i, n := range qty {
		done += n
		if all > 0 {
			out[i] = portion(cost, done, all) - given
		}
		given += out[i]
	}
	return out
}

// stockSound refuses changes of stock moves that leave a card with less than
// nothing on some day: goods that were issued meanwhile keep their receipt from
// being written off.
func stockSound(r StockReader, cs []Change) error {
	s := newShelf(r)
	for _, ch := range cs {
		before, was := ch.Before.(StockMove)
		after, is := ch.After.(StockMove)
		if !was && !is {
			continue
		}
		id := before.Article
		if is {
			id = after.Article
		}
		c, ok := s.card(id)
		if !ok {
			continue
		}
		c.touched = true
		if was {
			c.moves = slices.DeleteFunc(c.moves, func(m StockMove) bool { return m.No == before.No })
		}
		if is {
			c.moves = append(c.moves, after)
		}
	}
	return s.sound()
}
