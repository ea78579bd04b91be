package report

import (
	"fmt"

	"huizhang/ledger"
)

// members is the 会员花名册 as of the last day of the period (or today). Of the
// birth date it shows year and month only; phones only when asked for.
func members(r ledger.Reader, a Args) (*Document, error) {
	day := a.Period.To.Last()
	if a.whole && a.Today != 0 {
		day = a.Today
	}
	t := Table{PageSubtotal: false, RowHeight: 7, Columns: []Column{countCol("序号", 4), idCol("编号", 8), textCol("姓名", 10), textCol("性别", 4),
		textCol("出生年月", 8), dayCol("入会日期"), textCol("会籍状态", 8), textCol("工会小组", 14), textCol("身份", 6), moneyCol("岗位工资"), moneyCol("薪级工资")}}
	if a.Phones {
		t.Columns = append(t.Columns, idCol("联系方式", 12))
	}
	n, in := 0, 0
	for _, m := range inGroups(r) {
		n++
		if m.On(day) {
			in++
		}
		t.Rows = append(t.Rows, memberRow(m, n, day, a.Phones))
	}
	t.Rows = append(t.Rows, Row{Kind: RowTotal, Key: "total", Cells: []Cell{Text(fmt.Sprintf("合计 %d人，其中在会 %d人", n, in))}})
	return &Document{Landscape: true, PeriodText: day.Chinese(), Tables: []Table{t}, Notes: []string{"内部资料，不得公示。"}}, nil
}

func memberRow(m ledger.Member, n int, day ledger.Day, phones bool) Row {
	born := Empty()
	if m.Born != 0 {
		born = Text(m.Born.Month().String())
	}
	cells := []Cell{Number(int64(n)), Text(m.No), Text(m.Name), Text(m.Sex), born, Date(m.Joined()), Text(m.Status(day)), Text(m.Group), Text(string(m.ClassIn(day.Month())))}
	if w, ok := m.WageIn(day.Month()); ok {
		cells = append(cells, Amount(w.Post, nil), AmountOrBlank(w.Grade, nil))
	} else {
		cells = append(cells, Empty(), Empty())
	}
	if phones {
		cells = append(cells, Text(m.Phone))
	}
	return Row{Kind: RowItem, Key: m.No, Cells: cells}
}
