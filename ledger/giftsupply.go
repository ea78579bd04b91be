package ledger

import (
	"fmt"
	"strings"
)

// Decide adds a supplement sheet.
func (a SupplyGift) Decide(r Reader, by Stamp) (Plan, error) {
	old, ok := r.Gift(a.Gift)
	if !ok || old.Void != "" {
		return Plan{}, Errf(CodeUnknown, "没有找到这次慰问，或者它已撤销。")
	}
	if _, _, err := revisable(r, old); err == nil {
		return Plan{}, Errf(CodeState, "%s的名单还没有打印，也没有记账，直接修改名单就可以。", old.ID)
	}
	why, _ := Clean(a.Why)
	var ps Problems
	if strings.TrimSpace(why) == "" {
		ps.Add("why", "", CodeRequired, "请写明为什么要补充，例如“名单漏了人”。")
	}
	if a.Day < old.Day {
		ps.Add("day", "", CodeBadDay, "补充的日期不能早于这次慰问的日期 %s。", old.Day)
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	// The supplement is judged by itself, as of now.
	g := old
	g.Day, g.Made, g.Reason, g.Second, g.Warnings, g.Bill = a.Day, by.Time, a.Reason, a.Second, nil, Bill{}
	if g.Article != 0 {
		g.Each = 0 // what the goods are worth now
	}
	l := listing{r: r, by: by, gift: g, sheet: Sheet{ID: r.LastSheet() + 1, Gift: old.ID, Kind: Supplement, Why: why, By: by.Operator, Made: by.Time}}
	if err := l.make(a.Shares, a.Money); err != nil {
		return Plan{}, err
	}
	p := Plan{Title: "补充 " + l.title(), Object: fmt.Sprintf("sheet/%d", l.sheet.ID), Reason: why}
	if a.Money != "" {
		b := booking{r: r, by: by, gift: l.gift, sheets: []Sheet{l.sheet}, shares: l.shares, day: a.Day, money: a.Money, papers: a.Papers, post: a.Post, reviewer: a.Reviewer}
		if err := b.into(&p, r.LastVoucher()+1); err != nil {
			return Plan{}, err
		}
		l.sheet = b.sheets[0]
	}
	if len(l.gift.Warnings) > 0 {
		nu := old
		nu.Warnings = append(append([]string{}, old.Warnings...), l.gift.Warnings...)
		nu.Reason, nu.Second = joinTexts(old.Reason, l.gift.Reason), joinTexts(old.Second, l.gift.Second)
		p.Changes = append(p.Changes, Edit(old, nu))
	}
	p.Changes = append(append(p.Changes, Put(l.sheet)), puts(l.shares)...)
	return p, nil
}

// joinTexts adds a text behind another, once.
func joinTexts(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "" || strings.Contains(a, b):
		return a
	}
	return a + "；" + b
}
