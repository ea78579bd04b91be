package guide

import (
	"fmt"
	"slices"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// person is a line of the second page.
type person struct {
	name  *widget.Input
	roles []*widget.Check // in the order of ledger.Roles
}

// mostPersons is how many lines the page has at most; more can be added later.
const mostPersons = 12

func newPerson(name string, roles ...ledger.Role) *person {
	p := &person{name: &widget.Input{Limit: 60}}
	p.name.SetText(name)
	for _, r := range ledger.Roles() {
		p.roles = append(p.roles, widget.NewCheck(string(r), slices.Contains(roles, r)))
	}
	return p
}

func (p *person) person() ledger.Person {
	out := ledger.Person{Name: ledger.CleanName(p.name.Text())}
	for i, r := range ledger.Roles() {
		if p.roles[i].On {
			out.Roles = append(out.Roles, r)
		}
	}
	return out
}

// setPersons shows lines, and an empty one behind them.
func (s *Screen) setPersons(ps []*person) {
	s.persons = ps
	s.morePersons()
	s.peopleItems()
}

// morePersons keeps one empty line at the end.
func (s *Screen) morePersons() {
	n := len(s.persons)
	if n < mostPersons && (n == 0 || s.persons[n-1].name.Text() != "") {
		s.persons = append(s.persons, newPerson(""))
		s.peopleItems()
	}
}

func (s *Screen) peopleItems() {
	var items []widget.Item
	for i, p := range s.persons {
		items = append(items, widget.Item{Name: personField(i), Label: fmt.Sprintf("第%d位", i+1), Width: 14, Field: p.name, Help: "没有更多的人就空着，按回车", Over: func() bool { return p.person().Name == "" && len(p.person().Roles) == 0 }})
		for k, c := range p.roles {
			items = append(items, widget.Item{Name: fmt.Sprintf("%s.%d", personField(i), k), Width: 8, Same: true, Field: c, Help: roleHelp(ledger.Roles()[k])})
		}
	}
	items = append(items, widget.Item{Name: "single", Label: "一人记账", Field: s.single, Help: "空格键打勾；每张报表都会注明"})
	s.people.SetItems(items...)
}

func personField(i int) string { return fmt.Sprintf("person.%d", i) }

// roleHelp says what a role may do.
func roleHelp(r ledger.Role) string {
	switch r {
	case ledger.Treasurer:
		return "会计：录凭证、过账、结账、出报表"
	case ledger.Cashier:
		return "出纳：录收付款凭证，管现金和银行"
	case ledger.Reviewer:
		return "审核：核对别人录的凭证"
	case ledger.Chair:
		return "主席：审核凭证，批准反结账"
	case ledger.Auditor:
		return "经审：查账、提问题、签认，不记账"
	}
	return ""
}

// takeYou puts the name of the first page on the first line of the second.
func (s *Screen) takeYou(name string) {
	if s.persons[0].name.Text() == "" || !slices.ContainsFunc(s.persons, func(p *person) bool { return p.person().Name == name }) {
		s.persons[0].name.SetText(name)
	}
	s.morePersons()
}

// team is everybody who was named.
func (s *Screen) team() []ledger.Person {
	var out []ledger.Person
	for _, p := range s.persons {
		if q := p.person(); q.Name != "" {
			out = append(out, q)
		}
	}
	return out
}

// settlePeople checks the second page; nil means that it is in order.
func (s *Screen) settlePeople() screen.Action {
	ps := ledger.Problems(s.people.Settle())
	seen := map[string]bool{}
	keeper := false
	for i, line := range s.persons {
		p := line.person()
		if p.Name == "" {
			if len(p.Roles) > 0 && i > 0 {
				ps.Add(personField(i), "", ledger.CodeRequired, "这一行勾了职责，没有写姓名。不用这一行，请把勾去掉。")
			}
			continue
		}
		if seen[p.Name] {
			ps.Add(personField(i), "", ledger.CodeExists, "“%s”登记了两次。同名的两个人请加上区别，例如“%s（语文）”。", p.Name, p.Name)
		}
		seen[p.Name] = true
		if len(p.Roles) == 0 {
			ps.Add(personField(i), "", ledger.CodeRequired, "请给“%s”选至少一个职责：用 Tab 移到职责上，按空格打勾。", p.Name)
		}
		keeper = keeper || p.Is(ledger.Treasurer)
	}
	if len(seen) == 0 {
		ps.Add(personField(0), "", ledger.CodeRequired, "至少要登记一个人，也就是您自己。")
	} else if !keeper {
		ps.Add(personField(0), "", ledger.CodeRequired, "至少要有一位会计。")
	}
	if len(ps) > 0 {
		s.people.SetProblems(ps)
		return screen.Notice{Text: fmt.Sprintf("有 %d 处要先填好。", len(ps)), Bad: true}
	}
	s.people.SetProblems(nil)
	return nil
}

// lonely reports that nobody could review what somebody else wrote.
func (s *Screen) lonely() bool {
	if s.single.On {
		return false
	}
	team := s.team()
	for _, maker := range team {
		for _, p := range team {
			if p.Name != maker.Name && !maker.OnlyAudits() && (p.Is(ledger.Reviewer) || p.Is(ledger.Chair)) {
				return false
			}
		}
	}
	return true
}

// operator is who sits here: the person named on the first page, else the first
// treasurer.
func (s *Screen) operator() string {
	you, team := ledger.CleanName(s.unit.Values()["you"]), s.team()
	for _, p := range team {
		if p.Name == you {
			return you
		}
	}
	for _, p := range team {
		if p.Is(ledger.Treasurer) {
			return p.Name
		}
	}
	return you
}
