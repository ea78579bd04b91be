package sampling

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/audit/sample"
)

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
		if open := len(d.s.Items) - d.done(); open > 0 && d.done() > 0 {
			result = append(result, fmt.Sprintf("! 还有 %d 张没有查完，下面只是照已经填的算，查完再作结论。", open))
		}
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
