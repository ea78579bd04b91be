package qr_test

import (
	"strings"
	"testing"

	lib "rsc.io/qr"

	"huizhang/ledger/render/qr"
)

// The runs are exactly the dark modules of the library.
func TestRuns(t *testing.T) {
	text := "HZ1:" + strings.Repeat("0123456789", 11)
	size, dark, err := qr.Runs(text)
	if err != nil {
		t.Fatal(err)
	}
	want, err := lib.Encode(text, lib.M)
	if err != nil || want.Size != size || size != 37 {
		t.Fatalf("size %d %v", size, err)
	}
	seen := map[[2]int]bool{}
	for _, r := range dark {
		for i := range r.N {
			if seen[[2]int{r.X + i, r.Y}] {
				t.Fatal("a module twice")
			}
			seen[[2]int{r.X + i, r.Y}] = true
		}
	}
	for y := range size {
		for x := range size {
			if seen[[2]int{x, y}] != want.Black(x, y) {
				t.Fatalf("module %d,%d", x, y)
			}
		}
	}
	if _, _, err := qr.Runs(strings.Repeat("字", 3000)); err == nil {
		t.Error("a text too long was drawn")
	}
}
