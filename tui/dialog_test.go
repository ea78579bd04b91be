package tui_test

import (
	"strings"
	"testing"
)

// A reason of some words is not thrown away by one Esc; a few characters are.
func TestEscKeepsAReason(t *testing.T) {
	d, _ := start(t, 80, 24, nil)
	d.Press("t").Type("补记漏记的一张发票").Press("esc").Expect("再按一次 Esc").Expect("补记漏记的一张发票")
	d.Type("，经主席同意").Press("esc").Expect("再按一次 Esc").Press("enter").Expect("补记漏记的一张发票，经主席同意true")
	d.Press("t").Type("补记漏记的一张发票").Press("esc", "esc").Expect("true false")
	d.Press("t").Type("错了").Press("esc").Expect("true false false")
}

// A long reason is seen whole, in a small window and when it is resized.
func TestLongReasonIsSeen(t *testing.T) {
	d, _ := start(t, 60, 20, nil)
	long := strings.Repeat("补记漏记的发票一张", 10)
	d.Press("t").Type(long)
	flat := func() string {
		return strings.NewReplacer("\n", "", " ", "", "|", "").Replace(d.Screen())
	}
	for _, w := range []int{60, 80, 120} {
		d.Resize(w, 24)
		if !strings.Contains(flat(), long) {
			t.Errorf("%d cells wide: not to be read whole:\n%s", w, d.Screen())
		}
	}
	d.Press("home").Type("甲").Press("enter").Expect("甲补记")
}
