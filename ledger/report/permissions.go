package report

import (
	"slices"
	"strings"

	"huizhang/ledger"
)

// permissions is the 职责分工表: the one table of who may do what, as it is
// enforced, with the people who hold each role now.
func permissions(r ledger.Reader, a Args) (*Document, error) {
	t := Table{Columns: []Column{textCol("事项", 32)}}
	holders := Table{Columns: []Column{textCol("职责", 8), textCol("现在由谁担任", 30), textCol("说明", 38)}}
	for _, role := range ledger.Roles() {
		t.Columns = append(t.Columns, textCol(string(role), 6))
		var names []string
		for _, p := range r.People() {
			if p.Is(role) && !p.Gone {
				names = append(names, p.Name)
			}
		}
		who := strings.Join(names, "、")
		if who == "" {
			who = "（没有人）"
		}
		holders.Rows = append(holders.Rows, Row{Kind: RowItem, Key: string(role), Cells: []Cell{Text(string(role)), Text(who), Text(roleRule(role))}})
	}
	for _, p := range ledger.Permissions() {
		cells := []Cell{Text(p.Work)}
		for _, role := range ledger.Roles() {
			mark := ""
			if slices.Contains(p.Roles, role) {
				mark = "可以"
			}
			cells = append(cells, Text(mark))
		}
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: p.Acts[0], Cells: cells})
	}
	doc := &Document{Tables: []Table{t, holders}, PeriodText: "现在"}
	if a.Today != 0 {
		doc.PeriodText = a.Today.Chinese()
	}
	doc.Notes = []string{"空格表示不能做；程序在写入账本的唯一入口处逐项检查，从画面、命令行、导入都绕不过去。", "制单人不能审核自己的凭证；经审人员只写自己的部分，记账的人不能代写。依据：《会计法》第二十五、三十五条，《工会法》第四十五条。"}
	return doc, nil
}

func roleRule(role ledger.Role) string {
	switch role {
	case ledger.Treasurer:
		return "记账、编表；不审核自己的凭证，不兼管现金"
	case ledger.Cashier:
		return "管现金、银行，付款；不兼稽核和档案"
	case ledger.Reviewer:
		return "过账前审核凭证；不审核自己制的单"
	case ledger.Chair:
		return "审批支出、签报表，对账的真实完整负责"
	case ledger.Auditor:
		return "看全部账，抽查、提问题、签意见；不记账"
	}
	return ""
}
