package typed_test

import (
	"path/filepath"
	"testing"

	"huizhang/tui/settings/typed"
)

func TestPath(t *testing.T) {
	t.Setenv("HOME", "/home/laoshi")
	here, _ := filepath.Abs("a.book")
	for in, want := range map[string]string{
		"": "", "  ": "", "a.book": here, " /u/a b.book ": "/u/a b.book", `"/u/a b.book"`: "/u/a b.book", "'/u/a.book'": "/u/a.book",
		"~/账/a.book": "/home/laoshi/账/a.book", "/u/../v/a.book": "/v/a.book", `"`: mustAbs(`"`), "~x": mustAbs("~x"),
	} {
		if got := typed.Path(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func mustAbs(p string) string {
	abs, _ := filepath.Abs(p)
	return abs
}
