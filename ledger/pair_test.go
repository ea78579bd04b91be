package ledger_test

import (
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// Neither half of an asset entry stands alone (domain rules §3, T10, T12).
func TestPairs(t *testing.T) {
	chart := ledger.ChartFor()
	for _, c := range []ledger.Code{"151", "161", "171", "172", "181", "221"} {
		s, _ := ledger.StandardOf(c)
		chart = append(chart, s.Account)
	}
	chart = append(chart, ledger.Account{Code: "10101", Name: "工会现金", Origin: ledger.Own}, ledger.Account{Code: "10102", Name: "代管经费", Origin: ledger.Own})
	const cash = ledger.Code("10101")
	pay := func(c ledger.Code, m ledger.Money) []ledger.Line { return []ledger.Line{Dr(c, m), Cr("102", m)} }
	and := func(a []ledger.Line, b ...ledger.Line) []ledger.Line { return append(a, b...) }
	for _, c := range []struct {
		name  string
		legal bool
		lines []ledger.Line
	}{
		{"equipment with its pair", true, and(pay("50702", 1800_00), Dr("162", 1800_00), Cr("30104", 1800_00))},
		{"equipment without", false, pay("50702", 1800_00)},
		{"less in the books than paid", false, and(pay("50702", 1800_00), Dr("162", 800_00), Cr("30104", 800_00))},
		{"the other half alone", false, []ledger.Line{Dr("162", 1800_00), Cr("30104", 1800_00)}},
		{"goods in alone", false, []ledger.Line{Dr("141", 50_00), Cr("30101", 50_00)}},
		{"the wrong fund", false, and(pay("50702", 1800_00), Dr("162", 1800_00), Cr("30101", 1800_00))},
		{"goods paid without expense", false, pay("141", 50_00)},
		{"goods", true, and(pay("50102", 50_00), Dr("141", 50_00), Cr("30101", 50_00))},
		{"goods out", true, []ledger.Line{Dr("30101", 50_00), Cr("141", 50_00)}},
		{"depreciation as expense", false, []ledger.Line{Dr("510", 50_00), Cr("163", 50_00)}},
		{"a little through 182 does not hide an outlay", false, []ledger.Line{Dr("50702", 1800_00), Cr("102", 1799_00), Cr("182", 1_00)}},
		{"shortage", true, []ledger.Line{Dr("182", 60_00), Dr("163", 40_00), Cr("162", 100_00)}},
		{"shortage approved", true, []ledger.Line{Dr("30104", 60_00), Cr("182", 60_00)}},
		{"surplus", true, []ledger.Line{Dr("162", 60_00), Cr("182", 60_00)}},
		{"building begun", true, and(pay("50701", 9000_00), Dr("161", 9000_00), Cr("30103", 9000_00))},
		{"building finished", true, []ledger.Line{Dr("162", 9000_00), Cr("161", 9000_00), Dr("30103", 9000_00), Cr("30104", 9000_00)}},
		{"building finished, more booked than built", false, []ledger.Line{Dr("162", 9100_00), Cr("161", 9000_00), Dr("30103", 9000_00), Cr("30104", 9100_00)}},
		{"small software at once", true, pay("50706", 999_99)},
		{"software", false, pay("50706", 1000_00)},
		{"software with its pair", true, and(pay("50706", 1000_00), Dr("171", 1000_00), Cr("30105", 1000_00))},
		{"small software with its pair", true, and(pay("50706", 800_00), Dr("171", 800_00), Cr("30105", 800_00))},
		{"trust money taken in", true, []ledger.Line{Dr("10102", 70_00), Cr("221", 70_00)}},
		{"trust money in the union's own cash", false, []ledger.Line{Dr(cash, 70_00), Cr("221", 70_00)}},
		{"trust money spent by the union", false, []ledger.Line{Dr("50102", 70_00), Cr("10102", 70_00)}},
		{"trust money put right", true, []ledger.Line{Dr("10102", 70_00), Cr("102", 70_00)}},
	} {
		v := V(20260105, "测试", c.lines...)
		v.Word = ledger.WordGeneral
		if ps := ledger.CheckVoucher(&v, chart, ledger.OneWord); (len(ps) == 0) != c.legal {
			t.Errorf("%s: %v", c.name, ps.Err())
		}
	}
}

// Money held for others stands on sub-accounts of its own (identity I6).
func TestTrustMoneyIsKeptApart(t *testing.T) {
	d := New(t, func(f *ledger.Found) {
		f.Opening = []ledger.OpeningRow{{Code: "102", Debit: 900_00}, {Code: "221", Credit: 400_00}, {Code: "32205", Credit: 500_00}}
	})
	d.Must(t, ledger.AddAccount{Code: "10201", Text: "基本户"})
	close := ledger.CloseMonth{Month: 202601, Without: soft()}
	if err := d.Refuse(t, close); ledger.CodeOf(err) != ledger.CodeGate {
		t.Fatal(err)
	}
	d.Must(t, ledger.AddAccount{Code: "10202", Text: "代管经费"})
	d.Refuse(t, close)
	d.Post(t, V(20260105, "代管经费分户", Dr("10202", 400_00), Cr("10201", 400_00)))
	d.Must(t, close)
}

func TestFlagsOfRestrictedMoney(t *testing.T) {
	d := New(t, nil)
	flag := func(l ledger.Line) ledger.Line { l.Restricted = true; return l }
	for _, c := range []ledger.Code{"401", "40301"} {
		d.Refuse(t, postNow(V(20260105, "收款", Dr("102", 5_00), flag(Cr(c, 5_00)))))
	}
	for _, c := range []ledger.Code{"402", "405", "408"} {
		d.Post(t, V(20260105, "收款", Dr("102", 5_00), flag(Cr(c, 5_00))))
		d.Post(t, V(20260105, "收款", Dr("102", 5_00), Cr(c, 5_00)))
	}
	id := d.Post(t, V(20260105, "专项补助", Dr("102", 5_00), Cr("40302", 5_00))).Voucher
	if v := read(t, d, id); !v.Lines[1].Restricted {
		t.Errorf("%+v", v)
	}
	id = d.Post(t, V(20260105, "改变用途", Dr("32202", 5_00), Cr("32102", 5_00))).Voucher
	if v := read(t, d, id); v.Lines[0].Restricted || !v.Lines[1].Restricted {
		t.Errorf("%+v", v)
	}
	d.Must(t, ledger.CloseMonth{Month: 202601, Without: soft()})
	d.View(func(r ledger.Reader) error {
		if free, kept := ledger.Balance(r, "32203", 202601), ledger.Balance(r, "32103", 202601); free != -15_00 || kept != -20_00 {
			t.Errorf("free %s, restricted %s", free, kept)
		}
		return nil
	})
}
