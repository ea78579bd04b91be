package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
	"golang.org/x/mod/sumdb/tlog"

	"huizhang/ledger"
	"huizhang/store/notary"
)

// other makes the other copy of a comparison one that the check can read: one
// that is open here is held by its lock.
func (s *Shelf) other(j *job) error {
	path := j.Paper.Book
	if path == "" {
		return nil
	}
	j.Other = filepath.Join(filepath.Base(filepath.Dir(path)), filepath.Base(path)) // copies often have one name
	a, err := os.Stat(path)
	if err != nil {
		return openFault(path, err)
	}
	if b, err := os.Stat(j.Book); err == nil && os.SameFile(a, b) {
		return &Fault{Code: "S04", Exit: ExitUsage, Text: "两个是同一个文件，没有可以对照的。请选另一份：备份、审计副本或审计包。"}
	}
	if b := s.held(path); b != nil {
		j.Paper.Book = filepath.Join(j.Dir, "other")
		return b.read(func(v *view) error { return dump(v.tx, j.Paper.Book) })
	}
	_, err = Inspect(path)
	return err
}

// compared holds the book against its signatures and the paper, or against
// another copy.
func (k *checker) compared(e notary.Evidence) (c *ledger.Comparison, err error) {
	if k.Paper.Book == "" {
		return notary.Compare(e, k.Paper)
	}
	path := k.Paper.Book
	err = shield(path, func() error {
		db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: lockWait, FreelistType: bolt.FreelistMapType, OpenFile: openExisting})
		if errors.Is(err, berrors.ErrTimeout) {
			return LockedFault(path)
		}
		if err != nil {
			return FaultCut(path, err)
		}
		defer db.Close()
		return db.View(func(tx *bolt.Tx) error {
			var bad error
			for err := range tx.Check() { // drained to the end, or its goroutine stays
				bad = err
			}
			if bad != nil {
				return FaultCut(path, bad)
			}
			c, err = k.against(e, tx)
			return err
		})
	})
	return c, err
}

// against reads the whole log of the other copy. What it keeps beside its log is
// not looked at: to judge that copy it must be checked itself.
func (k *checker) against(e notary.Evidence, tx *bolt.Tx) (*ledger.Comparison, error) {
	log := tx.Bucket(bLog)
	if log == nil || tx.Bucket(recordBucket(ledger.TableUnit)) == nil {
		return nil, FaultForeign(k.Paper.Book)
	}
	var tree hashList
	seq := uint64(0)
	cur := log.Cursor()
	for key, b := cur.First(); key != nil; key, b = cur.Next() {
		if seq++; !bytes.Equal(key, be8(seq)) {
			return nil, FaultBroken(entryName(seq), errShort)
		}
		hs, err := tlog.StoredHashes(int64(seq)-1, b, tree)
		if err != nil {
			return nil, err
		}
		tree = append(tree, hs...)
		if err := k.progress(int(seq), int(seq), "读另一份的日志"); err != nil {
			return nil, err
		}
	}
	v := &view{tx: tx, c: k.c, cache: &cache{}}
	c, err := notary.CompareBooks(e, k.Other, v.Unit().BookID, treeLog{tree, seq})
	if err == nil && v.err == nil && c.Verdict == "rewritten" {
		mine, theirs := k.entryWords(k.tx, c.Bad), k.entryWords(tx, c.Bad)
		if c.Lines = append(c.Lines, "这本账的"+mine, "那一份的"+theirs); mine == theirs {
			c.Lines = append(c.Lines, "两条的名目一样，里面的内容不同：请在两份的日志里看这一条改动前后各是什么。")
		}
	}
	return c, errors.Join(err, v.err)
}

// entryWords says what an entry of a log is about.
func (k *checker) entryWords(tx *bolt.Tx, seq uint64) string {
	b := tx.Bucket(bLog).Get(be8(seq))
	if b == nil {
		return fmt.Sprintf("第 %d 条：没有。", seq)
	}
	x, err := k.c.entry(b)
	if err != nil {
		return fmt.Sprintf("第 %d 条：读不出来。", seq)
	}
	return plainText(fmt.Sprintf("第 %d 条：%s，%s，%s。", seq, ledger.Clock(x.Time), x.Operator, x.Title))
}
