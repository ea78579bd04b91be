package audit

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// The severities of a finding of a check.
const (
	Grave  = "error"
	Doubt  = "warn"
	Remark = "note"
)

// Check is one row of the auditor's list (domain rules §18.5): a question in
// plain words, what it rests on, and the data test that answers it.
type Check struct {
	ID         string // F36; I2 and the like are identities of the books
	Title      string
	Question   string // what an auditor would ask
	Severity   string // of its findings, unless one says otherwise
	Basis      string // the rule it rests on
	Source     string // where that rule was read
	Confidence string // A, B, C, G, see the domain rules §0.1
	// Look asks the pass for what it needs: it hangs functions on the walk and
	// reports from them. It says [Pass.Cannot] when the book does not hold the
	// data, rather than find nothing.
	Look func(*Pass)
}

// Found is one finding of a check, with its evidence.
type Found struct {
	ID       string
	Severity string
	Title    string
	Text     string   // a whole sentence: what, where, how much, what to do
	Keys     []string // voucher numbers, or months, member numbers and the like
	On       string   // what it points at, as in [ledger.Finding]: voucher/12, sheet/3, month/2026-05
	Amount   *ledger.Money
	Month    ledger.Month // to count by month; 0: of the whole period
}

// Unchecked is a check that could not be done, and why.
type Unchecked struct{ ID, Reason string }

// Result is what a run of the checks gave.
type Result struct {
	Period    ledger.Period
	Checked   []string
	Unchecked []Unchecked
	Found     []Found // grave first, then in the order of the list
	Vouchers  int     // looked at
}

// Checks lists all checks in the order of their IDs; the identities and what
// the close looks at come after them.
func Checks() []Check {
	return slices.Concat(duesChecks(), budgetChecks(), peopleChecks(), invoiceChecks(), bookChecks(), closeChecks())
}

// Pass is one walk over a period, shared by all checks: each voucher, act,
// event and month is read once, whoever asks for it.
type Pass struct {
	R      ledger.Reader
	Period ledger.Period // from the start of the book to the last month with anything in it
	Today  ledger.Day    // 0: nothing is late
	Months []ledger.Month

	asked    ledger.Period // lists and events may lie where no voucher is yet
	check    *Check
	vouchers []func(*ledger.Voucher)
	gifts    []func(*ledger.Gift, []Listed)
	events   []func(*ledger.Event, []ledger.Entrant)
	months   []func(ledger.Month, ledger.MonthPage)
	ends     []func()
	result   *Result
	cannot   map[string]bool
	gates    map[ledger.Month][]ledger.Gate
	verdicts *verdicts
	sum      ledger.EventSum // of the event sumOf
	sumOf    ledger.EventID
	costOf   map[ledger.VoucherID][]ledger.EventID
	files    []ledger.File // of the voucher filesOf
	filesOf  ledger.VoucherID
}

// Listed is a sheet with its lines.
type Listed struct {
	Sheet  ledger.Sheet
	Shares []ledger.Share
}

// EachVoucher is called with every posted voucher of the period, closing ones
// too, in order of month, word and number.
func (p *Pass) EachVoucher(f func(*ledger.Voucher)) { p.vouchers = append(p.vouchers, f) }

// EachGift is called with every act whose day is in the period, with its sheets.
func (p *Pass) EachGift(f func(*ledger.Gift, []Listed)) { p.gifts = append(p.gifts, f) }

// EachEvent is called with every event that begins in the period.
func (p *Pass) EachEvent(f func(*ledger.Event, []ledger.Entrant)) { p.events = append(p.events, f) }

// EachMonth is called with the months of the period in order.
func (p *Pass) EachMonth(f func(ledger.Month, ledger.MonthPage)) { p.months = append(p.months, f) }

// AtEnd is called after everything was walked.
func (p *Pass) AtEnd(f func()) { p.ends = append(p.ends, f) }

// Report adds a finding of the check at work; ID, title and severity are the
// check's where they are empty.
func (p *Pass) Report(f Found) {
	f.ID, f.Title, f.Severity = cmp.Or(f.ID, p.check.ID), cmp.Or(f.Title, p.check.Title), cmp.Or(f.Severity, p.check.Severity)
	p.result.Found = append(p.result.Found, f)
}

// Gates judges a month's close once for all checks that ask.
func (p *Pass) Gates(m ledger.Month) []ledger.Gate {
	if g, known := p.gates[m]; known {
		return g
	}
	g := ledger.Gates(unwalked{p.R}, m)
	p.gates[m] = g
	return g
}

// unwalked is the book without its vouchers in a row. Gates look through each
// month's numbers; F45 does that in the one walk, and the other gates read sums.
type unwalked struct{ ledger.Reader }

// Posted gives nothing.
func (unwalked) Posted(ledger.Period) iter.Seq[ledger.Voucher] {
	return func(func(ledger.Voucher) bool) {}
}

// asOf is the month up to which money that stands still is followed: the last
// one over on the day it is looked at, or the end of the period that was asked for. A book in
// which nothing moves any more grows old all the same.
func (p *Pass) asOf() ledger.Month {
	if p.Today == 0 {
		return p.Period.To
	}
	to := max(p.Period.To, p.Today.Month().Add(-1))
	if p.asked.To != 0 {
		to = min(to, p.asked.To)
	}
	return to
}

// EventSum adds up an event once for all checks that ask of it in turn.
func (p *Pass) EventSum(e *ledger.Event) *ledger.EventSum {
	if p.sumOf != e.ID {
		p.sum, p.sumOf = ledger.SumEvent(p.R, e), e.ID
	}
	return &p.sum
}

// Files are what is attached to the voucher at hand, read once for all checks.
func (p *Pass) Files(v *ledger.Voucher) []ledger.File {
	if p.filesOf != v.ID {
		p.files, p.filesOf = p.R.EvidenceOf(v).Files, v.ID
	}
	return p.files
}

// EventsOf tells whose costs a voucher is, out of one reading of the events: the
// walk over the vouchers must not look up something for each.
func (p *Pass) EventsOf(id ledger.VoucherID) []ledger.EventID {
	if p.costOf == nil {
		p.costOf = map[ledger.VoucherID][]ledger.EventID{}
		for e := range p.R.Events() {
			for _, c := range e.Costs {
				if !slices.Contains(p.costOf[c.Voucher], e.ID) {
					p.costOf[c.Voucher] = append(p.costOf[c.Voucher], e.ID)
				}
			}
		}
	}
	return p.costOf[id]
}

// Cannot says that the check at work cannot be done with what the book holds.
func (p *Pass) Cannot(reason string) {
	if p.cannot[p.check.ID] {
		return
	}
	p.cannot[p.check.ID] = true
	p.result.Unchecked = append(p.result.Unchecked, Unchecked{p.check.ID, reason})
}

// Run does the checks with the given IDs, or all, of a period (zero: the whole
// book) in one walk. Progress is told as steps of a known number; a context
// that is done ends the run with its error.
func Run(ctx context.Context, r ledger.Reader, period ledger.Period, today ledger.Day, progress func(done, total int), ids ...string) (Result, error) {
	some := Checks()
	if len(ids) > 0 {
		some = slices.DeleteFunc(some, func(c Check) bool { return !slices.Contains(ids, c.ID) })
	}
	return run(ctx, r, period, today, some, progress)
}

// RunOnly does the checks with the given IDs without telling progress.
func RunOnly(ctx context.Context, r ledger.Reader, period ledger.Period, today ledger.Day, ids ...string) (Result, error) {
	return Run(ctx, r, period, today, nil, ids...)
}

func run(ctx context.Context, r ledger.Reader, period ledger.Period, today ledger.Day, checks []Check, progress func(done, total int)) (Result, error) {
	res := Result{Period: period}
	p := &Pass{R: r, asked: period, Period: bounds(r, period), Today: lookedAt(r, today), result: &res, cannot: map[string]bool{}, gates: map[ledger.Month][]ledger.Gate{}}
	for m := p.Period.From; m != 0 && m <= p.Period.To; m = m.Add(1) {
		p.Months = append(p.Months, m)
	}
	for i := range checks {
		p.check = &checks[i]
		mark := [5]int{len(p.vouchers), len(p.gifts), len(p.events), len(p.months), len(p.ends)}
		checks[i].Look(p)
		p.bind(mark)
	}
	if err := p.walk(ctx, progress); err != nil {
		return res, err
	}
	for _, c := range checks {
		if !p.cannot[c.ID] {
			res.Checked = append(res.Checked, c.ID)
		}
	}
	order := map[string]int{Grave: 0, Doubt: 1, Remark: 2}
	place := map[string]int{}
	for i, c := range checks {
		place[c.ID] = i
	}
	slices.SortStableFunc(res.Found, func(a, b Found) int {
		return cmp.Or(cmp.Compare(order[a.Severity], order[b.Severity]), cmp.Compare(place[a.ID], place[b.ID]))
	})
	return res, nil
}

// bind makes what a check has hung up report as that check.
func (p *Pass) bind(mark [5]int) {
	c := p.check
	for i, f := range p.vouchers[mark[0]:] {
		p.vouchers[mark[0]+i] = func(v *ledger.Voucher) { p.check = c; f(v) }
	}
	for i, f := range p.gifts[mark[1]:] {
		p.gifts[mark[1]+i] = func(g *ledger.Gift, l []Listed) { p.check = c; f(g, l) }
	}
	for i, f := range p.events[mark[2]:] {
		p.events[mark[2]+i] = func(e *ledger.Event, l []ledger.Entrant) { p.check = c; f(e, l) }
	}
	for i, f := range p.months[mark[3]:] {
		p.months[mark[3]+i] = func(m ledger.Month, page ledger.MonthPage) { p.check = c; f(m, page) }
	}
	for i, f := range p.ends[mark[4]:] {
		p.ends[mark[4]+i] = func() { p.check = c; f() }
	}
}

// progressEvery is how many vouchers go by between two words of progress.
const progressEvery = 500

func (p *Pass) walk(ctx context.Context, progress func(done, total int)) error {
	total := int(p.R.LastVoucher())
	done := 0
	if len(p.vouchers) > 0 {
		for v := range p.R.Posted(p.Period) {
			for _, f := range p.vouchers {
				f(&v)
			}
			if done++; done%progressEvery == 0 {
				if err := ctx.Err(); err != nil {
					return err
				}
				if progress != nil {
					progress(done, max(total, done))
				}
			}
		}
	}
	p.result.Vouchers = done
	if err := p.lists(ctx); err != nil {
		return err
	}
	for _, m := range p.Months {
		page := p.R.MonthPage(m)
		for _, f := range p.months {
			f(m, page)
		}
	}
	for _, f := range p.ends {
		f()
	}
	if progress != nil {
		progress(max(total, done), max(total, done))
	}
	return ctx.Err()
}

func (p *Pass) lists(ctx context.Context) error {
	for g := range p.R.Gifts() {
		if len(p.gifts) == 0 || ctx.Err() != nil {
			break
		}
		if g.Void != "" || !p.asked.Has(g.Day.Month()) {
			continue
		}
		var sheets []Listed
		for s := range p.R.Sheets(g.ID) {
			l := Listed{Sheet: s}
			for x := range p.R.Shares(s.ID) {
				l.Shares = append(l.Shares, x)
			}
			sheets = append(sheets, l)
		}
		for _, f := range p.gifts {
			f(&g, sheets)
		}
	}
	for e := range p.R.Events() {
		if len(p.events) == 0 || ctx.Err() != nil {
			break
		}
		if !p.asked.Has(e.From.Month()) {
			continue
		}
		var roster []ledger.Entrant
		for x := range p.R.Entrants(e.ID) {
			roster = append(roster, x)
		}
		for _, f := range p.events {
			f(&e, roster)
		}
	}
	return ctx.Err()
}

// lookedAt is the day the books are looked at from: today, or the day of the
// newest entry where the clock is behind it. 0 stays: then nothing is late.
func lookedAt(r ledger.Reader, today ledger.Day) ledger.Day {
	if last := report.LastMonth(r); today != 0 && last >= today.Month() {
		for v := range r.Posted(ledger.MonthPeriod(last)) {
			today = max(today, v.Day)
		}
	}
	return today
}

// bounds are the months of the period that lie between the book's beginning and
// the last month in which it has anything: a month in which nothing was booked
// counts, for dues and notices may be missing in it. Where the book does not
// reach the period, it ends before it begins.
func bounds(r ledger.Reader, p ledger.Period) ledger.Period {
	first := max(r.Unit().Start, p.From)
	last := ledger.Month(0)
	for _, page := range r.MonthPages() {
		last = max(last, page.Month)
	}
	for range r.Posted(ledger.Period{From: r.Unit().Start}) {
		last = max(last, report.LastMonth(r))
		break
	}
	for v := range r.Pending() {
		last = max(last, v.Month())
	}
	if p.To != 0 {
		last = min(last, p.To)
	}
	return ledger.Period{From: first, To: max(last, first.Add(-1))} // an empty one is not the zero one, which is the whole book
}
