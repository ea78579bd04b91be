package lunar

import (
	"container/list"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/6tail/lunar-go/calendar"

	"huizhang/ledger"
)

var rewrite = flag.Bool("rewrite-table", false, "write table.go anew from lunar-go")

const tableHead = `package lunar

// Code written by go test ./ledger/lunar -run TestTable -rewrite-table. DO NOT EDIT.

// table has a row for each lunar year; year.go says how it is read.
const table = `

func months(l *list.List) []*calendar.LunarMonth {
	var out []*calendar.LunarMonth
	for e := l.Front(); e != nil; e = e.Next() {
		out = append(out, e.Value.(*calendar.LunarMonth))
	}
	return out
}

// fromLibrary writes the file of the table as lunar-go reckons the years.
func fromLibrary() string {
	var b strings.Builder
	b.WriteString(tableHead + "`")
	for year := tableStart; year <= LastYear; year++ {
		all := months(calendar.NewLunarYear(year).GetMonthsInYear())
		first := calendar.NewSolarFromJulianDay(all[0].GetFirstJulianDay())
		clear := calendar.NewLunarFromYmd(year, 5, 1).GetJieQiTable()["清明"]
		leap, lengths := 0, ""
		for _, m := range all {
			lengths += fmt.Sprint(m.GetDayCount() % 10)[:1]
			if m.IsLeap() {
				leap = -m.GetMonth()
			}
		}
		fmt.Fprintf(&b, "%d %02d%02d %d %02d %-13s", year, first.GetMonth(), first.GetDay(), clear.GetDay(), leap, lengths)
		b.WriteString("\n")
	}
	b.WriteString("`\n")
	return strings.ReplaceAll(b.String(), " \n", "-\n")
}

// The committed table is the one the library gives.
func TestTable(t *testing.T) {
	want := fromLibrary()
	if *rewrite {
		if err := os.WriteFile("table.go", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile("table.go")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("table.go is not what the library gives; see its head")
	}
}

// Every row has its width, its year and lengths that lead to the next row.
func TestTableRows(t *testing.T) {
	if len(table) != (LastYear-tableStart+1)*rowWidth {
		t.Fatalf("the table has %d bytes", len(table))
	}
	for year := tableStart; year <= LastYear; year++ {
		r, _ := row(year)
		if !strings.HasPrefix(r, fmt.Sprint(year)) || r[rowWidth-1] != '\n' {
			t.Fatalf("row of %d: %q", year, r)
		}
		days, months := 0, 0
		for at := range mostMonths {
			if n := length(r, at); n > 0 {
				days, months = days+n, months+1
			}
		}
		want := 12
		if leap, _ := LeapMonth(year); leap > 0 {
			want = 13
		}
		if months != want {
			t.Errorf("%d has %d months, want %d", year, months, want)
		}
		first, _ := NewYear(year)
		if next, ok := NewYear(year + 1); ok && first.Add(days) != next {
			t.Errorf("%d has %d days, but the next begins on %s", year, days, next)
		}
	}
}

// Every day of the solar years 1901 to 2100, there and back, as the library
// has it. The library finds a day's month by walking the year, so this checks
// the table by another way than it was made.
func TestEveryDay(t *testing.T) {
	began := time.Now()
	n := 0
	for d := ledger.DayOf(FirstYear, 1, 1); d.Year() <= LastYear; d = d.Add(1) {
		n++
		l := calendar.NewLunarFromSolar(calendar.NewSolarFromYmd(d.Year(), d.Month().Num(), d.Dom()))
		want := Date{l.GetYear(), l.GetMonth(), l.GetDay(), l.GetMonth() < 0}
		if want.Leap {
			want.Month = -want.Month
		}
		got, ok := Of(d)
		if !ok || got != want {
			t.Fatalf("Of(%s) = %+v, %v; want %+v", d, got, ok, want)
		}
		if back, ok := got.Solar(); !ok || back != d {
			t.Fatalf("%+v is %s, %v; want %s", got, back, ok, d)
		}
		if text := l.GetMonthInChinese() + "月" + l.GetDayInChinese(); got.Chinese() != text {
			t.Fatalf("%s is %s, want %s", d, got.Chinese(), text)
		}
	}
	if n != 73049 {
		t.Errorf("compared %d days", n)
	}
	t.Log(n, "days in", time.Since(began))
}
