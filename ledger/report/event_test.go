package report_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

// eventBook has an event from plan to prizes with a draw, one still planned and
// one called off.
func eventBook(t testing.TB) *storetest.Desk {
	d := storetest.New(t, func(f *ledger.Found) {
		f.Opening = []ledger.OpeningRow{{Code: "102", Debit: 90_000_00}, {Code: "32205", Credit: 90_000_00}}
	})
	roster(t, d, map[string][]string{"语文组": {"陈一帆", "林二木", "何三水", "钱四海"}, "数学组": {"郭四方", "罗五味", "马六合"}})
	d.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "趣味运动会", Kind: ledger.Contest, From: 20260120, Place: "操场", Heads: 8, Money: "工会经费",
		Budget:   []ledger.BudgetLine{{Name: "奖品", Amount: 300_00}, {Name: "场地", Amount: 400_00}, {Name: "饮水", Amount: 50_00}},
		Prizes:   []ledger.PrizePlan{{Level: "一等奖", Count: 1, Each: 100_00, Item: "球拍"}, {Level: "幸运奖", Count: 2, Each: 30_00, Item: "毛巾"}},
		Approved: ledger.Approval{By: "赵主席", Day: 20260110, Minute: "2026-02"}}})
	d.Must(t, ledger.Enrol{Event: 1, All: true, Guests: []ledger.Guest{{Name: "马家属", From: "家属"}}})
	d.Must(t, ledger.FreezeRoster{Event: 1})
	d.Must(t, ledger.KeepAttendance{Event: 1, Rest: ledger.Present, Marks: []ledger.Came{{No: 3, Here: ledger.Absent, Note: "病假"}}})
	d.Must(t, ledger.AnnounceDraw{Event: 1, Level: "幸运奖", Count: 2, How: "三位老师各报一个数"})
	d.Must(t, ledger.RunDraw{Event: 1, No: 1, Seed: "7 13 42"})
	var won []int
	view(t, d, func(r ledger.Reader) { won = ledger.DrawsOf(r, 1)[0].Winners })
	awards := []ledger.Award{{No: won[0], Level: "幸运奖"}, {No: won[1], Level: "幸运奖"}}
	for n := 1; n <= 7; n++ {
		if n != 3 && n != won[0] && n != won[1] {
			awards = append(awards, ledger.Award{No: n, Level: "一等奖"})
			break
		}
	}
	d.Must(t, ledger.AwardPrizes{Event: 1, Awards: awards, Money: "102", Papers: 1, Post: true, Reviewer: "李审核", Reason: "客人也参加抽奖", Second: "赵主席"})
	hall := d.Post(t, storetest.V(20260121, "体育馆场地费", storetest.Dr("50102", 450_00), storetest.Cr("102", 450_00)))
	d.Must(t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: hall.Voucher, Line: 0, Item: "场地", Heads: 8}})
	wrong := d.Post(t, storetest.V(20260121, "矿泉水（记错）", storetest.Dr("50102", 60_00), storetest.Cr("102", 60_00)))
	d.Must(t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: wrong.Voucher, Line: 0, Item: "饮水"}})
	d.Must(t, ledger.Reverse{ID: wrong.Voucher, Day: 20260122, Reason: "金额错", Post: true, Reviewer: "李审核"})
	draft := d.Must(t, ledger.Enter{Voucher: storetest.V(20260122, "矿泉水", storetest.Dr("50102", 48_00), storetest.Cr("102", 48_00))})
	d.Must(t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: draft.Voucher, Line: 0, Item: "饮水"}})
	d.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "棋类比赛", Kind: ledger.Contest, From: 20260225, Budget: []ledger.BudgetLine{{Name: "奖品", Amount: 200_00}}}})
	d.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "春游", Kind: ledger.Outing, From: 20260410}})
	d.Must(t, ledger.CancelEvent{Event: 3, Reason: "下雨"})
	return d
}

func TestEventReports(t *testing.T) {
	d := eventBook(t)
	view(t, d, func(r ledger.Reader) {
		for name, object := range map[string]string{"event-sheet": "event/1", "event": "event/1", "prize-sheet": "event/1"} {
			golden(t, name+"-one.txt", dump(build(t, r, name, report.Args{Object: object})))
		}
		golden(t, "event-period.txt", dump(build(t, r, "event", report.Args{Period: ledger.YearPeriod(2026)})))
		doc := build(t, r, "event", report.Args{Object: "event/1"})
		wantRow(t, doc, "total", 750_00, 610_00, 140_00, 87_14)
		wantRow(t, doc, "item-3", 50_00, 0, 50_00, 0)
		for _, name := range []string{"event-sheet", "prize-sheet"} {
			if all := build(t, r, name, report.Args{}); len(all.Tables) == 0 {
				t.Errorf("%s: nothing", name)
			}
		}
		sheet := dump(build(t, r, "prize-sheet", report.Args{Object: "sheet/1"}))
		if !strings.Contains(sheet, "获奖 3 人 / 参与 7 人 = 42.86%") || !strings.Contains(sheet, "SHA-256") {
			t.Error(sheet)
		}
		if off := dump(build(t, r, "event-sheet", report.Args{Object: "event/3"})); !strings.Contains(off, "已取消：下雨") {
			t.Error(off)
		}
		if _, err := report.Build(r, "event", report.Args{Object: "event/9"}); err == nil || !strings.Contains(err.Error(), "没有找到活动") {
			t.Error(err)
		}
	})
}

// A red letter posted later takes the cost out of the settlement, traces and all.
func TestEventCostsAfterRedLetter(t *testing.T) {
	d := eventBook(t)
	d.Must(t, ledger.Reverse{ID: 2, Day: 20260203, Reason: "退场地费", Post: true, Reviewer: "李审核"})
	view(t, d, func(r ledger.Reader) {
		wantRow(t, build(t, r, "event", report.Args{Object: "event/1"}), "total", 750_00, 160_00, 590_00, 22_86)
		build(t, r, "event", report.Args{Period: ledger.YearPeriod(2026)})
	})
}
