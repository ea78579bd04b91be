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
	rowNet     // a value less the rows 减： above
	rowRunning // a total since the beginning of the year
	rowAdjust  // a change of what was there before
	rowAside   // called a total, but not of the rows of the table
)

type row struct {
	role  rowRole
	label string // squeezed, without its number
	level int    // 1 一、 2 (一) 3 1. 4 (1); 0: no number
	rank  int    // of a total: 1 小计, 2 本月合计, 3 合计, 4 总计; 0: no total
	kind  kind
	part  bool // 其中
	bare  bool // nothing is printed beside it
	less  bool // 减：, taken off the row before it
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
	if strings.HasPrefix(t, "减:") {
		r.less = true
	}
	t = strings.TrimRight(t, ":")
	r.label, r.kind, r.year = t, kindOf(t), yearOf(t)
	r.role = roleOf(t, &r)
	return r
}

// The words of special rows. They are narrow, because the names of ordinary
// rows contain the same words: 年末慰问, 标准化建家, 每人200元的生日慰问.
var (
	openingRow = regexp.MustCompile(`(期初|年初|月初|上年|上年末|上年度|上年度末|上期|上月|上月末|去年|历年|以前年度|往年|上学期|上届)(累计|滚存|经费|工会经费|资金|工会资金)?(结余|余额|结转|结存|余款|转入|库存)|^(期初|年初|月初)(数|金额)?$|^结转上年`)
	closingRow = regexp.MustCompile(`(期末|年末|月末|年终|累计|滚存)(经费|账面|实际|工会经费|资金|工会资金)?(结转结余|结余|余额|结存|库存$)|(期末|年末)(资金|工会资金)?结转$|^(期末|年末|月末)(数|金额)?$|结转下|^(账面|银行|现金|经费|存款|银行存款)?(余额|结存)$`)
	resultRow  = regexp.MustCompile(`收支(差|相抵|结余)|^(差额|净收入|净结余|盈余|赤字|超支)(金额|额|数)?$|(本年|本年度|本期|本月|当年|当期|当月)(经费|收支)?(结余|盈余|赤字|超支|差额)`)
	balanceRow = regexp.MustCompile(`^(经费|工会经费)?结余(金额)?$|结余$`)
	rateRow    = regexp.MustCompile(`(增长|增幅|增长率|增长速度|同比|占比|比重|比例|百分比|执行率|完成率)(\([^)]*\))?(为|约|:)?[-+−]?[\d.]*%?$`)
	limitRow   = regexp.MustCompile(`(标准|限额|上限)(\([^)]*\))?$`)
	perHeadRow = regexp.MustCompile(`^(人均|每人)[^\d]{0,6}$|人均$`)
	personsRow = regexp.MustCompile(`(人数|人次)(\([^)]*\))?$`)
	asideRow   = regexp.MustCompile(`不重复|去重|^(期末|年末|期初|年初)(资产|负债|净资产)(总计|总额|合计)$|科目余额$`)
	netRow     = regexp.MustCompile(`(净值|净额|账面价值)$`)
)

func roleOf(t string, r *row) rowRole {
	total := has(t, "合计", "总计", "共计", "小计", "总收入", "总支出") || strings.HasSuffix(t, "总额") && !has(t, "工资")
	switch {
	case asideRow.MatchString(t):
		return rowAside
	case netRow.MatchString(t):
		return rowNet
	case rateRow.MatchString(t):
		return rowRate
	case limitRow.MatchString(t) && !total:
		return rowLimit
	case perHeadRow.MatchString(t):
		return rowPerHead
	case personsRow.MatchString(t):
		return rowPersons
	case total && (r.kind == kindIncome || has(t, "来源")):
		r.rank, r.carry = rankOf(t), has(t, "结转", "结余", "来源", "期初", "余额")
		return rowTotal
	case has(t, "结转", "结余") && has(t, "调整", "变动"):
		return rowAdjust
	case openingRow.MatchString(t):
		return rowOpening
	case closingRow.MatchString(t):
		return rowClosing
	case resultRow.MatchString(t):
		return rowResult
	case balanceRow.MatchString(t):
		return rowBalance
	case total:
		r.rank = rankOf(t)
		return rowTotal
	}
	return rowLeaf
}

// rankMonth is the rank of the totals of a month, between 小计 and 合计.
const rankMonth = 2

func rankOf(t string) int {
	switch {
	case has(t, "小计", "本日合计"):
		return 1
	case t == "本月合计" || t == "本周合计" || t == "本旬合计":
		return rankMonth
	case has(t, "总计", "总额", "总收入", "总支出"):
		return 4
	}
	return 3
}

// bare reports that nothing is printed beside a label.
func (s *sheet) bare(r, label int) bool {
	for c := label + 1; c < s.width; c++ {
		if s.cols[c].label == label && !blank(squeeze(s.at(r, c))) {
			return false
		}
	}
	return true
}

// sections are the rows with the side that their place gives them: their own
// words, else those of the heading above or of the column.
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
		if row.role != rowTotal && row.label != "" && row.bare {
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
