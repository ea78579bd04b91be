package report

import (
	"strings"

	"huizhang/ledger"
)

// disclosure is the 工会经费收支公示表 (domain rules §19): posted vouchers only,
// totals only, nobody's name.
func disclosure(r ledger.Reader, a Args) (*Document, error) {
	p := a.Period
	s := &incomeSheet{r: r, cols: []ledger.Period{p}}
	one := func(kind RowKind, key, text string, t Trace) {
		s.add(kind, key, text, func(ledger.Period) Trace { return t })
	}
	one(RowItem, "opening", "一、期初结转结余", fundsBefore(r, p))
	one(RowSubtotal, "total-income", "二、本期收入合计", flow(r, CreditNet, p, "4"))
	s.lines(incomeLines(), CreditNet)
	one(RowSubtotal, "total-expense", "三、本期支出合计", flow(r, DebitNet, p, "5"))
	for _, l := range expenseLines() {
		s.lines([]statementLine{l}, DebitNet)
		if l.code != "501" {
			continue
		}
		for _, acc := range r.Chart() {
			if acc.Code.Parent() == "501" {
				one(RowSub, string(acc.Code), "其中："+acc.Name, flow(r, DebitNet, p, acc.Code))
			}
		}
		// Opening balances may stand on 501 itself.
		own := flow(r, DebitNet, p, "501")
		for _, acc := range r.Chart() {
			if acc.Code.Parent() == "501" {
				own.Minus = append(own.Minus, acc.Code)
			}
		}
		if Eval(r, &own) != 0 {
			one(RowSub, "501-own", "其中：未分明细", own)
		}
	}
	one(RowTotal, "difference", "四、本期收支差额", flow(r, CreditNet, p, "4", "5"))
	// What was booked past income and expense (former years' corrections) shows
	// only if there is any.
	direct := posted(CreditNet, p, "321", "322")
	if Eval(r, &direct) != 0 {
		one(RowItem, "adjustment", "结转结余调整及变动", direct)
	}
	one(RowTotal, "closing", "五、期末结转结余", funds(p.To))
	one(RowSub, "restricted", "其中：专项资金结转", part(r, true, p.To))
	one(RowItem, "owed", "六、期末应付上级经费", standing(CreditNet, p.To, "211"))
	lists, notes := listTables(r, p)
	return &Document{
		Public: true, Title: "工会经费收支公示表",
		Tables: append([]Table{
			{Columns: []Column{textCol("项目", 36), moneyCol("金额")}, Rows: s.rows},
			headTable(r, p),
		}, lists...),
		Notes: append(append(startNotes(r, p), "本表依据已过账的凭证编制，与工会02表收入支出表一致。"), notes...),
	}, nil
}

// headTable counts people; numbers only.
func headTable(r ledger.Reader, p ledger.Period) Table {
	day, n := p.To.Last(), int64(0)
	for m := range r.Members() {
		if m.On(day) {
			n++
		}
	}
	t := Table{Columns: []Column{textCol("项目", 36), countCol("人数", 8)}}
	t.Rows = append(t.Rows, Row{Kind: RowItem, Key: "members", Cells: []Cell{Text("期末会员人数"), Number(n)}})
	if h := r.MonthPage(p.To).Heads; h > 0 {
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: "staff", Cells: []Cell{Text("期末职工人数"), Number(int64(h))}})
	}
	return t
}

// Release builds the disclosure of a period and lists what forbids publishing
// it. The document is nil only when the period is not one that is published: a
// month, a quarter, a year.
func Release(r ledger.Reader, p ledger.Period) (*Document, []ledger.Problem) {
	var ps ledger.Problems
	doc, err := Build(r, "disclosure", Args{Period: p})
	if err != nil {
		ps.Add("period", "", ledger.CodeOf(err), "%s", err.Error())
		return nil, ps
	}
	if SpanOf(doc.Period) == OfRange {
		ps.Add("period", "", ledger.CodeBadValue, "公示表只能按月、季度或全年公布，%s的只供查看。", doc.Period.Chinese())
	}
	guard(r, doc)
	n := 0
	for v := range r.Pending() {
		if v.Month() <= doc.Period.To {
			n++
		}
	}
	if n > 0 {
		ps.Add("drafts", "", ledger.CodeState, "%s及以前还有 %d 张凭证没有过账，公示数会变。请先审核过账，或作废。", doc.Period.To.Chinese(), n)
	}
	agree(r, doc, &ps)
	addUp(doc, &ps)
	if err := CheckTraces(r, doc); err != nil {
		ps.Add("sums", "", ledger.CodeLaw, "%s", err.Error())
	}
	ps = append(ps, DivideAgain(doc)...)
	ps = append(ps, Scan(doc, MemberNames(r))...)
	if SpanOf(doc.Period) == OfRange {
		doc = nil
	}
	return doc, ps
}

// MemberNames are the names in the register.
func MemberNames(r ledger.Register) []string {
	var out []string
	for m := range r.Members() {
		out = append(out, m.Name)
	}
	return out
}

// Figures are the keyed amounts of a document's first amount column.
func Figures(doc *Document) []ledger.Figure {
	var out []ledger.Figure
	for _, t := range doc.Tables {
		at := -1
		for i := len(t.Columns) - 1; i >= 0; i-- {
			if t.Columns[i].Kind == KindMoney {
				at = i
			}
		}
		for _, row := range t.Rows {
			if at > 0 && at < len(row.Cells) && row.Key != "" && !row.Cells[at].Null {
				out = append(out, ledger.Figure{Key: row.Key, Name: row.Cells[0].Text, Amount: row.Cells[at].Money})
			}
		}
	}
	return out
}

func amounts(doc *Document) map[string]ledger.Money {
	out := map[string]ledger.Money{}
	for _, f := range Figures(doc) {
		out[f.Key] = f.Amount
	}
	return out
}

// agree holds the disclosure against 工会02表 of the same period, line by line.
func agree(r ledger.Reader, doc *Document, ps *ledger.Problems) {
	inc, err := Build(r, "income", Args{Period: doc.Period})
	if err != nil {
		ps.Add("income", "", ledger.CodeLaw, "%s", err.Error())
		return
	}
	here := amounts(doc)
	for _, f := range Figures(inc) {
		if f.Key == "adjustment" { // 02's line leaves out T27 and T28
			continue
		}
		m, ok := here[f.Key]
		if !ok && len(f.Key) > 3 { // the annual edition's own parts
			continue
		}
		if m != f.Amount {
			ps.Add("income", f.Name, ledger.CodeLaw, "公示表 %s 元，工会02表 %s 元，两表应相等。", m.Grouped(), f.Amount.Grouped())
		}
	}
}

// addUp holds the disclosure's own lines against each other.
func addUp(doc *Document, ps *ledger.Problems) {
	m := amounts(doc)
	var in, out, events ledger.Money
	for k, v := range m {
		switch {
		case len(k) == 3 && k[0] == '4':
			in += v
		case len(k) == 3 && k[0] == '5':
			out += v
		case strings.HasPrefix(k, "501"):
			events += v
		}
	}
	same := func(what string, a, b ledger.Money) {
		if a != b {
			ps.Add("sums", what, ledger.CodeLaw, "各项相加 %s 元，合计 %s 元，两数应相等。", a.Grouped(), b.Grouped())
		}
	}
	same("本期收入合计", in, m["total-income"])
	same("本期支出合计", out, m["total-expense"])
	same("职工活动支出", events, m["501"])
	same("本期收支差额", m["total-income"]-m["total-expense"], m["difference"])
	same("期末结转结余", m["opening"]+m["difference"]+m["adjustment"], m["closing"])
}
