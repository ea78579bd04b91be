package widget

import "testing"

func TestCountTakesWholeNumbersOnly(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
		bad  bool
	}{
		{"", 0, false}, {"2", 2, false}, {" 12 ", 12, false}, {"3张", 3, false}, {"３", 3, false},
		{"何国华", 0, true}, {"张", 0, true}, {"-1", 0, true}, {"1.5", 0, true}, {"二", 0, true}, {"3本", 0, true},
	} {
		f := NewCount(6, "张份")
		f.SetText(c.text)
		if got := f.Number(); got != c.want {
			t.Errorf("%q: %d, want %d", c.text, got, c.want)
		}
		if said := f.Leave(); (said != "") != c.bad {
			t.Errorf("%q: said %q", c.text, said)
		}
	}
	f := NewCount(4, "")
	f.SetNumber(7)
	if f.Text() != "7" {
		t.Errorf("set 7: %q", f.Text())
	}
	if f.SetNumber(0); f.Text() != "" {
		t.Errorf("set 0: %q", f.Text())
	}
}
