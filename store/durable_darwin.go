package store

import "golang.org/x/sys/unix"

// renameNew renames unless the name is taken.
func renameNew(tmp, dst string) error {
	return unix.RenamexNp(tmp, dst, unix.RENAME_EXCL)
}
