package ledgertest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"huizhang/ledger"
)

// Tally counts what a random history did to a book.
type Tally struct {
	Posted, Voided, Reversed, Closed, Reopened, Refused int
	Last                                                ledger.Month // newest month played
}

// Player makes a random history: the same seed and book give the same one.
type Player struct {
	Book  ledger.Book
	Tally Tally

	rnd                      *rand.Rand
	seed                     uint64
	n                        int
	maker, checker, chairman string
	posted                   []ledger.VoucherID // not reversed yet, ordinary
}

// Play runs a random history of some months on a book that has a treasurer, a
// reviewer and a chair: vouchers of all kinds, posted at once or by way of
// drafts, reversals, corrections, new detail accounts, dues, closes that come
// late, reopened months, and year ends. Between them it tries what the rules
// forbid; an attempt that succeeds is an error. The last months may stay open.
func Play(b ledger.Book, seed uint64, months int) (Tally, error) {
	p := &Player{Book: b, seed: seed, rnd: rand.New(rand.NewPCG(seed, 0x5eed))}
	var start ledger.Month
	if err := b.View(func(r ledger.Reader) error {
		start = r.Unit().Start
		for _, x := range r.People() {
			switch {
			case x.Is(ledger.Treasurer):
				p.maker = x.Name
			case x.Is(ledger.Reviewer):
				p.checker = x.Name
			case x.Is(ledger.Chair):
				p.chairman = x.Name
			}
		}
		return nil
	}); err != nil {
		return p.Tally, err
	}
	if err := p.enrol(start); err != nil {
		return p.Tally, err
	}
	for i := range months {
		if err := p.month(start, start.Add(i)); err != nil {
			return p.Tally, fmt.Errorf("seed %d, %s: %w", seed, start.Add(i), err)
		}
	}
	return p.Tally, nil
}

func (p *Player) chance(percent int) bool { return p.rnd.IntN(100) < percent }

// amount is mostly an odd number of fen, sometimes round.
func (p *Player) amount(most ledger.Money) ledger.Money {
	m := ledger.Money(p.rnd.Int64N(int64(max(most, 1)))) + 1
	if p.chance(30) && m > 100_00 {
		m -= m % 100_00
	}
	return m
}

func (p *Player) day(m ledger.Month) ledger.Day {
	return m.First().Add(p.rnd.IntN(m.Last().Dom()))
}

// do runs an act as somebody.
func (p *Player) do(who string, a ledger.Act) (ledger.Receipt, error) {
	p.n++
	by := ledger.Stamp{Operator: who, Time: 1_770_000_000 + int64(p.n), ID: fmt.Sprintf("%016x%016x", p.seed|1<<63, p.n)}
	return p.Book.Do(a, by)
}

// must runs an act that the rules allow.
func (p *Player) must(who string, a ledger.Act) (ledger.Receipt, error) {
	rec, err := p.do(who, a)
	if err != nil {
		return rec, fmt.Errorf("%s %+v: %w", a.Name(), a, err)
	}
	return rec, nil
}

// enrol registers a few members, so that there are dues.
func (p *Player) enrol(start ledger.Month) error {
	for i, name := range []string{"陈一帆", "林二木", "何三水", "郭四方", "罗五味"} {
		m := ledger.Member{Name: name, Group: fmt.Sprintf("第%d小组", i%2+1), Spells: []ledger.Spell{{From: ledger.DayOf(2015, 9, 1+i)}},
			Wages: []ledger.Wage{{From: ledger.MonthOf(2015, 9), Post: p.amount(6_000_00), Grade: p.amount(2_000_00)}}}
		if _, err := p.must(p.maker, ledger.SaveMember{Member: m}); err != nil {
			return err
		}
	}
	return nil
}

func (p *Player) month(start, m ledger.Month) error {
	p.Tally.Last = m
	for range 4 + p.rnd.IntN(8) {
		if err := p.step(m); err != nil {
			return err
		}
	}
	if p.chance(60) {
		if err := p.dues(m); err != nil {
			return err
		}
	}
	if p.chance(50) {
		pay, heads := p.amount(500_000_00), 50+p.rnd.IntN(20)
		if _, err := p.must(p.maker, ledger.SetMonthFacts{Month: m, Payroll: &pay, Heads: &heads}); err != nil {
			return err
		}
	}
	if p.chance(70) {
		return p.closeUpTo(m)
	}
	return nil
}

// step does one thing in a month.
func (p *Player) step(m ledger.Month) error {
	switch k := p.rnd.IntN(100); {
	case k < 10:
		return p.illegal(m)
	case k < 20 && len(p.posted) > 0:
		return p.reverse(m)
	case k < 26:
		return p.detail()
	case k < 40:
		return p.draft(m)
	}
	v, ok, err := p.voucher(m)
	if err != nil || !ok {
		return err
	}
	rec, err := p.must(p.maker, ledger.Enter{Voucher: v, Post: true, Reviewer: p.checker})
	p.note(rec.Voucher, err)
	return err
}

func (p *Player) note(id ledger.VoucherID, err error) {
	if err == nil {
		p.Tally.Posted++
		p.posted = append(p.posted, id)
	}
}

// draft goes the long way: draft, review, perhaps back, posted or void.
func (p *Player) draft(m ledger.Month) error {
	v, ok, err := p.voucher(m)
	if err != nil || !ok {
		return err
	}
	rec, err := p.must(p.maker, ledger.Enter{Voucher: v})
	if err != nil {
		return err
	}
	ids := []ledger.VoucherID{rec.Voucher}
	if p.chance(15) {
		return nil // stays a draft until the close
	}
	if p.chance(20) {
		p.Tally.Voided++
		_, err = p.must(p.maker, ledger.VoidDraft{ID: rec.Voucher, Reason: "录错"})
		return err
	}
	if _, err = p.must(p.checker, ledger.Review{IDs: ids}); err != nil {
		return err
	}
	if p.chance(15) {
		if _, err = p.must(p.checker, ledger.Return{IDs: ids, Reason: "摘要不清"}); err != nil {
			return err
		}
		if _, err = p.must(p.chairman, ledger.Review{IDs: ids}); err != nil {
			return err
		}
	}
	_, err = p.must(p.maker, ledger.Post{IDs: ids})
	p.note(rec.Voucher, err)
	return err
}

// reverse writes a posted voucher off, half of the time with a corrected one.
// Cash must not go below zero by it.
func (p *Player) reverse(m ledger.Month) error {
	i := p.rnd.IntN(len(p.posted))
	id := p.posted[i]
	a := ledger.Reverse{ID: id, Day: p.day(m), Reason: "金额写错", Post: true, Reviewer: p.checker}
	skip := false
	err := p.Book.View(func(r ledger.Reader) error {
		v, _ := r.Voucher(id)
		a.Day = max(a.Day, v.Day)
		for _, l := range v.Lines {
			skip = skip || l.Account.Under("101")
		}
		if v.Source != "dues" && p.chance(50) {
			c := ledger.Voucher{Day: a.Day, Lines: slices.Clone(v.Lines), Papers: 1, Template: v.Template}
			for i := range c.Lines { // twice the amounts keep every pair in step
				c.Lines[i].Debit *= 2
				c.Lines[i].Credit *= 2
			}
			for _, l := range c.Lines {
				skip = skip || !ledger.IsLeaf(r.Chart(), l.Account)
			}
			a.Corrected = &c
		}
		return nil
	})
	if err != nil || skip {
		return err
	}
	p.posted = slices.Delete(p.posted, i, i+1)
	p.Tally.Reversed++
	_, err = p.must(p.maker, a)
	return err
}

// detail opens an account below an existing one, or an official one.
func (p *Player) detail() error {
	var a ledger.Act
	err := p.Book.View(func(r ledger.Reader) error {
		if p.chance(30) {
			a = ledger.SwitchAccount{Code: []ledger.Code{"406", "407", "221", "13102"}[p.rnd.IntN(4)]}
			return nil
		}
		if _, on := r.Account("221"); on && p.leaf(r, "102") != "102" && len(ledger.Trust(r.Chart())) == 0 {
			a = ledger.AddAccount{Code: "10290", Text: "代管经费"}
			return nil
		}
		parent := []ledger.Code{"102", "50105", "215", "402", "408", "135"}[p.rnd.IntN(6)]
		for n := 1; n < 5; n++ {
			c := ledger.Code(fmt.Sprintf("%s%02d", parent, n))
			if _, taken := r.Account(c); !taken {
				a = ledger.AddAccount{Code: c, Text: fmt.Sprintf("明细%d", n)}
				break
			}
		}
		return nil
	})
	if err != nil || a == nil {
		return err
	}
	_, err = p.must(p.maker, a)
	return err
}

// dues assesses a month and takes in part of it.
func (p *Player) dues(m ledger.Month) error {
	if _, err := p.must(p.maker, ledger.AssessDues{Month: m}); err != nil {
		return err
	}
	a := ledger.CollectDues{Day: p.day(m), Post: true, Reviewer: p.checker}
	err := p.Book.View(func(r ledger.Reader) error {
		a.Account = p.leaf(r, "102")
		for x := range r.Members() {
			d, ok := r.Due(x.ID, m)
			paid := r.Paid(x.ID, m)
			if left := d.Payable() - paid.Posted - paid.Waiting; ok && left > 0 && p.chance(70) {
				a.Portions = append(a.Portions, ledger.Portion{Member: x.ID, Month: m})
			}
		}
		if !ledger.IsLeaf(r.Chart(), "401") {
			a.Portions = nil
		}
		return nil
	})
	if err != nil || len(a.Portions) == 0 {
		return err
	}
	rec, err := p.must(p.maker, a)
	p.note(rec.Voucher, err)
	return err
}

// closeUpTo closes the open months up to m, after clearing their drafts, and
// sometimes opens the last one again for a while.
func (p *Player) closeUpTo(m ledger.Month) error {
	var first ledger.Month
	var pending []ledger.VoucherID
	if err := p.Book.View(func(r ledger.Reader) error {
		first = ledger.FirstOpen(r)
		for v := range r.Pending() {
			if v.Month() <= m {
				pending = append(pending, v.ID)
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for _, id := range pending {
		p.Tally.Voided++
		if _, err := p.must(p.maker, ledger.VoidDraft{ID: id, Reason: "月末清理"}); err != nil {
			return err
		}
	}
	for mo := first; mo <= m; mo = mo.Add(1) {
		a := ledger.CloseMonth{Month: mo, Without: map[string]string{"soft": "随机账"}}
		if mo.Num() == 12 && p.chance(50) {
			var have ledger.Money
			if err := p.Book.View(func(r ledger.Reader) error { have = ledger.Releasable(r, mo); return nil }); err != nil {
				return err
			}
			a.Released = max(0, min(p.amount(500_00), have))
		}
		if _, err := p.must(p.maker, a); err != nil {
			return err
		}
		p.Tally.Closed++
	}
	if first > m || !p.chance(20) {
		return nil
	}
	if _, err := p.must(p.chairman, ledger.ReopenMonth{Month: m, Reason: "补记"}); err != nil {
		return err
	}
	p.Tally.Reopened++
	v, ok, err := p.voucher(m)
	if err != nil || !ok {
		return err
	}
	rec, err := p.must(p.maker, ledger.Enter{Voucher: v, Post: true, Reviewer: p.checker})
	p.note(rec.Voucher, err)
	if err != nil || p.chance(40) {
		return err
	}
	p.Tally.Closed++
	_, err = p.must(p.maker, ledger.CloseMonth{Month: m, Without: map[string]string{"soft": "随机账"}})
	return err
}
