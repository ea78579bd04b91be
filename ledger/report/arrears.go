package report

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

// duesArrears is the 会费欠缴表: who still owes which months, by group.
func duesArrears(r ledger.Reader, a Args) (*Document, error) {
	p := a.Period
	if a.whole {
		p = duesSpan(r, p)
		if a.Today != 0 && p.To > a.Today.Month() { // months to come are not owed yet
			p.To = max(a.Today.Month(), p.From)
		}
	}
	t := Table{Columns: []Column{countCol("序号", 4), idCol("编号", 8), textCol("姓名", 10), textCol("工会小组", 14),
		textCol("欠缴月份", 36), countCol("月数", 4), moneyCol("欠缴金额"), moneyCol("已收待过账")}}
	var owed, waiting ledger.Money
	n := 0
	for _, m := range inGroups(r) {
		x := arrearsOf(r, m.ID, p)
		if x.owed == 0 {
			continue
		}
		n++
		owed, waiting = owed+x.owed, waiting+x.waiting
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: m.No, Cells: []Cell{Number(int64(n)), Text(m.No), Text(m.Name), Text(m.Group),
			Text(monthList(x.months)), Number(int64(len(x.months))), Amount(x.owed, nil), AmountOrBlank(x.waiting, nil)}})
	}
	t.Rows = append(t.Rows, Row{Kind: RowTotal, Key: "total", Cells: []Cell{Text(fmt.Sprintf("合计 %d人", n)), Empty(), Empty(), Empty(), Empty(), Empty(),
		Amount(owed, nil), AmountOrBlank(waiting, nil)}})
	return &Document{Period: p, PeriodText: p.Chinese(), Tables: []Table{t}}, nil
}

type arrears struct {
	owed, waiting ledger.Money
	months        []ledger.Month
}

func arrearsOf(r ledger.Reader, id ledger.MemberID, p ledger.Period) (x arrears) {
	for mo := p.From; mo <= p.To; mo = mo.Add(1) {
		d, ok := r.Due(id, mo)
		if !ok {
			continue
		}
		paid := r.Paid(id, mo)
		if left := d.Payable() - paid.Posted; left > 0 {
			x.owed, x.waiting = x.owed+left, x.waiting+paid.Waiting
			x.months = append(x.months, mo)
		}
	}
	return x
}

// inGroups gives the members by group and in the order of their entry.
func inGroups(r ledger.Register) []ledger.Member {
	byGroup := map[string][]ledger.Member{}
	var names []string
	for m := range r.Members() {
		byGroup[m.Group] = append(byGroup[m.Group], m)
		names = append(names, m.Group)
	}
	var out []ledger.Member
	for _, g := range groupOrder(r, names) {
		out = append(out, byGroup[g]...)
	}
	return out
}

// monthList writes months as people do: 2026年1—3月、5月.
func monthList(ms []ledger.Month) string {
	var parts []string
	year := 0
	for i := 0; i < len(ms); {
		j := i
		for j+1 < len(ms) && ms[j+1] == ms[j].Add(1) && ms[j+1].Year() == ms[i].Year() {
			j++
		}
		s := fmt.Sprintf("%d月", ms[i].Num())
		if j > i {
			s = fmt.Sprintf("%d至%d月", ms[i].Num(), ms[j].Num())
		}
		if ms[i].Year() != year {
			year = ms[i].Year()
			s = fmt.Sprintf("%d年", year) + s
		}
		parts = append(parts, s)
		i = j + 1
	}
	return strings.Join(parts, "、")
}
