package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"huizhang/ledger"
)

// The tables about persons.
const (
	careTitle   = "慰问情况"
	aidTitle    = "困难帮扶情况"
	eventsTitle = "活动情况"
)

// enough is the least number of persons about whom a notice may speak together
// (domain rules §21): nobody must be able to tell what one person got.
const enough = 3

// noticed is a line of the notice about persons, before small ones are merged.
type noticed struct {
	key, name string
	day       ledger.Day
	people    map[string]bool // who they are, so that a pool counts each once
	known     bool            // the persons are known at all
	standard  string
	cases     int64
	budget    ledger.Money
	amount    ledger.Money
	trace     Trace
}

// few reports whether a line speaks of too few persons. Of an event without any
// list nobody knows.
func (n *noticed) few() bool { return n.people != nil && len(n.people) < enough }

// pool merges the lines with too few persons. The rest must hold enough persons
// too, or it could be taken from the total as the one line that is missing: so
// the smallest of the others go in with them until it does. What is still too
// few is told in no number at all (hidden).
func pool(lines []noticed) (shown []noticed, rest *noticed, hidden bool) {
	var small []noticed
	for _, x := range lines {
		if x.few() {
			small = append(small, x)
		} else {
			shown = append(shown, x)
		}
	}
	if len(small) == 0 {
		return shown, nil, false
	}
	r, mixed, with := merge(small), false, []string(nil)
	for len(r.people) < enough && !mixed && len(shown) > 0 {
		at := 0
		for i := range shown {
			if a, b := shown[i].people, shown[at].people; b == nil || a != nil && len(a) < len(b) {
				at = i
			}
		}
		mixed = shown[at].people == nil // its persons nobody counted: they hide the few
		with = append(with, shown[at].name)
		r = merge([]noticed{r, shown[at]})
		shown = slices.Delete(shown, at, at+1)
	}
	if len(r.people) < enough && !mixed {
		return nil, nil, true
	}
	r.known = r.known && !mixed
	if len(with) > 0 { // what has enough persons is named, or its row would seem to be left out
		r.name = strings.Join(with, "、") + "等（与不足3人的项目合并）"
	}
	return shown, &r, false
}

func merge(lines []noticed) noticed {
	out := noticed{key: "other", name: "其他（不足3人合并）", people: map[string]bool{}, known: true, trace: Trace{Side: DebitNet}}
	for _, x := range lines {
		maps.Copy(out.people, x.people)
		out.cases += x.cases
		out.known = out.known && x.known
		out.amount += x.amount
		out.budget += x.budget
		out.trace.Period = x.trace.Period
		if x.key == "other" {
			out.trace.Also = append(out.trace.Also, x.trace.Also...)
		} else {
			out.trace.Also = append(out.trace.Also, x.trace)
		}
	}
	return out
}

func (n *noticed) heads() Cell {
	if !n.known {
		return Empty()
	}
	return Number(int64(len(n.people)))
}

func (n *noticed) each() Cell {
	if !n.known {
		return Empty()
	}
	return perHeadCell(n.amount, int64(len(n.people)))
}

// money is the amount with its trace.
func (n *noticed) money() Cell {
	t := n.trace
	return Amount(n.amount, &t)
}

// sumOf is the line of a total.
func sumOf(lines []noticed) noticed {
	out := merge(lines)
	out.key, out.name = "total", "合计"
	return out
}

// Share is a part of a whole in hundredths of a per cent, rounded half up; 0
// when there is no whole.
func Share(m, whole ledger.Money) int64 {
	if whole <= 0 || m < 0 {
		return 0
	}
	return (int64(m)*20000 + int64(whole)) / (2 * int64(whole))
}

func shareText(m, whole ledger.Money) string {
	n := Share(m, whole)
	return fmt.Sprintf("%d.%02d%%", n/100, n%100)
}

// pooled are the lines of one table of a notice and what became of them.
type pooled struct {
	lines, shown []noticed
	rest         *noticed
	hidden       bool
}

func poolOf(lines []noticed) pooled {
	p := pooled{lines: slices.Clone(lines)}
	p.shown, p.rest, p.hidden = pool(lines)
	return p
}

// noticeLists are the lines of a notice about persons. Aid to too few persons
// for a table of its own is among the gifts.
type noticeLists struct{ gifts, aid, events pooled }

func pooledOf(r ledger.Reader, p ledger.Period) (n noticeLists) {
	h := handedOut(r, p)
	practice := r.Practice()
	gifts := noticedGifts(h, p, practice, careField)
	if n.aid = poolOf(noticedGifts(h, p, practice, aidField)); n.aid.hidden {
		gifts = append(gifts, n.aid.lines...)
		n.aid.shown = nil
	}
	if off := writtenOffLine(h, p); off != nil {
		gifts = append(gifts, *off)
	}
	n.gifts, n.events = poolOf(gifts), poolOf(noticedEvents(r, p))
	return n
}

// listTables are the tables of the notice about gifts, hardship and events:
// numbers only, posted money only. A table without anything is left out.
func listTables(r ledger.Reader, p ledger.Period) ([]Table, []string) {
	var notes []string
	n := pooledOf(r, p)
	if n.gifts.hidden {
		notes = append(notes, "慰问和帮扶不足3人，为保护个人信息不单列，金额已包含在支出中。")
	}
	var out []Table
	if t := giftTable(n.gifts.shown, n.gifts.rest); len(t.Rows) > 0 {
		out = append(out, t)
	}
	if t := aidTable(n.aid.shown, n.aid.rest); len(t.Rows) > 0 {
		out = append(out, t)
	}
	if n.events.hidden {
		notes = append(notes, "活动参加人数不足3人，不单列，金额已包含在支出中。")
	}
	if t := eventTable(n.events.shown, n.events.rest); len(t.Rows) > 0 {
		out = append(out, t)
	}
	if len(out) > 0 {
		notes = append(notes, "慰问、帮扶和活动只列已过账的金额和人数；不足3人的项目合并列示。")
	}
	return out, notes
}

// noticedGifts tallies a field by occasion. Those whose gift was only taken back
// in the period, so that nobody kept anything, count as too few.
func noticedGifts(h *handed, p ledger.Period, practice ledger.Practice, f field) []noticed {
	var out []noticed
	for _, id := range h.occasions(f, practice) {
		t := h.of(func(x *handout) bool { return x.field == f && x.gift.Occasion == id })
		l := t.lists()
		n := noticed{key: fieldKey(f) + "-" + id, name: occasionName(practice, id), people: map[string]bool{}, known: true, amount: t.total,
			trace: Trace{Side: DebitNet, Period: p, Lists: &l}}
		for who, m := range t.kept {
			if m > 0 {
				n.people[who] = true
			}
		}
		cases := map[ledger.CaseID]bool{}
		var low, high ledger.Money
		for _, x := range h.given {
			if x.field != f || x.gift.Occasion != id {
				continue
			}
			if x.gift.Case != 0 {
				cases[x.gift.Case] = true
			}
			if x.gift.Each != 0 {
				if low == 0 || x.gift.Each < low {
					low = x.gift.Each
				}
				high = max(high, x.gift.Each)
			}
		}
		n.cases = int64(len(cases))
		switch {
		case high == 0:
		case low == high:
			n.standard = low.Grouped()
		default: // the ends of a range may be one person each
			n.standard = "不等"
		}
		out = append(out, n)
	}
	return out
}

// writtenOffLine is what was taken back of gifts and aid of former periods.
func writtenOffLine(h *handed, p ledger.Period) *noticed {
	n := noticed{key: "written-off", name: "冲回以前期间", people: map[string]bool{}, known: true}
	var l Lists
	for _, x := range h.off {
		if x.field == eventField {
			continue
		}
		n.amount -= x.sheet.Total
		l.Back = append(l.Back, x.sheet.ID)
		for s := range h.r.Shares(x.sheet.ID) {
			n.people[h.who.of(&s)] = true
		}
	}
	n.trace = Trace{Side: DebitNet, Period: p, Lists: &l}
	if len(l.Back) == 0 {
		return nil
	}
	return &n
}

func giftTable(lines []noticed, rest *noticed) Table {
	t := Table{Title: careTitle, Columns: []Column{textCol("事由", 24), countCol("人数", 6), textCol("标准（元/人）", 16), wideMoney("金额"), wideMoney("人均"), idCol("占比", 8)}}
	if rest != nil {
		rest.key = "gift-other"
		lines = append(lines, *rest)
	}
	if len(lines) == 0 {
		return t
	}
	total := sumOf(lines)
	add := func(kind RowKind, n *noticed) {
		heads, each := n.heads(), n.each()
		if n.key == "written-off" {
			heads, each = Empty(), Empty()
		}
		t.Rows = append(t.Rows, traced(kind, n.key, Text(n.name), heads, Text(n.standard), n.money(), each, Text(shareText(n.amount, total.amount))))
	}
	for i := range lines {
		add(RowItem, &lines[i])
	}
	total.key = "gift-total"
	add(RowTotal, &total)
	return t
}

func aidTable(lines []noticed, rest *noticed) Table {
	t := Table{Title: aidTitle, Columns: []Column{textCol("项目", 24), countCol("件数", 6), countCol("人数", 6), wideMoney("金额")}}
	if rest != nil {
		rest.key = "aid-other"
		lines = append(lines, *rest)
	}
	if len(lines) == 0 {
		return t
	}
	total := sumOf(lines)
	total.key = "aid-total"
	add := func(kind RowKind, n *noticed) {
		cases := Number(n.cases)
		cases.Null = n.cases == 0
		t.Rows = append(t.Rows, traced(kind, n.key, Text(n.name), cases, n.heads(), n.money()))
	}
	for i := range lines {
		add(RowItem, &lines[i])
	}
	add(RowTotal, &total)
	return t
}

// noticedEvents are the events with costs posted in the period: the lines tied
// to them less what was written off, and how many were there.
func noticedEvents(r ledger.Reader, p ledger.Period) []noticed {
	var out []noticed
	for e := range r.Events() {
		picks, amount := eventCosts(r, &e, p)
		if len(picks) == 0 {
			continue
		}
		n := noticed{key: fmt.Sprintf("event-%d", e.ID), name: e.Name, day: e.From, people: map[string]bool{}, budget: e.Planned(), amount: amount,
			trace: Trace{Side: DebitNet, Period: p, Picked: picks}}
		on := map[string]bool{}
		who := doubles{r: r}
		for x := range r.Entrants(e.ID) {
			if x.Gone != "" {
				continue
			}
			id := who.of(&ledger.Share{Member: x.Member, Name: x.Name})
			on[id] = true
			n.known = n.known || x.Here != ledger.Unsaid
			if x.Here == ledger.Present {
				n.people[id] = true
			}
		}
		if !n.known && (len(on) == 0 || len(on) >= enough) { // who came is not keyed
			n.people = nil
		}
		out = append(out, n)
	}
	slices.SortStableFunc(out, func(a, b noticed) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.key, b.key)) })
	return out
}

// eventCosts are the lines of vouchers that an event cost within a period, red
// ones too, and their sum. Prizes and keepsakes handed out by lists are costs
// as well; a line is counted once.
func eventCosts(r ledger.Reader, e *ledger.Event, p ledger.Period) (picks []Pick, sum ledger.Money) {
	add := func(id ledger.VoucherID, line int) {
		if v, ok := r.Voucher(id); ok && v.State == ledger.Posted && line < len(v.Lines) && p.Has(v.Month()) && !slices.Contains(picks, Pick{id, line}) {
			picks = append(picks, Pick{id, line})
			sum += v.Lines[line].Net()
		}
	}
	both := func(id ledger.VoucherID, line int) {
		add(id, line)
		if red, ok := r.ReversedBy(id); ok {
			add(red, line)
		}
	}
	for _, c := range e.Costs {
		both(c.Voucher, c.Line)
	}
	return picks, sum
}

func eventTable(lines []noticed, rest *noticed) Table {
	t := Table{Title: eventsTitle, Columns: []Column{textCol("活动", 24), dayCol("日期"), countCol("实到人数", 8), wideMoney("支出"), wideMoney("人均"), wideMoney("预算")}}
	if rest != nil {
		rest.key = "event-other"
		lines = append(lines, *rest)
	}
	for i := range lines {
		n := &lines[i]
		t.Rows = append(t.Rows, traced(RowItem, n.key, Text(n.name), Date(n.day), n.heads(), n.money(), n.each(), AmountOrBlank(n.budget, nil)))
	}
	if len(lines) > 0 {
		total := sumOf(lines)
		t.Rows = append(t.Rows, traced(RowTotal, "event-total", Text("合计"), Empty(), Empty(), total.money(), Empty(), AmountOrBlank(total.budget, nil)))
	}
	return t
}
