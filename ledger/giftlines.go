package ledger

import (
	"fmt"
	"slices"
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
	in = l.worth(in)
	for i, x := range in {
		s := l.line(i+1, x)
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

// worth puts what goods out of stock are worth on the lines that say no amount,
// to the fen.
func (l *listing) worth(in []Share) []Share {
	if l.gift.Article == 0 || l.gift.Each != 0 || slices.ContainsFunc(in, func(x Share) bool { return x.Amount != 0 || x.Qty < 0 }) {
		return in
	}
	all, qty := 0, make([]int, len(in))
	for i, x := range in {
		qty[i] = max(x.Qty, 1)
		all += qty[i]
	}
	cost, err := Reissue(l.r, l.gift.Article, all, l.sheet.Voucher)
	if err != nil {
		l.ps.Add("shares", "", CodeState, "%s", err.Error())
		return in
	}
	out := slices.Clone(in)
	for i, m := range SplitIssue(cost, qty) {
		out[i].Amount = m
	}
	return out
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

// person settles who a line is for: a member, with the entry that counts, or a
// guest at an event. Whether he may be given to is the rules' business.
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
}
