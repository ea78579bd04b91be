package sample

import (
	"huizhang/ledger"
)

// Population is what a sample of a period is drawn from: its posted vouchers
// but for the automatic closing ones.
func Population(r ledger.Reader, p ledger.Period) (items []Item, ids map[string]ledger.VoucherID) {
	ids = map[string]ledger.VoucherID{}
	for v := range r.Posted(p) {
		if v.Closing() {
			continue
		}
		it := Item{Key: v.Ref(), Amount: v.Amount(), Day: v.Day}
		for _, l := range v.Lines {
			switch {
			case l.Account.Under("101"):
				it.Cash += l.Net().Abs()
			case l.Account.Under("507"):
				it.Flags |= FlagCapital
			case l.Account.Under("50404"), l.Account.Under("50405"):
				it.Flags |= FlagHardship
			}
		}
		if _, red := r.ReversedBy(v.ID); red || v.Reverses != 0 {
			it.Flags |= FlagReversal
		}
		if condolence(r, v.ID) {
			it.Flags |= FlagHardship
		}
		items, ids[it.Key] = append(items, it), v.ID
	}
	return items, ids
}

// condolence reports whether a voucher paid condolence money or hardship aid.
func condolence(r ledger.Reader, id ledger.VoucherID) bool {
	for _, s := range r.SheetsOf(id) {
		sheet, _ := r.Sheet(s)
		g, ok := r.Gift(sheet.Gift)
		if !ok {
			continue
		}
		switch o, _ := ledger.OccasionOf(r.Practice(), g.Occasion); o.Subject {
		case ledger.SubHospital, ledger.SubDeathMember, ledger.SubDeathKin:
			return true
		}
		if g.Case != 0 || g.Programme != 0 {
			return true
		}
	}
	return false
}

// PlanOf is the sampling plan that a sample keeps, with its seed.
func PlanOf(s ledger.Sample) Plan {
	l := DefaultLimits()
	if s.Large != 0 {
		l.Large = s.Large
	}
	return Plan{Limits: l, Method: Method(s.Method), Size: s.Size, Interval: s.Interval, Seed: Seed{Head: s.Head, Drawn: s.Drawn}}
}

// ExamOf is the examination that a working-paper line keeps.
func ExamOf(l ledger.WorkLine, ref string) Exam {
	e := Exam{Key: ref, Audited: l.Audited, Note: l.Note, By: l.By, On: ledger.DayAt(l.At)}
	for _, t := range l.Tests {
		v := map[string]Verdict{"yes": VerdictGood, "no": VerdictBad, "na": VerdictNone}[t.Fine]
		e.Marks = append(e.Marks, Mark{Attribute(t.Name), v})
	}
	return e
}
