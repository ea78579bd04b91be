package ledger_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/store/storetest"
)

// checkEvents holds law L9 for events, reckoned from the vouchers alone: what an
// event cost is what its lines carry, less what red letters took back; no line
// belongs to two events; prizes are the live lines of their lists; a settled
// event waits for nothing, and one that was called off gave nothing.
func checkEvents(r ledger.Reader) error {
	red := map[ledger.VoucherID]ledger.Voucher{} // by what it writes off
	for v := range r.Posted(ledger.Period{}) {
		if v.Reverses != 0 {
			red[v.Reverses] = v
		}
	}
	type line struct {
		v ledger.VoucherID
		n int
	}
	owner := map[line]ledger.EventID{}
	for e := range r.Events() {
		var cost, waits, prizes ledger.Money
		for _, c := range e.Costs {
			at := line{c.Voucher, c.Line}
			if owner[at] != 0 {
				return fmt.Errorf("line %v is a cost of %s and %s", at, owner[at], e.ID)
			}
			owner[at] = e.ID
			v, ok := r.Voucher(c.Voucher)
			switch {
			case !ok || !ledger.IsCost(v.Lines[c.Line].Account):
				return fmt.Errorf("%s: line %v is no cost", e.ID, at)
			case v.State == ledger.Void:
			case v.State != ledger.Posted:
				waits += v.Lines[c.Line].Net()
			default:
				cost += v.Lines[c.Line].Net()
				if w, ok := red[v.ID]; ok {
					cost += w.Lines[c.Line].Net()
				}
			}
		}
		lines := 0
		for id := ledger.SheetID(1); id <= r.LastSheet(); id++ {
			s, _ := r.Sheet(id)
			g, _ := r.Gift(s.Gift)
			if g.Event != e.ID || !s.Live() {
				continue
			}
			for x := range r.Shares(id) {
				lines++
				if x.Of == 0 && x.Back == 0 && g.Occasion == "prize" {
					prizes += x.Amount
				}
			}
		}
		s := ledger.SumEvent(r, &e)
		switch {
		case s.Actual != cost || s.Waits != waits:
			return fmt.Errorf("%s: cost %s and %s waiting, its vouchers say %s and %s", e.ID, s.Actual, s.Waits, cost, waits)
		case s.Prizes != prizes:
			return fmt.Errorf("%s: prizes %s, the lists say %s", e.ID, s.Prizes, prizes)
		case e.State == ledger.EventSettled && s.Present+s.Absent == 0:
			return fmt.Errorf("%s was settled and nobody knows who came", e.ID)
		case e.State == ledger.EventCancelled && lines > 0:
			return fmt.Errorf("%s was called off and gave %d prizes", e.ID, lines)
		}
		var items ledger.Money
		for _, b := range s.Items {
			items += b.Actual
		}
		if items != cost {
			return fmt.Errorf("%s: its items add up to %s, not %s", e.ID, items, cost)
		}
	}
	return ledgertest.CheckLists(r)
}

func eventStep(r *rapid.T, h *history) {
	id := ledger.EventID(rapid.IntRange(1, 2).Draw(r, "event"))
	voucher := ledger.VoucherID(rapid.IntRange(1, 12).Draw(r, "voucher"))
	at := rapid.IntRange(0, 3).Draw(r, "line")
	post := rapid.Bool().Draw(r, "post")
	day := ledger.DayOf(2026, 5, rapid.SampledFrom([]int{12, 20, 25}).Draw(r, "dom"))
	amount := func() ledger.Money { return ledger.Money(rapid.Int64Range(1, 30_000).Draw(r, "amount")) }
	spend := func() ledger.Voucher {
		x, y := amount(), amount()
		return storetest.V(day, "活动费用", storetest.Dr("50102", x), storetest.Dr("50105", y), storetest.Cr("102", x+y))
	}
	switch rapid.SampledFrom([]string{"spend", "spend", "tie", "tie", "tie", "tie", "untie", "reverse", "reverse", "correct", "post", "void", "prize", "prize", "attend", "attend", "settle", "settle", "settle", "reopen", "cancel", "drop", "enrol", "sheet"}).Draw(r, "act") {
	case "spend":
		h.do(r, ledger.Enter{Voucher: spend(), Post: post, Reviewer: "李审核"})
	case "tie":
		h.do(r, ledger.TieCost{Event: id, Cost: ledger.EventCost{Voucher: voucher, Line: at, Item: rapid.SampledFrom([]string{"", "场地", "奖品", "计划外"}).Draw(r, "item")}})
	case "untie":
		h.do(r, ledger.UntieCost{Event: id, Voucher: voucher, Line: at})
	case "reverse":
		h.do(r, ledger.Reverse{ID: voucher, Day: 20260526, Reason: "错", Post: post, Reviewer: "李审核"})
	case "correct":
		v := spend()
		v.Day = 20260526
		h.do(r, ledger.Reverse{ID: voucher, Day: 20260526, Reason: "错", Corrected: &v, Post: post, Reviewer: "李审核"})
	case "post":
		h.b.As("李审核", func() { h.do(r, ledger.Review{IDs: []ledger.VoucherID{voucher}}) })
		h.do(r, ledger.Post{IDs: []ledger.VoucherID{voucher}})
	case "void":
		h.do(r, ledger.VoidDraft{ID: voucher, Reason: "不要了"})
	case "prize":
		h.do(r, ledger.AwardPrizes{Event: id, Keepsake: rapid.Bool().Draw(r, "keepsake"), Item: "水杯", Money: "102", Papers: 1, Post: post, Reviewer: "李审核", Reason: "会议定的", Second: "赵主席",
			Awards: []ledger.Award{{No: rapid.IntRange(1, 5).Draw(r, "no"), Level: "一等奖", Amount: amount()}}})
	case "attend":
		h.do(r, ledger.KeepAttendance{Event: id, Rest: rapid.SampledFrom([]ledger.Presence{ledger.Present, ledger.Absent}).Draw(r, "here")})
	case "settle":
		h.do(r, ledger.SettleEvent{Event: id, OverFrom: "会费", Explained: "有人请假", Reason: "会议定的", Second: "赵主席"})
	case "reopen":
		h.do(r, ledger.ReopenEvent{Event: id, Reason: "补记"})
	case "cancel":
		if rapid.IntRange(0, 3).Draw(r, "sure") == 0 {
			h.do(r, ledger.CancelEvent{Event: id, Reason: "下雨"})
		}
	case "drop":
		h.do(r, ledger.DropEntrant{Event: id, No: rapid.IntRange(1, 5).Draw(r, "no"), Reason: "出差"})
	case "enrol":
		h.do(r, ledger.Enrol{Event: id, All: true, Reason: "会议定的", Second: "赵主席"})
	case "sheet":
		h.do(r, ledger.VoidSheet{Sheet: ledger.SheetID(rapid.IntRange(1, 4).Draw(r, "sheet")), Reason: "重做"})
	}
}

// TestEventsAndVouchersNeverPart: whatever is done to events and to the vouchers
// of their costs and prizes, in whatever order, law L9 holds after every step.
func TestEventsAndVouchersNeverPart(t *testing.T) {
	did := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		h := &history{b: storetest.New(t, func(f *ledger.Found) { f.Opening = storetest.Opening() }), t: t}
		for _, name := range []string{"陈一帆", "林二木", "何三水", "郭四方"} {
			h.b.Must(t, ledger.SaveMember{Member: ledger.Member{Name: name, Spells: []ledger.Spell{{From: 20150901}}}})
		}
		for _, name := range []string{"运动会", "棋赛"} {
			h.b.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: name, Kind: ledger.Contest, From: 20260510, Budget: []ledger.BudgetLine{{Name: "场地", Amount: 100_00}},
				Approved: ledger.Approval{By: "赵主席", Day: 20260501, Minute: "1号"}}})
		}
		h.b.Must(t, ledger.Enrol{Event: 1, All: true})
		steps := rapid.IntRange(5, 30).Draw(r, "steps")
		for i := range steps + 2 {
			switch id := ledger.EventID(1 + steps%2); {
			case i < steps:
				eventStep(r, h)
			case i == steps: // most events come to an end some time
				h.do(r, ledger.KeepAttendance{Event: id, Rest: ledger.Present})
			case steps%3 == 0:
				h.do(r, ledger.CancelEvent{Event: id, Reason: "下雨"})
			default:
				h.do(r, ledger.SettleEvent{Event: id, OverFrom: "会费", Explained: "有人请假", Reason: "会议定的", Second: "赵主席"})
			}
			err := h.b.View(func(rd ledger.Reader) error {
				for e := range rd.Events() {
					if i >= steps {
						did[string(e.State)]++
					}
					s := ledger.SumEvent(rd, &e)
					if s.Actual > 0 {
						did["cost"]++
					}
					if s.Lines > 0 {
						did["prize"]++
					}
				}
				return checkEvents(rd)
			})
			if err != nil {
				r.Fatal(err)
			}
		}
	})
	t.Log(did)
	for _, what := range []string{"planned", "held", "settled", "cancelled", "cost", "prize"} {
		if did[what] == 0 {
			t.Errorf("no history had an event that is %s: %v", what, did)
		}
	}
}
