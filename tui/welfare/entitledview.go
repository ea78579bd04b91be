package welfare

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/ledger/entitle"
	"huizhang/ledger/lunar"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// View draws counts and list, the month beside them where there is room.
func (s *Entitled) View() screen.Frame {
	t := s.d.Theme
	head := " " + s.month.Chinese()
	if s.only != 0 {
		head += "  只看" + entitle.State(s.only-1).Chinese()
	}
	born, other := entitle.Tally{}, entitle.Tally{}
	for i := range s.cal.Entries {
		if e := &s.cal.Entries[i]; e.Kind == entitle.Birthday {
			born[e.State]++
		} else {
			other[e.State]++
		}
	}
	line := fmt.Sprintf(" 生日 %d 人", born.All())
	if born.All() > 0 {
		line += "（" + tallyWord(born) + "）"
	}
	if other.All() > 0 {
		line += fmt.Sprintf("  退休、工作年限 %d 人", other.All())
	}
	if n := len(s.cal.Feasts); n > 0 {
		line += fmt.Sprintf("  节日 %d 个", n)
	}
	f := screen.Frame{Lines: []string{t.Head().Render(widget.Cut(head, s.w)), widget.Cut(line, s.w)}}
	list := s.table.View()
	if !s.grid() {
		f.Lines = append(f.Lines, list...)
		return f
	}
	days := s.days()
	for i := range max(len(list), len(days)) {
		left, right := "", ""
		if i < len(list) {
			left = list[i]
		}
		if i < len(days) {
			right = days[i]
		}
		f.Lines = append(f.Lines, left+widget.Blank(s.w-gridWide-widget.Width(left))+right)
	}
	return f
}

// days is the month as a wall calendar: each day with how many birthdays are in
// it, festivals by name below.
func (s *Entitled) days() []string {
	t := s.d.Theme
	out := []string{t.Head().Render(widget.Pad("    一   二   三   四   五   六   日", gridWide))}
	count := map[ledger.Day]int{}
	due := map[ledger.Day]bool{}
	for i := range s.cal.Entries {
		e := &s.cal.Entries[i]
		count[e.Day]++
		due[e.Day] = due[e.Day] || e.State == entitle.Due
	}
	feast := map[ledger.Day]bool{}
	for i := range s.cal.Feasts {
		feast[s.cal.Feasts[i].Day] = true
	}
	first := s.month.First()
	col := (int(first.Weekday()) + 6) % 7
	line := "  " + widget.Blank(5*col)
	for d := first; d <= s.month.Last(); d = d.Add(1) {
		text := fmt.Sprintf("%2d", d.Dom())
		style := t.Plain()
		switch {
		case feast[d]:
			text, style = text+"*", t.Strong()
		case count[d] > 9:
			text += "+"
		case count[d] > 0:
			text += fmt.Sprintf("/%d", count[d])
		}
		if due[d] {
			style = t.Warning()
		}
		line += style.Render(widget.Pad(" "+text, 5))
		if col++; col == 7 {
			out, line, col = append(out, line), "  ", 0
		}
	}
	out = append(out, line, "")
	for i := range s.cal.Feasts {
		f := &s.cal.Feasts[i]
		out = append(out, widget.Cut(fmt.Sprintf("    * %s %s %s", f.Day.String()[5:], f.Title, f.Lunar), gridWide))
	}
	if from, ok := lunar.Of(first); ok {
		to, _ := lunar.Of(s.month.Last())
		out = append(out, t.Muted().Render(widget.Cut("    农历 "+from.Chinese()+"至"+to.Chinese(), gridWide)))
	}
	return append(out, t.Muted().Render(widget.Cut("    /2 有两人的日子", gridWide)))
}

// List writes the month out, festivals with everybody who shows.
func (s *Entitled) List() screen.Listing {
	if !s.loaded || len(s.rows) == 0 {
		return nil
	}
	rows, month, only := s.rows, s.month, s.only
	filter := month.Chinese()
	if only != 0 {
		filter += "，" + entitle.State(only-1).Chinese()
	}
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "生日节日应发", filter, deskColumns()...)
		doc.Period = ledger.MonthPeriod(month)
		return deskRows(doc, p, rows)
	}
}

func deskColumns() []report.Column {
	return []report.Column{desk.Column("日期", report.KindText, 16), desk.Column("什么", report.KindText, 16), desk.Column("姓名", report.KindText, 14),
		desk.Column("小组", report.KindText, 14), desk.Column("情况", report.KindText, 28)}
}

func deskRows(doc *report.Document, p screen.Progress, rows []dueRow) *report.Document {
	return desk.Rows(doc, p, len(rows), func(i int) (string, []report.Cell) {
		var out []report.Cell
		for _, c := range rows[i].cells() {
			out = append(out, report.Text(c.Text))
		}
		return rows[i].key(), out
	})
}
