package report

import (
	"fmt"
	"iter"
	"slices"

	"huizhang/ledger"
)

// Lists selects lines of sign-for sheets for a [Trace]. The lines of Sheets
// count; those of Back count with the opposite sign, because the voucher of the
// sheet was written off in red within the figure's period.
type Lists struct {
	Sheets []ledger.SheetID
	Back   []ledger.SheetID
	By     Narrow
	Group  string            // with ByGroup; "": those without a group
	State  State             // with ByState
	Member []ledger.MemberID // with ByMember: one person, with the doubles
	Count  Counted           // the figure is a count, not an amount
}

// Narrow says by what the lines of a [Lists] are narrowed down.
type Narrow string

// The ways to narrow.
const (
	AllLines Narrow = ""
	ByGroup  Narrow = "group"
	ByState  Narrow = "state"
	ByMember Narrow = "member"
)

// Counted says what a count over lists counts.
type Counted string

// The counts: persons are those who kept something, each once; times are the
// lines given, without those of returns.
const (
	NoCount Counted = ""
	Persons Counted = "persons"
	Times   Counted = "times"
)

// State is where a line of a sheet stands: its signature, or that it came back.
type State string

// The states beside those of [ledger.Sign].
const (
	TakenBack State = "back"   // not collected, and taken back by a return sheet
	Returning State = "return" // the line of the return sheet itself
)

// States lists all in the order people read them.
func States() []State {
	return []State{State(ledger.Signed), State(ledger.ByProxy), State(ledger.Transferred), State(ledger.Uncollected), State(ledger.Unsigned), TakenBack, Returning}
}

// StateOf is where a line stands.
func StateOf(s *ledger.Share) State {
	switch {
	case s.Of != 0:
		return Returning
	case s.Back != 0:
		return TakenBack
	}
	return State(s.Sign)
}

// Chinese names the state.
func (s State) Chinese() string {
	switch s {
	case TakenBack:
		return "未领已退回"
	case Returning:
		return "退回"
	}
	return ledger.Sign(s).Chinese()
}

// has reports whether a line belongs to the selection.
func (l *Lists) has(s *ledger.Share) bool {
	switch l.By {
	case ByGroup:
		return s.Group == l.Group
	case ByState:
		return StateOf(s) == l.State
	case ByMember:
		return s.Member != 0 && slices.Contains(l.Member, s.Member)
	}
	return true
}

// each gives the selected lines with their sign.
func (l *Lists) each(r ledger.Lists) iter.Seq2[ledger.Share, ledger.Money] {
	return func(yield func(ledger.Share, ledger.Money) bool) {
		if l == nil {
			return
		}
		for k, ids := range [][]ledger.SheetID{l.Sheets, l.Back} {
			for _, id := range ids {
				for s := range r.Shares(id) {
					if l.has(&s) && !yield(s, ledger.Money(1-2*k)) {
						return
					}
				}
			}
		}
	}
}

// sum is the amount by the totals that whole sheets keep, where nothing is
// narrowed down.
func (l *Lists) sum(r ledger.Lists) (m ledger.Money) {
	if l == nil || l.Count != NoCount {
		return 0
	}
	if l.By != AllLines {
		for s, sign := range l.each(r) {
			m += sign * s.Amount
		}
		return m
	}
	for k, ids := range [][]ledger.SheetID{l.Sheets, l.Back} {
		for _, id := range ids {
			s, _ := r.Sheet(id)
			m += ledger.Money(1-2*k) * s.Total
		}
	}
	return m
}

// Handouts gives the lines of sheets behind a traced figure, each with what it
// adds to an amount.
func Handouts(r ledger.Lists, t *Trace) iter.Seq2[ledger.Share, ledger.Money] {
	return func(yield func(ledger.Share, ledger.Money) bool) {
		if t.Lists != nil {
			for s, sign := range t.Lists.each(r) {
				if !yield(s, sign*s.Amount) {
					return
				}
			}
		}
		for i := range t.Also {
			for s, m := range Handouts(r, &t.Also[i]) {
				if !yield(s, m) {
					return
				}
			}
		}
	}
}

// Heads counts the persons or the lines of lists again, one by one.
func Heads(r ledger.Reader, l *Lists) (n int64) {
	kept := map[string]ledger.Money{}
	who := doubles{r: r}
	for s, sign := range l.each(r) {
		kept[who.of(&s)] += sign * s.Amount
		if s.Of == 0 {
			n += int64(sign)
		}
	}
	if l.Count == Times {
		return n
	}
	n = 0
	for _, m := range kept {
		if m > 0 {
			n++
		}
	}
	return n
}

// doubles knows persons: entries of the register that were merged are one, and
// guests go by their name.
type doubles struct {
	r    ledger.Register
	into map[ledger.MemberID]ledger.MemberID
}

func (d *doubles) of(s *ledger.Share) string {
	if s.Member == 0 {
		return "guest " + s.Name
	}
	if d.into == nil {
		d.into = map[ledger.MemberID]ledger.MemberID{}
	}
	id, known := d.into[s.Member]
	if !known {
		id = s.Member
		if m, ok := d.r.Member(id); ok && m.Into != 0 {
			id = m.Into
		}
		d.into[s.Member] = id
	}
	return fmt.Sprint(id)
}

// writtenOff reports whether a voucher's red letter is posted.
func writtenOff(r ledger.Vouchers, id ledger.VoucherID) bool {
	red, ok := r.ReversedBy(id)
	v, found := r.Voucher(red)
	return ok && found && v.State == ledger.Posted
}
