package dues

import (
	"cmp"
	"slices"

	"huizhang/ledger"
)

// sheet is a year of dues as the book has it, made for looking at.
type sheet struct {
	year   int
	people []person
	gone   []person // members of the register without a row
	groups []group
	rules  []ledger.DuesRule
	single bool
	writes bool // the operator may write
	at     map[ledger.MemberID]int
	money  []ledger.Account // where money can be: leaves of 102 and 101
	start  ledger.Month
	open   ledger.Month // first month not closed
}

// person is a member's row.
type person struct {
	m       ledger.Member
	group   int // index into sheet.groups
	cells   [12]cell
	due     ledger.Money // of the year
	paid    ledger.Money
	owed    ledger.Money // up to the end of the year, posted payments taken off
	leading bool         // leads the group
}

// cell is a member's month.
type cell struct {
	known bool // it was assessed
	due   ledger.Due
	paid  ledger.Paid
}

// group is a run of rows.
type group struct {
	name   string
	leader string
	people []int
	months [12]tally
}

// tally counts a group's month.
type tally struct {
	known   int // assessed
	missing int // members then, and not assessed
	owing   int // who still owes
	waiting int // paid, the voucher is not posted
	owed    ledger.Money
}

func (t *tally) add(u tally) {
	t.known, t.missing, t.owing, t.waiting, t.owed = t.known+u.known, t.missing+u.missing, t.owing+u.owing, t.waiting+u.waiting, t.owed+u.owed
}

const noGroup = "未编组"

// load reads a year. Members who neither belonged to the union in it nor have
// dues of it are left out.
func load(r ledger.Reader, year int, writes bool) *sheet {
	s := &sheet{year: year, rules: r.DuesRules(), single: r.Unit().Single, writes: writes, at: map[ledger.MemberID]int{},
		start: r.Unit().Start, open: ledger.FirstOpen(r)}
	s.money = moneyAccounts(r)
	for m := range r.Members() {
		s.at[m.ID] = len(s.people)
		s.people = append(s.people, person{m: m})
	}
	used := make([]bool, len(s.people))
	for i := range 12 {
		for d := range r.Dues(ledger.MonthOf(year, i+1)) {
			if k, ok := s.at[d.Member]; ok {
				s.people[k].cells[i] = cell{known: true, due: d, paid: r.Paid(d.Member, d.Month)}
				used[k] = used[k] || d.Working.Due > 0
			}
		}
	}
	kept := s.people[:0]
	for k, p := range s.people {
		if used[k] || inYear(&p.m, year) {
			p.sum()
			kept = append(kept, p)
		} else {
			s.gone = append(s.gone, p)
		}
	}
	s.people = kept
	s.sort(r.Groups())
	return s
}

func inYear(m *ledger.Member, year int) bool {
	first, last := ledger.DayOf(year, 1, 1), ledger.DayOf(year, 12, 31)
	for _, s := range m.Spells {
		if s.From <= last && (s.To == 0 || s.To >= first) {
			return true
		}
	}
	return len(m.Spells) == 0
}

func (p *person) sum() {
	for i := range p.cells {
		c := &p.cells[i]
		if c.known {
			p.due += c.due.Payable()
			p.paid += c.paid.Posted
			p.owed += max(0, c.due.Payable()-c.paid.Posted)
		}
	}
}

// sort puts the people in groups, the groups in the unit's own order.
func (s *sheet) sort(groups []ledger.Group) {
	names := map[ledger.MemberID]string{}
	for i := range s.people {
		names[s.people[i].m.ID] = s.people[i].m.Name
	}
	place := map[string]int{}
	for _, g := range groups {
		place[g.Name] = len(s.groups)
		s.groups = append(s.groups, group{name: g.Name, leader: names[g.Leader]})
	}
	leads := map[ledger.MemberID]bool{}
	for _, g := range groups {
		leads[g.Leader] = true
	}
	place[""] = len(s.groups)
	s.groups = append(s.groups, group{name: noGroup})
	for i := range s.people {
		p := &s.people[i]
		g, ok := place[p.m.Group]
		if !ok {
			g = place[""]
		}
		p.group, p.leading = g, leads[p.m.ID]
	}
	slices.SortStableFunc(s.people, func(a, b person) int {
		return cmp.Or(a.group-b.group, cmp.Compare(a.m.No, b.m.No))
	})
	clear(s.at)
	for i := range s.people {
		s.at[s.people[i].m.ID] = i
		g := &s.groups[s.people[i].group]
		g.people = append(g.people, i)
		g.count(&s.people[i], s.year)
	}
}

func (g *group) count(p *person, year int) {
	for k := range p.cells {
		c, t := &p.cells[k], &g.months[k]
		if !c.known {
			if p.m.In(ledger.MonthOf(year, k+1)) {
				t.missing++
			}
			continue
		}
		t.known++
		switch left := c.due.Payable() - c.paid.Taken(); {
		case left > 0:
			t.owing++
			t.owed += left
		case c.paid.Waiting > 0:
			t.waiting++
		}
	}
}

// moneyAccounts are the leaves below 102 and 101, banks first.
func moneyAccounts(r ledger.Accounts) []ledger.Account {
	chart := r.Chart()
	out := ledger.BankAccounts(r)
	for _, a := range chart {
		if a.Code.Under("101") && ledger.IsLeaf(chart, a.Code) {
			out = append(out, a)
		}
	}
	return slices.DeleteFunc(out, func(a ledger.Account) bool { return a.Off })
}

// due is a month's due: as assessed, or as the rules would have it.
func (s *sheet) due(p *person, month int) (d ledger.Due, ok bool) {
	c := &p.cells[month]
	if c.known {
		return c.due, true
	}
	mo := ledger.MonthOf(s.year, month+1)
	rule, ok := ledger.RuleIn(s.rules, mo)
	if !ok {
		return ledger.Due{}, false
	}
	return ledger.Due{Member: p.m.ID, Month: mo, Working: rule.Reckon(&p.m, mo)}, true
}

// left is what is still to pay for a month; a month that was not assessed yet
// counts as the rules would have it, so that it can be paid early.
func (s *sheet) left(p *person, month int) ledger.Money {
	d, ok := s.due(p, month)
	if !ok {
		return 0
	}
	return max(0, d.Payable()-p.cells[month].paid.Taken())
}
