package tuitest

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"huizhang/tui/widget"
)

// check holds what is true of every window.
func (d *Driver) check() {
	d.t.Helper()
	if d.quit || d.w == 0 {
		return
	}
	v := d.m.View()
	lines := strings.Split(v.Content, "\n")
	if len(lines) != d.h {
		d.t.Fatalf("%d lines in a window of %d:\n%s", len(lines), d.h, v.Content)
	}
	for y, l := range lines {
		if n := widget.Width(l); n != d.w {
			d.t.Fatalf("line %d has %d cells in a window of %d: %q", y, n, d.w, l)
		}
		for _, r := range ansi.Strip(l) {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
				d.t.Fatalf("line %d holds %U: %q", y, r, l)
			}
		}
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.X >= d.w || c.Y < 0 || c.Y >= d.h) {
		d.t.Fatalf("cursor %d,%d lies outside the window of %d × %d", c.X, c.Y, d.w, d.h)
	}
}
