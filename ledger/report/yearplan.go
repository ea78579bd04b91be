package report

import (
	"fmt"

	"huizhang/ledger"
)

// yearPlan is the 年度工作计划与完成情况: the plan of each year that the period
// touches, by month, and what came of it.
func yearPlan(r ledger.Reader, a Args) (*Document, error) {
	doc := &Document{Landscape: true}
	today := a.Today
	if today == 0 {
		today = a.Period.To.Last()
	}
	for y := a.Period.From.Year(); y <= a.Period.To.Year(); y++ {
		p := ledger.YearPlan(r, y, today)
		if len(p.Rows) == 0 && a.Period.From.Year() != a.Period.To.Year() {
			continue
		}
		doc.Tables = append(doc.Tables, planTable(r, p, a.Period))
		doc.Notes = append(doc.Notes, planNote(p))
	}
	if len(doc.Tables) == 0 {
		doc.Tables = []Table{planTable(r, ledger.PlanSum{Year: a.Period.To.Year()}, a.Period)}
	}
	return doc, nil
}

func planNote(p ledger.PlanSum) string {
	all := len(p.Rows) - p.Count[ledger.PlanGone]
	return fmt.Sprintf("%d年计划 %d 项：已完成 %d 项，筹备中 %d 项，待登记 %d 项，未到 %d 项，过期未办 %d 项；另取消 %d 项。", p.Year, all, p.Count[ledger.PlanDone], p.Count[ledger.PlanUnder], p.Count[ledger.PlanUnsaid],
		p.Count[ledger.PlanOpen], p.Count[ledger.PlanOverdue], p.Count[ledger.PlanGone])
}

func planTable(r ledger.Reader, p ledger.PlanSum, span ledger.Period) Table {
	t := Table{Title: fmt.Sprintf("%d年", p.Year), Columns: []Column{textCol("月份", 6), textCol("内容", 24), textCol("种类", 6), textCol("负责", 10), wideMoney("预算"),
		textCol("完成情况", 22), dayCol("日期"), countCol("人数", 5), wideMoney("实际"), textCol("状态", 8)}}
	var planned ledger.Money
	all := Trace{Side: DebitNet}
	for _, x := range p.Rows {
		if x.Item.Month != 0 && !span.Has(ledger.MonthOf(p.Year, x.Item.Month)) {
			continue
		}
		actual, people := Empty(), Empty()
		if tr, ok := planTrace(r, x); ok {
			actual = figure(r, tr)
			all.Also = append(all.Also, tr)
		}
		if x.Persons > 0 {
			people = Number(int64(x.Persons))
		}
		if x.State != ledger.PlanGone {
			planned += x.Item.Amount
		}
		t.Rows = append(t.Rows, row(RowItem, fmt.Sprintf("%d-%d", p.Year, x.Item.No), Text(monthWord(x.Item.Month)), Text(x.Item.Name), Text(x.Item.Kind), Text(x.Item.Who),
			AmountOrBlank(x.Item.Amount, nil), Text(cameOf(x)), Date(x.Day), people, actual, Text(x.State.Chinese())))
	}
	total := Empty()
	if len(all.Also) > 0 {
		total = figure(r, all)
	}
	t.Rows = append(t.Rows, row(RowTotal, fmt.Sprintf("%d-total", p.Year), Text(""), Text("合计"), Empty(), Empty(), Amount(planned, nil), Empty(), Empty(), Empty(), total, Empty()))
	return t
}

func monthWord(m int) string {
	if m == 0 {
		return "未定"
	}
	return fmt.Sprintf("%d月", m)
}

func cameOf(x ledger.PlanRow) string {
	switch {
	case x.Item.Gone != "":
		return "取消：" + x.Item.Gone
	case x.Title != "":
		return x.Title
	}
	return x.Item.Came
}

// planTrace is what a row cost: the event's voucher lines, or the gift's lists.
func planTrace(r ledger.Reader, x ledger.PlanRow) (Trace, bool) {
	t := Trace{Side: DebitNet}
	switch {
	case x.Day == 0 || x.State == ledger.PlanGone:
		return t, false
	case x.Item.Event != 0:
		e, _ := r.Event(x.Item.Event)
		for _, c := range ledger.CostsOf(r, &e) {
			if c.Amount != 0 {
				t.Picked = append(t.Picked, Pick{Voucher: c.Voucher, Line: c.Line})
			}
		}
		return t, true
	}
	l := Lists{}
	for s := range r.Sheets(x.Item.Gift) {
		if s.Live() {
			l.Sheets = append(l.Sheets, s.ID)
		}
	}
	t.Lists = &l
	return t, true
}
