package welfare

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huizhang/ledger"
)

// row is a person on the list, or left out of it.
type row struct {
	member ledger.MemberID
	no     string
	name   string
	group  string
	amount ledger.Money // other than for all; 0: as for all
	qty    int          // pieces; 0 means 1
	out    string       // why left out, "": on the list
}

// roster is the list of an act while it is made: everybody a base means, the
// persons picked by name, and what was changed by hand.
type roster struct {
	bases  []string // all, women, group:语文组
	picked []ledger.MemberID
	hand   map[ledger.MemberID]bool         // put on or taken off by hand
	sums   map[ledger.MemberID]ledger.Money // amounts of single lines
	qty    map[ledger.MemberID]int          // pieces of single lines, above 1
	worth  map[ledger.MemberID]ledger.Money // what goods out of stock come to, nil: not out of stock
	rows   []row                            // those on the list first
	in     int
}

func newRoster() *roster {
	return &roster{hand: map[ledger.MemberID]bool{}, sums: map[ledger.MemberID]ledger.Money{}, qty: map[ledger.MemberID]int{}}
}

// byHand is the reason of a line taken out with a key.
const byHand = "手工去掉"

// lay works the rows out for a day.
func (l *roster) lay(reg *roll, day ledger.Day) {
	var to ledger.To
	for _, b := range l.bases {
		if g, ok := strings.CutPrefix(b, "group:"); ok {
			to.Groups = append(to.Groups, g)
		} else {
			to.All, to.Women = true, b == baseWomen
		}
	}
	shares, left := ledger.Audience(reg, day, to)
	l.rows = make([]row, 0, len(shares)+len(left)+len(l.picked))
	at := map[ledger.MemberID]int{}
	add := func(m ledger.Member, out string) {
		if i, ok := at[m.ID]; ok {
			if out == "" {
				l.rows[i].out = ""
			}
			return
		}
		at[m.ID] = len(l.rows)
		l.rows = append(l.rows, row{member: m.ID, no: m.No, name: m.Name, group: m.Group, amount: l.sums[m.ID], qty: l.qty[m.ID], out: out})
	}
	for _, s := range shares {
		if m, ok := reg.Member(s.Member); ok {
			add(m, "")
		}
	}
	for _, x := range left {
		if m, ok := reg.Member(x.Member); ok {
			add(m, x.Why)
		}
	}
	for _, id := range l.picked {
		m, ok := ledger.SameMember(reg, id)
		if !ok {
			continue
		}
		why := ""
		if !m.On(day) {
			why = "那天不是会员"
			if _, out := ledger.Audience(reg, day, ledger.To{Members: []ledger.MemberID{id}}); len(out) > 0 {
				why = out[0].Why
			}
		}
		add(m, why)
	}
	for i := range l.rows {
		if l.worth != nil {
			l.rows[i].amount = l.worth[l.rows[i].member]
		}
		if on, ok := l.hand[l.rows[i].member]; ok && on {
			l.rows[i].out = ""
		} else if ok {
			l.rows[i].out = byHand
		}
	}
	slices.SortStableFunc(l.rows, func(a, b row) int { return cmp.Compare(order(a), order(b)) })
	l.in = 0
	for _, r := range l.rows {
		if r.out == "" {
			l.in++
		}
	}
}

func order(r row) int {
	if r.out == "" {
		return 0
	}
	return 1
}

// pick adds a person by name.
func (l *roster) pick(id ledger.MemberID) {
	delete(l.hand, id)
	if !slices.Contains(l.picked, id) {
		l.picked = append(l.picked, id)
	}
}

// The bases beside groups.
const (
	baseAll   = "all"
	baseWomen = "women"
)

// base sets everybody or all women, or adds a group.
func (l *roster) base(b string) {
	if b == baseAll || b == baseWomen {
		l.bases = []string{b}
		return
	}
	l.bases = slices.DeleteFunc(l.bases, func(x string) bool { return x == baseAll || x == baseWomen || x == b })
	l.bases = append(l.bases, b)
}

// flip takes a line out or puts it back in.
func (l *roster) flip(r row) { l.hand[r.member] = r.out != "" }

// clear empties the list.
func (l *roster) clear() { *l = *newRoster() }

// total is the sum with so much for each.
func (l *roster) total(each ledger.Money) ledger.Money {
	var sum ledger.Money
	for _, r := range l.rows {
		if r.out == "" {
			sum += r.sum(each)
		}
	}
	return sum
}

func (r *row) sum(each ledger.Money) ledger.Money {
	if r.amount != 0 {
		return r.amount
	}
	return each
}

// words say whom the list is for: 全体在岗会员, 语文组、数学组, 3 人.
func (l *roster) words() string {
	var out []string
	for _, b := range l.bases {
		if g, ok := strings.CutPrefix(b, "group:"); ok {
			out = append(out, g)
		} else {
			out = append(out, map[bool]string{true: "全体在岗女会员", false: "全体在岗会员"}[b == baseWomen])
		}
	}
	if len(out) == 0 {
		return fmt.Sprintf("%d 人", l.in)
	}
	return strings.Join(out, "、")
}

// uneven reports that not every line has the same amount.
func (l *roster) uneven() bool {
	return slices.ContainsFunc(l.rows, func(r row) bool { return r.out == "" && r.amount != 0 })
}

// text writes the list down: the bases, then each person picked (12), put in
// (+12), taken out (-12), given another sum (12=8000)
// or several pieces (12x2).
func (l *roster) text() string {
	var out []string
	for _, id := range l.picked {
		out = append(out, strconv.FormatUint(uint64(id), 10))
	}
	for id, on := range l.hand {
		out = append(out, map[bool]string{true: "+", false: "-"}[on]+strconv.FormatUint(uint64(id), 10))
	}
	for id, m := range l.sums {
		out = append(out, fmt.Sprintf("%d=%d", id, m))
	}
	for id, n := range l.qty {
		out = append(out, fmt.Sprintf("%dx%d", id, n))
	}
	slices.Sort(out[len(l.picked):])
	return strings.Join(l.bases, "\n") + "\n\n" + strings.Join(out, " ")
}

// read takes back what text wrote; what it cannot read it leaves out.
func (l *roster) read(text string) {
	l.clear()
	bases, rest, _ := strings.Cut(text, "\n\n")
	for b := range strings.SplitSeq(bases, "\n") {
		if b == baseAll || b == baseWomen || strings.HasPrefix(b, "group:") {
			l.bases = append(l.bases, b)
		}
	}
	for w := range strings.FieldsSeq(rest) {
		sign := w[0]
		id, sum, has := strings.Cut(strings.TrimLeft(w, "+-"), "=")
		id, pieces, several := strings.Cut(id, "x")
		n, err := strconv.ParseUint(id, 10, 63)
		if err != nil {
			continue
		}
		m := ledger.MemberID(n)
		switch {
		case has:
			if v, err := strconv.ParseInt(sum, 10, 64); err == nil && v > 0 && ledger.Money(v) <= ledger.MaxMoney {
				l.sums[m] = ledger.Money(v)
			}
		case several:
			if v, err := strconv.Atoi(pieces); err == nil && v > 1 && v <= 10_000 {
				l.qty[m] = v
			}
		case sign == '+' || sign == '-':
			l.hand[m] = sign == '+'
		default:
			l.picked = append(l.picked, m)
		}
	}
}

// shares are the lines as far as the list knows them.
func (l *roster) shares(relation, kin string) []ledger.Share {
	out := make([]ledger.Share, 0, l.in)
	for _, r := range l.rows {
		if r.out == "" {
			out = append(out, ledger.Share{Member: r.member, Name: r.name, Group: r.group, Amount: r.amount, Qty: r.qty, Relation: relation, Kin: kin})
		}
	}
	return out
}

// leftOut are those a base meant and the list leaves out.
func (l *roster) leftOut() []ledger.LeftOut {
	var out []ledger.LeftOut
	for _, r := range l.rows {
		if r.out != "" {
			out = append(out, ledger.LeftOut{Member: r.member, Name: r.name, Why: r.out})
		}
	}
	return out
}
