package report

import (
	"fmt"
	"strings"

	"huizhang/ledger/report"
	"huizhang/tui/screen"
)

// Points is what the cursor is on, for a question of the auditors: the voucher
// behind the row, the thing the report is about, or the row of the report.
func (s *View) Points() (screen.FindingForm, bool) {
	at, ok := s.sheet.Spot()
	if s.doc == nil || s.finder.open || !ok {
		return screen.FindingForm{}, false
	}
	label := strings.TrimSpace(at.Label)
	out := screen.FindingForm{Period: s.period, Ref: strings.TrimSpace(s.rep.Title + " " + s.period.Chinese() + " " + label)}
	if at.Column.Kind == report.KindMoney && !at.Cell.Null {
		out.Amount = at.Cell.Money
		out.Ref = strings.TrimSpace(out.Ref + " " + at.Column.Name)
	}
	_, _, about := report.SplitObject(s.object)
	switch {
	case at.Row.Voucher != 0:
		out.On = fmt.Sprintf("voucher/%d", at.Row.Voucher)
	case s.route.Voucher != 0:
		out.On = fmt.Sprintf("voucher/%d", s.route.Voucher)
	case about:
		out.On = s.object
	case s.account != "":
		out.On = "account/" + string(s.account)
	default:
		out.On = strings.TrimSuffix("report/"+s.rep.Name+"/"+s.period.String()+"/"+at.Row.Key, "/")
	}
	return out, true
}

// Points is the voucher of the line in hand.
func (s *Register) Points() (screen.FindingForm, bool) {
	i := s.table.Index()
	if i < 0 || i >= len(s.entries) || s.entries[i].voucher == 0 {
		return screen.FindingForm{}, false
	}
	e := s.entries[i]
	return screen.FindingForm{On: fmt.Sprintf("voucher/%d", e.voucher), Ref: fmt.Sprintf("%s %s", e.number, e.summary), Amount: e.counts}, true
}

// Points is the sheet of the line in hand.
func (s *Handouts) Points() (screen.FindingForm, bool) {
	i := s.table.Index()
	if i < 0 || i >= len(s.lines) {
		return screen.FindingForm{}, false
	}
	h := s.lines[i]
	return screen.FindingForm{On: fmt.Sprintf("sheet/%d", h.share.Sheet), Ref: h.share.Sheet.String() + " " + h.title, Amount: h.counts}, true
}
