package paper

import (
	"regexp"
	"slices"
	"strings"
)

// A table with columns of debit and credit is a page of the books, not a
// statement: an account called 工会资金结余 is a row like others there, and the
// words of an entry say nothing about income or expenditure.

var (
	bookTotal   = regexp.MustCompile(`^(本[日月周旬季期年]|当[日月]|借方|贷方|期间)?(发生额)?(合计|小计|总计|共计)`)
	bookRunning = regexp.MustCompile(`^(本[月季年]|全年|年初至今)?累计(发生额)?$`)
	bookOpening = regexp.MustCompile(`^(期初|年初|月初|上年|上月|承前页|上页)(余额|结余|结转|转入)?$`)
)

func (s *sheet) isBook() bool {
	side := func(word string) bool {
		return slices.ContainsFunc(s.cols, func(c column) bool { return money(c.role) && has(c.head, word) })
	}
	return side("借方") && side("贷方")
}

// bookRows reads the labels of a page of the books. A row is what any of its
// words says, since date, text and account stand side by side.
func (s *sheet) bookRows() {
	under := s.underCodes()
	for r := s.head + 1; r < len(s.rows); r++ {
		role, rank := rowLeaf, 0
		for c, col := range s.cols {
			if col.role != colLabel || role != rowLeaf {
				continue
			}
			t := squeeze(s.at(r, c))
			switch {
			case bookRunning.MatchString(t):
				role = rowRunning
			case bookOpening.MatchString(t):
				role = rowOpening
			case bookTotal.MatchString(t):
				role, rank = rowTotal, rankOf(t)
			}
		}
		for c, col := range s.cols {
			if col.role == colLabel {
				s.labels[c+1][r] = row{role: role, rank: rank, label: squeeze(s.at(r, c)), part: under[r]}
			}
		}
	}
}

// underCodes are the rows whose account stands below another of the table, in
// whose amounts theirs are.
func (s *sheet) underCodes() map[int]bool {
	c := slices.IndexFunc(s.cols, func(c column) bool { return has(c.head, "编码", "代码", "科目编号") })
	if c < 0 {
		return nil
	}
	codes := map[string]bool{}
	for r := s.head + 1; r < len(s.rows); r++ {
		code := squeeze(s.at(r, c))
		if code != "" && codes[code] {
			return nil // a list of entries, not of accounts
		}
		codes[code] = true
	}
	delete(codes, "")
	under := map[int]bool{}
	for r := s.head + 1; r < len(s.rows); r++ {
		code := strings.Trim(squeeze(s.at(r, c)), ".")
		for i := 1; i < len(code) && i < 20; i++ {
			under[r] = under[r] || codes[code[:i]]
		}
	}
	return under
}
