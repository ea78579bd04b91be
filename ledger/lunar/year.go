package lunar

import "huizhang/ledger"

// tableStart is the lunar year of the first row: the first weeks of FirstYear
// belong to the lunar year before it.
const tableStart = FirstYear - 1

// A row of the table is fixed in width, so that a year is found without parsing
// what stands before it:
//
//	2025 0129 4 06 9099090990900
//	year, first day, day of 清明 in April, leap month (00: none), and for each
//	month in order 0 for 30 days, 9 for 29 days, - where there is no 13th month.
const (
	rowWidth   = 4 + 1 + 4 + 1 + 1 + 1 + 2 + 1 + mostMonths + 1
	atFirst    = 5
	atClear    = 10
	atLeap     = 12
	atMonths   = 15
	mostMonths = 13
)

// row finds the line of a lunar year.
func row(year int) (string, bool) {
	if year < tableStart || year > LastYear {
		return "", false
	}
	at := (year - tableStart) * rowWidth
	return table[at : at+rowWidth], true
}

// number reads two digits.
func number(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }

// NewYear is 春节 of a year: the first day of the lunar year. The lunar year has
// the number of the solar year in which it begins.
func NewYear(year int) (ledger.Day, bool) {
	r, ok := row(year)
	if !ok {
		return 0, false
	}
	return ledger.DayOf(year, number(r[atFirst:]), number(r[atFirst+2:])), true
}

// LeapMonth tells which month of a lunar year is followed by a leap month of the
// same number, 0 when none is.
func LeapMonth(year int) (month int, ok bool) {
	r, ok := row(year)
	if !ok {
		return 0, false
	}
	return number(r[atLeap:]), true
}

// MonthDays counts the days of a lunar month: 29 or 30. It is not ok for a month
// that the year does not have.
func MonthDays(year, month int, leap bool) (days int, ok bool) {
	r, ok := row(year)
	if !ok || month < 1 || month > 12 {
		return 0, false
	}
	at, ok := place(r, month, leap)
	if !ok {
		return 0, false
	}
	return length(r, at), true
}

// place tells where in its year a month stands, from 0.
func place(r string, month int, leap bool) (at int, ok bool) {
	extra := number(r[atLeap:])
	if leap {
		return month, month == extra
	}
	if extra != 0 && month > extra {
		return month, true
	}
	return month - 1, true
}

// length counts the days of the month at a place, 0 when there is none.
func length(r string, at int) int {
	switch r[atMonths+at] {
	case '0':
		return 30
	case '9':
		return 29
	}
	return 0
}
