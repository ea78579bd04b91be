package intake_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/ledger/intake"
	"huizhang/store/storetest"
)

func register(t testing.TB) *storetest.Desk {
	t.Helper()
	b := storetest.New(t, nil)
	old := []ledger.Spell{{From: 20200901}}
	for _, m := range []ledger.Member{
		{No: "0001", Name: "王芳", Group: "语文组", Spells: old, Wages: []ledger.Wage{{From: 202601, Post: 300000, Grade: 100000}}},
		{No: "0002", Name: "李强", Spells: old},
		{No: "0003", Name: "王芳", Group: "数学组", Spells: old},
		{No: "0004", Name: "周走", Spells: []ledger.Spell{{From: 20200901, To: 20251231, Out: "转出"}}},
	} {
		b.Must(t, ledger.SaveMember{Member: m})
	}
	return b
}

func table(t testing.TB, text string) *intake.Table {
	t.Helper()
	tab, err := intake.Read(context.Background(), "名册.csv", strings.NewReader(text), int64(len(text)), intake.Usual())
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func planOf(t testing.TB, b *storetest.Desk, text string, from ledger.Month) *intake.Blueprint {
	t.Helper()
	var p *intake.Blueprint
	err := b.View(func(r ledger.Reader) error { p = intake.PlanMembers(r, b.Stamp(), table(t, text), from); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPlanSaysWhatEachRowWouldDo(t *testing.T) {
	b := register(t)
	head := "编号,姓名,工会小组,身份,状态,入会日期,岗位工资,薪级工资\n"
	for _, c := range []struct{ row, verdict, text, problem string }{
		{"0001,王芳,,,,,,", "unchanged", "", ""},
		{"0001,王芳,语文组,在编,,,3000,1000", "unchanged", "", ""},
		{"0001,王芳,,,,,3000,", "unchanged", "", ""},
		{"0001,王芳,,,,,3100,", "changed", "2026-05起工资基数 4,000.00→4,100.00", ""},
		{"0001,王芬,,,,,,", "changed", "姓名 王芳→王芬", ""},
		{"0001,王芳,,退休,,,,", "changed", "2026-05起身份 在编→退休", ""},
		{"0002,李 强,,,,,,", "unchanged", "", ""},
		{",李强,英语组,,,,,", "changed", "小组 （空）→英语组", ""},
		{",王芳,,,,,,", "", "", "名册里有 2 位“王芳”（编号 0001、0003），请填编号。"},
		{",钱新,,,,,,", "added", "没有入会日期，按 2026-05-01", ""},
		{"0009,王芳,,,,2026-03-01,,", "added", "名册里已有同名的 0001，按编号当作另一个人", ""},
		{"0002,李强,,,转出,,,", "changed", "会籍 2020-09-01至→2020-09-01至2026-04-30 转出", ""},
		{"0004,周走,,,在会,,,", "changed", "会籍 2020-09-01至2025-12-31 转出→2020-09-01至2025-12-31 转出、2026-05-01至", ""},
		{"0004,周走,,,转出,,,", "unchanged", "", ""},
		{"0010,孙旧,,,退会,,,", "", "", "已退会的人要填入会日期，否则不知道哪段时间在会。"},
		{"0002,李强,,,随便,,,", "", "", "“随便”不是会籍状态；请写在会、转入、转出、退会、离会、去世或退休，或者空着。"},
	} {
		p := planOf(t, b, head+c.row+"\n", 202605)
		switch {
		case c.problem != "":
			if len(p.Rows) != 0 || len(p.Problems) != 1 || p.Problems[0].Text != c.problem || p.Refused() != 1 {
				t.Errorf("%s: %+v %+v", c.row, p.Rows, p.Problems)
			}
		case len(p.Rows) != 1 || len(p.Problems) != 0:
			t.Errorf("%s: %+v %+v", c.row, p.Rows, p.Problems)
		case string(p.Rows[0].Verdict) != c.verdict || p.Rows[0].Text != c.text || (p.Rows[0].Act == nil) != (c.verdict == "unchanged"):
			t.Errorf("%s: %s %q, want %s %q", c.row, p.Rows[0].Verdict, p.Rows[0].Text, c.verdict, c.text)
		}
	}
}

func TestNumbersGivenByTheBookComeLast(t *testing.T) {
	b := register(t)
	p := planOf(t, b, "编号,姓名\n,钱一\n0005,孙二\n,李三\n0006,周四\n", 202605)
	if _, err := b.DoAll(p.Acts(), b.Stamp()); err != nil {
		t.Fatal(err)
	}
	if err := b.View(func(r ledger.Reader) error {
		for no, name := range map[string]string{"0005": "孙二", "0006": "周四"} {
			id, _ := r.MemberByNo(no)
			if m, _ := r.Member(id); m.Name != name {
				t.Errorf("%s is %s", no, m.Name)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// A list that was taken in changes nothing when it comes again.
func TestImportingTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		b := register(t)
		var text strings.Builder
		text.WriteString("编号,姓名,工会小组,身份,状态,岗位工资\n")
		for i := range rapid.IntRange(1, 6).Draw(r, "rows") {
			// A number keeps its name: who is renamed and named by the old name in
			// one file is somebody else the second time.
			no, name := "", rapid.SampledFrom([]string{"王芳", "李强", "周走", "新人" + fmt.Sprint(i)}).Draw(r, "name")
			if rapid.Bool().Draw(r, "numbered") {
				n := rapid.IntRange(1, 8).Draw(r, "no")
				no, name = fmt.Sprintf("%04d", n), []string{"王芳", "李强", "王芳", "周走", "吴五", "郑六", "王七", "王芳"}[n-1]
			}
			fmt.Fprintf(&text, "%s,%s,%s,%s,%s,%s\n", no, name,
				rapid.SampledFrom([]string{"", "英语组"}).Draw(r, "group"), rapid.SampledFrom([]string{"", "在编", "合同", "退休"}).Draw(r, "class"),
				rapid.SampledFrom([]string{"", "在会", "转出", "退休"}).Draw(r, "state"), rapid.SampledFrom([]string{"", "3100", "2999.99"}).Draw(r, "wage"))
		}
		p := planOf(t, b, text.String(), 202605)
		if acts := p.Acts(); len(acts) > 0 {
			if _, err := b.DoAll(acts, b.Stamp()); err != nil {
				r.Fatalf("%s\n%v", text.String(), err)
			}
		}
		again := planOf(t, b, text.String(), 202605)
		for _, row := range again.Rows {
			if row.Act != nil {
				r.Fatalf("%s\nagain: %+v", text.String(), row)
			}
		}
	})
}

func TestPlanPayrollGathersMonths(t *testing.T) {
	b := register(t)
	var p *intake.Blueprint
	tab := table(t, "编号,姓名,月份,岗位工资,薪级工资\n0001,王芳,2026-03,3100,1000\n0001,王芳,2026-06,3200,\n0002,李强,2026-01,2000,\n0002,王芳,2026-02,1,\n0099,谁,2026-01,1,\n0004,周走,2026-01,,\n")
	if err := b.View(func(r ledger.Reader) error { p = intake.PlanPayroll(r, b.Stamp(), tab); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(p.Rows) != 2 || p.Refused() != 3 || p.Rows[0].Text != "2026-03起 4,000.00→4,100.00 2026-06起 4,100.00→4,200.00" {
		t.Fatalf("%+v\n%+v", p.Rows, p.Problems)
	}
	if _, err := b.DoAll(p.Acts(), b.Stamp()); err != nil {
		t.Fatal(err)
	}
	if err := b.View(func(r ledger.Reader) error {
		m, _ := r.Member(1)
		if w, _ := m.WageIn(202607); len(m.Wages) != 3 || w.Post+w.Grade != 420000 {
			t.Errorf("%+v", m.Wages)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
