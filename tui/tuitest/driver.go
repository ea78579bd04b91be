package tuitest

import (
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Driver drives a program in place of a terminal.
type Driver struct {
	t        testing.TB
	m        tea.Model
	w, h     int
	quit     bool
	presses  int
	held     []tea.Cmd
	hold     bool
	messages int
}

// maxMessages is how many messages may follow from one step before it counts
// as a loop that never ends.
const maxMessages = 10_000

// patience is how long one command may take.
const patience = 20 * time.Second

// New starts a program in a window of w × h. Commands run one after another in
// the order they were given; those that only wait for the clock are left out.
func New(t testing.TB, m tea.Model, w, h int) *Driver {
	t.Helper()
	if a, ok := m.(interface{ SkipTimers() }); ok {
		a.SkipTimers()
	}
	d := &Driver{t: t, m: m, w: w, h: h}
	d.m.View() // the first view comes before the first size
	d.run(d.m.Init())
	d.Resize(w, h)
	return d
}

// Resize changes the window.
func (d *Driver) Resize(w, h int) *Driver {
	d.t.Helper()
	d.w, d.h = w, h
	return d.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Send gives the program a message and runs what follows from it.
func (d *Driver) Send(msg tea.Msg) *Driver {
	d.t.Helper()
	d.messages = 0
	d.update(msg)
	d.check()
	return d
}

// Press presses keys by name: "f8", "ctrl+s", "shift+tab", "n".
func (d *Driver) Press(keys ...string) *Driver {
	d.t.Helper()
	for _, name := range keys {
		k, ok := screen.KeyPress(name)
		if !ok {
			d.t.Fatalf("no key is called %q", name)
		}
		d.presses++
		d.Send(k)
	}
	return d
}

// Type types text as an input method sends it, one key for each character. It
// does not count as key presses.
func (d *Driver) Type(text string) *Driver {
	d.t.Helper()
	for _, r := range text {
		k := tea.KeyPressMsg{Code: r, Text: string(r)}
		d.Send(k)
	}
	return d
}

// Paste pastes text.
func (d *Driver) Paste(text string) *Driver {
	d.t.Helper()
	return d.Send(tea.PasteMsg{Content: text})
}

// Click clicks a cell.
func (d *Driver) Click(x, y int) *Driver {
	d.t.Helper()
	return d.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
}

// Hold keeps commands from running until Release, as if they were slow.
func (d *Driver) Hold() *Driver {
	d.hold = true
	return d
}

// Release runs the commands held back.
func (d *Driver) Release() *Driver {
	d.t.Helper()
	d.hold, d.messages = false, 0
	held := d.held
	d.held = nil
	for _, cmd := range held {
		d.run(cmd)
	}
	d.check()
	return d
}

// Presses is the number of keys pressed since the start or ResetPresses.
func (d *Driver) Presses() int { return d.presses }

// ResetPresses begins to count anew.
func (d *Driver) ResetPresses() { d.presses = 0 }

// Quit reports that the program has ended.
func (d *Driver) Quit() bool { return d.quit }

func (d *Driver) update(msg tea.Msg) {
	d.t.Helper()
	if d.messages++; d.messages > maxMessages {
		d.t.Fatalf("more than %d messages follow from one step", maxMessages)
	}
	if f, ok := d.m.(interface {
		Filter(tea.Model, tea.Msg) tea.Msg
	}); ok {
		msg = f.Filter(d.m, msg)
	}
	if msg == nil || d.quit {
		return
	}
	if _, ok := msg.(tea.QuitMsg); ok {
		d.quit = true
		return
	}
	var cmd tea.Cmd
	d.m, cmd = d.m.Update(msg)
	d.run(cmd)
}

// run runs a command and gives its message to the program.
func (d *Driver) run(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil {
		return
	}
	if d.hold {
		d.held = append(d.held, cmd)
		return
	}
	msg := d.await(cmd)
	if msg == nil {
		return
	}
	if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().ConvertibleTo(reflect.TypeFor[[]tea.Cmd]()) {
		all, _ := v.Convert(reflect.TypeFor[[]tea.Cmd]()).Interface().([]tea.Cmd)
		for _, c := range all {
			d.run(c)
		}
		return
	}
	d.update(msg)
}

func (d *Driver) await(cmd tea.Cmd) tea.Msg {
	d.t.Helper()
	got := make(chan tea.Msg, 1)
	go func() { got <- cmd() }()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	select {
	case msg := <-got:
		return msg
	case <-limit.C:
		d.t.Fatalf("a command took longer than %v", patience)
		return nil
	}
}

// Screen is the plain text of the window: h lines of exactly w cells.
func (d *Driver) Screen() string {
	canvas := d.canvas()
	lines := make([]string, d.h)
	for y := range lines {
		var b strings.Builder
		for x := 0; x < d.w; x++ {
			c := canvas.CellAt(x, y)
			if c == nil || c.IsZero() {
				continue // the second half of a wide character
			}
			b.WriteString(c.Content)
		}
		lines[y] = b.String()
	}
	return strings.Join(lines, "\n")
}

func (d *Driver) canvas() uv.ScreenBuffer {
	canvas := uv.NewScreenBuffer(d.w, d.h)
	uv.NewStyledString(d.m.View().Content).Draw(canvas, uv.Rect(0, 0, d.w, d.h))
	return canvas
}

// Line is one line of the window without the spaces at its end.
func (d *Driver) Line(y int) string {
	return strings.TrimRight(strings.Split(d.Screen(), "\n")[y], " ")
}

// Cursor is the cell of the real cursor; false when there is none.
func (d *Driver) Cursor() (x, y int, ok bool) {
	c := d.m.View().Cursor
	if c == nil {
		return 0, 0, false
	}
	return c.X, c.Y, true
}

// Has reports whether a text stands somewhere in one line of the window.
func (d *Driver) Has(text string) bool { return strings.Contains(d.Screen(), text) }

// Expect fails when a text does not stand in the window.
func (d *Driver) Expect(text string) *Driver {
	d.t.Helper()
	if !d.Has(text) {
		d.t.Fatalf("%q is not on the screen:\n%s", text, d.Screen())
	}
	return d
}

// Reject fails when a text stands in the window.
func (d *Driver) Reject(text string) *Driver {
	d.t.Helper()
	if d.Has(text) {
		d.t.Fatalf("%q is on the screen:\n%s", text, d.Screen())
	}
	return d
}

// ExpectCursor fails when the cursor is elsewhere.
func (d *Driver) ExpectCursor(x, y int) *Driver {
	d.t.Helper()
	if gx, gy, ok := d.Cursor(); !ok || gx != x || gy != y {
		d.t.Fatalf("cursor %d,%d (shown: %v), want %d,%d:\n%s", gx, gy, ok, x, y, d.Screen())
	}
	return d
}

// CursorAfter fails when the cursor does not stand right behind a text.
func (d *Driver) CursorAfter(text string) *Driver {
	d.t.Helper()
	x, y, ok := d.Cursor()
	if !ok {
		d.t.Fatalf("no cursor, want it behind %q:\n%s", text, d.Screen())
	}
	line, n := strings.Split(d.Screen(), "\n")[y], 0
	before := ""
	for _, r := range line {
		if n >= x {
			break
		}
		n += widget.Width(string(r))
		before += string(r)
	}
	if !strings.HasSuffix(before, text) {
		d.t.Fatalf("before the cursor stands %q, want %q:\n%s", before, text, d.Screen())
	}
	return d
}
