package report_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

// giver plays months of welfare: acts of all kinds, signed, added to, taken
// back, written off and corrected. What the rules refuse is left.
type giver struct {
	t     *testing.T
	d     *storetest.Desk
	rnd   *rand.Rand
	m     []ledger.Member
	month ledger.Month
	tally map[string]int
}

func (g *giver) try(a ledger.Act) bool {
	_, err := g.d.Book.Do(a, g.d.Stamp())
	if err == nil {
		g.tally[a.Name()]++
	}
	return err == nil
}

func (g *giver) day() ledger.Day { return g.month.First().Add(g.rnd.IntN(g.month.Last().Dom())) }

func (g *giver) people(n int) []ledger.Share {
	var out []ledger.Share
	for _, i := range g.rnd.Perm(len(g.m))[:n] {
		m := g.m[i]
		out = append(out, ledger.Share{Member: m.ID, Name: m.Name, Group: m.Group, Amount: ledger.Money(1 + g.rnd.Int64N(500_00))})
	}
	return out
}

func (g *giver) act() {
	o := ledger.Occasions(ledger.Practice{})[g.rnd.IntN(12)]
	a := ledger.GiveOut{Gift: ledger.Gift{Occasion: o.ID, Title: o.Name, Day: g.day(), Form: o.Form, Item: "物品", Expense: o.Account},
		Money: "102", Papers: 1, Post: true, Reviewer: "李审核", Shares: g.people(1 + g.rnd.IntN(len(g.m)))}
	switch g.rnd.IntN(6) {
	case 0:
		a.Money, a.Post = "", false
	case 1:
		a.Post = false
	}
	g.try(a)
}

// later does something to a sheet there is.
func (g *giver) later() {
	var s ledger.Sheet
	var lines []ledger.Share
	view(g.t, g.d, func(r ledger.Reader) {
		if n := uint64(r.LastSheet()); n > 0 {
			s, _ = r.Sheet(ledger.SheetID(1 + g.rnd.Uint64N(n)))
			for x := range r.Shares(s.ID) {
				lines = append(lines, x)
			}
		}
	})
	if len(lines) == 0 {
		return
	}
	x := lines[g.rnd.IntN(len(lines))]
	post := g.rnd.IntN(3) > 0
	switch g.rnd.IntN(8) {
	case 0:
		g.try(ledger.FreezeSheet{Sheet: s.ID})
	case 1, 2:
		g.try(ledger.FreezeSheet{Sheet: s.ID})
		marks := []ledger.Mark{{Line: x.Line, Sign: []ledger.Sign{ledger.Signed, ledger.Uncollected, ledger.Transferred}[g.rnd.IntN(3)]}}
		g.try(ledger.SignShares{Sheet: s.ID, Day: g.month.Last(), Marks: marks})
	case 3:
		g.try(ledger.SupplyGift{Gift: s.Gift, Day: g.day(), Why: "漏了人", Shares: g.people(1 + g.rnd.IntN(3)), Money: "102", Papers: 1, Post: post, Reviewer: "李审核"})
	case 4:
		g.try(ledger.TakeBack{Sheet: s.ID, Lines: []int{x.Line}, Day: g.day(), Money: "102", Why: "没有来领", Post: post, Reviewer: "李审核"})
	case 5:
		g.try(ledger.Reverse{ID: s.Voucher, Day: g.day(), Reason: "记错", Post: post, Reviewer: "李审核"})
	case 6:
		g.correct(s)
	case 7:
		g.try(ledger.BookSheet{Sheet: s.ID, Day: g.day(), Money: "102", Papers: 1, Post: post, Reviewer: "李审核"})
	}
}

// correct writes the voucher off and enters it again with the other account.
func (g *giver) correct(s ledger.Sheet) {
	a := ledger.Reverse{ID: s.Voucher, Day: g.day(), Reason: "科目错", Post: true, Reviewer: "李审核"}
	view(g.t, g.d, func(r ledger.Reader) {
		v, ok := r.Voucher(s.Voucher)
		if !ok {
			return
		}
		c := ledger.Voucher{Day: a.Day, Papers: 1, Lines: append([]ledger.Line{}, v.Lines...)}
		for i := range c.Lines {
			if c.Lines[i].Account.Under("50105") {
				c.Lines[i].Account = "50106"
			}
		}
		a.Corrected = &c
	})
	if a.Corrected != nil {
		g.try(a)
	}
}

// TestRandomLists holds the reports of lists to law L6 and L9 over random
// histories: every figure is its lines, a month is what its vouchers say, the
// months make the year, and a month keeps its figures.
func TestRandomLists(t *testing.T) {
	sum := map[string]int{}
	for seed := range *books {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := storetest.New(t, func(f *ledger.Found) {
				f.Opening = []ledger.OpeningRow{{Code: "102", Debit: 9_000_000_00}, {Code: "32205", Credit: 9_000_000_00}}
			})
			g := &giver{t: t, d: d, rnd: rand.New(rand.NewPCG(uint64(seed), 0x9175)), month: 202601, tally: sum}
			for _, m := range roster(t, d, map[string][]string{"语文组": {"陈一帆", "林二木", "何三水"}, "数学组": {"郭四方", "罗五味", "马六合"}, "": {"宋七巧"}}) {
				g.m = append(g.m, m)
			}
			slices.SortFunc(g.m, func(a, b ledger.Member) int { return cmp.Compare(a.ID, b.ID) })
			past := map[ledger.Month]string{}
			for ; g.month <= 202604; g.month = g.month.Add(1) {
				for range 4 + g.rnd.IntN(10) {
					if g.rnd.IntN(3) == 0 {
						g.act()
					} else {
						g.later()
					}
				}
				view(t, d, func(r ledger.Reader) {
					past[g.month] = byOccasion(t, r, g.month)
					for m, want := range past {
						if got := byOccasion(t, r, m); got != want {
							t.Errorf("in %s the figures of %s changed:\n%s\n%s", g.month, m, want, got)
						}
					}
				})
			}
			view(t, d, func(r ledger.Reader) { checkLists(t, r, 202604) })
			if g.rnd.IntN(2) == 0 && g.try(ledger.MergeMembers{From: g.m[0].ID, Into: g.m[1].ID, Reason: "重复登记"}) {
				view(t, d, func(r ledger.Reader) { checkLists(t, r, 202604) })
			}
		})
	}
	for _, name := range []string{"gift.give", "gift.supply", "gift.back", "sheet.sign", "sheet.book", "voucher.reverse", "member.merge"} {
		if sum[name] == 0 {
			t.Errorf("the histories never do %s: %v", name, sum)
		}
	}
}

func byOccasion(t *testing.T, r ledger.Reader, m ledger.Month) string {
	doc := build(t, r, "welfare", report.Args{Period: ledger.MonthPeriod(m)})
	one := *doc
	one.Tables = doc.Tables[:1]
	return dump(&one)
}

func checkLists(t *testing.T, r ledger.Reader, last ledger.Month) {
	t.Helper()
	var months ledger.Money
	for m := ledger.Month(202601); m <= last; m = m.Add(1) {
		p := ledger.MonthPeriod(m)
		doc := build(t, r, "welfare", report.Args{Period: p})
		total := amounts(t, doc, "total")[0]
		months += total
		spent := report.Trace{Accounts: []ledger.Code{"5"}, Side: report.DebitNet, Period: p}
		if m := report.Eval(r, &spent); m != total {
			t.Errorf("%s: lists say %s, the accounts %s", p, total, m)
		}
		for i := 2; i < 4; i++ {
			if a, b := lastMoney(doc, 1), lastMoney(doc, i); a != b {
				t.Errorf("%s: totals of the tables are %s and %s", p, a, b)
			}
		}
		build(t, r, "welfare-sheet", report.Args{Period: p})
		noticeFits(t, r, p)
	}
	year := ledger.Period{From: 202601, To: last}
	if got := amounts(t, build(t, r, "welfare", report.Args{Period: year}), "total")[0]; got != months {
		t.Errorf("months make %s, together %s", months, got)
	}
	for m := range r.Members() {
		doc := build(t, r, "member", report.Args{Object: report.Object(report.OfMember, uint64(m.ID))})
		rows := doc.Tables[0].Rows
		var sum ledger.Money
		for _, row := range rows[:len(rows)-1] {
			sum += row.Cells[2].Money
		}
		if sum != rows[len(rows)-1].Cells[2].Money {
			t.Errorf("%s: the statement does not add up", m.Name)
		}
	}
}

func lastMoney(doc *report.Document, table int) (m ledger.Money) {
	t := doc.Tables[table]
	for i, c := range t.Rows[len(t.Rows)-1].Cells {
		if t.Columns[i].Name == "金额" {
			m = c.Money
		}
	}
	return m
}

// noticeFits: nothing but drafts stands in the way of the notice, and no line of
// it is about fewer than three persons.
func noticeFits(t *testing.T, r ledger.Reader, p ledger.Period) {
	t.Helper()
	doc, ps := report.Release(r, p)
	for _, x := range ps {
		if x.Field != "drafts" {
			t.Errorf("%s: %+v", p, x)
		}
	}
	for _, tab := range doc.Tables[2:] {
		for _, row := range tab.Rows {
			for i, c := range row.Cells {
				if n := tab.Columns[i].Name; (n == "人数" || n == "实到人数") && !c.Null && c.Count < 3 {
					t.Errorf("%s %s: %s is about %d persons:\n%s", p, tab.Title, row.Key, c.Count, dump(doc))
				}
			}
		}
	}
}
