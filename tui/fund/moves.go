package fund

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptMoves marks the list in hand among the forms that outlive a crash.
const keptMoves = "fund"

// moves is the page on which many persons' contributions, or payments to them,
// are taken in by one voucher: fields above, the register below. Whoever is
// marked gets the sum of the field “每人”, unless one of his own was typed.
type moves struct {
	*page.Form
	d      *desk.Desk
	route  screen.FundMoves
	fund   ledger.Fund
	held   ledger.Money
	single bool
	people []page.Person
	last   map[ledger.MemberID]ledger.Money // who contributed last time, and how much

	day    *widget.Day
	money  *widget.Pick
	each   *widget.Amount
	add    *widget.Pick
	others *widget.Input
	what   *widget.Input
	marked *widget.Input // what marks says, as text: kept with the fields

	table  *widget.Table
	marks  map[ledger.MemberID]ledger.Money // 0: the sum of all
	known  string
	onList bool
	w, h   int
}

// NewMoves makes the page.
func NewMoves(d *desk.Desk, route screen.FundMoves) screen.Screen {
	if k, ok := d.Kept.Load(keptMoves); ok && route.Kept {
		route.ID, route.Out = ledger.FundID(number(k.Route["id"])), k.Route["out"] != ""
	}
	s := &moves{d: d, route: route, marks: map[ledger.MemberID]ledger.Money{}, marked: &widget.Input{}}
	out := map[bool]string{true: "1"}[route.Out]
	s.Form = &page.Form{D: d, Name: "收钱", Save: "入账", Keep: keptMoves, Again: route.Kept, Route: map[string]string{"id": strconv.FormatUint(uint64(route.ID), 10), "out": out},
		Read: s.read, Build: s.build, Act: s.act, Extra: s.extra, Below: s.below, Off: s.off, Done: s.booked}
	if route.Out {
		s.Name = "付钱"
	}
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "", Width: 2}, widget.Column{Title: "编号", Width: 6}, widget.Column{Title: "姓名", Width: 10, Grow: 1}, widget.Column{Title: "小组", Width: 12}, widget.Column{Title: "金额", Width: 12, Money: true})
	s.table.Empty = "会员名册还是空的。"
	s.Make()
	return s
}

type moveFacts struct {
	fund   ledger.Fund
	held   ledger.Money
	day    ledger.Day
	single bool
	people []page.Person
	purses []ledger.Account
	groups []string
	last   map[ledger.MemberID]ledger.Money
}

func (s *moves) read(r ledger.Reader) any {
	f, _ := r.Fund(s.route.ID)
	var groups []string
	for _, g := range r.Groups() {
		groups = append(groups, g.Name)
	}
	return moveFacts{f, ledger.SumFund(r, f.ID, 0).Balance(), page.OpenDay(s.d, r), r.Unit().Single, page.People(r, s.d.Today()), page.Purses(r, true), groups, lastPaid(r, f.ID)}
}

func (s *moves) build(f *page.Form, got any) []widget.Item {
	g := got.(moveFacts)
	s.fund, s.held, s.single, s.last = g.fund, g.held, g.single, g.last
	for _, p := range g.people {
		if p.In {
			s.people = append(s.people, p)
		}
	}
	all := g.people
	f.Name += "：" + g.fund.Name
	s.day, s.money, s.each = page.NewDay(s.d, g.day), page.NewAccount("账户", g.purses), page.NewSum(0)
	s.others, s.what = page.NewText(200, ""), page.NewText(40, "")
	s.others.Hint = "校友 50；某某公司 100"
	s.add = widget.NewPick("人或小组", func(q string) []widget.Option { return append(groupOptions(g.groups, q), page.FindPeople(all, q)...) })
	s.fill()
	money := map[bool]string{true: "付款账户", false: "收款账户"}[s.route.Out]
	return []widget.Item{
		{Name: "day", Label: "日期", Width: 14, Field: s.day}, {Name: "money", Label: money, Width: 26, Field: s.money, Same: true, Help: "单独存放的代管账户"},
		{Name: "each", Label: "每人", Width: 12, Field: s.each, Help: "勾选的人都是这个金额；个别的到名单里改"},
		{Name: "what", Label: "事由", Width: 24, Field: s.what, Same: true},
		{Name: "add", Label: "添加", Width: 20, Field: s.add, Help: "姓名或小组，回车就勾选，空着回车到下一项；F4 全体，F5 上次的人，F6 到名单", Left: func() { s.pick(all) }},
		{Name: "others", Label: "名册以外", Width: 40, Field: s.others, Help: "姓名 金额，用分号隔开"},
		{Name: "marks", Field: s.marked, Hide: func() bool { return true }},
	}
}

// pick marks the member chosen in the field, and empties it for the next.
func (s *moves) pick(all []page.Person) {
	if g, ok := strings.CutPrefix(s.add.Key(), groupKey); ok {
		s.add.Set(widget.Option{})
		s.markGroup(g)
		return
	}
	id := page.MemberIn(s.add)
	if id == 0 {
		return
	}
	s.add.Set(widget.Option{})
	if _, has := s.marks[id]; !has {
		s.marks[id] = 0
	}
	s.show(all, id)
	s.written()
	s.table.Select(strconv.FormatUint(uint64(id), 10))
}

// show puts somebody into the list who is not in the union any more.
func (s *moves) show(all []page.Person, id ledger.MemberID) {
	for _, p := range s.people {
		if p.ID == id {
			return
		}
	}
	for _, p := range all {
		if p.ID == id {
			s.people = append(s.people, p)
		}
	}
	s.fill()
}

func (s *moves) fill() {
	people := s.people
	s.table.SetRows(widget.List{N: len(people), ID: func(i int) string { return strconv.FormatUint(uint64(people[i].ID), 10) }, Cells: func(i int) []widget.Cell {
		p := people[i]
		own, has := s.marks[p.ID]
		c := widget.Cells("", p.No, p.Name, p.Group, "")
		if has {
			c[0].Text, c[4].Text = "√", s.sumOf(own).Grouped()
			c[0].Text = "*"
			if own != 0 {
				c[4].Look = widget.Strong
			}
		}
		return c
	}})
}

func (s *moves) sumOf(own ledger.Money) ledger.Money {
	if own != 0 || s.each == nil {
		return own
	}
	return page.Sum(s.each)
}

// written keeps the marks as text beside the fields.
func (s *moves) written() {
	var out []string
	for _, p := range s.people {
		if own, has := s.marks[p.ID]; has {
			out = append(out, fmt.Sprintf("%d=%d", p.ID, own))
		}
	}
	s.known = strings.Join(out, ";")
	s.marked.SetText(s.known)
}

// taken reads marks that came back from the kept form.
func (s *moves) taken() {
	if s.known == s.marked.Text() {
		return
	}
	s.known = s.marked.Text()
	for _, one := range strings.Split(s.known, ";") {
		var id, own int64
		if _, err := fmt.Sscanf(one, "%d=%d", &id, &own); err == nil && own >= 0 {
			s.marks[ledger.MemberID(id)] = ledger.Money(own)
		}
	}
	s.fill()
}

// parts are the persons and sums as they stand.
func (s *moves) parts() ([]ledger.FundPart, ledger.Money, ledger.Problems) {
	var out []ledger.FundPart
	var ps ledger.Problems
	var total ledger.Money
	if s.each == nil {
		return nil, 0, nil
	}
	for _, p := range s.people {
		if own, has := s.marks[p.ID]; has {
			out = append(out, ledger.FundPart{Member: p.ID, Amount: s.sumOf(own), What: page.Words(s.what)})
			total += s.sumOf(own)
		}
	}
	for _, one := range strings.FieldsFunc(s.others.Text(), func(r rune) bool { return r == ';' || r == '；' }) {
		words := strings.Fields(one)
		if len(words) == 0 {
			continue
		}
		m, err := ledger.EvalMoney(words[len(words)-1])
		if err != nil || len(words) < 2 {
			ps.Add("others", one, ledger.CodeBadValue, "请写“姓名 金额”，例如“校友 50”。")
			continue
		}
		out = append(out, ledger.FundPart{Name: strings.Join(words[:len(words)-1], " "), Amount: m, What: page.Words(s.what)})
		total += m
	}
	return out, total, ps
}

func (s *moves) act() (ledger.Act, ledger.Problems) {
	parts, _, ps := s.parts()
	a := ledger.FundIn{Fund: s.route.ID, Day: page.DayIn(s.day), Money: ledger.Code(s.money.Key()), Parts: parts, Post: s.single}
	for _, p := range parts {
		if p.Amount == 0 {
			ps.Add("each", "", ledger.CodeRequired, "请填写每人的金额，或到名单里给每个人填。")
			break
		}
	}
	if s.route.Out {
		return ledger.FundOut(a), ps
	}
	return a, ps
}

func (s *moves) off() string {
	switch {
	case s.fund.Closed != 0:
		return "已经结清，不能再收付。"
	case s.fund.ID == 0:
		return "没有找到这项代管资金。"
	}
	return ""
}

func (s *moves) booked(r ledger.Receipt) (screen.Action, tea.Cmd) {
	text := r.Title + "，已入账。"
	if d := page.Drafted(s.single); d != "" {
		text = r.Title + "。" + d + "。"
	}
	return screen.Many{screen.Notice{Text: text}, screen.Back{}}, nil
}
