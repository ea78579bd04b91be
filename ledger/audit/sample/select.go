package sample

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// Pick is one voucher of the sample and why it is there.
type Pick struct {
	Item
	Strata  []Stratum // not empty: taken in full, not by chance
	Place   int       // place among the rest, from 1; zero for a stratum
	Rank    int       // random: place in the order of digests, from 1
	Hits    int       // by value: how many points of the interval fell on it
	Certain bool      // by value: at least one interval, so always chosen
}

// Selection is a drawn sample, in the order of the keys. A Selection follows
// from population and plan alone.
type Selection struct {
	Plan       Plan
	Population int          // vouchers
	Value      ledger.Money // their amounts without signs
	Rest       []Item       // what was left for chance, in the order of the keys
	RestValue  ledger.Money
	Size       int          // vouchers asked for from the rest
	Interval   ledger.Money // by value
	Start      int64        // systematic: 1 to len(Rest); by value: fen, 1 to Interval
	Picks      []Pick
	Zero       []string // by value: keys that cannot be chosen, their amount being zero
}

// Select draws the sample. The order of items does not matter.
func Select(items []Item, p Plan) (Selection, error) {
	if probs := p.Check(); len(probs) > 0 {
		return Selection{}, &ledger.Error{Code: ledger.CodeBadValue, Text: "抽样计划还不完整。", Problems: probs}
	}
	if len(items) > largestPop {
		return Selection{}, ledger.Errf(ledger.CodeTooLarge, "凭证太多（%d 张），请分年抽样。", len(items))
	}
	all, err := inOrder(items)
	if err != nil {
		return Selection{}, err
	}
	s := Selection{Plan: p, Population: len(all)}
	s.Value, _ = total(all)
	for _, it := range all {
		if in := p.Limits.Of(it); len(in) > 0 {
			s.Picks = append(s.Picks, Pick{Item: it, Strata: in})
		} else {
			s.Rest = append(s.Rest, it)
		}
	}
	s.RestValue, _ = total(s.Rest)
	s.Size = p.Size
	if s.Size == 0 {
		s.Size = DefaultSize(len(s.Rest))
	}
	s.Size = min(s.Size, len(s.Rest))
	switch p.Method {
	case MethodRandom:
		s.random()
	case MethodSystematic:
		s.systematic()
	case MethodValue:
		s.byValue()
	}
	slices.SortFunc(s.Picks, func(a, b Pick) int { return byKey(a.Key, b.Key) })
	return s, nil
}

// random takes the vouchers with the smallest digests.
func (s *Selection) random() {
	type ranked struct {
		digest string
		place  int
	}
	order := make([]ranked, len(s.Rest))
	for i, it := range s.Rest {
		order[i] = ranked{s.Plan.Seed.Digest(it.Key), i}
	}
	slices.SortFunc(order, func(a, b ranked) int { return strings.Compare(a.digest, b.digest) })
	for i, r := range order[:s.Size] {
		s.Picks = append(s.Picks, Pick{Item: s.Rest[r.place], Place: r.place + 1, Rank: i + 1})
	}
}

// systematic spreads exactly Size points evenly; with a start between 1 and
// the number of vouchers, each has the same chance even where the number does
// not divide.
func (s *Selection) systematic() {
	n := int64(len(s.Rest))
	if s.Size == 0 {
		return
	}
	s.Start = s.Plan.Seed.Start(n)
	for j := range int64(s.Size) {
		at := (s.Start - 1 + j*n) / int64(s.Size)
		s.Picks = append(s.Picks, Pick{Item: s.Rest[at], Place: int(at) + 1})
	}
}

// byValue lays the amounts without signs end to end and takes the voucher on
// which every Interval-th fen falls.
func (s *Selection) byValue() {
	for _, it := range s.Rest {
		if it.Amount == 0 {
			s.Zero = append(s.Zero, it.Key)
		}
	}
	if s.RestValue == 0 || s.Size == 0 {
		return
	}
	switch {
	case s.Plan.Interval > 0:
		s.Interval = s.Plan.Interval
	case s.Size == len(s.Rest):
		s.Interval = smallest(s.Rest) // nobody may be missed
	default:
		s.Interval = max(1, s.RestValue/ledger.Money(s.Size))
	}
	s.Start = s.Plan.Seed.Start(int64(s.Interval))
	s.Picks = append(s.Picks, walk(s.Rest, s.Interval, ledger.Money(s.Start))...)
}

// smallest is the least amount that is not zero.
func smallest(items []Item) ledger.Money {
	var least ledger.Money
	for _, it := range items {
		if a := it.Amount.Abs(); a > 0 && (least == 0 || a < least) {
			least = a
		}
	}
	return least
}

// walk finds the vouchers on which start, start+interval, … fall.
func walk(rest []Item, interval, start ledger.Money) []Pick {
	var out []Pick
	var before ledger.Money
	for i, it := range rest {
		after := before + it.Amount.Abs()
		if hits := points(after, interval, start) - points(before, interval, start); hits > 0 {
			out = append(out, Pick{Item: it, Place: i + 1, Hits: int(hits), Certain: it.Amount.Abs() >= interval})
		}
		before = after
	}
	return out
}

// points counts start, start+interval, … up to and including upto.
func points(upto, interval, start ledger.Money) ledger.Money {
	if upto < start {
		return 0
	}
	return (upto-start)/interval + 1
}

// Why says for the working paper why the voucher is in the sample.
func (s Selection) Why(p Pick) string {
	if len(p.Strata) > 0 {
		var parts []string
		for _, st := range p.Strata {
			parts = append(parts, s.Plan.Limits.Rule(st))
		}
		return "全查：" + strings.Join(parts, "；")
	}
	switch {
	case p.Certain:
		return fmt.Sprintf("按金额必中：%s 元不小于间隔 %s 元", p.Amount.Abs().Grouped(), s.Interval.Grouped())
	case p.Hits > 0:
		return fmt.Sprintf("按金额抽中：其余凭证第 %d 张", p.Place)
	case p.Rank > 0:
		return fmt.Sprintf("随机抽中：排第 %d", p.Rank)
	}
	return fmt.Sprintf("等距抽中：其余凭证第 %d 张", p.Place)
}

// Notes says what the selection could not do.
func (s Selection) Notes() []string {
	var out []string
	if s.Population == 0 {
		out = append(out, "这段时间没有凭证，没有可抽的。")
	}
	if n := len(s.Zero); n > 0 {
		keys := s.Zero[:min(n, 10)]
		more := ""
		if n > len(keys) {
			more = "等"
		}
		out = append(out, fmt.Sprintf("有 %d 张凭证金额为零，按金额抽样抽不到它们：%s%s。要查请另外点名。", n, ledger.Plain(strings.Join(keys, "、")), more))
	}
	if s.Plan.Method == MethodValue && s.RestValue == 0 && len(s.Rest) > 0 {
		out = append(out, "其余凭证的金额都是零，按金额抽样抽不出任何一张；请改用随机抽样。")
	}
	if s.Interval > s.RestValue {
		out = append(out, "抽样间隔比其余凭证的总额还大，可能一张也抽不到；请把间隔改小。")
	}
	if s.Plan.Interval == 0 && s.Size == len(s.Rest) && s.Size > len(s.Zero) {
		out = append(out, fmt.Sprintf("其余凭证只有 %d 张，全部检查。", s.Size))
	}
	for _, p := range s.Picks {
		if p.Hits > 0 && p.Amount < 0 {
			out = append(out, "红字凭证按不带负号的金额参加抽样。")
			break
		}
	}
	return out
}
