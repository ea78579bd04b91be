package page

import (
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/tui/desk"
	"huizhang/tui/widget"
)

// NewDay is a field for a day as seen from today.
func NewDay(d *desk.Desk, day ledger.Day) *widget.Day {
	f := widget.NewDay(func(v string) (ledger.Day, error) { return ledger.TypeDay(v, d.Today()) })
	f.SetDay(day)
	return f
}

// NewText is a line of text.
func NewText(limit int, text string) *widget.Input {
	in := &widget.Input{Limit: limit}
	in.SetText(text)
	return in
}

// NewWords is a text of several lines that can be read whole.
func NewWords(limit int, text string) *widget.Area { return widget.NewArea(limit, text) }

// NewSum is an amount, empty when zero.
func NewSum(m ledger.Money) *widget.Amount {
	a := widget.NewAmount()
	if m != 0 {
		a.SetMoney(m)
	}
	return a
}

// Sum is what stands in an amount, zero when nothing does.
func Sum(a *widget.Amount) ledger.Money { m, _ := a.Money(); return m }

// DayIn is the day in a field, zero when it is none.
func DayIn(f *widget.Day) ledger.Day { d, _ := f.Day(); return d }

// Whole is a number in a field of digits, zero when it is none.
func Whole(in *widget.Input) int {
	n, err := strconv.Atoi(strings.TrimSpace(ledger.FoldWidth(in.Text())))
	if err != nil {
		return 0
	}
	return n
}

// Words is the text of a field without the blanks around it.
func Words(in widget.Keeper) string { return strings.TrimSpace(in.Text()) }

// Person is a member as far as a field to pick one needs.
type Person struct {
	ID              ledger.MemberID
	No, Name, Group string
	In              bool // a member today
}

// People reads the register for a field; entries merged into others are left out.
func People(r ledger.Register, today ledger.Day) []Person {
	var out []Person
	for m := range r.Members() {
		if m.Into == 0 {
			out = append(out, Person{m.ID, m.No, m.Name, m.Group, m.On(today)})
		}
	}
	return out
}

// NewPerson is a field that picks a member by name, pinyin or number.
func NewPerson(all []Person, chosen ledger.MemberID) *widget.Pick {
	p := widget.NewPick("会员", func(q string) []widget.Option { return FindPeople(all, q) })
	for _, x := range all {
		if x.ID == chosen && chosen != 0 {
			p.Set(x.option())
		}
	}
	return p
}

func (x Person) option() widget.Option {
	note := strings.TrimSpace(x.No + " " + x.Group)
	if !x.In {
		note += "（不在会）"
	}
	return widget.Option{Key: strconv.FormatUint(uint64(x.ID), 10), Text: x.Name, Note: note}
}

// FindPeople finds members by what was typed; those in the union come first.
func FindPeople(all []Person, q string) []widget.Option {
	var in, out []widget.Option
	q = strings.TrimSpace(q)
	for _, x := range all {
		if q != "" && !pinyin.Matches(x.Name, strings.ToLower(q)) && x.No != q {
			continue
		}
		if x.In {
			in = append(in, x.option())
		} else {
			out = append(out, x.option())
		}
	}
	return append(in, out...)
}

// MemberIn is the member chosen in a field.
func MemberIn(p *widget.Pick) ledger.MemberID {
	n, err := strconv.ParseUint(p.Key(), 10, 64)
	if err != nil {
		return 0
	}
	return ledger.MemberID(n)
}

// Purses are the accounts for the union's own cash and bank money, or with trust
// those for money held for others; banks come first.
func Purses(r ledger.Accounts, trust bool) []ledger.Account {
	chart := r.Chart()
	kept := ledger.Trust(chart)
	var bank, cash []ledger.Account
	for _, a := range chart {
		t := a.Code.Top()
		if a.Off || t != "101" && t != "102" || !ledger.IsLeaf(chart, a.Code) {
			continue
		}
		own := true
		for _, k := range kept {
			own = own && !a.Code.Under(k)
		}
		switch {
		case own == trust:
		case t == "102":
			bank = append(bank, a)
		default:
			cash = append(cash, a)
		}
	}
	return append(bank, cash...)
}

// NewAccount is a field that picks one of some accounts; the first is offered.
func NewAccount(what string, among []ledger.Account) *widget.Pick {
	p := widget.NewPick(what, func(q string) []widget.Option {
		var out []widget.Option
		for _, a := range among {
			if q == "" || strings.Contains(a.Title(), q) || pinyin.Matches(a.Name, strings.ToLower(q)) {
				out = append(out, widget.Option{Key: string(a.Code), Text: a.Title()})
			}
		}
		return out
	})
	if len(among) > 0 {
		p.Set(widget.Option{Key: string(among[0].Code), Text: among[0].Title()})
	}
	return p
}

// OpenDay is today, or the nearest day that may still be booked on.
func OpenDay(d *desk.Desk, r ledger.Pages) ledger.Day {
	today := d.Today()
	if m := today.Month(); m >= r.Unit().Start && !r.MonthPage(m).Closed {
		return today
	}
	return ledger.FirstOpen(r).First()
}

// Drafted is added to a title when the voucher still waits for a second person.
func Drafted(single bool) string {
	if single {
		return ""
	}
	return "凭证是草稿，审核过账以后生效"
}
