package tui_test

import (
	"strings"
	"testing"

	"huizhang/tui"
)

// drawing shows where the parts lie: one letter a line and column sample.
func drawing(a tui.Areas, w, h int) string {
	rows := make([]string, h)
	for y := range rows {
		rows[y] = "?"
		for name, r := range map[string]tui.Rect{"T": a.Title, "B": a.Body, "S": a.Status, "K": a.Keys} {
			if y >= r.Y && y < r.Y+r.H && r.X == 0 && r.W == w {
				rows[y] = name
			}
		}
	}
	return strings.Join(rows, "")
}

func TestLayout(t *testing.T) {
	for _, c := range []struct {
		w, h int
		want string
	}{
		{80, 24, "T" + strings.Repeat("B", 21) + "SK"},
		{60, 20, "T" + strings.Repeat("B", 17) + "SK"},
		{200, 60, "T" + strings.Repeat("B", 57) + "SK"},
		{59, 24, strings.Repeat("B", 24)},
		{80, 19, strings.Repeat("B", 19)},
	} {
		a := tui.Layout(c.w, c.h)
		if got := drawing(a, c.w, c.h); got != c.want {
			t.Errorf("%d × %d: %s, want %s", c.w, c.h, got, c.want)
		}
		if a.Small != (c.w < 60 || c.h < 20) {
			t.Errorf("%d × %d: small %v", c.w, c.h, a.Small)
		}
	}
}

func TestCentre(t *testing.T) {
	if got := tui.Centre(tui.Rect{X: 0, Y: 1, W: 80, H: 21}, 40, 7); got != (tui.Rect{X: 20, Y: 8, W: 40, H: 7}) {
		t.Error(got)
	}
	if got := tui.Centre(tui.Rect{X: 0, Y: 1, W: 10, H: 3}, 40, 7); got != (tui.Rect{X: 0, Y: 1, W: 10, H: 3}) {
		t.Error(got)
	}
}
