// Package program puts the screens together: which route is which screen, the
// menu, who sits here, and what happens at the start and the end of a session.
package program

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/report"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
)

// Setup is what the program gets from outside.
type Setup struct {
	Shelf   ledger.Shelf
	Now     func() time.Time
	NewID   func() string
	Getenv  func(string) string
	DataDir string // settings of this computer, and the usual place of books
	Folder  string // where exports go
	// Demo makes a practice book at a path.
	Demo func(path string, tell func(done, total int) bool) error
	// Ask says that a person sits at a terminal and can be asked what to do when
	// the book cannot be opened.
	Ask bool
	// Show opens a file with the system's viewer.
	Show func(path string) error
	// Notary signs and compares; nil leaves signing out.
	Notary ledger.Notary
	// Packs makes and opens audit packs; nil leaves them out.
	Packs ledger.Packer
}

// Start says which book to open. An empty Path (or one that is not there and
// was not Chosen) begins with the guide.
type Start struct {
	Path     string
	Chosen   bool
	ReadOnly bool
	Operator string
}

// session is one run of the program.
type session struct {
	Setup
	theme   theme.Theme
	machine machine
	start   Start
	people  []ledger.Person
	fault   error // why the book could not be opened

	mu     sync.Mutex // guards what a command may change while a frame is drawn
	d      *desk.Desk // nil while the guide runs and no book is open
	header tui.Header
	crew   *desk.Crew // of the open book, to ask who may do what

	founding *desk.Kept // what is typed in the guide, nil before it was shown
}

// Run opens the book and shows the program until the person leaves. An error
// means that it never began.
func Run(ctx context.Context, setup Setup, start Start, more ...tea.ProgramOption) error {
	s, err := begin(setup, start)
	if err != nil {
		return err
	}
	defer s.settle()
	return tui.Run(ctx, s.options(), more...)
}

// settle puts down the last keys of forms in hand.
func (s *session) settle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.d != nil {
		s.d.Kept.Settle()
	}
	if s.founding != nil {
		s.founding.Settle()
	}
}

// New makes the App without a terminal, for tests.
func New(setup Setup, start Start) (*tui.App, error) {
	s, err := begin(setup, start)
	if err != nil {
		return nil, err
	}
	return tui.New(s.options()), nil
}

func begin(setup Setup, start Start) (*session, error) {
	s := &session{Setup: setup, theme: theme.Env(setup.Getenv), machine: loadMachine(setup.DataDir), start: start}
	if !start.Chosen && s.machine.Book != "" {
		s.start.Path = s.machine.Book
	}
	b, err := setup.Shelf.Open(s.start.Path, start.ReadOnly)
	switch {
	case err == nil:
		return s, s.take(b, start.Operator)
	case !start.Chosen && missing(err):
		s.start.Path = start.Path
		return s, nil // the guide
	case setup.Ask && coded(err) && !missing(err):
		s.fault = err
		return s, nil
	}
	return nil, err
}

// missing reports whether the error says that there is no such book.
func missing(err error) bool {
	var e interface{ FaultCode() string }
	return errors.As(err, &e) && e.FaultCode() == "B01"
}

// take makes an open book the one in hand.
func (s *session) take(b ledger.Book, operator string) error {
	unknown := ledger.Errf(ledger.CodeRole, "账本里没有登记“%s”这个人。", operator)
	err := b.View(func(r ledger.Reader) error {
		s.people = nil
		for _, p := range r.People() {
			switch {
			case !p.Gone:
				s.people = append(s.people, p)
			case p.Name == operator:
				unknown = ledger.Errf(ledger.CodeRole, "“%s”已经离任，不能再操作这本账。请由在任的人操作。", operator)
			}
		}
		return nil
	})
	if err != nil {
		return errors.Join(err, b.Close())
	}
	if operator == "" && len(s.people) == 1 {
		operator = s.people[0].Name
	}
	known := operator == ""
	for _, p := range s.people {
		known = known || p.Name == operator
	}
	if !known {
		return errors.Join(unknown, b.Close())
	}
	d := &desk.Desk{Book: &watched{b, s}, Shelf: s.Shelf, Operator: operator, Theme: s.theme, Now: s.Now, NewID: s.NewID,
		Kept: desk.NewKept(s.keptPath(b)), Show: s.Show, Folder: s.Folder, Notary: s.Notary, Packs: s.Packs}
	d.Kept.For(func() string { return d.Operator })
	s.mu.Lock()
	s.d = d
	s.mu.Unlock()
	s.machine.Book = s.absolute(b.Path())
	s.machine.save(s.DataDir)
	s.refresh()
	return nil
}

// desk is what the screens work with, nil while no book is open.
func (s *session) desk() *desk.Desk {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.d
}

func (s *session) absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

func (s *session) keptPath(b ledger.Book) string {
	if b.ReadOnly() {
		return ""
	}
	return desk.KeptPath(b.Path())
}

func (s *session) options() tui.Options {
	return tui.Options{Theme: s.theme, Build: s.build, First: firstRoute{}, Header: s.head, OnQuit: s.leave, Help: s.help, Exporter: s.exporter, Asks: s.asks}
}

// exporter writes lists out of the open book.
func (s *session) exporter() tui.Exporter {
	d := s.desk()
	if d == nil {
		return nil
	}
	return report.NewExporter(d)
}

// leave is the last work of a session: the book is closed, which makes and
// proves a backup when something changed.
func (s *session) leave(p screen.Progress) error {
	d := s.desk()
	if d == nil {
		return nil
	}
	s.remember(d)
	p.Step(0, 1, "正在备份并关闭账本")
	err := d.Book.Close()
	p.Step(1, 1, "")
	return err
}

// remember notes who worked last, to be asked for first the next time.
func (s *session) remember(d *desk.Desk) {
	if !d.Book.ReadOnly() && d.Operator != "" {
		s.machine.Operator[s.absolute(d.Book.Path())] = d.Operator
		s.machine.save(s.DataDir)
	}
}

func (s *session) head() tui.Header {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.header
	if s.d != nil {
		h.Operator = s.d.Operator
	}
	return h
}

// refresh reads what the title line shows.
func (s *session) refresh() {
	var h tui.Header
	var crew *desk.Crew
	b := s.desk().Book
	h.ReadOnly = b.ReadOnly()
	err := b.View(func(r ledger.Reader) error {
		crew = desk.NewCrew(r)
		h.Unit = crew.Unit().Name
		h.Period = ledger.FirstOpen(r).Chinese()
		return nil
	})
	if err != nil {
		return
	}
	h.Backup = backupText(b.LastBackup(), s.Now())
	s.mu.Lock()
	s.header, s.crew = h, crew
	s.mu.Unlock()
}

// backupText says when the last proven backup was made.
func backupText(at int64, now time.Time) string {
	if at == 0 {
		return "未备份"
	}
	t := time.Unix(at, 0).In(now.Location())
	switch days := ledger.Today(now).DaysSince(ledger.Today(t)); {
	case days <= 0:
		return "备份 今天" + t.Format("15:04")
	case days == 1:
		return "备份 昨天"
	default:
		return fmt.Sprintf("备份 %d天前", days)
	}
}

// watched is the open book; each act that succeeds renews the title line.
type watched struct {
	ledger.Book
	s *session
}

func (w *watched) Do(a ledger.Act, by ledger.Stamp) (ledger.Receipt, error) {
	r, err := w.Book.Do(a, by)
	w.s.refresh()
	return r, err
}

func (w *watched) DoAll(as []ledger.Act, by ledger.Stamp) ([]ledger.Receipt, error) {
	rs, err := w.Book.DoAll(as, by)
	w.s.refresh()
	return rs, err
}
