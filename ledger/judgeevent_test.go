package ledger_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// roster are n members who are on a list, the first here of them present.
func roster(n, here int) (out []ledger.Entrant) {
	for i := range n {
		x := ledger.Entrant{No: i + 1, Member: ledger.MemberID(i + 1), Name: nameOf(i + 1), Here: ledger.Absent}
		if i < here {
			x.Here = ledger.Present
		}
		out = append(out, x)
	}
	return out
}

func planned(kind ledger.EventKind, budget ledger.Money) ledger.Event {
	return ledger.Event{Name: "活动", Kind: kind, From: 20260510, Budget: []ledger.BudgetLine{{Name: "费用", Amount: budget}}, State: ledger.EventPlanned,
		Approved: ledger.Approval{By: "赵主席", Day: 20260501}}
}

// The subjects about events: what a head may cost, just over and just not.
func TestEventCaps(t *testing.T) {
	for _, c := range []struct {
		subject ledger.Subject
		kind    ledger.EventKind
		days    int
		fine    ledger.Money // for four heads
	}{
		{ledger.SubOutingDay, ledger.Outing, 1, 800_00}, {ledger.SubOuting2D, ledger.Outing, 2, 800_00}, {ledger.SubOutingDay, ledger.Outing, 2, 1600_00},
		{ledger.SubFilm, ledger.Show, 1, 800_00}, {ledger.SubPark, ledger.ParkPass, 1, 800_00},
	} {
		d := school(t, 5, rule("R", c.subject, ledger.PerPersonEvent, "200"))
		for over, want := range map[ledger.Money]string{0: "", 1: "R"} {
			e := planned(c.kind, c.fine+over)
			e.To = e.From.Add(c.days - 1)
			wantIDs(t, string(c.subject), eventVerdicts(t, d, e, roster(5, 4)), want)
		}
	}
}

func TestMealCap(t *testing.T) {
	d := school(t, 4, rule("R", ledger.SubMeal, ledger.PerPersonEvent, "40"))
	e := planned(ledger.Contest, 5_000_00)
	e.Meals = 2
	e.Budget = append(e.Budget, ledger.BudgetLine{Name: "工作餐", Amount: 320_00})
	wantIDs(t, "fits", eventVerdicts(t, d, e, roster(4, 4)), "")
	wantIDs(t, "one head fewer", eventVerdicts(t, d, e, roster(4, 3)), "R")
}

func TestEventForm(t *testing.T) {
	d := school(t, 4)
	d.Must(t, ledger.SetPractice{Practice: ledger.Practice{Places: []string{"天涯山庄"}}})
	for what, c := range map[string]struct {
		change func(*ledger.Event)
		want   string
	}{
		"fine":               {func(*ledger.Event) {}, ""},
		"approved that day":  {func(e *ledger.Event) { e.Approved.Day = e.From }, ""},
		"approved too late":  {func(e *ledger.Event) { e.Approved.Day = e.From.Add(1) }, "G10"},
		"two days":           {func(e *ledger.Event) { e.To = e.From.Add(1) }, ""},
		"three days":         {func(e *ledger.Event) { e.To = e.From.Add(2) }, "G12"},
		"a place not to go":  {func(e *ledger.Event) { e.Place = "某市天涯山庄东门" }, "G13"},
		"another place":      {func(e *ledger.Event) { e.Place = "天涯路" }, ""},
		"plain gift instead": {func(e *ledger.Event) { e.Payer = ledger.ByUnion }, "G05"},
	} {
		e := planned(ledger.Outing, 100_00)
		c.change(&e)
		wantIDs(t, what, eventVerdicts(t, d, e, roster(4, 4)), c.want)
	}
	e := planned(ledger.Outing, 0)
	e.Approved = ledger.Approval{}
	if vs := eventVerdicts(t, d, e, nil); len(vs) != 1 || vs[0].Rule.ID != "G09" || vs[0].Rule.Severity != ledger.SevNote {
		t.Errorf("not approved: %v", vs)
	}
}

// went keeps an event whose roster are the first n members.
func went(t *testing.T, d *Desk, kind ledger.EventKind, day ledger.Day, budget ledger.Money, n int) ledger.EventID {
	t.Helper()
	e := planned(kind, budget)
	e.From, e.Approved.Day, e.Heads = day, day, n
	e.Reason, e.Second = "测试", "赵主席"
	d.Must(t, ledger.SaveEvent{Event: e})
	var id ledger.EventID
	_ = d.View(func(r ledger.Reader) error { id = r.LastEvent(); return nil })
	var in []ledger.MemberID
	for i := range n {
		in = append(in, ledger.MemberID(i+1))
	}
	d.Must(t, ledger.Enrol{Event: id, Members: in, Reason: "测试", Second: "赵主席"})
	return id
}

func TestCountsOfTheYear(t *testing.T) {
	d := school(t, 5, rule("C", ledger.SubOutingDay, ledger.CountPerYear, "2"), rule("Y", ledger.SubFilm, ledger.PerMemberYear, "150"), rule("N", ledger.SubOuting2D, ledger.CountPerYear, "0"))
	went(t, d, ledger.Outing, 20260301, 100_00, 4)
	went(t, d, ledger.Outing, 20260401, 100_00, 2)
	went(t, d, ledger.Show, 20260402, 400_00, 4)
	vs := eventVerdicts(t, d, planned(ledger.Outing, 100_00), roster(4, 4))
	wantIDs(t, "third outing", vs, "C")
	if len(vs) != 2 || vs[0].Member != 1 || vs[1].Member != 2 {
		t.Errorf("who: %v", vs)
	}
	wantIDs(t, "next year", eventVerdicts(t, d, ledger.Event{Kind: ledger.Outing, From: 20270101, Approved: ledger.Approval{Day: 20261231}}, roster(4, 4)), "")
	wantIDs(t, "film fits", eventVerdicts(t, d, planned(ledger.Show, 200_00), roster(4, 4)), "")
	wantIDs(t, "film over", eventVerdicts(t, d, planned(ledger.Show, 200_01), roster(4, 4)), "Y")
	two := planned(ledger.Outing, 10_00)
	two.To = two.From.Add(1)
	wantIDs(t, "overnight", eventVerdicts(t, d, two, roster(5, 5)[4:]), "N")
}

// Dues first, then at most so many times the dues of the year.
func TestDuesTopup(t *testing.T) {
	d := school(t, 2, rule("R", ledger.SubDuesTopup, ledger.MultipleOfDues, "3"))
	for i := range 2 {
		var m ledger.Member
		_ = d.View(func(r ledger.Reader) error { m, _ = r.Member(ledger.MemberID(i + 1)); return nil })
		m.Wages = []ledger.Wage{{From: 202601, Post: 4_000_00}} // 20.00 a month, 240.00 a year
		d.Must(t, ledger.SaveMember{Member: m})
	}
	for mo := range 12 {
		d.Must(t, ledger.AssessDues{Month: ledger.MonthOf(2026, mo+1)})
	}
	went(t, d, ledger.Outing, 20260301, 1_000_00, 2)
	wantIDs(t, "four times the dues", eventVerdicts(t, d, planned(ledger.Show, 920_00), roster(2, 2)), "")
	wantIDs(t, "more", eventVerdicts(t, d, planned(ledger.Show, 920_02), roster(2, 2)), "R")
	wantIDs(t, "a contest is no outing", eventVerdicts(t, d, planned(ledger.Contest, 9_000_00), roster(2, 2)), "")
}

// Two thirds of the distinct participants, whatever the prizes are called.
func TestPrizeShare(t *testing.T) {
	d := school(t, 9, rule("S", ledger.SubPrizeShare, ledger.ShareOfParticipants, "2/3"), rule("T", ledger.SubPrizeTeam, ledger.PerPersonEvent, "300"))
	id := went(t, d, ledger.Contest, 20260510, 100_00, 6)
	g := ledger.Gift{Occasion: "prize", Day: 20260510, Event: id, Form: ledger.Goods}
	wantIDs(t, "four of six", verdicts(t, d, g, lines(10_00, 1, 2, 3, 4)), "")
	wantIDs(t, "five of six", verdicts(t, d, g, lines(10_00, 1, 2, 3, 4, 5)), "S")
	wantIDs(t, "one person twice", verdicts(t, d, g, lines(10_00, 1, 2, 3, 4, 4)), "")
	wantIDs(t, "not on the roster", verdicts(t, d, g, lines(10_00, 7)), "G08")
	team := lines(300_01, 1)
	team[0].Team = "红队"
	wantIDs(t, "team prize", verdicts(t, d, g, team), "T")
	give(t, d, "prize", 20260510, lines(10_00, 1, 2, 3), func(x *ledger.Gift) { x.Event, x.Expense = id, "50102" })
	wantIDs(t, "second list fits", verdicts(t, d, g, lines(10_00, 3, 4)), "")
	wantIDs(t, "second list over", verdicts(t, d, g, lines(10_00, 4, 5)), "S")
	keep := g
	keep.Occasion = "keepsake"
	wantIDs(t, "keepsake beside a prize", verdicts(t, d, keep, lines(10_00, 1)), "G06")
	wantIDs(t, "keepsake without", verdicts(t, d, keep, lines(10_00, 6)), "")
}

func TestOrganisersBarred(t *testing.T) {
	d := school(t, 4)
	e := planned(ledger.Contest, 0)
	e.Barred, e.Organisers = true, []ledger.MemberID{2}
	d.Must(t, ledger.SaveEvent{Event: e})
	d.Must(t, ledger.Enrol{Event: 1, Members: []ledger.MemberID{1, 2}})
	g := ledger.Gift{Occasion: "prize", Day: 20260510, Event: 1}
	wantIDs(t, "contestant", verdicts(t, d, g, lines(1, 1)), "")
	wantIDs(t, "organiser", verdicts(t, d, g, lines(1, 2)), "G07")
}

func TestTrainingAward(t *testing.T) {
	d := school(t, 20, rule("P", ledger.SubTrainingAward, ledger.PerPersonEvent, "500"), rule("S", ledger.SubTrainingAward, ledger.ShareOfParticipants, "0.15"))
	id := went(t, d, ledger.Lecture, 20260510, 100_00, 20)
	g := ledger.Gift{Occasion: "prize", Day: 20260510, Event: id}
	wantIDs(t, "three of twenty", verdicts(t, d, g, lines(500_00, 1, 2, 3)), "")
	wantIDs(t, "four of twenty", verdicts(t, d, g, lines(500_00, 1, 2, 3, 4)), "S")
	wantIDs(t, "amount", verdicts(t, d, g, lines(500_01, 1)), "P")
}

// The Wuhan kindergarten (domain rules §18.4): bottles at 159.00 and 40.80 a
// head against a keepsake cap of 100, once a year. Each was decided and booked
// properly; only the sum per head shows it.
func TestWuhanKindergarten(t *testing.T) {
	d := school(t, 3)
	d.Must(t, ledger.EnableRegion{Region: "湖北", Year: 2026, On: true})
	first := ledger.Gift{Occasion: "keepsake", Title: "保温杯", Day: 20260308, Form: ledger.Goods}
	vs := verdicts(t, d, first, lines(159_00, 1, 2, 3))
	wantIDs(t, "159.00", vs, "hubei-2018-keepsake")
	if len(vs) != 3 || vs[0].Over != 59_00 || !strings.Contains(vs[0].Text, "超 59.00 元") || !strings.Contains(vs[0].Text, "2018-01-01") {
		t.Errorf("%v", vs)
	}
	give(t, d, "keepsake", 20260308, lines(159_00, 1, 2, 3), func(g *ledger.Gift) { g.Expense = "50102" })
	wantIDs(t, "40.80 alone is below the cap, but the second of the year", verdicts(t, d, ledger.Gift{Occasion: "keepsake", Day: 20260508}, lines(40_80, 1)), "hubei-2018-keepsake-count")
	id := went(t, d, ledger.Contest, 20270309, 0, 3)
	give(t, d, "keepsake", 20270309, lines(40_80, 1), func(g *ledger.Gift) { g.Event, g.Expense = id, "50102" })
	same := ledger.Gift{Occasion: "keepsake", Day: 20270309, Event: id}
	wantIDs(t, "both within one event", verdicts(t, d, same, lines(159_00, 1)), "hubei-2018-keepsake")
	wantIDs(t, "59.20 fills it up", verdicts(t, d, same, lines(59_20, 1)), "")
}
