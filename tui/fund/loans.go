package fund

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// NewLoans makes the list of loans, those overdue first.
func NewLoans(d *desk.Desk, _ screen.Loans) screen.Screen {
	p := &page.Page{D: d, Name: "会员借款", Read: func(r ledger.Reader) page.Content { return readLoans(r, d.Today()) }}
	p.Keys = func(p *page.Page) []page.Key {
		return []page.Key{
			{Keys: []string{"enter"}, Label: "打开", Row: true, Do: func() (screen.Action, tea.Cmd) {
				return screen.Open{Route: screen.LoanView{ID: ledger.LoanID(number(p.At()))}}, nil
			}},
			{Keys: []string{"f2", "ctrl+n"}, Label: "新借款", Help: "借钱给一位会员，约定还款日；不是支出", Writes: true, Do: page.Go(screen.LoanForm{})},
			{Keys: []string{"f6", "ctrl+t"}, Label: "清单", Help: "借款清单和账龄，可以打印", Do: page.Go(screen.ReportView{Name: "loans"})},
		}
	}
	return p.Make()
}

func readLoans(r ledger.Reader, today ledger.Day) page.Content {
	c := page.Content{Title: "会员借款", Empty: "没有会员借款。按 F2 登记一笔。",
		Cols: []page.Col{{Title: "编号", Width: 5}, {Title: "姓名", Width: 10, Grow: 1}, {Title: "借出", Width: 10, Kind: report.KindDay, From: 70}, {Title: "借款", Width: 11, From: 70, Kind: report.KindMoney}, {Title: "未还", Width: 11, Kind: report.KindMoney},
			{Title: "到期未还", Width: 11, Kind: report.KindMoney}, {Title: "账龄", Width: 10}, {Title: "下期", Width: 10, Kind: report.KindDay, From: 90}, {Title: "原因", Width: 16, From: 110}}}
	var lent, open, due ledger.Money
	var first, rest []page.Row
	for l := range r.Loans() {
		m, _ := r.Member(l.Member)
		a := l.Age(today)
		band, look := page.Text(a.Band), widget.Plain
		switch {
		case l.Void != "":
			band, look = page.Text("已作废"), widget.Muted
		case a.Open == 0:
			look = widget.Muted
		case a.Since != 0:
			band = band.As(widget.Warning)
		}
		if l.Void == "" {
			lent += l.Amount
		}
		open, due = open+a.Open, due+a.Due
		row := page.Row{Key: strconv.FormatUint(uint64(l.ID), 10), Cells: []page.Cell{page.Text(l.ID.String()).As(look), page.Text(m.Name).As(look), page.Day(l.Day).As(look), page.Money(l.Amount).As(look), page.Blank(a.Open), page.Blank(a.Due), band,
			page.Day(a.Next), page.Text(l.Why)}}
		if a.Since != 0 {
			first = append(first, row)
		} else {
			rest = append([]page.Row{row}, rest...)
		}
	}
	if c.Rows = append(first, rest...); len(c.Rows) > 0 {
		c.Foot = []page.Cell{page.Text("合计"), page.Text(""), page.Day(0), page.Money(lent), page.Money(open), page.Money(due), page.Text(""), page.Day(0), page.Text("")}
	}
	return c
}

// NewLoanForm makes the form that lends money.
func NewLoanForm(d *desk.Desk, route screen.LoanForm) screen.Screen {
	x := &loanForm{d: d, member: route.Member}
	f := &page.Form{D: d, Name: "借款给会员", Save: "入账", Read: x.read, Build: x.build, Act: x.act, Below: x.below}
	f.Done = func(r ledger.Receipt) (screen.Action, tea.Cmd) {
		var n uint64
		if _, err := fmt.Sscanf(r.Object, "loan/%d", &n); err != nil {
			return screen.Back{}, nil
		}
		text := r.Title + "，已入账。"
		if w := page.Drafted(x.single); w != "" {
			text = r.Title + "。" + w + "。"
		}
		return screen.Many{screen.Notice{Text: text}, screen.Replace{Route: screen.LoanView{ID: ledger.LoanID(n)}}}, nil
	}
	return f.Make()
}

type loanForm struct {
	d          *desk.Desk
	member     ledger.MemberID
	single     bool
	who, money *widget.Pick
	day, first *widget.Day
	sum        *widget.Amount
	times      *widget.Input
	why        *widget.Input
	by, minute *widget.Input
	detail     *widget.Check
}

type loanFacts struct {
	people []page.Person
	purses []ledger.Account
	day    ledger.Day
	single bool
}

func (x *loanForm) read(r ledger.Reader) any {
	return loanFacts{page.People(r, x.d.Today()), page.Purses(r, false), page.OpenDay(x.d, r), r.Unit().Single}
}

func (x *loanForm) build(_ *page.Form, got any) []widget.Item {
	g := got.(loanFacts)
	x.single = g.single
	x.who, x.money = page.NewPerson(g.people, x.member), page.NewAccount("付款账户", g.purses)
	x.day, x.first, x.sum = page.NewDay(x.d, g.day), page.NewDay(x.d, 0), page.NewSum(0)
	x.times, x.why, x.by, x.minute = page.NewText(3, ""), page.NewText(60, ""), page.NewText(20, ""), page.NewText(30, "")
	x.detail = widget.NewCheck("给这个人单独开一个明细科目", false)
	return []widget.Item{
		{Name: "member", Label: "会员", Width: 24, Field: x.who}, {Name: "day", Label: "日期", Width: 14, Field: x.day},
		{Name: "amount", Label: "金额", Width: 14, Field: x.sum, Same: true}, {Name: "money", Label: "付款账户", Width: 30, Field: x.money}, {Name: "why", Label: "原因", Field: x.why},
		{Name: "by", Label: "批准人", Width: 14, Field: x.by}, {Name: "minute", Label: "纪要", Width: 20, Field: x.minute, Same: true},
		{Name: "times", Label: "分几期还", Width: 6, Field: x.times, Help: "按月还；1 表示一次还清，空着表示没有约定"}, {Name: "plan", Label: "首期还款日", Width: 14, Field: x.first, Same: true, Help: "以后每月同一天"},
		{Name: "account", Label: "", Width: 34, Field: x.detail, Help: "不打勾：记在 135 或它下面的“会员借款”"},
	}
}

func (x *loanForm) plan() []ledger.Instalment {
	if x.times == nil {
		return nil
	}
	return ledger.Instalments(page.Sum(x.sum), min(page.Whole(x.times), 120), page.DayIn(x.first))
}

func (x *loanForm) act() (ledger.Act, ledger.Problems) {
	var ps ledger.Problems
	n := page.Whole(x.times)
	switch {
	case n == 0 && page.Words(x.times) != "" || n > 120 || n < 0:
		ps.Add("times", "", ledger.CodeBadValue, "期数填 1 到 120，或空着。")
	case n > 0 && page.DayIn(x.first) == 0:
		ps.Add("plan", "", ledger.CodeRequired, "请填写首期还款日。")
	case n == 0 && page.DayIn(x.first) != 0:
		ps.Add("times", "", ledger.CodeRequired, "请填写分几期还。")
	}
	a := ledger.LendTo{Member: page.MemberIn(x.who), Day: page.DayIn(x.day), Amount: page.Sum(x.sum), Detail: x.detail.On, Money: ledger.Code(x.money.Key()), Why: page.Words(x.why), Plan: x.plan(),
		Approved: ledger.Approval{By: page.Words(x.by), Minute: page.Words(x.minute)}, Post: x.single}
	if a.Approved.By != "" {
		a.Approved.Day = a.Day
	}
	return a, ps
}

// below shows the plan that will be agreed on.
func (x *loanForm) below(w, h int) []string {
	t := x.d.Theme
	plan := x.plan()
	out := []string{"", t.Strong().Render(widget.Cut(" 还款计划", w))}
	if len(plan) == 0 {
		return append(out, t.Muted().Render(widget.Cut("   没有约定：填“分几期还”和“首期还款日”。", w)))
	}
	var parts []string
	for i, p := range plan {
		parts = append(parts, fmt.Sprintf("%d) %s %s", i+1, p.Due, p.Amount.Grouped()))
	}
	for _, l := range widget.Wrap(strings.Join(parts, "；"), w-4) {
		out = append(out, "   "+l)
	}
	if len(out) > h && h > 1 {
		out = append(out[:h-1], " ..")
	}
	return out
}
