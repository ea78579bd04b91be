package desk

import (
	"huizhang/ledger"
)

// May says why the operator may not do an act here, "" when he may. It is the
// same question that the door asks, so that a key is off for the reason that
// the door would give.
func (d *Desk) May(r ledger.Pages, act string) string {
	if d.Book.ReadOnly() {
		return "账本是只读打开的，只能查看。"
	}
	if err := ledger.Permit(r, act, ledger.Stamp{Operator: d.Operator}); err != nil {
		return FirstLine(err.Error())
	}
	return ""
}

// Crew is who works with a book, copied out of it, so that rights can be asked
// about where the book must not be read.
type Crew struct {
	unit   ledger.Unit
	people []ledger.Person
}

// NewCrew copies it.
func NewCrew(r ledger.Pages) *Crew { return &Crew{r.Unit(), r.People()} }

// Unit, People, MonthPage and MonthPages make a Crew what rights are asked of.
func (c *Crew) Unit() ledger.Unit                         { return c.unit }
func (c *Crew) People() []ledger.Person                   { return c.people }
func (c *Crew) MonthPage(m ledger.Month) ledger.MonthPage { return ledger.MonthPage{Month: m} }
func (c *Crew) MonthPages() []ledger.MonthPage            { return nil }
