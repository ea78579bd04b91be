package report

import (
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/screen"
)

// RegisterOf is the route to the lines behind a figure.
func RegisterOf(title string, t *report.Trace, want ledger.Money) screen.Register {
	r := part(t)
	r.Title, r.Want = strings.TrimSpace(ledger.Plain(title)), want
	return r
}

func part(t *report.Trace) screen.Register {
	r := screen.Register{
		Accounts: t.Accounts, Minus: t.Minus, Side: string(t.Side), Period: t.Period,
		Balance: t.Balance, Closing: t.Closing, Restricted: int8(t.Restricted), Picked: t.Picked, Lists: t.Lists,
	}
	for i := range t.Also {
		r.Also = append(r.Also, part(&t.Also[i]))
	}
	return r
}

// TraceOf is the trace that a route carries.
func TraceOf(r screen.Register) report.Trace {
	t := report.Trace{
		Accounts: r.Accounts, Minus: r.Minus, Side: report.Side(r.Side), Period: r.Period,
		Balance: r.Balance, Closing: r.Closing, Restricted: report.Tri(r.Restricted), Picked: r.Picked, Lists: r.Lists,
	}
	for _, a := range r.Also {
		t.Also = append(t.Also, TraceOf(a))
	}
	return t
}

// Drill is where Enter leads from a cell: to the lines behind its figure, or to
// the one voucher behind its row. Beside a figure, the first amount of the row is
// meant. False: nothing lies behind it.
func Drill(doc *report.Document, at Spot) (screen.Route, bool) {
	if at.Cell.Trace != nil {
		title := at.Label
		if at.Column.Name != "" {
			title = strings.TrimSpace(title) + " " + at.Column.Name
		}
		to := RegisterOf(title, at.Cell.Trace, at.Cell.Money)
		to.Count = at.Cell.Count
		return to, true
	}
	if at.Row.Voucher != 0 {
		return screen.VoucherView{ID: at.Row.Voucher}, true
	}
	if at.Column.Kind == report.KindMoney && at.Cell.Null {
		return nil, false
	}
	for _, c := range at.Row.Cells {
		if c.Trace != nil && at.Column.Kind != report.KindMoney && !counts(c.Trace) {
			return RegisterOf(at.Label, c.Trace, c.Money), true
		}
	}
	return nil, false
}

// counts reports whether a trace is of a count, not of an amount.
func counts(t *report.Trace) bool { return t.Lists != nil && t.Lists.Count != report.NoCount }

// ofLists reports whether lines of sheets, not of vouchers, are behind a figure.
func ofLists(r screen.Register) bool {
	return r.Lists != nil || slices.ContainsFunc(r.Also, ofLists)
}
