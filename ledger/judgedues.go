package ledger

import (
	"fmt"
	"slices"
)

// outlay is what one event of the year costs a head.
type outlay struct {
	e     Event
	each  Money
	going map[string]bool
}

// judgePersons judges what adds up over a member's year: how many outings, what
// shows and parks cost, and how far it goes beyond the dues paid.
func (c *eventCase) judgePersons() {
	kinds := []EventKind{Outing, Show, ParkPass}
	if !slices.Contains(kinds, c.e.Kind) || !slices.ContainsFunc(c.rules, c.overYear) {
		return
	}
	year := []outlay{{*c.e, fenEach(c.spent(c.e, ""), c.heads), c.f.here}}
	for e := range c.r.Events() {
		if e.ID == c.e.ID || e.From.Year() != c.e.From.Year() || e.State == EventCancelled || e.Made > c.made || !slices.Contains(kinds, e.Kind) {
			continue
		}
		f := &field{}
		f.here = c.goers(&e)
		n := len(f.here)
		if n == 0 {
			n = e.Heads
		}
		year = append(year, outlay{e, fenEach(c.spent(&e, ""), n), f.here})
	}
	done := map[string]bool{}
	for _, x := range c.entrants {
		k := c.personKey(x.Member, x.Name)
		if x.Member == 0 || done[k] || !c.f.here[k] {
			continue
		}
		done[k] = true
		c.judgePerson(x, k, year)
	}
}

// overYear reports whether a rule adds up a member's year.
func (c *eventCase) overYear(x Rule) bool {
	switch x.Subject {
	case SubOutingDay, SubOuting2D, SubFilm, SubPark:
		return x.Limit != "" && (x.Measure == CountPerYear || x.Measure == PerMemberYear)
	case SubDuesTopup:
		return x.Measure == MultipleOfDues && x.Limit != ""
	}
	return false
}

// goers are who takes part, by key.
func (j *judge) goers(e *Event) map[string]bool {
	here := map[string]bool{}
	all := slices.Collect(j.r.Entrants(e.ID))
	keyed := slices.ContainsFunc(all, func(x Entrant) bool { return x.Here == Present })
	for _, x := range all {
		if x.Gone == "" && (x.Here == Present || !keyed && x.Here != Absent) {
			here[j.personKey(x.Member, x.Name)] = true
		}
	}
	return here
}

// counts reports whether an event counts under the subject of a rule.
func (x Rule) counts(e *Event) bool {
	switch x.Subject {
	case SubOutingDay:
		return e.Kind == Outing
	case SubOuting2D:
		return e.Kind == Outing && e.days() > 1
	case SubFilm:
		return e.Kind == Show
	case SubPark:
		return e.Kind == ParkPass
	}
	return x.Subject == SubDuesTopup
}

func (c *eventCase) judgePerson(p Entrant, key string, year []outlay) {
	for _, x := range c.rules {
		l, err := ParseLimit(x.Limit)
		if err != nil || !c.overYear(x) || !x.counts(c.e) {
			continue
		}
		n, sum := int64(0), Money(0)
		for i := range year {
			if year[i].going[key] && x.counts(&year[i].e) {
				n, sum = n+1, sum+year[i].each
			}
		}
		switch x.Measure {
		case CountPerYear:
			if !l.Allows(n, 1) {
				c.say(x, p.Member, p.Name, 0, fmt.Sprintf("今年第 %d 次，%s每人每年不超过 %s", n, x.about(), l.Text(CountPerYear)))
			}
		case PerMemberYear:
			if top, ok := l.Money(); ok && sum > top {
				c.say(x, p.Member, p.Name, sum-top, fmt.Sprintf("今年共 %s 元，%s每人每年不超过 %s 元，超 %s 元", sum.Grouped(), x.about(), top.Grouped(), (sum-top).Grouped()))
			}
		case MultipleOfDues:
			c.judgeTopup(x, l, p, sum)
		}
	}
}

// judgeTopup: dues come first; what goes beyond them is at most so many times
// the dues of the year.
func (c *eventCase) judgeTopup(x Rule, l Limit, p Entrant, sum Money) {
	dues := c.duesOf(p.Member)
	more := max(sum-dues, 0)
	if top := Money(l.Of(int64(dues))); more > top {
		c.say(x, p.Member, p.Name, more-top, fmt.Sprintf("今年春秋游、电影、公园共 %s 元，本人会费 %s 元，工会补贴 %s 元，不超过会费的 %s 即 %s 元，超 %s 元",
			sum.Grouped(), dues.Grouped(), more.Grouped(), l.Text(MultipleOfDues), top.Grouped(), (more-top).Grouped()))
	}
}

// duesOf are a member's dues of the year: assessed, or paid if that is more.
func (j *judge) duesOf(id MemberID) (sum Money) {
	for _, m := range j.person(id).ids {
		for mo := range 12 {
			month := MonthOf(j.day.Year(), mo+1)
			paid := j.r.Paid(m, month)
			due, _ := j.r.Due(m, month)
			sum += max(paid.Posted+paid.Waiting, due.Payable())
		}
	}
	return sum
}
