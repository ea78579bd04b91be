package store

import (
	"bytes"
	"errors"
	"iter"
	"slices"
	"sync/atomic"

	"huizhang/ledger"
)

var errShort = errors.New("an index value has the wrong length")

// cache holds the newest statics.
type cache struct{ p atomic.Pointer[statics] }

func (c *cache) load() *statics  { return c.p.Load() }
func (c *cache) keep(s *statics) { c.p.Store(s) }
func (c *cache) drop()           { c.p.Store(nil) }

func sortGroups(gs []ledger.Group) {
	slices.SortStableFunc(gs, func(a, b ledger.Group) int { return a.Order - b.Order })
}

func (v *view) Voucher(id ledger.VoucherID) (ledger.Voucher, bool) {
	return get[ledger.Voucher](v, ledger.TableVoucher, be8(uint64(id)))
}

func (v *view) VoucherByNumber(m ledger.Month, w ledger.Word, n int) (ledger.VoucherID, bool) {
	b := in(v.tx, bNumber).Get(numberKey(m, w, n))
	return ledger.VoucherID(u64(b)), b != nil
}

func (v *view) LastNumber(m ledger.Month, w ledger.Word) int {
	if v.w == nil {
		return v.lastNumber(m, w)
	}
	n, known := v.w.last[numberSeries{m, w}]
	if !known {
		n = v.lastNumber(m, w)
		v.w.last[numberSeries{m, w}] = n
	}
	return n
}

func (v *view) lastNumber(m ledger.Month, w ledger.Word) int {
	series := seriesKey(m, w)
	cur := in(v.tx, bNumber).Cursor()
	k, _ := cur.Seek(append(bytes.Clone(series), 0xff, 0xff, 0xff, 0xff))
	if k == nil {
		k, _ = cur.Last()
	} else {
		k, _ = cur.Prev()
	}
	if !bytes.HasPrefix(k, series) {
		return 0
	}
	return int(u64(append(make([]byte, 4), k[len(series):]...)))
}

// lastKey is the highest key of a bucket with 8-byte numbers as keys.
func (v *view) lastKey(t ledger.Table) uint64 {
	k, _ := in(v.tx, recordBucket(t)).Cursor().Last()
	return u64(k)
}

func (v *view) LastVoucher() ledger.VoucherID {
	return ledger.VoucherID(v.lastKey(ledger.TableVoucher))
}
func (v *view) LastMember() ledger.MemberID { return ledger.MemberID(v.lastKey(ledger.TableMember)) }

func (v *view) Posted(p ledger.Period) iter.Seq[ledger.Voucher] {
	return func(yield func(ledger.Voucher) bool) {
		cur := in(v.tx, bNumber).Cursor()
		for k, id := cur.Seek(monthKey(nil, p.From)); k != nil; k, id = cur.Next() {
			if p.To != 0 && bytes.Compare(k[:4], monthKey(nil, p.To)) > 0 {
				return
			}
			x, ok := v.Voucher(ledger.VoucherID(u64(id)))
			if !ok {
				v.fail(errors.New("a numbered voucher is missing"))
				return
			}
			if !yield(x) {
				return
			}
		}
	}
}

// ids walks a bucket whose keys are 8-byte numbers.
func ids(b table) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		cur := b.Cursor()
		for k, _ := cur.First(); k != nil; k, _ = cur.Next() {
			if !yield(u64(k)) {
				return
			}
		}
	}
}

func (v *view) Pending() iter.Seq[ledger.Voucher] {
	return func(yield func(ledger.Voucher) bool) {
		for id := range ids(in(v.tx, bPending)) {
			x, ok := v.Voucher(ledger.VoucherID(id))
			if !ok {
				v.fail(errors.New("a pending voucher is missing"))
			}
			if !ok || !yield(x) {
				return
			}
		}
	}
}

func (v *view) Evidence(id ledger.VoucherID) ledger.Evidence {
	x, ok := v.Voucher(id)
	if !ok {
		return ledger.Evidence{Voucher: id}
	}
	return v.EvidenceOf(&x)
}

func (v *view) EvidenceOf(x *ledger.Voucher) ledger.Evidence {
	e, err := v.c.evidence(v.tx, *x)
	v.fail(err)
	return e
}

func (v *view) link(bucket []byte, id ledger.VoucherID) (ledger.VoucherID, bool) {
	b := in(v.tx, bucket).Get(be8(uint64(id)))
	return ledger.VoucherID(u64(b)), b != nil
}

func (v *view) ReversedBy(id ledger.VoucherID) (ledger.VoucherID, bool)  { return v.link(bReversal, id) }
func (v *view) CorrectedBy(id ledger.VoucherID) (ledger.VoucherID, bool) { return v.link(bCorrect, id) }

func (v *view) Unproved(p ledger.Period) iter.Seq[ledger.VoucherID] {
	return func(yield func(ledger.VoucherID) bool) {
		cur := in(v.tx, bUnproved).Cursor()
		for k, _ := cur.Seek(monthKey(nil, p.From)); k != nil; k, _ = cur.Next() {
			if p.To != 0 && bytes.Compare(k[:4], monthKey(nil, p.To)) > 0 || !yield(ledger.VoucherID(u64(k[4:]))) {
				return
			}
		}
	}
}

func (v *view) Member(id ledger.MemberID) (ledger.Member, bool) {
	return get[ledger.Member](v, ledger.TableMember, be8(uint64(id)))
}

func (v *view) MemberByNo(no string) (ledger.MemberID, bool) {
	b := in(v.tx, bMemberNo).Get([]byte("n" + no))
	return ledger.MemberID(u64(b)), b != nil
}

func (v *view) Members() iter.Seq[ledger.Member] {
	return each[ledger.Member](v, ledger.TableMember, nil)
}

func (v *view) Due(id ledger.MemberID, m ledger.Month) (ledger.Due, bool) {
	return get[ledger.Due](v, ledger.TableDue, dueKey(id, m))
}

func (v *view) Dues(m ledger.Month) iter.Seq[ledger.Due] {
	return each[ledger.Due](v, ledger.TableDue, monthKey(nil, m))
}

func (v *view) Paid(id ledger.MemberID, m ledger.Month) ledger.Paid {
	return getPaid(in(v.tx, bPaid).Get(paidKey(id, m)))
}

func (v *view) Payments(id ledger.VoucherID) iter.Seq[ledger.Payment] {
	return each[ledger.Payment](v, ledger.TablePayment, be8(uint64(id)))
}

func (v *view) Notices() iter.Seq[ledger.Notice] {
	return each[ledger.Notice](v, ledger.TableNotice, nil)
}

func (v *view) Notice(p ledger.Period, version int) (ledger.Notice, bool) {
	return get[ledger.Notice](v, ledger.TableNotice, noticeKey(p, version))
}

func (v *view) FindVouchers(q string, limit int) (out []ledger.VoucherID) {
	for _, id := range find(in(v.tx, bFindV), q, limit, true) {
		out = append(out, ledger.VoucherID(id))
	}
	return out
}

func (v *view) FindMembers(q string, limit int) (out []ledger.MemberID) {
	for _, id := range find(in(v.tx, bFindM), q, limit, false) {
		out = append(out, ledger.MemberID(id))
	}
	return out
}

func find(b table, q string, limit int, back bool) (out []uint64) {
	words := query(q)
	cur := b.Cursor()
	step, k, text := cur.Next, []byte(nil), []byte(nil)
	if k, text = cur.First(); back {
		step = cur.Prev
		k, text = cur.Last()
	}
	for ; k != nil && len(out) < limit; k, text = step() {
		if matches(text, words) {
			out = append(out, u64(k))
		}
	}
	return out
}
