package program_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/store"
	"huizhang/store/notary"
	"huizhang/store/storetest"
	"huizhang/tui/program"
	"huizhang/tui/tuitest"
)

// turning is a book at the turn of the year, and the days on which its people
// sit down at it.
type turning struct {
	t    *testing.T
	s    program.Setup
	path string
	day  time.Time
}

// turn makes a book with a December: dues, a gift paid from the bank, cash drawn.
func turn(t *testing.T) *turning {
	t.Helper()
	x := &turning{t: t, day: time.Date(2027, 1, 6, 7, 0, 0, 0, time.UTC)}
	now := func() time.Time { return x.day }
	shelf := &store.Shelf{Host: "测试机", User: "tester", PID: 1, Now: now}
	dir, n := t.TempDir(), 0
	x.path = filepath.Join(dir, "账本.book")
	x.s = program.Setup{Shelf: shelf, Now: now, Getenv: func(k string) string { return map[string]string{"TERM": "xterm-256color"}[k] },
		NewID: func() string { n++; return fmt.Sprintf("%032x", n) }, DataDir: dir, Folder: dir,
		Notary: &notary.Notary{Dir: dir, Random: rand.NewChaCha8([32]byte{}), Books: shelf}}
	u := storetest.Unit()
	u.Start, u.GuideDone = 202612, true
	f := ledger.Found{Unit: u, People: storetest.People(), Opening: []ledger.OpeningRow{{Code: "101", Debit: 500_00}, {Code: "102", Debit: 50_000_00}, {Code: "32205", Credit: 50_500_00}}}
	b, err := shelf.Create(x.path, f, x.stamp("王会计"))
	x.must(err)
	v := func(day int, text string, lines ...ledger.Line) {
		t.Helper()
		v := ledgertest.V(ledger.DayOf(2026, 12, day), text, lines...)
		v.Papers = 1
		_, err := b.Do(ledger.Enter{Voucher: v, Post: true, Reviewer: "李审核"}, x.stamp("王会计"))
		x.must(err)
	}
	v(5, "收12月会费", ledgertest.Dr("102", 1_569_00), ledgertest.Cr("401", 1_569_00))
	v(9, "职工运动会奖品", ledgertest.Dr("50102", 2_400_00), ledgertest.Cr("102", 2_400_00))
	v(15, "提取现金", ledgertest.Dr("101", 300_00), ledgertest.Cr("102", 300_00))
	x.must(b.Close())
	return x
}

func (x *turning) must(err error) {
	x.t.Helper()
	if err != nil {
		x.t.Fatal(err)
	}
}

func (x *turning) stamp(who string) ledger.Stamp {
	return ledger.Stamp{Operator: who, Time: x.day.Unix(), ID: x.s.NewID()}
}

// sits opens the book for a person.
func (x *turning) sits(who string) *tuitest.Driver {
	x.t.Helper()
	app, err := program.New(x.s, program.Start{Path: x.path, Chosen: true, Operator: who})
	x.must(err)
	return tuitest.New(x.t, app, 80, 24)
}

// secret is a person's passphrase.
func secret(who string) string { return who + " 三只 青蛙 跳过 田埂" }

// makesKey answers the page that asks for a first key.
func makesKey(d *tuitest.Driver, who string) {
	d.Expect("密钥").Type(secret(who)).Press("enter").Type(secret(who)).Press("enter").Expect("密钥做好了").Press("enter")
}

// read looks into the book when nobody sits at it.
func (x *turning) read(f func(ledger.Reader)) {
	x.t.Helper()
	b, err := x.s.Shelf.Open(x.path, true)
	x.must(err)
	x.must(b.View(func(r ledger.Reader) error { f(r); return nil }))
	x.must(b.Close())
}

// against holds the book against what was kept of a signature.
func (x *turning) against(g ledger.Signature, verdict string) ledger.Proof {
	x.t.Helper()
	paper, err := x.s.Notary.ReadPaper(g.Code)
	x.must(err)
	p, err := x.s.Notary.VerifyAgainst(x.path, paper, func(int, int, string) bool { return true })
	x.must(err)
	if !p.Sound() || p.Against.Verdict != verdict || p.Against.Alarm {
		x.t.Errorf("against the hand-over: %s %v, want %s", p.Against.Verdict, p.Against.Lines, verdict)
	}
	return p
}

// The end of a year and of a treasurer's office: December is closed and the
// year signed, the auditor signs off, the hand-over list is made final and
// signed by its three people; then the leaving treasurer's key is retired, and a
// new treasurer and a new auditor go on. What was signed stays provable.
func TestYearEndAndHandover(t *testing.T) {
	x := turn(t)
	x.closesDecember()
	x.auditorSignsOff()
	handed := x.handsOver()
	x.against(handed, "extended")
	x.leaves()
	x.newHands()
	p := x.against(handed, "extended")
	if len(p.Signatures) != 5 {
		t.Errorf("%d signatures", len(p.Signatures))
	}
	for _, g := range p.Signatures {
		if !g.Holds {
			t.Errorf("%s: %s", g.Title, g.Text)
		}
	}
}

// closesDecember counts cash and bank, closes, signs the year and looks at the
// figures of the year's work.
func (x *turning) closesDecember() {
	d := x.sits("王会计").Press("7", "home").Expect("2026年12月").Press("end", "enter").Expect("2026年12月结账").Expect("还没有登记月末现金盘点")
	d.Press("f3").Press("=").Press("tab", "tab", "tab").Press("=").Press("f8").Expect("检查都过了")
	d.Press("f8").Expect("年末结转会一起做好").Press("enter").Expect("做签字密钥")
	makesKey(d, "王会计")
	d.Expect("“王会计”签字：2026年度结账").Type(secret("王会计")).Press("enter").Expect("全年的账结好了").Golden("yearend-1-closed")
	d.Press("3").Expect("打印或导出").Press("esc").Expect("会费收入").Golden("yearend-2-summary")
	gets(x.t, d)
	x.read(func(r ledger.Reader) {
		if got := -ledger.Balance(r, "32205", 202612); got != 50_500_00+1_569_00-2_400_00 {
			x.t.Errorf("carried over: %s", got)
		}
		g, ok := ledger.LastSigned(r, ledger.SignYear, ledger.YearPeriod(2026))
		if !ok || g.By != "王会计" {
			x.t.Errorf("the year's signature: %+v", g)
		}
	})
}

// auditorSignsOff looks at one voucher, is warned, looks at more and signs the year off.
func (x *turning) auditorSignsOff() {
	d := x.sits("钱经审").Expect("经审").Expect("2026年12月")
	// A closing voucher alone is not an examination.
	d.Press("f3", "f8").Expect("已查 2026-12-结-0002").Press("esc").Expect("1/5").Press("f6").Expect("签认12月一个月，还是全年").Press("2")
	makesKey(d, "钱经审")
	d.Expect("会计录的凭证一张也没查过").Type("账实相符").Press("enter").Type(secret("钱经审")).Press("enter").Expect("会计录的 3 张凭证，没有一张").Press("1").Expect("1/5")
	d.Press("f3", "home", "down", "down", "f8", "f8", "f8", "esc").Expect("4/5").Press("f6", "2").Expect("“钱经审”签字：2026年度经审签认").Expect("已查凭证 4 张，共 5 张（含自动结转 2 张）").Reject("一张也没查过")
	d.Type("账实相符").Press("enter").Type(secret("钱经审")).Press("enter").Expect("已签字").Press("up").Expect("钱经审已签认2026年全年")
	gets(x.t, d)
}

// handsOver registers the successor, writes the list and has it signed by three.
func (x *turning) handsOver() (g ledger.Signature) {
	d := x.sits("赵主席").Press("9", "2").Press("f2").Type("孙新").Press("enter", "space", "f8").Expect("登记人员：孙新（会计），已保存")
	gets(x.t, d)
	d = x.sits("王会计").Press("9", "end", "up", "up", "up", "up", "up", "up", "enter").Expect("2027年1月移交清册").Press("tab").Type("孙新").Press("tab").Type("赵主席").Press("tab").Type("8").Press("enter")
	d.Press("f9", "1").Expect("请填写对账单余额").Press("=").Press("f9").Expect("未了事项现在有 2 项").Press("1").Expect("移交清册已定稿").Press("2")
	d.Expect("“王会计”签字：2027年1月工作交接").Golden("yearend-3-handover").Type(secret("王会计")).Press("enter").Expect("已签字").Press("up").Expect("还差：孙新、赵主席")
	gets(x.t, d)
	for _, who := range []string{"孙新", "赵主席"} {
		x.day = x.day.Add(10 * time.Minute)
		d = x.sits(who).Press("9", "end", "up", "up", "up", "up", "up", "up", "enter", "f10")
		makesKey(d, who)
		d.Expect("“" + who + "”签字：2027年1月工作交接").Type(secret(who)).Press("enter").Expect("已签字")
		if who == "赵主席" {
			d.Press("up").Expect("第1版三方都已用密钥签字").Press("f5").Press("end").Expect("赵主席 已用密钥签字").Expect("三十年")
		}
		gets(x.t, d)
	}
	x.read(func(r ledger.Reader) {
		for s := range r.Signatures() {
			if s.Kind == ledger.SignHandover && s.By == "赵主席" {
				g = s
			}
		}
	})
	return g
}

// leaves retires the key of who left, and says that he has no office any more.
func (x *turning) leaves() {
	x.day = x.day.AddDate(0, 0, 2)
	d := x.sits("赵主席").Press("9", "0").Expect("王会计").Press("f4", "2").Expect("停用 离任").Press("down", "f4", "2").Expect("停用 离任")
	d.Press("esc", "2", "home", "down", "down", "enter").Expect("姓名 王会计").Press("tab", "tab", "tab", "tab", "tab", "space", "f8").Expect("王会计（会计），已保存").Expect("离任")
	d.Press("f2").Type("吴新审").Press("enter", "tab", "tab", "tab", "tab", "space", "f8").Expect("吴新审（经审），已保存")
	gets(x.t, d)
}

// newHands lets the new treasurer book and the new auditor make his key.
func (x *turning) newHands() {
	if _, err := program.New(x.s, program.Start{Path: x.path, Chosen: true, Operator: "王会计"}); err == nil || !strings.Contains(err.Error(), "已经离任") {
		x.t.Errorf("who left sits down again: %v", err)
	}
	d := x.sits("吴新审").Expect("经审").Press("ctrl+k", "f2")
	makesKey(d, "吴新审")
	d.Expect("吴新审").Expect("停用 离任").Press("f3").Golden("yearend-4-signed")
	gets(x.t, d)
	d = x.sits("孙新").Press("7").Expect("2027年1月").Expect("待结账")
	gets(x.t, d)
	v := ledgertest.V(ledger.DayOf(2027, 1, 8), "收1月会费", ledgertest.Dr("102", 1_569_00), ledgertest.Cr("401", 1_569_00))
	v.Papers = 1
	b, err := x.s.Shelf.Open(x.path, false)
	x.must(err)
	enter := ledger.Enter{Voucher: v, Post: true, Reviewer: "李审核"}
	if _, err := b.Do(enter, x.stamp("王会计")); err == nil {
		x.t.Error("who left still books")
	}
	_, err = b.Do(enter, x.stamp("孙新"))
	x.must(err)
	x.must(b.Close())
}
