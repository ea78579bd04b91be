package ledger

import "fmt"

// LendTo lends money to a member (T23): 135 on the debit side, never an expense.
type LendTo struct {
	Member   MemberID
	Day      Day
	Amount   Money
	Account  Code // a leaf below 135; "": see Detail
	Detail   bool // a detail account of the member's own, made here
	Money    Code // a leaf below 101 or 102
	Why      string
	Plan     []Instalment // adds up to Amount; empty: no days were agreed
	Approved Approval
	Papers   int
	Post     bool
	Reviewer string
}

// Name of the act.
func (LendTo) Name() string { return "loan.lend" }

// Posts reports whether the act posts on the way.
func (a LendTo) Posts() bool { return a.Post }

// Decide makes the loan and its voucher.
func (a LendTo) Decide(r Reader, by Stamp) (Plan, error) {
	var ps Problems
	m, ok := r.Member(a.Member)
	if !ok || m.Into != 0 {
		ps.Add("member", "", CodeRequired, "请选择借款的会员。")
	}
	checkOwnMoney(r, a.Money, &ps)
	checkSum(a.Amount, "amount", &ps)
	why, _ := Clean(a.Why)
	if why == "" {
		ps.Add("why", "", CodeRequired, "请写明借款的原因，例如“火灾后重建，分七个月归还”。")
	}
	a.checkPlan(&ps)
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	code, accounts, err := a.account(r, m)
	if err != nil {
		return Plan{}, err
	}
	l := Loan{ID: r.LastLoan() + 1, Member: m.ID, Day: a.Day, Amount: a.Amount, Account: code, Why: why, Plan: a.Plan, Approved: cleanApproval(a.Approved), Voucher: r.LastVoucher() + 1}
	text := "借款给" + m.Name + "（" + l.ID.String() + "）"
	v := Voucher{ID: l.Voucher, Day: a.Day, Maker: by.Operator, State: Draft, Template: "T23", Source: loanSource, Payee: m.Name, Papers: a.Papers,
		Lines: []Line{{Summary: text, Account: code, Debit: a.Amount}, {Summary: text, Account: a.Money, Credit: a.Amount}}}
	if err := bookWith(r, by, accounts, a.Post, a.Reviewer, &v); err != nil {
		return Plan{}, err
	}
	p := Plan{Title: fmt.Sprintf("%s %s 元", text, a.Amount.Grouped()), Voucher: v.ID, Member: m.ID, Object: loanObject(l.ID)}
	if a.Post {
		p.Title = v.Ref() + " " + p.Title
	}
	for _, x := range accounts {
		p.Changes = append(p.Changes, Put(x))
	}
	p.Changes = append(p.Changes, Put(v), Put(l))
	return p, nil
}

// checkOwnMoney wants a money account that is the union's own.
func checkOwnMoney(r Accounts, c Code, ps *Problems) {
	if t := c.Top(); t != "101" && t != "102" {
		ps.Add("money", "", CodeBadValue, "请选择现金（101）或银行存款（102）的科目。")
	}
	for _, t := range Trust(r.Chart()) {
		if c.Under(t) {
			ps.Add("money", "", CodeBadValue, "%s 是代管别人的钱，不能借给会员。", AccountTitle(r, c))
		}
	}
}

func checkSum(m Money, field string, ps *Problems) {
	switch {
	case m <= 0:
		ps.Add(field, "", CodeBadAmount, "金额要大于零。")
	case m > MaxMoney:
		ps.Add(field, "", CodeTooLarge, "金额超过上限 %s 元。", MaxMoney.Grouped())
	}
}

func (a LendTo) checkPlan(ps *Problems) {
	var sum Money
	last := a.Day
	for i, x := range a.Plan {
		row := fmt.Sprintf("第 %d 期", i+1)
		switch {
		case !x.Due.Valid() || x.Due < last:
			ps.Add("plan", row, CodeBadDay, "还款日要在借款日和上一期之后。")
		case x.Amount <= 0 || x.Amount > a.Amount:
			ps.Add("plan", row, CodeBadAmount, "每期金额要大于零，不超过借款金额。")
		}
		last = max(last, x.Due)
		sum += min(x.Amount, MaxMoney)
	}
	if len(a.Plan) > 0 && sum != a.Amount {
		ps.Add("plan", "", CodeUnbalanced, "各期合计 %s 元，借款 %s 元，两者要相等。", sum.Grouped(), a.Amount.Grouped())
	}
}

// cleanApproval takes an approval from a form.
func cleanApproval(a Approval) Approval {
	a.By = CleanName(a.By)
	a.Minute, _ = Clean(a.Minute)
	return a
}

// loanAccount is what the account for all members' loans is called.
const loanAccount = "会员借款"

// account settles where the debt stands, and the accounts that must be made.
func (a LendTo) account(r Reader, m Member) (Code, []Account, error) {
	chart := r.Chart()
	name := map[bool]string{true: m.Name, false: loanAccount}[a.Detail]
	whole := IsLeaf(chart, "135")
	switch {
	case a.Account != "" && a.Account.Under("135"):
		return a.Account, nil, nil
	case a.Account != "":
		return "", nil, &Error{Code: CodeBadValue, Problems: []Problem{{"account", "", CodeBadValue, "借款要记在其他应收款（135）下面。"}}}
	case whole && !a.Detail:
		return "135", nil, nil
	}
	for _, x := range chart {
		if x.Code.Under("135") && x.Name == name && !x.Off && IsLeaf(chart, x.Code) && x.Code != "135" {
			return x.Code, nil, nil
		}
	}
	b := &fundBuilder{r: r, chart: append([]Account(nil), chart...)}
	if whole && (Balance(r, "135", farMonth) != 0 || b.settled("135") != nil) {
		return "", nil, &Error{Code: CodeState, Problems: []Problem{{"account", "", CodeState, "135 上已有没分明细的余额，不能再分明细。请先结清，或者不单独开明细。"}}}
	}
	c, err := b.child("135", name)
	if err != nil {
		return "", nil, err
	}
	nu, _ := inChart(b.chart, c)
	return c, []Account{nu}, nil
}

// bookWith is [bookNow] in a chart that gets accounts by the same act.
func bookWith(r Reader, by Stamp, more []Account, post bool, reviewer string, v *Voucher) error {
	if len(more) == 0 {
		return bookNow(r, by, post, reviewer, v)
	}
	if err := tidyVoucher(r, v); err != nil {
		return err
	}
	if err := CheckVoucher(v, append(append([]Account(nil), r.Chart()...), more...), r.Unit().Words).Err(); err != nil || !post {
		return err
	}
	if err := mayReview(r, v, cmpOr(reviewer, by.Operator)); err != nil {
		return err
	}
	v.Reviewer = cmpOr(reviewer, by.Operator)
	giveNumber(r, by, v, 0)
	return nil
}

// RepayLoan takes back a part or the whole of a loan.
type RepayLoan struct {
	Loan     LoanID
	Day      Day
	Amount   Money // 0: all that is open
	Money    Code
	Papers   int
	Post     bool
	Reviewer string
}

// Name of the act.
func (RepayLoan) Name() string { return "loan.repay" }

// Posts reports whether the act posts on the way.
func (a RepayLoan) Posts() bool { return a.Post }

// Decide books the repayment.
func (a RepayLoan) Decide(r Reader, by Stamp) (Plan, error) {
	l, ok := r.Loan(a.Loan)
	if !ok {
		return Plan{}, Errf(CodeUnknown, "没有找到这笔借款。")
	}
	lent, _ := r.Voucher(l.Voucher)
	switch {
	case l.Void != "":
		return Plan{}, Errf(CodeState, "%s 已作废（%s），没有要还的。", l.ID, l.Void)
	case lent.State != Posted:
		return Plan{}, Errf(CodeState, "%s 的借款凭证还没有过账，不能登记还款。", l.ID)
	case l.Open() == 0:
		return Plan{}, Errf(CodeState, "%s 已经还清了。", l.ID)
	}
	var ps Problems
	if a.Amount == 0 {
		a.Amount = l.Open()
	}
	checkOwnMoney(r, a.Money, &ps)
	checkSum(a.Amount, "amount", &ps)
	if a.Amount > l.Open() {
		ps.Add("amount", "", CodeBadAmount, "还欠 %s 元，填了 %s 元。多收的钱请另记代收款。", l.Open().Grouped(), a.Amount.Grouped())
	}
	if a.Day.Valid() && a.Day < l.Day {
		ps.Add("day", "", CodeBadDay, "还款不能早于借款日 %s。", l.Day)
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	m, _ := r.Member(l.Member)
	text := m.Name + "归还借款（" + l.ID.String() + "）"
	v := Voucher{ID: r.LastVoucher() + 1, Day: a.Day, Maker: by.Operator, State: Draft, Source: loanSource, Payee: m.Name, Papers: a.Papers,
		Lines: []Line{{Summary: text, Account: a.Money, Debit: a.Amount}, {Summary: text, Account: l.Account, Credit: a.Amount}}}
	if a.Papers == 0 {
		v.NoPaper = "收款依据见借款登记"
	}
	if err := bookNow(r, by, a.Post, a.Reviewer, &v); err != nil {
		return Plan{}, err
	}
	nu := l
	nu.Back = append(append([]Repayment(nil), l.Back...), Repayment{Day: a.Day, Amount: a.Amount, Voucher: v.ID})
	p := Plan{Title: fmt.Sprintf("%s %s 元，还欠 %s 元", text, a.Amount.Grouped(), nu.Open().Grouped()), Voucher: v.ID, Member: m.ID, Object: loanObject(l.ID),
		Changes: []Change{Put(v), Edit(l, nu)}}
	if a.Post {
		p.Title = v.Ref() + " " + p.Title
	}
	return p, nil
}
