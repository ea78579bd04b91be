package store

import (
	"encoding/binary"
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"huizhang/ledger"
)

// codec turns records and entries into bytes and back. The same value always
// gives the same bytes, because they are hashed.
type codec struct {
	enc cbor.EncMode
	dec cbor.DecMode
}

func newCodec() (codec, error) {
	enc, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		return codec{}, err
	}
	dec, err := cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, MaxArrayElements: 1 << 24, MaxMapPairs: 1 << 16, MaxNestedLevels: 16}.DecMode()
	return codec{enc, dec}, err
}

// wireChange is a change as the log keeps it.
type wireChange struct {
	Table  ledger.Table    `cbor:"1,keyasint"`
	Before cbor.RawMessage `cbor:"2,keyasint,omitempty"`
	After  cbor.RawMessage `cbor:"3,keyasint,omitempty"`
}

// wireEntry is a log entry as it lies in the file; its bytes are the leaf of
// the Merkle tree.
type wireEntry struct {
	Seq      uint64           `cbor:"1,keyasint"`
	ID       string           `cbor:"2,keyasint"`
	Time     int64            `cbor:"3,keyasint"`
	Operator string           `cbor:"4,keyasint"`
	Act      string           `cbor:"5,keyasint"`
	Title    string           `cbor:"6,keyasint"`
	Reason   string           `cbor:"7,keyasint,omitempty"`
	Voucher  ledger.VoucherID `cbor:"8,keyasint,omitempty"`
	Member   ledger.MemberID  `cbor:"9,keyasint,omitempty"`
	Changes  []wireChange     `cbor:"10,keyasint,omitempty"`
	Object   string           `cbor:"11,keyasint,omitempty"`
}

// record decodes a record of a table.
func (c codec) record(t ledger.Table, b []byte) (ledger.Record, error) {
	switch t {
	case ledger.TableUnit:
		return decode[ledger.Unit](c, b)
	case ledger.TableAccount:
		return decode[ledger.Account](c, b)
	case ledger.TablePerson:
		return decode[ledger.Person](c, b)
	case ledger.TableOpening:
		return decode[ledger.Opening](c, b)
	case ledger.TableVoucher:
		return decode[ledger.Voucher](c, b)
	case ledger.TableEvidence:
		return decode[ledger.Evidence](c, b)
	case ledger.TableMonth:
		return decode[ledger.MonthPage](c, b)
	case ledger.TableMember:
		return decode[ledger.Member](c, b)
	case ledger.TableGroup:
		return decode[ledger.Group](c, b)
	case ledger.TableDuesRule:
		return decode[ledger.DuesRule](c, b)
	case ledger.TableDue:
		return decode[ledger.Due](c, b)
	case ledger.TablePayment:
		return decode[ledger.Payment](c, b)
	case ledger.TableNotice:
		return decode[ledger.Notice](c, b)
	}
	return c.listRecord(t, b)
}

// listRecord decodes a record of welfare, aid, events or stock.
func (c codec) listRecord(t ledger.Table, b []byte) (ledger.Record, error) {
	switch t {
	case ledger.TablePolicy:
		return decode[ledger.Rule](c, b)
	case ledger.TablePractice:
		return decode[ledger.Practice](c, b)
	case ledger.TableGift:
		return decode[ledger.Gift](c, b)
	case ledger.TableSheet:
		return decode[ledger.Sheet](c, b)
	case ledger.TableShare:
		return decode[ledger.Share](c, b)
	case ledger.TableCase:
		return decode[ledger.Case](c, b)
	case ledger.TableCaseFile:
		return decode[ledger.CaseFile](c, b)
	case ledger.TableProgramme:
		return decode[ledger.Programme](c, b)
	case ledger.TableFund:
		return decode[ledger.Fund](c, b)
	case ledger.TableFundMove:
		return decode[ledger.FundMove](c, b)
	case ledger.TableLoan:
		return decode[ledger.Loan](c, b)
	case ledger.TableEvent:
		return decode[ledger.Event](c, b)
	case ledger.TableEntrant:
		return decode[ledger.Entrant](c, b)
	case ledger.TableDraw:
		return decode[ledger.Draw](c, b)
	case ledger.TablePlanItem:
		return decode[ledger.PlanItem](c, b)
	case ledger.TableArticle:
		return decode[ledger.Article](c, b)
	case ledger.TableStockMove:
		return decode[ledger.StockMove](c, b)
	case ledger.TableLending:
		return decode[ledger.Lending](c, b)
	}
	return c.auditRecord(t, b)
}

// auditRecord decodes a record of the audit committee's part.
func (c codec) auditRecord(t ledger.Table, b []byte) (ledger.Record, error) {
	switch t {
	case ledger.TableFinding:
		return decode[ledger.Finding](c, b)
	case ledger.TableTick:
		return decode[ledger.Tick](c, b)
	case ledger.TableSample:
		return decode[ledger.Sample](c, b)
	case ledger.TableWorkLine:
		return decode[ledger.WorkLine](c, b)
	case ledger.TablePaper:
		return decode[ledger.Paper](c, b)
	case ledger.TableKey:
		return decode[ledger.Key](c, b)
	case ledger.TableSignature:
		return decode[ledger.Signature](c, b)
	}
	return nil, fmt.Errorf("unknown table %d", t)
}

func decode[T ledger.Record](c codec, b []byte) (T, error) {
	var x T
	err := c.dec.Unmarshal(b, &x)
	return x, err
}

// timeOf reads only the time of an entry; of no entry it is 0.
func (c codec) timeOf(b []byte) (int64, error) {
	if b == nil {
		return 0, nil
	}
	var head struct {
		Time int64 `cbor:"3,keyasint"`
	}
	err := c.dec.Unmarshal(b, &head)
	return head.Time, err
}

// entry decodes a whole log entry with its records.
func (c codec) entry(b []byte) (ledger.Entry, error) {
	var w wireEntry
	if err := c.dec.Unmarshal(b, &w); err != nil {
		return ledger.Entry{}, err
	}
	e := ledger.Entry{Seq: w.Seq, ID: w.ID, Time: w.Time, Operator: w.Operator, Act: w.Act, Title: w.Title, Reason: w.Reason, Voucher: w.Voucher, Member: w.Member, Object: w.Object}
	for _, wc := range w.Changes {
		ch, err := c.change(wc)
		if err != nil {
			return e, err
		}
		e.Changes = append(e.Changes, ch)
	}
	return e, nil
}

func (c codec) change(w wireChange) (ch ledger.Change, err error) {
	if len(w.Before) > 0 {
		if ch.Before, err = c.record(w.Table, w.Before); err != nil {
			return ch, err
		}
	}
	if len(w.After) > 0 {
		ch.After, err = c.record(w.Table, w.After)
	}
	return ch, err
}

// Sums and lines are read in bulk, so they are fixed fields, not CBOR.

const sumSize = 64

func putSums(s ledger.Sums) []byte {
	b := make([]byte, 0, sumSize)
	for _, p := range []ledger.Pair{s.Free, s.Restricted, s.ClosingFree, s.ClosingRestricted} {
		b = binary.BigEndian.AppendUint64(b, uint64(p.Debit))
		b = binary.BigEndian.AppendUint64(b, uint64(p.Credit))
	}
	return b
}

func getSums(b []byte) (s ledger.Sums, ok bool) {
	if len(b) != sumSize {
		return s, false
	}
	at := func(i int) ledger.Pair {
		return ledger.Pair{Debit: ledger.Money(u64(b[i:])), Credit: ledger.Money(u64(b[i+8:]))}
	}
	return ledger.Sums{Free: at(0), Restricted: at(16), ClosingFree: at(32), ClosingRestricted: at(48)}, true
}

const (
	lineSize       = 17
	flagRestricted = 1
	flagClosing    = 2
)

func putLine(l ledger.Line, closing bool) []byte {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, lineSize), uint64(l.Debit))
	b = binary.BigEndian.AppendUint64(b, uint64(l.Credit))
	var f byte
	if l.Restricted {
		f |= flagRestricted
	}
	if closing {
		f |= flagClosing
	}
	return append(b, f)
}

func getItem(k, v []byte) (it ledger.Item, ok bool) {
	if len(k) != codeWidth+14 || len(v) != lineSize {
		return it, false
	}
	return ledger.Item{
		Account: codeOf(k), Day: ledger.Day(binary.BigEndian.Uint32(k[codeWidth:])),
		Voucher: ledger.VoucherID(u64(k[codeWidth+4:])), Line: int(binary.BigEndian.Uint16(k[codeWidth+12:])),
		Debit: ledger.Money(u64(v)), Credit: ledger.Money(u64(v[8:])),
		Restricted: v[16]&flagRestricted != 0, Closing: v[16]&flagClosing != 0,
	}, true
}
