package paper

import (
	"regexp"
	"slices"
	"strings"
)

// A table with columns of debit and credit, or with nothing but balances, is a
// page of the books, not a statement of what came and went: an account called
// 工会资金结余 is a row like others there, and the words of an entry say nothing
// about income or expenditure.

var (
	bookTotal   = regexp.MustCompile(`^(本[日月周旬季期年]|当[日月]|借方|贷方|期间)?(发生额)?(合计|小计|总计|共计)|^(流动资产|非流动资产|资产|流动负债|负债|净资产|负债[与和及]净资产)(合计|总计|总额)$`)
	bookRunning = regexp.MustCompile(`^(本[月季年]|全年|年初至今)?累计(发生额)?$`)
	bookOpening = regexp.MustCompile(`^(期初|年初|月初|上年|上月|承前页|上页)(余额|结余|结转|转入)?$`)
)

func (s *sheet) isBook() bool {
	debit, credit, stock, other := false, false, 0, 0
	for _, c := range s.cols {
		if !money(c.role) {
			continue
		}
		debit, credit = debit || has(c.head, "借方"), credit || has(c.head, "贷方")
		if wasThere.MatchString(c.head) || isLeft.MatchString(c.head) {
			stock++
		} else {
			other++
		}
	}
	return debit && credit || stock > 1 && other == 0
}

// bookRows reads the labels of a page of the books. A row is what any of its
// words says, since date, text and account stand side by side; two blocks side
// by side have words of their own.
func (s *sheet) bookRows() {
	under := s.underCodes()
	for r := 1; r < len(s.rows); r++ {
		from := 0
		for c, col := range s.cols {
			if col.role == colLabel {
				s.labels[c+1][r] = s.bookRow(r, from, c, under[r])
				continue
			}
			if money(col.role) {
				from = c
			}
		}
	}
}

func (s *sheet) bookRow(r, from, label int, part bool) row {
	out := row{part: part, label: squeeze(s.at(r, label))}
	for c := from; c <= label; c++ {
		t := squeeze(s.at(r, c))
		if out.label == "" {
			out.label = t
		}
		switch {
		case money(s.cols[c].role) || out.role != rowLeaf:
		case bookRunning.MatchString(t):
			out.role = rowRunning
		case bookOpening.MatchString(t):
			out.role = rowOpening
		case bookTotal.MatchString(t):
			out.role, out.rank = rowTotal, rankOf(t)
		case netRow.MatchString(t):
			out.role = rowNet
		case asideRow.MatchString(t):
			out.role = rowAside
		case strings.HasPrefix(t, "减:"):
			out.less = true
		}
	}
	return out
}

// underCodes are the rows whose account stands below another of the table, in
// whose amounts theirs are.
func (s *sheet) underCodes() map[int]bool {
	c := slices.IndexFunc(s.cols, func(c column) bool { return has(c.head, "编码", "代码", "科目编号") })
	if c < 0 {
		return nil
	}
	codes := map[string]bool{}
	for r := 1; r < len(s.rows); r++ {
		code := squeeze(s.at(r, c))
		if code != "" && codes[code] {
			return nil // a list of entries, not of accounts
		}
		codes[code] = true
	}
	delete(codes, "")
	under := map[int]bool{}
	for r := 1; r < len(s.rows); r++ {
		code := strings.Trim(squeeze(s.at(r, c)), ".")
		for i := 1; i < len(code) && i < 20; i++ {
			under[r] = under[r] || codes[code[:i]]
		}
	}
	return under
}
