package ledger

// GiveOut makes a welfare act with its first list and, when Money is set, its
// voucher: Expense on the debit side, Money on the credit side (from stock, with
// Gift.Article: 30101 and 141). Gift brings what the person filled in; number,
// sums and who made it are set here. A list from the whole register comes from
// [Audience].
type GiveOut struct {
	Gift     Gift
	Shares   []Share // Member or Name, Amount (0: Gift.Each), Qty, Relation, Kin, Level, Team, Note
	Money    Code    // a leaf below 101 or 102, below 141 with Article; "": not booked yet
	Papers   int
	Post     bool
	Reviewer string
}

// Name of the act.
func (GiveOut) Name() string { return "gift.give" }

// Posts reports whether the act posts on the way.
func (a GiveOut) Posts() bool { return a.Post }

// ReviseGift changes an act and its first list while nothing of it was printed
// or posted; the draft voucher follows.
type ReviseGift struct {
	Gift   Gift // with its ID
	Shares []Share
	Money  Code
}

// Name of the act.
func (ReviseGift) Name() string { return "gift.revise" }

// SupplyGift adds a supplement sheet to an act whose list was printed or booked.
type SupplyGift struct {
	Gift     GiftID
	Day      Day
	Why      string
	Shares   []Share
	Money    Code
	Papers   int
	Post     bool
	Reviewer string
	Reason   string // for warnings
	Second   string
}

// Name of the act.
func (SupplyGift) Name() string { return "gift.supply" }

// Posts reports whether the act posts on the way.
func (a SupplyGift) Posts() bool { return a.Post }

// TakeBack returns what was not collected: a return sheet with negative lines
// and its voucher, money to Money, goods from stock back into stock.
type TakeBack struct {
	Sheet    SheetID
	Lines    []int
	Day      Day
	Money    Code
	Why      string
	Post     bool
	Reviewer string
}

// Name of the act.
func (TakeBack) Name() string { return "gift.back" }

// Posts reports whether the act posts on the way.
func (a TakeBack) Posts() bool { return a.Post }

// FreezeSheet fixes a sheet for printing and gives it its check code. Freezing
// again changes nothing.
type FreezeSheet struct{ Sheet SheetID }

// Name of the act.
func (FreezeSheet) Name() string { return "sheet.freeze" }

// Mark is what the returned paper says of one line.
type Mark struct {
	Line  int
	Sign  Sign
	Proxy string
	Note  string
}

// SignShares keys the returned paper.
type SignShares struct {
	Sheet SheetID
	Day   Day
	Marks []Mark
}

// Name of the act.
func (SignShares) Name() string { return "sheet.sign" }

// BookSheet makes the voucher of a sheet that has none yet.
type BookSheet struct {
	Sheet    SheetID
	Day      Day
	Money    Code
	Papers   int
	Post     bool
	Reviewer string
}

// Name of the act.
func (BookSheet) Name() string { return "sheet.book" }

// Posts reports whether the act posts on the way.
func (a BookSheet) Posts() bool { return a.Post }

// TieSheet ties a sheet to a voucher that is there already, others with it; the
// sum of the sheets so tied must be the voucher's on their account.
type TieSheet struct {
	Sheet   SheetID
	Voucher VoucherID
	Also    []SheetID
}

// Name of the act.
func (TieSheet) Name() string { return "sheet.tie" }

// VoidSheet withdraws a sheet whose money has not moved: without a voucher, or
// with a draft, which is voided with it. The number stays.
type VoidSheet struct {
	Sheet  SheetID
	Reason string
}

// Name of the act.
func (VoidSheet) Name() string { return "sheet.void" }

// SetProofs keeps the evidence checklist, the approval and the bill of an act,
// also after booking.
type SetProofs struct {
	Gift     GiftID
	Proofs   []ProofItem
	Approved Approval
	Bill     Bill
}

// Name of the act.
func (SetProofs) Name() string { return "gift.proofs" }

// MergeMembers makes one of two entries of the same person: From counts as
// Into from now on, nothing booked is changed.
type MergeMembers struct {
	From, Into MemberID
	Reason     string
}

// Name of the act.
func (MergeMembers) Name() string { return "member.merge" }
