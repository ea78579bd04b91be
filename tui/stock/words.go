package stock

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/tui/widget"
)

const (
	reading  = "正在读取，请稍候。"
	lookOnly = "这里由会计办理：账本只读打开时只能查看；经审可以查看、提问题。"
	saving   = "正在保存，请稍候。"
)

func matches(word, query string) bool { return pinyin.Matches(word, strings.ToLower(query)) }

// price is what a piece is worth on the card, "" without value.
func price(s *ledger.StockSum) string {
	if s.Qty() <= 0 || s.Value() <= 0 {
		return ""
	}
	each, err := s.Value().Share(1, int64(s.Qty()-1))
	if err != nil || s.Qty() == 1 {
		return s.Value().Grouped()
	}
	return each[0].Grouped()
}

func dayWord(d ledger.Day) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func pieces(n int, unit string) string {
	if unit == "" {
		unit = "件"
	}
	return fmt.Sprintf("%d%s", n, unit)
}

// accountOptions offers accounts by code, name or pinyin.
func accountOptions(all []ledger.Account) func(string) []widget.Option {
	return func(q string) (out []widget.Option) {
		for _, a := range all {
			if q == "" || strings.HasPrefix(string(a.Code), q) || matches(a.Name, q) {
				out = append(out, widget.Option{Key: string(a.Code), Text: a.Title()})
			}
		}
		return out
	}
}

// leaves are the lowest accounts in use below the tops, in their order.
func leaves(chart []ledger.Account, tops ...ledger.Code) (out []ledger.Account) {
	trust := ledger.Trust(chart)
	for _, top := range tops {
	next:
		for _, a := range chart {
			if !a.Code.Under(top) || a.Off || !ledger.IsLeaf(chart, a.Code) {
				continue
			}
			for _, t := range trust {
				if a.Code.Under(t) {
					continue next
				}
			}
			out = append(out, a)
		}
	}
	return out
}

func wrongCount(text string) string {
	return fmt.Sprintf("“%s”不是数量，请填整数，例如 12。", text)
}
