package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// Sheet shows the tables of a document one below the other, with a cursor on a
// cell. The first columns stay where they are when one moves sideways. Y says
// on which line of the screen it stands, for the mouse.
type Sheet struct {
	Theme theme.Theme
	Y     int
	Quiet bool            // no cursor is drawn: it is only looked at
	Marks map[string]bool // keys of rows that a "!" stands before

	tabs  []leaf
	notes []string
	lines []line
	at    int // in lines, a row; -1: there is none
	col   int // in the leaf's columns
	top   int
	w, h  int
}

// leaf is a table ready to be drawn: without what is for paper only, and with
// the cells each column needs.
type leaf struct {
	title  string
	table  *report.Table
	cols   []int // indexes of the table's columns that show
	width  []int // of each of cols
	freeze int
	side   int  // first movable column shown
	indent int  // the column whose text is set in on detail rows
	dated  bool // a column tells the day, so that voucher numbers need no month
}

type lineKind uint8

const (
	lineRow lineKind = iota
	lineTitle
	lineHead
	lineNote
)

// line is one line of the sheet below the pinned heading.
type line struct {
	kind lineKind
	tab  int
	row  int
	text string
}

// NewSheet makes an empty sheet.
func NewSheet(t theme.Theme) *Sheet { return &Sheet{Theme: t, at: -1, w: 80, h: 20} }

// Set shows a document. The cursor stays on the row of its key and in its
// column where both are still there.
func (s *Sheet) Set(doc *report.Document) {
	tab, row, key, col := -1, -1, "", s.col
	old := s.at
	if l, ok := s.row(); ok {
		tab, row, key = l.tab, l.row, s.tabs[l.tab].table.Rows[l.row].Key
	}
	s.tabs, s.notes = nil, doc.Notes
	for i := range doc.Tables {
		s.tabs = append(s.tabs, newLeaf(&doc.Tables[i]))
	}
	s.lay()
	s.at = -1
	switch {
	case old < 0:
		s.begin()
	case s.stands(old, tab, row, key): // several rows may share a key
		s.at, s.col = old, col
	case key != "" && (s.find(tab, key) || s.find(-1, key)):
		s.col = col
	default:
		s.col = col
		s.land(min(old, len(s.lines)-1), -1)
	}
	s.fit()
}

// Select puts the cursor on the first row of a key.
func (s *Sheet) Select(key string) bool {
	ok := key != "" && s.find(-1, key)
	s.fit()
	return ok
}

func newLeaf(t *report.Table) leaf {
	l := leaf{title: t.Title, table: t, indent: show.IndentColumn(t)}
	l.dated = slices.ContainsFunc(t.Columns, func(c report.Column) bool { return c.Kind == report.KindDay })
	for i, c := range t.Columns {
		if c.Kind != report.KindSign {
			l.cols = append(l.cols, i)
			l.width = append(l.width, natural(t, i, l.dated))
		}
	}
	l.freeze = min(1, len(l.cols))
	room := widestFrozen
	for k, i := range l.cols {
		room -= l.width[k] + 1
		if room < 0 {
			break
		}
		if t.Columns[i].Kind == report.KindText { // the name of the row
			l.freeze = k + 1
			break
		}
	}
	return l
}

// widestFrozen are the cells that may stay when one moves sideways, so that
// there is room to move in.
const widestFrozen = 30

// natural is how many cells a column takes when nothing is cut.
func natural(t *report.Table, i int, dated bool) int {
	kind := t.Columns[i].Kind
	n := widget.Width(t.Columns[i].Name)
	for _, row := range t.Rows {
		c := show.At(row, i)
		if row.Kind == report.RowSpare || i == 0 && show.Span(t, row) > 1 {
			continue
		}
		w := widget.Width(reads(kind, c, dated))
		if row.Kind == report.RowSub && i == show.IndentColumn(t) {
			w += indentWide
		}
		n = max(n, w)
	}
	return n
}

// reads is a cell as the sheet shows it: 2026-05-记-0017 beside its day is 记-17.
func reads(kind report.Kind, c report.Cell, dated bool) string {
	text := show.Cell(kind, c)
	if kind != report.KindIdentity || !dated {
		return text
	}
	parts := strings.Split(text, "-")
	if len(parts) != 4 || len(parts[0]) != 4 || len(parts[1]) != 2 {
		return text
	}
	number := strings.TrimLeft(parts[3], "0")
	if number == "" || strings.Trim(number, "0123456789") != "" {
		return text
	}
	return parts[2] + "-" + number
}

const indentWide = 2

// lay puts tables and notes into lines.
func (s *Sheet) lay() {
	s.lines = nil
	for k, t := range s.tabs {
		if k > 0 {
			s.lines = append(s.lines, line{kind: lineNote, tab: k})
		}
		if t.title != "" {
			s.lines = append(s.lines, line{kind: lineTitle, tab: k, text: t.title})
		}
		if k > 0 {
			s.lines = append(s.lines, line{kind: lineHead, tab: k})
		}
		for i, row := range t.table.Rows {
			if row.Kind != report.RowSpare {
				s.lines = append(s.lines, line{kind: lineRow, tab: k, row: i})
			}
		}
	}
	last := max(0, len(s.tabs)-1)
	for i, n := range s.notes {
		if i == 0 {
			s.lines = append(s.lines, line{kind: lineNote, tab: last})
		}
		for _, part := range widget.Wrap("注："+n, max(10, s.w-markWide)) {
			s.lines = append(s.lines, line{kind: lineNote, tab: last, text: part})
		}
	}
}

// headings are how many rows may stand before the first figure.
const headings = 3

// begin puts the cursor on the first figure near the top that leads somewhere,
// else on the first row.
func (s *Sheet) begin() {
	s.top, s.col, s.at = 0, 0, -1
	rows := 0
	for i, l := range s.lines {
		if l.kind != lineRow {
			continue
		}
		if rows == 0 {
			s.at = i
		}
		for k := range s.tabs[l.tab].cols {
			if s.cell(l, k).Trace != nil {
				s.at, s.col = i, k
				return
			}
		}
		if rows++; rows > headings {
			return
		}
	}
}

// stands reports that a line is still the row that it was.
func (s *Sheet) stands(i, tab, row int, key string) bool {
	return i < len(s.lines) && s.lines[i].kind == lineRow && s.lines[i].tab == tab && s.lines[i].row == row && s.tabs[tab].table.Rows[row].Key == key
}

func (s *Sheet) find(tab int, key string) bool {
	for i, l := range s.lines {
		if l.kind == lineRow && (tab < 0 || l.tab == tab) && s.tabs[l.tab].table.Rows[l.row].Key == key {
			s.at = i
			return true
		}
	}
	return false
}

// land puts the cursor on line i or the nearest row beyond it in a direction;
// where there is none, on the nearest the other way.
func (s *Sheet) land(i, step int) {
	i = max(0, min(i, len(s.lines)-1))
	for _, d := range []int{step, -step} {
		for k := i; k >= 0 && k < len(s.lines); k += d {
			if s.lines[k].kind == lineRow {
				s.at = k
				return
			}
		}
	}
}

func (s *Sheet) row() (line, bool) {
	if s.at < 0 || s.at >= len(s.lines) {
		return line{}, false
	}
	return s.lines[s.at], true
}

func (s *Sheet) cell(l line, k int) report.Cell {
	t := s.tabs[l.tab]
	if k >= len(t.cols) {
		return report.Empty()
	}
	return show.At(t.table.Rows[l.row], t.cols[k])
}

// Spot is the cell of the cursor.
type Spot struct {
	Row    report.Row
	Cell   report.Cell
	Column report.Column
	Label  string // what the row is called
}

// Spot gives the cell of the cursor; false when there are no rows.
func (s *Sheet) Spot() (Spot, bool) {
	l, ok := s.row()
	if !ok {
		return Spot{}, false
	}
	t := s.tabs[l.tab]
	out := Spot{Row: t.table.Rows[l.row], Cell: s.cell(l, s.col), Label: label(t.table, t.table.Rows[l.row], t.cols, s.col)}
	if s.col < len(t.cols) {
		out.Column = t.table.Columns[t.cols[s.col]]
	}
	return out, true
}

// label is the text nearest before a cell: on a form with two sides each figure
// has its own. A single character (借, 贷, 平) names nothing.
func label(t *report.Table, row report.Row, cols []int, at int) string {
	for k := min(at, len(cols)-1); k >= 0; k-- {
		i := cols[k]
		if kind := t.Columns[i].Kind; kind == report.KindMoney || kind == report.KindCount || kind == report.KindDay {
			continue
		}
		if text := show.Cell(t.Columns[i].Kind, show.At(row, i)); utf8.RuneCountInString(text) > 1 {
			return text
		}
	}
	return ""
}

// Len is the number of rows.
func (s *Sheet) Len() int {
	n := 0
	for _, l := range s.lines {
		if l.kind == lineRow {
			n++
		}
	}
	return n
}

// Resize gives the sheet its room.
func (s *Sheet) Resize(w, h int) {
	s.w, s.h = max(1, w), max(2, h)
	tab, row := -1, -1
	if l, ok := s.row(); ok {
		tab, row = l.tab, l.row
	}
	s.lay()
	for i, l := range s.lines {
		if l.kind == lineRow && l.tab == tab && l.row == row {
			s.at = i
		}
	}
	s.fit()
}

// body is the number of lines below the pinned heading.
func (s *Sheet) body() int { return max(1, s.h-1) }

// fit brings the cursor's cell into the window.
func (s *Sheet) fit() {
	l, ok := s.row()
	if !ok {
		s.top = max(0, min(s.top, len(s.lines)-s.body()))
		return
	}
	t := &s.tabs[l.tab]
	s.col = max(0, min(s.col, len(t.cols)-1))
	t.side = max(0, min(t.side, len(t.cols)-t.freeze-1))
	if s.col < t.freeze {
		t.side = 0
	} else {
		t.side = min(t.side, s.col-t.freeze)
		for !shows(s.lanes(t), s.col) && t.side < s.col-t.freeze {
			t.side++
		}
		s.pullBack(t)
	}
	first := s.at
	for first > 0 && s.lines[first-1].kind != lineRow && s.at-first < 4 {
		first--
	}
	s.top = min(s.top, first)
	s.top = max(s.top, s.at-s.body()+1)
	if s.lastRow() {
		s.top = max(s.top, min(s.at, len(s.lines)-s.body()))
	}
	s.top = max(0, min(s.top, len(s.lines)-s.body()))
}

// pullBack moves no further to the side than the room asks for, as after the
// window has grown.
func (s *Sheet) pullBack(t *leaf) {
	last := len(t.cols) - 1
	for t.side > 0 {
		t.side--
		if lanes := s.lanes(t); !shows(lanes, last) || !shows(lanes, s.col) {
			t.side++
			return
		}
	}
}

// lastRow reports that no row follows: then the notes come into view.
func (s *Sheet) lastRow() bool {
	for _, l := range s.lines[s.at+1:] {
		if l.kind == lineRow {
			return false
		}
	}
	return true
}
