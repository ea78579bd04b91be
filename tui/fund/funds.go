package fund

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// NewFunds makes the list of funds.
func NewFunds(d *desk.Desk, _ screen.Funds) screen.Screen {
	p := &page.Page{D: d, Name: "代管资金", Read: readFunds}
	p.Keys = func(p *page.Page) []page.Key {
		id := func() ledger.FundID { return ledger.FundID(number(p.At())) }
		return []page.Key{
			{Keys: []string{"enter"}, Label: "打开", Help: "看收付、每个人的合计和余额", Row: true, Do: func() (screen.Action, tea.Cmd) { return screen.Open{Route: screen.FundView{ID: id()}}, nil }},
			{Keys: []string{"f2", "ctrl+n"}, Label: "新开一项", Help: "互助金、社团经费或捐款；需要的科目会一起开好", Writes: true, Do: page.Go(screen.FundForm{})},
			{Keys: []string{"f3", "ctrl+a"}, Label: "收钱", Writes: true, Row: true, Do: func() (screen.Action, tea.Cmd) { return screen.Open{Route: screen.FundMoves{ID: id()}}, nil }},
			{Keys: []string{"f4", "ctrl+p"}, Label: "付钱", Writes: true, Row: true, Do: func() (screen.Action, tea.Cmd) { return screen.Open{Route: screen.FundMoves{ID: id(), Out: true}}, nil }},
			{Keys: []string{"f5", "ctrl+g"}, Label: "会员借款", Do: page.Go(screen.Loans{})},
			{Keys: []string{"f6", "ctrl+t"}, Label: "收支表", Help: "代管资金收支表，可以打印", Do: page.Go(screen.ReportView{Name: "fund"})},
		}
	}
	return p.Make()
}

func number(key string) uint64 {
	n, err := strconv.ParseUint(key, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func readFunds(r ledger.Reader) page.Content {
	c := page.Content{Title: "代管资金", Empty: "还没有代管资金。按 F2 开一项：互助金、社团经费，或为同事捐款。",
		Lines: []page.Line{{Text: "代管的钱不是工会的收入，单独存放，付完为止。", Look: widget.Muted}},
		Cols: []page.Col{{Title: "编号", Width: 5}, {Title: "名称", Width: 14, Grow: 1}, {Title: "种类", Width: 8, From: 70}, {Title: "收入", Width: 12, Kind: report.KindMoney}, {Title: "付出", Width: 12, From: 70, Kind: report.KindMoney},
			{Title: "余额", Width: 12, Kind: report.KindMoney}, {Title: "科目", Width: 9, From: 90}, {Title: "用途", Width: 20, From: 110}}}
	var in, out, left ledger.Money
	for f := range r.Funds() {
		s := ledger.SumFund(r, f.ID, 0)
		name := page.Text(f.Name)
		switch {
		case ledger.FundGap(r, f) != nil:
			name = page.Text("! " + f.Name).As(widget.Red)
		case f.Closed != 0:
			name = page.Text(f.Name + "（已结清）").As(widget.Muted)
		}
		in, out, left = in+s.Brought+s.In, out+s.Out, left+s.Balance()
		c.Rows = append(c.Rows, page.Row{Key: strconv.FormatUint(uint64(f.ID), 10), Cells: []page.Cell{page.Text(f.ID.String()), name, page.Text(f.Kind.Chinese()), page.Money(s.Brought + s.In), page.Money(s.Out),
			page.Money(s.Balance()), page.Text(string(f.Account)), page.Text(f.Purpose)}})
	}
	if len(c.Rows) > 0 {
		c.Foot = []page.Cell{page.Text("合计"), page.Text(""), page.Text(""), page.Money(in), page.Money(out), page.Money(left), page.Text(""), page.Text("")}
		held := ledger.Money(0)
		for _, a := range ledger.Trust(r.Chart()) {
			held += ledger.Balance(r, a, ledger.LastActive(r, ledger.MonthOf(2199, 12)))
		}
		c.Status = fmt.Sprintf("代管账户已过账余额 %s 元", held.Grouped())
	}
	return c
}

// NewFundForm makes the form that opens a fund or changes what it says.
func NewFundForm(d *desk.Desk, route screen.FundForm) screen.Screen {
	x := &fundForm{d: d, id: route.ID}
	f := &page.Form{D: d, Name: "新开代管资金", Read: x.read, Build: x.build, Act: x.act, Save: "开设"}
	f.Lines = x.lines
	if route.ID != 0 {
		f.Name, f.Save = "修改 "+route.ID.String(), ""
	} else {
		f.Done = func(r ledger.Receipt) (screen.Action, tea.Cmd) {
			return screen.Many{screen.Notice{Text: r.Title + "。"}, screen.Replace{Route: screen.FundView{ID: fundID(r.Object)}}}, nil
		}
	}
	return f.Make()
}

func fundID(object string) ledger.FundID {
	var n uint64
	if _, err := fmt.Sscanf(object, "fund/%d", &n); err != nil {
		return 0
	}
	return ledger.FundID(n)
}

type fundForm struct {
	d                    *desk.Desk
	id                   ledger.FundID
	facts                fundFacts
	name, purpose, rules *widget.Input
	kind, purse          *widget.Choice
	day                  *widget.Day
	account, reviewer    *widget.Pick
}

type fundFacts struct {
	old      ledger.Fund
	day      ledger.Day
	single   bool
	free     []ledger.Account // accounts below 221 that no fund has
	reviewer []string
	moves    map[string]bool // top of cash or bank whose balance must move to details
}

func (x *fundForm) read(r ledger.Reader) any {
	f := fundFacts{day: page.OpenDay(x.d, r), single: r.Unit().Single, moves: map[string]bool{}}
	f.old, _ = r.Fund(x.id)
	chart := r.Chart()
	for _, a := range chart {
		if _, taken := ledger.FundOn(r, a.Code); a.Code.Under("221") && a.Code != "221" && !a.Off && !taken && ledger.IsLeaf(chart, a.Code) {
			f.free = append(f.free, a)
		}
	}
	for _, p := range r.People() {
		if !p.Gone && p.Name != x.d.Operator && (p.Is(ledger.Reviewer) || p.Is(ledger.Chair)) {
			f.reviewer = append(f.reviewer, p.Name)
		}
	}
	last := ledger.LastActive(r, ledger.MonthOf(2199, 12))
	for _, t := range []ledger.Code{"101", "102"} {
		f.moves[string(t)] = ledger.IsLeaf(chart, t) && ledger.OwnBalance(r, t, last) != 0
	}
	f.moves["221"] = len(f.free) == 0 && ledger.Balance(r, "221", last) != 0 && ledger.IsLeaf(chart, "221")
	return f
}

// splits reports that balances move to details, by a voucher of this act.
func (x *fundForm) splits() bool {
	return x.id == 0 && x.purse != nil && (x.facts.moves[x.purse.Text()] || x.facts.moves["221"])
}

func (x *fundForm) lines() []page.Line {
	if !x.splits() {
		return nil
	}
	return []page.Line{{Text: "现有科目没有分明细却有余额。开设时会用一张凭证把余额转入明细（工会经费户、代管经费），以后收付请选明细。", Look: widget.Warning}}
}

func (x *fundForm) build(f *page.Form, got any) []widget.Item {
	x.facts = got.(fundFacts)
	g := x.facts
	x.name, x.purpose, x.rules = page.NewText(30, g.old.Name), page.NewText(60, g.old.Purpose), page.NewText(120, g.old.Rules)
	name := widget.Item{Name: "name", Label: "名称", Width: 30, Field: x.name, Help: "例如：大病互助金、羽毛球社、为某某同事捐款"}
	rest := []widget.Item{{Name: "purpose", Label: "用途", Field: x.purpose, Help: "为谁、为什么收这笔钱"}, {Name: "rules", Label: "办法", Field: x.rules, Help: "例如：每人每年 50 元，住院补助 1,000 元"}}
	if x.id != 0 {
		return append([]widget.Item{name}, rest...)
	}
	x.kind = widget.NewChoice(widget.Option{Key: string(ledger.MutualFund), Text: "互助金"}, widget.Option{Key: string(ledger.ClubFund), Text: "社团经费"}, widget.Option{Key: string(ledger.Collection), Text: "捐款"})
	x.purse = widget.NewChoice(widget.Option{Key: "102", Text: "银行"}, widget.Option{Key: "101", Text: "现金"})
	x.day = page.NewDay(x.d, g.day)
	x.account = page.NewAccount("科目", g.free)
	x.account.Set(widget.Option{})
	x.reviewer = widget.NewPick("审核人", func(q string) []widget.Option {
		var out []widget.Option
		for _, n := range g.reviewer {
			if q == "" || n == q {
				out = append(out, widget.Option{Key: n, Text: n})
			}
		}
		return out
	})
	items := []widget.Item{name, {Name: "kind", Label: "种类", Width: 36, Field: x.kind, Help: "捐款：替同事或慈善募集，最后余额要为零"}}
	items = append(items, rest...)
	return append(items, widget.Item{Name: "day", Label: "从", Width: 14, Field: x.day}, widget.Item{Name: "purse", Label: "钱放在", Width: 20, Field: x.purse, Help: "单独的现金或银行明细“代管经费”，没有就新开"},
		widget.Item{Name: "account", Label: "科目", Width: 30, Field: x.account, Help: "空着：在 221 下新开一个同名明细", Hide: func() bool { return len(g.free) == 0 }},
		widget.Item{Name: "reviewer", Label: "审核人", Width: 14, Field: x.reviewer, Help: "转余额的凭证由谁审核", Hide: func() bool { return g.single || !x.splits() }})
}

func (x *fundForm) act() (ledger.Act, ledger.Problems) {
	if x.id != 0 {
		return ledger.ChangeFund{Fund: x.id, Text: page.Words(x.name), Purpose: page.Words(x.purpose), Rules: page.Words(x.rules)}, nil
	}
	var ps ledger.Problems
	if x.splits() && !x.facts.single && x.reviewer.Key() == "" {
		ps.Add("reviewer", "", ledger.CodeRequired, "请选择这张凭证的审核人。")
	}
	return ledger.OpenFund{Text: page.Words(x.name), Kind: ledger.FundKind(x.kind.Text()), Purpose: page.Words(x.purpose), Rules: page.Words(x.rules), Day: page.DayIn(x.day),
		Account: ledger.Code(x.account.Key()), Money: ledger.Code(x.purse.Text()), Post: x.splits(), Reviewer: x.reviewer.Key()}, ps
}
