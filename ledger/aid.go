package ledger

import "fmt"

// CaseID is the number of a hardship case; people see it as 困-3.
type CaseID uint64

// String is the number as people see it.
func (id CaseID) String() string { return fmt.Sprintf("困-%d", uint64(id)) }

// Opinion is what one level said about a case.
type Opinion struct {
	Level string `cbor:"1,keyasint"` // 小组, 工会, 审批 …
	By    string `cbor:"2,keyasint"`
	Day   Day    `cbor:"3,keyasint"`
	Text  string `cbor:"4,keyasint"`
}

// Publication is how long and where a result hung, and what came of it.
type Publication struct {
	From  Day    `cbor:"1,keyasint,omitempty"`
	To    Day    `cbor:"2,keyasint,omitempty"`
	Place string `cbor:"3,keyasint,omitempty"`
	Heard string `cbor:"4,keyasint,omitempty"` // objections, 无异议
}

// AidState is where a case stands.
type AidState string

// The states of a case.
const (
	AidOpen     AidState = "open"
	AidApproved AidState = "approved"
	AidRefused  AidState = "refused"
	AidClosed   AidState = "closed"
)

// Case is a hardship case (困难职工档案) without what is sensitive, which is in
// its [CaseFile]. Payments are [Gift]s that name the case.
type Case struct {
	ID       CaseID      `cbor:"1,keyasint"`
	Member   MemberID    `cbor:"2,keyasint"`
	Opened   Day         `cbor:"3,keyasint"`
	Cause    string      `cbor:"4,keyasint"` // 大病, 意外, 子女上学, 单亲, 低收入, 其他
	Proofs   []ProofItem `cbor:"5,keyasint,omitempty"`
	Opinions []Opinion   `cbor:"6,keyasint,omitempty"`
	Approved Approval    `cbor:"7,keyasint,omitempty"`
	Amount   Money       `cbor:"8,keyasint,omitempty"` // what was approved
	Hung     Publication `cbor:"9,keyasint,omitempty"`
	State    AidState    `cbor:"10,keyasint"`
	Why      string      `cbor:"11,keyasint,omitempty"` // why it was refused or closed
	By       string      `cbor:"12,keyasint"`
	Made     int64       `cbor:"13,keyasint"` // Unix seconds
}

// HouseholdRow is one person of a household.
type HouseholdRow struct {
	Name     string `cbor:"1,keyasint"`
	Relation string `cbor:"2,keyasint,omitempty"`
	Work     string `cbor:"3,keyasint,omitempty"`
	Income   Money  `cbor:"4,keyasint,omitempty"` // a month
}

// CaseFile is the sensitive part of a case. Whoever looks at it does so by an
// act that is logged.
type CaseFile struct {
	Case      CaseID         `cbor:"1,keyasint"`
	Household []HouseholdRow `cbor:"2,keyasint,omitempty"`
	Income    Money          `cbor:"3,keyasint,omitempty"` // the household's, a year
	Cost      Money          `cbor:"4,keyasint,omitempty"` // what the cause cost
	OwnCost   Money          `cbor:"5,keyasint,omitempty"` // of it borne by the household
	Story     string         `cbor:"6,keyasint,omitempty"` // cause in words, diagnosis
	Address   string         `cbor:"7,keyasint,omitempty"`
	IDNumber  string         `cbor:"8,keyasint,omitempty"`
	Card      string         `cbor:"9,keyasint,omitempty"` // bank card the money goes to
}

// ProgrammeID is the number of a programme.
type ProgrammeID uint64

// String is the number as people see it.
func (id ProgrammeID) String() string { return fmt.Sprintf("项-%d", uint64(id)) }

// Programme is aid that comes again: 金秋助学, 送温暖, survivors' pay. Each run
// is a [Gift] that names it and starts from Places.
type Programme struct {
	ID       ProgrammeID `cbor:"1,keyasint"`
	Name     string      `cbor:"2,keyasint"`
	Occasion string      `cbor:"3,keyasint"`
	Each     Money       `cbor:"4,keyasint,omitempty"`
	Every    string      `cbor:"5,keyasint"`           // 每年, 每季, 每月
	Runs     int         `cbor:"6,keyasint,omitempty"` // for one person at most, 0 without end
	Expense  Code        `cbor:"7,keyasint"`
	Places   []AidPlace  `cbor:"8,keyasint,omitempty"`
	Note     string      `cbor:"9,keyasint,omitempty"`
	Closed   string      `cbor:"10,keyasint,omitempty"`
}

// AidPlace is one person of a programme.
type AidPlace struct {
	Member   MemberID `cbor:"1,keyasint"`
	Kin      string   `cbor:"2,keyasint,omitempty"` // the student, the survivor
	Relation string   `cbor:"3,keyasint,omitempty"`
	Amount   Money    `cbor:"4,keyasint,omitempty"` // 0: the programme's
	From     Day      `cbor:"5,keyasint"`
	To       Day      `cbor:"6,keyasint,omitempty"`
	Note     string   `cbor:"7,keyasint,omitempty"`
}

// FundID is the number of a fund.
type FundID uint64

// String is the number as people see it.
func (id FundID) String() string { return fmt.Sprintf("代-%d", uint64(id)) }

// FundKind says what money is held for.
type FundKind string

// The kinds of money held for others.
const (
	MutualFund FundKind = "mutual"     // 互助金
	ClubFund   FundKind = "club"       // 社团经费
	Collection FundKind = "collection" // 捐款: for a colleague or charity, remaining 0 at the end
)

// Chinese names the kind.
func (k FundKind) Chinese() string {
	switch k {
	case MutualFund:
		return "互助金"
	case ClubFund:
		return "社团经费"
	case Collection:
		return "捐款"
	}
	return string(k)
}

// Fund is money held for others (221 by project): never income.
type Fund struct {
	ID      FundID   `cbor:"1,keyasint"`
	Name    string   `cbor:"2,keyasint"`
	Kind    FundKind `cbor:"3,keyasint"`
	Account Code     `cbor:"4,keyasint"`           // its account below 221
	Purpose string   `cbor:"5,keyasint,omitempty"` // for whom or what
	Rules   string   `cbor:"6,keyasint,omitempty"`
	Opened  Day      `cbor:"7,keyasint"`
	Closed  Day      `cbor:"8,keyasint,omitempty"`
}

// FundMove is one person's contribution (positive) or a payment (negative). The
// moves of a voucher add up to what it credits to the fund's account.
type FundMove struct {
	Voucher VoucherID `cbor:"1,keyasint"` // 0: brought forward when the book began
	No      int       `cbor:"2,keyasint"` // inside the voucher, from 1
	Fund    FundID    `cbor:"3,keyasint"`
	Day     Day       `cbor:"4,keyasint"`
	Member  MemberID  `cbor:"5,keyasint,omitempty"`
	Name    string    `cbor:"6,keyasint"`
	Amount  Money     `cbor:"7,keyasint"`
	What    string    `cbor:"8,keyasint,omitempty"`
}

// LoanID is the number of a loan.
type LoanID uint64

// String is the number as people see it.
func (id LoanID) String() string { return fmt.Sprintf("借-%d", uint64(id)) }

// Instalment is what is to be paid back by a day.
type Instalment struct {
	Due    Day   `cbor:"1,keyasint"`
	Amount Money `cbor:"2,keyasint"`
}

// Repayment is what was paid back, by which voucher. A written-off one stands
// beside a negative one.
type Repayment struct {
	Day     Day       `cbor:"1,keyasint"`
	Amount  Money     `cbor:"2,keyasint"`
	Voucher VoucherID `cbor:"3,keyasint"`
}

// Loan is money lent to a member (135): never an expense.
type Loan struct {
	ID       LoanID       `cbor:"1,keyasint"`
	Member   MemberID     `cbor:"2,keyasint"`
	Day      Day          `cbor:"3,keyasint"`
	Amount   Money        `cbor:"4,keyasint"`
	Account  Code         `cbor:"5,keyasint"`
	Why      string       `cbor:"6,keyasint,omitempty"`
	Plan     []Instalment `cbor:"7,keyasint,omitempty"`
	Approved Approval     `cbor:"8,keyasint,omitempty"`
	Voucher  VoucherID    `cbor:"9,keyasint"`
	Back     []Repayment  `cbor:"10,keyasint,omitempty"`
	Void     string       `cbor:"11,keyasint,omitempty"`
}
