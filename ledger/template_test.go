package ledger

import "testing"

// Every template must give lines that the posting rules accept.
func TestTemplatesBuildLegalVouchers(t *testing.T) {
	chart := fullChart()
	for _, tpl := range Templates() {
		in := Answers{Summary: tpl.Summary + "测试", Amounts: map[string]Money{}, Accounts: map[int]Code{}}
		for i, a := range tpl.Asks {
			in.Amounts[a.Key] = []Money{1000_00, 400_00, 30_00, 20_00}[i]
		}
		for i, l := range tpl.Lines {
			if c := l.Choices(chart); len(c) > 0 {
				in.Accounts[i] = c[0].Code
			} else {
				t.Errorf("%s line %d: no account to choose", tpl.ID, i)
			}
		}
		lines, ps := tpl.Build(chart, in)
		if len(ps) > 0 {
			t.Errorf("%s: %v", tpl.ID, ps.Err())
			continue
		}
		v := Voucher{Day: DayOf(2026, 5, 1), Word: WordGeneral, Lines: lines, Template: tpl.ID}
		if ps := CheckVoucher(&v, chart, OneWord); len(ps) > 0 {
			t.Errorf("%s %s: %v", tpl.ID, tpl.Name, ps.Err())
		}
	}
}

func TestTemplateOffersShareForHigherUnion(t *testing.T) {
	tpl, _ := TemplateOf("T02")
	if got := tpl.Offer("up", 8_000_00, Unit{ShareUp: "0.4"}); got != 3_200_00 {
		t.Errorf("offer = %s", got)
	}
}

func TestTemplateRefusesMoreThanTheWhole(t *testing.T) {
	tpl, _ := TemplateOf("T02")
	_, ps := tpl.Build(ChartFor(), Answers{Summary: "拨款", Amounts: map[string]Money{"a": 100, "up": 200}, Accounts: map[int]Code{0: "102"}})
	if len(ps) == 0 {
		t.Error("a share larger than the whole was accepted")
	}
}
