package export

import (
	"strings"
	"unicode"

	"huizhang/ledger"
)

// chain gives the accounts from the first level down to c. Of an account that
// the chart lacks only the code is known.
func chain(r ledger.Accounts, c ledger.Code) []ledger.Account {
	var out []ledger.Account
	for p := c; p != ""; p = p.Parent() {
		a, ok := r.Account(p)
		if !ok {
			a = ledger.Account{Code: p}
		}
		out = append([]ledger.Account{a}, out...)
	}
	return out
}

// used are the accounts with an opening balance or a posting, in order of code.
func used(r ledger.Reader) []ledger.Code {
	has := map[ledger.Code]bool{}
	for _, row := range r.Opening().Rows {
		has[row.Code] = true
	}
	for v := range r.Posted(ledger.Period{}) {
		for _, l := range v.Lines {
			has[l.Account] = true
		}
	}
	var out []ledger.Code
	for _, a := range r.Chart() {
		if has[a.Code] {
			out = append(out, a.Code)
			delete(has, a.Code)
		}
	}
	return out
}

// hledgerName is 支出:501 职工活动支出:50105 会员活动支出. Colons and runs of spaces
// would end a part or the whole name.
func hledgerName(r ledger.Accounts, c ledger.Code) string {
	s := c.Class().Chinese()
	for _, a := range chain(r, c) {
		s += ":" + strings.Join(strings.Fields(flat(a.Title())), " ")
	}
	return s
}

// hledgerSyntax is made once: a replacer builds its table when it is first used.
var hledgerSyntax = strings.NewReplacer(":", "：", ";", "；", "|", "｜", "[", "【", "]", "】", "(", "（", ")", "）", "=", "＝", "\"", "”", ",", "，", "*", "＊", "!", "！", "#", "＃", "{", "｛", "}", "｝", "@", "＠")

// flat takes out of a text what hledger reads as syntax: comments, tags, dates
// in brackets, the bar between payee and note, and quoted or piped parts.
func flat(s string) string {
	return hledgerSyntax.Replace(ledger.Plain(s))
}

// beancountName is 支出:501-职工活动支出:50105-会员活动支出: each part begins with a
// digit and goes on with letters, digits and hyphens.
func beancountName(r ledger.Accounts, c ledger.Code) string {
	s := c.Class().Chinese()
	for _, a := range chain(r, c) {
		s += ":" + strings.TrimRight(strings.Map(beanRune, ledger.Plain(a.Title())), "-")
	}
	return s
}

func beanRune(r rune) rune {
	if unicode.IsLetter(r) || r >= '0' && r <= '9' {
		return r
	}
	return '-'
}

// quoted is a beancount string.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(ledger.Plain(s)) + `"`
}

// eve is the day that opening balances stand on.
func eve(r ledger.Pages) ledger.Day { return r.Unit().Start.First().Add(-1) }
