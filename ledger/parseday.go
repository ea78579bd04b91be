package ledger

import (
	"strconv"
	"strings"
)

func badDay(s string) error {
	return Errf(CodeBadDay, "“%s”不是有效日期；请写成 2026-05-31 这样。", brief(s))
}

// readNumber reads at most eight plain digits.
func readNumber(s string) (int, bool) {
	if s == "" || len(s) > 8 || !allDigits(s) {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// readNumbers reads all parts, or none; no parts are no numbers.
func readNumbers(parts []string) ([]int, bool) {
	ns := make([]int, len(parts))
	for i, p := range parts {
		var ok bool
		if ns[i], ok = readNumber(strings.TrimSpace(p)); !ok {
			return nil, false
		}
	}
	return ns, len(ns) > 0
}

// ParseDay reads a day from a file: 2026-05-31, 2026/5/31, 2026.5.31, 20260531,
// 2026年5月31日, each also with a time of day behind it, which is dropped.
func ParseDay(s string) (Day, error) {
	t, ok := foldInput(s)
	if !ok {
		return 0, badDay(s)
	}
	if t == "" {
		return 0, Errf(CodeBadDay, "没有填日期；请写成 2026-05-31 这样。")
	}
	t = dropTime(t)
	if n, ok := readNumber(t); ok && len(t) == 8 && Day(n).Valid() {
		return Day(n), nil
	}
	if ns, ok := readNumbers(dayParts(t)); ok && len(ns) == 3 && ns[0] >= 1900 && ns[1] <= 12 && ns[2] <= 31 {
		if d := DayOf(ns[0], ns[1], ns[2]); d.Valid() {
			return d, nil
		}
		return 0, Errf(CodeBadDay, "“%s”这一天不存在；请核对年、月、日。", brief(s))
	}
	return 0, badDay(s)
}

// dayParts splits 2026-5-31 or 5月31日 at its separators, all of one kind.
func dayParts(s string) []string {
	if strings.ContainsAny(s, "年月日号") {
		t, isDay := strings.CutSuffix(strings.ReplaceAll(s, "号", "日"), "日")
		y, rest, hasYear := strings.Cut(t, "年")
		if !hasYear {
			y, rest = "", t
		}
		m, d, hasMonth := strings.Cut(rest, "月")
		switch {
		case hasYear && hasMonth:
			return []string{y, m, d}
		case hasMonth:
			return []string{m, d}
		case isDay && !hasYear:
			return []string{rest}
		}
		return nil
	}
	for _, sep := range []string{"-", "/", "."} {
		if strings.Contains(s, sep) {
			return strings.Split(s, sep)
		}
	}
	return nil
}

// dropTime cuts a time of day off: 2026-05-31 00:00:00, 2026-05-31T08:30:00Z.
func dropTime(s string) string {
	i := strings.LastIndexAny(s, " Tt")
	if i < 8 {
		return s
	}
	clock := strings.TrimSuffix(strings.TrimSuffix(s[i+1:], "Z"), "z")
	hms, frac, _ := strings.Cut(clock, ".")
	parts := strings.Split(hms, ":")
	if len(parts) == 1 && len(hms) == 6 {
		parts = []string{hms[:2], hms[2:4], hms[4:]}
	}
	ns, ok := readNumbers(parts)
	if !ok || len(ns) < 2 || len(ns) > 3 || !allDigits(frac) || ns[0] > 24 || ns[1] > 59 || len(ns) == 3 && ns[2] > 60 {
		return s
	}
	return strings.TrimSpace(s[:i])
}

// TypeDay reads a typed day as seen from ref, usually today: 5 is the fifth of
// ref's month, 105 or 0105 or 1-5 the fifth of January of its year, 260105 and
// 20260105 a full date, + and - the next and the last day, +3 and -7 so many
// days on; 今天 昨天 前天 明天 and t; and all that [ParseDay] reads.
func TypeDay(s string, ref Day) (Day, error) {
	t, ok := foldInput(s)
	if !ok {
		return 0, badDay(s)
	}
	if n, ok := dayStep(t); ok {
		return inCalendar(s, ref.Add(n))
	}
	if n, ok := readNumber(t); ok {
		switch len(t) {
		case 1, 2:
			return inCalendar(s, DayOf(ref.Year(), ref.Month().Num(), n))
		case 3, 4:
			return inCalendar(s, DayOf(ref.Year(), n/100, n%100))
		case 6:
			return inCalendar(s, Day(20000000+n))
		}
	}
	if ns, ok := readNumbers(dayParts(t)); ok && ns[0] <= 31 {
		switch {
		case len(ns) == 1:
			return inCalendar(s, DayOf(ref.Year(), ref.Month().Num(), ns[0]))
		case len(ns) == 2 && ns[1] <= 31:
			return inCalendar(s, DayOf(ref.Year(), ns[0], ns[1]))
		}
	}
	d, err := ParseDay(t)
	if err != nil {
		return 0, badTyped(s)
	}
	return d, nil
}

func badTyped(s string) error {
	return Errf(CodeBadDay, "“%s”不是有效日期；可写 5（本月5日）、0105、2026-01-05、今天、昨天、+1、-7。", brief(s))
}

func inCalendar(s string, d Day) (Day, error) {
	if !d.Valid() {
		return 0, badTyped(s)
	}
	return d, nil
}

// dayStep reads the words and signs that count from the reference day. Ten
// years is as far as a step may go.
func dayStep(s string) (int, bool) {
	switch s {
	case "今天", "今日", "t", "T":
		return 0, true
	case "昨天", "昨日":
		return -1, true
	case "前天":
		return -2, true
	case "明天", "明日":
		return 1, true
	case "+", "-":
		s += "1"
	}
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	n, ok := readNumber(strings.TrimSpace(s[1:]))
	if s[0] == '-' {
		return -n, ok && n <= 3660
	}
	return n, ok && n <= 3660
}

func badMonth(s string) error {
	return Errf(CodeBadDay, "“%s”不是有效月份；请写成 2026-05 这样。", brief(s))
}

// ParseMonth reads a month: 2026-05, 202605, 2026/5, 2026年5月. A point is not
// taken, because 2026.1 may be what a spreadsheet left of 2026.10.
func ParseMonth(s string) (Month, error) {
	t, ok := foldInput(s)
	if !ok {
		return 0, badMonth(s)
	}
	if n, ok := readNumber(t); ok && len(t) == 6 && Month(n).Valid() {
		return Month(n), nil
	}
	if strings.Contains(t, "年") {
		body, ok := strings.CutSuffix(t, "月")
		t = strings.Replace(body, "年", "-", 1)
		if !ok {
			return 0, badMonth(s)
		}
	}
	if !strings.Contains(t, ".") {
		if ns, ok := readNumbers(dayParts(t)); ok && len(ns) == 2 && ns[0] >= 1900 && ns[1] <= 12 {
			if m := MonthOf(ns[0], ns[1]); m.Valid() {
				return m, nil
			}
		}
	}
	return 0, badMonth(s)
}

// ParsePeriod reads a period as [Period.String] and [Period.Chinese] print it:
// 2026-05, 2026-Q2, 2026, 2026-01..2026-06; nothing means the whole book.
func ParsePeriod(s string) (Period, error) {
	t, ok := foldInput(s)
	if !ok {
		return Period{}, badPeriod(s)
	}
	if t == "" || t == "全部期间" {
		return Period{}, nil
	}
	from, to, isRange := strings.Cut(strings.Replace(t, "至", "..", 1), "..")
	if !isRange {
		p, ok := spanOf(t)
		if !ok {
			return Period{}, badPeriod(s)
		}
		return p, nil
	}
	a, okA := spanOf(from)
	b, okB := spanOf(to)
	if from == "" && to == "" || from != "" && !okA || to != "" && !okB {
		return Period{}, badPeriod(s)
	}
	p := Period{a.From, b.To}
	if p.From != 0 && p.To != 0 && p.From > p.To {
		return Period{}, Errf(CodeBadDay, "期间“%s”的开始在结束之后；请写成 2026-01..2026-06 这样。", brief(s))
	}
	return p, nil
}

func badPeriod(s string) error {
	return Errf(CodeBadDay, "“%s”不是有效期间；请写成 2026-05、2026-Q2、2026 或 2026-01..2026-06 这样。", brief(s))
}

// spanOf reads a month, a quarter or a year.
func spanOf(s string) (Period, bool) {
	s = strings.TrimSpace(s)
	if m, err := ParseMonth(s); err == nil {
		return MonthPeriod(m), true
	}
	if i := strings.IndexAny(s, "Qq"); i > 0 {
		return quarterOf(strings.TrimSuffix(s[:i], "-"), s[i+1:])
	}
	if y, q, ok := strings.Cut(s, "年"); ok && strings.HasSuffix(q, "季度") {
		return quarterOf(y, strings.TrimPrefix(strings.TrimSuffix(q, "季度"), "第"))
	}
	y, ok := readNumber(strings.TrimSuffix(strings.TrimSuffix(s, "度"), "年"))
	if !ok || !MonthOf(y, 1).Valid() || strings.HasSuffix(s, "度") && !strings.HasSuffix(s, "年度") {
		return Period{}, false
	}
	return YearPeriod(y), true
}

func quarterOf(year, num string) (Period, bool) {
	y, okY := readNumber(year)
	q, okQ := readNumber(num)
	if !okY || !okQ || q < 1 || q > 4 || !MonthOf(y, 1).Valid() {
		return Period{}, false
	}
	from := MonthOf(y, q*3-2)
	return Period{from, from.Add(2)}, true
}
