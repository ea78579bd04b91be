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
	months, tally, d, single := s.seen.months, s.tally, s.d, s.seen.single
	if !s.counted {
		return nil
	}
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := d.List(r, "经审一览", "", desk.Column("月份", report.KindText, 12), desk.Column("状态", report.KindText, 8), desk.Column("公示", report.KindText, 14),
			desk.Column("反结账", report.KindCount, 6), desk.Column("说明通过", report.KindCount, 8), desk.Column("缺附件", report.KindCount, 6),
			desk.Column("冲销", report.KindCount, 6), desk.Column("凭证", report.KindCount, 6), desk.Column("已查", report.KindCount, 6), desk.Column("金额", report.KindMoney, 14), desk.Column("已查金额", report.KindMoney, 14), desk.Column("签字", report.KindText, 6), desk.Column("公示地点", report.KindText, 18), desk.Column("校验码", report.KindIdentity, 14))
		if single {
			doc.Notes = []string{ledger.SingleNote}
		}
		return desk.Rows(doc, p, len(months), func(i int) (string, []report.Cell) {
			m := months[i]
			t := tally[m.page.Month]
			return m.page.Month.String(), []report.Cell{report.Text(m.page.Month.Chinese()), report.Text(m.state()), report.Text(m.disclosed()),
				report.Number(int64(len(m.page.Reopened))), report.Number(int64(len(m.page.Passed))), report.Number(int64(m.unproved)),
				report.Number(int64(t.red)), report.Number(int64(t.all)), report.Number(int64(t.ticked)), report.Amount(t.sum, nil), report.Amount(t.seen, nil), report.Text(m.hands()), report.Text(m.place), report.Text(m.hash)}
		})
	}
}
