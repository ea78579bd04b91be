package paper_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/audit/paper"
	"huizhang/ledger/intake"
	"huizhang/ledger/ledgertest"
	"huizhang/ledger/render"
	"huizhang/ledger/report"
	"huizhang/store/demo"
	"huizhang/store/storetest"
)

// practice shows the practice book, which has something of everything.
func practice(t *testing.T, see func(ledger.Reader)) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "练习.book")
	shelf := storetest.Shelf()
	if err := demo.Write(shelf, path, demo.Options{Members: 30}); err != nil {
		t.Fatal(err)
	}
	b, err := shelf.Open(path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if err := b.View(func(r ledger.Reader) error { see(r); return nil }); err != nil {
		t.Fatal(err)
	}
}

// everyReport makes the whole catalogue: each report for the usual periods and
// of the first things it can be of.
func everyReport(r ledger.Reader, last ledger.Month, see func(name string, doc *report.Document)) {
	year := fmt.Sprint(last.Year())
	for _, rep := range report.Catalogue() {
		objects := []string{""}
		for _, k := range rep.Of {
			objects = append(objects, string(k)+"/1")
		}
		accounts := []ledger.Code{""}
		if rep.NeedsAccount {
			accounts = []ledger.Code{"102", "322"}
		}
		for _, p := range []string{last.String(), year + "-Q1", year} {
			period, _ := ledger.ParsePeriod(p)
			for _, o := range objects {
				for _, a := range accounts {
					args := report.Args{Period: period, Account: a, Object: o, Today: last.Last()}
					if doc, err := rep.Build(r, args); err == nil { // some are not for this period or thing
						see(strings.TrimSpace(rep.Name+" "+p+" "+o+" "+string(a)), doc)
					}
				}
			}
		}
	}
}

// forms are the ways in which a printed report reaches the checker.
func forms(t *testing.T, doc *report.Document, formats ...render.Format) map[string][][]string {
	t.Helper()
	out := map[string][][]string{}
	for _, f := range formats {
		var b bytes.Buffer
		if err := render.Write(&b, f, doc, render.Options{}); err != nil {
			t.Fatal(doc.Name, err)
		}
		if f == render.XLSX {
			out["xlsx"], out["pasted"] = workbook(t, b.Bytes())
			continue
		}
		out[string(f)] = paper.Read(b.String())
	}
	return out
}

// workbook reads a workbook, and its cells pasted from a spreadsheet.
func workbook(t *testing.T, b []byte) (rows, pasted [][]string) {
	t.Helper()
	table, err := intake.Read(context.Background(), "x.xlsx", bytes.NewReader(b), int64(len(b)), intake.Usual())
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, r := range slices.Concat(table.Above, table.Rows) {
		for len(rows)+1 < r.Line {
			rows = append(rows, nil)
			text.WriteString("\r\n")
		}
		rows = append(rows, r.Cells)
		text.WriteString(strings.Join(r.Cells, "\t") + "\r\n")
	}
	return rows, paper.Read(text.String())
}

// Every report that the program prints is right: nothing may be said about it.
func TestOwnReportsYieldNothing(t *testing.T) {
	papers, alarms, checked := 0, 0, 0
	look := func(book string) func(string, *report.Document) {
		return func(name string, doc *report.Document) {
			for form, rows := range forms(t, doc, render.CSV, render.Text, render.XLSX) {
				r := paper.Check(rows, paper.Options{})
				papers++
				checked += r.Checked
				if alarms += len(r.Findings); len(r.Findings) > 0 {
					t.Errorf("%s: %s as %s: %s", book, name, form, r.Findings[0].Text)
				}
			}
		}
	}
	practice(t, func(r ledger.Reader) { everyReport(r, ledger.MonthOf(2026, 10), look("practice")) })
	seeds := uint64(2)
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		d := storetest.New(t, nil)
		tally, err := ledgertest.Play(d.Book, seed, 14)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ledgertest.PlayLists(d.Book, seed, 60); err != nil {
			t.Fatal(err)
		}
		if err := d.Book.View(func(r ledger.Reader) error {
			everyReport(r, tally.Last, look(fmt.Sprint("history ", seed)))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d papers, %d figures computed again, %d false alarms", papers, checked, alarms)
	if papers < 1000 || checked < 10000 {
		t.Errorf("only %d papers and %d figures", papers, checked)
	}
}

// recall counts changed figures and how many of them were seen.
type recall struct{ totals, totalsSeen, all, allSeen int }

var totalWords = regexp.MustCompile(`合计|小计|总计|累计|差额|净值`)

// change alters a figure by a random amount and keeps its form.
func change(v string, rnd *rand.Rand) (string, bool) {
	if n, ok := strings.CutSuffix(v, "%"); ok {
		m, err := ledger.ParseMoney(n)
		return (m + 1 + ledger.Money(rnd.Int64N(2000))).String() + "%", err == nil && strings.Contains(n, ".")
	}
	m, err := ledger.ParseMoney(v)
	if err != nil || len(v) < 4 || v[len(v)-3] != '.' {
		return "", false
	}
	by := 1 + ledger.Money(rnd.Int64N(max(int64(m.Abs()), 100_00)))
	if rnd.IntN(2) == 0 {
		by = -by
	}
	return (m + by).String(), true
}

// TestChangedFigures changes one figure at a time in every report.
func TestChangedFigures(t *testing.T) {
	seen := map[string]*recall{}
	var names []string
	rnd := rand.New(rand.NewPCG(4, 18))
	practice(t, func(r ledger.Reader) {
		everyReport(r, ledger.MonthOf(2026, 10), func(name string, doc *report.Document) {
			name = strings.Fields(name)[0]
			if seen[name] == nil {
				seen[name] = &recall{}
				names = append(names, name)
			}
			rows := forms(t, doc, render.CSV)["csv"]
			for i := range rows {
				for c, v := range rows[i] {
					to, ok := change(v, rnd)
					if !ok || seen[name].all > 80 && rnd.IntN(40) > 0 {
						continue
					}
					rows[i][c] = to
					seen[name].count(rows, i, c)
					rows[i][c] = v
				}
			}
		})
	})
	for _, n := range names {
		s, want := seen[n], floors()[n]
		if s.all == 0 {
			continue
		}
		t.Logf("%-14s totals %4d of %4d, all figures %4d of %4d", n, s.totalsSeen, s.totals, s.allSeen, s.all)
		if s.totalsSeen*100 < want[0]*s.totals || s.allSeen*100 < want[1]*s.all {
			t.Errorf("%s: seen %d of %d totals and %d of %d figures, want %v per cent", n, s.totalsSeen, s.totals, s.allSeen, s.all, want)
		}
	}
}

// floors are the least shares, in per cent, of changed totals and of all
// changed figures that must be seen. A report that is not named prints figures
// that nothing else on the paper confirms: wages of members, sizes of claims.
func floors() map[string][2]int {
	return map[string][2]int{
		"disclosure": {95, 70}, "income": {60, 50}, "balance": {95, 95}, "trial": {95, 85}, "ledger": {75, 90},
		"cash-book": {90, 90}, "bank-book": {90, 90}, "journal": {95, 95}, "voucher": {95, 95}, "dues-roll": {95, 75},
		"dues-arrears": {30, 50}, "remittance": {95, 90}, "welfare-sheet": {90, 90}, "welfare": {70, 80}, "event": {80, 75},
		"aid": {40, 35}, "fund": {35, 60}, "loans": {85, 80}, "stock": {90, 60}, "year-plan": {95, 95}, "member": {75, 85},
		"audit-report": {50, 50}, "sign-off": {10, 15},
	}
}

func (s *recall) count(rows [][]string, i, c int) {
	total := totalWords.MatchString(strings.Join(rows[i], " "))
	s.all++
	if total {
		s.totals++
	}
	if len(paper.Check(rows, paper.Options{}).Findings) == 0 {
		return
	}
	s.allSeen++
	if total {
		s.totalsSeen++
	}
}
