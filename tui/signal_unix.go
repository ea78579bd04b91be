//go:build unix

package tui

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// endings are the signals of a window that was closed and of a machine that
// ends its processes.
func endings() []os.Signal { return []os.Signal{syscall.SIGHUP, syscall.SIGTERM} }

// glance is how often vanished looks whether it is still wanted, in milliseconds.
const glance = 1000

// vanished waits until the other side of the terminal is gone and reports that,
// or false when ended is closed. A program that is not the first of its session
// gets no signal then, and Bubble Tea takes the end of its input for silence.
func vanished(fd uintptr, ended <-chan struct{}) bool {
	for {
		line := []unix.PollFd{{Fd: int32(fd)}}
		_, err := unix.Poll(line, glance)
		select {
		case <-ended:
			return false
		default:
		}
		switch {
		case err != nil && err != unix.EINTR, line[0].Revents&unix.POLLNVAL != 0:
			return false // this system cannot say
		case line[0].Revents&(unix.POLLHUP|unix.POLLERR) != 0:
			return true
		}
	}
}
