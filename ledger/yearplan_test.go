package ledger_test

import (
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/store/storetest"
)

// Whatever is done to a plan, no number is used twice, nothing that was taken
// off comes back, and a thing stands for one row.
func TestPlanHistory(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := &history{b: storetest.New(t, func(f *ledger.Found) { f.Unit.Single = true }), t: t}
		h.b.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "拔河赛", Kind: ledger.Contest, From: 20260510, Heads: 10, Money: "会费"}})
		gone, names := map[[2]int]string{}, map[[2]int]bool{}
		for range rapid.IntRange(1, 20).Draw(r, "steps") {
			year, no := rapid.IntRange(2026, 2027).Draw(r, "year"), rapid.IntRange(0, 5).Draw(r, "no")
			switch rapid.SampledFrom([]string{"save", "save", "drop", "tie", "copy"}).Draw(r, "act") {
			case "save":
				h.do(r, ledger.SavePlanItem{Item: ledger.PlanItem{Year: year, No: no, Month: rapid.IntRange(-1, 13).Draw(r, "month"), Name: rapid.SampledFrom([]string{"", "拔河", "端午慰问", "例会"}).Draw(r, "name"),
					Event: 9, Amount: ledger.Money(rapid.Int64Range(-1, 1000).Draw(r, "amount"))}})
			case "drop":
				h.do(r, ledger.DropPlanItem{Year: year, No: no, Reason: rapid.SampledFrom([]string{"", "不办了"}).Draw(r, "why")})
			case "tie":
				h.do(r, ledger.TiePlan{Year: year, No: no, Event: ledger.EventID(rapid.IntRange(0, 2).Draw(r, "event")), Gift: ledger.GiftID(rapid.IntRange(0, 1).Draw(r, "gift"))})
			case "copy":
				h.do(r, ledger.CopyPlan{From: year, To: 4053 - year})
			}
			if err := h.b.View(func(rd ledger.Reader) error {
				for y := 2026; y <= 2027; y++ {
					events := 0
					p := ledger.YearPlan(rd, y, 20260601)
					for _, x := range p.Rows {
						k := [2]int{y, x.Item.No}
						if x.Item.Event != 0 {
							events++
						}
						if why := gone[k]; why != "" && x.Item.Gone != why {
							r.Fatalf("%v came back: %+v", k, x.Item)
						}
						gone[k], names[k] = x.Item.Gone, true
						if x.Item.Name == "" || x.Item.Month < 0 || x.Item.Month > 12 || x.Item.Amount < 0 || x.Item.Event > 1 || x.Item.Gift != 0 {
							r.Fatalf("%+v", x.Item)
						}
					}
					n := 0
					for k := range names {
						if k[0] == y {
							n++
						}
					}
					if n != len(p.Rows) || events > 1 {
						r.Fatalf("%d rows of %d, %d events", len(p.Rows), n, events)
					}
				}
				return nil
			}); err != nil {
				r.Fatal(err)
			}
		}
	})
}

func TestPlanStates(t *testing.T) {
	b := storetest.New(t, func(f *ledger.Found) { f.Unit.Single = true })
	for i, m := range []int{3, 6, 0, 3} {
		b.Must(t, ledger.SavePlanItem{Item: ledger.PlanItem{Year: 2026, Month: m, Name: []string{"例会", "联欢", "送温暖", "讲座"}[i]}})
	}
	b.Must(t, ledger.SavePlanItem{Item: ledger.PlanItem{Year: 2026, No: 4, Month: 3, Name: "讲座", Came: "3月8日办了"}})
	for day, want := range map[ledger.Day][]ledger.PlanState{
		20260331: {ledger.PlanOpen, ledger.PlanDone, ledger.PlanOpen, ledger.PlanOpen},
		20260401: {ledger.PlanOverdue, ledger.PlanDone, ledger.PlanOpen, ledger.PlanOpen},
		20270101: {ledger.PlanOverdue, ledger.PlanDone, ledger.PlanOverdue, ledger.PlanOverdue},
	} {
		if err := b.View(func(r ledger.Reader) error {
			for i, x := range ledger.YearPlan(r, 2026, day).Rows {
				if x.State != want[i] {
					t.Errorf("%s: %s is %s, want %s", day, x.Item.Name, x.State, want[i])
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
}
