package store

import (
	"bytes"
	"encoding/binary"

	"huizhang/ledger"
)

// deriveLists keeps the indexes of sheets, funds and events in step.
func (w *writer) deriveLists(before, after, rec ledger.Record) error {
	switch rec.(type) {
	case ledger.Sheet:
		return w.deriveSheet(as[ledger.Sheet](before), as[ledger.Sheet](after))
	case ledger.Share:
		return w.deriveShare(as[ledger.Share](before), as[ledger.Share](after))
	case ledger.FundMove:
		return w.deriveMove(as[ledger.FundMove](before), as[ledger.FundMove](after))
	case ledger.Event:
		return w.deriveEvent(as[ledger.Event](before), as[ledger.Event](after))
	}
	return nil
}

// deriveSheet finds sheets by act and by voucher. A sheet that becomes void
// takes its lines out of the indexes.
func (w *writer) deriveSheet(before, after *ledger.Sheet) error {
	sheetOf := w.tx.Bucket(bSheetOf)
	if before != nil && before.Voucher != 0 && (after == nil || after.Voucher != before.Voucher) {
		if err := sheetOf.Delete(be8s(uint64(before.Voucher), uint64(before.ID))); err != nil {
			return err
		}
	}
	if after == nil {
		return w.tx.Bucket(bSheets).Delete(be8s(uint64(before.Gift), uint64(before.ID)))
	}
	if after.Voucher != 0 {
		if err := sheetOf.Put(be8s(uint64(after.Voucher), uint64(after.ID)), []byte{1}); err != nil {
			return err
		}
	}
	if err := w.tx.Bucket(bSheets).Put(be8s(uint64(after.Gift), uint64(after.ID)), []byte{1}); err != nil {
		return err
	}
	if after.Live() || before == nil || !before.Live() {
		return nil
	}
	prefix := be8(uint64(after.ID))
	cur := w.tx.Bucket(recordBucket(ledger.TableShare)).Cursor()
	for k, b := cur.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, b = cur.Next() {
		s, err := decode[ledger.Share](w.codec, b)
		if err != nil {
			return err
		}
		if err := w.dropShare(s); err != nil {
			return err
		}
	}
	return nil
}

func givenKey(s ledger.Share) []byte {
	b := binary.BigEndian.AppendUint32(be8(uint64(s.Member)), uint32(s.Day))
	return append(b, be8s(uint64(s.Sheet), uint64(s.Line))...)
}

func (w *writer) dropShare(s ledger.Share) error {
	if err := w.tx.Bucket(bGiven).Delete(givenKey(s)); err != nil {
		return err
	}
	return w.tx.Bucket(bUnsigned).Delete(be8s(uint64(s.Sheet), uint64(s.Line)))
}

// deriveShare enters a line under its member and, until it is settled, among
// those that wait. A changed line of a void sheet stays out: it is live exactly
// when it is in the index.
func (w *writer) deriveShare(before, after *ledger.Share) error {
	if before != nil {
		live := w.tx.Bucket(bGiven).Get(givenKey(*before)) != nil
		if err := w.dropShare(*before); err != nil || !live {
			return err
		}
	}
	if after == nil {
		return nil
	}
	val := append(be8s(uint64(after.Amount), uint64(after.Gift)), after.Occasion...)
	if err := w.tx.Bucket(bGiven).Put(givenKey(*after), val); err != nil {
		return err
	}
	if !unsettled(after) {
		return nil
	}
	return w.tx.Bucket(bUnsigned).Put(be8s(uint64(after.Sheet), uint64(after.Line)), []byte{1})
}

// unsettled: nobody signed, or it was not collected and has not come back.
func unsettled(s *ledger.Share) bool {
	return s.Of == 0 && s.Back == 0 && (s.Sign == ledger.Unsigned || s.Sign == ledger.Uncollected)
}

func moveKey(m *ledger.FundMove) []byte {
	b := binary.BigEndian.AppendUint32(be8(uint64(m.Fund)), uint32(m.Day))
	return append(b, be8s(uint64(m.Voucher), uint64(m.No))...)
}

func (w *writer) deriveMove(before, after *ledger.FundMove) error {
	b := w.tx.Bucket(bMoves)
	if before != nil {
		if err := b.Delete(moveKey(before)); err != nil {
			return err
		}
	}
	if after == nil {
		return nil
	}
	return b.Put(moveKey(after), []byte{1})
}

func (w *writer) deriveEvent(before, after *ledger.Event) error {
	b := w.tx.Bucket(bEventOf)
	if before != nil {
		for _, c := range before.Costs {
			if err := b.Delete(be8s(uint64(c.Voucher), uint64(before.ID))); err != nil {
				return err
			}
		}
	}
	if after == nil {
		return nil
	}
	for _, c := range after.Costs {
		if err := b.Put(be8s(uint64(c.Voucher), uint64(after.ID)), []byte{1}); err != nil {
			return err
		}
	}
	return nil
}
