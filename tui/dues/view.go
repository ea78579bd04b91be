package dues

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Lines of the page beside the grid: one above it, and below it the money, two
// about the cell in hand, and the signs.
const (
	above = 1
	below = 4
)

// side are the columns on the right of the months, as many as the width allows.
type side struct {
	title string
	of    func(*person) ledger.Money
}

func sides() []side {
	return []side{
		{"欠缴", func(p *person) ledger.Money { return p.owed }},
		{"年应缴", func(p *person) ledger.Money { return p.due }},
		{"年实缴", func(p *person) ledger.Money { return p.paid }},
	}
}

const sideWide = 10

// plan divides the width: columns of number and name, the width of a month,
// and how many columns stand on the right.
func plan(w int) (no, name, month, right int) {
	no, name, month = 6, 8, 4
	if w >= 100 {
		month = 5
	}
	spare := w - (no + 1 + name + 1 + 12*month)
	for right < 3 && spare >= sideWide {
		right++
		spare -= sideWide
	}
	return no, name + max(0, min(10, spare)), month, right
}

// Resize gives the room.
func (s *Sheet) Resize(w, h int) {
	s.w, s.h = w, h
	no, name, month, right := plan(w)
	s.grid.Labels = []widget.Column{{Title: "编号", Width: no}, {Title: "姓名", Width: name}}
	s.grid.CellWidth = month
	s.grid.Y = above
	s.grid.Resize(w-right*sideWide, max(3, h-above-below))
	if s.panel != nil {
		s.panel.resize(w, h)
	}
}

// View draws the page.
func (s *Sheet) View() screen.Frame {
	if s.panel != nil {
		return s.panel.view()
	}
	f := screen.Frame{}
	head, x := s.head()
	if s.focus == onFind {
		f.Cursor = &screen.Cursor{X: x}
	}
	f.Lines = append(f.Lines, head)
	f.Lines = append(f.Lines, s.body()...)
	for len(f.Lines) < s.h-below {
		f.Lines = append(f.Lines, "")
	}
	money, x := s.moneyLine()
	if s.focus == onCash {
		f.Cursor = &screen.Cursor{X: x, Y: len(f.Lines)}
	}
	f.Lines = append(f.Lines, money)
	f.Lines = append(f.Lines, s.about()...)
	f.Lines = append(f.Lines, s.d.Theme.Muted().Render(widget.Cut(s.legend(), s.w)))
	return f
}

// findWide is the width of the search field.
const findWide = 18

// head is the line above the grid; x is the cursor's cell in the search field.
func (s *Sheet) head() (line string, x int) {
	t := s.d.Theme
	left := fmt.Sprintf(" %d年", s.year)
	if s.s != nil && len(s.rows) > 0 {
		left = fmt.Sprintf(" %s", s.month().Chinese()) + s.monthWord()
	}
	label := "查找(/) "
	wide := findWide
	if s.w < 80 {
		wide, label = findWide-6, "查找 "
	}
	room := s.w - wide - widget.Width(label) - 1
	cx, _ := s.find.CursorX(wide)
	return t.Strong().Render(widget.Pad(left, room-1)) + " " + t.Label().Render(label) + s.find.View(t, wide, s.focus == onFind),
		room + widget.Width(label) + cx
}

// monthWord says how far the month in hand is.
func (s *Sheet) monthWord() string {
	_, col := s.grid.At()
	var t tally
	for i := range s.s.groups {
		t.add(s.s.groups[i].months[col])
	}
	switch {
	case t.known == 0:
		return "  还没有核定（F5）"
	case t.missing > 0:
		return fmt.Sprintf("  有 %d 人没有核定（F5）", t.missing)
	case t.owing > 0:
		return fmt.Sprintf("  未收 %d 人 %s 元", t.owing, t.owed.Grouped())
	case t.waiting > 0:
		return "  已收齐，待过账"
	}
	return "  已收齐"
}

// drawn notes which rows a drawing asks for, so that the columns on the right
// stand beside them.
type drawn struct {
	widget.Rows
	at *[]int
}

func (d drawn) Row(i int) []widget.Cell {
	*d.at = append(*d.at, i)
	return d.Rows.Row(i)
}

// body is the grid with the columns on its right.
func (s *Sheet) body() []string {
	_, _, _, right := plan(s.w)
	if right == 0 || len(s.rows) == 0 {
		return s.grid.View()
	}
	var at []int
	g := *s.grid // a copy: drawing changes nothing
	g.SetRows(drawn{s.lines(), &at})
	lines := g.View()
	room := s.w - right*sideWide
	cols := sides()[:right]
	for i, l := range lines {
		l += widget.Blank(room - widget.Width(l))
		for _, c := range cols {
			text, style := c.title, s.d.Theme.Head()
			if i > 0 {
				text, style = s.sum(s.rows[at[i-1]], c), s.d.Theme.Amount()
			}
			l += " " + style.Render(widget.Figure(text, sideWide-1))
		}
		lines[i] = l
	}
	return lines
}

// sum is a row's figure in a column on the right.
func (s *Sheet) sum(r row, c side) string {
	var m ledger.Money
	if r.person >= 0 {
		m = c.of(&s.s.people[r.person])
	} else {
		for _, p := range s.s.groups[r.group].people {
			m += c.of(&s.s.people[p])
		}
	}
	if m == 0 {
		return ""
	}
	return m.Grouped()
}

const cashWide = 14

// moneyLine compares what is marked with the money handed in.
func (s *Sheet) moneyLine() (line string, x int) {
	t := s.d.Theme
	label := " 交来金额 "
	cx, _ := s.cash.CursorX(cashWide)
	line = t.Label().Render(label) + s.cash.View(t, cashWide, s.focus == onCash)
	text := fmt.Sprintf("  已勾选 %d 人 %d 笔 %s 元", s.people, len(s.marks), s.total.Grouped())
	room := s.w - widget.Width(label) - cashWide
	word, ok := s.difference()
	style := t.Good()
	if !ok {
		style = t.Warning()
	}
	if widget.Width(text)+widget.Width(word)+2 > room {
		text = fmt.Sprintf(" 选%d人 %s", s.people, s.total.Grouped())
	}
	return line + t.Strong().Render(widget.Cut(text, room)) + "  " + style.Render(word), widget.Width(label) + cx
}

// difference says how the money handed in and the marks compare.
func (s *Sheet) difference() (text string, fits bool) {
	cash, ok := s.cash.Money()
	switch {
	case !ok:
		return "", true
	case cash > s.total:
		return "钱多 " + (cash - s.total).Grouped(), false
	case cash < s.total:
		return "钱少 " + (s.total - cash).Grouped(), false
	}
	return "相符", true
}

// about are two lines on the cell in hand.
func (s *Sheet) about() []string {
	i, col := s.grid.At()
	if s.s == nil || i < 0 || i >= len(s.rows) {
		return []string{"", ""}
	}
	r := s.rows[i]
	g := &s.s.groups[r.group]
	mo := s.month()
	who := g.name
	if g.leader != "" {
		who += "（组长 " + g.leader + "）"
	}
	if r.person < 0 {
		return []string{widget.Cut(fmt.Sprintf(" %s  %d 人", who, len(g.people)), s.w),
			widget.Cut(fmt.Sprintf(" %s：未缴 %d 人，共 %s 元", mo.Chinese(), g.months[col].owing, g.months[col].owed.Grouped()), s.w)}
	}
	p := &s.s.people[r.person]
	first := fmt.Sprintf(" %s %s  %s  %s  年应缴 %s 实缴 %s 欠 %s", p.m.No, p.m.Name, who, p.m.ClassIn(mo), p.due.Grouped(), p.paid.Grouped(), p.owed.Grouped())
	if widget.Width(first) > s.w {
		sums := fmt.Sprintf("  年应缴 %s 欠 %s", p.due.Grouped(), p.owed.Grouped())
		first = widget.Cut(fmt.Sprintf(" %s %s  %s", p.m.No, p.m.Name, g.name), max(12, s.w-widget.Width(sums))) + sums
	}
	return []string{widget.Cut(first, s.w), widget.Cut(" "+s.cellWords(p, col, mo), s.w)}
}

// cellWords tells a cell in a line: 2026年5月 欠缴 26.15：5,234.00 去尾 … = 26.15.
func (s *Sheet) cellWords(p *person, col int, mo ledger.Month) string {
	d, ok := s.s.due(p, col)
	month := mo.Chinese()
	if s.w < 80 {
		month = fmt.Sprintf("%d月", mo.Num())
	}
	out := month + " " + p.stateOf(col, mo).word()
	if !ok {
		return out + "：还没有会费标准"
	}
	if got := p.cells[col].paid.Taken(); got != 0 {
		out += " 已收 " + got.Grouped()
	}
	if left := s.s.left(p, col); left > 0 {
		out += " 还应缴 " + left.Grouped()
	}
	if m, has := s.marks[spot{p.m.ID, mo}]; has {
		out += " 本次收 " + m.amount.Grouped()
	}
	out += "：" + d.Working.Text()
	if d.Waived != 0 {
		out += "，减免 " + d.Waived.Grouped() + "（" + d.Why + "）"
	}
	return out
}

// legend explains the signs, the common ones first.
const legend = " 欠 部分 待过账 缴清 减免 免缴 缺工资  .未核定 -不在会  收=本次收 分=收一部分"

// legend is as much of it as the width takes.
func (s *Sheet) legend() string {
	if widget.Width(legend) > s.w {
		return " 欠 部分 待过账 缴 减 免 缺工资 .未核定  收、分=本次收"
	}
	return legend
}
