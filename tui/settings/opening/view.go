package opening

import (
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Resize gives the room: a heading, the accounts, totals and the difference.
func (s *Sheet) Resize(w, h int) {
	s.w, s.h = w, h
	s.form.Resize(min(w, 96), max(1, h-3))
	s.table.Resize(min(w, 96), h)
	s.items()
}

func (s *Sheet) amountWidth() int {
	switch {
	case s.w < 72:
		return 16
	case s.w < 100:
		return 18
	}
	return 20
}

// labels is the width of the column of accounts, as the form makes it.
func (s *Sheet) labels() int {
	n := 0
	for _, r := range s.rows {
		if s.shows(r) {
			n = max(n, widget.Width(s.text(r)))
		}
	}
	return min(n, max(4, min(s.w, 96)/3))
}

// View draws heading, accounts and totals.
func (s *Sheet) View() []string {
	if s.locked {
		s.table.Y = s.Y
		return s.table.View()
	}
	s.form.Y = s.Y + 1
	lw, aw := s.labels(), s.amountWidth()
	line := func(a, b, c string) string {
		return "  " + widget.Pad(a, lw) + " " + widget.PadLeft(b, aw) + "  " + widget.PadLeft(c, aw)
	}
	out := []string{s.theme.Head().Render(line("科目", "借方", "贷方"))}
	out = append(out, s.form.View()...)
	dr, cr := s.Totals()
	out = append(out, s.theme.Strong().Render(line("合计", dr.Grouped(), cr.Grouped())))
	switch text := s.Difference(); {
	case text != "":
		out = append(out, s.theme.Warning().Render(widget.Cut("  ! "+text, s.w)))
	case dr != 0:
		out = append(out, s.theme.Good().Render("  借贷相等"))
	default:
		out = append(out, "")
	}
	return out
}

// Cursor is the real cursor's cell.
func (s *Sheet) Cursor() *screen.Cursor {
	if s.locked {
		return nil
	}
	s.form.Y = s.Y + 1
	return s.form.Cursor()
}

// Difference says in words what is lacking, "" when both sides agree.
func (s *Sheet) Difference() string {
	dr, cr := s.Totals()
	switch diff := dr - cr; {
	case diff > 0:
		return "贷方少 " + diff.Grouped() + " 元"
	case diff < 0:
		return "借方少 " + (-diff).Grouped() + " 元"
	}
	return ""
}
