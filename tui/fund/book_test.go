package fund_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/fund"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// book is a book of one person with six members.
func book(t testing.TB, single bool) *storetest.Desk {
	b := storetest.New(t, func(f *ledger.Found) { f.Unit.Single, f.Opening = single, storetest.Opening() })
	for i, n := range []string{"陈一帆", "林二木", "何三水", "郭四方", "马五岳", "罗六合"} {
		b.Must(t, ledger.SaveMember{Member: ledger.Member{Name: n, Group: []string{"语文组", "数学组"}[i%2], Spells: []ledger.Spell{{From: 20150901}}}})
	}
	return b
}

// mutual opens a fund with some moves.
func mutual(t testing.TB, b *storetest.Desk) {
	b.Must(t, ledger.OpenFund{Text: "大病互助金", Kind: ledger.MutualFund, Purpose: "住院补助", Rules: "每人每年 50 元", Day: 20260105, Post: true})
	in := ledger.FundIn{Fund: 1, Day: 20260110, Money: "10202", Post: true}
	for id := ledger.MemberID(1); id <= 5; id++ {
		in.Parts = append(in.Parts, ledger.FundPart{Member: id, Amount: 50_00, What: "2026年"})
	}
	b.Must(t, in)
	b.Must(t, ledger.FundOut{Fund: 1, Day: 20260205, Money: "10202", Parts: []ledger.FundPart{{Member: 2, Amount: 120_00, What: "住院"}}, Post: true})
}

func deskOn(t testing.TB, b *storetest.Desk, who string) *desk.Desk {
	return tuitest.Desk(t, b.Book, b.Shelf, who, ledger.DayOf(2026, 2, 20))
}

func app(d *desk.Desk, first screen.Route) tea.Model {
	return tui.New(tui.Options{First: first, Theme: d.Theme, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Funds:
			return fund.NewFunds(d, r)
		case screen.FundForm:
			return fund.NewFundForm(d, r)
		case screen.FundView:
			return fund.NewFund(d, r)
		case screen.FundMoves:
			return fund.NewMoves(d, r)
		case screen.Loans:
			return fund.NewLoans(d, r)
		case screen.LoanForm:
			return fund.NewLoanForm(d, r)
		case screen.LoanView:
			return fund.NewLoan(d, r)
		}
		return tuitest.StandIn(r)
	}})
}

func open(t testing.TB, d *desk.Desk, first screen.Route) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, app(d, first), 80, 24)
}

func sizes(d *tuitest.Driver, name string) {
	d.Golden(name + "-80x24")
	d.Resize(60, 20).Golden(name + "-60x20")
	d.Resize(120, 40).Golden(name + "-120x40")
	d.Resize(80, 24)
}

func inBook(t testing.TB, b *storetest.Desk, f func(ledger.Reader)) {
	t.Helper()
	if err := b.View(func(r ledger.Reader) error { f(r); return nil }); err != nil {
		t.Fatal(err)
	}
}
