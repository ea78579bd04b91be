package ledger

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// BudgetSum is one item of the settlement: planned against actual.
type BudgetSum struct {
	Name    string
	Planned Money
	Actual  Money
	Off     bool // not in the plan
}

// EventSum is what came of an event.
type EventSum struct {
	Items   []BudgetSum
	Planned Money
	Actual  Money
	Waits   Money // tied lines of drafts
	Each    Money // actual by those present
	Costs   []Cost

	Heads   int // planned
	Roster  int
	Guests  int // on the roster
	Present int
	Absent  int
	Unsaid  int
	Late    int
	Missing []Entrant // who was absent

	Winners int // distinct persons with a prize
	Lines   int // prize lines
	Prizes  Money
	Keeps   int // persons with a keepsake

	Differs []string // counts and sums that do not agree, in words
}

// Over is what was spent above the plan.
func (s *EventSum) Over() Money { return max(0, s.Actual-s.Planned) }

// SumEvent adds up an event: costs from its vouchers, people from its roster,
// prizes from their lists.
func SumEvent(r Reader, e *Event) EventSum {
	s := EventSum{Planned: e.Planned(), Heads: e.Heads, Costs: CostsOf(r, e)}
	for _, b := range e.Budget {
		s.Items = append(s.Items, BudgetSum{Name: b.Name, Planned: b.Amount})
	}
	for _, c := range s.Costs {
		s.Actual += c.Amount
		s.Waits += c.Waits
		name := cmpOr(c.Item, "未分项")
		i := slices.IndexFunc(s.Items, func(b BudgetSum) bool { return b.Name == name })
		if i < 0 {
			i = len(s.Items)
			s.Items = append(s.Items, BudgetSum{Name: name, Off: true})
		}
		s.Items[i].Actual += c.Amount
	}
	for _, x := range Roster(r, e.ID) {
		s.Roster++
		if x.Member == 0 {
			s.Guests++
		}
		if x.Late {
			s.Late++
		}
		switch x.Here {
		case Present:
			s.Present++
		case Absent:
			s.Absent++
			s.Missing = append(s.Missing, x)
		default:
			s.Unsaid++
		}
	}
	s.Each = perHead(s.Actual, s.Present)
	s.countPrizes(r, e)
	s.compare(e)
	return s
}

func perHead(m Money, n int) Money {
	if n <= 0 {
		return 0
	}
	each, err := FromYuan(m.Decimal().Div(decimal.NewFromInt(int64(n))))
	if err != nil {
		return 0
	}
	return each
}

func (s *EventSum) countPrizes(r Reader, e *Event) {
	type who struct {
		id   MemberID
		name string
	}
	won, kept := map[who]bool{}, map[who]bool{}
	for x := range EventShares(r, e) {
		w := who{id: sameMember(r, x.Member)}
		if x.Member == 0 {
			w.name = x.Name
		}
		if x.Occasion == "prize" {
			s.Lines++
			s.Prizes += x.Amount
			won[w] = true
		} else {
			kept[w] = true
		}
	}
	s.Winners, s.Keeps = len(won), len(kept)
	for _, g := range EventGifts(r, e) {
		for sh := range r.Sheets(g.ID) {
			if g.Article != 0 { // goods out of stock were spent when they were bought
				continue
			}
			if sh.Live() && sh.Total != 0 && (sh.Voucher == 0 || !slices.ContainsFunc(e.Costs, func(c EventCost) bool { return c.Voucher == sh.Voucher })) {
				s.Differs = append(s.Differs, fmt.Sprintf("%s %s（%s 元）还没有归入活动费用。", sh.ID, g.Title, sh.Total.Grouped()))
			}
		}
	}
}

// compare holds the four counts against each other (domain rules §18.5, F23).
func (s *EventSum) compare(e *Event) {
	differ := func(format string, args ...any) { s.Differs = append(s.Differs, fmt.Sprintf(format, args...)) }
	if s.Unsaid > 0 {
		differ("名单上有 %d 人没有登记到没到。", s.Unsaid)
	}
	if s.Heads > 0 && s.Present > 0 && s.Heads != s.Present {
		differ("计划 %d 人，实到 %d 人。", s.Heads, s.Present)
	}
	for _, c := range s.Costs {
		if c.Heads > 0 && c.Off == "" && c.Heads != s.Present {
			differ("%s %s 发票上是 %d 人，实到 %d 人。", c.Ref, cmpOr(c.Item, c.Text), c.Heads, s.Present)
		}
	}
	if s.Keeps > 0 && s.Keeps > s.Present {
		differ("领纪念品 %d 人，实到 %d 人。", s.Keeps, s.Present)
	}
	if s.Winners > s.Present && s.Present > 0 {
		differ("获奖 %d 人，实到 %d 人。", s.Winners, s.Present)
	}
}

// SettleEvent closes an event: 活动决算. Counts that differ want an explanation,
// spending above the plan a word on where it comes from.
type SettleEvent struct {
	Event     EventID
	Summary   string
	OverFrom  string
	Explained string
	Reason    string // for what the rules warn of
	Second    string
}

// Name of the act.
func (SettleEvent) Name() string { return "event.settle" }

// Decide compares planned and actual.
func (a SettleEvent) Decide(r Reader, by Stamp) (Plan, error) {
	old, err := openEvent(r, a.Event)
	if err != nil {
		return Plan{}, err
	}
	e := old
	e.Summary, _ = Clean(a.Summary)
	e.OverFrom, _ = Clean(a.OverFrom)
	e.Explained, _ = Clean(a.Explained)
	s := SumEvent(r, &e)
	var ps Problems
	if n := len([]rune(e.Summary)); n > 500 {
		ps.Add("summary", "", CodeTooLarge, "小结最多 500 字，现在是 %d 字。", n)
	}
	if s.Present+s.Absent == 0 {
		ps.Add("", "", CodeState, "还没有登记谁到了、谁没到，不能决算。请先做“签到登记”。")
	}
	if s.Waits != 0 {
		ps.Add("", "", CodeState, "还有 %s 元费用的凭证没有过账，不能决算。请先过账，或取消归集。", s.Waits.Grouped())
	}
	if over := s.Over(); over > 0 && e.OverFrom == "" {
		ps.Add("over", "", CodeRequired, "实际支出 %s 元，比计划多 %s 元。请写明多出的钱从哪里来。", s.Actual.Grouped(), over.Grouped())
	}
	if len(s.Differs) > 0 && e.Explained == "" {
		ps.Add("explained", "", CodeRequired, "有 %d 处对不上，请写明原因：%s", len(s.Differs), strings.Join(s.Differs, ""))
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	e.State, e.Settled = EventSettled, by.Time
	reason, _ := Clean(a.Reason)
	if err := judgePlan(r, &e, Roster(r, e.ID), reason, a.Second, by); err != nil {
		return Plan{}, err
	}
	return Plan{Title: fmt.Sprintf("活动决算 %s %s：计划 %s 元，实际 %s 元，实到 %d 人，人均 %s 元", e.ID, e.Name, s.Planned.Grouped(), s.Actual.Grouped(), s.Present, s.Each.Grouped()),
		Reason: reason, Object: eventObject(e.ID), Changes: []Change{Edit(old, e)}}, nil
}

// ReopenEvent takes a settlement back, with a reason.
type ReopenEvent struct {
	Event  EventID
	Reason string
}

// Name of the act.
func (ReopenEvent) Name() string { return "event.reopen" }

// Decide makes it held again.
func (a ReopenEvent) Decide(r Reader, by Stamp) (Plan, error) {
	e, ok := r.Event(a.Event)
	why, _ := Clean(a.Reason)
	switch {
	case !ok || e.State != EventSettled:
		return Plan{}, Errf(CodeState, "只有已决算的活动才能重开。")
	case why == "":
		return Plan{}, Errf(CodeRequired, "请写明为什么重开决算。")
	}
	f := e
	f.State, f.Settled = EventHeld, 0
	return Plan{Title: "重开决算 " + e.ID.String() + " " + e.Name, Reason: why, Object: eventObject(e.ID), Changes: []Change{Edit(e, f)}}, nil
}
