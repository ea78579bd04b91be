package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/theme"
)

// Input is a line of text to type into. It edits by what a person takes for a
// character and counts by cells, so the terminal's cursor stands where the next
// character goes and an input method opens there. The zero Input is ready.
type Input struct {
	Limit   int    // characters; 0: as many as one likes
	Fold    bool   // full-width letters, figures and signs become plain
	Hint    string // shown while empty
	Fresh   bool   // the value as a whole is replaced by the first character typed
	Suggest func(text string) []string
	Rows    int // of the suggestion list, 8 when 0
	// Expand replaces what stands in the field while it is typed, e.g. ".." by
	// the summary of the line above.
	Expand func(text string) (string, bool)

	cl    []string // characters
	pos   int      // cursor, in characters
	fresh bool
	list  drop
}

// Text is what was typed.
func (in *Input) Text() string { return strings.Join(in.cl, "") }

// SetText replaces the text; the cursor goes behind it.
func (in *Input) SetText(s string) {
	in.cl, in.pos, in.fresh = nil, 0, false
	in.list.close()
	in.Insert(s)
}

// Insert puts text where the cursor is, cleaned and within the limit.
func (in *Input) Insert(s string) {
	s = typable(s)
	if in.Fold {
		s = Fold(s)
	}
	before, after := strings.Join(in.cl[:in.pos], ""), strings.Join(in.cl[in.pos:], "")
	// What is inserted may join the character before it, or the one behind.
	head := clusters(before + s)
	all := clusters(before + s + after)
	if in.Limit > 0 && len(all) > in.Limit {
		head = head[:min(len(head), max(0, in.Limit-len(clusters(after))))]
		all = clusters(strings.Join(head, "") + after)
	}
	in.cl, in.pos = all, min(len(head), len(all))
}

// Fold makes full-width signs plain: １２．５ → 12.5, 。→ . and 、→ /, since an
// input method that is on gives those for the keys of the plain ones.
func Fold(s string) string {
	return strings.NewReplacer("。", ".", "、", "/").Replace(ledger.FoldWidth(s))
}

// Enter is called when the field gets the focus.
func (in *Input) Enter() {
	in.pos = len(in.cl)
	in.fresh = in.Fresh && len(in.cl) > 0
}

// Leave is called when the field loses it; there is nothing wrong with any text.
func (in *Input) Leave() string {
	in.fresh = false
	in.list.close()
	return ""
}

// Update takes a message and reports whether it was for the field.
func (in *Input) Update(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		in.typed(strings.TrimSpace(msg.Content))
		return true
	case tea.KeyPressMsg:
		if in.suggesting(msg.String()) {
			return true
		}
		if in.move(msg.String()) || in.remove(msg.String()) {
			return true
		}
		if text := Typed(msg); text != "" {
			in.typed(text)
			return true
		}
	}
	return false
}

// Typed is the text a key types, or "" for keys that do something else.
func Typed(msg tea.KeyPressMsg) string {
	if msg.Mod&(tea.ModCtrl|tea.ModAlt|tea.ModMeta|tea.ModSuper) != 0 {
		return ""
	}
	return msg.Text
}

func (in *Input) typed(s string) {
	if in.fresh {
		in.cl, in.pos, in.fresh = nil, 0, false
	}
	in.Insert(s)
	if in.Expand != nil {
		if text, ok := in.Expand(in.Text()); ok {
			in.SetText(text)
			return
		}
	}
	in.offer()
}

// offer opens the list of suggestions for what stands in the field.
func (in *Input) offer() {
	in.list.close()
	if in.Suggest != nil && len(in.cl) > 0 {
		in.list.open(plainOptions(in.Suggest(in.Text())), -1)
	}
}

// suggesting handles the keys of the suggestion list.
func (in *Input) suggesting(key string) bool {
	if in.Suggest == nil {
		return false
	}
	if !in.list.isOpen() {
		if key == "f7" {
			in.list.open(plainOptions(in.Suggest(in.Text())), 0)
			return in.list.isOpen()
		}
		return false
	}
	switch key {
	case "esc":
		in.list.close()
		return true
	case "enter", "tab":
		if o, ok := in.list.chosen(); ok {
			in.SetText(o.Text)
		}
		return false // the form goes on to the next field
	}
	return in.list.key(key, in.rows())
}

// Lists reports whether F7 opens a list to choose from.
func (in *Input) Lists() bool { return in.Suggest != nil }

func (in *Input) takeRow(row, n int) {
	in.list.takeRow(row, n)
	if o, ok := in.list.chosen(); ok {
		in.SetText(o.Text)
	}
}

func (in *Input) rows() int {
	if in.Rows > 0 {
		return in.Rows
	}
	return 8
}

func (in *Input) move(key string) bool {
	switch key {
	case "left":
		in.pos = max(0, in.pos-1)
	case "right":
		in.pos = min(len(in.cl), in.pos+1)
	case "home", "ctrl+a":
		in.pos = 0
	case "end", "ctrl+e":
		in.pos = len(in.cl)
	case "ctrl+left":
		in.pos = in.word(-1)
	case "ctrl+right":
		in.pos = in.word(1)
	default:
		return false
	}
	in.fresh = false
	in.list.close()
	return true
}

// word is the border of the next run of letters, or of spaces, in a direction.
func (in *Input) word(step int) int {
	at := func(i int) string {
		if step < 0 {
			i--
		}
		if i < 0 || i >= len(in.cl) {
			return ""
		}
		return in.cl[i]
	}
	p := in.pos
	for at(p) == " " {
		p += step
	}
	for at(p) != "" && at(p) != " " {
		p += step
	}
	return p
}

func (in *Input) remove(key string) bool {
	from, to := in.pos, in.pos
	switch key {
	case "backspace", "shift+backspace", "ctrl+h":
		from--
	case "delete":
		to++
	case "ctrl+w", "ctrl+backspace", "alt+backspace":
		from = in.word(-1)
	case "ctrl+u":
		from = 0
	case "ctrl+k":
		to = len(in.cl)
	default:
		return false
	}
	if in.fresh {
		from, to, in.fresh = 0, len(in.cl), false
	}
	from, to = max(0, from), min(to, len(in.cl))
	before := strings.Join(in.cl[:from], "")
	// What stood apart may join now: count again.
	in.cl = clusters(before + strings.Join(in.cl[to:], ""))
	in.pos = min(len(clusters(before)), len(in.cl))
	in.offer()
	return true
}

// window is the first character shown in w cells and the cursor's cell behind
// it. Long text moves by half the field, so that both sides can be read.
func (in *Input) window(w int) (first, cursor int) {
	at := Width(strings.Join(in.cl[:in.pos], ""))
	if at < w {
		return 0, at
	}
	half := w / 2
	if half == 0 {
		return in.pos, 0
	}
	skip, n := (at-half)/half*half, 0
	for first < in.pos && n < skip {
		n += Width(in.cl[first])
		first++
	}
	return first, Width(strings.Join(in.cl[first:in.pos], ""))
}

// CursorX is the cell of the cursor in a field of w cells.
func (in *Input) CursorX(w int) (int, bool) {
	_, x := in.window(w)
	return x, true
}

// View is the field in exactly w cells.
func (in *Input) View(t theme.Theme, w int, focus bool) string {
	if len(in.cl) == 0 && in.Hint != "" {
		return t.Muted().Render(Pad(in.Hint, w))
	}
	if !focus {
		return t.Field().Render(Pad(in.Text(), w))
	}
	first, _ := in.window(w)
	s := take(marked(in.cl[first:], first > 0 && w >= 16), w)
	s += Blank(w - Width(s))
	if in.fresh {
		return t.Fresh().Render(s)
	}
	return t.FieldOn().Render(s)
}

// marked puts the sign of a cut over the first cells, so that nobody takes what
// is left of the view for lost.
func marked(cl []string, cut bool) string {
	if !cut {
		return strings.Join(cl, "")
	}
	n := 0
	for len(cl) > 0 && n < len(theme.More) {
		n += Width(cl[0])
		cl = cl[1:]
	}
	return theme.More + Blank(n-len(theme.More)) + strings.Join(cl, "")
}

// Drop is the list of suggestions, at most n lines of w cells.
func (in *Input) Drop(t theme.Theme, w, n int) []string { return in.list.view(t, w, min(n, in.rows())) }
