package ledger

import (
	"fmt"
	"strings"
)

// maxLines is how many lines a list may have.
const maxLines = 20_000

// lines makes the sheet's lines out of what was given, and adds them up.
func (l *listing) lines(in []Share) {
	if len(in) == 0 {
		l.ps.Add("shares", "", CodeRequired, "名单是空的，请至少列一个人。")
	}
	if len(in) > maxLines {
		l.ps.Add("shares", "", CodeTooLarge, "一张签领表最多 %d 行。", maxLines)
		return
	}
	seen := map[string]int{}
	for i, x := range in {
		s := l.line(i+1, x)
		key := fmt.Sprintf("%d|%s|%s|%s|%s|%s", s.Member, s.Relation, s.Kin, s.Level, s.Team, map[bool]string{true: s.Name}[s.Member == 0])
		if first := seen[key]; first != 0 {
			l.ps.Add("shares", rowName(s), CodeExists, "与第 %d 行是同一个人。", first)
		}
		seen[key] = s.Line
		sum, fits := l.sheet.Total.Plus(s.Amount)
		if !fits || sum > MaxMoney {
			l.ps.Add("shares", rowName(s), CodeTooLarge, "合计超过上限 %s 元。", MaxMoney.Grouped())
			return
		}
		l.sheet.Total = sum
		l.shares = append(l.shares, s)
	}
	l.sheet.Lines = len(l.shares)
}

func rowName(s Share) string { return fmt.Sprintf("第 %d 行 %s", s.Line, s.Name) }

// line tidies one line.
func (l *listing) line(n int, x Share) Share {
	s := Share{Sheet: l.sheet.ID, Line: n, Member: x.Member, Name: CleanName(x.Name), Group: x.Group, Relation: x.Relation, Kin: CleanName(x.Kin), Qty: x.Qty, Amount: x.Amount,
		Level: x.Level, Team: x.Team, Note: x.Note, Day: l.sheet.Day, Gift: l.gift.ID, Occasion: l.gift.Occasion}
	for _, t := range []*string{&s.Group, &s.Relation, &s.Level, &s.Team, &s.Note} {
		*t, _ = Clean(*t)
		*t = strings.TrimSpace(*t)
	}
	if s.Amount == 0 {
		s.Amount = l.gift.Each
	}
	l.person(&s)
	switch {
	case s.Amount < 0:
		l.ps.Add("shares", rowName(s), CodeBadAmount, "金额不能是负数；没领的请用退回。")
	case s.Amount == 0:
		l.ps.Add("shares", rowName(s), CodeRequired, "请填写金额。")
	case s.Amount > MaxMoney:
		l.ps.Add("shares", rowName(s), CodeTooLarge, "金额超过上限 %s 元。", MaxMoney.Grouped())
	}
	if s.Qty < 0 || s.Qty > 10_000 {
		l.ps.Add("shares", rowName(s), CodeBadValue, "数量应在 1 到 10000 之间。")
	}
	return s
}

// person holds who may be given to: a member on that day, or kin where the
// occasion is about kin; guests only at events.
func (l *listing) person(s *Share) {
	if s.Member == 0 {
		if l.gift.Event == 0 {
			l.ps.Add("shares", rowName(*s), CodeUnknown, "不在会员名册里。慰问只给会员；活动的客人请在活动里登记。")
		} else if s.Name == "" {
			l.ps.Add("shares", rowName(*s), CodeRequired, "请填写姓名。")
		}
		return
	}
	m, ok := SameMember(l.r, s.Member)
	if !ok {
		l.ps.Add("shares", rowName(*s), CodeUnknown, "不在会员名册里。")
		return
	}
	s.Member, s.Name = m.ID, m.Name
	if s.Group == "" {
		s.Group = m.Group
	}
	if (s.Kin != "" || s.Relation != "") && !l.occ.Kin {
		l.ps.Add("shares", rowName(*s), CodeBadValue, "“%s”只给会员本人，不要填亲属。", l.occ.Name)
	}
	if l.occ.ID == "death_kin" && s.Relation == "" {
		l.ps.Add("shares", rowName(*s), CodeRequired, "请写明去世的是会员的什么人，例如“父亲”。")
	}
	if why := l.stranger(&m); why != "" {
		l.ps.Add("shares", rowName(*s), CodeState, "%s时不是会员（%s）。", l.sheet.Day.Chinese(), why)
	}
}

// afterLeaving is how many days after the last day of membership a keepsake of
// retirement may still be given.
const afterLeaving = 366

// stranger says why somebody may not be on the list, "" if he may. Whoever died
// or retired was a member before; that is what the occasion is about.
func (l *listing) stranger(m *Member) string {
	day := l.sheet.Day
	if !day.Valid() || m.On(day) {
		return ""
	}
	for _, s := range m.Spells {
		if s.From > day {
			continue
		}
		switch l.occ.ID {
		case "death_member", "survivor":
			return ""
		case "retirement":
			if s.To != 0 && day.DaysSince(s.To) <= afterLeaving {
				return ""
			}
		}
	}
	return whyNot(m, day)
}
