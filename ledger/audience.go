package ledger

import (
	"cmp"
	"slices"
)

// To says for whom a list is made.
type To struct {
	All     bool
	Women   bool // of all or the groups the women only, as for 三八
	Groups  []string
	Members []MemberID
}

// Audience makes the lines of a list for everybody meant who is a member on the
// day, by group and number, and tells who of them is left out and why. Two
// entries of one person make one line. The amounts stay open.
func Audience(r Register, day Day, to To) (shares []Share, left []LeftOut) {
	order := groupOrder(r)
	type one struct {
		m     Member
		place int
	}
	var in, out []one
	why := map[MemberID]string{}
	seen := map[MemberID]bool{}
	take := func(m Member) {
		m = Same(r, m)
		if seen[m.ID] {
			return
		}
		seen[m.ID] = true
		x := one{m, placeOf(order, m.Group)}
		why[m.ID] = whyNot(&m, day)
		if why[m.ID] == "" && to.Women && m.Sex == "" && !slices.Contains(to.Members, m.ID) {
			why[m.ID] = "名册里没有填性别"
		}
		if why[m.ID] == "" {
			in = append(in, x)
		} else {
			out = append(out, x)
		}
	}
	if to.All || len(to.Groups) > 0 {
		for m := range r.Members() {
			if to.Women && m.Sex == "男" {
				continue
			}
			if m.Into == 0 && (to.All || slices.Contains(to.Groups, m.Group)) {
				take(m)
			}
		}
	}
	for _, id := range to.Members {
		if m, ok := r.Member(id); ok {
			take(m)
		}
	}
	byPlace := func(a, b one) int {
		return cmp.Or(a.place-b.place, cmp.Compare(a.m.No, b.m.No), cmp.Compare(a.m.ID, b.m.ID))
	}
	slices.SortFunc(in, byPlace)
	slices.SortFunc(out, byPlace)
	for i, x := range in {
		shares = append(shares, Share{Line: i + 1, Member: x.m.ID, Name: x.m.Name, Group: x.m.Group, Day: day})
	}
	for _, x := range out {
		left = append(left, LeftOut{Member: x.m.ID, Name: x.m.Name, Why: why[x.m.ID]})
	}
	return shares, left
}

func groupOrder(r Register) map[string]int {
	order := map[string]int{}
	for i, g := range r.Groups() {
		order[g.Name] = i
	}
	return order
}

// placeOf puts those without a group, or with one nobody knows, at the end.
func placeOf(order map[string]int, group string) int {
	if i, ok := order[group]; ok {
		return i
	}
	return len(order)
}

// whyNot says why a member is left out of a list for everybody, "" if he is not.
func whyNot(m *Member, day Day) string {
	if !m.On(day) {
		for _, s := range m.Spells {
			if s.From > day {
				return s.From.Chinese() + "才" + cmpOr(s.In, "入会")
			}
		}
		last := Day(0)
		for _, s := range m.Spells {
			last = max(last, s.To)
		}
		if last == 0 {
			return "没有登记入会日期"
		}
		return last.Chinese() + "已" + cmpOr(m.Spells[len(m.Spells)-1].Out, "离会")
	}
	if since, is := m.retiredOn(day); is {
		if since == 0 {
			return "已退休"
		}
		return "已退休（" + since.Chinese() + "起）"
	}
	for _, s := range m.Away {
		if day < s.From || s.To != 0 && day > s.To {
			continue
		}
		if s.To == 0 {
			return cmpOr(s.In, "离岗") + "（" + s.From.Chinese() + "起）"
		}
		return cmpOr(s.In, "离岗") + "（" + s.From.Chinese() + "至" + s.To.Chinese() + "）"
	}
	return ""
}

// retiredOn reports whether the member is retired on a day, and since when: by
// the day of retirement, or by the class where no day is known.
func (m *Member) retiredOn(day Day) (since Day, is bool) {
	if m.Retires != 0 {
		return m.Retires, m.Retires <= day
	}
	if m.ClassIn(day.Month()) != Retired {
		return 0, false
	}
	for _, s := range m.Stands {
		if s.From > day.Month() {
			break
		}
		if s.Class != Retired {
			since = 0
		} else if since == 0 {
			since = s.From.First()
		}
	}
	return since, true
}
