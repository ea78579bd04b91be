package store

import (
	"errors"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
	"huizhang/store/notary"
	"huizhang/store/sign"
)

// treeLog is the tree over the entries just read, as a comparison wants it.
type treeLog struct {
	hashList
	size uint64
}

// Size is the number of entries.
func (l treeLog) Size() uint64 { return l.size }

// reader shows the book that is checked.
func (k *checker) reader(tx *bolt.Tx) *view { return &view{tx: tx, c: k.c, cache: &cache{}} }

// signatures checks those in the book and holds it against them and the paper.
// A signature that does not hold is no fault of the book: it is told apart, so
// that a copy can still be made of what there is.
func (k *checker) signatures() error {
	if len(k.tree) == 0 {
		return nil
	}
	if k.tell != nil && !k.tell(0, 1, "核对签字") {
		return errStopped
	}
	e, v := k.seen, k.reader(k.tx)
	e.Reader, e.Log = v, treeLog{k.tree, k.size}
	k.proof.Signatures = notary.Check(e)
	c, err := k.compared(e)
	var f *sign.Fault
	switch {
	case errors.As(err, &f):
		return &Fault{Code: f.Code, Text: f.Text, Exit: f.Exit, Err: f.Err}
	case err != nil:
		return FaultBroken("签字", err)
	case v.err == nil: // else what the book says of itself cannot be read, and is among the faults
		if k.proof.Against = c; len(k.proof.Faults) > 0 && !c.Alarm {
			c.Lines = append(c.Lines, "但是账本现在的内容有上面列出的问题：对照的只是日志，以日志和原始单据为准。")
		}
	}
	return nil
}

// stops are the sizes of the log at which somebody signed, with the signatures:
// there the replay computes again what they say.
func (k *checker) stops() map[uint64][]ledger.Signature {
	out := map[uint64][]ledger.Signature{}
	k.seen = notary.Evidence{Past: map[uint64]notary.Basis{}, Retired: map[uint64]uint64{}, Made: map[uint64]uint64{}}
	for s := range k.reader(k.tx).Signatures() {
		out[s.Size] = append(out[s.Size], s)
	}
	return out
}

// past computes what signatures say from the replayed state. One that cannot be
// computed is left out, and the check says so.
func (k *checker) past(tx *bolt.Tx, list []ledger.Signature) {
	for _, s := range list {
		v := k.reader(tx)
		if b, err := notary.PastOf(&replayed{view: v, head: ledger.Head{Size: s.Size, Root: s.Root}}, s); err == nil && v.err == nil {
			k.seen.Past[s.No] = b
		}
	}
}

// replayed is a book in the middle of a replay, which has no log of its own.
type replayed struct {
	*view
	head ledger.Head
}

// Head is the one the signature speaks of; it is compared elsewhere.
func (r *replayed) Head() ledger.Head { return r.head }

// note remembers which entry made a signature or retired a key.
func (k *checker) note(seq uint64, ch ledger.Change) {
	switch x := ch.After.(type) {
	case ledger.Signature:
		if k.seen.Made != nil {
			k.seen.Made[x.No] = seq
		}
	case ledger.Key:
		if x.Until != 0 && k.seen.Retired != nil {
			k.seen.Retired[x.No] = seq
		}
	}
}
