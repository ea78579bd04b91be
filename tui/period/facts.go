package period

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Facts is the form of what is known of a month beside its vouchers.
type Facts struct {
	d     *desk.Desk
	month ledger.Month
	begin string // the field to begin in
	stamp ledger.Stamp
	form  *widget.Form

	ready   bool
	page    ledger.MonthPage
	book    ledger.Money // cash by the book
	banks   []bank
	mode    string
	cash    *widget.Amount
	by      *widget.Input
	day     *widget.Day
	why     *widget.Input
	payroll *widget.Amount
	heads   *widget.Input
	asLoad  map[string]string // what the fields held when they were read
}

// bank is a bank account with its balance by the book, and its fields.
type bank struct {
	account ledger.Account
	book    ledger.Money
	amount  *widget.Amount
	why     *widget.Input
}

func (b bank) name() string    { return "bank:" + string(b.account.Code) }
func (b bank) whyName() string { return "why:" + string(b.account.Code) }

// NewFacts makes the form of a month.
func NewFacts(d *desk.Desk, route screen.MonthFacts) screen.Screen {
	s := &Facts{d: d, month: route.Month, begin: route.Field, stamp: d.Stamp()}
	s.form = widget.NewForm(d.Theme)
	s.form.Y = 1
	return s
}

type known struct {
	month ledger.Month
	page  ledger.MonthPage
	book  ledger.Money
	banks []bank
	mode  string
}

type factsSaved struct{ err error }

type leaveAnswered struct{ leave bool }

// Init reads the month.
func (s *Facts) Init() tea.Cmd {
	m := s.month
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		if m == 0 {
			m = ledger.FirstOpen(r)
		}
		out := known{month: m, page: r.MonthPage(m), book: ledger.Balance(r, "101", m), mode: readOnly(s.d, r)}
		for _, a := range ledger.BankAccounts(r) {
			out.banks = append(out.banks, bank{account: a, book: ledger.OwnBalance(r, a.Code, m)})
		}
		if out.mode == "" && out.page.Closed {
			out.mode = m.Chinese() + "已经结账，月末资料不能再改。"
		}
		return out
	})
}

func (s *Facts) take(k known) {
	s.ready, s.month, s.page, s.book, s.banks, s.mode = true, k.month, k.page, k.book, k.banks, k.mode
	s.cash, s.payroll = widget.NewAmount(), widget.NewAmount()
	s.by, s.why, s.heads = &widget.Input{Limit: 20}, &widget.Input{Limit: 60}, &widget.Input{Limit: 6, Fold: true}
	s.day = widget.NewDay(func(t string) (ledger.Day, error) { return ledger.TypeDay(t, s.month.Last()) })
	book := s.book
	s.cash.Balance = func() (ledger.Money, bool) { return book, true }
	s.by.SetText(s.d.Operator)
	s.day.SetDay(s.month.Last())
	if c := s.page.Cash; c != nil {
		s.cash.SetMoney(c.Amount)
		s.by.SetText(c.By)
		s.day.SetDay(c.Day)
		s.why.SetText(c.Why)
	}
	items := []widget.Item{
		{Label: "现金盘点  账面 " + book.Grouped() + " 元"},
		{Name: "cash", Label: "实点金额", Width: 16, Field: s.cash, Help: "数出来的现金；按 = 填账面数"},
		{Name: "by", Label: "盘点人", Width: 14, Field: s.by, Same: true},
		{Name: "day", Label: "日期", Width: 12, Field: s.day, Same: true},
		{Name: "cash-why", Label: "差额说明", Field: s.why, Hide: func() bool { m, ok := s.cash.Money(); return !ok || m == book }, Help: "盘点与账面不一致时写明原因"},
	}
	for i := range s.banks {
		items = append(items, s.bankItems(i)...)
	}
	if s.page.Payroll != 0 {
		s.payroll.SetMoney(s.page.Payroll)
	}
	if s.page.Heads > 0 {
		s.heads.SetText(strconv.Itoa(s.page.Heads))
	}
	items = append(items,
		widget.Item{Label: "拨缴经费 2% 的依据"},
		widget.Item{Name: "payroll", Label: "工资总额", Width: 16, Field: s.payroll, Help: "本月全部职工的工资总额，用来核对行政应拨的 2%"},
		widget.Item{Name: "heads", Label: "职工人数", Width: 8, Field: s.heads, Same: true})
	s.form.SetItems(items...)
	s.asLoad = s.form.Values()
	if s.begin == "bank" && len(s.banks) > 0 {
		s.begin = s.banks[0].name()
	}
	s.form.Focus(s.begin)
}

func (s *Facts) bankItems(i int) []widget.Item {
	b := &s.banks[i]
	b.amount, b.why = widget.NewAmount(), &widget.Input{Limit: 60}
	book, amount := b.book, b.amount
	amount.Balance = func() (ledger.Money, bool) { return book, true }
	for _, had := range s.page.Banks {
		if had.Account == b.account.Code {
			amount.SetMoney(had.Amount)
			b.why.SetText(had.Why)
		}
	}
	return []widget.Item{
		{Label: b.account.Title() + "  账面 " + book.Grouped() + " 元"},
		{Name: b.name(), Label: "对账单余额", Width: 16, Field: amount, Help: "银行对账单上的月末余额；按 = 填账面数"},
		{Name: b.whyName(), Label: "差额说明", Field: b.why, Hide: func() bool { m, ok := amount.Money(); return !ok || m == book }, Help: "例如“12月31日开出的支票银行未付”"},
	}
}

// Title names the screen.
func (s *Facts) Title() string {
	if s.month == 0 {
		return "月末资料"
	}
	return s.month.Chinese() + "月末资料"
}

// Resize gives the room.
func (s *Facts) Resize(w, h int) { s.form.Resize(w, h-1) }

// Capturing reports that text is typed.
func (s *Facts) Capturing() bool { return s.ready && s.form.Capturing() }

// Bindings are the keys.
func (s *Facts) Bindings() []screen.Binding {
	return append([]screen.Binding{
		{Keys: []string{"f8", "ctrl+s"}, Label: "保存", Disabled: s.mode},
		{Keys: []string{"="}, Label: "填账面数", Help: "在金额里按 = 填账面数", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回"},
	}, s.form.Bindings()...)
}

// Update takes a message.
func (s *Facts) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case known:
		s.take(msg)
		return screen.Stay{}, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case factsSaved:
		if msg.err != nil {
			s.form.SetProblems(desk.Problems(msg.err))
			return desk.Bad(msg.err), nil
		}
		return screen.Many{screen.Back{}, screen.Notice{Text: s.month.Chinese() + "月末资料已保存。"}}, nil
	case leaveAnswered:
		if msg.leave {
			return screen.Back{}, nil
		}
		return screen.Stay{}, nil
	case screen.Shown:
		return screen.Stay{}, nil
	}
	if !s.ready {
		if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
			return screen.Back{}, nil
		}
		return screen.Stay{}, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "f8", "ctrl+s":
			return s.save(), nil
		}
	}
	switch s.form.Update(msg) {
	case widget.Submit:
		return s.save(), nil
	case widget.Passed:
		if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
			return s.leave(), nil
		}
	}
	return screen.Stay{}, nil
}

// leave asks first when something was typed.
func (s *Facts) leave() screen.Action {
	now := s.form.Values()
	for name, v := range s.asLoad {
		if s.mode == "" && now[name] != v {
			return screen.Ask{Title: "还没有保存", Lines: []string{"填写的内容还没有保存，要离开吗？"}, Choices: []string{"留下继续填", "不保存，离开"},
				Then: func(n int) tea.Msg { return leaveAnswered{n == 1} }}
		}
	}
	return screen.Back{}
}

func (s *Facts) save() screen.Action {
	if s.mode != "" {
		return screen.Notice{Text: s.mode, Bad: true}
	}
	if len(s.form.Settle()) > 0 {
		return screen.Notice{Text: "有的项目填得不对，请看带 ! 的一行。", Bad: true}
	}
	act, ps := s.act()
	if len(ps) > 0 {
		s.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	return s.d.Do(act, s.stamp, func(_ ledger.Receipt, err error) tea.Msg { return factsSaved{err} })
}

// act is what the form says. An empty amount leaves that part as it was.
func (s *Facts) act() (ledger.SetMonthFacts, []ledger.Problem) {
	var ps ledger.Problems
	a := ledger.SetMonthFacts{Month: s.month}
	if m, ok := s.cash.Money(); ok {
		day, _ := s.day.Day()
		c := ledger.CashCount{Amount: m, By: clean(s.by.Text()), Day: day, Why: clean(s.why.Text())}
		if c.By == "" {
			ps.Add("by", "", ledger.CodeRequired, "请写盘点人的姓名。")
		}
		if c.Day == 0 {
			ps.Add("day", "", ledger.CodeRequired, "请写盘点的日期。")
		}
		if m == s.book {
			c.Why = ""
		}
		a.Cash = &c
	}
	for _, b := range s.banks {
		m, ok := b.amount.Money()
		if !ok {
			continue
		}
		line := ledger.BankBalance{Account: b.account.Code, Amount: m, Why: clean(b.why.Text())}
		switch {
		case m == b.book:
			line.Why = ""
		case line.Why == "":
			ps.Add(b.whyName(), "", ledger.CodeRequired, "对账单与账面相差 %s 元，请说明原因。", (m - b.book).Grouped())
		}
		a.Banks = append(a.Banks, line)
	}
	if m, ok := s.payroll.Money(); ok {
		a.Payroll = &m
	}
	if t := strings.TrimSpace(s.heads.Text()); t != "" {
		n, err := strconv.Atoi(t)
		if err != nil || n < 0 {
			ps.Add("heads", "", ledger.CodeBadValue, "职工人数请写一个整数，例如 120。")
		}
		a.Heads = &n
	}
	return a, ps
}

func clean(s string) string {
	s, _ = ledger.Clean(s)
	return s
}

// View draws the form.
func (s *Facts) View() screen.Frame {
	if !s.ready {
		return screen.Frame{Lines: []string{" 正在读取，请稍候。"}}
	}
	top := " 月末盘点和对账的结果。没有的项目可以空着。"
	if s.mode != "" {
		top = fmt.Sprintf(" %s", s.mode)
	}
	return screen.Frame{Lines: append([]string{s.d.Theme.Muted().Render(top)}, s.form.View()...), Cursor: s.form.Cursor(), Status: s.form.Help()}
}
