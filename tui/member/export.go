package member

import (
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// List writes the members out who show.
func (l *List) List() screen.Listing {
	if !l.loaded || len(l.shown) == 0 {
		return nil
	}
	all, shown, today, filter := l.all, l.shown, l.today, l.filterText()
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := l.d.List(r, "会员名册", filter, desk.Column("编号", report.KindIdentity, 8), desk.Column("姓名", report.KindText, 12), desk.Column("小组", report.KindText, 14),
			desk.Column("身份", report.KindText, 8), desk.Column("状态", report.KindText, 8), desk.Column("入会", report.KindDay, 10), desk.Column("工资基数", report.KindMoney, 12))
		return desk.Rows(doc, p, len(shown), func(i int) (string, []report.Cell) {
			m := &all[shown[i]]
			base := report.Empty()
			if w, ok := m.WageIn(today.Month()); ok {
				base = report.Amount(w.Post+w.Grade, nil)
			}
			return strconv.FormatUint(uint64(m.ID), 10), []report.Cell{report.Text(m.No), report.Text(m.Name), report.Text(m.Group),
				report.Text(string(m.ClassIn(today.Month()))), report.Text(m.Status(today)), report.Date(m.Joined()), base}
		})
	}
}

// filterText says what the list is narrowed to.
func (l *List) filterText() string {
	parts := []string{map[string]string{inNow: "在会的会员", outNow: "离会的会员"}[l.state.Text()]}
	if parts[0] == "" {
		parts[0] = "全部会员"
	}
	if g := l.group.Key(); g != "" {
		parts = append(parts, g)
	}
	if q := strings.TrimSpace(l.find.Text()); q != "" {
		parts = append(parts, "查找“"+q+"”")
	}
	return strings.Join(append(parts, l.today.Chinese()), "，")
}
