package disclosure

import (
	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// List writes out what was published.
func (s *List) List() screen.Listing {
	if !s.ready || len(s.rows) == 0 {
		return nil
	}
	rows, d := s.rows, s.d
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := d.List(r, "历次公示", "", desk.Column("期间", report.KindText, 14), desk.Column("版", report.KindCount, 3), desk.Column("与账面", report.KindText, 14),
			desk.Column("公示地点", report.KindText, 20), desk.Column("公示自", report.KindDay, 10), desk.Column("公示至", report.KindDay, 10),
			desk.Column("校验码", report.KindIdentity, 20), desk.Column("发布人", report.KindText, 10))
		return desk.Rows(doc, p, len(rows), func(i int) (string, []report.Cell) {
			n := rows[i].notice
			return rows[i].key(), []report.Cell{report.Text(n.Period.Chinese()), report.Number(int64(n.Version)), report.Text(rows[i].state().Text), report.Text(n.Place),
				report.Date(n.From), report.Date(n.To), report.Text(n.Hash), report.Text(n.By)}
		})
	}
}
