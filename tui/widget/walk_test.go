package widget_test

import (
	"testing"

	"huizhang/tui/widget"
)

func TestWalk(t *testing.T) {
	for _, c := range []struct {
		key       string
		at, n, to int
		taken     bool
	}{
		{"up", 0, 3, 0, false}, {"down", 2, 3, 2, false}, {"tab", 0, 3, 1, false}, {"shift+tab", 1, 3, 0, false}, {"end", 0, 3, 2, false}, {"home", 2, 3, 0, false},
		{"enter", 1, 3, 1, true}, {"3", 0, 3, 2, true}, {"4", 0, 3, 0, false}, {"x", 1, 3, 1, false}, {"enter", 0, 0, 0, false}, {":", 0, 20, 0, false},
	} {
		if to, taken := widget.Walk(c.key, c.at, c.n); to != c.to || taken != c.taken {
			t.Errorf("%+v: %d %v", c, to, taken)
		}
	}
}
