package store

import (
	"bytes"
	"errors"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/mod/sumdb/tlog"

	"huizhang/ledger"
)

// writer carries changes into one write transaction. Acts that come by the
// thousand ask for the same numbers and sums again and again, so it remembers
// them, and it holds back what lies scattered in the file: sums and ids are put
// once, in the order of their keys, by flush. Nobody sees the difference, because
// whoever reads inside the transaction flushes first, and a transaction that
// fails takes everything with it.
type writer struct {
	codec
	tx    *bolt.Tx
	seq   uint64 // of the newest entry
	last  map[numberSeries]int
	sums  map[sumCell]*ledger.Sums
	ids   map[string]uint64    // id → entry
	lines []row                // of the account index
	tree  map[uint64]tlog.Hash // hashes put by this transaction
}

// row is a key with its value.
type row struct{ key, val []byte }

// numberSeries is a run of voucher numbers.
type numberSeries struct {
	month ledger.Month
	word  ledger.Word
}

// sumCell is an account in a month.
type sumCell struct {
	code  ledger.Code
	month ledger.Month
}

func newWriter(c codec, tx *bolt.Tx) *writer {
	return &writer{codec: c, tx: tx, seq: logSize(tx), last: map[numberSeries]int{}, sums: map[sumCell]*ledger.Sums{}, ids: map[string]uint64{}, tree: map[uint64]tlog.Hash{}}
}

// numbered remembers the number that v was given.
func (w *writer) numbered(v ledger.Voucher) {
	s := numberSeries{v.Month(), v.Word}
	if n, known := w.last[s]; known {
		w.last[s] = max(n, v.Number)
	}
}

// sum gives the sums of an account's month to be changed.
func (w *writer) sum(c ledger.Code, m ledger.Month) (*ledger.Sums, error) {
	at := sumCell{c, m}
	if s := w.sums[at]; s != nil {
		return s, nil
	}
	b := w.tx.Bucket(bSum).Get(sumKey(c, m))
	s, ok := getSums(b)
	if b != nil && !ok {
		return nil, errShort
	}
	w.sums[at] = &s
	return &s, nil
}

// flush puts what was held back.
func (w *writer) flush() error {
	if err := errors.Join(w.flushSums(), w.flushLines()); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(w.ids)) {
		if err := w.tx.Bucket(bIDs).Put(idKey(id), be8(w.ids[id])); err != nil {
			return err
		}
	}
	clear(w.ids)
	return nil
}

// known finds the entry with an id.
func (w *writer) known(id string) (seq uint64, ok bool) {
	if seq, ok = w.ids[id]; ok {
		return seq, true
	}
	b := w.tx.Bucket(bIDs).Get(idKey(id))
	return u64(b), b != nil
}

func (w *writer) flushSums() error {
	rows := make([]row, 0, len(w.sums))
	for at, s := range w.sums {
		rows = append(rows, row{sumKey(at.code, at.month), putSums(*s)})
	}
	clear(w.sums)
	return putAll(w.tx.Bucket(bSum), rows)
}

func (w *writer) flushLines() error {
	rows := w.lines
	w.lines = nil
	return putAll(w.tx.Bucket(bLine), rows)
}

func putAll(b *bolt.Bucket, rows []row) error {
	slices.SortFunc(rows, func(x, y row) int { return bytes.Compare(x.key, y.key) })
	for _, r := range rows {
		if err := b.Put(r.key, r.val); err != nil {
			return err
		}
	}
	return nil
}

// register makes the entry known by its id, and notes it when it changed a
// static table.
func (w *writer) register(e wireEntry) (changed bool, err error) {
	w.seq = e.Seq
	w.ids[e.ID] = e.Seq
	for _, ch := range e.Changes {
		if static(ch.Table) {
			return true, w.tx.Bucket(bMeta).Put(kStatic, be8(e.Seq))
		}
	}
	return false, nil
}

// enter writes an entry and the tree hashes it adds.
func (w *writer) enter(e wireEntry) error {
	b, err := w.enc.Marshal(e)
	if err != nil {
		return err
	}
	log, tree := w.tx.Bucket(bLog), w.tx.Bucket(bTree)
	log.FillPercent, tree.FillPercent = appendFill, appendFill
	if err := log.Put(be8(e.Seq), b); err != nil {
		return err
	}
	n := int64(e.Seq) - 1
	hs, err := tlog.StoredHashes(n, b, w)
	if err != nil {
		return err
	}
	at := uint64(tlog.StoredHashIndex(0, n))
	for i, h := range hs {
		w.tree[at+uint64(i)] = h
		if err := tree.Put(be8(at+uint64(i)), h[:]); err != nil {
			return err
		}
	}
	return nil
}

// ReadHashes implements tlog.HashReader: what this transaction has put is at
// hand.
func (w *writer) ReadHashes(at []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(at))
	for i, x := range at {
		h, ok := w.tree[uint64(x)]
		if !ok {
			one, err := hashes{w.tx.Bucket(bTree)}.ReadHashes(at[i : i+1])
			if err != nil {
				return nil, err
			}
			h = one[0]
		}
		out[i] = h
	}
	return out, nil
}
