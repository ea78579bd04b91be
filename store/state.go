package store

import (
	"bytes"
	"errors"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
)

// apply carries one change into the records and everything derived from them.
// Writing and replaying both use it, so that the stored state is what the log
// says and nothing else. It returns the bytes before and after for the log.
func (w *writer) apply(ch ledger.Change) (wc wireChange, err error) {
	rec := ch.After
	if rec == nil {
		rec = ch.Before
	}
	wc.Table = rec.Table()
	b, key := w.tx.Bucket(recordBucket(wc.Table)), recordKey(rec)
	if wc.Table == ledger.TableVoucher { // grows at its end
		b.FillPercent, w.tx.Bucket(bFindV).FillPercent = appendFill, appendFill
	}
	var before ledger.Record
	if old := b.Get(key); old != nil {
		wc.Before = bytes.Clone(old)
		if before, err = w.record(wc.Table, wc.Before); err != nil {
			return wc, err
		}
	}
	if ch.After == nil {
		if err = b.Delete(key); err != nil {
			return wc, err
		}
		return wc, w.derive(before, nil)
	}
	if wc.After, err = w.enc.Marshal(ch.After); err != nil {
		return wc, err
	}
	if err = b.Put(key, wc.After); err != nil {
		return wc, err
	}
	return wc, w.derive(before, ch.After)
}

// derive keeps the derived buckets in step with one record's change.
func (w *writer) derive(before, after ledger.Record) error {
	rec := after
	if rec == nil {
		rec = before
	}
	switch rec.(type) {
	case ledger.Voucher:
		return w.deriveVoucher(as[ledger.Voucher](before), as[ledger.Voucher](after))
	case ledger.Evidence:
		return w.deriveEvidence(as[ledger.Evidence](after))
	case ledger.Member:
		return w.deriveMember(as[ledger.Member](before), as[ledger.Member](after))
	case ledger.Payment:
		return w.derivePayment(as[ledger.Payment](before), as[ledger.Payment](after))
	}
	return w.deriveLists(before, after, rec)
}

// errDropped: vouchers and members are never taken away, whatever a log says.
var errDropped = errors.New("a voucher or member was dropped")

// as gives the record as its type, nil if there is none.
func as[T ledger.Record](r ledger.Record) *T {
	if x, ok := r.(T); ok {
		return &x
	}
	return nil
}

func (w *writer) deriveVoucher(before, after *ledger.Voucher) error {
	if after == nil {
		return errDropped
	}
	v := *after
	id := be8(uint64(v.ID))
	var err error
	put := func(bucket, k, val []byte) {
		if err == nil {
			err = w.tx.Bucket(bucket).Put(k, val)
		}
	}
	drop := func(bucket, k []byte) {
		if err == nil {
			err = w.tx.Bucket(bucket).Delete(k)
		}
	}
	switch {
	case v.State == ledger.Draft || v.State == ledger.Reviewed:
		put(bPending, id, []byte{1})
	case before != nil:
		drop(bPending, id)
	}
	for _, link := range []struct {
		bucket []byte
		to     ledger.VoucherID
	}{{bReversal, v.Reverses}, {bCorrect, v.Corrects}} {
		switch {
		case link.to == 0 || v.State != ledger.Void && before != nil:
		case v.State == ledger.Void:
			drop(link.bucket, be8(uint64(link.to)))
		default:
			put(link.bucket, be8(uint64(link.to)), id)
		}
	}
	if v.State == ledger.Void {
		drop(bFindV, id)
	} else if before == nil || before.State != ledger.Reviewed && before.State != ledger.Posted || before.Number != v.Number {
		put(bFindV, id, []byte(voucherText(v)))
	}
	if v.State != ledger.Posted || before != nil && before.State == ledger.Posted || err != nil {
		return err
	}
	return w.derivePosting(v, before == nil)
}

// derivePosting enters a voucher's number, lines and sums at the moment it is
// posted; fresh says that the voucher was not in the book before, so that
// nothing else can hang on it yet.
func (w *writer) derivePosting(v ledger.Voucher, fresh bool) error {
	if err := w.tx.Bucket(bNumber).Put(numberKey(v.Month(), v.Word, v.Number), be8(uint64(v.ID))); err != nil {
		return err
	}
	w.numbered(v)
	for i, l := range v.Lines {
		w.lines = append(w.lines, row{lineKey(l.Account, v.Day, v.ID, i), putLine(l, v.Closing())})
		s, err := w.sum(l.Account, v.Month())
		if err != nil {
			return err
		}
		p := ledger.Pair{Debit: l.Debit, Credit: l.Credit}
		switch {
		case v.Closing() && l.Restricted:
			s.ClosingRestricted = s.ClosingRestricted.Plus(p)
		case v.Closing():
			s.ClosingFree = s.ClosingFree.Plus(p)
		case l.Restricted:
			s.Restricted = s.Restricted.Plus(p)
		default:
			s.Free = s.Free.Plus(p)
		}
	}
	ev := ownEvidence(v)
	if !fresh {
		var err error
		if ev, err = w.evidence(w.tx, v); err != nil {
			return err
		}
	}
	if v.NeedsProof() && ev.Missing() {
		if err := w.tx.Bucket(bUnproved).Put(unprovedKey(v), []byte{1}); err != nil {
			return err
		}
	}
	if v.Source != "dues" || fresh {
		return nil
	}
	return w.settlePayments(v.ID)
}

// evidence reads a voucher's evidence; before any was noted apart, it is what
// the voucher says itself.
func (c codec) evidence(tx *bolt.Tx, v ledger.Voucher) (ledger.Evidence, error) {
	if b := in(tx, recordBucket(ledger.TableEvidence)).Get(be8(uint64(v.ID))); b != nil {
		return decode[ledger.Evidence](c, b)
	}
	return ownEvidence(v), nil
}

func ownEvidence(v ledger.Voucher) ledger.Evidence {
	return ledger.Evidence{Voucher: v.ID, Papers: v.Papers, NoPaper: v.NoPaper}
}

func (w *writer) deriveEvidence(after *ledger.Evidence) error {
	if after == nil {
		return nil
	}
	b := w.tx.Bucket(recordBucket(ledger.TableVoucher)).Get(be8(uint64(after.Voucher)))
	v, err := decode[ledger.Voucher](w.codec, b)
	if err != nil || v.State != ledger.Posted || !v.NeedsProof() {
		return err
	}
	if after.Missing() {
		return w.tx.Bucket(bUnproved).Put(unprovedKey(v), []byte{1})
	}
	return w.tx.Bucket(bUnproved).Delete(unprovedKey(v))
}

func (w *writer) deriveMember(before, after *ledger.Member) error {
	if after == nil {
		return errDropped
	}
	nos := w.tx.Bucket(bMemberNo)
	if before != nil && before.No != after.No {
		if err := nos.Delete([]byte("n" + before.No)); err != nil {
			return err
		}
	}
	if err := nos.Put([]byte("n"+after.No), be8(uint64(after.ID))); err != nil {
		return err
	}
	return w.tx.Bucket(bFindM).Put(be8(uint64(after.ID)), []byte(memberText(*after)))
}

// derivePayment adds a payment to its member's month: as waiting, or as posted
// if its voucher is posted already.
func (w *writer) derivePayment(before, after *ledger.Payment) error {
	if err := w.countPayment(before, -1); err != nil {
		return err
	}
	return w.countPayment(after, 1)
}

func (w *writer) countPayment(p *ledger.Payment, sign ledger.Money) error {
	if p == nil {
		return nil
	}
	v, err := decode[ledger.Voucher](w.codec, w.tx.Bucket(recordBucket(ledger.TableVoucher)).Get(be8(uint64(p.Voucher))))
	if err != nil {
		return err
	}
	if v.State == ledger.Posted {
		return w.addPaid(*p, sign*p.Amount, 0)
	}
	return w.addPaid(*p, 0, sign*p.Amount)
}

// settlePayments moves a voucher's payments from waiting to posted.
func (w *writer) settlePayments(id ledger.VoucherID) error {
	prefix := be8(uint64(id))
	cur := w.tx.Bucket(recordBucket(ledger.TablePayment)).Cursor()
	for k, v := cur.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = cur.Next() {
		p, err := decode[ledger.Payment](w.codec, v)
		if err != nil {
			return err
		}
		if err := w.addPaid(p, p.Amount, -p.Amount); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) addPaid(p ledger.Payment, posted, waiting ledger.Money) error {
	b, k := w.tx.Bucket(bPaid), paidKey(p.Member, p.Month)
	paid := getPaid(b.Get(k))
	paid.Posted, paid.Waiting = paid.Posted+posted, paid.Waiting+waiting
	if paid == (ledger.Paid{}) {
		return b.Delete(k)
	}
	return b.Put(k, append(be8(uint64(paid.Posted)), be8(uint64(paid.Waiting))...))
}

func getPaid(b []byte) ledger.Paid {
	if len(b) != 16 {
		return ledger.Paid{}
	}
	return ledger.Paid{Posted: ledger.Money(u64(b)), Waiting: ledger.Money(u64(b[8:]))}
}
