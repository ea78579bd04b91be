package screen

import "huizhang/ledger"

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
	MemberImport struct{}
	DuesGrid     struct{ Year int }
	DuesRules    struct{}
	Reports      struct{}
	ReportView   struct {
		Name    string
		Period  ledger.Period
		Account ledger.Code
		Voucher ledger.VoucherID
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
		Want       ledger.Money
	}
	Disclosures struct{}
	// Publish freezes and hangs out a disclosure; the zero Period is the last one due.
	Publish struct{ Period ledger.Period }
	Audit   struct{}
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
)

// VoucherFilter narrows a voucher list.
type VoucherFilter struct {
	Period ledger.Period
	State  string // "", draft, reviewed, posted, no-receipt, void
	Text   string
}

func (Home) route()         {}
func (Guide) route()        {}
func (Help) route()         {}
func (VoucherForm) route()  {}
func (TemplatePick) route() {}
func (VoucherList) route()  {}
func (VoucherView) route()  {}
func (Search) route()       {}
func (Members) route()      {}
func (MemberForm) route()   {}
func (MemberImport) route() {}
func (DuesGrid) route()     {}
func (DuesRules) route()    {}
func (Reports) route()      {}
func (ReportView) route()   {}
func (Register) route()     {}
func (Disclosures) route()  {}
func (Publish) route()      {}
func (Audit) route()        {}
func (MonthFacts) route()   {}
func (Periods) route()      {}
func (ClosePeriod) route()  {}
func (Chart) route()        {}
func (Opening) route()      {}
func (People) route()       {}
func (Settings) route()     {}
func (Backups) route()      {}
func (LogView) route()      {}
func (GlossaryTop) route()  {}
