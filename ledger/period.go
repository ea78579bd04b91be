package ledger

// Passed is a soft gate that somebody stepped over, and why.
type Passed struct {
	Gate   string `cbor:"1,keyasint"`
	Reason string `cbor:"2,keyasint"`
}

// Reopened is the visible seam of a month that was opened again.
type Reopened struct {
	Reason string `cbor:"1,keyasint"`
	By     string `cbor:"2,keyasint"`
	At     int64  `cbor:"3,keyasint"` // Unix seconds
	// Seq is the log's entry that opened it, 0 in books of before it was kept. It
	// tells what came first where a clock was set back.
	Seq uint64 `cbor:"4,keyasint,omitempty"`
}

// BankBalance is what the bank says it holds at the end of a month.
type BankBalance struct {
	Account Code   `cbor:"1,keyasint"`
	Amount  Money  `cbor:"2,keyasint"`
	Why     string `cbor:"3,keyasint,omitempty"` // the difference to the book, explained
}

// CashCount is what was counted in the box at the end of a month.
type CashCount struct {
	Amount Money  `cbor:"1,keyasint"`
	By     string `cbor:"2,keyasint"`
	Day    Day    `cbor:"3,keyasint"`
	Why    string `cbor:"4,keyasint,omitempty"`
}

// MonthPage is all that a book keeps about one month beside its vouchers.
type MonthPage struct {
	Month    Month         `cbor:"1,keyasint"`
	Closed   bool          `cbor:"2,keyasint,omitempty"`
	ClosedBy string        `cbor:"3,keyasint,omitempty"`
	ClosedAt int64         `cbor:"4,keyasint,omitempty"`
	Passed   []Passed      `cbor:"5,keyasint,omitempty"`
	Reopened []Reopened    `cbor:"6,keyasint,omitempty"`
	Cash     *CashCount    `cbor:"7,keyasint,omitempty"`
	Banks    []BankBalance `cbor:"8,keyasint,omitempty"`
	Payroll  Money         `cbor:"9,keyasint,omitempty"`  // 工资总额 of all staff, for the 2 %
	Heads    int           `cbor:"10,keyasint,omitempty"` // 职工人数
}
