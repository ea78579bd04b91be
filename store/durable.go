package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// tempMark is in the name of every file that is not finished yet.
const tempMark = ".huizhang-part-"

// WriteFile writes a whole file so that after any crash either the old or the
// new content is there: a temporary file beside it, synced, renamed over the
// name, the folder synced. The mode is given at creation, never changed later.
func WriteFile(path string, perm os.FileMode, write func(io.Writer) error) error {
	tmp, err := writeBeside(path, perm, write)
	if err != nil {
		return err
	}
	if err := renameOver(tmp, path); err != nil {
		return errors.Join(writeFault(path, err), os.Remove(tmp))
	}
	return syncFolder(filepath.Dir(path))
}

// WriteNew is [WriteFile] for a name that must be free: what is there is never
// overwritten ([FaultExists]).
func WriteNew(path string, perm os.FileMode, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return FaultExists(path)
	}
	tmp, err := writeBeside(path, perm, write)
	if err != nil {
		return err
	}
	if err := PlaceNew(tmp, path); err != nil {
		return errors.Join(err, os.Remove(tmp))
	}
	return nil
}

// writeBeside writes and syncs the temporary file; on any failure, a panic of
// write included, nothing stays behind.
func writeBeside(path string, perm os.FileMode, write func(io.Writer) error) (tmp string, err error) {
	f, err := CreateBeside(path, perm)
	if err != nil {
		return "", err
	}
	done := false
	defer func() {
		f.Close()
		if !done {
			os.Remove(f.Name())
		}
	}()
	if err := write(f); errors.Is(err, errStopped) {
		return "", err
	} else if err != nil {
		return "", writeFault(path, err)
	}
	if err := f.Sync(); err != nil {
		return "", writeFault(path, err)
	}
	if err := f.Close(); err != nil {
		return "", writeFault(path, err)
	}
	done = true
	return f.Name(), nil
}

// CreateBeside makes a new temporary file in the folder of path, for a later
// [PlaceNew]. [SweepTemps] removes what a crash left of such files.
func CreateBeside(path string, perm os.FileMode) (*os.File, error) {
	dir, base := filepath.Split(path)
	for n := range 10000 {
		name := fmt.Sprintf("%s.%s%s%d", dir, base, tempMark, n)
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, perm)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, writeFault(path, err)
		}
		return f, nil
	}
	return nil, FaultExists(path)
}

// SweepTemps removes the unfinished files of path that a crash left. Only who
// holds the lock of the book may call it.
func SweepTemps(path string) error {
	dir, base := filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return writeFault(path, err)
	}
	var errs []error
	for _, e := range entries {
		number, ok := strings.CutPrefix(e.Name(), "."+base+tempMark)
		if !ok || !e.Type().IsRegular() || !allDigits(number) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, e.Name())); !errors.Is(err, fs.ErrNotExist) { // who made it may have been quicker
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// PlaceNew gives the finished, synced file tmp the name dst. It never
// overwrites: when dst exists, both stay as they are and the error is
// [FaultExists]. Where the system has no such rename and no hard links (exFAT)
// the name is claimed with an empty file first.
func PlaceNew(tmp, dst string) error {
	err := renameNew(tmp, dst)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = linkNew(tmp, dst)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = claimNew(tmp, dst)
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return FaultExists(dst)
	case err != nil:
		return writeFault(dst, err)
	}
	return syncFolder(filepath.Dir(dst))
}

func linkNew(tmp, dst string) error {
	if err := os.Link(tmp, dst); err != nil {
		return err
	}
	return os.Remove(tmp)
}

func claimNew(tmp, dst string) error {
	claim, err := os.OpenFile(dst, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := claim.Close(); err != nil {
		return errors.Join(err, os.Remove(dst))
	}
	if err := renameOver(tmp, dst); err != nil {
		return errors.Join(err, os.Remove(dst))
	}
	return nil
}

// writeFault gives an error of writing its message; a fault stays as it is.
func writeFault(path string, err error) error {
	if _, ok := AsFault(err); ok {
		return err
	}
	switch {
	case diskFull(err):
		f := FaultDiskFull(freeMB(filepath.Dir(path)))
		f.Err = err
		return f
	case errors.Is(err, fs.ErrPermission):
		return FaultReadOnly(path, err)
	}
	return FaultWrite(path, err)
}

// writeBytes is for [WriteFile] when the content is at hand.
func writeBytes(b []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	}
}
