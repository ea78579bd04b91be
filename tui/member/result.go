package member

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"huizhang/ledger/intake"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// result is a row of the dry run.
type result struct {
	line     int
	word, no string
	name     string
	text     string
	bad      bool
}

// show lays out what each row would do.
func (s *Import) show(p plannedImport) screen.Action {
	s.rows, s.got = nil, nil
	s.table.SetRows(nil)
	if p.err != nil {
		return desk.Bad(p.err)
	}
	s.got, s.stamp = &p, s.d.Stamp()
	for _, r := range p.plan.Rows {
		s.rows = append(s.rows, result{line: r.Line, word: r.Verdict.Chinese(), no: r.No, name: r.Name, text: r.Text})
	}
	for _, q := range p.plan.Problems {
		r := result{line: lineOf(q.Subject), word: "拒收", text: q.Text, bad: true}
		r.no, r.name = whoAt(p.table, r.line)
		if at := place(p.table.File, q.Subject); at != strings.TrimSpace(r.no+" "+r.name) {
			r.text = strings.TrimPrefix(at+"："+q.Text, "：")
		}
		s.rows = append(s.rows, r)
	}
	for _, q := range p.table.Notes {
		s.rows = append(s.rows, result{line: lineOf(q.Subject), word: "留意", text: strings.TrimPrefix(place(p.table.File, q.Subject)+"："+q.Text, "：")})
	}
	slices.SortStableFunc(s.rows, func(a, b result) int {
		return cmp.Or(-cmp.Compare(btoi(a.bad), btoi(b.bad)), cmp.Compare(a.line, b.line))
	})
	s.table.SetRows(widget.List{N: len(s.rows), Cells: s.cells, ID: strconv.Itoa})
	s.table.SetIndex(0)
	return nil
}

// whoAt is whom a line of the file is about, as it stands there.
func whoAt(t *intake.Table, line int) (no, name string) {
	i := slices.IndexFunc(t.Rows, func(r intake.Row) bool { return r.Line == line })
	if i < 0 {
		return "", ""
	}
	cell := func(words ...string) string {
		if k := t.Col(words...); k >= 0 && k < len(t.Rows[i].Cells) {
			return t.Rows[i].Cells[k]
		}
		return ""
	}
	return cell("编号", "会员编号", "工号", "职工号", "人员编号", "会员号"), cell("姓名", "会员姓名", "职工姓名", "名字")
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// lineOf finds the line in a subject such as members.xlsx 第 5 行 出生日期.
func lineOf(subject string) int {
	_, rest, _ := strings.Cut(subject, "第 ")
	n, _, _ := strings.Cut(rest, " ")
	line, err := strconv.Atoi(n)
	if err != nil {
		return 0
	}
	return line
}

// place is what a subject says beside file and line.
func place(file, subject string) string {
	s := strings.TrimPrefix(subject, file)
	if _, rest, ok := strings.Cut(s, " 行"); ok {
		s = rest
	}
	return strings.TrimSpace(s)
}

func (s *Import) cells(i int) []widget.Cell {
	r := s.rows[i]
	line := ""
	if r.line > 0 {
		line = strconv.Itoa(r.line)
	}
	c := widget.Cells(line, r.word, r.no, r.name, r.text)
	switch {
	case r.bad:
		c[1].Look, c[4].Look = widget.Warning, widget.Warning
	case r.word == intake.Unchanged.Chinese():
		for k := range c {
			c[k].Look = widget.Muted
		}
	}
	return c
}
