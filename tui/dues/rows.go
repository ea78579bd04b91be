package dues

import (
	"strconv"

	"huizhang/ledger"
	"huizhang/tui/widget"
)

// row is a line of the sheet: the head of a group, or a person.
type row struct{ group, person int } // person -1: the group itself

// layRows puts the lines together: each group that shows somebody, and its people.
func (s *Sheet) layRows() {
	s.rows = nil // not reused: the grid still asks the old rows for a key
	for g := range s.s.groups {
		at := len(s.rows)
		s.rows = append(s.rows, row{g, -1})
		for _, p := range s.s.groups[g].people {
			if s.found == nil || s.found[s.s.people[p].m.ID] {
				s.rows = append(s.rows, row{g, p})
			}
		}
		if len(s.rows) == at+1 {
			s.rows = s.rows[:at]
		}
	}
	s.grid.SetRows(s.lines())
}

func (s *Sheet) lines() widget.List {
	rows, sheet := s.rows, s.s
	return widget.List{N: len(rows), Cells: s.line, ID: func(i int) string {
		if r := rows[i]; r.person >= 0 {
			return "m" + strconv.FormatUint(uint64(sheet.people[r.person].m.ID), 10)
		}
		return "g" + sheet.groups[rows[i].group].name
	}}
}

// line gives the cells of a row: number, name, twelve months.
func (s *Sheet) line(i int) []widget.Cell {
	r := s.rows[i]
	if r.person < 0 {
		return s.groupLine(&s.s.groups[r.group])
	}
	p := &s.s.people[r.person]
	name := p.m.Name
	if p.leading {
		name += " 组长"
	}
	out := make([]widget.Cell, 2, 14)
	out[0], out[1] = widget.Cell{Text: p.m.No}, widget.Cell{Text: name}
	for k := range 12 {
		out = append(out, s.cell(p, k))
	}
	return out
}

func (s *Sheet) cell(p *person, month int) widget.Cell {
	mo := ledger.MonthOf(s.year, month+1)
	look := widget.Strong
	if _, marked := s.marks[spot{p.m.ID, mo}]; !marked {
		look = p.stateOf(month, mo).look()
	}
	return widget.Cell{Text: s.marks.glyph(p, month, mo), Look: look}
}

// groupLine says for each month how many of the group still owe.
func (s *Sheet) groupLine(g *group) []widget.Cell {
	name := g.name
	_, wide, _, _ := plan(s.w)
	if full := name + " 组长" + g.leader; g.leader != "" && widget.Width(full) <= wide {
		name = full
	}
	out := []widget.Cell{{Text: "小组", Look: widget.Strong}, {Text: name, Look: widget.Strong}}
	for k := range 12 {
		t := g.months[k]
		c := widget.Cell{Text: ".", Look: widget.Muted}
		switch {
		case t.owing > 99:
			c = widget.Cell{Text: "++", Look: widget.Strong}
		case t.owing > 0:
			c = widget.Cell{Text: strconv.Itoa(t.owing), Look: widget.Strong}
		case t.known == 0 || t.missing > 0:
		case t.waiting > 0:
			c = widget.Cell{Text: "待"}
		default:
			c = widget.Cell{Text: "清", Look: widget.Good}
		}
		out = append(out, c)
	}
	return out
}

// firstPerson is the first row that is no group's.
func (s *Sheet) firstPerson() int {
	for i, r := range s.rows {
		if r.person >= 0 {
			return i
		}
	}
	return 0
}

// in gives the people of the rows and the months of a range; the row of a group
// stands for everybody in it who shows.
func (s *Sheet) in(r widget.Range) (people []int, from, to int) {
	seen := map[int]bool{}
	add := func(p int) {
		if !seen[p] {
			seen[p] = true
			people = append(people, p)
		}
	}
	for i := r.Top; i <= r.Bottom && i < len(s.rows); i++ {
		at := s.rows[i]
		if at.person >= 0 {
			add(at.person)
			continue
		}
		for k := i + 1; k < len(s.rows) && s.rows[k].group == at.group; k++ {
			add(s.rows[k].person)
		}
	}
	return people, r.Left, r.Right
}
