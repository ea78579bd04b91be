package voucher

import (
	"slices"
	"strings"
	"testing"
)

func leaf(s string) bool {
	return slices.Contains([]string{"102", "101", "50105", "401", "银行存款", "会员活动支出", "50105 会员活动支出"}, s)
}

func TestBlocks(t *testing.T) {
	for _, c := range []struct{ name, text, cols, want string }{
		{"usual", "买慰问品\t50105\t1,260.50\t\r\n买慰问品\t102\t\t1260.5\r\n", "摘要、科目、借方、贷方", "买慰问品|50105|1,260.50|;买慰问品|102||1,260.50|"},
		{"headed", "贷方金额（元）\t会计科目\t借方金额（元）\t摘要\n\t会员活动支出\t42\t购物\n42\t银行存款\t0.00\t\n", "贷方、科目、借方、摘要", "购物|会员活动支出|42.00|;购物|银行存款||42.00|"},
		{"sums", "购物\t50105\t42\t-\n购物\t102\t-\t42\n合 计\t\t42\t42\n", "摘要、科目、借方、贷方", "购物|50105|42.00|;购物|102||42.00|"},
		{"side", "摘要\t科目\t方向\t金额\n收会费\t102\t借\t¥26.15\n收会费\t401\t贷\t26.15元\n", "摘要、科目、方向、金额", "收会费|102|26.15|;收会费|401||26.15|"},
		{"sides unheaded", "收会费\t102\t借\t26.15\n收会费\t401\t贷\t26.15\n", "摘要、科目、方向、金额", "收会费|102|26.15|;收会费|401||26.15|"},
		{"codes that are amounts", "101\t401\t\n401\t\t401\n", "科目、借方、贷方", "|101|401.00|;|401||401.00|"},
		{"quoted", "\"两行\n摘要\"\t50105 会员活动支出\t5\t\n", "摘要、科目、借方、贷方", "两行 摘要|50105 会员活动支出|5.00|"},
		{"odd amount", "购物\t50105\t约40\t\n购物\t50105\t2\t\n购物\t102\t7\t\n", "摘要、科目、借方、贷方", "购物|50105|约40|;购物|50105|2.00|;购物|102|7.00|"},
		{"nothing", "甲\t乙\n丙\t丁\n", "摘要", "甲||||;丙||||"},
		{"controls", "\x1b[31m红\u202e\t102\t3\n", "摘要、科目、借方", "[31m红|102|3.00|"},
	} {
		lines, cols := readBlock(c.text, leaf)
		var got []string
		for _, p := range lines {
			got = append(got, strings.Join([]string{p.summary, p.account, p.debit, p.credit}, "|"))
		}
		want := strings.Split(c.want, ";")
		for i := range want {
			want[i] = strings.TrimSuffix(want[i], "|")
			if strings.Count(want[i], "|") == 2 {
				want[i] += "|"
			}
		}
		if named(cols) != c.cols || !slices.Equal(got, want) {
			t.Errorf("%s: %s %q, want %s %q", c.name, named(cols), got, c.cols, want)
		}
	}
	if isBlock("一行\n两行\n") || !isBlock("甲\t乙") {
		t.Error("tabs make a block")
	}
}

func FuzzBlock(f *testing.F) {
	for _, s := range []string{"买\t50105\t1\t\n", "摘要\t科目\t借方\n", "\"a\nb\t\"c\t\"", "\t\t\t", "借\t贷\n", "合计\t1\t2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines, cols := readBlock(text, leaf)
		if len(lines) > strings.Count(text, "\n")+strings.Count(text, "\r")+1 {
			t.Fatalf("%d lines of %q", len(lines), text)
		}
		for _, c := range cols {
			if n := len(slices.Collect(func(yield func(column) bool) {
				for _, o := range cols {
					if o == c && c != unknown && !yield(o) {
						return
					}
				}
			})); n > 1 {
				t.Fatalf("%d columns are %d in %q", n, c, text)
			}
		}
		for _, p := range lines {
			if strings.ContainsAny(p.summary+p.account+p.debit+p.credit, "\t\n\r\x1b") {
				t.Fatalf("%q of %q", p, text)
			}
		}
	})
}
