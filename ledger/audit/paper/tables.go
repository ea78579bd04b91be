package paper

import (
	"slices"
	"strings"
)

// span is one table of a paper: where what stands above it begins, its heading
// row and where it ends.
type span struct{ above, head, end int }

// headWithin is how far down the first heading is looked for: titles, the
// keeper and the unit stand above it.
const headWithin = 8

// tables finds the tables of a paper. A further table begins with a heading of
// its own below an empty line or a title; the same heading again, as on each
// page of a print, begins none.
func tables(rows [][]string) []span {
	var out []span
	if h := findHead(rows); h >= 0 {
		out = append(out, span{0, h, len(rows)})
	}
	for r := 1; r < len(rows); r++ {
		if len(out) > 0 && r <= out[len(out)-1].head || !title(rows[r-1]) || !headRow(rows[r]) || !headWords(rows[r]) {
			continue
		}
		above := 0
		if n := len(out); n > 0 {
			if sameCells(rows[out[n-1].head], rows[r]) {
				continue
			}
			end := r
			for end > out[n-1].head+1 && title(rows[end-1]) {
				end--
			}
			out[n-1].end, above = end, end
		}
		out = append(out, span{above, r, len(rows)})
	}
	return out
}

// findHead is the row with two texts and no amount that has the words of a
// heading, else the first such row; years are texts.
func findHead(rows [][]string) int {
	first := -1
	for r := range rows[:min(len(rows), headWithin)] {
		if !headRow(rows[r]) {
			if first >= 0 && !title(rows[r]) && !unitRow(rows[r]) {
				break // figures: the heading was above
			}
			continue
		}
		if headWords(rows[r]) {
			return r
		}
		if first < 0 {
			first = r
		}
	}
	return first
}

// headRow reports a row of words; a total without amounts is none.
func headRow(row []string) bool {
	texts := 0
	for _, v := range row {
		t := squeeze(v)
		switch {
		case blank(t):
		case yearOf(t) != 0 || !meantAsNumber(t):
			texts++
		default:
			return false
		}
	}
	return texts >= 2 && !unitRow(row) && readRow(row[0]).role != rowTotal
}

// unitRow reports a line such as 编制单位：某校　2026年度　单位：元.
func unitRow(row []string) bool {
	return slices.ContainsFunc(row, func(v string) bool {
		before, after, ok := strings.Cut(squeeze(v), ":")
		return ok && after != "" && has(before, "单位", "编制", "填报", "制表", "日期", "期间", "所属")
	})
}

// headWords reports that a cell is called as columns are.
func headWords(row []string) bool {
	return slices.ContainsFunc(row, func(v string) bool {
		t := squeeze(v)
		if len([]rune(t)) > 16 {
			return false
		}
		role, sure := roleByHead(t)
		return sure && role != colOther || has(t, "金额", "收入", "支出", "预算", "决算", "借方", "贷方", "本年数", "上年数", "本月数", "本期数", "累计数", "期初", "期末", "合计")
	})
}

// title reports an empty line or one of a single text.
func title(row []string) bool {
	texts := 0
	for _, v := range row {
		if t := squeeze(v); !blank(t) {
			texts++
			if meantAsNumber(t) && yearOf(t) == 0 {
				return false
			}
		}
	}
	return texts <= 1
}

func sameCells(a, b []string) bool {
	for i := range max(len(a), len(b)) {
		var x, y string
		if i < len(a) {
			x = squeeze(a[i])
		}
		if i < len(b) {
			y = squeeze(b[i])
		}
		if x != y {
			return false
		}
	}
	return true
}
