package search

import (
	"math"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// List writes out everything that the words find, also what did not fit here.
func (s *Screen) List() screen.Listing {
	if len(s.hits) == 0 {
		return nil
	}
	d, words := s.d, strings.TrimSpace(s.input.Text())
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		filter := "全部凭证，最新的在前"
		if words != "" {
			filter = "查找“" + words + "”"
		}
		doc := d.List(r, "查找", filter, desk.Column("类别", report.KindText, 6), desk.Column("号", report.KindIdentity, 18), desk.Column("摘要、姓名", report.KindText, 28),
			desk.Column("对方、小组", report.KindText, 18), desk.Column("金额", report.KindMoney, 14))
		p.Step(0, 0, "查找")
		people, vouchers := find(r, words, math.MaxInt)
		things := objects(r, words, math.MaxInt)
		return desk.Rows(doc, p, len(people)+len(things)+len(vouchers), func(i int) (string, []report.Cell) {
			if i < len(people) {
				m, _ := r.Member(people[i])
				h := memberHit(m)
				return h.key, []report.Cell{report.Text(h.kind), report.Text(h.number), report.Text(h.text), report.Text(h.detail), report.Empty()}
			}
			if i -= len(people); i < len(things) {
				h, sum := things[i], report.Empty()
				if h.sum != 0 {
					sum = report.Amount(h.sum, nil)
				}
				return h.key, []report.Cell{report.Text(h.kind), report.Text(h.number), report.Text(h.text), report.Text(h.detail), sum}
			}
			v, _ := r.Voucher(vouchers[i-len(things)])
			h := voucherHit(v)
			return h.key, []report.Cell{report.Text(h.kind), report.Text(h.number), report.Text(h.text), report.Text(h.detail), report.Amount(v.Amount(), nil)}
		})
	}
}
