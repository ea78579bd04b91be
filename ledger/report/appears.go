package report

import (
	"slices"

	"huizhang/ledger"
)

// Place is a line of a report, or of a published notice, in which a voucher
// has a part.
type Place struct {
	Report string // its name
	Title  string
	Period ledger.Period
	Key    string
	Name   string       // the line as it reads
	Amount ledger.Money // what the voucher adds to the line's first figure that it touches
	// Account is set for registers, which need it to be opened.
	Account ledger.Code
	// Version is that of a published notice, 0 for a report.
	Version int
}

// Appears lists every place in which a posted voucher shows: the statements of
// its month and year, the registers of its accounts, the journals, and each
// published notice that counted it.
func Appears(r ledger.Reader, id ledger.VoucherID) []Place {
	v, ok := r.Voucher(id)
	if !ok || v.State != ledger.Posted {
		return nil
	}
	items := itemsOf(&v)
	m := v.Month()
	month, year := ledger.MonthPeriod(m), ledger.YearPeriod(m.Year())
	quarter := quarterOf(m)
	var out []Place
	for _, x := range []struct {
		name string
		p    ledger.Period
	}{{"income", month}, {"income", year}, {"balance", month}, {"trial", month}, {"disclosure", month}, {"disclosure", quarter}, {"disclosure", year}, {"remittance", year}} {
		if doc, err := Build(r, x.name, Args{Period: x.p}); err == nil {
			out = append(out, placesIn(r, doc, items, 0)...)
		}
	}
	out = append(out, registersOf(r, &v)...)
	for _, name := range []string{"journal", "voucher"} {
		rep, _ := Find(name)
		out = append(out, Place{Report: name, Title: rep.Title, Period: month, Key: v.Ref(), Name: v.Summary(), Amount: v.Amount()})
	}
	for n := range r.Notices() {
		f, err := thaw(n)
		if err != nil || id > f.Last || slices.Contains(f.Pending, id) {
			continue
		}
		out = append(out, placesIn(r, f.Document, items, n.Version)...)
	}
	return out
}

func quarterOf(m ledger.Month) ledger.Period {
	first := ledger.MonthOf(m.Year(), (m.Num()-1)/3*3+1)
	return ledger.Period{From: first, To: first.Add(2)}
}

// itemsOf gives a posted voucher's lines as the account index has them.
func itemsOf(v *ledger.Voucher) []ledger.Item {
	var out []ledger.Item
	for i, l := range v.Lines {
		out = append(out, ledger.Item{Voucher: v.ID, Line: i, Day: v.Day, Account: l.Account, Debit: l.Debit, Credit: l.Credit, Restricted: l.Restricted, Closing: v.Closing()})
	}
	return out
}

// placesIn finds the rows that have a traced cell with a part of the lines, or
// of the sheets that the voucher paid for.
func placesIn(r ledger.Reader, doc *Document, items []ledger.Item, version int) []Place {
	var out []Place
	for _, t := range doc.Tables {
		for _, row := range t.Rows {
			m, touched := share(r, doc.Name, row, items)
			if !touched || row.Key == "" {
				continue
			}
			out = append(out, Place{Report: doc.Name, Title: doc.Title, Period: doc.Period, Key: row.Key, Name: label(rowName(row)), Amount: m, Version: version})
		}
	}
	return out
}

// share is what lines add to the first cell of a row that they touch. Lines
// that cancel each other out in the cell still touch it.
func share(r ledger.Reader, name string, row Row, items []ledger.Item) (m ledger.Money, touched bool) {
	for _, c := range row.Cells {
		if c.Trace == nil || c.Trace.Lists != nil && c.Trace.Lists.Count != NoCount {
			continue
		}
		if m, touched = paidFor(r, c.Trace, items); touched {
			return m, true
		}
		t := c.Trace
		if name != "trial" {
			t = whole(t)
		}
		for _, it := range items {
			if w := Weight(t, it); w != 0 {
				m, touched = m+w, true
			}
		}
		if touched {
			return m, true
		}
	}
	return 0, false
}

// paidFor is what the sheets of a voucher, or of the one that it writes off, add
// to a figure of lists.
func paidFor(r ledger.Reader, t *Trace, items []ledger.Item) (m ledger.Money, touched bool) {
	for i := range t.Also {
		n, too := paidFor(r, &t.Also[i], items)
		m, touched = m+n, touched || too
	}
	if t.Lists == nil || len(items) == 0 {
		return m, touched
	}
	v, _ := r.Voucher(items[0].Voucher)
	for k, ids := range [][]ledger.SheetID{t.Lists.Sheets, t.Lists.Back} {
		id := v.ID
		if k == 1 {
			id = v.Reverses
		}
		for _, s := range ids {
			if sheet, ok := r.Sheet(s); ok && id != 0 && sheet.Voucher == id {
				one := Lists{Sheets: []ledger.SheetID{s}, By: t.Lists.By, Group: t.Lists.Group, State: t.Lists.State, Member: t.Lists.Member}
				m, touched = m+ledger.Money(1-2*k)*one.sum(r), true
			}
		}
	}
	return m, touched
}

// whole adds to the trace of 321 or 322 in a statement the income and expense
// that closing vouchers have carried there, so that the voucher behind it is found.
func whole(t *Trace) *Trace {
	if len(t.Accounts) != 1 || len(t.Also) > 0 || !t.Balance || !t.Closing {
		return t
	}
	flag := No
	switch t.Accounts[0] {
	case "321":
		flag = Yes
	case "322":
	default:
		return t
	}
	open := Trace{Accounts: []ledger.Code{"4", "5"}, Side: t.Side, Period: t.Period, Balance: true, Closing: true, Restricted: flag}
	out := *t
	out.Also = []Trace{open}
	return &out
}

// rowName is the text by which a row is known: its first text that is no key.
func rowName(row Row) string {
	for _, c := range row.Cells {
		if c.Text != "" && c.Text != row.Key {
			return c.Text
		}
	}
	return row.Key
}

// registersOf are the 明细账 of each account of the voucher and of those above
// it, and the journals of cash and bank.
func registersOf(r ledger.Reader, v *ledger.Voucher) []Place {
	var out []Place
	var seen []ledger.Code
	add := func(name string, c ledger.Code) {
		p := Place{Report: name, Period: ledger.MonthPeriod(v.Month()), Key: v.Ref(), Name: ledger.AccountTitle(r, c), Account: c}
		rep, _ := Find(name)
		p.Title = rep.Title
		for _, l := range v.Lines {
			if l.Account.Under(c) {
				p.Amount += l.Net()
			}
		}
		out = append(out, p)
	}
	for _, l := range v.Lines {
		for c := l.Account; c != ""; c = c.Parent() {
			if !slices.Contains(seen, c) {
				seen = append(seen, c)
				add("ledger", c)
			}
		}
	}
	for _, c := range seen {
		switch {
		case c == "101":
			add("cash-book", "")
			out[len(out)-1].Name = "库存现金"
		case c.Under("102") && !slices.ContainsFunc(seen, func(x ledger.Code) bool { return x != c && x.Under(c) }):
			add("bank-book", c)
		}
	}
	return out
}
