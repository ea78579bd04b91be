package ledger

import (
	"fmt"
	"strings"
)

// FundPart is one person's part in what comes into a fund or goes out of it.
type FundPart struct {
	Member MemberID // 0: a person outside the register, or an organisation
	Name   string   // of one outside
	Amount Money    // above 0
	What   string
}

// FundIn takes contributions of one or many persons into a fund by one voucher
// (T25): the money account of trust money on the debit side, the fund's on the
// credit side. Never income.
type FundIn struct {
	Fund     FundID
	Day      Day
	Money    Code // one of [Trust]
	Parts    []FundPart
	Payee    string
	Papers   int
	Post     bool
	Reviewer string
}

// Name of the act.
func (FundIn) Name() string { return "fund.in" }

// Posts reports whether the act posts on the way.
func (a FundIn) Posts() bool { return a.Post }

// Decide books the contributions.
func (a FundIn) Decide(r Reader, by Stamp) (Plan, error) { return moveFund(r, by, a, false) }

// FundOut pays out of a fund, to one or many persons by one voucher.
type FundOut FundIn

// Name of the act.
func (FundOut) Name() string { return "fund.out" }

// Posts reports whether the act posts on the way.
func (a FundOut) Posts() bool { return a.Post }

// Decide books the payments; a fund pays no more than it holds.
func (a FundOut) Decide(r Reader, by Stamp) (Plan, error) { return moveFund(r, by, FundIn(a), true) }

func moveFund(r Reader, by Stamp, a FundIn, out bool) (Plan, error) {
	f, ok := r.Fund(a.Fund)
	switch {
	case !ok:
		return Plan{}, Errf(CodeUnknown, "没有找到这项代管资金。")
	case f.Closed != 0:
		return Plan{}, Errf(CodeState, "“%s”已于 %s 结清，不能再收付。", f.Name, f.Closed)
	case len(a.Parts) == 0:
		return Plan{}, Errf(CodeRequired, "还没有填写是谁的、多少钱。")
	}
	var ps Problems
	if a.Day.Valid() && a.Day < f.Opened {
		ps.Add("day", "", CodeBadDay, "“%s”从 %s 开始，日期不能更早。", f.Name, f.Opened)
	}
	checkTrustAccount(r, a.Money, &ps)
	id := r.LastVoucher() + 1
	total, moves := fundParts(r, a, f, id, out, &ps)
	if held := SumFund(r, f.ID, 0).Balance(); out && len(ps) == 0 && total > held {
		ps.Add("amount", "", CodeBadAmount, "“%s”只有 %s 元，不够付 %s 元。", f.Name, held.Grouped(), total.Grouped())
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	v := fundVoucher(a, f, id, by, total, out)
	p := Plan{Title: fmt.Sprintf("%s，共 %s 元", v.Summary(), total.Grouped()), Voucher: id, Object: fmt.Sprintf("fund/%d", f.ID)}
	if err := bookNow(r, by, a.Post, a.Reviewer, &v); err != nil {
		return Plan{}, err
	}
	if a.Post {
		p.Title = v.Ref() + " " + p.Title
	}
	p.Changes = append([]Change{Put(v)}, moves...)
	return p, nil
}

// checkTrustAccount wants a money account that is kept for others.
func checkTrustAccount(r Accounts, c Code, ps *Problems) {
	for _, t := range Trust(r.Chart()) {
		if c.Under(t) {
			return
		}
	}
	ps.Add("money", "", CodeBadValue, "代管的钱要放在现金或银行的“代管经费”明细里，请从中选一个。")
}

// fundParts turns parts into moves and adds them up.
func fundParts(r Register, a FundIn, f Fund, id VoucherID, out bool, ps *Problems) (Money, []Change) {
	var total Money
	var moves []Change
	seen := map[MemberID]bool{}
	for i, x := range a.Parts {
		m := FundMove{Voucher: id, No: i + 1, Fund: f.ID, Day: a.Day, Member: x.Member, Name: CleanName(x.Name), Amount: x.Amount}
		m.What, _ = Clean(x.What)
		if x.Member != 0 {
			p, ok := r.Member(x.Member)
			if !ok {
				ps.Add("parts", fmt.Sprintf("第 %d 行", i+1), CodeUnknown, "名册里没有这个人。")
				continue
			}
			m.Name = p.Name
			if seen[x.Member] {
				ps.Add("parts", m.Name, CodeExists, "同一个人写了两次，请合成一笔。")
			}
			seen[x.Member] = true
		}
		sum, fits := total.Plus(x.Amount)
		switch {
		case m.Name == "":
			ps.Add("parts", fmt.Sprintf("第 %d 行", i+1), CodeRequired, "请写明是谁。")
		case x.Amount <= 0:
			ps.Add("parts", m.Name, CodeBadAmount, "金额要大于零；退回请登记为付出，记错请冲销原凭证。")
		case x.Amount > MaxMoney || !fits || sum > MaxMoney:
			ps.Add("parts", m.Name, CodeTooLarge, "金额超过上限。")
		default:
			total = sum
		}
		if out {
			m.Amount = -m.Amount
		}
		moves = append(moves, Put(m))
	}
	return total, moves
}

func fundVoucher(a FundIn, f Fund, id VoucherID, by Stamp, total Money, out bool) Voucher {
	v := Voucher{ID: id, Day: a.Day, Maker: by.Operator, State: Draft, Template: "T25c", Source: fundSource, Payee: a.Payee, Papers: a.Papers}
	text := "收" + f.Name
	lines := []Line{{Account: a.Money, Debit: total}, {Account: f.Account, Credit: total}}
	if out {
		v.Template, text = "T25d", "付"+f.Name
		lines = []Line{{Account: f.Account, Debit: total}, {Account: a.Money, Credit: total}}
	}
	if n := len(a.Parts); n > 1 {
		text += fmt.Sprintf(" %d人", n)
	}
	if a.Papers == 0 {
		v.NoPaper = "附收付名单"
	}
	for i := range lines {
		lines[i].Summary = text
	}
	v.Lines = lines
	return v
}

// bookNow tidies a voucher that an act made, and posts it if asked; a draft is
// judged in full too, because it cannot be changed by hand.
func bookNow(r Reader, by Stamp, post bool, reviewer string, v *Voucher) error {
	if err := tidyVoucher(r, v); err != nil {
		return err
	}
	if post {
		return postNow(r, by, reviewer, v, 0)
	}
	return CheckVoucher(v, r.Chart(), r.Unit().Words).Err()
}

// CloseFund ends a fund with nothing left in it. Of a collection it must be said
// to whom it was handed over.
type CloseFund struct {
	Fund FundID
	Day  Day
	Why  string
}

// Name of the act.
func (CloseFund) Name() string { return "fund.close" }

// Decide holds the balance at zero.
func (a CloseFund) Decide(r Reader, by Stamp) (Plan, error) {
	f, ok := r.Fund(a.Fund)
	s := SumFund(r, a.Fund, 0)
	last, waits := fundEnd(r, a.Fund)
	switch {
	case !ok:
		return Plan{}, Errf(CodeUnknown, "没有找到这项代管资金。")
	case f.Closed != 0:
		return Plan{}, Errf(CodeState, "“%s”已经结清了。", f.Name)
	case waits:
		return Plan{}, Errf(CodeState, "“%s”还有没过账的凭证。请先过账或作废，再结清。", f.Name)
	case s.Balance() != 0:
		return Plan{}, Errf(CodeState, "“%s”还有 %s 元，要先付清或退还，余额为零才能结清。", f.Name, s.Balance().Grouped())
	case strings.TrimSpace(a.Why) == "" && f.Kind == Collection:
		return Plan{}, &Error{Code: CodeRequired, Problems: []Problem{{"why", "", CodeRequired, "请写明捐款交给了谁、怎样公布的。"}}}
	case !a.Day.Valid() || a.Day < last:
		return Plan{}, &Error{Code: CodeBadDay, Problems: []Problem{{"day", "", CodeBadDay, "结清的日期不能早于最后一笔收付（" + max(last, f.Opened).String() + "）。"}}}
	}
	nu := f
	nu.Closed = a.Day
	return Plan{Title: "结清代管资金 " + f.Name, Reason: strings.TrimSpace(a.Why), Object: fmt.Sprintf("fund/%d", f.ID), Changes: []Change{Edit(f, nu)}}, nil
}

// fundEnd is the day of the last move, and whether any waits for posting.
func fundEnd(r Reader, id FundID) (last Day, waits bool) {
	for m := range r.Moves(id) {
		last = m.Day
		if v, ok := r.Voucher(m.Voucher); ok && v.State != Posted {
			waits = true
		}
	}
	return last, waits
}

// ChangeFund changes what a fund says of itself: name, purpose, rules. Kind and
// account stay.
type ChangeFund struct {
	Fund                 FundID
	Text, Purpose, Rules string
}

// Name of the act.
func (ChangeFund) Name() string { return "fund.change" }

// Decide checks the name.
func (a ChangeFund) Decide(r Reader, by Stamp) (Plan, error) {
	f, ok := r.Fund(a.Fund)
	if !ok {
		return Plan{}, Errf(CodeUnknown, "没有找到这项代管资金。")
	}
	nu := f
	var ps Problems
	nu.Name, nu.Purpose, nu.Rules = fundTexts(r, f.ID, a.Text, a.Purpose, a.Rules, &ps)
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	return Plan{Title: "修改代管资金 " + nu.Name, Object: fmt.Sprintf("fund/%d", f.ID), Changes: []Change{Edit(f, nu)}}, nil
}

// fundTexts cleans the words of a fund; no two open ones have the same name.
func fundTexts(r Aid, self FundID, name, purpose, rules string, ps *Problems) (string, string, string) {
	name, _ = Clean(name)
	purpose, _ = Clean(purpose)
	rules, _ = Clean(rules)
	switch {
	case name == "":
		ps.Add("name", "", CodeRequired, "请填写名称，例如“大病互助金”“羽毛球社”“为某某同事捐款”。")
	case len([]rune(name)) > 30:
		ps.Add("name", "", CodeTooLarge, "名称最多 30 个字。")
	case strings.Contains(name, "收入"):
		ps.Add("name", "", CodeBadValue, "代管的钱不是工会收入，名称里请不要写“收入”。")
	}
	for f := range r.Funds() {
		if f.ID != self && f.Name == name && f.Closed == 0 {
			ps.Add("name", "", CodeExists, "已经有一项叫“%s”的代管资金（%s）。", name, f.ID)
		}
	}
	return name, purpose, rules
}
