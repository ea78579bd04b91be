//go:build !unix

package tui

import (
	"os"
	"syscall"
)

// endings are the signals of a window that was closed; Windows tells of it as
// a termination.
func endings() []os.Signal { return []os.Signal{syscall.SIGTERM} }

// vanished waits for the end: Windows ends the processes of a console itself.
func vanished(_ uintptr, ended <-chan struct{}) bool {
	<-ended
	return false
}
