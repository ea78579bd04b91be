package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// What bbolt writes into its two meta pages; a page header of 16 bytes comes
// before each. The numbers are in the byte order of the machine, as in bbolt.
const (
	metaMagic    = 0xED0CDAED
	metaVersion  = 2
	metaHeader   = 16
	metaLength   = 64
	metaSumAt    = 56
	pageMeta     = 0x04
	pageLeaf     = 0x02
	pageBranch   = 0x01
	pageFreelist = 0x10
	pageSizeMin  = 1 << 10
	pageSizeMax  = 1 << 24
	noFreelist   = ^uint64(0)
)

// Shape is what the outside of a book file says.
type Shape struct {
	PageSize int
	Size     int64
	TxID     uint64      // of the meta page that bbolt will use
	Pages    uint64      // high-water mark: the book needs Pages × PageSize bytes
	MetaBad  bool        // one of the two meta pages is invalid; the last write may be gone
	File     os.FileInfo // of the open descriptor, for os.SameFile
}

type metaPage struct {
	pageSize uint32
	root     uint64
	freelist uint64
	pages    uint64
	txid     uint64
}

// Inspect looks at a book with plain reads and decides whether bbolt may open
// it: bbolt makes a new book of a missing or empty file and dies of a cut one,
// in ways that cannot be caught. It never creates or changes anything. Its
// errors are [Fault]s B01–B04, B09, W06 and W07.
func Inspect(path string) (Shape, error) {
	// Opening a pipe would wait for ever, so the kind is asked for first.
	info, err := os.Stat(path)
	if err != nil {
		return Shape{}, openFault(path, err)
	}
	if !info.Mode().IsRegular() {
		return Shape{}, FaultForeign(path)
	}
	f, err := os.Open(path)
	if err != nil {
		return Shape{}, openFault(path, err)
	}
	defer f.Close()
	return inspectFile(f, path)
}

func openFault(path string, err error) *Fault {
	if errors.Is(err, fs.ErrPermission) {
		return FaultUnreadable(path, err)
	}
	f := FaultMissing(path)
	f.Err = err
	return f
}

// inspectFile does the work of [Inspect] on an open descriptor.
func inspectFile(f *os.File, path string) (Shape, error) {
	info, err := f.Stat()
	if err != nil {
		return Shape{}, FaultGone("", err)
	}
	if !info.Mode().IsRegular() {
		return Shape{}, FaultForeign(path)
	}
	s := Shape{Size: info.Size(), File: info}
	if s.Size == 0 {
		return s, FaultEmpty(path, "")
	}
	var m metaPage
	// A writer in another process may be in the middle of a meta page: one
	// that looks bad is read again before it is called bad.
	for range 3 {
		m, s.MetaBad, err = newestMeta(f, path, s.Size)
		if err == nil && !s.MetaBad {
			break
		}
	}
	if err != nil {
		return s, err
	}
	s.PageSize, s.TxID, s.Pages = int(m.pageSize), m.txid, m.pages
	if s.Pages > uint64(s.Size)/uint64(s.PageSize) {
		return s, FaultCut(path, fmt.Errorf("size %d, needs %d pages of %d", s.Size, s.Pages, s.PageSize))
	}
	if err := checkEntryPages(f, m); err != nil {
		return s, FaultCut(path, err)
	}
	return s, nil
}

// newestMeta finds the meta page that bbolt will use.
func newestMeta(f io.ReaderAt, path string, size int64) (m metaPage, bad bool, err error) {
	first, errFirst := readMeta(f, 0)
	if errFirst == nil {
		second, errSecond := readMeta(f, int64(first.pageSize))
		switch {
		case errors.Is(errSecond, errMetaRead):
			return m, false, FaultGone("", errSecond)
		case errSecond != nil:
			return first, true, nil
		case second.pageSize != first.pageSize:
			return m, false, FaultCut(path, errors.New("meta pages of two sizes"))
		case second.txid > first.txid:
			return second, false, nil
		}
		return first, false, nil
	}
	if errors.Is(errFirst, errMetaRead) {
		return m, false, FaultGone("", errFirst) // a sick disk is not a foreign file
	}
	magic, newer := errors.Is(errFirst, errMetaBad), versionOf(errFirst)
	for at := int64(pageSizeMin); at <= pageSizeMax && at < size; at <<= 1 {
		second, err := readMeta(f, at)
		if err == nil && int64(second.pageSize) == at {
			return second, true, nil
		}
		if errors.Is(err, errMetaRead) {
			return m, false, FaultGone("", err)
		}
		magic = magic || errors.Is(err, errMetaBad)
		newer = max(newer, versionOf(err))
	}
	switch {
	case newer > 0:
		return m, false, FaultNewer(newer)
	case magic || looksCut(f, size):
		return m, false, FaultCut(path, errFirst)
	}
	return m, false, FaultForeign(path)
}

var (
	errMetaBad  = errors.New("meta page damaged")
	errMetaNone = errors.New("no meta page")
	errMetaRead = errors.New("disk cannot read the meta page")
)

// versionError is a sound meta page of a bbolt format that is not ours.
type versionError int

func (v versionError) Error() string { return fmt.Sprintf("meta version %d", int(v)) }

func versionOf(err error) int {
	var v versionError
	if errors.As(err, &v) {
		return int(v)
	}
	return 0
}

// readMeta reads the meta page at an offset: sound, damaged (errMetaBad) or not
// one at all (errMetaNone).
func readMeta(f io.ReaderAt, at int64) (metaPage, error) {
	var buf [metaHeader + metaLength]byte
	n, err := f.ReadAt(buf[:], at)
	if err != nil && !errors.Is(err, io.EOF) {
		return metaPage{}, fmt.Errorf("%w: %w", errMetaRead, err)
	}
	b := buf[metaHeader:]
	if n < metaHeader+4 || binary.NativeEndian.Uint32(b) != metaMagic {
		return metaPage{}, errMetaNone
	}
	if n < len(buf) {
		return metaPage{}, errors.Join(errMetaBad, err)
	}
	sum := fnv.New64a()
	sum.Write(b[:metaSumAt])
	if sum.Sum64() != binary.NativeEndian.Uint64(b[metaSumAt:]) {
		return metaPage{}, errMetaBad
	}
	if v := binary.NativeEndian.Uint32(b[4:]); v != metaVersion {
		return metaPage{}, versionError(v)
	}
	m := metaPage{
		pageSize: binary.NativeEndian.Uint32(b[8:]),
		root:     binary.NativeEndian.Uint64(b[16:]),
		freelist: binary.NativeEndian.Uint64(b[32:]),
		pages:    binary.NativeEndian.Uint64(b[40:]),
		txid:     binary.NativeEndian.Uint64(b[48:]),
	}
	ps := m.pageSize
	if ps < pageSizeMin || ps > pageSizeMax || ps&(ps-1) != 0 || m.pages < 4 || m.root >= m.pages ||
		(m.freelist >= m.pages && m.freelist != noFreelist) {
		return metaPage{}, errMetaBad
	}
	return m, nil
}

// checkEntryPages looks at the heads of the two pages that bbolt follows before
// anybody can stop it: the root of all buckets and the list of free pages.
func checkEntryPages(f io.ReaderAt, m metaPage) error {
	if err := checkPage(f, m, m.root, pageLeaf, pageBranch); err != nil {
		return err
	}
	if m.freelist == noFreelist {
		return nil
	}
	return checkPage(f, m, m.freelist, pageFreelist, pageFreelist)
}

func checkPage(f io.ReaderAt, m metaPage, id uint64, kind, other uint16) error {
	var b [metaHeader + 8]byte
	if _, err := f.ReadAt(b[:], int64(id)*int64(m.pageSize)); err != nil {
		return err
	}
	flags, count := binary.NativeEndian.Uint16(b[8:]), uint64(binary.NativeEndian.Uint16(b[10:]))
	length := uint64(binary.NativeEndian.Uint32(b[12:])) + 1
	if binary.NativeEndian.Uint64(b[:]) != id || (flags != kind && flags != other) || id+length > m.pages {
		return fmt.Errorf("page %d is not what it should be", id)
	}
	each := uint64(16) // an element of a leaf or branch page, without its key
	if flags == pageFreelist {
		each = 8
		if count == 0xFFFF { // a long list keeps its count in the first element
			count = binary.NativeEndian.Uint64(b[metaHeader:])
		}
	}
	if count > length*uint64(m.pageSize)/each {
		return fmt.Errorf("page %d holds more than it can", id)
	}
	return nil
}

// looksCut tells what is left of a book, or was zeroed by a power cut, from
// another program's file: a book begins with page number 0 and the meta flag.
func looksCut(f io.ReaderAt, size int64) bool {
	head := make([]byte, min(size, 4096))
	if _, err := f.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return false
	}
	want := make([]byte, metaHeader+4)
	binary.NativeEndian.PutUint16(want[8:], pageMeta)
	binary.NativeEndian.PutUint32(want[metaHeader:], metaMagic)
	zero, same := true, true
	for i, c := range head {
		zero = zero && c == 0
		same = same && (i >= len(want) || c == want[i])
	}
	return zero || same
}

// Same proves that path still leads to the open file f and that the file is as
// long as it says it must be. It is asked before and after each write: a book
// renamed over or removed swallows everything written to it without an error.
// Its errors are the [Fault]s W05 and W06.
func Same(f *os.File, path string) error {
	_, err := sameFile(f, path)
	return err
}

func sameFile(f *os.File, path string) (metaPage, error) {
	open, err := f.Stat()
	if err != nil {
		return metaPage{}, FaultGone("", err)
	}
	named, err := os.Stat(path)
	if err != nil {
		if _, up := os.Stat(filepath.Dir(path)); up != nil || !errors.Is(err, fs.ErrNotExist) {
			return metaPage{}, FaultGone("", err)
		}
		return metaPage{}, FaultSwapped(path, err)
	}
	if !os.SameFile(open, named) {
		return metaPage{}, FaultSwapped(path, errors.New("another file has the name"))
	}
	m, _, err := newestMeta(f, path, open.Size())
	if err != nil {
		return metaPage{}, FaultSwapped(path, err)
	}
	if m.pages > uint64(open.Size())/uint64(m.pageSize) {
		return metaPage{}, FaultSwapped(path, fmt.Errorf("cut to %d bytes", open.Size()))
	}
	return m, nil
}

// Guard stands between bbolt and the file: it opens without creating, inspects
// the very descriptor that bbolt will use, and keeps it for [Guard.Check].
type Guard struct {
	path  string
	file  *os.File
	shape Shape
}

// NewGuard makes a guard for the book at path. It does not touch the file.
func NewGuard(path string) *Guard { return &Guard{path: path} }

// OpenFile is for bbolt's option of that name. It never creates a file.
func (g *Guard) OpenFile(path string, flag int, mode os.FileMode) (*os.File, error) {
	if _, err := Inspect(path); err != nil {
		return nil, err
	}
	f, err := openExisting(path, flag, mode)
	if err != nil {
		return nil, err
	}
	s, err := inspectFile(f, path)
	if err != nil {
		f.Close()
		return nil, err
	}
	g.file, g.shape, g.path = f, s, path
	return f, nil
}

// openExisting opens and never creates, even when the file goes away between
// the look and the opening.
func openExisting(path string, flag int, mode os.FileMode) (*os.File, error) {
	f, err := os.OpenFile(path, flag&^(os.O_CREATE|os.O_TRUNC), mode)
	if errors.Is(err, fs.ErrPermission) {
		return nil, FaultReadOnly(path, err)
	}
	if err != nil {
		return nil, openFault(path, err)
	}
	return f, nil
}

// drop closes the file after bbolt gave up on it, so that the lock goes too.
func (g *Guard) drop() {
	if g.file != nil {
		g.file.Close()
		g.file = nil
	}
}

// Shape is what [Guard.OpenFile] saw, before the lock was taken.
func (g *Guard) Shape() Shape { return g.shape }

// Locked inspects again, once the lock is held: between the first look and the
// lock another process may have written, which is fine, or a sync client may
// have swapped the file, which is W05.
func (g *Guard) Locked() (Shape, error) {
	if g.file == nil {
		return Shape{}, FaultSwapped(g.path, errors.New("not open"))
	}
	if err := Same(g.file, g.path); err != nil {
		return Shape{}, err
	}
	s, err := inspectFile(g.file, g.path)
	if err == nil {
		g.shape = s
	}
	return s, err
}

// Check is [Same] for the guarded file; beyond it the newest write on the disk
// must be txid, so that bytes written into the book by somebody else are
// noticed. Without a file (nothing opened yet) it is W05.
func (g *Guard) Check(txid uint64) error {
	if g.file == nil {
		return FaultSwapped(g.path, errors.New("not open"))
	}
	m, err := sameFile(g.file, g.path)
	if err != nil {
		return err
	}
	if m.txid != txid {
		return FaultSwapped(g.path, fmt.Errorf("newest write is %d, not %d", m.txid, txid))
	}
	return nil
}
