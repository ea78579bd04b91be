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

// TestPracticeBookHasEverything: whatever the program keeps about persons,
// money held for others and events is in it, signed and settled as in life.
// A large union does not overdraw at New Year, when it gives to everybody.
func TestManyMembers(t *testing.T) {
	write(t, demo.Options{Members: 5000, Months: 2}).View(func(r ledger.Reader) error {
		if open := ledger.FirstOpen(r); open != ledger.MonthOf(2026, 2) {
			t.Errorf("the first open month is %s", open)
		}
		return nil
	})
}

func TestPracticeBookHasEverything(t *testing.T) {
	b := write(t, demo.Options{})
	b.View(func(r ledger.Reader) error {
		occasions, signs := map[string]int{}, map[ledger.Sign]int{}
		for g := range r.Gifts() {
			occasions[g.Occasion]++
			for s := range r.Sheets(g.ID) {
				if s.Voucher == 0 || s.Code == "" {
					t.Errorf("%s %s is not booked or not frozen", s.ID, g.Title)
				}
				for x := range r.Shares(s.ID) {
					signs[x.Sign]++
				}
			}
		}
		for _, o := range []string{"spring", "duanwu", "midautumn", "national", "birthday", "hospital", "marriage", "birth", "death_kin", "cooling", "hardship", "school", "prize", "keepsake"} {
			if occasions[o] == 0 {
				t.Errorf("no act for %s", o)
			}
		}
		for _, s := range []ledger.Sign{ledger.Unsigned, ledger.Signed, ledger.ByProxy, ledger.Transferred} {
			if signs[s] == 0 {
				t.Errorf("no line is %s", s.Chinese())
			}
		}
		settled, cases, runs, drawn := 0, 0, 0, 0
		for e := range r.Events() {
			if e.State == ledger.EventSettled {
				settled++
			}
			for d := range r.Draws(e.ID) {
				drawn += len(d.Winners)
			}
		}
		for c := range r.Cases() {
			if _, file := r.CaseFile(c.ID); file && c.State == ledger.AidApproved {
				cases++
			}
		}
		for range r.Programmes() {
			runs++
		}
		if settled < 3 || cases < 4 || runs != 1 || drawn != 6 || r.LastFund() < 2 || r.LastLoan() != 1 || r.LastArticle() < 2 || r.LastLending() != 1 || len(r.Rules()) < 10 {
			t.Errorf("settled %d, cases %d, programmes %d, drawn %d, funds %d, loans %d, articles %d, lendings %d, rules %d",
				settled, cases, runs, drawn, r.LastFund(), r.LastLoan(), r.LastArticle(), r.LastLending(), len(r.Rules()))
		}
		plan := 0
		for range r.PlanItems(2026) {
			plan++
		}
		if plan < 6 {
			t.Errorf("the year's plan has %d rows", plan)
		}
		return nil
	})
}
