package audit

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// panel is the room below the list for the finding in hand.
const panel = 9

// Resize gives the room.
func (s *Checks) Resize(w, h int) {
	s.w, s.h = w, h
	s.show()
}

// show gives the table the rows of the tab.
func (s *Checks) show() {
	s.rows = s.list()
	cols := []widget.Column{{Title: "级别", Width: 4}, {Title: "编号", Width: 5}}
	if s.w >= 70 {
		cols = append(cols, widget.Column{Title: "项目", Width: 18})
	}
	cols = append(cols, widget.Column{Title: "说明", Width: 20, Grow: 1}, widget.Column{Title: "问题", Width: 6})
	wide := s.w >= 70
	if s.ready {
		s.table.Empty = "这一栏是空的。"
		if len(s.result.Found) == 0 && s.tab < 4 {
			s.table.Empty = "没有发现问题。按 Tab 看做了哪些检查，哪些没法查。"
		}
	}
	s.table.SetColumns(cols...)
	rows := s.rows
	s.table.SetRows(widget.List{N: len(rows), ID: func(i int) string { return rows[i].key }, Cells: func(i int) []widget.Cell {
		r := rows[i]
		level := widget.Cell{Text: "-", Look: widget.Muted}
		if r.found != nil {
			level = severity(r.found.Severity)
		}
		out := []widget.Cell{level, {Text: number(r.check.ID)}}
		if wide {
			out = append(out, widget.Cell{Text: r.check.Title})
		}
		asked := widget.Cell{}
		if id := s.raised[r.check.ID+" "+r.on()]; id != 0 {
			asked = widget.Cell{Text: id.String(), Look: widget.Good}
		}
		return append(out, widget.Cell{Text: r.text}, asked)
	}})
	s.table.Resize(s.w, max(3, s.h-2-panel))
}

// Bindings are the keys.
func (s *Checks) Bindings() []screen.Binding {
	none := ""
	r, ok := s.hand()
	switch {
	case !s.ready:
		none = "还没有检查结果。"
	case !ok || r.found == nil:
		none = "这一行没有可以打开的证据。"
	}
	return append([]screen.Binding{
		{Keys: []string{"enter"}, Label: "看证据", Help: "打开这一条所指的凭证、名单、月份；证据多时先列出来", Disabled: none},
		{Keys: []string{"tab", "shift+tab", "right", "left"}, Label: "换栏", Help: "全部、严重、疑点、提示、没发现问题的、没法检查的"},
		{Keys: []string{"f3", "ctrl+g"}, Label: "台账", Help: "已经提过问题的打开那个问题，否则打开整改台账"},
		{Keys: []string{"f5", "ctrl+l"}, Label: "重查", Help: "账改过以后重新检查一遍"},
		{Keys: []string{"esc"}, Label: "返回", Hidden: true},
	}, s.table.Bindings()...)
}

// View draws the tabs, the list, and the finding in hand with its basis.
func (s *Checks) View() screen.Frame {
	t := s.d.Theme
	line := " "
	for i, name := range s.tabs() {
		if i == s.tab {
			line += t.Selected().Render("["+name+"]") + " "
		} else {
			line += name + "  "
		}
	}
	head, ask := " 正在检查。", ""
	if len(s.result.Found) > 0 {
		ask = "F12 就光标所在的一条提问题。"
	}
	switch {
	case s.gone:
		head = " 没有查完。"
	case s.ready:
		head = fmt.Sprintf(" 看了 %d 张凭证，做了 %d 项检查，%d 项没法做。%s", s.result.Vouchers, len(s.result.Checked), len(s.result.Unchecked), ask)
	}
	top := t.Muted().Render(widget.Cut(head, s.w))
	if s.single {
		top = t.Warning().Render(widget.Cut(" ! 长期问题："+ledger.SingleNote, s.w))
	}
	out := append([]string{top, line}, s.table.View()...)
	for len(out) < s.h-panel {
		out = append(out, "")
	}
	if r, ok := s.hand(); ok && s.ready {
		out = append(out, s.about(r)...)
	}
	return screen.Frame{Lines: out[:min(len(out), s.h)]}
}

// about is the finding in hand: the whole text, what is asked, and what it
// rests on.
func (s *Checks) about(r row) []string {
	t := s.d.Theme
	title := number(r.check.ID) + " " + r.check.Title
	if r.found != nil {
		title = number(r.found.ID) + " " + r.found.Title
	}
	out := []string{t.Head().Render(widget.Pad(" "+title, s.w))}
	add := func(mark, text string) {
		for i, l := range widget.Wrap(text, max(10, s.w-8)) {
			if i > 0 {
				mark = "    "
			}
			out = append(out, t.Muted().Render(" "+mark+" ")+l)
		}
	}
	basis := func() {
		if c := r.check; c.Basis != "" {
			add("依据", fmt.Sprintf("%s（可信度 %s）", c.Basis, confidence(c.Confidence)))
		}
	}
	switch {
	case r.found != nil:
		add("说明", r.text)
		if len(r.found.Keys) > 0 {
			add("证据", s.keys(r.found.Keys))
		}
		add("问题", r.check.Question)
		basis()
	case s.tab == 5:
		add("没法", r.text)
		add("问题", r.check.Question)
		basis()
	default:
		add("问题", r.text)
		basis()
		add("结果", "没有发现。没有发现不等于没有：只看了账本里有的。")
	}
	return out
}

func (s *Checks) keys(keys []string) string {
	more := ""
	if len(keys) > 6 {
		more = fmt.Sprintf(" 等 %d 项", len(keys))
		keys = keys[:6]
	}
	return ledger.Plain(strings.Join(keys, "、")) + more
}

// number is what people see of a check's id: the catalogue's numbers; what the
// close looks at has none.
func number(id string) string {
	if id != "" && (id[0] == 'F' || id[0] == 'I') {
		return id
	}
	return "结账"
}

// confidence says in words how sure the source of a rule is.
func confidence(mark string) string {
	switch mark {
	case "A":
		return "A，读过全文"
	case "B":
		return "B，读过官方网页或报纸上的摘录"
	case "C":
		return "C，转载或一家的做法，只作例子"
	case "G":
		return "G，没有核实，只供参考"
	}
	return mark
}

// List writes all findings out, whatever the tab, with what could not be done.
func (s *Checks) List() screen.Listing {
	if !s.ready {
		return nil
	}
	res, d, about := s.result, s.d, s.check
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := d.List(r, "逐项检查结果", res.Period.Chinese(), desk.Column("级别", report.KindText, 4), desk.Column("编号", report.KindIdentity, 6), desk.Column("项目", report.KindText, 16),
			desk.Column("说明", report.KindText, 40), desk.Column("金额", report.KindMoney, 14), desk.Column("证据", report.KindText, 20), desk.Column("依据", report.KindText, 24))
		doc.Notes = []string{fmt.Sprintf("共看凭证 %d 张，做了 %d 项检查。", res.Vouchers, len(res.Checked))}
		for _, u := range res.Unchecked {
			doc.Notes = append(doc.Notes, "没法检查 "+u.ID+" "+about(u.ID).Title+"："+u.Reason)
		}
		return desk.Rows(doc, p, len(res.Found), func(i int) (string, []report.Cell) {
			f := res.Found[i]
			amount := report.Empty()
			if f.Amount != nil {
				amount = report.Amount(*f.Amount, nil)
			}
			return f.ID, []report.Cell{report.Text(severity(f.Severity).Text), report.Text(number(f.ID)), report.Text(f.Title), report.Text(f.Text), amount, report.Text(strings.Join(f.Keys, "、")), report.Text(about(f.ID).Basis)}
		})
	}
}
