// Command huizhang keeps the books of a grassroots trade union. It reads the
// arguments, puts the store under the screens and the verbs, and hands over.
package main

import (
	"fmt"
	"os"
	"os/user"
	"time"

	"huizhang/store"
	"huizhang/store/demo"
	"huizhang/tui/cli"
)

func main() {
	if handled, code := store.Child(os.Getenv, os.Stdin, os.Stdout); handled {
		os.Exit(code)
	}
	books := shelf()
	env := cli.System()
	env.Shelf = books
	env.Demo = func(path string, o cli.DemoOptions) error {
		return demo.Write(books, path, demo.Options{Members: o.Members, Months: o.Months, Seed: o.Seed, Tell: o.Tell})
	}
	env.TUI = screens
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

// screens says that the screens are not connected.
func screens(cli.Screen) int {
	fmt.Fprintln(os.Stderr, "屏幕界面还没有接上，请先用动词，例如 huizhang help。")
	return 2
}
