package widget

import (
	"strings"

	"huizhang/tui/theme"
)

// Bar draws part of whole as a bar of w cells. Something is never drawn as
// nothing, nor less than all as all.
func Bar(part, whole int64, w int) string {
	w = max(0, w)
	n := 0
	switch {
	case whole <= 0 || part <= 0:
	case part >= whole:
		n = w
	default:
		n = share(part, whole, w)
	}
	return strings.Repeat(theme.Filled, n) + strings.Repeat(theme.Empty, w-n)
}

// share scales without overflow: amounts in fen are large.
func share(part, whole int64, w int) int {
	for whole > 1<<40 {
		part, whole = part>>1, whole>>1
	}
	return min(max(int(part*int64(w)/whole), min(1, w)), max(w-1, 0))
}
