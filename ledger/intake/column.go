package intake

import (
	"strings"

	"huizhang/ledger"
)

// column is one that a kind of import looks for: its name in messages and the
// header words it goes by.
type column struct {
	name  string
	words []string
}

func columns() map[string][]string {
	return map[string][]string{
		"姓名": {"姓名", "会员姓名", "职工姓名", "名字"}, "编号": {"编号", "会员编号", "工号", "职工号", "人员编号", "会员号"},
		"工会小组": {"工会小组", "小组", "部门", "所属小组", "分工会"}, "性别": {"性别"}, "出生日期": {"出生日期", "出生年月日", "生日"}, "入会日期": {"入会日期", "入会时间"},
		"身份": {"身份", "人员类别", "编制", "类别"}, "状态": {"状态", "会员状态", "会籍状态"}, "岗位工资": {"岗位工资"}, "薪级工资": {"薪级工资"},
		"手机": {"手机", "手机号", "手机号码", "电话", "联系电话"}, "备注": {"备注"}, "月份": {"月份", "年月", "工资月份", "月度"},
		"日期": {"日期", "凭证日期", "记账日期"}, "组": {"组", "组号", "凭证号", "凭证编号"}, "摘要": {"摘要"}, "科目": {"科目", "会计科目", "科目编码", "科目代码", "科目名称"},
		"借方": {"借方", "借方金额", "期初借方"}, "贷方": {"贷方", "贷方金额", "期初贷方"}, "附件数": {"附件数", "附件张数", "附件"}, "对方": {"对方", "对方单位", "收款人", "往来单位"},
		"凭证字": {"凭证字", "凭证类型", "字"}, "专项": {"专项", "专项资金"},
	}
}

// pick takes columns by name.
func pick(names ...string) []column {
	all := columns()
	out := make([]column, len(names))
	for i, n := range names {
		out[i] = column{n, all[n]}
	}
	return out
}

// headWord brings a header cell to the form it is compared in: without spaces,
// stars and what stands in brackets, "* 岗位工资（元）" → 岗位工资.
func headWord(s string) string {
	s = strings.NewReplacer(" ", "", "*", "", ":", "", "：", "").Replace(ledger.FoldWidth(s))
	if i := strings.IndexByte(s, '('); i > 0 {
		s = s[:i]
	}
	return s
}

// knownWords counts the cells that are header words of any kind of import.
func knownWords(cells []string) int {
	known := map[string]bool{}
	for _, words := range columns() {
		for _, w := range words {
			known[w] = true
		}
	}
	for _, c := range bankColumns() {
		for _, w := range c.words {
			known[w] = true
		}
	}
	for w := range ruleWords() {
		known[w] = known[w] || len(w) > len("from") // from, to, id and on stand in any text
	}
	n := 0
	for _, c := range cells {
		if len(c) < 64 && known[strings.ToLower(headWord(c))] {
			n++
		}
	}
	return n
}

// Col finds a column by its header words, the earlier word first; -1 if there is none.
func (t *Table) Col(words ...string) int {
	for _, w := range words {
		for i, h := range t.Header {
			if headWord(h) == w {
				return i
			}
		}
	}
	return -1
}

// view is a table seen through the columns of one kind of import.
type view struct {
	t        *Table
	at       map[string]int
	problems ledger.Problems
}

// see places the columns; those in need must be there, of each inner list one.
// Ignored are the headers that no column claims.
func see(t *Table, cols []column, need ...[]string) (v *view, ignored []string, ok bool) {
	v = &view{t: t, at: map[string]int{}}
	used := map[int]bool{}
	for _, c := range cols {
		if i := t.Col(c.words...); i >= 0 && !used[i] {
			v.at[c.name], used[i] = i, true
		}
	}
	for i, h := range t.Header {
		if h != "" && !used[i] {
			ignored = append(ignored, h)
		}
	}
	if len(t.Header) == 0 {
		v.problems.Add("", t.File, CodeNoHeader, "前 %d 行里没有找到表头。表头要有这些列名：%s。", headerRows, needed(need))
		return v, nil, false
	}
	for _, alternatives := range need {
		if !v.any(alternatives) {
			v.problems.Add(alternatives[0], t.File, CodeNoHeader, "缺少“%s”一列；请在表头加上这个列名。", strings.Join(alternatives, "”或“"))
		}
	}
	return v, ignored, len(v.problems) == 0
}

func needed(need [][]string) string {
	var s []string
	for _, alternatives := range need {
		s = append(s, strings.Join(alternatives, "或"))
	}
	return strings.Join(s, "、")
}

func (v *view) any(names []string) bool {
	for _, n := range names {
		if v.has(n) {
			return true
		}
	}
	return false
}

func (v *view) has(name string) bool { _, ok := v.at[name]; return ok }

// text is a cell, "" where the column or the cell is missing.
func (v *view) text(r Row, name string) string {
	if i, ok := v.at[name]; ok && i < len(r.Cells) {
		return r.Cells[i]
	}
	return ""
}

// total recognises a line that adds up others and is no entry itself.
func (v *view) total(r Row) bool {
	for i, c := range r.Cells {
		if len(c) > 64 { // no such word
			continue
		}
		word, _, _ := strings.Cut(strings.Map(dropSpace, c), "，") // our own rolls write 合计 17人，其中在会 16人
		if heads, counted := strings.CutSuffix(word, "人"); counted {
			word = strings.TrimRight(heads, "0123456789")
		}
		switch word {
		case "合计", "总计", "小计", "本页小计", "本页合计", "累计":
			return i < 4
		}
	}
	return false
}

func dropSpace(r rune) rune {
	if r == ' ' || r == '\u3000' {
		return -1
	}
	return r
}

func (v *view) wrong(r Row, name string, code ledger.Fault, format string, args ...any) {
	v.problems.Add(name, v.t.Subject(r.Line, name), code, format, args...)
}

func (v *view) wrongErr(r Row, name string, err error) {
	v.wrong(r, name, ledger.CodeOf(err), "%s", err.Error())
}

// money is the amount in a cell, nil when it is empty or unreadable; the
// latter is noted.
func (v *view) money(r Row, name string) *ledger.Money {
	s := v.text(r, name)
	if s == "" || s == "-" || s == "—" {
		return nil
	}
	m, err := ledger.ParseMoney(s)
	if err != nil {
		v.wrongErr(r, name, err)
		return nil
	}
	return &m
}

func (v *view) day(r Row, name string) ledger.Day {
	s := v.text(r, name)
	if s == "" {
		return 0
	}
	d, err := ledger.ParseDay(s)
	if err != nil {
		v.wrongErr(r, name, err)
	}
	return d
}

// month also takes a day, because a spreadsheet keeps 2026年5月 as one.
func (v *view) month(r Row, name string) ledger.Month {
	s := v.text(r, name)
	if s == "" {
		return 0
	}
	m, err := ledger.ParseMonth(s)
	if err == nil {
		return m
	}
	if d, dayErr := ledger.ParseDay(s); dayErr == nil {
		return d.Month()
	}
	v.wrongErr(r, name, err)
	return 0
}

// person reads name and number; one of them must be there.
func (v *view) person(r Row) (name, no string) {
	name, no = ledger.CleanName(v.text(r, "姓名")), strings.TrimSpace(ledger.FoldWidth(v.text(r, "编号")))
	switch {
	case name == "" && no == "":
		v.wrong(r, "姓名", ledger.CodeRequired, "没有填姓名或编号。")
	case len([]rune(name)) > 40:
		v.wrong(r, "姓名", ledger.CodeBadValue, "姓名超过 40 个字，请核对。")
	case strings.ContainsRune(name+no, '\uFFFD'):
		v.wrong(r, "姓名", CodeHidden, "有读不出的字（显示为 \uFFFD），请在原文件里改正。")
	}
	return name, no
}

// sound runs one row and reports whether it brought no problem.
func (v *view) sound(f func()) bool {
	n := len(v.problems)
	f()
	return len(v.problems) == n
}
