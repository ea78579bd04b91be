package entitle

import (
	"cmp"
	"fmt"
	"slices"

	"huizhang/ledger"
	"huizhang/ledger/lunar"
)

// feast is a festival of the book on one of its days. Near are its days of the
// years around, so that a gift a few days early or late finds the right one.
type feast struct {
	id, name, lunar string
	day             ledger.Day
	near            []ledger.Day
	given           bool // some act gave for it in the years around
}

// feastDays lists the festivals with gifts, the seven and the local ones.
func feastDays(p ledger.Practice, from, to ledger.Day) []feast {
	var out []feast
	for _, o := range ledger.Occasions(p) {
		if !o.Festival {
			continue
		}
		var near []ledger.Day
		for y := from.Year() - 1; y <= to.Year()+1; y++ {
			if d, ok := FestivalDay(p, o, y); ok {
				near = append(near, d)
			}
		}
		for _, d := range near {
			if d >= from && d <= to {
				out = append(out, feast{id: o.ID, name: o.Name, lunar: lunarWord(p, o, d), day: d, near: near})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b feast) int { return cmp.Compare(a.day, b.day) })
	return out
}

// FestivalDay finds the day of an occasion that has one in a solar year: the
// seven festivals, local ones, and 三八, 教师节, 六一.
func FestivalDay(p ledger.Practice, o ledger.Occasion, year int) (ledger.Day, bool) {
	if i := slices.IndexFunc(p.Festivals, func(f ledger.Festival) bool { return f.ID == o.ID }); i >= 0 {
		f := p.Festivals[i]
		if f.Lunar {
			return localLunar(f, year)
		}
		d := ledger.DayOf(year, f.Month, f.Dom)
		return d, d.Valid()
	}
	if !o.Festival && !o.Asks {
		return 0, false
	}
	if f, ok := lunar.Named(o.Name); ok {
		return f.In(year)
	}
	return 0, false
}

// localLunar finds a local lunar festival in a solar year; late in the lunar
// year it may belong to the one before. Of a month without a 30th it is the 29th.
func localLunar(f ledger.Festival, year int) (ledger.Day, bool) {
	for _, y := range []int{year, year - 1} {
		dom := f.Dom
		if n, ok := lunar.MonthDays(y, f.Month, false); ok {
			dom = min(dom, n)
		}
		if d, ok := (lunar.Date{Year: y, Month: f.Month, Day: dom}).Solar(); ok && d.Year() == year {
			return d, true
		}
	}
	return 0, false
}

func lunarWord(p ledger.Practice, o ledger.Occasion, d ledger.Day) string {
	local := slices.IndexFunc(p.Festivals, func(f ledger.Festival) bool { return f.ID == o.ID })
	f, _ := lunar.Named(o.Name)
	switch {
	case local >= 0 && p.Festivals[local].Lunar, local < 0 && (f == lunar.Chunjie || f == lunar.Duanwu || f == lunar.Zhongqiu):
		l, _ := lunar.Of(d)
		return l.Chinese()
	}
	return ""
}

// birthdays are the days of somebody's birthday in the years around.
func birthdays(m *ledger.Member, p ledger.Practice, from, to int) []ledger.Day {
	leap := lunar.LeapOrdinary
	if p.LeapMonth {
		leap = lunar.LeapAgain
	}
	var out []ledger.Day
	for y := from; y <= to; y++ {
		out = append(out, lunar.Birthday(m.Born, y, m.Lunar, leap)...)
	}
	return out
}

// mayFall rules most people out before the calendar is asked: a solar birthday
// falls in the month of birth.
func mayFall(m *ledger.Member, from, to ledger.Day) bool {
	if m.Born == 0 {
		return false
	}
	if m.Lunar || to.Year() > from.Year() {
		return true
	}
	mo := m.Born.Month().Num()
	return mo >= from.Month().Num() && mo <= to.Month().Num()
}

// step is after how many years of work a service anniversary comes.
const step = 10

// serviceDays are the anniversaries of work that lie in the days: 10, 20, 30 …
// years. Of 29 February it is the 28th in common years, as with birthdays.
func serviceDays(work, from, to ledger.Day) (days []ledger.Day, years []int) {
	if work == 0 {
		return nil, nil
	}
	for y := from.Year(); y <= to.Year(); y++ {
		n := y - work.Year()
		if n <= 0 || n%step != 0 {
			continue
		}
		d := ledger.DayOf(y, work.Month().Num(), work.Dom())
		if !d.Valid() {
			d = ledger.MonthOf(y, work.Month().Num()).Last()
		}
		if d >= from && d <= to {
			days, years = append(days, d), append(years, n)
		}
	}
	return days, years
}

// ServiceTitle is how a service anniversary is named in an act's title, by which
// the calendar finds it again.
func ServiceTitle(years int) string { return fmt.Sprintf("工作满%d年", years) }

func lunarBirthday(m *ledger.Member, d ledger.Day) string {
	if !m.Lunar {
		return ""
	}
	l, _ := lunar.Of(d)
	return l.Chinese()
}
