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

// fundView is the page of a fund: its moves by voucher, or its people.
type fundView struct {
	*page.Page
	d      *desk.Desk
	id     ledger.FundID
	f      ledger.Fund
	people bool
}

// NewFund makes the page of a fund.
func NewFund(d *desk.Desk, route screen.FundView) screen.Screen {
	v := &fundView{d: d, id: route.ID}
	v.Page = &page.Page{D: d, Name: route.ID.String(), Keys: v.keys, Took: func(x any) { v.f = x.(ledger.Fund) }}
	v.lay()
	v.Make()
	return v
}

func (v *fundView) lay() {
	id, people := v.id, v.people
	v.Read = func(r ledger.Reader) page.Content {
		f, ok := r.Fund(id)
		c := page.Content{Title: f.ID.String() + " " + f.Name, Gone: !ok, Extra: f, Lines: fundLines(r, f)}
		if people {
			peopleRows(r, &c, f)
		} else {
			moveRows(r, &c, f)
		}
		return c
	}
}

func fundLines(r ledger.Reader, f ledger.Fund) []page.Line {
	s := ledger.SumFund(r, f.ID, 0)
	head := fmt.Sprintf("%s，科目 %s，%s 起", f.Kind.Chinese(), ledger.AccountTitle(r, f.Account), f.Opened)
	if f.Closed != 0 {
		head += "，" + f.Closed.String() + " 结清"
	}
	sums := fmt.Sprintf("收 %s 元，付 %s 元，余额 %s 元", (s.Brought + s.In).Grouped(), s.Out.Grouped(), s.Balance().Grouped())
	if s.Waiting != 0 {
		sums += fmt.Sprintf("（其中 %s 元的凭证还没有过账）", s.Waiting.Grouped())
	}
	out := []page.Line{{Text: head, Look: widget.Strong}}
	if f.Purpose != "" {
		out = append(out, page.Line{Text: "用途：" + f.Purpose})
	}
	if f.Rules != "" {
		out = append(out, page.Line{Text: "办法：" + f.Rules})
	}
	out = append(out, page.Line{Text: sums, Look: widget.Strong})
	if err := ledger.FundGap(r, f); err != nil {
		out = append(out, page.Line{Text: "! " + err.Error(), Look: widget.Red})
	}
	return append(out, page.Line{})
}

// moveRows shows the moves, newest last, with the balance after each.
func moveRows(r ledger.Reader, c *page.Content, f ledger.Fund) {
	c.Empty = "还没有收付。按 F3 收钱，F4 付钱。"
	c.Cols = []page.Col{{Title: "日期", Width: 10, Kind: report.KindDay}, {Title: "姓名", Width: 10, Grow: 1}, {Title: "收", Width: 11, Kind: report.KindMoney}, {Title: "付", Width: 11, Kind: report.KindMoney},
		{Title: "余额", Width: 12, Kind: report.KindMoney}, {Title: "凭证", Width: 16, From: 76}, {Title: "事由", Width: 16, From: 110}}
	balance := ledger.Money(0)
	for m := range r.Moves(f.ID) {
		balance += m.Amount
		v, _ := r.Voucher(m.Voucher)
		ref := "建账前"
		if m.Voucher != 0 {
			ref = v.Ref()
		}
		in, out := m.Amount, ledger.Money(0)
		if (m.Amount < 0) != (v.Reverses != 0) { // a red letter stays on the side of what it writes off
			in, out = 0, -m.Amount
		}
		look := widget.Plain
		if m.Voucher != 0 && v.State != ledger.Posted {
			look = widget.Muted
		}
		c.Rows = append(c.Rows, page.Row{Key: fmt.Sprintf("%d/%d", m.Voucher, m.No), Cells: []page.Cell{page.Day(m.Day).As(look), page.Text(m.Name).As(look), page.Blank(in), page.Blank(out), page.Money(balance), page.Text(ref).As(look), page.Text(m.What)}})
	}
}

func peopleRows(r ledger.Reader, c *page.Content, f ledger.Fund) {
	c.Empty = "还没有收付。"
	c.Cols = []page.Col{{Title: "姓名", Width: 10, Grow: 1}, {Title: "小组", Width: 12, From: 76}, {Title: "缴纳次数", Width: 8, Kind: report.KindCount}, {Title: "缴纳", Width: 12, Kind: report.KindMoney}, {Title: "领取", Width: 12, Kind: report.KindMoney},
		{Title: "最近一次", Width: 10, Kind: report.KindDay}}
	var in, out ledger.Money
	times := 0
	for _, x := range ledger.FundPeople(r, f.ID) {
		m, _ := r.Member(x.Member)
		in, out, times = in+x.In, out+x.Out, times+x.Times
		c.Rows = append(c.Rows, page.Row{Key: fmt.Sprintf("%d/%s", x.Member, x.Name), Cells: []page.Cell{page.Text(x.Name), page.Text(m.Group), page.Count(x.Times), page.Blank(x.In), page.Blank(x.Out), page.Day(x.Last)}})
	}
	c.Foot = []page.Cell{page.Text(fmt.Sprintf("合计 %d 人", len(c.Rows))), page.Text(""), page.Count(times), page.Money(in), page.Money(out), page.Day(0)}
}

func (v *fundView) keys(*page.Page) []page.Key {
	closed := func() string {
		if v.f.Closed != 0 {
			return "已经结清，不能再收付。"
		}
		return ""
	}
	other := "按人看"
	if v.people {
		other = "逐笔看"
	}
	return []page.Key{
		{Keys: []string{"enter"}, Label: "凭证", Help: "看这一笔的凭证", Row: true, Off: func() string {
			if v.people {
				return "按 F5 回到逐笔，再看凭证。"
			}
			return ""
		}, Do: func() (screen.Action, tea.Cmd) {
			id, _, _ := strings.Cut(v.At(), "/")
			n, err := strconv.ParseUint(id, 10, 64)
			if err != nil || n == 0 {
				return screen.Notice{Text: "这是建账以前的余额，没有凭证。"}, nil
			}
			return screen.Open{Route: screen.VoucherView{ID: ledger.VoucherID(n)}}, nil
		}},
		{Keys: []string{"f3", "ctrl+a"}, Label: "收钱", Help: "登记谁交了多少；许多人同样的金额几个键就好", Writes: true, Off: closed, Do: page.Go(screen.FundMoves{ID: v.id})},
		{Keys: []string{"f4", "ctrl+p"}, Label: "付钱", Writes: true, Off: closed, Do: page.Go(screen.FundMoves{ID: v.id, Out: true})},
		{Keys: []string{"f5", "ctrl+v"}, Label: other, Help: "在逐笔和每个人的合计之间换", Do: func() (screen.Action, tea.Cmd) {
			v.people = !v.people
			v.lay()
			return nil, v.Reload()
		}},
		{Keys: []string{"f6", "ctrl+t"}, Label: "收支表", Do: page.Go(screen.ReportView{Name: "fund", Object: fmt.Sprintf("fund/%d", v.id)})},
		{Keys: []string{"f9", "ctrl+u"}, Label: "修改", Help: "改名称、用途、办法", Writes: true, Do: page.Go(screen.FundForm{ID: v.id})},
		{Keys: []string{"f10", "ctrl+w"}, Label: "结清", Help: "余额为零时结清；捐款要写明交给了谁", Writes: true, Off: closed, Do: func() (screen.Action, tea.Cmd) { return v.Over(v.closing()) }},
	}
}

func (v *fundView) closing() *page.Form {
	day, why := page.NewDay(v.d, v.d.Today()), page.NewText(100, "")
	why.Hint = "已全部交给本人，公示七天"
	return &page.Form{D: v.d, Name: "结清 " + v.f.Name, Save: "结清", Build: func(*page.Form, any) []widget.Item {
		return []widget.Item{{Name: "day", Label: "日期", Width: 14, Field: day}, {Name: "why", Label: "去向", Field: why, Help: "捐款：交给了谁、怎样公布的"}}
	}, Act: func() (ledger.Act, ledger.Problems) {
		return ledger.CloseFund{Fund: v.id, Day: page.DayIn(day), Why: page.Words(why)}, nil
	}}
}
