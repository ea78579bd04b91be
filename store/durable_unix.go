//go:build !windows

package store

import (
	"errors"
	"os"
	"syscall"
)

// renameOver renames over an existing file in one step.
func renameOver(tmp, dst string) error { return os.Rename(tmp, dst) }

// syncFolder makes the names in a folder durable. Some file systems cannot
// sync a folder and say so; there is nothing better to do then.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return writeFault(dir, err)
	}
	defer f.Close()
	err = f.Sync()
	if err == nil || errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.ENOSYS) {
		return nil
	}
	return writeFault(dir, err)
}
