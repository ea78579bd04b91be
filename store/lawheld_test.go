package store_test

import (
	"path/filepath"
	"testing"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// heldBook is a closed book with a fund (vouchers 1 and 2), a loan repaid in part
// (3, 4) and written-off money of both (5 and 6 with their red letters 7 and 8),
// and goods in stock (9, 10). The door's rules do not hold for what change wants.
func heldBook(t *testing.T, change func(r ledger.Reader) []ledger.Change) string {
	t.Helper()
	d := &Desk{Shelf: Shelf(), Operator: "王会计"}
	unit := Unit()
	unit.Single = true
	b, err := d.Shelf.Create(filepath.Join(t.TempDir(), "账.hz"), ledger.Found{Unit: unit, People: People(), Opening: Opening()}, d.Stamp())
	if err != nil {
		t.Fatal(err)
	}
	d.Book = b
	who := d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "陈一帆", Spells: []ledger.Spell{{From: 20200101}}}}).Member
	d.Must(t, ledger.OpenFund{Text: "互助金", Kind: ledger.MutualFund, Day: 20260105, Money: "101", Post: true})
	cash := ledger.Code("10102")
	in := ledger.FundIn{Fund: 1, Day: 20260301, Money: cash, Parts: []ledger.FundPart{{Member: who, Amount: 100_00}, {Name: "校友", Amount: 50_00}}, Papers: 1, Post: true}
	d.Must(t, in)
	d.Must(t, ledger.FundOut{Fund: 1, Day: 20260302, Money: cash, Parts: []ledger.FundPart{{Member: who, Amount: 30_00}}, Papers: 1, Post: true})
	d.Must(t, ledger.LendTo{Member: who, Day: 20260303, Amount: 500_00, Money: "102", Why: "急用", Papers: 1, Post: true})
	repay := ledger.RepayLoan{Loan: 1, Day: 20260304, Amount: 200_00, Money: "102", Post: true}
	d.Must(t, repay)
	d.Must(t, ledger.Reverse{ID: d.Must(t, in).Voucher, Day: 20260306, Reason: "重复", Post: true})
	d.Must(t, ledger.Reverse{ID: d.Must(t, repay).Voucher, Day: 20260306, Reason: "重复", Post: true})
	d.Must(t, ledger.StockIn{Day: 20260307, Expense: "50102", Money: "102", Papers: 1, Post: true, Goods: []ledger.GoodsLine{{Name: "粽子", Unit: "盒", Qty: 10, Amount: 300_00}}})
	d.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "清明", Day: 20260308, Form: ledger.Goods, Article: 1}, Shares: []ledger.Share{{Member: who, Qty: 2}}, Money: "141", Post: true})
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

// TestBrokenFundsLoansAndStockAreNamed plants every breach of L9 on money held
// for others, loans and stock cards, where the log is sound and only the second
// reader can see it.
func TestBrokenFundsLoansAndStockAreNamed(t *testing.T) {
	if p, err := Shelf().Verify(heldBook(t, nil), nil); err != nil || len(p.Faults) > 0 {
		t.Fatal(p.Faults, err)
	}
	loan := func(r ledger.Reader, f func(*ledger.Loan)) []ledger.Change {
		old, _ := r.Loan(1)
		nu := old
		nu.Back = append([]ledger.Repayment{}, old.Back...)
		f(&nu)
		return []ledger.Change{ledger.Edit(old, nu)}
	}
	move := func(r ledger.Reader, f func(*ledger.FundMove)) []ledger.Change {
		for m := range r.Moves(1) {
			nu := m
			f(&nu)
			return []ledger.Change{ledger.Edit(m, nu)}
		}
		t.Fatal("no move")
		return nil
	}
	goods := func(r ledger.Reader, no int, f func(*ledger.StockMove)) []ledger.Change {
		for m := range r.StockMoves(1) {
			if nu := m; m.No == no {
				f(&nu)
				return []ledger.Change{ledger.Edit(m, nu)}
			}
		}
		t.Fatal("no move")
		return nil
	}
	for name, change := range map[string]func(r ledger.Reader) []ledger.Change{
		"fund: other amount": func(r ledger.Reader) []ledger.Change { return move(r, func(m *ledger.FundMove) { m.Amount++ }) },
		"fund: a name gone": func(r ledger.Reader) []ledger.Change {
			for m := range r.Moves(1) {
				return []ledger.Change{ledger.Drop(m)}
			}
			return nil
		},
		"fund: all names of a voucher gone": func(r ledger.Reader) (out []ledger.Change) {
			for m := range r.MovesOf(2) {
				out = append(out, ledger.Drop(m))
			}
			return out
		},
		"fund: brought forward without money": func(r ledger.Reader) []ledger.Change {
			return []ledger.Change{ledger.Put(ledger.FundMove{No: 1, Fund: 1, Day: 20260105, Name: "陈一帆", Amount: 5})}
		},
		"fund: other account": func(r ledger.Reader) []ledger.Change {
			old, _ := r.Fund(1)
			nu := old
			nu.Account = "221"
			return []ledger.Change{ledger.Edit(old, nu), ledger.Put(ledger.Fund{ID: 2, Name: "捐款", Kind: ledger.Collection, Account: "22101"})}
		},
		"fund: opening changed behind its list": func(r ledger.Reader) []ledger.Change {
			old := r.Opening()
			nu := old
			nu.Rows = append([]ledger.OpeningRow{{Code: "22101", Credit: 7_00}, {Code: "10102", Debit: 7_00}}, old.Rows...)
			return []ledger.Change{ledger.Edit(old, nu)}
		},
		"loan: other amount":     func(r ledger.Reader) []ledger.Change { return loan(r, func(l *ledger.Loan) { l.Amount++ }) },
		"loan: repayment forgot": func(r ledger.Reader) []ledger.Change { return loan(r, func(l *ledger.Loan) { l.Back = l.Back[1:] }) },
		"loan: other account":    func(r ledger.Reader) []ledger.Change { return loan(r, func(l *ledger.Loan) { l.Account = "102" }) },
		"loan: other voucher":    func(r ledger.Reader) []ledger.Change { return loan(r, func(l *ledger.Loan) { l.Voucher = 1 }) },
		"loan: void but lent":    func(r ledger.Reader) []ledger.Change { return loan(r, func(l *ledger.Loan) { l.Void = "x" }) },
		"loan: nobody's":         func(r ledger.Reader) []ledger.Change { l, _ := r.Loan(1); return []ledger.Change{ledger.Drop(l)} },
		"loan: repaid too much": func(r ledger.Reader) []ledger.Change {
			return loan(r, func(l *ledger.Loan) { l.Back[0].Amount = 900_00 })
		},
		"stock: other amount":     func(r ledger.Reader) []ledger.Change { return goods(r, 1, func(m *ledger.StockMove) { m.Amount++ }) },
		"stock: other voucher":    func(r ledger.Reader) []ledger.Change { return goods(r, 1, func(m *ledger.StockMove) { m.Voucher = 3 }) },
		"stock: below nothing":    func(r ledger.Reader) []ledger.Change { return goods(r, 2, func(m *ledger.StockMove) { m.Qty = -11 }) },
		"stock: value of nothing": func(r ledger.Reader) []ledger.Change { return goods(r, 2, func(m *ledger.StockMove) { m.Qty = -10 }) },
		"stock: out before it came": func(r ledger.Reader) []ledger.Change {
			return goods(r, 2, func(m *ledger.StockMove) { m.Day = 20260101 })
		},
		"stock: moves of a voucher gone": func(r ledger.Reader) (out []ledger.Change) {
			for m := range r.StockMoves(1) {
				out = append(out, ledger.Drop(m))
			}
			return out
		},
		"stock: more than the opening": func(r ledger.Reader) []ledger.Change {
			return []ledger.Change{ledger.Put(ledger.StockMove{Article: 1, No: 9, Day: 20260101, Qty: 1, Amount: 900_000_00})}
		},
		"stock: of no article": func(r ledger.Reader) []ledger.Change {
			return []ledger.Change{ledger.Put(ledger.StockMove{Article: 9, No: 1, Day: 20260101, Qty: 1})}
		},
	} {
		if !faulted(t, heldBook(t, change), "L9") {
			t.Errorf("%s: nothing found", name)
		}
	}
}

// TestHarmToFundsLoansAndStockIsNamed rewrites their records past the door and
// the log; each breach is named as one of the law, not only as a changed row.
func TestHarmToFundsLoansAndStockIsNamed(t *testing.T) {
	for name, x := range map[string]struct {
		table ledger.Table
		field uint64
		to    any
	}{
		"move of a fund":     {ledger.TableFundMove, 7, int64(1)},
		"account of a fund":  {ledger.TableFund, 4, "102"},
		"sum of a loan":      {ledger.TableLoan, 4, int64(1)},
		"account of a loan":  {ledger.TableLoan, 5, "101"},
		"value on a card":    {ledger.TableStockMove, 5, int64(1)},
		"pieces on a card":   {ledger.TableStockMove, 4, int64(-100)},
		"voucher on a card":  {ledger.TableStockMove, 6, uint64(1)},
		"voucher of a loan":  {ledger.TableLoan, 9, uint64(1)},
		"voucher of a move":  {ledger.TableFundMove, 1, uint64(3)},
		"amount of a move":   {ledger.TableFundMove, 7, int64(-9_000_000)},
		"article of no name": {ledger.TableStockMove, 1, uint64(7)},
	} {
		path := heldBook(t, nil)
		edit(t, path, func(tx *bolt.Tx) error { return rewrite(t, tx, x.table, x.field, x.to) })
		p, err := Shelf().Verify(path, nil)
		if err != nil {
			t.Fatal(err)
		}
		named := false
		for _, f := range p.Faults {
			named = named || f.Field == "L9" || f.Code == "B05"
		}
		if !named {
			t.Errorf("%s: %v", name, p.Faults)
		}
	}
}

// rewrite changes one field of the first record of a table.
func rewrite(t *testing.T, tx *bolt.Tx, table ledger.Table, field uint64, to any) error {
	t.Helper()
	b := tx.Bucket([]byte{'r', '-', '0' + byte(table)/10, '0' + byte(table)%10})
	key, raw := b.Cursor().First()
	var rec map[uint64]any
	if err := cbor.Unmarshal(raw, &rec); err != nil {
		return err
	}
	rec[field] = to
	out, err := cbor.Marshal(rec)
	if err != nil {
		return err
	}
	return b.Put(append([]byte{}, key...), out)
}
