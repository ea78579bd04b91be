package ledger

import (
	"fmt"
	"iter"
	"slices"
	"time"
)

// giftsSince gives the acts, newest first, back to those made before a moment.
func (j *judge) giftsSince(made int64) iter.Seq[Gift] {
	return func(yield func(Gift) bool) {
		for g := range j.r.Gifts() {
			if g.Made < made || !yield(g) {
				return
			}
		}
	}
}

// giftsOfYear gives the acts that may lie in the judged year: none is entered
// more than a year before its day.
func (j *judge) giftsOfYear() iter.Seq[Gift] {
	return j.giftsSince(time.Date(j.day.Year()-1, 1, 1, 0, 0, 0, 0, time.UTC).Unix())
}

// field is who took part in an event and who was given what.
type field struct {
	here      map[string]bool // persons by key who take part
	listed    map[string]bool // on the roster, absent or not
	organiser map[string]bool
	won, kept map[string]bool // who has a prize, a keepsake, from other lists
}

// personKey is one key for a person, however entered.
func (j *judge) personKey(m MemberID, name string) string {
	if m == 0 {
		return "=" + CleanName(name)
	}
	if x := j.person(m); x.ok {
		return fmt.Sprint(uint64(x.root.ID))
	}
	return fmt.Sprint(uint64(m))
}

// fieldOf reads an event's roster and its earlier lists.
func (j *judge) fieldOf(e *Event, entrants []Entrant) *field {
	f := &field{here: map[string]bool{}, listed: map[string]bool{}, organiser: map[string]bool{}, won: map[string]bool{}, kept: map[string]bool{}}
	keyed := slices.ContainsFunc(entrants, func(x Entrant) bool { return x.Here == Present })
	for _, x := range entrants {
		if x.Gone != "" {
			continue
		}
		k := j.personKey(x.Member, x.Name)
		f.listed[k] = true
		if x.Here == Present || !keyed && x.Here != Absent {
			f.here[k] = true
		}
		if x.Organiser || slices.Contains(e.Organisers, x.Member) && x.Member != 0 {
			f.organiser[k] = true
		}
	}
	for _, m := range e.Organisers {
		f.organiser[j.personKey(m, "")] = true
	}
	if e.ID == 0 {
		return f
	}
	for g := range j.giftsSince(e.Made - 30*86400) {
		if g.Event != e.ID || g.Occasion != "prize" && g.Occasion != "keepsake" {
			continue
		}
		for s := range j.r.Sheets(g.ID) {
			if !s.Live() || j.own[s.ID] || s.Made > j.made {
				continue
			}
			for x := range j.r.Shares(s.ID) {
				if x.Back != 0 || x.Amount <= 0 {
					continue
				}
				if k := j.personKey(x.Member, x.Name); g.Occasion == "prize" {
					f.won[k] = true
				} else {
					f.kept[k] = true
				}
			}
		}
	}
	return f
}

// judgePrizes judges prizes and keepsakes against the event they belong to.
func (c *giftCase) judgePrizes(shares []Share) {
	if c.o.ID != "prize" && c.o.ID != "keepsake" {
		return
	}
	e, ok := c.r.Event(c.g.Event)
	if !ok {
		return
	}
	f := c.fieldOf(&e, slices.Collect(c.r.Entrants(e.ID)))
	for i := range shares {
		s := &shares[i]
		if s.Amount <= 0 {
			continue
		}
		k := c.key(s)
		switch {
		case len(f.listed) > 0 && !f.listed[k]:
			c.say(builtIn("G08"), s.Member, s.Name, 0, "不在“"+e.Name+"”的名单里")
		case len(f.listed) > 0 && !f.here[k]:
			c.say(builtIn("G08"), s.Member, s.Name, 0, "没有参加“"+e.Name+"”（签到是缺席）")
		}
		if c.o.ID == "keepsake" {
			if f.won[k] {
				c.say(builtIn("G06"), s.Member, s.Name, s.Amount, "在“"+e.Name+"”已经得奖，又发纪念品")
			}
			continue
		}
		if e.Barred && f.organiser[k] {
			c.say(builtIn("G07"), s.Member, s.Name, s.Amount, "是“"+e.Name+"”的组织者")
		}
		if f.kept[k] {
			c.say(builtIn("G06"), s.Member, s.Name, s.Amount, "在“"+e.Name+"”已经发过纪念品，又得奖")
		}
		f.won[k] = true
	}
	if c.o.ID == "prize" {
		c.judgeShare(&e, len(f.won), len(f.here))
	}
}

// judgeShare holds the number of winners against that of participants, both
// counted by person.
func (j *judge) judgeShare(e *Event, won, here int) {
	want := SubPrizeShare
	if e.Kind == Lecture {
		want = SubTrainingAward
	}
	for _, x := range j.rules {
		if x.Measure != ShareOfParticipants || x.Subject != want && x.Subject != SubPrizeShare || x.Limit == "" {
			continue
		}
		l, err := ParseLimit(x.Limit)
		if err != nil || here == 0 || l.Allows(int64(won), int64(here)) {
			continue
		}
		j.say(x, 0, "", 0, fmt.Sprintf("“%s”参加 %d 人，得奖 %d 人，规定不超过 %s，最多 %d 人得奖，多 %d 人", e.Name, here, won, l, l.Of(int64(here)), int64(won)-l.Of(int64(here))))
	}
}
