package paper

import (
	"encoding/csv"
	"io"
	"regexp"
	"slices"
	"strings"

	"huizhang/ledger"
)

// maxText bounds a pasted text, in bytes.
const maxText = 4 << 20

var wide = regexp.MustCompile(`[ \x{3000}]{2,}|\x{3000}`)

// Read splits pasted text into a table: by tabs (copied from a spreadsheet), by
// bars, by commas outside quotes, or by runs of spaces (copied from a page). A
// comma splits only where the heading row has commas too, because amounts
// contain commas. Row 5 is line 5 of the text, unless a cell has several lines.
func Read(text string) [][]string {
	if len(text) > maxText {
		text = text[:maxText]
	}
	text = strings.TrimPrefix(strings.ToValidUTF8(text, "\uFFFD"), "\uFEFF")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.TrimRight(text, " \t\n\u3000")
	if strings.TrimSpace(text) == "" {
		return nil
	}
	lines := strings.Split(text, "\n")
	printed := slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return strings.TrimSpace(l) == "" })
	switch {
	case strings.Contains(text, "\t"):
		return split(lines, func(l string) []string { return strings.Split(l, "\t") })
	case countWith(printed, "|")*2 > len(printed) || countWith(printed, "｜")*2 > len(printed):
		return split(lines, bars)
	case commas(printed):
		if rows, ok := readCSV(text); ok {
			return rows
		}
	}
	return gaps(lines)
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
	var rows [][]string
	for {
		row, err := r.Read()
		if err == io.EOF {
			return tidy(rows), true
		}
		if err != nil {
			return nil, false
		}
		for line, _ := r.FieldPos(0); len(rows) < line-1; {
			rows = append(rows, nil)
		}
		rows = append(rows, row)
	}
}

// bars cuts a line at its bars; the rule below a heading has no cells.
func bars(l string) []string {
	l = strings.ReplaceAll(l, "｜", "|")
	if strings.Trim(l, "|-:+ ") == "" {
		return nil
	}
	return strings.Split(strings.Trim(strings.TrimSpace(l), "|"), "|")
}

func split(lines []string, cut func(string) []string) [][]string {
	var rows [][]string
	for _, l := range lines {
		rows = append(rows, cut(l))
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
