package store

import "golang.org/x/sys/unix"

// renameNew renames unless the name is taken.
func renameNew(tmp, dst string) error {
	return unix.Renameat2(unix.AT_FDCWD, tmp, unix.AT_FDCWD, dst, unix.RENAME_NOREPLACE)
}
