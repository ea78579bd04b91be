package voucher

import (
	"fmt"
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// cell is a field of the full form and what is wrong with it.
type cell struct {
	name  string
	field widget.Field
	wrong string
}

// row is a line of the full form. Row 0 is the head: day, papers, payee and why
// there is no attachment; the others are the voucher's lines.
type row []*cell

// The cells of a line.
const (
	inSummary = iota
	inAccount
	inDebit
	inCredit
	inSpecial
)

// The cells of the head.
const (
	inDay = iota
	inPapers
	inPayee
	inNoPaper
)

// full is the whole voucher as a grid of lines.
type full struct {
	d       *desk.Desk
	facts   *facts
	find    func(string) []widget.Option
	base    ledger.Voucher // what is not typed: template, word of a red letter
	rows    []row
	at, col int
	top     int   // first line shown, from 1
	removed []row // deleted lines, the newest last
	loose   []string
	lineRow []int // the row of each line of the voucher made last
	touched bool  // the cell in hand was changed since it was entered
	debit   ledger.Money
	credit  ledger.Money
	word    ledger.Word // the one that the voucher gets by its lines
	w, h    int
}

func newFull(d *desk.Desk, f *facts, v ledger.Voucher) *full {
	s := &full{d: d, facts: f, base: v, find: accountOptions(f.chart, f.leaves), w: 80, h: 20, top: 1}
	if v.Day == 0 {
		v.Day = f.day
	}
	s.blank(v.Day)
	if v.Papers > 0 {
		s.rows[0][inPapers].field.SetText(strconv.Itoa(v.Papers))
	}
	s.rows[0][inPayee].field.SetText(v.Payee)
	s.rows[0][inNoPaper].field.SetText(v.NoPaper)
	for i, l := range v.Lines {
		s.setLine(i+1, l)
	}
	s.at, s.col = 1, 0
	s.changed()
	s.cell().field.Enter()
	return s
}

// blank begins with an empty voucher.
func (s *full) blank(day ledger.Day) {
	f := newDay(s.d)
	f.SetDay(day)
	s.rows = []row{{
		{name: "day", field: f},
		{name: "papers", field: &widget.Input{Fold: true, Fresh: true, Limit: 4}},
		{name: "payee", field: &widget.Input{Limit: payeeLimit, Suggest: s.facts.payees}},
		{name: "nopaper", field: &widget.Input{Limit: textLimit, Suggest: noPaperReasons}},
	}}
	s.at, s.col, s.top, s.loose, s.removed, s.touched = 1, 0, 1, nil, nil, false
	s.changed()
}

func (s *full) newRow() row {
	return row{
		{name: "summary", field: &widget.Input{Limit: textLimit, Suggest: s.facts.summaries()}},
		{name: "account", field: widget.NewPick("科目", s.find)},
		{name: "debit", field: widget.NewAmount()},
		{name: "credit", field: widget.NewAmount()},
		{name: "special", field: widget.NewCheck("", false)},
	}
}

func (s *full) setLine(i int, l ledger.Line) {
	for len(s.rows) <= i {
		s.rows = append(s.rows, s.newRow())
	}
	r := s.rows[i]
	r[inSummary].field.SetText(l.Summary)
	r[inAccount].field.SetText(string(l.Account))
	if l.Account != "" && r[inAccount].field.Text() == "" {
		r[inAccount].field.SetText("?" + string(l.Account)) // an account that takes nothing now
	}
	if l.Debit != 0 {
		r[inDebit].field.SetText(l.Debit.Grouped())
	}
	if l.Credit != 0 {
		r[inCredit].field.SetText(l.Credit.Grouped())
	}
	if l.Restricted {
		r[inSpecial].field.SetText("1")
	}
}

// empty reports a line with nothing in it.
func (r row) empty() bool {
	for _, c := range r {
		if c.field.Text() != "" {
			return false
		}
	}
	return true
}

// money is the amount in a cell, 0 if there is none.
func (r row) money(col int) ledger.Money {
	a, _ := r[col].field.(*widget.Amount)
	m, _ := a.Money()
	return m
}

// maxLines is how many lines a voucher may have.
const maxLines = 999

// tail keeps an empty line at the end to go on in.
func (s *full) tail() {
	if n := len(s.rows); (n == 1 || !s.rows[n-1].empty()) && n <= maxLines {
		s.rows = append(s.rows, s.newRow())
	}
}

func (s *full) cell() *cell { return s.rows[s.at][s.col] }

// again empties the form for the next voucher.
func (s *full) again(day ledger.Day) {
	s.base = ledger.Voucher{}
	s.blank(day)
}

// filled is the number of rows up to the last one with something in it.
func (s *full) filled() int {
	n := len(s.rows)
	for n > 1 && s.rows[n-1].empty() {
		n--
	}
	return n
}

func (s *full) values() map[string]string {
	out := map[string]string{}
	n := s.filled()
	for i, r := range s.rows[:n] {
		for _, c := range r {
			name := c.name
			if i > 0 {
				name = fmt.Sprintf("%s-%d", c.name, i-1)
			}
			if t := c.field.Text(); t != "" || i == 0 {
				out[name] = t
			}
		}
	}
	out["rows"] = strconv.Itoa(n - 1)
	return out
}

func (s *full) setValues(v map[string]string) {
	n, err := strconv.Atoi(v["rows"])
	if err != nil || n < 0 || n > maxLines {
		n = 0
	}
	s.rows = s.rows[:1]
	for i := range n + 1 {
		if i > 0 {
			s.rows = append(s.rows, s.newRow())
		}
		for _, c := range s.rows[i] {
			name := c.name
			if i > 0 {
				name = fmt.Sprintf("%s-%d", c.name, i-1)
			}
			c.field.SetText(v[name])
		}
	}
	s.tail()
	s.at, s.col, s.top = min(max(1, n), len(s.rows)-1), 0, 1
	s.cell().field.Enter()
	s.changed()
}

// voucher settles all cells and makes the voucher of them.
func (s *full) voucher() (ledger.Voucher, ledger.Problems) {
	var ps ledger.Problems
	s.leave()
	s.loose, s.lineRow, s.touched = nil, nil, false
	for _, r := range s.rows {
		for _, c := range r {
			if c.wrong = c.field.Leave(); c.wrong != "" {
				ps.Add("", "", ledger.CodeBadValue, "%s", c.wrong)
			}
		}
	}
	head := s.rows[0]
	if p := paperProblem(head[inPapers].field.Text()); p != "" {
		head[inPapers].wrong = p
		ps.Add("", "", ledger.CodeBadValue, "%s", p)
	}
	v := ledger.Voucher{Template: s.base.Template, Payee: strings.TrimSpace(head[inPayee].field.Text()), NoPaper: strings.TrimSpace(head[inNoPaper].field.Text())}
	if s.base.Reverses != 0 {
		v.Word = s.base.Word
	}
	if n, err := strconv.Atoi(strings.TrimSpace(head[inPapers].field.Text())); err == nil {
		v.Papers = n
	}
	if d, ok := head[inDay].field.(*widget.Day); ok {
		if v.Day, ok = d.Day(); !ok && head[inDay].wrong == "" {
			head[inDay].wrong = "请填写日期。"
			ps.Add("", "", ledger.CodeRequired, "请填写日期。")
		}
	}
	for i, r := range s.rows {
		if i == 0 || r.empty() {
			continue
		}
		s.lineRow = append(s.lineRow, i)
		v.Lines = append(v.Lines, s.line(r))
	}
	if len(v.Lines) == 0 {
		ps.Add("", "", ledger.CodeRequired, "还没有填分录：请填摘要、科目和金额。")
	}
	s.cell().field.Enter()
	return v, ps
}

func (s *full) line(r row) ledger.Line {
	l := ledger.Line{Summary: strings.TrimSpace(r[inSummary].field.Text()), Debit: r.money(inDebit), Credit: r.money(inCredit), Restricted: r[inSpecial].field.Text() != ""}
	if p, ok := r[inAccount].field.(*widget.Pick); ok {
		l.Account = ledger.Code(p.Key())
	}
	return l
}

// show puts problems at their cells and goes to the first.
func (s *full) show(ps []ledger.Problem) {
	s.loose = nil
	for _, p := range ps {
		switch c := s.cellOf(p.Field); {
		case c != nil:
			c.wrong = p.Text
		case p.Field != "" || !s.said(p.Text):
			s.loose = append(s.loose, p.Text)
		}
	}
	for i, r := range s.rows {
		for j, c := range r {
			if c.wrong != "" {
				s.moveTo(i, j)
				return
			}
		}
	}
	s.fit()
}

// said reports that a cell says the text already.
func (s *full) said(text string) bool {
	for _, r := range s.rows {
		for _, c := range r {
			if c.wrong == text {
				return true
			}
		}
	}
	return false
}

// cellOf finds the cell that the rules name: day, or amount-3 by the line.
func (s *full) cellOf(field string) *cell {
	name, num, ok := strings.Cut(field, "-")
	if !ok {
		for _, c := range s.rows[0] {
			if c.name == name {
				return c
			}
		}
		return nil
	}
	n, err := strconv.Atoi(num)
	if err != nil || n < 0 || n >= len(s.lineRow) {
		return nil
	}
	r := s.rows[s.lineRow[n]]
	switch name {
	case "summary":
		return r[inSummary]
	case "account":
		return r[inAccount]
	case "amount":
		if r.money(inCredit) != 0 {
			return r[inCredit]
		}
		return r[inDebit]
	}
	return nil
}

func (s *full) capturing() bool {
	_, ok := s.cell().field.CursorX(10)
	return ok
}

func (s *full) keys() []screen.Binding {
	pick, row, back := "", "", ""
	if s.at == 0 {
		row = "光标移到下面的分录行上再按。"
		if l, ok := s.cell().field.(interface{ Lists() bool }); !ok || !l.Lists() {
			pick = row
		}
	} else if s.at == len(s.rows)-1 && s.rows[s.at].empty() {
		row = "这一行还是空的，没有可以删的。"
	}
	if len(s.removed) == 0 {
		back = "还没有删除过行，没有可以恢复的。"
	}
	return []screen.Binding{
		{Keys: []string{"f7"}, Label: "选科目", Help: "打开科目或用过的摘要的清单", Disabled: pick},
		{Keys: []string{"ctrl+d"}, Label: "删行", Help: "删除光标所在的一行；Ctrl+Z 恢复", Disabled: row},
		{Keys: []string{"ctrl+z"}, Label: "恢复行", Help: "恢复刚才删除的一行", Hidden: true, Disabled: back},
		{Keys: []string{"insert", "ctrl+o"}, Label: "插行", Help: "在光标上面插入一行", Hidden: true},
		{Keys: []string{"ctrl+t"}, Label: "专项", Help: "这一行用的是专项资金，再按取消", Hidden: true},
		{Keys: []string{"="}, Label: "填平", Help: "在金额里：填上使借贷相等的金额", Hidden: true},
		{Keys: []string{"space"}, Label: "换边", Help: "在金额里：借方和贷方互换", Hidden: true},
		{Keys: []string{"."}, Label: "同上", Help: "在摘要里：.. 照抄上一行，// 照抄第一行", Hidden: true},
		{Keys: []string{"enter", "tab"}, Label: "下一格", Hidden: true},
		{Keys: []string{"up", "down", "pgup", "pgdown"}, Label: "上下行", Hidden: true},
	}
}

// status explains the cell in hand.
func (s *full) status() string {
	if s.at == 0 {
		return []string{"5 本月5日，0105 1月5日，今天，+ -", "纸质单据有几张", "收款或付款的人、单位", "没有附件又不会再补的，写明原因"}[s.col]
	}
	return []string{".. 同上行  // 同首行  可粘贴表格的几行", "编号、名称或拼音首字母，F7 全部", "= 填平  空格换到贷方", "= 填平  空格换到借方", "空格勾选：用专项资金"}[s.col]
}
