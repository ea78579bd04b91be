package widget

import (
	"huizhang/ledger"
	"huizhang/tui/theme"
)

// Option is something to choose. Key is what is kept, Text what is read, Note a
// remark on the right.
type Option struct{ Key, Text, Note string }

func plainOptions(texts []string) []Option {
	out := make([]Option, len(texts))
	for i, s := range texts {
		out[i] = Option{Key: s, Text: s}
	}
	return out
}

// drop is a list below a field. sel -1 means that nothing is chosen yet.
type drop struct {
	options []Option
	sel     int
}

func (d *drop) isOpen() bool { return len(d.options) > 0 }
func (d *drop) close()       { *d = drop{} }

func (d *drop) open(options []Option, sel int) { *d = drop{options: options, sel: sel} }

func (d *drop) chosen() (Option, bool) {
	if d.sel < 0 || d.sel >= len(d.options) {
		return Option{}, false
	}
	return d.options[d.sel], true
}

// key moves in a list that shows n rows.
func (d *drop) key(key string, n int) bool {
	last := len(d.options) - 1
	switch key {
	case "down", "ctrl+n":
		d.sel = min(last, d.sel+1)
	case "up", "ctrl+p":
		d.sel = max(0, d.sel-1)
	case "pgdown":
		d.sel = min(last, d.sel+n)
	case "pgup":
		d.sel = max(0, d.sel-n)
	default:
		return false
	}
	return true
}

// first is the first option shown of n.
func (d *drop) first(n int) int { return max(0, min(d.sel-n/2, len(d.options)-n)) }

// takeRow chooses what stands in a line of the n that show.
func (d *drop) takeRow(row, n int) { d.sel = min(d.first(n)+row, len(d.options)-1) }

// view draws at most n lines of w cells, the chosen one among them.
func (d *drop) view(t theme.Theme, w, n int) []string {
	n = min(n, len(d.options))
	if n <= 0 || w < 6 {
		return nil
	}
	top := d.first(n)
	out := make([]string, 0, n)
	for i := top; i < top+n; i++ {
		out = append(out, d.line(t, w, i, i == top && top > 0, i == top+n-1 && i < len(d.options)-1))
	}
	return out
}

func (d *drop) line(t theme.Theme, w, i int, above, below bool) string {
	o := d.options[i]
	mark, style := " ", t.Plain()
	if i == d.sel {
		mark, style = theme.Marker, t.Selected()
	}
	end := " "
	if above {
		end = "^"
	}
	if below {
		end = "v"
	}
	text, note := ledger.Plain(o.Text), o.Note
	room := w - 4
	note = Cut(note, max(0, room-Width(text)-1))
	body := Pad(text, room-Width(note)) + note
	return t.Border().Render(theme.Side) + style.Render(mark+body+end) + t.Border().Render(theme.Side)
}
