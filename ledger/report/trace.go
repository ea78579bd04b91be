package report

import (
	"cmp"
	"iter"
	"slices"

	"huizhang/ledger"
)

// Eval works a trace out from the sums the book keeps: those of accounts and
// months, and those of whole sheets. Of vouchers it reads only lines that were
// picked one by one.
func Eval(r ledger.Reader, t *Trace) ledger.Money {
	m := t.sums(r, t.Accounts) - t.sums(r, t.Minus) + t.Lists.sum(r)
	if t.Balance {
		m += t.opening(r)
	}
	for _, p := range t.Picked {
		if v, ok := r.Voucher(p.Voucher); ok && p.Line < len(v.Lines) {
			m += v.Lines[p.Line].Net()
		}
	}
	for i := range t.Also {
		m += Eval(r, &t.Also[i])
	}
	return m
}

func (t *Trace) sums(r ledger.Accounts, codes []ledger.Code) (m ledger.Money) {
	for _, c := range codes {
		s := r.Sums(c, t.span())
		var p ledger.Pair
		if t.Restricted != Yes {
			p = p.Plus(s.Free)
		}
		if t.Restricted != No {
			p = p.Plus(s.Restricted)
		}
		if t.Closing && t.Restricted != Yes {
			p = p.Plus(s.ClosingFree)
		}
		if t.Closing && t.Restricted != No {
			p = p.Plus(s.ClosingRestricted)
		}
		m += t.side(p.Debit, p.Credit)
	}
	return m
}

// span is the stretch of the book whose lines count.
func (t *Trace) span() ledger.Period {
	if t.Balance {
		return ledger.Period{To: t.Period.To}
	}
	return t.Period
}

func (t *Trace) side(debit, credit ledger.Money) ledger.Money {
	switch t.Side {
	case Debit:
		return debit
	case Credit:
		return credit
	case CreditNet:
		return credit - debit
	}
	return debit - credit
}

// flagged reports whether a line with that 专项 flag counts.
func (t *Trace) flagged(restricted bool) bool {
	return t.Restricted == Any || (t.Restricted == Yes) == restricted
}

// sign is how often an account counts: once for each of Accounts above it, less
// once for each of Minus.
func (t *Trace) sign(c ledger.Code) (n ledger.Money) {
	for _, a := range t.Accounts {
		if c.Under(a) {
			n++
		}
	}
	for _, a := range t.Minus {
		if c.Under(a) {
			n--
		}
	}
	return n
}

func (t *Trace) opening(r ledger.Accounts) (m ledger.Money) {
	for _, row := range r.Opening().Rows {
		if t.flagged(row.Restricted) {
			m += t.sign(row.Code) * t.side(row.Debit, row.Credit)
		}
	}
	return m
}

// Brought is the part of a traced figure that comes from the opening balances
// and so has no line behind it.
func Brought(r ledger.Accounts, t *Trace) (m ledger.Money) {
	if t.Balance {
		m = t.opening(r)
	}
	for i := range t.Also {
		m += Brought(r, &t.Also[i])
	}
	return m
}

// Weight is what a posted line adds to a traced figure; 0 if it has no part in it.
func Weight(t *Trace, it ledger.Item) (m ledger.Money) {
	if t.span().Has(it.Day.Month()) && (t.Closing || !it.Closing) && t.flagged(it.Restricted) {
		m = t.sign(it.Account) * t.side(it.Debit, it.Credit)
	}
	if slices.Contains(t.Picked, Pick{it.Voucher, it.Line}) {
		m += it.Debit - it.Credit
	}
	for i := range t.Also {
		m += Weight(&t.Also[i], it)
	}
	return m
}

// Lines gives the posted lines behind a traced figure by day, voucher and line.
// Brought and the weights of the lines add up to the figure, unless it is one of
// lists: see [Handouts].
func Lines(r ledger.Reader, t *Trace) iter.Seq[ledger.Item] {
	return func(yield func(ledger.Item) bool) {
		for _, it := range gather(r, t) {
			if !yield(it) {
				return
			}
		}
	}
}

func gather(r ledger.Reader, t *Trace) []ledger.Item {
	var out []ledger.Item
	var walk func(part *Trace)
	walk = func(part *Trace) {
		for _, c := range slices.Concat(part.Accounts, part.Minus) {
			for it := range r.Items(c, part.span()) {
				if Weight(t, it) != 0 {
					out = append(out, it)
				}
			}
		}
		out = append(out, part.picked(r)...)
		for i := range part.Also {
			walk(&part.Also[i])
		}
	}
	walk(t)
	sortItems(out)
	// Two parts of a trace may select the same line; its weight counts both.
	return slices.CompactFunc(out, func(a, b ledger.Item) bool { return a.Voucher == b.Voucher && a.Line == b.Line })
}

// picked gives the lines chosen one by one, as the account index has them.
func (t *Trace) picked(r ledger.Vouchers) []ledger.Item {
	var out []ledger.Item
	for _, p := range t.Picked {
		if v, ok := r.Voucher(p.Voucher); ok && v.State == ledger.Posted && p.Line < len(v.Lines) {
			out = append(out, itemsOf(&v)[p.Line])
		}
	}
	return out
}

func sortItems(items []ledger.Item) {
	slices.SortFunc(items, func(a, b ledger.Item) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Voucher, b.Voucher), cmp.Compare(a.Line, b.Line))
	})
}

// Total adds what is behind a traced figure one by one, with what was brought
// forward.
func Total(r ledger.Reader, t *Trace) ledger.Money {
	m := Brought(r, t)
	for it := range Lines(r, t) {
		m += Weight(t, it)
	}
	for _, w := range Handouts(r, t) {
		m += w
	}
	return m
}

// figure makes a money cell of a trace.
func figure(r ledger.Reader, t Trace) Cell { return Amount(Eval(r, &t), &t) }

// posted is the trace of what ordinary vouchers posted on accounts in a period.
func posted(s Side, p ledger.Period, codes ...ledger.Code) Trace {
	return Trace{Accounts: codes, Side: s, Period: p}
}

// standing is the trace of a balance at the end of a month, closing vouchers
// included.
func standing(s Side, m ledger.Month, codes ...ledger.Code) Trace {
	return Trace{Accounts: codes, Side: s, Period: ledger.Period{To: m}, Balance: true, Closing: true}
}
