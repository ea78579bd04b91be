package lunar

import (
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
)

func TestKnownDates(t *testing.T) {
	for _, c := range []struct {
		day  ledger.Day
		date Date
		text string
	}{
		{19000131, Date{1900, 1, 1, false}, "正月初一"}, // the first day of the table
		{19010218, Date{1900, 12, 30, false}, "腊月三十"},
		{19010219, Date{1901, 1, 1, false}, "正月初一"},
		{19491001, Date{1949, 8, 10, false}, "八月初十"},
		{19840202, Date{1984, 1, 1, false}, "正月初一"},
		{20230322, Date{2023, 2, 1, true}, "闰二月初一"},
		{20230324, Date{2023, 2, 3, true}, "闰二月初三"},
		{20250725, Date{2025, 6, 1, true}, "闰六月初一"},
		{20260216, Date{2025, 12, 29, false}, "腊月廿九"},
		{20331222, Date{2033, 11, 1, true}, "闰冬月初一"}, // the famous one
		{20570928, Date{2057, 8, 30, false}, "八月三十"}, // new moon seconds after midnight
		{20570929, Date{2057, 9, 1, false}, "九月初一"},
		{21010128, Date{2100, 12, 29, false}, "腊月廿九"}, // the last day of the table
	} {
		got, ok := Of(c.day)
		if !ok || got != c.date || got.Chinese() != c.text {
			t.Errorf("Of(%s) = %+v %s, %v; want %+v %s", c.day, got, got.Chinese(), ok, c.date, c.text)
		}
		if back, ok := c.date.Solar(); !ok || back != c.day {
			t.Errorf("%+v is %s, %v; want %s", c.date, back, ok, c.day)
		}
	}
}

func TestOutsideTheTable(t *testing.T) {
	for _, d := range []ledger.Day{0, -1, 19000130, 19000101, 21010129, 21991231, 20250230, 20251301, 20250100, 99999999, -20250101, 2147483647, -2147483648} {
		if got, ok := Of(d); ok || got != (Date{}) {
			t.Errorf("Of(%d) = %+v, %v", d, got, ok)
		}
	}
	for _, l := range []Date{
		{}, {1899, 12, 1, false}, {2101, 1, 1, false}, {2025, 0, 1, false}, {2025, 13, 1, false}, {2025, 1, 0, false}, {2025, 1, 31, false},
		{2025, -1, 1, true}, {2025, 5, 1, true}, {2024, 6, 1, true}, {2024, 0, 1, true}, {2025, 12, 30, false}, {-1 << 62, 1, 1, false}, {1 << 62, 1, 1, false},
	} {
		if d, ok := l.Solar(); ok || d != 0 || l.Valid() {
			t.Errorf("%+v is %s, %v", l, d, ok)
		}
	}
	for _, y := range []int{1899, 2101, 0, -5, 1 << 62} {
		if d, ok := NewYear(y); ok || d != 0 {
			t.Errorf("NewYear(%d) = %s", y, d)
		}
		if m, ok := LeapMonth(y); ok || m != 0 {
			t.Errorf("LeapMonth(%d) = %d", y, m)
		}
		if n, ok := MonthDays(y, 1, false); ok || n != 0 {
			t.Errorf("MonthDays(%d) = %d", y, n)
		}
	}
}

func TestChineseOfNoDate(t *testing.T) {
	for _, l := range []Date{{}, {2025, 0, 1, false}, {2025, 13, 1, false}, {2025, 1, 0, false}, {2025, 1, 31, false}, {2025, -3, -3, true}} {
		if got := l.Chinese(); got != "" {
			t.Errorf("%+v is %q", l, got)
		}
	}
}

func TestMonthDays(t *testing.T) {
	for _, c := range []struct {
		year, month int
		leap        bool
		days        int
		ok          bool
	}{
		{2025, 6, false, 30, true}, {2025, 6, true, 29, true}, {2025, 7, true, 0, false},
		{2025, 12, false, 29, true}, {2023, 2, true, 29, true}, {2024, 12, false, 29, true}, {2023, 12, false, 30, true},
	} {
		if n, ok := MonthDays(c.year, c.month, c.leap); n != c.days || ok != c.ok {
			t.Errorf("%+v: %d, %v", c, n, ok)
		}
	}
}

func anyDay(t *rapid.T) ledger.Day {
	n := rapid.IntRange(0, ledger.DayOf(2101, 1, 28).DaysSince(ledger.DayOf(1900, 1, 31))).Draw(t, "days")
	return ledger.DayOf(1900, 1, 31).Add(n)
}

// The next day is the next date: the day after in the month, or the first of a month.
func TestDatesFollowEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay(t)
		a, _ := Of(d)
		b, ok := Of(d.Add(1))
		if !ok {
			if d != 21010128 {
				t.Fatalf("no date after %s", d)
			}
			return
		}
		next := a
		next.Day++
		n, _ := MonthDays(a.Year, a.Month, a.Leap)
		if a.Day == n && b.Day != 1 || a.Day < n && b != next {
			t.Fatalf("%+v is followed by %+v", a, b)
		}
	})
}

func FuzzOf(f *testing.F) {
	for _, d := range []int32{0, 19000131, 20230322, 20260217, 21010128, 20250230, -1, 2147483647} {
		f.Add(d)
	}
	f.Fuzz(func(t *testing.T, n int32) {
		d := ledger.Day(n)
		got, ok := Of(d)
		if !ok {
			if d.Valid() && d >= 19000131 && d <= 21010128 {
				t.Fatalf("%d has no date", n)
			}
			return
		}
		if back, ok := got.Solar(); !ok || back != d || got.Chinese() == "" {
			t.Fatalf("%d is %+v, which is %d", n, got, back)
		}
	})
}

func FuzzSolar(f *testing.F) {
	f.Add(2025, 6, 30, true)
	f.Add(2033, 11, 1, true)
	f.Add(1900, 1, 1, false)
	f.Add(-1, 13, 99, true)
	f.Fuzz(func(t *testing.T, y, m, day int, leap bool) {
		l := Date{y, m, day, leap}
		_ = l.Chinese()
		d, ok := l.Solar()
		if ok != l.Valid() {
			t.Fatalf("%+v: %v", l, ok)
		}
		if back, found := Of(d); ok && (!found || back != l) {
			t.Fatalf("%+v is %s, which is %+v", l, d, back)
		}
	})
}
