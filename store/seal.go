package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Mark is how far a book has come: its identity, the number of entries in its
// log and the root hash over them. It holds no personal data.
type Mark struct {
	Book [16]byte
	Seq  uint64
	Root [32]byte
}

// Seal keeps the newest mark in a second place, the file NAME.seal: bbolt falls
// back to the write before the last when one bit of its newest meta page is
// wrong, without a word, and the seal is what tells. Two slots are written in
// turn, each in a sector of its own, so that a torn write spoils one at most.
type Seal struct {
	file *os.File
	path string
	next int64 // the slot to write
	// A field, so that Put allocates nothing.
	buf [sealSlotLength]byte
}

const (
	sealMagic      = "HZSEAL\x00\x01" // the last byte is the version
	sealSlotLength = 96               // magic 8, book 16, seq 8, root 32, checksum 32
	sealSlotApart  = 4096
	sealSize       = sealSlotApart + sealSlotLength
)

// SealPath is where the seal of a book lies.
func SealPath(book string) string { return book + ".seal" }

// ErrNoSeal says that there is no seal beside the book, or none that can be
// read. By itself it is no fault: say so, and make a new one.
var ErrNoSeal = errors.New("no readable seal")

// ReadSeal gives the newest mark that the seal of a book holds. It creates
// nothing. The error is [ErrNoSeal], W07 or B09.
func ReadSeal(book string) (Mark, error) {
	f, err := openSealFile(book, os.O_RDONLY)
	if err != nil {
		return Mark{}, err
	}
	defer f.Close()
	m, _, err := newestSlot(f)
	return m, err
}

func openSealFile(book string, flag int) (*os.File, error) {
	path := SealPath(book)
	info, err := os.Lstat(path)
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: not a file", ErrNoSeal)
	}
	f, err := os.OpenFile(path, flag, 0o600)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w: missing", ErrNoSeal)
	case errors.Is(err, fs.ErrPermission):
		return nil, FaultReadOnly(path, err)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrNoSeal, err)
	}
	return f, nil
}

// newestSlot reads both slots; next is the one to write after it.
func newestSlot(f *os.File) (m Mark, next int64, err error) {
	found, newer := false, 0
	for slot := range int64(2) {
		var b [sealSlotLength]byte
		if _, err := f.ReadAt(b[:], slot*sealSlotApart); err != nil {
			continue
		}
		got, version := decodeSlot(b[:])
		if version > 1 {
			newer = version
		}
		if version == 1 && (!found || got.Seq > m.Seq) {
			m, next, found = got, 1-slot, true
		}
	}
	switch {
	case newer > 0:
		return Mark{}, 0, FaultNewer(newer)
	case !found:
		return Mark{}, 0, fmt.Errorf("%w: damaged", ErrNoSeal)
	}
	return m, next, nil
}

func encodeSlot(b []byte, m Mark) {
	copy(b, sealMagic)
	copy(b[8:], m.Book[:])
	binary.BigEndian.PutUint64(b[24:], m.Seq)
	copy(b[32:], m.Root[:])
	sum := sha256.Sum256(b[:64])
	copy(b[64:], sum[:])
}

// decodeSlot gives version 0 for a slot that is not sound.
func decodeSlot(b []byte) (m Mark, version int) {
	sum := sha256.Sum256(b[:64])
	if !bytes.Equal(sum[:], b[64:]) || string(b[:7]) != sealMagic[:7] {
		return Mark{}, 0
	}
	copy(m.Book[:], b[8:])
	m.Seq = binary.BigEndian.Uint64(b[24:])
	copy(m.Root[:], b[32:])
	return m, int(b[7])
}

// CreateSeal makes the seal of a book anew, durably, in place of a missing or
// unreadable one, and opens it.
func CreateSeal(book string, m Mark) (*Seal, error) {
	path := SealPath(book)
	whole := make([]byte, sealSize)
	encodeSlot(whole, m)
	err := WriteFile(path, 0o600, writeBytes(whole))
	if err != nil {
		return nil, err
	}
	return OpenSeal(book)
}

// OpenSeal opens an existing seal for writing, see [ReadSeal] for its errors.
func OpenSeal(book string) (*Seal, error) {
	f, err := openSealFile(book, os.O_RDWR)
	if err != nil {
		return nil, err
	}
	_, next, err := newestSlot(f)
	if err != nil {
		f.Close()
		return nil, err
	}
	return &Seal{file: f, path: SealPath(book), next: next}, nil
}

// Put writes the mark with one write and no sync: after a power cut the seal
// may be older than the book, never newer, because the book was synced before.
func (s *Seal) Put(m Mark) error {
	encodeSlot(s.buf[:], m)
	if _, err := s.file.WriteAt(s.buf[:], s.next*sealSlotApart); err != nil {
		return writeFault(s.path, err)
	}
	s.next = 1 - s.next
	return nil
}

// Close syncs and closes the seal.
func (s *Seal) Close() error {
	err := s.file.Sync()
	if closed := s.file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return writeFault(s.path, err)
	}
	return nil
}

// Standing is how a book stands to its seal.
type Standing int

// The standings.
const (
	SealAgrees  Standing = iota // nothing to do
	SealBehind                  // the book is newer: fine, refresh the seal
	SealAhead                   // the book lost entries: B06
	SealSplit                   // as many entries, other content: B08
	SealForeign                 // the seal of another book: B08
)

// Compare holds a seal against the book it lies beside. When the seal is
// behind, the caller should prove that the book's root at seal.Seq is
// seal.Root, if it can; a zero book.Root is not compared. The error is nil for
// SealAgrees and SealBehind.
func Compare(seal, book Mark) (Standing, error) {
	switch {
	case seal.Book != book.Book:
		return SealForeign, FaultSealForeign()
	case seal.Seq > book.Seq:
		return SealAhead, FaultSealAhead(book.Seq, seal.Seq)
	case seal.Seq < book.Seq:
		return SealBehind, nil
	case book.Root != [32]byte{} && seal.Root != book.Root:
		return SealSplit, FaultFork(book.Seq)
	}
	return SealAgrees, nil
}
