package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

	"huizhang/ledger"
)

// List gives the digest and size of every kept file, in the order of digests.
// Other things in the folder are left out.
func (s *Files) List() ([]ledger.File, error) {
	root, err := s.root(false)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return listIn(root, s.path)
}

func listIn(root *os.Root, path string) ([]ledger.File, error) {
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return nil, writeFault(path, err)
	}
	var out []ledger.File
	for _, e := range entries {
		if !isHash(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return nil, writeFault(path, err)
		}
		out = append(out, ledger.File{Hash: e.Name(), Size: info.Size()})
	}
	return out, nil
}

// Sweep removes what no record names and what a crash left unfinished, and
// gives the digests of the former. Only who holds the lock of the book may
// call it, and not between [Files.Put] and the entry that names the file.
func (s *Files) Sweep(keep func(hash string) bool) ([]string, error) {
	root, err := s.root(false)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return nil, writeFault(s.path, err)
	}
	var gone []string
	var errs []error
	for _, e := range entries {
		number, part := strings.CutPrefix(e.Name(), tempMark)
		orphan := isHash(e.Name()) && !keep(e.Name())
		if e.IsDir() || !orphan && !(part && allDigits(number)) {
			continue
		}
		if err := root.Remove(e.Name()); err != nil {
			errs = append(errs, writeFault(s.path, err))
		} else if orphan {
			gone = append(gone, e.Name())
		}
	}
	slices.Sort(gone)
	return gone, errors.Join(errs...)
}

// CopyReport says what [Files.CopyNew] did.
type CopyReport struct {
	Copied, Kept int
	Bytes        int64
}

// CopyNew copies into another folder the files that are not there yet, or not
// in full, each checked against its digest while it is copied. A damaged or
// missing one does not stop the others; the errors are joined.
func (s *Files) CopyNew(ctx context.Context, folder string) (CopyReport, error) {
	var done CopyReport
	from, err := s.root(false)
	if errors.Is(err, fs.ErrNotExist) {
		return done, nil
	}
	if err != nil {
		return done, err
	}
	defer from.Close()
	all, err := listIn(from, s.path)
	if err != nil || len(all) == 0 {
		return done, err
	}
	target := NewFilesAt(folder, s.limit)
	to, err := target.root(true)
	if err != nil {
		return done, err
	}
	defer to.Close()
	var errs []error
	for _, f := range all {
		if ctx.Err() != nil {
			return done, errors.Join(append(errs, ctx.Err())...)
		}
		if info, err := to.Lstat(f.Hash); err == nil && info.Mode().IsRegular() && info.Size() == f.Size {
			done.Kept++
			continue
		}
		if err := s.copyOne(from, target, to, f); err != nil {
			errs = append(errs, err)
			continue
		}
		done.Copied++
		done.Bytes += f.Size
	}
	return done, errors.Join(errs...)
}

// copyNamed copies the named files into another folder, but for those excused;
// what lies there whole already stays.
func (s *Files) copyNamed(files []ledger.File, folder string, excused []string) error {
	if len(files) == 0 {
		return nil
	}
	from, err := s.root(false)
	if errors.Is(err, fs.ErrNotExist) && len(excused) >= len(files) {
		return nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return FaultAttachmentMissing(fileLabel(files[0]), err)
	}
	if err != nil {
		return err
	}
	defer from.Close()
	target := NewFilesAt(folder, s.limit)
	to, err := target.root(true)
	if err != nil {
		return err
	}
	defer to.Close()
	for _, f := range files {
		if slices.Contains(excused, f.Hash) && s.check(from, f) != nil || target.check(to, f) == nil {
			continue
		}
		if err := s.copyOne(from, target, to, f); err != nil {
			return err
		}
	}
	return nil
}

func (s *Files) copyOne(from *os.Root, target *Files, to *os.Root, f ledger.File) error {
	if err := EnoughSpaceFor(target.path, f.Size); err != nil {
		return err
	}
	file, _, err := s.open(from, f)
	if err != nil {
		return err
	}
	r := &checkedReader{file: file, sum: sha256.New(), of: f}
	defer r.Close()
	// The size was allowed when the file was attached.
	wide := &Files{path: target.path, limit: max(f.Size, target.limit)}
	_, err = wide.take(to, f.Hash, r)
	var source *Fault
	if errors.As(errors.Unwrap(err), &source) {
		return source
	}
	if err != nil {
		return err
	}
	return target.check(to, f) // read back what was written
}
