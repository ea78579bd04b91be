package paper

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/rivo/uniseg"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// area is a text of several lines to type into. Like the one-line input it
// edits by what a person takes for a character and counts by cells, so that an
// input method opens where the next character goes.
type area struct {
	X, Y  int
	Limit int // characters

	cl   []string // characters; "\n" is a line break
	pos  int
	goal int // cell that up and down keep to, -1: where the cursor is
	top  int
	w, h int
}

// span is a drawn line: characters from … to, the line break not in it.
type span struct {
	from, to int
	hard     bool // a line break follows
}

// SetText replaces the text; the cursor goes to its beginning.
func (a *area) SetText(s string) {
	a.cl, a.pos, a.top, a.goal = nil, 0, 0, -1
	a.insert(s)
	a.pos = 0
}

// Text is what was typed.
func (a *area) Text() string { return strings.Join(a.cl, "") }

// Resize gives the room.
func (a *area) Resize(w, h int) {
	a.w, a.h = max(10, w), max(1, h)
	a.follow()
}

// insert puts text where the cursor is, cleaned and within the limit. What is
// inserted may join the character before it, so all is counted anew.
func (a *area) insert(s string) {
	s = strings.ReplaceAll(ledger.PlainLines(s), "\t", " ")
	before, after := strings.Join(a.cl[:a.pos], "")+s, strings.Join(a.cl[a.pos:], "")
	head, all := clusters(before), clusters(before+after)
	if a.Limit > 0 && len(all) > a.Limit {
		room := max(0, a.Limit-len(clusters(after)))
		head = head[:min(len(head), room)]
		all = clusters(strings.Join(head, "") + after)
	}
	a.cl, a.pos = all, min(len(head), len(all))
}

func clusters(s string) []string {
	var out []string
	for state := -1; s != ""; {
		var c string
		c, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		out = append(out, c)
	}
	return out
}

// lines breaks the text into what is drawn.
func (a *area) lines() []span {
	var out []span
	from, cells := 0, 0
	for i, c := range a.cl {
		if c == "\n" {
			out = append(out, span{from, i, true})
			from, cells = i+1, 0
			continue
		}
		if n := widget.Width(c); cells+n > a.w {
			out = append(out, span{from, i, false})
			from, cells = i, n
		} else {
			cells += n
		}
	}
	return append(out, span{from, len(a.cl), false})
}

// at is the line of the cursor and its cell there.
func (a *area) at(ls []span) (row, x int) {
	for i, l := range ls {
		if a.pos >= l.from && (a.pos < l.to || a.pos == l.to && (l.hard || i == len(ls)-1)) {
			return i, widget.Width(strings.Join(a.cl[l.from:a.pos], ""))
		}
	}
	return 0, 0
}

// follow scrolls so that the cursor is seen.
func (a *area) follow() {
	row, _ := a.at(a.lines())
	a.top = max(min(a.top, row), row-a.h+1, 0)
}

// Update takes a message and reports whether it was for the text.
func (a *area) Update(msg tea.Msg) bool {
	used := true
	goal := -1
	switch m := msg.(type) {
	case tea.PasteMsg:
		a.insert(m.Content)
	case tea.MouseClickMsg:
		if m.Y < a.Y || m.Y >= a.Y+a.h {
			return false
		}
		a.put(a.top+m.Y-a.Y, m.X-a.X)
	case tea.KeyPressMsg:
		switch key := m.String(); key {
		case "up", "down", "pgup", "pgdown":
			ls := a.lines()
			row, x := a.at(ls)
			if a.goal >= 0 {
				x = a.goal
			}
			a.put(row+map[string]int{"up": -1, "down": 1, "pgup": -a.h, "pgdown": a.h}[key], x)
			goal = x
		default:
			used = a.move(key) || a.remove(key)
			if text := widget.Typed(m); !used && text != "" {
				a.insert(text)
				used = true
			}
		}
	default:
		return false
	}
	a.goal = goal
	a.follow()
	return used
}

// put places the cursor in a line at a cell, or as near as there is.
func (a *area) put(row, x int) {
	ls := a.lines()
	l := ls[max(0, min(row, len(ls)-1))]
	a.pos = l.from
	for n := 0; a.pos < l.to; a.pos++ {
		if n += widget.Width(a.cl[a.pos]); n > x {
			break
		}
	}
	// The end of a line that goes on belongs to the next one.
	if a.pos == l.to && !l.hard && a.pos < len(a.cl) && a.pos > l.from {
		a.pos--
	}
}

func (a *area) move(key string) bool {
	ls := a.lines()
	row, _ := a.at(ls)
	switch key {
	case "left":
		a.pos = max(0, a.pos-1)
	case "right":
		a.pos = min(len(a.cl), a.pos+1)
	case "home", "ctrl+a":
		a.pos = ls[row].from
	case "end":
		a.put(row, a.w+1)
	case "ctrl+home":
		a.pos = 0
	case "ctrl+end":
		a.pos = len(a.cl)
	case "enter":
		a.insert("\n")
	default:
		return false
	}
	return true
}

func (a *area) remove(key string) bool {
	from, to := a.pos, a.pos
	switch key {
	case "backspace", "shift+backspace", "ctrl+h":
		from--
	case "delete":
		to++
	case "ctrl+u": // the line so far
		for from > 0 && a.cl[from-1] != "\n" {
			from--
		}
	case "ctrl+k": // the rest of the line
		for to < len(a.cl) && a.cl[to] != "\n" {
			to++
		}
	default:
		return false
	}
	from, to = max(0, from), min(to, len(a.cl))
	before := strings.Join(a.cl[:from], "")
	a.cl = clusters(before + strings.Join(a.cl[to:], ""))
	a.pos = min(len(clusters(before)), len(a.cl))
	return true
}

// View draws the lines in the window.
func (a *area) View(t theme.Theme) []string {
	ls := a.lines()
	out := make([]string, 0, a.h)
	for i := a.top; i < a.top+a.h; i++ {
		text := ""
		if i < len(ls) {
			text = strings.Join(a.cl[ls[i].from:ls[i].to], "")
		}
		out = append(out, t.FieldOn().Render(text+widget.Blank(a.w-widget.Width(text))))
	}
	return out
}

// Cursor is the real cursor's cell.
func (a *area) Cursor() *screen.Cursor {
	row, x := a.at(a.lines())
	return &screen.Cursor{X: a.X + min(x, a.w-1), Y: a.Y + row - a.top}
}
