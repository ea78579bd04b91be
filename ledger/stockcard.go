package ledger

import (
	"cmp"
	"maps"
	"slices"

	"github.com/shopspring/decimal"
)

// Costing of [Practice]: how goods are valued that leave stock.
const (
	AverageCost = "average" // also when empty
	FIFOCost    = "fifo"
)

// card is the stock card of one article while an act works on it.
type card struct {
	article Article
	moves   []StockMove // in the order they were recorded
	last    int         // highest No
	touched bool
}

// held is what lies in stock, by pieces and value, drafts included.
func (c *card) held() (qty int, value Money) {
	for _, m := range c.moves {
		qty, value = qty+m.Qty, value+m.Amount
	}
	return qty, value
}

// layer is a receipt as first-in-first-out sees it.
type layer struct {
	voucher VoucherID
	qty     int
	amount  Money
}

// layers are the receipts in the order they were recorded, without those written
// off. What comes back from an issue is no receipt: it lies where it lay before.
func (c *card) layers(r Vouchers) []layer {
	var out []layer
	for _, m := range c.moves {
		var undoes VoucherID
		if m.Voucher != 0 {
			v, _ := r.Voucher(m.Voucher)
			undoes = v.Reverses
		}
		switch {
		case m.Qty > 0 && undoes == 0 && m.Sheet == 0:
			out = append(out, layer{m.Voucher, m.Qty, m.Amount})
		case m.Qty < 0 && undoes != 0:
			i := slices.Index(out, layer{undoes, -m.Qty, -m.Amount})
			if i >= 0 {
				out = slices.Delete(out, i, i+1)
			}
		}
	}
	return out
}

// newest values the n pieces that came last.
func newest(layers []layer, n int) Money {
	var v Money
	for _, l := range slices.Backward(layers) {
		if n <= 0 {
			break
		}
		take := min(n, l.qty)
		v += portion(l.amount, take, l.qty)
		n -= take
	}
	return v
}

// portion is amount × part ÷ whole, rounded to the fen.
func portion(amount Money, part, whole int) Money {
	if part == whole {
		return amount
	}
	d := decimal.New(int64(amount), 0).Mul(decimal.NewFromInt(int64(part))).DivRound(decimal.NewFromInt(int64(whole)), 0)
	return Money(d.IntPart())
}

// cost is what qty pieces are worth that leave stock now; the last ones take
// whatever is left, so that no fen stays behind.
func (c *card) cost(r Vouchers, how string, qty int) Money {
	q, v := c.held()
	switch {
	case qty >= q:
		return v
	case how == FIFOCost:
		return min(max(v-newest(c.layers(r), q-qty), 0), v)
	}
	return portion(v, qty, q)
}

// sound refuses a card that on some day shows less than nothing, or value
// without pieces.
func (c *card) sound() error {
	type day struct {
		qty   int
		value Money
	}
	days := map[Day]day{}
	for _, m := range c.moves {
		d := days[m.Day]
		days[m.Day] = day{d.qty + m.Qty, d.value + m.Amount}
	}
	var at day
	for _, d := range slices.SortedFunc(maps.Keys(days), cmp.Compare[Day]) {
		at.qty, at.value = at.qty+days[d].qty, at.value+days[d].value
		switch {
		case at.qty < 0:
			return Errf(CodeState, "“%s”在 %s 的库存不够，少 %d %s。请核对数量和日期。", c.article.Name, d, -at.qty, c.article.unit())
		case at.value < 0 || at.qty == 0 && at.value != 0:
			return Errf(CodeState, "“%s”在 %s 的数量和金额对不上（%d %s，%s 元）：后面的出库已经按当时的库存计价。请把日期改晚，或先冲销后面的出库。",
				c.article.Name, d, at.qty, c.article.unit(), at.value.Grouped())
		}
	}
	return nil
}

func (a *Article) unit() string { return cmpOr(a.Unit, "件") }

// Title is the name with what tells it apart.
func (a *Article) Title() string {
	if a.Spec == "" {
		return a.Name
	}
	return a.Name + "（" + a.Spec + "）"
}

// StockReader is what stock cards are read from.
type StockReader interface {
	Stocks
	Vouchers
}

// shelf gathers what an act does to stock cards.
type shelf struct {
	r     StockReader
	cards map[ArticleID]*card
	out   []Change
}

func newShelf(r StockReader) *shelf { return &shelf{r: r, cards: map[ArticleID]*card{}} }

// card reads a card once.
func (s *shelf) card(id ArticleID) (*card, bool) {
	if c, ok := s.cards[id]; ok {
		return c, true
	}
	a, ok := s.r.Article(id)
	if !ok {
		return nil, false
	}
	c := &card{article: a}
	for m := range s.r.StockMoves(id) {
		c.moves = append(c.moves, m)
		c.last = m.No
	}
	s.cards[id] = c
	return c, true
}

// begin opens the card of an article that this act makes.
func (s *shelf) begin(a Article) {
	s.cards[a.ID] = &card{article: a}
	s.out = append(s.out, Put(a))
}

// add numbers a move and enters it on its card.
func (s *shelf) add(m StockMove) {
	c, ok := s.card(m.Article)
	if !ok {
		return
	}
	c.last++
	m.No, c.touched = c.last, true
	c.moves = append(c.moves, m)
	s.out = append(s.out, Put(m))
}

// drop takes the moves of a voucher off the cards.
func (s *shelf) drop(id VoucherID) {
	for _, m := range StockOf(s.r, id) {
		c, ok := s.card(m.Article)
		if !ok {
			continue
		}
		c.touched = true
		c.moves = slices.DeleteFunc(c.moves, func(x StockMove) bool { return x.No == m.No })
		s.out = append(s.out, Drop(m))
	}
}

// sound checks every card that was touched, in order of number.
func (s *shelf) sound() error {
	for _, id := range slices.Sorted(maps.Keys(s.cards)) {
		if c := s.cards[id]; c.touched {
			if err := c.sound(); err != nil {
				return err
			}
		}
	}
	return nil
}
