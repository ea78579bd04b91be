package ledger

import (
	"fmt"
	"slices"
)

// Unit is the book's own page: whose books these are and how they are kept.
type Unit struct {
	Name       string `cbor:"1,keyasint"`
	CreditCode string `cbor:"2,keyasint,omitempty"` // 统一社会信用代码 of the union
	Start      Month  `cbor:"3,keyasint"`           // first month kept here
	Single     bool   `cbor:"4,keyasint,omitempty"` // one person keeps the book: maker may review
	Words      Words  `cbor:"5,keyasint"`
	BookID     string `cbor:"6,keyasint"` // 32 hex digits, random
	Practice   bool   `cbor:"7,keyasint,omitempty"`
	ShareUp    string `cbor:"8,keyasint,omitempty"`  // share of the 2 % that goes to the higher union, "0.4"
	GuideDone  bool   `cbor:"9,keyasint,omitempty"`  // the first-run guide was finished or left for good
	SingleFrom Month  `cbor:"10,keyasint,omitempty"` // months that were kept in single-person mode before it ended
	SingleTo   Month  `cbor:"11,keyasint,omitempty"`
}

// Words says which voucher words a book uses.
type Words string

// The two ways to number.
const (
	OneWord    Words = "记"
	ThreeWords Words = "收付转"
)

// SingleNote is printed on every statement of a book in single-person mode.
const SingleNote = "本账由一人记账（制单、审核为同一人），按单人模式管理。"

// SingleText is what a statement of a period says of single-person mode, "" if
// it never touched that year's months up to the end of the period.
func (u Unit) SingleText(p Period) string {
	switch {
	case u.Single:
		return SingleNote
	case u.SingleTo == 0 || p.To < u.SingleFrom || MonthOf(p.From.Year(), 1) > u.SingleTo:
		return ""
	}
	return fmt.Sprintf("本账%s曾由一人记账（制单、审核为同一人），按单人模式管理。", Period{u.SingleFrom, u.SingleTo}.Chinese())
}

// Role is what a person may do in a book.
type Role string

// The roles.
const (
	Treasurer Role = "会计"
	Cashier   Role = "出纳"
	Reviewer  Role = "审核"
	Chair     Role = "主席"
	Auditor   Role = "经审"
)

// Roles lists the roles.
func Roles() []Role { return []Role{Treasurer, Cashier, Reviewer, Chair, Auditor} }

// Person is someone who works with the book.
type Person struct {
	Name  string `cbor:"1,keyasint"`
	Roles []Role `cbor:"2,keyasint"`
	Gone  bool   `cbor:"3,keyasint,omitempty"` // no longer in office
}

// Is reports whether the person holds the role.
func (p Person) Is(r Role) bool { return slices.Contains(p.Roles, r) }

// OnlyAudits reports whether the person may look but never write.
func (p Person) OnlyAudits() bool { return len(p.Roles) == 1 && p.Is(Auditor) }

// OpeningRow is one account's balance on the eve of the first month.
type OpeningRow struct {
	Code       Code  `cbor:"1,keyasint"`
	Debit      Money `cbor:"2,keyasint,omitempty"`
	Credit     Money `cbor:"3,keyasint,omitempty"`
	Restricted bool  `cbor:"4,keyasint,omitempty"`
}

// Opening is the whole table of opening balances; it always balances.
type Opening struct {
	Rows []OpeningRow `cbor:"1,keyasint"`
}
