package intake

import "huizhang/ledger"

// Opening reads opening balances: 科目, 借方, 贷方 and, where kept, 专项. Rows
// without an amount are left out; the rest must balance.
func Opening(t *Table, resolve Resolver) (rows []ledger.OpeningRow, problems []ledger.Problem, ignored []string) {
	v, ignored, ok := see(t, pick("科目", "借方", "贷方", "专项"), []string{"科目"}, []string{"借方"}, []string{"贷方"})
	if !ok {
		return nil, v.problems, ignored
	}
	type key struct {
		code       ledger.Code
		restricted bool
	}
	seen := map[key]int{}
	var sides [2][]ledger.Money
	for _, r := range t.Rows {
		if v.total(r) {
			continue
		}
		var row ledger.OpeningRow
		sound := v.sound(func() {
			row.Debit, row.Credit = v.sides(r)
			row.Code = v.account(r, resolve)
			row.Restricted = v.yes(r, "专项")
		})
		if !sound || row.Debit == 0 && row.Credit == 0 {
			continue
		}
		k := key{row.Code, row.Restricted}
		if first := seen[k]; first != 0 {
			v.wrong(r, "科目", ledger.CodeExists, "科目 %s 与第 %d 行重复；请合成一行。", row.Code, first)
			continue
		}
		seen[k] = r.Line
		rows = append(rows, row)
		sides[0], sides[1] = append(sides[0], row.Debit), append(sides[1], row.Credit)
	}
	if len(v.problems) == 0 {
		v.openingBalances(sides)
	}
	return rows, v.problems, ignored
}

func (v *view) openingBalances(sides [2][]ledger.Money) {
	debit, err := ledger.Sum(sides[0]...)
	credit, err2 := ledger.Sum(sides[1]...)
	switch {
	case err != nil || err2 != nil:
		v.problems.Add("", v.t.File, ledger.CodeOverflow, "金额合计超出程序能处理的范围。")
	case debit != credit:
		v.problems.Add("", v.t.File, ledger.CodeUnbalanced, "期初借方合计 %s，贷方合计 %s，借贷相差 %s 元；请核对后再导入。",
			debit.Grouped(), credit.Grouped(), (debit - credit).Abs().Grouped())
	}
}
