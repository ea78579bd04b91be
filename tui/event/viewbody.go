package event

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// body is everything about the event, a line each.
func (s *View) body() []string {
	p := &page{t: s.d.Theme, w: min(s.w, 110)}
	p.head(strings.TrimSpace(span(&s.e)+"　"+s.e.Place), s.e.State.Chinese())
	s.plan(p)
	s.people(p)
	s.money(p)
	s.prizes(p)
	if s.s.Present+s.s.Absent > 0 { // before, nothing can agree
		for _, x := range s.s.Differs {
			p.note("! "+x, p.t.Warning())
		}
		p.pair("差异说明", s.e.Explained)
	}
	for _, x := range s.e.Warnings {
		p.note("! "+x, p.t.Warning())
	}
	if s.e.Reason != "" {
		p.pair("理由", strings.TrimSpace(s.e.Reason+"（共同负责："+s.e.Second+"）"))
	}
	p.pair("小结", s.e.Summary)
	return p.out
}

// page collects lines of a page of facts.
type page struct {
	t   theme.Theme
	w   int
	out []string
}

func (p *page) head(left, right string) {
	n := max(0, p.w-2-widget.Width(right))
	p.out = append(p.out, p.t.Head().Render(widget.Pad(" "+left, n)+right+"  "))
}

// pair writes a name and a text, wrapped; nothing without a text.
func (p *page) pair(name, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	for i, l := range widget.Wrap(text, max(10, p.w-14)) {
		lead := ""
		if i == 0 {
			lead = name
		}
		p.out = append(p.out, " "+p.t.Muted().Render(widget.Pad(lead, 10))+"  "+l)
	}
}

func (p *page) note(text string, style theme.Style) {
	for _, l := range widget.Wrap(text, max(10, p.w-3)) {
		p.out = append(p.out, " "+style.Render(l))
	}
}

func (s *View) plan(p *page) {
	e := &s.e
	line := e.Kind.Chinese()
	if e.Money != "" {
		line += "，经费：" + e.Money
	}
	switch e.Payer {
	case ledger.BySchool:
		line += "，学校出钱（不进工会的账）"
	case ledger.ByActivity:
		line += "，按办活动"
	case ledger.ByUnion:
		line += "，普通慰问"
	}
	p.pair("种类", line)
	if a := e.Approved; a != (ledger.Approval{}) {
		p.pair("批准", strings.TrimSpace(fmt.Sprintf("%s %s %s", a.By, a.Day, a.Minute)))
	} else {
		p.out = append(p.out, " "+p.t.Muted().Render(widget.Pad("批准", 10))+"  "+p.t.Warning().Render("! 还没有登记批准"))
	}
	var who []string
	for _, id := range e.Organisers {
		who = append(who, s.names[id])
	}
	names := strings.Join(who, "、")
	if e.Barred && names != "" {
		names += "（不参与评奖、抽奖）"
	}
	p.pair("组织者", names)
	p.pair("安全预案", e.Safety)
	p.pair("取消", e.Why)
	for _, v := range e.Revised {
		p.pair("方案调整", fmt.Sprintf("%s %s：原计划 %s 元，%s", ledger.Clock(v.At), v.By, v.Was.Grouped(), v.Why))
	}
}

func (s *View) people(p *page) {
	x := &s.s
	line := fmt.Sprintf("名单 %d", x.Roster)
	if x.Heads > 0 {
		line = fmt.Sprintf("计划 %d，", x.Heads) + line
	}
	if x.Guests > 0 {
		line += fmt.Sprintf("（客人 %d）", x.Guests)
	}
	if x.Present+x.Absent > 0 {
		line += fmt.Sprintf("，实到 %d，未到 %d", x.Present, x.Absent)
	}
	if x.Late > 0 {
		line += fmt.Sprintf("，临时加入 %d", x.Late)
	}
	if s.e.Frozen != 0 {
		line += "，已定稿，核对码 " + s.e.Code
	}
	p.pair("人数", line)
	var names []string
	for _, e := range x.Missing {
		name := e.Name
		if e.Note != "" {
			name += "（" + e.Note + "）"
		}
		names = append(names, name)
	}
	p.pair("未到", strings.Join(names, "、"))
}

func (s *View) money(p *page) {
	const figure = 13 // cells of an amount; the name gives way in a narrow window
	name := max(10, min(24, p.w-3*figure-1))
	head := widget.Pad(" 费用分项", name) + widget.PadLeft("计划", figure) + widget.PadLeft("实际", figure) + widget.PadLeft("结余", figure)
	p.out = append(p.out, p.t.Head().Render(widget.Pad(head, p.w)))
	row := func(what string, b ledger.BudgetSum, strong bool) {
		if b.Off {
			what += "（计划外）"
		}
		left := b.Planned - b.Actual
		text := widget.Pad(" "+what, name) + widget.Figure(b.Planned.Grouped(), figure) + widget.Figure(b.Actual.Grouped(), figure)
		rest := widget.Figure(left.Grouped(), figure)
		switch {
		case left < 0:
			rest = p.t.Warning().Render(rest)
		case strong:
			text, rest = p.t.Strong().Render(text), p.t.Strong().Render(rest)
		}
		p.out = append(p.out, text+rest)
	}
	for _, b := range s.s.Items {
		row(b.Name, b, false)
	}
	row("合计", ledger.BudgetSum{Planned: s.s.Planned, Actual: s.s.Actual}, true)
	if s.s.Present > 0 && s.s.Actual != 0 {
		p.pair("人均", fmt.Sprintf("%s 元（实到 %d 人）", s.s.Each.Grouped(), s.s.Present))
	}
	if s.s.Waits != 0 {
		p.pair("未过账", s.s.Waits.Grouped()+" 元，过账以后才计入")
	}
	p.pair("超支来源", s.e.OverFrom)
}

func (s *View) prizes(p *page) {
	for _, x := range s.e.Prizes {
		line := fmt.Sprintf("%d 名，每人 %s 元", x.Count, x.Each.Grouped())
		if x.Team {
			line += "，团体"
		}
		if x.Item != "" {
			line += "，" + x.Item
		}
		p.pair(x.Level, line)
	}
	if s.s.Lines > 0 {
		line := fmt.Sprintf("%d 人，共 %s 元", s.s.Winners, s.s.Prizes.Grouped())
		if s.s.Present > 0 {
			line += fmt.Sprintf("，获奖 %d / 参与 %d", s.s.Winners, s.s.Present)
		}
		p.pair("已发奖", line)
	}
	for _, d := range s.draws {
		switch {
		case d.Void:
			p.pair("抽奖", fmt.Sprintf("第 %d 次 %s：已作废", d.No, d.Level))
		case d.Seed == "":
			p.pair("抽奖", fmt.Sprintf("第 %d 次 %s %d 名：已公布，等报种子", d.No, d.Level, d.Count))
		default:
			p.pair("抽奖", fmt.Sprintf("第 %d 次 %s：已抽出 %d 名，种子 %s", d.No, d.Level, len(d.Winners), d.Seed))
		}
	}
}
