package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/tui/theme"
)

// Pick is a field that takes one of many: what is typed looks for it by whatever
// Find knows (code, name, pinyin initials), a list shows below, and leaving the
// field with Enter or Tab takes the one in hand. F7 opens the whole list.
type Pick struct {
	Find func(query string) []Option // "": all of them; the best first
	Free bool                        // what was typed may stay although nothing fits
	What string                      // what is looked for, for the message: 科目
	Rows int                         // of the list, 8 when 0

	in     Input
	list   drop
	value  Option
	edited bool
}

// NewPick makes a field without a choice.
func NewPick(what string, find func(string) []Option) *Pick {
	return &Pick{Find: find, What: what, in: Input{Fresh: true}}
}

// Key is the key of the choice; what was typed when the field is free.
func (p *Pick) Key() string { return p.value.Key }

// Option is the choice; zero when there is none.
func (p *Pick) Option() Option { return p.value }

// Set makes a choice.
func (p *Pick) Set(o Option) {
	p.value, p.edited = o, false
	p.in.SetText(o.Text)
	p.list.close()
}

// Text is the key of the choice, or "?" and what was typed so far.
func (p *Pick) Text() string {
	if p.edited {
		return "?" + p.in.Text()
	}
	return p.value.Key
}

// SetText takes back what Text gave.
func (p *Pick) SetText(s string) {
	p.Set(Option{})
	if q, ok := strings.CutPrefix(s, "?"); ok {
		p.in.SetText(q)
		p.edited = true
		return
	}
	if s == "" {
		return
	}
	for _, o := range p.Find("") {
		if o.Key == s {
			p.Set(o)
			return
		}
	}
	if p.Free {
		p.Set(Option{Key: s, Text: s})
	}
}

// Enter is called when the field gets the focus.
func (p *Pick) Enter() { p.in.Enter() }

// Update takes a message.
func (p *Pick) Update(msg tea.Msg) bool {
	if key, ok := msg.(tea.KeyPressMsg); ok && p.listKey(key.String()) {
		return true
	}
	if p.list.isOpen() {
		if key, ok := msg.(tea.KeyPressMsg); ok && (key.String() == "enter" || key.String() == "tab") {
			return false // Leave takes the one in hand
		}
	}
	before := p.in.Text()
	used := p.in.Update(msg)
	if p.in.Text() != before {
		p.search()
	}
	return used
}

func (p *Pick) search() {
	p.edited = true
	p.list.close()
	q := strings.TrimSpace(p.in.Text())
	if q == "" {
		return
	}
	sel := 0
	if p.Free && !initials(q) {
		sel = -1
	}
	p.list.open(p.Find(q), sel)
}

// initials reports that a text can only be meant to look for something: small
// letters alone are what an input method that is off leaves of a name.
func initials(q string) bool {
	return strings.Trim(q, "abcdefghijklmnopqrstuvwxyz") == ""
}

// Lists reports whether F7 opens a list to choose from.
func (p *Pick) Lists() bool { return true }

func (p *Pick) listKey(key string) bool {
	if key == "f7" {
		p.openAll()
		return true
	}
	if !p.list.isOpen() {
		return false
	}
	if key == "esc" {
		p.Set(p.value)
		p.in.Enter()
		return true
	}
	return p.list.key(key, p.rows())
}

// openAll shows everything, the present choice in hand.
func (p *Pick) openAll() {
	all := p.Find("")
	p.list.open(all, 0)
	for i, o := range all {
		if o.Key == p.value.Key {
			p.list.sel = i
		}
	}
}

func (p *Pick) rows() int {
	if p.Rows > 0 {
		return p.Rows
	}
	return 8
}

// Leave takes the option in hand, or says that nothing fits.
func (p *Pick) Leave() string {
	o, ok := p.list.chosen()
	p.list.close()
	q := strings.TrimSpace(p.in.Text())
	switch {
	case ok:
		p.Set(o)
	case !p.edited:
	case q == "":
		p.Set(Option{})
	case p.Free:
		p.Set(Option{Key: q, Text: q})
	default:
		if found := p.Find(q); len(found) > 0 {
			p.Set(found[0])
			break
		}
		return "没有找到" + p.What + "“" + q + "”；按 F7 看全部。"
	}
	p.in.Leave()
	return ""
}

func (p *Pick) takeRow(row, n int) { p.list.takeRow(row, n) }

// CursorX is the cell of the cursor.
func (p *Pick) CursorX(w int) (int, bool) { return p.in.CursorX(w) }

// View is the field in exactly w cells.
func (p *Pick) View(t theme.Theme, w int, focus bool) string { return p.in.View(t, w, focus) }

// Drop is the open list.
func (p *Pick) Drop(t theme.Theme, w, n int) []string { return p.list.view(t, w, min(n, p.rows())) }
