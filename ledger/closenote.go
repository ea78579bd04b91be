package ledger

import (
	"fmt"
	"strings"
)

// CloseNotes are what whoever closes a month is told beside its gates. They
// never stand in the way: what the auditors asked and nobody answered, and that
// one person keeps the book. Only those are given that say something.
func CloseNotes(r Reader, m Month) []Gate {
	var out []Gate
	var here, other, answered int
	for f := range r.Findings() {
		mine := f.Period != (Period{}) && overlaps(f.Period, MonthPeriod(m))
		switch {
		case f.State == FindingOpen && mine:
			here++
		case f.State == FindingOpen:
			other++
		case f.State == FindingAnswered && mine:
			answered++
		}
	}
	if here+other+answered > 0 {
		var parts []string
		for _, p := range []struct {
			n    int
			text string
		}{{here, "本月的 %d 个等答复"}, {answered, "本月的 %d 个已答复、等经审销号"}, {other, "别的月份或整本账的 %d 个等答复"}} {
			if p.n > 0 {
				parts = append(parts, fmt.Sprintf(p.text, p.n))
			}
		}
		out = append(out, Gate{ID: "findings", Name: "审计问题", Open: true, Count: here + other, Text: strings.Join(parts, "；") + "。"})
	}
	if r.Unit().Single {
		out = append(out, Gate{ID: "single", Name: "单人记账", Open: true, Count: 1, Text: "制单和审核可以是同一人，报表上会印明，经审会多抽查。"})
	}
	return out
}
