package ledger

import (
	"cmp"
	"fmt"
	"slices"
)

// fundSource marks vouchers that acts on funds made: they are not changed by
// hand, because their lines and the list of names belong together.
const fundSource = "fund"

// FundSum is what came and went in a fund. Waiting is the part of Balance whose
// vouchers are not posted yet.
type FundSum struct {
	Brought, In, Out Money // Out is positive
	Waiting          Money
	Moves            int
}

// Balance is what is still held, drafts included.
func (s FundSum) Balance() Money { return s.Brought + s.In - s.Out }

// add counts a move. What a red letter takes back counts on the side it came in on.
func (s *FundSum) add(m FundMove, v Voucher) {
	s.Moves++
	red := v.Reverses != 0
	switch {
	case m.Voucher == 0:
		s.Brought += m.Amount
	case (m.Amount > 0) != red:
		s.In += m.Amount
	default:
		s.Out -= m.Amount
	}
	if m.Voucher != 0 && v.State != Posted {
		s.Waiting += m.Amount
	}
}

// SumFund adds up a fund up to a day (0: to the end).
func SumFund(r Reader, id FundID, upTo Day) FundSum {
	var s FundSum
	var v Voucher
	for m := range r.Moves(id) {
		if upTo != 0 && m.Day > upTo {
			break
		}
		if m.Voucher != v.ID && m.Voucher != 0 {
			v, _ = r.Voucher(m.Voucher)
		}
		s.add(m, v)
	}
	return s
}

// FundPerson is what one person gave to a fund and got out of it.
type FundPerson struct {
	Member  MemberID // 0: known by name only
	Name    string
	In, Out Money
	Times   int // contributions that still stand
	Last    Day // of the last move
}

// FundPeople adds a fund up by person, in order of member number and name.
// Moves brought forward count as given.
func FundPeople(r Reader, id FundID) []FundPerson {
	type key struct {
		m    MemberID
		name string
	}
	at := map[key]int{}
	var out []FundPerson
	var v Voucher
	for m := range r.Moves(id) {
		if m.Voucher != v.ID {
			v, _ = r.Voucher(m.Voucher)
		}
		k := key{m: memberInto(r, m.Member)}
		if k.m == 0 {
			k.name = m.Name
		}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, FundPerson{Member: k.m, Name: m.Name})
		}
		p := &out[i]
		p.Last = max(p.Last, m.Day)
		red := m.Voucher != 0 && v.Reverses != 0
		if (m.Amount > 0) != red {
			p.In += m.Amount
			p.Times += map[bool]int{true: -1, false: 1}[red]
		} else {
			p.Out -= m.Amount
		}
	}
	slices.SortStableFunc(out, func(a, b FundPerson) int {
		return cmp.Or(cmp.Compare(boolInt(a.Member == 0), boolInt(b.Member == 0)), cmp.Compare(a.Member, b.Member), cmp.Compare(a.Name, b.Name))
	})
	return out
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// memberInto follows the entry of a member that was merged into another.
func memberInto(r Register, id MemberID) MemberID {
	for range 8 { // a chain is short; never go round in a circle
		m, ok := r.Member(id)
		if !ok || m.Into == 0 {
			return id
		}
		id = m.Into
	}
	return id
}

// FundOn finds the fund whose account a code lies on.
func FundOn(r Aid, c Code) (Fund, bool) {
	if !c.Under("221") {
		return Fund{}, false
	}
	for f := range r.Funds() {
		if c.Under(f.Account) {
			return f, true
		}
	}
	return Fund{}, false
}

// FundBooked is the fund's balance by its account: opening, posted lines and
// those that wait. It equals what the moves say.
func FundBooked(r Reader, f Fund) Money {
	b := -Balance(r, f.Account, farMonth)
	for v := range r.Pending() {
		b -= v.net(f.Account)
	}
	return b
}

// farMonth lies behind every month of a book.
const farMonth Month = 219912

// FundGap says where the list of names and the account of a fund differ, nil
// when they agree, as they do in every sound book: the opening balance of a fund
// is not changed behind its list.
func FundGap(r Reader, f Fund) error {
	list, booked := SumFund(r, f.ID, 0).Balance(), FundBooked(r, f)
	if list == booked {
		return nil
	}
	return Errf(CodeLaw, "%s：名单合计 %s 元，科目 %s 余额 %s 元，相差 %s 元。请核对期初余额。", f.Name, list.Grouped(), f.Account, booked.Grouped(), (booked - list).Grouped())
}

// onlyThroughFund refuses lines that others put on a fund's account: every fen
// there has a name.
func onlyThroughFund(r Aid, v *Voucher) error {
	if v.Source == fundSource || v.Reverses != 0 {
		return nil
	}
	var ps Problems
	for i, l := range v.Lines {
		if f, ok := FundOn(r, l.Account); ok {
			ps.Add(fmt.Sprintf("account-%d", i), fmt.Sprintf("第 %d 行", i+1), CodeLocked, "%s 是“%s”的科目，每一笔都要记到人。请到“代管资金”里登记收付，凭证会自动生成。", l.Account, f.Name)
		}
	}
	return ps.Err()
}

// fundVoided takes the names of a voucher that is voided out of its funds.
func fundVoided(r Aid, id VoucherID) []Change {
	var out []Change
	for m := range r.MovesOf(id) {
		out = append(out, Drop(m))
	}
	return out
}

// fundReversed mirrors the names of a voucher that is written off. One that was
// booked before its account became a fund's has no names: then the whole stands
// under who it was booked with. A closed fund opens again, because it is not
// settled any more.
func fundReversed(r Reader, orig, red *Voucher) []Change {
	var out []Change
	seen := map[FundID]bool{}
	put := func(f FundID, m FundMove) {
		m.Voucher, m.No, m.Fund, m.Day = red.ID, len(out)+1, f, red.Day
		out = append(out, Put(m))
	}
	for m := range r.MovesOf(orig.ID) {
		m.Amount, m.What = -m.Amount, "冲销 "+orig.Ref()
		put(m.Fund, m)
	}
	if len(out) == 0 {
		for f := range r.Funds() {
			if n := red.net(f.Account); n != 0 {
				put(f.ID, FundMove{Name: cmpOr(orig.Payee, "登记前的收付"), Amount: -n, What: "冲销 " + orig.Ref()})
				red.Source = fundSource
			}
		}
	}
	for _, c := range slices.Clone(out) {
		id := c.After.(FundMove).Fund
		if f, ok := r.Fund(id); ok && f.Closed != 0 && !seen[id] {
			nu := f
			nu.Closed = 0
			out = append(out, Edit(f, nu))
		}
		seen[id] = true
	}
	return out
}
