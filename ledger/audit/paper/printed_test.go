package paper_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"huizhang/ledger/audit/paper"
)

// The same statement as people print, copy and paste it. Each is right once and
// wrong once: the total 1,100.00 becomes 1,200.00.
func TestWaysOfPrinting(t *testing.T) {
	for name, text := range map[string]string{
		"blank lines":   "项目\t金额\n\n会费\t800.00\n利息\t300.00\n\n收入合计\t1,100.00",
		"sub-headings":  "项目\t金额\n一、收入\t\n会费\t800.00\n利息\t300.00\n收入合计\t1,100.00",
		"notes below":   "项目\t金额\n会费\t800.00\n利息\t300.00\n合计\t1,100.00\n\n注：2026年共3人，每人50元。\n制表：周敏　　审核：陈立",
		"title above":   "某某工会收支表\n编制单位：某校工会\t2026年\t单位：元\n项目\t金额\n会费\t800\n利息\t300\n合计\t1,100.00",
		"merged cells":  "类别\t项目\t金额\n收入\t会费\t800\n\t利息\t300\n收入合计\t\t1,100.00",
		"total first":   "项目\t金额\n收入合计\t1,100.00\n会费\t800\n利息\t300",
		"full width":    "项目　金额\n会费　８００．００\n利息　３００．００\n合计　1,100.00",
		"yuan signs":    "项目,金额\n会费,¥800.00\n利息,¥300.00元\n合计,\"1,100.00\"",
		"red letters":   "项目  金额\n会费  900.00\n退回  -100.00\n利息  300.00\n合计  1,100.00",
		"brackets":      "项目\t金额\n会费\t900.00\n退回\t(100.00)\n利息\t300.00\n合计\t1,100.00",
		"dashes":        "项目\t金额\n会费\t800.00\n补助\t—\n利息\t300.00\n捐款\t-\n合计\t1,100.00",
		"bars":          "| 项目 | 金额 |\n|---|---:|\n| 会费 | 800 |\n| 利息 | 300 |\n| 合计 | 1,100.00 |",
		"many spaces":   "项目        金额\n会费      800.00\n利息      300.00\n合计    1,100.00",
		"empty columns": "项目     上年      本年\n--------------------------\n会费     50.00    800.00\n补助     20.00\n利息              300.00\n--------------------------\n合计     70.00  1,100.00",
		"leaf first":    "项目\t金额\n上年结余\t50.00\n收入合计\t1,100.00\n会费收入\t800.00\n利息收入\t300.00\n支出合计\t70.00\n活动支出\t30.00\n慰问支出\t40.00",
		"two tables":    "项目\t人数\n会员\t30\n\n事由\t金额\n会费\t800.00\n利息\t300.00\n合计\t1,100.00",
	} {
		if r := paper.Check(paper.Read(text), paper.Options{}); len(r.Findings) > 0 || r.Checked == 0 {
			t.Errorf("%s: right, but\n%s", name, dump(r))
		}
		r := paper.Check(paper.Read(strings.Replace(text, "1,100.00", "1,200.00", 1)), paper.Options{})
		if len(r.Findings) != 1 || r.Findings[0].Ask || !strings.HasPrefix(r.Findings[0].Should, "1,100.00") {
			t.Errorf("%s: wrong, but\n%s", name, dump(r))
		}
	}
}

// Shares that add up to 99.9 or 100.1 are right, each by itself.
func TestRoundedShares(t *testing.T) {
	text := "项目\t金额\t占比\n甲\t1.00\t33.3%\n乙\t1.00\t33.3%\n丙\t1.00\t33.3%\n合计\t3.00\t100%"
	if r := paper.Check(paper.Read(text), paper.Options{}); len(r.Findings) > 0 {
		t.Error(dump(r))
	}
	if r := paper.Check(paper.Read(strings.Replace(text, "33.3%", "33.4%", 1)), paper.Options{}); len(r.Findings) != 1 {
		t.Error(dump(r))
	}
}

// A unit above the heading counts: the total is 3 万元 and not 3 yuan too much.
func TestUnitAbove(t *testing.T) {
	r := paper.Check(paper.Read("收支表\n单位：万元\n项目\t金额\n甲\t1.25\n乙\t2.25\n合计\t6.50"), paper.Options{})
	wants(t, r, []string{"6,2 sum 3.50 万元"})
}

// Time is in proportion to the table, whatever is in it.
func TestHugePapers(t *testing.T) {
	rows := func(n, cols int, cell func(r, c int) string) [][]string {
		out := [][]string{{"项目"}}
		for c := 1; c < cols; c++ {
			out[0] = append(out[0], fmt.Sprint("金额", string(rune('甲'+c%20))))
		}
		for r := range n {
			line := []string{[]string{"会费收入", "收入小计", "活动支出", "合计", "期初余额", "支出合计", "总计"}[r*r%7]}
			for c := 1; c < cols; c++ {
				line = append(line, cell(r, c))
			}
			out = append(out, line)
		}
		return out
	}
	for name, table := range map[string][][]string{
		"many cells":    rows(1000, 100, func(r, c int) string { return fmt.Sprint(r*c, ".00") }),
		"wide":          rows(100, 2000, func(r, c int) string { return "1.00" }),
		"ten to the 30": rows(5000, 20, func(r, c int) string { return "1000000000000000000000000000000" }),
		"not a number":  rows(5000, 20, func(r, c int) string { return []string{"NaN", "Inf", "1e9", "--5", "%", "￥"}[(r+c)%6] }),
		"no digits":     rows(5000, 100, func(r, c int) string { return "" }),
		"long cells":    {{"项目", "金额"}, {strings.Repeat("合计、", 1<<19), strings.Repeat("9", 1<<20)}, {"合计", "1.00"}},
		"pasted":        paper.Read(strings.Repeat("会费   1.00     2.00\n合计      3.00   4.00\n", 60_000)),
		"one line":      paper.Read(strings.Repeat("甲  1.00  ", 400_000)),
	} {
		start := time.Now()
		paper.Check(table, paper.Options{})
		if took := time.Since(start); took > 40*time.Second {
			t.Errorf("%s took %v", name, took)
		} else {
			t.Logf("%s: %v", name, took.Round(time.Millisecond))
		}
	}
}
