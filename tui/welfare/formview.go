package welfare

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// beside is from what width on the list stands on the right of the fields.
const beside = 112

// formWide is the width of the fields when the list stands beside them.
const formWide = 64

func (f *GiftForm) wide() bool { return f.w >= beside }

// verdictLines is how many lines the rules' words take between fields and list.
func (f *GiftForm) verdictLines() int {
	most := 2
	if f.h >= 30 {
		most = 6
	}
	if len(f.said) == 1 && f.h >= 20 {
		return min(most, len(f.verdictWrap(0)))
	}
	return min(len(f.said), most)
}

// verdictWrap is one verdict over as many lines as it needs.
func (f *GiftForm) verdictWrap(i int) []string {
	w := f.w
	if f.wide() {
		w = formWide
	}
	return widget.Wrap(mark(f.said[i])+f.said[i].Text, w-2)
}

// Resize gives the room.
func (f *GiftForm) Resize(w, h int) {
	f.w, f.h = w, h
	cols := []widget.Column{{Title: "序", Width: 4, Right: true}, {Title: "姓名", Width: 10, Grow: 1}, {Title: "小组", Width: 10, Grow: 1}, {Title: "金额", Width: 10, Money: true}, {Title: "编号或原因", Width: 14, Grow: 2}}
	if f.wide() {
		for i, width := range []int{4, 8, 6, 9, 12} {
			cols[i].Width = width
		}
		f.table.SetColumns(cols...)
		f.form.Resize(formWide, max(4, h-f.verdictLines()-1))
		f.table.X, f.table.Y = formWide+2, 1
		f.table.Resize(w-formWide-2, max(3, h-1))
		return
	}
	f.table.SetColumns(cols...)
	rows := max(5, min(f.formRows(), h-f.verdictLines()-6))
	f.form.Resize(w, rows)
	f.table.X, f.table.Y = 0, rows+f.verdictLines()+1
	f.table.Resize(w, max(3, h-f.table.Y))
}

// formRows is how many lines the fields would like.
func (f *GiftForm) formRows() int { return max(8, f.h/2) }

// View draws fields, what the rules say, and the list.
func (f *GiftForm) View() screen.Frame {
	if !f.loaded {
		return screen.Frame{Lines: []string{"", "  " + reading}}
	}
	out := screen.Frame{Status: f.form.Help()}
	if f.form.Focused() == "whom" && f.f.whom.Text() != "" && f.f.standing.Text() != "" {
		out.Status = f.f.standing.Text() // its own line lies below the open list
	}
	if f.onList {
		out.Status = "空格去掉或放回，回车改金额，F6 回到填写"
		if f.stocked() {
			out.Status = "空格去掉或放回，回车改份数，F6 回到填写"
		}
	} else {
		out.Cursor = f.form.Cursor()
	}
	fields := f.form.View()
	if f.wide() {
		right := append([]string{f.sums(f.w - formWide - 2)}, f.table.View()...)
		left := fields
		for len(left) < f.h-f.verdictLines() {
			left = append(left, "")
		}
		left = append(left, f.verdictText(formWide)...)
		for i := range f.h {
			line, more := "", ""
			if i < len(left) {
				line = left[i]
			}
			if i < len(right) {
				more = right[i]
			}
			out.Lines = append(out.Lines, line+widget.Blank(formWide+2-widget.Width(line))+more)
		}
		return out
	}
	for len(fields) < f.table.Y-1-f.verdictLines() {
		fields = append(fields, "")
	}
	out.Lines = append(out.Lines, fields[:f.table.Y-1-f.verdictLines()]...)
	out.Lines = append(out.Lines, f.verdictText(f.w)...)
	out.Lines = append(out.Lines, f.sums(f.w))
	out.Lines = append(out.Lines, f.table.View()...)
	return out
}

// verdictText is what the rules say, cut to the room; F9 shows it whole.
func (f *GiftForm) verdictText(w int) []string {
	t := f.d.Theme
	var out []string
	n := f.verdictLines()
	if len(f.said) == 1 && n > 1 {
		for _, l := range f.verdictWrap(0)[:n] {
			out = append(out, verdictStyle(t, f.said[0]).Render(widget.Cut(" "+l, w)))
		}
		if len(f.verdictWrap(0)) > n {
			out[n-1] = verdictStyle(t, f.said[0]).Render(widget.Cut(" "+strings.Join(f.verdictWrap(0)[n-1:], ""), w))
		}
		return out
	}
	for i, v := range f.said[:min(n, len(f.said))] {
		text := " " + mark(v) + v.Text
		if i == n-1 && len(f.said) > n {
			text = fmt.Sprintf(" 还有 %d 条（F9 看全部）", len(f.said)-n+1)
		}
		out = append(out, verdictStyle(t, v).Render(widget.Cut(text, w)))
	}
	return out
}

func verdictStyle(t theme.Theme, v ledger.Verdict) theme.Style {
	switch v.Rule.Severity {
	case ledger.SevStop:
		return t.Bad()
	case ledger.SevNote:
		return t.Muted()
	}
	return t.Warning()
}

// sums is the line above the list: how many, how much, and the invoice beside it.
func (f *GiftForm) sums(w int) string {
	each, _ := f.f.each.Money()
	total := f.list.total(each)
	text := fmt.Sprintf(" 名单 %d 人 %s", f.list.in, yuan(total))
	if !f.list.uneven() && f.list.in > 0 && each != 0 {
		text = fmt.Sprintf(" 名单 %d 人 × %s = %s", f.list.in, each.Grouped(), yuan(total))
	}
	if n := len(f.list.rows) - f.list.in; n > 0 {
		text += fmt.Sprintf("，不发 %d 人", n)
	}
	t := f.d.Theme
	if bill, ok := f.f.bill.Money(); ok && bill != 0 {
		word, style := "  与发票相符", t.Good()
		if bill != total {
			word, style = fmt.Sprintf("  发票差 %s", (bill-total).Grouped()), t.Warning()
		}
		room := max(0, w-widget.Width(word))
		return t.Strong().Render(widget.Cut(text, room)) + style.Render(word)
	}
	if f.onList {
		return t.Focus().Render(widget.Cut(text, w))
	}
	return t.Strong().Render(widget.Cut(text, w))
}
