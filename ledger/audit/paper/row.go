package paper

import (
	"regexp"
	"strings"
)

// rowRole is what a row is for the columns beside its label.
type rowRole uint8

const (
	rowLeaf    rowRole = iota
	rowHeading         // words without any amount
	rowTotal
	rowOpening // what was there before
	rowResult  // income less expenditure
	rowBalance // either of result and closing
	rowClosing
	rowRate    // percentages
	rowPersons // a head count
	rowPerHead
	rowLimit
)

type row struct {
	role  rowRole
	label string // squeezed, without its number
	level int    // 1 一、 2 (一) 3 1. 4 (1); 0: no number
	rank  int    // of a total: 1 小计, 2 合计, 3 总计
	kind  kind
	part  bool // 其中
	carry bool // a total whose name admits a former surplus
	year  int
}

var numbered = []*regexp.Regexp{
	regexp.MustCompile(`^[一二三四五六七八九十]{1,3}[、.]`),
	regexp.MustCompile(`^\([一二三四五六七八九十]{1,3}\)、?`),
	regexp.MustCompile(`^\d{1,2}[、.)](\D|$)`),
	regexp.MustCompile(`^\(\d{1,2}\)`),
}

// readRow classes a label.
func readRow(text string) row {
	t := squeeze(text)
	var r row
	for i, re := range numbered {
		if loc := re.FindStringIndex(t); loc != nil {
			end := loc[1]
			if i == 2 {
				end = strings.IndexAny(t, "、.)")
				end += len(t[end:]) - len(strings.TrimLeft(t[end:], "、.)"))
			}
			r.level, t = i+1, t[end:]
			break
		}
	}
	if rest, ok := strings.CutPrefix(t, "其中"); ok {
		r.part, t = true, strings.TrimLeft(rest, ":,，")
	}
	t = strings.TrimRight(t, ":")
	r.label, r.kind, r.year = t, kindOf(t), yearOf(t)
	r.role = roleOf(t, &r)
	return r
}

var opening = []string{"期初", "年初", "月初", "上年结", "上年度结", "上期结", "上月结", "上年余", "上年末", "上年度余", "历年结", "以前年度结", "往年结", "去年结", "结转上年", "上学期结", "上届结"}

func roleOf(t string, r *row) rowRole {
	total := has(t, "合计", "总计", "共计", "小计", "总额", "总收入", "总支出")
	switch {
	case has(t, "增长", "增幅", "同比", "占比", "比重", "比例", "百分比", "执行率", "完成率", "%"):
		return rowRate
	case has(t, "限额", "上限", "标准") && !total:
		return rowLimit
	case has(t, "人均", "每人"):
		return rowPerHead
	case has(t, "人数", "人次"):
		return rowPersons
	case total && (r.kind == kindIncome || has(t, "来源")):
		r.rank, r.carry = rankOf(t), has(t, "结转", "结余", "来源", "期初", "余额")
		return rowTotal
	case has(t, opening...):
		return rowOpening
	case has(t, "结转下", "期末", "年末", "月末", "累计结余", "结存", "滚存", "余额"):
		return rowClosing
	case has(t, "收支差", "收支相抵", "收支结余", "差额", "净收入", "净结余", "盈余", "赤字", "超支", "本年结余", "本期结余", "当年结余", "本月结余", "本年度结余", "当期结余"):
		return rowResult
	case has(t, "结余"):
		return rowBalance
	case total:
		r.rank = rankOf(t)
		return rowTotal
	}
	return rowLeaf
}

func rankOf(t string) int {
	switch {
	case has(t, "小计"):
		return 1
	case has(t, "总计", "总额", "总收入", "总支出"):
		return 3
	}
	return 2
}

// section is the side that a row's place gives it: its own words, else those
// of the heading above or of the column.
func (s *sheet) sections(c int) []row {
	col := s.cols[c]
	out := make([]row, len(s.rows))
	now := kindNone
	if col.label >= 0 {
		now = s.cols[col.label].kind
	}
	if now == kindNone {
		now = col.kind
	}
	for r := s.head + 1; r < len(s.rows); r++ {
		row := s.labels[col.label+1][r]
		if s.cellAt(r, c).state == stateBlank && row.role != rowTotal && row.label != "" {
			row.role = rowHeading
		}
		if row.role == rowHeading && row.kind != kindNone {
			now = row.kind
		}
		if row.kind == kindNone && (row.role == rowLeaf || row.role == rowOpening) {
			row.kind = now
		}
		if row.level == 1 && row.role == rowLeaf {
			now = row.kind
		}
		out[r] = row
	}
	return out
}
