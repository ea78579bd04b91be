package report

import "huizhang/ledger"

// statementLine is a numbered line of 工会02表. Lines with small set belong to
// accounts that grassroots unions use.
type statementLine struct {
	code  ledger.Code
	text  string
	small bool
}

func incomeLines() []statementLine {
	return []statementLine{
		{"401", "(一)会费收入", true}, {"402", "(二)拨缴经费收入", true}, {"403", "(三)上级补助收入", true},
		{"404", "(四)政府补助收入", false}, {"405", "(五)行政补助收入", true}, {"406", "(六)附属单位上缴收入", false},
		{"407", "(七)投资收益", false}, {"408", "(八)其他收入", true}, {"411", "(九)动用预算稳定调节基金", false},
	}
}

func expenseLines() []statementLine {
	return []statementLine{
		{"501", "(一)职工活动支出", true}, {"502", "(二)职工活动组织支出", false}, {"503", "(三)职工服务支出", true},
		{"504", "(四)维权支出", true}, {"505", "(五)业务支出", true}, {"506", "(六)行政支出", false},
		{"507", "(七)资本性支出", true}, {"508", "(八)补助下级支出", false}, {"509", "(九)对附属单位的支出", false},
		{"510", "(十)其他支出", true}, {"521", "(十一)安排预算稳定调节基金", false},
	}
}

// incomeSheet builds 工会02表 for its two amount columns.
type incomeSheet struct {
	r    ledger.Reader
	cols []ledger.Period // zero: the book knows nothing of it
	all  bool            // every line of the form, as a statement must; else those in use
	rows []Row
}

// add puts a line; of makes the trace of one column.
func (s *incomeSheet) add(kind RowKind, key, text string, of func(ledger.Period) Trace) {
	cells := []Cell{Text(text)}
	for _, p := range s.cols {
		if p == (ledger.Period{}) {
			cells = append(cells, Empty())
			continue
		}
		cells = append(cells, figure(s.r, of(p)))
	}
	s.rows = append(s.rows, row(kind, key, cells...))
}

// lines puts the numbered lines. A notice leaves out a line that is not for
// grassroots unions while it is zero; the official numbers stay.
func (s *incomeSheet) lines(ls []statementLine, side Side) {
	for _, l := range ls {
		of := func(p ledger.Period) Trace { return flow(s.r, side, p, l.code) }
		used := l.small || s.all
		for _, p := range s.cols {
			t := of(p)
			used = used || p != ledger.Period{} && Eval(s.r, &t) != 0
		}
		if used {
			s.add(RowItem, string(l.code), l.text, of)
		}
	}
}

// income is 工会02表 收入支出表 (domain rules §5.2): occurrence without closing
// vouchers. The annual edition adds opening and closing funds.
func income(r ledger.Reader, a Args) (*Document, error) {
	annual := a.Period.IsYear()
	s := &incomeSheet{r: r, all: true}
	var names [2]string
	switch {
	case annual:
		last := ledger.YearPeriod(a.Period.From.Year() - 1)
		if last.To < r.Unit().Start {
			last = ledger.Period{}
		}
		s.cols, names = []ledger.Period{a.Period, last}, [2]string{"本年数", "上年数"}
	case a.Period.IsMonth():
		s.cols, names = []ledger.Period{a.Period, yearTo(a.Period.To)}, [2]string{"本月数", "本年累计数"}
	default:
		s.cols, names = []ledger.Period{a.Period, yearTo(a.Period.To)}, [2]string{"本期数", "本年累计数"}
	}
	if annual {
		s.add(RowItem, "opening", "一、年初资金结转结余", func(p ledger.Period) Trace { return fundsBefore(r, p) })
		s.add(RowSub, "opening-restricted", "(一)年初资金结转", func(p ledger.Period) Trace { return partBefore(r, true, p) })
		s.add(RowSub, "opening-free", "(二)年初资金结余", func(p ledger.Period) Trace { return partBefore(r, false, p) })
	}
	s.add(RowItem, "adjustment", "二、资金结转结余调整及变动", func(p ledger.Period) Trace { return posted(CreditNet, p, "32101", "32201") })
	s.add(RowSubtotal, "total-income", "三、收入合计", func(p ledger.Period) Trace { return flow(r, CreditNet, p, "4") })
	s.lines(incomeLines(), CreditNet)
	s.add(RowSubtotal, "total-expense", "四、支出合计", func(p ledger.Period) Trace { return flow(r, DebitNet, p, "5") })
	s.lines(expenseLines(), DebitNet)
	s.add(RowTotal, "difference", "五、本期收支差额", func(p ledger.Period) Trace { return flow(r, CreditNet, p, "4", "5") })
	if annual {
		s.add(RowItem, "closing", "六、年末资金结转结余", func(p ledger.Period) Trace { return funds(p.To) })
		s.add(RowSub, "closing-restricted", "(一)年末资金结转", func(p ledger.Period) Trace { return part(r, true, p.To) })
		s.add(RowSub, "closing-free", "(二)年末资金结余", func(p ledger.Period) Trace { return part(r, false, p.To) })
	}
	return &Document{
		Title:  "工会02表 收入支出表",
		Tables: []Table{{Columns: []Column{textCol("项目", 34), moneyCol(names[0]), moneyCol(names[1])}, Rows: s.rows}},
		Notes:  append(startNotes(r, a.Period), directNote(r, a.Period)...),
	}, nil
}

// directNote tells of what was booked to the funds past income and expense and
// past the adjustment accounts (T27, T28), without which opening, difference
// and closing would not add up.
func directNote(r ledger.Reader, p ledger.Period) []string {
	all, adj := posted(CreditNet, p, "321", "322"), posted(CreditNet, p, "32101", "32201")
	if d := Eval(r, &all) - Eval(r, &adj); d != 0 {
		return []string{"另有不经收支、直接记入工会资金结转结余的变动 " + d.Grouped() + " 元。"}
	}
	return nil
}
