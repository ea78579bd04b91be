package store

import (
	"errors"
	"os"
	"path/filepath"

	"huizhang/ledger"
)

// CopyTo writes one moment of the book at path to a new file and proves the
// copy. It is in no list of backups: what it is for is told by whoever asked.
// Tell may be nil; false from it stops, and then nothing is left behind.
func (s *Shelf) CopyTo(path, to string, tell func(done, total int, what string) bool) (ledger.Copy, error) {
	if b := s.held(path); b != nil {
		return b.copyTo(to, tell)
	}
	b, err := s.openBook(path, true)
	if err != nil {
		return ledger.Copy{}, err
	}
	c, err := b.copyTo(to, tell)
	return c, errors.Join(err, b.Close())
}

func (b *Book) copyTo(to string, tell teller) (ledger.Copy, error) {
	if err := b.roomFor(to); err != nil {
		return ledger.Copy{}, err
	}
	tmp, c, err := b.writeCopy(to, tell)
	if err != nil {
		return ledger.Copy{}, err
	}
	defer os.Remove(tmp) // gone under this name once it is placed
	if err := proveCopy(tmp, c, tell); errors.Is(err, errStopped) {
		return ledger.Copy{}, err
	} else if err != nil {
		return ledger.Copy{}, FaultBackupUnproved(err)
	}
	c.Time, c.Proven = b.shelf.Now().Unix(), true
	return c.copy(filepath.Dir(to)), PlaceNew(tmp, to)
}

// PlaceOver gives the finished, synced file tmp the name dst and takes the place
// of what is there.
func PlaceOver(tmp, dst string) error {
	if err := renameOver(tmp, dst); err != nil {
		return writeFault(dst, err)
	}
	return syncFolder(filepath.Dir(dst))
}

// WriteFault names what went wrong while writing at path: W04, W08 and the like.
func WriteFault(path string, err error) error { return writeFault(path, err) }

// TempFolder makes a folder that only this user can read, for work on a copy of
// a book. Who asked removes it; what a killed process left goes with the next
// check that runs more than a day later.
func (s *Shelf) TempFolder() (string, error) {
	return checkFolder("pack-")
}
