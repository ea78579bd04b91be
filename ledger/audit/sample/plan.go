package sample

import (
	"fmt"

	"huizhang/ledger"
)

// Method is the way in which vouchers are chosen from the rest.
type Method string

// The methods.
const (
	MethodRandom     Method = "random"     // every voucher the same chance
	MethodSystematic Method = "systematic" // at an interval from a random start
	MethodValue      Method = "value"      // monetary-unit: every yuan the same chance
)

// Methods lists the methods.
func Methods() []Method { return []Method{MethodRandom, MethodSystematic, MethodValue} }

// String is the Chinese name.
func (m Method) String() string {
	switch m {
	case MethodRandom:
		return "随机抽样"
	case MethodSystematic:
		return "等距抽样"
	case MethodValue:
		return "按金额抽样"
	}
	return "未知方法"
}

// The default size of a sample from the rest (domain.md §18.6).
const (
	leastSize  = 25
	sizeShare  = 10 // one tenth
	largestPop = 10_000_000
)

// Plan is fixed before the seed is known.
type Plan struct {
	Limits   Limits
	Method   Method
	Size     int          // vouchers from the rest; zero: [DefaultSize]
	Interval ledger.Money // by value only; zero: total of the rest ÷ size
	Seed     Seed
}

// DefaultSize is max(25, one tenth rounded up) of the rest.
func DefaultSize(rest int) int { return max(leastSize, (rest+sizeShare-1)/sizeShare) }

// Check collects what is wrong with a plan.
func (p Plan) Check() []ledger.Problem {
	var out []ledger.Problem
	add := func(field, text string) {
		out = append(out, ledger.Problem{Field: field, Code: ledger.CodeBadValue, Text: text})
	}
	if p.Limits.Large < 0 {
		add("large", "大额标准不能是负数；不设就填 0。")
	}
	if p.Limits.Cash < 0 {
		add("cash", "现金标准不能是负数；现金凭证全查就填 0。")
	}
	if p.Limits.YearEnd < 0 || p.Limits.YearEnd > 31 {
		add("year-end", "年末日期要在 0 到 31 之间；31 表示不设。")
	}
	if p.Method != MethodRandom && p.Method != MethodSystematic && p.Method != MethodValue {
		add("method", "请选抽样方法：随机、等距或按金额。")
	}
	if p.Size < 0 {
		add("size", "抽查件数不能是负数；按默认数就填 0。")
	}
	if p.Interval < 0 {
		add("interval", "抽样间隔不能是负数；由程序计算就填 0。")
	}
	if s, err := NewSeed(p.Seed.Head, p.Seed.Drawn); err != nil || s != p.Seed {
		add("seed", "种子不完整：要有公示单上的校验码和当众抽出的数。")
	}
	return out
}

// Lines prints the plan for the working paper.
func (p Plan) Lines() []string {
	out := []string{"一、下列凭证全部检查："}
	for _, s := range Strata() {
		if s == StratumLarge && p.Limits.Large <= 0 || s == StratumYearEnd && p.Limits.YearEnd >= 31 {
			continue
		}
		out = append(out, "· "+p.Limits.Rule(s))
	}
	size := fmt.Sprintf("%d 件", p.Size)
	if p.Size == 0 {
		size = fmt.Sprintf("其余凭证的十分之一，至少 %d 件", leastSize)
	}
	if p.Method == MethodValue && p.Interval > 0 {
		size = fmt.Sprintf("每 %s 元抽一次", p.Interval.Grouped())
	}
	return append(out, fmt.Sprintf("二、其余凭证用%s，%s。", p.Method, size))
}
