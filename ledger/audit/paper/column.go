package paper

import (
	"regexp"
	"slices"
	"strings"
)

// colRole is what a column holds.
type colRole uint8

const (
	colOther colRole = iota
	colLabel
	colAmount
	colRowTotal // sum of the amounts beside it
	colBalance  // income less expenditure, or running
	colOpening
	colShare
	colRate // spent ÷ budget
	colGrowth
	colPersons
	colPerHead
	colLimit
	colPrice
	colQuantity
)

type column struct {
	role  colRole
	head  string // squeezed
	wan   bool
	label int // column with the words of its rows; −1: none
	kind  kind
	year  int // a heading that is a year
}

// kind is the side of a row or column.
type kind uint8

const (
	kindNone kind = iota
	kindIncome
	kindExpense
)

func kindOf(words string) kind {
	in, out := strings.Contains(words, "收入"), strings.Contains(words, "支出") || strings.Contains(words, "开支")
	switch {
	case in && !out:
		return kindIncome
	case out && !in:
		return kindExpense
	}
	return kindNone
}

func has(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

var yearText = regexp.MustCompile(`^((?:19|20|21)\d\d)(?:年度?)?(?:金额|决算数?|收入|支出|合计)?(?:\((?:万元|元)\))?$`)

func yearOf(s string) int {
	m := yearText.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	n := 0
	for _, r := range m[1] {
		n = n*10 + int(r-'0')
	}
	return n
}

// rateOf is a heading such as 2%应拨缴: an amount.
var rateOf = regexp.MustCompile(`^\d+(\.\d+)?%.`)

// roleByHead reads a heading; colOther means that the cells must decide.
func roleByHead(h string) (role colRole, sure bool) {
	switch {
	case has(h, "序号", "编号", "行次", "备注", "说明", "附注", "日期", "时间", "凭证", "代码", "编码", "电话", "手机", "联系", "账号", "卡号", "证号", "增减",
		"出生", "年龄", "附件", "张数", "次数", "月数", "天数", "名次", "签名", "签字", "最多", "最高", "最大", "最少", "最低", "最小", "方向", "字节", "意见", "会议"):
		return colOther, !has(h, "增减率", "增减比", "增减%")
	case has(h, "增长", "增幅", "同比", "环比"):
		return colGrowth, true
	case has(h, "执行率", "完成率", "执行比"):
		return colRate, true
	case has(h, "占比", "比重", "比例", "百分比") || has(h, "%") && !rateOf.MatchString(h):
		return colShare, true
	case has(h, "限额", "上限", "标准"):
		return colLimit, true
	case has(h, "人均", "每人"):
		return colPerHead, true
	case has(h, "人数", "人次", "实到", "到场"):
		return colPersons, true
	case has(h, "单价"):
		return colPrice, true
	case has(h, "数量", "件数", "份数"):
		return colQuantity, true
	case has(h, "结余", "余额", "差额", "结转"):
		if has(h, "上年", "上期", "上月", "期初", "年初", "月初") {
			return colOpening, true
		}
		return colBalance, true
	case has(h, "项目", "名称", "内容", "类别", "科目", "摘要", "月份", "年份", "年度", "部门", "事项", "品名", "姓名") && yearOf(h) == 0 && !has(h, "金额"):
		return colLabel, true
	}
	return colOther, false
}

// columns reads what each column is, from heading and cells.
func (s *sheet) columns() {
	label := -1
	for c := range s.width {
		h := squeeze(s.at(s.head, c))
		col := column{head: h, label: label, kind: kindOf(h), year: yearOf(h), wan: s.unit(h)}
		var sure bool
		col.role, sure = roleByHead(h)
		if col.role == colPerHead || col.role == colPrice || col.role == colLimit {
			col.wan = strings.Contains(h, "万元") // 单位：万元 above the table does not mean these
		}
		if !sure {
			col.role = s.roleByCells(c, label >= 0 && !slices.ContainsFunc(s.cols[label+1:], func(c column) bool { return money(c.role) }))
		}
		if col.role == colLabel {
			label = c
		}
		s.cols = append(s.cols, col)
	}
	s.rowTotals()
}

func (s *sheet) unit(head string) bool {
	switch {
	case strings.Contains(head, "万元"):
		return true
	case strings.Contains(head, "元"):
		return false
	}
	return s.wan
}

func (s *sheet) roleByCells(c int, labelled bool) colRole {
	numbers, bad, words := 0, 0, 0
	for r := s.head + 1; r < len(s.rows); r++ {
		switch readAmount(s.at(r, c), false).state {
		case stateNumber:
			numbers++
		case stateBad:
			bad++
		case stateText:
			words++
		}
	}
	switch {
	case numbers+bad > 0 && (numbers >= bad || amountHead(squeeze(s.at(s.head, c)))) && (numbers+bad)*2 >= words && (labelled || words == 0 || c > 0):
		return colAmount
	case !labelled && words > 0:
		return colLabel
	}
	return colOther
}

// amountHead reports a heading that leaves no doubt.
func amountHead(h string) bool {
	return has(h, "金额", "收入", "支出", "预算", "决算", "借方", "贷方", "元)") || yearOf(h) != 0
}

// rowTotals finds columns headed as the total of at least two amounts beside
// them; a lone 合计金额 is an amount like any other.
func (s *sheet) rowTotals() {
	n := 0
	for _, col := range s.cols {
		if col.role == colAmount && !totalHead(col.head) {
			n++
		}
	}
	for c, col := range s.cols {
		if col.role == colAmount && totalHead(col.head) && n >= 2 {
			s.cols[c].role = colRowTotal
		}
	}
}

func totalHead(h string) bool {
	return has(h, "合计", "总计", "小计", "共计") && yearOf(h) == 0
}
