package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

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

	mu      sync.Mutex              // writers, one at a time; guards what follows
	db      atomic.Pointer[bolt.DB] // readers take it without the lock
	guard   *Guard
	seal    *Seal
	holder  Holder
	dead    error  // set when the file can no longer be trusted: every write is refused with it
	closed  bool   // Close was called
	bookID  string // hex, as in the unit's page
	old     bool   // of an older format
	audited bool   // the auditor's copy, and its mark
	mark    AuditMark
	wrote   bool  // something was written that no backup holds
	newest  int64 // time of the newest entry

	told  sync.Mutex // guards what follows
	notes []string
	last  int64 // newest proven backup
}

// open opens the file behind the guard. It creates nothing but the holder's
// note and, when it is missing, the seal.
func (b *Book) open() error {
	mark, err := b.look()
	if err == nil && !b.readOnly {
		err = b.claim(mark)
	}
	if err != nil && b.db.Load() != nil {
		b.db.Load().Close()
	}
	return err
}

// look opens the file and judges it; it writes nothing.
func (b *Book) look() (Mark, error) {
	b.guard = NewGuard(b.path)
	if _, err := Inspect(b.path); err != nil {
		return Mark{}, err
	}
	var db *bolt.DB
	err := shield(b.path, func() (err error) {
		db, err = bolt.Open(b.path, 0o600, &bolt.Options{Timeout: lockWait, FreelistType: bolt.FreelistMapType, PageSize: 4096,
			MaxSize: maxBook, ReadOnly: b.readOnly, OpenFile: b.guard.OpenFile})
		return err
	})
	switch f, isFault := AsFault(err); {
	case errors.Is(err, berrors.ErrTimeout):
		return Mark{}, LockedFault(b.path)
	case isFault:
		b.guard.drop()
		return Mark{}, f
	case err != nil:
		return Mark{}, FaultCut(b.path, err)
	}
	b.db.Store(db)
	shape, err := b.guard.Locked()
	if err != nil {
		return Mark{}, err
	}
	if shape.MetaBad {
		b.note("账本文件的两份目录页坏了一份，程序用了另一份。可能是上次写入时断电；请核对账本，并做一次备份。")
	}
	return b.admit()
}

// admit checks that the file is a book of a format we know and that it has not
// lost anything against its seal.
func (b *Book) admit() (mark Mark, err error) {
	seal, sealErr := ReadSeal(b.path)
	if sealErr != nil && !errors.Is(sealErr, ErrNoSeal) {
		return mark, sealErr
	}
	err = b.read(func(v *view) (err error) {
		if v.tx.Bucket(bMeta) == nil {
			return FaultForeign(b.path)
		}
		if b.old, err = older(v.tx); err != nil {
			return err
		}
		b.bookID = v.Unit().BookID
		b.mark, b.audited = auditMarkOf(v.tx)
		if v.err != nil {
			return v.err
		}
		if mark, err = markOf(v.tx, b.bookID); err != nil {
			return FaultBroken("日志", err)
		}
		if b.newest, err = b.c.timeOf(v.tx.Bucket(bLog).Get(be8(mark.Seq))); err != nil {
			return FaultBroken(fmt.Sprintf("日志第 %d 条", mark.Seq), err)
		}
		if sealErr != nil {
			return nil
		}
		return against(v.tx, seal, mark)
	})
	f, isFault := AsFault(err)
	switch {
	case b.readOnly && isFault && (f.Code == "B06" || f.Code == "B08"):
		b.note(f.Error()) // looking is what these messages allow
		return mark, nil
	case err != nil:
		return mark, err
	}
	if sealErr != nil {
		b.note("账本旁边的封条文件（" + filepath.Base(SealPath(b.path)) + "）不见了或读不出，无法确认最后几条记录有没有丢失。请用最近的备份对照。")
	}
	if b.old && b.readOnly {
		b.note("账本由旧版程序写成。只读查看不改动它，新版才有的内容显示为空；用可写方式打开一次就会升级，升级前自动备份。")
	}
	b.noteClock(b.shelf.Now().Unix(), b.newest)
	return mark, nil
}

// against holds the seal against the book; behind it, the book must have
// passed through the seal's mark.
func against(tx *bolt.Tx, seal, mark Mark) error {
	standing, err := Compare(seal, mark)
	if err != nil || standing != SealBehind {
		return err
	}
	root, err := rootOf(tx, seal.Seq)
	if err != nil {
		return FaultBroken("日志", err)
	}
	if root != seal.Root {
		return FaultFork(seal.Seq)
	}
	return nil
}

// claim says beside the book who holds it, and takes up the seal. The lock is
// held.
func (b *Book) claim(mark Mark) (err error) {
	left, unclean := ReadHolder(b.path)
	if unclean && b.holder.PID == 0 {
		word := "请核对账本。"
		if _, err := ReadSeal(b.path); err == nil { // and it was compared
			word = fmt.Sprintf("已自动核对：%d 条记录都在，没有丢失。", mark.Seq)
		}
		b.wrote = true // what was written then has no backup yet
		b.note("上次没有正常关闭：" + left.Chinese() + "。" + word + "（L02）")
	}
	for _, path := range []string{b.path, holderPath(b.path), SealPath(b.path)} {
		if err := SweepTemps(path); err != nil {
			return err
		}
	}
	if b.holder.PID == 0 {
		b.holder = b.shelf.holder()
	}
	if err := WriteHolder(b.path, b.holder); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			ClearHolder(b.path, b.holder)
		}
	}()
	if b.seal, err = OpenSeal(b.path); errors.Is(err, ErrNoSeal) {
		b.seal, err = CreateSeal(b.path, mark)
	}
	if err != nil {
		return err
	}
	return b.seal.Put(mark)
}

// View runs f on the book as it is now. A damaged page ends it with B04.
func (b *Book) View(f func(ledger.Reader) error) error {
	return b.read(func(v *view) error { return f(v) })
}

func (b *Book) read(f func(*view) error) error {
	for {
		db := b.db.Load()
		err := shield(b.path, func() error {
			return db.View(func(tx *bolt.Tx) error {
				v := &view{tx: tx, c: b.c, cache: &b.cache}
				err := f(v)
				if v.err != nil {
					return v.err
				}
				return err
			})
		})
		switch {
		case !errors.Is(err, berrors.ErrDatabaseNotOpen):
			return err
		case !b.renewed(db):
			return ledger.Errf("closed", "账本已经关闭，请重新打开。")
		}
	}
}

// renewed waits for a write under way and tells whether it opened the file
// anew, as it does after an error of the disk.
func (b *Book) renewed(old *bolt.DB) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.db.Load() != old
}

// ReadOnly reports whether the book was opened for looking only.
func (b *Book) ReadOnly() bool { return b.readOnly }

// Path is the file that was opened.
func (b *Book) Path() string { return b.path }

// Files are the book's attachments; those of a book open for looking only take
// nothing new.
func (b *Book) Files() ledger.Files {
	if b.readOnly || b.audited {
		return lookOnly{b.files}
	}
	return b.files
}

// LastBackup is the time of the newest proven backup, 0 if there is none.
func (b *Book) LastBackup() int64 {
	b.told.Lock()
	defer b.told.Unlock()
	return b.last
}

// Notes are messages about the book that are no errors: it was not closed
// properly (L02), its seal is gone, the clock ran backwards (T01). They grow
// while the book is open.
func (b *Book) Notes() []string {
	b.told.Lock()
	defer b.told.Unlock()
	return slices.Clone(b.notes)
}

func (b *Book) note(text string) {
	b.told.Lock()
	defer b.told.Unlock()
	if !slices.Contains(b.notes, text) {
		b.notes = append(b.notes, text)
	}
}

func (b *Book) backedUp(at int64) {
	b.told.Lock()
	defer b.told.Unlock()
	b.last = max(b.last, at)
}

// noteClock compares the clock with the newest entry: order comes from the log
// and never from the clock, but nobody should learn of it from the auditor.
func (b *Book) noteClock(now, newest int64) {
	const year = 366 * 86400
	stamp := func(t int64) string { return time.Unix(t, 0).Format("2006-01-02 15:04") }
	switch {
	case newest == 0:
	case now < newest:
		b.note(fmt.Sprintf("电脑时间（%s）早于最后一笔记录（%s）。请先校正时间；继续记账时顺序不受影响，日志照实记下这个时间。（T01）", stamp(now), stamp(newest)))
	case now > newest+year:
		b.note(fmt.Sprintf("电脑时间（%s）比上次记录（%s）晚一年以上，请确认时间是否正确。（T02）", stamp(now), stamp(newest)))
	}
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
// The book is closed whatever happens; the error says what failed. A second
// call does nothing.
func (b *Book) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil
	}
	b.closed = true
	var err error
	if b.wrote && b.dead == nil && b.shelf.BackupOnClose {
		_, err = b.backup(BackupFolder(b.path), nil)
	}
	b.shelf.forget(b)
	return errors.Join(err, b.letGo())
}

// letGo closes the files and takes the holder's note away.
func (b *Book) letGo() error {
	err := errors.Join(b.closeSeal(), b.db.Load().Close())
	if !b.readOnly {
		err = errors.Join(err, ClearHolder(b.path, b.holder))
	}
	return err
}
