package audit_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

func january() ledger.Period { return ledger.MonthPeriod(202601) }

func fields(err error) string {
	var out []string
	if e, ok := err.(*ledger.Error); ok {
		for _, p := range e.Problems {
			out = append(out, p.Field)
		}
	}
	return strings.Join(out, " ")
}

// Only the audit committee writes its report; a final one needs a closed month
// and every needed part, and a version once saved is never overwritten.
func TestSavePaper(t *testing.T) {
	d := storetest.Example(t, false, nil)
	draft := audit.SavePaper{Kind: report.AuditReport, Period: january(), Parts: []ledger.PaperPart{{Key: "evaluation", Text: "好\r\n\t很好 \u202e"}}}
	if err := d.Refuse(t, draft); ledger.CodeOf(err) != ledger.CodeRole {
		t.Errorf("by the treasurer: %v", err)
	}
	d.As("钱经审", func() {
		d.Must(t, draft)
		if err := d.Refuse(t, draft); !strings.Contains(err.Error(), "没有改动") {
			t.Error(err)
		}
		final := draft
		final.Final = true
		if got := fields(d.Refuse(t, final)); got != "mandate scope suggestions " {
			t.Errorf("not ready: %q", got)
		}
		if got := fields(d.Refuse(t, audit.SavePaper{Kind: report.AuditReport, Period: ledger.YearPeriod(2025), Parts: []ledger.PaperPart{{Key: "what"}, {Key: "closing", Text: strings.Repeat("长", 5001)}}})); got != "period closing what" {
			t.Errorf("wrong: %q", got)
		}
		if err := d.Refuse(t, audit.SavePaper{Kind: "handover", Period: january()}); ledger.CodeOf(err) != ledger.CodeBadValue {
			t.Error(err)
		}
	})
	err := d.View(func(r ledger.Reader) error {
		all := report.PapersOf(r, report.AuditReport, january())
		if len(all) != 1 || all[0].Version != 1 || all[0].By != "钱经审" || report.PartText(all[0], "evaluation") != "好\n很好" {
			t.Errorf("%+v", all)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSaveHandover(t *testing.T) {
	d := storetest.Example(t, true, nil)
	full := audit.SaveHandover{Period: january(), From: "王会计", To: "李审核", Watched: "赵主席", Cash: []ledger.NoteCount{{Value: 100_00, Count: 5}}, Banks: map[ledger.Code]ledger.Money{"102": 35_581_34}, Final: true}
	for want, change := range map[string]func(*audit.SaveHandover){
		"from to watched": func(a *audit.SaveHandover) { a.From, a.To, a.Watched = "", "", "" },
		"to":              func(a *audit.SaveHandover) { a.To = "王会计" },
		"from to":         func(a *audit.SaveHandover) { a.From, a.To = "王", "没登记的人" },
		"watched ":        func(a *audit.SaveHandover) { a.Watched = "赵" }, // a name cut short
		"watched":         func(a *audit.SaveHandover) { a.Watched = "李审核" },
		"why":             func(a *audit.SaveHandover) { a.Cash = nil },
		"bank-102":        func(a *audit.SaveHandover) { a.Banks = nil },
		"bank-why":        func(a *audit.SaveHandover) { a.Banks = map[ledger.Code]ledger.Money{"102": 1} },
		"period":          func(a *audit.SaveHandover) { a.Period = ledger.YearPeriod(2026) },
		"note-3.00 note-3.00 why": func(a *audit.SaveHandover) {
			a.Cash = []ledger.NoteCount{{Value: 3_00, Count: 1}, {Value: 3_00, Count: 1}}
		},
		"note-0.10 why": func(a *audit.SaveHandover) { a.Cash = []ledger.NoteCount{{Value: 10, Count: -1}} },
	} {
		a := full
		change(&a)
		if got := fields(d.Refuse(t, a)); got != strings.TrimSpace(want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	// A difference with a word about it may be final; whoever audits may take part.
	short := full
	short.Cash, short.Why = []ledger.NoteCount{{Value: 10, Count: 1}, {Value: 100_00, Count: 4}, {Value: 1_00, Count: 0}}, "备用金 99.90 元在出纳处"
	d.As("钱经审", func() { d.Must(t, short) })
	d.Must(t, full)
	err := d.View(func(r ledger.Reader) error {
		all := report.PapersOf(r, report.HandoverDoc, january())
		if len(all) != 2 || len(all[0].Cash) != 2 || all[0].Cash[0].Value != 100_00 || report.PartText(all[1], "book-101") != "500.00" || report.PartText(all[1], "open-unpublished") == "" {
			t.Errorf("%+v", all)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
