package lunar

import "huizhang/ledger"

// Date is a day of the Chinese calendar: year 2023, month 2, day 3, Leap for
// 闰二月初三. The zero Date is none.
type Date struct {
	Year, Month, Day int
	Leap             bool
}

// Of finds the lunar date of a calendar day.
func Of(d ledger.Day) (Date, bool) {
	if !d.Valid() {
		return Date{}, false
	}
	year := d.Year()
	first, ok := NewYear(year)
	if !ok || d < first {
		year--
		if first, ok = NewYear(year); !ok {
			return Date{}, false
		}
	}
	r, _ := row(year)
	extra, left := number(r[atLeap:]), d.DaysSince(first)
	for at := range mostMonths {
		n := length(r, at)
		if left < n {
			date := Date{Year: year, Month: at + 1, Day: left + 1}
			if extra != 0 && at >= extra {
				date.Month, date.Leap = at, at == extra
			}
			return date, true
		}
		left -= n
	}
	return Date{}, false // a day after the last lunar year
}

// Valid reports whether the date exists and lies in the table.
func (l Date) Valid() bool {
	n, ok := MonthDays(l.Year, l.Month, l.Leap)
	return ok && l.Day >= 1 && l.Day <= n
}

// Solar finds the calendar day of a lunar date. It is not ok for a date that
// does not exist, such as the 30th of a month of 29 days.
func (l Date) Solar() (ledger.Day, bool) {
	if !l.Valid() {
		return 0, false
	}
	r, _ := row(l.Year)
	first, _ := NewYear(l.Year)
	at, _ := place(r, l.Month, l.Leap)
	days := l.Day - 1
	for i := range at {
		days += length(r, i)
	}
	return first.Add(days), true
}

// Chinese prints month and day as almanacs do, 闰二月初三; nothing when no
// calendar has such a month or day.
func (l Date) Chinese() string {
	if l.Month < 1 || l.Month > 12 || l.Day < 1 || l.Day > 30 {
		return ""
	}
	months := [...]string{"正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"}
	leap := ""
	if l.Leap {
		leap = "闰"
	}
	return leap + months[l.Month-1] + "月" + dayName(l.Day)
}

// dayName prints 初一, 初十, 十五, 二十, 廿三, 三十.
func dayName(day int) string {
	digits := [...]string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}
	switch {
	case day <= 10:
		return "初" + digits[day-1]
	case day < 20:
		return "十" + digits[day-11]
	case day == 20:
		return "二十"
	case day < 30:
		return "廿" + digits[day-21]
	}
	return "三十"
}
