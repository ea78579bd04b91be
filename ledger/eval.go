package ledger

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// maxExpr bounds a typed expression, and with it the depth of its brackets.
const maxExpr = 100

// EvalMoney reads a typed amount: what [ParseMoney] reads, or a sum such as
// 12*3.5+(100-20)/4, with × ÷ and full-width signs as well. The value is exact
// until the end and is then rounded half away from zero to fen.
func EvalMoney(s string) (Money, error) {
	m, err := ParseMoney(s)
	if err == nil || CodeOf(err) == CodeTooLarge {
		return m, err
	}
	t, ok := foldInput(s)
	t = strings.NewReplacer("×", "*", "x", "*", "X", "*", "÷", "/", "¥", "", "元", "", " ", "").Replace(foldAmount(t))
	t = strings.TrimSuffix(strings.TrimPrefix(t, "="), "=")
	if !ok || t == "" || !strings.ContainsAny(t, "+-*/().") {
		return 0, err
	}
	if len(t) > maxExpr {
		return 0, badExpr(s, err)
	}
	e := expr{s: t}
	v := e.sum()
	if e.zero {
		return 0, Errf(CodeBadAmount, "“%s”里除数是零；请改算式，例如 350/7。", brief(s))
	}
	if e.bad || e.i != len(t) {
		return 0, badExpr(s, err)
	}
	if !strings.ContainsAny(t[1:], "+-*/(") && !new(big.Rat).Mul(v, big.NewRat(100, 1)).IsInt() {
		return 0, err // nothing was computed, so nothing may be rounded
	}
	return roundFen(v)
}

// badExpr keeps the message about a vague word and else explains expressions.
func badExpr(s string, err error) error {
	if strings.ContainsAny(s, "+*/()（）＋＊／×÷") {
		return Errf(CodeBadAmount, "“%s”算不出金额；可写数或算式，例如 1234.5 或 12*3.5。", brief(s))
	}
	return err
}

// roundFen turns exact yuan into fen. [FromYuan] cannot take a third of a
// yuan, so the rounding is done here on the fraction.
func roundFen(v *big.Rat) (Money, error) {
	fen := new(big.Rat).Mul(v, big.NewRat(100, 1))
	neg := fen.Sign() < 0
	fen.Abs(fen).Add(fen, big.NewRat(1, 2))
	q := new(big.Int).Quo(fen.Num(), fen.Denom())
	if neg {
		q.Neg(q)
	}
	return FromYuan(decimal.NewFromBigInt(q, -2))
}

// expr is a reader of expressions by recursive descent.
type expr struct {
	s         string
	i         int
	bad, zero bool
}

func (e *expr) next(set string) byte {
	if e.i < len(e.s) && strings.IndexByte(set, e.s[e.i]) >= 0 {
		e.i++
		return e.s[e.i-1]
	}
	return 0
}

func (e *expr) sum() *big.Rat {
	v := e.product()
	for {
		switch e.next("+-") {
		case '+':
			v.Add(v, e.product())
		case '-':
			v.Sub(v, e.product())
		default:
			return v
		}
	}
}

func (e *expr) product() *big.Rat {
	v := e.factor()
	for {
		switch e.next("*/") {
		case '*':
			v.Mul(v, e.factor())
		case '/':
			d := e.factor()
			if d.Sign() == 0 {
				e.zero = e.zero || !e.bad
				return v
			}
			v.Quo(v, d)
		default:
			return v
		}
	}
}

func (e *expr) factor() *big.Rat {
	switch e.next("+-(") {
	case '+':
		return e.factor()
	case '-':
		v := e.factor()
		return v.Neg(v)
	case '(':
		v := e.sum()
		e.bad = e.bad || e.next(")") == 0
		return v
	}
	return e.number()
}

// number is more generous than a file's: .5 and 5. are what people type.
func (e *expr) number() *big.Rat {
	from := e.i
	for e.next("0123456789.,") != 0 {
	}
	whole, frac, _ := strings.Cut(e.s[from:e.i], ".")
	if frac == "" {
		frac = "0"
	}
	if whole == "" {
		whole = "0"
	}
	d, ok := plainNumber(whole + "." + frac)
	if !ok || e.s[from:e.i] == "" || e.s[from:e.i] == "." {
		e.bad = true
		return new(big.Rat)
	}
	return d.Rat()
}
