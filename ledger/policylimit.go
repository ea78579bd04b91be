package ledger

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Limit is the number of a rule, kept as a fraction so that 2/3 stays exact.
type Limit struct{ num, den decimal.Decimal }

// ParseLimit reads a limit: 1,600.00, 0.6667, 2/3, 50%, 300元, full-width
// digits too.
func ParseLimit(s string) (Limit, error) {
	t, ok := foldInput(s)
	t = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(t, "元"), "次"))
	if !ok || t == "" {
		return Limit{}, badLimit(s)
	}
	one := decimal.NewFromInt(1)
	if pct, ok := strings.CutSuffix(t, "%"); ok {
		n, ok := plainNumber(strings.TrimSpace(pct))
		if !ok {
			return Limit{}, badLimit(s)
		}
		return Limit{n.Shift(-2), one}, nil
	}
	a, b, isFraction := strings.Cut(t, "/")
	n, ok := plainNumber(strings.TrimSpace(a))
	if !ok {
		return Limit{}, badLimit(s)
	}
	if !isFraction {
		return Limit{n, one}, nil
	}
	d, ok := plainNumber(strings.TrimSpace(b))
	if !ok || d.IsZero() || !n.IsInteger() || !d.IsInteger() {
		return Limit{}, badLimit(s)
	}
	return Limit{n, d}, nil
}

func badLimit(s string) error {
	return Errf(CodeBadValue, "“%s”不是有效的上限；请写成 1600、0.6667 或 2/3 这样的数。", brief(s))
}

// String prints the limit as files want it: 1600, 0.6667, 2/3.
func (l Limit) String() string {
	if l.over().Equal(decimal.NewFromInt(1)) {
		return l.num.String()
	}
	return l.num.String() + "/" + l.over().String()
}

// over is the denominator; the zero Limit is 0/1.
func (l Limit) over() decimal.Decimal {
	if l.den.IsZero() {
		return decimal.NewFromInt(1)
	}
	return l.den
}

// IsZero reports whether nothing at all is allowed.
func (l Limit) IsZero() bool { return l.num.IsZero() }

// Money is the limit as an amount of yuan, ok false when it does not come to
// whole fen.
func (l Limit) Money() (Money, bool) {
	fen, rest := l.num.Shift(2).QuoRem(l.over(), 0)
	if !rest.IsZero() {
		return 0, false
	}
	m, err := FromYuan(fen.Shift(-2))
	return m, err == nil
}

// Allows reports whether part is not more than the limit times whole, exactly.
func (l Limit) Allows(part, whole int64) bool {
	return decimal.NewFromInt(part).Mul(l.over()).Cmp(l.num.Mul(decimal.NewFromInt(whole))) <= 0
}

// Of is the limit times whole, rounded down.
func (l Limit) Of(whole int64) int64 {
	q, _ := l.num.Mul(decimal.NewFromInt(whole)).QuoRem(l.over(), 0)
	return q.IntPart()
}

// Text writes the limit as people read it under a measure: 1,600.00 元, 2/3,
// 3 倍, 4 次.
func (l Limit) Text(m Measure) string {
	switch m {
	case PerMemberYear, PerPersonEvent:
		if a, ok := l.Money(); ok {
			return a.Grouped() + " 元"
		}
	case CountPerYear:
		return l.String() + " 次"
	case MultipleOfDues:
		return l.String() + " 倍"
	case ShareOfParticipants, ShareOfIncome:
		if l.over().Equal(decimal.NewFromInt(1)) {
			return l.num.Shift(2).String() + "%"
		}
	}
	return l.String()
}

// most is the largest limit that makes sense under a measure.
func (m Measure) most() decimal.Decimal {
	switch m {
	case ShareOfParticipants, ShareOfIncome:
		return decimal.NewFromInt(1)
	case MultipleOfDues:
		return decimal.NewFromInt(100)
	case CountPerYear:
		return decimal.NewFromInt(366)
	}
	return MaxMoney.Decimal()
}

// check says what is wrong with a limit under a measure, "" if nothing.
func (l Limit) check(m Measure) string {
	if l.num.Cmp(m.most().Mul(l.over())) > 0 {
		return "上限太大：按“" + m.Chinese() + "”，最多是 " + m.most().String() + "。"
	}
	switch m {
	case PerMemberYear, PerPersonEvent:
		if _, ok := l.Money(); !ok {
			return "金额最多两位小数。"
		}
	case CountPerYear:
		if !l.num.IsInteger() || !l.over().Equal(decimal.NewFromInt(1)) {
			return "次数要写整数。"
		}
	}
	return ""
}
