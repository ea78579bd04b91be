package ledger

import (
	"iter"
	"strconv"
)

func utoa(n uint64) string { return strconv.FormatUint(n, 10) }

// Pair is a debit and a credit sum.
type Pair struct{ Debit, Credit Money }

// Net is debit less credit.
func (p Pair) Net() Money { return p.Debit - p.Credit }

// Plus adds two pairs.
func (p Pair) Plus(q Pair) Pair { return Pair{p.Debit + q.Debit, p.Credit + q.Credit} }

// Sums are the posted sums of an account and all below it over a period, split
// by the 专项 flag and by whether an automatic closing voucher made them.
type Sums struct {
	Free, Restricted               Pair // ordinary vouchers
	ClosingFree, ClosingRestricted Pair
}

// Plus adds two sums.
func (s Sums) Plus(t Sums) Sums {
	return Sums{s.Free.Plus(t.Free), s.Restricted.Plus(t.Restricted),
		s.ClosingFree.Plus(t.ClosingFree), s.ClosingRestricted.Plus(t.ClosingRestricted)}
}

// Ordinary is what ordinary vouchers made, restricted or not.
func (s Sums) Ordinary() Pair { return s.Free.Plus(s.Restricted) }

// All is everything.
func (s Sums) All() Pair {
	return s.Ordinary().Plus(s.ClosingFree).Plus(s.ClosingRestricted)
}

// Item is a posted line as the account index gives it.
type Item struct {
	Voucher    VoucherID
	Line       int // index into Voucher.Lines
	Day        Day
	Account    Code
	Debit      Money
	Credit     Money
	Restricted bool
	Closing    bool
}

// Reader is a book at one moment. A record that cannot be decoded makes the
// whole View fail after the function returns, so the methods need no errors;
// sequences stop early then.
type Reader interface {
	Pages
	Accounts
	Vouchers
	Register
	Notices
	Lists
	Events
	Aid
	Stocks
	Audits
	Finder
	// Head is the log's head.
	Head() Head
	// HeadAt is the head the log had at a size, ok false if it was never so long.
	HeadAt(size uint64) (Head, bool)
	// Log gives entries from seq (1 is the first) on, or from the newest
	// backwards when back is true and seq is 0 or the entry to start at.
	Log(seq uint64, back bool) iter.Seq[Entry]
}

// Pages are the book's own page, its people and its months.
type Pages interface {
	Unit() Unit
	People() []Person
	MonthPage(Month) MonthPage // of an untouched month: only Month is set
	MonthPages() []MonthPage   // those with anything in them, in order
}

// Accounts give the chart and the sums of posted lines.
type Accounts interface {
	Account(Code) (Account, bool)
	Chart() []Account // in order of code
	Opening() Opening
	// Sums adds what is posted on c and below in the months of p; opening
	// balances are not in it.
	Sums(c Code, p Period) Sums
	// Items gives the posted lines on c and below in the months of p, in order
	// of account, day and voucher.
	Items(c Code, p Period) iter.Seq[Item]
}

// Vouchers give vouchers and what hangs on them.
type Vouchers interface {
	Voucher(VoucherID) (Voucher, bool)
	VoucherByNumber(Month, Word, int) (VoucherID, bool)
	LastNumber(Month, Word) int
	LastVoucher() VoucherID
	// Posted gives the posted vouchers of the months of p by month, word, number.
	Posted(p Period) iter.Seq[Voucher]
	// Pending gives drafts and reviewed vouchers in the order they were made.
	Pending() iter.Seq[Voucher]
	Evidence(VoucherID) Evidence
	EvidenceOf(*Voucher) Evidence            // the same of a voucher at hand, without reading it again
	ReversedBy(VoucherID) (VoucherID, bool)  // not void
	CorrectedBy(VoucherID) (VoucherID, bool) // not void
	// Unproved gives posted vouchers of the months of p that need a receipt and
	// have none.
	Unproved(p Period) iter.Seq[VoucherID]
}

// Register gives the members and their dues.
type Register interface {
	Member(MemberID) (Member, bool)
	MemberByNo(string) (MemberID, bool)
	LastMember() MemberID
	Members() iter.Seq[Member] // in order of inner number
	Groups() []Group           // in order
	DuesRules() []DuesRule     // in order of time
	Due(MemberID, Month) (Due, bool)
	Dues(Month) iter.Seq[Due]
	Paid(MemberID, Month) Paid
	Payments(VoucherID) iter.Seq[Payment]
}

// Notices give what was published.
type Notices interface {
	Notices() iter.Seq[Notice] // by period and version
	Notice(Period, int) (Notice, bool)
}

// Lists give the rule table, welfare acts and their sheets.
type Lists interface {
	Rules() []Rule // every row, in order of time
	Practice() Practice
	Gift(GiftID) (Gift, bool)
	Gifts() iter.Seq[Gift] // newest first
	LastGift() GiftID
	Sheet(SheetID) (Sheet, bool)
	Sheets(GiftID) iter.Seq[Sheet] // in order of number
	LastSheet() SheetID
	Share(SheetID, int) (Share, bool)
	Shares(SheetID) iter.Seq[Share]           // in order of line
	SheetsOf(VoucherID) []SheetID             // tied to a voucher, void ones too
	Given(MemberID, Day, Day) iter.Seq[Given] // live lines of a member from … to …, in order of day
	Unsettled() iter.Seq[Share]               // live lines neither signed for nor paid over nor taken back, in order of sheet
	UnsettledOf(SheetID) iter.Seq[Share]      // those of one sheet
	UnsettledSheets() iter.Seq2[SheetID, int] // the sheets that have such lines, and how many
}

// Aid gives hardship cases, programmes, money held for others and loans.
type Aid interface {
	Case(CaseID) (Case, bool)
	CaseFile(CaseID) (CaseFile, bool)
	Cases() iter.Seq[Case]
	LastCase() CaseID
	Programme(ProgrammeID) (Programme, bool)
	Programmes() iter.Seq[Programme]
	LastProgramme() ProgrammeID
	Fund(FundID) (Fund, bool)
	Funds() iter.Seq[Fund]
	LastFund() FundID
	MovesOf(VoucherID) iter.Seq[FundMove]
	Moves(FundID) iter.Seq[FundMove] // in order of day
	Loan(LoanID) (Loan, bool)
	Loans() iter.Seq[Loan]
	LastLoan() LoanID
}

// Events give events, their rosters and draws, and the year's plan.
type Events interface {
	Event(EventID) (Event, bool)
	Events() iter.Seq[Event] // newest first
	LastEvent() EventID
	Entrants(EventID) iter.Seq[Entrant] // in order of number, those taken off too
	Draws(EventID) iter.Seq[Draw]
	EventsOf(VoucherID) []EventID // whose costs name the voucher
	PlanItems(year int) iter.Seq[PlanItem]
}

// Stocks give goods kept and gear lent.
type Stocks interface {
	Article(ArticleID) (Article, bool)
	Articles() iter.Seq[Article]
	LastArticle() ArticleID
	StockMoves(ArticleID) iter.Seq[StockMove]
	Lendings() iter.Seq[Lending]
	LastLending() LendingID
}

// Audits give the audit committee's part and the signatures.
type Audits interface {
	Finding(FindingID) (Finding, bool)
	Findings() iter.Seq[Finding]
	LastFinding() FindingID
	Ticks(VoucherID) iter.Seq[Tick]
	AllTicks() iter.Seq[Tick] // in order of voucher
	Sample(SampleID) (Sample, bool)
	Samples() iter.Seq[Sample]
	LastSample() SampleID
	WorkLines(SampleID) iter.Seq[WorkLine]
	Papers() iter.Seq[Paper] // by kind, period and version
	Keys() []Key
	Signatures() iter.Seq[Signature]
}

// Finder searches while somebody types: each word of the query must be found,
// as characters, pinyin initials, full pinyin (members), amount or number.
type Finder interface {
	FindVouchers(query string, limit int) []VoucherID // newest first
	FindMembers(query string, limit int) []MemberID
}
