package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"huizhang/ledger"
)

// Hledger writes the book as a journal of hledger.
func Hledger(w io.Writer, r ledger.Reader) error {
	b := bufio.NewWriter(w)
	u := r.Unit()
	fmt.Fprintf(b, "; %s\n; 会账导出，核对码 %s\n\ndecimal-mark .\ncommodity 1000.00 CNY\n\n", flat(u.Name), r.Head())
	for _, c := range []struct {
		class ledger.Class
		kind  string
	}{{ledger.Asset, "A"}, {ledger.Liability, "L"}, {ledger.Net, "E"}, {ledger.Income, "R"}, {ledger.Expense, "X"}} {
		fmt.Fprintf(b, "account %s  ; type:%s\n", c.class.Chinese(), c.kind)
	}
	names := map[ledger.Code]string{}
	for _, c := range used(r) {
		names[c] = hledgerName(r, c)
		fmt.Fprintf(b, "account %s\n", names[c])
	}
	if rows := r.Opening().Rows; len(rows) > 0 {
		fmt.Fprintf(b, "\n%s * 期初余额  ; opening:\n", eve(r))
		for _, row := range rows {
			hledgerLine(b, names[row.Code], row.Debit-row.Credit, "", row.Restricted)
		}
	}
	for v := range r.Posted(ledger.Period{}) {
		mark := ""
		if v.Closing() {
			mark = "  ; closing:"
		}
		text := flat(v.Summary())
		if v.Payee != "" {
			text = flat(v.Payee) + " | " + text
		}
		fmt.Fprintf(b, "\n%s * (%s) %s%s\n", v.Day, v.Ref(), text, mark)
		for _, l := range v.Lines {
			text := l.Summary
			if text == v.Summary() {
				text = ""
			}
			hledgerLine(b, names[l.Account], l.Net(), text, l.Restricted)
		}
	}
	return b.Flush()
}

func hledgerLine(w io.Writer, name string, m ledger.Money, text string, restricted bool) {
	note := flat(text)
	if restricted {
		note = strings.TrimSuffix("restricted:, "+note, ", ")
	}
	if note != "" {
		note = "  ; " + note
	}
	fmt.Fprintf(w, "    %s  %s CNY%s\n", name, m, note)
}
