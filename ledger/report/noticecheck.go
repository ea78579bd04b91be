package report

import (
	"slices"
	"strings"

	"huizhang/ledger"
)

// listed reports whether a line of the notice is one of those about gifts, aid
// and events.
func listed(key string) bool {
	return key == "written-off" || strings.HasPrefix(key, "gift-") || strings.HasPrefix(key, "aid-") || strings.HasPrefix(key, "event-")
}

// DivideAgain works out anew what the tables about gifts, aid and events say:
// the lines add up to the total, each average is the amount by its persons, and
// each share the part of the total that it is printed as (domain rules §18.4,
// §19).
func DivideAgain(doc *Document) (ps ledger.Problems) {
	for i := range doc.Tables {
		t := &doc.Tables[i]
		at := func(names ...string) int {
			return slices.IndexFunc(t.Columns, func(c Column) bool { return slices.Contains(names, c.Name) })
		}
		amount := at("金额", "支出")
		n := len(t.Rows) - 1
		if amount < 0 || n < 0 || !strings.HasSuffix(t.Rows[n].Key, "-total") {
			continue
		}
		var sum ledger.Money
		whole := t.Rows[n].Cells[amount].Money
		for k, row := range t.Rows {
			m := row.Cells[amount].Money
			if k < n {
				sum += m
			}
			if heads, each := at("人数", "实到人数"), at("人均"); heads >= 0 && each >= 0 && !row.Cells[each].Null {
				if want, _ := PerHead(m, row.Cells[heads].Count); want != row.Cells[each].Money {
					ps.Add("sums", label(row.Cells[0].Text), ledger.CodeLaw, "金额 %s 元除以人数 %d 是 %s 元，表上人均 %s 元。",
						m.Grouped(), row.Cells[heads].Count, want.Grouped(), row.Cells[each].Money.Grouped())
				}
			}
			if share := at("占比"); share >= 0 && row.Cells[share].Text != shareText(m, whole) {
				ps.Add("sums", label(row.Cells[0].Text), ledger.CodeLaw, "金额 %s 元占合计 %s 元的 %s，表上写的是 %s。",
					m.Grouped(), whole.Grouped(), shareText(m, whole), row.Cells[share].Text)
			}
		}
		if sum != whole {
			ps.Add("sums", t.Title, ledger.CodeLaw, "各项相加 %s 元，合计 %s 元，两数应相等。", sum.Grouped(), whole.Grouped())
		}
	}
	return ps
}
