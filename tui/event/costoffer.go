package event

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// offersFor are the lines of spending near the event that are nobody's cost
// yet: those of its own lists first, then the nearest.
func offersFor(r ledger.Reader, e *ledger.Event) []offer {
	own := map[ledger.VoucherID]bool{}
	for _, g := range ledger.EventGifts(r, e) {
		for sh := range r.Sheets(g.ID) {
			own[sh.Voucher] = sh.Live()
		}
	}
	var out []offer
	take := func(v *ledger.Voucher) {
		if v.Reverses != 0 || v.Closing() || v.State == ledger.Void {
			return
		}
		if _, gone := r.ReversedBy(v.ID); gone {
			return
		}
		for i, l := range v.Lines {
			if !ledger.IsCost(l.Account) || tiedAlready(r, v.ID, i) {
				continue
			}
			out = append(out, offer{v: v.ID, line: i, ref: v.Ref(), day: v.Day, text: l.Summary, code: l.Account, amount: l.Net(), near: own[v.ID]})
		}
	}
	for v := range r.Posted(ledger.Period{From: e.From.Add(-recent).Month(), To: e.Last().Add(recent).Month()}) {
		take(&v)
	}
	for v := range r.Pending() {
		take(&v)
	}
	slices.SortStableFunc(out, func(a, b offer) int {
		if a.near != b.near {
			return map[bool]int{true: -1, false: 1}[a.near]
		}
		return abs(a.day.DaysSince(e.From)) - abs(b.day.DaysSince(e.From))
	})
	return out
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func tiedAlready(r ledger.Reader, v ledger.VoucherID, line int) bool {
	for _, id := range r.EventsOf(v) {
		if e, ok := r.Event(id); ok && slices.ContainsFunc(e.Costs, func(c ledger.EventCost) bool { return c.Voucher == v && c.Line == line }) {
			return true
		}
	}
	return false
}

// narrow shows the lines that the search means.
func (s *Costs) narrow() {
	q := strings.TrimSpace(s.find.Text())
	s.shown = nil
	for i, o := range s.offers {
		if q == "" || matches(o.text, q) || strings.Contains(o.ref, q) || strings.HasPrefix(o.amount.String(), q) || strings.HasPrefix(string(o.code), q) {
			s.shown = append(s.shown, i)
		}
	}
	offers, shown := s.offers, s.shown
	_, of := s.columns()
	s.pickset.Empty = "没有可以归集的支出。凭证要先录入；别的活动已经归走的不列。"
	s.pickset.SetRows(widget.List{N: len(shown), ID: func(i int) string { o := offers[shown[i]]; return fmt.Sprintf("%d-%d", o.v, o.line) }, Cells: func(i int) []widget.Cell {
		o := &offers[shown[i]]
		cells := widget.Cells(o.ref, o.day.String(), o.text, string(o.code), o.amount.Grouped())
		if o.near {
			cells[2].Look = widget.Strong
		}
		return choose(cells, of)
	}})
}

func (s *Costs) toPick(msg tea.Msg) screen.Action {
	k, isKey := msg.(tea.KeyPressMsg)
	key := ""
	if isKey {
		key = k.String()
	}
	switch {
	case key == "esc" && s.find.Text() != "":
		s.find.SetText("")
		s.narrow()
	case key == "esc":
		s.picking = false
	case key == "enter":
		if i := s.pickset.Index(); i >= 0 && i < len(s.shown) && s.may() == "" {
			o := s.offers[s.shown[i]]
			s.edit(ledger.EventCost{Voucher: o.v, Line: o.line, Item: s.guess(o.text)})
		}
	case isKey && widget.Typed(k) != "" || key == "backspace":
		s.find.Update(msg)
		s.narrow()
	default:
		s.pickset.Update(msg)
	}
	return nil
}

// guess is the item of the plan that a summary speaks of.
func (s *Costs) guess(text string) string {
	for _, b := range s.e.Budget {
		if strings.Contains(text, b.Name) {
			return b.Name
		}
	}
	if len(s.e.Budget) == 1 {
		return s.e.Budget[0].Name
	}
	return ""
}
