package intake

import (
	"fmt"
	"strconv"
	"strings"

	"huizhang/ledger"
)

// Resolver finds the account for a code or a name; its error says in Chinese
// why there is none.
type Resolver func(string) (ledger.Code, error)

// Draft is one voucher of an import: the rows with one value in 组. It
// balances and has two lines or more.
type Draft struct {
	Group  string
	Line   int // of its first row
	Day    ledger.Day
	Word   ledger.Word // empty when not given
	Payee  string
	Papers int
	Lines  []ledger.Line
}

// group is a draft in the making.
type group struct {
	Draft
	last   int // its last row
	faulty bool
	papers string // 附件数 as written
}

// Vouchers reads vouchers. Of a group with any problem no draft is made. A row
// may leave date and summary empty when they are the same as in the row before
// it in its group. Without a resolver the account stays as it was written.
func Vouchers(t *Table, resolve Resolver) (drafts []Draft, problems []ledger.Problem, ignored []string) {
	v, ignored, ok := see(t, pick("日期", "组", "摘要", "科目", "借方", "贷方", "附件数", "对方", "凭证字", "专项"),
		[]string{"日期"}, []string{"组"}, []string{"摘要"}, []string{"科目"}, []string{"借方"}, []string{"贷方"})
	if !ok {
		return nil, v.problems, ignored
	}
	var groups []*group
	byName := map[string]*group{}
	for _, r := range t.Rows {
		if v.total(r) {
			continue
		}
		name := v.text(r, "组")
		if name == "" {
			v.wrong(r, "组", ledger.CodeRequired, "没有填组；同一张凭证的各行写同一个组号。")
			continue
		}
		d := byName[name]
		if d == nil {
			d = &group{Draft: Draft{Group: name, Line: r.Line}}
			byName[name], groups = d, append(groups, d)
		}
		d.last = r.Line
		d.faulty = !v.sound(func() { v.head(r, d); v.entry(r, d, resolve) }) || d.faulty
	}
	for _, d := range groups {
		if !d.faulty && v.sound(func() { v.balanced(d) }) {
			drafts = append(drafts, d.Draft)
		}
	}
	return drafts, v.problems, ignored
}

// head takes what belongs to the whole voucher and must not differ inside it.
func (v *view) head(r Row, d *group) {
	day := v.day(r, "日期")
	switch {
	case v.text(r, "日期") == "" && d.Day == 0 && !d.faulty:
		v.wrong(r, "日期", ledger.CodeRequired, "没有填日期；请写成 2026-05-31 这样。")
	case d.Day == 0:
		d.Day = day
	case day != 0 && day != d.Day:
		v.wrong(r, "日期", ledger.CodeBadDay, "组 %s 里有两个日期：%s 和 %s；一张凭证只有一个日期。", short(d.Group), d.Day, day)
	}
	v.same(r, "对方", d.Group, &d.Payee, v.text(r, "对方"))
	word := string(d.Word)
	v.same(r, "凭证字", d.Group, &word, v.word(r))
	d.Word = ledger.Word(word)
	papers := ledger.FoldWidth(v.text(r, "附件数"))
	v.same(r, "附件数", d.Group, &d.papers, papers)
	n, err := strconv.Atoi(papers)
	switch {
	case papers == "":
	case err != nil || n < 0 || n > 9999:
		v.wrong(r, "附件数", ledger.CodeBadValue, "“%s”不是附件张数；请写 0 到 9999 的整数。", short(papers))
	default:
		d.Papers = n
	}
}

func (v *view) same(r Row, name, group string, have *string, now string) {
	if *have == "" {
		*have = now
	} else if now != "" && now != *have {
		v.wrong(r, name, ledger.CodeBadValue, "组 %s 里的%s前后不同：“%s”和“%s”。", short(group), name, short(*have), short(now))
	}
}

func (v *view) word(r Row) string {
	s := v.text(r, "凭证字")
	switch w := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s, "凭证"), "款"), "账"); ledger.Word(w) {
	case ledger.WordGeneral, ledger.WordReceipt, ledger.WordPayment, ledger.WordTransfer, "":
		return w
	}
	v.wrong(r, "凭证字", ledger.CodeBadValue, "“%s”不是凭证字；请写记、收、付或转。", short(s))
	return ""
}

// entry takes one line.
func (v *view) entry(r Row, d *group, resolve Resolver) {
	l := ledger.Line{Summary: v.text(r, "摘要"), Account: v.account(r, resolve)}
	if l.Summary == "" && len(d.Lines) > 0 {
		l.Summary = d.Lines[len(d.Lines)-1].Summary
	}
	if l.Summary == "" {
		v.wrong(r, "摘要", ledger.CodeRequired, "没有填摘要。")
	}
	if v.sound(func() { l.Debit, l.Credit = v.sides(r) }) && l.Debit == 0 && l.Credit == 0 {
		v.wrong(r, "借方", ledger.CodeRequired, "借方和贷方都没有金额；请填其中一方，或去掉这一行。")
	}
	l.Restricted = v.yes(r, "专项")
	d.Lines = append(d.Lines, l)
}

// yes reads a mark that is set or not.
func (v *view) yes(r Row, name string) bool {
	switch s := strings.ToLower(v.text(r, name)); s {
	case "是", "1", "true", "y", "√", name:
		return true
	case "", "否", "0", "false", "n":
	default:
		v.wrong(r, name, ledger.CodeBadValue, "“%s”看不懂；请写是，或者空着。", short(s))
	}
	return false
}

// sides reads 借方 and 贷方, of which one at most may hold an amount.
func (v *view) sides(r Row) (debit, credit ledger.Money) {
	for _, side := range []struct {
		name, other string
		to          *ledger.Money
	}{{"借方", "贷方", &debit}, {"贷方", "借方", &credit}} {
		m := v.money(r, side.name)
		if m == nil {
			continue
		}
		if *m < 0 {
			v.wrong(r, side.name, ledger.CodeBadAmount, "金额 %s 是负数；导入不接受红字，请把它写到%s。", *m, side.other)
			continue
		}
		*side.to = *m
	}
	if debit != 0 && credit != 0 {
		v.wrong(r, "借方", ledger.CodeBadAmount, "借方 %s 和贷方 %s 同时有数；一行只能填一方。", debit, credit)
	}
	return debit, credit
}

// SplitAccount takes 50105 会员活动支出 apart; either part may be empty.
func SplitAccount(s string) (code, name string) {
	s = strings.TrimSpace(ledger.FoldWidth(s))
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return s[:i], strings.TrimLeft(s[i:], " -_.:、")
}

// account resolves by code where there is one. A name beside it that clearly
// belongs to another account is a slip that must not be booked.
func (v *view) account(r Row, resolve Resolver) ledger.Code {
	text := v.text(r, "科目")
	code, name := SplitAccount(text)
	if code == "" && name == "" {
		v.wrong(r, "科目", ledger.CodeRequired, "没有填科目；请写编码或名称，例如 50105。")
		return ""
	}
	key := code
	if key == "" {
		key = name
	}
	if resolve == nil {
		return ledger.Code(key)
	}
	found, err := resolve(key)
	if err != nil {
		v.wrong(r, "科目", ledger.CodeUnknown, "%s", err.Error())
		return ""
	}
	if code != "" && name != "" {
		if other, err := resolve(name); err == nil && other != found {
			v.wrong(r, "科目", ledger.CodeUnknown, "“%s”的编码和名称不是同一个科目：按名称应是 %s。", short(text), other)
		}
	}
	return found
}

func (v *view) balanced(d *group) {
	subject := v.t.Subject(d.Line, "组 "+short(d.Group))
	if d.last != d.Line {
		subject = fmt.Sprintf("%s 第 %d–%d 行 组 %s", v.t.File, d.Line, d.last, short(d.Group))
	}
	var sides [2][]ledger.Money
	for _, l := range d.Lines {
		sides[0], sides[1] = append(sides[0], l.Debit), append(sides[1], l.Credit)
	}
	debit, err := ledger.Sum(sides[0]...)
	credit, err2 := ledger.Sum(sides[1]...)
	switch {
	case err != nil || err2 != nil:
		v.problems.Add("", subject, ledger.CodeOverflow, "金额合计超出程序能处理的范围。")
	case len(d.Lines) < 2:
		v.problems.Add("", subject, ledger.CodeUnbalanced, "只有一行；一张凭证至少要有一借一贷两行。")
	case debit != credit:
		v.problems.Add("", subject, ledger.CodeUnbalanced, "借方合计 %s，贷方合计 %s，借贷相差 %s 元。", debit.Grouped(), credit.Grouped(), (debit - credit).Abs().Grouped())
	}
}
