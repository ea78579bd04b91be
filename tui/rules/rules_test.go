package rules_test

import (
	"os"
	"path/filepath"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui/desk"
	"huizhang/tui/rules"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// unit is a book under test and the desk that screens work at.
type unit struct {
	*storetest.Desk
	desk *desk.Desk
}

func open(t testing.TB) *unit {
	t.Helper()
	b := storetest.New(t, nil)
	return &unit{b, tuitest.Desk(t, b.Book, b.Shelf, b.Operator, ledger.DayOf(2026, 5, 20))}
}

func (u *unit) rows(t testing.TB) (out []ledger.Rule) {
	t.Helper()
	if err := u.View(func(r ledger.Reader) error { out = r.Rules(); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

func (u *unit) list(t testing.TB, region string, w, h int) *tuitest.Driver {
	return tuitest.Solo(t, rules.NewList(u.desk, screen.Rules{Region: region}), w, h)
}

func TestRegions(t *testing.T) {
	u := open(t)
	d := u.list(t, "", 80, 24)
	d.Golden("regions-80x24")
	d.Press("f5").Expect("请先选一个地区")
	d.Press("down", "down", "down", "down", "enter").Expect("Rules {Region:")
	d.Press("esc").Resize(60, 20).Golden("regions-60x20")
}

// A region is switched on for a year, and off again.
func TestEnable(t *testing.T) {
	u := open(t)
	d := u.list(t, "山东", 80, 24)
	d.Golden("shandong-80x24")
	d.Press("f5").Expect("您确认的是哪一年的标准").Golden("enable-80x24")
	d.Press("ctrl+u").Type("26").Press("enter").Expect("四位年份")
	d.Press("ctrl+u").Type("2026").Press("enter").Expect("启用“山东”的慰问活动标准（2026 年） 17 条")
	if rows := u.rows(t); len(rows) != 17 || !rows[0].On || rows[0].Version != 1 {
		t.Errorf("%d rows", len(rows))
	}
	d.Golden("shandong-on-80x24")
	d.Press("f5").Expect("停用以后").Press("right", "enter").Expect("停用“山东”")
	if rows := u.rows(t); len(rows) != 34 || rows[33].On {
		t.Errorf("%d rows", len(rows))
	}
	u.list(t, "山东", 60, 20).Golden("shandong-60x20")
	u.list(t, "*", 120, 40).Golden("all-120x40")
	// A second place is not switched on unawares beside the first.
	u.list(t, "山东", 80, 24).Press("f5").Reject("两边都会检查").Press("enter")
	u.list(t, "湖北", 80, 24).Press("f5").Expect("“山东”").Expect("两边都会检查")
	u.list(t, "全国", 80, 24).Press("f5").Reject("两边都会检查")
}

func TestNewRule(t *testing.T) {
	u := open(t)
	d := tuitest.Solo(t, rules.NewForm(u.desk, screen.RuleForm{}), 80, 24)
	d.Golden("form-80x24")
	d.Press("f8").Expect("请填写编号")
	d.Type("本会-节日").Press("tab", "tab").Type("节日").Press("enter").Type("每人每年").Press("enter").Type("abc")
	d.Press("f8").Expect("不是有效的上限")
	d.Press("ctrl+u").Type("1,200").Press("f8").Expect("请写依据")
	d.Type("工会委员会 2026 年第 3 次会议").Press("f8").Expect("慰问活动标准 本会-节日 第1版")
	rows := u.rows(t)
	if len(rows) != 1 || rows[0].Limit != "1200" || rows[0].Measure != ledger.PerMemberYear || rows[0].Subject != ledger.SubFestival || !rows[0].On || rows[0].Severity != ledger.SevWarn || rows[0].From != 20260520 {
		t.Fatalf("%+v", rows)
	}
	d = tuitest.Solo(t, rules.NewForm(u.desk, screen.RuleForm{}), 60, 20)
	d.Type("本会-节日").Press("f8").Expect("已经有了").Golden("form-60x20")
	d.Press("esc").Expect("还没有保存")
}

// A later day ends the old row the day before and begins a new one.
func TestRenew(t *testing.T) {
	u := open(t)
	u.Must(t, ledger.SaveRule{Rule: ledger.Rule{ID: "甲", From: 20260101, Subject: ledger.SubKeepsake, Measure: ledger.PerPersonEvent, Limit: "100", Severity: ledger.SevWarn, Basis: "文件", On: true}})
	d := tuitest.Solo(t, rules.NewForm(u.desk, screen.RuleForm{ID: "甲"}), 80, 24)
	d.Press("esc").Reject("还没有保存")
	d = tuitest.Solo(t, rules.NewForm(u.desk, screen.RuleForm{ID: "甲"}), 80, 24)
	for range 3 {
		d.Press("tab")
	}
	d.Press("ctrl+u").Type("150")
	for range 5 {
		d.Press("tab")
	}
	d.Press("ctrl+u").Type("20260701").Press("f8").Expect("旧标准到前一天止").Golden("renew-80x24")
	d.Press("enter").Expect("导入慰问活动标准 2 条")
	rows := u.rows(t)
	if len(rows) != 3 || rows[1].ID != "甲" || rows[1].To != 20260630 || rows[1].Limit != "100" || rows[2].ID != "甲-20260701" || rows[2].From != 20260701 || rows[2].Limit != "150" {
		t.Fatalf("%+v", rows)
	}
}

func TestImport(t *testing.T) {
	u := open(t)
	good, bad := filepath.Join(t.TempDir(), "标准.csv"), filepath.Join(t.TempDir(), "错.csv")
	head := "id,region,from,subject,measure,limit,severity,basis\n"
	for path, text := range map[string]string{good: head + "甲,某省,2026-01-01,festival,per_member_year,1600,warn,文件\n", bad: head + "甲,某省,2026-01-01,fest,per_member_year,1600,warn,文件\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := u.list(t, "", 80, 24)
	d.Press("f4").Paste(filepath.Join(t.TempDir(), "没有.csv")).Press("enter").Expect("打不开")
	d.Press("f4").Paste(bad).Press("enter").Expect("没有导入，账本未改动").Press("enter")
	d.Press("f4").Paste(good).Press("enter").Expect("1 条是新的或有变化").Press("right", "enter").Expect("导入慰问活动标准 1 条")
	d.Press("f4").Paste(good).Press("enter").Expect("0 条是新的或有变化").Press("enter")
	if n := len(u.rows(t)); n != 1 {
		t.Errorf("%d rows", n)
	}
}

func TestAuditorOnlyLooks(t *testing.T) {
	u := open(t)
	u.desk = tuitest.Desk(t, u.Book, u.Shelf, "钱经审", ledger.DayOf(2026, 5, 20))
	u.list(t, "山东", 80, 24).Press("f5").Expect("只能查看")
	tuitest.Solo(t, rules.NewPractice(u.desk, screen.Practice{}), 80, 24).Press("f8").Reject("已保存")
}

func TestPractice(t *testing.T) {
	u := open(t)
	d := tuitest.Solo(t, rules.NewPractice(u.desk, screen.Practice{}), 80, 24)
	d.Golden("practice-80x24")
	d.Type("广西").Press("tab").Type("50404").Press("enter", "space", "enter", "enter").Type("3").Press("enter").Type("甲景区、乙景区").Press("enter").Type("购物卡").Press("enter")
	d.Type("三月三").Press("enter").Type("3.3.3").Press("f8").Expect("不是月日")
	d.Press("ctrl+u").Type("农历3-3").Press("f8").Expect("慰问活动设置已保存")
	var got ledger.Practice
	_ = u.View(func(r ledger.Reader) error { got = r.Practice(); return nil })
	if got.Region != "广西" || got.Hospital != "50404" || !got.LeapMonth || got.SpareRows != 3 || len(got.Places) != 2 || len(got.Banned) != 1 ||
		len(got.Festivals) != 1 || got.Festivals[0] != (ledger.Festival{ID: "local-1", Name: "三月三", Month: 3, Dom: 3, Lunar: true}) {
		t.Errorf("%+v", got)
	}
	tuitest.Solo(t, rules.NewPractice(u.desk, screen.Practice{}), 60, 20).Expect("三月三").Golden("practice-60x20")
}
