package report

import (
	"huizhang/ledger"
)

// register writes the lines of accounts with a running balance: 明细账 and both
// journals. base selects the lines; all registers have the same columns.
type register struct {
	r     ledger.Reader
	p     ledger.Period
	base  Trace // DebitNet, of the period, closing vouchers included
	daily bool  // a line for each day's total
	deep  bool  // name the detail account of each line

	rows    []Row
	balance ledger.Money
	read    ledger.Voucher
}

func registerColumns(deep bool) []Column {
	cols := []Column{dayCol("日期"), idCol("凭证号", 16), textCol("摘要", 30), moneyCol("借方"), moneyCol("贷方"), {Name: "方向", Kind: KindText, Width: 4}, moneyCol("余额")}
	if deep {
		cols = append(cols, textCol("明细科目", 20))
	}
	return cols
}

// account is the 明细账 of one account with all below it.
func account(r ledger.Reader, a Args) (*Document, error) {
	acc, _ := r.Account(a.Account)
	t := newRegister(r, a.Period, Trace{Accounts: []ledger.Code{a.Account}}, false, !ledger.IsLeaf(r.Chart(), a.Account))
	return &Document{Title: "明细账　" + string(acc.Code) + " " + ledger.FullName(r, acc.Code), Tables: []Table{t}}, nil
}

// cashBook is the journal of 库存现金.
func cashBook(r ledger.Reader, a Args) (*Document, error) {
	deep := !ledger.IsLeaf(r.Chart(), "101")
	return &Document{Tables: []Table{newRegister(r, a.Period, Trace{Accounts: []ledger.Code{"101"}}, true, deep)}}, nil
}

// bankBook is a journal for each bank account: each lowest account below 102,
// and 102 itself as far as something was booked there before it had any below.
func bankBook(r ledger.Reader, a Args) (*Document, error) {
	doc := &Document{}
	if a.Account != "" {
		acc, ok := r.Account(a.Account)
		if !ok || !a.Account.Under("102") {
			return nil, ledger.Errf(ledger.CodeUnknown, "“%s”不是银行存款（102）下的账户。", ledger.Plain(string(a.Account)))
		}
		t := newRegister(r, a.Period, Trace{Accounts: []ledger.Code{a.Account}}, true, !ledger.IsLeaf(r.Chart(), a.Account))
		t.Title = acc.Title()
		doc.Tables = []Table{t}
		return doc, nil
	}
	for _, acc := range r.Chart() {
		if !acc.Code.Under("102") {
			continue
		}
		own := Trace{Accounts: []ledger.Code{acc.Code}}
		for _, c := range r.Chart() {
			if c.Code.Parent() == acc.Code {
				own.Minus = append(own.Minus, c.Code)
			}
		}
		t := newRegister(r, a.Period, own, true, false)
		// A switched-off or split account still shows what it held.
		if len(own.Minus) == 0 && !acc.Off || len(t.Rows) > 1 || t.Rows[0].Cells[6].Money != 0 {
			t.Title = acc.Title()
			doc.Tables = append(doc.Tables, t)
		}
	}
	return doc, nil
}

func newRegister(r ledger.Reader, p ledger.Period, base Trace, daily, deep bool) Table {
	base.Side, base.Period, base.Closing = DebitNet, p, true
	g := &register{r: r, p: p, base: base, daily: daily, deep: deep}
	g.open()
	items := gather(r, &g.base)
	for i, it := range items {
		g.line(it)
		next := ledger.Day(0)
		if i+1 < len(items) {
			next = items[i+1].Day
		}
		if g.daily && next != it.Day {
			g.dayTotal(it.Day, items[:i+1])
		}
		if next.Month() != it.Day.Month() {
			g.monthTotal(it.Day.Month())
		}
	}
	if !p.IsMonth() && len(items) > 0 {
		g.sum(RowTotal, "total", "本期合计", p, p.To)
	}
	return Table{Columns: registerColumns(deep), Rows: g.rows}
}

func (g *register) open() {
	t := g.base
	t.Balance, t.Period = true, ledger.Period{To: eve(g.r, g.p.From)}
	g.balance = Eval(g.r, &t)
	text := "期初余额"
	if g.p.From.Num() == 1 && g.p.From > g.r.Unit().Start {
		text = "上年结转"
	}
	side, c := g.stand(&t)
	g.rows = append(g.rows, row(RowItem, "opening", Empty(), Empty(), Text(text), Empty(), Empty(), side, c))
}

// stand shows the running balance on the side where it is positive. t, if not
// nil, is the trace of the debit balance.
func (g *register) stand(t *Trace) (side, amount Cell) {
	m, word := g.balance, "平"
	if m > 0 {
		word = "借"
	} else if m < 0 {
		m, word = -m, "贷"
		if t != nil {
			t.Side = CreditNet
		}
	}
	return Text(word), Amount(m, t)
}

func (g *register) line(it ledger.Item) {
	if g.read.ID != it.Voucher {
		g.read, _ = g.r.Voucher(it.Voucher)
	}
	summary := ""
	if it.Line < len(g.read.Lines) {
		summary = g.read.Lines[it.Line].Summary
	}
	g.balance += it.Debit - it.Credit
	side, amount := g.stand(nil)
	cells := []Cell{Date(it.Day), Text(g.read.Ref()), Text(summary), AmountOrBlank(it.Debit, nil), AmountOrBlank(it.Credit, nil), side, amount}
	if g.deep {
		cells = append(cells, Text(ledger.AccountTitle(g.r, it.Account)))
	}
	g.rows = append(g.rows, Row{Kind: RowItem, Key: g.read.Ref(), Cells: cells, Voucher: it.Voucher})
}

// dayTotal closes a day: what came in and went out, and what is left.
func (g *register) dayTotal(d ledger.Day, upTo []ledger.Item) {
	var dr, cr ledger.Money
	for i := len(upTo) - 1; i >= 0 && upTo[i].Day == d; i-- {
		dr, cr = dr+upTo[i].Debit, cr+upTo[i].Credit
	}
	side, amount := g.stand(nil)
	g.rows = append(g.rows, Row{Kind: RowSubtotal, Key: "day-" + d.String(), Cells: []Cell{Empty(), Empty(), Text("本日合计"), Amount(dr, nil), Amount(cr, nil), side, amount}})
}

func (g *register) monthTotal(m ledger.Month) {
	g.sum(RowSubtotal, "month-"+m.String(), "本月合计", ledger.MonthPeriod(m), m)
	g.sum(RowSubtotal, "year-"+m.String(), "本年累计", yearTo(m), m)
}

// sum puts a total of a period with the balance at the end of a month.
func (g *register) sum(kind RowKind, key, text string, p ledger.Period, end ledger.Month) {
	dr, cr, bal := g.base, g.base, g.base
	dr.Side, dr.Period = Debit, p
	cr.Side, cr.Period = Credit, p
	bal.Balance, bal.Period = true, ledger.Period{To: end}
	side, amount := g.stand(&bal)
	g.rows = append(g.rows, row(kind, key, Empty(), Empty(), Text(text), figure(g.r, dr), figure(g.r, cr), side, amount))
}
