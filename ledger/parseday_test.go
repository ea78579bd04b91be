package ledger

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseDay(t *testing.T) {
	for _, in := range []string{
		"2026-05-31", "2026-5-31", "2026/5/31", "2026/05/31", "2026.5.31", "20260531", "2026年5月31日", "2026年05月31日", "2026 年 5 月 31 日", "2026年5月31", "2026年5月31号",
		"2026-05-31 00:00:00", "2026-05-31T08:30:00Z", "2026/5/31 8:30", "20260531 143322", "2026-05-31 14:33:22.123", "２０２６－０５－３１", "２０２６年５月３１日", " 2026-05-31\t", "2026年5月31日 14:00",
	} {
		if got, err := ParseDay(in); err != nil || got != 20260531 {
			t.Errorf("%q: got %s, %v", in, got, err)
		}
	}
	for in, want := range map[string]string{
		"": "没有填日期", "2026-02-29": "不存在", "2026-04-31": "不存在", "2026-00-10": "不存在", "2026-13-01": "不是有效日期", "26-5-31": "不是有效日期", "2026-5": "不是有效日期",
		"2026-5/31": "不是有效日期", "5": "不是有效日期", "今天": "不是有效日期", "20260532": "不是有效日期", "2026-05-31 25:00:00": "不是有效日期", "2026-05-31 x": "不是有效日期", "3000-01-01": "不存在",
		"2026-05-31-01": "不是有效日期", "46173": "不是有效日期", "2026-\u202e05-31": "不是有效日期", "-2026-05-31": "不是有效日期", "2026--05-31": "不是有效日期", "年月日": "不是有效日期",
	} {
		got, err := ParseDay(in)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %s, %v, want an error with %s", in, got, err, want)
			continue
		}
		plainErr(t, in, err)
	}
}

func TestTypeDay(t *testing.T) {
	for in, want := range map[string]Day{
		"5": 20260505, "05": 20260505, "31": 20260531, "0105": 20260105, "105": 20260105, "1231": 20261231, "20260105": 20260105, "260105": 20260105, "990105": 20990105,
		"今天": 20260517, "昨天": 20260516, "前天": 20260515, "明天": 20260518, "t": 20260517, "T": 20260517, "+": 20260518, "-": 20260516, "+3": 20260520, "-7": 20260510, "+15": 20260601,
		"５": 20260505, "＋３": 20260520, "－": 20260516, "0１05": 20260105, "5日": 20260505, "5号": 20260505, "1-5": 20260105, "1/5": 20260105, "1.5": 20260105, "1月5日": 20260105,
		"2026-05-31": 20260531, "2025年12月31日": 20251231, "2026/5/31": 20260531,
	} {
		if got, err := TypeDay(in, 20260517); err != nil || got != want {
			t.Errorf("%q: got %s, %v, want %s", in, got, err, want)
		}
	}
	if got, err := TypeDay("-", 20260101); err != nil || got != 20251231 {
		t.Errorf("the day before new year: %s, %v", got, err)
	}
	for _, in := range []string{"", "0", "32", "0230", "1305", "12345", "1234567", "+x", "-1-5", "abc", "99999", "+99999", "1-32", "13-1", "--", "２０２６", "\u200b5", "260230"} {
		got, err := TypeDay(in, 20260517)
		if err == nil {
			t.Errorf("%q: got %s, want an error", in, got)
			continue
		}
		plainErr(t, in, err)
	}
}

func TestParseMonth(t *testing.T) {
	for _, in := range []string{"2026-05", "2026-5", "202605", "2026/5", "2026年5月", "2026年05月", "２０２６－０５", " 2026-05 "} {
		if got, err := ParseMonth(in); err != nil || got != 202605 {
			t.Errorf("%q: got %s, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "2026", "2026-13", "2026-0", "2026.5", "2026年5", "5月", "26-05", "2026-05-01", "2026-5日", "202613", "2026年5月1日", "2026年1.5月"} {
		got, err := ParseMonth(in)
		if err == nil {
			t.Errorf("%q: got %s, want an error", in, got)
			continue
		}
		plainErr(t, in, err)
	}
}

func TestParsePeriod(t *testing.T) {
	for in, want := range map[string]Period{
		"": {}, "全部期间": {}, "2026-05": {202605, 202605}, "2026-Q2": {202604, 202606}, "2026q4": {202610, 202612}, "2026": {202601, 202612}, "2026年": {202601, 202612},
		"2026年度": {202601, 202612}, "2026年第2季度": {202604, 202606}, "2026-01..2026-06": {202601, 202606}, "2026年1月至2026年6月": {202601, 202606}, "2025..2026-Q1": {202501, 202603},
		"..2026-03": {0, 202603}, "2026-03..": {202603, 0},
	} {
		if got, err := ParsePeriod(in); err != nil || got != want {
			t.Errorf("%q: got %v, %v, want %v", in, got, err, want)
		}
	}
	for _, in := range []string{"..", "2026-06..2026-01", "2026-Q5", "2026-Q0", "Q1", "2026度", "x..2026", "2026..x", "1800", "2026..2027..2028", "2026-05-01"} {
		got, err := ParsePeriod(in)
		if err == nil {
			t.Errorf("%q: got %v, want an error", in, got)
			continue
		}
		plainErr(t, in, err)
	}
}

func someDay(t *rapid.T) Day {
	return Day(19000101).Add(rapid.IntRange(0, 109_572).Draw(t, "days"))
}

func TestDayRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, ref := someDay(t), Day(20260517)
		for _, s := range []string{d.String(), d.Chinese(), strings.ReplaceAll(d.String(), "-", "/"), strings.ReplaceAll(d.String(), "-", ""), d.String() + " 00:00:00"} {
			if got, err := ParseDay(s); err != nil || got != d {
				t.Fatalf("%s: got %s, %v", s, got, err)
			}
			if got, err := TypeDay(s, ref); err != nil || got != d {
				t.Fatalf("typed %s: got %s, %v", s, got, err)
			}
		}
		m := d.Month()
		for _, s := range []string{m.String(), m.Chinese()} {
			if got, err := ParseMonth(s); err != nil || got != m {
				t.Fatalf("%s: got %s, %v", s, got, err)
			}
		}
		p := Period{m, m.Add(rapid.IntRange(0, 40).Draw(t, "months"))}
		for _, s := range []string{p.String(), p.Chinese()} {
			if got, err := ParsePeriod(s); p.To.Valid() && (err != nil || got != p) {
				t.Fatalf("%s: got %v, %v", s, got, err)
			}
		}
	})
}

func FuzzDays(f *testing.F) {
	for _, s := range []string{"2026-05-31 00:00:00", "2026年5月31日", "0105", "+3", "-", "今天", "2026-Q2", "2026..2027", "5号", "月", "年"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDay(s)
		if err != nil {
			plainErr(t, s, err)
		} else if typed, err := TypeDay(s, 20260517); !d.Valid() || err != nil || typed != d {
			t.Fatalf("%q: a file gives %s, typing gives %s, %v", s, d, typed, err)
		}
		if d, err := TypeDay(s, 20260517); err != nil {
			plainErr(t, s, err)
		} else if !d.Valid() {
			t.Fatalf("%q gives %d, which is no day", s, d)
		}
		if m, err := ParseMonth(s); err != nil {
			plainErr(t, s, err)
		} else if again, err := ParseMonth(m.String()); err != nil || again != m {
			t.Fatalf("%q gives %s, again %s, %v", s, m, again, err)
		}
		if p, err := ParsePeriod(s); err != nil {
			plainErr(t, s, err)
		} else if again, err := ParsePeriod(p.String()); err != nil || again != p {
			t.Fatalf("%q gives %v, again %v, %v", s, p, again, err)
		}
	})
}
