package ledger

import (
	"cmp"
	"slices"
)

// In reports whether the place is in force on a day.
func (p AidPlace) In(d Day) bool { return d >= p.From && (p.To == 0 || d <= p.To) }

// PlaceKey says whose place it is: the member and, if it is kin's, the name.
type PlaceKey struct {
	Member MemberID
	Kin    string
}

// Run is a run of a programme in the making: what [GiveOut] is to book, and how
// it differs from the run before.
type Run struct {
	Gift    Gift
	Shares  []Share
	Last    GiftID // the run it starts from, 0: this is the first
	LastRun string
	Joined  []Share   // not in the last run
	Left    []Share   // in the last run, not in this one
	Changed []Changed // in both with another amount
	Full    []Share   // left out: had as many runs as the programme allows
	Twice   bool      // a run of that name was booked already
}

// Changed is a line whose amount is another than the last time.
type Changed struct {
	Share Share
	Was   Money
}

// NextRun makes the next run of a programme from the places in force on the day.
// It compares with the newest run before; run names it (2026秋).
func NextRun(r Reader, p Programme, run string, day Day) Run {
	out := Run{Gift: programmeGift(r, p, run, day)}
	runs, times := programmeRuns(r, p.ID)
	before := map[PlaceKey]Share{}
	for _, x := range runs {
		out.Twice = out.Twice || x.Run == run
	}
	if n := len(runs); n > 0 {
		out.Last, out.LastRun = runs[n-1].Gift, runs[n-1].Run
		for _, s := range runs[n-1].shares {
			k := PlaceKey{memberInto(r, s.Member), s.Kin}
			t := before[k]
			s.Amount += t.Amount
			before[k] = s
		}
	}
	in := map[PlaceKey]bool{}
	for _, pl := range p.Places {
		m, ok := r.Member(memberInto(r, pl.Member))
		k := PlaceKey{m.ID, pl.Kin}
		if !ok || !pl.In(day) || in[k] {
			continue
		}
		s := Share{Member: m.ID, Name: m.Name, Group: m.Group, Relation: pl.Relation, Kin: pl.Kin, Amount: pl.Amount, Note: pl.Note}
		if s.Amount == 0 {
			s.Amount = p.Each
		}
		if p.Runs > 0 && times[k] >= p.Runs {
			out.Full = append(out.Full, s)
			continue
		}
		in[k] = true
		out.Shares = append(out.Shares, s)
		was, had := before[k]
		switch {
		case !had:
			out.Joined = append(out.Joined, s)
		case was.Amount != s.Amount:
			out.Changed = append(out.Changed, Changed{s, was.Amount})
		}
	}
	for k, s := range before {
		if !in[k] {
			out.Left = append(out.Left, s)
		}
	}
	slices.SortFunc(out.Left, byPlace)
	return out
}

func byPlace(a, b Share) int {
	return cmp.Or(cmp.Compare(a.Member, b.Member), cmp.Compare(a.Kin, b.Kin))
}

func programmeGift(r Reader, p Programme, run string, day Day) Gift {
	g := Gift{Occasion: p.Occasion, Title: p.Name + " " + run, Day: day, Form: Transfer, Each: p.Each, Expense: p.Expense, Programme: p.ID, Run: run}
	if o, ok := OccasionOf(r.Practice(), p.Occasion); ok {
		g.Form = o.Form
		for _, e := range o.Evidence {
			g.Proofs = append(g.Proofs, ProofItem{Name: e})
		}
	}
	return g
}

// ProgrammeRun is a run that was booked, returns taken off.
type ProgrammeRun struct {
	Gift   GiftID
	Run    string
	Day    Day
	Heads  int
	Total  Money
	Sheets []Sheet

	shares []Share
}

// ProgrammePerson is what one person had of a programme.
type ProgrammePerson struct {
	Member   MemberID
	Name     string
	Kin      string
	Relation string
	Runs     int
	Total    Money
	First    Day
	Last     Day
}

// ProgrammeYear is a programme's year, or all of it (Year 0). Persons counts
// everyone once, Times every time.
type ProgrammeYear struct {
	Year    int
	Runs    int
	Persons int
	Times   int
	Total   Money
}

// ProgrammeTotal is a programme over the years.
type ProgrammeTotal struct {
	Runs    []ProgrammeRun // oldest first
	Years   []ProgrammeYear
	All     ProgrammeYear
	Persons []ProgrammePerson // in order of member and kin
}

// programmeRuns gives the live runs, oldest first, and how often each place was
// served.
func programmeRuns(r Reader, id ProgrammeID) ([]ProgrammeRun, map[PlaceKey]int) {
	var out []ProgrammeRun
	times := map[PlaceKey]int{}
	for g := range r.Gifts() {
		if g.Programme != id || g.Void != "" {
			continue
		}
		run := ProgrammeRun{Gift: g.ID, Run: g.Run, Day: g.Day}
		seen := map[PlaceKey]bool{}
		for s := range r.Sheets(g.ID) {
			if !s.Live() {
				continue
			}
			run.Sheets = append(run.Sheets, s)
			run.Total += s.Total
			for x := range r.Shares(s.ID) {
				k := PlaceKey{memberInto(r, x.Member), x.Kin}
				if x.Of != 0 || x.Back != 0 {
					continue
				}
				x.Member = k.Member
				run.shares = append(run.shares, x)
				if !seen[k] {
					seen[k] = true
					times[k]++
				}
			}
		}
		if run.Heads = len(seen); len(run.Sheets) > 0 {
			out = append(out, run)
		}
	}
	slices.SortFunc(out, func(a, b ProgrammeRun) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Gift, b.Gift))
	})
	return out, times
}

// ProgrammeTotals adds a programme up, in persons and person-times. Lines that
// were taken back count nothing.
func ProgrammeTotals(r Reader, id ProgrammeID) ProgrammeTotal {
	runs, times := programmeRuns(r, id)
	out := ProgrammeTotal{Runs: runs}
	people := map[PlaceKey]*ProgrammePerson{}
	inYear := map[int]map[PlaceKey]bool{}
	for _, run := range runs {
		y := run.Day.Year()
		i := slices.IndexFunc(out.Years, func(x ProgrammeYear) bool { return x.Year == y })
		if i < 0 {
			i = len(out.Years)
			out.Years = append(out.Years, ProgrammeYear{Year: y})
			inYear[y] = map[PlaceKey]bool{}
		}
		out.Years[i].Runs, out.All.Runs = out.Years[i].Runs+1, out.All.Runs+1
		out.Years[i].Times, out.All.Times = out.Years[i].Times+run.Heads, out.All.Times+run.Heads
		out.Years[i].Total, out.All.Total = out.Years[i].Total+run.Total, out.All.Total+run.Total
		for _, x := range run.shares {
			k := PlaceKey{x.Member, x.Kin}
			if !inYear[y][k] {
				inYear[y][k] = true
				out.Years[i].Persons++
			}
			p := people[k]
			if p == nil {
				p = &ProgrammePerson{Member: x.Member, Name: x.Name, Kin: x.Kin, Relation: x.Relation, Runs: times[k], First: run.Day}
				people[k] = p
			}
			p.Last, p.Total = run.Day, p.Total+x.Amount
		}
	}
	for _, p := range people {
		out.Persons = append(out.Persons, *p)
	}
	slices.SortFunc(out.Persons, func(a, b ProgrammePerson) int {
		return cmp.Or(cmp.Compare(a.Member, b.Member), cmp.Compare(a.Kin, b.Kin))
	})
	out.All.Persons = len(out.Persons)
	return out
}
