package paper_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
	"huizhang/tui/desk"
	"huizhang/tui/paper"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// book is the worked example, closed, with a finding and a cashier, and a desk
// at it.
func book(t testing.TB, who string) (*storetest.Desk, *desk.Desk) {
	t.Helper()
	b := storetest.Example(t, true, func(f *ledger.Found) {
		f.People = append(f.People, ledger.Person{Name: "孙出纳", Roles: []ledger.Role{ledger.Cashier}})
	})
	b.As("钱经审", func() {
		b.Must(t, audit.Raise{Finding: ledger.Finding{UID: "000102030405060708090a0b0c0d0e0f", On: "voucher/4", Ref: "2026-01-记-0004", Title: "慰问品没有签领表", Severity: "warn",
			Period: ledger.MonthPeriod(202601), Amount: 18_000_00, Owner: "王会计", Clause: "总工办发〔2017〕32号"}, Question: "60 人的签领表在哪里？"})
	})
	return b, tuitest.Desk(t, b.Book, b.Shelf, who, ledger.DayOf(2026, 2, 3))
}

func view(t testing.TB, d *desk.Desk, f func(ledger.Reader)) {
	t.Helper()
	if err := d.Book.View(func(r ledger.Reader) error { f(r); return nil }); err != nil {
		t.Fatal(err)
	}
}

func jan() ledger.Period { return ledger.MonthPeriod(202601) }

func TestReportIsWrittenAndFinal(t *testing.T) {
	_, d := book(t, "钱经审")
	p := tuitest.Scenario(t, "testdata/report.scenario", tuitest.Alone(paper.New(d, screen.AuditReport{Period: jan()})))
	p.Resize(60, 20).Golden("report-60x20").Resize(120, 40).Golden("report-120x40")
	view(t, d, func(r ledger.Reader) {
		all := report.PapersOf(r, report.AuditReport, jan())
		if len(all) != 2 || all[0].Final || !all[1].Final {
			t.Fatalf("%d versions", len(all))
		}
		if got := report.PartText(all[1], "evaluation"); got != "账目清楚，收入9,381.34元全部入账。\n支出合规。" {
			t.Errorf("final text %q", got)
		}
		if got := report.PartText(all[0], "evaluation"); !strings.Contains(got, "【本期收入】") {
			t.Errorf("draft text %q", got)
		}
	})
}

// Who keeps the books may read the report and change nothing.
func TestKeepersOnlyRead(t *testing.T) {
	_, d := book(t, "王会计")
	p := tuitest.Solo(t, paper.New(d, screen.AuditReport{Period: jan()}), 80, 24)
	p.Press("f8").Expect("只由经审人员做").Press("enter").Expect("【工会名称】").Type("改").Reject("改【").Press("esc", "f9").Expect("只由经审人员做").Press("f5").Expect("«ReportView").Press("esc", "esc")
}

// Work in hand outlives a crash, for the same period and person only.
func TestWordsInHandAreKept(t *testing.T) {
	_, d := book(t, "钱经审")
	d.Kept = desk.NewKept(t.TempDir() + "/kept.json")
	p := tuitest.Solo(t, paper.New(d, screen.AuditReport{Period: jan()}), 80, 24)
	p.Press("down", "down", "down", "down", "down", "enter").Type("写到一半").Press("esc").Expect("没存")
	again := tuitest.Solo(t, paper.New(d, screen.AuditReport{Period: jan()}), 80, 24)
	again.Expect("写到一半").Expect("有改动没有存").Press("f4").Press("ctrl+u").Type("2026").Press("enter").Expect("还没有保存").Press("esc").Expect("写到一半").Press("esc", "2")
	tuitest.Solo(t, paper.New(d, screen.AuditReport{Period: jan()}), 80, 24).Reject("写到一半")
}

// In the auditor's copy a report may be written, but does not travel back.
func TestReportInACopy(t *testing.T) {
	_, d := book(t, "钱经审")
	d.Packs = copies{}
	tuitest.Solo(t, paper.New(d, screen.AuditReport{Period: jan()}), 80, 24).Expect("副本里写的不随审计结果交回，请打印带走")
}

type copies struct{ ledger.Packer }

func (copies) CopyOf(string) (ledger.Head, bool) { return ledger.Head{Size: 1}, true }

func TestHandover(t *testing.T) {
	_, d := book(t, "王会计")
	p := tuitest.Scenario(t, "testdata/handover.scenario", tuitest.Alone(paper.NewHandover(d, screen.Handover{Month: 202601})))
	p.Resize(60, 20).Golden("handover-60x20").Resize(120, 40).Golden("handover-120x40")
	view(t, d, func(r ledger.Reader) {
		x, ok := report.PaperOf(r, report.HandoverDoc, jan(), 0)
		if !ok || !x.Final || x.From != "王会计" || x.To != "孙出纳" || x.Watched != "赵主席" || report.CountedCash(x.Cash) != 500_00 || x.Head == "" {
			t.Fatalf("%+v", x)
		}
		doc, err := report.Build(r, report.HandoverDoc, report.Args{Period: jan()})
		if err != nil {
			t.Fatal(err)
		}
		if err := report.CheckTraces(r, doc); err != nil {
			t.Error(err)
		}
	})
}

func TestHandoverReadOnly(t *testing.T) {
	_, d := book(t, "王会计")
	d.Book = only{d.Book}
	tuitest.Solo(t, paper.NewHandover(d, screen.Handover{Month: 202601}), 80, 24).Expect("只读打开").Press("f8").Expect("只能查看").Press("f9").Expect("只能查看").Press("esc")
}

type only struct{ ledger.Book }

func (only) ReadOnly() bool { return true }
