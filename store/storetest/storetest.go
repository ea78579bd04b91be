// Package storetest makes books for tests and checks them afterwards.
package storetest

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/store"
)

// Desk is a book under test with someone who works in it.
type Desk struct {
	ledger.Book
	Shelf    *store.Shelf
	Operator string
	n        int
}

// Unit is the page of a test book that begins in January 2026.
func Unit() ledger.Unit {
	return ledger.Unit{Name: "青山小学工会委员会", CreditCode: "81330000724538949J", Start: ledger.MonthOf(2026, 1), Words: ledger.OneWord, ShareUp: "0.4",
		BookID: "00112233445566778899aabbccddeeff"}
}

// People are a treasurer, a reviewer, a chair and an auditor.
func People() []ledger.Person {
	return []ledger.Person{
		{Name: "王会计", Roles: []ledger.Role{ledger.Treasurer}},
		{Name: "李审核", Roles: []ledger.Role{ledger.Reviewer}},
		{Name: "赵主席", Roles: []ledger.Role{ledger.Chair}},
		{Name: "钱经审", Roles: []ledger.Role{ledger.Auditor}},
	}
}

// Shelf is a shelf with a fixed clock.
func Shelf() *store.Shelf {
	return &store.Shelf{Host: "测试机", User: "tester", PID: 1, Now: func() time.Time { return time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC) }}
}

// New makes a book in a temporary folder; change may edit its first entry. The
// book is closed and verified at the end of the test.
func New(t testing.TB, change func(*ledger.Found)) *Desk {
	t.Helper()
	f := ledger.Found{Unit: Unit(), People: People()}
	if change != nil {
		change(&f)
	}
	d := &Desk{Shelf: Shelf(), Operator: f.People[0].Name}
	b, err := d.Shelf.Create(filepath.Join(t.TempDir(), "账本.hz"), f, d.Stamp())
	if err != nil {
		t.Fatal(err)
	}
	d.Book = b
	t.Cleanup(func() {
		path := d.Book.Path()
		if err := d.Book.Close(); err != nil {
			t.Error(err)
		}
		Check(t, path)
	})
	return d
}

// Check verifies the book at path and reports what is wrong. It runs after
// every test that made a book with [New].
func Check(t testing.TB, path string) ledger.Proof {
	t.Helper()
	p, err := Shelf().Verify(path, nil)
	if err != nil {
		t.Errorf("verify: %v", err)
	}
	for _, f := range p.Faults {
		t.Errorf("verify: %s %s: %s", f.Code, f.Field, f.Text)
	}
	return p
}

// Stamp is a new stamp of the desk's operator.
func (d *Desk) Stamp() ledger.Stamp {
	d.n++
	return ledger.Stamp{Operator: d.Operator, Time: 1_780_000_000 + int64(d.n), ID: fmt.Sprintf("%032d", d.n)}
}

// Must does an act that has to succeed.
func (d *Desk) Must(t testing.TB, a ledger.Act) ledger.Receipt {
	t.Helper()
	r, err := d.Book.Do(a, d.Stamp())
	if err != nil {
		t.Fatalf("%s: %v", a.Name(), err)
	}
	return r
}

// Refuse does an act that has to fail, and gives the error.
func (d *Desk) Refuse(t testing.TB, a ledger.Act) error {
	t.Helper()
	r, err := d.Book.Do(a, d.Stamp())
	if err == nil {
		t.Fatalf("%s was not refused: %s", a.Name(), r.Title)
	}
	return err
}

// As lets another person work for the duration of f.
func (d *Desk) As(name string, f func()) {
	old := d.Operator
	d.Operator = name
	f()
	d.Operator = old
}

// Post enters and posts a voucher, reviewed by 李审核.
func (d *Desk) Post(t testing.TB, v ledger.Voucher) ledger.Receipt {
	t.Helper()
	return d.Must(t, ledger.Enter{Voucher: v, Post: true, Reviewer: "李审核"})
}

// V writes a voucher in short: lines of account, debit, credit in fen.
func V(day ledger.Day, summary string, lines ...ledger.Line) ledger.Voucher {
	for i := range lines {
		if lines[i].Summary == "" {
			lines[i].Summary = summary
		}
	}
	return ledger.Voucher{Day: day, Lines: lines, Papers: 1}
}

// Dr and Cr are lines.
func Dr(c ledger.Code, m ledger.Money) ledger.Line { return ledger.Line{Account: c, Debit: m} }
func Cr(c ledger.Code, m ledger.Money) ledger.Line { return ledger.Line{Account: c, Credit: m} }
