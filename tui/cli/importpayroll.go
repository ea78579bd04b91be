package cli

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// planPayroll sets wages from their months on. Several months of one member
// become one change of the register.
func planPayroll(j *job, r ledger.Reader) error {
	if err := ledger.Permit(r, ledger.SaveMember{}.Name(), j.by); err != nil {
		return err
	}
	in, problems, ignored := intake.Payroll(j.t)
	j.problems, j.ignored = problems, ignored
	people := crowdOf(r)
	at := map[ledger.MemberID]int{}
	for _, p := range in {
		m, err := people.must(p.No, p.Name)
		if err != nil {
			j.reject(p.Line, "姓名", ledger.CodeOf(err), "%s", err.Error())
			continue
		}
		i, again := at[m.ID]
		if again {
			if a, ok := j.rows[i].act.(ledger.SaveMember); ok {
				m = a.Member
			}
		}
		w, text := wageOf(&m, p)
		if text == "" {
			if !again {
				at[m.ID] = len(j.rows)
				j.rows = append(j.rows, row{Line: p.Line, Action: unchanged, Who: m.No + " " + m.Name})
			}
			continue
		}
		m.Wages = m.SetWage(w)
		act := ledger.SaveMember{Member: m}
		if !j.judge(r, p.Line, m.No+" "+m.Name, act) {
			continue
		}
		if again {
			j.rows[i].act, j.rows[i].Action = act, changed
			j.rows[i].Text += " " + text
			continue
		}
		at[m.ID] = len(j.rows)
		j.rows = append(j.rows, row{Line: p.Line, Action: changed, Who: m.No + " " + m.Name, Text: text, act: act})
	}
	return nil
}

// wageOf is the wage that a row means, and what it changes; "" for nothing.
func wageOf(m *ledger.Member, p intake.PayRow) (ledger.Wage, string) {
	old, known := m.WageIn(p.Month)
	w := ledger.Wage{From: p.Month, Post: p.Post, Grade: old.Grade}
	if p.Grade != nil {
		w.Grade = *p.Grade
	}
	if known && old.Post == w.Post && old.Grade == w.Grade {
		return w, ""
	}
	return w, fmt.Sprintf("%s起 %s→%s", p.Month, (old.Post + old.Grade).Grouped(), (w.Post + w.Grade).Grouped())
}
