package report

import "huizhang/ledger"

// Kind says what the cells of a column hold.
type Kind string

// The kinds of column. Identity is a number that is a name (account code,
// voucher number, phone): always text, never added up.
const (
	KindText     Kind = "text"
	KindMoney    Kind = "money"
	KindCount    Kind = "count"
	KindDay      Kind = "day"
	KindIdentity Kind = "identity"
	KindSign     Kind = "sign" // empty box for a signature
)

// Column is the head of a column. Width is a wish in half-width cells for the
// screen and text; Millimetres a minimum for paper (0: the writer decides).
type Column struct {
	Name        string
	Kind        Kind
	Width       int
	Millimetres int
}

// Cell is one value. Money counts only in money columns, Day in day columns,
// Count in count columns; Text elsewhere. Null is an absent value: it prints
// as nothing and is null in JSON.
type Cell struct {
	Text  string
	Money ledger.Money
	Day   ledger.Day
	Count int64
	Null  bool
	Trace *Trace // how a money or count cell came about; nil for copied values
}

// RowKind tells the writers how a row is meant.
type RowKind string

// The kinds of row. A page subtotal is made by the paper writers themselves
// from item rows (see Table.PageSubtotal).
const (
	RowItem     RowKind = "item"
	RowSub      RowKind = "sub"      // detail below an item
	RowHead     RowKind = "head"     // a heading inside the table, first cell only
	RowSubtotal RowKind = "subtotal" // of a group
	RowTotal    RowKind = "total"
	RowSpare    RowKind = "spare" // empty line to be filled by hand
)

// Row is one line of a table. Key is stable and language-free: an account
// code, a voucher number, a member number, or a line name.
type Row struct {
	Kind  RowKind
	Key   string
	Cells []Cell
	Trace *Trace
	// Voucher is the voucher behind the row, if there is just one.
	Voucher ledger.VoucherID
	// Keep asks paper writers to keep the row on one page with the next.
	Keep bool
}

// Table is a block of rows under one head.
type Table struct {
	Title        string
	Columns      []Column
	Rows         []Row
	PageSubtotal bool // print 本页小计 at the foot of each page, on paper
	RowHeight    int  // minimum in millimetres on paper; 0: the writer decides
	// Beside says that the official form has this table to the right of the one
	// before; see [SideBySide].
	Beside bool
}

// Document is a finished report: data only, in the order it is read.
type Document struct {
	Name         string // the name on the command line
	Title        string
	About        string `json:",omitempty"` // the one thing it is of, as people see it: 签-0012
	Unit         string // 元
	Organization string
	Period       ledger.Period
	PeriodText   string // how the heading says it; may be a date
	Form         string // 工会02表, or ""
	Generated    string // when, as printed
	Head         string // log head the figures were read at
	Landscape    bool
	Tables       []Table
	Notes        []string
	Signatures   []string // labels of the signature line on each page
	Public       bool     // meant for a notice board: the personal-data scanner must pass
	Seal         *Seal    `json:",omitempty"` // by which the paper can be held against the book later
}

// Seal is what a paper carries so that the book can be held against it later.
type Seal struct {
	Code   string   // short code of the book's state, grouped digits
	QR     string   // the same in full, the text of a QR code; "" when there is none
	Signed []string // who signed, or that nobody did
	About  string   // what it is good for
}

// Text, Amount, Number, Date, Empty and ID make cells.
func Text(s string) Cell                   { return Cell{Text: s} }
func Amount(m ledger.Money, t *Trace) Cell { return Cell{Money: m, Trace: t} }
func Number(n int64) Cell                  { return Cell{Count: n} }
func Date(d ledger.Day) Cell               { return Cell{Day: d, Null: d == 0} }
func Empty() Cell                          { return Cell{Null: true} }
func AmountOrBlank(m ledger.Money, t *Trace) Cell {
	return Cell{Money: m, Trace: t, Null: m == 0}
}

// Trace tells which lines of the book a figure is the sum of: all posted lines
// whose account begins with one of Accounts, inside Period, added up on Side.
// With Balance, the opening balance and everything before Period.To count too
// (Period.From is ignored).
type Trace struct {
	Accounts []ledger.Code
	Minus    []ledger.Code // counted with the opposite sign
	Side     Side
	Period   ledger.Period
	Balance  bool
	// Closing says which vouchers count: automatic closing ones are left out
	// unless it is true.
	Closing bool
	// Restricted narrows to lines with (Yes) or without (No) the 专项 flag.
	Restricted Tri
	// Also are further parts that are added, for figures whose parts are
	// narrowed in different ways.
	Also []Trace
	// Picked are single lines of vouchers that count by their net debit: what an
	// event cost. A trace that has some needs no Accounts.
	Picked []Pick
	// Lists, when set, adds lines of sign-for sheets in place of lines of vouchers.
	Lists *Lists
}

// Pick is one line of a posted voucher.
type Pick struct {
	Voucher ledger.VoucherID
	Line    int // index into Voucher.Lines
}

// Side is how a trace adds: Debit and Credit take one column; DebitNet is debit
// less credit, CreditNet the opposite.
type Side string

// The sides of a [Trace].
const (
	Debit     Side = "debit-only"
	Credit    Side = "credit-only"
	DebitNet  Side = "debit"
	CreditNet Side = "credit"
)

// Tri is yes, no, or no matter.
type Tri int8

// The values of [Tri].
const (
	Any Tri = iota
	Yes
	No
)
