package typed_test

import (
	"path/filepath"
	"testing"

	"huizhang/ledger"
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

func TestMonth(t *testing.T) {
	f := typed.NewMonth(ledger.MonthOf(2026, 1))
	if f.Text() != "2026-01" || f.Leave() != "" {
		t.Error(f.Text())
	}
	for in, want := range map[string]string{"202605": "2026-05", "2026年5月": "2026-05", "": ""} {
		f.SetText(in)
		if bad := f.Leave(); bad != "" || f.Text() != want {
			t.Errorf("%q: %q %q", in, f.Text(), bad)
		}
	}
	f.SetText("五月")
	if f.Leave() == "" || f.Text() != "五月" {
		t.Error("what is no month must be said and stay")
	}
}
