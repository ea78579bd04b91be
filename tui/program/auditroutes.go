package program

import (
	rules "huizhang/ledger/audit"
	"huizhang/tui/audit"
	"huizhang/tui/desk"
	"huizhang/tui/finding"
	"huizhang/tui/sampling"
	"huizhang/tui/screen"
)

// auditScreen turns the routes of the audit committee's desk into their screens.
func auditScreen(d *desk.Desk, route screen.Route) screen.Screen {
	switch r := route.(type) {
	case screen.Checks:
		return audit.NewChecks(d, r)
	case screen.Evidence:
		return audit.NewEvidence(d, r)
	case screen.Coverage:
		return audit.NewCoverage(d, r)
	case screen.Roles:
		return audit.NewRoles(d, r)
	case screen.FindingForm:
		return finding.NewForm(d, r)
	case screen.Findings:
		return finding.NewList(d, r)
	case screen.FindingView:
		return finding.NewView(d, r)
	case screen.FindingAnswer:
		return finding.NewAnswer(d, r)
	case screen.Samples:
		return sampling.NewList(d, r)
	case screen.SamplePlan:
		return sampling.NewPlan(d, r)
	case screen.SampleView:
		return sampling.NewView(d, r)
	case screen.SampleResult:
		return sampling.NewResult(d, r)
	case screen.WorkPaper:
		return sampling.NewWork(d, r)
	}
	return paperScreen(d, route)
}

// asks says why the operator may not raise a finding, "" when he may.
func (s *session) asks() string {
	s.mu.Lock()
	d, crew := s.d, s.crew
	s.mu.Unlock()
	if d == nil || crew == nil {
		return "还没有打开账本。"
	}
	return d.May(crew, rules.Raise{}.Name())
}
