package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
	"golang.org/x/mod/sumdb/tlog"

	"huizhang/ledger"
	"huizhang/store/notary"
)

// job is what a check works on. File is the book or a copy of one moment of
// it, Book the path its attachments and its name come from, Dir a folder for
// the replay, Seal the seal beside the book if it has one.
type job struct {
	File, Book, Dir string
	Seal            *Mark
	// Attachments is the folder of the attachments if it is not the book's own;
	// Excused are those known to be missing.
	Attachments string
	Excused     []string
	// Paper is what the book is compared with, beside its own signatures.
	Paper ledger.PaperMark
	Other string // how messages call the other copy in Paper
}

// errStopped ends a check that the user called off.
var errStopped = ledger.Errf("stopped", "核对已取消。账本未改动。")

// maxFaults is where a check stops collecting; nobody reads more.
const maxFaults = 40

// checker verifies one moment of a book.
type checker struct {
	job
	tx    *bolt.Tx
	c     codec
	proof ledger.Proof
	raw   *reading // what the second reader gathered
	tell  func(done, total int, what string) bool
	count int
	old   bool     // a book of an older format
	tree  hashList // of the entries as they are, with how many they are
	size  uint64
	seen  notary.Evidence // what the replay gathered about signatures
}

// progress is asked now and then inside loops.
func (k *checker) progress(done, total int, what string) error {
	if k.count++; k.count%256 != 1 && done != total {
		return nil
	}
	if k.tell != nil && !k.tell(done, total, what) {
		return errStopped
	}
	return nil
}

// fault notes something bad. Where is the bucket or law, subject the voucher,
// entry or file.
func (k *checker) fault(code ledger.Fault, where, subject, format string, args ...any) {
	if len(k.proof.Faults) < maxFaults {
		k.proof.Faults = append(k.proof.Faults, ledger.Problem{Field: where, Subject: plainText(subject), Code: code, Text: plainText(fmt.Sprintf(format, args...))})
	}
}

// run does the whole check. Its error says that no judgement was possible.
func (j job) run(tell func(done, total int, what string) bool) (proof ledger.Proof, err error) {
	c, err := newCodec()
	if err != nil {
		return proof, FaultBug("S3", "codec", err)
	}
	k := &checker{job: j, c: c, tell: tell}
	if err := k.warm(); err != nil {
		return proof, err
	}
	if _, err := Inspect(j.File); err != nil {
		return proof, err
	}
	err = shield(j.Book, func() error {
		db, err := bolt.Open(j.File, 0o600, &bolt.Options{ReadOnly: true, Timeout: lockWait, FreelistType: bolt.FreelistMapType, OpenFile: openExisting})
		if errors.Is(err, berrors.ErrTimeout) {
			return LockedFault(j.Book)
		}
		if err != nil {
			return FaultCut(j.Book, err)
		}
		defer db.Close()
		return db.View(func(tx *bolt.Tx) error {
			k.tx = tx
			return k.all()
		})
	})
	return k.proof, err
}

// all runs the parts, worst findings first. Later parts read what earlier ones
// proved sound, so a broken structure ends it.
func (k *checker) all() error {
	if err := k.structure(); err != nil || len(k.proof.Faults) > 0 {
		return err
	}
	if k.old {
		return k.onCopy(k.content)
	}
	k.meta()
	return k.content()
}

// content checks what is in a book of this format.
func (k *checker) content() error {
	if err := k.log(); err != nil {
		return err
	}
	if err := k.auditMark(); err != nil {
		return err
	}
	k.seal()
	if len(k.proof.Faults) == 0 {
		if err := k.replay(); err != nil {
			return err
		}
	}
	if err := k.laws(); err != nil {
		return err
	}
	if err := k.attachments(); err != nil {
		return err
	}
	return k.signatures()
}

// warm reads the file once from end to end: bbolt maps it without read-ahead,
// and on a cold disk that costs ten times as much.
func (k *checker) warm() error {
	f, err := os.Open(k.File)
	if err != nil {
		return openFault(k.Book, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return FaultGone("", err)
	}
	buf := make([]byte, 1<<20)
	for done := int64(0); ; {
		n, err := f.Read(buf)
		done += int64(n)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return FaultGone("", err)
		}
		if k.tell != nil && !k.tell(int(done>>10), int(max(info.Size(), done)>>10), "读取账本文件") {
			return errStopped
		}
	}
}

// structure runs bbolt's own check and holds the list of buckets.
func (k *checker) structure() error {
	if k.tell != nil && !k.tell(0, 1, "检查文件结构") {
		return errStopped
	}
	for err := range k.tx.Check() { // drained to the end, or its goroutine stays
		k.fault("B04", "结构", "", "账本文件的内部结构损坏：%v。", err)
	}
	if len(k.proof.Faults) > 0 {
		return nil
	}
	if meta := k.tx.Bucket(bMeta); meta == nil && k.tx.Bucket(bLog) == nil {
		return FaultForeign(k.Book)
	} else if meta != nil && u64(meta.Get(kFormat)) > format {
		return FaultNewer(int(u64(meta.Get(kFormat))))
	}
	want := map[string]bool{}
	for _, name := range buckets() {
		want[string(name)] = true
	}
	err := k.tx.ForEach(func(name []byte, b *bolt.Bucket) error {
		if !want[string(name)] {
			k.fault("B05", string(name), "", "账本里多出一张不认识的表“%s”。可能有人用别的程序改过。", name)
			return nil
		}
		delete(want, string(name))
		if b.Sequence() != 0 {
			k.fault("B05", string(name), "", "%s的内部计数被改动过。", bucketTitle(name))
		}
		return b.ForEachBucket(func(inner []byte) error {
			k.fault("B05", string(name), "", "%s里多出一张不认识的表“%s”。", bucketTitle(name), inner)
			return nil
		})
	})
	if k.old, _ = older(k.tx); k.old {
		return err // it may lack what came later
	}
	for _, name := range buckets() {
		if want[string(name)] {
			k.fault("B05", string(name), "", "%s不见了。", bucketTitle(name))
		}
	}
	return err
}

// meta holds the versions on the book's own page; what else is there is compared
// with the replay, but for the mark of a copy.
func (k *checker) meta() {
	b := k.tx.Bucket(bMeta)
	for _, x := range []struct {
		key  []byte
		want uint64
	}{{kFormat, format}, {kDerive, derive}} {
		if v := b.Get(x.key); !bytes.Equal(v, be8(x.want)) {
			k.fault("B05", "meta", string(x.key), "账本的版本标记“%s”被改动过。", x.key)
		}
	}
}

// log reads every entry's raw bytes, hashes them anew and compares the whole
// tree, so that no stored hash is trusted.
func (k *checker) log() error {
	cur := k.tx.Bucket(bLog).Cursor()
	var tree hashList
	seq := uint64(0)
	last, _ := k.tx.Bucket(bLog).Cursor().Last()
	for key, b := cur.First(); key != nil; key, b = cur.Next() {
		seq++
		if !bytes.Equal(key, be8(seq)) {
			k.fault("B05", "log", entryName(seq), "日志应有第 %d 条，却不见了。", seq)
			return nil
		}
		if err := k.progress(int(seq), int(u64(last)), "核对日志"); err != nil {
			return err
		}
		hs, err := tlog.StoredHashes(int64(seq)-1, b, tree)
		if err != nil {
			return err
		}
		tree = append(tree, hs...)
		k.tree, k.size = tree, seq
		var w wireEntry
		if err := k.c.dec.Unmarshal(b, &w); err != nil || w.Seq != seq || w.ID == "" {
			k.fault("B05", "log", entryName(seq), "日志第 %d 条读不出来。", seq)
		}
	}
	k.proof.Entries = int(seq)
	k.proof.Head.Size = seq
	if seq == 0 {
		k.fault("B05", "log", "", "日志是空的，连建账的记录也没有。")
		return nil
	}
	k.hashes(tree)
	root, err := tlog.TreeHash(int64(seq), tree)
	k.proof.Head.Root = fmt.Sprintf("%x", root[:])
	return err
}

// hashList is a tree in memory.
type hashList []tlog.Hash

// ReadHashes implements tlog.HashReader.
func (l hashList) ReadHashes(at []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(at))
	for i, x := range at {
		if x < 0 || x >= int64(len(l)) {
			return nil, fmt.Errorf("tree hash %d is missing", x)
		}
		out[i] = l[x]
	}
	return out, nil
}

// hashes compares the stored hashes with those just computed, both ways.
func (k *checker) hashes(want hashList) {
	cur := k.tx.Bucket(bTree).Cursor()
	i := 0
	for key, v := cur.First(); key != nil; key, v = cur.Next() {
		switch {
		case i >= len(want) || len(key) != 8 || u64(key) > uint64(i) && u64(key) >= uint64(len(want)):
			k.fault("B05", "tree", "", "校验树比日志多：末尾的日志可能被删掉了（日志只有 %d 条）。", k.proof.Entries)
			return
		case !bytes.Equal(key, be8(uint64(i))):
			k.fault("B05", "tree", entryOfHash(i), "校验树缺少%s的校验值。", entryOfHash(i))
			return
		case !bytes.Equal(v, want[i][:]):
			name := entryOfHash(i)
			k.fault("B05", "tree", name, "%s的内容与记录的校验值不一致。可能是磁盘出错，也可能有人改动。", name)
			return
		}
		i++
	}
	if i < len(want) {
		k.fault("B05", "tree", entryOfHash(i), "校验树缺少%s的校验值。", entryOfHash(i))
	}
}

func entryName(seq uint64) string { return fmt.Sprintf("日志第 %d 条", seq) }

// entryOfHash names the entry that a stored hash belongs to.
func entryOfHash(at int) string {
	level, n := tlog.SplitStoredHashIndex(int64(at))
	if level == 0 {
		return entryName(uint64(n) + 1)
	}
	return fmt.Sprintf("日志第 %d 至 %d 条", n<<level+1, (n+1)<<level)
}

// seal compares the book with the seal: the book must have passed through it.
func (k *checker) seal() {
	if k.Seal == nil || len(k.proof.Faults) > 0 {
		return
	}
	mark, err := markOf(k.tx, (&view{tx: k.tx, c: k.c, cache: &cache{}}).Unit().BookID)
	if err == nil {
		err = against(k.tx, *k.Seal, mark)
	}
	if f, ok := AsFault(err); ok {
		k.fault(ledger.Fault(f.Code), "seal", "", "%s", f.Text)
	} else if err != nil {
		k.fault("B05", "seal", "", "账本没有可读的编号，无法与封条对照。")
	}
}
