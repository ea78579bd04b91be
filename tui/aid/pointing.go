package aid

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// point is the case, for a question of the auditors. It is named by its number
// alone: the list of findings is printed, and no name belongs on it.
func (v *caseView) point() (screen.FindingForm, bool) {
	return screen.FindingForm{On: fmt.Sprintf("case/%d", v.c.ID), Ref: v.c.ID.String(), Period: ledger.MonthPeriod(v.c.Opened.Month())}, v.c.ID != 0
}
