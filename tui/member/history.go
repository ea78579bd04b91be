package member

import (
	"fmt"

	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// View draws the form, and below it what was before.
func (f *Form) View() screen.Frame {
	out := screen.Frame{Lines: f.lines(), Cursor: f.form.Cursor(), Status: f.form.Help()}
	lines := f.history()
	if len(lines) == 0 {
		return out
	}
	room := f.h - len(out.Lines) - 1
	if room < 1 {
		return out
	}
	out.Lines = append(out.Lines, f.d.Theme.Head().Render(widget.Pad(" 记录", f.w)))
	top := max(0, min(f.top, len(lines)-room))
	for i := top; i < len(lines) && i < top+room; i++ {
		text := lines[i]
		if i == top+room-1 && i < len(lines)-1 {
			text = fmt.Sprintf("还有 %d 行，按 PgDn 往下看", len(lines)-i)
		}
		out.Lines = append(out.Lines, widget.Cut("  "+text, f.w))
	}
	return out
}

// history tells spells, classes, wages, newest first, and this year's dues.
func (f *Form) history() []string {
	m := &f.old
	if m.ID == 0 {
		return nil
	}
	y := f.year
	out := []string{fmt.Sprintf("会费  %d年应缴 %s，已缴 %s，欠缴 %s", y.year, y.due.Grouped(), y.paid.Grouped(), y.owed.Grouped())}
	if f.leads() {
		out = append(out, "组长  "+m.Group)
	}
	for i := len(m.Spells) - 1; i >= 0; i-- {
		s := m.Spells[i]
		in, end := s.In, "至今"
		if in == "" {
			in = "入会"
		}
		if s.To != 0 {
			end = "至 " + s.To.String() + " " + s.Out
		}
		out = append(out, fmt.Sprintf("会籍  %s %s %s", s.From, in, end))
	}
	for i := len(m.Stands) - 1; i >= 0; i-- {
		out = append(out, fmt.Sprintf("身份  自 %s 起 %s", m.Stands[i].From, m.Stands[i].Class))
	}
	for i := len(m.Wages) - 1; i >= 0; i-- {
		w := m.Wages[i]
		out = append(out, fmt.Sprintf("工资  自 %s 起 岗位 %s，薪级 %s", w.From, w.Post.Grouped(), w.Grade.Grouped()))
	}
	return out
}
