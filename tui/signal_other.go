//go:build !unix

package tui

import (
	"os"
	"syscall"
)

// hangups are the signals of a window that was closed; Windows tells of it as
// a termination.
func hangups() []os.Signal { return []os.Signal{syscall.SIGTERM} }
