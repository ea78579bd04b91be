package pdf

import (
	"fmt"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// poster is a disclosure with its tables of gifts and events, its notes and its
// code; gifts and events have n rows each.
func poster(n int) *report.Document {
	d := &report.Document{Name: "disclosure", Title: "工会经费收支公示表", Organization: "青禾中学工会委员会", Unit: "元", Signatures: []string{"工会主席", "财务负责人", "复核", "制表"}}
	table := func(title string, rows int, names ...string) {
		t := report.Table{Title: title}
		for i, name := range names {
			kind := report.KindMoney
			if i == 0 {
				kind = report.KindText
			}
			t.Columns = append(t.Columns, report.Column{Name: name, Kind: kind})
		}
		for i := range rows {
			cells := []report.Cell{report.Text(fmt.Sprintf("(%d)职工活动支出", i+1))}
			for range names[1:] {
				cells = append(cells, report.Amount(ledger.Money(830000), nil))
			}
			t.Rows = append(t.Rows, report.Row{Kind: report.RowItem, Key: fmt.Sprint(i), Cells: cells})
		}
		d.Tables = append(d.Tables, t)
	}
	table("", 24, "项目", "金额")
	table("", 2, "项目", "人数")
	table("慰问情况", n, "事由", "人数", "标准", "金额", "人均", "占比")
	table("活动情况", n, "活动", "日期", "实到人数", "支出", "人均", "预算")
	d.Notes = []string{"本账自2026年10月启用。", "本表依据已过账的凭证编制，与工会02表收入支出表一致。", "慰问、帮扶和活动只列已过账的金额和人数；不足3人的项目合并列示。"}
	d.Seal = &report.Seal{Code: "0000 0009 0859 3566 2196 3631 8", QR: "HZ1:" + strings.Repeat("0859", 20), Signed: []string{"王红 已电子签字"}, About: "请留存本表。"}
	return d
}

func TestPosterIsOnePage(t *testing.T) {
	for n := 1; n <= 3; n++ {
		pages, paper := planOf(t, poster(n))
		if len(pages) != 1 {
			t.Errorf("%d gifts and events: %d pages", n, len(pages))
		}
		for _, pg := range pages {
			end := 0.0
			for _, b := range pg.blocks {
				end = b.y
				if b.title != "" {
					end += titleHeight
				}
				for _, l := range b.lines {
					end += l.height
				}
			}
			if end > paper.bottom {
				t.Errorf("%d: lines down to %.0f, the page ends at %.0f", n, end, paper.bottom)
			}
		}
	}
	if pages, _ := planOf(t, poster(40)); len(pages) < 3 {
		t.Errorf("what does not fit is set as ever: %d pages", len(pages))
	}
}
