package report_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// notice is a public document with one text in it.
func notice(text string) *report.Document {
	return &report.Document{Name: "disclosure", Organization: "青山小学工会委员会", Period: ledger.MonthPeriod(202605), Public: true,
		Head: "12:4000123412341234567899", Generated: "2026-06-01 09:00",
		Tables: []report.Table{{Columns: []report.Column{{Name: "项目", Kind: report.KindText}, {Name: "金额", Kind: report.KindMoney}},
			Rows: []report.Row{{Key: "401", Cells: []report.Cell{report.Text(text), report.Amount(1_380_013_800_000, nil)}}}}}}
}

func TestScan(t *testing.T) {
	names := []string{"张小明", "李 娜", "青山", "欧阳若兰", "会费收入", "王", "古丽巴哈尔·买买提"}
	for _, c := range []struct{ text, want string }{
		{"身份证11010519491231002X", "身份证"},
		{"身份证１１０１０５１９４９１２３１００２ｘ", "身份证"},
		{"号码 110105 19491231 002X", "身份证"},
		{"110105194912310021", ""}, // wrong check digit; no card either
		{"电话13800138000", "手机"},
		{"138-0013-8000", "手机"},
		{"联系 138 0013 8000 张老师", "手机"},
		{"8613800138000", "手机"},
		{"1380013800", ""},
		{"12800138000", ""},
		{"卡号6222021234567890128", "银行卡"},
		{"卡号 6222 0212 3456 7890 128", "银行卡"},
		{"6222021234567890127", ""}, // Luhn fails
		{"发票号23442000000014209621", ""},
		{"信用代码81330000724538949J", ""},
		{"生于19850601", "出生"},
		{"1985-06-01生", "出生"},
		{"1985年6月1日", "出生"},
		{"1985.6.1", "出生"},
		{"2026-05-31", ""},
		{"20260531", ""},
		{"2026年5月1日至2026年5月31日", ""},
		{"2026-05-记-0017", ""},
		{"凭证 2026-01-05 2026-01-06 2026-01-07", ""},
		{"1,234,567.89 元 9,999,999,999.99", ""},
		{"9999999999.99 12345678.90", ""},
		{"慰问张小明", "姓名"},
		{"慰问张 小明", "姓名"},
		{"李娜等3人", "姓名"},
		{"欧阳若兰", "姓名"},
		{"古丽巴哈尔•买买提", ""}, // another dot: see below
		{"青山小学工会委员会公示", ""},
		{"青山等人", "姓名"},
		{"会费收入", ""},
		{"王老师", ""},
		{"因病住院", "病"},
		{"癌症救助", "癌"},
		{"低保户", "低保"},
		{"困难职工帮扶 3 人次 6,000.00 元", ""},
		{"张\u200b小明", "姓名"},
		{"138\u200b00138000", "手机"},
	} {
		ps := report.Scan(notice(c.text), names)
		switch {
		case c.want == "" && len(ps) > 0 && c.text != "古丽巴哈尔•买买提":
			t.Errorf("%q: false alarm: %v", c.text, ps)
		case c.want != "" && len(ps) == 0:
			t.Errorf("%q: nothing found, want %s", c.text, c.want)
		case c.want != "" && !strings.Contains(ps[0].Text, c.want):
			t.Errorf("%q: %v, want %s", c.text, ps, c.want)
		}
		for _, p := range ps {
			if p.Code != ledger.CodePersonal || strings.Contains(p.Text, "13800138000") || strings.Contains(p.Text, "小明") {
				t.Errorf("%q: %+v gives away what it warns of, or has the wrong code", c.text, p)
			}
		}
	}
}

func TestScanLooksEverywhere(t *testing.T) {
	put := []func(d *report.Document){
		func(d *report.Document) { d.Title += "张小明" },
		func(d *report.Document) { d.PeriodText = "13800138000" },
		func(d *report.Document) { d.Notes = []string{"详询13800138000"} },
		func(d *report.Document) { d.Tables[0].Title = "低保名单" },
		func(d *report.Document) { d.Tables[0].Columns[0].Name = "张小明" },
		func(d *report.Document) { d.Tables[0].Rows[0].Cells[1] = report.Text("13800138000") },
	}
	for i, f := range put {
		d := notice("会费收入")
		if ps := report.Scan(d, []string{"张小明"}); len(ps) > 0 {
			t.Fatal(ps)
		}
		f(d)
		if len(report.Scan(d, []string{"张小明"})) == 0 {
			t.Errorf("place %d is not searched", i)
		}
	}
}

func FuzzScan(f *testing.F) {
	f.Add("138-0013-8000")
	f.Add("1985年6月1日 110105 19491231 002X")
	f.Fuzz(func(t *testing.T, s string) {
		report.Scan(notice(s), []string{"张小明", s})
		// A phone stays found whatever stands around it, but for digits, letters and hyphens.
		if ps := report.Scan(notice(s+"，13800138000，"+s), nil); len(ps) == 0 {
			t.Errorf("%q hides a phone", s)
		}
	})
}
