//go:build linux || darwin || freebsd || dragonfly

package store

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"
)

// freeBytes is what a user without special rights may still write.
func freeBytes(dir string) (uint64, bool) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil || s.Bsize <= 0 {
		return 0, false
	}
	if int64(s.Bavail) < 0 { // some systems go below zero into the reserve
		return 0, true
	}
	return uint64(s.Bavail) * uint64(s.Bsize), true
}

func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
