package event

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// Points is the event, for a question of the auditors.
func (s *View) Points() (screen.FindingForm, bool) {
	return screen.FindingForm{On: fmt.Sprintf("event/%d", s.e.ID), Ref: s.e.ID.String() + " " + s.e.Name, Period: ledger.MonthPeriod(s.e.From.Month())}, s.e.ID != 0
}
