package ledger

import "slices"

// judgePlan holds an event with those on its roster against the rules of its
// day, and keeps what they say.
func judgePlan(r Reader, e *Event, roster []Entrant, reason, second string, by Stamp) error {
	warnings, err := Accept(JudgeEvent(r, e, roster, e.Made), cmpOr(reason, e.Reason), cmpOr(second, e.Second), by.Operator)
	if err != nil {
		return err
	}
	e.Warnings = warnings
	if reason != "" {
		e.Reason, e.Second = reason, CleanName(second)
	}
	return nil
}

// judgeEnrolled holds an event against the rules with the newcomers on its
// roster: how often each went this year, for one. The plan's own warnings were
// answered already.
func judgeEnrolled(r Reader, e *Event, fresh []Entrant, reason, second string, by Stamp) error {
	known := e.Warnings
	f := *e
	vs := JudgeEvent(r, &f, append(Roster(r, e.ID), fresh...), MadeAt(r, by))
	vs = slices.DeleteFunc(vs, func(v Verdict) bool { return v.Rule.Severity != SevStop && slices.Contains(known, v.Text) })
	warnings, err := Accept(vs, cmpOr(reason, e.Reason), cmpOr(second, e.Second), by.Operator)
	if err != nil {
		return err
	}
	e.Warnings = append(slices.Clone(known), warnings...)
	return nil
}
