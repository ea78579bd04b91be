package lunar

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
)

func TestSolarBirthday(t *testing.T) {
	for _, c := range []struct {
		born ledger.Day
		year int
		want []ledger.Day
	}{
		{19850607, 2026, []ledger.Day{20260607}},
		{19880229, 2026, []ledger.Day{20260228}},
		{19880229, 2028, []ledger.Day{20280229}},
		{19880229, 2100, []ledger.Day{21000228}}, // no leap year
		{19850607, 1985, []ledger.Day{19850607}}, // the day itself
		{19850607, 1984, nil},
		{19850607, 2199, []ledger.Day{21990607}}, // needs no table
		{19850607, 2200, nil},
		{19850607, 1 << 40, nil},
		{19850607, -1, nil},
		{19850631, 2026, nil},
		{0, 2026, nil},
	} {
		if got := Birthday(c.born, c.year, false, LeapOrdinary); !slices.Equal(got, c.want) {
			t.Errorf("%s in %d: %v, want %v", c.born, c.year, got, c.want)
		}
	}
}

func TestLunarBirthday(t *testing.T) {
	solar := func(y, m, d int, leap bool) ledger.Day {
		day, ok := Date{y, m, d, leap}.Solar()
		if !ok {
			t.Fatalf("no %d-%d-%d %v", y, m, d, leap)
		}
		return day
	}
	for _, c := range []struct {
		why  string
		born ledger.Day
		year int
		leap Leap
		want []ledger.Day
	}{
		{"八月十五", solar(1980, 8, 15, false), 2026, LeapOrdinary, []ledger.Day{20260925}},
		{"腊月初八, two", solar(1980, 12, 8, false), 2022, LeapOrdinary, []ledger.Day{20220110, 20221230}},
		{"腊月初八, none", solar(1980, 12, 8, false), 2023, LeapOrdinary, nil},
		{"腊月初八, late", solar(1980, 12, 8, false), 2024, LeapOrdinary, []ledger.Day{20240118}},
		{"腊月三十 in a short month", solar(1980, 12, 30, false), 2026, LeapOrdinary, []ledger.Day{20260216}},
		{"腊月三十 in a long month", solar(1980, 12, 30, false), 2024, LeapOrdinary, []ledger.Day{20240209}},
		{"born 闰六月, ordinary, year with 闰六月", solar(1987, 6, 10, true), 2025, LeapOrdinary, []ledger.Day{20250704}},
		{"born 闰六月, again, year with 闰六月", solar(1987, 6, 10, true), 2025, LeapAgain, []ledger.Day{20250803}},
		{"born 闰六月, again, year without", solar(1987, 6, 10, true), 2026, LeapAgain, []ledger.Day{20260723}},
		{"born 闰六月, again, year with 闰二月", solar(1987, 6, 10, true), 2023, LeapAgain, []ledger.Day{20230727}},
		{"born 六月, again, year with 闰六月", solar(1985, 6, 10, false), 2025, LeapAgain, []ledger.Day{20250704}},
		{"unknown choice is ordinary", solar(1987, 6, 10, true), 2025, Leap(9), []ledger.Day{20250704}},
		{"the year of birth", solar(1987, 6, 10, true), 1987, LeapOrdinary, []ledger.Day{solar(1987, 6, 10, true)}},
		{"before the birth", solar(1987, 6, 10, false), 1986, LeapOrdinary, nil},
		{"January belongs to the lunar year before", 19870115, 1987, LeapOrdinary, []ledger.Day{19870115}},
		{"outside", solar(1987, 6, 10, false), 2101, LeapOrdinary, nil},
		{"born before the table", 19000101, 2000, LeapOrdinary, nil},
		{"no day", 20250231, 2026, LeapOrdinary, nil},
		{"far", 20250228, 1 << 60, LeapAgain, nil},
	} {
		if got := Birthday(c.born, c.year, true, c.leap); !slices.Equal(got, c.want) {
			t.Errorf("%s: born %s, in %d: %v, want %v", c.why, c.born, c.year, got, c.want)
		}
	}
}

// The 30th of a leap month falls on the 29th where that leap month is short.
func TestLeapMonthThirtieth(t *testing.T) {
	n := 0
	for year := tableStart; year <= LastYear; year++ {
		month, _ := LeapMonth(year)
		born, ok := Date{year, month, 30, true}.Solar()
		for later := year + 1; ok && later <= LastYear; later++ {
			m, _ := LeapMonth(later)
			days, _ := MonthDays(later, month, true)
			if m != month || days != 29 {
				continue
			}
			n++
			d, _ := Anniversary(born, later, LeapAgain)
			if got, _ := Of(d); got != (Date{later, month, 29, true}) {
				t.Errorf("born %s, in %d: %+v", born, later, got)
			}
		}
	}
	if n == 0 {
		t.Error("no such leap month in two centuries")
	}
}

// Over any run of years there is one birthday per lunar year, in order, about a
// year apart, and all on the lunar date or the 29th.
func TestOneBirthdayPerLunarYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		born := anyDay(t)
		leap := rapid.SampledFrom([]Leap{LeapOrdinary, LeapAgain}).Draw(t, "leap")
		birth, _ := Of(born)
		var all []ledger.Day
		for year := max(born.Year(), FirstYear); year <= LastYear; year++ {
			days := Birthday(born, year, true, leap)
			if len(days) > 2 {
				t.Fatalf("%d: %v", year, days)
			}
			all = append(all, days...)
		}
		if len(all) > 0 && born.Year() >= FirstYear && all[0] != born {
			t.Fatalf("born %s, first %s", born, all[0])
		}
		for i, d := range all {
			is, _ := Of(d)
			if is.Month != birth.Month || is.Day != birth.Day && !(birth.Day == 30 && is.Day == 29) {
				t.Fatalf("born %+v, has %+v", birth, is)
			}
			if is.Leap && d != born && (leap != LeapAgain || !birth.Leap) {
				t.Fatalf("born %+v, has %+v", birth, is)
			}
			if i == 0 {
				continue
			}
			before, _ := Of(all[i-1])
			if apart := d.DaysSince(all[i-1]); is.Year != before.Year+1 || apart < 323 || apart > 414 {
				t.Fatalf("born %+v: %+v, then %+v, %d days", birth, before, is, apart)
			}
		}
	})
}

// A solar birthday comes exactly once a year and never leaves its month.
func TestOneSolarBirthdayPerYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		born := anyDay(t)
		year := rapid.IntRange(born.Year(), 2199).Draw(t, "year")
		got := Birthday(born, year, false, LeapOrdinary)
		if len(got) != 1 || got[0].Year() != year || got[0].Month().Num() != born.Month().Num() || !got[0].Valid() {
			t.Fatalf("born %s, in %d: %v", born, year, got)
		}
	})
}

func TestLeapInWords(t *testing.T) {
	if got := fmt.Sprint(LeapOrdinary.Chinese(), " ", LeapAgain.Chinese()); got != "一律过平月 有闰月的年份过闰月" {
		t.Error(got)
	}
}

func FuzzBirthday(f *testing.F) {
	f.Add(int32(19880229), 2026, true, uint8(1))
	f.Add(int32(19870725), 2025, true, uint8(0))
	f.Add(int32(-1), -1, false, uint8(255))
	f.Fuzz(func(t *testing.T, born int32, year int, lunar bool, leap uint8) {
		for _, d := range Birthday(ledger.Day(born), year, lunar, Leap(leap)) {
			if !d.Valid() || d.Year() != year || d < ledger.Day(born) {
				t.Fatalf("born %d, in %d: %d", born, year, d)
			}
		}
	})
}
