package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// CloseMonth closes a month: its gates, the automatic closing voucher, in
// December the year's transfers too. Without names soft gates (or "soft" for
// all) and why they are passed over.
type CloseMonth struct {
	Month   Month
	Without map[string]string
	// Released is what became 结余 of finished restricted projects, in December
	// (32104 → 32204).
	Released Money
}

// Name of the act.
func (CloseMonth) Name() string { return "month.close" }

// Decide checks the gates and builds the closing vouchers.
func (a CloseMonth) Decide(r Reader, by Stamp) (Plan, error) {
	m := a.Month
	page := r.MonthPage(m)
	first := FirstOpen(r)
	switch {
	case !m.Valid() || m < r.Unit().Start:
		return Plan{}, Errf(CodeBadDay, "%s不在账本的期间里，账本从%s开始。", m.Chinese(), r.Unit().Start.Chinese())
	case page.Closed:
		return Plan{}, Errf(CodeState, "%s已经结账。", m.Chinese())
	case m != first:
		return Plan{}, Errf(CodeState, "要按月顺序结账，请先结%s。", first.Chinese())
	}
	if err := a.checkReleased(r); err != nil {
		return Plan{}, err
	}
	passed, err := a.judge(r)
	if err != nil {
		return Plan{}, err
	}
	nu := page
	nu.Closed, nu.ClosedBy, nu.ClosedAt, nu.Passed = true, by.Operator, by.Time, passed
	p := Plan{Title: m.Chinese() + "结账"}
	for _, g := range passed {
		p.Reason = strings.TrimPrefix(p.Reason+"；"+g.Gate+"："+g.Reason, "；")
	}
	vs := closingVouchers(r, m, by, a.Released)
	for i, v := range vs {
		v.ID = r.LastVoucher() + 1 + VoucherID(i)
		v.Number = r.LastNumber(m, WordClosing) + 1 + i
		if ps := CheckVoucher(&v, r.Chart(), r.Unit().Words); len(ps) > 0 {
			return Plan{}, ps.Err()
		}
		p.Changes = append(p.Changes, Put(v))
	}
	p.Changes = append(p.Changes, Edit(page, nu))
	return p, nil
}

// Releasable is the restricted money at the end of a month, what is not carried
// over yet included: no more can be released to 结余.
func Releasable(r Accounts, m Month) Money {
	have := -Balance(r, "321", m)
	for _, row := range r.Opening().Rows {
		if c := row.Code.Class(); row.Restricted && (c == Income || c == Expense) {
			have -= row.Debit - row.Credit
		}
	}
	for _, c := range []Code{"4", "5"} {
		s := r.Sums(c, Period{To: m})
		have -= s.Restricted.Plus(s.ClosingRestricted).Net()
	}
	return have
}

// checkReleased keeps what finished projects give back within what the
// restricted money amounts to.
func (a CloseMonth) checkReleased(r Reader) error {
	if a.Released == 0 {
		return nil
	}
	if a.Month.Num() != 12 {
		return Errf(CodeBadValue, "已完成专项转为结余只在12月结账时办理。")
	}
	have := Releasable(r, a.Month)
	if a.Released < 0 || a.Released > have {
		return Errf(CodeBadAmount, "已完成专项转为结余的金额应在 0 到专项结转余额 %s 元之间。", max(have, 0).Grouped())
	}
	return nil
}

func (a CloseMonth) judge(r Reader) ([]Passed, error) {
	var open Problems
	var passed []Passed
	gates := Gates(r, a.Month)
	for id, why := range a.Without {
		i := slices.IndexFunc(gates, func(g Gate) bool { return g.ID == id })
		switch {
		case id != "soft" && i < 0:
			open.Add(id, id, CodeUnknown, "没有叫“%s”的结账检查。", id)
		case strings.TrimSpace(why) == "":
			open.Add(id, id, CodeRequired, "跳过“%s”要写明原因。", id)
		}
	}
	for _, g := range gates {
		if !g.Open {
			continue
		}
		why, ok := a.Without[g.ID]
		if !ok {
			why, ok = a.Without["soft"]
		}
		if g.Hard || !ok {
			word := g.ID
			if g.Hard && ok {
				word += "（不能跳过）"
			}
			open.Add(g.ID, g.Name+" "+word, CodeGate, "%s", g.Text)
			continue
		}
		passed = append(passed, Passed{g.ID, strings.TrimSpace(why)})
	}
	if len(open) > 0 {
		return nil, &Error{Code: CodeGate, Text: a.Month.Chinese() + "还不能结账：", Problems: open}
	}
	return passed, nil
}

// closingVouchers carries income and expense over to 32103 and 32203, and at
// the end of a year the year's accounts to 32104 and 32205.
func closingVouchers(r Reader, m Month, by Stamp, released Money) []Voucher {
	chart := r.Chart()
	var out []Voucher
	add := func(lines []Line) {
		if len(lines) > 0 {
			out = append(out, Voucher{Day: m.Last(), Word: WordClosing, State: Posted, Lines: lines, Maker: by.Operator, Reviewer: "自动", Poster: by.Operator, Source: "close"})
		}
	}
	net := map[Code]Money{} // debit balances of 321xx and 322xx, as they will be
	for _, a := range chart {
		if a.Code.Under("321") || a.Code.Under("322") {
			f, x := ownBalance(r, chart, a.Code, m)
			net[a.Code] = f + x
		}
	}
	var lines []Line
	move := func(from, to Code, debit Money, restricted bool, text string) {
		if debit == 0 {
			return
		}
		lines = append(lines, side(Line{Summary: text, Account: from, Restricted: restricted}, -debit), side(Line{Summary: text, Account: to, Restricted: restricted}, debit))
		net[from] -= debit
		net[to] += debit
	}
	for _, a := range chart {
		if c := a.Code.Class(); c != Income && c != Expense {
			continue
		}
		free, restricted := ownBalance(r, chart, a.Code, m)
		text := fmt.Sprintf("结转%s%s", m.Chinese(), a.Name)
		move(a.Code, "32203", free, false, text)
		move(a.Code, "32103", restricted, true, text)
	}
	add(lines)
	if m.Num() != 12 {
		return out
	}
	lines = nil
	text := fmt.Sprintf("%d年年末结转", m.Year())
	all := func(from, to Code, restricted bool) { // own details, and 321 itself, too
		for _, a := range chart {
			if a.Code.Under(from) && !a.Code.Under(to) {
				move(a.Code, to, net[a.Code], restricted, text)
			}
		}
	}
	all("321", "32104", true)
	move("32104", "32204", -released, true, text+"已完成专项")
	all("322", "32205", false)
	add(lines)
	return out
}

// side puts a net amount on the side where it is positive.
func side(l Line, debit Money) Line {
	if debit >= 0 {
		l.Debit = debit
	} else {
		l.Credit = -debit
	}
	return l
}

// ReopenMonth opens the last closed month again. Nothing posted changes: the
// closing vouchers are written off in red, and the seam stays visible.
type ReopenMonth struct {
	Month  Month
	Reason string
}

// Name of the act.
func (ReopenMonth) Name() string { return "month.reopen" }

// Decide allows the last closed month only.
func (a ReopenMonth) Decide(r Reader, by Stamp) (Plan, error) {
	page := r.MonthPage(a.Month)
	switch {
	case strings.TrimSpace(a.Reason) == "":
		return Plan{}, Errf(CodeRequired, "反结账要写明原因。")
	case !page.Closed:
		return Plan{}, Errf(CodeState, "%s没有结账。", a.Month.Chinese())
	case FirstOpen(r) != a.Month.Add(1):
		return Plan{}, Errf(CodeState, "只能反结最后一个已结账的月份（%s）。", FirstOpen(r).Add(-1).Chinese())
	}
	nu := page
	nu.Closed, nu.ClosedBy, nu.ClosedAt = false, "", 0
	nu.Reopened = append(slices.Clone(page.Reopened), Reopened{a.Reason, by.Operator, by.Time, r.Head().Size + 1})
	p := Plan{Title: a.Month.Chinese() + "反结账", Reason: a.Reason, Changes: []Change{Edit(page, nu)}}
	id, n := r.LastVoucher(), r.LastNumber(a.Month, WordClosing)
	for v := range r.Posted(MonthPeriod(a.Month)) {
		if !v.Closing() || v.Reverses != 0 {
			continue
		}
		if _, done := r.ReversedBy(v.ID); done {
			continue
		}
		id, n = id+1, n+1
		red := redOf(&v, id, a.Month.Last(), by.Operator, "注销"+v.Short()+"号凭证：")
		red.Number, red.State, red.Reviewer, red.Poster = n, Posted, "自动", by.Operator
		p.Changes = append(p.Changes, Put(red))
	}
	return p, nil
}
