package ledger

import (
	"fmt"
	"slices"
)

// judgeTally holds what one person gets against the caps, and against what was
// given before.
func (c *giftCase) judgeTally(t *tally) {
	if t.amount <= 0 {
		return
	}
	c.judgeOnce(t)
	for _, x := range c.rules {
		l, err := ParseLimit(x.Limit)
		if x.Limit == "" || err != nil || !x.covers(t.subject, c.o.ID) {
			continue
		}
		switch x.Measure {
		case PerMemberYear:
			c.judgeYear(t, x, l)
		case PerPersonEvent:
			c.judgeTime(t, x, l)
		case CountPerYear:
			c.judgeCount(t, x, l)
		}
	}
}

func (c *giftCase) judgeYear(t *tally, x Rule, l Limit) {
	top, _ := l.Money()
	var before Money
	for _, g := range c.yearOf(t) {
		if x.covers(c.subjectOf(g), g.Occasion) {
			before += g.Amount
		}
	}
	if over := before + t.amount - top; over > 0 {
		what := fmt.Sprintf("这次 %s 元，", t.amount.Grouped())
		if before != 0 {
			what += fmt.Sprintf("今年已有 %s 元，合计 %s 元，", before.Grouped(), (before + t.amount).Grouped())
		}
		c.say(x, t.member, t.name, over, what+fmt.Sprintf("%s每人每年不超过 %s 元，超 %s 元", x.about(), top.Grouped(), over.Grouped()))
	}
}

// judgeTime judges one occasion: this act with what the same act, or the same
// event, gave before.
func (c *giftCase) judgeTime(t *tally, x Rule, l Limit) {
	top, _ := l.Money()
	sum := t.amount
	for _, g := range c.yearOf(t) {
		same := g.Gift == c.g.ID && c.g.ID != 0 || c.g.Event != 0 && c.gift(g.Gift).Event == c.g.Event
		if same && x.covers(c.subjectOf(g), g.Occasion) {
			sum += g.Amount
		}
	}
	if over := sum - top; over > 0 {
		c.say(x, t.member, t.name, over, fmt.Sprintf("这次共 %s 元，%s每人每次不超过 %s 元，超 %s 元", sum.Grouped(), x.about(), top.Grouped(), over.Grouped()))
	}
}

// judgeCount counts the acts of the year; several acts of one event are one.
func (c *giftCase) judgeCount(t *tally, x Rule, l Limit) {
	times := map[string]Money{c.timeKey(*c.g): t.amount}
	for _, g := range c.yearOf(t) {
		if x.covers(c.subjectOf(g), g.Occasion) {
			times[c.timeKey(c.gift(g.Gift))] += g.Amount
		}
	}
	n := int64(0)
	for _, m := range times {
		if m > 0 {
			n++
		}
	}
	if !l.Allows(n, 1) {
		c.say(x, t.member, t.name, 0, fmt.Sprintf("今年第 %d 次，%s每人每年不超过 %s", n, x.about(), l.Text(CountPerYear)))
	}
}

func (c *giftCase) timeKey(g Gift) string {
	if g.Event != 0 {
		return g.Event.String()
	}
	return g.ID.String()
}

// judgeOnce looks for the same occasion given before, where it comes once a year
// or in a life, or within so few days that it will be the same time. Different
// kin are different occasions.
func (c *giftCase) judgeOnce(t *tally) {
	if c.o.Once == EveryTime && c.o.Within == 0 || !t.who.ok {
		return
	}
	lines, when := c.sameTime(t), "以前"
	if c.o.Once == EveryTime {
		lines, when = c.given(t.who, c.g.Day.Add(-c.o.Within), c.g.Day.Add(c.o.Within)), fmt.Sprintf("前后 %d 天内", c.o.Within)
	}
	last, sum, ok := c.before(lines, t.who)
	if !ok {
		return
	}
	switch {
	case c.o.Once != OnceAYear:
	case last.Day.Year() == c.g.Day.Year():
		when = "今年"
	default:
		when = "前后半年内"
	}
	c.say(builtIn("G02"), t.member, t.name, t.amount, fmt.Sprintf("%s%s已经在 %s 发过 %s 元（%s）", when, c.o.Name, last.Day, sum.Grouped(), last.Gift))
}

// What comes once a year is given near its day: lines half a year away or less
// were for the same day, across the turn of the year too; those nearly a year
// away were for another year's, though both may lie in one (2026-01-02 and
// 2026-12-30 for New Year). Between the two the calendar year decides.
const (
	surelySame  = 183
	surelyOther = 330
)

// sameTime are the person's lines that may be for the same occasion as this act.
func (c *giftCase) sameTime(t *tally) []Given {
	switch c.o.Once {
	case OnceOnly:
		return c.given(t.who, 0, 0)
	case EveryTime:
		return c.yearOf(t)
	}
	d := c.g.Day
	lines := c.given(t.who, d.Add(-surelyOther), d.Add(surelyOther))
	return slices.DeleteFunc(lines, func(g Given) bool {
		return (g.Day < d.Add(-surelySame) || g.Day > d.Add(surelySame)) && g.Day.Year() != d.Year()
	})
}

// before finds the newest act of the same occasion of which something is still
// with the person, and how much.
func (c *giftCase) before(lines []Given, who judged) (last Given, sum Money, ok bool) {
	by := map[GiftID]Money{}
	at := map[GiftID]Given{}
	for _, g := range lines {
		if g.Occasion != c.o.ID || c.o.Kin && c.o.ID != "death_member" && c.otherKin(g, who) {
			continue
		}
		by[g.Gift] += g.Amount
		if g.Amount > 0 {
			at[g.Gift] = g
		}
	}
	for id, m := range by {
		if g := at[id]; m > 0 && (!ok || g.Day > last.Day || g.Day == last.Day && g.Gift > last.Gift) {
			last, sum, ok = g, m, true
		}
	}
	return last, sum, ok
}

// otherKin reports whether a line was for another person of the family than
// every line of this act for the member.
func (c *giftCase) otherKin(g Given, who judged) bool {
	s, ok := c.r.Share(g.Sheet, g.Line)
	if !ok {
		return false
	}
	return !slices.ContainsFunc(c.kin[who.root.ID], func(x Share) bool { return sameKin(x, s) })
}

// judgePool holds all festival gifts of the year against the year's income.
func (c *giftCase) judgePool() {
	for _, x := range c.rules {
		if x.Measure != ShareOfIncome || x.Limit == "" || !c.o.Festival && !x.covers(c.o.Subject, c.o.ID) {
			continue
		}
		l, err := ParseLimit(x.Limit)
		if err != nil {
			continue
		}
		var now Money
		for _, t := range c.order {
			now += t.amount
		}
		income, spent := c.income(), c.spentOnFestivals()+now
		if top := Money(l.Of(int64(income))); spent > top {
			c.say(x, 0, "", spent-top, fmt.Sprintf("%d 年节日慰问连这次共 %s 元，当年已入账收入 %s 元，规定不超过收入的 %s，即 %s 元，超 %s 元",
				c.g.Day.Year(), spent.Grouped(), income.Grouped(), l, top.Grouped(), (spent-top).Grouped()))
		}
	}
}

// income is what is posted of this year's income, closing vouchers left out.
func (j *judge) income() Money {
	p := j.r.Sums("4", YearPeriod(j.day.Year())).Ordinary()
	return p.Credit - p.Debit
}

// spentOnFestivals adds the lists of the year's festival acts.
func (j *judge) spentOnFestivals() (sum Money) {
	for g := range j.giftsOfYear() {
		if !j.byOcc[g.Occasion].Festival || g.Day.Year() != j.day.Year() {
			continue
		}
		for s := range j.r.Sheets(g.ID) {
			if s.Live() && !j.own[s.ID] && s.Made <= j.made {
				sum += s.Total
			}
		}
	}
	return sum
}
