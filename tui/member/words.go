package member

import (
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/ledger/report"
	"huizhang/tui/screen"
)

// matches reports whether a query fits a word: characters or pinyin.
func matches(word, query string) bool { return pinyin.Matches(word, strings.ToLower(query)) }

// statementOf opens what a member paid and received.
func statementOf(id ledger.MemberID) screen.Action {
	return screen.Open{Route: screen.ReportView{Name: "member", Object: report.Object(report.OfMember, uint64(id))}}
}
