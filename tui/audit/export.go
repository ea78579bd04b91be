package audit

import (
	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// List writes out what an auditor sees of the months.
func (s *Screen) List() screen.Listing {
	if !s.ready || len(s.seen.months) == 0 {
		return nil
	}
	months, red, d, single := s.seen.months, s.red, s.d, s.seen.single
	if !s.redKnown {
		return nil
	}
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := d.List(r, "经审一览", "", desk.Column("月份", report.KindText, 12), desk.Column("状态", report.KindText, 8), desk.Column("公示", report.KindText, 14),
			desk.Column("反结账", report.KindCount, 6), desk.Column("说明通过", report.KindCount, 8), desk.Column("缺附件", report.KindCount, 6),
			desk.Column("冲销", report.KindCount, 6), desk.Column("凭证", report.KindCount, 6), desk.Column("公示地点", report.KindText, 18), desk.Column("校验码", report.KindIdentity, 14))
		if single {
			doc.Notes = []string{ledger.SingleNote}
		}
		return desk.Rows(doc, p, len(months), func(i int) (string, []report.Cell) {
			m := months[i]
			return m.page.Month.String(), []report.Cell{report.Text(m.page.Month.Chinese()), report.Text(m.state()), report.Text(m.disclosed()),
				report.Number(int64(len(m.page.Reopened))), report.Number(int64(len(m.page.Passed))), report.Number(int64(m.unproved)),
				report.Number(int64(red[m.page.Month])), report.Number(int64(m.vouchers)), report.Text(m.place), report.Text(m.hash)}
		})
	}
}
