// Package demo writes a practice book: a made-up school union with members in
// groups, a year of dues, contributions and remittance, gifts, outings, aid, a
// correction and attachments. Everything passes through the one write door,
// and the same options give the same book.
package demo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// Options size the book. Zero values mean 300 members, 12 months, seed 1, from
// January 2026 on.
type Options struct {
	Members int
	Months  int
	Seed    uint64
	Start   ledger.Month
	Until   int64 // Unix seconds that no entry is made after; 0: no bound
	// Coder makes the codes that published disclosures carry; nil leaves them out.
	Coder ledger.Coder
	// Tell hears how far the work is; false cancels it.
	Tell func(done, total int, what string) bool
}

// UpTo are the options of a practice book whose last month is the present one:
// this year's months so far, or since last January when the year is young.
func UpTo(now time.Time, tell func(done, total int) bool) Options {
	m := ledger.Today(now).Month()
	start := ledger.MonthOf(m.Year(), 1)
	if m.Num() < 4 {
		start = ledger.MonthOf(m.Year()-1, 1)
	}
	return Options{Start: start, Months: m.Since(start) + 1, Until: now.Unix(), Tell: func(done, total int, _ string) bool { return tell(done, total) }}
}

// People of the practice book.
const (
	treasurer = "周敏"
	reviewer  = "陈立"
)

// ErrCancelled says that Tell stopped the work; what was made so far stays.
var ErrCancelled = fmt.Errorf("练习账本没有做完：%w", context.Canceled)

// writer makes one book.
type writer struct {
	o     Options
	b     ledger.Book
	rnd   *rand.Rand
	clock int64 // Unix seconds of the next act
	n     int   // acts so far, for their ids
	heads int
	own   ledger.Code // the union's own bank account
	err   error
}

// Write makes the practice book at path, which must not exist.
func Write(shelf ledger.Shelf, path string, o Options) (err error) {
	if o.Members == 0 {
		o.Members = 300
	}
	if o.Months == 0 {
		o.Months = 12
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
	if o.Start == 0 {
		o.Start = ledger.MonthOf(2026, 1)
	}
	if o.Members < 1 || o.Members > 20_000 || o.Months < 1 || o.Months > 240 {
		return ledger.Errf(ledger.CodeBadValue, "练习账本的会员数应在 1 到 20000 之间，月数应在 1 到 240 之间。")
	}
	w := &writer{o: o, own: "102", rnd: rand.New(rand.NewPCG(o.Seed, 20260101))}
	w.at(o.Start.First())
	w.b, err = shelf.Create(path, w.found(), w.stamp())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.b.Close()) }()
	w.accounts()
	w.members()
	w.standards()
	for i := range o.Months {
		m := o.Start.Add(i)
		if w.err == nil && o.Tell != nil && !o.Tell(i, o.Months, m.Chinese()) {
			w.err = ErrCancelled
		}
		w.month(m, i == o.Months-1)
	}
	return w.err
}

// at sets the clock to the evening of a day; it never runs backwards.
func (w *writer) at(d ledger.Day) {
	const day = 86400
	w.clock = max(w.clock, int64(d.DaysSince(ledger.DayOf(1970, 1, 1)))*day+10*3600)
}

func (w *writer) stamp() ledger.Stamp {
	w.n++
	w.clock += 60
	if w.o.Until > 0 {
		w.clock = min(w.clock, w.o.Until) // a book from the future makes every session warn of the clock
	}
	return ledger.Stamp{Operator: treasurer, Time: w.clock, ID: fmt.Sprintf("demo-%x-%d", w.o.Seed, w.n)}
}

func (w *writer) do(a ledger.Act) ledger.Receipt {
	if w.err != nil {
		return ledger.Receipt{}
	}
	r, err := w.b.Do(a, w.stamp())
	if err != nil {
		w.err = fmt.Errorf("%s: %w", a.Name(), err)
	}
	return r
}

func (w *writer) doAll(as []ledger.Act) {
	if w.err != nil || len(as) == 0 {
		return
	}
	if _, err := w.b.DoAll(as, w.stamp()); err != nil {
		w.err = err
	}
}

func (w *writer) found() ledger.Found {
	r := w.rnd
	id := fmt.Sprintf("%016x%016x", r.Uint64(), r.Uint64())
	// What a large union gives at New Year comes before the year's income.
	more := ledger.Money(max(0, w.o.Members-1000)) * 250_00
	return ledger.Found{
		Unit: ledger.Unit{Name: "云岭实验学校工会委员会（练习）", CreditCode: "81330000MC4123456X", Start: w.o.Start, Words: ledger.OneWord, BookID: id, Practice: true, ShareUp: "0.4", GuideDone: true},
		People: []ledger.Person{
			{Name: treasurer, Roles: []ledger.Role{ledger.Treasurer}},
			{Name: "吴娟", Roles: []ledger.Role{ledger.Cashier}},
			{Name: reviewer, Roles: []ledger.Role{ledger.Reviewer}},
			{Name: "何国华", Roles: []ledger.Role{ledger.Chair}},
			{Name: "郑晓燕", Roles: []ledger.Role{ledger.Auditor}},
		},
		Opening: []ledger.OpeningRow{
			{Code: "101", Debit: 860_00}, {Code: "102", Debit: 186_420_35 + more}, {Code: "162", Debit: 21_600_00}, {Code: "163", Credit: 7_200_00},
			{Code: "30104", Credit: 14_400_00}, {Code: "32104", Credit: 6_000_00}, {Code: "32205", Credit: 181_280_35 + more},
		},
	}
}

func (w *writer) accounts() {
	for _, a := range []ledger.AddAccount{{Code: "13501", Text: "活动借支"}, {Code: "21501", Text: "代收款"}} {
		w.do(a)
	}
}

// voucher enters and posts a voucher; papers 0 leaves it without a receipt.
func (w *writer) voucher(d ledger.Day, summary, payee string, papers int, lines ...ledger.Line) ledger.Receipt {
	w.at(d)
	for i := range lines {
		lines[i].Summary = summary
		if lines[i].Account == "102" {
			lines[i].Account = w.own
		}
	}
	v := ledger.Voucher{Day: d, Payee: payee, Papers: papers, Lines: lines}
	return w.do(ledger.Enter{Voucher: v, Post: true, Reviewer: reviewer})
}

// month writes a month in the order of its days. The last month stays open
// with work left to do.
func (w *writer) month(m ledger.Month, last bool) {
	if w.err != nil {
		return
	}
	w.heads = w.inService(m)
	w.contribution(m)
	w.dues(m, last)
	w.yearly(m)
	w.aid(m)
	w.events(m)
	w.visits(m)
	w.monthly(m)
	w.welfare(m)
	if last {
		w.unfinished(m)
		return
	}
	w.closeMonth(m)
}

// closeMonth counts, reconciles, closes and publishes.
func (w *writer) closeMonth(m ledger.Month) {
	if w.err != nil {
		return
	}
	w.at(m.Last())
	if m.Num() == 12 {
		w.countGoods(m)
	}
	var cash ledger.Money
	var banks []ledger.BankBalance
	err := w.b.View(func(r ledger.Reader) error {
		cash = ledger.Balance(r, "101", m)
		for _, a := range ledger.BankAccounts(r) {
			banks = append(banks, ledger.BankBalance{Account: a.Code, Amount: ledger.OwnBalance(r, a.Code, m)})
		}
		return nil
	})
	if err != nil {
		w.err = err
		return
	}
	payroll, heads := w.payroll(m), w.heads
	w.do(ledger.SetMonthFacts{Month: m, Payroll: &payroll, Heads: &heads,
		Cash:  &ledger.CashCount{Amount: cash, By: "吴娟", Day: m.Last()},
		Banks: banks})
	without := map[string]string{}
	if m.Num() == 7 || m.Num() == 8 {
		without["receipts"] = "暑假放假，发票开学后补交"
	}
	if m.Num() >= 10 || m.Year() > w.o.Start.Year() {
		without["signatures"] = "3 位会员外出培训，回来补签"
	}
	if m.Num() >= 9 || m.Year() > w.o.Start.Year() {
		without["advances"] = "会员借款有一期未还，已催"
	}
	w.do(ledger.CloseMonth{Month: m, Without: without})
	w.at(m.Add(1).First().Add(4))
	w.do(report.Publish{Period: ledger.MonthPeriod(m), Place: "教工之家公告栏", From: m.Add(1).First().Add(4), To: m.Add(1).First().Add(11), Coder: w.coder(m)})
}

// coded is how many of the newest disclosures carry a code: making one takes
// some tenths of a second.
const coded = 3

func (w *writer) coder(m ledger.Month) ledger.Coder {
	if w.o.Start.Add(w.o.Months-1).Since(m) > coded {
		return nil
	}
	return w.o.Coder
}

func dr(c ledger.Code, m ledger.Money) ledger.Line { return ledger.Line{Account: c, Debit: m} }
func cr(c ledger.Code, m ledger.Money) ledger.Line { return ledger.Line{Account: c, Credit: m} }
func earmarked(l ledger.Line) ledger.Line          { l.Restricted = true; return l }
