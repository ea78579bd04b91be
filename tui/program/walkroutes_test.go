package program

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/screen"
)

// walkKinds is every route that has a screen. TestWalkKnowsEveryRoute fails when
// one of routes.go is missing.
func walkKinds() []screen.Route {
	return []screen.Route{
		screen.Home{}, screen.TemplatePick{}, screen.VoucherForm{}, screen.VoucherList{}, screen.VoucherView{}, screen.DuesGrid{}, screen.Reports{},
		screen.ReportView{}, screen.Register{}, screen.Periods{}, screen.MonthFacts{}, screen.ClosePeriod{}, screen.Search{}, screen.Members{},
		screen.MemberForm{}, screen.MemberImport{}, screen.DuesRules{}, screen.Disclosures{}, screen.Publish{}, screen.Audit{}, screen.Settings{},
		screen.People{}, screen.Chart{}, screen.Opening{}, screen.Backups{}, screen.LogView{}, screen.Keys{}, screen.Sign{}, screen.SignOff{},
		screen.Pack{}, screen.OpenPack{}, screen.SendFindings{}, screen.TakeFindings{}, screen.GlossaryTop{},
		screen.Cases{}, screen.CaseForm{}, screen.CaseView{}, screen.Programmes{}, screen.ProgrammeForm{}, screen.ProgrammeView{}, screen.ProgrammeRun{},
		screen.Funds{}, screen.FundForm{}, screen.FundView{}, screen.FundMoves{}, screen.Loans{}, screen.LoanForm{}, screen.LoanView{},
		screen.Checks{}, screen.Evidence{}, screen.Coverage{}, screen.Roles{}, screen.FindingForm{}, screen.Findings{}, screen.FindingView{},
		screen.FindingAnswer{}, screen.Samples{}, screen.SamplePlan{}, screen.SampleView{}, screen.SampleResult{}, screen.WorkPaper{},
		screen.Care{}, screen.Gifts{}, screen.GiftForm{}, screen.GiftView{}, screen.SheetSign{}, screen.SheetBack{}, screen.Entitled{}, screen.Stock{},
		screen.ArticleView{}, screen.Lendings{}, screen.YearPlan{}, screen.Events{}, screen.EventForm{}, screen.EventView{}, screen.Roster{},
		screen.Attendance{}, screen.Prizes{}, screen.Draws{}, screen.EventCosts{}, screen.AuditReport{}, screen.Handover{},
		screen.Rules{}, screen.RuleForm{}, screen.Practice{},
		screen.Guide{}, // closes the book: last
	}
}

// TestWalkKnowsEveryRoute reads the switches of this package.
func TestWalkKnowsEveryRoute(t *testing.T) {
	known := map[string]bool{}
	for _, r := range walkKinds() {
		known[reflect.TypeOf(r).Name()] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(node ast.Node) bool {
			sw, ok := node.(*ast.TypeSwitchStmt)
			if !ok {
				return true
			}
			if _, on := sw.Assign.(*ast.AssignStmt); !on {
				return true
			}
			for _, c := range sw.Body.List {
				for _, e := range c.(*ast.CaseClause).List {
					sel, ok := e.(*ast.SelectorExpr)
					if !ok {
						continue
					}
					if x, ok := sel.X.(*ast.Ident); ok && x.Name == "screen" && strings.HasSuffix(name, "routes.go") {
						n++
						if !known[sel.Sel.Name] {
							t.Errorf("%s: screen.%s is not in the walk", name, sel.Sel.Name)
						}
					}
				}
			}
			return true
		})
	}
	if n != len(known) {
		t.Errorf("%d cases in the switches, %d routes in the walk", n, len(known))
	}
}

// stock is what a book offers to fill the arguments of routes with, by type.
type shelfOf map[reflect.Type][]reflect.Value

func put[T any](s shelfOf, of ...T) {
	for _, v := range of {
		at := reflect.TypeFor[T]()
		s[at] = append(s[at], reflect.ValueOf(v))
	}
}

// kinds keeps one of each kind.
func kinds[T any, K cmp.Ordered](seq func(func(T) bool), kind func(T) K) (out []T) {
	seen := map[K]bool{}
	for v := range seq {
		if k := kind(v); !seen[k] {
			seen[k] = true
			out = append(out, v)
		}
	}
	return out
}

// samples picks from a book one thing of each state that its screens tell apart.
func samples(r ledger.Reader) shelfOf {
	s := shelfOf{}
	every := func(yield func(ledger.Voucher) bool) {
		for id := ledger.VoucherID(1); id <= r.LastVoucher(); id++ {
			if v, ok := r.Voucher(id); ok && !yield(v) {
				return
			}
		}
	}
	for _, v := range kinds(every, func(v ledger.Voucher) string {
		_, red := r.ReversedBy(v.ID)
		return fmt.Sprint(v.State, red)
	}) {
		put(s, v.ID)
	}
	for _, m := range kinds(r.Members(), func(m ledger.Member) string { return fmt.Sprint(m.Into != 0, len(m.Spells)) }) {
		put(s, m.ID)
	}
	for _, g := range kinds(r.Gifts(), func(g ledger.Gift) string { return fmt.Sprint(g.Event != 0, g.Case != 0, g.Programme != 0) }) {
		put(s, g.ID)
	}
	for id := range min(r.LastSheet(), 3) {
		put(s, r.LastSheet()-id)
	}
	for _, c := range kinds(r.Cases(), func(c ledger.Case) string { return fmt.Sprint(c.State) }) {
		put(s, c.ID)
	}
	for p := range r.Programmes() {
		put(s, p.ID)
	}
	for _, f := range kinds(r.Funds(), func(f ledger.Fund) string { return fmt.Sprint(f.Kind, f.Closed) }) {
		put(s, f.ID)
	}
	for l := range r.Loans() {
		put(s, l.ID)
	}
	for _, e := range kinds(r.Events(), func(e ledger.Event) string { return fmt.Sprint(e.State, e.Prizes != nil) }) {
		put(s, e.ID)
	}
	for a := range r.Articles() {
		put(s, a.ID)
		break
	}
	for f := range r.Findings() {
		put(s, f.ID)
	}
	for p := range r.Samples() {
		put(s, p.ID)
	}
	put(s, ledger.MonthOf(2026, 4), ledger.MonthOf(2026, 5))
	put(s, ledger.MonthPeriod(ledger.MonthOf(2026, 4)), ledger.YearPeriod(2025))
	put(s, ledger.DayOf(2026, 5, 20))
	put(s, true)
	put(s, 2025)
	return s
}

// words are the arguments that are texts, by route and field.
func words(r ledger.Reader) map[string][]string {
	w := map[string][]string{
		"VoucherForm.Template": {"T01"}, "Search.Query": {"王"}, "GiftForm.Occasion": {"duanwu", "sick"}, "MonthFacts.Field": {"cash"},
		"Sign.Kind": {ledger.SignDisclosure, ledger.SignYear, ledger.SignHandover}, "AuditReport.Kind": {report.AuditReport, report.AuditPlan},
		"Findings.State": {"open", "answered", "closed"}, "Evidence.On": {"month/2026-04"}, "FindingForm.On": {"month/2026-04"}, "Rules.Region": {"山东"},
	}
	for _, c := range report.Catalogue() {
		w["ReportView.Name"] = append(w["ReportView.Name"], c.Name)
	}
	for _, rule := range r.Rules() {
		w["RuleForm.ID"] = []string{rule.ID}
	}
	return w
}

// needs reports whether a route means nothing without its arguments: nobody
// opens a signature of nothing.
func needs(r screen.Route) bool {
	switch r.(type) {
	case screen.Sign, screen.SignOff:
		return true
	}
	return false
}

// walkRoutes fills the arguments of every route: none, then one after the other
// with what the book has, on the first thing that the route may be about.
func walkRoutes(r ledger.Reader) (out []screen.Route) {
	has, text := samples(r), words(r)
	add := func(v reflect.Value) { out = append(out, v.Interface().(screen.Route)) }
	for _, kind := range walkKinds() {
		t := reflect.TypeOf(kind)
		if !needs(kind) {
			add(reflect.New(t).Elem())
		}
		base := reflect.New(t).Elem()
		if f, ok := t.FieldByName("ID"); ok && len(has[f.Type]) > 0 {
			base.FieldByName("ID").Set(has[f.Type][0])
		}
		for i := range t.NumField() {
			f, values := t.Field(i), has[t.Field(i).Type]
			for _, s := range text[t.Name()+"."+f.Name] {
				values = append(slices.Clip(values), reflect.ValueOf(s))
			}
			for _, v := range values {
				full := reflect.New(t).Elem()
				full.Set(base)
				full.Field(i).Set(v)
				if s, ok := full.Interface().(screen.Sign); !ok || s.Kind != "" {
					add(full)
				}
			}
		}
	}
	april := ledger.MonthPeriod(ledger.MonthOf(2026, 4))
	out = slices.Insert(out, len(out)-1, []screen.Route{
		screen.VoucherForm{CopyOf: 3}, screen.VoucherForm{Reverses: 3, Day: ledger.DayOf(2026, 5, 20), Reason: "记错科目"},
		screen.VoucherForm{ID: 9999}, screen.VoucherView{ID: 9999}, screen.MemberForm{ID: 9999}, screen.GiftView{ID: 9999}, screen.SheetSign{ID: 9999}, screen.CaseView{ID: 9999},
		screen.EventView{ID: 9999}, screen.Roster{ID: 9999}, screen.FindingView{ID: 9999}, screen.SampleView{ID: 9999}, screen.WorkPaper{ID: 9999}, screen.FundView{ID: 9999},
		screen.LoanView{ID: 9999}, screen.ArticleView{ID: 9999}, screen.ProgrammeView{ID: 9999}, screen.ReportView{Name: "没有这张表"}, screen.RuleForm{ID: "没有"},
		screen.Register{Title: "会费收入", Accounts: []ledger.Code{"401"}, Side: "credit", Period: april},
		screen.ReportView{Name: "ledger", Account: "102"}, screen.ReportView{Name: "voucher", Voucher: 3}, screen.ReportView{Name: "disclosure", Period: april, Version: 1},
		screen.Sign{Kind: ledger.SignDisclosure, Period: april, Version: 1}, screen.Sign{Kind: ledger.SignYear, Period: ledger.YearPeriod(2025)},
		screen.Evidence{Title: "缺签收", Text: "没有签收", On: "voucher/3", Keys: []string{"voucher/3", "month/2026-04", "sheet/1", "report/income/2026-04/401"}},
		screen.GiftForm{Gift: 1, More: true}, screen.EventCosts{ID: 1, Settle: true},
	}...)
	return out
}
