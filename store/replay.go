package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
)

// replayBatch is how many entries go into one transaction of the replay.
const replayBatch = 2000

// replay does every change of the log again in a fresh book, through the same
// code that the door uses, and compares the two states byte by byte (L7).
func (k *checker) replay() error {
	err := k.replayed(k.compare)
	if errors.Is(err, errReplay) { // it is among the faults
		return nil
	}
	return err
}

// replayed hands the state that the log leads to to use. A log that cannot be
// replayed is a fault, and B05.
func (k *checker) replayed(use func(*bolt.Tx) error) error {
	path := filepath.Join(k.Dir, "replay")
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: lockWait, FreelistType: bolt.FreelistMapType, PageSize: 4096, NoSync: true, NoFreelistSync: true, NoGrowSync: true})
	if err != nil {
		return writeFault(path, err)
	}
	defer os.Remove(path)
	defer db.Close()
	if err := newDB(db); err != nil {
		return writeFault(path, err)
	}
	stops := k.stops()
	cur := k.tx.Bucket(bLog).Cursor()
	key, b := cur.First()
	for key != nil {
		tx, err := db.Begin(true)
		if err != nil {
			return writeFault(path, err)
		}
		w := newWriter(k.c, tx)
		for n := 0; n < replayBatch && key != nil; n++ {
			if fine, err := k.again(w, u64(key), b); err != nil || !fine {
				tx.Rollback()
				if !fine && err == nil {
					err = FaultBroken("日志", errReplay)
				}
				return err
			}
			seq := u64(key)
			if key, b = cur.Next(); stops[seq] != nil {
				if err := w.flush(); err != nil {
					tx.Rollback()
					return FaultBroken("日志", err)
				}
				k.past(tx, stops[seq])
			}
		}
		if err := w.flush(); err != nil {
			tx.Rollback()
			return FaultBroken("日志", err)
		}
		if err := tx.Commit(); err != nil {
			return writeFault(path, err)
		}
	}
	return db.View(use)
}

var errReplay = errors.New("the log cannot be replayed")

// again replays one entry. What it finds wrong is a fault; the error is for
// stopping.
func (k *checker) again(to *writer, seq uint64, raw []byte) (fine bool, err error) {
	if err := k.progress(int(seq), k.proof.Entries, "重放日志"); err != nil {
		return false, err
	}
	var w wireEntry
	if err := k.c.dec.Unmarshal(raw, &w); err != nil {
		k.fault("B05", "log", entryName(seq), "日志第 %d 条读不出来。", seq)
		return false, nil
	}
	if _, twice := to.known(w.ID); twice {
		k.fault("B05", "log", entryName(seq), "日志第 %d 条的编号与前面的重复。", seq)
		return false, nil
	}
	for i, old := range w.Changes {
		ch, err := k.c.change(old)
		if err == nil && ch.After == nil && ch.Before == nil {
			err = errShort
		}
		if err != nil {
			k.fault("B05", "log", entryName(seq), "日志第 %d 条的第 %d 处改动读不出来。", seq, i+1)
			return false, nil
		}
		now, err := to.apply(ch)
		if err != nil {
			k.fault("B05", "log", entryName(seq), "日志第 %d 条的第 %d 处改动做不出来：%v。", seq, i+1, err)
			return false, nil
		}
		if !bytes.Equal(now.Before, old.Before) {
			k.fault("B05", "log", entryName(seq), "日志第 %d 条写的“改动前”（%s）与当时的实际内容不一致。", seq, old.Table.Chinese())
			return false, nil
		}
		w.Changes[i] = now
		k.note(seq, ch)
	}
	if _, err := to.register(w); err != nil {
		return false, FaultBroken(entryName(seq), err)
	}
	again, err := k.c.enc.Marshal(w)
	if err != nil || !bytes.Equal(again, raw) {
		k.fault("B05", "log", entryName(seq), "日志第 %d 条重放后与原文不一致。", seq)
		return false, nil
	}
	return true, nil
}

// compare holds the replayed state against the book, bucket by bucket and both
// ways. The log and the tree were proved by their own hashes.
func (k *checker) compare(tx *bolt.Tx) error {
	for i, name := range buckets() {
		if err := k.progress(i, len(buckets()), "比对内容"); err != nil {
			return err
		}
		if bytes.Equal(name, bLog) || bytes.Equal(name, bTree) {
			continue
		}
		k.compareBucket(name, k.tx.Bucket(name).Cursor(), tx.Bucket(name).Cursor())
	}
	return nil
}

func (k *checker) compareBucket(name []byte, have, want *bolt.Cursor) {
	hk, hv := have.First()
	if bytes.Equal(name, bMeta) && bytes.Equal(hk, kAudit) { // no log knows of it, and it was looked at
		hk, hv = have.Next()
	}
	wk, wv := want.First()
	for hk != nil || wk != nil {
		order := bytes.Compare(hk, wk)
		title, code := bucketTitle(name), ledger.Fault("B05")
		switch {
		case hk == nil || wk != nil && order > 0:
			what := k.keyName(name, wk, wv)
			k.fault(code, string(name), what, "%s缺少%s，日志里有。", title, what)
			return
		case wk == nil || order < 0:
			what := k.keyName(name, hk, hv)
			k.fault(code, string(name), what, "%s多出%s，日志里没有。", title, what)
			return
		case !bytes.Equal(hv, wv):
			what := k.keyName(name, hk, wv)
			k.fault(code, string(name), what, "%s里%s的内容与日志不一致。可能是磁盘出错，也可能有人改动。", title, what)
			return
		}
		hk, hv = have.Next()
		wk, wv = want.Next()
	}
}

// bucketTitle names a bucket for people.
func bucketTitle(name []byte) string {
	for t := firstTable; t <= lastTable; t++ {
		if bytes.Equal(name, recordBucket(t)) {
			return "“" + t.Chinese() + "”表（" + string(name) + "）"
		}
	}
	names := map[string]string{"meta": "账本首页", "log": "日志", "tree": "校验树", "ids": "录入编号表", "x-number": "凭证号索引", "x-line": "明细账索引", "x-sum": "科目月合计",
		"x-pending": "未过账凭证索引", "x-reversal": "冲销索引", "x-correction": "更正索引", "x-unproved": "缺附件索引", "x-paid": "会费实缴合计", "x-member-no": "会员编号索引",
		"x-find-voucher": "凭证搜索索引", "x-find-member": "会员搜索索引", "x-given": "个人慰问索引", "x-unsettled": "待回签索引", "x-sheet-of": "凭证签领表索引", "x-sheets": "慰问签领表索引",
		"x-fund": "代管资金索引", "x-event-of": "活动费用索引"}
	if s, ok := names[string(name)]; ok {
		return "“" + s + "”（" + string(name) + "）"
	}
	return "“" + plainText(string(name)) + "”"
}

// keyName says which voucher, month or account a key is about.
func (k *checker) keyName(bucket, key, v []byte) string {
	voucher := func(id uint64) string {
		if x, err := decode[ledger.Voucher](k.c, k.tx.Bucket(recordBucket(ledger.TableVoucher)).Get(be8(id))); err == nil && x.Number != 0 {
			return "第 " + x.Ref() + " 号凭证"
		}
		return fmt.Sprintf("内部编号 %d 的凭证", id)
	}
	switch s := string(bucket); {
	case s == string(recordBucket(ledger.TableVoucher)) && len(key) == 8:
		if x, err := decode[ledger.Voucher](k.c, v); err == nil && x.Number != 0 {
			return "第 " + x.Ref() + " 号凭证"
		}
		return voucher(u64(key))
	case s == string(recordBucket(ledger.TableEvidence)) && len(key) == 8, s == "x-pending" && len(key) == 8, s == "x-find-voucher" && len(key) == 8,
		s == "x-reversal" && len(key) == 8, s == "x-correction" && len(key) == 8:
		return voucher(u64(key))
	case s == string(recordBucket(ledger.TablePayment)) && len(key) == 20:
		return voucher(u64(key)) + "的一笔会费"
	case s == "x-number" && len(v) == 8:
		return voucher(u64(v))
	case s == "x-unproved" && len(key) == 12:
		return voucher(u64(key[4:]))
	case (s == "x-sum" || s == "x-line") && len(key) > codeWidth:
		return "科目 " + plainText(string(codeOf(key[:codeWidth]))) + " 的一行"
	case (s == string(recordBucket(ledger.TableMember)) || s == "x-find-member") && len(key) == 8:
		return fmt.Sprintf("内部编号 %d 的会员", u64(key))
	case s == string(recordBucket(ledger.TableMonth)) && len(key) == 4:
		return ledger.Month(u64(append(make([]byte, 4), key...))).String() + " 月"
	}
	if name := listName(string(bucket), key); name != "" {
		return name
	}
	if s := string(bucket); len(key) == 16 && s == string(recordBucket(ledger.TableFundMove)) {
		return voucher(u64(key)) + "的一笔代管资金"
	}
	return fmt.Sprintf("键为 %.40q 的一行", key)
}
