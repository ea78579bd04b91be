package ledger

import "fmt"

// Position is what the line under a name says while it is typed.
type Position struct {
	Standard string // 每人每年不超过 1,600.00 元, "" when no rule has an amount
	Rule     Rule   // the rule behind it; ID "" when there is none
	Given    Money  // under that rule: this year, or this time
	Left     Money  // what the rule leaves; may be negative
	Capped   bool   // Left means something
	Before   Day    // when this very occasion was given last, where it comes once; 0: never
	Amount   Money  // how much then
	Act      GiftID // by which act
	Member   bool   // is a member on the day
	Why      string // when not: 2026-05-31 转出
}

// Standing tells how a member stands before an act of an occasion on a day: the
// standard, what was given, what is left, and whether this very occasion was
// given before. made 0 means now.
func Standing(r Reader, occasion string, member MemberID, day Day, made int64) Position {
	j := newJudge(r, day, latest(made, made == 0))
	c := &giftCase{judge: j, g: &Gift{Occasion: occasion, Day: day}, o: j.byOcc[occasion], kin: map[MemberID][]Share{}}
	t := &tally{who: c.person(member), member: member, subject: c.subject(occasion, 0, "")}
	var out Position
	if !t.who.ok {
		out.Why = "会员名册里没有这个人"
		return out
	}
	if out.Member = c.on(t.who, day); !out.Member {
		out.Why = statusText(t.who.root, day)
	}
	for _, x := range c.rules {
		if x.covers(t.subject, occasion) && x.Limit != "" && (x.Measure == PerMemberYear || x.Measure == PerPersonEvent) {
			c.stand(&out, t, x)
		}
	}
	if last, sum, ok := c.lastOf(c.sameTime(t)); ok {
		out.Before, out.Amount, out.Act = last.Day, sum, last.Gift
	}
	return out
}

// stand takes the rule over that leaves least.
func (c *giftCase) stand(out *Position, t *tally, x Rule) {
	l, err := ParseLimit(x.Limit)
	top, ok := l.Money()
	if err != nil || !ok {
		return
	}
	var given Money
	if x.Measure == PerMemberYear {
		for _, g := range c.yearOf(t) {
			if x.covers(c.subjectOf(g), g.Occasion) {
				given += g.Amount
			}
		}
	}
	if !out.Capped || top-given < out.Left {
		out.Capped, out.Rule, out.Given, out.Left = true, x, given, top-given
		out.Standard = x.Measure.Chinese() + "不超过 " + top.Grouped() + " 元"
	}
}

// lastOf is the newest act of the occasion, whoever of the family it was for.
func (c *giftCase) lastOf(lines []Given) (last Given, sum Money, ok bool) {
	kin := c.o.Kin
	c.o.Kin = false
	defer func() { c.o.Kin = kin }()
	return c.before(lines, judged{})
}

// Text puts the position into one line.
func (p Position) Text() string {
	if p.Why != "" {
		return "不是会员：" + p.Why
	}
	s := "没有启用的标准"
	if p.Capped {
		s = fmt.Sprintf("标准：%s", p.Standard)
		if p.Rule.Measure == PerMemberYear {
			s += fmt.Sprintf("，今年已发 %s，还可发 %s", p.Given.Grouped(), max(p.Left, 0).Grouped())
		}
		s += "（" + cmpOr(p.Rule.Region, "本会") + "，可信度 " + cmpOr(p.Rule.Confidence, "未注明") + "）"
	}
	if p.Before != 0 {
		s += fmt.Sprintf("；已于 %s 发过 %s（%s）", p.Before, p.Amount.Grouped(), p.Act)
	}
	return s
}
