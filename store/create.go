package store

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
)

// newDB makes the empty buckets of a book in a fresh file.
func newDB(db *bolt.DB) error {
	return db.Update(func(tx *bolt.Tx) error {
		for _, name := range buckets() {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		meta := tx.Bucket(bMeta)
		if err := meta.Put(kFormat, be8(format)); err != nil {
			return err
		}
		return meta.Put(kDerive, be8(derive))
	})
}

// Create makes a book with its founding entry. The file is built under a
// temporary name, synced, checked and only then given its own; an existing
// file is never touched.
func (s *Shelf) Create(path string, first ledger.Found, by ledger.Stamp) (ledger.Book, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, FaultExists(path)
	}
	if raw, err := hex.DecodeString(first.Unit.BookID); err != nil || len(raw) != 16 {
		return nil, FaultBug("S2", "book id is not 32 hex digits", err)
	}
	if err := EnoughSpace(path); err != nil {
		return nil, err
	}
	c, err := newCodec()
	if err != nil {
		return nil, FaultBug("S3", "codec", err)
	}
	f, err := CreateBeside(path, 0o600)
	if err != nil {
		return nil, err
	}
	tmp := f.Name()
	f.Close()
	defer os.Remove(tmp) // gone under this name once it is placed
	b := &Book{path: tmp, shelf: s, c: c, bookID: first.Unit.BookID, files: NewFiles(path, s.FileLimit)}
	mark, err := b.found(first, by)
	if err != nil {
		return nil, overtaken(path, err)
	}
	if _, err := Inspect(tmp); err != nil {
		return nil, overtaken(path, err)
	}
	if err := place(tmp, path, mark); err != nil {
		return nil, err
	}
	made, err := s.openBook(path, false)
	if err != nil {
		return nil, err
	}
	made.wrote = true
	return made, nil
}

// place gives a finished book its name. The seal of an earlier one goes before,
// so that no crash leaves the new book beside it; its own comes after, so that of
// several processes that make a book here only the one that got the name writes
// one. A book without a seal is no fault: whoever opens it makes it.
func place(tmp, path string, mark Mark) error {
	earlier, none := os.Lstat(SealPath(path)) // before the look at path: what is there now belongs to no new book
	if _, err := os.Lstat(path); err == nil { // taken since the work began: its seal stays
		return FaultExists(path)
	}
	if none == nil {
		if err := asideSeal(path, earlier); err != nil {
			return err
		}
	}
	if err := PlaceNew(tmp, path); err != nil {
		return overtaken(path, err)
	}
	if _, err := os.Lstat(SealPath(path)); err == nil {
		return nil // somebody has opened the book already
	}
	seal, err := CreateSeal(path, mark)
	if err != nil {
		return err
	}
	return seal.Close()
}

// overtaken says what matters when another process made a book at path in the
// meantime: whoever opens that one sweeps away what is unfinished beside it.
func overtaken(path string, err error) error {
	if _, there := os.Lstat(path); there == nil {
		return FaultExists(path)
	}
	return err
}

// asideSeal keeps the seal of a book that lay here before under another name. A
// seal that is not the earlier one belongs to a book another process has placed
// in the meantime, and stays.
func asideSeal(path string, earlier fs.FileInfo) error {
	seal := SealPath(path)
	for n := 1; ; n++ {
		old := fmt.Sprintf("%s.%d", seal, n)
		if _, err := os.Lstat(old); err == nil {
			continue
		}
		if now, err := os.Lstat(seal); err != nil || !os.SameFile(earlier, now) {
			return nil
		}
		err := os.Rename(seal, old)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return writeFault(old, err)
		}
		if moved, err := os.Lstat(old); err == nil && !os.SameFile(earlier, moved) {
			return overtaken(path, PlaceNew(old, seal))
		}
		return nil
	}
}

// found writes the first entry.
func (b *Book) found(first ledger.Found, by ledger.Stamp) (mark Mark, err error) {
	db, err := bolt.Open(b.path, 0o600, &bolt.Options{Timeout: lockWait, FreelistType: bolt.FreelistMapType, PageSize: 4096})
	if err != nil {
		return mark, writeFault(b.path, err)
	}
	defer db.Close()
	if err := newDB(db); err != nil {
		return mark, writeFault(b.path, err)
	}
	tx, err := db.Begin(true)
	if err != nil {
		return mark, writeFault(b.path, err)
	}
	defer tx.Rollback()
	if _, err := b.steps(tx, []ledger.Act{first}, func(int) ledger.Stamp { return by }); err != nil {
		return mark, err
	}
	if mark, err = markOf(tx, b.bookID); err != nil {
		return mark, FaultBug("S4", "mark", err)
	}
	if err := tx.Commit(); err != nil {
		return mark, writeFault(b.path, err)
	}
	return mark, nil
}
