package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// feasts are the seven festivals with gifts for all.
func feasts() []ledger.Day { return []ledger.Day{101, 215, 405, 501, 610, 915, 1001} }

// listsBook makes a book with members, and seven lists for all of them in each
// of some years; signed for (but the last), or never.
func listsBook(b testing.TB, members, years int, signed bool) (book ledger.Book, d *Desk) {
	unit := Unit()
	unit.Start = ledger.MonthOf(2017, 1)
	d = &Desk{Shelf: Shelf(), Operator: "王会计"}
	book, err := d.Shelf.Create(filepath.Join(b.TempDir(), "账.hz"), ledger.Found{Unit: unit, People: People()}, d.Stamp())
	if err != nil {
		b.Fatal(err)
	}
	d.Book = book
	acts := make([]ledger.Act, members)
	for i := range acts {
		acts[i] = ledger.SaveMember{Member: ledger.Member{No: fmt.Sprintf("%05d", i+1), Name: fmt.Sprintf("会员%d", i+1), Group: fmt.Sprintf("第%d小组", i%20+1), Spells: []ledger.Spell{{From: 20100101}}}}
	}
	if _, err := book.DoAll(acts, d.Stamp()); err != nil {
		b.Fatal(err)
	}
	for y := range years {
		for i := range feasts() {
			giveAll(b, d, 2017+y, i)
			if signed && (y < years-1 || i < len(feasts())-1) {
				signAll(b, d)
			}
		}
	}
	return book, d
}

// giveAll makes and books the list of a festival for everybody.
func giveAll(b testing.TB, d *Desk, year, feast int) {
	a := ledger.GiveOut{Gift: ledger.Gift{Occasion: []string{"新年", "春节", "清明", "劳动节", "端午", "中秋", "国庆"}[feast], Day: ledger.Day(year*10000) + feasts()[feast], Each: 80_00},
		Money: "102", Papers: 1, Post: true, Reviewer: "李审核"}
	if err := d.View(func(r ledger.Reader) error {
		a.Shares, _ = ledger.Audience(r, a.Gift.Day, ledger.To{All: true})
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	d.Must(b, a)
}

// signAll keys the newest list as signed by all.
func signAll(b testing.TB, d *Desk) {
	var a ledger.SignShares
	if err := d.View(func(r ledger.Reader) error {
		a = ledger.SignShares{Sheet: r.LastSheet(), Day: 20261231}
		for s := range r.Shares(a.Sheet) {
			a.Marks = append(a.Marks, ledger.Mark{Line: s.Line, Sign: ledger.Signed})
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	d.Must(b, a)
}

// BenchmarkLists measures what a person waits for, in a book of 300 members and
// one year and in one of 5,000 members and ten years (350,000 lines): a list for
// all, signing it, one member's history, the lines that wait, the duties, the
// year's sum of every member.
func BenchmarkLists(b *testing.B) {
	for _, size := range []struct {
		members, years int
		signed         bool
	}{{300, 1, true}, {5000, 10, true}, {5000, 10, false}} {
		b.Run(fmt.Sprintf("%dx%d-%v", size.members, size.years, size.signed), func(b *testing.B) {
			book, d := listsBook(b, size.members, size.years, size.signed)
			defer book.Close()
			var give, sign, given, waits, duties, sums time.Duration
			n := 0
			for b.Loop() {
				t0 := time.Now()
				giveAll(b, d, 2027+n, 4)
				t1 := time.Now()
				signAll(b, d)
				t2 := time.Now()
				view := func(f func(r ledger.Reader)) time.Duration {
					t := time.Now()
					if err := book.View(func(r ledger.Reader) error { f(r); return nil }); err != nil {
						b.Fatal(err)
					}
					return time.Since(t)
				}
				give, sign = give+t1.Sub(t0), sign+t2.Sub(t1)
				given += view(func(r ledger.Reader) { ledger.GivenTo(r, 7, 0, 0) })
				waits += view(func(r ledger.Reader) { ledger.MoneyOut(r, 0) })
				duties += view(func(r ledger.Reader) { ledger.DutiesAtOnce(r, 20261231, 0, 0) })
				sums += view(func(r ledger.Reader) {
					for m := range r.Members() {
						var sum ledger.Money
						for g := range r.Given(m.ID, 20260101, 20261231) {
							sum += g.Amount
						}
					}
				})
				n++
			}
			for name, d := range map[string]time.Duration{"give": give, "sign": sign, "given": given, "waits": waits, "duties": duties, "sums": sums} {
				b.ReportMetric(float64(d)/float64(n)/1e6, "ms/"+name)
			}
		})
	}
}
