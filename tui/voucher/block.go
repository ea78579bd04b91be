package voucher

import (
	"encoding/csv"
	"slices"
	"strings"

	"huizhang/ledger"
)

// pasted is a line out of a block that was copied from a spreadsheet, as text.
type pasted struct{ summary, account, debit, credit string }

// column is what a column of a block holds.
type column int

const (
	unknown column = iota
	ofSummary
	ofAccount
	ofDebit
	ofCredit
	ofAmount // on the side that another column, or nothing, tells
	ofSide   // 借 or 贷
)

// headings are the words over the columns, in spreadsheets and other programs.
func headings() map[string]column {
	return map[string]column{
		"摘要": ofSummary, "说明": ofSummary, "事由": ofSummary, "用途": ofSummary,
		"科目": ofAccount, "会计科目": ofAccount, "科目名称": ofAccount, "科目编码": ofAccount, "科目代码": ofAccount,
		"借方": ofDebit, "借方金额": ofDebit, "借": ofDebit, "贷方": ofCredit, "贷方金额": ofCredit, "贷": ofCredit,
		"金额": ofAmount, "方向": ofSide, "借贷": ofSide, "借贷方向": ofSide,
	}
}

// isBlock reports cells of a spreadsheet: they come with tabs between them.
func isBlock(text string) bool { return strings.Contains(strings.Trim(text, "\r\n"), "\t") }

// cellsOf takes a block apart. Cells with line breaks in them are quoted.
func cellsOf(text string) [][]string {
	r := csv.NewReader(strings.NewReader(strings.ReplaceAll(text, "\r", "\n")))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = '\t', -1, true
	var out [][]string
	for {
		row, err := r.Read()
		if err != nil {
			return out
		}
		for i := range row {
			clean, _ := ledger.Clean(row[i])
			row[i] = strings.Join(strings.Fields(clean), " ")
		}
		if strings.Join(row, "") != "" {
			out = append(out, row)
		}
	}
}

// readBlock finds out which column is what, by its heading or by what stands in
// it, and gives the lines. Sums below a block are no lines.
func readBlock(text string, known func(string) bool) (lines []pasted, cols []column) {
	rows := cellsOf(text)
	if len(rows) == 0 {
		return nil, nil
	}
	cols, headed := byHeading(rows[0])
	if headed {
		rows = rows[1:]
	} else {
		cols = byContent(rows, known)
	}
	above := ""
	for _, row := range rows {
		p, sum := lineOf(row, cols)
		if sum || p == (pasted{}) {
			continue
		}
		if p.summary == "" {
			p.summary = above // cells joined over several lines
		}
		above = p.summary
		lines = append(lines, p)
	}
	return lines, cols
}

// byHeading reads the first row as headings; two of them must be known.
func byHeading(row []string) (cols []column, ok bool) {
	known, n := headings(), 0
	cols = make([]column, len(row))
	for i, text := range row {
		text = strings.TrimSuffix(strings.TrimSuffix(ledger.FoldWidth(strings.ReplaceAll(text, " ", "")), "(元)"), "(必填)")
		if c := known[text]; c != unknown && !slices.Contains(cols, c) {
			cols[i] = c
			n++
		}
	}
	return cols, n >= 2
}

// byContent judges a column by most of its cells. An account code could be an
// amount too: the first column that can be the account is.
func byContent(rows [][]string, known func(string) bool) []column {
	wide := 0
	for _, r := range rows {
		wide = max(wide, len(r))
	}
	cols := make([]column, wide)
	for i := range cols {
		var filled, accounts, sides, amounts int
		for _, r := range rows {
			if i >= len(r) || r[i] == "" {
				continue
			}
			filled++
			accounts += count(known(r[i]))
			sides += count(r[i] == "借" || r[i] == "贷")
			amounts += count(isAmount(r[i]))
		}
		most := func(n int) bool { return n > 0 && n*2 >= filled }
		switch {
		case most(accounts) && !slices.Contains(cols, ofAccount):
			cols[i] = ofAccount
		case most(sides) && !slices.Contains(cols, ofSide):
			cols[i] = ofSide
		case most(amounts) && !slices.Contains(cols, ofDebit):
			cols[i] = ofDebit
		case most(amounts) && !slices.Contains(cols, ofCredit):
			cols[i] = ofCredit
		case filled > 0 && !most(amounts) && !slices.Contains(cols, ofSummary):
			cols[i] = ofSummary
		}
	}
	byPlace(cols)
	if slices.Contains(cols, ofSide) && !slices.Contains(cols, ofCredit) {
		if i := slices.Index(cols, ofDebit); i >= 0 {
			cols[i] = ofAmount
		}
	}
	return cols
}

// byPlace takes a column that says nothing for what usually stands there, if
// the others are in the usual order.
func byPlace(cols []column) {
	usual := []column{ofSummary, ofAccount, ofDebit, ofCredit}
	if len(cols) < len(usual) {
		return
	}
	for i, c := range usual {
		if cols[i] != unknown && cols[i] != c {
			return
		}
	}
	for i, c := range usual {
		if !slices.Contains(cols, c) {
			cols[i] = c
		}
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// isAmount reports a figure; spreadsheets show nothing as a dash.
func isAmount(text string) bool {
	_, err := ledger.ParseMoney(text)
	return err == nil || text == "-"
}

// lineOf reads a row; sum reports one that only adds up those above.
func lineOf(row []string, cols []column) (p pasted, sum bool) {
	amount, side := "", ""
	for i, text := range row {
		if i >= len(cols) {
			break
		}
		sum = sum || slices.Contains([]string{"合计", "总计", "小计"}, strings.ReplaceAll(text, " ", ""))
		switch cols[i] {
		case ofSummary:
			p.summary = text
		case ofAccount:
			p.account = text
		case ofDebit:
			p.debit = figure(text)
		case ofCredit:
			p.credit = figure(text)
		case ofAmount:
			amount = figure(text)
		case ofSide:
			side = text
		}
	}
	switch {
	case amount == "":
	case strings.HasPrefix(side, "贷"):
		p.credit = amount
	default:
		p.debit = amount
	}
	return p, sum
}

// figure is an amount as the form writes it; nothing for zero; what is no amount
// stays as it is, to be shown.
func figure(text string) string {
	m, err := ledger.ParseMoney(text)
	switch {
	case text == "-" || err == nil && m == 0:
		return ""
	case err != nil:
		return text
	}
	return m.Grouped()
}
