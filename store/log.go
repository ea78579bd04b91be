package store

import (
	"encoding/hex"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/mod/sumdb/tlog"

	"huizhang/ledger"
)

// appendFill packs buckets that only grow at their end.
const appendFill = 0.95

// hashes reads stored hashes of the Merkle tree from a transaction.
type hashes struct{ b *bolt.Bucket }

// ReadHashes implements tlog.HashReader.
func (h hashes) ReadHashes(at []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(at))
	for i, x := range at {
		v := h.b.Get(be8(uint64(x)))
		if len(v) != tlog.HashSize {
			return nil, fmt.Errorf("tree hash %d is missing", x)
		}
		copy(out[i][:], v)
	}
	return out, nil
}

// logSize is the number of entries: they count from 1 without gaps.
func logSize(tx *bolt.Tx) uint64 {
	k, _ := tx.Bucket(bLog).Cursor().Last()
	return u64(k)
}

// rootOf computes the root hash over the first size entries from the stored
// hashes.
func rootOf(tx *bolt.Tx, size uint64) ([32]byte, error) {
	if size == 0 {
		return [32]byte{}, nil
	}
	h, err := tlog.TreeHash(int64(size), hashes{tx.Bucket(bTree)})
	return [32]byte(h), err
}

// markOf is the mark that the seal keeps of a transaction's state.
func markOf(tx *bolt.Tx, bookID string) (Mark, error) {
	m := Mark{Seq: logSize(tx)}
	id, err := hex.DecodeString(bookID)
	if err != nil || len(id) != len(m.Book) {
		return m, errors.New("the book has no proper id")
	}
	copy(m.Book[:], id)
	m.Root, err = rootOf(tx, m.Seq)
	return m, err
}

func headOf(tx *bolt.Tx) (ledger.Head, error) {
	n := logSize(tx)
	root, err := rootOf(tx, n)
	return ledger.Head{Size: n, Root: hex.EncodeToString(root[:])}, err
}
