package ledger

import "fmt"

// EventID is the number of an event; people see it as 活-7.
type EventID uint64

// String is the number as people see it.
func (id EventID) String() string { return fmt.Sprintf("活-%d", uint64(id)) }

// EventKind says which rules an event is held against.
type EventKind string

// The kinds of events.
const (
	Contest  EventKind = "contest"  // 文体比赛
	Outing   EventKind = "outing"   // 春秋游
	Show     EventKind = "show"     // 电影、演出、展览
	ParkPass EventKind = "park"     // 公园年票
	Lecture  EventKind = "lecture"  // 讲座、培训
	Skills   EventKind = "skills"   // 劳动和技能竞赛
	Party    EventKind = "party"    // 联欢、座谈
	OtherDo  EventKind = "activity" // 其他活动
)

// EventKinds lists them.
func EventKinds() []EventKind {
	return []EventKind{Contest, Outing, Show, ParkPass, Lecture, Skills, Party, OtherDo}
}

// Chinese names the kind.
func (k EventKind) Chinese() string {
	switch k {
	case Contest:
		return "文体比赛"
	case Outing:
		return "春秋游"
	case Show:
		return "电影演出展览"
	case ParkPass:
		return "公园年票"
	case Lecture:
		return "讲座培训"
	case Skills:
		return "劳动技能竞赛"
	case Party:
		return "联欢座谈"
	case OtherDo:
		return "其他活动"
	}
	return string(k)
}

// BudgetLine is one item of an event's plan.
type BudgetLine struct {
	Name   string `cbor:"1,keyasint"` // 奖品, 场地, 用餐 …
	Amount Money  `cbor:"2,keyasint"`
}

// PrizePlan is one level of prizes.
type PrizePlan struct {
	Level string `cbor:"1,keyasint"` // 一等奖
	Count int    `cbor:"2,keyasint"`
	Each  Money  `cbor:"3,keyasint"` // a head
	Team  bool   `cbor:"4,keyasint,omitempty"`
	Item  string `cbor:"5,keyasint,omitempty"`
}

// EventCost ties one line of a voucher to an event and to an item of its plan.
// The amount is the voucher line's.
type EventCost struct {
	Voucher VoucherID `cbor:"1,keyasint"`
	Line    int       `cbor:"2,keyasint"` // index into Voucher.Lines
	Item    string    `cbor:"3,keyasint,omitempty"`
	Heads   int       `cbor:"4,keyasint,omitempty"` // persons the invoice speaks of
}

// EventState is where an event stands.
type EventState string

// The states of an event.
const (
	EventPlanned   EventState = "planned"
	EventHeld      EventState = "held"    // attendance is keyed
	EventSettled   EventState = "settled" // 活动决算 done
	EventCancelled EventState = "cancelled"
)

// Chinese names the state.
func (s EventState) Chinese() string {
	switch s {
	case EventPlanned:
		return "计划中"
	case EventHeld:
		return "已举办"
	case EventSettled:
		return "已决算"
	case EventCancelled:
		return "已取消"
	}
	return string(s)
}

// Event is an activity from plan to settlement. Its roster are [Entrant]s; its
// prizes and keepsakes are [Gift]s that name it.
type Event struct {
	ID         EventID      `cbor:"1,keyasint"`
	Name       string       `cbor:"2,keyasint"`
	Kind       EventKind    `cbor:"3,keyasint"`
	From       Day          `cbor:"4,keyasint"`
	To         Day          `cbor:"5,keyasint,omitempty"` // 0: the same day
	Place      string       `cbor:"6,keyasint,omitempty"`
	Heads      int          `cbor:"7,keyasint,omitempty"` // planned
	Budget     []BudgetLine `cbor:"8,keyasint,omitempty"`
	Money      string       `cbor:"9,keyasint,omitempty"` // source: 会费, 工会经费, 行政补助 …
	Prizes     []PrizePlan  `cbor:"10,keyasint,omitempty"`
	Approved   Approval     `cbor:"11,keyasint,omitempty"`
	Organisers []MemberID   `cbor:"12,keyasint,omitempty"`
	Barred     bool         `cbor:"13,keyasint,omitempty"` // organisers win nothing
	Meals      int          `cbor:"14,keyasint,omitempty"` // meals a person
	Safety     string       `cbor:"15,keyasint,omitempty"`
	Payer      string       `cbor:"16,keyasint,omitempty"` // BySchool …, where it had to be asked
	Costs      []EventCost  `cbor:"17,keyasint,omitempty"`
	State      EventState   `cbor:"18,keyasint"`
	Frozen     int64        `cbor:"19,keyasint,omitempty"` // when the roster was frozen, Unix seconds
	Code       string       `cbor:"20,keyasint,omitempty"` // short check code over the frozen roster
	Summary    string       `cbor:"21,keyasint,omitempty"` // 小结
	OverFrom   string       `cbor:"22,keyasint,omitempty"` // how spending above the plan is covered
	Warnings   []string     `cbor:"23,keyasint,omitempty"`
	Reason     string       `cbor:"24,keyasint,omitempty"`
	Second     string       `cbor:"25,keyasint,omitempty"`
	By         string       `cbor:"26,keyasint"`
	Made       int64        `cbor:"27,keyasint"`
	Why        string       `cbor:"28,keyasint,omitempty"` // why it was cancelled
	Explained  string       `cbor:"29,keyasint,omitempty"` // why the head-counts differ
	Settled    int64        `cbor:"30,keyasint,omitempty"` // when it was settled, Unix seconds
	Revised    []Revision   `cbor:"31,keyasint,omitempty"` // changes of the plan after it was approved, in order of time
	After      GiftID       `cbor:"32,keyasint,omitempty"` // the last welfare act before it was made: its own have higher numbers
}

// Revision is one change of a plan after it was approved.
type Revision struct {
	At  int64  `cbor:"1,keyasint"` // Unix seconds
	By  string `cbor:"2,keyasint"`
	Why string `cbor:"3,keyasint"`
	Was Money  `cbor:"4,keyasint,omitempty"` // what the plan came to before
}

// Last is the last day of the event.
func (e *Event) Last() Day { return max(e.From, e.To) }

// Planned is the sum of the plan.
func (e *Event) Planned() (m Money) {
	for _, b := range e.Budget {
		m += b.Amount
	}
	return m
}

// Presence says whether somebody came.
type Presence string

// The presences.
const (
	Unsaid  Presence = ""
	Present Presence = "yes"
	Absent  Presence = "no"
)

// Entrant is one person of an event's roster.
type Entrant struct {
	Event     EventID  `cbor:"1,keyasint"`
	No        int      `cbor:"2,keyasint"`           // from 1, never used again
	Member    MemberID `cbor:"3,keyasint,omitempty"` // 0: a guest
	Name      string   `cbor:"4,keyasint"`
	Group     string   `cbor:"5,keyasint,omitempty"`
	Team      string   `cbor:"6,keyasint,omitempty"`
	Organiser bool     `cbor:"7,keyasint,omitempty"`
	Here      Presence `cbor:"8,keyasint,omitempty"`
	Note      string   `cbor:"9,keyasint,omitempty"`
	Gone      string   `cbor:"10,keyasint,omitempty"` // why taken off the roster
	Late      bool     `cbor:"11,keyasint,omitempty"` // came without being on the frozen roster
}

// On reports whether the person is on the roster.
func (x *Entrant) On() bool { return x.Gone == "" }

// Draw is a lottery over an event's frozen roster: announced first, drawn
// afterwards, so that nobody can choose the seed to fit.
type Draw struct {
	Event     EventID `cbor:"1,keyasint"`
	No        int     `cbor:"2,keyasint"` // from 1
	Level     string  `cbor:"3,keyasint"`
	Count     int     `cbor:"4,keyasint"`
	How       string  `cbor:"5,keyasint"`            // announced: where the seed will come from
	Announced int64   `cbor:"6,keyasint"`            // Unix seconds
	Roster    string  `cbor:"7,keyasint"`            // check code of the roster it is drawn from
	Seed      string  `cbor:"8,keyasint,omitempty"`  // as typed before everybody; empty until drawn
	Winners   []int   `cbor:"9,keyasint,omitempty"`  // entrant numbers, in order
	Drawn     int64   `cbor:"10,keyasint,omitempty"` // Unix seconds
	Redoes    int     `cbor:"11,keyasint,omitempty"` // the draw it repeats
	Why       string  `cbor:"12,keyasint,omitempty"` // why it is repeated
	Void      bool    `cbor:"13,keyasint,omitempty"` // repeated by another
	Pool      []int   `cbor:"14,keyasint,omitempty"` // entrant numbers it was drawn from
}

// PlanItem is one row of the year's plan of work, and what came of it.
type PlanItem struct {
	Year   int     `cbor:"1,keyasint"`
	No     int     `cbor:"2,keyasint"` // from 1, never used again
	Month  int     `cbor:"3,keyasint"` // 1 … 12, 0: not fixed
	Name   string  `cbor:"4,keyasint"`
	Kind   string  `cbor:"5,keyasint,omitempty"` // 慰问, 活动, 会议 …
	Amount Money   `cbor:"6,keyasint,omitempty"`
	Who    string  `cbor:"7,keyasint,omitempty"`
	Event  EventID `cbor:"8,keyasint,omitempty"`
	Gift   GiftID  `cbor:"9,keyasint,omitempty"`
	Came   string  `cbor:"10,keyasint,omitempty"` // in words, when it is neither
	Gone   string  `cbor:"11,keyasint,omitempty"` // why it was dropped
}
