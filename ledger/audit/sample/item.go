package sample

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// Flag marks what makes a voucher worth examining whatever its amount.
type Flag uint8

// The flags of an item; they can be combined.
const (
	FlagHardship Flag = 1 << iota // hardship aid or condolence money
	FlagCapital                   // has a line in 507 capital expenditure
	FlagReversal                  // a red-letter voucher, or one that was written off
)

// Item is one voucher of the population.
type Item struct {
	Key    string       // voucher number, unique in the population
	Amount ledger.Money // what the voucher moves; negative for a red one
	Day    ledger.Day
	Cash   ledger.Money // how much of it was cash, in or out; zero: none
	Flags  Flag
}

// Stratum is a part of the population that is examined in full.
type Stratum string

// The strata of domain.md §18.6.
const (
	StratumLarge    Stratum = "large"
	StratumCash     Stratum = "cash"
	StratumHardship Stratum = "hardship"
	StratumCapital  Stratum = "capital"
	StratumReversal Stratum = "reversal"
	StratumYearEnd  Stratum = "year-end"
)

// Strata lists all strata in the order in which papers name them.
func Strata() []Stratum {
	return []Stratum{StratumLarge, StratumCash, StratumHardship, StratumCapital, StratumReversal, StratumYearEnd}
}

// Limits are the thresholds of the strata.
type Limits struct {
	Large   ledger.Money // examined from this amount on; zero: no such stratum
	Cash    ledger.Money // cash above this amount
	YearEnd int          // December after this day; 31: no such stratum
}

// DefaultLimits are cash above 1,000 and December after the 20th (domain.md
// §18.6), and 10,000 yuan for a large voucher.
func DefaultLimits() Limits { return Limits{Large: 10_000_00, Cash: 1_000_00, YearEnd: 20} }

// Has reports whether the item lies in the stratum.
func (l Limits) Has(s Stratum, it Item) bool {
	switch s {
	case StratumLarge:
		return l.Large > 0 && it.Amount.Abs() >= l.Large
	case StratumCash:
		return it.Cash.Abs() > l.Cash
	case StratumHardship:
		return it.Flags&FlagHardship != 0
	case StratumCapital:
		return it.Flags&FlagCapital != 0
	case StratumReversal:
		return it.Flags&FlagReversal != 0
	case StratumYearEnd:
		return it.Day.Month().Num() == 12 && it.Day.Dom() > l.YearEnd
	}
	return false
}

// Of lists the strata in which the item lies.
func (l Limits) Of(it Item) []Stratum {
	var out []Stratum
	for _, s := range Strata() {
		if l.Has(s, it) {
			out = append(out, s)
		}
	}
	return out
}

// Rule says in words what the stratum holds.
func (l Limits) Rule(s Stratum) string {
	switch s {
	case StratumLarge:
		if l.Large <= 0 {
			return "没有设大额标准"
		}
		return fmt.Sprintf("金额在 %s 元以上（含）的", l.Large.Grouped())
	case StratumCash:
		return fmt.Sprintf("现金超过 %s 元的", l.Cash.Grouped())
	case StratumHardship:
		return "困难补助和慰问的"
	case StratumCapital:
		return "资本性支出（507）的"
	case StratumReversal:
		return "红字冲销和被冲销的"
	case StratumYearEnd:
		if l.YearEnd >= 31 {
			return "没有设年末突击检查"
		}
		return fmt.Sprintf("12月%d日以后记账的", l.YearEnd)
	}
	return string(s)
}

// byKey orders keys as people number them: digits by their value, the rest by
// its bytes, so that 记-2 comes before 记-10.
func byKey(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		nx, ny := digits(x), digits(y)
		if nx > 0 && ny > 0 {
			dx, dy := strings.TrimLeft(x[:nx], "0"), strings.TrimLeft(y[:ny], "0")
			if c := cmp.Or(cmp.Compare(len(dx), len(dy)), cmp.Compare(dx, dy)); c != 0 {
				return c
			}
			x, y = x[nx:], y[ny:]
			continue
		}
		if x[0] != y[0] {
			return cmp.Compare(x[0], y[0])
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// inOrder returns the items sorted by key, refusing what makes a population
// unfit: no key, a key twice, amounts that cannot be added.
func inOrder(items []Item) ([]Item, error) {
	out := slices.Clone(items)
	slices.SortFunc(out, func(a, b Item) int { return byKey(a.Key, b.Key) })
	for i, it := range out {
		if it.Key == "" {
			return nil, ledger.Errf(ledger.CodeRequired, "有一张凭证没有凭证号，不能抽样；请先过账取得凭证号。")
		}
		if i > 0 && out[i-1].Key == it.Key {
			return nil, ledger.Errf(ledger.CodeExists, "凭证号 %s 出现了两次，不能抽样；请先查清。", ledger.Plain(it.Key))
		}
	}
	_, err := total(out)
	return out, err
}

// total adds the amounts without their signs.
func total(items []Item) (ledger.Money, error) {
	var t ledger.Money
	for _, it := range items {
		n, ok := t.Plus(it.Amount.Abs())
		if !ok || it.Amount.Abs() < 0 {
			return 0, ledger.Errf(ledger.CodeOverflow, "金额合计超出程序能处理的范围，没有抽样。")
		}
		t = n
	}
	return t, nil
}
