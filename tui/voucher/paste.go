package voucher

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/intake"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// paste fills lines from a block that was copied from a spreadsheet. Nothing is
// saved by it, and no line that is there is overwritten: it begins at an empty
// line, or below the one in hand.
func (s *full) paste(text string) screen.Notice {
	lines, cols := readBlock(text, func(t string) bool { return s.account(t) != "" })
	room := maxLines - (s.filled() - 1)
	switch {
	case len(lines) == 0 || !slices.Contains(cols, ofAccount) && !slices.Contains(cols, ofDebit) && !slices.Contains(cols, ofCredit) && !slices.Contains(cols, ofAmount):
		return screen.Notice{Text: "粘贴的表格里没有认出科目和金额，没有填。列的次序：摘要、科目、借方、贷方。", Bad: true}
	case len(lines) > room:
		return screen.Notice{Text: fmt.Sprintf("粘贴的表格有 %d 行，一张凭证最多 %d 行，没有填。", len(lines), maxLines), Bad: true}
	}
	at := s.at
	if !s.rows[at].empty() {
		at++
	}
	s.moveTo(s.at, inSummary)
	rows := make([]row, len(lines))
	wrong := 0
	for i, p := range lines {
		rows[i] = s.newRow()
		wrong += s.fill(rows[i], p)
	}
	s.rows = slices.Insert(s.rows, at, rows...)
	s.at, s.loose, s.touched = at, nil, false
	s.tail()
	text = fmt.Sprintf("从表格填了 %d 行（%s），还没有保存，请核对。", len(lines), named(cols))
	if wrong > 0 {
		text = fmt.Sprintf("从表格填了 %d 行（%s），其中 %d 处没有认出来，请改好。", len(lines), named(cols), wrong)
		s.show(nil) // to the first of them
	}
	s.moveTo(s.at, s.col)
	return screen.Notice{Text: text, Bad: wrong > 0}
}

// fill puts a line into a row and counts what was not understood. An account is
// not guessed: what fits none, or several, is left to the person.
func (s *full) fill(r row, p pasted) (wrong int) {
	r[inSummary].field.SetText(p.summary)
	if p.account != "" {
		code := s.account(p.account)
		r[inAccount].field.SetText(code)
		if code == "" {
			r[inAccount].wrong = "没有找到科目“" + widget.Cut(p.account, 24) + "”，或者不止一个；请按 F7 选。"
			wrong++
		}
	}
	for col, text := range map[int]string{inDebit: p.debit, inCredit: p.credit} {
		r[col].field.SetText(text)
		if r[col].wrong = r[col].field.Leave(); r[col].wrong != "" {
			wrong++
		}
	}
	return wrong
}

// account is the one that a text of a spreadsheet means: a code, a name, both,
// or the name with those above it; "" when it fits none or several.
func (s *full) account(text string) string {
	text = strings.TrimSpace(ledger.FoldWidth(text))
	code, name := intake.SplitAccount(text)
	var named []string
	for _, a := range s.facts.leaves {
		switch full := ledger.FoldWidth(fullName(s.facts.chart, a.Code)); {
		case code != "" && string(a.Code) == code:
			if name != "" && !strings.Contains(full, name) && !strings.Contains(name, ledger.FoldWidth(a.Name)) {
				return "" // the name beside the code is another account's
			}
			return code
		case text == ledger.FoldWidth(a.Name) || name != "" && code == "" && name == ledger.FoldWidth(a.Name),
			text == full, strings.ReplaceAll(text, "-", "/") == full:
			named = append(named, string(a.Code))
		}
	}
	if len(named) == 1 {
		return named[0]
	}
	return ""
}

// named are the columns that were recognised.
func named(cols []column) string {
	var out []string
	for _, c := range cols {
		if word := map[column]string{ofSummary: "摘要", ofAccount: "科目", ofDebit: "借方", ofCredit: "贷方", ofAmount: "金额", ofSide: "方向"}[c]; word != "" {
			out = append(out, word)
		}
	}
	return strings.Join(out, "、")
}
