package intake

import (
	"strings"

	"huizhang/ledger"
)

// PayRow is one person's wage from a month on.
type PayRow struct {
	Line     int
	Name, No string
	Month    ledger.Month
	Post     ledger.Money
	Grade    *ledger.Money // nil when not given
}

// Payroll reads wages. Rows with a problem are left out of the result.
func Payroll(t *Table) (rows []PayRow, problems []ledger.Problem, ignored []string) {
	v, ignored, ok := see(t, pick("姓名", "编号", "月份", "岗位工资", "薪级工资"), []string{"姓名", "编号"}, []string{"月份"}, []string{"岗位工资"})
	if !ok {
		return nil, v.problems, ignored
	}
	type key struct {
		who   string
		month ledger.Month
	}
	seen := map[key]int{}
	for _, r := range t.Rows {
		if v.total(r) {
			continue
		}
		var p PayRow
		if !v.sound(func() { p = v.pay(r) }) {
			continue
		}
		k := key{p.No, p.Month}
		if p.No == "" {
			k.who = "名 " + p.Name
		}
		if first := seen[k]; first != 0 {
			v.wrong(r, "月份", ledger.CodeExists, "%s %s 的工资与第 %d 行重复。同名的人请填编号。", strings.TrimSpace(p.Name+" "+p.No), p.Month.Chinese(), first)
			continue
		}
		seen[k] = r.Line
		rows = append(rows, p)
	}
	return rows, v.problems, ignored
}

func (v *view) pay(r Row) PayRow {
	p := PayRow{Line: r.Line, Month: v.month(r, "月份"), Grade: v.wage(r, "薪级工资")}
	p.Name, p.No = v.person(r)
	if v.text(r, "月份") == "" {
		v.wrong(r, "月份", ledger.CodeRequired, "没有填月份；请写成 2026-05 这样。")
	}
	if post := v.wage(r, "岗位工资"); post != nil {
		p.Post = *post
	} else if v.text(r, "岗位工资") == "" {
		v.wrong(r, "岗位工资", ledger.CodeRequired, "没有填岗位工资。")
	}
	return p
}
