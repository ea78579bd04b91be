package paper

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// sheet is a table being checked.
type sheet struct {
	rows   [][]string
	opts   Options
	wan    bool // unit named above the table
	base   int  // row of the paper where it begins
	head   int  // index of the heading row
	book   bool // a page of the books
	flow   *flow
	width  int
	cols   []column
	labels [][]row  // per label column + 1 (0: no label), per row
	cells  [][]cell // per row and column; amounts only
	facts  map[int]*fact
	out    Report
}

// trim bounds a paper; whole is how many rows it had.
func trim(rows [][]string) (out [][]string, whole int) {
	for _, r := range rows[:min(len(rows), maxRows)] {
		line := slices.Clone(r[:min(len(r), maxCols)])
		for i, v := range line {
			if n := []rune(v); len(n) > maxCell {
				line[i] = string(n[:maxCell])
			}
		}
		out = append(out, line)
	}
	return out, len(rows)
}

// newSheet takes one table; its rows count from its heading.
func newSheet(rows [][]string, t span, o Options) *sheet {
	s := &sheet{opts: o, wan: o.Wan, facts: map[int]*fact{}, base: t.head}
	if t.head+1 >= t.end {
		return nil
	}
	for i, r := range rows[t.head:t.end] {
		if i > 0 && sameCells(r, rows[t.head]) {
			r = nil // the heading of the next page
		}
		s.rows = append(s.rows, r)
		s.width = max(s.width, len(r))
	}
	for _, r := range rows[t.above:t.head] {
		s.wan = s.wan || has(squeeze(strings.Join(r, "")), "万元")
	}
	s.columns()
	s.labels = make([][]row, s.width+1)
	s.labels[0] = make([]row, len(s.rows))
	for c, col := range s.cols {
		if col.role != colLabel {
			continue
		}
		s.labels[c+1] = make([]row, len(s.rows))
		for r := s.head + 1; r < len(s.rows); r++ {
			s.labels[c+1][r] = s.readLabel(r, c)
		}
	}
	if s.book = s.isBook(); s.book {
		s.bookRows()
	}
	s.asides()
	for label := -1; label < s.width; label++ {
		for r := range s.labels[label+1] {
			s.labels[label+1][r].bare = s.bare(r, label)
		}
	}
	s.flow = s.newFlow()
	s.cells = make([][]cell, len(s.rows))
	for r := s.head + 1; r < len(s.rows); r++ {
		s.cells[r] = make([]cell, s.width)
		for c, col := range s.cols {
			if money(col.role) {
				s.cells[r][c] = readAmount(s.at(r, c), col.wan)
			}
		}
	}
	return s
}

// asides marks what explains a comparison with the books below it.
func (s *sheet) asides() {
	for _, rows := range s.labels {
		below := false
		for r := range rows {
			if below && rows[r].role == rowLeaf {
				rows[r].role = rowAside
			}
			below = below || strings.HasSuffix(rows[r].label, "科目余额")
		}
	}
}

// readLabel reads the words of a row. A total is often written in the first
// cell of its block, over the numbers of the rows, with a count beside it.
func (s *sheet) readLabel(r, c int) row {
	own := readRow(s.at(r, c))
	from := c
	for from > 0 && !money(s.cols[from-1].role) {
		from--
	}
	for k := from; k < c; k++ {
		if first := readRow(s.at(r, k)); first.label != "" {
			if first.role == rowTotal && own.role == rowLeaf {
				return first
			}
			break
		}
	}
	return own
}

func money(r colRole) bool {
	switch r {
	case colAmount, colRowTotal, colBalance, colOpening, colPerHead, colLimit, colPrice:
		return true
	}
	return false
}

func (s *sheet) at(r, c int) string {
	if c < 0 || c >= len(s.rows[r]) {
		return ""
	}
	return s.rows[r][c]
}

func (s *sheet) cellAt(r, c int) cell { return s.cells[r][c] }

// row gives the label's row of a column.
func (s *sheet) row(r, c int) row { return s.labels[s.cols[c].label+1][r] }

// line is how a person counts a row.
func (s *sheet) line(r int) string { return fmt.Sprintf("第%d行", s.base+r+1) }

// name is how a row is called in a sentence.
func (s *sheet) name(r, c int) string {
	if l := s.row(r, c).label; l != "" {
		return "“" + clip(l) + "”"
	}
	return s.line(r)
}

// where names a place with its row's and column's words.
func (s *sheet) where(r, c int) string {
	t := s.line(r)
	if l := s.row(r, c).label; l != "" {
		t += "“" + clip(l) + "”"
	}
	if h := s.cols[c].head; h != "" {
		t += "的“" + clip(h) + "”"
	}
	return t
}

func (s *sheet) find(f Finding) {
	f.Row, f.Col = s.base+f.Row+1, f.Col+1
	f.Says, f.Should, f.Text = clip(f.Says), ledger.Plain(f.Should), ledger.Plain(f.Text)
	s.out.Findings = append(s.out.Findings, f)
}

func (s *sheet) note(r, c int, text string) {
	s.out.Unchecked = append(s.out.Unchecked, Note{s.base + r + 1, c + 1, ledger.Plain(text)})
}

// numbers reports cells that were meant as amounts but are none.
func (s *sheet) numbers() {
	for r := s.head + 1; r < len(s.rows); r++ {
		for c, col := range s.cols {
			if !money(col.role) || s.cells[r][c].state != stateBad || words(s.row(r, c).role) {
				continue
			}
			f := Finding{Row: r, Col: c, Kind: KindNumber, Says: s.at(r, c)}
			f.Text = s.where(r, c) + "不是准确的数：" + s.cells[r][c].err.Error()
			if g := guess(s.at(r, c)); g != "" {
				f.Should = g
				f.Text += "可能是 " + g + "，请看原件。"
			}
			s.find(f)
		}
	}
	s.heads()
	for c, col := range s.cols {
		for r := s.head + 1; r < len(s.rows) && col.role == colAmount; r++ {
			if s.cells[r][c].state == stateText && !words(s.row(r, c).role) {
				s.note(r, c, s.where(r, c)+"是文字“"+clip(s.at(r, c))+"”，没有数可核对。")
			}
		}
	}
}

// heads notes head counts and quantities that cannot be read, and a head count
// that is not the sum of its rows, for which there can be good reasons.
func (s *sheet) heads() {
	for c, col := range s.cols {
		if col.role != colPersons && col.role != colQuantity {
			continue
		}
		var added int64
		whole := true
		for r := s.head + 1; r < len(s.rows); r++ {
			n, ok := readCount(s.at(r, c))
			role := s.row(r, c).role
			switch {
			case !ok && !blank(squeeze(s.at(r, c))):
				whole = false
				s.note(r, c, s.where(r, c)+"“"+clip(s.at(r, c))+"”不是整数，用到它的数没有核对。")
			case ok && role == rowLeaf:
				added += n
			case ok && role == rowTotal && whole && col.role == colPersons && n != added && added > 0:
				s.note(r, c, fmt.Sprintf("%s是 %d，各行相加是 %d；同一个人可能参加了几项，没有判断对错。", s.where(r, c), n, added))
			}
		}
	}
}

// words reports rows whose cells need not be amounts.
func words(r rowRole) bool { return r == rowRate || r == rowPersons }

// ordered puts what was found in the order of the paper.
func ordered(out Report) Report {
	slices.SortStableFunc(out.Findings, func(a, b Finding) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	slices.SortStableFunc(out.Unchecked, func(a, b Note) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	if len(out.Findings) == 0 && out.Checked == 0 {
		out.Unchecked = append(out.Unchecked, Note{Text: "表里没有找到可以重算的数（合计、差额、占比、人均、增长率）。"})
	}
	return out
}
