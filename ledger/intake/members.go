package intake

import (
	"strings"

	"huizhang/ledger"
)

// MemberRow is one line of a member list. Empty fields and nil wages were not
// given, which is not the same as zero.
type MemberRow struct {
	Line                int
	Name, No            string
	Group               string
	Sex                 string // 男, 女 or empty
	Born, Joined        ledger.Day
	Class, Status       string
	PostWage, GradeWage *ledger.Money
	Phone, Note         string
}

// Members reads a member list. Rows with a problem are left out of the result.
func Members(t *Table) (rows []MemberRow, problems []ledger.Problem, ignored []string) {
	v, ignored, ok := see(t, pick("姓名", "编号", "工会小组", "性别", "出生日期", "入会日期", "身份", "状态", "岗位工资", "薪级工资", "手机", "备注"), []string{"姓名"})
	if !ok {
		return nil, v.problems, ignored
	}
	numbers := map[string]int{}
	for _, r := range t.Rows {
		if v.total(r) {
			continue
		}
		var m MemberRow
		if v.sound(func() { m = v.member(r, numbers) }) {
			rows = append(rows, m)
		}
	}
	return rows, v.problems, ignored
}

func (v *view) member(r Row, numbers map[string]int) MemberRow {
	m := MemberRow{
		Line: r.Line, Group: v.text(r, "工会小组"), Born: v.day(r, "出生日期"), Joined: v.day(r, "入会日期"), Class: v.text(r, "身份"), Status: v.text(r, "状态"),
		PostWage: v.wage(r, "岗位工资"), GradeWage: v.wage(r, "薪级工资"), Note: v.text(r, "备注"),
	}
	m.Name, m.No = v.person(r)
	if m.Name == "" && m.No != "" {
		v.wrong(r, "姓名", ledger.CodeRequired, "没有填姓名。")
	}
	if first := numbers[m.No]; m.No != "" && first != 0 {
		v.wrong(r, "编号", ledger.CodeExists, "编号“%s”与第 %d 行重复；每人一个编号。", m.No, first)
	} else if m.No != "" {
		numbers[m.No] = r.Line
	}
	switch s := v.text(r, "性别"); s {
	case "", "男", "女":
		m.Sex = s
	case "男性", "女性":
		m.Sex = strings.TrimSuffix(s, "性")
	default:
		v.wrong(r, "性别", ledger.CodeBadValue, "“%s”不是性别；请写男或女，或者空着。", short(s))
	}
	if m.Born != 0 && m.Joined != 0 && m.Joined < m.Born {
		v.wrong(r, "入会日期", ledger.CodeBadDay, "入会日期 %s 早于出生日期 %s，请核对。", m.Joined, m.Born)
	}
	m.Phone = v.phone(r)
	return m
}

// wage is an amount that cannot be negative.
func (v *view) wage(r Row, name string) *ledger.Money {
	m := v.money(r, name)
	if m != nil && *m < 0 {
		v.wrong(r, name, ledger.CodeBadAmount, "工资不能是负数：%s。", *m)
	}
	return m
}

func (v *view) phone(r Row) string {
	s := strings.NewReplacer(" ", "", "-", "").Replace(ledger.FoldWidth(v.text(r, "手机")))
	digits := strings.TrimPrefix(s, "+")
	if s == "" {
		return ""
	}
	if len(digits) < 5 || len(digits) > 15 || strings.Trim(digits, "0123456789") != "" {
		v.wrong(r, "手机", ledger.CodeBadValue, "“%s”不是电话号码；请写 11 位手机号，或者空着。", short(v.text(r, "手机")))
	}
	return s
}
