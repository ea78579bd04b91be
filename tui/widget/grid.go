package widget

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/tui/screen"
	"huizhang/tui/theme"
)

// Grid shows rows of small cells, e.g. members and their twelve months, with a
// cursor on a cell and a range that Shift and the arrows mark. Its rows give
// first the cells of the labels, which stay and take no cursor, then the others.
type Grid struct {
	Theme     theme.Theme
	X, Y      int
	Labels    []Column
	Heads     []string // of the cells
	CellWidth int      // cells of a cell, with one on each side for the mark
	Foot      []Cell   // a last line that stays: labels, then cells
	Empty     string

	rows     Rows
	row, col int
	from     *place // the other corner of the range
	top, lft int
	w, h     int
}

type place struct{ row, col int }

// Range is a run of rows and columns, both ends included.
type Range struct{ Top, Left, Bottom, Right int }

// Has reports whether a cell lies in the range.
func (r Range) Has(row, col int) bool {
	return row >= r.Top && row <= r.Bottom && col >= r.Left && col <= r.Right
}

// NewGrid makes a grid without rows.
func NewGrid(t theme.Theme, labels []Column, heads []string, cellWidth int) *Grid {
	return &Grid{Theme: t, Labels: labels, Heads: heads, CellWidth: max(3, cellWidth), rows: List{}, w: 80, h: 20, Empty: "没有记录。"}
}

// Resize gives the grid its room, heading and foot included.
func (g *Grid) Resize(w, h int) {
	g.w, g.h = max(1, w), max(1, h)
	g.fit()
}

// SetRows shows other rows; the cursor stays with its key, else with its place.
func (g *Grid) SetRows(rows Rows) {
	key := g.Key()
	if rows == nil {
		rows = List{}
	}
	g.rows = rows
	if key == "" || g.row < rows.Len() && rows.Key(g.row) == key {
		g.fit()
		return
	}
	g.from = nil
	for i := range rows.Len() {
		if rows.Key(i) == key {
			g.row = i
			break
		}
	}
	g.fit()
}

// At is the cell of the cursor; row -1 when there are no rows.
func (g *Grid) At() (row, col int) {
	if g.rows.Len() == 0 {
		return -1, g.col
	}
	return g.row, g.col
}

// Key is the key of the row of the cursor.
func (g *Grid) Key() string {
	if g.rows.Len() == 0 || g.row >= g.rows.Len() {
		return ""
	}
	return g.rows.Key(g.row)
}

// Move puts the cursor on a cell, or the nearest there is, and ends the range.
func (g *Grid) Move(row, col int) {
	g.from = nil
	g.set(row, col)
}

func (g *Grid) set(row, col int) {
	g.row, g.col = row, col
	g.fit()
}

// Marked is the range in hand: the cell of the cursor alone when none is marked.
func (g *Grid) Marked() Range {
	if g.from == nil {
		return Range{g.row, g.col, g.row, g.col}
	}
	f := *g.from
	return Range{min(g.row, f.row), min(g.col, f.col), max(g.row, f.row), max(g.col, f.col)}
}

// Unmark ends the range and reports whether there was one.
func (g *Grid) Unmark() bool {
	was := g.from != nil
	g.from = nil
	return was
}

func (g *Grid) labelWide() int {
	n := 0
	for _, c := range g.Labels {
		n += c.Width + 1
	}
	return n
}

// across is the number of cells that fit beside each other.
func (g *Grid) across() int { return max(1, (g.w-g.labelWide())/g.CellWidth) }

func (g *Grid) body() int {
	n := g.h - 1
	if len(g.Foot) > 0 {
		n--
	}
	return max(1, n)
}

func (g *Grid) fit() {
	g.row = max(0, min(g.row, g.rows.Len()-1))
	g.col = max(0, min(g.col, len(g.Heads)-1))
	n, m := g.body(), g.across()
	g.top = max(min(g.top, g.row), g.row-n+1)
	g.top = max(0, min(g.top, g.rows.Len()-n))
	g.lft = max(min(g.lft, g.col), g.col-m+1)
	g.lft = max(0, min(g.lft, len(g.Heads)-m))
}

// Bindings are the keys of the grid itself, for the help.
func (g *Grid) Bindings() []screen.Binding {
	return []screen.Binding{
		{Keys: []string{"up", "down", "left", "right"}, Label: "移动", Hidden: true},
		{Keys: []string{"shift+left", "shift+right", "shift+up", "shift+down"}, Label: "选一片", Help: "从这一格起选中一片", Hidden: true},
		{Keys: []string{"pgup", "pgdown"}, Label: "翻页", Hidden: true},
		{Keys: []string{"home", "end"}, Label: "行首行尾", Help: "到第一格、最后一格", Hidden: true},
	}
}

// Update takes a message and reports whether it was for the grid.
func (g *Grid) Update(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return g.key(msg.String())
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			g.Move(g.row-3, g.col)
		case tea.MouseWheelDown:
			g.Move(g.row+3, g.col)
		default:
			return false
		}
		return true
	case tea.MouseClickMsg:
		y, x := msg.Y-g.Y-1, msg.X-g.X-g.labelWide()
		if x < 0 || y < 0 || y >= g.body() || g.top+y >= g.rows.Len() || x/g.CellWidth >= g.across() {
			return false
		}
		g.Move(g.top+y, g.lft+x/g.CellWidth)
		return true
	}
	return false
}

func (g *Grid) key(key string) bool {
	row, col, n := g.row, g.col, g.body()
	shifted := len(key) > 6 && key[:6] == "shift+"
	if shifted {
		key = key[6:]
	}
	switch key {
	case "up":
		row--
	case "down":
		row++
	case "left":
		col--
	case "right":
		col++
	case "pgup":
		row -= n
	case "pgdown":
		row += n
	case "home":
		col = 0
	case "end":
		col = len(g.Heads) - 1
	case "ctrl+home":
		row = 0
	case "ctrl+end":
		row = g.rows.Len() - 1
	case "esc":
		return g.Unmark()
	default:
		return false
	}
	switch {
	case !shifted:
		g.from = nil
	case g.from == nil:
		g.from = &place{g.row, g.col}
	}
	g.set(row, col)
	return true
}
