package aid_test

import (
	"os"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

func TestCaseFromStartToEnd(t *testing.T) {
	b := book(t)
	d := deskOn(t, b, "王会计")
	s := tuitest.Scenario(t, "testdata/case.scenario", app(d, screen.Cases{}))
	s.Golden("case-done-80x24")
	inBook(t, b, func(r ledger.Reader) {
		c, _ := r.Case(1)
		if c.State != ledger.AidApproved || c.Amount != 5_000_00 || !c.Proofs[0].Seen || len(c.Opinions) != 1 || c.Hung.From == 0 {
			t.Errorf("%+v", c)
		}
		f, ok := r.CaseFile(1)
		if !ok || f.Card != cardText || f.OwnCost != 31_500_00 || len(f.Household) != 2 || f.Household[0].Income != 3_000_00 {
			t.Errorf("%+v", f)
		}
	})
}

// What is sensitive shows on the page of the case alone, after a reason that is
// in the log, and is shut again when the page is left.
func TestSensitivePartOpensWithAReason(t *testing.T) {
	for _, who := range []string{"王会计", "钱经审"} {
		b := book(t)
		oneCase(t, b)
		s := open(t, deskOn(t, b, who), screen.Cases{}).Expect("林二木").Reject(cardText).Press("enter").Expect("按 F6 写明原因后查看").Reject("手术")
		s.Press("f6").Expect("记进日志").Press("enter").Expect("请写明原因")
		s.Type("核对收款卡号").Press("enter").Expect(cardText).Expect("住院手术").Expect("配偶 林某 务工，月收入 3,000.00 元")
		if who == "王会计" {
			sizes(s, "opened")
		}
		s.Press("esc", "enter").Reject(cardText).Reject("手术")
		inBook(t, b, func(r ledger.Reader) { logTellsLittle(t, r, who) })
	}
}

func logTellsLittle(t *testing.T, r ledger.Reader, who string) {
	t.Helper()
	n := 0
	for e := range r.Log(0, true) {
		if e.Act == "case.open" {
			n++
			if e.Reason != "核对收款卡号" || e.Object != "case/1" || len(e.Changes) != 0 || e.Operator != who {
				t.Errorf("%+v", e)
			}
		}
		text := e.Title + e.Reason
		for _, c := range e.Changes {
			text += strings.Join(ledger.Describe(c, r), "\n")
		}
		if strings.Contains(e.Title, "林二木") && strings.HasPrefix(e.Act, "case") || strings.Contains(text, "手术") || strings.Contains(text, cardText) || strings.Contains(text, "林某") {
			t.Errorf("the log tells too much: %s", text)
		}
	}
	if n != 1 {
		t.Errorf("%d looks in the log", n)
	}
}

// A half-filled form outlives a crash, but for what is private.
func TestKeptFormHoldsNothingPrivate(t *testing.T) {
	b := book(t)
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.CaseForm{}).Type("陈一帆").Press("enter", "enter", "enter").Type("")
	s.Press("tab", "tab").Type("子 陈小满 在读").Press("tab", "tab", "tab", "tab").Type("慢性病")
	s.Press("tab", "tab").Type(idText)
	f, ok := d.Kept.Load("case")
	if !ok {
		t.Fatal("nothing was kept")
	}
	for k, v := range f.Values {
		if strings.Contains(v, "慢性病") || strings.Contains(v, idText) || strings.Contains(v, "陈小满") {
			t.Errorf("%s is kept: %s", k, v)
		}
	}
	if list, err := os.ReadDir(d.Folder); err == nil {
		for _, x := range list {
			if raw, _ := os.ReadFile(d.Folder + "/" + x.Name()); strings.Contains(string(raw), idText) {
				t.Errorf("%s holds the number", x.Name())
			}
		}
	}
	again := open(t, d, screen.CaseForm{Kept: true}).Expect("陈一帆").Reject("慢性病")
	again.Press("f8").Expect("困-1")
}

func TestOddNumbersAreAskedAbout(t *testing.T) {
	b := book(t)
	s := open(t, deskOn(t, b, "王会计"), screen.CaseForm{}).Type("何三水").Press("enter", "tab", "tab", "tab")
	for range 6 {
		s.Press("tab")
	}
	s.Type("123456").Press("f8").Expect("身份证号应是 18 位").Golden("odd-number-80x24")
	s.Press("tab", "tab", "space", "f8").Expect("建立困难帮扶档案 困-1").Reject("123456")
}

func TestListOfCases(t *testing.T) {
	b := book(t)
	s := open(t, deskOn(t, b, "王会计"), screen.Cases{}).Golden("cases-empty-80x24")
	oneCase(t, b)
	b.Must(t, ledger.SaveCase{Case: ledger.Case{Member: 3, Opened: 20260205, Cause: "单亲"}})
	b.Must(t, ledger.ApproveCase{Case: 2, Approved: ledger.Approval{By: "赵主席", Day: 20260206}, Refuse: true, Why: "收入超过标准"})
	s.Send(screen.Shown{})
	sizes(s.Expect("林二木"), "cases")
	s = open(t, deskOn(t, b, "钱经审"), screen.Cases{}).Press("f2").Expect("经审可以查看")
	s.Press("esc")
}

func TestRunOfAProgramme(t *testing.T) {
	b := book(t)
	programme(t, b)
	d := deskOn(t, b, "王会计")
	s := tuitest.Scenario(t, "testdata/run.scenario", app(d, screen.Programmes{}))
	sizes(s, "programme-runs")
	inBook(t, b, func(r ledger.Reader) {
		g, ok := r.Gift(1)
		if !ok || g.Programme != 1 || g.Run != "2026年" {
			t.Errorf("%+v", g)
		}
		if got := ledger.ProgrammeTotals(r, 1).All; got.Times != 2 || got.Total != 4_000_00 {
			t.Errorf("%+v", got)
		}
	})
	b.Must(t, ledger.LeaveProgramme{Programme: 1, Who: []ledger.PlaceKey{{Member: 2, Kin: "林小雨"}}, Day: 20260220, Why: "已毕业"})
	b.Must(t, ledger.JoinProgramme{Programme: 1, Places: []ledger.AidPlace{{Member: 4, Kin: "郭小川", Relation: "子女", Amount: 3_000_00, From: 20260221}}})
	s = open(t, d, screen.ProgrammeRun{ID: 1}).Expect("已经发过了")
	s.Press("f8").Expect("请换一个期次")
	s.Type("2027年").Press("tab").Type("20270901").Press("tab").Expect("新加入 1 人：郭四方（子女 郭小川）").Expect("退出 1 人：林二木")
	sizes(s, "run")
}

// A second run in one year: what the rules say stands under its field, without
// the number of a rule, and needs a reason and a second name.
func TestSecondRunInAYearIsExplained(t *testing.T) {
	b := book(t)
	programme(t, b)
	d := deskOn(t, b, "王会计")
	open(t, d, screen.ProgrammeRun{ID: 1}).Press("f8").Expect("GiftView")
	s := open(t, d, screen.ProgrammeRun{ID: 1}).Type("下半年").Press("f8").Expect("发过").Reject("G02")
	s.Press("f8").Expect("共同负责").Type("开学补助").Press("tab").Type("李主席").Press("f8").Expect("GiftView")
}
