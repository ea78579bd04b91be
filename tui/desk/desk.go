// Package desk is what a screen works with: the open book, the person who acts,
// the clock, and the forms in hand that outlive a crash.
package desk

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
)

// Desk is handed to every screen. Its fields do not change while the program
// runs, but for Operator, which settings may change.
type Desk struct {
	Book     ledger.Book
	Shelf    ledger.Shelf
	Operator string
	Theme    theme.Theme
	Now      func() time.Time
	NewID    func() string // 16 random bytes in hex
	Kept     *Kept         // the forms in hand; never nil
	// Show opens a file with the system's viewer.
	Show func(path string) error
	// Notary signs and compares; nil where there are no keys, as in many tests.
	Notary ledger.Notary
	// Packs makes and opens audit packs; nil where there are none.
	Packs ledger.Packer
	// Folder is where exports go when the person says nothing else.
	Folder string
}

// Today is the calendar day on this machine's clock.
func (d *Desk) Today() ledger.Day { return ledger.Today(d.Now()) }

// Stamp makes a stamp with a new id. A form makes one when it is opened and
// keeps it until its act has succeeded, so that a repeated Enter books once.
func (d *Desk) Stamp() ledger.Stamp { return ledger.Stamp{ID: d.NewID()} }

// Read runs f on the book, off the Update loop, and sends what it returns; an
// error comes as [Failed].
func (d *Desk) Read(f func(r ledger.Reader) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		var msg tea.Msg
		if err := d.Book.View(func(r ledger.Reader) error { msg = f(r); return nil }); err != nil {
			return Failed{err}
		}
		return msg
	}
}

// Do is the action that carries out an act. The stamp needs its ID only;
// operator and time are filled in here. The screen gets what done makes of the
// outcome.
func (d *Desk) Do(a ledger.Act, by ledger.Stamp, done func(ledger.Receipt, error) tea.Msg) screen.Action {
	by.Operator, by.Time = d.Operator, d.Now().Unix()
	return screen.Commit{Work: func() tea.Msg {
		r, err := d.Book.Do(a, by)
		return done(r, err)
	}}
}

// DoAll is [Desk.Do] for several acts in one transaction.
func (d *Desk) DoAll(as []ledger.Act, by ledger.Stamp, done func([]ledger.Receipt, error) tea.Msg) screen.Action {
	by.Operator, by.Time = d.Operator, d.Now().Unix()
	return screen.Commit{Work: func() tea.Msg {
		rs, err := d.Book.DoAll(as, by)
		return done(rs, err)
	}}
}

// Failed is a message for something that went wrong off the Update loop.
type Failed struct{ Err error }

// Problems gives the problems inside an error, nil if it holds none.
func Problems(err error) []ledger.Problem {
	var e *ledger.Error
	if errors.As(err, &e) {
		return e.Problems
	}
	return nil
}

// Bad is the notice of an error: its first line. What is somebody else's to do
// says how he takes over.
func Bad(err error) screen.Notice {
	text := FirstLine(err.Error())
	if ledger.CodeOf(err) == ledger.CodeRole {
		text += "换人操作：首页按 F10，进“人员”，按 F6。"
	}
	return screen.Notice{Text: text, Bad: true}
}

// FirstLine cuts a text at its first line break.
func FirstLine(s string) string {
	for i, r := range s {
		if r == '\n' {
			return s[:i]
		}
	}
	return s
}

// CanWrite reports whether the operator may change the book here.
func (d *Desk) CanWrite(r ledger.Pages) bool {
	p, ok := ledger.PersonNamed(r, d.Operator)
	return ok && !d.Book.ReadOnly() && !p.OnlyAudits()
}
