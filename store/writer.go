package store

import (
	"bytes"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"

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
	tx   *bolt.Tx
	seq  uint64 // of the newest entry
	last map[numberSeries]int
	sums map[sumCell]*ledger.Sums
	ids  map[string]uint64 // id → entry
}

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
	return &writer{codec: c, tx: tx, seq: logSize(tx), last: map[numberSeries]int{}, sums: map[sumCell]*ledger.Sums{}, ids: map[string]uint64{}}
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
	if err := w.flushSums(); err != nil {
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
	type row struct{ key, sums []byte }
	rows := make([]row, 0, len(w.sums))
	for at, s := range w.sums {
		rows = append(rows, row{sumKey(at.code, at.month), putSums(*s)})
	}
	slices.SortFunc(rows, func(a, b row) int { return bytes.Compare(a.key, b.key) })
	for _, r := range rows {
		if err := w.tx.Bucket(bSum).Put(r.key, r.sums); err != nil {
			return err
		}
	}
	clear(w.sums)
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
	return appendRaw(w.tx, e.Seq, b)
}
