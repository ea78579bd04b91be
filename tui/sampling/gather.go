package sampling

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/audit/sample"
)

// drawn is a sample with all that was found of it.
type drawn struct {
	s     ledger.Sample
	found bool
	lines map[ledger.VoucherID]ledger.WorkLine
	sel   sample.Selection
	moved string // why the book no longer gives the same sample, "" when it does
	ev    sample.Evaluation
	bad   string // why there is no evaluation
}

// gather reads a sample, draws it again from the book as it is, and evaluates
// what was examined.
func gather(r ledger.Reader, id ledger.SampleID, c sample.Confidence) drawn {
	var out drawn
	if out.s, out.found = r.Sample(id); !out.found {
		return out
	}
	out.lines = map[ledger.VoucherID]ledger.WorkLine{}
	for l := range r.WorkLines(id) {
		out.lines[l.Voucher] = l
	}
	if out.s.Drawn == "" {
		return out
	}
	sel, again, err := audit.Redraw(r, out.s, out.s.Drawn)
	if err != nil {
		out.bad = err.Error()
		return out
	}
	out.sel, out.moved = sel, differs(out.s.Items, again.Items)
	if out.moved != "" {
		out.bad = out.moved
		return out
	}
	var exams []sample.Exam
	for _, it := range out.s.Items {
		if l, ok := out.lines[it.Voucher]; ok {
			exams = append(exams, sample.ExamOf(l, it.Ref))
		}
	}
	if out.ev, err = sample.Evaluate(sel, exams, c); err != nil {
		out.bad = err.Error()
	}
	return out
}

// differs tells when the period has changed since the sample was drawn, so that
// the same number would give other vouchers.
func differs(was, is []ledger.SampleItem) string {
	have := map[ledger.VoucherID]bool{}
	for _, x := range is {
		have[x.Voucher] = true
	}
	lost := 0
	for _, x := range was {
		if !have[x.Voucher] {
			lost++
		}
	}
	if lost == 0 && len(was) == len(is) {
		return ""
	}
	return fmt.Sprintf("抽样以后这个期间的账有了变化（例如补记、冲销），现在照同样的数重抽，会多 %d 张、少 %d 张。查过的仍然算数，但推算要等重新抽样。", len(is)-len(was)+lost, lost)
}

// done counts the vouchers that are worked through.
func (d drawn) done() int {
	n := 0
	for _, it := range d.s.Items {
		if complete(d.lines[it.Voucher]) {
			n++
		}
	}
	return n
}

// outcome says what the examination of a voucher gave.
func (d drawn) outcome(it ledger.SampleItem) (text string, bad, open bool) {
	l, ok := d.lines[it.Voucher]
	if !ok {
		return "未查", false, true
	}
	wrong := 0
	for _, t := range l.Tests {
		if t.Fine == "no" {
			wrong++
		}
	}
	switch {
	case !complete(l):
		return "没查完", wrong > 0, true
	case l.Audited != it.Amount:
		return "金额差 " + (it.Amount - l.Audited).Grouped(), true, false
	case wrong > 0:
		return fmt.Sprintf("不符合 %d 项", wrong), true, false
	}
	return "符合", false, false
}
