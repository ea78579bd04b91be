package sampling_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/sampling"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

// sit opens a screen for a person, with ids that were never used.
func sit(t *testing.T, b *storetest.Desk, who string, first screen.Route) *tuitest.Driver {
	t.Helper()
	d := tuitest.Desk(t, b.Book, b.Shelf, who, ledger.DayOf(2026, 2, 20))
	d.NewID = func() string { id := sha256.Sum256([]byte(b.Stamp().ID)); return hex.EncodeToString(id[:16]) }
	return tuitest.New(t, tui.New(tui.Options{First: first, Theme: d.Theme, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Samples:
			return sampling.NewList(d, r)
		case screen.SamplePlan:
			return sampling.NewPlan(d, r)
		case screen.SampleView:
			return sampling.NewView(d, r)
		case screen.SampleResult:
			return sampling.NewResult(d, r)
		case screen.WorkPaper:
			return sampling.NewWork(d, r)
		}
		return tuitest.StandIn(r)
	}}), 80, 24)
}

// planned is the example with a sample planned and drawn by the auditor.
func planned(t *testing.T, method string, draw bool) *storetest.Desk {
	b := storetest.Example(t, true, nil)
	b.As("钱经审", func() {
		b.Must(t, audit.PlanSample{Sample: ledger.Sample{UID: strings.Repeat("c", 32), Period: ledger.MonthPeriod(202601), Method: method, Size: 3, Head: "07c6842df697b4f3"}})
		if draw {
			b.Must(t, audit.DrawSample{Sample: 1, Drawn: "5821"})
		}
	})
	return b
}

func read(t *testing.T, b *storetest.Desk) (s ledger.Sample, lines []ledger.WorkLine, ticks int) {
	t.Helper()
	if err := b.Book.View(func(r ledger.Reader) error {
		s, _ = r.Sample(1)
		for l := range r.WorkLines(1) {
			lines = append(lines, l)
		}
		for x := range r.AllTicks() {
			if !x.Off {
				ticks++
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return s, lines, ticks
}

// The plan is fixed before the number is drawn, and the number once drawn stays.
func TestPlanThenDraw(t *testing.T) {
	b := storetest.Example(t, true, nil)
	s := sit(t, b, "钱经审", screen.Samples{Period: ledger.MonthPeriod(202601)}).Expect("还没有做过抽样").Press("f2").Expect("2026-01")
	// Nothing was published yet: the book's own code is offered, and may be replaced.
	s.Press("shift+tab").Expect("用账本这一刻的核对码").Press("ctrl+u", "f8").Expect("请照公示表写").Type("07C6-842d").Press("f8")
	s.Expect("已定好").Reject("请照公示表写")
	if got, _, _ := read(t, b); got.Head != "07c6842d" || got.Method != "random" || got.Drawn != "" || got.Period != ledger.MonthPeriod(202601) {
		t.Fatalf("%+v", got)
	}
	s.Expect("还没有抽数").Press("f2").Type("58").Press("enter").Expect("当众抽数").Type("21").Press("enter").Expect("当众抽的数 5821").Golden("drawn")
	s.Press("f2").Expect("已经抽过了")
	if got, _, _ := read(t, b); got.Drawn != "5821" || len(got.Items) == 0 {
		t.Fatalf("%+v", got)
	}
	s.Press("f9").Type("换期间").Press("enter").Expect("! 这次抽样已作废：换期间").Press("esc").Expect("已作废：换期间")
}

// What is keyed is saved when the voucher is left, by whatever key, and a voucher
// that is worked through counts as examined.
func TestWorkingPaper(t *testing.T) {
	b := planned(t, "random", true)
	s := sit(t, b, "钱经审", screen.SampleView{ID: 1}).Press("enter").Expect("第 1/")
	s.Press("1", "2", "3").Press("esc").Expect("没查完")
	if _, lines, ticks := read(t, b); len(lines) != 1 || len(lines[0].Tests) != 3 || lines[0].Tests[1].Fine != "no" || ticks != 0 {
		t.Fatalf("%+v, %d ticks", lines, ticks)
	}
	s.Press("enter").Expect("[不适用]").Press("f5").Press("f7").Type("缺一张签到表").Press("enter").Expect("说明：缺一张签到表").Golden("work-80x24")
	s.Press("enter").Expect("VoucherView").Press("esc").Expect("查完 1/")
	if _, lines, ticks := read(t, b); len(lines) != 1 || len(lines[0].Tests) != 7 || lines[0].Note != "缺一张签到表" || lines[0].By != "钱经审" || ticks != 1 {
		t.Fatalf("%+v, %d ticks", lines, ticks)
	}
	// Seven attributes, three keys and one voucher: the common case is two keys.
	s.Press("f8").Expect("第 2/")
	s.ResetPresses()
	s.Press("f5", "f8").Expect("第 3/").Expect("查完 2/")
	if n := s.Presses(); n != 2 {
		t.Errorf("%d keys for a voucher in order", n)
	}
	// An amount that differs is not in order, whatever was marked before.
	s.Press("1").Expect("[符合]   金额").Press("f6", "ctrl+u").Type("1").Press("enter").Expect("多记").Expect("[不符合] 金额").Press("pgup").Expect("第 2/").Press("pgdown").Expect("审定金额 1.00 元")
	s.Resize(60, 20).Golden("work-60x20")
	s.Resize(120, 40).Golden("work-120x40")
}

// An unfinished sample says so above its conclusion; when the last voucher is
// done the page says what comes next.
func TestUnfinishedSampleSaysSo(t *testing.T) {
	b := planned(t, "random", true)
	s := sit(t, b, "钱经审", screen.SampleView{ID: 1}).Press("enter", "f5", "f8", "1", "esc", "f4").Expect("! 还有").Expect("查完再作结论").Press("esc", "enter")
	for range 30 {
		if s.Has("都查完了") {
			break
		}
		s.Press("f5", "f8")
	}
	s.Expect("按 Esc 回到抽样，再按 F4 看结论").Press("esc", "f4").Reject("没有查完")
}

// A window closed in the middle of a voucher loses nothing: what was keyed lies
// beside the book until it is saved, and is there again on the same voucher.
func TestWorkInHandOutlivesTheWindow(t *testing.T) {
	b := planned(t, "random", true)
	d := tuitest.Desk(t, b.Book, b.Shelf, "钱经审", ledger.DayOf(2026, 2, 20))
	d.Kept = desk.NewKept(t.TempDir() + "/kept.json")
	tuitest.Solo(t, sampling.NewWork(d, screen.WorkPaper{ID: 1}), 80, 24).Press("1", "2", "f7").Type("只有复印件").Press("enter").Expect("离开这张时保存")
	s := tuitest.Solo(t, sampling.NewWork(d, screen.WorkPaper{ID: 1}), 80, 24)
	s.Expect("[符合]   金额").Expect("[不符合] 审批").Expect("说明：只有复印件").Press("f8").Expect("第 2/").Press("pgup").Expect("说明：只有复印件")
	if _, lines, _ := read(t, b); len(lines) != 1 || len(lines[0].Tests) != 2 || lines[0].Note != "只有复印件" {
		t.Fatalf("%+v", lines)
	}
	if _, ok := d.Kept.Load("work-paper"); ok {
		t.Error("still kept after it was saved")
	}
}

// Whoever keeps the books reads the samples and writes nothing in them.
func TestBookkeepersOnlyRead(t *testing.T) {
	b := planned(t, "value", true)
	s := sit(t, b, "王会计", screen.Samples{}).Press("f2").Expect("只由经审人员做").Press("enter").Expect("抽中").Press("f9").Expect("只由经审人员做")
	s.Press("enter").Expect("第 1/").Press("1").Expect("只由经审人员做").Press("f5").Expect("只由经审人员做").Press("pgdown").Expect("第 2/")
	if _, lines, _ := read(t, b); len(lines) != 0 {
		t.Fatalf("%+v", lines)
	}
	sit(t, b, "王会计", screen.SampleResult{ID: 1}).Expect("把握 95%").Expect("还有").Press("f4").Expect("把握 90%").Press("end").Expect("SHA-256").Golden("recipe")
}

// When the period changes after the draw, the page says so instead of projecting.
func TestChangedPeriod(t *testing.T) {
	b := planned(t, "random", true)
	b.As("赵主席", func() { b.Must(t, ledger.ReopenMonth{Month: 202601, Reason: "补记"}) })
	b.Post(t, storetest.V(ledger.DayOf(2026, 1, 30), "补记大额", storetest.Dr("50105", 2_000_000), storetest.Cr("102", 2_000_000)))
	sit(t, b, "钱经审", screen.SampleView{ID: 1}).Expect("抽样以后这个期间的账有了变化").Press("f4").Expect("查实：查完 0 张")
}
