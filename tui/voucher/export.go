package voucher

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// List writes the vouchers of the list out, all of them, newest first as here.
func (l *List) List() screen.Listing {
	if !l.ready || l.list.rows() == 0 {
		return nil
	}
	d, f, today := l.d, l.filter, l.d.Today()
	filter := filterText(f)
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		p.Step(0, 0, "查找凭证")
		list := readListing(r, f.Period, f.State, f.Text, today, whole())
		doc := d.List(r, "凭证", filter, desk.Column("日期", report.KindDay, 10), desk.Column("凭证号", report.KindIdentity, 16), desk.Column("摘要", report.KindText, 24),
			desk.Column("对方", report.KindText, 16), desk.Column("金额", report.KindMoney, 14), desk.Column("状态", report.KindText, 8),
			desk.Column("制单", report.KindText, 8), desk.Column("审核", report.KindText, 8))
		doc.Period = f.Period
		var page []entry
		var sum ledger.Money
		doc = desk.Rows(doc, p, list.rows(), func(i int) (string, []report.Cell) {
			e := entry{}
			if i < len(list.open) {
				e = list.open[i]
			} else {
				at := i - len(list.open)
				if at%pageRows == 0 {
					page = list.page(r, at/pageRows)
				}
				e = page[at%pageRows]
			}
			sum += e.amount
			return e.ref, e.cells()
		})
		if doc == nil {
			return nil
		}
		desk.Add(doc, report.RowTotal, "total", report.Empty(), report.Empty(), report.Text(fmt.Sprintf("共 %d 张", list.rows())), report.Empty(),
			report.Amount(sum, nil), report.Empty(), report.Empty(), report.Empty())
		return doc
	}
}

func (e entry) cells() []report.Cell {
	state := e.state.Chinese()
	if e.missing {
		state = "缺附件"
	}
	return []report.Cell{report.Date(e.day), report.Text(e.ref), report.Text(e.summary), report.Text(e.payee), report.Amount(e.amount, nil),
		report.Text(state), report.Text(e.maker), report.Text(e.reviewer)}
}

// filterText says what a list is narrowed to.
func filterText(f screen.VoucherFilter) string {
	parts := []string{"全部月份"}
	if f.Period != (ledger.Period{}) {
		parts[0] = f.Period.Chinese()
	}
	for _, t := range tabs() {
		if t.state == f.State && t.state != "" {
			parts = append(parts, t.name)
		}
	}
	if f.Text != "" {
		parts = append(parts, "查找“"+f.Text+"”")
	}
	return strings.Join(parts, "，")
}
