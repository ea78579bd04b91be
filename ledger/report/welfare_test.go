package report_test

import (
	"fmt"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

// put writes records as they are, for what has no act in a test.
type put struct{ changes []ledger.Change }

func (put) Name() string { return "gift.revise" }

func (p put) Decide(ledger.Reader, ledger.Stamp) (ledger.Plan, error) {
	return ledger.Plan{Title: "试", Changes: p.changes}, nil
}

// roster registers people by group, five years a member.
func roster(t testing.TB, d *storetest.Desk, groups map[string][]string) map[string]ledger.Member {
	t.Helper()
	out := map[string]ledger.Member{}
	for _, g := range []string{"语文组", "数学组", "后勤组", ""} {
		for _, name := range groups[g] {
			m := ledger.Member{No: fmt.Sprintf("A%02d", len(out)+1), Name: name, Group: g, Spells: []ledger.Spell{{From: 20200101}}}
			m.ID = d.Must(t, ledger.SaveMember{Member: m}).Member
			out[name] = m
		}
	}
	return out
}

// give makes a welfare act for some people, posted from the bank unless money is "".
func give(t testing.TB, d *storetest.Desk, g ledger.Gift, money ledger.Code, people ...ledger.Member) ledger.Receipt {
	t.Helper()
	o, ok := ledger.OccasionOf(ledger.Practice{}, g.Occasion)
	if !ok {
		t.Fatalf("no occasion %s", g.Occasion)
	}
	if g.Title == "" {
		g.Title = o.Name + "慰问"
	}
	if g.Form == "" {
		g.Form = o.Form
	}
	if g.Expense == "" {
		g.Expense = o.Account
	}
	a := ledger.GiveOut{Gift: g, Money: money, Papers: 1, Post: money != "", Reviewer: "李审核"}
	for _, m := range people {
		a.Shares = append(a.Shares, ledger.Share{Member: m.ID, Name: m.Name, Group: m.Group})
	}
	return d.Must(t, a)
}

// freeze gives a sheet a check code as printing does.
func freeze(t testing.TB, d *storetest.Desk, id ledger.SheetID, code string) {
	t.Helper()
	var s ledger.Sheet
	view(t, d, func(r ledger.Reader) { s, _ = r.Sheet(id) })
	frozen := s
	frozen.Printed, frozen.Code = 1_780_000_500, code
	d.Must(t, put{[]ledger.Change{ledger.Edit(s, frozen)}})
}

// welfareBook has a festival for eight, two keepsakes for three, one visit, aid
// and a list that waits.
func welfareBook(t testing.TB) (*storetest.Desk, map[string]ledger.Member) {
	d := storetest.New(t, func(f *ledger.Found) {
		f.Opening = []ledger.OpeningRow{{Code: "102", Debit: 90_000_00}, {Code: "32205", Credit: 90_000_00}}
	})
	m := roster(t, d, map[string][]string{"语文组": {"陈一帆", "林二木", "何三水"}, "数学组": {"郭四方", "罗五味", "马六合"}, "": {"宋七巧", "唐八斗"}})
	var all []ledger.Member
	for _, name := range []string{"陈一帆", "林二木", "何三水", "郭四方", "罗五味", "马六合", "宋七巧", "唐八斗"} {
		all = append(all, m[name])
	}
	give(t, d, ledger.Gift{Occasion: "spring", Day: 20260112, Item: "米油", Each: 200_00, Bill: ledger.Bill{Ref: "25442000000012345678", Count: 8, Amount: 1_600_00}}, "102", all...)
	for _, each := range []ledger.Money{159_00, 40_80} {
		give(t, d, ledger.Gift{Occasion: "keepsake", Day: 20260115, Item: "水杯", Each: each}, "102", all[:3]...)
	}
	give(t, d, ledger.Gift{Occasion: "hospital", Day: 20260120, Each: 500_00}, "102", m["罗五味"])
	give(t, d, ledger.Gift{Occasion: "hardship", Day: 20260121, Each: 3_000_00}, "102", m["马六合"])
	give(t, d, ledger.Gift{Occasion: "birthday", Day: 20260125, Item: "蛋糕券", Form: ledger.Coupon, Each: 150_00}, "", m["宋七巧"], m["唐八斗"])
	freeze(t, d, 1, "H3RM-8K")
	d.Must(t, ledger.SignShares{Sheet: 1, Day: 20260113, Marks: []ledger.Mark{{Line: 1, Sign: ledger.Signed}, {Line: 2, Sign: ledger.ByProxy, Proxy: "何三水"}, {Line: 4, Sign: ledger.Uncollected}}})
	return d, m
}

func TestWelfareReport(t *testing.T) {
	d, _ := welfareBook(t)
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "welfare", report.Args{Period: ledger.MonthPeriod(202601)})
		golden(t, "welfare-lists.txt", dump(doc))
		wantRow(t, doc, "gift-spring", 1_600_00, 200_00, 200_00)
		wantRow(t, doc, "total", 5_699_40, 712_43, 3_200_00)
		// The Wuhan kindergarten (domain rules §18.4): two bottles, each decided
		// and booked, are one keepsake of 199.80 a head.
		wantRow(t, doc, "event-keepsake", 599_40, 199_80, 199_80)
		if s := dump(doc); !strings.Contains(s, "签-0006") || !strings.Contains(s, "没有凭证") {
			t.Error("the list that waits is not shown")
		}
		feb := build(t, r, "welfare", report.Args{Period: ledger.MonthPeriod(202602)})
		wantRow(t, feb, "total", 0, 0, 0)
	})
}

// What comes back of a former year's list goes through 年初余额调整: it is no
// spending of this year, whatever the list says of persons.
func TestWelfareOfFormerYears(t *testing.T) {
	d := storetest.New(t, func(f *ledger.Found) {
		f.Unit.Start = 202512
		f.Opening = []ledger.OpeningRow{{Code: "102", Debit: 90_000_00}, {Code: "32205", Credit: 90_000_00}}
	})
	m := roster(t, d, map[string][]string{"语文组": {"陈一帆", "林二木", "何三水"}})
	all := []ledger.Member{m["陈一帆"], m["林二木"], m["何三水"]}
	give(t, d, ledger.Gift{Occasion: "newyear", Day: 20251229, Each: 100_00}, "102", all...)
	give(t, d, ledger.Gift{Occasion: "birthday", Day: 20251229, Each: 50_00}, "102", all...)
	var sheet ledger.Sheet
	view(t, d, func(r ledger.Reader) { sheet, _ = r.Sheet(2) })
	d.Must(t, ledger.SignShares{Sheet: 1, Day: 20251230, Marks: []ledger.Mark{{Line: 1, Sign: ledger.Uncollected}}})
	d.Must(t, ledger.CloseMonth{Month: 202512, Without: map[string]string{"cash-count": "试", "bank-balance": "试", "receipts": "试", "signatures": "试"}})
	d.Must(t, ledger.TakeBack{Sheet: 1, Day: 20260110, Money: "102", Why: "不领", Lines: []int{1}, Post: true, Reviewer: "李审核"})
	d.Must(t, ledger.Reverse{ID: sheet.Voucher, Day: 20260111, Reason: "名单错", Post: true, Reviewer: "李审核"})
	give(t, d, ledger.Gift{Occasion: "birthday", Day: 20260112, Each: 30_00}, "102", all...)
	view(t, d, func(r ledger.Reader) {
		year := build(t, r, "welfare", report.Args{Period: ledger.YearPeriod(2026)})
		wantRow(t, year, "gift-birthday", 90_00, 30_00, 30_00)
		wantRow(t, year, "total", 90_00, 30_00, 30_00)
		if text := dump(year); strings.Contains(text, "gift-newyear") || strings.Contains(text, "written-off") || !strings.Contains(strings.Join(year.Notes, ""), "以前年度名单退回、冲回 250.00 元") {
			t.Error(text, year.Notes)
		}
		wantRow(t, build(t, r, "welfare", report.Args{Period: ledger.YearPeriod(2025)}), "total", 450_00, 150_00, 150_00)
		both := build(t, r, "welfare", report.Args{Period: ledger.Period{From: 202512, To: 202601}})
		wantRow(t, both, "total", 290_00, 96_67, 130_00)
	})
}

// A closed period keeps its figures when a later one writes its list off.
func TestWelfareWrittenOff(t *testing.T) {
	d, m := welfareBook(t)
	var sheet ledger.Sheet
	var before string
	view(t, d, func(r ledger.Reader) {
		sheet, _ = r.Sheet(1)
		before = dump(build(t, r, "welfare", report.Args{Period: ledger.MonthPeriod(202601)}))
	})
	d.Must(t, ledger.Reverse{ID: sheet.Voucher, Day: 20260203, Reason: "名单错", Post: true, Reviewer: "李审核"})
	view(t, d, func(r ledger.Reader) { sheet, _ = r.Sheet(1) })
	if sheet.Live() { // the act of writing off does not know lists yet
		void := sheet
		void.Void = "凭证已冲销"
		d.Must(t, put{[]ledger.Change{ledger.Edit(sheet, void)}})
	}
	give(t, d, ledger.Gift{Occasion: "spring", Day: 20260204, Item: "米油", Each: 180_00}, "102", m["陈一帆"], m["林二木"])
	view(t, d, func(r ledger.Reader) {
		if after := dump(build(t, r, "welfare", report.Args{Period: ledger.MonthPeriod(202601)})); after != before {
			t.Errorf("January changed:\n%s\n%s", before, after)
		}
		feb := build(t, r, "welfare", report.Args{Period: ledger.MonthPeriod(202602)})
		wantRow(t, feb, "written-off", -1_600_00, 0, 0)
		wantRow(t, feb, "gift-spring", 360_00, 180_00, 180_00)
		wantRow(t, feb, "total", -1_240_00, 0, 180_00)
		year := build(t, r, "welfare", report.Args{Period: ledger.YearPeriod(2026)})
		wantRow(t, year, "gift-spring", 360_00, 180_00, 180_00)
		wantRow(t, year, "total", 4_459_40, 891_88, 3_000_00)
	})
}

func TestSignSheets(t *testing.T) {
	d, _ := welfareBook(t)
	view(t, d, func(r ledger.Reader) {
		one := build(t, r, "welfare-sheet", report.Args{Object: "sheet/1"})
		golden(t, "welfare-sheet-keyed.txt", dump(one))
		if one.About != ledger.SheetID(1).String() {
			t.Errorf("the sheet is about %q", one.About)
		}
		open := build(t, r, "welfare-sheet", report.Args{Object: "gift/6"})
		s := dump(open)
		golden(t, "welfare-sheet-open.txt", s)
		if sign := open.Tables[0].Columns[8]; sign.Kind != report.KindSign || sign.Millimetres < 25 || !open.Tables[0].PageSubtotal {
			t.Errorf("the sheet cannot be signed: %+v", sign)
		}
		if !strings.Contains(s, "草稿（未定稿）") || strings.Count(s, "spare") != 3 {
			t.Error("a sheet that may change must say so, and has spare rows")
		}
		whole := build(t, r, "welfare-sheet", report.Args{Period: ledger.MonthPeriod(202601)})
		if len(whole.Tables) != 6 {
			t.Errorf("%d sheets in January, want 6", len(whole.Tables))
		}
		for _, bad := range []string{"sheet/99", "gift/99", "event/1", "12", "sheet/x"} {
			if _, err := report.Build(r, "welfare-sheet", report.Args{Object: bad}); err == nil {
				t.Errorf("%s was found", bad)
			}
		}
	})
}

// Two of one name are told apart by their numbers on every paper that is signed.
func TestNamesakesOnPaper(t *testing.T) {
	d := storetest.New(t, nil)
	var all []ledger.Member
	for i, name := range []string{"陈一帆", "陈一帆", "林二木"} {
		m := ledger.Member{No: fmt.Sprintf("B%d", i+1), Name: name, Group: "语文组", Spells: []ledger.Spell{{From: 20200101}}}
		m.ID = d.Must(t, ledger.SaveMember{Member: m}).Member
		all = append(all, m)
	}
	give(t, d, ledger.Gift{Occasion: "spring", Day: 20260112, Each: 200_00}, "", all...)
	d.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "棋赛", Kind: ledger.Contest, From: 20260510}})
	d.Must(t, ledger.Enrol{Event: 1, All: true})
	d.Must(t, ledger.KeepAttendance{Event: 1, Rest: ledger.Present})
	d.Must(t, ledger.AwardPrizes{Event: 1, Day: 20260510, Form: ledger.Goods, Awards: []ledger.Award{{No: 2, Level: "一等奖", Amount: 50_00}}})
	view(t, d, func(r ledger.Reader) {
		for _, x := range []struct {
			name   string
			number []string
		}{{"welfare-sheet", []string{"陈一帆（B1）", "陈一帆（B2）"}}, {"event-sheet", []string{"陈一帆（B1）", "陈一帆（B2）"}}, {"prize-sheet", []string{"陈一帆（B2）"}}} {
			text := dump(build(t, r, x.name, report.Args{Period: ledger.YearPeriod(2026)}))
			for _, want := range x.number {
				if !strings.Contains(text, want) || strings.Contains(text, "林二木（") {
					t.Errorf("%s has no %s:\n%s", x.name, want, text)
				}
			}
		}
	})
}

// Supplement, return, void and frozen sheets say what they are.
func TestSheetKinds(t *testing.T) {
	d, m := welfareBook(t)
	freeze(t, d, 6, "K7QP-2M")
	var changes, voided []ledger.Change
	view(t, d, func(r ledger.Reader) {
		more := ledger.Sheet{ID: 7, Gift: 6, Kind: ledger.Supplement, Day: 20260126, Lines: 1, Total: 150_00, Account: "50105", Why: "漏了一位", By: "王会计", Made: 1}
		gone := ledger.Sheet{ID: 8, Gift: 6, Kind: ledger.Supplement, Day: 20260126, Lines: 1, Total: 150_00, Account: "50105", By: "王会计", Made: 1}
		line := func(id ledger.SheetID) ledger.Share {
			return ledger.Share{Sheet: id, Line: 1, Member: m["陈一帆"].ID, Name: "陈一帆", Amount: 150_00, Day: 20260126, Gift: 6, Occasion: "birthday", Relation: "配偶", Kin: "周小舟"}
		}
		void := gone
		void.Void = "重复了"
		changes = []ledger.Change{ledger.Put(more), ledger.Put(line(7)), ledger.Put(gone), ledger.Put(line(8))}
		voided = []ledger.Change{ledger.Edit(gone, void)}
	})
	d.Must(t, put{changes})
	d.Must(t, put{voided})
	view(t, d, func(r ledger.Reader) {
		for object, want := range map[string]string{"sheet/6": "核对码 K7QP-2M", "sheet/7": "（补充名单：漏了一位）", "sheet/8": "【已作废：重复了】"} {
			if s := dump(build(t, r, "welfare-sheet", report.Args{Object: object})); !strings.Contains(s, want) {
				t.Errorf("%s lacks %s:\n%s", object, want, s)
			}
		}
		all := build(t, r, "welfare-sheet", report.Args{Object: "gift/6"})
		if len(all.Tables) != 2 || !strings.Contains(dump(all), "陈一帆（配偶 周小舟）") {
			t.Errorf("live sheets of the act:\n%s", dump(all))
		}
	})
}
