package welfare

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// Points is the act, or the sheet of the line in hand, for a question of the
// auditors.
func (s *GiftView) Points() (screen.FindingForm, bool) {
	g := s.a.gift
	out := screen.FindingForm{On: fmt.Sprintf("gift/%d", g.ID), Ref: g.ID.String() + " " + g.Title, Period: ledger.MonthPeriod(g.Day.Month())}
	if i := s.table.Index(); i >= 0 && i < len(s.lines) && s.panel == nil {
		id := s.lines[i].Sheet
		out.On, out.Ref = fmt.Sprintf("sheet/%d", id), id.String()+" "+g.Title
	}
	return out, s.loaded && g.ID != 0
}

// Points is the sheet, for a question of the auditors.
func (s *SignForm) Points() (screen.FindingForm, bool) {
	return screen.FindingForm{On: fmt.Sprintf("sheet/%d", s.id), Ref: s.id.String() + " " + s.gift.Title, Period: ledger.MonthPeriod(s.sheet.Day.Month())}, s.loaded && !s.typing
}
