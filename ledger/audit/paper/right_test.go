package paper_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/ledger/audit/paper"
)

// right draws statements whose arithmetic is right, in the layouts that are
// met: none of them may yield a finding.
type right struct {
	t    *rapid.T
	wan  bool
	show func(ledger.Money) string
}

func newRight(t *rapid.T) *right {
	g := &right{t: t, wan: rapid.IntRange(0, 3).Draw(t, "wan") == 0}
	style := rapid.IntRange(0, 2).Draw(t, "style")
	g.show = func(m ledger.Money) string {
		switch {
		case g.wan:
			return decimal.New(int64(m), -6).String()
		case style == 0:
			return m.Grouped()
		case style == 1:
			return m.String()
		}
		return "¥" + m.Grouped() + "元"
	}
	return g
}

func (g *right) amount() ledger.Money {
	m := ledger.Money(rapid.OneOf(rapid.Int64Range(0, 90_000_00), rapid.Just(int64(0)), rapid.Int64Range(1, 5)).Draw(g.t, "amount"))
	if g.wan {
		m *= 10000 // whole hundreds of yuan: two decimals of 万元
	}
	return m
}

func (g *right) names(label string, least int) []string {
	return rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"会费", "拨缴经费", "行政补助", "上级补助", "其他", "文体活动", "困难慰问", "节日慰问", "培训", "春游", "图书", "维权", "办公", "维修", "演出", "讲座", "年末慰问", "年初座谈", "生日慰问（62人，每人200元）", "标准化建家", "补发差额", "增长见识参观", "上年度先进奖励", "超支补助返还"}), least, 7, rapid.ID[string]).Draw(g.t, label)
}

func pct(a, b ledger.Money, places int32) string {
	return decimal.NewFromInt(int64(a)).Shift(2).DivRound(decimal.NewFromInt(int64(b)), places).StringFixed(places) + "%"
}

func add(ms ...ledger.Money) ledger.Money {
	n, _ := ledger.Sum(ms...)
	return n
}

func (g *right) head() []string {
	if g.wan {
		return []string{"项目", "金额（万元）"}
	}
	return []string{"项目", rapid.SampledFrom([]string{"金额", "金额（元）", "合计金额", "本年数"}).Draw(g.t, "head")}
}

// section draws one side; numbered, with subtotals, or plain.
func (g *right) section(kind string, parts []string, shape int) (rows [][]string, total ledger.Money) {
	var amounts []ledger.Money
	for range parts {
		amounts = append(amounts, g.amount())
	}
	total = add(amounts...)
	sumRow := []string{rapid.SampledFrom([]string{kind + "合计", "本年" + kind + "合计", "总" + kind, kind + "总计"}).Draw(g.t, "total"), g.show(total)}
	switch shape {
	case 0: // heading, parts, total
		if rapid.Bool().Draw(g.t, "heading") {
			rows = append(rows, []string{"一、" + kind, ""})
		}
		for i, p := range parts {
			rows = append(rows, []string{fmt.Sprintf("%d.%s%s", i+1, p, kind), g.show(amounts[i])})
		}
		rows = append(rows, sumRow)
	case 1: // total first
		rows = append(rows, sumRow)
		for i, p := range parts {
			rows = append(rows, []string{p + kind, g.show(amounts[i])})
		}
	case 2: // subtotals
		k := len(parts) / 2
		for i, p := range parts {
			if i == k && k > 0 {
				rows = append(rows, []string{"小计", g.show(add(amounts[:k]...))})
			}
			rows = append(rows, []string{p, g.show(amounts[i])})
		}
		if k > 0 {
			rows = append(rows, []string{"小计", g.show(add(amounts[k:]...))})
		}
		rows = append(rows, sumRow)
	case 3: // the parent carries the total
		rows = append(rows, []string{"一、" + kind, g.show(total)})
		for i, p := range parts {
			rows = append(rows, []string{"（" + string([]rune("一二三四五六七")[i]) + "）" + p, g.show(amounts[i])})
		}
	}
	return rows, total
}

// statement is income, expenditure, what was left.
func (g *right) statement() [][]string {
	shape := rapid.IntRange(0, 3).Draw(g.t, "shape")
	in, inc := g.section("收入", g.names("in", 1), shape)
	out, exp := g.section("支出", g.names("out", 1), shape)
	open := g.amount()
	rows := [][]string{g.head()}
	opened := rapid.Bool().Draw(g.t, "opening")
	if opened {
		rows = append(rows, []string{rapid.SampledFrom([]string{"上年结余", "期初余额", "上年结转", "年初结余"}).Draw(g.t, "open"), g.show(open)})
	}
	rows = append(append(rows, in...), out...)
	if rapid.Bool().Draw(g.t, "result") {
		rows = append(rows, []string{rapid.SampledFrom([]string{"收支差额", "本年结余", "结余", "三、收支结余"}).Draw(g.t, "left"), g.show(inc - exp)})
	}
	if opened && rapid.Bool().Draw(g.t, "closing") {
		rows = append(rows, []string{rapid.SampledFrom([]string{"期末余额", "年末结余", "累计结余", "结转下年"}).Draw(g.t, "close"), g.show(open + inc - exp)})
	}
	return rows
}

// shares is one list with percentages and one column per quarter.
func (g *right) shares() [][]string {
	parts := g.names("parts", 2)
	rows := [][]string{{"序号", "项目", "上半年", "下半年", "合计", "占比"}}
	var all, first, second ledger.Money
	var sums [][2]ledger.Money
	for range parts {
		a, b := g.amount(), g.amount()
		sums = append(sums, [2]ledger.Money{a, b})
		first, second = first+a, second+b
	}
	all = first + second
	if g.wan {
		rows = append([][]string{{"单位：万元"}}, rows...)
	}
	places := int32(rapid.IntRange(0, 2).Draw(g.t, "places"))
	for i, p := range parts {
		share := ""
		if all != 0 {
			share = pct(sums[i][0]+sums[i][1], all, places)
		}
		rows = append(rows, []string{fmt.Sprint(i + 1), p, g.show(sums[i][0]), g.show(sums[i][1]), g.show(sums[i][0] + sums[i][1]), share})
	}
	return append(rows, []string{"", "合计", g.show(first), g.show(second), g.show(all), "100%"})
}

// years has growth rates down the rows and a compound mean.
func (g *right) years() [][]string {
	n := rapid.IntRange(2, 8).Draw(g.t, "years")
	rows := [][]string{{"年度", "收入", "增长率"}}
	if g.wan {
		rows[0][1] = "收入（万元）"
	}
	var all []ledger.Money
	for i := range n {
		m := g.amount() + 1_000_000
		all = append(all, m)
		rate := "—"
		if i > 0 {
			rate = pct(m-all[i-1], all[i-1], 2)
		}
		rows = append(rows, []string{fmt.Sprintf("%d年", 2016+i), g.show(m), rate})
	}
	return append(rows, []string{"合计", g.show(add(all...)), ""})
}

// heads divides by persons and multiplies prices.
func (g *right) heads() [][]string {
	rows := [][]string{{"项目", "人数", "单价", "数量", "金额（元）", "人均（元）"}}
	g.wan = false
	var all ledger.Money
	persons := 0
	for _, p := range g.names("things", 1) {
		n, q, price := rapid.IntRange(1, 90).Draw(g.t, "n"), rapid.IntRange(1, 90).Draw(g.t, "q"), ledger.Money(rapid.Int64Range(1, 900_00).Draw(g.t, "price"))
		m := price * ledger.Money(q)
		each, _ := ledger.FromYuan(m.Decimal().DivRound(decimal.NewFromInt(int64(n)), 2))
		rows = append(rows, []string{p, fmt.Sprint(n), price.String(), fmt.Sprint(q), m.Grouped(), each.String()})
		all += m
		persons += n
	}
	each, _ := ledger.FromYuan(all.Decimal().DivRound(decimal.NewFromInt(int64(persons)), 2))
	return append(rows, []string{"合计", fmt.Sprint(persons), "", "", all.Grouped(), each.String()})
}

// running has months with a balance.
func (g *right) running() [][]string {
	rows := [][]string{{"月份", "收入", "支出", "结余"}}
	if g.wan {
		rows = append([][]string{{"工会经费（万元）"}}, rows...)
	}
	var left, in, out ledger.Money
	for i := range rapid.IntRange(1, 12).Draw(g.t, "months") {
		a, b := g.amount(), g.amount()
		left, in, out = left+a-b, in+a, out+b
		rows = append(rows, []string{fmt.Sprintf("%d月", i+1), g.show(a), g.show(b), g.show(left)})
	}
	return append(rows, []string{"合计", g.show(in), g.show(out), g.show(left)})
}

func (g *right) blocks() [][]string {
	ins, outs := g.names("in", 2), g.names("out", 2)
	rows := [][]string{{"收入项目", "金额", "支出项目", "金额"}}
	if g.wan {
		rows = append([][]string{{"单位：万元"}}, rows...)
	}
	var in, out ledger.Money
	for i := range max(len(ins), len(outs)) {
		r := []string{"", "", "", ""}
		if i < len(ins) {
			m := g.amount()
			in += m
			r[0], r[1] = ins[i], g.show(m)
		}
		if i < len(outs) {
			m := g.amount()
			out += m
			r[2], r[3] = outs[i], g.show(m)
		}
		rows = append(rows, r)
	}
	rows = append(rows, []string{"收入合计", g.show(in), "支出合计", g.show(out)})
	return append(rows, []string{"", "", "收支差额", g.show(in - out)})
}

func (g *right) any() [][]string {
	return rapid.SampledFrom([]func() [][]string{g.statement, g.statement, g.shares, g.years, g.heads, g.running, g.blocks}).Draw(g.t, "layout")()
}

func TestRightStatementsYieldNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newRight(t)
		rows := g.any()
		if r := paper.Check(rows, paper.Options{}); len(r.Findings) > 0 {
			t.Fatalf("%q\n%s", rows, dump(r))
		}
	})
}

// One total made wrong in a right statement is found or said to be unchecked.
func TestWrongTotalsAreSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newRight(t)
		g.wan = false
		parts := g.names("parts", 2)
		rows, total := g.section("支出", parts, rapid.IntRange(0, 3).Draw(t, "shape"))
		at := -1
		for i, r := range rows {
			if r[1] == g.show(total) && (i == 0 || i == len(rows)-1) {
				at = i
			}
		}
		wrong := total + ledger.Money(rapid.Int64Range(1, 1_000_00).Draw(t, "off"))
		rows[at] = []string{rows[at][0], g.show(wrong)}
		r := paper.Check(append([][]string{{"项目", "金额"}}, rows...), paper.Options{})
		if len(r.Findings) == 0 {
			t.Fatalf("%q\n%s", rows, dump(r))
		}
	})
}

// In a table whose every amount is added somewhere, no amount can be changed
// without a finding.
func TestAnyChangedAmountIsSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newRight(t)
		g.wan = false
		rows := rapid.SampledFrom([]func() [][]string{g.shares, g.blocks}).Draw(t, "layout")()
		r := rapid.IntRange(1, len(rows)-1).Draw(t, "row")
		var cols []int
		for c := 1; c < len(rows[r]); c++ {
			if _, err := ledger.ParseMoney(rows[r][c]); err == nil {
				cols = append(cols, c)
			}
		}
		if len(cols) == 0 {
			return
		}
		c := rapid.SampledFrom(cols).Draw(t, "col")
		m, _ := ledger.ParseMoney(rows[r][c])
		rows[r][c] = (m + ledger.Money(rapid.Int64Range(1, 1_000_00).Draw(t, "off"))).Grouped()
		if rep := paper.Check(rows, paper.Options{}); len(rep.Findings) == 0 {
			t.Fatalf("row %d col %d of %q\n%s", r+1, c+1, rows, dump(rep))
		}
	})
}

func FuzzCheck(f *testing.F) {
	f.Add("项目\t金额\n会费\t1,234.50\n合计\t1,234.50")
	f.Add("| 年份 | 收入 | 增长率 |\n|--|--|--|\n| 2017 | 1 | |\n| 2018 | 2 | 100% |\n| 年均增长 | 5.88% | |")
	f.Add("项目 人数 金额 人均\n春游 0 9999999999.99 155\n合计 - (3) 标准")
	f.Add("一、收入,1\n（一）其中：上年结余,99999999万元\n二、十十人：甲、乙,％")
	f.Add("收入 支出 结余 占比 上年 本年 增长\n1 2 3 0.5 0 -1 9999999%\n合计 1 1 1 1 1 1")
	f.Fuzz(func(t *testing.T, text string) {
		rows := paper.Read(text)
		r := paper.Check(rows, paper.Options{PerHead: 100_00})
		for _, x := range r.Findings {
			if x.Row < 1 || x.Row > len(rows) || x.Col < 1 || x.Text == "" {
				t.Fatalf("%+v", x)
			}
		}
		if d := dump(r); d != ledger.PlainLines(d) {
			t.Fatalf("not plain: %q", d)
		}
	})
}
