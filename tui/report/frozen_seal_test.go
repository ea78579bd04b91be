package report

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"huizhang/tui/theme"
)

// The code that is compared with the paper is there to its last figure, however
// many signed and however narrow the window is.
func TestCodeIsShownWhole(t *testing.T) {
	const code = "0000 0009 0859 3566 2196 3631 8"
	e := &edition{text: "公示原样", seal: "核对码 " + code + "  王会计 已电子签字（2026-11-22 12:27）、李主席 已电子签字（2026-11-22 12:30）"}
	for _, w := range []int{60, 80, 120} {
		var all []string
		for _, l := range e.lines(theme.Theme{}, w) {
			if l = ansi.Strip(l); ansi.StringWidth(l) > w {
				t.Errorf("%d: %q is wider", w, l)
			}
			all = append(all, strings.TrimSpace(l))
		}
		text := strings.Join(all, "")
		if !strings.Contains(text, code) || !strings.Contains(text, "12:30") {
			t.Errorf("%d: %q", w, text)
		}
	}
}
