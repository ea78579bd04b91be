package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// Decide withdraws a sheet whose money has not moved.
func (a VoidSheet) Decide(r Reader, by Stamp) (Plan, error) {
	s, g, err := liveSheet(r, a.Sheet)
	if err != nil {
		return Plan{}, err
	}
	reason, _ := Clean(a.Reason)
	if strings.TrimSpace(reason) == "" {
		return Plan{}, &Error{Code: CodeRequired, Problems: []Problem{{"reason", "", CodeRequired, "请写明作废的原因。"}}}
	}
	p := Plan{Title: fmt.Sprintf("作废 %s %s", s.ID, g.Title), Object: fmt.Sprintf("sheet/%d", s.ID), Reason: reason}
	gone := []Sheet{s}
	for _, x := range returnsOf(r, s) {
		if x.Voucher != 0 && x.Voucher != s.Voucher {
			return Plan{}, Errf(CodeState, "%s有已记账的退回单%s，请先冲销它的凭证。", s.ID, x.ID)
		}
		gone = append(gone, x)
	}
	if s.Voucher != 0 {
		if err := a.draft(r, &p, s, gone); err != nil {
			return Plan{}, err
		}
	}
	p.Changes = append(p.Changes, voided(r, gone, reason)...)
	return p, nil
}

// draft voids the draft that hangs on the sheet, or leaves one that was there
// before by itself.
func (a VoidSheet) draft(r Reader, p *Plan, s Sheet, gone []Sheet) error {
	v, _ := r.Voucher(s.Voucher)
	if v.State == Posted {
		return Errf(CodeState, "%s已由 %s 记账。要整张撤销，请红字冲销那张凭证，签领表随之作废；只有几个人没领的，用“退回”。", s.ID, v.Ref())
	}
	for _, x := range liveOn(r, v.ID) {
		if !slices.ContainsFunc(gone, func(y Sheet) bool { return y.ID == x.ID }) {
			return Errf(CodeState, "草稿凭证上还挂着签领表%s。请先作废这张凭证草稿，再作废签领表。", x.ID)
		}
	}
	if v.Source != "gift" || v.Reverses != 0 {
		return nil
	}
	nu := v
	nu.State = Void
	p.Voucher = v.ID
	p.Changes = append(append(p.Changes, Edit(v, nu)), dropMoves(r, v.ID)...)
	return nil
}

// voided makes sheets void: what they took back may be collected again, and an
// act that has no list left is withdrawn.
func voided(r Lists, sheets []Sheet, why string) []Change {
	var out []Change
	is := map[SheetID]bool{}
	for _, s := range sheets {
		is[s.ID] = true
	}
	touched := map[GiftID]bool{}
	var gifts []GiftID
	for _, s := range sheets {
		nu := s
		nu.Void = why
		out = append(out, Edit(s, nu))
		if !touched[s.Gift] {
			touched[s.Gift] = true
			gifts = append(gifts, s.Gift)
		}
		if s.Kind != ReturnList {
			continue
		}
		for x := range r.Shares(s.ID) {
			if old, ok := r.Share(x.Of, x.OfLine); ok && old.Back == s.ID {
				line := old
				line.Back = 0
				out = append(out, Edit(old, line))
			}
		}
	}
	for _, id := range gifts {
		left := false
		for s := range r.Sheets(id) {
			left = left || s.Live() && !is[s.ID]
		}
		if g, ok := r.Gift(id); ok && !left && g.Void == "" {
			nu := g
			nu.Void = why
			out = append(out, Edit(g, nu))
		}
	}
	return out
}
