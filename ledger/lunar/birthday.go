package lunar

import "huizhang/ledger"

// Leap is what somebody born in a leap month chose for the years after.
type Leap uint8

const (
	// LeapOrdinary keeps the birthday in the ordinary month of the same number,
	// also in years that have the leap month.
	LeapOrdinary Leap = iota
	// LeapAgain keeps it in the leap month when the year has the same one, else
	// in the ordinary month.
	LeapAgain
)

// Chinese says the choice in words.
func (l Leap) Chinese() string {
	if l == LeapAgain {
		return "有闰月的年份过闰月"
	}
	return "一律过平月"
}

// Birthday finds the days of a solar year on which somebody born on that day
// has the birthday, the solar or the lunar one. The day of birth itself counts,
// days before it do not.
//
// A solar birthday comes once a year; of 29 February it is 28 February in
// common years, so that it stays in its month (a monthly list of birthdays must
// not lose it) and is never late.
//
// A lunar birthday comes once in each lunar year, on the same lunar date, or
// the 29th when the month has no 30th that year. A solar year can therefore
// hold none or two of those that lie late in the lunar year: of 腊月初八 there
// are two in 2022, on 10 January and 30 December, and none in 2023. Who gives
// once per lunar year asks [Anniversary].
//
// Nothing comes for solar years outside FirstYear to LastYear or for a day of
// birth outside the table.
func Birthday(born ledger.Day, year int, lunar bool, leap Leap) []ledger.Day {
	if !born.Valid() || year < born.Year() {
		return nil
	}
	if !lunar {
		return solarBirthday(born, year)
	}
	if year < FirstYear || year > LastYear {
		return nil // a half-known year would look like a year without birthday
	}
	var out []ledger.Day
	for _, lunarYear := range [...]int{year - 1, year} {
		if d, ok := Anniversary(born, lunarYear, leap); ok && d.Year() == year {
			out = append(out, d)
		}
	}
	return out
}

func solarBirthday(born ledger.Day, year int) []ledger.Day {
	d := ledger.Day(year*10000 + int(born)%10000)
	if !d.Valid() && int(born)%10000 == 229 {
		d = ledger.DayOf(year, 2, 28)
	}
	if !d.Valid() {
		return nil
	}
	return []ledger.Day{d}
}

// Anniversary finds the one lunar birthday of a lunar year, which may fall in
// the next solar year. It is not ok before the birth and outside the table.
func Anniversary(born ledger.Day, lunarYear int, leap Leap) (ledger.Day, bool) {
	birth, ok := Of(born)
	if !ok || lunarYear < birth.Year {
		return 0, false
	}
	if lunarYear == birth.Year {
		return born, true // whatever is chosen for later years
	}
	is := Date{Year: lunarYear, Month: birth.Month, Day: birth.Day}
	if birth.Leap && leap == LeapAgain {
		extra, _ := LeapMonth(lunarYear)
		is.Leap = extra == birth.Month
	}
	n, ok := MonthDays(is.Year, is.Month, is.Leap)
	if !ok {
		return 0, false
	}
	is.Day = min(is.Day, n)
	return is.Solar()
}
