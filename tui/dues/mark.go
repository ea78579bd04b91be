package dues

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"huizhang/ledger"
)

// spot is a member's month.
type spot struct {
	id ledger.MemberID
	mo ledger.Month
}

// mark is what is to be taken in for a member's month.
type mark struct {
	amount ledger.Money
	part   bool // less than what is still to pay, as typed
}

// marks are the payments in hand, before they are booked.
type marks map[spot]mark

// sum counts people and payments and adds up.
func (ms marks) sum() (people int, total ledger.Money) {
	seen := map[ledger.MemberID]bool{}
	for s, m := range ms {
		seen[s.id] = true
		total += m.amount
	}
	return len(seen), total
}

// glyph is the sign of a member's month: what is taken in now, else how it stands.
func (ms marks) glyph(p *person, month int, mo ledger.Month) string {
	m, marked := ms[spot{p.m.ID, mo}]
	switch {
	case !marked:
		return p.stateOf(month, mo).glyph()
	case m.part:
		return "分"
	}
	return "收"
}

// portions are the marks as the act wants them, in order of month and member.
func (ms marks) portions() []ledger.Portion {
	out := make([]ledger.Portion, 0, len(ms))
	for s, m := range ms {
		out = append(out, ledger.Portion{Member: s.id, Month: s.mo, Amount: m.amount})
	}
	slices.SortFunc(out, func(a, b ledger.Portion) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Member, b.Member))
	})
	return out
}

// renew brings the marks of a year in line with what is to be paid now. What
// was paid or waived meanwhile is no longer marked.
func (ms marks) renew(s *sheet) (dropped int) {
	for at, m := range ms {
		if at.mo.Year() != s.year {
			continue
		}
		i, ok := s.at[at.id]
		left := ledger.Money(0)
		if ok {
			left = s.left(&s.people[i], at.mo.Num()-1)
		}
		switch {
		case left == 0:
			delete(ms, at)
			dropped++
		case !m.part || m.amount >= left:
			ms[at] = mark{amount: left}
		}
	}
	return dropped
}

// text writes the marks down: 202605 3=2615 7=500p 202606 …
func (ms marks) text() string {
	var b strings.Builder
	mo := ledger.Month(0)
	for _, p := range ms.portions() {
		if p.Month != mo {
			mo = p.Month
			b.WriteString(" " + strconv.Itoa(int(mo)))
		}
		b.WriteString(" " + strconv.FormatUint(uint64(p.Member), 10) + "=" + strconv.FormatInt(int64(p.Amount), 10))
		if ms[spot{p.Member, p.Month}].part {
			b.WriteByte('p')
		}
	}
	return strings.TrimSpace(b.String())
}

// readMarks reads what text wrote; what it cannot read it leaves out.
func readMarks(s string) marks {
	out := marks{}
	mo := ledger.Month(0)
	for w := range strings.FieldsSeq(s) {
		id, amount, ok := strings.Cut(w, "=")
		if !ok {
			n, err := strconv.Atoi(w)
			if mo = ledger.Month(n); err != nil || !mo.Valid() {
				mo = 0
			}
			continue
		}
		amount, part := strings.CutSuffix(amount, "p")
		n, err1 := strconv.ParseUint(id, 10, 64)
		m, err2 := strconv.ParseInt(amount, 10, 64)
		if err1 == nil && err2 == nil && mo != 0 && n > 0 && m > 0 && ledger.Money(m) <= ledger.MaxMoney {
			out[spot{ledger.MemberID(n), mo}] = mark{ledger.Money(m), part}
		}
	}
	return out
}
