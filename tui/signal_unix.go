//go:build unix

package tui

import (
	"os"
	"syscall"
)

// hangups are the signals of a window that was closed.
func hangups() []os.Signal { return []os.Signal{syscall.SIGHUP} }
