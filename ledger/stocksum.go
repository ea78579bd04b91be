package ledger

import (
	"cmp"
	"slices"
)

// StockSum is an article's stock: brought forward, in, out and left, over the
// days asked for. Out is positive. What a red letter takes back counts on the
// side it was booked on.
type StockSum struct {
	Article       Article
	OpenQty       int
	Open          Money
	InQty, OutQty int
	In, Out       Money
	Last          Day // of the last move
	Counted       Day // of the last stock-take that named it
	Lent          int // pieces in somebody's hands
}

// Qty is the pieces left.
func (s *StockSum) Qty() int { return s.OpenQty + s.InQty - s.OutQty }

// Value is what they are worth.
func (s *StockSum) Value() Money { return s.Open + s.In - s.Out }

// SumStock adds up one article from … to … (0: no bound), drafts included.
func SumStock(r StockReader, a Article, from, to Day) StockSum {
	return sumStock(r, a, from, to, false)
}

// SumPosted is [SumStock] of what is posted.
func SumPosted(r StockReader, a Article, from, to Day) StockSum {
	return sumStock(r, a, from, to, true)
}

func sumStock(r StockReader, a Article, from, to Day, posted bool) StockSum {
	s := StockSum{Article: a}
	for m := range r.StockMoves(a.ID) {
		if to != 0 && m.Day > to {
			continue
		}
		red := false
		if m.Voucher != 0 {
			v, _ := r.Voucher(m.Voucher)
			if posted && v.State != Posted {
				continue
			}
			red = v.Reverses != 0
		}
		s.Last = max(s.Last, m.Day)
		if m.IsCount() && !red {
			s.Counted = max(s.Counted, m.Day)
		}
		switch {
		case from != 0 && m.Day < from || m.Voucher == 0 && m.Qty > 0:
			s.OpenQty, s.Open = s.OpenQty+m.Qty, s.Open+m.Amount
		case (m.Qty > 0) != red:
			s.InQty, s.In = s.InQty+m.Qty, s.In+m.Amount
		default:
			s.OutQty, s.Out = s.OutQty-m.Qty, s.Out-m.Amount
		}
	}
	return s
}

// SumStocks adds up every article; those out of use only while something is left
// or moved.
func SumStocks(r StockReader, from, to Day) []StockSum {
	lent := map[ArticleID]int{}
	for l := range r.Lendings() {
		if l.Back == 0 {
			lent[l.Article] += l.Qty
		}
	}
	var out []StockSum
	for a := range r.Articles() {
		s := SumStock(r, a, from, to)
		s.Lent = lent[a.ID]
		if a.Off && s.Qty() == 0 && s.Value() == 0 && s.In == 0 && s.Out == 0 && s.Lent == 0 {
			continue
		}
		out = append(out, s)
	}
	return out
}

// countMark begins the reason of a move that only says that the article was
// counted and agreed.
const countMark = "盘点"

// IsCount reports whether the move was made by a stock-take.
func (m *StockMove) IsCount() bool {
	return len(m.Why) >= len(countMark) && m.Why[:len(countMark)] == countMark
}

// StockOf gives the moves tied to a voucher, by article.
func StockOf(r Stocks, id VoucherID) []StockMove {
	if id == 0 {
		return nil
	}
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

// Loose is a voucher whose lines on 141 are not what its articles say, or (with
// ID 0) the opening balance.
type Loose struct {
	Voucher VoucherID
	Ref     string
	Day     Day
	Text    string
	Booked  Money // debit less credit on 141
	Moved   Money
}

// Gap is what is still to be tied to articles.
func (l Loose) Gap() Money { return l.Booked - l.Moved }

// StockGap compares 141 with the articles.
type StockGap struct {
	Booked, Moved Money // 141 by its lines, drafts included; the articles
	Loose         []Loose
}

// Agrees reports whether both say the same everywhere.
func (g StockGap) Agrees() bool { return g.Booked == g.Moved && len(g.Loose) == 0 }

// GapReader is what 141 and the articles are read from.
type GapReader interface {
	Accounts
	Vouchers
	Stocks
}

// FindStockGap lists where 141 and the articles differ.
func FindStockGap(r GapReader) StockGap {
	moved := map[VoucherID]Money{}
	var g StockGap
	for a := range r.Articles() {
		for m := range r.StockMoves(a.ID) {
			moved[m.Voucher] += m.Amount
			g.Moved += m.Amount
		}
	}
	booked := map[VoucherID]Money{0: Balance(r, "141", 0)}
	for it := range r.Items("141", Period{To: farMonth}) {
		booked[it.Voucher] += it.Debit - it.Credit
	}
	for v := range r.Pending() {
		if n := v.net("141"); n != 0 {
			booked[v.ID] = n
		}
	}
	for id, b := range booked {
		g.Booked += b
		if b != moved[id] {
			g.Loose = append(g.Loose, loose(r, id, b, moved[id]))
		}
	}
	for id, m := range moved {
		if _, ok := booked[id]; !ok && m != 0 {
			g.Loose = append(g.Loose, loose(r, id, 0, m))
		}
	}
	g.Loose = g.standing(r)
	slices.SortFunc(g.Loose, func(a, b Loose) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Voucher, b.Voucher)) })
	return g
}

// standing leaves out vouchers that were written off and their red letters, when
// neither has articles: together they say nothing.
func (g StockGap) standing(r Vouchers) []Loose {
	gap := map[VoucherID]Money{}
	for _, l := range g.Loose {
		gap[l.Voucher] = l.Gap()
	}
	return slices.DeleteFunc(g.Loose, func(l Loose) bool {
		if l.Voucher == 0 {
			return false
		}
		if red, ok := r.ReversedBy(l.Voucher); ok && gap[red] == -l.Gap() {
			return true
		}
		v, _ := r.Voucher(l.Voucher)
		return v.Reverses != 0 && gap[v.Reverses] == -l.Gap()
	})
}

func loose(r Vouchers, id VoucherID, booked, moved Money) Loose {
	l := Loose{Voucher: id, Ref: "期初余额", Text: "141 库存物品期初余额", Booked: booked, Moved: moved}
	if v, ok := r.Voucher(id); ok && id != 0 {
		l.Ref, l.Day, l.Text = v.Ref(), v.Day, v.Summary()
	}
	return l
}
