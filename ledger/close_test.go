package ledger_test

import (
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

func soft() map[string]string { return map[string]string{"soft": "测试"} }

// closeYear closes January to November of a book with 1,000 yuan left of
// restricted money.
func closeYear(t *testing.T) *Desk {
	d := New(t, nil)
	in := Cr("40302", 3_000_00)
	in.Restricted = true
	out := Dr("50404", 2_000_00)
	out.Restricted = true
	d.Post(t, V(ledger.DayOf(2026, 1, 5), "专项补助", Dr("102", 3_000_00), in))
	d.Post(t, V(ledger.DayOf(2026, 12, 5), "发补助", out, Cr("102", 2_000_00)))
	for m := 1; m <= 11; m++ {
		d.Must(t, ledger.CloseMonth{Month: ledger.MonthOf(2026, m), Without: soft()})
	}
	return d
}

func TestYearEndReleasesFinishedProjects(t *testing.T) {
	d := closeYear(t)
	dec := ledger.MonthOf(2026, 12)
	for _, bad := range []ledger.Money{-1, 1_000_01} {
		d.Refuse(t, ledger.CloseMonth{Month: dec, Without: soft(), Released: bad})
	}
	d.Must(t, ledger.CloseMonth{Month: dec, Without: soft(), Released: 400_00})
	d.View(func(r ledger.Reader) error {
		for c, want := range map[ledger.Code]ledger.Money{"32104": -600_00, "32205": -400_00, "32103": 0, "32203": 0, "32204": 0, "4": 0, "5": 0} {
			if got := ledger.Balance(r, c, dec); got != want {
				t.Errorf("%s = %s, want %s", c, got, want)
			}
		}
		return nil
	})
}

func TestReleasedOnlyInDecember(t *testing.T) {
	d := New(t, nil)
	d.Refuse(t, ledger.CloseMonth{Month: ledger.MonthOf(2026, 1), Without: soft(), Released: 1})
}

func TestGatesHoldTheClose(t *testing.T) {
	d := New(t, nil)
	m := ledger.MonthOf(2026, 1)
	d.Must(t, ledger.Enter{Voucher: V(m.First(), "利息", Dr("102", 100), Cr("408", 100))})
	err := d.Refuse(t, ledger.CloseMonth{Month: m, Without: soft()})
	if ledger.CodeOf(err) != ledger.CodeGate {
		t.Fatalf("an unposted draft does not stop the close: %v", err)
	}
	err = d.Refuse(t, ledger.CloseMonth{Month: m, Without: map[string]string{"drafts": "不想管", "soft": "测试"}})
	if ledger.CodeOf(err) != ledger.CodeGate {
		t.Fatalf("a hard gate was passed over: %v", err)
	}
	d.Refuse(t, ledger.CloseMonth{Month: m.Add(1), Without: soft()}) // out of order
}

func TestReopenLeavesASeam(t *testing.T) {
	d := New(t, nil)
	m := ledger.MonthOf(2026, 1)
	d.Post(t, V(m.First(), "利息", Dr("102", 100), Cr("408", 100)))
	d.Must(t, ledger.CloseMonth{Month: m, Without: soft()})
	d.Must(t, ledger.CloseMonth{Month: m.Add(1), Without: soft()})
	d.Refuse(t, ledger.ReopenMonth{Month: m.Add(1), Reason: "漏记"}) // the treasurer may not
	d.As("赵主席", func() {
		d.Refuse(t, ledger.ReopenMonth{Month: m, Reason: "漏记"}) // not the last one
		d.Refuse(t, ledger.ReopenMonth{Month: m.Add(1)})        // no reason
		d.Must(t, ledger.ReopenMonth{Month: m.Add(1), Reason: "漏记"})
		d.Must(t, ledger.ReopenMonth{Month: m, Reason: "漏记"})
	})
	d.View(func(r ledger.Reader) error {
		p := r.MonthPage(m)
		if p.Closed || len(p.Reopened) != 1 || p.Reopened[0].By != "赵主席" {
			t.Errorf("page after reopening: %+v", p)
		}
		if got := ledger.Balance(r, "408", m); got != -100 {
			t.Errorf("408 = %s, the closing voucher still counts", got)
		}
		return nil
	})
	d.Must(t, ledger.CloseMonth{Month: m, Without: soft()})
}

func TestOverdrawnGate(t *testing.T) {
	m := ledger.MonthOf(2026, 1)
	for name, c := range map[string]struct {
		lines []ledger.Line
		open  bool
	}{
		"bank below zero":    {[]ledger.Line{Dr("50105", 100), Cr("102", 100)}, true},
		"sent up too much":   {[]ledger.Line{Dr("211", 100), Cr("401", 100)}, true},
		"took back too much": {[]ledger.Line{Dr("102", 100), Cr("135", 100)}, true},
		"as it should be":    {[]ledger.Line{Dr("102", 100), Cr("408", 100)}, false},
	} {
		d := New(t, nil)
		d.Post(t, V(m.First(), name, c.lines...))
		d.View(func(r ledger.Reader) error {
			for _, g := range ledger.Gates(r, m) {
				if g.ID == "overdrawn" && (g.Open != c.open || g.Hard) {
					t.Errorf("%s: open %v, hard %v: %s", name, g.Open, g.Hard, g.Text)
				}
			}
			return nil
		})
	}
}

// The home screen does not send after people whose money waits for posting.
func TestArrearsLeaveOutWhatWaits(t *testing.T) {
	d := New(t, nil)
	m := ledger.MonthOf(2026, 1)
	d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "张三", Spells: []ledger.Spell{{From: m.First()}}, Wages: []ledger.Wage{{From: m, Post: 5_234_00}}}})
	d.Must(t, ledger.AssessDues{Month: m})
	owed := func() (sum ledger.Money) {
		d.View(func(r ledger.Reader) error { sum, _ = ledger.Arrears(r, 1, m, m); return nil })
		return sum
	}
	if owed() != 26_15 {
		t.Fatalf("owed %s before paying", owed())
	}
	d.Must(t, ledger.CollectDues{Day: m.First(), Account: "102", Portions: []ledger.Portion{{Member: 1, Month: m, Amount: 20_00}}})
	if owed() != 6_15 {
		t.Errorf("owed %s with 20.00 waiting", owed())
	}
}
