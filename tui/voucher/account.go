package voucher

import (
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/tui/widget"
)

// accountOptions finds accounts by code, name, initials: those whose code
// begins so first, then those whose name has it, then the rest.
func accountOptions(chart, among []ledger.Account) func(string) []widget.Option {
	type entry struct {
		widget.Option
		code, full string
	}
	all := make([]entry, len(among))
	for i, a := range among {
		o := widget.Option{Key: string(a.Code), Text: a.Title()}
		if p := parentName(chart, a.Code); p != "" {
			o.Note = p
		}
		all[i] = entry{o, string(a.Code), ledger.FoldWidth(fullName(chart, a.Code))}
	}
	return func(query string) []widget.Option {
		q := strings.ToLower(strings.TrimSpace(ledger.FoldWidth(query)))
		var ranks [3][]widget.Option
		for _, e := range all {
			switch {
			case q == "" || strings.HasPrefix(e.code, q) || strings.HasPrefix(strings.ToLower(ledger.FoldWidth(e.Text)), q):
				ranks[0] = append(ranks[0], e.Option)
			case strings.Contains(strings.ToLower(e.full), q):
				ranks[1] = append(ranks[1], e.Option)
			case pinyin.Matches(nameOnly(e.Text), q) || pinyin.Matches(e.full, q):
				ranks[2] = append(ranks[2], e.Option)
			}
		}
		return slices.Concat(ranks[0], ranks[1], ranks[2])
	}
}

func nameOnly(title string) string {
	_, name, _ := strings.Cut(title, " ")
	return name
}

func accountOf(chart []ledger.Account, c ledger.Code) (ledger.Account, bool) {
	i := slices.IndexFunc(chart, func(a ledger.Account) bool { return a.Code == c })
	if i < 0 {
		return ledger.Account{}, false
	}
	return chart[i], true
}

// fullName is the account's name with those above it: 职工活动支出/会员活动支出.
func fullName(chart []ledger.Account, c ledger.Code) string {
	a, ok := accountOf(chart, c)
	if !ok {
		return ""
	}
	if p := c.Parent(); p != "" {
		if above := fullName(chart, p); above != "" {
			return above + "/" + a.Name
		}
	}
	return a.Name
}

func parentName(chart []ledger.Account, c ledger.Code) string {
	a, _ := accountOf(chart, c.Parent())
	return a.Name
}
