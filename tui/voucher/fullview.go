package voucher

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// box is where a cell stands.
type box struct{ x, y, w int }

// layout is how the form lies in its room.
type layout struct {
	notes map[int][]string // what is wrong, by row
	ys    map[int]int      // the line of each row that shows
	gridY int              // the line of the heading
	foot  int              // the first line below the grid
}

const (
	headLines = 2
	footLines = 2
	numWide   = 5 // the mark, the number of the line, a space
)

func (s *full) resize(w, h int) {
	s.w, s.h = w, h
	s.fit()
}

// notesOf are the lines that say what is wrong in a row.
func (s *full) notesOf(i int) []string {
	var out []string
	for _, c := range s.rows[i] {
		if c.wrong != "" {
			out = append(out, widget.Wrap("! "+c.wrong, s.w-numWide)...)
		}
	}
	return out
}

func (s *full) looseLines() []string {
	var out []string
	for _, text := range s.loose {
		out = append(out, widget.Wrap("! "+text, s.w-2)...)
	}
	return out[:min(len(out), 3)]
}

// room is the number of lines for the rows of the grid.
func (s *full) room() int {
	return max(1, s.h-headLines-len(s.notesOf(0))-1-footLines-len(s.looseLines()))
}

// fit moves the window so that the row in hand and its notes show.
func (s *full) fit() {
	if s.at == 0 {
		s.top = 1
		return
	}
	s.top = max(1, min(s.top, s.at))
	room := s.room()
	height := 0
	for i := s.at; i >= s.top; i-- {
		if height += 1 + len(s.notesOf(i)); height > room && i < s.at {
			s.top = i + 1
			return
		}
	}
}

func (s *full) place() layout {
	p := layout{notes: map[int][]string{}, ys: map[int]int{}}
	p.notes[0] = s.notesOf(0)
	p.gridY = headLines + len(p.notes[0])
	p.foot = p.gridY + 1 + s.room()
	y := p.gridY + 1
	for i := s.top; i < len(s.rows) && y < p.foot; i++ {
		p.ys[i] = y
		p.notes[i] = s.notesOf(i)
		y += 1 + len(p.notes[i])
	}
	return p
}

// lanes are the places of the cells of a line.
func (s *full) lanes() [5]box {
	money := 13
	switch {
	case s.w >= 100:
		money = 17
	case s.w < 72:
		money = 12
	}
	rest := s.w - numWide - 2*money - 4 - 4
	sum := rest / 2
	var out [5]box
	x := numWide
	for i, w := range []int{sum, rest - sum, money, money, 4} {
		out[i] = box{x: x, w: w}
		x += w + 1
	}
	out[inSpecial].w = min(out[inSpecial].w, s.w-out[inSpecial].x)
	return out
}

// headBoxes are the places of the cells of the head, and their labels.
func (s *full) headBoxes() ([4]box, [4]string) {
	labels := [4]string{"日期", "附件张数", "对方", "无附件原因"}
	payee := max(16, (s.w-22)/2)
	x := 7 + payee + 2
	reason := x + widget.Width(labels[inNoPaper]) + 1
	return [4]box{{7, 0, dayWidth}, {7 + dayWidth + 11, 0, 5}, {7, 1, payee}, {reason, 1, max(6, s.w-reason-1)}}, labels
}

func (s *full) boxOf(p layout, i, j int) (box, bool) {
	if i == 0 {
		boxes, _ := s.headBoxes()
		return boxes[j], true
	}
	b := s.lanes()[j]
	y, ok := p.ys[i]
	b.y = y
	return b, ok
}

// view draws head, lines and foot; a list that is open lies over them.
func (s *full) view() []string {
	t, p := s.d.Theme, s.place()
	out := s.viewHead(p)
	lanes := s.lanes()
	heading := widget.Blank(numWide)
	for i, title := range []string{"摘要", "科目", "借方", "贷方", "专"} {
		if i == inDebit || i == inCredit {
			heading += widget.PadLeft(title, lanes[i].w) + " "
		} else {
			heading += widget.Pad(title, lanes[i].w) + " "
		}
	}
	out = append(out, t.Head().Render(widget.Pad(strings.TrimRight(heading, " "), s.w)))
	for i := s.top; i < len(s.rows) && len(out) < p.foot; i++ {
		out = append(out, s.viewRow(i, lanes))
		for _, n := range p.notes[i] {
			out = append(out, widget.Blank(numWide)+t.Bad().Render(n))
		}
	}
	out = out[:min(len(out), p.foot)]
	for len(out) < p.foot {
		out = append(out, "")
	}
	for _, l := range s.looseLines() {
		out = append(out, " "+t.Bad().Render(l))
	}
	out = append(out, s.viewFoot(lanes)...)
	return s.hang(p, out)
}

func (s *full) viewHead(p layout) []string {
	t := s.d.Theme
	boxes, labels := s.headBoxes()
	lines := []string{"", ""}
	for j, b := range boxes {
		c, on := s.rows[0][j], s.at == 0 && s.col == j
		label := labels[j] + " "
		st := t.Label()
		if on {
			label, st = theme.Marker+label, t.Focus()
		}
		x := b.x - widget.Width(label)
		lines[b.y] += widget.Blank(x-widget.Width(lines[b.y])) + st.Render(label) + c.field.View(t, b.w, on)
	}
	word := "凭证字 " + string(s.word) + "（自动）"
	if x := s.w - widget.Width(word) - 1; x > widget.Width(lines[0])+1 {
		lines[0] += widget.Blank(x-widget.Width(lines[0])) + t.Muted().Render(word)
	}
	for _, n := range p.notes[0] {
		lines = append(lines, widget.Blank(numWide)+t.Bad().Render(n))
	}
	return lines
}

func (s *full) viewRow(i int, lanes [5]box) string {
	t := s.d.Theme
	mark, st := " ", t.Muted()
	if i == s.at {
		mark, st = theme.Marker, t.Focus()
	}
	line := st.Render(mark + widget.PadLeft(fmt.Sprint(i), 3) + " ")
	for j, c := range s.rows[i] {
		if j > 0 {
			line += " "
		}
		line += c.field.View(t, lanes[j].w, i == s.at && j == s.col)
	}
	return line
}

func (s *full) viewFoot(lanes [5]box) []string {
	t := s.d.Theme
	debit, credit := s.debit, s.credit
	said, st := "借贷相等", t.Good()
	switch {
	case s.filled() == 1:
		said = ""
	case debit != credit:
		said, st = "相差 "+(debit-credit).Grouped(), t.Warning()
	}
	room := lanes[inDebit].x - numWide - 1
	sum := widget.Blank(numWide) + st.Render(widget.Pad(fmt.Sprintf("合计 %d 行  %s", s.filled()-1, said), room)) + " " +
		t.Strong().Render(widget.Figure(debit.Grouped(), lanes[inDebit].w)+" "+widget.Figure(credit.Grouped(), lanes[inCredit].w))
	words := ""
	if debit != 0 {
		words = "大写 " + ledger.Capitals(debit)
	}
	return []string{sum, widget.Blank(numWide) + t.Muted().Render(widget.Cut(words, s.w-numWide))}
}

// dropWide is the least width of a list.
const dropWide = 40

// hang lays the open list of the cell in hand below it, or above it where
// there is more room.
func (s *full) hang(p layout, out []string) []string {
	b, ok := s.boxOf(p, s.at, s.col)
	if !ok {
		return out
	}
	f, w := s.cell().field, min(s.w, max(b.w, dropWide))
	below, above := len(out)-b.y-1, b.y
	list, from := f.Drop(s.d.Theme, w, below), b.y+1
	if want := f.Drop(s.d.Theme, w, s.h); len(want) > below && above > below {
		list = f.Drop(s.d.Theme, w, above)
		from = b.y - len(list)
	}
	x := max(0, min(b.x, s.w-w))
	for i, l := range list {
		if y := from + i; y >= 0 && y < len(out) {
			out[y] = widget.Splice(out[y], x, l, w)
		}
	}
	return out
}

func (s *full) cursor() *screen.Cursor {
	b, ok := s.boxOf(s.place(), s.at, s.col)
	if !ok {
		return nil
	}
	x, ok := s.cell().field.CursorX(b.w)
	if !ok || x >= b.w+1 {
		return nil
	}
	return &screen.Cursor{X: b.x + x, Y: b.y}
}
