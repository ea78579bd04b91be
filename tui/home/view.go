package home

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// line is something that Enter takes.
type line struct {
	text   string
	urgent bool
	act    screen.Action
}

// lines are the duties, then the menu.
func (s *Screen) lines() []line {
	var out []line
	for _, note := range s.notes {
		if !s.heard[note] {
			out = append(out, line{note, true, showNote(note)})
		}
	}
	for _, f := range s.kept {
		out = append(out, line{"没填完：" + f.Title + "（回车接着填）", true, takeUp(f)})
	}
	for _, d := range s.duties {
		out = append(out, line{d.Text, d.Urgent, dutyRoute(d, s.last)})
	}
	for _, e := range s.menu {
		out = append(out, line{e.Label, false, s.take(e)})
	}
	return out
}

// showNote shows the whole of what the book has to say; then it is heard.
func showNote(note string) screen.Action {
	return screen.Ask{Title: "请留意", Lines: strings.Split(note, "\n"), Choices: []string{"知道了"}, Then: func(i int) tea.Msg {
		if i != 0 {
			return nil
		}
		return heard(note)
	}}
}

// dutyRoute leads to the screen that helps with a duty.
func dutyRoute(d ledger.Duty, month ledger.Month) screen.Action {
	routes := map[string]screen.Route{
		"opening":  screen.Opening{},
		"members":  screen.MemberImport{},
		"drafts":   screen.VoucherList{Filter: screen.VoucherFilter{State: "draft"}},
		"receipts": screen.VoucherList{Filter: screen.VoucherFilter{State: "no-receipt"}},
		"assess":   screen.DuesGrid{},
		"arrears":  screen.ReportView{Name: "dues-arrears"},
		"close":    screen.ClosePeriod{Month: month},
		"disclose": screen.Disclosures{},
		"loans":    screen.Loans{},
		// the sheets that are out, and the acts whose money is not booked
		"signatures": screen.SheetSign{},
		"lists":      screen.Gifts{},
		// the auditors' questions, to be answered or to be closed
		"answer": screen.Findings{State: string(ledger.FindingOpen)},
		"settle": screen.Findings{State: string(ledger.FindingAnswered)},
		"backup": screen.Backups{},
	}
	if r, ok := routes[d.Kind]; ok {
		return screen.Open{Route: r}
	}
	return screen.Stay{}
}

// View draws duties above and the menu below, in as many columns as fit.
func (s *Screen) View() screen.Frame {
	t := s.d.Theme
	var out []string
	add := func(text string) { out = append(out, text) }
	add("")
	if !s.read {
		return screen.Frame{Lines: append(out, "  正在打开账本……")}
	}
	add(t.Head().Render(widget.Cut("  现在要做的", s.w)))
	all := s.lines()
	n := len(all) - len(s.menu)
	if n == 0 {
		add(t.Good().Render("    没有要赶着做的事。"))
	}
	from, to := s.window(n)
	for i := from; i < to; i++ {
		add(s.row(t, all[i], i, s.w))
	}
	if to < n {
		add(t.Muted().Render(fmt.Sprintf("    还有 %d 项，按下箭头看", n-to)))
	}
	add("")
	add(t.Head().Render(widget.Cut("  做什么", s.w)))
	for _, l := range s.menuLines(t, n) {
		add(l)
	}
	status := fmt.Sprintf("库存现金和银行存款合计 %s 元", s.balance.Grouped())
	return screen.Frame{Lines: out[:min(len(out), s.h)], Status: status}
}

// window is the part of n duties that fits, with the line in hand inside it.
func (s *Screen) window(n int) (from, to int) {
	rows := (len(s.menu) + s.columns() - 1) / s.columns()
	room := max(2, s.h-rows-6)
	if n <= room {
		return 0, n
	}
	if s.at >= room && s.at < n {
		from = s.at - room + 1
	}
	return from, from + room
}

func (s *Screen) row(t theme.Theme, l line, i, w int) string {
	mark := "  "
	if i == s.at {
		mark = theme.Marker + " "
	}
	bang := "  "
	if l.urgent {
		bang = "! "
	}
	text := widget.Pad(widget.Cut("  "+mark+bang+ledger.Plain(l.text), w), w)
	switch {
	case i == s.at:
		return t.Selected().Render(text)
	case l.urgent:
		return t.Warning().Render(text)
	}
	return text
}

func (s *Screen) columns() int {
	if s.w >= 100 {
		return 3
	}
	return 2
}

// menuLines draws the menu column by column.
func (s *Screen) menuLines(t theme.Theme, first int) []string {
	cols := s.columns()
	rows := (len(s.menu) + cols - 1) / cols
	w := (s.w - 2) / cols
	out := make([]string, rows)
	for r := range out {
		out[r] = "  "
		for c := range cols {
			i := c*rows + r
			if i >= len(s.menu) {
				continue
			}
			e := s.menu[i]
			key := widget.Pad(screen.KeyName(e.Keys[0]), 3)
			mark := "  "
			if first+i == s.at {
				mark = theme.Marker + " "
			}
			rest := widget.Pad(widget.Cut(" "+e.Label+s.twin(e), w-5), w-5)
			if first+i == s.at {
				out[r] += t.Selected().Render(mark + key + rest)
			} else {
				out[r] += mark + t.Key().Render(key) + rest
			}
		}
	}
	return out
}

// twin shows the function key beside the digit.
func (s *Screen) twin(e Entry) string {
	if len(e.Keys) < 2 {
		return ""
	}
	return "（" + screen.KeyName(e.Keys[1]) + "）"
}

// lineAt finds what lies under the mouse.
func (s *Screen) lineAt(x, y int) (int, bool) {
	n := len(s.lines()) - len(s.menu)
	from, to := s.window(n)
	top := 2
	if n == 0 {
		top = 3
	}
	if i := from + y - 2; n > 0 && y >= 2 && i < to {
		return i, true
	}
	menuTop := top + (to - from) + 2
	if to < n {
		menuTop++
	}
	cols := s.columns()
	rows := (len(s.menu) + cols - 1) / cols
	r, c := y-menuTop, (x-2)/max(1, (s.w-2)/cols)
	if i := c*rows + r; r >= 0 && r < rows && x >= 2 && c < cols && i < len(s.menu) {
		return n + i, true
	}
	return 0, false
}
