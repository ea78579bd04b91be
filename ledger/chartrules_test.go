package ledger_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// The chart against domain rules §2: how many accounts of each kind, and the
// sides and places that are easily got wrong.
func TestChartIsTheOfficialOne(t *testing.T) {
	firsts, subs := map[ledger.Listing]int{}, 0
	for _, s := range ledger.Chart2021() {
		if s.Code.Level() == 1 {
			firsts[s.Listing]++
		} else if s.Origin == ledger.Prescribed {
			subs++
		}
		contra := s.Code == "163" || s.Code == "172"
		if c := s.Code.Class(); s.Credit != (contra || c == ledger.Liability || c == ledger.Net || c == ledger.Income) {
			t.Errorf("%s stands on the wrong side", s.Title())
		}
	}
	if firsts[ledger.Short] != 24 || firsts[ledger.Long] != 9 || firsts[ledger.AboveLevel] != 15 || subs != 6+4+5+2+6+5+6+4+7 {
		t.Errorf("first level %v, prescribed below %d", firsts, subs)
	}
	for _, c := range []ledger.Code{"403", "301", "321", "322", "501", "503", "504", "505", "507"} {
		if ledger.IsLeaf(ledger.ChartFor(), c) {
			t.Errorf("%s has no children", c)
		}
	}
}

func TestChartIsLocked(t *testing.T) {
	d := New(t, nil)
	for _, a := range []ledger.Act{
		ledger.SwitchAccount{Code: "506"}, ledger.SwitchAccount{Code: "404"}, ledger.AddAccount{Code: "50601", Text: "行政"}, ledger.AddAccount{Code: "506", Text: "行政支出"},
		ledger.AddAccount{Code: "50105", Text: "慰问"}, ledger.AddAccount{Code: "401", Text: "会费"}, ledger.AddAccount{Code: "520", Text: "新科目"}, ledger.AddAccount{Code: "22101", Text: "未启用的下级"},
		// the funds and 403 have the parts they have: the close carries over just these
		ledger.AddAccount{Code: "32106", Text: "别的结转"}, ledger.AddAccount{Code: "32206", Text: "别的结余"}, ledger.AddAccount{Code: "30107", Text: "别的基金"}, ledger.AddAccount{Code: "40303", Text: "别的补助"},
	} {
		d.Refuse(t, a)
	}
	d.Must(t, ledger.SwitchAccount{Code: "13102"})
	d.Must(t, ledger.SwitchAccount{Code: "221"})
	d.Must(t, ledger.AddAccount{Code: "22101", Text: "互助金"})
	d.Must(t, ledger.AddAccount{Code: "3210401", Text: "帮扶项目"})
	d.Must(t, ledger.SwitchAccount{Code: "22101", Off: true})
	d.Must(t, ledger.SwitchAccount{Code: "221", Off: true})
	d.Refuse(t, ledger.AddAccount{Code: "22102", Text: "上级停用了"})
}

// Switching off every prescribed part does not merge them into the whole.
func TestPrescribedPartsAreNotMerged(t *testing.T) {
	d := New(t, nil)
	for _, c := range []ledger.Code{"50501", "50502", "50503", "50504"} {
		d.Must(t, ledger.SwitchAccount{Code: c, Off: true})
	}
	d.Refuse(t, postNow(V(20260105, "会议费", Dr("505", 5_00), Cr("102", 5_00))))
}

// The year's end leaves balances on 32104 and 32205 alone, also where the unit
// has details of its own or an opening balance stands on 321 itself.
func TestYearEndCarriesEverythingOver(t *testing.T) {
	d := New(t, func(f *ledger.Found) {
		f.Opening = []ledger.OpeningRow{{Code: "102", Debit: 900_00}, {Code: "321", Credit: 100_00}, {Code: "322", Credit: 200_00}, {Code: "32204", Credit: 600_00}}
	})
	d.Must(t, ledger.AddAccount{Code: "3220101", Text: "更正"})
	d.Must(t, ledger.AddAccount{Code: "3210101", Text: "更正"})
	d.Post(t, V(20260105, "收回以前年度支出", Dr("102", 30_00), Cr("3220101", 10_00), Cr("3210101", 20_00)))
	for m := range 12 {
		d.Must(t, ledger.CloseMonth{Month: ledger.MonthOf(2026, m+1), Without: soft()})
	}
	d.View(func(r ledger.Reader) error {
		dec := ledger.MonthOf(2026, 12)
		for c, want := range map[ledger.Code]ledger.Money{"321": -120_00, "32104": -120_00, "322": -810_00, "32205": -810_00} {
			if got := ledger.Balance(r, c, dec); got != want {
				t.Errorf("%s = %s, want %s", c, got, want)
			}
		}
		return nil
	})
}

func TestOpeningIsProved(t *testing.T) {
	row := func(c ledger.Code, dr, cr ledger.Money) ledger.OpeningRow {
		return ledger.OpeningRow{Code: c, Debit: dr, Credit: cr}
	}
	d := New(t, nil)
	for name, rows := range map[string][]ledger.OpeningRow{
		"one side":        {row("102", 100, 0)},
		"county level":    {row("102", 100, 0), row("341", 0, 100)},
		"fund of another": {row("102", 0, 100), row("162", 100, 0), row("141", 100, 0), row("30104", 0, 200), row("32205", 100, 0)},
		"fund as a whole": {row("162", 100, 0), row("301", 0, 100)},
		"dues restricted": {row("102", 100, 0), {Code: "401", Credit: 100, Restricted: true}},
	} {
		if err := d.Refuse(t, ledger.SetOpening{Rows: rows}); err == nil {
			t.Error(name)
		}
	}
	d.Must(t, ledger.SetOpening{Rows: []ledger.OpeningRow{row("102", 300, 0), row("162", 500, 0), row("163", 0, 100), row("30104", 0, 400), row("40302", 0, 200), row("32205", 0, 100)}})
	d.View(func(r ledger.Reader) error {
		for _, o := range r.Opening().Rows {
			if o.Restricted != (o.Code == "40302") {
				t.Errorf("%+v", o)
			}
		}
		return nil
	})
	d.Must(t, ledger.CloseMonth{Month: 202601, Without: soft()})
	if err := d.Refuse(t, ledger.SetOpening{}); !strings.Contains(err.Error(), "年初余额调整") {
		t.Error(err)
	}
}
