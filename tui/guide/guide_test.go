package guide_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/store"
	"huizhang/store/storetest"
	"huizhang/tui/desk"
	"huizhang/tui/guide"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/tuitest"
)

// world is a folder with a shelf and the guide's surroundings.
type world struct {
	t     *testing.T
	dir   string
	shelf ledger.Shelf
	fail  error // what Create answers instead of making a book
	made  int
	book  ledger.Book
	who   string
	n     int
}

// shelf is a real shelf whose making of books can be made to fail.
type shelf struct {
	*store.Shelf
	w *world
}

func (s shelf) Create(path string, first ledger.Found, by ledger.Stamp) (ledger.Book, error) {
	if s.w.fail != nil {
		return nil, s.w.fail
	}
	s.w.made++
	return s.Shelf.Create(path, first, by)
}

func (s shelf) Restore(backup, path string) error {
	b, err := os.ReadFile(backup)
	if err != nil {
		return ledger.Errf(ledger.CodeUnknown, "备份已损坏或不属于本账本，没有恢复。现有账本未改动。（P02）")
	}
	return os.WriteFile(path, b, 0o600)
}
func (shelf) Verify(string, func(int, int, string) bool) (ledger.Proof, error) {
	return ledger.Proof{}, nil
}
func (shelf) Backup(string, string) (ledger.Copy, error) { return ledger.Copy{}, nil }
func (shelf) Backups(string) ([]ledger.Copy, error)      { return nil, nil }

func newWorld(t *testing.T) *world {
	w := &world{t: t, dir: t.TempDir()}
	w.shelf = shelf{storetest.Shelf(), w}
	t.Cleanup(func() {
		if w.book != nil {
			w.book.Close()
		}
	})
	return w
}

func (w *world) env() guide.Env {
	return guide.Env{
		Shelf: w.shelf, Now: func() time.Time { return time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC) },
		NewID:       func() string { w.n++; return fmt.Sprintf("%032x", w.n) },
		DefaultPath: filepath.Join(w.dir, "会账", "工会.book"), Kept: desk.NewKept(filepath.Join(w.dir, "guide.form")), Theme: theme.Theme{},
		Demo: func(path string, p screen.Progress) error {
			p.Step(1, 2, "一月")
			b, err := w.shelf.Create(path, ledger.Found{Unit: storetest.Unit(), People: storetest.People()}, ledger.Stamp{Operator: "王会计", ID: strings.Repeat("d", 32)})
			if err != nil {
				return err
			}
			return b.Close()
		},
		Opened: func(b ledger.Book, who string) tea.Msg {
			w.book, w.who = b, who
			return nil
		},
	}
}

func (w *world) start() *tuitest.Driver { return tuitest.Solo(w.t, guide.New(w.env()), 80, 24) }

func (w *world) unit() (u ledger.Unit, o ledger.Opening, people []ledger.Person, members int) {
	w.t.Helper()
	if w.book == nil {
		w.t.Fatal("no book was opened")
	}
	err := w.book.View(func(r ledger.Reader) error {
		u, o, people = r.Unit(), r.Opening(), r.People()
		for range r.Members() {
			members++
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return u, o, people, members
}

// From nothing to a book in the shortest way: what must be typed, and six keys.
func TestShortestWay(t *testing.T) {
	w := newWorld(t)
	d := w.start()
	d.Expect("建新账本").Press("enter")
	d.Type("青山小学工会委员会").CursorAfter("青山小学工会委员会").Press("enter").Type("王会计").CursorAfter("王会计").Press("f9")
	d.Expect("第 5 步").Expect("青山小学工会委员会").Expect("王会计（会计）").Expect("没有别的人能审核凭证")
	d.Press("f8").Expect("«Home {}»")
	if d.Presses() > 5 {
		t.Errorf("%d keys", d.Presses())
	}
	u, o, people, _ := w.unit()
	if u.Name != "青山小学工会委员会" || u.Start != ledger.MonthOf(2026, 1) || u.Words != ledger.OneWord || u.Single || len(o.Rows) != 0 {
		t.Errorf("%+v %+v", u, o)
	}
	if len(people) != 1 || !people[0].Is(ledger.Treasurer) || w.who != "王会计" {
		t.Errorf("%+v %s", people, w.who)
	}
	if _, ok := desk.NewKept(filepath.Join(w.dir, "guide.form")).Load(); ok {
		t.Error("the form in hand is still there")
	}
}
