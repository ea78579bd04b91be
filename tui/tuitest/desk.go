package tuitest

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/theme"
)

// Desk is a desk with a book on it where it is nine in the morning of a day. Its
// ids differ from those of a book's own test desk; forms are kept in a file.
func Desk(t testing.TB, b ledger.Book, shelf ledger.Shelf, who string, day ledger.Day) *desk.Desk {
	n := 0
	return &desk.Desk{
		Book: b, Shelf: shelf, Operator: who, Theme: theme.Theme{}, Kept: desk.NewKept(filepath.Join(t.TempDir(), "b.form")), Folder: t.TempDir(),
		Now: func() time.Time {
			return time.Date(day.Year(), time.Month(day.Month().Num()), int(day)%100, 9, 0, 0, 0, time.UTC)
		},
		NewID: func() string { n++; return fmt.Sprintf("%032x", n+1<<20) },
	}
}
