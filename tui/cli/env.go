package cli

import (
	"io"
	"os"
	"time"

	"huizhang/ledger"
)

// Version is what the version verb says.
const Version = "0.1.0"

// DemoOptions are the size of a practice book.
type DemoOptions struct {
	Members, Months int
	Seed            uint64
	// Tell hears how far the work is; false cancels it.
	Tell func(done, total int, what string) bool
}

// Screen is what the terminal program starts with.
type Screen struct {
	Path     string // the book; it may not exist yet
	Chosen   bool   // the person named the book, by flag or environment
	ReadOnly bool
	Operator string // "" when none was named
}

// Env is all that the verbs know of the world. Nothing else is read: no global
// arguments, no clock, no environment.
type Env struct {
	Args           []string // without the program's name
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Now            func() time.Time
	NewID          func() string // 16 random bytes in hex
	Shelf          ledger.Shelf
	Notary         ledger.Notary // signs and compares; nil when the program has none
	Packs          ledger.Packer // audit packs; nil when the program has none
	DataDir        string        // where books lie that were not named
	// Interrupts begins to hear of Ctrl-C, until silence is called; nil when nobody
	// can press it.
	Interrupts func() (signals <-chan os.Signal, silence func())
	// OutTerminal and ErrTerminal say whether the streams are shown to a person.
	OutTerminal, ErrTerminal bool
	Width                    int // cells in a row of the terminal, 0: no limit

	// Demo makes a practice book at path; nil when the program has none.
	Demo func(path string, o DemoOptions) error
	// TUI runs the screens until the person leaves.
	TUI func(Screen) error
}
