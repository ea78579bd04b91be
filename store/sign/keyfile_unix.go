//go:build !windows

package sign

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// wide reports whether anybody but the owner has a right on the file.
func wide(info fs.FileInfo) bool { return info.Mode().Perm()&0o077 != 0 }

// placeNew gives a file its name unless the name is taken, and makes the name
// durable where the file system can.
func placeNew(tmp, path string) error {
	err := os.Link(tmp, path)
	switch {
	case err == nil:
		err = os.Remove(tmp)
	case errors.Is(err, fs.ErrExist):
	default: // no hard links, as on exFAT
		if _, gone := os.Lstat(path); !errors.Is(gone, fs.ErrNotExist) {
			return fs.ErrExist
		}
		err = os.Rename(tmp, path)
	}
	if err != nil {
		return err
	}
	if d, err := os.Open(filepath.Dir(path)); err == nil {
		_ = d.Sync() // some file systems cannot; there is nothing better to do
		d.Close()
	}
	return nil
}
