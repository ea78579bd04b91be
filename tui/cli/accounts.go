package cli

import (
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// resolver finds accounts by code or name. With leaves only accounts that take
// postings can be meant by a name.
func resolver(chart []ledger.Account, leaves bool) intake.Resolver {
	byCode := map[string]ledger.Account{}
	byName := map[string][]ledger.Account{}
	for _, a := range chart {
		byCode[string(a.Code)] = a
		if !a.Off && (!leaves || ledger.IsLeaf(chart, a.Code)) {
			byName[a.Name] = append(byName[a.Name], a)
		}
	}
	return func(s string) (ledger.Code, error) {
		s = strings.TrimSpace(s)
		if a, ok := byCode[s]; ok {
			return a.Code, nil
		}
		switch found := byName[s]; len(found) {
		case 0:
			return "", ledger.Errf(ledger.CodeUnknown, "没有科目“%s”，或还没有启用；请写科目编码，例如 50105。", s)
		case 1:
			return found[0].Code, nil
		default:
			var titles []string
			for _, a := range found {
				titles = append(titles, a.Title())
			}
			return "", ledger.Errf(ledger.CodeUnknown, "“%s”有几个科目：%s；请写科目编码。", s, strings.Join(titles, "、"))
		}
	}
}
