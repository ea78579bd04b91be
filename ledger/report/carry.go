package report

import "huizhang/ledger"

// midYear reports whether the book begins inside a year, so that its opening
// balances on income and expense are this year's earlier months.
func midYear(r ledger.Pages) bool { return r.Unit().Start.Num() > 1 }

// reaches reports whether a period takes in the months of the first year that
// were kept elsewhere, whose sums stand in the opening balances.
func reaches(r ledger.Pages, p ledger.Period) bool {
	return midYear(r) && p.From <= ledger.MonthOf(r.Unit().Start.Year(), 1) && p.To >= r.Unit().Start
}

// flow is the trace of income (CreditNet) or expense (DebitNet) of a period
// without closing vouchers; the part of the first year before the book began
// comes from the opening balances.
func flow(r ledger.Pages, s Side, p ledger.Period, codes ...ledger.Code) Trace {
	t := posted(s, p, codes...)
	t.Balance = reaches(r, p)
	return t
}

// eve is the month before a period, never earlier than the opening balances.
func eve(r ledger.Pages, m ledger.Month) ledger.Month {
	return max(m, r.Unit().Start).Add(-1)
}

// funds is the trace of 工会资金结转结余 at the end of a month: 321 and 322, with
// income less expense that no closing voucher has carried over yet.
func funds(m ledger.Month) Trace { return standing(CreditNet, m, "321", "322", "4", "5") }

// fundsBefore is the trace of the funds a period began with. Where the opening
// balances hold income and expense of the period itself, these do not count.
func fundsBefore(r ledger.Pages, p ledger.Period) Trace {
	if reaches(r, p) {
		return standing(CreditNet, eve(r, 0), "321", "322")
	}
	return funds(eve(r, p.From))
}

// part is the restricted (321) or the free (322) part of the funds. The part of
// 4 and 5 is left out where nothing waits to be carried over.
func part(r ledger.Reader, restricted bool, m ledger.Month) Trace {
	code, flag := ledger.Code("322"), No
	if restricted {
		code, flag = "321", Yes
	}
	t := standing(CreditNet, m, code)
	open := standing(CreditNet, m, "4", "5")
	open.Restricted = flag
	if Eval(r, &open) != 0 {
		t.Also = []Trace{open}
	}
	return t
}

// partBefore is [part] of what a period began with.
func partBefore(r ledger.Reader, restricted bool, p ledger.Period) Trace {
	if reaches(r, p) {
		code := ledger.Code("322")
		if restricted {
			code = "321"
		}
		return standing(CreditNet, eve(r, 0), code)
	}
	return part(r, restricted, eve(r, p.From))
}

// yearTo is January of a month's year up to the month.
func yearTo(m ledger.Month) ledger.Period {
	return ledger.Period{From: ledger.MonthOf(m.Year(), 1), To: m}
}

// startNotes tells what a statement of the first year of a book can know.
func startNotes(r ledger.Reader, p ledger.Period) []string {
	start := r.Unit().Start
	if !midYear(r) || p.To.Year() != start.Year() {
		return nil
	}
	earlier := standing(Debit, eve(r, 0), "4", "5")
	credit := standing(Credit, eve(r, 0), "4", "5")
	if Eval(r, &earlier) == 0 && Eval(r, &credit) == 0 {
		return []string{"本账自" + start.Chinese() + "启用，期初余额中没有当年以前月份的收入和支出，累计数从启用月起算。"}
	}
	return []string{"本账自" + start.Chinese() + "启用，当年以前月份的收入和支出取自期初余额。"}
}

// openMonths notes the months of a statement's year that are not closed.
func openNote(r ledger.Reader, m ledger.Month) []string {
	open := standing(CreditNet, m, "4", "5")
	free := open
	open.Restricted, free.Restricted = Yes, No
	a, b := Eval(r, &open), Eval(r, &free)
	if a == 0 && b == 0 {
		return nil
	}
	return []string{"尚有未结账的月份：收支差额（专项 " + a.Grouped() + " 元，其他 " + b.Grouped() + " 元）还没有结转，本表已分别并入工会资金结转和工会资金结余。"}
}
