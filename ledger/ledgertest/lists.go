package ledgertest

import (
	"fmt"
	"math/rand/v2"

	"huizhang/ledger"
)

// ListTally counts what a random history of lists did: by name of the act, how
// often it was done and how often the rules refused it.
type ListTally struct{ Done, Refused map[string]int }

// PlayLists runs a random history of welfare lists on a book as [Play] wants it:
// lists made, changed, supplied, frozen, signed for, booked, tied, taken back,
// voided; their vouchers reviewed, posted, returned, voided, written off and
// corrected, at once or by way of drafts, in the same year or the next; members
// who come, leave and are merged; rules that change; months closed and opened
// again. Nearly every parameter is random, so much of it is against the rules:
// that is refused. After every step law L9 is checked.
func PlayLists(b ledger.Book, seed uint64, steps int) (ListTally, error) {
	p := &listPlayer{Player: Player{Book: b, seed: seed, rnd: rand.New(rand.NewPCG(seed, 0x1157)), maker: "", checker: ""}, tally: ListTally{map[string]int{}, map[string]int{}}}
	if err := b.View(func(r ledger.Reader) error {
		p.month = r.Unit().Start
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
		return p.tally, err
	}
	if err := p.enrol(p.month); err != nil {
		return p.tally, err
	}
	for i := range steps {
		who, a, err := p.next()
		if err != nil {
			return p.tally, err
		}
		if a == nil {
			continue
		}
		rec, err := p.do(who, a)
		switch {
		case err == nil:
			p.tally.Done[a.Name()]++
		case ledger.CodeOf(err) == "":
			return p.tally, fmt.Errorf("seed %d, step %d, %s %+v: %w", seed, i, a.Name(), a, err)
		default:
			p.tally.Refused[a.Name()]++
		}
		if err := p.Book.View(func(r ledger.Reader) error { return CheckLists(r) }); err != nil {
			return p.tally, fmt.Errorf("seed %d, step %d, after %s (%s) %+v: %w", seed, i, a.Name(), rec.Title, a, err)
		}
	}
	return p.tally, nil
}

type listPlayer struct {
	Player
	month ledger.Month
	tally ListTally
}

// upTo is a number from 1 to a little more than n, mostly one that exists.
func (p *listPlayer) upTo(n uint64) uint64 {
	if p.chance(5) {
		return n + 1
	}
	return uint64(p.rnd.Int64N(int64(max(n, 1)))) + 1
}

// next thinks of an act.
func (p *listPlayer) next() (who string, a ledger.Act, err error) {
	if p.chance(4) { // time goes on, sometimes into the next year
		p.month = p.month.Add(1 + p.rnd.IntN(4))
	}
	err = p.Book.View(func(r ledger.Reader) error {
		who, a = p.maker, p.listAct(r)
		switch a.(type) {
		case ledger.Review:
			who = p.checker
		case ledger.ReopenMonth:
			who = p.chairman
		}
		return nil
	})
	return who, a, err
}

func (p *listPlayer) listAct(r ledger.Reader) ledger.Act {
	sheet := ledger.SheetID(p.upTo(uint64(r.LastSheet())))
	gift := ledger.GiftID(p.upTo(uint64(r.LastGift())))
	post := p.chance(60)
	money := []ledger.Code{"102", "102", "102", ""}[p.rnd.IntN(4)]
	why := []string{"随机", "随机", "随机", ""}[p.rnd.IntN(4)]
	switch k := p.rnd.IntN(100); {
	case k < 14:
		return ledger.GiveOut{Gift: p.giftOf(r), Shares: p.people(r), Money: money, Papers: 1, Post: post, Reviewer: p.checker}
	case k < 20:
		g := p.giftOf(r)
		g.ID = gift
		return ledger.ReviseGift{Gift: g, Shares: p.people(r), Money: money}
	case k < 27:
		return ledger.SupplyGift{Gift: gift, Day: p.day(p.month), Why: "漏了人", Shares: p.people(r), Money: money, Papers: 1, Post: post, Reviewer: p.checker, Reason: "补", Second: p.chairman}
	case k < 32:
		return ledger.FreezeSheet{Sheet: sheet}
	case k < 44:
		return ledger.SignShares{Sheet: sheet, Day: p.day(p.month), Marks: p.marks(r, sheet)}
	case k < 54:
		return ledger.TakeBack{Sheet: sheet, Lines: []int{1 + p.rnd.IntN(3)}, Day: p.day(p.month), Money: money, Why: why, Post: post, Reviewer: p.checker}
	case k < 60:
		return ledger.BookSheet{Sheet: sheet, Day: p.day(p.month), Money: money, Papers: 1, Post: post, Reviewer: p.checker}
	case k < 63:
		return p.tie(r, sheet)
	case k < 67:
		return ledger.VoidSheet{Sheet: sheet, Reason: why}
	case k < 70:
		return p.memberAct(r)
	case k < 72:
		return ledger.SetProofs{Gift: gift, Bill: ledger.Bill{Ref: "12345678", Amount: p.amount(500_00), Why: why}}
	case k < 74:
		return ledger.SaveRule{Rule: ledger.Rule{ID: fmt.Sprintf("R%d", p.rnd.IntN(3)), From: ledger.DayOf(2020, 1, 1), Subject: ledger.SubFestival, Measure: ledger.PerMemberYear,
			Limit: fmt.Sprint(p.rnd.IntN(900)), Severity: []ledger.Severity{ledger.SevStop, ledger.SevWarn, ledger.SevNote}[p.rnd.IntN(3)], On: p.chance(60)}}
	}
	return p.voucherAct(r, sheet, post)
}

// voucherAct does something to the vouchers of lists.
func (p *listPlayer) voucherAct(r ledger.Reader, sheet ledger.SheetID, post bool) ledger.Act {
	id := p.anyVoucher(r)
	if s, ok := r.Sheet(sheet); ok && s.Voucher != 0 && p.chance(60) {
		id = s.Voucher
	}
	v, _ := r.Voucher(id)
	switch k := p.rnd.IntN(26); {
	case k < 5:
		return ledger.Review{IDs: p.waiting(r)}
	case k < 10:
		return ledger.Post{IDs: p.waiting(r)}
	case k < 13:
		return ledger.VoidDraft{ID: id, Reason: "随机"}
	case k < 17:
		return ledger.Reverse{ID: id, Day: p.day(p.month), Reason: "随机", Post: post, Reviewer: p.checker}
	case k < 21 && len(v.Lines) > 1:
		w := ledger.Voucher{Day: p.day(p.month), Lines: append([]ledger.Line{}, v.Lines...), Papers: 1}
		for i := range w.Lines {
			if w.Lines[i].Account == "50105" && p.chance(50) {
				w.Lines[i].Account = "50102"
			}
			if p.chance(15) { // often unbalanced, sometimes another sum
				w.Lines[i].Debit, w.Lines[i].Credit = 2*w.Lines[i].Debit, 2*w.Lines[i].Credit
			}
		}
		return ledger.Reverse{ID: id, Day: w.Day, Reason: "更正", Corrected: &w, Post: post, Reviewer: p.checker}
	case k < 22:
		for i := range v.Lines {
			if p.chance(30) {
				v.Lines[i].Debit, v.Lines[i].Credit = 3*v.Lines[i].Debit, 3*v.Lines[i].Credit
			}
		}
		return ledger.Enter{Voucher: v, Post: post, Reviewer: p.checker}
	case k < 24:
		x := 80_00 * ledger.Money(1+p.rnd.IntN(3))
		if open := ledger.Unbooked(r); len(open) > 0 {
			x = open[p.rnd.IntN(len(open))].Total.Abs()
		}
		return ledger.Enter{Voucher: V(p.day(p.month), "购慰问品", p.flag(Dr([]ledger.Code{"50105", "50102"}[p.rnd.IntN(2)], x), p.chance(20)), Cr("102", x)), Post: post, Reviewer: p.checker}
	case k < 25:
		return ledger.CloseMonth{Month: ledger.FirstOpen(r), Without: map[string]string{"soft": "随机账"}}
	}
	return ledger.ReopenMonth{Month: ledger.FirstOpen(r).Add(-1), Reason: "补记"}
}

// tie hangs a sheet on a voucher, rather on one with its sum.
func (p *listPlayer) tie(r ledger.Reader, sheet ledger.SheetID) ledger.Act {
	a := ledger.TieSheet{Sheet: sheet, Voucher: p.anyVoucher(r)}
	open := ledger.Unbooked(r)
	if len(open) == 0 || p.chance(20) {
		return a
	}
	s := open[p.rnd.IntN(len(open))]
	a.Sheet = s.ID
	for id := r.LastVoucher(); id > 0; id-- {
		if v, _ := r.Voucher(id); v.Amount() == s.Total && len(r.SheetsOf(id)) == 0 {
			a.Voucher = id
			break
		}
	}
	return a
}

// waiting picks some vouchers that are not posted.
func (p *listPlayer) waiting(r ledger.Reader) []ledger.VoucherID {
	var out []ledger.VoucherID
	for v := range r.Pending() {
		if p.chance(60) && len(out) < 3 {
			out = append(out, v.ID)
		}
	}
	return out
}

func (p *listPlayer) anyVoucher(r ledger.Reader) ledger.VoucherID {
	last := uint64(r.LastVoucher())
	if last > 12 && p.chance(70) { // rather a new one
		return ledger.VoucherID(last - uint64(p.rnd.IntN(12)))
	}
	return ledger.VoucherID(p.upTo(last))
}

// giftOf is an act without its list.
func (p *listPlayer) giftOf(r ledger.Reader) ledger.Gift {
	return ledger.Gift{Occasion: []string{"春节", "端午", "住院", "结婚", "生日", "亲属去世", "夏送清凉", "其他慰问"}[p.rnd.IntN(8)], Day: p.day(p.month), Item: "慰问品",
		Each: 80_00 * ledger.Money(1+p.rnd.IntN(2)), Reason: "随机", Second: p.chairman}
}

// people are the lines of a list: some members, rarely one twice or nobody's.
func (p *listPlayer) people(r ledger.Reader) []ledger.Share {
	var out []ledger.Share
	for m := range r.Members() {
		if m.Into == 0 && m.On(p.month.First()) && p.chance(50) || p.chance(2) {
			s := ledger.Share{Member: m.ID}
			if p.chance(10) {
				s.Amount = p.amount(100_00)
			}
			out = append(out, s)
		}
	}
	return out
}

func (p *listPlayer) marks(r ledger.Reader, id ledger.SheetID) []ledger.Mark {
	var out []ledger.Mark
	for s := range r.Shares(id) {
		if s.Back == 0 && p.chance(60) || p.chance(3) {
			m := ledger.Mark{Line: s.Line, Sign: ledger.Signs()[p.rnd.IntN(5)], Proxy: "代领人"}
			out = append(out, m)
		}
	}
	return out
}

// memberAct lets somebody come or go, or joins two entries.
func (p *listPlayer) memberAct(r ledger.Reader) ledger.Act {
	a, b := ledger.MemberID(p.upTo(uint64(r.LastMember()))), ledger.MemberID(p.upTo(uint64(r.LastMember())))
	switch p.rnd.IntN(4) {
	case 0:
		return ledger.MergeMembers{From: a, Into: b, Reason: "重复登记"}
	case 1:
		m, ok := r.Member(a)
		if !ok || len(m.Spells) == 0 {
			return nil
		}
		m.Spells = append([]ledger.Spell{}, m.Spells...)
		m.Spells[0].To, m.Spells[0].Out = p.day(p.month), "转出"
		return ledger.SaveMember{Member: m}
	}
	return ledger.SaveMember{Member: ledger.Member{Name: fmt.Sprintf("新会员%d", r.LastMember()), Group: "第1小组", Spells: []ledger.Spell{{From: ledger.DayOf(2020, 1, 1)}}}}
}

// CheckLists holds law L9 for lists on a book as its reader shows it.
func CheckLists(r ledger.Reader) error {
	type on struct {
		v ledger.VoucherID
		c ledger.Code
	}
	carried := map[on]ledger.Money{}
	given := map[ledger.MemberID]ledger.Money{}
	waits := map[[2]int]bool{}
	for id := ledger.SheetID(1); id <= r.LastSheet(); id++ {
		s, ok := r.Sheet(id)
		if !ok {
			return fmt.Errorf("%s is gone", id)
		}
		sum, lines := ledger.Money(0), 0
		for x := range r.Shares(id) {
			sum, lines = sum+x.Amount, lines+1
			if !s.Live() {
				continue
			}
			given[x.Member] += x.Amount
			if x.Of == 0 && x.Back == 0 && (x.Sign == ledger.Unsigned || x.Sign == ledger.Uncollected) {
				waits[[2]int{int(id), x.Line}] = true
			}
		}
		if sum != s.Total || lines != s.Lines {
			return fmt.Errorf("%s says %s in %d lines, it has %s in %d", id, s.Total, s.Lines, sum, lines)
		}
		if s.Live() && s.Voucher != 0 {
			carried[on{s.Voucher, s.Account}] += sum
		}
	}
	for k, sum := range carried {
		v, _ := r.Voucher(k.v)
		var net ledger.Money
		for _, l := range v.Lines {
			if l.Account.Under(k.c) {
				net += l.Net()
			}
		}
		if v.State == ledger.Void || net != sum {
			return fmt.Errorf("%s (%s) books %s on %s, its lists have %s", v.Ref(), v.State, net, k.c, sum)
		}
		if red, ok := r.ReversedBy(k.v); ok {
			if w, _ := r.Voucher(red); w.State == ledger.Posted {
				return fmt.Errorf("%s is written off, its lists count", v.Ref())
			}
		}
	}
	for m := range r.Members() {
		var sum ledger.Money
		for g := range r.Given(m.ID, 0, 0) {
			sum += g.Amount
		}
		if sum != given[m.ID] {
			return fmt.Errorf("%s was given %s, the index says %s", m.Name, given[m.ID], sum)
		}
	}
	for id, n := range r.UnsettledSheets() {
		for x := range r.UnsettledOf(id) {
			if n--; x.Sheet != id {
				return fmt.Errorf("%s is given a line of %s", id, x.Sheet)
			}
		}
		if n != 0 {
			return fmt.Errorf("%s: the count of waiting lines is off by %d", id, n)
		}
	}
	for x := range r.Unsettled() {
		if !waits[[2]int{int(x.Sheet), x.Line}] {
			return fmt.Errorf("%s line %d waits for nothing", x.Sheet, x.Line)
		}
		delete(waits, [2]int{int(x.Sheet), x.Line})
	}
	if len(waits) > 0 {
		return fmt.Errorf("lines are not among those that wait: %v", waits)
	}
	return nil
}
