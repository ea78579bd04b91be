package ledger

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// judge holds what a judgement looks up more than once. The members, sheets and
// acts it met are kept, because an act for everybody meets each many times.
type judge struct {
	r       Reader
	p       Practice
	rules   []Rule
	day     Day
	made    int64
	byOcc   map[string]Occasion
	sheets  map[SheetID]Sheet
	gifts   map[GiftID]Gift
	events  map[EventID]Event
	own     map[SheetID]bool // lists under judgement: what the book has of them does not count
	members map[MemberID]judged
	same    map[string]bool // names that several members have; nil until asked
	out     []Verdict
}

// judged is a person: one member with the doubles that count as that member.
type judged struct {
	root Member
	ids  []MemberID
	ok   bool
}

func newJudge(r Reader, day Day, made int64) *judge {
	j := &judge{r: r, p: r.Practice(), day: day, made: made, byOcc: map[string]Occasion{}, sheets: map[SheetID]Sheet{}, gifts: map[GiftID]Gift{},
		events: map[EventID]Event{}, own: map[SheetID]bool{}, members: map[MemberID]judged{}}
	for _, o := range Occasions(j.p) {
		j.byOcc[o.ID] = o
	}
	j.rules = Applied(r.Rules(), day, made)
	return j
}

// latest is the moment of a judgement. Of something that is only being made
// everything counts that is there, whatever the clock says.
func latest(made int64, isNew bool) int64 {
	if isNew {
		return math.MaxInt64
	}
	return made
}

// person follows a double to the member it counts as.
func (j *judge) person(id MemberID) judged {
	if x, ok := j.members[id]; ok {
		return x
	}
	m, ok := j.r.Member(id)
	for hops := 0; ok && m.Into != 0 && hops < 8; hops++ {
		m, ok = j.r.Member(m.Into)
	}
	x := judged{root: m, ok: ok}
	if ok {
		x.ids = append([]MemberID{m.ID}, m.Merged...)
		if !slices.Contains(x.ids, id) {
			x.ids = append(x.ids, id)
		}
	}
	j.members[id] = x
	if ok {
		j.members[m.ID] = x
	}
	return x
}

// on reports whether the person is a member on the day under any of the entries.
func (j *judge) on(x judged, d Day) bool {
	return slices.ContainsFunc(x.ids, func(id MemberID) bool {
		if id == x.root.ID {
			return x.root.On(d)
		}
		m, ok := j.r.Member(id)
		return ok && m.On(d)
	})
}

func (j *judge) sheet(id SheetID) Sheet {
	s, ok := j.sheets[id]
	if !ok {
		s, _ = j.r.Sheet(id)
		j.sheets[id] = s
	}
	return s
}

func (j *judge) gift(id GiftID) Gift {
	g, ok := j.gifts[id]
	if !ok {
		g, _ = j.r.Gift(id)
		j.gifts[id] = g
	}
	return g
}

func (j *judge) event(id EventID) Event {
	e, ok := j.events[id]
	if !ok {
		e, _ = j.r.Event(id)
		j.events[id] = e
	}
	return e
}

// given are the live lines of a person in a span that were there at the moment
// of the judgement and are not themselves judged.
func (j *judge) given(x judged, from, to Day) []Given {
	var out []Given
	for _, id := range x.ids {
		for g := range j.r.Given(id, from, to) {
			if !j.own[g.Sheet] && j.sheet(g.Sheet).Made <= j.made {
				out = append(out, g)
			}
		}
	}
	return out
}

// subject of a line of an act: prizes depend on the event and on the team.
func (j *judge) subject(occasion string, event EventID, team string) Subject {
	if occasion != "prize" {
		return j.byOcc[occasion].Subject
	}
	switch {
	case event != 0 && j.event(event).Kind == Lecture:
		return SubTrainingAward
	case team != "":
		return SubPrizeTeam
	}
	return SubPrizeSingle
}

// subjectOf is the subject of a line that was given.
func (j *judge) subjectOf(g Given) Subject {
	if g.Occasion != "prize" {
		return j.byOcc[g.Occasion].Subject
	}
	s, _ := j.r.Share(g.Sheet, g.Line)
	return j.subject(g.Occasion, j.gift(g.Gift).Event, s.Team)
}

// covers reports whether the rule speaks of lines with that subject and occasion.
func (x Rule) covers(s Subject, occasion string) bool {
	if x.Only != "" {
		return slices.Contains(strings.Fields(x.Only), occasion)
	}
	return s != "" && (x.Subject == s || x.Subject == SubFestivalPool && s == SubFestival)
}

// called is a name as a verdict says it: with the number where several members
// have the name.
func (j *judge) called(id MemberID, name string) string {
	if j.same == nil {
		j.same = map[string]bool{}
		seen := map[string]bool{}
		for m := range j.r.Members() {
			if m.Into == 0 {
				j.same[m.Name] = j.same[m.Name] || seen[m.Name]
				seen[m.Name] = true
			}
		}
	}
	if x := j.person(id); x.ok && j.same[name] && x.root.No != "" {
		return name + "（" + x.root.No + "）"
	}
	return name
}

// say adds a verdict: what is wrong, the rule's basis with date and confidence,
// and what it demands.
func (j *judge) say(x Rule, m MemberID, name string, over Money, what string) {
	text := what + "。依据：" + x.BasisText() + "。" + x.Severity.Demand()
	if name != "" {
		text = j.called(m, name) + "：" + text
	}
	j.out = append(j.out, Verdict{Rule: x, Member: m, Name: name, Text: text, Over: over})
}

// Accept decides what verdicts demand: a stop ends the act; a warning needs a
// reason and a second name that is not the operator's. The answer is what the
// act keeps in its Warnings, notes too.
func Accept(vs []Verdict, reason, second, operator string) (warnings []string, err error) {
	var stops, warns Problems
	for _, v := range vs {
		switch v.Rule.Severity {
		case SevStop:
			stops.Add("shares", v.Rule.ID, CodeGate, "%s", v.Text)
		case SevWarn:
			warns.Add("reason", v.Rule.ID, CodeGate, "%s", v.Text)
		}
		warnings = append(warnings, v.Text)
	}
	if len(stops) > 0 {
		return nil, gateError("有禁止的情况，没有办理：", stops)
	}
	reason, second = strings.TrimSpace(reason), CleanName(second)
	switch {
	case len(warns) == 0:
		return warnings, nil
	case reason == "" && second == "":
		return nil, gateError("有警告的情况。要办理，请写明理由，并写上另一位负责人的姓名：", warns)
	case reason == "":
		return nil, gateError("有警告的情况。请写明为什么仍要办理：", warns)
	case second == "":
		warns[0].Field = "second"
		return nil, gateError("有警告的情况。请写上另一位负责人的姓名：", warns)
	case second == CleanName(operator):
		var ps Problems
		ps.Add("second", second, CodeSamePerson, "共同负责的人要是操作人“%s”以外的另一位。", operator)
		return nil, ps.Err()
	}
	return warnings, nil
}

// mostNamed bounds how many persons one error names.
const mostNamed = 20

func gateError(text string, ps Problems) error {
	if n := len(ps); n > mostNamed {
		text = fmt.Sprintf("%s（共 %d 条，先列 %d 条）", strings.TrimSuffix(text, "："), n, mostNamed)
		ps = ps[:mostNamed]
	}
	return &Error{Code: CodeGate, Text: text, Problems: ps}
}
