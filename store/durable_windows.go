package store

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// renameOver renames over an existing file. A virus scanner or indexer may hold
// the file for a moment, so "access denied" is tried again for half a second.
func renameOver(tmp, dst string) error {
	var err error
	for range 10 {
		err = os.Rename(tmp, dst)
		if !errors.Is(err, windows.ERROR_ACCESS_DENIED) && !errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}

// renameNew renames unless the name is taken.
func renameNew(tmp, dst string) error {
	from, err := windows.UTF16PtrFromString(tmp)
	if err != nil {
		return err
	}
	to, err := windows.UTF16PtrFromString(dst)
	if err != nil {
		return err
	}
	return windows.MoveFileEx(from, to, windows.MOVEFILE_WRITE_THROUGH)
}

// syncFolder does nothing: Windows cannot sync a folder.
func syncFolder(string) error { return nil }
