package report

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"huizhang/ledger"
)

// adult is the youngest age at which a date counts as somebody's birth date:
// the dates of what the notice tells about are younger.
const adult = 15

// Scan looks for personal data in the texts of a document that is meant for a
// notice board (domain rules §21): identity numbers, phones, bank cards, birth
// dates, names of members, and words about illness or need. Each finding
// forbids publishing. Amounts, days and counts are typed cells and are not
// searched; nor are the union's own name and the official account names.
func Scan(doc *Document, names []string) []ledger.Problem {
	s := scanner{org: doc.Organization, year: doc.Period.To.Year(), runs: regexp.MustCompile(runs), days: []*regexp.Regexp{regexp.MustCompile(tightDay), regexp.MustCompile(looseDay)}}
	if s.year == 0 {
		s.year = 2026
	}
	for _, a := range ledger.Chart2021() {
		s.plain = append(s.plain, a.Name)
	}
	// Long names first: 资产基金 must go before 基金 could stay behind.
	sort.SliceStable(s.plain, func(i, j int) bool { return len(s.plain[i]) > len(s.plain[j]) })
	for _, n := range names {
		if n = ledger.CleanName(n); utf8.RuneCountInString(n) >= 2 {
			s.names = append(s.names, n)
		}
	}
	s.text("标题", doc.Title)
	s.text("期间", doc.PeriodText)
	for _, n := range doc.Notes {
		s.text("附注", n)
	}
	for _, t := range doc.Tables {
		s.text("表名", t.Title)
		for _, c := range t.Columns {
			s.text("表头", c.Name)
		}
		for _, row := range t.Rows {
			for i, c := range row.Cells {
				where := row.Key
				if i < len(t.Columns) {
					where = strings.TrimSpace(where + " " + t.Columns[i].Name)
				}
				s.text(where, c.Text)
			}
		}
	}
	return s.found
}

type scanner struct {
	org   string
	plain []string // official words that may look like names
	names []string
	year  int
	runs  *regexp.Regexp
	days  []*regexp.Regexp
	found ledger.Problems
}

func (s *scanner) add(where, what, sample string) {
	s.found.Add("public", where, ledger.CodePersonal, "这里有%s（%s），公示表上不能出现。请改去后再公示。", what, sample)
}

func (s *scanner) text(where, raw string) {
	if raw == "" {
		return
	}
	t, _ := ledger.Clean(ledger.FoldWidth(raw))
	if s.org != "" {
		t = strings.ReplaceAll(t, s.org, "|")
	}
	s.numbers(where, t)
	s.dates(where, t)
	for _, w := range []string{"病", "癌", "低保"} {
		if strings.Contains(t, w) {
			s.add(where, "“"+w+"”字样", w)
		}
	}
	for _, w := range s.plain {
		t = strings.ReplaceAll(t, w, "|")
	}
	tight := strings.ReplaceAll(t, " ", "")
	for _, n := range s.names {
		if strings.Contains(t, n) || strings.Contains(tight, n) {
			s.add(where, "会员姓名", mask(n))
		}
	}
}

// mask keeps the first character: a message must not repeat what it warns of.
func mask(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n] + strings.Repeat("*", max(utf8.RuneCountInString(s)-1, 1))
}

// runs are stretches of digits, with the blanks and hyphens by which people
// group long numbers, and letters at their ends.
const runs = `[0-9A-Za-z]+(?:[ -][0-9A-Za-z]+)*`

func (s *scanner) numbers(where, t string) {
	for _, run := range s.runs.FindAllString(t, -1) {
		for _, n := range readings(run) {
			switch {
			case identity(n):
				s.add(where, "身份证号码", mask(n[:6]))
			case mobile(n):
				s.add(where, "手机号码", mask(n[:3]))
			case card(n):
				s.add(where, "银行卡号", mask(n[:4]))
			default:
				continue
			}
			break
		}
	}
}

// readings are the numbers that a run of digits may be: each unbroken piece,
// and pieces taken together where they are grouped as cards (4-4-4-4…), phones
// (3-4-4) and identity numbers (6-8-4) are. Other neighbours, such as the parts
// of a date, are not put together.
func readings(run string) []string {
	parts := strings.FieldsFunc(run, func(r rune) bool { return r == ' ' || r == '-' })
	out := append([]string{}, parts...)
	for i := range parts {
		for _, g := range [][]int{{4, 4, 4, 4}, {4, 4, 4, 4, 1}, {4, 4, 4, 4, 2}, {4, 4, 4, 4, 3}, {6, 13}, {3, 4, 4}, {2, 3, 4, 4}, {6, 8, 4}, {6, 4, 4, 4}} {
			if fits(parts[i:], g) {
				out = append(out, strings.Join(parts[i:i+len(g)], ""))
			}
		}
	}
	return out
}

func fits(parts []string, sizes []int) bool {
	if len(parts) < len(sizes) {
		return false
	}
	for i, n := range sizes {
		if len(parts[i]) != n {
			return false
		}
	}
	return true
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// identity checks an 18-digit identity number: a birth date inside, and the
// check digit of GB 11643.
func identity(s string) bool {
	s = strings.ToUpper(s)
	if len(s) != 18 || !allDigits(s[:17]) || !(allDigits(s[17:]) || s[17] == 'X') || !dayIn(s[6:14], 1900, 2199) {
		return false
	}
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(s[i]-'0') * w
	}
	return "10X98765432"[sum%11] == s[17]
}

func mobile(s string) bool {
	if len(s) == 13 {
		s = strings.TrimPrefix(s, "86")
	}
	return len(s) == 11 && allDigits(s) && s[0] == '1' && s[1] >= '3'
}

// card checks the length, the first digit and the Luhn sum of a bank card.
func card(s string) bool {
	if len(s) < 16 || len(s) > 19 || !allDigits(s) || !strings.ContainsRune("34569", rune(s[0])) {
		return false
	}
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

const (
	tightDay = `(?:^|[^0-9])([0-9]{8})(?:[^0-9]|$)`
	looseDay = `(?:^|[^0-9])([0-9]{4})[-/.年 ]{1,2}([0-9]{1,2})[-/.月 ]{1,2}([0-9]{1,2})(?:[^0-9]|$)`
)

// dates looks for days on which a grown-up may have been born.
func (s *scanner) dates(where, t string) {
	for _, re := range s.days {
		for _, m := range re.FindAllStringSubmatch(t, -1) {
			d := m[1]
			if len(m) > 2 {
				d += pad(m[2]) + pad(m[3])
			}
			if dayIn(d, 1920, s.year-adult) {
				s.add(where, "出生日期", d[:2]+"**")
			}
		}
	}
}

func pad(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// dayIn reports whether eight digits are a real day in a run of years.
func dayIn(s string, from, to int) bool {
	if len(s) != 8 || !allDigits(s) {
		return false
	}
	n := 0
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	d := ledger.Day(n)
	return d.Valid() && d.Year() >= from && d.Year() <= to
}
