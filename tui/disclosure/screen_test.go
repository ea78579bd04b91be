package disclosure_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"huizhang/ledger"
	catalogue "huizhang/ledger/report"
	"huizhang/store/storetest"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// golden compares a window in which hashes, which change with the file format,
// are made alike.
func golden(t *testing.T, name string, d *tuitest.Driver) {
	t.Helper()
	hash := regexp.MustCompile(`[0-9a-f]{8,12}\b`)
	tuitest.Golden(t, name, hash.ReplaceAllStringFunc(d.Screen(), func(s string) string { return strings.Repeat("h", len(s)) }))
}

func check(t *testing.T, b *storetest.Desk, f func(ledger.Reader)) {
	t.Helper()
	if err := b.Book.View(func(r ledger.Reader) error { f(r); return nil }); err != nil {
		t.Fatal(err)
	}
}

func jan() ledger.Period { return ledger.MonthPeriod(202601) }

func TestPublish(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := deskOn(t, b, "王会计")
	s := tuitest.Scenario(t, "testdata/publish.scenario", app(d, screen.Disclosures{}))
	golden(t, "list-80x24", s)
	s.Press("enter").Expect("公示原样：第 1 版  校务公开栏")
	golden(t, "frozen-80x24", s)
	check(t, b, func(r ledger.Reader) {
		n, ok := r.Notice(jan(), 1)
		if !ok || n.Place != "校务公开栏" || n.From != 20260220 || n.To != 20260227 || n.By != "王会计" {
			t.Errorf("notice %+v", n)
		}
	})
	if list, err := os.ReadDir(d.Folder); err != nil || len(list) != 1 {
		t.Errorf("printed %v %v", list, err)
	}
}

// TestFigureToVoucher: from a figure that was published to the voucher behind
// it in two keys, and back to the same place.
func TestFigureToVoucher(t *testing.T) {
	b := storetest.Example(t, true, nil)
	b.Must(t, catalogue.Publish{Period: jan(), Place: "公开栏", From: 20260203})
	s := open(t, deskOn(t, b, "钱经审"), screen.ReportView{Name: "disclosure", Period: jan(), Version: 1, Key: "50105"}, 80, 24)
	before := s.Screen()
	s.ResetPresses()
	s.Press("enter").Expect("合计 18,000.00 ＝ 上表 18,000.00").Press("enter").Expect("VoucherView {ID:4}")
	if s.Presses() > 3 {
		t.Errorf("%d keys", s.Presses())
	}
	if s.Press("esc", "esc"); s.Screen() != before {
		t.Errorf("the place was lost:\n%s", s.Screen())
	}
	s.Press("left").Expect("公示原样").Press("f3").Expect("一致")
}

func TestLaterDifference(t *testing.T) {
	b := storetest.Example(t, true, nil)
	b.Must(t, catalogue.Publish{Period: jan(), Place: "公开栏", From: 20260203})
	d := deskOn(t, b, "王会计")
	open(t, d, screen.Disclosures{}, 80, 24).Expect("相符").Reject("不符")
	b.As("赵主席", func() { b.Must(t, ledger.ReopenMonth{Month: 202601, Reason: "补记"}) })
	b.Post(t, storetest.V(ledger.DayOf(2026, 1, 30), "补记办公用品", storetest.Dr("50502", 35_50), storetest.Cr("101", 35_50)))
	s := open(t, d, screen.Disclosures{}, 80, 24).Expect("! 与账面不符")
	s.Press("enter").Expect("三、本期支出合计：公示时 23,800.00 元，现在账上 23,835.50 元")
	golden(t, "differs-80x24", s)
	s.Press("enter").Expect("公示后有 4 行变了").Expect("! 三、本期支出合计").Expect("23,800.00").Reject("23,835.50")
	golden(t, "frozen-differs-80x24", s)
	s.Resize(60, 20)
	golden(t, "frozen-differs-60x20", s)
	s.Resize(80, 24).Press("down", "down", "down", "down", "down", "down", "down", "enter").Expect("不等于上表 23,800.00，相差 35.50 元")
	s.Press("esc", "esc").Press("f5").Expect("23,835.50")
	s.Press("esc").Press("f2").Press("f8").Expect("第 2 版").Press("enter", "esc").Expect("已有新版")
	golden(t, "two-versions-80x24", s)
	s.Resize(60, 20)
	golden(t, "two-versions-60x20", s)
	s.Resize(120, 40).Expect("发布人")
}

func TestForbidden(t *testing.T) {
	b := storetest.Example(t, false, nil)
	b.Must(t, ledger.Enter{Voucher: storetest.V(ledger.DayOf(2026, 1, 28), "买球", storetest.Dr("50102", 200_00), storetest.Cr("101", 200_00))})
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.Publish{}, 80, 24).Expect("还有 1 张凭证没有过账").Golden("forbidden-80x24")
	s.Press("f8").Expect("还不能公示").Reject("发布2026年1月")
	s.Resize(60, 20).Golden("forbidden-60x20")
	s.Resize(120, 40).Golden("forbidden-120x40")
	b.Must(t, ledger.VoidDraft{ID: 12, Reason: "不买了"})
	s = open(t, d, screen.Publish{}, 80, 24).Expect("可以公示")
	s.Press("f8").Expect("请写明公示的地方").Type("公告牌").Press("tab", "tab", "backspace").Type("1").Press("f8").Expect("结束公示")
	check(t, b, func(r ledger.Reader) {
		if n := catalogue.LastVersion(r, jan()); n != 0 {
			t.Errorf("version %d was published", n)
		}
	})
}

func TestAuditorCannotPublish(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := deskOn(t, b, "钱经审")
	open(t, d, screen.Disclosures{}, 80, 24).Press("f2").Expect("公示由会计").Reject("预览")
	open(t, d, screen.Publish{Period: jan()}, 80, 24).Type("公告牌").Press("f8").Expect("公示由会计")
	check(t, b, func(r ledger.Reader) {
		if n := catalogue.LastVersion(r, jan()); n != 0 {
			t.Errorf("version %d was published", n)
		}
	})
}

// After a reopened month the form offers the month whose paper is out of date.
func TestOutOfDateIsOfferedFirst(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := deskOn(t, b, "王会计")
	b.Must(t, catalogue.Publish{Period: jan(), Place: "公开栏", From: 20260203})
	b.Post(t, storetest.V(ledger.DayOf(2026, 2, 3), "利息", storetest.Dr("102", 500), storetest.Cr("408", 500)))
	open(t, d, screen.Publish{}, 80, 24).Expect("期间 2026年2月")
	b.As("赵主席", func() { b.Must(t, ledger.ReopenMonth{Month: 202601, Reason: "补记"}) })
	b.Post(t, storetest.V(ledger.DayOf(2026, 1, 30), "补收利息", storetest.Dr("102", 500), storetest.Cr("408", 500)))
	b.Must(t, ledger.CloseMonth{Month: 202601, Without: map[string]string{"soft": "试验"}})
	open(t, d, screen.Publish{}, 80, 24).Expect("期间 2026年1月").Expect("将是第 2 版")
}
