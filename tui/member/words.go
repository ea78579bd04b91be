package member

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/ledger/report"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// matches reports whether a query fits a word: characters or pinyin.
func matches(word, query string) bool { return pinyin.Matches(word, strings.ToLower(query)) }

// statementOf opens what a member paid and received.
func statementOf(id ledger.MemberID) screen.Action {
	return screen.Open{Route: screen.ReportView{Name: "member", Object: report.Object(report.OfMember, uint64(id))}}
}

// apart tells those apart who have the name in hand, if several have it.
func (l *List) apart() string {
	i := l.table.Index()
	if i < 0 || l.twins[l.all[l.shown[i]].Name] < 2 {
		return ""
	}
	name := l.all[l.shown[i]].Name
	var who []string
	for k := range l.all {
		if m := &l.all[k]; m.Name == name {
			who = append(who, strings.TrimSpace(m.No+" "+m.Group))
		}
	}
	return fmt.Sprintf("有 %d 位“%s”：%s", len(who), widget.Cut(name, 20), strings.Join(who[:min(4, len(who))], "，"))
}
