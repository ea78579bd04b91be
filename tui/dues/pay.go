package dues

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// payForm asks for what the voucher needs beside the marks.
type payForm struct {
	d        *desk.Desk
	form     *widget.Form
	stamp    ledger.Stamp // one for this voucher, however often F8 is pressed
	portions []ledger.Portion
	lines    []string
	diff     string // how the money and the marks differ; "" when they agree
	single   bool
	busy     bool
	day      *widget.Day
	account  *widget.Pick
	payee    *widget.Input
	w, h     int
}

// toPay opens the form.
func (s *Sheet) toPay() (screen.Action, tea.Cmd) {
	if len(s.marks) == 0 {
		return screen.Notice{Text: "还没有勾选要收的会费。", Bad: true}, nil
	}
	p := &payForm{d: s.d, stamp: s.d.Stamp(), portions: s.marks.portions(), single: s.s.single}
	today := s.d.Today()
	p.day = widget.NewDay(func(v string) (ledger.Day, error) { return ledger.TypeDay(v, today) })
	p.day.SetDay(today)
	options := make([]widget.Option, len(s.s.money))
	for i, a := range s.s.money {
		options[i] = widget.Option{Key: string(a.Code), Text: string(a.Code) + " " + a.Name}
	}
	p.account = widget.NewPick("收款账户", func(q string) []widget.Option { return match(options, q) })
	if len(options) > 0 {
		p.account.Set(options[0])
	}
	who := s.payers()
	p.payee = &widget.Input{Limit: 60, Suggest: func(q string) []string {
		return slices.DeleteFunc(slices.Clone(who), func(n string) bool { return !strings.Contains(n, q) })
	}}
	if len(who) == 1 {
		p.payee.SetText(who[0])
	}
	p.form = widget.NewForm(s.d.Theme,
		widget.Item{Name: "day", Label: "日期", Width: 14, Field: p.day, Help: "可以写 5、0105、今天，或按 + - 换日期"},
		widget.Item{Name: "account", Label: "收款账户", Width: 30, Field: p.account, Help: "钱存进哪里：按 F7 看全部"},
		widget.Item{Name: "payee", Label: "缴款人", Width: 30, Field: p.payee, Help: "谁把钱交来的，可以空着"})
	p.diff, _ = s.difference()
	if cash, ok := s.cash.Money(); ok && cash == s.total {
		p.diff = ""
	}
	p.lines = s.summary()
	s.panel = p
	s.Resize(s.w, s.h)
	return nil, nil
}

func match(options []widget.Option, q string) []widget.Option {
	var out []widget.Option
	for _, o := range options {
		if strings.Contains(o.Text, q) {
			out = append(out, o)
		}
	}
	return out
}

// payers are the leaders of the groups whose dues are marked.
func (s *Sheet) payers() []string {
	groups := map[int]bool{}
	for at := range s.marks {
		if i, ok := s.s.at[at.id]; ok {
			groups[s.s.people[i].group] = true
		}
	}
	var out []string
	for g := range groups {
		out = append(out, s.s.groups[g].leader)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) > 0 && out[0] == "" {
		return nil // somebody's group has no leader: nobody can have brought it all
	}
	return out
}

// summary says what will be booked, month by month.
func (s *Sheet) summary() []string {
	type sum struct {
		n, part int
		m       ledger.Money
	}
	months := map[ledger.Month]sum{}
	for at, m := range s.marks {
		x := months[at.mo]
		x.n, x.m = x.n+1, x.m+m.amount
		if m.part {
			x.part++
		}
		months[at.mo] = x
	}
	var order []ledger.Month
	for mo := range months {
		order = append(order, mo)
	}
	slices.SortFunc(order, func(a, b ledger.Month) int { return cmp.Compare(a, b) })
	var out []string
	for _, mo := range order {
		x := months[mo]
		line := widget.Pad(mo.Chinese(), 12) + widget.PadLeft(fmt.Sprintf("%d 人", x.n), 9) + widget.Figure(x.m.Grouped(), 16)
		if x.part > 0 {
			line += fmt.Sprintf("   其中 %d 人只收一部分", x.part)
		}
		out = append(out, line)
	}
	return append(out, widget.Pad("合计", 12)+widget.PadLeft(fmt.Sprintf("%d 人", s.people), 9)+widget.Figure(s.total.Grouped(), 16))
}

func (p *payForm) title() string   { return "会费入账" }
func (p *payForm) capturing() bool { return p.form.Capturing() }

func (p *payForm) resize(w, h int) {
	p.w, p.h = w, h
	p.form.Y = 1
	p.form.Resize(w, min(8, max(4, h/2)))
}

func (p *payForm) bindings() []screen.Binding {
	busy := ""
	if p.busy {
		busy = "正在入账，请稍候。"
	}
	keys := []screen.Binding{
		{Keys: []string{"f8", "ctrl+s"}, Label: "入账", Help: "做成一张凭证", Disabled: busy},
		{Keys: []string{"esc"}, Label: "返回"},
	}
	return append(keys, p.form.Bindings()...)
}

func (p *payForm) view() screen.Frame {
	f := screen.Frame{Cursor: p.form.Cursor(), Status: p.form.Help()}
	t := p.d.Theme
	head := " 会费入账：做成一张收款凭证（借 收款账户，贷 401 会费收入）"
	f.Lines = append(f.Lines, t.Strong().Render(widget.Cut(head, p.w)))
	f.Lines = append(f.Lines, p.form.View()...)
	f.Lines = append(f.Lines, "")
	what := " 本次入账"
	if !p.single {
		what += "（先成草稿，审核过账以后才算已缴）"
	}
	f.Lines = append(f.Lines, t.Strong().Render(widget.Cut(what, p.w)))
	lines := p.lines
	if room := p.h - len(f.Lines) - 1; len(lines) > room && room > 1 {
		last := lines[len(lines)-1]
		lines = append(slices.Clone(lines[:room-2]), "..", last)
	}
	for _, l := range lines {
		f.Lines = append(f.Lines, widget.Cut("   "+l, p.w))
	}
	if p.diff != "" {
		f.Lines = append(f.Lines, t.Warning().Render(widget.Cut(" ! 与交来的金额不符："+p.diff+" 元", p.w)))
	}
	return f
}

// sure is the answer to the question whether to book although the money differs.
type sure struct{ yes bool }

func (p *payForm) update(msg tea.Msg) (screen.Action, tea.Cmd, bool) {
	if answer, ok := msg.(sure); ok {
		if !answer.yes {
			return nil, nil, true
		}
		return p.book(), nil, true
	}
	switch p.form.Update(msg) {
	case widget.Used:
		return nil, nil, true
	case widget.Submit:
		return p.check(), nil, true
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "esc":
			return nil, nil, p.busy
		case "f8", "ctrl+s":
			return p.check(), nil, true
		}
	}
	return nil, nil, true
}

// check looks at the form before it is booked.
func (p *payForm) check() screen.Action {
	if p.busy {
		return nil
	}
	problems := ledger.Problems(p.form.Settle())
	if _, ok := p.day.Day(); !ok && len(problems) == 0 {
		problems.Add("day", "", ledger.CodeRequired, "请填写日期。")
	}
	if p.account.Key() == "" {
		problems.Add("account", "", ledger.CodeRequired, "请选择收款账户。")
	}
	if len(problems) > 0 {
		p.form.SetProblems(problems)
		return screen.Notice{Text: problems[0].Text, Bad: true}
	}
	if p.diff != "" {
		return screen.Ask{Title: "金额不符", Lines: []string{"勾选的会费与交来的金额不符：" + p.diff + " 元。仍然按勾选的入账吗？"},
			Choices: []string{"返回核对", "仍然入账"}, Then: func(i int) tea.Msg { return sure{i == 1} }}
	}
	return p.book()
}

func (p *payForm) book() screen.Action {
	day, _ := p.day.Day()
	p.busy = true
	act := ledger.CollectDues{Day: day, Account: ledger.Code(p.account.Key()), Portions: p.portions, Payee: strings.TrimSpace(p.payee.Text()), Post: p.single}
	return p.d.Do(act, p.stamp, func(r ledger.Receipt, err error) tea.Msg { return booked{r, err} })
}

// refused shows why the act was refused; what was typed stays.
func (p *payForm) refused(err error) screen.Action {
	p.busy = false
	if ps := desk.Problems(err); len(ps) > 0 {
		p.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	return desk.Bad(err)
}
