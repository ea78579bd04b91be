package rendertest

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// RareNames are names whose characters many fonts and programs lose.
func RareNames() []string {
	return []string{"李䶮", "王㛃", "周喆", "吴珺", "郑堃", "孙翀", "欧阳𬭎", "司马𫖯", "刘㐂", "陈㙓", "古丽巴哈尔·买买提"}
}

// RollName is the name on line i of [Roll].
func RollName(i int) string {
	surnames := []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧")
	given := []rune("伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国志宏海燕红玲斌")
	if rare := RareNames(); i%30 == 7 {
		return rare[(i/30)%len(rare)]
	}
	return string([]rune{surnames[i*7%len(surnames)], given[i*13%len(given)], given[(i*29+3)%len(given)]})
}

// Roll is a dues roll of n members: 12 months, groups with subtotals, a
// signature column, page subtotals, a total in figures and capitals, and spare
// lines, landscape.
func Roll(n int) *report.Document {
	d := &report.Document{
		Name: "dues-roll", Title: "2026年会费缴纳花名册", Unit: "元", Organization: "青禾中学工会委员会",
		Period: ledger.YearPeriod(2026), PeriodText: "2026年1月至12月", Generated: "2026-12-31 16:00:00",
		Head: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Landscape: true,
		Signatures: []string{"工会主席", "财务负责人", "复核", "制表"},
	}
	t := report.Table{PageSubtotal: true, RowHeight: 8, Columns: []report.Column{
		{Name: "序号", Kind: report.KindCount}, {Name: "姓名", Kind: report.KindText}, {Name: "月缴基数", Kind: report.KindMoney},
	}}
	for m := 1; m <= 12; m++ {
		t.Columns = append(t.Columns, report.Column{Name: fmt.Sprintf("%d月", m), Kind: report.KindMoney})
	}
	for _, s := range []string{"应缴", "实缴", "欠缴"} {
		t.Columns = append(t.Columns, report.Column{Name: s, Kind: report.KindMoney})
	}
	t.Columns = append(t.Columns, report.Column{Name: "签名", Kind: report.KindSign, Millimetres: 25})
	total := make([]ledger.Money, 18)
	group := make([]ledger.Money, 18)
	for i := range n {
		if i%50 == 0 {
			t.Rows = append(t.Rows, report.Row{Kind: report.RowHead, Key: fmt.Sprintf("group-%d", i/50+1), Cells: []report.Cell{report.Text(fmt.Sprintf("第%d小组　组长：%s", i/50+1, RollName(i)))}})
		}
		t.Rows = append(t.Rows, rollRow(i, total, group))
		if i%50 == 49 || i == n-1 {
			t.Rows = append(t.Rows, sumRow(report.RowSubtotal, fmt.Sprintf("第%d小组小计", i/50+1), group))
			group = make([]ledger.Money, 18)
		}
	}
	for range 3 {
		t.Rows = append(t.Rows, report.Row{Kind: report.RowSpare})
	}
	t.Rows = append(t.Rows, sumRow(report.RowTotal, "合计", total))
	d.Tables = []report.Table{t}
	d.Notes = []string{"实缴合计（大写）：人民币壹拾万零柒仟元伍角叁分", "备用行供补缴时手工填写；签名须由会员本人签。"}
	return d
}

func rollRow(i int, sums ...[]ledger.Money) report.Row {
	base := ledger.Money(420000 + i*13700%500000)
	due := base / 20000 * 100
	cells := []report.Cell{report.Number(int64(i + 1)), report.Text(RollName(i)), report.Amount(base, nil)}
	vals := make([]ledger.Money, 18)
	for m := range 12 {
		paid := due
		if (i+m)%17 == 0 {
			paid = 0
		}
		cells = append(cells, report.AmountOrBlank(paid, nil))
		vals[3+m] = paid
		vals[16] += paid
	}
	vals[15] = due * 12
	vals[17] = vals[15] - vals[16]
	for c := 15; c < 18; c++ {
		cells = append(cells, report.AmountOrBlank(vals[c], nil))
	}
	for _, s := range sums {
		for c := range s {
			s[c] += vals[c]
		}
	}
	return report.Row{Kind: report.RowItem, Key: fmt.Sprintf("%05d", i+1), Cells: append(cells, report.Empty())}
}

func sumRow(kind report.RowKind, label string, sums []ledger.Money) report.Row {
	cells := []report.Cell{report.Text(label), report.Empty(), report.Empty()}
	for _, m := range sums[3:] {
		cells = append(cells, report.Amount(m, nil))
	}
	return report.Row{Kind: kind, Key: "total", Cells: append(cells, report.Empty())}
}
