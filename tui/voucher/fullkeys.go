package voucher

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/widget"
)

func (s *full) update(msg tea.Msg) bool {
	if click, ok := msg.(tea.MouseClickMsg); ok {
		return s.click(click)
	}
	k, isKey := msg.(tea.KeyPressMsg)
	if isKey && s.special(k) {
		s.changed()
		return true
	}
	c := s.cell()
	before := c.field.Text()
	used := c.field.Update(msg)
	if c.field.Text() != before {
		c.wrong, s.loose, s.touched = "", nil, true
		s.copySummary()
		s.changed()
	}
	if used || !isKey {
		return used
	}
	return s.key(k.String())
}

// changed follows up on what was changed.
func (s *full) changed() {
	s.tail()
	s.recount()
	s.fit()
}

// recount adds up both sides and finds the word, once for a change and not for
// each drawing.
func (s *full) recount() {
	s.debit, s.credit = 0, 0
	lines := make([]ledger.Line, 0, len(s.rows))
	for _, r := range s.rows[1:] {
		l := s.line(r)
		s.debit += l.Debit
		s.credit += l.Credit
		lines = append(lines, l)
	}
	s.word = ledger.WordFor(s.facts.unit.Words, lines)
	if s.base.Reverses != 0 {
		s.word = s.base.Word
	}
}

// special takes the keys that mean something else inside an amount.
func (s *full) special(k tea.KeyPressMsg) bool {
	if s.at == 0 || s.col != inDebit && s.col != inCredit {
		return false
	}
	r := s.rows[s.at]
	switch {
	case k.String() == "space" || k.Text == "　":
		s.flip(r)
		return true
	case widget.Fold(widget.Typed(k)) == "=" && (r[s.col].field.Text() == "" || !s.touched):
		s.balance(r)
		return true
	}
	return false
}

// flip puts the amount on the other side and goes there.
func (s *full) flip(r row) {
	other := inDebit + inCredit - s.col
	text := r[s.col].field.Text()
	r[s.col].field.SetText(r[other].field.Text())
	r[other].field.SetText(text)
	r[s.col].wrong, r[other].wrong = "", ""
	s.col = other
	s.cell().field.Enter()
}

// balance fills in the amount that makes both sides equal, on the side where
// it is missing.
func (s *full) balance(r row) {
	var d ledger.Money
	for i, o := range s.rows {
		if i > 0 && i != s.at {
			d += o.money(inDebit) - o.money(inCredit)
		}
	}
	if d == 0 {
		return
	}
	side := inCredit
	if d < 0 {
		side = inDebit
	}
	r[inDebit].field.SetText("")
	r[inCredit].field.SetText("")
	r[side].field.SetText(d.Abs().Grouped())
	r[inDebit].wrong, r[inCredit].wrong = "", ""
	s.col, s.touched, s.loose = side, false, nil
	s.cell().field.Enter()
}

// copySummary replaces .. by the summary above and // by that of the first
// line; above the first line stands the summary used last.
func (s *full) copySummary() {
	if s.at == 0 || s.col != inSummary {
		return
	}
	from := 0
	switch widget.Fold(s.cell().field.Text()) {
	case "..":
		from = s.at - 1
	case "//":
		from = 1
	default:
		return
	}
	text := ""
	if s.at > 1 {
		text = s.rows[from][inSummary].field.Text()
	} else if last := s.facts.summaries()(""); len(last) > 0 {
		text = last[0]
	}
	if text != "" {
		s.cell().field.SetText(text)
		s.cell().field.Enter()
	}
}

// leave settles the cell in hand. An amount typed on one side takes away that
// of the other.
func (s *full) leave() bool {
	c := s.cell()
	said := c.wrong
	c.wrong = c.field.Leave()
	if c.wrong == "" && !s.touched {
		c.wrong = said
	}
	if s.at > 0 && s.touched && (s.col == inDebit || s.col == inCredit) && s.rows[s.at].money(s.col) != 0 {
		other := s.rows[s.at][inDebit+inCredit-s.col]
		other.field.SetText("")
		other.wrong = ""
	}
	return c.wrong == "" || c.wrong == said
}

// moveTo goes to another cell.
func (s *full) moveTo(at, col int) {
	s.leave()
	s.at = max(0, min(at, len(s.rows)-1))
	s.col = max(0, min(col, len(s.rows[s.at])-1))
	s.touched = false
	s.cell().field.Enter()
	s.changed()
}

func (s *full) key(key string) bool {
	page := max(1, s.room()-1)
	switch key {
	case "enter":
		return s.enter()
	case "tab":
		s.step(1)
	case "shift+tab":
		s.step(-1)
	case "up":
		s.vertical(-1)
	case "down":
		s.vertical(1)
	case "pgup":
		s.vertical(-min(page, max(1, s.at-1)))
	case "pgdown":
		s.vertical(page)
	case "f7":
		if s.at > 0 && s.col != inAccount {
			s.moveTo(s.at, inAccount)
			s.cell().field.Update(tea.KeyPressMsg{Code: tea.KeyF7})
		}
	case "ctrl+home":
		s.moveTo(1, s.col)
	case "ctrl+end":
		s.moveTo(len(s.rows)-1, inSummary)
	case "ctrl+d":
		s.remove()
	case "ctrl+z":
		s.restore()
	case "insert", "ctrl+o":
		if s.at > 0 && len(s.rows) <= maxLines {
			at := s.at
			s.moveTo(at, inSummary)
			s.rows = slices.Insert(s.rows, at, s.newRow())
			s.changed()
		}
	case "ctrl+t":
		if s.at > 0 {
			c, _ := s.rows[s.at][inSpecial].field.(*widget.Check)
			c.On = !c.On
		}
	default:
		return false
	}
	return true
}

// enter goes to the cell that is filled in next; at the end of a voucher that
// balances it reports that there is nothing left to do.
func (s *full) enter() bool {
	at, col := s.at, s.col
	if at > 0 && col == inSummary && at > 2 && s.rows[at].empty() {
		return false
	}
	if !s.leave() {
		s.cell().field.Enter()
		return true
	}
	r := s.rows[at]
	switch {
	case at == 0 && (col == inPayee && r[inPapers].field.Text() != "" && r[inPapers].field.Text() != "0" || col == inNoPaper):
		at, col = 1, 0
	case at == 0:
		col++
	case col == inSummary:
		col = inAccount
	case col == inAccount && r.money(inDebit) == 0 && r.money(inCredit) != 0:
		col = inCredit
	case col == inAccount:
		col = inDebit
	case col == inDebit && r.money(inDebit) == 0:
		col = inCredit
	default:
		s.tail()
		at, col = at+1, inSummary
	}
	s.moveTo(at, col)
	return true
}

// step goes to the next cell or the one before, over the ends of the lines.
func (s *full) step(n int) {
	at, col := s.at, s.col+n
	switch {
	case col < 0 && at == 0:
		return
	case col < 0:
		at, col = at-1, len(s.rows[at-1])-1
	case col >= len(s.rows[at]):
		at, col = at+1, 0
	}
	if at >= len(s.rows) {
		at, col = len(s.rows)-1, len(s.rows[len(s.rows)-1])-1
	}
	s.moveTo(at, col)
}

// vertical goes up or down; the head is above the first line and has two lines
// of its own.
func (s *full) vertical(n int) {
	switch {
	case s.at == 0 && n > 0 && s.col < inPayee:
		s.moveTo(0, s.col+inPayee)
	case s.at == 0 && n < 0:
		s.moveTo(0, s.col%inPayee)
	case s.at == 0:
		s.moveTo(1, 0)
	case s.at+n <= 0:
		s.moveTo(0, inPayee)
	default:
		s.moveTo(s.at+n, s.col)
	}
}

// remove takes the line away; it can be restored.
func (s *full) remove() {
	if s.at == 0 {
		return
	}
	if r := s.rows[s.at]; !r.empty() {
		s.removed = append(s.removed, r)
	}
	s.cell().field.Leave()
	s.rows = slices.Delete(s.rows, s.at, s.at+1)
	s.loose, s.touched = nil, false
	s.tail()
	s.recount()
	s.at = max(1, min(s.at, len(s.rows)-1))
	s.cell().field.Enter()
	s.fit()
}

func (s *full) restore() {
	n := len(s.removed)
	if n == 0 || len(s.rows) > maxLines {
		return
	}
	at := max(1, s.at)
	s.moveTo(at, inSummary)
	s.rows = slices.Insert(s.rows, at, s.removed[n-1])
	s.removed = s.removed[:n-1]
	s.changed()
}

func (s *full) click(m tea.MouseClickMsg) bool {
	p := s.place()
	for i, r := range s.rows {
		for j := range r {
			if b, ok := s.boxOf(p, i, j); ok && b.y == m.Y && m.X >= b.x && m.X < b.x+b.w {
				s.moveTo(i, j)
				return true
			}
		}
	}
	return false
}
