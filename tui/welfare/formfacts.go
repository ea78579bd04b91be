package welfare

import (
	"iter"
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/entitle"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// facts are what the form knows of the book.
type facts struct {
	practice  ledger.Practice
	occasions []ledger.Occasion
	roll      *roll
	chart     []ledger.Account
	purses    []ledger.Account
	purse     ledger.Code // used last
	articles  []ledger.Article
	single    bool
	denied    string
	day       ledger.Day   // that may be booked on
	open      ledger.Month // first that may be booked in

	old    ledger.Gift // the act that is changed or added to
	shares []ledger.Share
	locked string // why it cannot be changed any more
	due    []ledger.MemberID
	title  string           // of the case or event it belongs to
	draft  ledger.VoucherID // of the list that is changed
	brings ledger.Gift      // what the case or event says of the act
	guests int              // on the event's roster, no members
}

// roll is the register in memory, as far as a list is made from it.
type roll struct {
	ledger.Register
	members []ledger.Member
	groups  []ledger.Group
	at      map[ledger.MemberID]int
}

// Members gives the members in order of inner number.
func (r *roll) Members() iter.Seq[ledger.Member] { return slices.Values(r.members) }

// Groups gives the groups in order.
func (r *roll) Groups() []ledger.Group { return r.groups }

// Member finds a member.
func (r *roll) Member(id ledger.MemberID) (ledger.Member, bool) {
	i, ok := r.at[id]
	if !ok {
		return ledger.Member{}, false
	}
	return r.members[i], true
}

func readRoll(r ledger.Register) *roll {
	out := &roll{groups: r.Groups(), at: map[ledger.MemberID]int{}}
	for m := range r.Members() {
		out.at[m.ID] = len(out.members)
		m.Wages, m.Phone, m.Note = nil, "", "" // no business of a list
		out.members = append(out.members, m)
	}
	return out
}

// formRead is what the form begins with.
type formRead struct {
	facts facts
	route screen.GiftForm
	kept  *desk.Form
	other *desk.Form // lies there and would be overwritten
	none  bool
}

// Init reads the book and looks for a form that was kept.
func (f *GiftForm) Init() tea.Cmd {
	route, d := f.route, f.d
	return func() tea.Msg {
		m := formRead{route: route}
		k, ok := d.Kept.Load(keptGift)
		switch {
		case route.Kept && !ok:
			return formRead{none: true}
		case route.Kept:
			m.kept, m.route = &k, routeOf(k)
		case ok:
			m.other = &k
		}
		err := d.Book.View(func(r ledger.Reader) error { m.facts = readFacts(d, r, m.route); return nil })
		if err != nil {
			return desk.Failed{Err: err}
		}
		return m
	}
}

func readFacts(d *desk.Desk, r ledger.Reader, route screen.GiftForm) facts {
	b := facts{practice: r.Practice(), roll: readRoll(r), chart: r.Chart(), single: r.Unit().Single, day: openDay(d, r), open: ledger.FirstOpen(r)}
	b.occasions = ledger.Occasions(b.practice)
	b.purses = purses(b.chart)
	b.purse = lastPurse(r, b.purses)
	for a := range r.Articles() {
		if !a.Off && !a.Gear {
			b.articles = append(b.articles, a)
		}
	}
	switch {
	case d.Book.ReadOnly():
		b.denied = "账本以只读方式打开，只能查看。"
	case !d.CanWrite(r):
		b.denied = lookOnly
	}
	if route.Gift != 0 {
		b.old, _ = r.Gift(route.Gift)
		for s := range r.Sheets(route.Gift) {
			if s.Kind == ledger.FirstSheet && s.Live() && !route.More {
				b.bringOld(r, s)
			}
		}
	}
	switch {
	case route.Lacking:
		c := entitle.Between(r, route.Day, route.Day)
		for i := range c.Feasts {
			if c.Feasts[i].Occasion == route.Occasion {
				b.due = dueOf(c.Feasts[i].Persons)
			}
		}
	case route.Month != 0:
		b.due = bornIn(r, route.Month)
	case route.Member != 0:
		b.due = []ledger.MemberID{route.Member}
	}
	if c, ok := r.Case(route.Case); ok {
		b.bringCase(r, c, b.day)
	}
	if e, ok := r.Event(route.Event); ok {
		b.bringEvent(r, e, route.Occasion)
	}
	return b
}

func dueOf(all []entitle.Entry) []ledger.MemberID {
	var out []ledger.MemberID
	for _, e := range all {
		if e.State == entitle.Due {
			out = append(out, e.Member)
		}
	}
	return out
}

// bornIn are the members whose birthday falls in a month and who were given
// nothing for it yet.
func bornIn(r ledger.Reader, m ledger.Month) []ledger.MemberID {
	c := entitle.Month(r, m)
	return dueOf(slices.DeleteFunc(c.Entries, func(e entitle.Entry) bool { return e.Kind != entitle.Birthday }))
}

// occasion finds an occasion by its id.
func (b *facts) occasion(id string) (ledger.Occasion, bool) {
	i := slices.IndexFunc(b.occasions, func(o ledger.Occasion) bool { return o.ID == id })
	if i < 0 {
		return ledger.Occasion{}, false
	}
	return b.occasions[i], true
}

// expenses are the leaves below the account of an occasion.
func (b *facts) expenses(under ledger.Code) []ledger.Account {
	var out []ledger.Account
	for _, a := range b.chart {
		if a.Code.Under(under) && !a.Off && ledger.IsLeaf(b.chart, a.Code) {
			out = append(out, a)
		}
	}
	return out
}
