package store

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
)

// lockWait is how long opening waits for another process to let go.
const lockWait = 700 * time.Millisecond

// maxBook is the largest file bbolt may grow a book to.
const maxBook = 8 << 30

// Book is an open book file. It implements [ledger.Book].
type Book struct {
	path     string
	readOnly bool
	shelf    *Shelf
	c        codec
	cache    cache
	files    *Files

	mu     sync.Mutex              // writers, one at a time; guards what follows
	db     atomic.Pointer[bolt.DB] // readers take it without the lock
	guard  *Guard
	seal   *Seal
	holder Holder
	dead   error  // set when the file can no longer be trusted: every write is refused with it
	bookID string // hex, as in the unit's page
	wrote  bool   // something was written since opening
	last   int64  // newest proven backup
}

func (b *Book) options() *bolt.Options {
	return &bolt.Options{Timeout: lockWait, FreelistType: bolt.FreelistMapType, PageSize: 4096, MaxSize: maxBook, ReadOnly: b.readOnly, OpenFile: b.guard.OpenFile}
}

// open opens the file behind the guard. It creates nothing but the holder's
// note and, when it is missing, the seal.
func (b *Book) open() error {
	b.guard = NewGuard(b.path)
	if _, err := Inspect(b.path); err != nil {
		return err
	}
	db, err := bolt.Open(b.path, 0o600, b.options())
	switch f, isFault := AsFault(err); {
	case errors.Is(err, bolt.ErrTimeout):
		return LockedFault(b.path)
	case isFault:
		return f
	case err != nil:
		return FaultCut(b.path, err)
	}
	b.db.Store(db)
	if err := b.admit(); err != nil {
		db.Close()
		return err
	}
	return nil
}

// admit checks that the file is a book of a format we know and that it has not
// lost anything against its seal.
func (b *Book) admit() error {
	var mark Mark
	err := b.db.Load().View(func(tx *bolt.Tx) error {
		meta := tx.Bucket(bMeta)
		if meta == nil {
			return FaultForeign(b.path)
		}
		if v := u64(meta.Get(kFormat)); v > format {
			return FaultNewer(int(v))
		}
		for _, name := range buckets() {
			if tx.Bucket(name) == nil {
				return FaultBroken(string(name), errors.New("bucket is missing"))
			}
		}
		v := &view{tx: tx, c: b.c, cache: &b.cache}
		b.bookID = v.Unit().BookID
		if v.err != nil {
			return v.err
		}
		var err error
		mark, err = markOf(tx, b.bookID)
		if err != nil {
			return FaultBroken("日志", err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	seal, err := ReadSeal(b.path)
	if err == nil {
		if _, err := Compare(seal, mark); err != nil {
			return err
		}
	} else if !errors.Is(err, ErrNoSeal) {
		return err
	}
	if b.readOnly {
		return nil
	}
	b.holder = b.shelf.holder()
	if err := WriteHolder(b.path, b.holder); err != nil {
		return err
	}
	if b.seal, err = OpenSeal(b.path); errors.Is(err, ErrNoSeal) {
		b.seal, err = CreateSeal(b.path, mark)
	}
	if err != nil {
		return err
	}
	return b.seal.Put(mark)
}

// View runs f on the book as it is now.
func (b *Book) View(f func(ledger.Reader) error) error {
	return b.db.Load().View(func(tx *bolt.Tx) error {
		v := &view{tx: tx, c: b.c, cache: &b.cache}
		err := f(v)
		if v.err != nil {
			return v.err
		}
		return err
	})
}

// ReadOnly, Path, Files and LastBackup tell about the open book.
func (b *Book) ReadOnly() bool      { return b.readOnly }
func (b *Book) Path() string        { return b.path }
func (b *Book) Files() ledger.Files { return b.files }
func (b *Book) LastBackup() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.last
}

// Do runs one act through the door.
func (b *Book) Do(a ledger.Act, by ledger.Stamp) (ledger.Receipt, error) {
	rs, err := b.write([]ledger.Act{a}, func(int) ledger.Stamp { return by })
	if err != nil {
		return ledger.Receipt{}, err
	}
	return rs[0], nil
}

// DoAll runs acts in one transaction, all or none.
func (b *Book) DoAll(acts []ledger.Act, by ledger.Stamp) ([]ledger.Receipt, error) {
	return b.write(acts, func(i int) ledger.Stamp {
		s := by
		s.ID = fmt.Sprintf("%s-%d", by.ID, i+1)
		return s
	})
}

// write is the one door: every change of a book passes here and nowhere else.
func (b *Book) write(acts []ledger.Act, stamp func(int) ledger.Stamp) ([]ledger.Receipt, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.readOnly {
		return nil, ledger.Errf(ledger.CodeReadOnly, "账本是只读打开的，不能改动。")
	}
	if b.dead != nil {
		return nil, b.dead
	}
	if err := EnoughSpace(b.path); err != nil {
		return nil, err
	}
	if err := b.guard.Check(b.txid()); err != nil {
		b.dead = err
		return nil, err
	}
	var rs []ledger.Receipt
	var mark Mark
	tx, err := b.db.Load().Begin(true)
	if err != nil {
		return nil, FaultWrite(b.path, err)
	}
	defer tx.Rollback() // a no-op after the commit
	for i, a := range acts {
		r, err := b.step(tx, a, stamp(i))
		if err != nil {
			return nil, err
		}
		rs = append(rs, r)
	}
	if mark, err = markOf(tx, b.idIn(tx)); err != nil {
		return nil, FaultBroken("日志", err)
	}
	if allRepeated(rs) {
		return rs, nil
	}
	if err := tx.Commit(); err != nil {
		return b.afterFailure(err, acts, stamp)
	}
	b.wrote = true
	if err := b.guard.Check(b.txid()); err != nil {
		b.dead = err
		return nil, err
	}
	return rs, b.seal.Put(mark)
}

func allRepeated(rs []ledger.Receipt) bool {
	for _, r := range rs {
		if !r.Repeated {
			return false
		}
	}
	return true
}

// idIn is the book's id; in the first transaction the unit's page has just
// been written.
func (b *Book) idIn(tx *bolt.Tx) string {
	if b.bookID == "" {
		b.bookID = (&view{tx: tx, c: b.c, cache: &b.cache}).Unit().BookID
	}
	return b.bookID
}

// txid is the transaction that the newest meta page should carry.
func (b *Book) txid() uint64 {
	var id int
	b.db.Load().View(func(tx *bolt.Tx) error { id = tx.ID(); return nil })
	return uint64(id)
}

// step decides and applies one act inside the transaction.
func (b *Book) step(tx *bolt.Tx, a ledger.Act, by ledger.Stamp) (ledger.Receipt, error) {
	v := &view{tx: tx, c: b.c, cache: &b.cache}
	if by.ID == "" {
		return ledger.Receipt{}, FaultBug("S1", "write without an id", nil)
	}
	if r, done := v.repeated(by.ID); done {
		return r, v.err
	}
	if _, founding := a.(ledger.Found); !founding {
		if err := ledger.Permit(v, a.Name(), by); err != nil {
			return ledger.Receipt{}, err
		}
	}
	plan, err := a.Decide(v, by)
	if v.err != nil {
		return ledger.Receipt{}, v.err
	}
	if err != nil {
		return ledger.Receipt{}, err
	}
	w := wireEntry{Seq: logSize(tx) + 1, ID: by.ID, Time: by.Time, Operator: by.Operator, Act: a.Name(), Title: plan.Title, Reason: plan.Reason, Voucher: plan.Voucher, Member: plan.Member}
	for _, ch := range plan.Changes {
		wc, err := b.c.apply(tx, ch)
		if err != nil {
			return ledger.Receipt{}, FaultBroken("记录", err)
		}
		w.Changes = append(w.Changes, wc)
	}
	if err := b.c.finish(tx, w); err != nil {
		return ledger.Receipt{}, FaultBroken("日志", err)
	}
	return receiptOf(v, w.Seq, plan.Title, plan.Voucher, plan.Member), v.err
}

// finish writes the entry, and notes it when it changed a static table.
func (c codec) finish(tx *bolt.Tx, w wireEntry) error {
	for _, ch := range w.Changes {
		if static(ch.Table) {
			if err := tx.Bucket(bMeta).Put(kStatic, be8(w.Seq)); err != nil {
				return err
			}
			break
		}
	}
	return c.appendEntry(tx, w)
}

func receiptOf(v *view, seq uint64, title string, id ledger.VoucherID, m ledger.MemberID) ledger.Receipt {
	r := ledger.Receipt{Seq: seq, Title: title, Voucher: id, Member: m}
	if x, ok := v.Voucher(id); ok && id != 0 && x.Number != 0 {
		r.Ref = x.Ref()
	}
	return r
}

// repeated looks an id up: was this act done before?
func (v *view) repeated(id string) (ledger.Receipt, bool) {
	seq := v.tx.Bucket(bIDs).Get([]byte("i" + id))
	if seq == nil {
		return ledger.Receipt{}, false
	}
	e, err := v.c.entry(v.tx.Bucket(bLog).Get(seq))
	v.fail(err)
	r := receiptOf(v, e.Seq, e.Title, e.Voucher, e.Member)
	r.Repeated = true
	return r, true
}

// afterFailure answers the one question that counts after a failed commit: is
// it booked or not? bbolt may report an error for a write that is in the file,
// so the file is closed, opened anew and asked.
func (b *Book) afterFailure(cause error, acts []ledger.Act, stamp func(int) ledger.Stamp) ([]ledger.Receipt, error) {
	first := stamp(0).ID
	b.db.Load().Close()
	b.closeSeal()
	b.cache = cache{}
	if err := b.open(); err != nil {
		b.dead = FaultCommitUnknown(first, errors.Join(cause, err))
		return nil, b.dead
	}
	var rs []ledger.Receipt
	err := b.db.Load().View(func(tx *bolt.Tx) error {
		v := &view{tx: tx, c: b.c, cache: &b.cache}
		for i := range acts {
			if r, done := v.repeated(stamp(i).ID); done {
				r.Repeated = false
				rs = append(rs, r)
			}
		}
		return v.err
	})
	switch {
	case err != nil:
		return nil, FaultCommitUnknown(first, errors.Join(cause, err))
	case len(rs) != len(acts):
		return nil, FaultCommitNotBooked(cause)
	}
	b.wrote = true
	return rs, FaultCommitBooked(rs[len(rs)-1].Ref, cause)
}

func (b *Book) closeSeal() error {
	if b.seal == nil {
		return nil
	}
	err := b.seal.Close()
	b.seal = nil
	return err
}

// Close ends the session: after a change it makes and proves a backup first.
// The book is closed whatever happens; the error says what failed.
func (b *Book) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	var err error
	if b.wrote && b.dead == nil && b.shelf.BackupOnClose {
		_, err = b.backup(BackupFolder(b.path))
	}
	b.shelf.forget(b)
	err = errors.Join(err, b.closeSeal(), b.db.Load().Close())
	if !b.readOnly {
		err = errors.Join(err, ClearHolder(b.path, b.holder))
	}
	return err
}

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
	defer os.Remove(tmp)
	b := &Book{path: tmp, shelf: s, c: c}
	if err := b.found(first, by); err != nil {
		return nil, err
	}
	if _, err := Inspect(tmp); err != nil {
		return nil, err
	}
	if err := PlaceNew(tmp, path); err != nil {
		return nil, err
	}
	return s.Open(path, false)
}

func (b *Book) found(first ledger.Found, by ledger.Stamp) error {
	db, err := bolt.Open(b.path, 0o600, &bolt.Options{Timeout: lockWait, FreelistType: bolt.FreelistMapType, PageSize: 4096})
	if err != nil {
		return FaultWrite(b.path, err)
	}
	defer db.Close()
	if err := newDB(db); err != nil {
		return FaultWrite(b.path, err)
	}
	tx, err := db.Begin(true)
	if err != nil {
		return FaultWrite(b.path, err)
	}
	defer tx.Rollback()
	if _, err := b.step(tx, first, by); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return FaultWrite(b.path, err)
	}
	return nil
}
