package voucher

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// lay draws the paper form in w cells; at is the link in hand. The second
// result is the line of each link.
func (p *paper) lay(t theme.Theme, w int, links []link, at int) (lines []string, spots []int) {
	v := &p.voucher
	inner := min(w, 100)
	lines = append(lines, t.Strong().Render(widget.Middle("记 账 凭 证", inner)))
	number := v.Day.Chinese() + "  " + v.Ref() + " "
	lines = append(lines, widget.Pad(" "+p.unit.Name, inner-widget.Width(number))+number)
	lines = append(lines, p.table(t, inner)...)
	lines = append(lines, " "+widget.Cut("大写："+p.words(), inner-1))
	lines = append(lines, t.Plain().Render(" "+widget.Cut(fmt.Sprintf("制单：%s  审核：%s  记账：%s", orDash(v.Maker), orDash(v.Reviewer), orDash(v.Poster)), inner-1)))
	if v.Payee != "" {
		lines = append(lines, " "+widget.Cut("对方："+v.Payee, inner-1))
	}
	lines = append(lines, p.evidenceLine(t, inner))
	if len(p.ticks.by) > 0 {
		lines = append(lines, " "+t.Good().Render(widget.Cut("已查："+strings.Join(p.ticks.by, "；"), inner-1)))
	}
	for _, note := range p.notes() {
		lines = append(lines, " "+t.Warning().Render(widget.Cut(note, inner-1)))
	}
	label := 0
	for _, l := range links {
		label = max(label, widget.Width(l.label))
	}
	for i, l := range links {
		spots = append(spots, len(lines))
		text := widget.Pad(l.label, label) + "  " + l.text + l.more
		if i == at {
			lines = append(lines, t.Selected().Render(widget.Pad(theme.Marker+text, inner)))
		} else {
			lines = append(lines, widget.Pad(" "+text, inner))
		}
	}
	return lines, spots
}

// words is the amount in capitals: the debit side, as the paper form has it.
func (p *paper) words() string { return ledger.Capitals(p.voucher.Amount()) }

func orDash(s string) string { return orWord(s, "（空）") }

// problemLines is how many problems of a draft are listed.
const problemLines = 4

// notes say what is particular about the voucher.
func (p *paper) notes() []string {
	v := &p.voucher
	var out []string
	switch {
	case v.State == ledger.Void:
		out = append(out, "这张凭证已作废。")
	case v.State == ledger.Draft:
		out = append(out, "这是草稿，还没有记入账目。")
	case v.State == ledger.Reviewed:
		out = append(out, "已审核，还没有过账。")
	}
	for i, pr := range p.problems {
		if i == problemLines {
			out = append(out, fmt.Sprintf("还有 %d 处问题没有列出。", len(p.problems)-i))
			break
		}
		out = append(out, "过账前要改："+strings.TrimPrefix(pr.Subject+"：", "：")+pr.Text)
	}
	if v.Closing() {
		out = append(out, "自动结转凭证。")
	}
	if p.unit.Single && v.State == ledger.Posted && v.Maker == v.Reviewer {
		out = append(out, ledger.SingleNote)
	}
	return out
}

func (p *paper) evidenceLine(t theme.Theme, w int) string {
	e := p.evidence
	var parts []string
	if e.Papers > 0 {
		parts = append(parts, fmt.Sprintf("纸质 %d 张", e.Papers))
	}
	if n := len(e.Files); n > 0 {
		parts = append(parts, fmt.Sprintf("文件 %d 个", n))
	}
	if e.NoPaper != "" {
		parts = append(parts, "无需附件："+e.NoPaper)
	}
	if p.missing {
		return " " + t.Warning().Render(widget.Cut("附件：还没有。按 F4 添加文件、填张数，或写明无需附件的原因。", w-1))
	}
	if len(parts) == 0 {
		parts = append(parts, "无")
	}
	return " " + widget.Cut("附件："+strings.Join(parts, "；"), w-1)
}

// table draws the lines of the voucher with borders.
func (p *paper) table(t theme.Theme, w int) []string {
	money := 14
	switch {
	case w >= 96:
		money = 16
	case w < 76:
		money = 12
	}
	rest := w - 2*money - 5 - 8 // borders, and a space on each side of a cell
	sum := rest * 2 / 5
	acc := rest - sum
	rule := t.Border().Render("+" + dashes(sum+2) + "+" + dashes(acc+2) + "+" + dashes(money+2) + "+" + dashes(money+2) + "+")
	bar := t.Border().Render(theme.Side)
	row := func(st theme.Style, a, b, c, d string) string {
		return bar + st.Render(" "+a+" ") + bar + st.Render(" "+b+" ") + bar + c + bar + d + bar
	}
	cell := func(m ledger.Money) string {
		if m == 0 {
			return widget.Blank(money + 2)
		}
		st := t.Amount()
		if m < 0 {
			st = t.Red()
		}
		return " " + st.Render(widget.Figure(m.Grouped(), money)) + " "
	}
	head := func(s string) string { return " " + t.Strong().Render(widget.PadLeft(s, money)) + " " }
	out := []string{rule, row(t.Strong(), widget.Pad("摘要", sum), widget.Pad("科目", acc), head("借方金额"), head("贷方金额")), rule}
	for _, l := range p.voucher.Lines {
		name := string(l.Account) + " " + fullName(p.chart, l.Account)
		if l.Restricted {
			name += " [专项]"
		}
		a, b := widget.Wrap(l.Summary, sum), widget.Wrap(name, acc)
		for i := range max(len(a), len(b)) {
			c, d := widget.Blank(money+2), widget.Blank(money+2)
			if i == 0 {
				c, d = cell(l.Debit), cell(l.Credit)
			}
			out = append(out, row(t.Plain(), widget.Pad(at(a, i), sum), widget.Pad(at(b, i), acc), c, d))
		}
	}
	debit, credit := p.voucher.Totals()
	return append(out, rule, row(t.Strong(), widget.Pad("合计", sum), widget.Blank(acc), cell(debit), cell(credit)), rule)
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}
