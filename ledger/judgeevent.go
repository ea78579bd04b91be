package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// JudgeEvent holds an event against the rules of its first day, as the table
// stood at the moment made: approval, place, length, what it costs a head, how
// often a member went, prizes planned and given, dues first. Costs are those of
// its vouchers, before there are any those of the plan.
func JudgeEvent(r Reader, e *Event, entrants []Entrant, made int64) []Verdict {
	j := newJudge(r, e.From, latest(made, e.ID == 0 || e.ID > r.LastEvent()))
	c := &eventCase{judge: j, e: e, entrants: entrants, f: j.fieldOf(e, entrants)}
	c.heads = len(c.f.here)
	if c.heads == 0 {
		c.heads = e.Heads
	}
	c.judgeApproval()
	c.judgePlace()
	c.judgeDays()
	c.judgeMeals()
	c.judgeCost()
	c.judgePlannedPrizes()
	c.judgePersons()
	return j.out
}

// eventCase is one event under judgement.
type eventCase struct {
	*judge
	e        *Event
	entrants []Entrant
	f        *field
	heads    int
}

func (c *eventCase) judgeApproval() {
	switch a := c.e.Approved; {
	case c.e.State == EventCancelled:
	case a.Day == 0:
		c.say(builtIn("G09"), 0, "", 0, "还没有登记批准（谁、哪天、会议纪要）")
	case a.Day > c.e.From:
		c.say(builtIn("G10"), 0, "", 0, fmt.Sprintf("%s 举办，%s 才批准", c.e.From, a.Day))
	}
	if k := c.e.Payer; k == ByUnion {
		c.say(builtIn("G05"), 0, "", 0, "节日不是规定的年节，直接发慰问品不合规定；请按活动办理，或由学校出资")
	}
}

// judgePlace looks for places and purposes the union does not pay for.
func (c *eventCase) judgePlace() {
	for _, p := range c.p.Places {
		if p = strings.TrimSpace(p); p != "" && (strings.Contains(c.e.Place, p) || strings.Contains(c.e.Name, p)) {
			c.say(builtIn("G13"), 0, "", 0, "地点在不去的名单里：“"+p+"”")
		}
	}
	for _, w := range c.p.Banned {
		if w == "" {
			continue
		}
		if strings.Contains(c.e.Name, w) || slices.ContainsFunc(c.e.Budget, func(b BudgetLine) bool { return strings.Contains(b.Name, w) }) {
			c.say(builtIn("G14"), 0, "", 0, "名称或预算里有“"+w+"”")
		}
	}
}

// days is how long the event lasts.
func (e *Event) days() int { return e.Last().DaysSince(e.From) + 1 }

func (c *eventCase) judgeDays() {
	if c.e.Kind == Outing && c.e.days() > 2 {
		c.say(builtIn("G12"), 0, "", 0, fmt.Sprintf("%s 到 %s 共 %d 天", c.e.From, c.e.Last(), c.e.days()))
	}
}

// spent is what an event cost so far: its voucher lines that count, or the plan
// while there are none. With a word only the items that contain it.
func (j *judge) spent(e *Event, word string) (sum Money) {
	if len(e.Costs) == 0 {
		for _, b := range e.Budget {
			if strings.Contains(b.Name, word) {
				sum += b.Amount
			}
		}
		return sum
	}
	for _, x := range e.Costs {
		v, ok := j.r.Voucher(x.Voucher)
		if !ok || v.State == Void || x.Line < 0 || x.Line >= len(v.Lines) || !strings.Contains(x.Item, word) {
			continue
		}
		if _, gone := j.r.ReversedBy(v.ID); !gone {
			sum += v.Lines[x.Line].Debit - v.Lines[x.Line].Credit
		}
	}
	return sum
}

// fenEach is an amount for each of n, rounded up so that nothing over a cap is
// rounded away.
func fenEach(m Money, n int) Money {
	if n <= 0 {
		return 0
	}
	return (m + Money(n) - 1) / Money(n)
}

func (c *eventCase) judgeMeals() {
	sum := c.spent(c.e, "餐")
	meals := max(c.e.Meals, 1) * max(c.e.days(), 1)
	if c.e.Meals > 0 {
		meals = c.e.Meals
	}
	c.capEach(SubMeal, sum, c.heads*meals, 1, fmt.Sprintf("用餐 %s 元，%d 人 %d 餐，每人每餐", sum.Grouped(), c.heads, meals))
}

// capEach holds an amount, shared by n, against caps a time; days multiplies them.
func (c *eventCase) capEach(s Subject, sum Money, n, days int, what string) bool {
	found := false
	for _, x := range c.rules {
		if x.Subject != s || x.Measure != PerPersonEvent || x.Limit == "" || x.Only != "" {
			continue
		}
		l, err := ParseLimit(x.Limit)
		top, ok := l.Money()
		if err != nil || !ok {
			continue
		}
		found = true
		top *= Money(days)
		if each := fenEach(sum, n); n > 0 && each > top {
			c.say(x, 0, "", each-top, fmt.Sprintf("%s %s 元，%s不超过 %s 元，每人超 %s 元", what, each.Grouped(), x.about(), top.Grouped(), (each-top).Grouped()))
		}
	}
	return found
}

// judgeCost judges what a head costs at outings, shows and parks.
func (c *eventCase) judgeCost() {
	sum, days := c.spent(c.e, ""), c.e.days()
	what := fmt.Sprintf("费用 %s 元，%d 人，每人", sum.Grouped(), c.heads)
	switch {
	case c.e.Kind == Outing && days >= 2:
		// Where nothing is said of two days, two times the day's sum holds.
		if !c.capEach(SubOuting2D, sum, c.heads, 1, what) {
			c.capEach(SubOutingDay, sum, c.heads, days, what)
		}
	case c.e.Kind == Outing:
		c.capEach(SubOutingDay, sum, c.heads, 1, what)
	case c.e.Kind == Show:
		c.capEach(SubFilm, sum, c.heads, 1, what)
	case c.e.Kind == ParkPass:
		c.capEach(SubPark, sum, c.heads, 1, what)
	}
}

// judgePlannedPrizes judges what the plan promises, and who has won so far.
func (c *eventCase) judgePlannedPrizes() {
	planned := 0
	for _, z := range c.e.Prizes {
		if !z.Team {
			planned += z.Count
		}
		s := c.subject("prize", c.e.ID, map[bool]string{true: "队"}[z.Team])
		if c.e.Kind == Lecture {
			s = SubTrainingAward
		}
		for _, x := range c.rules {
			if x.Measure != PerPersonEvent || x.Limit == "" || !x.covers(s, "prize") {
				continue
			}
			l, err := ParseLimit(x.Limit)
			if top, ok := l.Money(); err == nil && ok && z.Each > top {
				c.say(x, 0, "", z.Each-top, fmt.Sprintf("计划的“%s”每人 %s 元，%s不超过 %s 元，超 %s 元", z.Level, z.Each.Grouped(), x.about(), top.Grouped(), (z.Each-top).Grouped()))
			}
		}
	}
	c.judgeShare(c.e, max(planned, len(c.f.won)), c.heads)
}
