// Package entitle is the calendar of what members may expect of their union:
// birthdays, festivals, retirements and service years of a month or a year, each
// with what was given for it. It is apart from package ledger because it needs
// the Chinese calendar of ledger/lunar.
package entitle

import (
	"cmp"
	"slices"

	"huizhang/ledger"
)

// Kind is what a day is.
type Kind uint8

// The kinds.
const (
	Birthday Kind = iota
	Festival
	Retirement
	Service
)

// Chinese names the kind.
func (k Kind) Chinese() string {
	switch k {
	case Birthday:
		return "生日"
	case Festival:
		return "节日"
	case Retirement:
		return "退休"
	}
	return "工作年限"
}

// State says what became of what is due.
type State uint8

// The states. Due: nothing was given yet. Unproved: given, but the line is not
// signed for or a proof was not seen. Twice: more than one act gave for it.
const (
	Due State = iota
	Given
	Unproved
	Twice
)

// Chinese names the state.
func (s State) Chinese() string {
	return [...]string{"应发未发", "已发", "缺证明", "重复发放"}[min(s, Twice)]
}

// Give is a line that answers an entry. What came back since is not in Amount.
type Give struct {
	Gift   ledger.GiftID
	Sheet  ledger.SheetID
	Line   int
	Day    ledger.Day
	Amount ledger.Money
}

// Entry is one person's day.
type Entry struct {
	Kind     Kind
	Occasion string // id of the occasion that answers it
	Title    string // 生日, 端午, 退休, 工作满20年
	Day      ledger.Day
	Lunar    string // 五月初五, where the lunar calendar makes the day
	Member   ledger.MemberID
	No       string
	Name     string
	Group    string
	Years    int // of age, of service; 0 of a festival
	State    State
	Gives    []Give
	Missing  string // what proof is missing: 未签收, 住院票据
}

// Tally counts entries by state.
type Tally [Twice + 1]int

// All is how many entries there are.
func (t Tally) All() int { return t[Due] + t[Given] + t[Unproved] + t[Twice] }

// Feast is a festival with everybody it is for.
type Feast struct {
	Occasion string
	Title    string
	Day      ledger.Day
	Lunar    string
	Tally    Tally
	Persons  []Entry // in order of number
}

// Calendar is what is due from one day to another, both included.
type Calendar struct {
	From, To ledger.Day
	Entries  []Entry // persons' own days, in order of day and number
	Feasts   []Feast // in order of day
}

// Tally counts persons' own days.
func (c *Calendar) Tally() Tally {
	var t Tally
	for i := range c.Entries {
		t[c.Entries[i].State]++
	}
	return t
}

// Source is the part of a book that the calendar is made from.
type Source interface {
	ledger.Register
	ledger.Lists
}

// Month is the calendar of a month.
func Month(r Source, m ledger.Month) Calendar { return Between(r, m.First(), m.Last()) }

// Year is the calendar of a year.
func Year(r Source, year int) Calendar {
	return Between(r, ledger.DayOf(year, 1, 1), ledger.DayOf(year, 12, 31))
}

// Between is the calendar of the days from … to …, which may reach over a turn
// of the year.
func Between(r Source, from, to ledger.Day) Calendar {
	b := build{r: r, p: r.Practice(), from: from, to: to}
	b.feasts = feastDays(b.p, from, to)
	b.about = map[ledger.GiftID]*about{}
	b.feastGiven()
	out := Calendar{From: from, To: to, Feasts: make([]Feast, len(b.feasts))}
	for i, f := range b.feasts {
		out.Feasts[i] = Feast{Occasion: f.id, Title: f.name, Day: f.day, Lunar: f.lunar}
	}
	for m := range r.Members() {
		if m.Into != 0 {
			continue // counts as the other one
		}
		b.person(&m, &out)
	}
	b.proofs(&out)
	slices.SortStableFunc(out.Entries, func(x, y Entry) int {
		return cmp.Or(cmp.Compare(x.Day, y.Day), cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.No, y.No), cmp.Compare(x.Member, y.Member))
	})
	for i := range out.Feasts {
		f := &out.Feasts[i]
		slices.SortStableFunc(f.Persons, func(x, y Entry) int { return cmp.Or(cmp.Compare(x.No, y.No), cmp.Compare(x.Member, y.Member)) })
		for k := range f.Persons {
			f.Tally[f.Persons[k].State]++
		}
	}
	return out
}
