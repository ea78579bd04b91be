package welfare

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/tui/desk"
	"huizhang/tui/widget"
)

const (
	reading  = "正在读取，请稍候。"
	lookOnly = "这里由会计办理：账本只读打开时只能查看；经审可以查看、提问题。"
)

// matches reports whether a query fits a word: characters or pinyin.
func matches(word, query string) bool { return pinyin.Matches(word, strings.ToLower(query)) }

// occasionName is the name of an occasion by its id.
func occasionName(all []ledger.Occasion, id string) string {
	if i := slices.IndexFunc(all, func(o ledger.Occasion) bool { return o.ID == id }); i >= 0 {
		return all[i].Name
	}
	return id
}

// newDay is a field for a day as seen from today.
func newDay(d *desk.Desk) *widget.Day {
	return widget.NewDay(func(v string) (ledger.Day, error) { return ledger.TypeDay(v, d.Today()) })
}

// purses are the accounts that money may come from or go back to.
func purses(chart []ledger.Account) []ledger.Account {
	var out []ledger.Account
	for _, a := range chart {
		if (a.Code.Under("101") || a.Code.Under("102")) && !a.Off && ledger.IsLeaf(chart, a.Code) {
			out = append(out, a)
		}
	}
	return out
}

// accountOptions offers accounts by code, name or pinyin.
func accountOptions(among []ledger.Account) func(string) []widget.Option {
	return func(q string) []widget.Option {
		q = strings.TrimSpace(ledger.FoldWidth(q))
		var first, rest []widget.Option
		for _, a := range among {
			o := widget.Option{Key: string(a.Code), Text: a.Title()}
			switch {
			case q == "" || strings.HasPrefix(string(a.Code), q):
				first = append(first, o)
			case strings.Contains(a.Name, q) || matches(a.Name, q):
				rest = append(rest, o)
			}
		}
		return append(first, rest...)
	}
}

// lastPurse is the account the newest vouchers of acts were paid from.
func lastPurse(r ledger.Reader, among []ledger.Account) ledger.Code {
	looked := 0
	for g := range r.Gifts() {
		if looked++; looked > 20 {
			break
		}
		for s := range r.Sheets(g.ID) {
			v, ok := r.Voucher(s.Voucher)
			if !ok {
				continue
			}
			for _, l := range v.Lines {
				if slices.ContainsFunc(among, func(a ledger.Account) bool { return a.Code == l.Account }) {
					return l.Account
				}
			}
		}
	}
	for _, a := range among {
		if a.Code.Under("102") {
			return a.Code
		}
	}
	if len(among) > 0 {
		return among[0].Code
	}
	return ""
}

// openDay is today, or the nearest day that may still be booked on.
func openDay(d *desk.Desk, r ledger.Pages) ledger.Day {
	today := d.Today()
	if m := today.Month(); m >= r.Unit().Start && !r.MonthPage(m).Closed {
		return today
	}
	return ledger.FirstOpen(r).First()
}

// yuan prints an amount for a sentence.
func yuan(m ledger.Money) string { return m.Grouped() + " 元" }

// unsettled are the lines of a sheet that money went out for without a
// signature: nothing keyed yet, or nobody came for it.
type unsettled struct{ unsigned, uncollected int }

// fewLines is how many lines of a sheet are read to tell those nobody came for.
const fewLines = 500

// waiting counts the lines not settled by sheet. A long sheet of which nothing was
// keyed is told by its first line: there may be hundreds of thousands of lines
// that nobody ever signed for.
func waiting(r ledger.Lists) map[ledger.SheetID]unsettled {
	out := map[ledger.SheetID]unsettled{}
	for id, n := range r.UnsettledSheets() {
		out[id] = unsettledOf(r, id, n)
	}
	return out
}

func unsettledOf(r ledger.Lists, id ledger.SheetID, n int) (out unsettled) {
	s, _ := r.Sheet(id)
	for x := range r.UnsettledOf(id) {
		if x.Sign == ledger.Uncollected {
			out.uncollected++
		} else if out.unsigned++; n > fewLines && n == s.Lines && out.uncollected == 0 {
			return unsettled{unsigned: n}
		}
	}
	return out
}

// objectID is the number in gift/12 or sheet/3.
func objectID(object, kind string) uint64 {
	rest, ok := strings.CutPrefix(object, kind+"/")
	var n uint64
	if _, err := fmt.Sscan(rest, &n); !ok || err != nil {
		return 0
	}
	return n
}

// orWord is the first text that is not empty.
func orWord(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}
