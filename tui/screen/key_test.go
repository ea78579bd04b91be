package screen_test

import (
	"testing"

	"huizhang/tui/screen"
)

func TestKeyName(t *testing.T) {
	for key, want := range map[string]string{
		"f8": "F8", "ctrl+s": "Ctrl+S", "n": "n", "space": "空格", "shift+tab": "Shift+Tab", "shift+left": "Shift+左",
		"pgdown": "PgDn", "enter": "Enter", "+": "+", "ctrl++": "Ctrl++", "/": "/", "?": "?", "-": "-",
	} {
		if got := screen.KeyName(key); got != want {
			t.Errorf("%q: %q, want %q", key, got, want)
		}
	}
}
