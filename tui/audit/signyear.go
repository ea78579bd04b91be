package audit

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// spanAnswer is what the auditor signs off: a month or its whole year.
type spanAnswer struct{ period ledger.Period }

// signOff leads to the sign-off of a month. When a year is over it may be signed
// off as a whole, and is asked for.
func (s *Screen) signOff(m ledger.MonthPage) screen.Action {
	month, year := ledger.MonthPeriod(m.Month), ledger.YearPeriod(m.Month.Year())
	if m.Month.Num() != 12 || !m.Closed || s.seen.signs != "" {
		return screen.Open{Route: screen.SignOff{Period: month}}
	}
	return screen.Ask{Title: "签认", Lines: []string{fmt.Sprintf("%s的账都结了。签认12月一个月，还是全年？", year.Chinese())}, Choices: []string{"签认12月", "签认全年", "先不签"},
		Safe: 2, Then: func(n int) tea.Msg {
			switch n {
			case 0:
				return spanAnswer{month}
			case 1:
				return spanAnswer{year}
			}
			return nil
		}}
}
