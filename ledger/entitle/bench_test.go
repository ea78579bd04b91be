package entitle_test

import (
	"fmt"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/entitle"
	"huizhang/store/storetest"
)

// register saves n members, spread over the days of the year.
type register struct{ members []ledger.Member }

// Name is that of the act it stands for, which the roles know.
func (register) Name() string { return "member.save" }

func (a register) Decide(ledger.Reader, ledger.Stamp) (ledger.Plan, error) {
	p := ledger.Plan{Title: "名册"}
	for _, m := range a.members {
		p.Changes = append(p.Changes, ledger.Put(m))
	}
	return p, nil
}

// lists saves acts with their lines.
type lists struct {
	gift   ledger.Gift
	sheet  ledger.Sheet
	shares []ledger.Share
}

// Name is that of the act it stands for.
func (lists) Name() string { return "gift.give" }

func (a lists) Decide(ledger.Reader, ledger.Stamp) (ledger.Plan, error) {
	p := ledger.Plan{Title: "慰问", Changes: []ledger.Change{ledger.Put(a.gift), ledger.Put(a.sheet)}}
	for _, s := range a.shares {
		p.Changes = append(p.Changes, ledger.Put(s))
	}
	return p, nil
}

// crowd is a book of n members, all of whom were given at each festival of the
// years; the lines of the last one wait for signatures.
func crowd(t testing.TB, n, years int) *storetest.Desk {
	b := storetest.New(t, nil)
	var all []ledger.Member
	for i := range n {
		all = append(all, ledger.Member{ID: ledger.MemberID(i + 1), No: fmt.Sprintf("%05d", i+1), Name: fmt.Sprintf("会员%d", i+1), Group: fmt.Sprintf("第%d小组", i%40+1),
			Born: ledger.DayOf(1970, 1, 1).Add(i * 3 % 9000), Lunar: i%5 == 0, Work: ledger.DayOf(1996, 1, 1).Add(i % 3650), Spells: []ledger.Spell{{From: 20000101}},
			Wages: []ledger.Wage{{From: 202601, Post: 5000_00}}})
	}
	b.Must(t, register{all})
	id := 0
	for y := range years {
		for _, o := range ledger.Occasions(ledger.Practice{}) {
			day, ok := entitle.FestivalDay(ledger.Practice{}, o, 2026-y)
			if !ok || !o.Festival {
				continue
			}
			id++
			a := lists{gift: ledger.Gift{ID: ledger.GiftID(id), Occasion: o.ID, Day: day, Form: ledger.Goods, Item: "粽子", Each: 80_00},
				sheet: ledger.Sheet{ID: ledger.SheetID(id), Gift: ledger.GiftID(id), Day: day, Lines: n, Total: ledger.Money(n) * 80_00, Account: "50105"}}
			for i := range n {
				s := ledger.Share{Sheet: a.sheet.ID, Line: i + 1, Member: all[i].ID, Name: all[i].Name, Amount: 80_00, Day: day, Gift: a.gift.ID, Occasion: o.ID, Sign: ledger.Signed}
				if o.ID == "national" && y == 0 {
					s.Sign = ledger.Unsigned
				}
				a.shares = append(a.shares, s)
			}
			b.Must(t, a)
		}
	}
	return b
}

func BenchmarkMonth(b *testing.B) {
	for _, x := range []struct {
		n     int
		month ledger.Month
		what  string
	}{{300, 202606, "festival"}, {5000, 202603, "birthdays"}, {5000, 202606, "festival"}, {5000, 202610, "unsigned"}} {
		b.Run(fmt.Sprintf("%d-%s", x.n, x.what), func(b *testing.B) {
			book := crowd(b, x.n, 1)
			b.ResetTimer()
			for range b.N {
				if err := book.View(func(r ledger.Reader) error {
					if c := entitle.Month(r, x.month); len(c.Entries) == 0 {
						b.Fatal("nobody")
					}
					return nil
				}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
