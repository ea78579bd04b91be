package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// dialog is a question over the screen, with choices or with a line to fill in.
type dialog struct {
	page    int // the screen that asked; 0: the App
	quit    bool
	title   string
	lines   []string
	choices []string
	at      int
	answer  func(choice int) tea.Msg

	input *widget.Area // nil: choices only
	given string       // what stood in it
	check func(string) string
	wrong string
	sure  bool // Esc was pressed and said what would be lost
	text  func(text string, ok bool) tea.Msg

	top   int // first line shown, when they do not all fit
	spots []Rect
}

func newAsk(q screen.Ask) *dialog {
	choices := q.Choices
	if len(choices) == 0 {
		choices = []string{"知道了"}
	}
	return &dialog{title: q.Title, lines: q.Lines, choices: choices, at: max(0, min(q.Safe, len(choices)-1)), answer: q.Then}
}

const (
	mostTyped = 200 // characters of an answer
	slip      = 6   // so few are typed again sooner than asked about
)

func newAskText(q screen.AskText) *dialog {
	d := &dialog{title: q.Title, lines: q.Lines, check: q.Check, text: q.Then, given: q.Value, input: widget.NewArea(mostTyped, q.Value)}
	d.input.Min = 1
	d.input.Enter()
	return d
}

func (a *App) push(page int, d *dialog) {
	d.page = page
	a.dialogs = append(a.dialogs, d)
}

// dialog is the question on top, nil when there is none.
func (a *App) dialog() *dialog {
	if len(a.dialogs) == 0 {
		return nil
	}
	return a.dialogs[len(a.dialogs)-1]
}

// tellDialog gives a message to a dialog; an answer goes to who asked.
func (a *App) tellDialog(d *dialog, msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && d.input == nil {
		msg = plainKey(k)
	}
	if d.input != nil {
		d.input.Fit(d.innerWidth(a.w))
	}
	done, result := d.update(msg)
	if !done {
		return nil
	}
	a.dialogs = slices.DeleteFunc(a.dialogs, func(o *dialog) bool { return o == d })
	switch {
	case result == nil:
		return nil
	case d.page == 0:
		return a.take(result)
	}
	return a.deliver(a.page(d.page), result)
}

// update takes a message and reports whether the question is answered.
func (d *dialog) update(msg tea.Msg) (done bool, result tea.Msg) {
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		for i, r := range d.spots {
			if within(r, msg.X, msg.Y) {
				return true, d.choose(i)
			}
		}
		return false, nil
	case tea.KeyPressMsg:
		switch msg.String() {
		case "esc":
			if d.losing() {
				d.wrong, d.sure = "写的字还没有用上：按 Enter 确定；再按一次 Esc 就不要了。", true
				return false, nil
			}
			return true, d.refuse()
		case "enter":
			return d.enter()
		case "pgdown":
			d.top++
			return false, nil
		case "pgup":
			d.top = max(0, d.top-1)
			return false, nil
		}
		if d.input == nil {
			return d.pick(msg)
		}
	}
	if d.input != nil {
		d.input.Update(msg)
		d.wrong, d.sure = "", false
	}
	return false, nil
}

func (d *dialog) pick(k tea.KeyPressMsg) (bool, tea.Msg) {
	n := len(d.choices)
	switch k.String() {
	case "right", "down", "tab":
		d.at = (d.at + 1) % n
	case "left", "up", "shift+tab":
		d.at = (d.at + n - 1) % n
	}
	if len(k.Text) == 1 && k.Text[0] >= '1' && int(k.Text[0]-'0') <= n {
		return true, d.choose(int(k.Text[0] - '1'))
	}
	return false, nil
}

func (d *dialog) choose(i int) tea.Msg {
	if d.answer == nil {
		return nil
	}
	return d.answer(i)
}

func (d *dialog) refuse() tea.Msg {
	if d.input == nil {
		return d.choose(-1)
	}
	if d.text == nil {
		return nil
	}
	return d.text("", false)
}

func (d *dialog) enter() (bool, tea.Msg) {
	if d.input == nil {
		return true, d.choose(d.at)
	}
	if d.check != nil {
		if d.wrong = d.check(d.input.Text()); d.wrong != "" {
			return false, nil
		}
	}
	if d.text == nil {
		return true, nil
	}
	return true, d.text(d.input.Text(), true)
}

// losing reports that Esc would throw away what took time to write.
func (d *dialog) losing() bool {
	if d.input == nil || d.sure {
		return false
	}
	text := d.input.Text()
	return text != d.given && len([]rune(text)) > slip
}

// bindings are the keys of a dialog, for the foot.
func (d *dialog) bindings() []screen.Binding {
	if d.input != nil {
		return []screen.Binding{{Keys: []string{"enter"}, Label: "确定"}, {Keys: []string{"esc"}, Label: "取消"}}
	}
	return []screen.Binding{
		{Keys: []string{"enter"}, Label: "确定"}, {Keys: []string{"left", "right"}, Label: "换一个"}, {Keys: []string{"esc"}, Label: "取消"},
	}
}

// box is a framed piece of the window; the cursor is counted from its corner.
type box struct {
	lines  []string
	w      int
	cursor *screen.Cursor
	spots  []Rect // where the choices stand
}

const (
	boxWidest   = 64
	boxNarrow   = 34
	boxTextLeft = 2 // the frame and a space
)

// draw gives the dialog as a box for a window of w × h.
func (d *dialog) draw(t theme.Theme, w, h int) box {
	inner := d.innerWidth(w)
	var text []string
	for _, l := range d.lines {
		text = append(text, widget.Wrap(l, inner)...)
	}
	var tail []string
	b := box{w: inner + 2*boxTextLeft}
	if d.input != nil {
		tail = append(append(tail, ""), d.input.Rows(t, inner, true)...)
		for _, l := range widget.Wrap(d.wrong, inner-2) {
			if l != "" {
				tail = append(tail, t.Bad().Render("! "+l))
			}
		}
	} else {
		tail = append(tail, "")
		tail = append(tail, d.drawChoices(t, inner, &b)...)
	}
	room := max(1, h-4-len(tail)-2)
	if len(text) > room {
		top := min(d.top, len(text)-room+1)
		cut := append([]string{}, text[top:min(top+room-1, len(text))]...)
		text = append(cut, t.Muted().Render("（按 PgUp、PgDn 看其余各行）"))
	}
	body := append(text, tail...)
	first := 1 + len(text) + 1 // below the frame, the text and the blank line
	if d.input != nil {
		x, y := d.input.Cursor(inner)
		b.cursor = &screen.Cursor{X: boxTextLeft + x, Y: first + y}
	}
	for i := range b.spots {
		b.spots[i].X += boxTextLeft
		b.spots[i].Y += first
	}
	b.lines = frame(t, d.title, body, inner)
	return b
}

func (d *dialog) innerWidth(w int) int {
	inner := widget.Width(d.title) + 6
	for _, l := range d.lines {
		inner = max(inner, widget.Width(l))
	}
	sum := 0
	for _, c := range d.choices {
		sum += widget.Width(c) + 5
	}
	inner = max(inner, sum)
	if d.input != nil {
		inner = boxWidest
	}
	return min(max(inner, boxNarrow), boxWidest, w-4-2*boxTextLeft)
}

// drawChoices sets the choices beside each other if they fit, else below.
func (d *dialog) drawChoices(t theme.Theme, inner int, b *box) []string {
	sum := 0
	for _, c := range d.choices {
		sum += widget.Width(c) + 5
	}
	var out []string
	row, x := "", 0
	for i, c := range d.choices {
		mark, style := " ", t.Plain()
		if i == d.at {
			mark, style = theme.Marker, t.Selected()
		}
		s := widget.Cut(mark+string(rune('1'+i))+" "+c+" ", inner)
		if i >= 9 {
			s = widget.Cut(mark+"  "+c+" ", inner)
		}
		if sum > inner {
			b.spots = append(b.spots, Rect{0, i, widget.Width(s), 1})
			out = append(out, style.Render(s))
			continue
		}
		b.spots = append(b.spots, Rect{x, 0, widget.Width(s), 1})
		row += style.Render(s) + " "
		x += widget.Width(s) + 1
	}
	if sum <= inner {
		out = append(out, row)
	}
	return out
}

// frame draws lines of w cells with a title and a border around them.
func frame(t theme.Theme, title string, body []string, w int) []string {
	line := t.Border()
	title = widget.Cut(title, w-4)
	rest := w + 2 - 4 - widget.Width(title)
	out := []string{line.Render(theme.Corner+theme.Rule+" ") + t.Strong().Render(title) +
		line.Render(" "+repeat(theme.Rule, rest+1)+theme.Corner)}
	for _, l := range body {
		out = append(out, line.Render(theme.Side)+" "+l+widget.Blank(w-widget.Width(l))+" "+line.Render(theme.Side))
	}
	return append(out, line.Render(theme.Corner+repeat(theme.Rule, w+2)+theme.Corner))
}
