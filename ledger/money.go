package ledger

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Money is an amount in fen (1/100 yuan). Sums are checked: use [Money.Plus]
// and [Sum] wherever the addends come from outside.
type Money int64

// MaxMoney is the largest amount that a single line may carry: 9,999,999,999.99
// yuan. A million such lines still add up without overflow.
const MaxMoney Money = 999_999_999_999

// String prints yuan with two decimals and no grouping, as files want it: -1234.50.
func (m Money) String() string {
	neg := m < 0
	u := uint64(m)
	if neg {
		u = -u
	}
	s := strconv.FormatUint(u/100, 10) + "." + string([]byte{byte('0' + u/10%10), byte('0' + u%10)})
	if neg {
		return "-" + s
	}
	return s
}

// Grouped prints yuan with thousands separators, as people read it: -1,234.50.
func (m Money) Grouped() string {
	s := m.String()
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	whole, frac := s[:len(s)-3], s[len(s)-3:]
	var b strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return sign + b.String() + frac
}

// Plus adds and reports whether the sum still fits.
func (m Money) Plus(n Money) (Money, bool) {
	s := m + n
	return s, (s > m) == (n > 0)
}

// Sum adds amounts; an overflow is an error, never a wrap.
func Sum(ms ...Money) (Money, error) {
	var t Money
	for _, m := range ms {
		var ok bool
		if t, ok = t.Plus(m); !ok {
			return 0, Errf(CodeOverflow, "金额合计超出程序能处理的范围，未计算。")
		}
	}
	return t, nil
}

// Decimal gives the amount in yuan.
func (m Money) Decimal() decimal.Decimal { return decimal.New(int64(m), -2) }

// Abs is the amount without its sign.
func (m Money) Abs() Money {
	if m < 0 {
		return -m
	}
	return m
}

// FromYuan rounds a decimal number of yuan half away from zero to fen. It
// refuses what is larger than [MaxMoney].
func FromYuan(d decimal.Decimal) (Money, error) {
	f := d.Shift(2).Round(0)
	if f.Abs().Cmp(decimal.New(int64(MaxMoney), 0)) > 0 {
		return 0, Errf(CodeTooLarge, "金额超过上限 %s 元，未计算。", MaxMoney.Grouped())
	}
	return Money(f.IntPart()), nil
}

// Share splits m into parts proportional to weights without losing a fen: the
// largest remainders get the odd fen, earlier parts first. Weights must not be
// negative and must not all be zero.
func (m Money) Share(weights ...int64) ([]Money, error) {
	total := decimal.Zero
	for _, w := range weights {
		if w < 0 {
			return nil, Errf(CodeBadValue, "分摊比例不能是负数。")
		}
		total = total.Add(decimal.NewFromInt(w))
	}
	if total.IsZero() {
		return nil, Errf(CodeBadValue, "分摊比例不能全是零。")
	}
	parts := make([]Money, len(weights))
	rest := make([]decimal.Decimal, len(weights))
	left := m.Abs()
	for i, w := range weights {
		q, r := decimal.NewFromInt(int64(m.Abs())).Mul(decimal.NewFromInt(w)).QuoRem(total, 0)
		parts[i], rest[i] = Money(q.IntPart()), r
		left -= parts[i]
	}
	for ; left > 0; left-- {
		best := 0
		for i := range rest {
			if rest[i].Cmp(rest[best]) > 0 {
				best = i
			}
		}
		parts[best]++
		rest[best] = decimal.New(-1, 0)
	}
	if m < 0 {
		for i := range parts {
			parts[i] = -parts[i]
		}
	}
	return parts, nil
}
