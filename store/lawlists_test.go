package store_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	. "huizhang/store/storetest"
)

// listBook is a closed book with a posted list (1), one that was written off (2),
// one that came back in part (3, 4) and one without a voucher (5); the door's
// rules do not hold for what change wants.
func listBook(t *testing.T, change func(r ledger.Reader) []ledger.Change) string {
	t.Helper()
	d := &Desk{Shelf: Shelf(), Operator: "王会计"}
	b, err := d.Shelf.Create(filepath.Join(t.TempDir(), "账.hz"), ledger.Found{Unit: Unit(), People: People(), Opening: Opening()}, d.Stamp())
	if err != nil {
		t.Fatal(err)
	}
	d.Book = b
	var who []ledger.Share
	for _, n := range []string{"陈一帆", "林二木", "何三水"} {
		who = append(who, ledger.Share{Member: d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: n, Spells: []ledger.Spell{{From: 20200101}}}}).Member})
	}
	give := func(occasion string, money ledger.Code) ledger.VoucherID {
		return d.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: occasion, Day: 20260310, Each: 80_00}, Shares: who, Money: money, Papers: 1, Post: true, Reviewer: "李审核"}).Voucher
	}
	give("春节", "102")
	d.Must(t, ledger.Reverse{ID: give("清明", "102"), Day: 20260312, Reason: "重做", Post: true, Reviewer: "李审核"})
	give("新年", "102")
	d.Must(t, ledger.TakeBack{Sheet: 3, Lines: []int{2}, Day: 20260313, Why: "不领", Money: "102", Post: true, Reviewer: "李审核"})
	give("国庆", "")
	if change != nil {
		if _, err := b.Do(lawless(change), d.Stamp()); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Path()
}

// faulted reports whether verify finds a breach of L9 or a changed row.
func faulted(t *testing.T, path, field string) bool {
	t.Helper()
	p, err := Shelf().Verify(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range p.Faults {
		if f.Field == field {
			return true
		}
	}
	return false
}

// TestBrokenListsAreNamed plants every breach of L9 on lists, where the log is
// sound and only the second reader can see it.
func TestBrokenListsAreNamed(t *testing.T) {
	if p, err := Shelf().Verify(listBook(t, nil), nil); err != nil || len(p.Faults) > 0 {
		t.Fatal(p.Faults, err)
	}
	share := func(r ledger.Reader, s ledger.SheetID, n int, f func(*ledger.Share)) []ledger.Change {
		old, ok := r.Share(s, n)
		if !ok {
			t.Fatal("no line")
		}
		nu := old
		f(&nu)
		return []ledger.Change{ledger.Edit(old, nu)}
	}
	sheet := func(r ledger.Reader, s ledger.SheetID, f func(*ledger.Sheet)) []ledger.Change {
		old, ok := r.Sheet(s)
		if !ok {
			t.Fatal("no sheet")
		}
		nu := old
		f(&nu)
		return []ledger.Change{ledger.Edit(old, nu)}
	}
	for name, change := range map[string]func(r ledger.Reader) []ledger.Change{
		"amount of a line": func(r ledger.Reader) []ledger.Change {
			return share(r, 1, 2, func(x *ledger.Share) { x.Amount++ })
		},
		"a line gone": func(r ledger.Reader) []ledger.Change {
			x, _ := r.Share(1, 3)
			return []ledger.Change{ledger.Drop(x)}
		},
		"a line more": func(r ledger.Reader) []ledger.Change {
			x, _ := r.Share(1, 3)
			x.Line = 4
			return []ledger.Change{ledger.Put(x)}
		},
		"a line of no sheet": func(r ledger.Reader) []ledger.Change {
			x, _ := r.Share(1, 3)
			x.Sheet = 99
			return []ledger.Change{ledger.Put(x)}
		},
		"line and sheet beside the voucher": func(r ledger.Reader) []ledger.Change {
			return append(share(r, 1, 2, func(x *ledger.Share) { x.Amount++ }), sheet(r, 1, func(s *ledger.Sheet) { s.Total++ })...)
		},
		"other account": func(r ledger.Reader) []ledger.Change {
			return sheet(r, 1, func(s *ledger.Sheet) { s.Account = "50102" })
		},
		"other voucher":      func(r ledger.Reader) []ledger.Change { return sheet(r, 1, func(s *ledger.Sheet) { s.Voucher = 4 }) },
		"no voucher":         func(r ledger.Reader) []ledger.Change { return sheet(r, 1, func(s *ledger.Sheet) { s.Voucher = 0 }) },
		"void but posted":    func(r ledger.Reader) []ledger.Change { return sheet(r, 1, func(s *ledger.Sheet) { s.Void = "x" }) },
		"live though undone": func(r ledger.Reader) []ledger.Change { return sheet(r, 2, func(s *ledger.Sheet) { s.Void = "" }) },
		"return forgotten":   func(r ledger.Reader) []ledger.Change { return share(r, 3, 2, func(x *ledger.Share) { x.Back = 0 }) },
		"return void":        func(r ledger.Reader) []ledger.Change { return sheet(r, 4, func(s *ledger.Sheet) { s.Void = "x" }) },
		"back to nowhere":    func(r ledger.Reader) []ledger.Change { return share(r, 1, 1, func(x *ledger.Share) { x.Back = 2 }) },
		"a number left out": func(r ledger.Reader) []ledger.Change {
			s, _ := r.Sheet(5)
			s.ID = 7
			return []ledger.Change{ledger.Put(s)}
		},
		"fund moves beside the voucher": func(r ledger.Reader) []ledger.Change {
			return []ledger.Change{ledger.Put(ledger.Fund{ID: 1, Name: "互助金", Kind: ledger.MutualFund, Account: "22101"}),
				ledger.Put(ledger.FundMove{Voucher: 1, No: 1, Fund: 1, Day: 20260310, Name: "陈一帆", Amount: 5})}
		},
	} {
		if !faulted(t, listBook(t, change), "L9") {
			t.Errorf("%s: nothing found", name)
		}
	}
}

// TestBrokenListIndexesAreNamed changes rows of the lists' indexes past the door.
func TestBrokenListIndexesAreNamed(t *testing.T) {
	be := func(ns ...uint64) (b []byte) {
		for _, n := range ns {
			b = binary.BigEndian.AppendUint64(b, n)
		}
		return b
	}
	given := func(member, sheet, line uint64) []byte {
		return append(binary.BigEndian.AppendUint32(be(member), 20260310), be(sheet, line)...)
	}
	for name, harm := range map[string]func(tx *bolt.Tx) error{
		"void line counts":        func(tx *bolt.Tx) error { return tx.Bucket([]byte("x-given")).Put(given(1, 2, 1), be(8000, 2)) },
		"live line counts not":    func(tx *bolt.Tx) error { return tx.Bucket([]byte("x-given")).Delete(given(1, 1, 1)) },
		"other amount":            func(tx *bolt.Tx) error { return tx.Bucket([]byte("x-given")).Put(given(1, 1, 1), be(1, 1)) },
		"void line waits":         func(tx *bolt.Tx) error { return tx.Bucket([]byte("x-unsettled")).Put(be(2, 1), []byte{1}) },
		"line does not wait":      func(tx *bolt.Tx) error { return tx.Bucket([]byte("x-unsettled")).Delete(be(1, 1)) },
		"returned line waits":     func(tx *bolt.Tx) error { return tx.Bucket([]byte("x-unsettled")).Put(be(3, 2), []byte{1}) },
		"sheet not of its act":    func(tx *bolt.Tx) error { return tx.Bucket([]byte("x-sheets")).Delete(be(1, 1)) },
		"sheet of another act":    func(tx *bolt.Tx) error { return tx.Bucket([]byte("x-sheets")).Put(be(2, 1), []byte{1}) },
		"sheet not of voucher":    func(tx *bolt.Tx) error { return tx.Bucket([]byte("x-sheet-of")).Delete(be(1, 1)) },
		"voucher with more lists": func(tx *bolt.Tx) error { return tx.Bucket([]byte("x-sheet-of")).Put(be(1, 5), []byte{1}) },
		"move of a fund":          func(tx *bolt.Tx) error { return tx.Bucket([]byte("x-fund")).Put(make([]byte, 28), []byte{1}) },
	} {
		path := listBook(t, nil)
		edit(t, path, harm)
		if !faulted(t, path, "L9") {
			t.Errorf("%s: nothing found", name)
		}
	}
}

// TestFormatOneIsBroughtForward: a book from before welfare, events and audit
// lacks all their tables; it is sound as it is and gains them when it is opened.
func TestFormatOneIsBroughtForward(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Opening = Opening() })
	who := d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "陈一帆", Spells: []ledger.Spell{{From: 20200101}}}}).Member
	d.Post(t, V(20260310, "购慰问品", Dr("50105", 80_00), Cr("102", 80_00)))
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	path := d.Path()
	edit(t, path, func(tx *bolt.Tx) error {
		var drop [][]byte
		tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			s := string(name)
			if s > "r-13" && s < "r-:" || s == "x-given" || s == "x-unsettled" || s == "x-sheet-of" || s == "x-sheets" || s == "x-fund" || s == "x-event-of" {
				drop = append(drop, append([]byte{}, name...))
			}
			return nil
		})
		if len(drop) < 24 {
			t.Errorf("only %d buckets are new", len(drop))
		}
		for _, name := range drop {
			if err := tx.DeleteBucket(name); err != nil {
				return err
			}
		}
		return tx.Bucket([]byte("meta")).Put([]byte("format"), mark(1))
	})
	Check(t, path)
	b, err := Shelf().Open(path, true) // looking at it, the new tables are empty
	if err != nil {
		t.Fatal(err)
	}
	if err := b.View(func(r ledger.Reader) error {
		for range r.Gifts() {
			t.Error("a gift")
		}
		if len(ledger.GivenTo(r, who, 0, 0)) != 0 || len(ledger.MoneyOut(r, 0)) != 0 || r.LastSheet() != 0 {
			t.Error("something in tables that are not there")
		}
		ledger.Duties(r, 20260601, 0, 0)
		return nil
	}); err != nil {
		t.Error(err)
	}
	b.Close()
	b = reopen(t, Shelf(), path)
	d.Book = b
	d.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "端午", Day: 20260610, Each: 80_00}, Shares: []ledger.Share{{Member: who}}, Money: "102", Papers: 1, Post: true, Reviewer: "李审核"})
}

// TestListsHold plays random histories of lists: law L9 holds after every step,
// a refused act leaves the file byte for byte as it was, and verify agrees.
func TestListsHold(t *testing.T) {
	done, refused := map[string]int{}, map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		path := filepath.Join(t.TempDir(), fmt.Sprintf("%d.hz", rapid.Uint64().Draw(rt, "name")))
		b, err := Shelf().Create(path, ledger.Found{Unit: Unit(), People: People(), Opening: Opening()}, ledger.Stamp{Operator: "王会计", Time: 1, ID: "first"})
		if err != nil {
			rt.Fatal(err)
		}
		watch := &watched{Book: b, path: path}
		tally, err := ledgertest.PlayLists(watch, rapid.Uint64().Draw(rt, "seed"), 120)
		for name, n := range tally.Done {
			done[name] += n
		}
		for name, n := range tally.Refused {
			refused[name] += n
		}
		if err := errors.Join(err, watch.err, b.Close()); err != nil {
			rt.Error(err)
		}
		if p, err := Shelf().Verify(path, nil); err != nil || len(p.Faults) > 0 {
			rt.Errorf("%v %v", p.Faults, err)
		}
	})
	for _, name := range []string{"gift.give", "gift.revise", "gift.supply", "gift.back", "gift.proofs", "sheet.freeze", "sheet.sign", "sheet.book", "sheet.tie", "sheet.void",
		"member.merge", "voucher.reverse", "voucher.post", "voucher.void", "month.close"} {
		if done[name] == 0 {
			t.Errorf("%s was never done (%d times refused)", name, refused[name])
		}
	}
	t.Logf("done %v, refused %v", done, refused)
}
