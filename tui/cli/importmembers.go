package cli

import (
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// planMembers matches each row with the register. Wages, class and status hold
// from the month given on, else from the first that is not closed.
func planMembers(j *job, r ledger.Reader) error {
	from := ledger.FirstOpen(r)
	if j.from != "" {
		var err error
		if from, err = month("--from", j.from); err != nil {
			return err
		}
	}
	return j.follow(r, func() *intake.Blueprint { return intake.PlanMembers(r, j.by, j.t, from) })
}

// planPayroll sets wages from their months on.
func planPayroll(j *job, r ledger.Reader) error {
	return j.follow(r, func() *intake.Blueprint { return intake.PlanPayroll(r, j.by, j.t) })
}

// follow takes over a plan for the register, made for somebody who may write it.
func (j *job) follow(r ledger.Reader, plan func() *intake.Blueprint) error {
	if err := ledger.Permit(r, ledger.SaveMember{}.Name(), j.by); err != nil {
		return err
	}
	b := plan()
	j.problems, j.ignored = b.Problems, b.Ignored
	for _, p := range b.Rows {
		w := row{Line: p.Line, Action: p.Verdict, Who: strings.TrimSpace(p.No + " " + p.Name), Text: p.Text, act: p.Act}
		if p.Verdict == intake.Added {
			w.Text, w.Note = "", p.Text
		}
		j.rows = append(j.rows, w)
	}
	return nil
}
