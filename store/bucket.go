package store

import (
	"encoding/binary"

	"huizhang/ledger"
)

// format is the version of the file format. A book with a higher one is
// refused; derive is the version of the derived buckets.
const (
	format = 2
	derive = 1
)

// Buckets of the book. Records are the truth of the moment, one bucket a
// table; the log and its tree prove how they came about; the rest is derived
// from the records for speed.
var (
	bMeta     = []byte("meta")
	bLog      = []byte("log")  // seq → entry
	bTree     = []byte("tree") // stored hash index → hash
	bIDs      = []byte("ids")  // client id → seq
	bNumber   = []byte("x-number")
	bLine     = []byte("x-line")
	bSum      = []byte("x-sum")
	bPending  = []byte("x-pending")
	bReversal = []byte("x-reversal")
	bCorrect  = []byte("x-correction")
	bUnproved = []byte("x-unproved")
	bPaid     = []byte("x-paid")
	bMemberNo = []byte("x-member-no")
	bFindV    = []byte("x-find-voucher")
	bFindM    = []byte("x-find-member")
	bGiven    = []byte("x-given")     // member, day, sheet, line → amount, gift, occasion of live shares
	bUnsigned = []byte("x-unsettled") // sheet, line of live shares that nobody answered for
	bSheetOf  = []byte("x-sheet-of")  // voucher, sheet
	bSheets   = []byte("x-sheets")    // gift, sheet
	bMoves    = []byte("x-fund")      // fund, day, voucher, no
	bEventOf  = []byte("x-event-of")  // voucher, event

	kFormat = []byte("format")
	kDerive = []byte("derive")
	kAudit  = []byte("audit")  // only in the auditor's copy, see [AuditMark]
	kStatic = []byte("static") // seq of the entry that last changed unit, people, chart, opening or rules
)

// recordBucket names the bucket of a table.
func recordBucket(t ledger.Table) []byte { return []byte{'r', '-', '0' + byte(t)/10, '0' + byte(t)%10} }

const (
	firstTable = ledger.TableUnit
	lastTable  = ledger.TableSignature
)

// buckets lists all top-level buckets.
func buckets() [][]byte {
	out := [][]byte{bMeta, bLog, bTree, bIDs, bNumber, bLine, bSum, bPending, bReversal, bCorrect, bUnproved, bPaid, bMemberNo, bFindV, bFindM,
		bGiven, bUnsigned, bSheetOf, bSheets, bMoves, bEventOf}
	for t := firstTable; t <= lastTable; t++ {
		out = append(out, recordBucket(t))
	}
	return out
}

// static reports whether the table is small, rarely changed and cached whole.
func static(t ledger.Table) bool {
	switch t {
	case ledger.TableUnit, ledger.TableAccount, ledger.TablePerson, ledger.TableOpening, ledger.TableDuesRule, ledger.TableGroup, ledger.TablePolicy, ledger.TablePractice, ledger.TableKey:
		return true
	}
	return false
}

// idKey is the key of a client id.
func idKey(id string) []byte { return []byte("i" + id) }

func be8(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
func u64(b []byte) uint64 {
	if len(b) < 8 {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}

const codeWidth = 9

// codeKey pads an account code so that keys sort by account, children behind
// their parent.
func codeKey(b []byte, c ledger.Code) []byte {
	b = append(b, c...)
	for i := len(c); i < codeWidth; i++ {
		b = append(b, 0)
	}
	return b
}

func codeOf(k []byte) ledger.Code {
	n := codeWidth
	for n > 0 && k[n-1] == 0 {
		n--
	}
	return ledger.Code(k[:n])
}

func monthKey(b []byte, m ledger.Month) []byte { return binary.BigEndian.AppendUint32(b, uint32(m)) }

func sumKey(c ledger.Code, m ledger.Month) []byte { return monthKey(codeKey(nil, c), m) }

func lineKey(c ledger.Code, d ledger.Day, v ledger.VoucherID, line int) []byte {
	b := binary.BigEndian.AppendUint32(codeKey(make([]byte, 0, 23), c), uint32(d))
	b = binary.BigEndian.AppendUint64(b, uint64(v))
	return binary.BigEndian.AppendUint16(b, uint16(line))
}

// wordRank orders the voucher words inside a month, closing ones last.
func wordRank(w ledger.Word) byte {
	switch w {
	case ledger.WordReceipt:
		return 1
	case ledger.WordPayment:
		return 2
	case ledger.WordTransfer:
		return 3
	case ledger.WordGeneral:
		return 4
	}
	return 5
}

func seriesKey(m ledger.Month, w ledger.Word) []byte { return append(monthKey(nil, m), wordRank(w)) }

func numberKey(m ledger.Month, w ledger.Word, n int) []byte {
	return binary.BigEndian.AppendUint32(seriesKey(m, w), uint32(n))
}

func unprovedKey(v ledger.Voucher) []byte {
	return binary.BigEndian.AppendUint64(monthKey(nil, v.Month()), uint64(v.ID))
}

func paidKey(id ledger.MemberID, m ledger.Month) []byte { return monthKey(be8(uint64(id)), m) }

// recordKey gives the key of a record inside its bucket.
func recordKey(r ledger.Record) []byte {
	switch x := r.(type) {
	case ledger.Unit, ledger.Opening:
		return []byte("1")
	case ledger.Account:
		return []byte(x.Code)
	case ledger.Person:
		return []byte("p" + x.Name)
	case ledger.Voucher:
		return be8(uint64(x.ID))
	case ledger.Evidence:
		return be8(uint64(x.Voucher))
	case ledger.MonthPage:
		return monthKey(nil, x.Month)
	case ledger.Member:
		return be8(uint64(x.ID))
	case ledger.Group:
		return []byte("g" + x.Name)
	case ledger.DuesRule:
		return monthKey(nil, x.From)
	case ledger.Due:
		return dueKey(x.Member, x.Month)
	case ledger.Payment:
		return monthKey(append(be8(uint64(x.Voucher)), be8(uint64(x.Member))...), x.Month)
	case ledger.Notice:
		return noticeKey(x.Period, x.Version)
	}
	return listKey(r)
}

// listKey gives the key of a record of welfare, aid, events or stock.
func listKey(r ledger.Record) []byte {
	switch x := r.(type) {
	case ledger.Practice:
		return []byte("1")
	case ledger.Rule:
		return be8(x.Row)
	case ledger.Gift:
		return be8(uint64(x.ID))
	case ledger.Sheet:
		return be8(uint64(x.ID))
	case ledger.Share:
		return be8s(uint64(x.Sheet), uint64(x.Line))
	case ledger.Case:
		return be8(uint64(x.ID))
	case ledger.CaseFile:
		return be8(uint64(x.Case))
	case ledger.Programme:
		return be8(uint64(x.ID))
	case ledger.Fund:
		return be8(uint64(x.ID))
	case ledger.FundMove:
		return be8s(uint64(x.Voucher), uint64(x.No))
	case ledger.Loan:
		return be8(uint64(x.ID))
	case ledger.Event:
		return be8(uint64(x.ID))
	case ledger.Entrant:
		return be8s(uint64(x.Event), uint64(x.No))
	case ledger.Draw:
		return be8s(uint64(x.Event), uint64(x.No))
	case ledger.PlanItem:
		return be8s(uint64(x.Year), uint64(x.No))
	case ledger.Article:
		return be8(uint64(x.ID))
	case ledger.StockMove:
		return be8s(uint64(x.Article), uint64(x.No))
	case ledger.Lending:
		return be8(uint64(x.ID))
	}
	return auditKey(r)
}

// auditKey gives the key of a record of the audit committee's part.
func auditKey(r ledger.Record) []byte {
	switch x := r.(type) {
	case ledger.Finding:
		return be8(uint64(x.ID))
	case ledger.Tick:
		return append(be8(uint64(x.Voucher)), x.By...)
	case ledger.Sample:
		return be8(uint64(x.ID))
	case ledger.WorkLine:
		return be8s(uint64(x.Sample), uint64(x.Voucher))
	case ledger.Paper:
		return append(append([]byte(x.Kind), 0), noticeKey(x.Period, x.Version)...)
	case ledger.Key:
		return be8(x.No)
	case ledger.Signature:
		return be8(x.No)
	}
	return nil
}

// be8s joins numbers to a key that sorts by the first, then the next.
func be8s(ns ...uint64) (b []byte) {
	for _, n := range ns {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	return b
}

func dueKey(id ledger.MemberID, m ledger.Month) []byte {
	return append(monthKey(nil, m), be8(uint64(id))...)
}

func noticeKey(p ledger.Period, version int) []byte {
	return binary.BigEndian.AppendUint32(monthKey(monthKey(nil, p.From), p.To), uint32(version))
}
