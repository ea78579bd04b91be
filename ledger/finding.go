package ledger

import "fmt"

// FindingID is the number of an auditor's finding; people see it as 问-4.
type FindingID uint64

// String is the number as people see it.
func (id FindingID) String() string { return fmt.Sprintf("问-%d", uint64(id)) }

// FindingState is where a finding stands.
type FindingState string

// The states: the auditor raises, the treasurer answers, the auditor closes or
// opens again.
const (
	FindingOpen     FindingState = "open"
	FindingAnswered FindingState = "answered"
	FindingClosed   FindingState = "closed"
)

// Chinese names the state.
func (s FindingState) Chinese() string {
	switch s {
	case FindingOpen:
		return "待答复"
	case FindingAnswered:
		return "已答复"
	case FindingClosed:
		return "已销号"
	}
	return string(s)
}

// Remark is one thing said about a finding; what was said is never changed.
type Remark struct {
	Kind    string    `cbor:"1,keyasint"` // question, answer, close, reopen
	By      string    `cbor:"2,keyasint"`
	At      int64     `cbor:"3,keyasint"` // Unix seconds
	Text    string    `cbor:"4,keyasint"`
	Voucher VoucherID `cbor:"5,keyasint,omitempty"` // the correcting one
	Paper   string    `cbor:"6,keyasint,omitempty"` // other proof, in words
}

// Finding is a question of the audit committee, from raising to closing
// (整改台账). UID is random, so that one that travelled on a stick is taken in
// once, however often it is read.
type Finding struct {
	ID       FindingID    `cbor:"1,keyasint"`
	UID      string       `cbor:"2,keyasint"`
	On       string       `cbor:"3,keyasint"`           // what it points at: voucher/12, sheet/3, month/2026-05, report/income/2026-05/401
	Ref      string       `cbor:"4,keyasint"`           // the same in words: 2026-05-记-0017
	Check    string       `cbor:"5,keyasint,omitempty"` // F36, when a check found it
	Title    string       `cbor:"6,keyasint"`
	Clause   string       `cbor:"7,keyasint,omitempty"`
	Severity string       `cbor:"8,keyasint"` // error, warn, note
	Period   Period       `cbor:"9,keyasint"`
	Amount   Money        `cbor:"10,keyasint,omitempty"`
	Owner    string       `cbor:"11,keyasint,omitempty"` // who is to put it right
	Due      Day          `cbor:"12,keyasint,omitempty"`
	State    FindingState `cbor:"13,keyasint"`
	Remarks  []Remark     `cbor:"14,keyasint"` // the first is the question
}

// Tick says that somebody examined a voucher.
type Tick struct {
	Voucher VoucherID `cbor:"1,keyasint"`
	By      string    `cbor:"2,keyasint"`
	At      int64     `cbor:"3,keyasint"` // Unix seconds
	Note    string    `cbor:"4,keyasint,omitempty"`
	Off     bool      `cbor:"5,keyasint,omitempty"` // taken back
}

// SampleID is the number of a sample; people see it as 抽-2.
type SampleID uint64

// String is the number as people see it.
func (id SampleID) String() string { return fmt.Sprintf("抽-%d", uint64(id)) }

// Sample is a plan of vouchers to be examined, and how they were chosen.
type Sample struct {
	ID       SampleID     `cbor:"1,keyasint"`
	UID      string       `cbor:"2,keyasint"`
	Period   Period       `cbor:"3,keyasint"`
	Method   string       `cbor:"4,keyasint"`           // random, systematic, value
	Size     int          `cbor:"5,keyasint"`           // asked for beyond what is taken in full
	Large    Money        `cbor:"6,keyasint,omitempty"` // taken in full from this amount on
	Head     string       `cbor:"7,keyasint,omitempty"` // code of the signed head the seed is made from
	Drawn    string       `cbor:"8,keyasint,omitempty"` // number drawn before both sides
	Made     int64        `cbor:"9,keyasint"`           // Unix seconds
	By       string       `cbor:"10,keyasint"`
	Items    []SampleItem `cbor:"11,keyasint,omitempty"` // empty until drawn
	Interval Money        `cbor:"13,keyasint,omitempty"` // by value: 0 is what the size gives
	Void     string       `cbor:"12,keyasint,omitempty"`
}

// SampleItem is one chosen voucher, and why.
type SampleItem struct {
	Voucher VoucherID `cbor:"1,keyasint"`
	Ref     string    `cbor:"2,keyasint"`
	Amount  Money     `cbor:"3,keyasint"`
	Why     string    `cbor:"4,keyasint"`
}

// WorkLine is what the examination of one voucher of a sample gave (工作底稿).
type WorkLine struct {
	Sample  SampleID   `cbor:"1,keyasint"`
	Voucher VoucherID  `cbor:"2,keyasint"`
	Tests   []WorkTest `cbor:"3,keyasint,omitempty"`
	Audited Money      `cbor:"4,keyasint"` // what it should have been
	Note    string     `cbor:"5,keyasint,omitempty"`
	By      string     `cbor:"6,keyasint"`
	At      int64      `cbor:"7,keyasint"` // Unix seconds
	Finding FindingID  `cbor:"8,keyasint,omitempty"`
}

// WorkTest is one attribute looked at.
type WorkTest struct {
	Name string `cbor:"1,keyasint"`
	Fine string `cbor:"2,keyasint"` // yes, no, na
}

// Paper is a written piece with its versions: the audit report, a plan of the
// audit, a hand-over list.
type Paper struct {
	Kind    string      `cbor:"1,keyasint"` // audit-report, audit-plan, handover
	Period  Period      `cbor:"2,keyasint"`
	Version int         `cbor:"3,keyasint"` // from 1
	Title   string      `cbor:"4,keyasint"`
	Parts   []PaperPart `cbor:"5,keyasint"`
	By      string      `cbor:"6,keyasint"`
	At      int64       `cbor:"7,keyasint"`            // Unix seconds
	Final   bool        `cbor:"8,keyasint,omitempty"`  // signed or handed over: no further change of this version
	Cash    []NoteCount `cbor:"9,keyasint,omitempty"`  // hand-over: counted money
	From    string      `cbor:"10,keyasint,omitempty"` // hand-over: who gives
	To      string      `cbor:"11,keyasint,omitempty"` // who takes
	Watched string      `cbor:"12,keyasint,omitempty"` // who supervises
	Head    string      `cbor:"13,keyasint,omitempty"` // log head it was written at
}

// PaperPart is one section.
type PaperPart struct {
	Key   string `cbor:"1,keyasint"`
	Title string `cbor:"2,keyasint"`
	Text  string `cbor:"3,keyasint"`
}

// NoteCount is how many notes or coins of a value.
type NoteCount struct {
	Value Money `cbor:"1,keyasint"`
	Count int   `cbor:"2,keyasint"`
}

// Key is the public half of a person's signing key. A key is never taken away:
// what it signed stays verifiable after it was retired.
type Key struct {
	No       uint64 `cbor:"1,keyasint"`
	Person   string `cbor:"2,keyasint"`
	Verifier string `cbor:"3,keyasint"` // verifier key in the form of signed notes
	From     int64  `cbor:"4,keyasint"` // Unix seconds
	Until    int64  `cbor:"5,keyasint,omitempty"`
	Why      string `cbor:"6,keyasint,omitempty"` // why it was retired: passphrase lost, left office
	By       string `cbor:"7,keyasint"`
}

// Signature is a signed statement about the log up to a moment, with a month's
// figures.
type Signature struct {
	No      uint64 `cbor:"1,keyasint"`
	Kind    string `cbor:"2,keyasint"` // disclosure, year, signoff, handover
	Period  Period `cbor:"3,keyasint"`
	Version int    `cbor:"4,keyasint,omitempty"` // of the notice
	By      string `cbor:"5,keyasint"`
	Key     uint64 `cbor:"6,keyasint"`
	At      int64  `cbor:"7,keyasint"` // Unix seconds
	Size    uint64 `cbor:"8,keyasint"` // of the log it speaks of
	Root    string `cbor:"9,keyasint"` // hex
	Code    string `cbor:"10,keyasint"`
	Note    []byte `cbor:"11,keyasint"` // the signed note as it is
}

// FindingLevel says how grave a finding is, in the words of people.
func FindingLevel(s string) string {
	switch s {
	case "error":
		return "严重"
	case "warn":
		return "一般"
	case "note":
		return "提示"
	}
	return s
}
