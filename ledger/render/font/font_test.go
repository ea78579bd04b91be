package font

import (
	"strings"
	"testing"
)

func TestFaceKnowsRareNames(t *testing.T) {
	f, err := NewFace()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range "䶮㛃喆珺堃翀𬭎𫖯㐂㙓㮾䒕〓，。0" {
		if w, ok := f.Width(r); !ok || w <= 0 || w > 1000 {
			t.Errorf("%c: width %d, ok %v", r, w, ok)
		}
	}
	for _, r := range "𡩋𢙨𠮷\U0001F600\uE000" {
		if _, ok := f.Width(r); ok {
			t.Errorf("%c should be missing", r)
		}
	}
	if w, _ := f.Width('汉'); w != 1000 {
		t.Errorf("汉 is %d wide", w)
	}
	if w, _ := f.Width('0'); w < 400 || w > 700 {
		t.Errorf("0 is %d wide", w)
	}
}

func TestLicenceTravelsWithTheFont(t *testing.T) {
	if !strings.Contains(Licence(), "SIL OPEN FONT LICENSE") {
		t.Error("the licence is not embedded")
	}
}
