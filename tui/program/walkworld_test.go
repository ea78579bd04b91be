package program

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/store"
	"huizhang/store/demo"
	"huizhang/store/notary"
	"huizhang/store/pack"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

const (
	walkTreasurer = "周敏"
	walkAuditor   = "郑晓燕"
	walkPhrase    = "三只 青蛙 跳过 田埂"
)

func walkNow() time.Time { return time.Date(2026, 5, 28, 19, 30, 0, 0, time.Local) }

// sameKey is no randomness: keys that nobody keeps.
type sameKey struct{}

func (sameKey) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 7
	}
	return len(p), nil
}

// walkBook makes a small practice book in a folder with everything in it that a
// route may be about: the committee's part too.
func walkBook(dir string) error {
	shelf := &store.Shelf{Host: "测试机", User: "tester", PID: 1, Now: walkNow}
	path := filepath.Join(dir, "练习.book")
	err := demo.Write(shelf, path, demo.Options{Members: 12, Months: 9, Start: ledger.MonthOf(2025, 9), Until: walkNow().Unix() - 3600, Coder: notary.Codes{}})
	if err != nil {
		return err
	}
	b, err := shelf.Open(path, false)
	if err != nil {
		return err
	}
	id, vouchers := "", []ledger.VoucherID{}
	april := ledger.MonthPeriod(ledger.MonthOf(2026, 4))
	err = b.View(func(r ledger.Reader) error {
		id = r.Unit().BookID
		for v := range r.Posted(april) {
			vouchers = append(vouchers, v.ID)
		}
		return nil
	})
	if err != nil {
		return err
	}
	keys := &notary.Notary{Dir: dir, Random: sameKey{}, Books: shelf}
	n := 0
	do := func(who string, a ledger.Act) {
		if n++; err == nil {
			if _, err = b.Do(a, ledger.Stamp{Operator: who, Time: walkNow().Unix() - 3600 + int64(n), ID: fmt.Sprintf("walk-%d", n)}); err != nil {
				err = fmt.Errorf("%s: %w", a.Name(), err)
			}
		}
	}
	for _, who := range []string{walkTreasurer, walkAuditor} {
		_, key, made := keys.MakeKey(id, who, walkPhrase)
		if made != nil {
			return made
		}
		do(who, key)
	}
	finding := func(uid, on string) {
		do(walkAuditor, audit.Raise{Finding: ledger.Finding{UID: uid, On: on, Ref: "2026-04", Title: "缺签收", Clause: "手册", Severity: "warn", Period: april}, Question: "没有签收"})
	}
	on := fmt.Sprintf("voucher/%d", vouchers[0])
	finding(fmt.Sprintf("%032x", 1), on)
	finding(fmt.Sprintf("%032x", 2), "month/2026-04")
	finding(fmt.Sprintf("%032x", 3), on)
	do(walkTreasurer, audit.Answer{Finding: 2, Text: "已补"})
	do(walkAuditor, audit.Close{Finding: 2, Text: "查实"})
	do(walkTreasurer, audit.Answer{Finding: 3, Text: "已补"})
	do(walkAuditor, audit.SetTick{Vouchers: vouchers[:1]})
	do(walkAuditor, audit.PlanSample{Sample: ledger.Sample{UID: fmt.Sprintf("%032x", 4), Period: april, Method: "random", Size: 3, Head: "walk"}})
	do(walkAuditor, audit.PlanSample{Sample: ledger.Sample{UID: fmt.Sprintf("%032x", 5), Period: april, Method: "random", Size: 2, Head: "walk"}})
	do(walkAuditor, audit.DrawSample{Sample: 1, Drawn: "1258"})
	if closed := b.Close(); err == nil {
		err = closed
	}
	return err
}

// scribe is the book as a walk sees it: it notes each act that is tried, and
// lets none through where the walk is only a rehearsal.
type scribe struct {
	ledger.Book
	dry   bool
	tried []ledger.Act
}

func (b *scribe) Do(a ledger.Act, by ledger.Stamp) (ledger.Receipt, error) {
	b.tried = append(b.tried, a)
	if b.dry {
		return ledger.Receipt{}, ledger.Errf(ledger.CodeBadValue, "演练：这一步没有写入。")
	}
	return b.Book.Do(a, by)
}

func (b *scribe) DoAll(as []ledger.Act, by ledger.Stamp) ([]ledger.Receipt, error) {
	b.tried = append(b.tried, as...)
	if b.dry {
		return nil, ledger.Errf(ledger.CodeBadValue, "演练：这一步没有写入。")
	}
	return b.Book.DoAll(as, by)
}

// world is one person at one book.
type world struct {
	name   string
	setup  Setup
	start  Start
	dry    bool
	s      *session
	scribe *scribe
	page   screen.Screen // built last
}

// copyTree copies the folder of the practice book.
func copyTree(t testing.TB, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

func newWorld(t testing.TB, from, name, operator string, readOnly, dry bool) *world {
	t.Helper()
	dir := t.TempDir()
	copyTree(t, from, dir)
	w := bareWorld(name, dir)
	if err := os.Mkdir(w.setup.Folder, 0o700); err != nil {
		t.Fatal(err)
	}
	w.dry, w.start = dry, Start{Path: filepath.Join(dir, "练习.book"), Chosen: true, ReadOnly: readOnly, Operator: operator}
	return w.begin(t)
}

func bareWorld(name, dir string) *world {
	shelf := &store.Shelf{Host: "测试机", User: "tester", PID: 1, Now: walkNow}
	packs := &pack.Packer{Books: shelf}
	keys := &notary.Notary{Dir: dir, Random: sameKey{}, Books: shelf}
	packs.Keys = keys
	n := 0
	return &world{name: name, setup: Setup{Shelf: shelf, Now: walkNow, Getenv: func(k string) string { return map[string]string{"TERM": "xterm-256color"}[k] },
		NewID: func() string { n++; return fmt.Sprintf("%032x", n) }, DataDir: dir, Folder: filepath.Join(dir, "导出"), Show: func(string) error { return nil },
		Demo: func(string, func(done, total int) bool) error { return io.EOF }, Notary: keys, Packs: packs}}
}

// newEmpty is the treasurer at a book that was founded a minute ago.
func newEmpty(t testing.TB) *world {
	t.Helper()
	dir := t.TempDir()
	w := bareWorld("empty", dir)
	path := filepath.Join(dir, "新账.book")
	b, err := w.setup.Shelf.Create(path, ledger.Found{
		Unit:   ledger.Unit{Name: "云岭实验学校工会委员会", Start: ledger.MonthOf(2026, 5), Words: ledger.OneWord, BookID: fmt.Sprintf("%032x", 77), ShareUp: "0.4"},
		People: []ledger.Person{{Name: walkTreasurer, Roles: []ledger.Role{ledger.Treasurer}}},
	}, ledger.Stamp{Operator: walkTreasurer, Time: walkNow().Unix(), ID: "first"})
	if err == nil {
		err = b.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	w.dry, w.start = true, Start{Path: path, Chosen: true, Operator: walkTreasurer}
	return w.begin(t)
}

// begin opens the book, as at the start of a session.
func (w *world) begin(t testing.TB) *world {
	t.Helper()
	s, err := begin(w.setup, w.start)
	if err != nil {
		t.Fatal(err)
	}
	w.s = s
	w.scribe = &scribe{Book: s.d.Book, dry: w.dry}
	s.d.Book = w.scribe
	s.d.Kept = desk.NewKept("") // what one page leaves is not taken up by the next
	return w
}

// end closes the book.
func (w *world) end() {
	if d := w.s.desk(); d != nil {
		d.Book.Close()
	}
}

// doorstep lies below the page that is walked: coming back to it is seen.
type doorstep struct{ to screen.Route }

type stepIn struct{}

func (f *doorstep) Init() tea.Cmd { return func() tea.Msg { return stepIn{} } }
func (f *doorstep) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if _, ok := msg.(stepIn); ok {
		return screen.Open{Route: f.to}, nil
	}
	return screen.Stay{}, nil
}
func (f *doorstep) View() screen.Frame         { return screen.Frame{Lines: []string{"门口"}} }
func (f *doorstep) Resize(int, int)            {}
func (f *doorstep) Bindings() []screen.Binding { return nil }
func (f *doorstep) Title() string              { return "门口" }

type doorRoute struct{ screen.Home }

// at opens a route in a window of its own, above the doorstep.
func (w *world) at(t testing.TB, to screen.Route, width, height int) *tuitest.Driver {
	t.Helper()
	if w.s.desk() == nil {
		w.begin(t)
	}
	w.s.desk().Operator = w.start.Operator // a page may have changed it
	o := w.s.options()
	o.First, o.OnQuit = doorRoute{}, nil
	w.page = nil
	o.Build = func(r screen.Route) screen.Screen {
		if _, ok := r.(doorRoute); ok {
			return &doorstep{to}
		}
		w.page = w.s.build(r)
		return w.page
	}
	return tuitest.New(t, tui.New(o), width, height)
}
