package report

import (
	"cmp"
	"fmt"
	"slices"

	"huizhang/ledger"
)

// findings is the 整改台账: every finding of a period from raising to closing.
func findings(r ledger.Reader, a Args) (*Document, error) {
	t := Table{RowHeight: 8, Columns: []Column{idCol("编号", 6), dayCol("提出"), textCol("问题", 20), textCol("对象", 18), textCol("级别", 4), wideMoney("金额"), textCol("依据", 16), textCol("责任人", 8),
		dayCol("期限"), textCol("答复", 20), textCol("证明", 18), textCol("状态", 8), dayCol("销号")}}
	all := findingsIn(r, a.Period)
	if a.whole {
		all = slices.Collect(r.Findings())
	}
	slices.SortFunc(all, func(x, y ledger.Finding) int { return cmp.Compare(x.ID, y.ID) })
	var sum, open ledger.Money
	count := map[ledger.FindingState]int{}
	late := 0
	for _, f := range all {
		answer, proof := answerOf(r, f)
		state, closed := f.State.Chinese(), Empty()
		if f.State == ledger.FindingClosed {
			closed = Text(dayOfClock(f.Remarks[len(f.Remarks)-1].At))
		} else {
			open += f.Amount
			if f.Due != 0 && a.Today > f.Due {
				state = fmt.Sprintf("%s，过期%d天", state, a.Today.DaysSince(f.Due))
				late++
			}
		}
		sum += f.Amount
		count[f.State]++
		x := row(RowItem, fmt.Sprintf("finding-%d", f.ID), Text(f.ID.String()), Text(dayOfClock(f.Remarks[0].At)), Text(f.Title), Text(f.Ref), Text(ledger.FindingLevel(f.Severity)), AmountOrBlank(f.Amount, nil),
			Text(cmp.Or(f.Clause, f.Check)), Text(f.Owner), Date(f.Due), Text(answer), Text(proof), Text(state), closed)
		x.Voucher = pointed(f)
		t.Rows = append(t.Rows, x)
	}
	t.Rows = append(t.Rows, row(RowTotal, "total", Text("合计"), Empty(), Text(fmt.Sprintf("%d 个", len(all))), Empty(), Empty(), Amount(sum, nil), Empty(), Empty(), Empty(), Empty(), Empty(), Empty(), Empty()))
	doc := &Document{Landscape: true, Tables: []Table{t}, Signatures: []string{"经审委员会", "工会主席", "财务负责人", "制表"}}
	doc.Notes = []string{fmt.Sprintf("待答复 %d 个，已答复 %d 个，已销号 %d 个，过期 %d 个；没有销号的金额 %s 元。", count[ledger.FindingOpen], count[ledger.FindingAnswered], count[ledger.FindingClosed], late, open.Grouped())}
	if a.whole {
		doc.PeriodText = "全部问题"
	}
	return doc, nil
}

// answerOf is the last thing the treasurer said, and what proves it.
func answerOf(r ledger.Vouchers, f ledger.Finding) (text, proof string) {
	for _, m := range f.Remarks {
		if m.Kind != "answer" {
			continue
		}
		text, proof = m.Text, m.Paper
		if v, ok := r.Voucher(m.Voucher); ok && m.Voucher != 0 {
			ref := v.Ref()
			if v.State != ledger.Posted {
				ref = fmt.Sprintf("%s凭证（内部编号 %d）", v.State.Chinese(), v.ID)
			}
			proof = joinWords(ref, proof)
		}
	}
	return text, proof
}

func joinWords(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "；" + b
}

// pointed is the voucher a finding points at, 0 for other things.
func pointed(f ledger.Finding) ledger.VoucherID {
	if k, n, ok := SplitObject(f.On); ok && k == "voucher" {
		return ledger.VoucherID(n)
	}
	return 0
}

// dayOfClock is the day part of a clock time.
func dayOfClock(at int64) string {
	s := ledger.Clock(at)
	return s[:min(10, len(s))]
}
