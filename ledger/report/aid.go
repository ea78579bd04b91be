package report

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// aid is the 困难帮扶台账: one row a case with what was decided and paid, and what
// its papers lack. Names are masked and nothing sensitive is in it (domain rules
// §20, §21).
func aid(r ledger.Reader, a Args) (*Document, error) {
	b := &aidBook{r: r, p: a.Period, h: handedOut(r, a.Period).withFormer(), today: a.Today, pay: ledger.AidPayments(r)}
	_, id, one := SplitObject(a.Object)
	var cases []ledger.Case
	for c := range r.Cases() {
		switch {
		case one && uint64(c.ID) != id:
		case !one && !a.whole && c.Opened.Month() > a.Period.To:
		default:
			cases = append(cases, c)
		}
	}
	if one && len(cases) == 0 {
		return nil, ledger.Errf(ledger.CodeUnknown, "没有第 %d 号困难帮扶档案。", id)
	}
	doc := &Document{Title: "困难帮扶台账", Landscape: true, Tables: []Table{b.cases(cases), b.payments(cases)}, Signatures: []string{"工会主席", "经办", "复核"}}
	if one {
		doc.Title = "困难帮扶档案　" + cases[0].ID.String()
	}
	doc.Notes = []string{"姓名已遮住，不含家庭、病情、收入、证件和账号；档案原件另行保管。“发放”只算本期已过账的凭证。"}
	return doc, nil
}

type aidBook struct {
	r     ledger.Reader
	p     ledger.Period
	h     *handed
	today ledger.Day
	pay   []ledger.AidPayment
}

// paid tallies what was paid in the period on the cases that keep accepts.
func (b *aidBook) paid(keep func(ledger.CaseID) bool) (t tally) {
	for i := range b.h.given {
		if x := &b.h.given[i]; x.gift.Case != 0 && keep(x.gift.Case) {
			t.add(b.h, x, nil)
		}
	}
	for i := range b.h.off {
		if x := &b.h.off[i]; x.gift.Case != 0 && keep(x.gift.Case) {
			t.takeOff(x)
		}
	}
	return t
}

func (b *aidBook) cases(all []ledger.Case) Table {
	t := Table{Columns: []Column{idCol("编号", 6), textCol("姓名", 6), textCol("原因", 8), dayCol("建档"), textCol("证明", 7), textCol("意见", 4), textCol("状态", 6), dayCol("批准"), textCol("会议纪要", 12), wideMoney("批准金额"),
		textCol("公示", 21), wideMoney("本期发放"), textCol("还缺", 20)}}
	approved := ledger.Money(0)
	for _, c := range all {
		m, _ := b.r.Member(c.Member)
		seen := 0
		for _, p := range c.Proofs {
			if p.Seen {
				seen++
			}
		}
		var gaps []string
		for _, g := range ledger.CaseMissing(c, ledger.PaymentsOf(b.pay, c.ID), b.today) {
			gaps = append(gaps, gapWord(g.Kind))
		}
		hung := ""
		if c.Hung.From != 0 {
			hung = c.Hung.From.String() + "~" + c.Hung.To.String()
		}
		sum := b.paid(func(id ledger.CaseID) bool { return id == c.ID })
		approved += c.Amount
		t.Rows = append(t.Rows, traced(RowItem, fmt.Sprintf("case-%d", c.ID), Text(c.ID.String()), Text(ledger.MaskName(m.Name)), Text(c.Cause), Date(c.Opened), Text(fmt.Sprintf("%d/%d", seen, len(c.Proofs))),
			Text(fmt.Sprint(len(c.Opinions))), Text(aidState(c.State)), Date(c.Approved.Day), Text(c.Approved.Minute), AmountOrBlank(c.Amount, nil), Text(hung), sum.moneyCell(b.p, sum.lists()), Text(strings.Join(gaps, "、"))))
	}
	in := func(id ledger.CaseID) bool {
		return slices.ContainsFunc(all, func(c ledger.Case) bool { return c.ID == id })
	}
	sum := b.paid(in)
	t.Rows = append(t.Rows, traced(RowTotal, "total", Text("合计"), Text(fmt.Sprintf("%d 份", len(all))), Empty(), Empty(), Empty(), Empty(), Empty(), Empty(), Empty(), Amount(approved, nil), Empty(),
		sum.moneyCell(b.p, sum.lists()), Empty()))
	return t
}

func aidState(s ledger.AidState) string {
	return map[ledger.AidState]string{ledger.AidOpen: "待批准", ledger.AidApproved: "已批准", ledger.AidRefused: "不批准", ledger.AidClosed: "已结案"}[s]
}

// gapWord is a gap in short.
func gapWord(kind string) string {
	return map[string]string{"proofs": "证明", "opinions": "意见", "approval": "批准手续", "amount": "超过批准金额", "order": "先发后批", "hung": "公示", "hung-late": "公示未满即发", "hung-short": "公示天数", "heard": "公示结果", "signature": "回签"}[kind]
}

// payments lists the lists of money of the cases in the period.
func (b *aidBook) payments(all []ledger.Case) Table {
	t := Table{Title: "发放记录", Columns: []Column{idCol("档案", 6), dayCol("日期"), idCol("签领表", 8), wideMoney("金额"), idCol("凭证号", 18), textCol("签收", 10)}}
	for _, c := range all {
		for _, x := range b.h.given {
			if x.gift.Case != c.ID {
				continue
			}
			v, _ := b.r.Voucher(x.sheet.Voucher)
			l := Lists{Sheets: []ledger.SheetID{x.sheet.ID}}
			out := traced(RowItem, fmt.Sprintf("sheet-%d", x.sheet.ID), Text(c.ID.String()), Date(x.sheet.Day), Text(x.sheet.ID.String()), Amount(x.sheet.Total, &Trace{Side: DebitNet, Period: b.p, Lists: &l}), Text(v.Ref()), Text(signedText(x.shares)))
			out.Voucher = v.ID
			t.Rows = append(t.Rows, out)
		}
	}
	return t
}

// signedText says how the lines of a sheet stand, in a word if all stand alike.
func signedText(shares []ledger.Share) string {
	var out []string
	for _, st := range States() {
		n := 0
		for i := range shares {
			if StateOf(&shares[i]) == st {
				n++
			}
		}
		switch {
		case n == len(shares) && n > 0:
			return st.Chinese()
		case n > 0:
			out = append(out, fmt.Sprintf("%s %d", st.Chinese(), n))
		}
	}
	return strings.Join(out, "，")
}
