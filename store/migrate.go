package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// A later program may keep more tables or derive more from them. It raises
// format then, and derive too when what follows from the same records is no
// longer the same. A book of an older format is brought forward when it is first
// opened for writing; opened for looking it stays as it is, and what it lacks
// reads as empty.

var errEdition = errors.New("the marks of the version do not fit the book")

// missing lists the buckets that the file does not have.
func missing(tx *bolt.Tx) (out [][]byte) {
	for _, name := range buckets() {
		if tx.Bucket(name) == nil {
			out = append(out, name)
		}
	}
	return out
}

// derived tells buckets that follow from the records.
func derived(name []byte) bool { return bytes.HasPrefix(name, []byte("x-")) }

// mayLack tells what a book of an older format may be without.
func mayLack(name []byte) bool { return derived(name) || bytes.HasPrefix(name, []byte("r-")) }

// older holds the version marks against what is in the book: true for one of
// an older format, B09 for a newer one. Marks that are changed by themselves are
// no older format: that would lack something, or derive otherwise.
func older(tx *bolt.Tx) (bool, error) {
	meta := in(tx, bMeta)
	f, d := meta.Get(kFormat), meta.Get(kDerive)
	if u64(f) > format {
		return false, FaultNewer(int(u64(f)))
	}
	lacks := missing(tx)
	is := u64(f) < format
	if len(f) != 8 || len(d) != 8 || u64(d) > derive || is == (u64(d) == derive && len(lacks) == 0) {
		return false, FaultBroken("账本首页（meta）", errEdition)
	}
	for _, name := range lacks {
		if !is || !mayLack(name) {
			return false, FaultBroken(bucketTitle(name), errors.New("bucket is missing"))
		}
	}
	return is, nil
}

// bringForward raises a book to the format of this program, in one transaction
// and after a proven copy of it as it was. The lock is held; nobody else has the
// book yet.
func (b *Book) bringForward() error {
	before, err := b.backup(BackupFolder(b.path), nil)
	if !before.Proven {
		return err
	}
	if err := b.roomFor(filepath.Dir(b.path)); err != nil {
		return err
	}
	if err := b.ready(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", checkDir)
	if err != nil {
		return writeFault(os.TempDir(), err)
	}
	defer os.RemoveAll(dir)
	err = shield(b.path, func() error { return forward(b.c, b.db.Load(), dir) })
	if _, isFault := AsFault(err); err != nil && !isFault {
		err = FaultForward(b.path, before.Path, err)
	}
	if err != nil {
		return err
	}
	b.wrote = true
	b.note("账本由旧版程序写成，已升级到现在的格式，内容没有变。升级前的样子备份在“" + plainText(before.Path) + "”。")
	return b.guard.Check(b.txid())
}

// forward makes what is missing, derives anew what was derived otherwise, and
// raises the marks. Dir is a temporary folder.
func forward(c codec, db *bolt.DB, dir string) error {
	tx, err := db.Begin(true)
	if err != nil {
		return err
	}
	defer tx.Rollback() // a no-op after the commit
	meta := tx.Bucket(bMeta)
	if u64(meta.Get(kDerive)) < derive {
		if err := deriveAnew(c, tx, dir); err != nil {
			return err
		}
	}
	for _, name := range missing(tx) {
		if _, err := tx.CreateBucket(name); err != nil {
			return err
		}
	}
	if err := errors.Join(meta.Put(kFormat, be8(format)), meta.Put(kDerive, be8(derive))); err != nil {
		return err
	}
	return tx.Commit()
}

// deriveAnew replays the log into a temporary book, as a check does, and takes
// over what follows from it.
func deriveAnew(c codec, tx *bolt.Tx, dir string) error {
	if err := EnoughSpaceFor(dir, tx.Size()); err != nil {
		return err
	}
	k := &checker{job: job{Dir: dir}, c: c, tx: tx}
	k.proof.Entries = int(logSize(tx))
	return k.replayed(func(fresh *bolt.Tx) error {
		for _, name := range buckets() {
			if !derived(name) {
				continue
			}
			if err := tx.DeleteBucket(name); err != nil && !errors.Is(err, berrors.ErrBucketNotFound) {
				return err
			}
			to, err := tx.CreateBucket(name)
			if err != nil {
				return err
			}
			to.FillPercent = appendFill
			err = fresh.Bucket(name).ForEach(func(k, v []byte) error {
				return to.Put(k, bytes.Clone(v)) // the temporary book is gone before the commit
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// onCopy runs the rest of a check on a copy of an older book that was brought
// forward: what it derived otherwise cannot be compared, and is made anew when it
// is opened for writing.
func (k *checker) onCopy(rest func() error) error {
	path := filepath.Join(k.Dir, "forward")
	if err := dump(k.tx, path); err != nil {
		return err
	}
	defer os.Remove(path)
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: lockWait, FreelistType: bolt.FreelistMapType, NoSync: true, NoGrowSync: true})
	if err != nil {
		return writeFault(path, err)
	}
	defer db.Close()
	if err := forward(k.c, db, k.Dir); err != nil {
		if _, isFault := AsFault(err); isFault {
			return err
		}
		return writeFault(path, err)
	}
	was := k.tx
	defer func() { k.tx = was }()
	return db.View(func(tx *bolt.Tx) error {
		k.tx = tx
		return rest()
	})
}

// table reads a bucket; one that an older book does not have is empty.
type table struct{ b *bolt.Bucket }

func in(tx *bolt.Tx, name []byte) table { return table{tx.Bucket(name)} }

// Get gives the value of a key, nil if there is none.
func (t table) Get(k []byte) []byte {
	if t.b == nil {
		return nil
	}
	return t.b.Get(k)
}

// Cursor walks the bucket.
func (t table) Cursor() cursor {
	if t.b == nil {
		return cursor{}
	}
	return cursor{t.b.Cursor()}
}

// cursor is one of bbolt's, or that of an empty bucket.
type cursor struct{ c *bolt.Cursor }

func (c cursor) step(f func(*bolt.Cursor) ([]byte, []byte)) (k, v []byte) {
	if c.c == nil {
		return nil, nil
	}
	return f(c.c)
}

// First and the others move the cursor as bbolt's do.
func (c cursor) First() (k, v []byte) { return c.step((*bolt.Cursor).First) }
func (c cursor) Last() (k, v []byte)  { return c.step((*bolt.Cursor).Last) }
func (c cursor) Next() (k, v []byte)  { return c.step((*bolt.Cursor).Next) }
func (c cursor) Prev() (k, v []byte)  { return c.step((*bolt.Cursor).Prev) }

// Seek moves to the first key that is not before k.
func (c cursor) Seek(k []byte) ([]byte, []byte) {
	if c.c == nil {
		return nil, nil
	}
	return c.c.Seek(k)
}
