package audit_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	rules "huizhang/ledger/audit"
	"huizhang/store/storetest"
	"huizhang/tui/audit"
	"huizhang/tui/screen"
)

// The checks of a month with seams: one finding after the other, its basis
// below, its evidence behind it; what could not be checked says why.
func TestChecks(t *testing.T) {
	b := seamed(t)
	d := deskOn(t, b, "钱经审")
	s := open(t, d, screen.Checks{Period: ledger.MonthPeriod(202601)}, 80, 24).Expect("没法查").Expect("依据").Expect("可信度")
	for range 200 {
		if s.Has("说明 2026年1月由赵主席反结账") {
			break
		}
		s.Press("down")
	}
	s.Expect("赵主席").Press("enter").Expect("> 2026年1月").Press("esc")
	s.Press("tab").Expect("[严重").Press("right", "right").Expect("[提示").Press("tab").Expect("[没发现").Expect("没有发现不等于没有").Press("enter").Expect("没有可以打开的证据")
	s.Press("tab").Expect("[没法查").Resize(60, 20).Expect("没法")
	s.Resize(80, 24).Press("tab").Expect("[全部")
	if _, ok := interface{}(audit.NewChecks(d, screen.Checks{})).(screen.Lister); !ok {
		t.Error("the findings cannot be written out")
	}
}

// One person who keeps the book alone is a standing finding, in every period.
func TestSinglePersonStands(t *testing.T) {
	b := seamed(t)
	s := open(t, deskOn(t, b, "钱经审"), screen.Checks{Period: ledger.MonthPeriod(202601)}, 120, 40)
	s.Expect("! 长期问题：本账由一人记账")
	open(t, deskOn(t, b, "钱经审"), screen.Roles{}, 80, 24).Expect("长期问题").Golden("roles-single")
}

// A finding that was raised carries its number, and F3 opens it.
func TestRaisedFindingIsMarked(t *testing.T) {
	b := seamed(t)
	var f rules.Found
	if err := b.Book.View(func(r ledger.Reader) error {
		res, err := rules.Run(t.Context(), r, ledger.MonthPeriod(202601), ledger.DayOf(2026, 2, 20), nil)
		f = res.Found[0]
		return err
	}); err != nil {
		t.Fatal(err)
	}
	b.As("钱经审", func() {
		b.Must(t, rules.Raise{Question: f.Text, Finding: ledger.Finding{UID: strings.Repeat("d", 32), On: f.On, Ref: f.On, Check: f.ID, Title: f.Title, Severity: f.Severity}})
	})
	open(t, deskOn(t, b, "钱经审"), screen.Checks{Period: ledger.MonthPeriod(202601)}, 80, 24).Expect("问-1").Press("f3").Expect("FindingView {ID:问-1}")
}

// What was examined, by account and in all.
func TestCoverage(t *testing.T) {
	b := seamed(t)
	b.As("钱经审", func() { b.Must(t, rules.SetTick{Vouchers: []ledger.VoucherID{1, 2}}) })
	s := open(t, deskOn(t, b, "钱经审"), screen.Audit{Month: 202601}, 80, 24).Expect("> 2026年1月").Expect("2/15").Press("f7").Expect("已查 2 张").Golden("coverage-80x24")
	s.Resize(60, 20).Expect("比例")
	open(t, deskOn(t, b, "王会计"), screen.Audit{}, 80, 24).Press("down", "f6").Expect("只由经审人员做")
}

// A book in which nothing was found says so, and where the checks are listed.
func TestNothingFound(t *testing.T) {
	b := storetest.New(t, nil)
	open(t, deskOn(t, b, "钱经审"), screen.Checks{Period: ledger.MonthPeriod(202601)}, 60, 20).Expect("[全部 0]").Expect("没有发现问题").Reject("提一条").Press("tab", "tab", "tab", "tab").Expect("[没发现")
}
