package report

import (
	"fmt"

	"huizhang/ledger"
)

// loans is the 借款清单: what was lent to members and is not paid back, with its
// age. Only posted vouchers up to the day count, so a past day looks as it was.
func loans(r ledger.Reader, a Args) (*Document, error) {
	day := a.Today
	if !a.whole || day == 0 {
		day = a.Period.To.Last()
	}
	t := Table{Columns: []Column{idCol("编号", 6), textCol("姓名", 8), dayCol("借出"), textCol("原因", 16), wideMoney("借款"), wideMoney("已还"), wideMoney("未还"), wideMoney("到期未还"), countCol("逾期天数", 8), textCol("账龄", 10), dayCol("下一期"), idCol("凭证号", 18)}}
	byBand := map[string]*ledger.Money{}
	var bands []string
	var lent, back, left Trace
	var due ledger.Money
	for l := range r.Loans() {
		s, ok := lendingOn(r, l, day)
		if !ok {
			continue
		}
		m, _ := r.Member(l.Member)
		age := s.loan.Age(day)
		if byBand[age.Band] == nil && age.Open != 0 {
			byBand[age.Band] = new(ledger.Money)
			bands = append(bands, age.Band)
		}
		if age.Open != 0 {
			*byBand[age.Band] += age.Open
		}
		due += age.Due
		lent.Picked, left.Picked = append(lent.Picked, s.lent...), append(append(left.Picked, s.lent...), s.back...)
		back.Picked = append(back.Picked, s.back...)
		days := Number(int64(age.Days))
		days.Null = age.Days == 0
		x := row(RowItem, fmt.Sprintf("loan-%d", l.ID), Text(l.ID.String()), Text(m.Name), Date(l.Day), Text(l.Why), linesFigure(r, s.lent), negated(r, s.back), linesFigure(r, append(append([]Pick(nil), s.lent...), s.back...)),
			AmountOrBlank(age.Due, nil), days, Text(age.Band), Date(age.Next), Text(s.ref))
		x.Voucher = l.Voucher
		t.Rows = append(t.Rows, x)
	}
	t.Rows = append(t.Rows, row(RowTotal, "total", Text("合计"), Empty(), Empty(), Empty(), linesFigure(r, lent.Picked), negated(r, back.Picked), linesFigure(r, left.Picked), Amount(due, nil), Empty(), Empty(), Empty(), Empty()))
	doc := &Document{Landscape: true, PeriodText: day.Chinese(), Tables: []Table{t}}
	if len(bands) > 0 {
		b := Table{Title: "按账龄", Columns: []Column{textCol("账龄", 12), wideMoney("未还")}}
		for i, name := range bands {
			b.Rows = append(b.Rows, row(RowItem, fmt.Sprintf("band-%d", i+1), Text(name), Amount(*byBand[name], nil)))
		}
		doc.Tables = append(doc.Tables, b)
	}
	doc.Notes = []string{"借给会员的钱记在其他应收款（135），不是支出。逾期从约定的还款日算起；没有约定的按借出日看账龄，超过三年、经批准才可核销。"}
	return doc, nil
}

// lending is a loan as its posted vouchers leave it on a day.
type lending struct {
	loan       ledger.Loan
	lent, back []Pick // lines on its account
	ref        string
}

func lendingOn(r ledger.Reader, l ledger.Loan, day ledger.Day) (lending, bool) {
	counts := func(id ledger.VoucherID) (ledger.Voucher, bool) {
		v, ok := r.Voucher(id)
		return v, ok && v.State == ledger.Posted && v.Day <= day
	}
	v, ok := counts(l.Voucher)
	if !ok {
		return lending{}, false
	}
	out := lending{loan: l, ref: v.Ref(), lent: linesOn(&v, l.Account)}
	out.loan.Back, out.loan.Void = nil, ""
	if red, ok := r.ReversedBy(l.Voucher); ok {
		if w, ok := counts(red); ok {
			out.loan.Void = "已冲销"
			out.lent = append(out.lent, linesOn(&w, l.Account)...)
		}
	}
	for _, b := range l.Back {
		if w, ok := counts(b.Voucher); ok {
			out.loan.Back = append(out.loan.Back, b)
			out.back = append(out.back, linesOn(&w, l.Account)...)
		}
	}
	return out, true
}

func linesOn(v *ledger.Voucher, c ledger.Code) []Pick {
	var out []Pick
	for i, l := range v.Lines {
		if l.Account == c {
			out = append(out, Pick{v.ID, i})
		}
	}
	return out
}

// linesFigure is the net debit of lines, traced to them.
func linesFigure(r ledger.Reader, lines []Pick) Cell {
	if len(lines) == 0 {
		return Amount(0, nil)
	}
	return figure(r, Trace{Side: DebitNet, Picked: lines})
}

// negated is their net credit: a copied value, because lines picked count by
// their debit.
func negated(r ledger.Reader, lines []Pick) Cell {
	return Amount(-linesFigure(r, lines).Money, nil)
}
