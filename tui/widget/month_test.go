package widget_test

import (
	"testing"

	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

func TestTypedMonths(t *testing.T) {
	for typed, want := range map[string]string{"": "", "5": "2026-05", "12月": "2026-12", "202607": "2026-07", "2025-3": "2025-03", "2026年5月": "2026-05", "２０２６年５月": "2026-05"} {
		f := widget.NewMonth(202601)
		for _, r := range typed {
			k, _ := screen.KeyPress(string(r))
			f.Update(k)
		}
		if wrong := f.Leave(); wrong != "" || f.Text() != want {
			t.Errorf("%q became %q (%s), want %q", typed, f.Text(), wrong, want)
		}
	}
	for _, typed := range []string{"13", "五月", "2026-13", "abc", "20260501"} {
		f := widget.NewMonth(202601)
		f.SetText(typed)
		if f.Leave() == "" {
			t.Errorf("%q was taken", typed)
		}
	}
}

func TestMonthSteps(t *testing.T) {
	f := widget.NewMonth(202601)
	f.SetMonth(202612)
	f.Enter()
	plus, _ := screen.KeyPress("+")
	f.Update(plus)
	if m, ok := f.Month(); !ok || m != 202701 {
		t.Fatal(m, ok)
	}
}
