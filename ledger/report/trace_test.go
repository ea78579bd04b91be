package report_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// A figure that is wrong by a fen, or a trace that selects something else, is
// named by its line and column.
func TestCheckTracesNamesTheCell(t *testing.T) {
	d := example(t, true)
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "income", report.Args{Period: ledger.MonthPeriod(jan)})
		cell := &doc.Tables[0].Rows[1].Cells[2]
		cell.Money++
		if err := report.CheckTraces(r, doc); err == nil || !strings.Contains(err.Error(), "total-income 本年累计数") || ledger.CodeOf(err) != ledger.CodeLaw {
			t.Errorf("a wrong figure: %v", err)
		}
		cell.Money--
		cell.Trace = &report.Trace{Accounts: []ledger.Code{"5"}, Side: report.CreditNet, Period: cell.Trace.Period}
		if report.CheckTraces(r, doc) == nil {
			t.Error("a wrong trace passed")
		}
	})
}

func TestTraceParts(t *testing.T) {
	d := example(t, true)
	view(t, d, func(r ledger.Reader) {
		p := ledger.MonthPeriod(jan)
		for name, c := range map[string]struct {
			t    report.Trace
			want ledger.Money
		}{
			"one side":          {report.Trace{Accounts: []ledger.Code{"102"}, Side: report.Credit, Period: p}, 27_000_00},
			"net":               {report.Trace{Accounts: []ledger.Code{"102"}, Side: report.DebitNet, Period: p}, -14_418_66},
			"balance":           {report.Trace{Accounts: []ledger.Code{"102"}, Side: report.DebitNet, Period: p, Balance: true}, 35_581_34},
			"minus":             {report.Trace{Accounts: []ledger.Code{"5"}, Minus: []ledger.Code{"501", "507"}, Side: report.DebitNet, Period: p}, 2_000_00},
			"restricted":        {report.Trace{Accounts: []ledger.Code{"4", "5"}, Side: report.CreditNet, Period: p, Restricted: report.Yes}, 1_000_00},
			"free":              {report.Trace{Accounts: []ledger.Code{"4", "5"}, Side: report.CreditNet, Period: p, Restricted: report.No}, -15_418_66},
			"closing":           {report.Trace{Accounts: []ledger.Code{"4", "5"}, Side: report.CreditNet, Period: p, Closing: true}, 0},
			"two parts":         {report.Trace{Accounts: []ledger.Code{"401"}, Side: report.CreditNet, Period: p, Also: []report.Trace{{Accounts: []ledger.Code{"408"}, Side: report.Credit, Period: p}}}, 1_581_34},
			"a line twice over": {report.Trace{Accounts: []ledger.Code{"401"}, Side: report.CreditNet, Period: p, Also: []report.Trace{{Accounts: []ledger.Code{"401"}, Side: report.Credit, Period: p}}}, 3_138_00},
			"opening alone":     {report.Trace{Accounts: []ledger.Code{"3"}, Side: report.CreditNet, Period: ledger.Period{To: jan.Add(-1)}, Balance: true, Closing: true}, 55_500_00},
		} {
			if a, b := report.Eval(r, &c.t), report.Total(r, &c.t); a != c.want || b != c.want {
				t.Errorf("%s: by sums %s, by lines %s, want %s", name, a, b, c.want)
			}
			var last ledger.Item
			for it := range report.Lines(r, &c.t) {
				if it.Day < last.Day || it.Day == last.Day && it.Voucher < last.Voucher || report.Weight(&c.t, it) == 0 {
					t.Errorf("%s: line %+v after %+v", name, it, last)
				}
				last = it
			}
		}
	})
}
