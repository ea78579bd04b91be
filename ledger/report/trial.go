package report

import (
	"strings"

	"huizhang/ledger"
)

// trial is the 科目余额表: a row for each first-level account and below it its
// children. Accounts without balance and movement are left out.
func trial(r ledger.Reader, a Args) (*Document, error) {
	t := Table{Columns: []Column{idCol("科目编码", 10), textCol("科目名称", 24),
		moneyCol("期初借方"), moneyCol("期初贷方"), moneyCol("本期借方"), moneyCol("本期贷方"), moneyCol("期末借方"), moneyCol("期末贷方")}}
	s := trialSheet{r: r, p: a.Period}
	for _, acc := range r.Chart() {
		if rw, used := s.line(acc); used {
			t.Rows = append(t.Rows, rw)
		}
	}
	t.Rows = append(t.Rows, s.total())
	return &Document{Landscape: true, Tables: []Table{t}}, nil
}

type trialSheet struct {
	r ledger.Reader
	p ledger.Period
	// the first-level accounts by the side on which their balance stands, at
	// the beginning and at the end
	debit, credit, debitEnd, creditEnd []ledger.Code
}

func (s *trialSheet) line(acc ledger.Account) (Row, bool) {
	before := s.stand(acc.Code, eve(s.r, s.p.From), &s.debit, &s.credit)
	dr, cr := s.moved(Debit, acc.Code), s.moved(Credit, acc.Code)
	after := s.stand(acc.Code, s.p.To, &s.debitEnd, &s.creditEnd)
	kind, indent := RowItem, ""
	if n := acc.Code.Level(); n > 1 {
		kind, indent = RowSub, strings.Repeat("　", n-2)
	}
	used := !before[0].Null || !before[1].Null || !dr.Null || !cr.Null || !after[0].Null || !after[1].Null
	return row(kind, string(acc.Code), Text(string(acc.Code)), Text(indent+acc.Name), before[0], before[1], dr, cr, after[0], after[1]), used
}

// stand puts a balance on the side where it is positive and notes first-level
// accounts for the total.
func (s *trialSheet) stand(c ledger.Code, m ledger.Month, debit, credit *[]ledger.Code) [2]Cell {
	t := standing(DebitNet, m, c)
	side, at, v := debit, 0, Eval(s.r, &t)
	if v < 0 {
		t.Side, v, side, at = CreditNet, -v, credit, 1
	}
	out := [2]Cell{Empty(), Empty()}
	if v != 0 {
		out[at] = Amount(v, &t)
		if c.Level() == 1 {
			*side = append(*side, c)
		}
	}
	return out
}

func (s *trialSheet) moved(side Side, c ledger.Code) Cell {
	t := posted(side, s.p, c)
	t.Closing = true
	return AmountOrBlank(Eval(s.r, &t), &t)
}

func (s *trialSheet) total() Row {
	stand := func(side Side, m ledger.Month, codes []ledger.Code) Cell {
		return figure(s.r, standing(side, m, codes...))
	}
	move := func(side Side) Cell {
		t := posted(side, s.p, "1", "2", "3", "4", "5")
		t.Closing = true
		return figure(s.r, t)
	}
	before := eve(s.r, s.p.From)
	return row(RowTotal, "total", Text("合计"), Empty(),
		stand(DebitNet, before, s.debit), stand(CreditNet, before, s.credit), move(Debit), move(Credit),
		stand(DebitNet, s.p.To, s.debitEnd), stand(CreditNet, s.p.To, s.creditEnd))
}
