package paper

import (
	"fmt"
	"regexp"
	"slices"

	"huizhang/ledger"
)

// term is a column that counts one way or the other.
type term struct {
	col  int
	sign ledger.Money
}

// flow is what came in and went out between two balances, as columns: 期初 收入
// 支出 期末, or 借方 贷方 余额 with the balance running down. Debit and credit may
// each have a column for the balances too.
type flow struct {
	open, in, out, rest []term
	side                int  // column that says whether a balance is debit or credit; −1: none
	book                bool // debit and credit
}

var (
	wasThere  = regexp.MustCompile(`期初|年初|月初|(上年|上期|上月|去年)\D*(结余|余额|结转|结存)`)
	isLeft    = regexp.MustCompile(`期末|年末|月末|结余|余额|结存|差额`)
	cameIn    = regexp.MustCompile(`收入|借方|增加|入库|存入`)
	wentOut   = regexp.MustCompile(`支出|开支|贷方|减少|出库|付出|领用`)
	notInFlow = regexp.MustCompile(`累计|预算|计划|单价|比`)
)

// newFlow finds the flow of a table, if it has just one.
func (s *sheet) newFlow() *flow {
	f := flow{side: s.headed("方向"), book: s.book}
	for c, col := range s.cols {
		if col.role != colAmount && col.role != colOpening && col.role != colBalance || notInFlow.MatchString(col.head) {
			continue
		}
		t := term{c, 1}
		credit := has(col.head, "贷方")
		if credit {
			t.sign = -1
		}
		switch {
		case wasThere.MatchString(col.head):
			f.open = append(f.open, t)
		case isLeft.MatchString(col.head):
			f.rest = append(f.rest, t)
		case cameIn.MatchString(col.head):
			f.in = append(f.in, term{c, 1})
		case wentOut.MatchString(col.head):
			f.out = append(f.out, term{c, -1})
		}
	}
	pair := func(ts []term) bool {
		return len(ts) == 1 || len(ts) == 2 && ts[0].sign != ts[1].sign
	}
	if len(f.in) != 1 || len(f.out) != 1 || !pair(f.rest) || len(f.open) > 0 && !pair(f.open) {
		return nil
	}
	return &f
}

// headed is the column with just these words above it, or −1.
func (s *sheet) headed(words ...string) int {
	return slices.IndexFunc(s.cols, func(c column) bool { return slices.Contains(words, plainHead(c.head)) })
}

var beside = regexp.MustCompile(`\([^)]*\)|^\d+%|金额$|数$|^本[年月期]`)

// plainHead takes off what headings carry around their word.
func plainHead(h string) string { return beside.ReplaceAllString(h, "") }

// flowing reports a balance that a flow explains.
func (s *sheet) flowing(c int) bool {
	return s.flow != nil && slices.ContainsFunc(slices.Concat(s.flow.open, s.flow.rest), func(t term) bool { return t.col == c })
}

// value adds the terms of a row; some: at least one is printed.
func (s *sheet) value(r int, ts []term) (n ledger.Money, some, ok bool) {
	ok = true
	for _, t := range ts {
		switch c := s.cellAt(r, t.col); c.state {
		case stateNumber:
			var fits bool
			n, fits = n.Plus(t.sign * c.amount)
			some, ok = true, ok && fits
		case stateBad, stateText:
			ok = false
		}
	}
	return n, some, ok
}

// flows checks the balances of each row, or down the rows.
func (s *sheet) flows() {
	f := s.flow
	if f == nil {
		return
	}
	last, known := ledger.Money(0), false
	for r := s.head + 1; r < len(s.rows); r++ {
		moved, any, ok := s.value(r, slices.Concat(f.in, f.out))
		rest, printed, fine := s.value(r, f.rest)
		open, opened, whole := s.value(r, f.open)
		role := s.row(r, f.rest[0].col).role
		if role == rowAside {
			continue
		}
		if !fine || !ok || !whole || !printed && !opened || role == rowRate || role == rowHeading {
			last, known = 0, false
			continue
		}
		if f.side >= 0 && has(s.at(r, f.side), "贷") {
			rest = -rest
		}
		ways := []claim{{moved, f.said("收入减支出", "借方减贷方")}}
		switch {
		case len(f.open) > 0:
			ways[0] = claim{open + moved, f.said("上期结余加收入减支出", "期初加借方减贷方")}
			if f.book && len(f.open) == 1 {
				ways = append(ways, claim{open - moved, ""})
			}
		case role == rowOpening || !any && role == rowLeaf:
			ways = nil // a balance to begin with
		case f.book && role != rowLeaf:
			ways = []claim{{last, "最后一笔的余额"}}
		case f.book:
			ways = []claim{{last + moved, "上一行余额加借方减贷方"}}
			if f.side < 0 {
				ways = append(ways, claim{last - moved, ""})
			}
		case known:
			ways = append([]claim{{last + moved, "上一行结余加收入减支出"}}, ways...)
			if role == rowTotal {
				ways = append(ways, claim{last, "最后一行结余"})
			}
		}
		if ways != nil {
			s.balance(r, f.rest[0].col, rest, ways, known || len(f.open) > 0)
		}
		last, known = rest, true
	}
}

func (f *flow) said(plain, book string) string {
	if f.book {
		return book
	}
	return plain
}

func (s *sheet) balance(r, c int, printed ledger.Money, ways []claim, known bool) {
	wan := s.cols[c].wan
	ok := slices.ContainsFunc(ways, func(w claim) bool { return w.amount == printed })
	switch {
	case !known && !ok:
		s.note(r, c, s.where(r, c)+"没有核对：不知道上期结余。")
	case ok:
		s.out.Checked++
	case wan && (printed-ways[0].amount).Abs() <= 4*halfPlace(s.cellAt(r, c)):
		s.note(r, c, s.where(r, c)+"差得很少，可能是四舍五入造成的。")
	default:
		s.out.Checked++
		s.find(Finding{Row: r, Col: c, Kind: KindResult, Says: s.at(r, c), Should: show(ways[0].amount, wan),
			Text: fmt.Sprintf("%s写的是 %s，%s是 %s。", s.where(r, c), show(printed, wan), ways[0].said, show(ways[0].amount, wan))})
	}
}

// runningTotals checks 累计 below the totals of the months: the one before and this
// month's total.
func (s *sheet) runningTotals() {
	for c, col := range s.cols {
		if !s.book || col.role != colAmount {
			continue
		}
		var month, last ledger.Money
		known := false
		for r := s.head + 1; r < len(s.rows); r++ {
			cl, row := s.cellAt(r, c), s.row(r, c)
			switch {
			case row.role == rowOpening:
				known = false
			case cl.state != stateNumber:
			case row.role == rowTotal && row.rank == rankMonth:
				month = cl.amount
			case row.role == rowRunning:
				s.running(r, c, month, last, known)
				last, known = cl.amount, true
			}
		}
	}
}

func (s *sheet) running(r, c int, month, last ledger.Money, known bool) {
	n := s.cellAt(r, c).amount
	if !known {
		return
	}
	s.out.Checked++
	if n == last+month || n == month { // a new year begins again
		return
	}
	wan := s.cols[c].wan
	s.find(Finding{Row: r, Col: c, Kind: KindSum, Says: s.at(r, c), Should: show(last+month, wan),
		Text: fmt.Sprintf("%s写的是 %s，上次累计加本月合计是 %s。", s.where(r, c), show(n, wan), show(last+month, wan))})
}
