package ledger

import (
	"fmt"
	"iter"
	"slices"
)

// TieCost says that a line of a voucher is a cost of an event. The amount is
// the voucher's; nobody types it again. Tying the same line again changes its
// item and head-count.
type TieCost struct {
	Event EventID
	Cost  EventCost
}

// Name of the act.
func (TieCost) Name() string { return "event.cost" }

// Decide takes lines of spending only, and each line once.
func (a TieCost) Decide(r Reader, by Stamp) (Plan, error) {
	e, err := openEvent(r, a.Event)
	if err != nil {
		return Plan{}, err
	}
	if e.Payer == BySchool {
		return Plan{}, Errf(CodeState, "%s由学校出钱，费用不进工会的账，不用归集。", e.ID)
	}
	v, ok := r.Voucher(a.Cost.Voucher)
	switch {
	case !ok || v.State == Void:
		return Plan{}, Errf(CodeUnknown, "没有找到这张凭证，或者它已作废。")
	case v.Reverses != 0:
		return Plan{}, Errf(CodeState, "%s 是冲销凭证，不能归集；被冲销的费用会自动按零计算。", v.Ref())
	case a.Cost.Line < 0 || a.Cost.Line >= len(v.Lines):
		return Plan{}, Errf(CodeUnknown, "%s 没有第 %d 行。", v.Ref(), a.Cost.Line+1)
	case !IsCost(v.Lines[a.Cost.Line].Account):
		return Plan{}, Errf(CodeBadValue, "%s 第 %d 行是 %s，不是支出，不能作为活动费用。", v.Ref(), a.Cost.Line+1, v.Lines[a.Cost.Line].Account)
	case a.Cost.Heads < 0 || a.Cost.Heads > 100_000:
		return Plan{}, &Error{Code: CodeBadValue, Problems: []Problem{{"heads", "", CodeBadValue, "发票人数应是 0 到 100000 的整数；发票没有写人数就空着。"}}}
	}
	if _, gone := writtenOff(r, v.ID); gone {
		return Plan{}, Errf(CodeState, "%s 已被红字冲销，不能归集。", v.Ref())
	}
	for _, id := range r.EventsOf(v.ID) {
		if o, ok := r.Event(id); ok && id != e.ID && o.costAt(v.ID, a.Cost.Line) >= 0 {
			return Plan{}, Errf(CodeExists, "%s 第 %d 行已经归到 %s %s，不能归两次。", v.Ref(), a.Cost.Line+1, o.ID, o.Name)
		}
	}
	c := a.Cost
	c.Item, _ = Clean(c.Item)
	f := e
	f.Costs = slices.Clone(e.Costs)
	if i := f.costAt(c.Voucher, c.Line); i >= 0 {
		f.Costs[i] = c
	} else {
		f.Costs = append(f.Costs, c)
	}
	return Plan{Title: fmt.Sprintf("%s %s 归集费用 %s 元（%s）", e.ID, e.Name, v.Lines[c.Line].Net().Grouped(), v.Ref()), Object: eventObject(e.ID), Voucher: v.ID,
		Changes: []Change{Edit(e, f)}}, nil
}

// UntieCost takes a line away from an event's costs again.
type UntieCost struct {
	Event   EventID
	Voucher VoucherID
	Line    int
}

// Name of the act.
func (UntieCost) Name() string { return "event.uncost" }

// Decide takes it out of the list.
func (a UntieCost) Decide(r Reader, by Stamp) (Plan, error) {
	e, err := openEvent(r, a.Event)
	if err != nil {
		return Plan{}, err
	}
	i := e.costAt(a.Voucher, a.Line)
	if i < 0 {
		return Plan{}, Errf(CodeUnknown, "%s的费用里没有这一行。", e.ID)
	}
	f := e
	f.Costs = slices.Delete(slices.Clone(e.Costs), i, i+1)
	v, _ := r.Voucher(a.Voucher)
	return Plan{Title: fmt.Sprintf("%s %s 取消归集（%s）", e.ID, e.Name, v.Ref()), Object: eventObject(e.ID), Voucher: a.Voucher, Changes: []Change{Edit(e, f)}}, nil
}

// IsCost reports whether a line on the account is spending: an expense, or
// goods issued out of stock.
func IsCost(c Code) bool { return c.Class() == Expense || c.Under("30101") }

func (e *Event) costAt(v VoucherID, line int) int {
	return slices.IndexFunc(e.Costs, func(c EventCost) bool { return c.Voucher == v && c.Line == line })
}

// writtenOff gives the posted voucher that wrote another off.
func writtenOff(r Vouchers, id VoucherID) (VoucherID, bool) {
	by, ok := r.ReversedBy(id)
	if !ok {
		return 0, false
	}
	w, ok := r.Voucher(by)
	return by, ok && w.State == Posted
}

// Cost is a tied line as the book has it now.
type Cost struct {
	EventCost
	Ref     string // number of the voucher
	Day     Day
	Text    string
	Account Code
	Amount  Money  // what it counts: posted and not written off
	Waits   Money  // of a draft: counts once it is posted
	Off     string // why it counts nothing
}

// CostsOf gives an event's costs with the vouchers' amounts, in the order they
// were tied.
func CostsOf(r Vouchers, e *Event) []Cost {
	out := make([]Cost, 0, len(e.Costs))
	for _, c := range e.Costs {
		x := Cost{EventCost: c}
		v, ok := r.Voucher(c.Voucher)
		if !ok || c.Line >= len(v.Lines) {
			x.Off = "没有这一行"
			out = append(out, x)
			continue
		}
		l := v.Lines[c.Line]
		x.Ref, x.Day, x.Text, x.Account = v.Ref(), v.Day, l.Summary, l.Account
		by, gone := writtenOff(r, v.ID)
		switch {
		case v.State == Void:
			x.Off = "已作废"
		case gone:
			w, _ := r.Voucher(by)
			x.Off = "已由 " + w.Ref() + " 冲销"
		case v.State != Posted:
			x.Waits = l.Net()
		default:
			x.Amount = l.Net()
		}
		out = append(out, x)
	}
	return out
}

// EventGifts gives the welfare acts that name an event (prizes, keepsakes),
// oldest first.
func EventGifts(r Lists, e *Event) []Gift {
	var out []Gift
	for g := range r.Gifts() {
		if g.ID <= e.After { // clocks may be set back, numbers may not
			break
		}
		if g.Event == e.ID {
			out = append(out, g)
		}
	}
	slices.Reverse(out)
	return out
}

// EventShares gives the live lines of an event's prizes and keepsakes, what
// came back left out.
func EventShares(r Lists, e *Event) iter.Seq[Share] {
	return func(yield func(Share) bool) {
		for _, g := range EventGifts(r, e) {
			for s := range r.Sheets(g.ID) {
				if !s.Live() {
					continue
				}
				for x := range r.Shares(s.ID) {
					if x.Of == 0 && x.Back == 0 && !yield(x) {
						return
					}
				}
			}
		}
	}
}
