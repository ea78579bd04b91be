package report_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

// rowsOf gives the keys of a table's rows by its title, nil if it is not there.
func rowsOf(doc *report.Document, title string) (keys []string) {
	for _, t := range doc.Tables {
		if t.Title == title {
			for _, r := range t.Rows {
				keys = append(keys, r.Key)
			}
		}
	}
	return keys
}

func TestNoticeOfLists(t *testing.T) {
	d, m := welfareBook(t)
	p := ledger.MonthPeriod(202601)
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "disclosure", report.Args{Period: p})
		// One visit and one case are two persons: the festival goes in with them,
		// or who reads 18 lines could tell what the two got.
		if got := strings.Join(rowsOf(doc, "慰问情况"), " "); got != "gift-other gift-total" {
			t.Errorf("rows %s:\n%s", got, dump(doc))
		}
		if rowsOf(doc, "困难帮扶情况") != nil {
			t.Error("a single case has a table of its own")
		}
	})
	for _, name := range []string{"陈一帆", "林二木"} {
		give(t, d, ledger.Gift{Occasion: "hospital", Day: 20260122, Each: 400_00}, "102", m[name])
	}
	give(t, d, ledger.Gift{Occasion: "hardship", Day: 20260123, Each: 1_000_00}, "102", m["陈一帆"], m["何三水"])
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "disclosure", report.Args{Period: p})
		golden(t, "disclosure-lists.txt", dump(doc))
		wantRow(t, doc, "gift-spring", 1_600_00, 200_00)
		wantRow(t, doc, "gift-hospital", 1_300_00, 433_33)
		wantRow(t, doc, "gift-total", 2_900_00, 362_50)
		wantRow(t, doc, "aid-hardship", 5_000_00)
		if s := dump(doc); strings.Contains(s, "陈一帆") || strings.Contains(s, "签-") {
			t.Error("the notice names somebody")
		}
		if _, ps := report.Release(r, p); len(ps) > 0 {
			t.Error(ps)
		}
		v, _ := r.Sheet(1)
		found := map[string]ledger.Money{}
		for _, x := range report.Appears(r, v.Voucher) {
			if x.Report == "disclosure" && x.Period == p {
				found[x.Key] = x.Amount
			}
		}
		if found["gift-spring"] != 1_600_00 || found["gift-total"] != 1_600_00 || found["gift-hospital"] != 0 {
			t.Errorf("the voucher of the festival appears in %v", found)
		}
	})
}

// What is published is compared with the book later, lists too; a notice of
// before there were such tables is not held against them.
func TestNoticeOfListsIsKept(t *testing.T) {
	d, m := welfareBook(t)
	p := ledger.MonthPeriod(202601)
	d.Must(t, publish(p))
	var n ledger.Notice
	view(t, d, func(r ledger.Reader) {
		n = lastNotice(t, r, p)
		if ps := report.Differences(r, n); len(ps) > 0 {
			t.Error(ps)
		}
	})
	give(t, d, ledger.Gift{Occasion: "midautumn", Day: 20260128, Each: 10_00}, "102", m["陈一帆"], m["林二木"], m["何三水"])
	view(t, d, func(r ledger.Reader) {
		found := map[string]bool{}
		for _, x := range report.Differences(r, n) {
			found[x.Field] = true
		}
		for _, k := range []string{"50105", "gift-total"} {
			if !found[k] {
				t.Errorf("no difference told at %s: %v", k, found)
			}
		}
	})
	// The notice as it was made before: no tables of lists, no mark.
	var body map[string]json.RawMessage
	if err := json.Unmarshal(n.Body, &body); err != nil {
		t.Fatal(err)
	}
	delete(body, "lists")
	old := n
	var err error
	if old.Body, err = json.Marshal(body); err != nil {
		t.Fatal(err)
	}
	old.Hash, old.Figures = sum(old.Body), nil
	for _, f := range n.Figures {
		if !strings.HasPrefix(f.Key, "gift-") {
			old.Figures = append(old.Figures, f)
		}
	}
	view(t, d, func(r ledger.Reader) {
		for _, x := range report.Differences(r, old) {
			if strings.HasPrefix(x.Field, "gift-") {
				t.Errorf("an old notice is held against %s", x.Field)
			}
		}
		if _, err := report.Frozen(old); err != nil {
			t.Error(err)
		}
	})
}

// When a line with enough persons has to hide a small one, the notice says whose
// figures stand there: “fewer than three” beside eight persons would be untrue.
func TestMergedLineNamesWhatItHolds(t *testing.T) {
	d := storetest.New(t, func(f *ledger.Found) {
		f.Opening = []ledger.OpeningRow{{Code: "102", Debit: 90_000_00}, {Code: "32205", Credit: 90_000_00}}
	})
	m := roster(t, d, map[string][]string{"语文组": {"陈一帆", "林二木", "何三水", "郭四方"}})
	give(t, d, ledger.Gift{Occasion: "spring", Day: 20260112, Each: 200_00}, "102", m["陈一帆"], m["林二木"], m["何三水"], m["郭四方"])
	give(t, d, ledger.Gift{Occasion: "birthday", Day: 20260112, Each: 100_00}, "102", m["陈一帆"], m["林二木"], m["何三水"])
	give(t, d, ledger.Gift{Occasion: "hospital", Day: 20260113, Each: 500_00}, "102", m["陈一帆"])
	view(t, d, func(r ledger.Reader) {
		text := dump(build(t, r, "disclosure", report.Args{Period: ledger.MonthPeriod(202601)}))
		if !strings.Contains(text, "生日等（与不足3人的项目合并）") || strings.Contains(text, "其他（不足3人合并）") || strings.Contains(text, "住院") {
			t.Error(text)
		}
	})
}

// A line of the notice whose quotient does not follow from its parts is found:
// the published 0.57 % of ECNU had to be 0.58 % (domain rules §18.4).
func TestNoticeDividesAgain(t *testing.T) {
	for _, c := range []struct {
		m, whole ledger.Money
		want     int64
	}{{105_53, 18_271_85, 58}, {1, 3, 3333}, {2, 3, 6667}, {5, 1000, 50}, {0, 10, 0}, {10, 0, 0}, {-5, 10, 0}, {10, 10, 10000}} {
		if got := report.Share(c.m, c.whole); got != c.want {
			t.Errorf("%s of %s is %d, want %d", c.m, c.whole, got, c.want)
		}
	}
	for _, c := range []struct {
		m    ledger.Money
		n    int64
		want ledger.Money
	}{{599_40, 3, 199_80}, {100, 3, 33}, {200, 3, 67}, {-100, 8, -13}, {5, 10, 1}} {
		if got, ok := report.PerHead(c.m, c.n); !ok || got != c.want {
			t.Errorf("%s by %d is %s, want %s", c.m, c.n, got, c.want)
		}
	}
	if _, ok := report.PerHead(1, 0); ok {
		t.Error("divided by nobody")
	}
	d, m := welfareBook(t)
	give(t, d, ledger.Gift{Occasion: "birthday", Day: 20260122, Each: 7_77}, "102", m["陈一帆"], m["林二木"], m["何三水"])
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "disclosure", report.Args{Period: ledger.MonthPeriod(202601)})
		if ps := report.DivideAgain(doc); len(ps) > 0 {
			t.Fatal(ps)
		}
		at := -1
		for i, tab := range doc.Tables {
			if tab.Title == "慰问情况" {
				at = i
			}
		}
		row := doc.Tables[at].Rows[0]
		for name, spoil := range map[string]func(cells []report.Cell){
			"share": func(c []report.Cell) { c[5] = report.Text("0.57%") },
			"each":  func(c []report.Cell) { c[4].Money++ },
			"sum":   func(c []report.Cell) { c[3].Money += 1_00 },
		} {
			cells := append([]report.Cell{}, row.Cells...)
			spoil(cells)
			doc.Tables[at].Rows[0].Cells = cells
			if len(report.DivideAgain(doc)) == 0 {
				t.Errorf("a wrong %s passed", name)
			}
			doc.Tables[at].Rows[0] = row
		}
	})
}

// Carry-over is never income (domain rules §18.4: 43,160.30 printed as income
// held 31,573.40 of the year before; the year had lost 3,276.90).
func TestCarryOverIsNoIncome(t *testing.T) {
	d := storetest.New(t, func(f *ledger.Found) {
		f.Opening = []ledger.OpeningRow{{Code: "102", Debit: 31_573_40}, {Code: "32205", Credit: 31_573_40}}
	})
	d.Post(t, storetest.V(20260310, "会费", storetest.Dr("102", 11_586_90), storetest.Cr("401", 11_586_90)))
	d.Post(t, storetest.V(20260520, "活动", storetest.Dr("50102", 14_863_80), storetest.Cr("102", 14_863_80)))
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "disclosure", report.Args{Period: ledger.YearPeriod(2026)})
		wantRow(t, doc, "opening", 31_573_40)
		wantRow(t, doc, "total-income", 11_586_90)
		wantRow(t, doc, "difference", -3_276_90)
		wantRow(t, doc, "closing", 28_296_50)
	})
}

// Names do not get onto the notice by the name of an event either.
func TestEventOnTheNotice(t *testing.T) {
	d := storetest.New(t, func(f *ledger.Found) {
		f.Opening = []ledger.OpeningRow{{Code: "102", Debit: 9_000_00}, {Code: "32205", Credit: 9_000_00}}
	})
	m := roster(t, d, map[string][]string{"语文组": {"陈一帆", "林二木", "何三水"}})
	first := d.Post(t, storetest.V(20260110, "场地", storetest.Dr("50102", 400_00), storetest.Cr("102", 400_00)))
	second := d.Post(t, storetest.V(20260111, "用餐", storetest.Dr("50102", 150_00), storetest.Cr("102", 150_00)))
	e := ledger.Event{ID: 1, Name: "乒乓球赛", Kind: ledger.Contest, From: 20260109, State: ledger.EventHeld, Budget: []ledger.BudgetLine{{Name: "场地", Amount: 600_00}},
		Costs: []ledger.EventCost{{Voucher: first.Voucher, Line: 0}, {Voucher: second.Voucher, Line: 0}}, By: "王会计", Made: 1}
	changes := []ledger.Change{ledger.Put(e)}
	for i, name := range []string{"陈一帆", "林二木", "何三水"} {
		changes = append(changes, ledger.Put(ledger.Entrant{Event: 1, No: i + 1, Member: m[name].ID, Name: name, Here: ledger.Present}))
	}
	d.Must(t, put{changes})
	p := ledger.MonthPeriod(202601)
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "disclosure", report.Args{Period: p})
		golden(t, "disclosure-events.txt", dump(doc))
		wantRow(t, doc, "event-1", 550_00, 183_33, 600_00)
	})
	// What is written off later counts in the later month.
	d.Must(t, ledger.Reverse{ID: second.Voucher, Day: 20260203, Reason: "退餐", Post: true, Reviewer: "李审核"})
	view(t, d, func(r ledger.Reader) {
		wantRow(t, build(t, r, "disclosure", report.Args{Period: p}), "event-1", 550_00, 183_33, 600_00)
		wantRow(t, build(t, r, "disclosure", report.Args{Period: ledger.MonthPeriod(202602)}), "event-1", -150_00, -50_00, 600_00)
		wantRow(t, build(t, r, "disclosure", report.Args{Period: ledger.YearPeriod(2026)}), "event-1", 400_00, 133_33, 600_00)
	})
	named := e
	named.Name = "欢送陈一帆"
	d.Must(t, put{[]ledger.Change{ledger.Edit(e, named)}})
	if err := d.Refuse(t, publish(p)); ledger.CodeOf(err) != ledger.CodePersonal {
		t.Errorf("an event named after a member: %v", err)
	}
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}
