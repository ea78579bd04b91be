package report

import (
	"fmt"

	"huizhang/ledger"
)

// fund is the 代管资金收支表: every fund with what it held, took in, paid out and
// holds, tied to its account; asked about one fund, also each move and each
// person.
func fund(r ledger.Reader, a Args) (*Document, error) {
	_, id, one := SplitObject(a.Object)
	if f, ok := r.Fund(ledger.FundID(id)); one && ok {
		doc := &Document{Title: "代管资金收支表　" + f.Name, Tables: []Table{fundSums(r, a.Period, f), fundMoves(r, a.Period, f), fundPersons(r, f)}, Signatures: []string{"工会主席", "经办", "复核"}}
		doc.Notes = fundNotes(r, f)
		return doc, nil
	} else if one {
		return nil, ledger.Errf(ledger.CodeUnknown, "没有第 %d 号代管资金。", id)
	}
	var all []ledger.Fund
	for f := range r.Funds() {
		all = append(all, f)
	}
	doc := &Document{Tables: []Table{fundSums(r, a.Period, all...)}, Signatures: []string{"工会主席", "经办", "复核"}}
	doc.Tables = append(doc.Tables, trustTable(r, a.Period))
	doc.Notes = fundNotes(r, all...)
	return doc, nil
}

func fundNotes(r ledger.Reader, all ...ledger.Fund) []string {
	out := []string{"代管资金不是工会的收入和支出；只算已过账的凭证。"}
	for _, f := range all {
		if err := ledger.FundGap(r, f); err != nil {
			out = append(out, err.Error())
		}
	}
	return out
}

func fundSums(r ledger.Reader, p ledger.Period, all ...ledger.Fund) Table {
	t := Table{Columns: []Column{idCol("编号", 6), textCol("名称", 16), textCol("种类", 8), idCol("科目", 9), wideMoney("期初"), wideMoney("收入"), wideMoney("付出"), wideMoney("期末"), textCol("结清", 10)}}
	var codes []ledger.Code
	figures := func(cs ...ledger.Code) []Cell {
		return []Cell{figure(r, standing(CreditNet, p.From.Add(-1), cs...)), figure(r, posted(Credit, p, cs...)), figure(r, posted(Debit, p, cs...)), figure(r, standing(CreditNet, p.To, cs...))}
	}
	for _, f := range all {
		codes = append(codes, f.Account)
		closed := ""
		if f.Closed != 0 {
			closed = f.Closed.String()
		}
		cells := append([]Cell{Text(f.ID.String()), Text(f.Name), Text(f.Kind.Chinese()), Text(string(f.Account))}, figures(f.Account)...)
		t.Rows = append(t.Rows, row(RowItem, fmt.Sprintf("fund-%d", f.ID), append(cells, Text(closed))...))
	}
	if len(all) == 1 {
		return t
	}
	cells := append([]Cell{Text("合计"), Empty(), Empty(), Empty()}, figures(codes...)...)
	t.Rows = append(t.Rows, row(RowTotal, "total", append(cells, Empty())...))
	return t
}

// trustTable holds the places where the money lies against 221 (identity I6).
func trustTable(r ledger.Reader, p ledger.Period) Table {
	t := Table{Title: "代管的钱放在哪里", Columns: []Column{idCol("科目", 9), textCol("名称", 24), wideMoney("期末余额")}}
	kept := ledger.Trust(r.Chart())
	for _, c := range kept {
		a, _ := r.Account(c)
		t.Rows = append(t.Rows, row(RowItem, string(c), Text(string(c)), Text(a.Name), figure(r, standing(DebitNet, p.To, c))))
	}
	t.Rows = append(t.Rows, row(RowTotal, "kept", Text("合计"), Empty(), figure(r, standing(DebitNet, p.To, kept...))),
		row(RowItem, "221", Text("221"), Text("代管经费科目余额（应与合计相等）"), figure(r, standing(CreditNet, p.To, "221"))))
	return t
}

// fundMoves lists the posted moves of a period with the balance after each.
func fundMoves(r ledger.Reader, p ledger.Period, f ledger.Fund) Table {
	t := Table{Title: "逐笔", Columns: []Column{dayCol("日期"), textCol("姓名", 12), textCol("事由", 16), wideMoney("收入"), wideMoney("付出"), wideMoney("余额"), idCol("凭证号", 18)}}
	var balance, in, out ledger.Money
	for m := range r.Moves(f.ID) {
		v, ok := r.Voucher(m.Voucher)
		if m.Voucher != 0 && (!ok || v.State != ledger.Posted) || m.Day.Month() > p.To {
			continue
		}
		balance += m.Amount
		if m.Day.Month() < p.From {
			continue
		}
		got, paid, ref := m.Amount, ledger.Money(0), "建立名单以前"
		if m.Voucher != 0 {
			ref = v.Ref()
		}
		if (m.Amount < 0) != (v.Reverses != 0) {
			got, paid = 0, -m.Amount
		}
		in, out = in+got, out+paid
		x := row(RowItem, fmt.Sprintf("move-%d-%d", m.Voucher, m.No), Date(m.Day), Text(m.Name), Text(m.What), AmountOrBlank(got, nil), AmountOrBlank(paid, nil), Amount(balance, nil), Text(ref))
		x.Voucher = v.ID
		t.Rows = append(t.Rows, x)
	}
	t.Rows = append(t.Rows, row(RowTotal, "moves", Text("合计"), Empty(), Empty(), Amount(in, nil), Amount(out, nil), Amount(balance, nil), Empty()))
	return t
}

// fundPersons adds the whole fund up by person, drafts included.
func fundPersons(r ledger.Reader, f ledger.Fund) Table {
	t := Table{Title: "按人累计（含未过账）", Columns: []Column{textCol("姓名", 12), textCol("小组", 12), countCol("次数", 6), wideMoney("交来"), wideMoney("领到"), dayCol("最近一次")}}
	var in, out ledger.Money
	for i, x := range ledger.FundPeople(r, f.ID) {
		m, _ := r.Member(x.Member)
		in, out = in+x.In, out+x.Out
		t.Rows = append(t.Rows, row(RowItem, fmt.Sprintf("person-%d", i+1), Text(x.Name), Text(m.Group), Number(int64(x.Times)), AmountOrBlank(x.In, nil), AmountOrBlank(x.Out, nil), Date(x.Last)))
	}
	t.Rows = append(t.Rows, row(RowTotal, "persons", Text("合计"), Empty(), Empty(), Amount(in, nil), Amount(out, nil), Empty()))
	return t
}
