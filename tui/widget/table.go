package widget

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/tui/screen"
	"huizhang/tui/theme"
)

// Look is how a cell is drawn.
type Look uint8

// The looks of a cell. A money column makes figures below zero Red by itself.
const (
	Plain Look = iota
	Muted
	Red
	Warning
	Good
	Strong
)

func (l Look) style(t theme.Theme) theme.Style {
	switch l {
	case Muted:
		return t.Muted()
	case Red:
		return t.Red()
	case Warning:
		return t.Warning()
	case Good:
		return t.Good()
	case Strong:
		return t.Strong()
	}
	return t.Plain()
}

// Cell is plain text and its look.
type Cell struct {
	Text string
	Look Look
}

// Cells makes plain cells.
func Cells(texts ...string) []Cell {
	out := make([]Cell, len(texts))
	for i, s := range texts {
		out[i] = Cell{Text: s}
	}
	return out
}

// Rows is what a table shows. Only the rows on screen are asked for. Key names a
// row for good, so that the cursor finds it again when the rows are read anew.
type Rows interface {
	Len() int
	Row(i int) []Cell
	Key(i int) string
}

// List is rows made from functions.
type List struct {
	N     int
	Cells func(i int) []Cell
	ID    func(i int) string
}

// Len is the number of rows.
func (l List) Len() int { return l.N }

// Row is the i-th row.
func (l List) Row(i int) []Cell { return l.Cells(i) }

// Key is the key of the i-th row, "" without ID.
func (l List) Key(i int) string {
	if l.ID == nil {
		return ""
	}
	return l.ID(i)
}

// Column is a column's heading and its wishes.
type Column struct {
	Title string
	Width int  // cells at least
	Grow  int  // share of the cells that are left over
	Money bool // figures: on the right, never cut, below zero red
	Right bool // text on the right
}

// Table shows rows with a cursor. X and Y say where its upper left corner
// stands in the screen, for the mouse.
type Table struct {
	Theme  theme.Theme
	X, Y   int
	Freeze int    // columns on the left that stay when one moves sideways
	Foot   []Cell // a last line that stays, e.g. the totals
	Empty  string // what is said when there are no rows
	Multi  bool   // Space ticks rows

	cols       []Column
	rows       Rows
	at, top    int
	side       int // first movable column shown
	w, h       int
	ticked     map[string]bool
	wasClicked bool
}

// NewTable makes a table without rows.
func NewTable(t theme.Theme, cols ...Column) *Table {
	return &Table{Theme: t, cols: cols, rows: List{}, w: 80, h: 20, ticked: map[string]bool{}, Empty: "没有记录。"}
}

// SetColumns changes the columns.
func (t *Table) SetColumns(cols ...Column) {
	t.cols, t.side = cols, 0
}

// Resize gives the table its room, heading and foot included.
func (t *Table) Resize(w, h int) {
	t.w, t.h = max(1, w), max(1, h)
	t.side = min(t.side, t.lastSide())
	t.fit()
}

// SetRows shows other rows; the cursor stays with its key, else with its place.
func (t *Table) SetRows(rows Rows) {
	key := t.Key()
	t.rows = rows
	if rows == nil {
		t.rows = List{}
	}
	if !t.Select(key) {
		t.SetIndex(t.at)
	}
}

// Len is the number of rows.
func (t *Table) Len() int { return t.rows.Len() }

// Index is the row of the cursor, -1 when there is none.
func (t *Table) Index() int {
	if t.rows.Len() == 0 {
		return -1
	}
	return t.at
}

// Key is the key of the row of the cursor.
func (t *Table) Key() string {
	if i := t.Index(); i >= 0 {
		return t.rows.Key(i)
	}
	return ""
}

// Select puts the cursor on the row of a key.
func (t *Table) Select(key string) bool {
	n := t.rows.Len()
	if key == "" {
		return false
	}
	if t.at < n && t.rows.Key(t.at) == key {
		t.fit()
		return true
	}
	for i := range n {
		if t.rows.Key(i) == key {
			t.SetIndex(i)
			return true
		}
	}
	return false
}

// SetIndex puts the cursor on a row, or the nearest there is.
func (t *Table) SetIndex(i int) {
	t.at = max(0, min(i, t.rows.Len()-1))
	t.fit()
}

// Ticked are the keys of the ticked rows in the order of the rows.
func (t *Table) Ticked() []string {
	var out []string
	if len(t.ticked) == 0 {
		return out
	}
	for i := range t.rows.Len() {
		if k := t.rows.Key(i); t.ticked[k] {
			out = append(out, k)
		}
	}
	return out
}

// Tick ticks a row or takes the tick away.
func (t *Table) Tick(key string, on bool) {
	if on {
		t.ticked[key] = true
	} else {
		delete(t.ticked, key)
	}
}

// body is the number of rows that fit.
func (t *Table) body() int {
	n := t.h - 1
	if len(t.Foot) > 0 {
		n--
	}
	return max(1, n)
}

func (t *Table) fit() {
	n := t.body()
	t.top = min(t.top, t.at)
	t.top = max(t.top, t.at-n+1)
	t.top = max(0, min(t.top, t.rows.Len()-n))
}

// Bindings are the keys of the table itself, for the help.
func (t *Table) Bindings() []screen.Binding {
	out := []screen.Binding{
		{Keys: []string{"up", "down"}, Label: "上下", Help: "上一行、下一行", Hidden: true},
		{Keys: []string{"pgup", "pgdown", "home", "end"}, Label: "翻页", Help: "翻页、到头、到尾", Hidden: true},
	}
	if t.lastSide() > 0 {
		out = append(out, screen.Binding{Keys: []string{"left", "right"}, Label: "左右", Help: "左右移动，看其余的列", Hidden: true})
	}
	if t.Multi {
		tick := screen.Binding{Keys: []string{"space"}, Label: "勾选", Help: "勾选这一行，或取消"}
		if t.Index() < 0 {
			tick.Disabled = "这里没有可以勾选的行。"
		}
		out = append(out, tick)
	}
	return out
}

// Update takes a message and reports whether it was for the table.
func (t *Table) Update(msg tea.Msg) bool {
	t.wasClicked = false
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return t.key(msg.String())
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			t.SetIndex(t.at - 3)
		case tea.MouseWheelDown:
			t.SetIndex(t.at + 3)
		default:
			return false
		}
		return true
	case tea.MouseClickMsg:
		y := msg.Y - t.Y - 1
		if msg.Button != tea.MouseLeft || y < 0 || y >= t.body() || t.top+y >= t.rows.Len() || msg.X < t.X || msg.X >= t.X+t.w {
			return false
		}
		t.wasClicked = t.at == t.top+y
		t.SetIndex(t.top + y)
		return true
	}
	return false
}

// Clicked reports that the message just handled was a click on the row that the
// cursor was on already: it means what Enter means.
func (t *Table) Clicked() bool { return t.wasClicked }

func (t *Table) key(key string) bool {
	n := t.body()
	switch key {
	case "up":
		t.SetIndex(t.at - 1)
	case "down":
		t.SetIndex(t.at + 1)
	case "pgup":
		t.SetIndex(t.at - n)
	case "pgdown":
		t.SetIndex(t.at + n)
	case "home", "ctrl+home":
		t.SetIndex(0)
	case "end", "ctrl+end":
		t.SetIndex(t.rows.Len() - 1)
	case "left":
		if t.side == 0 {
			return false
		}
		t.side--
	case "right":
		if t.side >= t.lastSide() {
			return false
		}
		t.side++
	case "space":
		if !t.Multi || t.Index() < 0 {
			return false
		}
		t.Tick(t.Key(), !t.ticked[t.Key()])
		t.SetIndex(t.at + 1)
	default:
		return false
	}
	return true
}
