package paper

import (
	"slices"
	"sort"
	"strings"
)

// piece is a cell of a line of text and where it stands, in places of a letter.
type piece struct {
	text     string
	from, to int
}

// gaps splits a text by runs of spaces, one row a line. Where the lines of a
// block stand below each other, a cell belongs to the column in which it
// stands, so that empty cells stay empty; else cells count from the left.
func gaps(lines []string) [][]string {
	var rows [][]string
	var block [][]piece
	flush := func() {
		rows = append(rows, place(block)...)
		block = nil
	}
	for _, l := range lines {
		if strings.TrimSpace(l) == "" {
			flush()
			rows = append(rows, nil)
			continue
		}
		block = append(block, pieces(l))
	}
	flush()
	return tidy(rows)
}

// pieces cuts a line at two spaces and at the wide space.
func pieces(line string) []piece {
	var out []piece
	at, spaces := 0, 2
	for _, r := range line {
		w := 1
		if r >= 0x1100 && (r < 0x2000 || r > 0x2E7F) {
			w = 2
		}
		switch {
		case r == ' ' || r == '\u3000':
			spaces += w
		case spaces >= 2 || len(out) == 0:
			out = append(out, piece{string(r), at, at + w})
			spaces = 0
		default:
			p := &out[len(out)-1]
			p.text += strings.Repeat(" ", spaces) + string(r)
			p.to, spaces = at+w, 0
		}
		at += w
	}
	return out
}

// place puts the cells of a block into columns.
func place(block [][]piece) [][]string {
	from, to := ruled(block)
	in := columns(block[from:to])
	var rows [][]string
	for i, line := range block {
		var row []string
		switch {
		case isRule(line):
		case len(in) == 0 && len(line) == 1:
			row = strings.Fields(line[0].text)
		case len(in) == 0:
			row = apart(texts(line))
		case i < from || i >= to || aside(line):
			row = texts(line)
		default:
			row = make([]string, len(in))
			for _, p := range line {
				c := p.column(in)
				if len(line) == 1 {
					c = piece{from: p.from, to: p.from + 1}.column(in) // a long line under the table
				}
				row[c] = strings.TrimSpace(row[c] + " " + p.text)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func isRule(line []piece) bool {
	return len(line) == 1 && len(line[0].text) > 3 && strings.Trim(line[0].text, "-=─━—═") == ""
}

// ruled is the part of a block between its first and its last rule; above and
// below stand titles and signatures.
func ruled(block [][]piece) (from, to int) {
	from = max(0, slices.IndexFunc(block, isRule))
	to = len(block)
	for i := to - 1; i > from; i-- {
		if isRule(block[i]) {
			return from, i
		}
	}
	return from, to
}

// aside is a line such as 制单：周敏　审核：陈立.
func aside(line []piece) bool {
	return unitRow(texts(line)) || !slices.ContainsFunc(line, func(p piece) bool { return !strings.ContainsAny(p.text, ":：") })
}

func texts(line []piece) []string {
	var out []string
	for _, p := range line {
		out = append(out, p.text)
	}
	return out
}

// columns finds where the columns of a block stand: apart by two places that
// are empty in every line, but for totals, whose words may stand over two
// columns. None, if some line has more cells than there are columns.
func columns(block [][]piece) []room {
	most := 0
	var lines, rest [][]piece
	for _, line := range block {
		if len(line) < 2 || aside(line) {
			continue
		}
		most = max(most, len(line))
		lines = append(lines, line)
		if readRow(line[0].text).role != rowTotal {
			rest = append(rest, line)
		}
	}
	for _, try := range [][][]piece{lines, rest} {
		out := rooms(try)
		if len(out) > 1 && len(out) >= most && !slices.ContainsFunc(lines, func(l []piece) bool { return crowded(l, out) }) {
			return out
		}
	}
	return nil
}

// room is what the cells of a column take up of the line.
type room struct{ from, to int }

func rooms(lines [][]piece) []room {
	var used []bool
	for _, line := range lines {
		for _, p := range line {
			if n := min(p.to, maxCell*maxCols); n > len(used) {
				used = append(used, make([]bool, n-len(used))...)
			}
			for i := p.from; i < min(p.to, len(used)); i++ {
				used[i] = true
			}
		}
	}
	var out []room
	empty := 2
	for i, u := range used {
		if u && empty >= 2 {
			out = append(out, room{from: i})
		}
		if empty++; u {
			empty, out[len(out)-1].to = 0, i+1
		}
	}
	return out
}

// column is the one that a piece covers most, else the last before it.
func (p piece) column(in []room) int {
	best, most := 0, 0
	for i := max(0, sort.Search(len(in), func(i int) bool { return in[i].to > p.from })-1); i < len(in) && in[i].from < p.to; i++ {
		if n := min(p.to, in[i].to) - max(p.from, in[i].from); n > most || most == 0 {
			best, most = i, max(n, 0)
		}
	}
	return best
}

// crowded reports two cells of a line in one column.
func crowded(line []piece, in []room) bool {
	for i := range line[1:] {
		if line[i].column(in) == line[i+1].column(in) {
			return true
		}
	}
	return false
}
