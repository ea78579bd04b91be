package paper_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/audit/paper"
)

func table(text string) [][]string {
	var rows [][]string
	for _, l := range strings.Split(strings.TrimSpace(text), "\n") {
		var r []string
		for _, v := range strings.Split(l, "|") {
			r = append(r, strings.TrimSpace(v))
		}
		rows = append(rows, r)
	}
	return rows
}

func dump(r paper.Report) string {
	var b strings.Builder
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%d,%d %s [%s] → [%s] %s\n", f.Row, f.Col, f.Kind, f.Says, f.Should, f.Text)
	}
	for _, n := range r.Unchecked {
		fmt.Fprintf(&b, "? %d,%d %s\n", n.Row, n.Col, n.Text)
	}
	return b.String()
}

// wants compares findings as "row,col kind should" and demands words in all texts.
func wants(t *testing.T, r paper.Report, findings []string, words ...string) {
	t.Helper()
	var got []string
	for _, f := range r.Findings {
		got = append(got, fmt.Sprintf("%d,%d %s %s", f.Row, f.Col, f.Kind, f.Should))
	}
	if strings.Join(got, "\n") != strings.Join(findings, "\n") {
		t.Errorf("findings\n%s\nwant\n%s\n\n%s", strings.Join(got, "\n"), strings.Join(findings, "\n"), dump(r))
	}
	for _, w := range words {
		if !strings.Contains(dump(r), w) {
			t.Errorf("no %q in\n%s", w, dump(r))
		}
	}
	if r.Checked == 0 {
		t.Error("nothing was checked")
	}
}

// 福大法学院 2011: the carry-over of 31,573.40 is inside an income of 43,160.30.
// The parts of 11,586.90 and 14,863.80 are made up; their sums are not.
func TestFuzhouLaw2011(t *testing.T) {
	r := paper.Check(table(`
项目 | 金额（元） | 备注
上年结余 | 31,573.40 |
会费返还 | 8,086.90 |
活动补助 | 3,500.00 |
总收入 | 43,160.30 |
文体活动 | 9,863.80 |
慰问 | 5,000.00 |
总支出 | 14,863.80 |
结余 | 28,296.50 |
`), paper.Options{})
	wants(t, r, []string{"5,2 carry 11,586.90 元"}, "结余不是收入", "真正的收支差额是 -3,276.90 元")

	first := paper.Check(table(`
项目 | 金额
一、总收入 | 43,160.30
其中：上年结余 | 31,573.40
会费返还 | 8,086.90
活动补助 | 3,500.00
二、总支出 | 14,863.80
文体活动 | 9,863.80
慰问 | 5,000.00
三、收支差额 | 28,296.50
`), paper.Options{})
	wants(t, first, []string{"2,2 carry 11,586.90 元", "9,2 carry -3,276.90 元"})
}

// 元培 2017: everything adds up, but one amount is misprinted, and what was
// passed upward stands under spending. Income and spending are split in a
// made-up way around the printed 293,549.90 and 393,079.27; the contribution
// of 827,535.31 makes it 47.5 %.
func TestYuanpei2017(t *testing.T) {
	text := `
项目 | 金额（元）
上年结余 | 672,778.17
一、收入 |
会费收入 | 215,016.95
拨缴经费收入 | 827,535.31
收入合计 | 1,042,552.26
二、支出 |
上缴上级工会经费 | 393,079.27
会员活动支出 | 293,549,90
慰问支出 | 463,740.15
支出合计 | 1,150,369.32
本年收支差额 | -107,817.06
期末结余 | 564,961.11
`
	wants(t, paper.Check(table(text), paper.Options{}), []string{"8,2 remitted ", "9,2 number 293,549.90"},
		"“拨缴经费收入”的 47.5%，通常是 40%，请问为什么", "照合计倒推，它应是 293,549.90 元")
	right := strings.ReplaceAll(text, "293,549,90", "293,549.90")
	r := paper.Check(table(right), paper.Options{})
	wants(t, r, []string{"8,2 remitted "})
	if !r.Findings[0].Ask || len(r.Unchecked) > 0 || r.Checked < 4 {
		t.Errorf("%+v", r)
	}
}

// ECNU 2017–2023: parts add to 18,271.85 万元, one share is 0.57 % where it
// should be 0.58 %, and 5.88 % a year does not lead from 1,984.30 to 2,719.36.
// The years and parts between are made up.
func TestECNU(t *testing.T) {
	years := `
华东某大学工会经费收支情况（单位：万元）
年份 | 收入 | 增长率
2017 | 1,984.30 |
2018 | 2,403.25 | 21.11%
2019 | 2,610.08 | 8.61%
2020 | 2,790.12 | 6.90%
2021 | 2,846.50 | 2.02%
2022 | 2,918.24 | 2.52%
2023 | 2,719.36 | -6.82%
合计 | 18,271.85 |
年均增长 | 5.88% |
`
	wants(t, paper.Check(table(years), paper.Options{}), []string{"11,2 growth 5.39%"}, "6 年的复合增长率是 5.39%")

	parts := `
项目 | 金额（万元） | 占比
会费收入 | 2,105.40 | 11.52%
拨缴经费收入 | 14,810.05 | 81.05%
行政补助收入 | 1,250.90 | 6.85%
其他收入 | 105.50 | 0.57%
收入合计 | 18,271.85 | 100%
`
	wants(t, paper.Check(table(parts), paper.Options{}), []string{"5,3 share 0.58%"}, "105.50 万元 ÷ “收入合计” 18,271.85 万元 应是 0.58%")
}

// The Wuhan kindergarten: bottles at 159.00 and 40.80 a head against a cap of 100.
func TestWuhanKindergarten(t *testing.T) {
	text := `
纪念品 | 人数 | 金额 | 人均
保温杯 | 60 | 9,540.00 | 159.00
水杯套装 | 60 | 2,448.00 | 40.80
合计 | 60 | 11,988.00 | 199.80
`
	wants(t, paper.Check(table(text), paper.Options{}), nil)
	wants(t, paper.Check(table(text), paper.Options{PerHead: 100_00}), []string{"3,4 limit 不超过 100.00 元"},
		"159.00＋40.80 元合计 199.80 元，超过每人 100.00 元，每人多 99.80 元")
	wants(t, paper.Check(table(text+"人均标准 | | | 100.00"), paper.Options{}), []string{"3,4 limit 不超过 100.00 元"}, "超过表上的标准")
}

func TestSmallThings(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"wrong total":          {"项目|金额\n甲|10.00\n乙|20.05\n合计|30.50", []string{"4,2 sum 30.05 元"}},
		"subtotals":            {"项目|金额\n甲|10\n乙|20\n小计|30\n丙|5\n丁|6\n小计|11\n合计|42", []string{"8,2 sum 41 元"}},
		"approximate":          {"项目|金额\n甲|2000多元\n乙|5000余\n丙|约300", []string{"2,2 number ", "3,2 number ", "4,2 number "}},
		"per head":             {"项目|人数|总额|人均\n春游|40|6,000.00|155.00", []string{"2,4 per-head 150.00 元"}},
		"price":                {"品名|数量|单价|金额\n粽子|120|45.50|5,640.00", []string{"2,4 product 5,460.00 元"}},
		"standard":             {"项目|人数|标准|金额\n生日|10|300|3,500.00", []string{"2,3 limit 不超过 300.00 元"}},
		"across":               {"部门|第一季度|第二季度|合计\n语文组|100.00|50.00|160.00", []string{"2,4 sum 150.00 元"}},
		"running":              {"月份|收入|支出|结余\n1月|100.00|30.00|70.00\n2月|50.00|20.00|110.00", []string{"3,4 result 100.00 元"}},
		"two blocks":           {"收入项目|金额|支出项目|金额\n会费|100.00|活动|60.00\n拨款|50.00|慰问|20.00\n收入合计|150.00|支出合计|80.00\n | |收支差额|60.00", []string{"5,4 result 70.00 元"}},
		"last year":            {"项目|上年|本年|增长率\n会费|200.00|250.00|20%", []string{"2,4 growth 25%"}},
		"budget":               {"项目|预算数|决算数|执行率\n活动|200.00|150.00|70.0%", []string{"2,4 share 75.0%"}},
		"names":                {"项目|金额|说明\n慰问|900.00|慰问困难职工5人：王甲、李乙、陈丙、赵丁\n合计|900.00|", []string{"2,3 count 4"}},
		"names after":          {"项目|金额|说明\n慰问|900.00|王甲、李乙、陈丙等2人\n合计|900.00|", []string{"2,3 count 3"}},
		"numbered":             {"项目|金额\n一、收入|300.00\n（一）会费|100.00\n（二）拨款|150.00\n二、支出|200.00\n1.活动|150.00\n2.慰问|50.00\n三、收支差额|100.00", []string{"2,2 sum 250.00 元"}},
		"per head row":         {"项目|金额\n门票|600.00\n车费|400.00\n合计|1,000.00\n人数|40人\n人均|30.00", []string{"6,2 per-head 25.00 元"}},
		"balance with opening": {"项目|金额\n期初余额|100.00\n收入合计|50.00\n支出合计|30.00\n期末余额|130.00", []string{"5,2 result 120.00 元"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := paper.Check(table(strings.ReplaceAll(c.text, "|", " | ")), paper.Options{})
			var got []string
			for _, f := range r.Findings {
				got = append(got, fmt.Sprintf("%d,%d %s %s", f.Row, f.Col, f.Kind, f.Should))
			}
			for i := range c.want {
				if strings.HasSuffix(c.want[i], " 41 元") || strings.HasSuffix(c.want[i], " 元") && !strings.Contains(c.want[i], ".") {
					c.want[i] = strings.Replace(c.want[i], " 元", ".00 元", 1)
				}
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got %q want %q\n%s", got, c.want, dump(r))
			}
		})
	}
}

// What cannot be decided is said, not blamed and not passed.
func TestUnchecked(t *testing.T) {
	for name, c := range map[string][2]string{
		"rounded 万元":  {"项目|金额（万元）\n甲|1.23\n乙|2.34\n合计|3.58", "可能是四舍五入"},
		"no parts":    {"项目|金额\n合计|3.58\n说明|", "没有找到是由哪些行相加的"},
		"no opening":  {"项目|金额\n收入合计|50.00\n支出合计|30.00\n期末余额|130.00", "没有期初余额"},
		"bad part":    {"项目|金额\n甲|2000多元\n乙|5.00\n合计|2,105.00", "倒推，它应是 2,100.00 元"},
		"no totals":   {"项目|金额\n甲|5.00\n乙|6.00", "没有找到可以重算的数"},
		"no heading":  {"1|2\n3|4", "没有可以核对的表"},
		"word in sum": {"项目|金额\n甲|见附件\n乙|6.00\n合计|9.00", "照合计倒推，它应是 3.00 元"},
		"words":       {"项目|金额\n甲|见附件\n乙|6.00", "没有数可核对"},
		"plain mean":  {"年份|金额\n2021|100.00\n2022|110.00\n2023|110.00\n年均增长|5.00%", "简单平均"},
		"first year":  {"年份|金额|增长率\n2021|100.00|3%\n2022|110.00|10%", "没有上一年的数"},
		"names and":   {"项目|金额|说明\n甲|5.00|慰问3人：王甲、李乙及家属", "分不清是几个"},
		"guests":      {"项目|人数|总额|人均\n甲|40|400.00|10.00\n乙|若干|300.00|\n丙|3|6.00|2.00\n合计|41|706.00|", "不是整数"},
		"twice there": {"项目|人数|总额\n甲|40|400.00\n乙|3|6.00\n合计|41|406.00", "同一个人可能参加了几项"},
		"zero before": {"项目|上年|本年|增长率\n会费|0.00|250.00|20%", "没有意义"},
	} {
		r := paper.Check(table(strings.ReplaceAll(c[0], "|", " | ")), paper.Options{})
		for _, f := range r.Findings {
			if f.Kind != paper.KindNumber {
				t.Errorf("%s: found %s", name, f.Text)
			}
		}
		if !strings.Contains(dump(r), c[1]) {
			t.Errorf("%s: no %q in\n%s", name, c[1], dump(r))
		}
	}
}

func TestRead(t *testing.T) {
	want := [][]string{{"项目", "金额"}, {"会费", "1,234.50"}, {"合计", "1,234.50"}}
	for name, text := range map[string]string{
		"tabs":   "项目\t金额\r\n会费\t1,234.50\r\n合计\t1,234.50\r\n",
		"bars":   "| 项目 | 金额 |\n|----|----:|\n| 会费 | 1,234.50 |\n| 合计 | 1,234.50 |",
		"comma":  "\ufeff项目,金额\n会费,\"1,234.50\"\n合计,\"1,234.50\"",
		"spaces": "项目    金额\n会费   1,234.50\n合计　1,234.50\n\n",
		"single": "项目 金额\n会费 1,234.50\n合计 1,234.50",
	} {
		got := slices.DeleteFunc(paper.Read(text), func(r []string) bool { return r == nil })
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := paper.Read("项目  金额  占比\n会费  1,234.50 93.3%"); len(got[1]) != 3 {
		t.Errorf("numbers one space apart: %q", got)
	}
	if paper.Read(" \n") != nil {
		t.Error("empty text")
	}
}

func TestEverythingIsPlain(t *testing.T) {
	r := paper.Check([][]string{{"项\x1b[31m目", "金\u202e额"}, {"甲\x1b]0;x\x07", "12\u202e多"}, {"乙\n", "3.00"}, {"合\u200b计", "4.00"}}, paper.Options{})
	if text := dump(r); text != ledger.PlainLines(text) || len(r.Findings) == 0 {
		t.Errorf("%q", text)
	}
}
