package period

import (
	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// List writes the months out.
func (s *List) List() screen.Listing {
	if !s.ready || len(s.months) == 0 {
		return nil
	}
	months, d := s.months, s.d
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		cols := []report.Column{desk.Column("月份", report.KindText, 12), desk.Column("状态", report.KindText, 8), desk.Column("结账检查", report.KindText, 24),
			desk.Column("结账凭证", report.KindIdentity, 10), desk.Column("反结账", report.KindText, 8), desk.Column("结账人", report.KindText, 10)}
		return desk.Rows(d.List(r, "结账", "", cols...), p, len(months), func(i int) (string, []report.Cell) {
			var out []report.Cell
			for _, c := range cells(months[i]) {
				out = append(out, report.Text(c.Text))
			}
			return months[i].page.Month.String(), out
		})
	}
}
