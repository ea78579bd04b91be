package entitle

import (
	"slices"
	"strings"

	"huizhang/ledger"
)

// build is the work in hand.
type build struct {
	r        Source
	p        ledger.Practice
	from, to ledger.Day
	feasts   []feast
	about    map[ledger.GiftID]*about
}

// about is what the calendar wants to know of an act.
type about struct {
	title   string
	missing string // proofs not seen
}

// serves reports whether somebody is a member in service on a day: gifts for
// all are for those. The day of retirement decides where it is known, as in
// [ledger.Audience].
func serves(m *ledger.Member, d ledger.Day) bool {
	if m.Retires != 0 {
		return m.On(d) && m.Retires > d
	}
	return m.On(d) && m.ClassIn(d.Month()) != ledger.Retired
}

// feastGiven marks the festivals for which anything was given at all; of the
// others nobody's lines need to be looked at.
func (b *build) feastGiven() {
	from, to := b.window()
	if len(b.feasts) == 0 {
		return
	}
	for g := range b.r.Gifts() {
		if g.Void != "" || g.Day < from || g.Day > to {
			continue
		}
		b.about[g.ID] = aboutOf(&g)
		for i := range b.feasts {
			b.feasts[i].given = b.feasts[i].given || b.feasts[i].id == g.Occasion
		}
	}
}

// window is where gifts for the days may lie.
func (b *build) window() (from, to ledger.Day) {
	return ledger.DayOf(b.from.Year()-1, 1, 1), ledger.DayOf(b.to.Year()+1, 12, 31)
}

func aboutOf(g *ledger.Gift) *about {
	a := &about{title: g.Title}
	var missing []string
	for _, p := range g.Proofs {
		if !p.Seen {
			missing = append(missing, p.Name)
		}
	}
	a.missing = strings.Join(missing, "、")
	return a
}

func (b *build) gift(id ledger.GiftID) *about {
	a, ok := b.about[id]
	if !ok {
		g, _ := b.r.Gift(id)
		a = aboutOf(&g)
		b.about[id] = a
	}
	return a
}

// person adds what a member may expect.
func (b *build) person(m *ledger.Member, out *Calendar) {
	var got []Give // what the member was given, with occasions beside it
	var occasions []string
	read := false
	of := func(occasion, title string) []Give {
		if !read {
			got, occasions = b.given(m)
			read = true
		}
		var some []Give
		for i, g := range got {
			if occasions[i] == occasion && (title == "" || strings.Contains(b.gift(g.Gift).title, title)) {
				some = append(some, g)
			}
		}
		return some
	}
	add := func(e Entry) {
		e.Member, e.No, e.Name, e.Group = m.ID, m.No, m.Name, m.Group
		out.Entries = append(out.Entries, settle(e))
	}
	if mayFall(m, b.from, b.to) {
		days := birthdays(m, b.p, b.from.Year()-1, b.to.Year()+1)
		for _, d := range days {
			if d >= b.from && d <= b.to && serves(m, d) {
				add(Entry{Kind: Birthday, Occasion: "birthday", Title: "生日", Day: d, Lunar: lunarBirthday(m, d), Years: d.Year() - m.Born.Year(),
					Gives: assign(days, of("birthday", ""), d)})
			}
		}
	}
	if d := m.Retires; d != 0 && d >= b.from && d <= b.to && m.On(d) {
		years := 0
		if m.Work != 0 {
			years = d.Year() - m.Work.Year()
		}
		add(Entry{Kind: Retirement, Occasion: "retirement", Title: "退休", Day: d, Years: years, Gives: of("retirement", "")})
	}
	days, years := serviceDays(m.Work, b.from, b.to)
	for i, d := range days {
		if serves(m, d) {
			add(Entry{Kind: Service, Occasion: "other", Title: ServiceTitle(years[i]), Day: d, Years: years[i], Gives: of("other", ServiceTitle(years[i]))})
		}
	}
	for i, f := range b.feasts {
		if !serves(m, f.day) || m.AwayOn(f.day) != "" {
			continue
		}
		e := Entry{Kind: Festival, Occasion: f.id, Title: f.name, Day: f.day, Lunar: f.lunar, Member: m.ID, No: m.No, Name: m.Name, Group: m.Group}
		if f.given {
			e.Gives = assign(f.near, of(f.id, ""), f.day)
		}
		out.Feasts[i].Persons = append(out.Feasts[i].Persons, settle(e))
	}
}

// given reads what a member got, entries merged into it included, one Give for
// each act that was not taken back as a whole, in order of day.
func (b *build) given(m *ledger.Member) (out []Give, occasions []string) {
	from, to := b.window()
	if m.Retires != 0 {
		from, to = 0, 0 // a keepsake may lie far from the day, and comes once
	}
	at := map[ledger.GiftID]int{}
	seen := map[[2]uint64]bool{}
	for _, id := range append([]ledger.MemberID{m.ID}, m.Merged...) {
		for g := range b.r.Given(id, from, to) {
			line := [2]uint64{uint64(g.Sheet), uint64(g.Line)}
			if seen[line] {
				continue
			}
			seen[line] = true
			i, ok := at[g.Gift]
			if !ok {
				i = len(out)
				at[g.Gift] = i
				out = append(out, Give{Gift: g.Gift, Sheet: g.Sheet, Line: g.Line, Day: g.Day})
				occasions = append(occasions, g.Occasion)
			}
			out[i].Amount += g.Amount
		}
	}
	n := 0
	for i := range out {
		if out[i].Amount > 0 {
			out[n], occasions[n] = out[i], occasions[i]
			n++
		}
	}
	return out[:n], occasions[:n]
}

func settle(e Entry) Entry {
	switch len(e.Gives) {
	case 0:
	case 1:
		e.State = Given
	default:
		e.State = Twice
	}
	return e
}

// proofs marks what was given without a signature or a proof.
func (b *build) proofs(c *Calendar) {
	sheets := map[ledger.SheetID]map[int]bool{} // open lines of the sheets that are looked at
	open := func(g *Give) bool {
		lines, ok := sheets[g.Sheet]
		if !ok {
			lines = map[int]bool{}
			for s := range b.r.UnsettledOf(g.Sheet) {
				lines[s.Line] = true
			}
			sheets[g.Sheet] = lines
		}
		return lines[g.Line]
	}
	mark := func(e *Entry) {
		for _, g := range e.Gives {
			if open(&g) {
				e.Missing = "未签收"
			} else if m := b.gift(g.Gift).missing; m != "" && e.Missing == "" {
				e.Missing = m
			}
		}
		if e.Missing != "" && e.State == Given {
			e.State = Unproved
		}
	}
	for i := range c.Entries {
		mark(&c.Entries[i])
	}
	for i := range c.Feasts {
		for k := range c.Feasts[i].Persons {
			mark(&c.Feasts[i].Persons[k])
		}
	}
}

// near is how many days early or late a gift may be and still be meant for a day
// of another year.
const near = 31

// assign finds which gifts were meant for a day out of the days of all years
// around: each goes to a day within a month of it, else to one of its own year,
// else to the nearest; a day that has its gift already stands back where another
// one fits (a union may give the year's cake coupons in January).
func assign(days []ledger.Day, gives []Give, want ledger.Day) []Give {
	if len(gives) == 0 {
		return nil
	}
	taken := map[ledger.Day]bool{}
	var out []Give
	slices.SortStableFunc(gives, func(a, b Give) int { return int(a.Day) - int(b.Day) })
	for _, g := range gives {
		fits := candidates(days, g.Day)
		if len(fits) == 0 {
			continue
		}
		to := fits[0]
		for _, d := range fits {
			if !taken[d] {
				to = d
				break
			}
		}
		taken[to] = true
		if to == want {
			out = append(out, g)
		}
	}
	return out
}

// candidates are the days a gift may be meant for, the likeliest first.
func candidates(days []ledger.Day, at ledger.Day) []ledger.Day {
	far := func(d ledger.Day) int {
		n := d.DaysSince(at)
		return max(n, -n)
	}
	sorted := slices.Clone(days)
	slices.SortStableFunc(sorted, func(a, b ledger.Day) int { return far(a) - far(b) })
	var out []ledger.Day
	for _, d := range sorted {
		if far(d) <= near {
			out = append(out, d)
		}
	}
	for _, d := range sorted {
		if d.Year() == at.Year() && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	if len(out) == 0 && len(sorted) > 0 {
		out = sorted[:1]
	}
	return out
}
