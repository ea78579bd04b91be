package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// journal is the 凭证序时簿: every line of every posted voucher in the order of
// days and numbers.
func journal(r ledger.Reader, a Args) (*Document, error) {
	t := Table{Columns: []Column{dayCol("日期"), idCol("凭证号", 16), textCol("摘要", 30), idCol("科目编码", 10), textCol("科目名称", 24),
		moneyCol("借方"), moneyCol("贷方"), countCol("附件", 4), textCol("制单", 8), textCol("审核", 8), textCol("记账", 8)}}
	for m := a.Period.From; m <= a.Period.To; m = m.Add(1) {
		vs := monthVouchers(r, m)
		for i := range vs {
			t.Rows = append(t.Rows, journalRows(r, &vs[i])...)
		}
		if len(vs) > 0 {
			t.Rows = append(t.Rows, journalTotal(r, RowSubtotal, "month-"+m.String(), "本月合计", ledger.MonthPeriod(m)))
		}
	}
	t.Rows = append(t.Rows, journalTotal(r, RowTotal, "total", "合计", a.Period))
	return &Document{Landscape: true, Tables: []Table{t}}, nil
}

// monthVouchers gives a month's posted vouchers by day, word and number.
func monthVouchers(r ledger.Vouchers, m ledger.Month) []ledger.Voucher {
	vs := slices.Collect(r.Posted(ledger.MonthPeriod(m)))
	slices.SortStableFunc(vs, func(a, b ledger.Voucher) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Word, b.Word), cmp.Compare(a.Number, b.Number))
	})
	return vs
}

func journalRows(r ledger.Reader, v *ledger.Voucher) []Row {
	var out []Row
	ev := r.EvidenceOf(v)
	for i, l := range v.Lines {
		name := ledger.FullName(r, l.Account)
		if l.Restricted {
			name += "（专项）"
		}
		cells := []Cell{Date(v.Day), Text(v.Ref()), Text(l.Summary), Text(string(l.Account)), Text(name),
			AmountOrBlank(l.Debit, nil), AmountOrBlank(l.Credit, nil), Empty(), Text(v.Maker), Text(v.Reviewer), Text(v.Poster)}
		if i == 0 {
			cells[7] = Number(int64(ev.Papers + len(ev.Files)))
		}
		out = append(out, Row{Kind: RowItem, Key: v.Ref(), Cells: cells, Voucher: v.ID, Keep: i+1 < len(v.Lines)})
	}
	return out
}

func journalTotal(r ledger.Reader, kind RowKind, key, text string, p ledger.Period) Row {
	dr, cr := posted(Debit, p, "1", "2", "3", "4", "5"), posted(Credit, p, "1", "2", "3", "4", "5")
	dr.Closing, cr.Closing = true, true
	return row(kind, key, Empty(), Empty(), Text(text), Empty(), Empty(), figure(r, dr), figure(r, cr))
}

// slips prints 记账凭证: one voucher, drafts too, or every posted one of a
// period, a table each.
func slips(r ledger.Reader, a Args) (*Document, error) {
	doc := &Document{Signatures: []string{"工会主席", "记账", "出纳", "审核", "制单"}}
	if a.Voucher != 0 {
		v, ok := r.Voucher(a.Voucher)
		if !ok {
			return nil, ledger.Errf(ledger.CodeUnknown, "没有找到第 %d 号凭证。", a.Voucher)
		}
		doc.Period = ledger.MonthPeriod(v.Month())
		doc.PeriodText = v.Day.Chinese()
		doc.Tables = []Table{slip(r, &v)}
		return doc, nil
	}
	// Vouchers are bound by number, whatever the order of their days.
	for v := range r.Posted(a.Period) {
		doc.Tables = append(doc.Tables, slip(r, &v))
	}
	return doc, nil
}

// slip is one voucher on paper.
func slip(r ledger.Reader, v *ledger.Voucher) Table {
	ev := r.EvidenceOf(v)
	t := Table{
		Title:   slipTitle(r, v, &ev),
		Columns: []Column{textCol("摘要", 30), textCol("科目", 30), moneyCol("借方"), moneyCol("贷方")},
	}
	for i, l := range v.Lines {
		name := string(l.Account) + " " + ledger.FullName(r, l.Account)
		if l.Restricted {
			name += "（专项）"
		}
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("%s/%d", slipKey(v), i+1), Voucher: v.ID, Keep: true,
			Cells: []Cell{Text(l.Summary), Text(name), AmountOrBlank(l.Debit, nil), AmountOrBlank(l.Credit, nil)}})
	}
	dr, cr := v.Totals()
	t.Rows = append(t.Rows, Row{Kind: RowTotal, Key: slipKey(v), Voucher: v.ID, Keep: true,
		Cells: []Cell{Text("合计（大写）"), Text("人民币" + ledger.Capitals(dr)), Amount(dr, nil), Amount(cr, nil)}})
	for i, s := range slipFoot(r, v, &ev) {
		t.Rows = append(t.Rows, Row{Kind: RowHead, Key: fmt.Sprintf("%s/foot-%d", slipKey(v), i+1), Voucher: v.ID, Cells: []Cell{Text(s)}})
	}
	return t
}

// slipKey is the voucher's number; a draft has none, and its words are Chinese.
func slipKey(v *ledger.Voucher) string {
	if v.Number == 0 {
		return fmt.Sprintf("draft-%d", v.ID)
	}
	return v.Ref()
}

func slipTitle(r ledger.Reader, v *ledger.Voucher, ev *ledger.Evidence) string {
	s := v.Ref() + "　" + v.Day.Chinese()
	if v.Red() {
		s += "　【红字】"
	}
	if v.State != ledger.Posted {
		s += "　（" + v.State.Chinese() + "）"
	}
	switch n := ev.Papers + len(ev.Files); {
	case n > 0:
		s += fmt.Sprintf("　附件 %d 张", n)
	case v.Closing():
		s += "　自动结转，无附件"
	case v.Red():
		s += "　冲销凭证，无附件"
	case ev.NoPaper != "":
		s += "　无附件（" + ev.NoPaper + "）"
	default:
		s += "　附件 0 张"
	}
	return s
}

// slipFoot tells who made the voucher and which others belong to it.
func slipFoot(r ledger.Reader, v *ledger.Voucher, ev *ledger.Evidence) []string {
	out := []string{"制单：" + v.Maker + "　　审核：" + v.Reviewer + "　　记账：" + v.Poster}
	var links []string
	link := func(word string, id ledger.VoucherID, ok bool) {
		if w, found := r.Voucher(id); ok && found {
			links = append(links, word+w.Ref())
		}
	}
	link("冲销 ", v.Reverses, v.Reverses != 0)
	link("订正 ", v.Corrects, v.Corrects != 0)
	red, done := r.ReversedBy(v.ID)
	link("已由红字凭证冲销：", red, done)
	nu, redone := r.CorrectedBy(v.ID)
	link("已由凭证订正：", nu, redone)
	if v.Payee != "" {
		out = append(out, "对方："+v.Payee)
	}
	if len(links) > 0 {
		out = append(out, strings.Join(links, "　　"))
	}
	if len(ev.Files) > 0 {
		names := make([]string, len(ev.Files))
		for i, f := range ev.Files {
			names[i] = f.Name
		}
		out = append(out, "电子附件："+strings.Join(names, "、"))
	}
	return out
}
