package ledger_test

import (
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/ledger/report"
	. "huizhang/store/storetest"
)

// sheet reads a column of a statement by the keys of its lines.
func sheet(t *testing.T, r ledger.Reader, name string, p ledger.Period, col int) map[string]ledger.Money {
	t.Helper()
	doc, err := report.Build(r, name, report.Args{Period: p})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]ledger.Money{}
	for _, tab := range doc.Tables {
		for _, row := range tab.Rows {
			if col < len(row.Cells) && !row.Cells[col].Null {
				out[row.Key] = row.Cells[col].Money
			}
		}
	}
	return out
}

func same(t *testing.T, what string, a, b map[string]ledger.Money) {
	t.Helper()
	for k := range a {
		if a[k] != b[k] {
			t.Errorf("%s, line %s: %s and %s", what, k, a[k], b[k])
		}
	}
}

// What the accounting system itself demands of its two statements (domain rules
// §5.2): opening figures are last year's closing figures, this month's total to
// date is last month's and this month's; and identity I5.
func TestStatementsFollowOnEachOther(t *testing.T) {
	for seed := uint64(1); seed <= 4; seed++ {
		d := New(t, func(f *ledger.Found) { f.Opening = Opening() })
		if _, err := ledgertest.Play(d.Book, seed, 27); err != nil {
			t.Fatal(err)
		}
		d.View(func(r ledger.Reader) error {
			start := r.Unit().Start
			for m := start; m < start.Add(27); m = m.Add(1) {
				p := ledger.MonthPeriod(m)
				now, sum := sheet(t, r, "income", p, 1), sheet(t, r, "income", p, 2)
				if m.Num() > 1 {
					before := sheet(t, r, "income", ledger.MonthPeriod(m.Add(-1)), 2)
					for k := range before {
						now[k] += before[k]
					}
				}
				same(t, m.String()+" cumulative", now, sum)
				if b := sheet(t, r, "balance", p, 2); b["total-assets"] != b["total-liabilities-net"] {
					t.Errorf("%s: 资产总计 %s, 负债与净资产总计 %s", m, b["total-assets"], b["total-liabilities-net"])
				}
			}
			for y := start.Year(); y < start.Year()+2; y++ {
				year, next := ledger.YearPeriod(y), ledger.YearPeriod(y+1)
				a, b := sheet(t, r, "income", year, 1), sheet(t, r, "income", next, 1)
				for _, part := range []string{"", "-restricted", "-free"} {
					if a["closing"+part] != b["opening"+part] {
						t.Errorf("%d closing%s %s, %d opening %s", y, part, a["closing"+part], y+1, b["opening"+part])
					}
				}
				if a["closing"] != a["opening"]+a["adjustment"]+a["difference"] || a["difference"] != a["total-income"]-a["total-expense"] {
					t.Errorf("%d: I5 does not hold: %v", y, a)
				}
				same(t, "年初余额", sheet(t, r, "balance", ledger.MonthPeriod(next.From.Add(2)), 1), sheet(t, r, "balance", year, 2))
				closed := r.MonthPage(year.To).Closed
				for _, c := range []ledger.Code{"32101", "32102", "32103", "32201", "32202", "32203", "32204", "4", "5"} {
					if got := ledger.Balance(r, c, year.To); closed && got != 0 {
						t.Errorf("%s stands at %s after the close of %d", c, got, y)
					}
				}
			}
			return nil
		})
	}
}

// December closed, opened and closed again comes to the same, and the numbers
// of 结 go on.
func TestDecemberMayBeOpenedAgain(t *testing.T) {
	d := closeYear(t)
	dec := ledger.MonthOf(2026, 12)
	act := ledger.CloseMonth{Month: dec, Without: soft(), Released: 300_00}
	funds := func() (out [4]ledger.Money) {
		d.View(func(r ledger.Reader) error {
			for i, c := range []ledger.Code{"32104", "32205", "321", "322"} {
				out[i] = ledger.Balance(r, c, dec)
			}
			return nil
		})
		return out
	}
	d.Must(t, act)
	first := funds()
	d.Refuse(t, act) // closed is closed
	d.Post(t, V(20270105, "利息", Dr("102", 1_00), Cr("408", 1_00)))
	d.As("赵主席", func() { d.Must(t, ledger.ReopenMonth{Month: dec, Reason: "漏记利息"}) })
	d.Refuse(t, ledger.CloseMonth{Month: dec.Add(1), Without: soft()})
	d.Must(t, act)
	if again := funds(); again != first {
		t.Errorf("%v, then %v", first, again)
	}
	d.View(func(r ledger.Reader) error {
		if n := r.LastNumber(dec, ledger.WordClosing); n != 6 {
			t.Errorf("%d closing vouchers, want 2, their red letters, and 2", n)
		}
		if p := r.MonthPage(dec); len(p.Reopened) != 1 || !p.Closed {
			t.Errorf("%+v", p)
		}
		return nil
	})
	d.Must(t, ledger.CloseMonth{Month: dec.Add(1), Without: soft()})
}

// Income that was paid back in a month stands on the debit side; the close
// carries it over without red ink and leaves nothing behind.
func TestCloseOfNegativeIncomeAndOfDetailsAddedLater(t *testing.T) {
	d := New(t, nil)
	in := d.Post(t, V(20260105, "学校补助", Dr("102", 90_00), Cr("405", 90_00)))
	d.Must(t, ledger.CloseMonth{Month: 202601, Without: soft()})
	d.Must(t, ledger.Reverse{ID: in.Voucher, Day: 20260203, Reason: "错", Post: true, Reviewer: "李审核"})
	d.Must(t, ledger.AddAccount{Code: "40501", Text: "运动会"})
	d.Post(t, V(20260210, "学校补助", Dr("102", 20_00), Cr("40501", 20_00)))
	d.Must(t, ledger.SwitchAccount{Code: "40501", Off: true})
	d.Must(t, ledger.CloseMonth{Month: 202602, Without: soft()})
	d.View(func(r ledger.Reader) error {
		for v := range r.Posted(ledger.MonthPeriod(202602)) {
			if v.Closing() && v.Red() {
				t.Errorf("%+v", v.Lines)
			}
		}
		for c, want := range map[ledger.Code]ledger.Money{"405": 0, "40501": 0, "32203": -20_00} {
			if got := ledger.Balance(r, c, 202602); got != want {
				t.Errorf("%s = %s, want %s", c, got, want)
			}
		}
		if got := sheet(t, r, "income", ledger.MonthPeriod(202602), 1); got["405"] != -70_00 || got["difference"] != -70_00 {
			t.Errorf("%v", got)
		}
		return nil
	})
}
