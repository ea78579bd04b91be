package voucher

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"huizhang/ledger"
)

// entry is a voucher as a row of the list.
type entry struct {
	id       ledger.VoucherID
	day      ledger.Day
	number   string
	ref      string // the number in full
	summary  string
	payee    string
	amount   ledger.Money
	state    ledger.State
	maker    string
	reviewer string
	missing  bool // posted, and nothing proves it yet
	seen     bool // an auditor examined it
}

func entryOf(r ledger.Reader, v *ledger.Voucher) entry {
	e := entry{id: v.ID, day: v.Day, number: v.Short(), ref: v.Ref(), summary: v.Summary(), payee: v.Payee, amount: v.Amount(), state: v.State, maker: v.Maker, reviewer: v.Reviewer}
	if v.State == ledger.Posted && v.NeedsProof() {
		ev := r.Evidence(v.ID)
		e.missing = ev.Missing()
	}
	e.seen = examined(r, v.ID)
	return e
}

// series is a run of numbers, 1 to last, that starts at row from of the posted
// rows. Numbers have no gaps, so any row can be found without reading others.
type series struct {
	month ledger.Month
	word  ledger.Word
	last  int
	from  int
}

// listing is what a list shows: what is under way, then what is posted, newest
// first. The posted rows are read by the page, because a month may hold
// 100,000 of them.
type listing struct {
	period ledger.Period
	state  string
	text   string
	open   []entry            // drafts and reviewed ones, or all that a search found
	runs   []series           // posted ones by number
	ids    []ledger.VoucherID // posted ones without receipt
	posted int                // rows of runs or ids
	sum    ledger.Money
	sumOK  bool
	cut    bool // there are more than are shown
}

const pageRows = 200

// limits are how many rows a listing reads at once.
type limits struct{ open, find int }

// onScreen is what a person can look through; whole is for paper.
func onScreen() limits { return limits{2000, 500} }
func whole() limits    { return limits{math.MaxInt, math.MaxInt} }

func (l *listing) rows() int { return len(l.open) + l.posted }

// readListing finds the rows without reading what is posted.
func readListing(r ledger.Reader, period ledger.Period, state, text string, today ledger.Day, most limits) listing {
	l := listing{period: period, state: state, text: text, sumOK: true}
	if state == "void" {
		l.voided(r, most.find)
		return l
	}
	if text != "" {
		l.find(r, most.find)
		return l
	}
	if state != "posted" && state != "no-receipt" {
		for v := range r.Pending() {
			if !period.Has(v.Month()) || state != "" && string(v.State) != state {
				continue
			}
			if len(l.open) == most.open {
				l.cut, l.sumOK = true, false
				break
			}
			l.open = append(l.open, entryOf(r, &v))
			l.sum += v.Amount()
		}
		slices.Reverse(l.open)
	}
	switch state {
	case "no-receipt":
		for id := range r.Unproved(period) {
			l.ids = append(l.ids, id)
		}
		slices.Reverse(l.ids)
		l.posted, l.sumOK = len(l.ids), false
	case "", "posted":
		l.number(r, today)
	}
	return l
}

// voided takes the vouchers that were voided, newest first. No index leads to
// them, so all that were ever entered are looked at.
func (l *listing) voided(r ledger.Reader, most int) {
	l.sumOK = false
	for id := r.LastVoucher(); id > 0; id-- {
		v, ok := r.Voucher(id)
		if !ok || v.State != ledger.Void || !l.period.Has(v.Month()) {
			continue
		}
		e := entryOf(r, &v)
		if l.text != "" && !strings.Contains(e.summary+" "+e.payee, l.text) {
			continue
		}
		if len(l.open) == most {
			l.cut = true
			return
		}
		l.open = append(l.open, e)
	}
}

// number sets up the runs of the posted vouchers and takes their sum from the
// sums of the accounts.
func (l *listing) number(r ledger.Reader, today ledger.Day) {
	from, to := l.period.From, l.period.To
	if from == 0 {
		from = r.Unit().Start
	}
	if to == 0 {
		to = max(today.Month(), r.Unit().Start).Add(24)
	}
	for m := to; m >= from; m = m.Add(-1) {
		for _, w := range []ledger.Word{ledger.WordClosing, ledger.WordTransfer, ledger.WordPayment, ledger.WordReceipt, ledger.WordGeneral} {
			if n := r.LastNumber(m, w); n > 0 {
				l.runs = append(l.runs, series{m, w, n, l.posted})
				l.posted += n
			}
		}
	}
	for _, a := range r.Chart() {
		if a.Code.Level() == 1 {
			l.sum += r.Sums(a.Code, l.period).All().Debit
		}
	}
}

// find takes what a text finds.
func (l *listing) find(r ledger.Reader, most int) {
	found := r.FindVouchers(l.text, most)
	l.cut = len(found) == most
	for _, id := range found {
		v, ok := r.Voucher(id)
		if !ok || v.State == ledger.Void || !l.period.Has(v.Month()) {
			continue
		}
		e := entryOf(r, &v)
		if fit := l.state == "" || l.state == string(e.state) || l.state == "no-receipt" && e.missing; fit {
			l.open = append(l.open, e)
			l.sum += e.amount
		}
	}
}

// page reads the posted rows of one page.
func (l *listing) page(r ledger.Reader, n int) []entry {
	out := make([]entry, 0, pageRows)
	for p := n * pageRows; p < min((n+1)*pageRows, l.posted); p++ {
		id := ledger.VoucherID(0)
		if l.ids != nil {
			id = l.ids[p]
		} else {
			run := l.run(p)
			id, _ = r.VoucherByNumber(run.month, run.word, run.number(p))
		}
		v, _ := r.Voucher(id)
		out = append(out, entryOf(r, &v))
	}
	return out
}

// run is the series that a posted row lies in.
func (l *listing) run(p int) series {
	i, _ := slices.BinarySearchFunc(l.runs, p, func(s series, p int) int {
		switch {
		case p < s.from:
			return 1
		case p >= s.from+s.last:
			return -1
		}
		return 0
	})
	if i >= len(l.runs) {
		return series{}
	}
	return l.runs[i]
}

// number is that of a row of the series; the newest comes first.
func (s series) number(p int) int { return s.last - (p - s.from) }

// key names a row for good, also one that has not been read yet.
func (l *listing) key(i int) string {
	switch {
	case i < len(l.open):
		return fmt.Sprintf("#%d", l.open[i].id)
	case l.ids != nil:
		return fmt.Sprintf("#%d", l.ids[i-len(l.open)])
	}
	run := l.run(i - len(l.open))
	return fmt.Sprintf("%d%s%d", run.month, run.word, run.number(i-len(l.open)))
}
