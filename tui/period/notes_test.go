package period_test

import (
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/store/storetest"
	"huizhang/tui/screen"
)

// What waits for an answer and the single-person mode are told at the close,
// and never stand in its way.
func TestNotesTellAndDoNotBlock(t *testing.T) {
	b := storetest.Example(t, false, nil)
	open(t, deskOn(t, b, "王会计"), screen.ClosePeriod{Month: 202601}, 80, 24).Reject("只提醒")
	u := storetest.Unit()
	u.Single = true
	b.Must(t, ledger.SetUnit{Unit: u})
	raise := func(uid, on string, p ledger.Period) {
		b.Must(t, audit.Raise{Finding: ledger.Finding{UID: uid, On: on, Ref: "那一张", Title: "缺会议纪要", Severity: "warn", Period: p}, Question: "请补会议纪要"})
	}
	b.As("钱经审", func() {
		raise("a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d1", "voucher/3", ledger.MonthPeriod(202601))
		raise("a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d2", "voucher/4", ledger.MonthPeriod(202601))
		raise("a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d3", "month/2026-02", ledger.MonthPeriod(202602))
	})
	b.Must(t, audit.Answer{Finding: 2, Text: "已补"})
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.ClosePeriod{Month: 202601}, 80, 24).Press("end", "up").Expect("本月的 1 个等答复；本月的 1 个已答复、等经审销号；").Expect("不影响结账")
	s.Press("f4").Expect("只是提醒").Golden("notes-80x24")
	s.Press("enter").Expect("Findings").Press("esc").Press("end").Expect("单人模式").Press("enter").Expect("Settings").Press("esc")
	s.Resize(60, 20).Golden("notes-60x20")
	b.Must(t, ledger.CloseMonth{Month: 202601, Without: map[string]string{"soft": "试验"}})
}
