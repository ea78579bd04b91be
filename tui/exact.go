package tui

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"huizhang/tui/widget"
)

// exact makes a line exactly w cells. It is the last gate before the terminal:
// of what could steer it only colours and attributes pass.
func exact(line string, w int) string {
	line = colourOnly(line)
	n := widget.Width(line)
	if n > w {
		line = ansi.Truncate(line, w, "")
		n = widget.Width(line)
	}
	return line + widget.Blank(w-n)
}

// colourOnly drops controls other than the sequences that choose a look.
func colourOnly(s string) string {
	if strings.IndexFunc(s, steers) < 0 {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if r == '\x1b' {
			if look(s[i:]) {
				b.WriteRune(r)
			}
		} else if !steers(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func steers(r rune) bool {
	return r < 0x20 || r == 0x7f || r >= 0x80 && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) || r == 0x2028 || r == 0x2029)
}

// look reports whether a text begins with a sequence that only chooses a look.
func look(s string) bool {
	rest, ok := strings.CutPrefix(s, "\x1b[")
	return ok && strings.HasPrefix(strings.TrimLeft(rest, "0123456789;:"), "m")
}
