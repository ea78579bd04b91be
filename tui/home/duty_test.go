package home

import (
	"testing"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// TestEveryDutyLeadsSomewhere: Enter on a duty that went nowhere would leave a
// person with a reminder and no way.
func TestEveryDutyLeadsSomewhere(t *testing.T) {
	for _, kind := range ledger.DutyKinds() {
		if _, opens := dutyRoute(ledger.Duty{Kind: kind}, ledger.MonthOf(2026, 5)).(screen.Open); !opens {
			t.Errorf("%s leads nowhere", kind)
		}
	}
}
