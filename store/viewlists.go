package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"iter"

	"huizhang/ledger"
)

var errLost = errors.New("an index names a record that is not there")

// one gives the record with a number as key.
func one[T ledger.Record](v *view, t ledger.Table, id uint64) (T, bool) { return get[T](v, t, be8(id)) }

// newest gives the records of a table with numbers as keys, newest first.
func newest[T ledger.Record](v *view, t ledger.Table) iter.Seq[T] {
	return func(yield func(T) bool) {
		cur := in(v.tx, recordBucket(t)).Cursor()
		for k, b := cur.Last(); k != nil; k, b = cur.Prev() {
			x, err := decode[T](v.c, b)
			v.fail(err)
			if err != nil || !yield(x) {
				return
			}
		}
	}
}

// linked gives the second numbers of the keys that begin with the first.
func linked(b table, first uint64) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		prefix := be8(first)
		cur := b.Cursor()
		for k, _ := cur.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = cur.Next() {
			if !yield(u64(k[8:])) {
				return
			}
		}
	}
}

func (v *view) Rules() []ledger.Rule      { return v.static().policy }
func (v *view) Practice() ledger.Practice { return v.static().practice }

func (v *view) Gift(id ledger.GiftID) (ledger.Gift, bool) {
	return one[ledger.Gift](v, ledger.TableGift, uint64(id))
}
func (v *view) Gifts() iter.Seq[ledger.Gift] { return newest[ledger.Gift](v, ledger.TableGift) }
func (v *view) LastGift() ledger.GiftID      { return ledger.GiftID(v.lastKey(ledger.TableGift)) }

func (v *view) Sheet(id ledger.SheetID) (ledger.Sheet, bool) {
	return one[ledger.Sheet](v, ledger.TableSheet, uint64(id))
}

func (v *view) Sheets(g ledger.GiftID) iter.Seq[ledger.Sheet] {
	return func(yield func(ledger.Sheet) bool) {
		for id := range linked(in(v.tx, bSheets), uint64(g)) {
			s, ok := v.Sheet(ledger.SheetID(id))
			if !ok {
				v.fail(errLost)
			}
			if !ok || !yield(s) {
				return
			}
		}
	}
}

func (v *view) LastSheet() ledger.SheetID { return ledger.SheetID(v.lastKey(ledger.TableSheet)) }

func (v *view) Share(s ledger.SheetID, line int) (ledger.Share, bool) {
	return get[ledger.Share](v, ledger.TableShare, be8s(uint64(s), uint64(line)))
}

func (v *view) Shares(s ledger.SheetID) iter.Seq[ledger.Share] {
	return each[ledger.Share](v, ledger.TableShare, be8(uint64(s)))
}

func (v *view) SheetsOf(id ledger.VoucherID) (out []ledger.SheetID) {
	for s := range linked(in(v.tx, bSheetOf), uint64(id)) {
		out = append(out, ledger.SheetID(s))
	}
	return out
}

func (v *view) Given(m ledger.MemberID, from, to ledger.Day) iter.Seq[ledger.Given] {
	return func(yield func(ledger.Given) bool) {
		prefix := be8(uint64(m))
		cur := in(v.tx, bGiven).Cursor()
		for k, b := cur.Seek(binary.BigEndian.AppendUint32(bytes.Clone(prefix), uint32(from))); k != nil && bytes.HasPrefix(k, prefix); k, b = cur.Next() {
			if len(k) != 28 || len(b) < 16 {
				v.fail(errShort)
				return
			}
			day := ledger.Day(binary.BigEndian.Uint32(k[8:]))
			if to != 0 && day > to || !yield(ledger.Given{Sheet: ledger.SheetID(u64(k[12:])), Line: int(u64(k[20:])), Gift: ledger.GiftID(u64(b[8:])),
				Day: day, Amount: ledger.Money(u64(b)), Occasion: string(b[16:])}) {
				return
			}
		}
	}
}

func (v *view) Unsettled() iter.Seq[ledger.Share] { return v.unsettled(nil) }

func (v *view) UnsettledOf(s ledger.SheetID) iter.Seq[ledger.Share] {
	return v.unsettled(be8(uint64(s)))
}

func (v *view) unsettled(prefix []byte) iter.Seq[ledger.Share] {
	return func(yield func(ledger.Share) bool) {
		cur := in(v.tx, bUnsigned).Cursor()
		for k, _ := cur.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = cur.Next() {
			if len(k) != 16 {
				v.fail(errShort)
				return
			}
			s, ok := v.Share(ledger.SheetID(u64(k)), int(u64(k[8:])))
			if !ok {
				v.fail(errLost)
			}
			if !ok || !yield(s) {
				return
			}
		}
	}
}

// UnsettledSheets counts keys and reads no line: there may be hundreds of
// thousands that nobody ever signed for.
func (v *view) UnsettledSheets() iter.Seq2[ledger.SheetID, int] {
	return func(yield func(ledger.SheetID, int) bool) {
		var at uint64
		n := 0
		cur := in(v.tx, bUnsigned).Cursor()
		for k, _ := cur.First(); k != nil; k, _ = cur.Next() {
			if id := u64(k); id != at {
				if n > 0 && !yield(ledger.SheetID(at), n) {
					return
				}
				at, n = id, 0
			}
			n++
		}
		if n > 0 {
			yield(ledger.SheetID(at), n)
		}
	}
}

func (v *view) Case(id ledger.CaseID) (ledger.Case, bool) {
	return one[ledger.Case](v, ledger.TableCase, uint64(id))
}
func (v *view) CaseFile(id ledger.CaseID) (ledger.CaseFile, bool) {
	return one[ledger.CaseFile](v, ledger.TableCaseFile, uint64(id))
}
func (v *view) Cases() iter.Seq[ledger.Case] { return each[ledger.Case](v, ledger.TableCase, nil) }
func (v *view) LastCase() ledger.CaseID      { return ledger.CaseID(v.lastKey(ledger.TableCase)) }

func (v *view) Programme(id ledger.ProgrammeID) (ledger.Programme, bool) {
	return one[ledger.Programme](v, ledger.TableProgramme, uint64(id))
}
func (v *view) Programmes() iter.Seq[ledger.Programme] {
	return each[ledger.Programme](v, ledger.TableProgramme, nil)
}
func (v *view) LastProgramme() ledger.ProgrammeID {
	return ledger.ProgrammeID(v.lastKey(ledger.TableProgramme))
}

func (v *view) Fund(id ledger.FundID) (ledger.Fund, bool) {
	return one[ledger.Fund](v, ledger.TableFund, uint64(id))
}
func (v *view) Funds() iter.Seq[ledger.Fund] { return each[ledger.Fund](v, ledger.TableFund, nil) }
func (v *view) LastFund() ledger.FundID      { return ledger.FundID(v.lastKey(ledger.TableFund)) }

func (v *view) MovesOf(id ledger.VoucherID) iter.Seq[ledger.FundMove] {
	return each[ledger.FundMove](v, ledger.TableFundMove, be8(uint64(id)))
}

func (v *view) Moves(f ledger.FundID) iter.Seq[ledger.FundMove] {
	return func(yield func(ledger.FundMove) bool) {
		prefix := be8(uint64(f))
		cur := in(v.tx, bMoves).Cursor()
		for k, _ := cur.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = cur.Next() {
			if len(k) != 28 {
				v.fail(errShort)
				return
			}
			m, ok := get[ledger.FundMove](v, ledger.TableFundMove, bytes.Clone(k[12:]))
			if !ok {
				v.fail(errLost)
			}
			if !ok || !yield(m) {
				return
			}
		}
	}
}

func (v *view) Loan(id ledger.LoanID) (ledger.Loan, bool) {
	return one[ledger.Loan](v, ledger.TableLoan, uint64(id))
}
func (v *view) Loans() iter.Seq[ledger.Loan] { return each[ledger.Loan](v, ledger.TableLoan, nil) }
func (v *view) LastLoan() ledger.LoanID      { return ledger.LoanID(v.lastKey(ledger.TableLoan)) }

func (v *view) Event(id ledger.EventID) (ledger.Event, bool) {
	return one[ledger.Event](v, ledger.TableEvent, uint64(id))
}
func (v *view) Events() iter.Seq[ledger.Event] { return newest[ledger.Event](v, ledger.TableEvent) }
func (v *view) LastEvent() ledger.EventID      { return ledger.EventID(v.lastKey(ledger.TableEvent)) }

func (v *view) Entrants(e ledger.EventID) iter.Seq[ledger.Entrant] {
	return each[ledger.Entrant](v, ledger.TableEntrant, be8(uint64(e)))
}

func (v *view) Draws(e ledger.EventID) iter.Seq[ledger.Draw] {
	return each[ledger.Draw](v, ledger.TableDraw, be8(uint64(e)))
}

func (v *view) EventsOf(id ledger.VoucherID) (out []ledger.EventID) {
	for e := range linked(in(v.tx, bEventOf), uint64(id)) {
		out = append(out, ledger.EventID(e))
	}
	return out
}

func (v *view) PlanItems(year int) iter.Seq[ledger.PlanItem] {
	return each[ledger.PlanItem](v, ledger.TablePlanItem, be8(uint64(year)))
}

func (v *view) Article(id ledger.ArticleID) (ledger.Article, bool) {
	return one[ledger.Article](v, ledger.TableArticle, uint64(id))
}
func (v *view) Articles() iter.Seq[ledger.Article] {
	return each[ledger.Article](v, ledger.TableArticle, nil)
}
func (v *view) LastArticle() ledger.ArticleID {
	return ledger.ArticleID(v.lastKey(ledger.TableArticle))
}

func (v *view) StockMoves(a ledger.ArticleID) iter.Seq[ledger.StockMove] {
	return each[ledger.StockMove](v, ledger.TableStockMove, be8(uint64(a)))
}

func (v *view) Lendings() iter.Seq[ledger.Lending] {
	return each[ledger.Lending](v, ledger.TableLending, nil)
}
func (v *view) LastLending() ledger.LendingID {
	return ledger.LendingID(v.lastKey(ledger.TableLending))
}
