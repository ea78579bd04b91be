package ledger

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// Same gives the entry that counts for the person: a double's is the one it was
// merged into.
func Same(r Register, m Member) Member {
	for range 8 { // merging keeps the way short; a broken book must not loop
		if m.Into == 0 {
			return m
		}
		next, ok := r.Member(m.Into)
		if !ok {
			return m
		}
		m = next
	}
	return m
}

// SameMember gives the entry that counts for a member's inner number.
func SameMember(r Register, id MemberID) (Member, bool) {
	m, ok := r.Member(id)
	if !ok {
		return m, false
	}
	return Same(r, m), true
}

// Doubles lists the inner numbers under which a person may stand in the book:
// the entry that counts first, then what was merged into it.
func Doubles(r Register, id MemberID) []MemberID {
	m, ok := SameMember(r, id)
	if !ok {
		return []MemberID{id}
	}
	return append([]MemberID{m.ID}, m.Merged...)
}

// GivenTo gives the live lines of a person from … to … (0: without end), in order
// of day, those of merged doubles too. Every sum for a person starts from here.
func GivenTo(r interface {
	Register
	Given(MemberID, Day, Day) iter.Seq[Given]
}, id MemberID, from, to Day) []Given {
	var out []Given
	ids := Doubles(r, id)
	for _, one := range ids {
		out = slices.AppendSeq(out, r.Given(one, from, to))
	}
	if len(ids) > 1 {
		slices.SortStableFunc(out, func(a, b Given) int {
			return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Sheet, b.Sheet), a.Line-b.Line)
		})
	}
	return out
}

// Decide joins two entries of one person. What was booked and given stays where
// it is; what the double still owed is no debt of its own.
func (a MergeMembers) Decide(r Reader, by Stamp) (Plan, error) {
	from, ok := r.Member(a.From)
	into, has := r.Member(a.Into)
	reason, _ := Clean(a.Reason)
	switch {
	case !ok || !has:
		return Plan{}, Errf(CodeUnknown, "没有找到要合并的会员。")
	case a.From == a.Into:
		return Plan{}, Errf(CodeBadValue, "两个编号是同一条登记，不用合并。")
	case from.Into != 0:
		return Plan{}, Errf(CodeState, "%s %s 已经合并过了。", from.No, from.Name)
	case into.Into != 0:
		return Plan{}, Errf(CodeState, "%s %s 本身已并入别的登记，请选那一条。", into.No, into.Name)
	case strings.TrimSpace(reason) == "":
		return Plan{}, &Error{Code: CodeRequired, Problems: []Problem{{"reason", "", CodeRequired, "请写明合并的原因，例如“改名后重复登记”。"}}}
	}
	p := Plan{Title: fmt.Sprintf("合并会员 %s %s 到 %s %s", from.No, from.Name, into.No, into.Name), Reason: reason, Member: into.ID}
	nu, old := into, from
	nu.Merged = append(append(slices.Clone(into.Merged), from.ID), from.Merged...)
	old.Into, old.Merged = into.ID, nil
	p.Changes = []Change{Edit(into, nu), Edit(from, old)}
	p.Changes = append(p.Changes, forgiven(r, from, into, DayAt(by.Time).Month())...)
	for _, id := range from.Merged {
		if m, ok := r.Member(id); ok {
			x := m
			x.Into = into.ID
			p.Changes = append(p.Changes, Edit(m, x))
		}
	}
	return p, nil
}

// Owing is what a person still has to pay for a month. Somebody who stood in the
// register twice owes it once, and what was paid under either entry counts; the
// double itself owes nothing.
func Owing(r Register, m *Member, mo Month) Money {
	d, _ := r.Due(m.ID, mo)
	return owing(r, m, mo, d.Payable())
}

func owing(r Register, m *Member, mo Month, payable Money) Money {
	if m.Into != 0 {
		return 0
	}
	taken := r.Paid(m.ID, mo).Taken()
	for _, id := range m.Merged {
		taken += r.Paid(id, mo).Taken()
	}
	return max(0, payable-taken)
}

// aroundMonths is how far before the book's first month and after today dues may
// have been assessed.
const aroundMonths = 24

// forgiven waives what a double still owed: the person owes it under the entry
// that stays, or not at all.
func forgiven(r Reader, from, into Member, now Month) []Change {
	var out []Change
	for mo := r.Unit().Start.Add(-aroundMonths); mo <= now.Add(aroundMonths); mo = mo.Add(1) {
		d, ok := r.Due(from.ID, mo)
		left := d.Payable() - r.Paid(from.ID, mo).Taken()
		if !ok || left <= 0 {
			continue
		}
		nu := d
		nu.Waived, nu.Why = d.Waived+left, joinTexts(d.Why, "重复登记，已并入 "+into.No+" "+into.Name)
		out = append(out, Edit(d, nu))
	}
	return out
}
