package report

import (
	"slices"

	"huizhang/ledger"
)

// field is what part of a union's work something handed out belongs to.
type field int

const (
	careField  field = iota // 慰问
	aidField                // 帮扶救助: told about with care, never with a cause
	eventField              // prizes, keepsakes and clothes of events
)

func (f field) chinese() string {
	return [...]string{"慰问", "帮扶救助", "活动奖品和纪念品"}[f]
}

// fieldOf tells the field of a welfare act.
func fieldOf(g *ledger.Gift) field {
	switch {
	case g.Case != 0 || g.Programme != 0:
		return aidField
	case g.Event != 0:
		return eventField
	}
	switch g.Occasion {
	case "hardship", "survivor", "school", "warmth":
		return aidField
	case "prize", "keepsake", "kit":
		return eventField
	}
	return careField
}

// handout is a sheet whose money moved in a period.
type handout struct {
	gift   ledger.Gift
	sheet  ledger.Sheet
	field  field
	shares []ledger.Share
}

// handed is what was given out by lists in a period: money that was posted, and
// beside it the lists that wait for it.
type handed struct {
	r     ledger.Reader
	who   doubles
	given []handout
	// off are sheets whose voucher was posted before the period and written off
	// in red within it.
	off []handout
	// former is what came back in the period of lists of a former year: it went
	// through 年初余额调整 and is no spending of this year.
	former, formerOff []handout
	// waiting are live sheets of the period whose money is not posted.
	waiting []handout
}

// handedOut gathers the lists of a period. What is given and written off again
// within it leaves no trace, as in the sums of its accounts; a closed period
// never changes by what happens later.
func handedOut(r ledger.Reader, p ledger.Period) *handed {
	h := &handed{r: r, who: doubles{r: r}}
	for g := range r.Gifts() {
		for s := range r.Sheets(g.ID) {
			h.put(p, g, s)
		}
	}
	h.sort()
	return h
}

func (h *handed) put(p ledger.Period, g ledger.Gift, s ledger.Sheet) {
	x := handout{gift: g, sheet: s, field: fieldOf(&g)}
	v, ok := h.r.Voucher(s.Voucher)
	posted := ok && v.State == ledger.Posted
	if s.Live() && !posted && g.Payer != ledger.BySchool && p.Has(s.Day.Month()) {
		h.waiting = append(h.waiting, x)
	}
	if !ok || !s.Live() && !writtenOff(h.r, v.ID) {
		return
	}
	n := h.moved(p, &v)
	if n == 0 {
		return
	}
	x.shares = slices.Collect(h.r.Shares(s.ID))
	switch {
	case n > 0 && s.Kind == ledger.ReturnList && s.Account.Class() == ledger.Net && !h.has(p, x.shares):
		h.former = append(h.former, x)
	case n > 0:
		h.given = append(h.given, x)
	case v.Day.Year() < p.From.Year() && s.Account.Class() == ledger.Expense:
		h.formerOff = append(h.formerOff, x)
	default:
		h.off = append(h.off, x)
	}
}

// has reports whether the lists that lines came back from were paid in a period.
func (h *handed) has(p ledger.Period, back []ledger.Share) bool {
	return len(back) > 0 && slices.ContainsFunc(back, func(x ledger.Share) bool {
		s, _ := h.r.Sheet(x.Of)
		v, ok := h.r.Voucher(s.Voucher)
		return ok && p.Has(v.Month())
	})
}

// withFormer counts what came back of former years among the rest: for those who
// ask what people got, whatever the year it was booked in.
func (h *handed) withFormer() *handed {
	h.given, h.off = append(h.given, h.former...), append(h.off, h.formerOff...)
	h.former, h.formerOff = nil, nil
	h.sort()
	return h
}

// formerBack is the money that came back of former years.
func (h *handed) formerBack() (m ledger.Money) {
	for _, x := range h.former {
		m -= x.sheet.Total
	}
	for _, x := range h.formerOff {
		m += x.sheet.Total
	}
	return m
}

func (h *handed) sort() {
	for _, list := range []*[]handout{&h.given, &h.off, &h.waiting} {
		slices.SortFunc(*list, func(a, b handout) int { return int(a.sheet.ID) - int(b.sheet.ID) })
	}
}

// moved is how often a voucher's money left within a period, less how often it
// came back. A corrected voucher has taken over the lists of the one that it
// corrects, whose own month must keep its figures.
func (h *handed) moved(p ledger.Period, v *ledger.Voucher) (n int) {
	for u, ok := *v, true; ok; u, ok = h.r.Voucher(u.Corrects) {
		if u.State == ledger.Posted && p.Has(u.Month()) {
			n++
		}
		red, _ := h.r.ReversedBy(u.ID)
		if w, ok := h.r.Voucher(red); ok && w.State == ledger.Posted && p.Has(w.Month()) {
			n--
		}
		if u.Corrects == 0 {
			break
		}
	}
	return n
}

// tally adds up lines of lists: persons by name, each once, and money.
type tally struct {
	acts   map[ledger.GiftID]bool
	kept   map[string]ledger.Money
	times  int64
	total  ledger.Money
	sheets []ledger.SheetID
	back   []ledger.SheetID
}

// add counts the lines of a handout that pick accepts (nil: all).
func (t *tally) add(h *handed, x *handout, pick func(s *ledger.Share) bool) {
	if t.kept == nil {
		t.kept, t.acts = map[string]ledger.Money{}, map[ledger.GiftID]bool{}
	}
	any := false
	for i := range x.shares {
		s := &x.shares[i]
		if pick != nil && !pick(s) {
			continue
		}
		any = true
		t.kept[h.who.of(s)] += s.Amount
		t.total += s.Amount
		if s.Of == 0 {
			t.times++
		}
	}
	if any {
		t.sheets = append(t.sheets, x.sheet.ID)
		t.acts[x.gift.ID] = true
	}
}

// takeOff counts a whole sheet that was written off.
func (t *tally) takeOff(x *handout) {
	t.total -= x.sheet.Total
	t.back = append(t.back, x.sheet.ID)
}

// persons are those who kept something.
func (t *tally) persons() (n int64) {
	for _, m := range t.kept {
		if m > 0 {
			n++
		}
	}
	return n
}

// most is what the person kept who kept most.
func (t *tally) most() (most ledger.Money) {
	for _, m := range t.kept {
		most = max(most, m)
	}
	return most
}

// lists is the selection behind the tally, to be narrowed down.
func (t *tally) lists() Lists { return Lists{Sheets: t.sheets, Back: t.back} }

// money, persons and times as cells that can be traced.
func (t *tally) moneyCell(p ledger.Period, l Lists) Cell {
	return Amount(t.total, &Trace{Side: DebitNet, Period: p, Lists: &l})
}

func (t *tally) personsCell(p ledger.Period, l Lists) Cell {
	l.Count = Persons
	return Cell{Count: t.persons(), Trace: &Trace{Side: DebitNet, Period: p, Lists: &l}}
}

func (t *tally) timesCell(p ledger.Period, l Lists) Cell {
	l.Count = Times
	return Cell{Count: t.times, Trace: &Trace{Side: DebitNet, Period: p, Lists: &l}}
}

// PerHead is an amount divided among n persons, rounded half away from zero to
// fen; nothing when there is nobody.
func PerHead(m ledger.Money, n int64) (each ledger.Money, ok bool) {
	if n <= 0 {
		return 0, false
	}
	if m < 0 {
		each, ok = PerHead(-m, n)
		return -each, ok
	}
	return ledger.Money((int64(m) + n/2) / n), true
}

func perHeadCell(m ledger.Money, n int64) Cell {
	each, ok := PerHead(m, n)
	return Cell{Money: each, Null: !ok}
}

// traced makes a row whose own trace is that of its first traced amount.
func traced(kind RowKind, key string, cells ...Cell) Row {
	out := row(kind, key, cells...)
	for _, c := range cells {
		if c.Trace != nil && (c.Trace.Lists == nil || c.Trace.Lists.Count == NoCount) {
			out.Trace = c.Trace
			break
		}
	}
	return out
}

// occasionName is what an occasion is called.
func occasionName(p ledger.Practice, id string) string {
	if o, ok := ledger.OccasionOf(p, id); ok {
		return o.Name
	}
	return id
}
