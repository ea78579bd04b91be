package report

import (
	"fmt"

	"huizhang/ledger"
)

// yearSummary is the 年度工作数据: the figures that a year's work report needs.
func yearSummary(r ledger.Reader, a Args) (*Document, error) {
	p := a.Period
	if a.whole {
		p = ledger.YearPeriod(p.To.Year())
	}
	t := Table{Columns: []Column{textCol("项目", 34), countCol("数量", 10), textCol("单位", 6), moneyCol("金额")}}
	add := func(key, name string, n Cell, unit string, m Cell) {
		t.Rows = append(t.Rows, row(RowItem, key, Text(name), n, Text(unit), m))
	}
	count := func(n int) Cell { return Number(int64(n)) }
	in, out := 0, 0
	for m := range r.Members() {
		for _, s := range m.Spells {
			if s.From != 0 && p.Has(s.From.Month()) {
				in++
			}
			if s.To != 0 && p.Has(s.To.Month()) {
				out++
			}
		}
	}
	add("members", "期末会员", count(membersOn(r, p.To.Last())), "人", Empty())
	add("joined", "入会、转入", count(in), "人", Empty())
	add("left", "退会、转出、退休", count(out), "人", Empty())
	add("dues", "会费收入", Empty(), "", figure(r, flow(r, CreditNet, p, "401")))
	add("total-income", "收入合计", Empty(), "", figure(r, flow(r, CreditNet, p, "4")))
	add("total-expense", "支出合计", Empty(), "", figure(r, flow(r, DebitNet, p, "5")))
	h := handedOut(r, p)
	for _, f := range []field{careField, aidField, eventField} {
		sum := h.of(func(x *handout) bool { return x.field == f })
		for i := range h.off {
			if h.off[i].field == f {
				sum.takeOff(&h.off[i])
			}
		}
		l := sum.lists()
		add(fieldKey(f)+"-times", f.chinese()+"（人次）", sum.timesCell(p, l), "人次", sum.moneyCell(p, l))
		if len(h.off) == 0 {
			add(fieldKey(f)+"-persons", f.chinese()+"（人数）", sum.personsCell(p, l), "人", Empty())
		}
	}
	events, came := 0, 0
	var cost ledger.Money
	for e := range r.Events() {
		if e.State == ledger.EventCancelled || !p.Has(e.From.Month()) {
			continue
		}
		s := ledger.SumEvent(r, &e)
		events, came, cost = events+1, came+s.Present, cost+s.Actual
	}
	add("events", "文体等活动", count(events), "次", Amount(cost, nil))
	add("came", "参加活动", count(came), "人次", Empty())
	add("closing", "期末结转结余", Empty(), "", figure(r, funds(p.To)))
	doc := &Document{Period: p, PeriodText: p.Chinese(), Tables: []Table{t}}
	doc.Notes = []string{fmt.Sprintf("取自%s已过账的凭证和名单；慰问、帮扶、奖品的金额只计已入账的。活动费用含已归到活动的全部分录。", p.Chinese())}
	return doc, nil
}
