package demo_test

import (
	"path/filepath"
	"testing"

	"huizhang/ledger"
	"huizhang/store/demo"
	"huizhang/store/storetest"
)

// write makes a practice book and opens it.
func write(t *testing.T, o demo.Options) ledger.Book {
	t.Helper()
	path := filepath.Join(t.TempDir(), "练习.book")
	shelf := storetest.Shelf()
	if err := demo.Write(shelf, path, o); err != nil {
		t.Fatal(err)
	}
	b, err := shelf.Open(path, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func TestPracticeBookIsAYearOfASchoolUnion(t *testing.T) {
	b := write(t, demo.Options{})
	b.View(func(r ledger.Reader) error {
		members, vouchers, files, red := 0, 0, 0, 0
		for range r.Members() {
			members++
		}
		for v := range r.Posted(ledger.Period{}) {
			vouchers++
			files += len(r.Evidence(v.ID).Files)
			if v.Red() {
				red++
			}
		}
		if members != 300 || vouchers < 120 || files < 4 || red != 1 {
			t.Errorf("members %d, vouchers %d, files %d, red letters %d", members, vouchers, files, red)
		}
		last := ledger.MonthOf(2026, 12)
		if open := ledger.FirstOpen(r); open != last {
			t.Errorf("the first open month is %s, want %s", open, last)
		}
		for m := ledger.MonthOf(2026, 1); m <= last; m = m.Add(1) {
			if ps := ledger.Identities(r, m); len(ps) > 0 {
				t.Errorf("%s: %v", m, ps.Err())
			}
			if _, ok := r.Notice(ledger.MonthPeriod(m), 1); ok == (m == last) {
				t.Errorf("%s: published = %v", m, ok)
			}
		}
		drafts := 0
		for range r.Pending() {
			drafts++
		}
		if drafts != 2 || len(ledger.Duties(r, ledger.DayOf(2026, 12, 28), 0, 0)) < 4 {
			t.Errorf("%d drafts are left to do", drafts)
		}
		return nil
	})
}

func TestSameSeedSameBook(t *testing.T) {
	o := demo.Options{Members: 40, Months: 3, Seed: 7}
	var heads [2]ledger.Head
	for i := range heads {
		write(t, o).View(func(r ledger.Reader) error { heads[i] = r.Head(); return nil })
	}
	if heads[0] != heads[1] || heads[0].Size == 0 {
		t.Errorf("heads differ: %v", heads)
	}
}

func TestSmallAndLong(t *testing.T) {
	write(t, demo.Options{Members: 1, Months: 2})
	b := write(t, demo.Options{Members: 25, Months: 26, Seed: 3})
	b.View(func(r ledger.Reader) error {
		if ps := ledger.Identities(r, ledger.MonthOf(2028, 2)); len(ps) > 0 {
			t.Error(ps.Err())
		}
		return nil
	})
}
