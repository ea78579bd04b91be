package sign

import (
	"encoding/hex"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"huizhang/ledger"
)

// Head is a state of a log: how many entries, and the root hash over them.
type Head struct {
	Size uint64
	Root [32]byte
}

// HeadOf reads the head that package ledger passes around.
func HeadOf(h ledger.Head) (Head, error) {
	out := Head{Size: h.Size}
	if b, err := hex.DecodeString(h.Root); err != nil || copy(out.Root[:], b) != 32 || len(b) != 32 {
		return Head{}, errors.New("the head has no proper root")
	}
	return out, nil
}

// Log is the Merkle tree over the entries of a book as package tlog keeps it.
// A comparison is worth what its Log is worth: make it from the entries (see
// [Tree]), because stored hashes say nothing about entries beside them.
type Log interface {
	Size() uint64
	tlog.HashReader
}

// rootOf is the root over the first size entries; zero for none.
func rootOf(log Log, size uint64) ([32]byte, error) {
	if size == 0 {
		return [32]byte{}, nil
	}
	if size > log.Size() {
		return [32]byte{}, fmt.Errorf("the log has %d entries, not %d", log.Size(), size)
	}
	h, err := tlog.TreeHash(int64(size), log)
	return [32]byte(h), err
}

// Tree is a Merkle tree in memory, made from entries: 64 bytes an entry. The
// zero Tree is empty.
type Tree struct {
	size   uint64
	hashes []tlog.Hash
}

// Append adds the next entry, byte for byte as the log holds it.
func (t *Tree) Append(entry []byte) error {
	hs, err := tlog.StoredHashes(int64(t.size), entry, t)
	if err != nil {
		return err
	}
	t.hashes = append(t.hashes, hs...)
	t.size++
	return nil
}

// Size is the number of entries.
func (t *Tree) Size() uint64 { return t.size }

// Head is the head over all entries.
func (t *Tree) Head() (Head, error) {
	root, err := rootOf(t, t.size)
	return Head{t.size, root}, err
}

// ReadHashes implements [tlog.HashReader].
func (t *Tree) ReadHashes(at []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(at))
	for i, x := range at {
		if x < 0 || x >= int64(len(t.hashes)) {
			return nil, fmt.Errorf("tree hash %d is missing", x)
		}
		out[i] = t.hashes[x]
	}
	return out, nil
}

// FirstDifference is the number (from 1) of the first entry in which two logs
// differ, and 0 when one is the beginning of the other. It tells exactly where
// an honest copy and a changed book part, with a few dozen hashes.
func FirstDifference(a, b Log) (uint64, error) {
	same, end := uint64(0), min(a.Size(), b.Size())
	bad := end + 1 // roots up to same are equal, those from bad on are not
	for probe := end; same+1 < bad; probe = same + (bad-same)/2 {
		x, err := rootOf(a, probe)
		if err != nil {
			return 0, faultTree(err)
		}
		y, err := rootOf(b, probe)
		if err != nil {
			return 0, faultTree(err)
		}
		if x == y {
			same = probe
		} else {
			bad = probe
		}
	}
	if bad > end {
		return 0, nil
	}
	return bad, nil
}
