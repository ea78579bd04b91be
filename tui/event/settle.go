package event

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// settleForm is the settlement: what the book says above, what must be said of
// it below.
type settleForm struct {
	form                                     *widget.Form
	summary, over, explained, reason, second *widget.Input
	warned                                   bool
	stamp                                    ledger.Stamp
	w, h                                     int
}

type settled struct {
	receipt ledger.Receipt
	err     error
}

// openSettle opens the settlement; only what is needed is asked for.
func (s *Costs) openSettle() {
	f := &settleForm{stamp: s.d.Stamp(), summary: &widget.Input{Limit: 500}, over: &widget.Input{Limit: 60}, explained: &widget.Input{Limit: 200}, reason: &widget.Input{Limit: 200},
		second: &widget.Input{Limit: 20}}
	f.summary.SetText(s.e.Summary)
	f.over.SetText(s.e.OverFrom)
	f.explained.SetText(s.e.Explained)
	quiet := func() bool { return !f.warned && f.reason.Text() == "" && f.second.Text() == "" }
	f.form = widget.NewForm(s.d.Theme,
		widget.Item{Name: "over", Label: "超支来源", Field: f.over, Help: "多出的钱从哪里来", Hide: func() bool { return s.s.Over() == 0 }},
		widget.Item{Name: "explained", Label: "差异说明", Field: f.explained, Help: "为什么对不上", Hide: func() bool { return len(s.s.Differs) == 0 }},
		widget.Item{Name: "summary", Label: "活动小结", Field: f.summary, Help: "时间、地点、人数、结果，最多 500 字"},
		widget.Item{Name: "reason", Label: "理由", Field: f.reason, Hide: quiet, Help: "规则有提醒、仍要决算的，写明理由"},
		widget.Item{Name: "second", Label: "共同负责", Width: 14, Field: f.second, Hide: quiet, Help: "操作人以外的另一位负责人"})
	s.settle = f
	s.Resize(s.w, s.h)
}

// resize puts the form below the facts.
func (f *settleForm) resize(w, h int) {
	f.w, f.h = w, h
	f.form.Y = max(3, h-8)
	f.form.Resize(w, max(3, h-f.form.Y))
}

func (s *Costs) toSettle(msg tea.Msg) screen.Action {
	out := s.settle.form.Update(msg)
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	switch {
	case out == widget.Used:
	case key == "esc" && !s.busy:
		s.settle = nil
	case out == widget.Submit, key == "f8", key == "ctrl+s":
		return s.doSettle()
	}
	return nil
}

func (s *Costs) doSettle() screen.Action {
	if s.may() != "" {
		return nil
	}
	f := s.settle
	if ps := f.form.Settle(); len(ps) > 0 {
		f.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	s.busy = true
	act := ledger.SettleEvent{Event: s.id, Summary: f.summary.Text(), OverFrom: f.over.Text(), Explained: f.explained.Text(), Reason: strings.TrimSpace(f.reason.Text()), Second: strings.TrimSpace(f.second.Text())}
	return s.d.Do(act, f.stamp, func(r ledger.Receipt, err error) tea.Msg { return settled{r, err} })
}

func (s *Costs) closed(m settled) (screen.Action, tea.Cmd) {
	s.busy = false
	if m.err == nil {
		return screen.Many{screen.Back{}, screen.Notice{Text: m.receipt.Title + "。"}}, nil
	}
	if s.settle == nil {
		return desk.Bad(m.err), nil
	}
	for _, p := range desk.Problems(m.err) {
		s.settle.warned = s.settle.warned || p.Field == "reason" || p.Field == "second"
	}
	return tell(s.settle.form, m.err), nil
}

// View draws the page.
func (s *Costs) View() screen.Frame {
	if !s.loaded {
		return screen.Frame{Lines: []string{" " + reading}}
	}
	t := s.d.Theme
	head := fmt.Sprintf(" %s %s　%s　%s", s.e.ID, s.e.Name, span(&s.e), s.e.State.Chinese())
	f := screen.Frame{Lines: []string{t.Strong().Render(widget.Cut(head, s.w))}}
	switch {
	case s.settle != nil:
		return s.settleView(f)
	case s.form != nil:
		f.Lines = append(f.Lines, t.Muted().Render(widget.Cut(" "+s.lineText(), s.w)), "")
		f.Lines = append(f.Lines, s.form.View()...)
		f.Cursor, f.Status = s.form.Cursor(), s.form.Help()
	case s.picking:
		label := " 查找 "
		w := min(40, s.w-widget.Width(label)-1)
		f.Lines = append(f.Lines, label+s.find.View(t, w, true))
		if x, ok := s.find.CursorX(w); ok {
			f.Cursor = &screen.Cursor{X: widget.Width(label) + x, Y: 1}
		}
		f.Lines = append(f.Lines, s.pickset.View()...)
		f.Status = fmt.Sprintf("活动前后 %d 天的支出", recent)
	default:
		f.Lines = append(f.Lines, s.table.View()...)
		f.Status = fmt.Sprintf("计划 %s，结余 %s", s.s.Planned.Grouped(), (s.s.Planned - s.s.Actual).Grouped())
	}
	return f
}

// lineText says which line is tied.
func (s *Costs) lineText() string {
	for _, o := range s.offers {
		if o.v == s.line.Voucher && o.line == s.line.Line {
			return fmt.Sprintf("%s　%s　%s 元", o.ref, o.text, o.amount.Grouped())
		}
	}
	for _, c := range s.s.Costs {
		if c.Voucher == s.line.Voucher && c.Line == s.line.Line {
			return fmt.Sprintf("%s　%s　%s 元", c.Ref, c.Text, (c.Amount + c.Waits).Grouped())
		}
	}
	return ""
}

func (s *Costs) settleView(f screen.Frame) screen.Frame {
	p := &page{t: s.d.Theme, w: min(s.w, 110)}
	v := &View{d: s.d, e: s.e, s: s.s}
	v.money(p)
	v.people(p)
	for _, x := range s.s.Differs {
		p.note("! "+x, p.t.Warning())
	}
	room := s.settle.form.Y - 1
	facts := p.out
	if len(facts) > room {
		facts = append(facts[:max(0, room-1):max(0, room-1)], s.d.Theme.Muted().Render(widget.Cut(" .. 其余见决算表（返回后按 F9）", s.w)))
	}
	f.Lines = append(f.Lines, facts...)
	for len(f.Lines) < s.settle.form.Y {
		f.Lines = append(f.Lines, "")
	}
	f.Lines = append(f.Lines, s.settle.form.View()...)
	if len(f.Lines) > s.h {
		f.Lines = f.Lines[:s.h]
	}
	f.Cursor, f.Status = s.settle.form.Cursor(), s.settle.form.Help()
	return f
}
