package widget_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/tui/widget"
)

func TestBar(t *testing.T) {
	for _, c := range []struct {
		part, whole int64
		want        string
	}{
		{0, 10, "........"}, {1, 1000, "=......."}, {5, 10, "====...."}, {999, 1000, "=======."}, {10, 10, "========"},
		{3, 0, "........"}, {-1, 5, "........"}, {math.MaxInt64 / 2, math.MaxInt64, "===....."},
	} {
		if got := widget.Bar(c.part, c.whole, 8); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.part, c.whole, got, c.want)
		}
	}
}

func TestBarWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(0, 60).Draw(t, "w")
		a, b := rapid.Int64().Draw(t, "part"), rapid.Int64().Draw(t, "whole")
		if got := widget.Bar(a, b, w); len(got) != w || strings.Contains(got, ".=") {
			t.Fatal(got)
		}
	})
}
