package report_test

import (
	"fmt"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// givenBook has a festival for eight members, signed in part, and a birthday
// that is not paid.
func givenBook(t testing.TB) *storetest.Desk {
	b := storetest.Example(t, true, nil)
	a := ledger.GiveOut{Gift: ledger.Gift{Occasion: "spring", Title: "春节慰问", Day: 20260210, Form: ledger.Goods, Item: "米油", Each: 200_00, Expense: "50105"},
		Money: "102", Papers: 1, Post: true, Reviewer: "李审核"}
	for i, name := range []string{"陈一帆", "林二木", "何三水", "郭四方", "罗五味", "马六合", "宋七巧", "欧阳八斗"} {
		m := ledger.Member{No: fmt.Sprintf("A%02d", i+1), Name: name, Group: []string{"语文组", "数学组"}[i%2], Spells: []ledger.Spell{{From: 20200101}}}
		id := b.Must(t, ledger.SaveMember{Member: m}).Member
		a.Shares = append(a.Shares, ledger.Share{Member: id, Name: name, Group: m.Group})
	}
	b.Must(t, a)
	late := a
	late.Gift.Occasion, late.Gift.Title, late.Gift.Each, late.Gift.Item, late.Gift.Day = "birthday", "生日慰问", 150_00, "蛋糕", 20260212
	late.Money, late.Post, late.Shares = "", false, a.Shares[:1]
	b.Must(t, late)
	b.Must(t, ledger.FreezeSheet{Sheet: 1})
	b.Must(t, ledger.SignShares{Sheet: 1, Day: 20260211, Marks: []ledger.Mark{{Line: 1, Sign: ledger.Signed}, {Line: 2, Sign: ledger.ByProxy, Proxy: "何三水"}}})
	return b
}

func TestListsBehindFigures(t *testing.T) {
	d := deskOn(t, givenBook(t), "王会计")
	for file, first := range map[string]screen.Route{"welfare.scenario": screen.Reports{}, "sheet.scenario": screen.Reports{}} {
		t.Run(file, func(t *testing.T) { tuitest.Scenario(t, "testdata/"+file, app(d, first)) })
	}
	for size, wh := range map[string][2]int{"60x20": {60, 20}, "120x40": {120, 40}} {
		s := open(t, d, screen.ReportView{Name: "welfare"}, wh[0], wh[1]).Golden("welfare-" + size)
		s.Press("tab", "tab", "enter").Expect("合计 1,600.00 ＝ 上表 1,600.00").Golden("handouts-" + size)
	}
	if n := walk(t, open(t, d, screen.ReportView{Name: "welfare"}, 120, 40)); n < 10 {
		t.Errorf("only %d figures of lists were followed", n)
	}
	m := open(t, d, screen.ReportView{Name: "member"}, 80, 24).Expect("看哪个会员").Golden("pick-member-80x24")
	m.Type("chenyifan").Press("enter").Expect("从工会得到").Expect("200.00").Golden("member-80x24")
}

// A list that changed after the report was made is told.
func TestHandoutsSayWhenTheListMoved(t *testing.T) {
	b := givenBook(t)
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.ReportView{Name: "welfare", Period: ledger.MonthPeriod(202602), Key: "state-unsigned"}, 80, 24)
	s.Press("enter").Expect("合计 1,200.00 ＝ 上表 1,200.00")
	b.Must(t, ledger.SignShares{Sheet: 1, Day: 20260213, Marks: []ledger.Mark{{Line: 3, Sign: ledger.Signed}}})
	s.Press("enter").Expect("VoucherView").Press("esc").Expect("不等于上表 1,200.00")
}
