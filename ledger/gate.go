package ledger

import (
	"fmt"
	"slices"
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
		signaturesGate(r, m),
		depreciationGate(r, m),
		suspenseGate(r, m),
		advancesGate(r, m),
		overdrawnGate(r, m),
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

// overdrawnGate looks for balances on the side where they cannot be: a bank
// account below zero, more sent up or paid back than was owed.
func overdrawnGate(r Reader, m Month) Gate {
	g := Gate{ID: "overdrawn", Name: "余额方向", Text: "没有透支的账户，往来余额方向正常。"}
	note := func(a Account, debit Money, what string) {
		g.Open = true
		if g.Count++; g.Count == 1 {
			g.Text = fmt.Sprintf("%s %s %s 元，请核对是否漏记或记错。", a.Title(), what, debit.Abs().Grouped())
		}
	}
	for _, a := range BankAccounts(r) {
		if b := OwnBalance(r, a.Code, m); b < 0 {
			note(a, b, "透支")
		}
	}
	for _, c := range []Code{"211", "215", "221"} {
		if a, ok := r.Account(c); ok && Balance(r, c, m) > 0 {
			note(a, Balance(r, c, m), "多付了")
		}
	}
	if a, ok := r.Account("135"); ok && Balance(r, "135", m) < 0 {
		note(a, Balance(r, "135", m), "多收了")
	}
	return g
}
