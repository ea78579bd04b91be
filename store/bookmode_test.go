//go:build !windows

package store_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	. "huizhang/store/storetest"
)

// TestBookModes: a book and everything that comes to lie beside it is for its
// owner only, whatever the umask.
func TestBookModes(t *testing.T) {
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	d := Rich(t)
	d.Shelf.BackupOnClose = true
	dir := filepath.Dir(d.Path())
	look := func() {
		n := 0
		err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
			if err != nil || path == dir {
				return err
			}
			n++
			if info.Mode().Perm()&0o077 != 0 {
				t.Errorf("%s is %s", path, info.Mode())
			}
			return nil
		})
		if err != nil || n < 5 {
			t.Error(n, err)
		}
	}
	look() // with the note of the holder
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	look() // with the backup
}
