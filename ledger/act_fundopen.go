package ledger

import (
	"fmt"
	"slices"
)

// OpenFund begins a fund. What is missing for it is made on the way, by the same
// checks as adding accounts by hand: 221, an account below it, and a sub-account
// 代管经费 of cash or bank.
//
// An account that stands without details and has a balance already cannot get
// details without that balance being stranded on it. Then a voucher moves the
// balance to a detail account of its own in the same act; it needs Post and, in a
// book of several, a Reviewer.
type OpenFund struct {
	Text           string // its name
	Kind           FundKind
	Purpose, Rules string
	Day            Day
	Account        Code       // below 221; "": a new one, named like the fund
	Money          Code       // 101 or 102, where its money will lie; "": 102
	Brought        []FundPart // who the balance of Account belongs to, if it has one; empty: nobody named
	Post           bool
	Reviewer       string
}

// Name of the act.
func (OpenFund) Name() string { return "fund.open" }

// Posts reports whether the act posts on the way.
func (a OpenFund) Posts() bool { return a.Post }

// Decide makes the fund and its accounts.
func (a OpenFund) Decide(r Reader, by Stamp) (Plan, error) {
	var ps Problems
	f := Fund{ID: r.LastFund() + 1, Kind: a.Kind, Opened: a.Day, Account: a.Account}
	f.Name, f.Purpose, f.Rules = fundTexts(r, f.ID, a.Text, a.Purpose, a.Rules, &ps)
	if !slices.Contains([]FundKind{MutualFund, ClubFund, Collection}, a.Kind) {
		ps.Add("kind", "", CodeBadValue, "请选择种类：互助金、社团经费或捐款。")
	}
	if !a.Day.Valid() || a.Day.Month() < r.Unit().Start {
		ps.Add("day", "", CodeBadDay, "日期不对，或早于账本启用月份%s。", r.Unit().Start.Chinese())
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	b := &fundBuilder{r: r, chart: slices.Clone(r.Chart())}
	if err := b.account(&f); err != nil {
		return Plan{}, err
	}
	if err := b.purse(cmpCode(a.Money, "102"), f.Name); err != nil {
		return Plan{}, err
	}
	p := Plan{Title: fmt.Sprintf("开设代管资金 %s（%s，科目 %s）", f.Name, f.Kind.Chinese(), f.Account), Object: fmt.Sprintf("fund/%d", f.ID)}
	brought := -Balance(r, f.Account, farMonth) // of an account that was there
	var move VoucherID
	if v, err := b.voucher(a, by); err != nil {
		return Plan{}, err
	} else if v != nil {
		p.Voucher, p.Title = v.ID, p.Title+"；"+v.Ref()+" 把原余额转入明细"
		b.changes = append(b.changes, Put(*v))
		if n := -v.net(f.Account); n != 0 {
			brought, move = n, v.ID
		}
	}
	moves, err := a.broughtMoves(r, f, brought, move)
	if err != nil {
		return Plan{}, err
	}
	p.Changes = append(append(b.changes, Put(f)), moves...)
	return p, nil
}

func cmpCode(c, other Code) Code { return Code(cmpOr(string(c), string(other))) }

// broughtMoves names what the account holds when it becomes a fund's.
func (a OpenFund) broughtMoves(r Reader, f Fund, brought Money, id VoucherID) ([]Change, error) {
	var ps Problems
	if brought == 0 {
		if len(a.Brought) > 0 {
			ps.Add("brought", "", CodeBadValue, "科目 %s 没有余额，不用填写原有的名单。", f.Account)
		}
		return nil, ps.Err()
	}
	no := 0
	if id == 0 {
		for m := range r.MovesOf(0) {
			no = max(no, m.No)
		}
	}
	if len(a.Brought) == 0 {
		return []Change{Put(FundMove{Voucher: id, No: no + 1, Fund: f.ID, Day: a.Day, Name: "原有余额", Amount: brought, What: "建立名单以前"})}, nil
	}
	total, moves := fundParts(r, FundIn{Day: a.Day, Parts: a.Brought}, f, id, false, &ps)
	if len(ps) == 0 && total != brought {
		ps.Add("brought", "", CodeUnbalanced, "名单合计 %s 元，科目 %s 的余额是 %s 元，两者要相等。", total.Grouped(), f.Account, brought.Grouped())
	}
	for i, c := range moves {
		m := c.After.(FundMove)
		m.No += no
		moves[i] = Put(m)
	}
	return moves, ps.Err()
}

// fundBuilder collects what a new fund needs.
type fundBuilder struct {
	r       Reader
	chart   []Account
	changes []Change
	splits  []split
}

// split is an account that gets details while it has a balance: what is to be
// moved to which of them.
type split struct {
	from, to Code
	to2      Code // of cash and bank: what 221 holds already goes to the trust part
}

func (b *fundBuilder) put(a Account, old *Account) {
	if old != nil {
		b.changes = append(b.changes, Edit(*old, a))
		i := slices.IndexFunc(b.chart, func(x Account) bool { return x.Code == a.Code })
		b.chart[i] = a
		return
	}
	b.changes = append(b.changes, Put(a))
	b.chart = append(b.chart, a)
}

// child adds the next free detail account below parent.
func (b *fundBuilder) child(parent Code, name string) (Code, error) {
	up, ok := inChart(b.chart, parent)
	if !ok || up.Off {
		return "", Errf(CodeState, "科目 %s 没有启用，不能在它下面增加明细。", parent)
	}
	for n := 1; n < 100; n++ {
		c := Code(fmt.Sprintf("%s%02d", parent, n))
		if _, taken := inChart(b.chart, c); taken {
			continue
		}
		if len(c) > 9 {
			break
		}
		b.put(Account{Code: c, Name: name, Credit: up.Credit, Origin: Own}, nil)
		return c, nil
	}
	return "", Errf(CodeTooLarge, "科目 %s 下面已经没有空的编码了。", parent)
}

// account settles the fund's own account.
func (b *fundBuilder) account(f *Fund) error {
	if _, ok := b.r.Account("221"); !ok {
		std, _ := StandardOf("221")
		b.put(std.Account, nil)
	} else if a, _ := b.r.Account("221"); a.Off {
		old := a
		a.Off = false
		b.put(a, &old)
	}
	if f.Account != "" {
		a, ok := b.r.Account(f.Account)
		if !ok || a.Off || f.Account == "221" || !f.Account.Under("221") || !IsLeaf(b.chart, f.Account) {
			return &Error{Code: CodeBadValue, Problems: []Problem{{"account", "", CodeBadValue, "请选择 221 下面最末一级、已启用的科目，或者留空由程序新开一个。"}}}
		}
		if old, taken := FundOn(b.r, f.Account); taken && old.Closed == 0 {
			return &Error{Code: CodeExists, Problems: []Problem{{"account", "", CodeExists, fmt.Sprintf("科目 %s 已是“%s”的科目，一项代管资金用一个科目。", f.Account, old.Name)}}}
		} else if taken {
			return &Error{Code: CodeExists, Problems: []Problem{{"account", "", CodeExists, fmt.Sprintf("科目 %s 用过（%s），请留空由程序新开一个。", f.Account, old.Name)}}}
		}
		return b.settled(f.Account)
	}
	whole := IsLeaf(b.r.Chart(), "221")
	c, err := b.child("221", f.Name)
	f.Account = c
	if err != nil || !whole {
		return err
	}
	return b.split("221", c, "")
}

// purse makes sure that there is a place for trust money below 101 or 102.
func (b *fundBuilder) purse(top Code, fund string) error {
	if top != "101" && top != "102" {
		return &Error{Code: CodeBadValue, Problems: []Problem{{"money", "", CodeBadValue, "代管的钱放在现金（101）或银行存款（102）里，请选一个。"}}}
	}
	for _, c := range Trust(b.chart) {
		if a, _ := inChart(b.chart, c); c.Under(top) && !a.Off {
			return nil
		}
	}
	if !IsLeaf(b.chart, top) {
		_, err := b.child(top, "代管经费")
		return err
	}
	own, err := b.child(top, map[Code]string{"101": "工会现金", "102": "工会经费户"}[top])
	if err != nil {
		return err
	}
	trust, err := b.child(top, "代管经费")
	if err != nil {
		return err
	}
	return b.split(top, own, trust)
}

// settled refuses while vouchers on an account wait: what it holds would change
// behind the fund's back.
func (b *fundBuilder) settled(c Code) error {
	for v := range b.r.Pending() {
		if v.touches(c) {
			return Errf(CodeState, "%s 用到科目 %s，还没有过账。请先过账或作废，再开设代管资金。", v.Ref(), c)
		}
	}
	return nil
}

// touches reports whether a line lies on c or below it.
func (v *Voucher) touches(c Code) bool {
	return slices.ContainsFunc(v.Lines, func(l Line) bool { return l.Account.Under(c) })
}

func (b *fundBuilder) split(from, to, to2 Code) error {
	if err := b.settled(from); err != nil {
		return err
	}
	b.splits = append(b.splits, split{from, to, to2})
	return nil
}
