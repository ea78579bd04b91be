package finding_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/finding"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

func app(d *desk.Desk, first screen.Route) tea.Model {
	return tui.New(tui.Options{First: first, Theme: d.Theme, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.FindingForm:
			return finding.NewForm(d, r)
		case screen.Findings:
			return finding.NewList(d, r)
		case screen.FindingView:
			return finding.NewView(d, r)
		case screen.FindingAnswer:
			return finding.NewAnswer(d, r)
		}
		return tuitest.StandIn(r)
	}})
}

// sit opens a screen for a person. Each has ids of his own, as in life: the book
// takes what comes with an id it knows for a repetition.
func sit(t *testing.T, b *storetest.Desk, who string, first screen.Route) *tuitest.Driver {
	t.Helper()
	d := tuitest.Desk(t, b.Book, b.Shelf, who, ledger.DayOf(2026, 2, 20))
	d.NewID = func() string { id := sha256.Sum256([]byte(b.Stamp().ID)); return hex.EncodeToString(id[:16]) }
	return tuitest.New(t, app(d, first), 80, 24)
}

func findings(t *testing.T, b *storetest.Desk) []ledger.Finding {
	t.Helper()
	var out []ledger.Finding
	if err := b.Book.View(func(r ledger.Reader) error {
		for f := range r.Findings() {
			out = append(out, f)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func raise(t *testing.T, b *storetest.Desk, uid, on string, due ledger.Day) {
	t.Helper()
	b.As("钱经审", func() {
		b.Must(t, audit.Raise{Question: "请补材料。", Finding: ledger.Finding{UID: strings.Repeat(uid, 32), On: on, Ref: "2026-01-记-0003", Title: "发票抬头不是工会", Severity: "warn", Owner: "王会计", Due: due}})
	})
}

// From the form to closing: what each side may do, and what it is told when it
// is the other's turn.
func TestFromRaisingToClosing(t *testing.T) {
	b := storetest.Example(t, true, nil)
	s := sit(t, b, "钱经审", screen.FindingForm{On: "voucher/3", Amount: 0})
	s.Expect("指向：2026-01-记-0003").Press("f8").Expect("这一项不能空着。")
	s.Type("发票抬头不是工会").Press("enter").Type("请换开发票。").Press("f8")
	all := findings(t, b)
	if len(all) != 1 || all[0].On != "voucher/3" || all[0].Ref == "" || all[0].Period != ledger.MonthPeriod(202601) || all[0].Amount == 0 || all[0].Owner != "王会计" || all[0].Due != ledger.DayOf(2026, 3, 22) {
		t.Fatalf("%+v", all)
	}
	s = sit(t, b, "王会计", screen.Findings{}).Press("enter").Expect("等王会计答复")
	s.Press("f8").Expect("只由经审人员做").Press("f9").Expect("只由经审人员做").Press("enter").Expect("VoucherView {ID:3}").Press("esc")
	s.Press("f2").Type("已换开。").Press("enter").Type("0005").Expect("记-0005").Press("enter", "f8").Expect("已答复").Golden("answered")
	if f := findings(t, b)[0]; f.State != ledger.FindingAnswered || f.Remarks[1].Voucher == 0 || f.Remarks[1].By != "王会计" {
		t.Fatalf("%+v", f)
	}
	s = sit(t, b, "钱经审", screen.FindingView{ID: 1}).Expect("等经审销号或重开").Press("f2").Expect("是经审人员")
	s.Press("tab", "enter").Expect("VoucherView {ID:5}").Press("esc")
	s.Press("f9").Type("新发票上还是学校。").Press("enter").Expect("待答复").Press("f8", "enter").Expect("请写一句话。").Type("已看原件").Press("enter").Expect("已销号")
	if f := findings(t, b)[0]; f.State != ledger.FindingClosed || len(f.Remarks) != 4 {
		t.Fatalf("%+v", f)
	}
	// Raising is the auditors' alone: the form opens, saving does not.
	sit(t, b, "王会计", screen.FindingForm{On: "voucher/3"}).Press("f8").Expect("只由经审人员做")
	if n := len(findings(t, b)); n != 1 {
		t.Fatalf("%d findings", n)
	}
}

// A voucher that puts another right is offered with the answer.
func TestCorrectionIsOffered(t *testing.T) {
	b := storetest.Example(t, true, nil)
	raise(t, b, "a", "voucher/10", 0)
	b.Must(t, ledger.Reverse{ID: 10, Day: ledger.DayOf(2026, 2, 6), Reason: "重复入账", Post: true, Reviewer: "李审核"})
	sit(t, b, "王会计", screen.FindingAnswer{ID: 1}).Expect("2026-02-记-0001").Type("已冲销。").Press("f8")
	if f := findings(t, b)[0]; len(f.Remarks) != 2 || f.Remarks[1].Voucher == 0 {
		t.Fatalf("%+v", f)
	}
}

// A question half typed survives a crash, with what it is about, and is raised
// once.
func TestKeptQuestion(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := tuitest.Desk(t, b.Book, b.Shelf, "钱经审", ledger.DayOf(2026, 2, 20))
	tuitest.New(t, app(d, screen.FindingForm{On: "voucher/3", Check: "F30"}), 80, 24).Type("抬头不对").Press("enter").Type("请说明")
	if k, ok := d.Kept.Load("finding"); !ok || k.Values["title"] != "抬头不对" {
		t.Fatalf("%+v", k)
	}
	s := tuitest.New(t, app(d, screen.FindingForm{Kept: true}), 80, 24).Expect("指向：2026-01-记-0003").Expect("抬头不对").Expect("F30")
	s.Press("f8")
	if f := findings(t, b); len(f) != 1 || f[0].On != "voucher/3" || f[0].Check != "F30" || f[0].Title != "抬头不对" {
		t.Fatalf("%+v", f)
	}
	if _, ok := d.Kept.Load("finding"); ok {
		t.Error("the form is kept although it was raised")
	}
}

// The list narrows, shows what is late, and fits small and large windows.
func TestList(t *testing.T) {
	b := storetest.Example(t, true, nil)
	raise(t, b, "a", "voucher/3", ledger.DayOf(2026, 2, 1))
	raise(t, b, "b", "month/2026-01", 0)
	raise(t, b, "c", "report/income/2026-01/401", ledger.DayOf(2026, 6, 1))
	b.Must(t, audit.Answer{Finding: 2, Text: "好的"})
	b.As("钱经审", func() { b.Must(t, audit.Close{Finding: 3, Text: "查实"}) })
	s := sit(t, b, "王会计", screen.Findings{}).Expect("[没销号 2]").Expect("! 1 个问题已过期限").Golden("list-80x24")
	s.Resize(60, 20).Golden("list-60x20")
	s.Resize(120, 40).Golden("list-120x40")
	s.Resize(80, 24).Press("tab").Expect("[待答复 1]").Press("tab").Expect("问-2").Reject("问-1").Press("tab").Expect("[过期 1]").Expect("问-1").Press("tab").Expect("问-3").Press("tab").Expect("[全部 3]")
	s.Press("end", "enter").Expect("已销号").Press("enter").Expect("ReportView").Press("esc", "f5").Expect("[全部 1]").Golden("same-place")
	sit(t, b, "王会计", screen.FindingView{ID: 1}).Expect("已过期 19 天").Golden("view-late")
}
