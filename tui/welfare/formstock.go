package welfare

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// pricing is what the goods on the list cost out of stock.
type pricing struct {
	key   string // what was asked, or is being asked
	busy  bool
	cost  ledger.Money
	has   int // pieces in stock
	unit  string
	wrong string // why it cannot be told
}

// article is what is given out of stock, 0: it is bought or paid.
func (f *GiftForm) article() ledger.ArticleID {
	id, ok := strings.CutPrefix(f.f.money.Key(), fromStock)
	if !ok {
		return 0
	}
	return ledger.ArticleID(memberOf(id))
}

// stocked reports that the goods come out of stock: then the stock says what
// they are worth, not the person.
func (f *GiftForm) stocked() bool { return f.article() != 0 }

// sourced follows where it comes from: out of stock there are goods only.
func (f *GiftForm) sourced() {
	if f.stocked() && !f.route.More {
		f.f.form.SetText(string(ledger.Goods))
	}
	if !f.stocked() {
		f.list.worth, f.priced = nil, pricing{}
	}
	f.relist()
}

// price asks the stock what the list costs, off the Update loop; nil when it is
// known or being asked.
func (f *GiftForm) price() tea.Cmd {
	id, n := f.article(), f.list.pieces()
	if id == 0 || n == 0 {
		f.list.worth, f.priced = nil, pricing{}
		f.f.worth.SetText("")
		return nil
	}
	want := pricing{key: fmt.Sprintf("%d %d %s", id, n, f.list.text()), busy: true}
	if want.key == f.priced.key {
		return nil
	}
	f.priced = want
	draft := f.b.draft
	return f.d.Read(func(r ledger.Reader) tea.Msg {
		want.busy = false
		a, _ := r.Article(id)
		want.unit = orWord(a.Unit, "件")
		for m := range r.StockMoves(id) {
			if draft == 0 || m.Voucher != draft {
				want.has += m.Qty
			}
		}
		cost, err := ledger.Reissue(r, id, n, draft)
		if want.cost = cost; err != nil {
			want.wrong = err.Error()
		}
		return want
	})
}

// told takes what the stock says and spreads it over the lines.
func (f *GiftForm) told(m pricing) tea.Cmd {
	if m.key != f.priced.key {
		return f.judge()
	}
	f.priced = m
	n := f.list.pieces()
	if m.wrong != "" {
		f.list.worth = nil
		f.f.worth.SetText(m.wrong)
	} else {
		f.list.spread(m.cost)
		f.f.worth.SetText(fmt.Sprintf("%d %s共 %s，每%s约 %s；库存有 %d", n, m.unit, yuan(m.cost), m.unit, (m.cost / ledger.Money(n)).Grouped(), m.has))
	}
	f.relist()
	f.Resize(f.w, f.h)
	return f.judge()
}

// spread puts the cost on the lines as the act will, to the fen.
func (l *roster) spread(cost ledger.Money) {
	var who []ledger.MemberID
	var qty []int
	for _, r := range l.rows {
		if r.out == "" {
			who, qty = append(who, r.member), append(qty, max(1, r.qty))
		}
	}
	l.worth = make(map[ledger.MemberID]ledger.Money, len(who))
	for i, m := range ledger.SplitIssue(cost, qty) {
		l.worth[who[i]] = m
	}
}

// pieces is how many pieces go to those on the list.
func (l *roster) pieces() (n int) {
	for _, r := range l.rows {
		if r.out == "" {
			n += max(1, r.qty)
		}
	}
	return n
}

// piecesTyped is how many one person gets.
type piecesTyped struct {
	member ledger.MemberID
	n      int
}

func (f *GiftForm) askPieces(r row) screen.Action {
	const most = 10_000
	value := ""
	if r.qty > 1 {
		value = strconv.Itoa(r.qty)
	}
	return screen.AskText{Title: r.name + " 的份数", Lines: []string{"从库存发的按份数；空着就是 1 份。"}, Value: value, Check: func(v string) string {
		if n := whole(ledger.FoldWidth(v)); strings.TrimSpace(v) != "" && (n < 1 || n > most) {
			return "请填 1 到 10000 的整数。"
		}
		return ""
	}, Then: func(v string, ok bool) tea.Msg {
		if !ok {
			return nil
		}
		return piecesTyped{r.member, max(1, whole(ledger.FoldWidth(v)))}
	}}
}

func (f *GiftForm) setPieces(m piecesTyped) tea.Cmd {
	if delete(f.list.qty, m.member); m.n > 1 {
		f.list.qty[m.member] = m.n
	}
	f.relist()
	return tea.Batch(f.keep(), f.judge())
}
