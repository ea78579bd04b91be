package sampling

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/audit/sample"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// document is the sample as paper: the vouchers with what was found, the plan,
// how to draw it again, and what it says.
func document(d *desk.Desk, r ledger.Reader, s drawn, p screen.Progress) *report.Document {
	doc := d.List(r, "抽样底稿 "+s.s.ID.String(), s.s.Period.Chinese(), desk.Column("凭证", report.KindIdentity, 16), desk.Column("日期", report.KindDay, 10), desk.Column("摘要", report.KindText, 24), desk.Column("金额", report.KindMoney, 14),
		desk.Column("为什么抽中", report.KindText, 18), desk.Column("审定金额", report.KindMoney, 14), desk.Column("结果", report.KindText, 14), desk.Column("说明", report.KindText, 18), desk.Column("检查人", report.KindText, 8))
	for _, l := range s.text() {
		doc.Notes = append(doc.Notes, l...)
	}
	doc.Signatures = []string{"检查人", "复核人", "会计", "日期"}
	return desk.Rows(doc, p, len(s.s.Items), func(i int) (string, []report.Cell) {
		it := s.s.Items[i]
		v, _ := r.Voucher(it.Voucher)
		l, seen := s.lines[it.Voucher]
		text, _, _ := s.outcome(it)
		audited := report.Empty()
		if seen {
			audited = report.Amount(l.Audited, nil)
		}
		return it.Ref, []report.Cell{report.Text(it.Ref), report.Date(v.Day), report.Text(v.Summary()), report.Amount(it.Amount, nil), report.Text(it.Why), audited, report.Text(text), report.Text(l.Note), report.Text(l.By)}
	})
}

// text is what is said of a sample, in three parts: the plan, how to draw it
// again, what it gave.
func (d drawn) text() [3][]string {
	plan := []string{fmt.Sprintf("抽样计划（%s，%s定）：", d.s.ID, d.s.By)}
	plan = append(plan, audit.PlanOf(d.s).Lines()...)
	if d.s.Drawn == "" {
		return [3][]string{plan}
	}
	again := []string{}
	if d.moved == "" && d.sel.Population > 0 {
		again = d.sel.Recipe()
	}
	result := []string{"结论："}
	if d.bad != "" {
		result = append(result, d.bad)
		result = append(result, d.plainly()...)
	} else {
		result = append(result, d.ev.Statement()...)
	}
	return [3][]string{plan, again, result}
}

// plainly is what was found without any projection.
func (d drawn) plainly() []string {
	var sum ledger.Money
	wrong := 0
	for _, it := range d.s.Items {
		if l, ok := d.lines[it.Voucher]; ok && complete(l) && l.Audited != it.Amount {
			wrong++
			sum += it.Amount - l.Audited
		}
	}
	return []string{fmt.Sprintf("查实：查完 %d 张，%d 张金额有差错，账面比审定多 %s 元。", d.done(), wrong, sum.Grouped())}
}

// levels are the degrees of certainty that can be looked at.
func levels() []sample.Confidence {
	return []sample.Confidence{sample.Confidence95, sample.Confidence90, sample.Confidence80}
}
