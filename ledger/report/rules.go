package report

import (
	"strconv"
	"strings"

	"huizhang/ledger"
)

// Rules is the rule table of a region ("": all) as it stands on a day: the
// newest version of every row and the presets that are not in the book yet. Its
// heads are those that the import reads, so an export can be edited and come back.
func Rules(r ledger.Reader, region string, today ledger.Day, generated string) *Document {
	t := Table{Columns: []Column{idCol("编号", 24), textCol("地区", 8), dayCol("生效日期"), dayCol("失效日期"), textCol("对象", 14), textCol("口径", 12),
		textCol("上限", 10), textCol("形式", 12), textCol("证明材料", 16), textCol("级别", 4), textCol("启用", 4), textCol("事由", 10), textCol("依据", 36),
		textCol("来源", 24), textCol("可信度", 6), countCol("版本", 4)}}
	n, on := 0, 0
	for _, x := range ledger.RuleTable(r.Rules()) {
		if region != "" && x.Region != region {
			continue
		}
		n++
		use := "否"
		if x.On {
			use = "是"
			on++
		}
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: x.ID, Cells: []Cell{Text(x.ID), Text(x.Region), Date(x.From), Date(x.To), Text(x.Subject.Chinese()),
			Text(x.Measure.Chinese()), Text(x.Limit), Text(ledger.FormsText(x.Form)), Text(strings.Join(x.Evidence, "、")), Text(x.Severity.Chinese()), Text(use),
			Text(x.Only), Text(x.Basis), Text(x.Source), Text(x.Confidence), Number(int64(x.Version))}})
	}
	d := &Document{Name: "rules", Title: "慰问活动标准表", Organization: r.Unit().Name, PeriodText: today.Chinese(), Generated: generated, Head: r.Head().String(),
		Landscape: true, Tables: []Table{t}, Signatures: Signers()}
	d.Notes = []string{"共 " + strconv.Itoa(n) + " 条，启用 " + strconv.Itoa(on) + " 条。预置标准来自报道和转载，启用前请向上级工会核实。",
		"可信度：A 读过法规全文，B 官方网页或报道摘录，C 转载或个别单位做法，G 未核实。"}
	if region != "" {
		d.Title += "（" + region + "）"
	}
	return d
}
