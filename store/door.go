package store

import (
	"errors"
	"fmt"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
)

// Do runs one act through the door. With W01 the receipt is valid too: the act
// is booked, though the disk complained.
func (b *Book) Do(a ledger.Act, by ledger.Stamp) (ledger.Receipt, error) {
	rs, err := b.write([]ledger.Act{a}, func(int) ledger.Stamp { return by })
	if len(rs) == 0 {
		return ledger.Receipt{}, err
	}
	return rs[0], err
}

// DoAll runs acts in one transaction, all or none.
func (b *Book) DoAll(acts []ledger.Act, by ledger.Stamp) ([]ledger.Receipt, error) {
	return b.write(acts, func(i int) ledger.Stamp {
		s := by
		s.ID = fmt.Sprintf("%s-%d", by.ID, i+1)
		return s
	})
}

// write is the one door: every change of a book passes here and nowhere else.
func (b *Book) write(acts []ledger.Act, stamp func(int) ledger.Stamp) (rs []ledger.Receipt, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.ready(); err != nil {
		return nil, err
	}
	var mark Mark
	var failed error // of the commit
	err = shield(b.path, func() error {
		tx, err := b.db.Load().Begin(true)
		if err != nil {
			return FaultWrite(b.path, err)
		}
		defer tx.Rollback() // a no-op after the commit
		if rs, err = b.steps(tx, acts, stamp); err != nil || allRepeated(rs) {
			return err
		}
		if mark, err = markOf(tx, b.bookID); err != nil {
			return FaultBroken("日志", err)
		}
		failed = tx.Commit()
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case allRepeated(rs):
		return rs, nil
	case failed != nil:
		return b.afterFailure(failed, acts, stamp)
	}
	b.wrote = true
	if err := b.guard.Check(b.txid()); err != nil { // taken away during the write
		rs, word := b.afterFailure(err, acts, stamp)
		b.dead = err
		return rs, word
	}
	for i := range acts {
		at := stamp(i).Time
		b.noteClock(at, b.newest)
		b.newest = max(b.newest, at)
	}
	if err := b.seal.Put(mark); err != nil {
		return rs, FaultCommitBooked(nameOf(rs), err)
	}
	return rs, nil
}

// ready holds what must be true before anything is begun.
func (b *Book) ready() error {
	switch {
	case b.readOnly:
		return errReadOnly()
	case b.dead != nil:
		return b.dead
	}
	// The folder is there, or the guard will say so: no need to look for it.
	if free, ok := freeBytes(filepath.Dir(b.path)); ok && free < SpaceFloor {
		return FaultDiskFull(int64(free >> 20))
	}
	err := b.guard.Check(b.txid())
	if FaultCode(err) == "W05" {
		b.dead = err
	}
	return err
}

// nameOf is how a message calls what was booked.
func nameOf(rs []ledger.Receipt) string {
	r := rs[len(rs)-1]
	if r.Ref != "" && len(rs) == 1 {
		return r.Ref
	}
	if len(rs) > 1 {
		return fmt.Sprintf("%d 项录入", len(rs))
	}
	return "“" + r.Title + "”"
}

func allRepeated(rs []ledger.Receipt) bool {
	for _, r := range rs {
		if !r.Repeated {
			return false
		}
	}
	return true
}

// txid is the transaction that the newest meta page should carry.
func (b *Book) txid() uint64 {
	var id int
	b.db.Load().View(func(tx *bolt.Tx) error { id = tx.ID(); return nil })
	return uint64(id)
}

func (b *Book) steps(tx *bolt.Tx, acts []ledger.Act, stamp func(int) ledger.Stamp) ([]ledger.Receipt, error) {
	v := &view{tx: tx, c: b.c, cache: &b.cache, w: newWriter(b.c, tx)}
	rs := make([]ledger.Receipt, 0, len(acts))
	for i, a := range acts {
		r, err := b.step(v, a, stamp(i))
		if err != nil {
			return nil, err
		}
		rs = append(rs, r)
	}
	if err := v.w.flush(); err != nil {
		return nil, FaultBroken("记录", err)
	}
	return rs, nil
}

// maxID is the longest id of a stamp; a client makes 32 digits.
const maxID = 200

// step decides and applies one act inside the transaction.
func (b *Book) step(v *view, a ledger.Act, by ledger.Stamp) (ledger.Receipt, error) {
	if by.ID == "" || len(by.ID) > maxID {
		return ledger.Receipt{}, FaultBug("S1", "write without an id", nil)
	}
	if r, done := v.repeated(by.ID); done {
		return r, v.err
	}
	if _, founding := a.(ledger.Found); !founding || b.audited {
		if err := b.permit(v, a, by); err != nil {
			return ledger.Receipt{}, err
		}
	}
	plan, err := a.Decide(v, by)
	if v.err != nil {
		return ledger.Receipt{}, v.err
	}
	if err != nil {
		return ledger.Receipt{}, err
	}
	w := wireEntry{Seq: v.w.seq + 1, ID: by.ID, Time: by.Time, Operator: by.Operator, Act: a.Name(), Title: plan.Title, Reason: plan.Reason, Voucher: plan.Voucher, Member: plan.Member, Object: plan.Object}
	for _, ch := range plan.Changes {
		if err := b.attached(v, ch); err != nil {
			return ledger.Receipt{}, err
		}
		wc, err := v.w.apply(ch)
		if err != nil {
			return ledger.Receipt{}, FaultBroken("记录", err)
		}
		w.Changes = append(w.Changes, wc)
	}
	changed, err := v.w.register(w)
	if err == nil {
		err = v.w.enter(w)
	}
	if err != nil {
		return ledger.Receipt{}, FaultBroken("日志", err)
	}
	if changed { // what was read of the small tables is old now
		v.own = nil
	}
	return receiptOf(v, w.Seq, plan), v.err
}

// permit asks whether the operator may do this here.
func (b *Book) permit(v *view, a ledger.Act, by ledger.Stamp) error {
	if b.audited {
		if err := inCopy(v, a, by); err != nil {
			return err
		}
	}
	return ledger.PermitAct(v, a, by)
}

// attached refuses evidence that names a new file which is not in the folder:
// the book never promises what is not there.
func (b *Book) attached(v *view, ch ledger.Change) error {
	ev, ok := ch.After.(ledger.Evidence)
	if !ok || len(ev.Files) == 0 {
		return nil
	}
	had := map[string]bool{}
	for _, f := range v.Evidence(ev.Voucher).Files {
		had[f.Hash] = true
	}
	for _, f := range ev.Files {
		if had[f.Hash] {
			continue
		}
		if err := b.files.Check(f); err != nil {
			return err
		}
	}
	return nil
}

func receiptOf(v *view, seq uint64, plan ledger.Plan) ledger.Receipt {
	r := ledger.Receipt{Seq: seq, Title: plan.Title, Voucher: plan.Voucher, Member: plan.Member, Object: plan.Object}
	for _, ch := range plan.Changes {
		if x, ok := ch.After.(ledger.Voucher); ok && x.ID == plan.Voucher && x.Number != 0 {
			r.Ref = x.Ref()
			return r
		}
	}
	if plan.Voucher == 0 {
		return r
	}
	if x, ok := v.Voucher(plan.Voucher); ok && x.Number != 0 {
		r.Ref = x.Ref()
	}
	return r
}

// repeated looks an id up: was this act done before?
func (v *view) repeated(id string) (ledger.Receipt, bool) {
	seq, done := uint64(0), false
	if v.w != nil {
		seq, done = v.w.known(id)
	} else if b := v.tx.Bucket(bIDs).Get(idKey(id)); b != nil {
		seq, done = u64(b), true
	}
	if !done {
		return ledger.Receipt{}, false
	}
	var w wireEntry
	v.fail(v.c.dec.Unmarshal(v.tx.Bucket(bLog).Get(be8(seq)), &w))
	r := receiptOf(v, w.Seq, ledger.Plan{Title: w.Title, Voucher: w.Voucher, Member: w.Member, Object: w.Object})
	r.Repeated = true
	return r, true
}

// afterFailure answers the one question that counts after a failed commit: is
// it booked or not? bbolt may report an error for a write that is in the file,
// so the file is closed, opened anew and asked.
func (b *Book) afterFailure(cause error, acts []ledger.Act, stamp func(int) ledger.Stamp) ([]ledger.Receipt, error) {
	first := stamp(0).ID
	b.db.Load().Close()
	b.closeSeal()
	b.cache.drop()
	mark, err := b.look()
	if err != nil {
		b.dead = FaultCommitUnknown(first, errors.Join(cause, err))
		return nil, b.dead
	}
	var rs []ledger.Receipt
	err = b.read(func(v *view) error {
		for i := range acts {
			if r, done := v.repeated(stamp(i).ID); done {
				r.Repeated = false
				rs = append(rs, r)
			}
		}
		return nil
	})
	if err != nil {
		b.dead = FaultCommitUnknown(first, errors.Join(cause, err))
		return nil, b.dead
	}
	if err := b.claim(mark); err != nil { // the word below stays true; nothing more is written
		b.dead = err
	}
	switch {
	case len(rs) == len(acts):
		b.wrote = true
		return rs, FaultCommitBooked(nameOf(rs), cause)
	case diskFull(cause):
		return nil, writeFault(b.path, cause)
	}
	return nil, FaultCommitNotBooked(cause)
}
