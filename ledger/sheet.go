package ledger

import "fmt"

// SheetID is the number of a sign-for sheet; people see it as 签-0012.
type SheetID uint64

// String is the number as people see it.
func (id SheetID) String() string { return fmt.Sprintf("签-%04d", uint64(id)) }

// SheetKind says what a sheet does to its act's list.
type SheetKind string

// The kinds: the first list, what is added after it was printed or booked, and
// what came back because nobody collected it (negative amounts).
const (
	FirstSheet SheetKind = "first"
	Supplement SheetKind = "supplement"
	ReturnList SheetKind = "return"
)

// Sheet is a 签领表. The lines are [Share]s, kept apart because there may be
// thousands. While Printed and Voucher are 0, or the voucher is still a draft
// and nothing was printed, the list may be changed, and the voucher with it;
// afterwards only a supplement or a return changes what was given.
//
// At all times the live lines add up to the voucher's debit on Account (law L9);
// a sheet whose voucher was written off is void and its lines count nothing.
type Sheet struct {
	ID      SheetID   `cbor:"1,keyasint"`
	Gift    GiftID    `cbor:"2,keyasint"`
	Kind    SheetKind `cbor:"3,keyasint"`
	Day     Day       `cbor:"4,keyasint"`
	Lines   int       `cbor:"5,keyasint"` // number of lines
	Total   Money     `cbor:"6,keyasint"`
	Account Code      `cbor:"7,keyasint"`            // account whose voucher lines carry it
	Voucher VoucherID `cbor:"8,keyasint,omitempty"`  // 0: not booked
	Printed int64     `cbor:"9,keyasint,omitempty"`  // Unix seconds when it was frozen for printing
	Code    string    `cbor:"10,keyasint,omitempty"` // short check code over the frozen lines
	Void    string    `cbor:"11,keyasint,omitempty"` // why it counts no more
	Why     string    `cbor:"12,keyasint,omitempty"` // why a supplement or return was needed
	By      string    `cbor:"13,keyasint"`
	Made    int64     `cbor:"14,keyasint"`           // Unix seconds
	Event   EventID   `cbor:"15,keyasint,omitempty"` // of a prize sheet
}

// Live reports whether the sheet's lines count.
func (s *Sheet) Live() bool { return s.Void == "" }

// Sign is the state of one line of a sheet.
type Sign string

// The states. Unsigned is neither signed nor settled otherwise.
const (
	Unsigned    Sign = ""
	Signed      Sign = "signed"
	ByProxy     Sign = "proxy"
	Uncollected Sign = "uncollected"
	Transferred Sign = "transfer"
)

// Chinese names the state.
func (s Sign) Chinese() string {
	switch s {
	case Unsigned:
		return "未回签"
	case Signed:
		return "已签"
	case ByProxy:
		return "代领"
	case Uncollected:
		return "未领"
	case Transferred:
		return "转账"
	}
	return string(s)
}

// Share is one line of a sheet: what one person gets. What it repeats of its
// sheet and act lets it be found by member without reading them.
type Share struct {
	Sheet    SheetID  `cbor:"1,keyasint"`
	Line     int      `cbor:"2,keyasint"`           // from 1
	Member   MemberID `cbor:"3,keyasint,omitempty"` // 0: a guest
	Name     string   `cbor:"4,keyasint"`
	Group    string   `cbor:"5,keyasint,omitempty"`
	Relation string   `cbor:"6,keyasint,omitempty"` // for kin of the member: 配偶, 父母, 子女 …
	Kin      string   `cbor:"7,keyasint,omitempty"` // name of the kin
	Qty      int      `cbor:"8,keyasint,omitempty"` // pieces; 0 means 1
	Amount   Money    `cbor:"9,keyasint"`
	Level    string   `cbor:"10,keyasint,omitempty"` // 奖项
	Team     string   `cbor:"11,keyasint,omitempty"` // of a team prize
	Sign     Sign     `cbor:"12,keyasint,omitempty"`
	Proxy    string   `cbor:"13,keyasint,omitempty"` // who signed instead
	SignedOn Day      `cbor:"14,keyasint,omitempty"`
	Note     string   `cbor:"15,keyasint,omitempty"`
	Of       SheetID  `cbor:"16,keyasint,omitempty"` // of a return: the line that came back
	OfLine   int      `cbor:"17,keyasint,omitempty"`
	Back     SheetID  `cbor:"18,keyasint,omitempty"` // the return that took this line back
	Day      Day      `cbor:"19,keyasint"`           // of the sheet
	Gift     GiftID   `cbor:"20,keyasint"`
	Occasion string   `cbor:"21,keyasint"`
}

// Given is a live share as the index by member gives it.
type Given struct {
	Sheet    SheetID
	Line     int
	Gift     GiftID
	Day      Day
	Amount   Money
	Occasion string
}
