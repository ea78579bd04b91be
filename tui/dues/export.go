package dues

import (
	"fmt"
	"maps"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// List writes the sheet out with those who show, or who is left out of a month.
func (s *Sheet) List() screen.Listing {
	if s.s == nil || len(s.rows) == 0 {
		return nil
	}
	switch l := s.panel.(type) {
	case nil:
		return s.listing()
	case *leftOut:
		return l.listing(s.d)
	}
	return nil
}

func (s *Sheet) listing() screen.Listing {
	rows, sheet, marks := s.rows, s.s, maps.Clone(s.marks)
	filter := fmt.Sprintf("%d年", s.year)
	if q := strings.TrimSpace(s.find.Text()); q != "" && s.found != nil {
		filter += "，查找“" + q + "”"
	}
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		cols := []report.Column{desk.Column("编号", report.KindIdentity, 8), desk.Column("姓名", report.KindText, 10), desk.Column("小组", report.KindText, 12)}
		for k := range 12 {
			cols = append(cols, desk.Column(fmt.Sprintf("%d月", k+1), report.KindText, 4))
		}
		for _, name := range []string{"年应缴", "年实缴", "欠缴"} {
			cols = append(cols, desk.Column(name, report.KindMoney, 11))
		}
		doc := s.d.List(r, "会费", filter, cols...)
		doc.Period = ledger.YearPeriod(sheet.year)
		doc.Notes = []string{"各月：" + strings.TrimSpace(legend) + "。"}
		var due, paid, owed ledger.Money
		people := 0
		for i, at := range rows {
			if !desk.GoOn(p, i, len(rows)) {
				return nil
			}
			if at.person < 0 {
				continue // the group stands in each row
			}
			m := &sheet.people[at.person]
			people++
			due, paid, owed = due+m.due, paid+m.paid, owed+m.owed
			cells := []report.Cell{report.Text(m.m.No), report.Text(m.m.Name), report.Text(sheet.groups[at.group].name)}
			for k := range 12 {
				cells = append(cells, report.Text(marks.glyph(m, k, ledger.MonthOf(sheet.year, k+1))))
			}
			desk.Add(doc, report.RowItem, m.m.No, append(cells, report.Amount(m.due, nil), report.Amount(m.paid, nil), report.Amount(m.owed, nil))...)
		}
		total := []report.Cell{report.Text("合计"), report.Text(fmt.Sprintf("%d 人", people)), report.Empty()}
		for range 12 {
			total = append(total, report.Empty())
		}
		desk.Add(doc, report.RowTotal, "total", append(total, report.Amount(due, nil), report.Amount(paid, nil), report.Amount(owed, nil))...)
		return doc
	}
}

func (l *leftOut) listing(d *desk.Desk) screen.Listing {
	out, month := l.out, l.month
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := d.List(r, "会费未列入的人", month.Chinese(), desk.Column("编号", report.KindIdentity, 8), desk.Column("姓名", report.KindText, 12),
			desk.Column("小组", report.KindText, 14), desk.Column("未列入的原因", report.KindText, 40))
		doc.Period = ledger.MonthPeriod(month)
		return desk.Rows(doc, p, len(out), func(i int) (string, []report.Cell) {
			o := out[i]
			return o.p.m.No, []report.Cell{report.Text(o.p.m.No), report.Text(o.p.m.Name), report.Text(o.group), report.Text(o.reason)}
		})
	}
}

// List writes the rules out, newest first.
func (s *Rules) List() screen.Listing {
	if s.form != nil || len(s.rules) == 0 {
		return nil
	}
	rules := s.rules
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "会费标准", "", desk.Column("自", report.KindText, 8), desk.Column("比例", report.KindText, 8), desk.Column("基数", report.KindText, 10), desk.Column("尾数", report.KindText, 14),
			desk.Column("取整", report.KindText, 6), desk.Column("基数月", report.KindText, 8), desk.Column("周期", report.KindText, 6), desk.Column("各身份", report.KindText, 30))
		return desk.Rows(doc, p, len(rules), func(i int) (string, []report.Cell) {
			cells := []report.Cell{report.Text(rules[i].From.String()), report.Text(percent(rules[i].Default))}
			base, tail, round, month, every, special := rulesOf(rules[i])
			for _, text := range []string{base, tail, round, month, every, special} {
				cells = append(cells, report.Text(text))
			}
			return rules[i].From.String(), cells
		})
	}
}
