package report_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const jan = ledgertest.ExampleMonth

// example is the worked example in a real book, its month closed if asked.
func example(t testing.TB, closed bool) *storetest.Desk {
	t.Helper()
	d := storetest.New(t, func(f *ledger.Found) { f.Opening = ledgertest.ExampleOpening() })
	for _, v := range ledgertest.ExampleVouchers() {
		d.Post(t, v)
	}
	if closed {
		closeMonth(t, d, jan)
	}
	return d
}

func closeMonth(t testing.TB, d *storetest.Desk, m ledger.Month) {
	t.Helper()
	d.Must(t, ledger.CloseMonth{Month: m, Without: map[string]string{"soft": "测试账，不做盘点"}})
}

func view(t testing.TB, d *storetest.Desk, f func(r ledger.Reader)) {
	t.Helper()
	if err := d.View(func(r ledger.Reader) error { f(r); return nil }); err != nil {
		t.Fatal(err)
	}
}

func build(t testing.TB, r ledger.Reader, name string, a report.Args) *report.Document {
	t.Helper()
	doc, err := report.Build(r, name, a)
	if err != nil {
		t.Fatalf("%s %s: %v", name, a.Period, err)
	}
	if err := report.CheckTraces(r, doc); err != nil {
		t.Errorf("%s %s: %v", name, a.Period, err)
	}
	return doc
}

// dump writes a document as plain lines.
func dump(doc *report.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s | %s | %s | %s | %s\n", doc.Name, doc.Form, doc.Title, doc.Organization, doc.Period, doc.PeriodText)
	for _, t := range doc.Tables {
		fmt.Fprintf(&b, "\n== %s\n", t.Title)
		names := []string{}
		for _, c := range t.Columns {
			names = append(names, c.Name)
		}
		b.WriteString(strings.Join(names, " | ") + "\n")
		for _, r := range t.Rows {
			fmt.Fprintf(&b, "%-8s %-22s", r.Kind, r.Key)
			for i := range t.Columns {
				if i < len(r.Cells) {
					b.WriteString(" | " + show(t.Columns[i].Kind, r.Cells[i]))
				}
			}
			b.WriteString("\n")
		}
	}
	notes := regexp.MustCompile(`校验值 [0-9a-f]{16}`).ReplaceAllString(strings.Join(doc.Notes, " / "), "校验值 ~")
	fmt.Fprintf(&b, "\nnotes: %s\nsigned: %s\n", notes, strings.Join(doc.Signatures, " "))
	return b.String()
}

func show(k report.Kind, c report.Cell) string {
	switch {
	case c.Null:
		return "-"
	case c.Text != "":
		return c.Text
	case k == report.KindMoney:
		return c.Money.String()
	case k == report.KindCount:
		return fmt.Sprint(c.Count)
	case k == report.KindDay:
		return c.Day.String()
	}
	return ""
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update rewrites it):\n%s", path, got)
	}
}

// about gives a report that needs one a thing to be about, the newest there is.
func about(r ledger.Reader, rep report.Report, a *report.Args) bool {
	if !rep.NeedsObject {
		return true
	}
	newest := map[report.Of]uint64{report.OfSheet: uint64(r.LastSheet()), report.OfGift: uint64(r.LastGift()), report.OfEvent: uint64(r.LastEvent()),
		report.OfMember: uint64(r.LastMember()), report.OfCase: uint64(r.LastCase())}[rep.Of[0]]
	a.Object = report.Object(rep.Of[0], newest)
	return newest > 0
}

// amounts gives the money cells of a row by key.
func amounts(t testing.TB, doc *report.Document, key string) []ledger.Money {
	t.Helper()
	for _, tab := range doc.Tables {
		for _, r := range tab.Rows {
			if r.Key != key {
				continue
			}
			var out []ledger.Money
			for i, c := range r.Cells {
				if tab.Columns[i].Kind == report.KindMoney {
					out = append(out, c.Money)
				}
			}
			return out
		}
	}
	t.Fatalf("%s: no row %s", doc.Name, key)
	return nil
}

func wantRow(t *testing.T, doc *report.Document, key string, want ...ledger.Money) {
	t.Helper()
	if got := amounts(t, doc, key); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s %s: %v, want %v", doc.Name, key, got, want)
	}
}

func TestWorkedExampleReports(t *testing.T) {
	d := example(t, true)
	view(t, d, func(r ledger.Reader) {
		for _, rep := range report.Catalogue() {
			for _, p := range []ledger.Period{{}, ledger.MonthPeriod(jan), ledger.YearPeriod(2026)} {
				a := report.Args{Period: p, Account: "102", Generated: "2026-02-01 09:00"}
				if !about(r, rep, &a) {
					continue
				}
				doc := build(t, r, rep.Name, a)
				if doc.Head == "" || doc.Organization == "" || len(doc.Signatures) == 0 || doc.Generated == "" {
					t.Errorf("%s lacks what every report carries", rep.Name)
				}
				if p != (ledger.Period{}) {
					golden(t, rep.Name+"-"+p.String()+".txt", dump(doc))
				}
			}
		}
	})
}

func TestWorkedExampleFigures(t *testing.T) {
	for _, closed := range []bool{true, false} {
		d := example(t, closed)
		view(t, d, func(r ledger.Reader) {
			month := report.Args{Period: ledger.MonthPeriod(jan)}
			inc := build(t, r, "income", month)
			wantRow(t, inc, "total-income", 9_381_34, 9_381_34)
			wantRow(t, inc, "total-expense", 23_800_00, 23_800_00)
			wantRow(t, inc, "difference", -14_418_66, -14_418_66)
			bal := build(t, r, "balance", month)
			wantRow(t, bal, "total-assets", 55_500_00, 43_256_34)
			wantRow(t, bal, "total-liabilities-net", 55_500_00, 43_256_34)
			wantRow(t, bal, "321", 0, 1_000_00)
			wantRow(t, bal, "322", 50_500_00, 35_081_34)
			if waits := len(bal.Notes) > 0; waits == closed {
				t.Errorf("closed %v: notes %v", closed, bal.Notes)
			}
			dis := build(t, r, "disclosure", month)
			wantRow(t, dis, "opening", 50_500_00)
			wantRow(t, dis, "closing", 36_081_34)
			wantRow(t, dis, "restricted", 1_000_00)
			wantRow(t, dis, "50105", 18_000_00)
			if _, ps := report.Release(r, month.Period); len(ps) > 0 {
				t.Error(ps)
			}
			year := build(t, r, "income", report.Args{Period: ledger.YearPeriod(2026)})
			wantRow(t, year, "opening", 50_500_00, 0)
			wantRow(t, year, "closing", 36_081_34, 0)
		})
	}
}
