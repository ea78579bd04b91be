package welfare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// save keys all marks in one act.
func (s *SignForm) save() screen.Action {
	if len(s.marks) == 0 || s.busy {
		return nil
	}
	act := ledger.SignShares{Sheet: s.id, Day: s.day}
	for _, l := range s.lines {
		if m, ok := s.marks[l.Line]; ok {
			act.Marks = append(act.Marks, m)
		}
	}
	s.busy = true
	return s.d.Do(act, s.stamp, func(r ledger.Receipt, err error) tea.Msg { return marked{r, err} })
}

func (s *SignForm) saved(m marked) (screen.Action, tea.Cmd) {
	s.busy = false
	if m.err != nil {
		return desk.Bad(m.err), nil
	}
	n := len(s.marks)
	for i := range s.lines {
		if x, ok := s.marks[s.lines[i].Line]; ok {
			s.lines[i].Sign, s.lines[i].Proxy = x.Sign, x.Proxy
		}
	}
	s.marks = map[int]ledger.Mark{}
	s.stamp = s.d.Stamp()
	text := fmt.Sprintf("已登记 %s 的 %d 行回签。", s.id, n)
	drop := s.d.Kept.Drop(keptSign)
	if _, open := s.counts(); open > 0 {
		s.lay()
		return screen.Notice{Text: text + fmt.Sprintf("还有 %d 行没有回签。", open)}, drop
	}
	if left := s.uncollected(); left > 0 {
		text += fmt.Sprintf("其中 %d 行未领，请退回（F5）。", left)
	}
	return screen.Many{screen.Back{}, screen.Notice{Text: text + "这张表全部登记完了。"}}, drop
}

func (s *SignForm) uncollected() (n int) {
	for i := range s.lines {
		if s.lines[i].Sign == ledger.Uncollected && s.lines[i].Back == 0 {
			n++
		}
	}
	return n
}

func (s *SignForm) leave(choice int) (screen.Action, tea.Cmd) {
	switch choice {
	case 1:
		return screen.Many{screen.Back{}, screen.Notice{Text: "登记了的留着，下次打开这张表接着做。"}}, nil
	case 2:
		return screen.Back{}, s.d.Kept.Drop(keptSign)
	}
	return nil, nil
}

// keep writes the marks in hand down.
func (s *SignForm) keep() tea.Cmd {
	if len(s.marks) == 0 {
		return s.d.Kept.Drop(keptSign)
	}
	return s.d.Kept.Keep(desk.Form{Kind: keptSign, Title: fmt.Sprintf("登记回签 %s：%d 行还没有保存", s.id, len(s.marks)),
		Route: map[string]string{"sheet": fmt.Sprint(uint64(s.id)), "stamp": s.stamp.ID}, Values: map[string]string{"marks": writeMarks(s.marks), "day": fmt.Sprint(int(s.day))}})
}

// writeMarks writes marks as lines: number, state, who.
func writeMarks(marks map[int]ledger.Mark) string {
	var b strings.Builder
	order := make([]int, 0, len(marks))
	for n := range marks {
		order = append(order, n)
	}
	slices.Sort(order)
	for _, n := range order {
		fmt.Fprintf(&b, "%d\t%s\t%s\n", n, marks[n].Sign, strings.ReplaceAll(marks[n].Proxy, "\n", " "))
	}
	return b.String()
}

// readMarks reads what writeMarks wrote; what it cannot read it leaves out.
func readMarks(text string) map[int]ledger.Mark {
	out := map[int]ledger.Mark{}
	for line := range strings.Lines(text) {
		parts := strings.SplitN(strings.TrimRight(line, "\n"), "\t", 3)
		if len(parts) < 3 {
			continue
		}
		n, err := strconv.Atoi(parts[0])
		sign := ledger.Sign(parts[1])
		known := slices.Contains([]ledger.Sign{ledger.Unsigned, ledger.Signed, ledger.ByProxy, ledger.Uncollected, ledger.Transferred}, sign)
		if err == nil && n > 0 && known {
			out[n] = ledger.Mark{Line: n, Sign: sign, Proxy: parts[2]}
		}
	}
	return out
}

// View draws the page.
func (s *SignForm) View() screen.Frame {
	t := s.d.Theme
	f := screen.Frame{}
	if !s.loaded {
		return screen.Frame{Lines: []string{"", "  " + reading}}
	}
	done, open := s.counts()
	head := fmt.Sprintf(" %s  %s  %s", s.id, s.gift.ID, orWord(s.gift.Title, s.gift.Item))
	if s.sheet.Code != "" {
		head += "  核对码 " + s.sheet.Code
	}
	f.Lines = append(f.Lines, t.Strong().Render(widget.Cut(head, s.w)))
	label := " 查找 "
	wide := min(20, s.w/3)
	left := fmt.Sprintf(" 共 %d 行 %s，已登记 %d 行，还有 %d 行", len(s.lines), yuan(s.sheet.Total), done, open)
	room := max(0, s.w-wide-widget.Width(label)-1)
	f.Lines = append(f.Lines, widget.Pad(left, room)+t.Label().Render(label)+s.find.View(t, wide, s.typing))
	if s.typing {
		x, _ := s.find.CursorX(wide)
		f.Cursor = &screen.Cursor{X: room + widget.Width(label) + x, Y: 1}
	}
	f.Lines = append(f.Lines, s.table.View()...)
	f.Status = fmt.Sprintf("签领日期 %s", s.day)
	if n := len(s.marks); n > 0 {
		f.Status = fmt.Sprintf("%d 行还没有保存（F8）  ", n) + f.Status
	}
	return f
}

// List writes the sheet out with how each line stands.
func (s *SignForm) List() screen.Listing {
	if !s.loaded || len(s.lines) == 0 {
		return nil
	}
	lines, id := slices.Clone(s.lines), s.id
	states := make([]string, len(lines))
	for i := range lines {
		sign, proxy := s.state(i)
		if states[i] = sign.Chinese(); proxy != "" {
			states[i] += "：" + proxy
		}
	}
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		return linesDocument(s.d, r, p, "签领登记 "+id.String(), lines, states)
	}
}

// linesDocument writes lines of sheets out.
func linesDocument(d *desk.Desk, r ledger.Reader, p screen.Progress, title string, lines []ledger.Share, states []string) *report.Document {
	doc := d.List(r, title, "", desk.Column("签领表", report.KindIdentity, 8), desk.Column("行", report.KindCount, 5), desk.Column("姓名", report.KindText, 16), desk.Column("小组", report.KindText, 14),
		desk.Column("金额", report.KindMoney, 11), desk.Column("签领", report.KindText, 20))
	return desk.Rows(doc, p, len(lines), func(i int) (string, []report.Cell) {
		l := &lines[i]
		return fmt.Sprintf("%s/%d", l.Sheet, l.Line), []report.Cell{report.Text(l.Sheet.String()), report.Number(int64(l.Line)), report.Text(l.Name), report.Text(l.Group),
			report.Amount(l.Amount, nil), report.Text(states[i])}
	})
}
