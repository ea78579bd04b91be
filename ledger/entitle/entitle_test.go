package entitle_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/ledger/entitle"
)

// book is a source in memory.
type book struct {
	entitle.Source // what is not used
	practice       ledger.Practice
	members        []ledger.Member
	gifts          []ledger.Gift
	shares         []ledger.Share
}

func (b *book) Practice() ledger.Practice        { return b.practice }
func (b *book) Members() iter.Seq[ledger.Member] { return slices.Values(b.members) }
func (b *book) Gifts() iter.Seq[ledger.Gift]     { return slices.Values(b.gifts) }

func (b *book) Gift(id ledger.GiftID) (ledger.Gift, bool) {
	i := slices.IndexFunc(b.gifts, func(g ledger.Gift) bool { return g.ID == id })
	if i < 0 {
		return ledger.Gift{}, false
	}
	return b.gifts[i], true
}

func (b *book) Given(m ledger.MemberID, from, to ledger.Day) iter.Seq[ledger.Given] {
	return func(yield func(ledger.Given) bool) {
		for _, s := range b.shares {
			if s.Member == m && s.Day >= from && (to == 0 || s.Day <= to) &&
				!yield(ledger.Given{Sheet: s.Sheet, Line: s.Line, Gift: s.Gift, Day: s.Day, Amount: s.Amount, Occasion: s.Occasion}) {
				return
			}
		}
	}
}

func (b *book) UnsettledOf(id ledger.SheetID) iter.Seq[ledger.Share] {
	return func(yield func(ledger.Share) bool) {
		for _, s := range b.shares {
			if s.Sheet == id && s.Sign == ledger.Unsigned && s.Amount > 0 && !yield(s) {
				return
			}
		}
	}
}

// give adds an act for one member; edit may change it.
func (b *book) give(occasion string, day ledger.Day, m ledger.MemberID, edit func(*ledger.Gift, *ledger.Share)) {
	id := ledger.GiftID(len(b.gifts) + 1)
	g := ledger.Gift{ID: id, Occasion: occasion, Day: day}
	s := ledger.Share{Sheet: ledger.SheetID(id), Line: 1, Member: m, Amount: 100_00, Day: day, Gift: id, Occasion: occasion, Sign: ledger.Signed}
	if edit != nil {
		edit(&g, &s)
	}
	b.gifts = append(b.gifts, g)
	b.shares = append(b.shares, s)
}

func person(edit func(*ledger.Member)) ledger.Member {
	m := ledger.Member{ID: 1, No: "0001", Name: "王芳", Born: 19850601, Spells: []ledger.Spell{{From: 20150901}}}
	if edit != nil {
		edit(&m)
	}
	return m
}

func words(c entitle.Calendar) string {
	var out []string
	for _, e := range c.Entries {
		out = append(out, fmt.Sprintf("%s %s %s", e.Day, e.Title, e.State.Chinese()))
	}
	return strings.Join(out, "; ")
}

func TestDays(t *testing.T) {
	for name, x := range map[string]struct {
		m     ledger.Member
		leap  bool
		month ledger.Month
		want  string
	}{
		"solar":                           {m: person(nil), month: 202606, want: "2026-06-01 生日 应发未发"},
		"another month":                   {m: person(nil), month: 202607},
		"29 February in a common year":    {m: person(func(m *ledger.Member) { m.Born = 19880229 }), month: 202602, want: "2026-02-28 生日 应发未发"},
		"29 February in a leap year":      {m: person(func(m *ledger.Member) { m.Born = 19880229 }), month: 202802, want: "2028-02-29 生日 应发未发"},
		"29 February is not in March":     {m: person(func(m *ledger.Member) { m.Born = 19880229 }), month: 202603},
		"lunar":                           {m: person(func(m *ledger.Member) { m.Born, m.Lunar = 19850601, true }), month: 202605, want: "2026-05-29 生日 应发未发"},
		"leap month, ordinary chosen":     {m: person(func(m *ledger.Member) { m.Born, m.Lunar = 19870727, true }), month: 202506, want: "2025-06-26 生日 应发未发"},
		"leap month chosen":               {m: person(func(m *ledger.Member) { m.Born, m.Lunar = 19870727, true }), leap: true, month: 202507, want: "2025-07-26 生日 应发未发"},
		"leap month chosen, month before": {m: person(func(m *ledger.Member) { m.Born, m.Lunar = 19870727, true }), leap: true, month: 202506},
		"left the day before":             {m: person(func(m *ledger.Member) { m.Spells[0].To = 20260531 }), month: 202606},
		"leaves that day":                 {m: person(func(m *ledger.Member) { m.Spells[0].To = 20260601 }), month: 202606, want: "2026-06-01 生日 应发未发"},
		"joins that day":                  {m: person(func(m *ledger.Member) { m.Spells[0].From = 20260601 }), month: 202606, want: "2026-06-01 生日 应发未发"},
		"joins the day after":             {m: person(func(m *ledger.Member) { m.Spells[0].From = 20260602 }), month: 202606},
		"retired before":                  {m: person(func(m *ledger.Member) { m.Retires = 20260531 }), month: 202606},
		"retires that day":                {m: person(func(m *ledger.Member) { m.Retires = 20260601 }), month: 202606, want: "2026-06-01 退休 应发未发"},
		"retires the day after":           {m: person(func(m *ledger.Member) { m.Retires = 20260602 }), month: 202606, want: "2026-06-01 生日 应发未发; 2026-06-02 退休 应发未发"},
		"counts as somebody else":         {m: person(func(m *ledger.Member) { m.Into = 7 }), month: 202606},
		"no birth known":                  {m: person(func(m *ledger.Member) { m.Born = 0 }), month: 202606},
		"retires":                         {m: person(func(m *ledger.Member) { m.Retires = 20260630; m.Born = 19660101 }), month: 202606, want: "2026-06-30 退休 应发未发"},
		"retires after leaving":           {m: person(func(m *ledger.Member) { m.Retires = 20260630; m.Born = 0; m.Spells[0].To = 20260629 }), month: 202606},
		"ten years":                       {m: person(func(m *ledger.Member) { m.Work, m.Born = 20160901, 0 }), month: 202609, want: "2026-09-01 工作满10年 应发未发"},
		"eleven years":                    {m: person(func(m *ledger.Member) { m.Work, m.Born = 20150901, 0 }), month: 202609},
		"began on 29 February":            {m: person(func(m *ledger.Member) { m.Work, m.Born = 19960229, 0 }), month: 202602, want: "2026-02-28 工作满30年 应发未发"},
	} {
		b := &book{members: []ledger.Member{x.m}, practice: ledger.Practice{LeapMonth: x.leap}}
		if got := words(entitle.Month(b, x.month)); got != x.want {
			t.Errorf("%s: %q, want %q", name, got, x.want)
		}
	}
}

func TestStates(t *testing.T) {
	unsigned := func(_ *ledger.Gift, s *ledger.Share) { s.Sign = ledger.Unsigned }
	unseen := func(g *ledger.Gift, _ *ledger.Share) {
		g.Proofs = []ledger.ProofItem{{Name: "住院票据", Seen: true}, {Name: "病历首页"}}
	}
	for name, x := range map[string]struct {
		fill func(b *book)
		want entitle.State
		more string
	}{
		"nothing":             {func(*book) {}, entitle.Due, ""},
		"given":               {func(b *book) { b.give("birthday", 20260530, 1, nil) }, entitle.Given, ""},
		"another occasion":    {func(b *book) { b.give("duanwu", 20260601, 1, nil) }, entitle.Due, ""},
		"somebody else":       {func(b *book) { b.give("birthday", 20260601, 2, nil) }, entitle.Due, ""},
		"last year's":         {func(b *book) { b.give("birthday", 20250530, 1, nil) }, entitle.Due, ""},
		"in January for all":  {func(b *book) { b.give("birthday", 20260105, 1, nil) }, entitle.Given, ""},
		"unsigned":            {func(b *book) { b.give("birthday", 20260601, 1, unsigned) }, entitle.Unproved, "未签收"},
		"proof not seen":      {func(b *book) { b.give("birthday", 20260601, 1, unseen) }, entitle.Unproved, "病历首页"},
		"twice":               {func(b *book) { b.give("birthday", 20260530, 1, nil); b.give("birthday", 20260610, 1, nil) }, entitle.Twice, ""},
		"once to each double": {func(b *book) { b.give("birthday", 20260530, 1, nil); b.give("birthday", 20260530, 9, nil) }, entitle.Twice, ""},
		"given to the double": {func(b *book) { b.give("birthday", 20260530, 9, nil) }, entitle.Given, ""},
		"taken back": {func(b *book) {
			b.give("birthday", 20260530, 1, nil)
			s := b.shares[0]
			s.Sheet, s.Amount = 99, -s.Amount
			b.shares = append(b.shares, s)
		}, entitle.Due, ""},
		"two lines of one act": {func(b *book) {
			b.give("birthday", 20260530, 1, nil)
			s := b.shares[0]
			s.Sheet = 99
			b.shares = append(b.shares, s)
		}, entitle.Given, ""},
	} {
		b := &book{members: []ledger.Member{person(func(m *ledger.Member) { m.Merged = []ledger.MemberID{9} })}}
		x.fill(b)
		c := entitle.Month(b, 202606)
		if len(c.Entries) != 1 || c.Entries[0].State != x.want || c.Entries[0].Missing != x.more {
			t.Errorf("%s: %+v", name, c.Entries)
		}
	}
}

func TestGiftsAcrossTheTurnOfTheYear(t *testing.T) {
	late := person(func(m *ledger.Member) { m.Born = 19850103 })
	b := &book{members: []ledger.Member{late}}
	b.give("birthday", 20261228, 1, nil)
	if got := words(entitle.Month(b, 202701)); got != "2027-01-03 生日 已发" {
		t.Error(got)
	}
	if got := words(entitle.Month(b, 202601)); got != "2026-01-03 生日 应发未发" {
		t.Error(got)
	}
	b.give("newyear", 20261230, 1, nil)
	if f := entitle.Month(b, 202701).Feasts; len(f) != 1 || f[0].Title != "新年" || f[0].Tally[entitle.Given] != 1 {
		t.Error(f)
	}
	// 腊月初八 came twice in 2022 and not in 2023: each has its own gift.
	b = &book{members: []ledger.Member{person(func(m *ledger.Member) { m.Born, m.Lunar = 19850128, true })}}
	b.give("birthday", 20220110, 1, nil)
	b.give("birthday", 20221229, 1, nil)
	if got := words(entitle.Year(b, 2022)); got != "2022-01-10 生日 已发; 2022-12-30 生日 已发" {
		t.Error(got)
	}
	if got := words(entitle.Year(b, 2023)); got != "" {
		t.Error(got)
	}
}

func TestKeepsakesAndService(t *testing.T) {
	m := person(func(m *ledger.Member) { m.Born, m.Retires, m.Work = 0, 20260630, 19960715 })
	b := &book{members: []ledger.Member{m}}
	b.give("retirement", 20230101, 1, nil) // long before, and once only
	b.give("other", 20260710, 1, func(g *ledger.Gift, _ *ledger.Share) { g.Title = "其他慰问 " + entitle.ServiceTitle(30) })
	if got := words(entitle.Between(b, 20260101, 20261231)); got != "2026-06-30 退休 已发" {
		t.Error(got) // retired when the thirty years are full
	}
	b.members[0].Retires = 20270101
	if got := words(entitle.Between(b, 20260101, 20270131)); got != "2026-07-15 工作满30年 已发; 2027-01-01 退休 已发" {
		t.Error(got)
	}
}

func TestFestivals(t *testing.T) {
	b := &book{practice: ledger.Practice{Festivals: []ledger.Festival{{ID: "local-1", Name: "三月三", Month: 3, Dom: 3, Lunar: true}, {ID: "local-2", Name: "泼水节", Month: 4, Dom: 13}}}}
	b.members = []ledger.Member{person(nil), person(func(m *ledger.Member) {
		m.ID, m.No = 2, "0002"
		m.Stands = []ledger.Stand{{From: 202601, Class: ledger.Retired}}
	}),
		person(func(m *ledger.Member) {
			m.ID, m.No = 3, "0003"
			m.Away = []ledger.Spell{{From: 20260601, In: "产假"}}
		}),
		person(func(m *ledger.Member) { m.ID, m.No, m.Into = 4, "0004", 1 })}
	b.give("duanwu", 20260615, 1, nil)
	var names []string
	for _, f := range entitle.Year(b, 2026).Feasts {
		names = append(names, fmt.Sprintf("%s %s %s %d", f.Day, f.Title, f.Lunar, f.Tally.All()))
	}
	want := []string{"2026-01-01 新年  2", "2026-02-17 春节 正月初一 2", "2026-04-05 清明  2", "2026-04-13 泼水节  2", "2026-04-19 三月三 三月初三 2",
		"2026-05-01 劳动节  2", "2026-06-19 端午 五月初五 1", "2026-09-25 中秋 八月十五 1", "2026-10-01 国庆  1"}
	if !slices.Equal(names, want) {
		t.Errorf("%q", names)
	}
	if f := entitle.Month(b, 202606).Feasts[0]; f.Tally[entitle.Given] != 1 || f.Persons[0].Gives[0].Day != 20260615 {
		t.Errorf("%+v", f)
	}
}

// A year's calendar is the calendars of its months put together, and no gift is
// counted for two days.
func TestYearIsItsMonths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := &book{practice: ledger.Practice{LeapMonth: rapid.Bool().Draw(t, "leap")}}
		day := rapid.Custom(func(t *rapid.T) ledger.Day {
			return ledger.DayOf(2026, 1, 1).Add(rapid.IntRange(-400, 500).Draw(t, "day"))
		})
		for i := range rapid.IntRange(1, 5).Draw(t, "people") {
			m := ledger.Member{ID: ledger.MemberID(i + 1), No: fmt.Sprint(i), Born: ledger.DayOf(1960, 1, 1).Add(rapid.IntRange(0, 12000).Draw(t, "born")),
				Lunar: rapid.Bool().Draw(t, "lunar"), Spells: []ledger.Spell{{From: 20000101}}}
			if rapid.Bool().Draw(t, "leaves") {
				m.Spells[0].To = day.Draw(t, "left")
			}
			b.members = append(b.members, m)
			for range rapid.IntRange(0, 4).Draw(t, "gifts") {
				b.give(rapid.SampledFrom([]string{"birthday", "spring"}).Draw(t, "occasion"), day.Draw(t, "given"), m.ID, nil)
			}
		}
		year := entitle.Year(b, 2026)
		var entries []string
		feasts := 0
		for k := range 12 {
			c := entitle.Month(b, ledger.MonthOf(2026, k+1))
			for _, e := range c.Entries {
				entries = append(entries, fmt.Sprint(e))
			}
			feasts += len(c.Feasts)
		}
		seen := map[string]bool{}
		for i, e := range year.Entries {
			if i >= len(entries) || entries[i] != fmt.Sprint(e) {
				t.Fatalf("%v is not in its month: %v", e, entries)
			}
			m := b.members[e.Member-1]
			if !m.On(e.Day) {
				t.Fatalf("%v is due after leaving", e)
			}
			for _, g := range e.Gives {
				if key := fmt.Sprint(e.Member, g.Gift); seen[key] {
					t.Fatalf("%v counts twice", g)
				} else {
					seen[key] = true
				}
			}
		}
		if len(entries) != len(year.Entries) || feasts != len(year.Feasts) {
			t.Fatal(len(entries), len(year.Entries), feasts, len(year.Feasts))
		}
	})
}

// Who is due at a festival is who the list for everybody has, on any day.
func TestFestivalsAgreeWithTheListForEverybody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := func(label string) ledger.Day {
			return ledger.DayOf(2026, 6, 19).Add(rapid.IntRange(-3, 3).Draw(t, label))
		}
		b := &book{}
		for i := range rapid.IntRange(1, 6).Draw(t, "people") {
			m := ledger.Member{ID: ledger.MemberID(i + 1), No: fmt.Sprint(i), Spells: []ledger.Spell{{From: day("from") - 10000}}}
			switch rapid.IntRange(0, 5).Draw(t, "what") {
			case 0:
				m.Spells[0].To = day("left")
			case 1:
				m.Retires = day("retires")
			case 2:
				m.Stands = []ledger.Stand{{From: 202606, Class: ledger.Retired}}
			case 3:
				m.Away = []ledger.Spell{{From: day("away"), In: "产假"}}
			case 4:
				m.Spells[0].From = day("joins")
			}
			b.members = append(b.members, m)
		}
		shares, _ := ledger.Audience(b, 20260619, ledger.To{All: true})
		var want, got []ledger.MemberID
		for _, s := range shares {
			want = append(want, s.Member)
		}
		for _, e := range entitle.Month(b, 202606).Feasts[0].Persons {
			got = append(got, e.Member)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("%v, the list has %v: %+v", got, want, b.members)
		}
	})
}

// Groups are none.
func (b *book) Groups() []ledger.Group { return nil }

// Member finds a member.
func (b *book) Member(id ledger.MemberID) (ledger.Member, bool) {
	i := slices.IndexFunc(b.members, func(m ledger.Member) bool { return m.ID == id })
	if i < 0 {
		return ledger.Member{}, false
	}
	return b.members[i], true
}
