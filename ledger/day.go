package ledger

import (
	"fmt"
	"time"
)

// Day is a calendar day without zone: 20260531. Zero means none.
type Day int32

// Month is a calendar month: 202605. Zero means none.
type Month int32

// DayOf makes a day; the parts must form a real date (see [Day.Valid]).
func DayOf(y, m, d int) Day { return Day(y*10000 + m*100 + d) }

// MonthOf makes a month.
func MonthOf(y, m int) Month { return Month(y*100 + m) }

// Today takes the calendar day that t has in its own zone.
func Today(t time.Time) Day { return DayOf(t.Year(), int(t.Month()), t.Day()) }

// Year, Month and Dom are the parts of a day.
func (d Day) Year() int    { return int(d) / 10000 }
func (d Day) Month() Month { return Month(d / 100) }
func (d Day) Dom() int     { return int(d) % 100 }

func (d Day) time() time.Time {
	return time.Date(d.Year(), time.Month(int(d)/100%100), d.Dom(), 0, 0, 0, 0, time.UTC)
}

// Valid reports whether the day exists in the calendar, years 1900 to 2199.
func (d Day) Valid() bool {
	return d.Year() >= 1900 && d.Year() <= 2199 && Today(d.time()) == d
}

// Add moves by n days.
func (d Day) Add(n int) Day { return Today(d.time().AddDate(0, 0, n)) }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.time().Weekday() }

// DaysSince counts the days from e to d.
func (d Day) DaysSince(e Day) int { return int(d.time().Sub(e.time()).Hours() / 24) }

// String prints 2026-05-31, or nothing for zero.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year(), int(d)/100%100, d.Dom())
}

// Chinese prints 2026年5月31日.
func (d Day) Chinese() string {
	return fmt.Sprintf("%d年%d月%d日", d.Year(), int(d)/100%100, d.Dom())
}

// Clock prints Unix seconds as the clocks of China show them, whatever zone the
// machine is set to: 2026-05-31 09:05. It prints nothing for zero.
func Clock(unix int64) string {
	if unix == 0 {
		return ""
	}
	return inChina(unix).Format("2006-01-02 15:04")
}

// DayAt is the calendar day of Unix seconds in China, whatever zone the machine
// is set to.
func DayAt(unix int64) Day { return Today(inChina(unix)) }

func inChina(unix int64) time.Time {
	return time.Unix(unix, 0).In(time.FixedZone("", 8*3600))
}

// Year and Num are the parts of a month.
func (m Month) Year() int { return int(m) / 100 }
func (m Month) Num() int  { return int(m) % 100 }

// Valid reports whether the month is one of 1 to 12, years 1900 to 2199.
func (m Month) Valid() bool {
	return m.Year() >= 1900 && m.Year() <= 2199 && m.Num() >= 1 && m.Num() <= 12
}

// Add moves by n months.
func (m Month) Add(n int) Month {
	k := m.Year()*12 + m.Num() - 1 + n
	return MonthOf(k/12, k%12+1)
}

// Since counts the months from n to m.
func (m Month) Since(n Month) int { return (m.Year()-n.Year())*12 + m.Num() - n.Num() }

// First and Last are the first and last day of the month.
func (m Month) First() Day { return DayOf(m.Year(), m.Num(), 1) }
func (m Month) Last() Day  { return m.Add(1).First().Add(-1) }

// String prints 2026-05, or nothing for zero.
func (m Month) String() string {
	if m == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m.Year(), m.Num())
}

// Chinese prints 2026年5月.
func (m Month) Chinese() string { return fmt.Sprintf("%d年%d月", m.Year(), m.Num()) }

// Period is a run of whole months, both ends included. The zero Period is the
// whole book.
type Period struct{ From, To Month }

// MonthPeriod is the period of one month.
func MonthPeriod(m Month) Period { return Period{m, m} }

// YearPeriod is the period of a calendar year.
func YearPeriod(y int) Period { return Period{MonthOf(y, 1), MonthOf(y, 12)} }

// Has reports whether the month lies in the period.
func (p Period) Has(m Month) bool {
	return (p.From == 0 || m >= p.From) && (p.To == 0 || m <= p.To)
}

// IsMonth, IsQuarter and IsYear tell what the period spans.
func (p Period) IsMonth() bool { return p.From != 0 && p.From == p.To }
func (p Period) IsQuarter() bool {
	return p.From != 0 && p.From.Num()%3 == 1 && p.To == p.From.Add(2)
}
func (p Period) IsYear() bool {
	return p.From != 0 && p.From.Num() == 1 && p.To == p.From.Add(11)
}

// String prints the period as the command line takes it: 2026-05, 2026-Q2,
// 2026, 2026-01..2026-05; nothing for the whole book.
func (p Period) String() string {
	switch {
	case p == Period{}:
		return ""
	case p.IsMonth():
		return p.From.String()
	case p.IsQuarter():
		return fmt.Sprintf("%04d-Q%d", p.From.Year(), (p.From.Num()+2)/3)
	case p.IsYear():
		return fmt.Sprintf("%04d", p.From.Year())
	}
	return p.From.String() + ".." + p.To.String() // an open end stays empty
}

// Chinese prints the period for a heading: 2026年5月, 2026年第2季度, 2026年度.
func (p Period) Chinese() string {
	switch {
	case p == Period{}:
		return "全部期间"
	case p.From == 0:
		return "截至" + p.To.Chinese()
	case p.To == 0:
		return "自" + p.From.Chinese() + "起"
	case p.IsMonth():
		return p.From.Chinese()
	case p.IsQuarter():
		return fmt.Sprintf("%d年第%d季度", p.From.Year(), (p.From.Num()+2)/3)
	case p.IsYear():
		return fmt.Sprintf("%d年度", p.From.Year())
	}
	return p.From.Chinese() + "至" + p.To.Chinese()
}
