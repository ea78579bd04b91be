package screen_test

import (
	"testing"

	"huizhang/tui/screen"
)

func TestKeyName(t *testing.T) {
	for key, want := range map[string]string{
		"f8": "F8", "ctrl+s": "Ctrl+S", "n": "n", "space": "空格", "shift+tab": "Shift+Tab", "shift+left": "Shift+左",
		"pgdown": "PgDn", "enter": "Enter", "+": "+", "【": "【", "张": "张", "ctrl++": "Ctrl++", "/": "/", "?": "?", "-": "-",
	} {
		if got := screen.KeyName(key); got != want {
			t.Errorf("%q: %q, want %q", key, got, want)
		}
	}
}

func TestKeyPressIsItsName(t *testing.T) {
	for _, name := range []string{
		"f1", "f12", "ctrl+s", "n", "N", "space", "shift+tab", "shift+left", "ctrl+left", "alt+x", "pgdown", "enter", "esc", "+", "/", "?", "张", "ctrl+home",
	} {
		k, ok := screen.KeyPress(name)
		if !ok || k.String() != name {
			t.Errorf("%q: %q %v", name, k.String(), ok)
		}
	}
	for _, name := range []string{"", "f13", "hyper+x", "张三"} {
		if k, ok := screen.KeyPress(name); ok {
			t.Errorf("%q was taken as %q", name, k.String())
		}
	}
}
