package period

import (
	"huizhang/ledger"
	"huizhang/tui/screen"
)

// Points is the month in hand, for a question of the auditors.
func (s *List) Points() (screen.FindingForm, bool) {
	m, ok := s.at()
	if !ok {
		return screen.FindingForm{}, false
	}
	return pointAt(m.page.Month), true
}

func pointAt(m ledger.Month) screen.FindingForm {
	return screen.FindingForm{On: "month/" + m.String(), Ref: m.Chinese(), Period: ledger.MonthPeriod(m)}
}
