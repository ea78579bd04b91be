package aid_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/aid"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// cardText and idText are made-up numbers of the right form.
const (
	idText   = "11010119900307109X"
	cardText = "6222020200112233446"
)

// book is a book of one person with four members.
func book(t testing.TB) *storetest.Desk {
	b := storetest.New(t, func(f *ledger.Found) { f.Unit.Single, f.Opening = true, storetest.Opening() })
	for i, n := range []string{"陈一帆", "林二木", "何三水", "郭四方"} {
		b.Must(t, ledger.SaveMember{Member: ledger.Member{Name: n, Group: []string{"语文组", "数学组"}[i%2], Spells: []ledger.Spell{{From: 20150901}}}})
	}
	return b
}

// oneCase adds a case with a sensitive part.
func oneCase(t testing.TB, b *storetest.Desk) {
	b.Must(t, ledger.SaveCase{Case: ledger.Case{Member: 2, Opened: 20260203, Cause: "大病"}, File: &ledger.CaseFile{Income: 60_000_00, Cost: 86_000_00, OwnCost: 31_500_00, Story: "住院手术", Card: cardText,
		Household: []ledger.HouseholdRow{{Name: "林某", Relation: "配偶", Work: "务工", Income: 3_000_00}}}})
}

func programme(t testing.TB, b *storetest.Desk) {
	b.Must(t, ledger.SaveProgramme{Programme: ledger.Programme{Name: "金秋助学", Occasion: "school", Each: 2_000_00, Every: "每年", Runs: 4}})
	place := func(m ledger.MemberID, kin string, sum ledger.Money) ledger.AidPlace {
		return ledger.AidPlace{Member: m, Kin: kin, Relation: "子女", Amount: sum, From: 20250901}
	}
	b.Must(t, ledger.JoinProgramme{Programme: 1, Places: []ledger.AidPlace{place(1, "陈小满", 0), place(2, "林小雨", 0)}})
}

func deskOn(t testing.TB, b *storetest.Desk, who string) *desk.Desk {
	return tuitest.Desk(t, b.Book, b.Shelf, who, ledger.DayOf(2026, 2, 20))
}

func app(d *desk.Desk, first screen.Route) tea.Model {
	return tui.New(tui.Options{First: first, Theme: d.Theme, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Cases:
			return aid.NewCases(d, r)
		case screen.CaseForm:
			return aid.NewCaseForm(d, r)
		case screen.CaseView:
			return aid.NewCase(d, r)
		case screen.Programmes:
			return aid.NewProgrammes(d, r)
		case screen.ProgrammeForm:
			return aid.NewProgrammeForm(d, r)
		case screen.ProgrammeView:
			return aid.NewProgramme(d, r)
		case screen.ProgrammeRun:
			return aid.NewRun(d, r)
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
