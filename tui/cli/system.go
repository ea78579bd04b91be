package cli

import (
	"crypto/rand"
	"encoding/hex"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// System is the [Env] of the process it runs in, without shelf, practice book
// and screens.
func System() Env {
	e := Env{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Getenv: os.Getenv, Now: time.Now, NewID: newID, DataDir: dataDir(runtime.GOOS, os.Getenv),
		Interrupts:  interrupts,
		OutTerminal: terminal(os.Stdout), ErrTerminal: terminal(os.Stderr),
	}
	if e.OutTerminal {
		e.Width = width(os.Stdout)
	}
	return e
}

// interrupts hears Ctrl-C and the system's request to end.
func interrupts() (<-chan os.Signal, func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	return c, func() { signal.Stop(c) }
}

func newID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails: the runtime ends the process instead
	return hex.EncodeToString(b[:])
}

// terminal reports a character device other than the null device.
func terminal(f *os.File) bool {
	st, err := f.Stat()
	if err != nil || st.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(st, null)
}

// dataDir is the folder where the system keeps a user's data, or "" when the
// system does not say.
func dataDir(system string, env func(string) string) string {
	base := ""
	switch system {
	case "windows":
		base = env("LOCALAPPDATA")
	case "darwin":
		if home := env("HOME"); home != "" {
			base = filepath.Join(home, "Library", "Application Support")
		}
	default:
		base = env("XDG_DATA_HOME")
		if home := env("HOME"); base == "" && home != "" {
			base = filepath.Join(home, ".local", "share")
		}
	}
	if base == "" {
		return ""
	}
	return filepath.Join(base, "huizhang")
}
