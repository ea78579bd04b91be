package ledger

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"
)

// Guest is somebody on a roster who is no member.
type Guest struct {
	Name string
	From string // where the person comes from: 家属, 退休, 兄弟学校
}

// Enrol puts people on an event's roster: everybody, groups, members picked,
// guests. Who is on it already is not put on it twice.
type Enrol struct {
	Event   EventID
	All     bool
	Groups  []string
	Members []MemberID
	Guests  []Guest
	Team    string // of those picked by name
	Reason  string // for what the rules warn of; "": the plan's
	Second  string
}

// Name of the act.
func (Enrol) Name() string { return "event.enrol" }

// Decide numbers the newcomers after all who were ever on the roster.
func (a Enrol) Decide(r Reader, by Stamp) (Plan, error) {
	e, err := openEvent(r, a.Event)
	if err != nil {
		return Plan{}, err
	}
	if e.Frozen != 0 {
		return Plan{}, Errf(CodeState, "名单已定稿（核对码 %s），不能再加人；当天临时来的人请在签到登记里加。", e.Code)
	}
	roll := newRoll(r, &e)
	if ps := roll.takeGroups(a.All, a.Groups); len(ps) > 0 {
		return Plan{}, ps.Err()
	}
	if err := roll.takeNamed(a.Members, a.Guests, a.Team); err != nil {
		return Plan{}, err
	}
	if len(roll.fresh) == 0 {
		if roll.twice > 0 {
			return Plan{}, Errf(CodeExists, "这 %d 人已经都在名单里了。", roll.twice)
		}
		return Plan{}, Errf(CodeRequired, "没有选中要加入名单的人。")
	}
	p := Plan{Title: fmt.Sprintf("%s %s 加入名单 %d 人", e.ID, e.Name, len(roll.fresh)), Object: eventObject(e.ID)}
	if roll.twice > 0 {
		p.Title += fmt.Sprintf("（另 %d 人已在名单里）", roll.twice)
	}
	f := e
	reason, _ := Clean(a.Reason)
	if err := judgeEnrolled(r, &f, roll.fresh, reason, CleanName(a.Second), by); err != nil {
		return Plan{}, err
	}
	if !slices.Equal(f.Warnings, e.Warnings) {
		p.Changes = append(p.Changes, Edit(e, f))
	}
	for _, x := range roll.fresh {
		p.Changes = append(p.Changes, Put(x))
	}
	return p, nil
}

// roll is a roster being added to.
type roll struct {
	r     Reader
	e     *Event
	last  int
	on    map[MemberID]bool
	named map[string]bool // guests
	fresh []Entrant
	twice int
	late  bool
	here  Presence
}

func newRoll(r Reader, e *Event) *roll {
	l := &roll{r: r, e: e, on: map[MemberID]bool{}, named: map[string]bool{}}
	for x := range r.Entrants(e.ID) {
		l.last = max(l.last, x.No)
		switch {
		case !x.On():
		case x.Member == 0:
			l.named[x.Name] = true
		default:
			l.on[sameMember(r, x.Member)] = true
		}
	}
	return l
}

// sameMember is the inner number that counts for a person.
func sameMember(r Register, id MemberID) MemberID {
	if m, ok := SameMember(r, id); ok {
		return m.ID
	}
	return id
}

// takeGroups adds those who are members on the first day, group by group.
func (l *roll) takeGroups(all bool, groups []string) (ps Problems) {
	if !all && len(groups) == 0 {
		return nil
	}
	found := map[string]bool{}
	var in []Member
	for m := range l.r.Members() {
		if m.Into == 0 && m.On(l.e.From) && (all || slices.Contains(groups, m.Group)) {
			found[m.Group] = true
			in = append(in, m)
		}
	}
	for _, g := range groups {
		if !found[g] && !all {
			ps.Add("groups", "", CodeUnknown, "没有叫“%s”的小组，或者%s那天组里没有在会的人。", Plain(g), l.e.From)
		}
	}
	order := groupOrder(l.r)
	slices.SortStableFunc(in, func(a, b Member) int { return placeOf(order, a.Group) - placeOf(order, b.Group) })
	for _, m := range in {
		l.add(m, "")
	}
	return ps
}

func (l *roll) add(m Member, team string) {
	if l.on[m.ID] {
		l.twice++
		return
	}
	l.on[m.ID] = true
	l.last++
	l.fresh = append(l.fresh, Entrant{Event: l.e.ID, No: l.last, Member: m.ID, Name: m.Name, Group: m.Group, Team: team,
		Organiser: slices.Contains(l.e.Organisers, m.ID), Note: m.AwayOn(l.e.From), Late: l.late, Here: l.here})
}

func (l *roll) takeNamed(members []MemberID, guests []Guest, team string) error {
	var ps Problems
	team, _ = Clean(team)
	for _, id := range members {
		m, ok := l.r.Member(sameMember(l.r, id))
		switch {
		case !ok:
			ps.Add("members", "", CodeUnknown, "选中的人不在会员名册里。")
		case !m.On(l.e.From):
			ps.Add("members", m.No+" "+m.Name, CodeState, "%s那天%s，不是会员；要参加请作为客人加入。", l.e.From, m.Status(l.e.From))
		default:
			l.add(m, team)
		}
	}
	for _, g := range guests {
		name := CleanName(g.Name)
		from, _ := Clean(g.From)
		switch {
		case name == "":
			ps.Add("guests", "", CodeRequired, "请写明客人的姓名。")
		case l.named[name]:
			ps.Add("guests", name, CodeExists, "名单里已经有这位客人；同名的请加以区别，例如“%s（家属）”。", name)
		default:
			l.named[name] = true
			l.last++
			l.fresh = append(l.fresh, Entrant{Event: l.e.ID, No: l.last, Name: name, Group: from, Team: team, Late: l.late, Here: l.here})
		}
	}
	return ps.Err()
}

// DropEntrant takes somebody off the roster; after freezing a reason is needed.
type DropEntrant struct {
	Event  EventID
	No     int
	Reason string
}

// Name of the act.
func (DropEntrant) Name() string { return "event.drop" }

// Decide keeps the line, marked with its reason.
func (a DropEntrant) Decide(r Reader, by Stamp) (Plan, error) {
	e, err := openEvent(r, a.Event)
	if err != nil {
		return Plan{}, err
	}
	x, ok := entrantNo(r, a.Event, a.No)
	why, _ := Clean(a.Reason)
	switch {
	case !ok:
		return Plan{}, Errf(CodeUnknown, "名单里没有第 %d 号。", a.No)
	case !x.On():
		return Plan{}, Errf(CodeState, "第 %d 号%s已经移出名单。", x.No, x.Name)
	case e.Frozen != 0 && why == "":
		return Plan{}, Errf(CodeRequired, "名单已定稿，移出%s要写明原因。", x.Name)
	}
	for s := range EventShares(r, &e) {
		if x.Is(r, s.Member, s.Name) {
			return Plan{}, Errf(CodeState, "%s已经领了奖品或纪念品（%s），不能移出名单。", x.Name, s.Sheet)
		}
	}
	y := x
	y.Gone = cmpOr(why, "移出")
	return Plan{Title: fmt.Sprintf("%s 移出名单：%d号 %s", e.ID, x.No, x.Name), Reason: why, Object: eventObject(e.ID), Member: x.Member, Changes: []Change{Edit(x, y)}}, nil
}

// Is reports whether the entrant is that member, or that guest.
func (x *Entrant) Is(r Register, m MemberID, name string) bool {
	if x.Member == 0 || m == 0 {
		return x.Member == m && x.Name == name
	}
	return sameMember(r, x.Member) == sameMember(r, m)
}

func entrantNo(r Events, id EventID, no int) (Entrant, bool) {
	for x := range r.Entrants(id) {
		if x.No == no {
			return x, true
		}
	}
	return Entrant{}, false
}

// FreezeRoster fixes the roster, as before the sign-in sheet is printed, and
// gives it its check code. Freezing again changes nothing.
type FreezeRoster struct{ Event EventID }

// Name of the act.
func (FreezeRoster) Name() string { return "event.freeze" }

// Decide reckons the code.
func (a FreezeRoster) Decide(r Reader, by Stamp) (Plan, error) {
	e, err := openEvent(r, a.Event)
	if err != nil {
		return Plan{}, err
	}
	if e.Frozen != 0 {
		return Plan{Title: fmt.Sprintf("%s 名单已定稿，核对码 %s", e.ID, e.Code), Object: eventObject(e.ID)}, nil
	}
	f, n, err := frozen(r, e, by)
	if err != nil {
		return Plan{}, err
	}
	return Plan{Title: fmt.Sprintf("%s %s 名单定稿 %d 人，核对码 %s", e.ID, e.Name, n, f.Code), Object: eventObject(e.ID), Changes: []Change{Edit(e, f)}}, nil
}

// frozen is the event with its roster fixed now.
func frozen(r Reader, e Event, by Stamp) (Event, int, error) {
	roster := Roster(r, e.ID)
	if len(roster) == 0 {
		return e, 0, Errf(CodeRequired, "%s的名单还是空的，请先加人。", e.ID)
	}
	e.Frozen, e.Code = by.Time, RosterCode(e.ID, roster)
	return e, len(roster), nil
}

// Roster lists those who are on an event's roster, in order of number.
func Roster(r Events, id EventID) []Entrant {
	var out []Entrant
	for x := range r.Entrants(id) {
		if x.On() {
			out = append(out, x)
		}
	}
	return out
}

// RosterCode is the short check code of a roster: eight signs out of the
// SHA-256 of its lines "number name", in order of number.
func RosterCode(id EventID, roster []Entrant) string {
	lines := make([]string, 0, len(roster)+1)
	lines = append(lines, id.String())
	for _, x := range slices.SortedFunc(slices.Values(roster), func(a, b Entrant) int { return a.No - b.No }) {
		lines = append(lines, fmt.Sprintf("%d %s", x.No, x.Name))
	}
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return base32.NewEncoding("ABCDEFGHJKLMNPQRSTUVWXYZ23456789").EncodeToString(sum[:5])
}
