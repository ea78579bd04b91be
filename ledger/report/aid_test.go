package report_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

// aided is a book with a case that was paid, a fund, a loan and a programme.
func aided(t testing.TB) *storetest.Desk {
	d := storetest.New(t, func(f *ledger.Found) { f.Unit.Single, f.Opening = true, storetest.Opening() })
	m := roster(t, d, map[string][]string{"语文组": {"陈一帆", "林二木"}, "数学组": {"何三水", "郭四方"}})
	id := func(name string) ledger.MemberID { return m[name].ID }
	d.Must(t, ledger.OpenFund{Text: "大病互助金", Kind: ledger.MutualFund, Day: 20260105, Post: true})
	in := d.Must(t, ledger.FundIn{Fund: 1, Day: 20260110, Money: "10202", Parts: []ledger.FundPart{{Member: id("陈一帆"), Amount: 50_00}, {Member: id("林二木"), Amount: 50_00}, {Name: "校友", Amount: 23_50}}, Post: true})
	d.Must(t, ledger.FundIn{Fund: 1, Day: 20260111, Money: "10202", Parts: []ledger.FundPart{{Member: id("何三水"), Amount: 50_00}}, Post: true})
	d.Must(t, ledger.Reverse{ID: in.Voucher + 1, Day: 20260112, Reason: "收错", Post: true})
	d.Must(t, ledger.FundOut{Fund: 1, Day: 20260205, Money: "10202", Parts: []ledger.FundPart{{Member: id("林二木"), Amount: 80_00, What: "住院补助"}}, Post: true})
	d.Must(t, ledger.SaveCase{Case: ledger.Case{Member: id("林二木"), Opened: 20260110, Cause: "大病", Proofs: []ledger.ProofItem{{Name: "诊断证明", Seen: true}}}, File: &ledger.CaseFile{Story: "手术费用", OwnCost: 31_500_00, Address: "青山路1号"}})
	d.Must(t, ledger.SaveCase{Case: ledger.Case{Member: id("何三水"), Opened: 20260120, Cause: "单亲"}})
	d.Must(t, ledger.AddOpinion{Case: 1, Opinion: ledger.Opinion{Level: "工会小组", By: "陈一帆", Day: 20260111, Text: "属实"}})
	d.Must(t, ledger.ApproveCase{Case: 1, Approved: ledger.Approval{By: "赵主席", Day: 20260112, Minute: "会纪2026-3"}, Amount: 5_000_00})
	d.Must(t, ledger.HangCase{Case: 1, Hung: ledger.Publication{From: 20260113, To: 20260119, Place: "公示栏", Heard: "无异议"}})
	var g ledger.Gift
	var s []ledger.Share
	read(t, d, func(r ledger.Reader) { c, _ := r.Case(1); g, s = ledger.CaseGift(r, c, 20260121) })
	d.Must(t, ledger.GiveOut{Gift: g, Shares: s, Money: "10201", Papers: 1, Post: true})
	d.Must(t, ledger.LendTo{Member: id("郭四方"), Day: 20260115, Amount: 7_000_00, Money: "10201", Why: "火灾", Plan: ledger.Instalments(7_000_00, 7, 20260215), Papers: 1, Post: true})
	d.Must(t, ledger.RepayLoan{Loan: 1, Day: 20260215, Amount: 400_00, Money: "10201", Post: true})
	d.Must(t, ledger.SaveProgramme{Programme: ledger.Programme{Name: "金秋助学", Occasion: "school", Each: 2_000_00, Runs: 4}})
	d.Must(t, ledger.JoinProgramme{Programme: 1, Places: []ledger.AidPlace{{Member: id("陈一帆"), Kin: "陈小满", Relation: "子女", From: 20260101}, {Member: id("郭四方"), Kin: "郭小川", Relation: "子女", Amount: 3_000_00, From: 20260201}}})
	for _, day := range []ledger.Day{20260125, 20260220} {
		var run ledger.Run
		read(t, d, func(r ledger.Reader) {
			p, _ := r.Programme(1)
			run = ledger.NextRun(r, p, day.String(), day)
		})
		run.Gift.Reason, run.Gift.Second = "春秋两季各一次", "赵主席"
		d.Must(t, ledger.GiveOut{Gift: run.Gift, Shares: run.Shares, Money: "10201", Papers: 1, Post: true})
	}
	return d
}

func read(t testing.TB, d *storetest.Desk, f func(ledger.Reader)) {
	t.Helper()
	if err := d.View(func(r ledger.Reader) error { f(r); return nil }); err != nil {
		t.Fatal(err)
	}
}

func TestAidReports(t *testing.T) {
	d := aided(t)
	read(t, d, func(r ledger.Reader) {
		for name, a := range map[string]report.Args{
			"aid": {}, "fund": {}, "loans": {}, "programme": {},
			"aid-january": {Period: ledger.MonthPeriod(202601)}, "loans-january": {Period: ledger.MonthPeriod(202601)}, "fund-february": {Period: ledger.MonthPeriod(202602)},
			"aid-one": {Object: "case/1"}, "fund-one": {Object: "fund/1"}, "programme-one": {Object: "programme/1"},
		} {
			a.Today = 20260320
			kind, _, _ := strings.Cut(name, "-")
			doc := build(t, r, kind, a)
			if err := report.CheckTraces(r, doc); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			text := dump(doc)
			golden(t, "aid-"+name+".txt", text)
			hidden := []string{"手术", "青山路", "31,500"}
			if kind == "aid" || kind == "programme" {
				hidden = append(hidden, "林二木", "何三水", "陈一帆", "郭小川")
			}
			for _, word := range hidden {
				if strings.Contains(text, word) {
					t.Errorf("%s shows %s", name, word)
				}
			}
		}
	})
}

func TestAidReportsOfWhatIsNotThere(t *testing.T) {
	d := storetest.New(t, nil)
	read(t, d, func(r ledger.Reader) {
		for _, name := range []string{"aid", "fund", "loans", "programme"} {
			build(t, r, name, report.Args{Today: 20260320})
		}
		for name, object := range map[string]string{"aid": "case/9", "fund": "fund/9", "programme": "programme/9"} {
			if _, err := report.Build(r, name, report.Args{Object: object}); err == nil {
				t.Errorf("%s of %s was made", name, object)
			}
		}
	})
}
