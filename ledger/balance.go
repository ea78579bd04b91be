package ledger

import "fmt"

// Balance is the debit balance of c and all below it at the end of a month,
// closing vouchers included: opening plus everything posted since. Month 0 is
// the opening itself.
func Balance(r Accounts, c Code, m Month) Money {
	var b Money
	for _, row := range r.Opening().Rows {
		if row.Code.Under(c) {
			b += row.Debit - row.Credit
		}
	}
	if m == 0 {
		return b
	}
	return b + r.Sums(c, Period{To: m}).All().Net()
}

// ownBalance is the debit balance of c itself, without what lies below, split
// by the 专项 flag.
func ownBalance(r Accounts, chart []Account, c Code, m Month) (free, restricted Money) {
	for _, row := range r.Opening().Rows {
		if row.Code == c && row.Restricted {
			restricted += row.Debit - row.Credit
		} else if row.Code == c {
			free += row.Debit - row.Credit
		}
	}
	s := r.Sums(c, Period{To: m})
	free += s.Free.Plus(s.ClosingFree).Net()
	restricted += s.Restricted.Plus(s.ClosingRestricted).Net()
	for _, a := range chart {
		if a.Code.Parent() == c {
			t := r.Sums(a.Code, Period{To: m})
			free -= t.Free.Plus(t.ClosingFree).Net()
			restricted -= t.Restricted.Plus(t.ClosingRestricted).Net()
		}
	}
	return free, restricted
}

// Identities checks the balances at the end of a month against each other
// (domain rules §4, I2–I4 and I6). Texts name the two figures that differ.
func Identities(r Accounts, m Month) Problems {
	b := func(cs ...Code) Money {
		var t Money
		for _, c := range cs {
			t += Balance(r, c, m)
		}
		return t
	}
	var ps Problems
	if all := b("1", "2", "3", "4", "5"); all != 0 {
		ps.Add("I2", "", CodeLaw, "资产与负债、净资产不相等，相差 %s 元。", all.Grouped())
	}
	if b("182") == 0 {
		for _, f := range funds() {
			if a, c := b(f.assets...), -b(f.code); a != c {
				ps.Add("I3", string(f.code), CodeLaw, "资产基金（%s）%s 元，应等于%s %s 元。", f.name, c.Grouped(), f.name, a.Grouped())
			}
		}
		money := b("101", "102", "131", "135", "111", "121", "132") + b("2")
		if q := -b("311", "321", "322", "331", "332", "341", "4", "5"); money != q {
			ps.Add("I4", "", CodeLaw, "货币资金与往来净额 %s 元，应等于资金结转结余 %s 元。", money.Grouped(), q.Grouped())
		}
	}
	if kept, owed := b(Trust(r.Chart())...), -b("221"); kept != owed {
		ps.Add("I6", "221", CodeLaw, "代管经费 %s 元，现金银行的“代管经费”明细 %s 元，应相等。请在 101 或 102 下设“代管经费”明细，把代管的钱转进去。", owed.Grouped(), kept.Grouped())
	}
	if cash := b("101"); cash < 0 {
		ps.Add("I6", "101", CodeLaw, "库存现金余额为负：%s 元。", cash.Grouped())
	}
	return ps
}

// NumbersGap looks for a hole in the voucher numbers of a month.
func NumbersGap(r Vouchers, m Month) Problems {
	var ps Problems
	seen := map[Word]int{}
	for v := range r.Posted(MonthPeriod(m)) {
		seen[v.Word]++
		if v.Number != seen[v.Word] {
			ps.Add("numbers", v.Ref(), CodeLaw, "凭证号不连续：应有 %s。", RefOf(m, v.Word, seen[v.Word]))
			seen[v.Word] = v.Number
		}
	}
	return ps
}

// LastActive is the newest month with anything posted, the start month for an
// empty book.
func LastActive(r Reader, upTo Month) Month {
	start := r.Unit().Start
	for m := upTo; m > start; m = m.Add(-1) {
		for range r.Posted(MonthPeriod(m)) {
			return m
		}
	}
	return start
}

// FirstOpen is the first month that is not closed.
func FirstOpen(r Pages) Month {
	m := r.Unit().Start
	for r.MonthPage(m).Closed {
		m = m.Add(1)
	}
	return m
}

// AccountTitle is "50105 会员活动支出", or the code alone if it is unknown.
func AccountTitle(r Accounts, c Code) string {
	if a, ok := r.Account(c); ok {
		return a.Title()
	}
	return string(c)
}

// FullName joins the names from the first level down: 职工活动支出/会员活动支出.
func FullName(r Accounts, c Code) string {
	s := ""
	for p := c; p != ""; p = p.Parent() {
		a, ok := r.Account(p)
		switch {
		case !ok:
			return string(c)
		case s == "":
			s = a.Name
		default:
			s = fmt.Sprintf("%s/%s", a.Name, s)
		}
	}
	return s
}
