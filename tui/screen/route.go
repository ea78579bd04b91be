package screen

import (
	"huizhang/ledger"
	"huizhang/ledger/report"
)

// Route names a screen and carries its arguments, so that one screen can send a
// person to another that it does not import. The set grows with the screens;
// tui/program/routes.go turns each into a screen.
type Route interface{ route() }

// The routes.
type (
	Home        struct{}
	Guide       struct{}
	Help        struct{ About string } // title of the screen that asked
	VoucherForm struct {
		ID       ledger.VoucherID // 0: a new one
		Template string           // T01 …; "": the full form
		CopyOf   ledger.VoucherID
		Kept     bool // take up the form kept after a crash
		// Reverses is the posted voucher that is written off in red on Day for
		// Reason in the same act, by which this one, its corrected form, is entered.
		Reverses ledger.VoucherID
		Day      ledger.Day
		Reason   string
	}
	TemplatePick struct{}
	VoucherList  struct{ Filter VoucherFilter }
	VoucherView  struct{ ID ledger.VoucherID }
	Search       struct{ Query string }
	Members      struct{}
	MemberForm   struct {
		ID   ledger.MemberID
		Kept bool // take up the form kept after a crash
	}
	MemberImport struct {
		Sheet string // the rows themselves, pasted out of a spreadsheet; "" asks for a file
	}
	DuesGrid   struct{ Year int }
	DuesRules  struct{}
	Reports    struct{}
	ReportView struct {
		Name    string
		Period  ledger.Period
		Account ledger.Code
		Voucher ledger.VoucherID
		Object  string // the thing a sheet is of: sheet/12, event/3, member/7
		Key     string // the row to stand on, "": the first
		Version int    // above 0: the disclosure as it was published
		Print   bool   // offer to print it at once
	}
	// Register lists the lines behind a figure; Want is the figure.
	Register struct {
		Title      string
		Accounts   []ledger.Code
		Minus      []ledger.Code
		Side       string
		Period     ledger.Period
		Balance    bool
		Closing    bool
		Restricted int8
		Also       []Register // further parts that are added
		Picked     []report.Pick
		Lists      *report.Lists // lines of sign-for sheets in place of vouchers
		Want       ledger.Money
		Count      int64 // the figure, where Lists counts
	}
	Disclosures struct{}
	// Publish freezes and hangs out a disclosure; the zero Period is the last one due.
	Publish struct{ Period ledger.Period }
	// Audit is the auditors' desk, standing on a month if one is given.
	Audit   struct{ Month ledger.Month }
	Periods struct{}
	// MonthFacts is the form of cash count, bank balances and payroll.
	MonthFacts struct {
		Month ledger.Month
		Field string // the field to begin in
	}
	ClosePeriod struct{ Month ledger.Month }
	Chart       struct{}
	Opening     struct{}
	People      struct{}
	Settings    struct{}
	Backups     struct{}
	LogView     struct{}
	GlossaryTop struct{}
	// Care is the hub of welfare, aid, events and stock.
	Care     struct{}
	Gifts    struct{ Year int } // 0: this year
	GiftForm struct {
		Occasion string // id, "": to be picked
		Member   ledger.MemberID
		Gift     ledger.GiftID // above 0: change it while that is possible
		More     bool          // a supplement sheet of Gift
		Case     ledger.CaseID
		Event    ledger.EventID
		Day      ledger.Day   // offered; 0: the festival's, or today
		Month    ledger.Month // the list begins with those whose birthday is in it
		Lacking  bool         // the list begins with those who were not given for the festival on Day
		Title    string       // of the act, "": made from the occasion
		Kept     bool         // take up the form kept after a crash
	}
	GiftView  struct{ ID ledger.GiftID }
	SheetSign struct{ ID ledger.SheetID }  // key the returned paper
	SheetBack struct{ ID ledger.SheetID }  // take back what was not collected
	Entitled  struct{ Month ledger.Month } // what is due, given, missing or twice
	Rules     struct{ Region string }
	RuleForm  struct{ ID string } // "": a new rule
	Practice  struct{}
	Cases     struct{}
	CaseForm  struct {
		ID   ledger.CaseID
		Kept bool
	}
	CaseView      struct{ ID ledger.CaseID }
	Programmes    struct{}
	ProgrammeView struct{ ID ledger.ProgrammeID }
	ProgrammeForm struct{ ID ledger.ProgrammeID }
	ProgrammeRun  struct{ ID ledger.ProgrammeID }
	Funds         struct{}
	FundView      struct{ ID ledger.FundID }
	FundForm      struct{ ID ledger.FundID }
	FundMoves     struct {
		ID   ledger.FundID
		Out  bool
		Kept bool
	}
	Loans     struct{}
	LoanForm  struct{ Member ledger.MemberID }
	LoanView  struct{ ID ledger.LoanID }
	Events    struct{ Year int } // 0: this year
	EventForm struct {
		ID   ledger.EventID
		Plan ledger.PlanItem // taken over from the year's plan
		Kept bool
	}
	EventView  struct{ ID ledger.EventID }
	Roster     struct{ ID ledger.EventID }
	Attendance struct{ ID ledger.EventID }
	Prizes     struct{ ID ledger.EventID }
	Draws      struct{ ID ledger.EventID }
	// EventCosts are the costs of an event; Settle begins with the settlement.
	EventCosts struct {
		ID     ledger.EventID
		Settle bool
	}
	YearPlan struct {
		Year int  // 0: this year
		Kept bool // take up the rows kept after a crash
	}
	Stock struct {
		Kept bool // take up the form kept after a crash
	}
	ArticleView struct{ ID ledger.ArticleID }
	Lendings    struct{}
	// Keys lists the signing keys and the signatures, with the procedures around
	// them: a lost passphrase, a change of office.
	Keys struct{}
	// Sign asks for the passphrase and signs a notice or a closed year. It is left
	// with [Signed] as result, so that the screen below goes on.
	Sign struct {
		Kind    string // ledger.SignDisclosure, SignYear, SignHandover
		Period  ledger.Period
		Version int // of the notice or the hand-over list
	}
	// Pack makes an audit pack, OpenPack opens one beside it; SendFindings signs
	// what the auditor did in his copy, TakeFindings takes it into the book.
	Pack         struct{}
	OpenPack     struct{}
	SendFindings struct{}
	TakeFindings struct{}
	// SignOff shows a closed month or year to the auditor and signs it.
	SignOff struct{ Period ledger.Period }
	// AuditReport is a written piece of the audit committee, part by part.
	AuditReport struct {
		Kind   string        // report.AuditReport, also when ""; report.AuditPlan
		Period ledger.Period // zero: the last year or month with anything in it
	}
	// Handover is the form of a hand-over, with the count of notes and coins; the
	// zero Month is this one.
	Handover struct{ Month ledger.Month }
	// Checks runs the auditor's checks over a period.
	Checks struct{ Period ledger.Period }
	// Evidence lists what a finding of a check rests on.
	Evidence struct {
		Title, Text string
		On          string
		Keys        []string
	}
	// Coverage shows what was examined in a period, account by account.
	Coverage struct{ Period ledger.Period }
	// Roles is the table of who may do what.
	Roles struct{}
	// FindingForm raises a finding about On, which Ref names in words.
	FindingForm struct {
		On, Ref  string
		Check    string // the check that found it, F36
		Title    string
		Clause   string
		Severity string // error, warn, note; "": to be chosen
		Question string
		Period   ledger.Period
		Amount   ledger.Money
		Kept     bool // take up the form kept after a crash
	}
	Findings struct {
		State string // open, answered, closed; "": all that are not closed
		On    string // only those about one thing
	}
	FindingView struct{ ID ledger.FindingID }
	// FindingAnswer is the treasurer's answer to a finding.
	FindingAnswer struct {
		ID   ledger.FindingID
		Kept bool
	}
	// Samples lists the samples; a plan made there is offered Period.
	Samples struct{ Period ledger.Period }
	// SamplePlan plans a sample of a period; the zero Period is the last month.
	SamplePlan struct {
		Period ledger.Period
		Kept   bool
	}
	SampleView struct{ ID ledger.SampleID }
	// SampleResult is how a sample was drawn and what it says, in words.
	SampleResult struct{ ID ledger.SampleID }
	// WorkPaper is the examination of the vouchers of a sample, beginning with one.
	WorkPaper struct {
		ID      ledger.SampleID
		Voucher ledger.VoucherID
	}
)

// Signed is how a signing screen was left.
type Signed struct{ Done bool }

// VoucherFilter narrows a voucher list.
type VoucherFilter struct {
	Period ledger.Period
	State  string // "", draft, reviewed, posted, no-receipt, void
	Text   string
}

func (Home) route()          {}
func (Guide) route()         {}
func (Help) route()          {}
func (VoucherForm) route()   {}
func (TemplatePick) route()  {}
func (VoucherList) route()   {}
func (VoucherView) route()   {}
func (Search) route()        {}
func (Members) route()       {}
func (MemberForm) route()    {}
func (MemberImport) route()  {}
func (DuesGrid) route()      {}
func (DuesRules) route()     {}
func (Reports) route()       {}
func (ReportView) route()    {}
func (Register) route()      {}
func (Disclosures) route()   {}
func (Publish) route()       {}
func (Audit) route()         {}
func (MonthFacts) route()    {}
func (Periods) route()       {}
func (ClosePeriod) route()   {}
func (Chart) route()         {}
func (Opening) route()       {}
func (People) route()        {}
func (Settings) route()      {}
func (Backups) route()       {}
func (LogView) route()       {}
func (GlossaryTop) route()   {}
func (Care) route()          {}
func (Gifts) route()         {}
func (GiftForm) route()      {}
func (GiftView) route()      {}
func (SheetSign) route()     {}
func (SheetBack) route()     {}
func (Entitled) route()      {}
func (Rules) route()         {}
func (RuleForm) route()      {}
func (Practice) route()      {}
func (Cases) route()         {}
func (CaseForm) route()      {}
func (CaseView) route()      {}
func (Programmes) route()    {}
func (ProgrammeView) route() {}
func (ProgrammeForm) route() {}
func (ProgrammeRun) route()  {}
func (Funds) route()         {}
func (FundView) route()      {}
func (FundForm) route()      {}
func (FundMoves) route()     {}
func (Loans) route()         {}
func (LoanForm) route()      {}
func (LoanView) route()      {}
func (Events) route()        {}
func (EventForm) route()     {}
func (EventView) route()     {}
func (Roster) route()        {}
func (Attendance) route()    {}
func (Prizes) route()        {}
func (Draws) route()         {}
func (EventCosts) route()    {}
func (YearPlan) route()      {}
func (Stock) route()         {}
func (ArticleView) route()   {}
func (Lendings) route()      {}
func (Keys) route()          {}
func (Sign) route()          {}
func (Pack) route()          {}
func (OpenPack) route()      {}
func (SendFindings) route()  {}
func (TakeFindings) route()  {}
func (SignOff) route()       {}
func (AuditReport) route()   {}
func (Handover) route()      {}
func (Checks) route()        {}
func (Evidence) route()      {}
func (Coverage) route()      {}
func (Roles) route()         {}
func (FindingForm) route()   {}
func (Findings) route()      {}
func (FindingView) route()   {}
func (Samples) route()       {}
func (SamplePlan) route()    {}
func (SampleView) route()    {}
func (WorkPaper) route()     {}
func (FindingAnswer) route() {}
func (SampleResult) route()  {}
