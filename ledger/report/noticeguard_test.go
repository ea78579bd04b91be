package report_test

import (
	"slices"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

// guardBook has three hospital visits in January and one in February, which
// February's notice does not show.
func guardBook(t *testing.T) *storetest.Desk {
	d := storetest.New(t, func(f *ledger.Found) { f.Opening = storetest.Opening() })
	m := roster(t, d, map[string][]string{"语文组": {"陈一帆", "林二木", "何三水", "高四火"}})
	give(t, d, ledger.Gift{Occasion: "hospital", Day: 20260120, Each: 400_00}, "102", m["陈一帆"], m["林二木"], m["何三水"])
	give(t, d, ledger.Gift{Occasion: "hospital", Day: 20260210, Each: 500_00}, "102", m["高四火"])
	return d
}

func quarter() ledger.Period { return ledger.Period{From: 202601, To: 202603} }

func announce(t *testing.T, d *storetest.Desk, p ledger.Period) {
	t.Helper()
	d.Must(t, report.Publish{Period: p, Place: "公开栏", From: 20260405})
}

// posted are the titles of the tables of a notice that hangs.
func posted(t *testing.T, d *storetest.Desk, p ledger.Period) (titles, notes []string) {
	t.Helper()
	view(t, d, func(r ledger.Reader) {
		n, ok := r.Notice(p, report.LastVersion(r, p))
		if !ok {
			t.Fatalf("no notice of %s", p)
		}
		doc, err := report.Frozen(n)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range doc.Tables {
			titles = append(titles, x.Title)
		}
		notes = doc.Notes
		if ps := report.Differences(r, n); len(ps) > 0 {
			t.Errorf("%s differs from the book: %v", p, ps)
		}
	})
	return titles, notes
}

// TestQuarterUncoversNobody: the quarter less January is one visit of 500 yuan.
func TestQuarterUncoversNobody(t *testing.T) {
	d := guardBook(t)
	announce(t, d, ledger.MonthPeriod(202601))
	announce(t, d, ledger.MonthPeriod(202602))
	if got, _ := posted(t, d, ledger.MonthPeriod(202601)); !slices.Contains(got, "慰问情况") {
		t.Errorf("January shows %v", got)
	}
	announce(t, d, quarter())
	got, notes := posted(t, d, quarter())
	if slices.Contains(got, "慰问情况") || !strings.Contains(strings.Join(notes, ""), "相减") {
		t.Errorf("the quarter shows %v, notes %v", got, notes)
	}
}

// TestQuarterAlone may tell of four visits when no month hangs beside it; then
// the month keeps quiet.
func TestQuarterAlone(t *testing.T) {
	d := guardBook(t)
	announce(t, d, quarter())
	if got, _ := posted(t, d, quarter()); !slices.Contains(got, "慰问情况") {
		t.Errorf("the quarter alone shows %v", got)
	}
	announce(t, d, ledger.MonthPeriod(202601))
	if got, _ := posted(t, d, ledger.MonthPeriod(202601)); slices.Contains(got, "慰问情况") {
		t.Errorf("January beside its quarter shows %v", got)
	}
	// What was published before hangs on as it was.
	posted(t, d, quarter())
}

// TestQuarterOfManyIsTold: where each month shows what it has, the quarter does.
func TestQuarterOfManyIsTold(t *testing.T) {
	d := storetest.New(t, func(f *ledger.Found) { f.Opening = storetest.Opening() })
	m := roster(t, d, map[string][]string{"语文组": {"陈一帆", "林二木", "何三水"}, "数学组": {"郭四方", "罗五味", "马六合"}})
	for day, names := range map[ledger.Day][]string{20260120: {"陈一帆", "林二木", "何三水"}, 20260210: {"郭四方", "罗五味", "马六合"}} {
		give(t, d, ledger.Gift{Occasion: "hospital", Day: day, Each: 400_00}, "102", m[names[0]], m[names[1]], m[names[2]])
		announce(t, d, ledger.MonthPeriod(day.Month()))
	}
	announce(t, d, quarter())
	if got, _ := posted(t, d, quarter()); !slices.Contains(got, "慰问情况") {
		t.Errorf("the quarter shows %v", got)
	}
}
