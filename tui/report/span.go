package report

import (
	"slices"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// usual is the period a report opens with when none was asked for: the year for
// lists of people and dues, else the last month with postings.
func usual(rep report.Report, last ledger.Month) ledger.Period {
	switch rep.Name {
	case "dues-roll", "dues-arrears", "remittance", "welfare":
		return ledger.YearPeriod(last.Year())
	case "member", "findings": // all there is: what is open may be about any month
		return ledger.Period{}
	}
	return ledger.MonthPeriod(last)
}

// step is the period n further on, of the same kind.
func step(p ledger.Period, n int) ledger.Period {
	length := p.To.Since(p.From) + 1
	return ledger.Period{From: p.From.Add(n * length), To: p.To.Add(n * length)}
}

// widen is the next kind of period a report takes: month, quarter, year, and
// the whole book; m is the month that stays inside.
func widen(rep report.Report, p ledger.Period, m, start, last ledger.Month) ledger.Period {
	order := []report.Span{report.OfMonth, report.OfQuarter, report.OfYear, report.OfRange}
	at := max(0, slices.Index(order, report.SpanOf(p)))
	for range order {
		at = (at + 1) % len(order)
		if !slices.Contains(rep.Spans, order[at]) {
			continue
		}
		next := spanWith(order[at], m, start, last)
		if next != p && report.SpanOf(next) == order[at] {
			return next
		}
	}
	return p
}

func spanWith(kind report.Span, m, start, last ledger.Month) ledger.Period {
	switch kind {
	case report.OfQuarter:
		first := m.Add(-((m.Num() - 1) % 3))
		return ledger.Period{From: first, To: first.Add(2)}
	case report.OfYear:
		return ledger.YearPeriod(m.Year())
	case report.OfRange:
		return ledger.Period{From: start, To: max(start, last)}
	}
	return ledger.MonthPeriod(m)
}

// anchor is the month that stays inside when the kind of period changes.
func anchor(p ledger.Period, was, last ledger.Month) ledger.Month {
	if p.Has(was) && was != 0 {
		return was
	}
	return max(p.From, min(p.To, last))
}

// spanName is the kind of a period in a word.
func spanName(p ledger.Period) string {
	switch report.SpanOf(p) {
	case report.OfMonth:
		return "月"
	case report.OfQuarter:
		return "季"
	case report.OfYear:
		return "年"
	}
	return "期"
}
