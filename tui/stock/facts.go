package stock

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/widget"
)

// facts is what the forms need to know of the book.
type facts struct {
	sums    []ledger.StockSum
	gap     ledger.StockGap
	expense []ledger.Account
	money   []ledger.Account
	people  []ledger.Member
	lent    []ledger.Lending // newest first
	names   map[ledger.ArticleID]string
	single  bool
	writes  bool
	waiting ledger.Money // balance of 182: differences that wait for approval
	start   ledger.Month
	day     ledger.Day // today, or the nearest that may still be booked on
}

func readFacts(d *desk.Desk, r ledger.Reader) facts {
	chart := r.Chart()
	f := facts{sums: ledger.SumStocks(r, 0, 0), gap: ledger.FindStockGap(r), expense: leaves(chart, "501", "503", "504", "505"), money: leaves(chart, "102", "101"),
		single: r.Unit().Single, writes: d.CanWrite(r), waiting: ledger.Balance(r, "182", 219912), start: r.Unit().Start, day: d.Today()}
	if m := f.day.Month(); m < f.start || r.MonthPage(m).Closed {
		f.day = ledger.FirstOpen(r).First()
	}
	f.names = map[ledger.ArticleID]string{}
	for a := range r.Articles() {
		f.names[a.ID] = a.Title()
	}
	for l := range r.Lendings() {
		f.lent = append(f.lent, l)
	}
	slices.Reverse(f.lent)
	today := d.Today()
	for m := range r.Members() {
		if m.On(today) && m.Into == 0 {
			f.people = append(f.people, m)
		}
	}
	return f
}

func (f *facts) sum(id ledger.ArticleID) (ledger.StockSum, bool) {
	for _, s := range f.sums {
		if s.Article.ID == id {
			return s, true
		}
	}
	return ledger.StockSum{}, false
}

// articles offers those that fit: by name, pinyin or number.
func (f *facts) articles(keep func(*ledger.StockSum) bool) func(string) []widget.Option {
	return func(q string) (out []widget.Option) {
		for i := range f.sums {
			s := &f.sums[i]
			if s.Article.Off || keep != nil && !keep(s) {
				continue
			}
			if q == "" || matches(s.Article.Title(), q) || strings.HasPrefix(fmt.Sprint(uint64(s.Article.ID)), q) {
				out = append(out, widget.Option{Key: s.Article.ID.String(), Text: s.Article.Title(), Note: "存 " + pieces(s.Qty(), s.Article.Unit)})
			}
		}
		return out
	}
}

func (f *facts) persons(q string) (out []widget.Option) {
	for _, m := range f.people {
		if q == "" || matches(m.Name, q) || m.No == q {
			out = append(out, widget.Option{Key: fmt.Sprintf("会员-%d", m.ID), Text: m.Name, Note: m.Group})
		}
	}
	return out
}
