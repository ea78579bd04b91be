package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// Purchases from one payee within so many days count as one. From the limit on
// a school of the domain rules (§9.5) wants a contract; where a union has its own
// limit the auditor holds the list against that.
const (
	splitDays               = 3
	splitLimit ledger.Money = 10_000_00
)

// namedSplit is how many vouchers a finding of a split names at most.
const namedSplit = 20

type buy struct {
	paidBy
	day    ledger.Day
	amount ledger.Money
}

// splitBuys keeps the purchases of a month and the last days before it. The
// walk gives vouchers by number, so the days of a month come in any order.
func splitBuys(p *Pass) {
	month := ledger.Month(0)
	by := map[string][]buy{}
	keep := func(v *ledger.Voucher) {
		if m := spent(v); spending(v) && v.Payee != "" && m > 0 && m < splitLimit {
			by[v.Payee] = append(by[v.Payee], buy{paidBy{v.ID, v.Ref()}, v.Day, m})
		}
	}
	// What was bought in the last days before the period may join what is in it.
	if before := p.Period.From.Add(-1); len(p.Months) > 0 && before >= p.R.Unit().Start {
		for v := range p.R.Posted(ledger.MonthPeriod(before)) {
			if p.Period.From.First().DaysSince(v.Day) < splitDays {
				keep(&v)
			}
		}
	}
	p.EachVoucher(func(v *ledger.Voucher) {
		if m := v.Month(); m != month {
			tellSplits(p, by, m.First())
			month = m
		}
		keep(v)
	})
	p.AtEnd(func() { tellSplits(p, by, 0) })
}

// tellSplits looks through what was kept and drops what cannot join anything
// that comes from the day next on (0: everything).
func tellSplits(p *Pass, by map[string][]buy, next ledger.Day) {
	payees := make([]string, 0, len(by))
	for payee := range by {
		payees = append(payees, payee)
	}
	slices.Sort(payees)
	for _, payee := range payees {
		if rest := splitsOf(p, payee, by[payee], next); len(rest) > 0 {
			by[payee] = rest
		} else {
			delete(by, payee)
		}
	}
}

func splitsOf(p *Pass, payee string, all []buy, next ledger.Day) []buy {
	slices.SortStableFunc(all, func(a, b buy) int { return cmp.Compare(a.day, b.day) })
	for i := 0; i < len(all); {
		j, sum := i, ledger.Money(0)
		for j < len(all) && all[j].day.DaysSince(all[i].day) < splitDays {
			sum, j = sum+all[j].amount, j+1
		}
		switch {
		case next != 0 && next.DaysSince(all[i].day) < splitDays:
			return slices.Clone(all[i:]) // more may come
		case j-i < 2 || sum < splitLimit:
			i++
			continue
		}
		if cluster := counting(p, all[i:j]); len(cluster) >= 2 {
			sayCluster(p, payee, cluster)
		}
		i = j
	}
	return nil
}

// counting leaves out what was written off.
func counting(p *Pass, all []buy) []buy {
	return slices.DeleteFunc(slices.Clone(all), func(b buy) bool { return reversed(p, b.id) })
}

func sayCluster(p *Pass, payee string, all []buy) {
	var sum ledger.Money
	var keys []string
	for _, b := range all {
		sum += b.amount
		if len(keys) < namedSplit {
			keys = append(keys, b.ref)
		}
	}
	last := all[len(all)-1]
	if sum < splitLimit || last.day < p.Period.From.First() {
		return
	}
	text := fmt.Sprintf("%s 到 %s 付给%s %d 笔，共 %s 元，每笔都不到 %s 元（%s）。请查是不是一次采购拆开付的。", all[0].day, last.day, payee, len(all), sum.Grouped(), splitLimit.Grouped(), strings.Join(keys, "、"))
	p.Report(Found{Text: text, Keys: keys, On: fmt.Sprintf("voucher/%d", last.id), Amount: &sum, Month: last.day.Month()})
}
