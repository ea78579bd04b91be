package dues_test

import (
	"testing"

	"huizhang/ledger"
	"huizhang/tui/dues"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

func rules(t testing.TB, u *unit) []ledger.DuesRule {
	t.Helper()
	var out []ledger.DuesRule
	if err := u.View(func(r ledger.Reader) error { out = r.DuesRules(); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestNewRule(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	d := tuitest.Solo(t, dues.NewRules(u.desk, screen.DuesRules{}), 80, 24)
	d.Golden("rules-80x24")
	d.Press("f2").Golden("ruleform-80x24")
	d.Press("ctrl+u").Type("7").Press("tab").Type("0.25%").Press("tab", "tab", "tab")
	d.Press("4").Expect("[元]").Press("tab", "2").Expect("[半年]").Press("tab").Type("11")
	d.Press("tab", "tab", "3", "tab").Type("1").Expect("定额 1.00，6 个月 6.00")
	d.Expect("5,234.00 去尾 5,230.00 × 0.25% = 13.00，6 个月 78.00")
	d.Press("f8").Expect("已保存").Expect("将来")
	got := rules(t, u)
	want := ledger.DuesRule{From: 202607, Default: "0.0025", Grade: true, Floor10: true, Round: 100, Base: 11, Every: 6}
	if len(got) != 2 || len(got[1].Rates) != 2 || got[1].Rates[0] != (ledger.ClassRate{Class: ledger.Contract, Fixed: 100}) || got[1].Rates[1].Free == "" {
		t.Fatalf("%+v", got)
	}
	got[1].Rates = nil
	if got[1].From != want.From || got[1].Default != want.Default || got[1].Round != want.Round || got[1].Base != want.Base || got[1].Every != want.Every || !got[1].Grade || !got[1].Floor10 {
		t.Fatalf("%+v", got[1])
	}
	d.Press("home", "enter").Expect("2026-07")
}

func TestWrongRuleIsNotSaved(t *testing.T) {
	u := open(t, false)
	d := tuitest.Solo(t, dues.NewRules(u.desk, screen.DuesRules{}), 80, 24)
	d.Press("f2", "tab").Type("50").Press("f8").Expect("比例不能超过 10%").Expect("试算：先把标准填对")
	d.Press("ctrl+u").Type("1e-999999999").Press("f8").Expect("不是比例")
	d.Press("esc").Expect("要放弃吗").Press("right", "enter").Expect("每份标准从它的月份起执行")
	if len(rules(t, u)) != 1 {
		t.Fatal("saved")
	}
	for _, size := range [][2]int{{60, 20}, {120, 40}} {
		d.Resize(size[0], size[1])
		d.Press("f2", "tab", "tab", "esc")
	}
}
