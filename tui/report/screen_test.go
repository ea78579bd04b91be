package report_test

import (
	"fmt"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	catalogue "huizhang/ledger/report"
	"huizhang/store/storetest"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

func jan() ledger.Period { return ledger.MonthPeriod(ledgertest.ExampleMonth) }

func TestScenarios(t *testing.T) {
	d := deskOn(t, storetest.Example(t, true, nil), "王会计")
	for file, first := range map[string]screen.Route{
		"drill.scenario":  screen.Reports{},
		"period.scenario": screen.ReportView{Name: "income", Period: jan()},
		"ledger.scenario": screen.ReportView{Name: "ledger", Period: jan()},
	} {
		t.Run(file, func(t *testing.T) { tuitest.Scenario(t, "testdata/"+file, app(d, first)) })
	}
}

func TestSizes(t *testing.T) {
	d := deskOn(t, storetest.Example(t, true, nil), "王会计")
	for _, name := range []string{"balance", "trial", "journal", "disclosure"} {
		for _, size := range []struct {
			w, h int
			text string
		}{{80, 24, "80x24"}, {120, 40, "120x40"}, {60, 20, "60x20"}} {
			open(t, d, screen.ReportView{Name: name, Period: jan()}, size.w, size.h).Golden(name + "-" + size.text)
		}
	}
	list := open(t, d, screen.Reports{}, 60, 20).Golden("list-60x20")
	list.Press("end").Expect("个人收支明细")
}

// TestEveryFigure walks over every cell of every report with the keys, goes
// down from each figure, and holds the sum of the lines against it.
func TestEveryFigure(t *testing.T) {
	b := storetest.Example(t, true, nil)
	b.Post(t, storetest.V(ledger.DayOf(2026, 2, 5), "收2月会费", storetest.Dr("102", 1_569_00), storetest.Cr("401", 1_569_00)))
	b.Must(t, ledger.Reverse{ID: 10, Day: ledger.DayOf(2026, 2, 6), Reason: "重复入账", Post: true, Reviewer: "李审核"})
	d := deskOn(t, b, "王会计")
	total := 0
	for _, rep := range catalogue.Catalogue() {
		periods := []ledger.Period{ledger.MonthPeriod(202602)}
		if rep.Statement {
			periods = append(periods, jan(), ledger.YearPeriod(2026))
		}
		if testing.Short() {
			periods = periods[:1]
		}
		for _, p := range periods {
			route := screen.ReportView{Name: rep.Name, Period: p}
			if rep.NeedsAccount {
				route.Account = "102"
			}
			if rep.NeedsObject { // see TestListsBehindFigures
				continue
			}
			n := walk(t, open(t, d, route, 120, 40))
			if n == 0 && (rep.Name == "income" || rep.Name == "balance" || rep.Name == "trial" || rep.Name == "disclosure" || rep.Name == "ledger") {
				t.Errorf("%s %s: no figure leads anywhere", rep.Name, p)
			}
			total += n
		}
	}
	if total < 300 && !testing.Short() {
		t.Errorf("only %d figures were followed", total)
	}
}

const leads = "  Enter 看明细"

// walk goes over all cells and counts those that lead to a register.
func walk(t *testing.T, d *tuitest.Driver) (n int) {
	t.Helper()
	d.Press("home")
	for last := ""; ; {
		d.Press("ctrl+home")
		for cell := ""; ; d.Press("tab") {
			if s := d.Screen(); s == cell {
				break
			} else {
				cell = s
			}
			n += follow(t, d)
		}
		before := d.Screen()
		d.Press("down")
		if now := d.Screen(); now == before || now == last {
			return n
		}
		last = before
	}
}

// follow goes down from the cell of the cursor and back.
func follow(t *testing.T, d *tuitest.Driver) int {
	t.Helper()
	status := strings.TrimSpace(d.Line(38))
	text, ok := strings.CutSuffix(status, strings.TrimSpace(leads))
	if !ok {
		if text, ok = strings.CutSuffix(status, "Enter 看名单"); !ok {
			return 0
		}
	}
	before := d.Screen()
	words := strings.Fields(text)
	d.Press("enter").Reject("不等于").Expect("合计 ")
	if len(words) > 1 && strings.Contains(words[len(words)-1], ".") {
		figure := words[len(words)-1]
		d.Expect("合计 " + figure + " ＝ 上表 " + figure)
	} else {
		d.Expect(" ＝ 上表 ")
	}
	if d.Press("esc"); d.Screen() != before {
		t.Fatalf("coming back changed the screen:\n%s\n%s", before, d.Screen())
	}
	return 1
}

func TestRegisterSaysWhenTheBookMoved(t *testing.T) {
	b := storetest.Example(t, false, nil)
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.ReportView{Name: "income", Period: jan(), Key: "401"}, 80, 24)
	s.Press("enter").Expect("合计 1,569.00 ＝ 上表 1,569.00").Golden("register-80x24")
	b.Post(t, storetest.V(ledger.DayOf(2026, 1, 30), "补收会费", storetest.Dr("101", 26_15), storetest.Cr("401", 26_15)))
	s.Press("enter").Expect("VoucherView {ID:1}").Press("esc")
	s.Expect("补收会费").Expect("合计 1,595.15 不等于上表 1,569.00，相差 26.15 元").Golden("register-moved-80x24")
	s.Press("esc").Expect("1,595.15").Press("enter").Expect("合计 1,595.15 ＝ 上表 1,595.15")
}

func TestRegisterSizes(t *testing.T) {
	d := deskOn(t, storetest.Example(t, false, nil), "王会计")
	for size, wh := range map[string][2]int{"60x20": {60, 20}, "120x40": {120, 40}} {
		s := open(t, d, screen.ReportView{Name: "balance", Period: jan(), Key: "cash"}, wh[0], wh[1])
		s.Press("tab", "enter").Expect("启用时的期初余额").Expect("合计 36,081.34 ＝ 上表 36,081.34").Golden("register-" + size)
		s.Press("enter").Expect("没有凭证")
	}
}

func TestSelectionIsKept(t *testing.T) {
	d := deskOn(t, storetest.Example(t, false, nil), "王会计")
	s := open(t, d, screen.ReportView{Name: "journal", Period: jan()}, 80, 24)
	s.Press("down", "down", "down", "down") // the second line of a voucher with three
	before := s.Screen()
	s.Press("enter").Expect("«VoucherView {ID:2}»").Press("esc")
	if s.Screen() != before {
		t.Errorf("the cursor moved:\n%s\n%s", before, s.Screen())
	}
}

func TestUnknownAndEmpty(t *testing.T) {
	d := deskOn(t, storetest.Example(t, false, nil), "王会计")
	open(t, d, screen.ReportView{Name: "nothing"}, 80, 24).Expect("没有叫“nothing”的报表").Press("enter", "f6")
	s := open(t, d, screen.ReportView{Name: "income", Period: ledger.MonthPeriod(202501)}, 80, 24)
	s.Expect("账本从2026年1月开始").Press("right", "left").Expect("前面没有了")
	open(t, d, screen.ReportView{Name: "ledger", Account: "999"}, 80, 24).Expect("要指定科目")
	open(t, d, screen.ReportView{Name: "dues-roll"}, 80, 24).Expect("会费缴纳花名册").Expect("2026年度")
}

func TestRollMovesSideways(t *testing.T) {
	b := storetest.Example(t, true, nil)
	for i, name := range []string{"钱大华", "周国华", "欧阳文华"} {
		b.Must(t, ledger.SaveMember{Member: ledger.Member{
			No: fmt.Sprintf("%03d", i+1), Name: name, Group: []string{"语文组", "数学组"}[i%2], Spells: []ledger.Spell{{From: 20200101}},
			Wages: []ledger.Wage{{From: 202001, Post: 5_234_00}},
		}})
	}
	b.Must(t, ledger.AssessDues{Month: 202602})
	s := open(t, deskOn(t, b, "王会计"), screen.ReportView{Name: "dues-roll"}, 60, 20)
	s.Golden("roll-60x20").Press("down", "ctrl+end").Expect("欠缴").Expect("欧阳文华").Golden("roll-end-60x20")
	s.Press("ctrl+home").Expect("语文组").Resize(120, 40).Expect("欠缴").Expect("月标准")
}

func TestOneVoucher(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.ReportView{Name: "voucher", Voucher: 4}, 80, 24).Expect("春节慰问品 60人").Reject("收1月会费")
	s.Press("left").Expect("春节慰问品").Press("enter").Expect("VoucherView {ID:4}").Press("esc")
	s.Press("f6", "enter").Expect("已存好")
	open(t, d, screen.ReportView{Name: "dues-roll", Print: true}, 80, 24).Expect("打印或导出").Press("enter").Expect("已存好")
}
