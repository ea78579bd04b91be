package sign

import (
	"io/fs"

	"golang.org/x/sys/windows"
)

// wide reports nothing: modes say nothing here, rights are those of the folder.
func wide(fs.FileInfo) bool { return false }

// placeNew gives a file its name unless the name is taken.
func placeNew(tmp, path string) error {
	from, err := windows.UTF16PtrFromString(tmp)
	if err != nil {
		return err
	}
	to, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	return windows.MoveFileEx(from, to, windows.MOVEFILE_WRITE_THROUGH)
}
