package sample

import (
	"slices"

	"github.com/shopspring/decimal"

	"huizhang/ledger"
)

// Tally counts the verdicts of one attribute.
type Tally struct {
	Attribute       Attribute
	Good, Bad, None int
}

// Fault is one sampled voucher whose amount is wrong.
type Fault struct {
	Pick
	Audited ledger.Money
	Error   ledger.Money // book − audited: positive where too much was booked
}

// Evaluation is what a sample says. Amounts are fen, rounded half away from
// zero at the end only; an error is book − audited.
type Evaluation struct {
	Selection  Selection
	Confidence Confidence
	Examined   int
	Open       []string // sampled vouchers not examined yet
	Tallies    []Tally
	Faults     []Fault

	Over, Under ledger.Money // found: booked too much, too little (both positive)
	Found       ledger.Money // Over − Under
	FoundFull   ledger.Money // part of Found in vouchers that were all examined

	Projected Figure // by amounts: the ratio, or tainting × interval, certain ones at face
	PerItem   Figure // by count: mean error × number; not for samples by value
	Upper     Limit  // by value only
}

// Figure is an amount that may not be computable; Why then says so.
type Figure struct {
	Known  bool
	Amount ledger.Money
	Why    string
}

// Limit is the upper limit of what was booked too much in the whole population,
// sign left out, and its parts.
type Limit struct {
	Figure
	Basic     ledger.Money // factor for no errors × interval
	Allowance ledger.Money // for the errors found, largest tainting first
	Likely    ledger.Money // the projected overstatement in it
	Wide      bool         // more than all that was sampled: says nothing
	Heavy     bool         // an error larger than its voucher: the method does not allow for it
}

// Evaluate compares examined vouchers with the book. It projects only a sample
// that is examined to the last voucher; before that it says what was found.
func Evaluate(sel Selection, exams []Exam, c Confidence) (Evaluation, error) {
	ev := Evaluation{Selection: sel, Confidence: c}
	if _, ok := Factor(c, 0); !ok {
		return ev, ledger.Errf(ledger.CodeBadValue, "可信度只能选 80%%、90%% 或 95%%。")
	}
	done, err := check(sel, exams)
	if err != nil {
		return ev, err
	}
	for _, a := range Attributes() {
		ev.Tallies = append(ev.Tallies, Tally{Attribute: a})
	}
	for _, p := range sel.Picks {
		e, ok := done[p.Key]
		if !ok {
			ev.Open = append(ev.Open, p.Key)
			continue
		}
		ev.Examined++
		ev.count(e)
		if err := ev.compare(p, e); err != nil {
			return ev, err
		}
	}
	ev.project()
	return ev, nil
}

func (ev *Evaluation) count(e Exam) {
	for _, m := range e.Marks {
		i := slices.IndexFunc(ev.Tallies, func(t Tally) bool { return t.Attribute == m.Attribute })
		if i < 0 {
			ev.Tallies = append(ev.Tallies, Tally{Attribute: m.Attribute})
			i = len(ev.Tallies) - 1
		}
		switch m.Verdict {
		case VerdictGood:
			ev.Tallies[i].Good++
		case VerdictBad:
			ev.Tallies[i].Bad++
		case VerdictNone:
			ev.Tallies[i].None++
		}
	}
}

func (ev *Evaluation) compare(p Pick, e Exam) error {
	diff, ok := p.Amount.Plus(-e.Audited)
	if !ok {
		return ledger.Errf(ledger.CodeOverflow, "凭证 %s 的差错太大，没有计算。", ledger.Plain(p.Key))
	}
	if diff == 0 {
		return nil
	}
	ev.Faults = append(ev.Faults, Fault{Pick: p, Audited: e.Audited, Error: diff})
	into := &ev.Over
	if diff < 0 {
		into = &ev.Under
	}
	n, ok := into.Plus(diff.Abs())
	if !ok {
		return ledger.Errf(ledger.CodeOverflow, "差错合计超出程序能处理的范围，没有计算。")
	}
	*into = n
	ev.Found = ev.Over - ev.Under
	if len(p.Strata) > 0 {
		ev.FoundFull += diff
	}
	return nil
}

func (ev *Evaluation) project() {
	if len(ev.Open) > 0 {
		f := Figure{Why: "样本还没有查完，不推算。"}
		ev.Projected, ev.PerItem, ev.Upper.Figure = f, f, f
		return
	}
	if ev.Selection.Plan.Method == MethodValue {
		ev.projectValue()
		return
	}
	f := Figure{Why: "只有按金额抽样才算上限。"}
	ev.Upper.Figure = f
	ev.projectItems()
}

// yuan turns fen held in a decimal into a Figure.
func yuan(fen decimal.Decimal) Figure {
	fen = fen.Round(0)
	if !fen.BigInt().IsInt64() {
		return Figure{Why: "推算数超出程序能处理的范围。"}
	}
	return Figure{Known: true, Amount: ledger.Money(fen.IntPart())}
}

func fen(m ledger.Money) decimal.Decimal { return decimal.NewFromInt(int64(m)) }

// projectItems projects a random or systematic sample by ratio and by count.
func (ev *Evaluation) projectItems() {
	var n int64
	var book, wrong ledger.Money
	for _, p := range ev.Selection.Picks {
		if len(p.Strata) == 0 {
			n++
			book += p.Amount.Abs()
		}
	}
	for _, f := range ev.Faults {
		if len(f.Strata) == 0 {
			wrong += f.Error
		}
	}
	rest := int64(len(ev.Selection.Rest))
	switch {
	case rest == 0:
		ev.Projected = yuan(fen(ev.FoundFull))
		ev.PerItem = ev.Projected
		return
	case book == 0 && ev.Selection.RestValue == 0 && wrong == 0:
		ev.Projected = yuan(fen(ev.FoundFull))
	case book == 0:
		ev.Projected = Figure{Why: "抽到的凭证账面金额都是零，不能按金额推算。"}
	default:
		ev.Projected = yuan(share(fen(wrong), fen(ev.Selection.RestValue), fen(book)).Add(fen(ev.FoundFull)))
	}
	ev.PerItem = yuan(share(fen(wrong), decimal.NewFromInt(rest), decimal.NewFromInt(n)).Add(fen(ev.FoundFull)))
}

// share is a × b ÷ c with digits to spare.
func share(a, b, c decimal.Decimal) decimal.Decimal { return a.Mul(b).DivRound(c, 12) }

// projectValue projects a monetary-unit sample: the tainting of a voucher
// stands for its whole interval, a certain voucher for itself.
func (ev *Evaluation) projectValue() {
	ev.PerItem = Figure{Why: "按金额抽样不按件数推算。"}
	s := ev.Selection
	if s.RestValue > 0 && !slices.ContainsFunc(s.Picks, func(p Pick) bool { return len(p.Strata) == 0 }) {
		f := Figure{Why: "其余凭证一张也没有抽到，不能推算；请把间隔改小。"}
		ev.Projected, ev.Upper.Figure = f, f
		return
	}
	interval := fen(s.Interval)
	sum := fen(ev.FoundFull)
	sure := decimal.Zero // certain and full: overstatement at face
	var taints []decimal.Decimal
	for _, f := range ev.Faults {
		over := excess(f)
		switch {
		case len(f.Strata) > 0:
			sure = sure.Add(decimal.Max(fen(over), decimal.Zero))
		case f.Certain:
			sum = sum.Add(fen(f.Error))
			sure = sure.Add(decimal.Max(fen(over), decimal.Zero))
		default:
			sum = sum.Add(share(fen(f.Error), interval, fen(f.Amount.Abs())))
			if over > 0 {
				taints = append(taints, fen(over).DivRound(fen(f.Amount.Abs()), 16))
			}
		}
	}
	ev.Projected = yuan(sum)
	ev.Upper = ev.upper(taints, sure)
}

// excess is by how much the book's amount, its sign left out, is too large.
func excess(f Fault) ledger.Money {
	if f.Amount < 0 {
		return -f.Error
	}
	return f.Error
}

// upper is the usual Poisson bound: basic precision, the projected errors, and
// an allowance for each, the largest tainting first.
func (ev *Evaluation) upper(taints []decimal.Decimal, sure decimal.Decimal) Limit {
	s := ev.Selection
	var open ledger.Money // value about which chance decides
	for _, it := range s.Rest {
		if it.Amount.Abs() < s.Interval {
			open += it.Amount.Abs()
		}
	}
	var l Limit
	if open == 0 {
		l.Figure = yuan(sure) // everything was examined
		l.Likely = l.Amount
		return l
	}
	if len(taints) > MostErrors {
		l.Why = "差错太多，没有可用的系数；请扩大检查范围，不要推算。"
		return l
	}
	slices.SortFunc(taints, func(a, b decimal.Decimal) int { return b.Cmp(a) })
	interval := fen(s.Interval)
	before, _ := Factor(ev.Confidence, 0)
	basic := before.Mul(interval)
	likely, allowance := sure, decimal.Zero
	for i, t := range taints {
		l.Heavy = l.Heavy || t.Cmp(decimal.NewFromInt(1)) > 0
		f, _ := Factor(ev.Confidence, i+1)
		part := t.Mul(interval)
		likely = likely.Add(part)
		allowance = allowance.Add(f.Sub(before).Sub(decimal.NewFromInt(1)).Mul(part))
		before = f
	}
	l.Figure = yuan(basic.Add(likely).Add(allowance))
	l.Basic, l.Likely, l.Allowance = yuan(basic).Amount, yuan(likely).Amount, yuan(allowance).Amount
	l.Wide = l.Known && l.Amount >= open+yuan(sure).Amount
	return l
}
