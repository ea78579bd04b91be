package paper

import (
	"encoding/csv"
	"regexp"
	"strings"

	"huizhang/ledger"
)

// maxText bounds a pasted text, in bytes.
const maxText = 4 << 20

var wide = regexp.MustCompile(`[ \x{3000}]{2,}|\x{3000}`)

// Read splits pasted text into a table: by tabs (copied from a spreadsheet), by
// bars, by commas outside quotes, or by runs of spaces (copied from a page). A
// comma splits only where the heading row has commas too, because amounts
// contain commas.
func Read(text string) [][]string {
	if len(text) > maxText {
		text = text[:maxText]
	}
	text = strings.TrimPrefix(strings.ToValidUTF8(text, "\uFFFD"), "\uFEFF")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	var lines []string
	for _, l := range strings.Split(text, "\n") {
		if strings.TrimSpace(l) != "" {
			lines = append(lines, l)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	switch {
	case strings.Contains(text, "\t"):
		return split(lines, func(l string) []string { return strings.Split(l, "\t") })
	case countWith(lines, "|")*2 > len(lines) || countWith(lines, "｜")*2 > len(lines):
		return bars(lines)
	case commas(lines):
		if rows, ok := readCSV(text); ok {
			return rows
		}
	}
	return split(lines, func(l string) []string {
		cut := wide.Split(strings.TrimRight(l, " \u3000"), -1)
		if len(cut) == 1 {
			return strings.Fields(l)
		}
		return apart(cut)
	})
}

// apart splits cells that are two or more numbers one space apart.
func apart(cells []string) []string {
	var out []string
	for _, v := range cells {
		parts := strings.Fields(v)
		for _, p := range parts {
			if _, isPercent := readPercent(p, false); !meantAsNumber(fold(p)) && !isPercent {
				parts = []string{v}
				break
			}
		}
		if len(parts) == 0 {
			parts = []string{v}
		}
		out = append(out, parts...)
	}
	return out
}

func countWith(lines []string, sep string) int {
	n := 0
	for _, l := range lines {
		if strings.Contains(l, sep) {
			n++
		}
	}
	return n
}

var thousands = regexp.MustCompile(`\d,\d{3}`)

// commas reports a text whose first line with a comma that is not inside an
// amount is split by commas rather than by gaps.
func commas(lines []string) bool {
	for _, l := range lines[:min(len(lines), 8)] {
		if strings.Contains(thousands.ReplaceAllString(l, ""), ",") {
			return !wide.MatchString(strings.TrimSpace(l))
		}
	}
	return false
}

func readCSV(text string) ([][]string, bool) {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	rows, err := r.ReadAll()
	if err != nil {
		return nil, false
	}
	return tidy(rows), true
}

func bars(lines []string) [][]string {
	return split(lines, func(l string) []string {
		l = strings.ReplaceAll(l, "｜", "|")
		if strings.Trim(l, "|-:+ ") == "" {
			return nil // the rule below a heading
		}
		return strings.Split(strings.Trim(strings.TrimSpace(l), "|"), "|")
	})
}

func split(lines []string, cut func(string) []string) [][]string {
	var rows [][]string
	for _, l := range lines {
		if r := cut(l); r != nil {
			rows = append(rows, r)
		}
	}
	return tidy(rows)
}

// tidy makes every cell one clean row of text.
func tidy(rows [][]string) [][]string {
	for _, r := range rows {
		for i, v := range r {
			r[i] = strings.TrimSpace(ledger.Plain(v))
		}
	}
	return rows
}
