package export

import (
	"bufio"
	"fmt"
	"io"

	"huizhang/ledger"
)

// Beancount writes the book for beancount 2 and 3.
func Beancount(w io.Writer, r ledger.Reader) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "option \"title\" %s\noption \"operating_currency\" \"CNY\"\n", quoted(r.Unit().Name))
	for _, c := range []struct {
		option string
		class  ledger.Class
	}{{"assets", ledger.Asset}, {"liabilities", ledger.Liability}, {"equity", ledger.Net}, {"income", ledger.Income}, {"expenses", ledger.Expense}} {
		fmt.Fprintf(b, "option \"name_%s\" %s\n", c.option, quoted(c.class.Chinese()))
	}
	fmt.Fprintf(b, "\n; 会账导出，核对码 %s\n\n", r.Head())
	names := map[ledger.Code]string{}
	for _, c := range used(r) {
		names[c] = beancountName(r, c)
		fmt.Fprintf(b, "%s open %s CNY\n", eve(r), names[c])
	}
	if rows := r.Opening().Rows; len(rows) > 0 {
		fmt.Fprintf(b, "\n%s * \"期初余额\" #opening\n", eve(r))
		for _, row := range rows {
			beancountLine(b, names[row.Code], row.Debit-row.Credit, "", row.Restricted)
		}
	}
	for v := range r.Posted(ledger.Period{}) {
		tag := ""
		if v.Closing() {
			tag = " #closing"
		}
		fmt.Fprintf(b, "\n%s * %s %s%s\n  voucher: %s\n", v.Day, quoted(v.Payee), quoted(v.Summary()), tag, quoted(v.Ref()))
		for _, l := range v.Lines {
			text := l.Summary
			if text == v.Summary() {
				text = ""
			}
			beancountLine(b, names[l.Account], l.Net(), text, l.Restricted)
		}
	}
	return b.Flush()
}

func beancountLine(w io.Writer, name string, m ledger.Money, text string, restricted bool) {
	fmt.Fprintf(w, "  %s  %s CNY\n", name, m)
	if text != "" {
		fmt.Fprintf(w, "    summary: %s\n", quoted(text))
	}
	if restricted {
		fmt.Fprint(w, "    restricted: TRUE\n")
	}
}
