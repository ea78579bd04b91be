package ledger

import "fmt"

// Came is what is known of one person of a roster.
type Came struct {
	No   int
	Here Presence
	Note string
}

// KeepAttendance says who came. Marks name single persons; Rest is what all
// others on the roster are set to ("" leaves them as they are). Members and
// Guests came without being on it.
type KeepAttendance struct {
	Event   EventID
	Marks   []Came
	Rest    Presence
	Members []MemberID
	Guests  []Guest
}

// Name of the act.
func (KeepAttendance) Name() string { return "event.attend" }

// Decide marks the roster; the event counts as held from then on.
func (a KeepAttendance) Decide(r Reader, by Stamp) (Plan, error) {
	e, err := openEvent(r, a.Event)
	if err != nil {
		return Plan{}, err
	}
	marks := map[int]Came{}
	for _, m := range a.Marks {
		if _, twice := marks[m.No]; twice {
			return Plan{}, Errf(CodeExists, "第 %d 号标了两次。", m.No)
		}
		m.Note, _ = Clean(m.Note)
		marks[m.No] = m
	}
	p := Plan{Object: eventObject(e.ID)}
	count := map[Presence]int{}
	for _, x := range Roster(r, e.ID) {
		y := x
		if m, ok := marks[x.No]; ok {
			y.Here, y.Note = m.Here, cmpOr(m.Note, x.Note)
			delete(marks, x.No)
		} else if a.Rest != Unsaid {
			y.Here = a.Rest
		}
		if y.Here != Unsaid && y.Here != Present && y.Here != Absent {
			return Plan{}, Errf(CodeBadValue, "到场只能是“到”或“未到”。")
		}
		count[y.Here]++
		if y != x {
			p.Changes = append(p.Changes, Edit(x, y))
		}
	}
	for no := range marks {
		return Plan{}, Errf(CodeUnknown, "名单里没有第 %d 号。", no)
	}
	l := newRoll(r, &e)
	l.late, l.here = true, Present
	if err := l.takeNamed(a.Members, a.Guests, ""); err != nil {
		return Plan{}, err
	}
	for _, x := range l.fresh {
		count[Present]++
		p.Changes = append(p.Changes, Put(x))
	}
	if count[Present]+count[Absent]+count[Unsaid] == 0 {
		return Plan{}, Errf(CodeRequired, "%s的名单还是空的，请先加人。", e.ID)
	}
	state := EventPlanned
	if count[Present]+count[Absent] > 0 {
		state = EventHeld
	}
	if f := e; f.State != state {
		f.State = state
		p.Changes = append(p.Changes, Edit(e, f))
	}
	p.Title = fmt.Sprintf("%s %s 到场 %d 人，未到 %d 人", e.ID, e.Name, count[Present], count[Absent])
	if n := count[Unsaid]; n > 0 {
		p.Title += fmt.Sprintf("，未登记 %d 人", n)
	}
	if n := len(l.fresh); n > 0 {
		p.Title += fmt.Sprintf("，其中临时加入 %d 人", n)
	}
	return p, nil
}
