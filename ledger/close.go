package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// Gate is one condition of a month's close. A hard gate is never passed over; a
// soft one may be, with a reason that the auditor sees.
type Gate struct {
	ID    string // drafts, cash-count …
	Name  string // in Chinese
	Hard  bool
	Open  bool   // true: stands in the way
	Text  string // what is wrong, or why it is fine
	Count int    // how many things it found
}

// Gates judges all conditions of closing a month, hard ones first.
func Gates(r Reader, m Month) []Gate {
	return []Gate{
		draftsGate(r, m),
		problemGate("balance", "试算平衡", "借贷平衡。", trialProblems(r, m)),
		problemGate("identities", "资产与结余勾稽", "勾稽关系成立。", Identities(r, m)),
		problemGate("numbers", "凭证号连续", "凭证号连续。", NumbersGap(r, m)),
		cashGate(r, m),
		bankGate(r, m),
		receiptsGate(r, m),
		depreciationGate(r, m),
		suspenseGate(r, m),
		advancesGate(r, m),
	}
}

func draftsGate(r Reader, m Month) Gate {
	g := Gate{ID: "drafts", Name: "没有未过账的凭证", Hard: true, Text: "没有未过账的凭证。"}
	for v := range r.Pending() {
		if v.Month() <= m {
			g.Count++
		}
	}
	if g.Count > 0 {
		g.Open, g.Text = true, fmt.Sprintf("还有 %d 张凭证没有过账。请审核过账，或作废。", g.Count)
	}
	return g
}

func trialProblems(r Accounts, m Month) Problems {
	var ps Problems
	var dr, cr Money
	for _, c := range []Code{"1", "2", "3", "4", "5"} {
		p := r.Sums(c, MonthPeriod(m)).All()
		dr, cr = dr+p.Debit, cr+p.Credit
	}
	if dr != cr {
		ps.Add("balance", "", CodeUnbalanced, "本月借方 %s，贷方 %s，不相等。", dr.Grouped(), cr.Grouped())
	}
	return ps
}

func problemGate(id, name, fine string, ps Problems) Gate {
	g := Gate{ID: id, Name: name, Hard: true, Text: fine, Count: len(ps), Open: len(ps) > 0}
	if g.Open {
		g.Text = ps[0].Text
	}
	return g
}

func cashGate(r Reader, m Month) Gate {
	g := Gate{ID: "cash-count", Name: "现金盘点"}
	book, count := Balance(r, "101", m), r.MonthPage(m).Cash
	moved := r.Sums("101", MonthPeriod(m)).All() != Pair{}
	switch {
	case count == nil && book == 0 && !moved:
		g.Text = "没有现金。"
	case count == nil:
		g.Open, g.Text = true, fmt.Sprintf("还没有登记月末现金盘点（账面 %s 元）。", book.Grouped())
	case count.Amount != book:
		g.Open, g.Text = true, fmt.Sprintf("盘点 %s 元，账面 %s 元，相差 %s 元。", count.Amount.Grouped(), book.Grouped(), (count.Amount-book).Grouped())
	default:
		g.Text = "盘点与账面一致：" + book.Grouped() + " 元。"
	}
	return g
}

// BankAccounts are the leaf accounts below 102, and any account above them that
// was posted to before it had details.
func BankAccounts(r Accounts) []Account {
	var out []Account
	chart := r.Chart()
	for _, a := range chart {
		if a.Code.Under("102") && (IsLeaf(chart, a.Code) || OwnBalance(r, a.Code, MonthOf(2199, 12)) != 0) {
			out = append(out, a)
		}
	}
	return out
}

// OwnBalance is the debit balance of an account at the end of a month without
// what lies below it.
func OwnBalance(r Accounts, c Code, m Month) Money {
	free, restricted := ownBalance(r, r.Chart(), c, m)
	return free + restricted
}

func bankGate(r Reader, m Month) Gate {
	g := Gate{ID: "bank-balance", Name: "银行对账", Text: "银行余额已核对。"}
	page := r.MonthPage(m)
	for _, a := range BankAccounts(r) {
		book := OwnBalance(r, a.Code, m)
		if book == 0 && (r.Sums(a.Code, MonthPeriod(m)).All() == (Pair{}) || !IsLeaf(r.Chart(), a.Code)) {
			continue
		}
		i := slices.IndexFunc(page.Banks, func(b BankBalance) bool { return b.Account == a.Code })
		switch {
		case i < 0:
			g.Text = fmt.Sprintf("还没有登记 %s 的银行对账单余额（账面 %s 元）。", a.Title(), book.Grouped())
		case page.Banks[i].Amount != book && page.Banks[i].Why == "":
			g.Text = fmt.Sprintf("%s：对账单 %s 元，账面 %s 元，差额没有说明。", a.Title(), page.Banks[i].Amount.Grouped(), book.Grouped())
		default:
			continue
		}
		g.Open = true
		g.Count++
	}
	return g
}

func receiptsGate(r Reader, m Month) Gate {
	g := Gate{ID: "receipts", Name: "附件齐全", Text: "每张凭证都有附件或说明。"}
	for range r.Unproved(MonthPeriod(m)) {
		g.Count++
	}
	if g.Count > 0 {
		g.Open, g.Text = true, fmt.Sprintf("%d 张凭证还没有附件，也没有写“无需附件”的原因。", g.Count)
	}
	return g
}

func depreciationGate(r Reader, m Month) Gate {
	g := Gate{ID: "depreciation", Name: "计提折旧", Text: "没有需要计提折旧的固定资产。"}
	cost, worn := Balance(r, "162", m), -Balance(r, "163", m)
	if cost <= worn {
		return g
	}
	g.Text = "本月已计提折旧。"
	if r.Sums("163", MonthPeriod(m)).All().Credit == 0 {
		g.Open, g.Text = true, "有固定资产，本月还没有计提折旧（借30104 贷163）。"
	}
	return g
}

func suspenseGate(r Reader, m Month) Gate {
	g := Gate{ID: "suspense", Name: "待处理财产损溢", Text: "待处理财产损溢为零。"}
	if b := Balance(r, "182", m); b != 0 {
		g.Open, g.Count, g.Text = true, 1, fmt.Sprintf("待处理财产损溢还有 %s 元没有处理。", b.Grouped())
	}
	return g
}

// AdvanceMonths is how long an advance may stand before the close asks why.
const AdvanceMonths = 3

func advancesGate(r Reader, m Month) Gate {
	g := Gate{ID: "advances", Name: "借支清理", Text: "没有超过三个月的借支。"}
	before := m.Add(-AdvanceMonths)
	if b := Balance(r, "135", m); b > 0 && before >= r.Unit().Start {
		settled := r.Sums("135", Period{before.Add(1), m}).All().Credit
		if old := Balance(r, "135", before) - settled; old > 0 {
			g.Open, g.Count, g.Text = true, 1, fmt.Sprintf("其他应收款有 %s 元超过三个月没有结清。", old.Grouped())
		}
	}
	return g
}

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
		case id != "soft" && id != "signatures" && i < 0:
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
	for _, c := range []Code{"32101", "32102", "32103"} {
		move(c, "32104", net[c], true, text)
	}
	move("32104", "32204", -released, true, text+"已完成专项")
	for _, c := range []Code{"32201", "32202", "32203", "32204"} {
		move(c, "32205", net[c], false, text)
	}
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
	nu.Reopened = append(slices.Clone(page.Reopened), Reopened{a.Reason, by.Operator, by.Time})
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
