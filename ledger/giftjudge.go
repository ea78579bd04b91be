package ledger

import (
	"fmt"
	"strings"
)

// judge holds the list against what was given before and against the rules. What
// only warns needs a reason and a second person, and is kept with the act.
func (l *listing) judge() error {
	warn := l.twice()
	if l.gift.Payer == ByUnion {
		warn = append(warn, l.occ.Name+"不是国家规定的年节，由工会直接普发礼品不合规定（节日慰问只限新年、春节、清明、劳动节、端午、中秋、国庆）。")
	}
	if len(warn) == 0 {
		return nil
	}
	if err := standsFor(l.by, l.gift.Reason, l.gift.Second, warn); err != nil {
		return err
	}
	l.gift.Warnings = append(l.gift.Warnings, warn...)
	return nil
}

// standsFor holds that a warning was answered: why it is done all the same, and
// who else stands for it.
func standsFor(by Stamp, reason, second string, warn []string) error {
	var ps Problems
	text := strings.Join(warn, "\n")
	if strings.TrimSpace(reason) == "" {
		ps.Add("reason", "", CodeRequired, "%s\n仍要办理的，请写明理由。", text)
	}
	switch {
	case strings.TrimSpace(second) == "":
		ps.Add("second", "", CodeRequired, "%s请填写同意的另一位负责人姓名。", map[bool]string{true: text + "\n"}[len(ps) == 0])
	case second == by.Operator:
		ps.Add("second", second, CodeSamePerson, "第二责任人要是操作人以外的另一个人。")
	}
	return ps.Err()
}

// twice finds who was given for the same occasion before, where it comes once a
// year or once in a life.
func (l *listing) twice() []string {
	if l.occ.Once == EveryTime {
		return nil
	}
	from, to, when := Day(0), Day(0), ""
	if l.occ.Once == OnceAYear {
		y := l.sheet.Day.Year()
		from, to, when = DayOf(y, 1, 1), DayOf(y, 12, 31), fmt.Sprintf("%d年", y)
	}
	var names []string
	n := 0
	for _, s := range l.shares {
		if s.Member == 0 {
			continue
		}
		net, ref := l.before(s, from, to)
		if net <= 0 {
			continue
		}
		if n++; n <= 3 {
			names = append(names, fmt.Sprintf("%s（%s，%s 元）", s.Name, ref, net.Grouped()))
		}
	}
	if n == 0 {
		return nil
	}
	more := ""
	if n > len(names) {
		more = fmt.Sprintf("等 %d 人", n)
	}
	return []string{when + l.occ.Name + "已经发过：" + strings.Join(names, "、") + more + "。"}
}

// before adds up what the person of a line was given for this occasion outside
// this sheet, returns taken off.
func (l *listing) before(s Share, from, to Day) (net Money, ref GiftID) {
	for _, g := range GivenTo(l.r, s.Member, from, to) {
		if g.Occasion != l.gift.Occasion || g.Sheet == l.sheet.ID {
			continue
		}
		if l.occ.Kin { // every child, every parent counts apart
			if o, ok := l.r.Share(g.Sheet, g.Line); !ok || o.Kin != s.Kin || o.Relation != s.Relation {
				continue
			}
		}
		net += g.Amount
		ref = g.Gift
	}
	return net, ref
}
