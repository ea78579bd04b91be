package program

import (
	"flag"
	"fmt"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
	"huizhang/tui/widget"
)

// walker walks one world and counts.
type walker struct {
	t      *testing.T
	w      *world
	seen   map[string]bool
	deep   map[reflect.Type]int // pages of a route whose keys were pressed
	drawn  map[reflect.Type]int
	most   reach
	pages  int
	keys   int
	idle   map[string]int
	looks  bool // this person may not keep the book
	here   screen.Route
	faults map[string]bool
}

// everything makes the walk press the keys of every page, in some minutes.
var everything = flag.Bool("everything", false, "press the keys of every page of every route")

// reach is how many pages of one route are drawn, and how many have their keys
// pressed; what one person has seen the next need not.
type reach struct{ pages, keys int }

func far(pages, keys int) reach {
	switch {
	case *everything:
		return reach{1 << 20, 1 << 20}
	case testing.Short():
		return reach{2, 1}
	}
	return reach{pages, keys}
}

// TestWalk goes through every route as everybody who sits at a book.
func TestWalk(t *testing.T) {
	from := t.TempDir()
	if err := walkBook(from); err != nil {
		t.Fatal(err)
	}
	t.Run("treasurer", func(t *testing.T) {
		walkThrough(t, newWorld(t, from, "treasurer", walkTreasurer, false, true), far(12, 1), false)
	})
	t.Run("auditor", func(t *testing.T) {
		walkThrough(t, newWorld(t, from, "auditor", walkAuditor, false, false), far(3, 2), true)
	})
	t.Run("read-only", func(t *testing.T) {
		walkThrough(t, newWorld(t, from, "read-only", walkTreasurer, true, false), far(1, 1), true)
	})
	t.Run("empty", func(t *testing.T) { walkThrough(t, newEmpty(t), far(2, 1), false) })
}

func walkThrough(t *testing.T, w *world, most reach, looks bool) {
	k := &walker{t: t, w: w, most: most, seen: map[string]bool{}, drawn: map[reflect.Type]int{}, deep: map[reflect.Type]int{}, idle: map[string]int{}, looks: looks, faults: map[string]bool{}}
	t.Cleanup(w.end)
	var routes []screen.Route
	var size uint64
	if err := w.s.d.Book.View(func(r ledger.Reader) error { routes, size = walkRoutes(r), r.Head().Size; return nil }); err != nil {
		t.Fatal(err)
	}
	for _, r := range routes {
		if kind := reflect.TypeOf(r); k.drawn[kind] < most.pages {
			k.drawn[kind]++
			k.visit(r)
		}
	}
	if w.s.desk() == nil {
		w.begin(t)
	}
	k.added(size)
	t.Logf("%s: %d pages of %d routes, %d keys; nothing to move or to do yet: %v", w.name, k.pages, len(walkKinds()), k.keys, k.idle)
}

// fault tells once what is wrong.
func (k *walker) fault(format string, args ...any) {
	k.t.Helper()
	text := fmt.Sprintf(format, args...)
	head, _, _ := strings.Cut(text, "\n")
	head = fmt.Sprintf("%T: %s", k.here, head)
	if k.faults[head] {
		return
	}
	k.faults[head] = true
	k.t.Errorf("%T%+v: %s", k.here, k.here, text)
}

// visit looks at one page. Whatever goes wrong on it, the walk goes on.
func (k *walker) visit(r screen.Route) {
	k.here = r
	k.t.Run(fmt.Sprintf("%T", r), func(t *testing.T) {
		outer := k.t
		k.t = t
		defer func() {
			if p := recover(); p != nil {
				t.Errorf("%+v: panic: %v\n%s", r, p, debug.Stack())
			}
			k.t = outer
		}()
		k.page(r)
	})
}

func (k *walker) page(r screen.Route) {
	d := k.open(r)
	k.pages++
	first := d.Screen()
	if d.Has("这个画面现在打不开") || k.w.page == nil {
		k.fault("no screen")
		return
	}
	if k.w.s.desk() == nil {
		return // the guide has closed the book
	}
	if strings.HasPrefix(first, " 门口") {
		if kept(r) {
			return // opened for a form that was kept; here none is
		}
		if !strings.Contains(first, "\n! ") {
			k.fault("sent away without a word\n%s", first)
		}
		return
	}
	k.frame(d, 80, 24)
	kind := reflect.TypeOf(r)
	deep := !k.seen[kind.Name()+first] && k.deep[kind] < k.most.keys
	if deep {
		k.help(d)
	}
	k.sizes(d, first)
	k.leave(d, r)
	if !deep {
		return
	}
	k.seen[kind.Name()+first] = true
	k.deep[kind]++
	k.press(r)
}

func (k *walker) open(r screen.Route) *tuitest.Driver {
	k.t.Helper()
	return k.w.at(k.t, r, 80, 24)
}

// frame holds what every page must keep by itself, before the App cuts it.
func (k *walker) frame(d *tuitest.Driver, w, h int) {
	k.t.Helper()
	p := k.w.page
	if strings.TrimSpace(p.Title()) == "" {
		k.fault("no title")
	} else if head := strings.Split(d.Screen(), "\n")[0]; !strings.HasPrefix(head, " "+widget.Cut(p.Title(), w-20)) && !strings.Contains(head, "帮助") {
		k.fault("title %q is not in %q", p.Title(), head)
	}
	f := p.View()
	if len(f.Lines) > h-3 {
		k.fault("%d lines in %d", len(f.Lines), h-3)
	}
	for _, l := range f.Lines {
		if n := widget.Width(l); n > w {
			k.fault("%d cells in a window of %d: %q", n, w, ansi.Strip(l))
		}
		for _, c := range ansi.Strip(l) {
			if unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) {
				k.fault("%U in %q", c, l)
			}
		}
	}
}

// sizes draws the page in every window and comes back to the first.
func (k *walker) sizes(d *tuitest.Driver, first string) {
	k.t.Helper()
	for _, s := range [][2]int{{60, 20}, {120, 40}} {
		d.Resize(s[0], s[1])
		k.frame(d, s[0], s[1])
	}
	if d.Resize(20, 5); !strings.Contains(d.Screen(), "窗口太小了") {
		k.fault("nothing about the window of 20 × 5")
	}
	title, _, _ := strings.Cut(first, "\n")
	if now := d.Resize(80, 24).Screen(); !strings.HasPrefix(now, title+"\n") {
		k.fault("another picture after other windows\n%s\nfirst:\n%s", now, first)
	}
}

// help opens the help with both keys; it must name every key of the page.
func (k *walker) help(d *tuitest.Driver) {
	k.t.Helper()
	p, before := k.w.page, d.Screen()
	for _, key := range []string{"f1", "?"} {
		if c, ok := p.(screen.Capturing); key == "?" && ok && c.Capturing() {
			continue
		}
		d.Press(key)
		if !strings.HasPrefix(d.Screen(), " 帮助：") {
			k.fault("%s gives no help\n%s", key, d.Screen())
			continue
		}
		if key == "f1" {
			k.helps(d, p)
		}
		if strip(d.Press("esc").Screen()) != strip(before) && !strings.Contains(before, "\n! ") {
			k.fault("help does not come back to the same picture\n%s", differ(strip(before), strip(d.Screen())))
		}
	}
}

// strip takes away the line of notices.
func strip(screen string) string {
	lines := strings.Split(screen, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "! ") || strings.TrimSpace(l) == "" }), "\n")
}

// differ is the lines that two pictures do not have in common.
func differ(a, b string) string {
	out := ""
	for _, l := range strings.Split(a, "\n") {
		if !strings.Contains(b, l) {
			out += "- " + l + "\n"
		}
	}
	for _, l := range strings.Split(b, "\n") {
		if !strings.Contains(a, l) {
			out += "+ " + l + "\n"
		}
	}
	return out
}

// helps reads the help to its end.
func (k *walker) helps(d *tuitest.Driver, p screen.Screen) {
	k.t.Helper()
	text := ""
	for last := ""; d.Screen() != last; d.Press("pgdown") {
		last = d.Screen()
		text += last
	}
	flat := strings.NewReplacer("\n", "", " ", "").Replace(text)
	for _, b := range p.Bindings() {
		if len(b.Keys) == 0 {
			continue
		}
		if name := strings.ReplaceAll(screen.KeyName(b.Keys[0]), " ", ""); !strings.Contains(flat, name) {
			k.fault("the help does not name %s (%s)", name, b.Label)
		}
		if b.Help == "" && b.Label == "" {
			k.fault("%v is not explained", b.Keys)
		}
	}
}

// leave goes back with Esc, over a question at most.
func (k *walker) leave(d *tuitest.Driver, r screen.Route) {
	k.t.Helper()
	if gone(d.Press("esc")) {
		return
	}
	asked := d.Screen()
	if gone(d.Press("esc")) {
		return // the first one closed what the page asks for
	}
	for _, answer := range []string{"1", "2", "3"} {
		if gone(k.open(r).Press("esc", answer)) {
			return
		}
	}
	k.fault("Esc does not lead back\n%s", asked)
}

// kept reports whether a route takes up a form left by a crash.
func kept(r screen.Route) bool {
	f := reflect.ValueOf(r).FieldByName("Kept")
	return f.IsValid() && f.Bool()
}

func gone(d *tuitest.Driver) bool { return d.Quit() || strings.HasPrefix(d.Screen(), " 门口") }

// moving are keys that do nothing where there is nowhere to go.
func moving() []string {
	return []string{"up", "down", "left", "right", "home", "end", "pgup", "pgdown", "tab", "shift+tab", "ctrl+home", "ctrl+end", "ctrl+up", "ctrl+down", "shift+up", "shift+down", "shift+left", "shift+right", "ctrl+left", "ctrl+right"}
}

// state is what a person sees.
func state(d *tuitest.Driver) string {
	x, y, ok := d.Cursor()
	return fmt.Sprint(x, y, ok, d.Quit(), d.Screen())
}

// press presses every key of the page, each on a page of its own.
func (k *walker) press(r screen.Route) {
	d := k.open(r)
	before, bindings := state(d), k.w.page.Bindings()
	capturing := false
	if c, ok := k.w.page.(screen.Capturing); ok {
		capturing = c.Capturing()
	}
	for _, b := range bindings {
		if b.Disabled != "" && strings.IndexFunc(b.Disabled, func(c rune) bool { return unicode.Is(unicode.Han, c) }) < 0 {
			k.fault("%v is off for %q", b.Keys, b.Disabled)
		}
		if k.w.start.Operator == walkAuditor && strings.Contains(b.Disabled, "只能查看") && !strings.Contains(b.Disabled, "经审可以查看、提问题") && !strings.Contains(b.Disabled, "到“经审查账”") {
			k.fault("an auditor is told that he may only look: %v %s", b.Keys, b.Disabled)
		}
		result := ""
		for i, key := range b.Keys {
			if key == "ctrl+q" || key == "ctrl+c" || capturing && len([]rune(key)) == 1 {
				continue
			}
			d, b := k.one(r, key)
			after := state(d)
			idle := after == before && len(k.w.scribe.tried) == 0
			switch {
			case b.Disabled != "":
				if reason := string([]rune(b.Disabled)[:min(6, len([]rune(b.Disabled)))]); !d.Has(reason) {
					k.fault("%s is off and does not say %q\n%s", key, b.Disabled, d.Screen())
				}
			case idle && slices.Contains(moving(), key):
				k.idle[key]++
			case idle && allowed(r, key) != "":
			case idle:
				k.fault("%s (%s) is dead\n%s", key, b.Label, d.Screen())
			}
			k.acts(key)
			if b.Disabled != "" || slices.Contains(moving(), key) {
				continue
			}
			if len(k.w.scribe.tried) > 0 && !k.w.dry {
				result = "" // the book has changed: the next key finds another page
			} else if i == 0 {
				result = after
			} else if after != result && result != "" && !strings.HasPrefix(key, "shift") && twins(b) {
				k.fault("%s does not do what %s does (%s)\n%s", key, b.Keys[0], b.Label, d.Screen())
			}
		}
		if b.Disabled == "" && len(b.Keys) > 0 && !slices.Contains(moving(), b.Keys[0]) && !(capturing && len([]rune(b.Keys[0])) == 1) {
			k.further(r, b.Keys[0])
		}
	}
}

// allowed is why a key may do nothing on the page of a route as it is opened;
// "" when it may not.
func allowed(r screen.Route, key string) string {
	return map[string]string{
		"screen.Members ctrl+f": "the search has the focus already",
		"screen.ReportView f7":  "the list to choose from is open as the page opens",
		"screen.Sign enter":     "there is nothing to sign, as the page says; its F8 is off",
		"screen.SignOff enter":  "this person signs nothing off, as the page says; its F8 is off",
	}[fmt.Sprintf("%T %s", r, key)]
}

// twins reports whether the keys of a binding are a key and its second way, not
// a row of digits or a pair that goes to and fro.
func twins(b screen.Binding) bool {
	if b.Label == "打包" {
		return false // the second finds the file of the first
	}
	return len(b.Keys) == 2 && strings.HasPrefix(b.Keys[0], "f")
}

// one presses a key on a new page, and gives the key's binding there.
func (k *walker) one(r screen.Route, key string) (*tuitest.Driver, screen.Binding) {
	k.t.Helper()
	d := k.open(r)
	k.w.scribe.tried = nil
	k.keys++
	var b screen.Binding
	if all := k.w.page.Bindings(); k.w.page != nil {
		if i := slices.IndexFunc(all, func(b screen.Binding) bool { return b.Has(key) }); i >= 0 {
			b = all[i]
		}
	}
	return d.Press(key), b
}

// further goes on with Enter and with F8 behind the key of somebody who may not
// keep the book.
func (k *walker) further(r screen.Route, key string) {
	k.t.Helper()
	if !k.looks || testing.Short() || key == "esc" {
		return
	}
	for _, next := range []string{"enter", "f8"} {
		d, _ := k.one(r, key)
		if !d.Quit() && k.w.s.desk() != nil {
			k.keys++
			d.Press(next)
		}
		k.acts(key + " " + next)
	}
}

// acts holds what was tried against what the person may do: a key that the
// door refuses is off.
func (k *walker) acts(keys string) {
	k.t.Helper()
	if !k.looks {
		return
	}
	for _, a := range k.w.scribe.tried {
		if k.w.start.ReadOnly || ledger.Permit(k.w.s.crew, a.Name(), ledger.Stamp{Operator: k.w.start.Operator}) != nil {
			k.fault("%s tries %s", keys, a.Name())
		}
	}
}

// added looks at what the walk has put into the log.
func (k *walker) added(size uint64) {
	err := k.w.s.d.Book.View(func(r ledger.Reader) error {
		for e := range r.Log(size+1, false) {
			if !committees(e.Act) || k.w.start.ReadOnly || k.w.dry {
				k.t.Errorf("%s was written: %s", e.Act, e.Title)
			}
		}
		return nil
	})
	if err != nil {
		k.t.Error(err)
	}
}

// committees reports whether an act is the committee's own, or one that
// everybody may do about himself.
func committees(act string) bool {
	for _, p := range ledger.Permissions() {
		if slices.Contains(p.Acts, act) {
			return p.Audit || len(p.Roles) == len(ledger.Roles())
		}
	}
	return false
}
