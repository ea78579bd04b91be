package report

import (
	"cmp"
	"fmt"
	"slices"

	"huizhang/ledger"
)

// statement is what one member paid and received: for that member and the
// auditor. Aid shows as 帮扶, without its cause.
func statement(r ledger.Reader, a Args) (*Document, error) {
	_, id, _ := SplitObject(a.Object)
	m, ok := r.Member(ledger.MemberID(id))
	if !ok {
		return nil, ledger.Errf(ledger.CodeUnknown, "名册里没有第 %d 号会员。", id)
	}
	if into, ok := r.Member(m.Into); ok && m.Into != 0 { // a double: the person is shown whole
		m = into
	}
	s := &passbook{r: r, p: a.Period, m: m, ids: append([]ledger.MemberID{m.ID}, m.Merged...), practice: r.Practice()}
	if a.whole {
		s.p = duesSpan(r, a.Period)
	}
	dues, got, funds, loans := s.dues(), s.received(), s.funds(), s.loans()
	doc := &Document{Period: s.p, PeriodText: s.p.Chinese(), Title: "个人收支明细　" + m.No + " " + m.Name,
		Tables: []Table{s.summary(), dues, got}, Signatures: []string{"本人", "经办", "复核"},
		Notes: []string{"本表只供会员本人和经审人员查阅，请勿张贴或转发。", "“未入账”的不计入合计。"}}
	for _, t := range []Table{funds, loans} {
		if len(t.Rows) > 0 {
			doc.Tables = append(doc.Tables, t)
		}
	}
	return doc, nil
}

// passbook gathers what belongs to one person.
type passbook struct {
	r        ledger.Reader
	p        ledger.Period
	m        ledger.Member
	ids      []ledger.MemberID // with the doubles
	practice ledger.Practice
	sums     []Row
}

// note keeps a line of the summary. Lines without amount are left out.
func (s *passbook) note(key, name string, paid, got Cell) {
	if (paid.Null || paid.Money == 0) && (got.Null || got.Money == 0) {
		return
	}
	s.sums = append(s.sums, traced(RowItem, key, Text(name), paid, got))
}

func (s *passbook) summary() Table {
	t := Table{Title: "合计", Columns: []Column{textCol("项目", 24), wideMoney("交给工会"), wideMoney("从工会得到")}}
	var paid, got ledger.Money
	var lent []Row
	for _, row := range s.sums {
		if row.Key == "loans" { // to be paid back: nothing that was given
			lent = append(lent, row)
			continue
		}
		paid, got = paid+row.Cells[1].Money, got+row.Cells[2].Money
		t.Rows = append(t.Rows, row)
	}
	t.Rows = append(t.Rows, Row{Kind: RowTotal, Key: "total", Cells: []Cell{Text("合计"), Amount(paid, nil), Amount(got, nil)}})
	t.Rows = append(t.Rows, lent...)
	return t
}

// dues lists the months in which something was due or paid.
func (s *passbook) dues() Table {
	t := Table{Title: "会费", Columns: []Column{idCol("月份", 8), wideMoney("应缴"), wideMoney("实缴"), wideMoney("欠缴")}}
	var due, paid, owed ledger.Money
	for mo := s.p.From; mo <= s.p.To; mo = mo.Add(1) {
		var d, got ledger.Money
		for _, id := range s.ids {
			x, _ := s.r.Due(id, mo)
			d, got = d+x.Payable(), got+s.r.Paid(id, mo).Posted
		}
		if d == 0 && got == 0 {
			continue
		}
		left := max(0, d-got)
		due, paid, owed = due+d, paid+got, owed+left
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: "dues-" + mo.String(), Cells: []Cell{Text(mo.String()), Amount(d, nil), Amount(got, nil), AmountOrBlank(left, nil)}})
	}
	t.Rows = append(t.Rows, Row{Kind: RowTotal, Key: "dues", Cells: []Cell{Text("合计"), Amount(due, nil), Amount(paid, nil), Amount(owed, nil)}})
	s.note("paid-dues", "会费", Amount(paid, nil), Empty())
	return t
}

// received lists gifts, aid and prizes.
func (s *passbook) received() Table {
	t := Table{Title: "慰问、帮扶、奖品", Columns: []Column{dayCol("日期"), idCol("签领表", 8), textCol("事由", 20), textCol("品名", 14), wideMoney("金额"), textCol("签收", 12), idCol("凭证号", 16)}}
	var lines []ledger.Given
	for _, id := range s.ids {
		lines = slices.AppendSeq(lines, s.r.Given(id, s.p.From.First(), s.p.To.Last()))
	}
	slices.SortStableFunc(lines, func(a, b ledger.Given) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Line, b.Line))
	})
	var sums [3]tally
	for _, x := range lines {
		g, _ := s.r.Gift(x.Gift)
		share, _ := s.r.Share(x.Sheet, x.Line)
		sheet, _ := s.r.Sheet(x.Sheet)
		v, _ := s.r.Voucher(sheet.Voucher)
		f, ref := fieldOf(&g), "未入账"
		if v.State == ledger.Posted {
			ref = v.Ref()
			sum := &sums[f]
			sum.total += x.Amount
			if !slices.Contains(sum.sheets, x.Sheet) {
				sum.sheets = append(sum.sheets, x.Sheet)
			}
		}
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("sheet-%d-%d", x.Sheet, x.Line), Voucher: v.ID, Cells: []Cell{
			Date(x.Day), Text(x.Sheet.String()), Text(GiftTitle(s.practice, &g)), Text(s.item(&g, &share)), Amount(x.Amount, nil), Text(stateText(&share)), Text(ref)}})
	}
	var all tally
	for f := range sums {
		all.total += sums[f].total
		all.sheets = append(all.sheets, sums[f].sheets...)
		s.note("got-"+fieldKey(field(f)), field(f).chinese(), Empty(), s.mine(&sums[f]))
	}
	t.Rows = append(t.Rows, traced(RowTotal, "received", Text("合计"), Empty(), Empty(), Empty(), s.mine(&all), Empty(), Empty()))
	return t
}

// mine is an amount of the person's own lines on sheets.
func (s *passbook) mine(t *tally) Cell {
	return t.moneyCell(s.p, Lists{Sheets: t.sheets, By: ByMember, Member: s.ids})
}

// item is what was handed over; of aid only that it was money or goods.
func (s *passbook) item(g *ledger.Gift, x *ledger.Share) string {
	if fieldOf(g) == aidField {
		return g.Form.Chinese()
	}
	text := cmp.Or(g.Item, g.Form.Chinese())
	if x.Level != "" {
		text += " " + x.Level
	}
	return text
}

func stateText(x *ledger.Share) string {
	text := StateOf(x).Chinese()
	if x.Proxy != "" {
		text += "（" + x.Proxy + "）"
	}
	return text
}

// funds lists contributions to and payments out of money held for others.
func (s *passbook) funds() Table {
	t := Table{Title: "互助金、社团、捐款", Columns: []Column{dayCol("日期"), textCol("款项", 20), textCol("说明", 20), wideMoney("交来"), wideMoney("领到"), idCol("凭证号", 16)}}
	var in, out ledger.Money
	for f := range s.r.Funds() {
		for x := range s.r.Moves(f.ID) {
			if x.Member == 0 || !slices.Contains(s.ids, x.Member) || !s.p.Has(x.Day.Month()) {
				continue
			}
			v, ok := s.r.Voucher(x.Voucher)
			ref, paid, got := "启用时转入", max(x.Amount, 0), max(-x.Amount, 0)
			switch {
			case ok && v.State != ledger.Posted:
				ref = "未入账"
			case ok:
				if ref = v.Ref(); v.Reverses != 0 { // written off: less of the same
					paid, got = -got, -paid
				}
				fallthrough
			default:
				in, out = in+paid, out+got
			}
			t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("fund-%d-%d-%d", f.ID, x.Voucher, x.No), Voucher: v.ID, Cells: []Cell{
				Date(x.Day), Text(f.Name), Text(x.What), AmountOrBlank(paid, nil), AmountOrBlank(got, nil), Text(ref)}})
		}
	}
	if len(t.Rows) > 0 {
		t.Rows = append(t.Rows, Row{Kind: RowTotal, Key: "funds", Cells: []Cell{Text("合计"), Empty(), Empty(), Amount(in, nil), Amount(out, nil), Empty()}})
	}
	s.note("funds", "互助金、社团、捐款", Amount(in, nil), Amount(out, nil))
	return t
}

// loans lists money lent by the union and what is left of it.
func (s *passbook) loans() Table {
	t := Table{Title: "借款", Columns: []Column{dayCol("日期"), idCol("编号", 8), wideMoney("借出"), wideMoney("已还"), wideMoney("未还"), idCol("凭证号", 16)}}
	var lent, back ledger.Money
	for x := range s.r.Loans() {
		v, ok := s.r.Voucher(x.Voucher)
		if !slices.Contains(s.ids, x.Member) || x.Void != "" || x.Day > s.p.To.Last() || !ok || v.State != ledger.Posted {
			continue
		}
		var paid, before ledger.Money
		for _, b := range x.Back {
			w, _ := s.r.Voucher(b.Voucher)
			switch {
			case w.State != ledger.Posted || b.Day > s.p.To.Last():
			case b.Day < s.p.From.First():
				before += b.Amount
			default:
				paid += b.Amount
			}
		}
		if x.Day < s.p.From.First() && before == x.Amount && paid == 0 {
			continue
		}
		if s.p.Has(x.Day.Month()) {
			lent += x.Amount
		}
		back += paid
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("loan-%d", x.ID), Voucher: v.ID, Cells: []Cell{
			Date(x.Day), Text(x.ID.String()), Amount(x.Amount, nil), Amount(before+paid, nil), Amount(x.Amount-before-paid, nil), Text(v.Ref())}})
	}
	s.note("loans", "另：借款（归还、借入）", Amount(back, nil), Amount(lent, nil))
	return t
}
