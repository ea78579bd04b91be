package ledger

import (
	"fmt"
	"slices"
)

// Newest gives the newest version of every rule that was there at a moment (Unix
// seconds; 0: now), in the order in which the rules first came.
func Newest(rows []Rule, made int64) []Rule {
	var out []Rule
	at := map[string]int{}
	for _, x := range rows {
		if made != 0 && x.Made > made {
			continue
		}
		if i, ok := at[x.ID]; !ok {
			at[x.ID] = len(out)
			out = append(out, x)
		} else if x.Row > out[i].Row {
			out[i] = x
		}
	}
	return out
}

// RulesAt gives the rules by which something of a day is judged that was made at
// a moment: of the rows there were then the newest version of each, if it is
// switched on and in force on the day. Rows that come later change nothing.
func RulesAt(rows []Rule, day Day, made int64) []Rule {
	return slices.DeleteFunc(Newest(rows, made), func(x Rule) bool { return !x.On || !x.InForce(day) })
}

// InForce reports whether the rule holds on a day, switched on or not.
func (x Rule) InForce(day Day) bool { return x.From <= day && (x.To == 0 || day <= x.To) }

// Applied is RulesAt as the judgement uses it: where a region, or the union
// itself, has a limit or forms of its own, the nationwide row does not count.
func Applied(rows []Rule, day Day, made int64) []Rule {
	in := RulesAt(rows, day, made)
	var out []Rule
	for _, x := range in {
		if x.Region == Nationwide {
			for _, y := range in {
				if y.Region == Nationwide || y.Subject != x.Subject || y.Only != x.Only {
					continue
				}
				if y.Limit != "" && y.Measure == x.Measure {
					x.Limit = ""
				}
				if y.Form != "" {
					x.Form = ""
				}
			}
		}
		if x.Limit != "" || x.Form != "" || len(x.Evidence) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// MadeAt is the moment that an entry made now carries: the operator's clock,
// but never before the newest row of the rule table, so that a clock that was
// set back does not lose a rule.
func MadeAt(r Lists, by Stamp) int64 {
	t := by.Time
	if rows := r.Rules(); len(rows) > 0 {
		t = max(t, rows[len(rows)-1].Made)
	}
	return t
}

// ruleMade is the moment of a new row: after everything already judged.
func ruleMade(r Reader, by Stamp) int64 {
	t := MadeAt(r, by)
	if g, ok := r.Gift(r.LastGift()); ok {
		t = max(t, g.Made+1)
	}
	if e, ok := r.Event(r.LastEvent()); ok {
		t = max(t, e.Made+1)
	}
	return t
}

// sameRule compares what a person fills in.
func sameRule(a, b Rule) bool {
	a.Row, a.Version, a.Made, a.By = b.Row, b.Version, b.Made, b.By
	return a.ID == b.ID && a.Region == b.Region && a.From == b.From && a.To == b.To && a.Subject == b.Subject && a.Measure == b.Measure && a.Limit == b.Limit &&
		a.Form == b.Form && slices.Equal(a.Evidence, b.Evidence) && a.Severity == b.Severity && a.Basis == b.Basis && a.Source == b.Source &&
		a.Confidence == b.Confidence && a.On == b.On && a.Only == b.Only
}

// RuleByID finds the newest version of a rule in the book, or else the preset.
func RuleByID(rows []Rule, id string) (x Rule, ok bool) {
	for _, y := range rows {
		if y.ID == id {
			x, ok = y, true
		}
	}
	if ok {
		return x, true
	}
	i := slices.IndexFunc(Presets(), func(y Rule) bool { return y.ID == id })
	if i < 0 {
		return Rule{}, false
	}
	return Presets()[i], true
}

// RuleTable is the whole table as a person sees it: the newest version of the
// book's rules and behind them the presets that the book does not have yet.
func RuleTable(rows []Rule) []Rule {
	out := Newest(rows, 0)
	have := map[string]bool{}
	for _, x := range out {
		have[x.ID] = true
	}
	for _, x := range Presets() {
		if !have[x.ID] {
			out = append(out, x)
		}
	}
	return out
}

// Regions lists the regions of a table, nationwide first.
func Regions(table []Rule) []string {
	var out []string
	for _, x := range table {
		if x.Region != "" && !slices.Contains(out, x.Region) {
			out = append(out, x.Region)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int {
		if (a == Nationwide) != (b == Nationwide) {
			return map[bool]int{true: -1, false: 1}[a == Nationwide]
		}
		return 0
	})
	return out
}

// RuleWarnings says what a person should look at before rules are saved: two
// rows in force at once about one thing, and limits that nothing is held against.
func RuleWarnings(rows []Rule, saved []Rule) []string {
	table := Newest(rows, 0)
	for _, x := range saved {
		if i := slices.IndexFunc(table, func(y Rule) bool { return y.ID == x.ID }); i >= 0 {
			table[i] = x
		} else {
			table = append(table, x)
		}
	}
	var out []string
	for _, x := range saved {
		if x.On && x.Limit != "" && !x.judged() {
			out = append(out, fmt.Sprintf("%s：“%s”按“%s”的上限，目前没有可对照的数据，程序不会检查它。", x.ID, x.Subject.Chinese(), x.Measure.Chinese()))
		}
		for _, y := range table {
			both := slices.ContainsFunc(saved, func(z Rule) bool { return z.ID == y.ID }) // then told once
			if y.ID != x.ID && (!both || x.ID < y.ID) && x.overlaps(y) {
				out = append(out, fmt.Sprintf("%s 和 %s 同时有效：都管%s（%s），分别是 %s 和 %s。两条都会检查，请停用不该用的一条。",
					x.ID, y.ID, x.about(), x.Measure.Chinese(), x.LimitText(), y.LimitText()))
			}
		}
	}
	return out
}

func (x Rule) overlaps(y Rule) bool {
	return x.On && y.On && x.Limit != "" && y.Limit != "" && x.Subject == y.Subject && x.Measure == y.Measure && x.Only == y.Only &&
		(x.Region == Nationwide) == (y.Region == Nationwide) && (x.To == 0 || y.From <= x.To) && (y.To == 0 || x.From <= y.To)
}

// judged reports whether the judgement holds anything against the limit.
func (x Rule) judged() bool {
	gift := []Measure{PerMemberYear, PerPersonEvent, CountPerYear}
	switch x.Subject {
	case SubPrizeShare:
		return x.Measure == ShareOfParticipants
	case SubTrainingAward:
		return x.Measure == ShareOfParticipants || slices.Contains(gift, x.Measure)
	case SubDuesTopup:
		return x.Measure == MultipleOfDues
	case SubFestivalPool:
		return x.Measure == ShareOfIncome || x.Measure == PerMemberYear
	case SubFestival:
		return x.Measure == ShareOfIncome || slices.Contains(gift, x.Measure)
	case SubMeal:
		return x.Measure == PerPersonEvent
	}
	return slices.Contains(gift, x.Measure)
}

// ChangedRules leaves out the rows that say nothing new, so that a table read
// again adds nothing; presets that are still off say nothing either.
func ChangedRules(have, rules []Rule) []Rule {
	newest := map[string]Rule{}
	for _, x := range append(Presets(), have...) {
		newest[x.ID] = x
	}
	return slices.DeleteFunc(slices.Clone(rules), func(x Rule) bool {
		old, ok := newest[tidyRule(x).ID]
		return ok && sameRule(old, tidyRule(x))
	})
}
