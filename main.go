// Command huizhang keeps the books of a grassroots trade union. It reads the
// arguments, puts the store under the screens and the verbs, and hands over.
package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/user"
	"time"

	"huizhang/ledger"
	"huizhang/store"
	"huizhang/store/demo"
	"huizhang/store/notary"
	"huizhang/store/pack"
	"huizhang/tui/cli"
	"huizhang/tui/program"
)

func main() {
	if handled, code := store.Child(os.Getenv, os.Stdin, os.Stdout); handled {
		os.Exit(code)
	}
	books := shelf()
	packs := &pack.Packer{Books: books}
	shelf := &pack.Shelf{Shelf: books, Packs: packs}
	env := cli.System()
	keys := &notary.Notary{Dir: env.DataDir, Random: rand.Reader, Books: shelf}
	packs.Keys = keys
	env.Shelf, env.Notary, env.Packs = shelf, keys, packs
	env.Demo = func(path string, o cli.DemoOptions) error {
		return demo.Write(books, path, demo.Options{Members: o.Members, Months: o.Months, Seed: o.Seed, Until: env.Now().Unix(), Tell: o.Tell, Coder: notary.Codes{}})
	}
	env.TUI = screens(shelf, env)
	os.Exit(cli.Main(env))
}

// shelf keeps books for the person at this machine.
func shelf() *store.Shelf {
	s := &store.Shelf{PID: os.Getpid(), Now: time.Now, BackupOnClose: true}
	s.Host, _ = os.Hostname() // unknown is empty: the holder's note then names the rest
	if u, err := user.Current(); err == nil {
		s.User = u.Username
	}
	s.Self, _ = os.Executable() // unknown is empty: deep checks then run in this process
	return s
}

// screens runs the terminal program on the book that was named.
func screens(books ledger.Shelf, env cli.Env) func(cli.Screen) error {
	setup := program.Setup{Shelf: books, Now: env.Now, NewID: env.NewID, Getenv: env.Getenv, DataDir: env.DataDir, Ask: env.OutTerminal, Show: program.Viewer(), Notary: env.Notary, Packs: env.Packs}
	setup.Folder, _ = os.UserHomeDir() // unknown is empty: exports go beside the book
	setup.Demo = func(path string, tell func(done, total int) bool) error {
		practice := demo.UpTo(env.Now(), tell)
		practice.Coder = notary.Codes{}
		return demo.Write(books, path, practice)
	}
	return func(at cli.Screen) error {
		return program.Run(context.Background(), setup, program.Start{Path: at.Path, Chosen: at.Chosen, ReadOnly: at.ReadOnly, Operator: at.Operator})
	}
}
