package voucher

import (
	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// beside is the width from which the preview stands on the right of the form.
const beside = 116

const formWide = 72

func (s *simple) resize(w, h int) {
	s.w, s.h = w, h
	s.form.Y = 1
	if w >= beside {
		s.form.Resize(formWide, h-1)
		return
	}
	s.form.Resize(w, max(4, h-1-s.reserved()))
}

// reserved is the room below the form, the same however many lines there are,
// so that the fields do not jump while an amount is typed.
func (s *simple) reserved() int { return min(len(s.t.Lines)+3, max(0, s.h-9)) }

func (s *simple) cursor() *screen.Cursor { return s.form.Cursor() }

// view draws the fields and what will be booked.
func (s *simple) view() []string {
	t := s.d.Theme
	lines := append([]string{t.Muted().Render(widget.Cut("  "+s.t.Hint, s.w))}, s.form.View()...)
	if s.w >= beside {
		side := s.preview(s.w - formWide - 2)
		for i, l := range side {
			for len(lines) <= i+1 {
				lines = append(lines, "")
			}
			lines[i+1] = lines[i+1] + widget.Blank(formWide+2-widget.Width(lines[i+1])) + l
		}
		return lines
	}
	room := s.reserved()
	for len(lines) < s.h-room {
		lines = append(lines, "")
	}
	side := s.preview(s.w)
	return append(lines[:s.h-room], side[:min(len(side), room)]...)
}

// preview is the voucher as it will be booked.
func (s *simple) preview(w int) []string {
	t := s.d.Theme
	out := []string{t.Border().Render("--- 会记成这样 " + dashes(w-15))}
	var sum ledger.Money
	for _, l := range s.lines {
		if l.Debit < 0 || l.Credit < 0 {
			text := "  金额还没填对：金额要大于零。"
			if len(s.lines) > 2 {
				text = "  金额还没填对：其中的一部分不能大于全部。"
			}
			return append(out[:1], t.Warning().Render(widget.Cut(text, w)))
		}
		side, m := "借", l.Debit
		if l.Credit != 0 {
			side, m = "贷", l.Credit
		}
		sum += l.Debit
		name := "（未选科目）"
		if l.Account != "" {
			name = string(l.Account) + " " + fullName(s.facts.chart, l.Account)
		}
		if l.Restricted {
			name += " [专项]"
		}
		indent := 2
		if side == "贷" {
			indent = 4
		}
		out = append(out, widget.Blank(indent)+side+" "+widget.Pad(name, max(10, w-indent-3-17))+widget.Figure(m.Grouped(), 16))
	}
	if len(s.lines) == 0 {
		return append(out, t.Muted().Render(widget.Cut("  填了金额就显示借方、贷方。", w)))
	}
	return append(out, t.Strong().Render(widget.Cut("  大写 "+ledger.Capitals(sum), w)))
}

func dashes(n int) string {
	b := make([]byte, max(0, n))
	for i := range b {
		b[i] = '-'
	}
	return string(b)
}
