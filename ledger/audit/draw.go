package audit

import (
	"encoding/hex"
	"fmt"

	"huizhang/ledger"
	"huizhang/ledger/audit/sample"
)

// Population is what a sample of a period is drawn from.
func Population(r ledger.Reader, p ledger.Period) (items []sample.Item, ids map[string]ledger.VoucherID) {
	return sample.Population(r, p)
}

// PlanOf is the sampling plan that a sample keeps.
func PlanOf(s ledger.Sample) sample.Plan { return sample.PlanOf(s) }

// PlanSample fixes how a sample will be drawn, before the number is known that
// decides it. Sample brings UID, Period, Method, Size, Large, Interval and Head.
type PlanSample struct{ Sample ledger.Sample }

// Name of the act.
func (PlanSample) Name() string { return "sample.plan" }

// Decide holds the plan against what sampling needs.
func (a PlanSample) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	s := a.Sample
	s.ID, s.By, s.Made, s.Drawn, s.Items, s.Void = r.LastSample()+1, by.Operator, by.Time, "", nil, ""
	var ps ledger.Problems
	if raw, err := hex.DecodeString(s.UID); err != nil || len(raw) != 16 {
		ps.Add("", "", ledger.CodeLaw, "抽样的编号不对，请重新打开这一页再做。")
	}
	if s.Period == (ledger.Period{}) {
		ps.Add("period", "", ledger.CodeRequired, "请选择抽查的期间，例如 2026-05。")
	}
	p := PlanOf(s)
	p.Seed = sample.Seed{Head: s.Head, Drawn: "0000"} // the number is not known yet
	ps = append(ps, p.Check()...)
	if err := ps.Err(); err != nil {
		return ledger.Plan{}, err
	}
	return ledger.Plan{Title: fmt.Sprintf("抽样计划 %s：%s", s.ID, s.Period.Chinese()), Object: sampleObject(s.ID), Changes: []ledger.Change{ledger.Put(s)}}, nil
}

func sampleObject(id ledger.SampleID) string { return fmt.Sprintf("sample/%d", uint64(id)) }

// DrawSample draws a planned sample with the number drawn before both sides.
type DrawSample struct {
	Sample ledger.SampleID
	Drawn  string
}

// Name of the act.
func (DrawSample) Name() string { return "sample.draw" }

// Decide chooses the vouchers.
func (a DrawSample) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	old, ok := r.Sample(a.Sample)
	switch {
	case !ok || old.Void != "":
		return ledger.Plan{}, ledger.Errf(ledger.CodeUnknown, "没有找到这次抽样，或者它已作废。")
	case old.Drawn != "":
		return ledger.Plan{}, ledger.Errf(ledger.CodeState, "%s已经抽过，不能再抽。要重抽请先作废，再做新的计划。", old.ID)
	}
	sel, s, err := Redraw(r, old, a.Drawn)
	if err != nil {
		return ledger.Plan{}, err
	}
	return ledger.Plan{Title: fmt.Sprintf("抽样 %s：抽中 %d 张，当众抽的数 %s", s.ID, len(sel.Picks), s.Drawn), Object: sampleObject(s.ID), Changes: []ledger.Change{ledger.Edit(old, s)}}, nil
}

// Redraw draws a sample again from the book as it is; with the same number it
// gives the same vouchers while the period is unchanged.
func Redraw(r ledger.Reader, s ledger.Sample, drawn string) (sample.Selection, ledger.Sample, error) {
	seed, err := sample.NewSeed(s.Head, drawn)
	if err != nil {
		return sample.Selection{}, s, err
	}
	p := PlanOf(s)
	p.Seed = seed
	items, ids := Population(r, s.Period)
	sel, err := sample.Select(items, p)
	if err != nil {
		return sel, s, err
	}
	s.Drawn, s.Items = seed.Drawn, nil
	for _, x := range sel.Picks {
		s.Items = append(s.Items, ledger.SampleItem{Voucher: ids[x.Key], Ref: x.Key, Amount: x.Amount, Why: sel.Why(x)})
	}
	return sel, s, nil
}

// VoidSample puts a sample aside, with a reason.
type VoidSample struct {
	Sample ledger.SampleID
	Reason string
}

// Name of the act.
func (VoidSample) Name() string { return "sample.void" }

// Decide keeps the sample, marked.
func (a VoidSample) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	old, ok := r.Sample(a.Sample)
	if !ok || old.Void != "" {
		return ledger.Plan{}, ledger.Errf(ledger.CodeUnknown, "没有找到这次抽样，或者它已作废。")
	}
	var ps ledger.Problems
	s := old
	s.Void = tidy("reason", a.Reason, 200, true, &ps)
	if err := ps.Err(); err != nil {
		return ledger.Plan{}, err
	}
	return ledger.Plan{Title: "作废抽样 " + s.ID.String(), Reason: s.Void, Object: sampleObject(s.ID), Changes: []ledger.Change{ledger.Edit(old, s)}}, nil
}

// KeepWork keeps the working-paper line of one sampled voucher.
type KeepWork struct{ Line ledger.WorkLine }

// Name of the act.
func (KeepWork) Name() string { return "work.keep" }

// Decide takes lines of vouchers that were drawn.
func (a KeepWork) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	l := a.Line
	s, ok := r.Sample(l.Sample)
	if !ok || s.Void != "" {
		return ledger.Plan{}, ledger.Errf(ledger.CodeUnknown, "没有找到这次抽样，或者它已作废。")
	}
	ref := ""
	for _, it := range s.Items {
		if it.Voucher == l.Voucher {
			ref = it.Ref
		}
	}
	if ref == "" {
		return ledger.Plan{}, ledger.Errf(ledger.CodeUnknown, "这张凭证不在%s抽中的凭证里。", s.ID)
	}
	var ps ledger.Problems
	l.Note = tidy("note", l.Note, 500, false, &ps)
	for _, t := range l.Tests {
		if t.Fine != "" && t.Fine != "yes" && t.Fine != "no" && t.Fine != "na" {
			ps.Add("test-"+t.Name, t.Name, ledger.CodeBadValue, "结果只能是：符合、不符合、不适用。")
		}
	}
	if err := ps.Err(); err != nil {
		return ledger.Plan{}, err
	}
	l.By, l.At = by.Operator, by.Time
	ch := ledger.Put(l)
	for old := range r.WorkLines(l.Sample) {
		if old.Voucher == l.Voucher {
			ch = ledger.Edit(old, l)
		}
	}
	return ledger.Plan{Title: "工作底稿 " + s.ID.String() + " " + ref, Voucher: l.Voucher, Object: sampleObject(s.ID), Changes: []ledger.Change{ch}}, nil
}
