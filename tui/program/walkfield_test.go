package program

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// odd is what people and other programs put into a field that nobody meant.
func odd() []string {
	return []string{strings.Repeat("古力娜扎尔·买买提", 5)[:116], "䶮", "\x1b[31m红\x1b[0m", "张三 语文组\r\n李四 数学组\n", "a\x00b\u202ec\u200b"}
}

// slowest is how long a page may take over a paste of a megabyte, on a machine
// that has other work.
const slowest = 4 * time.Second

// TestWalkTypesOddThings types and pastes into every field of every form.
func TestWalkTypesOddThings(t *testing.T) {
	from := t.TempDir()
	if err := walkBook(from); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, from, "treasurer", walkTreasurer, false, true)
	k := &walker{t: t, w: w, faults: map[string]bool{}, drawn: map[reflect.Type]int{}}
	t.Cleanup(w.end)
	var routes []screen.Route
	if err := w.s.d.Book.View(func(r ledger.Reader) error { routes = walkRoutes(r); return nil }); err != nil {
		t.Fatal(err)
	}
	most := far(1, 0).pages
	fields := 0
	for _, r := range routes[:len(routes)-1] { // all but the one that closes the book
		kind := reflect.TypeOf(r)
		if k.drawn[kind] >= most || kept(r) {
			continue
		}
		k.drawn[kind]++
		k.here = r
		t.Run(kind.String(), func(t *testing.T) {
			k.t = t
			fields += k.fill(r, k.drawn[kind] == 1)
		})
	}
	k.t = t
	t.Logf("%d fields", fields)
}

// fill goes from field to field of a page.
func (k *walker) fill(r screen.Route, big bool) (fields int) {
	d := k.open(r)
	if strings.HasPrefix(d.Screen(), " 门口") {
		return 0
	}
	seen := map[string]bool{}
	for range 24 {
		c, ok := k.w.page.(screen.Capturing)
		if !ok || !c.Capturing() || gone(d) {
			return fields
		}
		x, y, _ := d.Cursor()
		at := fmt.Sprint(x, y)
		if seen[at] {
			return fields
		}
		seen[at] = true
		fields++
		k.bother(d, big && (fields == 1 || *everything))
		d.Press("tab")
	}
	return fields
}

// bother puts odd things into the field in hand and leaves it empty again.
func (k *walker) bother(d *tuitest.Driver, big bool) {
	k.t.Helper()
	for _, text := range odd() {
		d.Paste(text)
		k.frame(d, 80, 24)
		d.Press("ctrl+u")
	}
	d.Type("䶮·a")
	d.Press("ctrl+u")
	if big {
		began := time.Now()
		d.Paste(strings.Repeat("测试 a1\n", 1<<20/10))
		k.frame(d, 80, 24)
		d.Press("x", "left", "ctrl+u")
		if took := time.Since(began); took > slowest {
			k.fault("a megabyte takes %v\n%s", took, d.Screen())
		}
	}
}
