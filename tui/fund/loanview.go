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

// loanView is the page of a loan.
type loanView struct {
	*page.Page
	d *desk.Desk
	l ledger.Loan
}

// NewLoan makes the page of a loan: its plan and what came back.
func NewLoan(d *desk.Desk, route screen.LoanView) screen.Screen {
	v := &loanView{d: d}
	today := d.Today()
	v.Page = &page.Page{D: d, Name: route.ID.String(), Keys: v.keys, Took: func(x any) { v.l = x.(ledger.Loan) }, Read: func(r ledger.Reader) page.Content {
		l, ok := r.Loan(route.ID)
		c := loanContent(r, l, today)
		c.Gone, c.Extra = !ok, l
		return c
	}}
	v.Make()
	return v
}

func loanContent(r ledger.Reader, l ledger.Loan, today ledger.Day) page.Content {
	m, _ := r.Member(l.Member)
	a := l.Age(today)
	c := page.Content{Title: l.ID.String() + " " + m.Name, Empty: "没有约定还款日，也还没有还款。按 F3 登记还款。",
		Cols: []page.Col{{Title: "事项", Width: 10}, {Title: "日期", Width: 10, Kind: report.KindDay}, {Title: "金额", Width: 12, Kind: report.KindMoney}, {Title: "情况", Width: 14, Grow: 1}, {Title: "凭证", Width: 16}}}
	c.Lines = []page.Line{{Text: fmt.Sprintf("%s 借 %s 元，科目 %s", l.Day, l.Amount.Grouped(), ledger.AccountTitle(r, l.Account)), Look: widget.Strong}, {Text: "原因：" + l.Why}}
	if l.Approved.By != "" {
		c.Lines = append(c.Lines, page.Line{Text: "批准：" + strings.TrimSpace(l.Approved.By+" "+l.Approved.Minute)})
	}
	switch {
	case l.Void != "":
		c.Lines = append(c.Lines, page.Line{Text: l.Void, Look: widget.Muted})
	case a.Since != 0:
		c.Lines = append(c.Lines, page.Line{Text: fmt.Sprintf("! 还欠 %s 元，其中 %s 元到期未还，最早的已过 %d 天", a.Open.Grouped(), a.Due.Grouped(), a.Days), Look: widget.Warning})
	default:
		c.Lines = append(c.Lines, page.Line{Text: fmt.Sprintf("还欠 %s 元（%s）", a.Open.Grouped(), a.Band), Look: widget.Strong})
	}
	c.Lines = append(c.Lines, page.Line{})
	ref := func(id ledger.VoucherID) page.Cell {
		v, ok := r.Voucher(id)
		if !ok {
			return page.Text("")
		}
		return page.Text(v.Ref())
	}
	c.Rows = append(c.Rows, page.Row{Key: fmt.Sprintf("v/%d", l.Voucher), Cells: []page.Cell{page.Text("借出"), page.Day(l.Day), page.Money(l.Amount), page.Text(""), ref(l.Voucher)}})
	paid := l.Repaid()
	for i, p := range l.Plan {
		got := min(paid, p.Amount)
		paid -= got
		c.Rows = append(c.Rows, page.Row{Key: fmt.Sprintf("p/%d", i), Cells: []page.Cell{page.Text(fmt.Sprintf("第 %d 期", i+1)), page.Day(p.Due), page.Money(p.Amount), planState(p, got, today, l.Void != ""), page.Text("")}})
	}
	for i, b := range l.Back {
		what := "还款"
		if b.Amount < 0 {
			what = "冲销还款"
		}
		c.Rows = append(c.Rows, page.Row{Key: fmt.Sprintf("v/%d/%d", b.Voucher, i), Cells: []page.Cell{page.Text(what), page.Day(b.Day), page.Money(b.Amount), page.Text(""), ref(b.Voucher)}})
	}
	return c
}

func planState(p ledger.Instalment, got ledger.Money, today ledger.Day, void bool) page.Cell {
	switch {
	case void:
		return page.Text("").As(widget.Muted)
	case got == p.Amount:
		return page.Text("已还").As(widget.Good)
	case p.Due < today && got > 0:
		return page.Text("过期，已还 " + got.Grouped()).As(widget.Warning)
	case p.Due < today:
		return page.Text(fmt.Sprintf("过期 %d 天", today.DaysSince(p.Due))).As(widget.Warning)
	case got > 0:
		return page.Text("已还 " + got.Grouped())
	}
	return page.Text("未到期").As(widget.Muted)
}

func (v *loanView) keys(*page.Page) []page.Key {
	return []page.Key{
		{Keys: []string{"enter"}, Label: "凭证", Help: "看这一笔的凭证", Row: true, Do: func() (screen.Action, tea.Cmd) {
			parts := strings.Split(v.At(), "/")
			n, err := strconv.ParseUint(parts[min(1, len(parts)-1)], 10, 64)
			if parts[0] != "v" || err != nil {
				return screen.Notice{Text: "这是约定的还款日，没有凭证。"}, nil
			}
			return screen.Open{Route: screen.VoucherView{ID: ledger.VoucherID(n)}}, nil
		}},
		{Keys: []string{"f3", "ctrl+a"}, Label: "还款", Help: "登记还来的钱：全部或一部分", Writes: true, Off: func() string {
			switch {
			case v.l.Void != "":
				return "这笔借款已经作废。"
			case v.l.Open() == 0:
				return "已经还清了。"
			}
			return ""
		}, Do: func() (screen.Action, tea.Cmd) { return v.Over(v.repay()) }},
	}
}

// repay is the form of a repayment; what is due is offered.
func (v *loanView) repay() *page.Form {
	var money *widget.Pick
	var day *widget.Day
	single := false
	offer := v.l.Age(v.d.Today())
	sum := page.NewSum(v.l.Open())
	switch {
	case offer.Due > 0:
		sum.SetMoney(offer.Due)
	case offer.NextSum > 0:
		sum.SetMoney(offer.NextSum)
	}
	return &page.Form{D: v.d, Name: v.l.ID.String() + " 还款", Save: "入账", Lines: func() []page.Line {
		return []page.Line{{Text: "还欠 " + v.l.Open().Grouped() + " 元", Look: widget.Strong}}
	}, Read: func(r ledger.Reader) any {
		return loanFacts{purses: page.Purses(r, false), day: page.OpenDay(v.d, r), single: r.Unit().Single}
	}, Build: func(_ *page.Form, got any) []widget.Item {
		g := got.(loanFacts)
		single, money, day = g.single, page.NewAccount("收款账户", g.purses), page.NewDay(v.d, g.day)
		return []widget.Item{{Name: "amount", Label: "金额", Width: 14, Field: sum}, {Name: "day", Label: "日期", Width: 14, Field: day}, {Name: "money", Label: "收款账户", Width: 30, Field: money}}
	}, Act: func() (ledger.Act, ledger.Problems) {
		var ps ledger.Problems
		if page.Sum(sum) == 0 {
			ps.Add("amount", "", ledger.CodeRequired, "请填写还了多少。")
		}
		return ledger.RepayLoan{Loan: v.l.ID, Day: page.DayIn(day), Amount: page.Sum(sum), Money: ledger.Code(money.Key()), Post: single}, ps
	}}
}
