package ledger

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// ClassRate is the dues rate of one class of members. Free is why the class
// pays nothing; a class with Free has no rate.
type ClassRate struct {
	Class MemberClass `cbor:"1,keyasint"`
	Rate  string      `cbor:"2,keyasint,omitempty"` // decimal fraction: 0.005
	Fixed Money       `cbor:"3,keyasint,omitempty"` // a fixed sum a month in place of a rate
	Free  string      `cbor:"4,keyasint,omitempty"`
}

// DuesRule says how dues are reckoned from a month on (domain rules §8.2).
type DuesRule struct {
	From    Month       `cbor:"1,keyasint"`
	Rates   []ClassRate `cbor:"2,keyasint"`
	Default string      `cbor:"3,keyasint"`           // rate of classes not named
	Grade   bool        `cbor:"4,keyasint,omitempty"` // 薪级工资 counts beside 岗位工资
	Floor10 bool        `cbor:"5,keyasint,omitempty"` // the part of the base below 10 yuan is dropped
	Round   Money       `cbor:"6,keyasint"`           // fen: 1, 5, 10 or 100; half away from zero
	Base    int         `cbor:"7,keyasint,omitempty"` // 1–12: the wage of that month is the base, see baseMonth; 0: each month's own
	Every   int         `cbor:"8,keyasint"`           // months assessed together: 1, 6 or 12
}

// DefaultDuesRule is what a new book starts with: 0.5 % of 岗位 + 薪级, the part
// below 10 yuan dropped, monthly, retired members exempt.
func DefaultDuesRule(from Month) DuesRule {
	return DuesRule{From: from, Default: "0.005", Grade: true, Floor10: true, Round: 1, Every: 1,
		Rates: []ClassRate{{Class: Retired, Free: "退休会员免缴"}}}
}

// Working shows how a member's dues of a month came about.
type Working struct {
	Base    Money  `cbor:"1,keyasint"`           // wage items that count
	Counted Money  `cbor:"2,keyasint"`           // after the tail rule
	Rate    string `cbor:"3,keyasint,omitempty"` // "" with a fixed sum
	Due     Money  `cbor:"4,keyasint"`           // after rounding, before any waiver
	Reason  string `cbor:"5,keyasint,omitempty"` // why nothing is due
}

// Text writes the working out: 5,234.00 取整 5,230.00 × 0.5% = 26.15.
func (w Working) Text() string {
	switch {
	case w.Reason != "":
		return w.Reason
	case w.Rate == "":
		return "定额 " + w.Due.Grouped()
	}
	pct := w.Rate
	if d, err := decimal.NewFromString(w.Rate); err == nil {
		pct = d.Shift(2).String() + "%"
	}
	s := w.Base.Grouped()
	if w.Counted != w.Base {
		s += " 去尾 " + w.Counted.Grouped()
	}
	return fmt.Sprintf("%s × %s = %s", s, pct, w.Due.Grouped())
}

// RuleIn picks the rule in force in a month from rules in order of time.
func RuleIn(rules []DuesRule, mo Month) (DuesRule, bool) {
	var r DuesRule
	ok := false
	for _, x := range rules {
		if x.From <= mo {
			r, ok = x, true
		}
	}
	return r, ok
}

// Span is the run of months that is assessed together with mo.
func (r DuesRule) Span(mo Month) []Month {
	n := max(r.Every, 1)
	first := MonthOf(mo.Year(), (mo.Num()-1)/n*n+1)
	out := make([]Month, n)
	for i := range out {
		out[i] = first.Add(i)
	}
	return out
}

func (r DuesRule) rateOf(c MemberClass) ClassRate {
	i := slices.IndexFunc(r.Rates, func(x ClassRate) bool { return x.Class == c })
	if i < 0 {
		return ClassRate{Class: c, Rate: r.Default}
	}
	return r.Rates[i]
}

// NoWage is why nothing is due from a member whose wage nobody entered. Unlike
// the other reasons it is something to mend.
const NoWage = "没有登记工资基数"

// Reckon computes what m owes for a month. It never fails: what stands in the
// way is the Reason.
func (r DuesRule) Reckon(m *Member, mo Month) Working {
	if !m.In(mo) {
		return Working{Reason: mo.Chinese() + "不在会（" + m.Status(mo.Last()) + "）"}
	}
	c := r.rateOf(m.ClassIn(mo))
	if c.Free != "" {
		return Working{Reason: c.Free}
	}
	if c.Fixed != 0 {
		return Working{Due: c.Fixed}
	}
	rate, err := decimal.NewFromString(c.Rate)
	if err != nil {
		return Working{Reason: "会费标准没有写“" + string(c.Class) + "”的比例"}
	}
	w, ok := m.WageIn(r.baseMonth(mo))
	if !ok {
		w, ok = m.WageIn(mo) // joined after the base month: the first wage counts
	}
	if !ok {
		return Working{Reason: NoWage}
	}
	out := Working{Base: w.Post, Rate: rate.String()}
	if r.Grade {
		out.Base += w.Grade
	}
	out.Counted = out.Base
	if r.Floor10 {
		out.Counted -= out.Base % 1000
	}
	unit := decimal.NewFromInt(int64(max(r.Round, 1)))
	fen := decimal.NewFromInt(int64(out.Counted)).Mul(rate)
	out.Due = Money(fen.Div(unit).Round(0).Mul(unit).IntPart())
	switch {
	case out.Base == 0:
		out.Reason = "工资基数为零"
	case out.Due == 0:
		out.Reason = "按标准算出来不到一个取整单位"
	}
	return out
}

// baseMonth is the month whose wage counts: the one with the rule's number in
// the months assessed together, or the last one before them; without a number
// the month itself.
func (r DuesRule) baseMonth(mo Month) Month {
	if r.Base == 0 {
		return mo
	}
	span := r.Span(mo)
	last := span[len(span)-1]
	b := MonthOf(last.Year(), r.Base)
	if b > last {
		b = MonthOf(last.Year()-1, r.Base)
	}
	return b
}

// Due is what a member owes for a month, as assessed. Working.Due less Waived
// is to be paid.
type Due struct {
	Member  MemberID `cbor:"1,keyasint"`
	Month   Month    `cbor:"2,keyasint"`
	Working Working  `cbor:"3,keyasint"`
	Waived  Money    `cbor:"4,keyasint,omitempty"`
	Why     string   `cbor:"5,keyasint,omitempty"` // reason of the waiver
	Group   string   `cbor:"6,keyasint,omitempty"` // the member's group when assessed
}

// Payable is what is to be paid.
func (d Due) Payable() Money { return d.Working.Due - d.Waived }

// Payment ties a part of a dues voucher to a member and a month. It counts
// once the voucher is posted; a red-letter voucher carries negative payments.
type Payment struct {
	Voucher VoucherID `cbor:"1,keyasint"`
	Member  MemberID  `cbor:"2,keyasint"`
	Month   Month     `cbor:"3,keyasint"`
	Amount  Money     `cbor:"4,keyasint"`
}

// Paid sums the payments of a member's month: those of posted vouchers, and
// those that still wait for posting.
type Paid struct{ Posted, Waiting Money }

// Taken is what counts against a due. A red-letter draft gives nothing back
// before it is posted: it may still be voided.
func (p Paid) Taken() Money { return p.Posted + max(p.Waiting, 0) }
