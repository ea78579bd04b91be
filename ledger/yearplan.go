package ledger

import (
	"cmp"
	"slices"
)

// PlanState is what came of a row of the year's plan.
type PlanState string

// The states of a row.
const (
	PlanOpen    PlanState = "open"    // its month has not passed
	PlanDone    PlanState = "done"    // event held, gift given, or said in words
	PlanUnder   PlanState = "under"   // tied to an event that is still to come
	PlanUnsaid  PlanState = "unsaid"  // the event's day is over, its attendance not keyed
	PlanOverdue PlanState = "overdue" // its month is over and nothing came of it
	PlanGone    PlanState = "gone"    // taken off the plan
)

// Chinese names the state.
func (s PlanState) Chinese() string {
	switch s {
	case PlanOpen:
		return "未到"
	case PlanDone:
		return "已完成"
	case PlanUnder:
		return "筹备中"
	case PlanUnsaid:
		return "待登记"
	case PlanOverdue:
		return "过期未办"
	case PlanGone:
		return "已取消"
	}
	return string(s)
}

// PlanRow is a row of the plan and what came of it.
type PlanRow struct {
	Item    PlanItem
	State   PlanState
	Day     Day   // of the event or gift
	Persons int   // attendance, or who was given to
	Actual  Money // cost of the event by its vouchers, or total of the gift's lists
	Title   string
}

// PlanSum is the plan of a year with its totals.
type PlanSum struct {
	Year            int
	Rows            []PlanRow // by month, those without one last; then by number
	Planned, Actual Money     // of rows not taken off
	ByMonth         [13]struct{ Planned, Actual Money }
	Count           map[PlanState]int
}

// YearPlan reads the plan of a year; today says what is overdue.
func YearPlan(r Reader, year int, today Day) PlanSum {
	s := PlanSum{Year: year, Count: map[PlanState]int{}}
	for x := range r.PlanItems(year) {
		row := planOutcome(r, x, today)
		s.Count[row.State]++
		if row.State != PlanGone {
			s.Planned, s.Actual = s.Planned+x.Amount, s.Actual+row.Actual
			m := &s.ByMonth[min(max(x.Month, 0), 12)]
			m.Planned, m.Actual = m.Planned+x.Amount, m.Actual+row.Actual
		}
		s.Rows = append(s.Rows, row)
	}
	slices.SortStableFunc(s.Rows, func(a, b PlanRow) int {
		return cmp.Or(cmp.Compare((a.Item.Month+12)%13, (b.Item.Month+12)%13), cmp.Compare(a.Item.No, b.Item.No))
	})
	return s
}

func planOutcome(r Reader, x PlanItem, today Day) PlanRow {
	row := PlanRow{Item: x}
	switch {
	case x.Gone != "":
		row.State = PlanGone
		return row
	case x.Event != 0:
		if e, ok := r.Event(x.Event); ok && e.State != EventCancelled {
			s := SumEvent(r, &e)
			row.State, row.Day, row.Title, row.Persons, row.Actual = PlanUnder, e.From, e.Name, s.Present, s.Actual
			if e.State == EventHeld || e.State == EventSettled {
				row.State = PlanDone
			} else if e.Last() < today {
				row.State = PlanUnsaid
			}
			return row
		}
	case x.Gift != 0:
		if g, ok := r.Gift(x.Gift); ok && g.Void == "" {
			row.State, row.Day, row.Title = PlanDone, g.Day, g.Title
			row.Persons, row.Actual = giftOutcome(r, g.ID)
			return row
		}
	}
	end := 12
	if x.Month != 0 {
		end = x.Month
	}
	switch {
	case x.Came != "":
		row.State = PlanDone
	case MonthOf(x.Year, end).Last() < today:
		row.State = PlanOverdue
	default:
		row.State = PlanOpen
	}
	return row
}

// giftOutcome counts the persons a gift was given to and adds up what they got;
// whoever gave it all back does not count.
func giftOutcome(r Lists, id GiftID) (persons int, total Money) {
	type who struct {
		member MemberID
		name   string
	}
	got := map[who]Money{}
	for s := range r.Sheets(id) {
		if !s.Live() {
			continue
		}
		for x := range r.Shares(s.ID) {
			w := who{member: x.Member}
			if x.Member == 0 {
				w.name = x.Name
			}
			got[w] += x.Amount
			total += x.Amount
		}
	}
	for _, m := range got {
		if m > 0 {
			persons++
		}
	}
	return persons, total
}
