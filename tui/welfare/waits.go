package welfare

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/ledger/entitle"
)

// SignsWait tells how many lines are paid for and not signed for.
func SignsWait(r ledger.Reader, _ ledger.Day) string {
	var all unsettled
	for _, n := range waiting(r) {
		all.unsigned += n.unsigned
		all.uncollected += n.uncollected
	}
	if all.unsigned == 0 {
		return count(all.uncollected, "行未领待退回")
	}
	return count(all.unsigned, "行未回签")
}

// BookingWaits tells how many live sheets have no posted voucher.
func BookingWaits(r ledger.Reader, _ ledger.Day) string {
	open, unread, drafts, single := 0, 0, 0, r.Unit().Single
	for id := r.LastSheet(); id > 0; id-- {
		s, ok := r.Sheet(id)
		if !ok || !s.Live() || s.Total == 0 {
			continue
		}
		if s.Voucher == 0 {
			open++
		} else if v, ok := r.Voucher(s.Voucher); ok && v.State == ledger.Draft && !single {
			unread++
		} else if ok && v.State != ledger.Posted {
			drafts++
		}
	}
	waits, what := unread, "待审核"
	if waits == 0 {
		waits, what = drafts, "待过账"
	}
	switch {
	case open > 0 && waits > 0:
		return fmt.Sprintf("未入账 %d，%s %d", open, what, waits)
	case open > 0:
		return count(open, "张名单未入账")
	}
	return count(waits, "张凭证"+what)
}

// EntitledWait tells how many people had a day this month and were not given.
func EntitledWait(r ledger.Reader, today ledger.Day) string {
	c := entitle.Month(r, today.Month())
	n := c.Tally()[entitle.Due]
	for i := range c.Feasts {
		if c.Feasts[i].Tally[entitle.Due] == c.Feasts[i].Tally.All() {
			continue // nobody was given: that is one list to make
		}
		n += c.Feasts[i].Tally[entitle.Due]
	}
	return count(n, "人应发未发")
}

// CasesWait tells how many hardship cases wait for a decision.
func CasesWait(r ledger.Reader, _ ledger.Day) string {
	n := 0
	for c := range r.Cases() {
		if c.State == ledger.AidOpen {
			n++
		}
	}
	return count(n, "件待审批")
}

// LoansWait tells how many loans are not paid back, or how many are late.
func LoansWait(r ledger.Reader, today ledger.Day) string {
	open, late := 0, 0
	for l := range r.Loans() {
		if l.Void != "" {
			continue
		}
		var back, due ledger.Money
		for _, b := range l.Back {
			back += b.Amount
		}
		for _, p := range l.Plan {
			if p.Due < today {
				due += p.Amount
			}
		}
		if back < l.Amount {
			open++
		}
		if back < due {
			late++
		}
	}
	if late > 0 {
		return count(late, "笔借款逾期")
	}
	return count(open, "笔没有还清")
}

// LendingsWait tells how much gear is out.
func LendingsWait(r ledger.Reader, _ ledger.Day) string {
	n := 0
	for l := range r.Lendings() {
		if l.Back == 0 {
			n++
		}
	}
	return count(n, "件借出未还")
}

// PlanWaits tells how much of this month's plan is not begun.
func PlanWaits(r ledger.Reader, today ledger.Day) string {
	n := 0
	for p := range r.PlanItems(today.Year()) {
		if p.Month == today.Month().Num() && p.Event == 0 && p.Gift == 0 && p.Came == "" && p.Gone == "" {
			n++
		}
	}
	return count(n, "项本月要办")
}

func count(n int, what string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d %s", n, what)
}

// EventsWait tells how many events are over and not settled.
func EventsWait(r ledger.Reader, today ledger.Day) string {
	n := 0
	for e := range r.Events() {
		if e.State != ledger.EventSettled && e.State != ledger.EventCancelled && max(e.From, e.To) < today {
			n++
		}
	}
	return count(n, "个活动未决算")
}
