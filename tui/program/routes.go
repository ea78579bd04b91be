package program

import (
	"huizhang/tui/aid"
	"huizhang/tui/audit"
	"huizhang/tui/desk"
	"huizhang/tui/disclosure"
	"huizhang/tui/dues"
	"huizhang/tui/fund"
	"huizhang/tui/glossary"
	"huizhang/tui/home"
	"huizhang/tui/keys"
	"huizhang/tui/member"
	"huizhang/tui/pack"
	"huizhang/tui/period"
	"huizhang/tui/report"
	"huizhang/tui/screen"
	"huizhang/tui/search"
	"huizhang/tui/settings"
	"huizhang/tui/voucher"
)

// build turns a route into its screen: one case each.
func (s *session) build(route screen.Route) screen.Screen {
	d := s.desk()
	if _, ok := route.(firstRoute); ok || d == nil {
		return s.first()
	}
	switch r := route.(type) {
	case screen.Home:
		return home.New(d, menu())
	case screen.Guide:
		return &closing{s: s}
	case screen.TemplatePick:
		return voucher.NewPick(d, r)
	case screen.VoucherForm:
		return voucher.NewForm(d, r)
	case screen.VoucherList:
		return voucher.NewList(d, r)
	case screen.VoucherView:
		return voucher.NewView(d, r)
	case screen.DuesGrid:
		return dues.New(d, r)
	case screen.Reports:
		return report.NewList(d, r)
	case screen.ReportView:
		return report.NewView(d, r)
	case screen.Register:
		return report.NewRegister(d, r)
	case screen.Periods:
		return period.NewList(d, r)
	case screen.MonthFacts:
		return period.NewFacts(d, r)
	case screen.ClosePeriod:
		return period.NewClose(d, r)
	case screen.Search:
		return search.New(d, r)
	case screen.Members:
		return member.NewList(d, r)
	case screen.MemberForm:
		return member.NewForm(d, r)
	case screen.MemberImport:
		return member.NewImport(d, r)
	case screen.DuesRules:
		return dues.NewRules(d, r)
	case screen.Disclosures:
		return disclosure.NewList(d, r)
	case screen.Publish:
		return disclosure.NewPublish(d, r)
	case screen.Audit:
		return audit.New(d, r)
	case screen.Settings:
		return settings.New(d, r)
	case screen.People:
		return settings.NewPeople(d, r)
	case screen.Chart:
		return settings.NewChart(d, r)
	case screen.Opening:
		return settings.NewOpening(d, r)
	case screen.Backups:
		return settings.NewBackups(d, r)
	case screen.LogView:
		return settings.NewLogView(d, r)
	case screen.Keys:
		return keys.NewList(d, r)
	case screen.Sign:
		return keys.NewSign(d, r)
	case screen.SignOff:
		return keys.NewSignOff(d, r)
	case screen.Pack:
		return pack.New(d, r)
	case screen.OpenPack:
		return pack.NewOpen(d, r)
	case screen.SendFindings:
		return pack.NewSend(d, r)
	case screen.TakeFindings:
		return pack.NewTake(d, r)
	case screen.GlossaryTop:
		return glossary.New(d, r)
	}
	return careScreen(d, route)
}

// aidScreen turns the routes of aid, funds and loans into their screens.
func aidScreen(d *desk.Desk, route screen.Route) screen.Screen {
	switch r := route.(type) {
	case screen.Cases:
		return aid.NewCases(d, r)
	case screen.CaseForm:
		return aid.NewCaseForm(d, r)
	case screen.CaseView:
		return aid.NewCase(d, r)
	case screen.Programmes:
		return aid.NewProgrammes(d, r)
	case screen.ProgrammeForm:
		return aid.NewProgrammeForm(d, r)
	case screen.ProgrammeView:
		return aid.NewProgramme(d, r)
	case screen.ProgrammeRun:
		return aid.NewRun(d, r)
	case screen.Funds:
		return fund.NewFunds(d, r)
	case screen.FundForm:
		return fund.NewFundForm(d, r)
	case screen.FundView:
		return fund.NewFund(d, r)
	case screen.FundMoves:
		return fund.NewMoves(d, r)
	case screen.Loans:
		return fund.NewLoans(d, r)
	case screen.LoanForm:
		return fund.NewLoanForm(d, r)
	case screen.LoanView:
		return fund.NewLoan(d, r)
	}
	return ruleScreen(d, route)
}
