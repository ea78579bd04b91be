package store

import (
	"os"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
)

// Forge is the attacker of the tests: he knows this program's source, has the
// file, and redoes everything in it from an edited log: records, sums, every
// hash, and the seal. What he has not is somebody else's key.
func Forge(path string, edit func([]ledger.Entry) []ledger.Entry) error {
	c, err := newCodec()
	if err != nil {
		return err
	}
	all, err := entriesOf(c, path)
	if err != nil {
		return err
	}
	all = edit(all)
	if err := os.Remove(path); err != nil {
		return err
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{NoSync: true, NoGrowSync: true, NoFreelistSync: true, PageSize: 4096})
	if err != nil {
		return err
	}
	defer db.Close()
	if err := newDB(db); err != nil {
		return err
	}
	var mark Mark
	err = db.Update(func(tx *bolt.Tx) error {
		w := newWriter(c, tx)
		for i, e := range all {
			wire := wireEntry{Seq: uint64(i + 1), ID: e.ID, Time: e.Time, Operator: e.Operator, Act: e.Act, Title: e.Title, Reason: e.Reason, Voucher: e.Voucher, Member: e.Member, Object: e.Object}
			for _, ch := range e.Changes {
				wc, err := w.apply(ch)
				if err != nil {
					return err
				}
				wire.Changes = append(wire.Changes, wc)
			}
			if _, err := w.register(wire); err != nil {
				return err
			}
			if err := w.enter(wire); err != nil {
				return err
			}
		}
		if err := w.flush(); err != nil {
			return err
		}
		mark, err = markOf(tx, (&view{tx: tx, c: c, cache: &cache{}}).Unit().BookID)
		return err
	})
	if err != nil {
		return err
	}
	if err := os.Remove(SealPath(path)); err != nil {
		return err
	}
	seal, err := CreateSeal(path, mark)
	if err != nil {
		return err
	}
	return seal.Close()
}

func entriesOf(c codec, path string) ([]ledger.Entry, error) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var all []ledger.Entry
	err = db.View(func(tx *bolt.Tx) error {
		return tx.Bucket(bLog).ForEach(func(_, b []byte) error {
			e, err := c.entry(b)
			all = append(all, e)
			return err
		})
	})
	return all, err
}

// Spoil changes one record of a table through bbolt alone, nothing beside it.
func Spoil(path string, t ledger.Table, edit func(ledger.Record) (ledger.Record, bool)) error {
	c, err := newCodec()
	if err != nil {
		return err
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{NoSync: true})
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Update(func(tx *bolt.Tx) error {
		b := tx.Bucket(recordBucket(t))
		cur := b.Cursor()
		for k, v := cur.First(); k != nil; k, v = cur.Next() {
			r, err := c.record(t, v)
			if err != nil {
				return err
			}
			if r, ok := edit(r); ok {
				raw, err := c.enc.Marshal(r)
				if err != nil {
					return err
				}
				return b.Put(append([]byte{}, k...), raw)
			}
		}
		return ErrNothingToSpoil
	})
}

// ErrNothingToSpoil says that an attack found no prey.
var ErrNothingToSpoil = os.ErrNotExist
