package voucher_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

func (b *bench) draft(summary string, m ledger.Money) {
	b.t.Helper()
	b.book.Must(b.t, ledger.Enter{Voucher: storetest.V(ledger.DayOf(2026, 5, 6), summary, storetest.Dr("50105", m), storetest.Cr("102", m))})
}

func TestListActs(t *testing.T) {
	b := newBench(t, nil)
	for i := range 3 {
		b.draft(fmt.Sprintf("买慰问品%d", i), 1000)
	}
	b.desk.Operator = "李审核"
	tuitest.Scenario(t, "testdata/list.scenario", b.app())
	if v := b.voucher(1); v.State != ledger.Void {
		t.Fatalf("%+v", v)
	}
	if v := b.voucher(2); v.Ref() != "2026-05-记-0001" || v.Reviewer != "李审核" {
		t.Fatalf("%+v", v)
	}
}

func TestReverseAndCorrect(t *testing.T) {
	b := newBench(t, single)
	b.book.Post(t, storetest.V(ledger.DayOf(2026, 5, 6), "买慰问品", storetest.Dr("50105", 50000), storetest.Cr("102", 50000)))
	tuitest.Scenario(t, "testdata/reverse.scenario", b.app())
	red, blue := b.voucher(2), b.voucher(3)
	if red.Reverses != 1 || blue.Corrects != 1 || blue.Amount() != 45000 || !strings.HasPrefix(blue.Summary(), "订正2026年5月6日记-1号凭证：") {
		t.Fatalf("%+v\n%+v", red, blue)
	}
}

func TestAttachments(t *testing.T) {
	b := newBench(t, single)
	b.book.Post(t, ledger.Voucher{Day: ledger.DayOf(2026, 5, 6), Lines: storetest.V(0, "买奖品", storetest.Dr("50102", 500), storetest.Cr("102", 500)).Lines})
	dir := t.TempDir()
	path := filepath.Join(dir, "发 票.pdf")
	if err := os.WriteFile(path, []byte("%PDF-1.4 x"), 0o600); err != nil {
		t.Fatal(err)
	}
	var shown string
	b.desk.Show = func(p string) error { shown = p; return nil }
	d := b.start(80, 24).Press("f3").Expect("缺附件").Press("enter").Expect("附件：还没有")
	d.Press("f4", "1").Expect("可以把文件拖进来").Paste("'" + filepath.Join(dir, "没有.pdf") + "'").Press("enter").Expect("没有找到文件").Expect("没有.pdf'")
	d.Press("ctrl+u").Paste("'" + path + "'").Press("enter").Expect("附件已添加").Expect("发 票.pdf")
	d.Press("f4", "1").Paste(strings.ReplaceAll(path, " ", `\ `)).Press("enter").Expect("已经是这张凭证的附件").Press("esc")
	d.Press("f4", "1").Type(dir).Press("enter").Expect("是文件夹").Press("esc")
	d.Press("enter").Expect("打开附件").Press("enter")
	if shown != "" {
		t.Fatal("opened without a yes")
	}
	d.Press("enter", "1").Expect("已打开附件")
	if got, err := os.ReadFile(shown); err != nil || string(got) != "%PDF-1.4 x" || filepath.Base(shown) != "发 票.pdf" {
		t.Fatalf("%q %v %q", shown, err, got)
	}
	d.Press("f4", "3").Type("银行自动扣费").Press("enter").Expect("无需附件：银行自动扣费").Golden("view-attached")
	d.Press("esc").Expect("已过账").Reject("缺附件 王")
	if err := os.RemoveAll(filepath.Dir(shown)); err != nil {
		t.Fatal(err)
	}
}

func TestListOfFiveThousand(t *testing.T) {
	b := newBench(t, single)
	for n := 0; n < 5000; {
		var acts []ledger.Act
		for range 1000 {
			n++
			v := storetest.V(ledger.DayOf(2026, 5, 1+n%28), fmt.Sprintf("第%d张", n), storetest.Dr("50105", 100), storetest.Cr("102", 100))
			acts = append(acts, ledger.Enter{Voucher: v, Post: true})
		}
		if _, err := b.book.DoAll(acts, b.book.Stamp()); err != nil {
			t.Fatal(err)
		}
	}
	from := time.Now()
	d := b.start(80, 24).Press("f3").Expect("共 5000 张").Expect("5,000.00").Expect("第5000张")
	d.Press("end").Expect("第1张").Press("pgup").Expect("第18张").Press("enter").Expect("2026-05-记-0018")
	d.Press("pgdown").Expect("2026-05-记-0019").Press("esc").Expect("> 05-19 记-18")
	if took := time.Since(from); took > 3*time.Second {
		t.Fatalf("it took %v", took)
	}
	d.Press("shift+tab").Expect("[已作废]").Expect("共 0 张")
}

func TestTwoHundredLines(t *testing.T) {
	b := newBench(t, single)
	d := b.start(80, 24).Press("f4")
	d.Type("代发").Press("enter").Type("102").Press("enter", "enter").Type("200").Press("enter")
	for range 200 {
		d.Type("..").Press("enter").Type("50405").Press("enter").Type("1").Press("enter")
	}
	d.Expect("借贷相等").Expect("201").Golden("full-long")
	d.Press("ctrl+home", "pgdown", "pgup", "f9").Expect("已记账")
	v := b.voucher(1)
	if len(v.Lines) != 201 || v.Lines[200].Summary != "代发" {
		t.Fatalf("%d lines", len(v.Lines))
	}
	d.Press("esc", "f3", "enter").Expect("下面还有").Press("end").Expect("合计")
}

func TestRulesLandOnTheirLines(t *testing.T) {
	b := newBench(t, single)
	d := b.start(80, 24).Press("f4").Type("会费").Press("enter").Type("102").Press("enter").Type("5").Press("enter")
	d.Press("down").Press("up", "up", "up").Expect("2026-05-28")
	d.Press("down", "down", "down", "down").Type("会费").Press("enter").Type("401").Press("enter", "enter").Type("6").Press("ctrl+t", "f9")
	d.Expect("不是专项资金").Expect("借贷不平").Golden("full-wrong")
	d.Press("ctrl+t", "tab", "tab").Type("5").Press("f9").Expect("已记账")
}

func TestAuditorMayLookOnly(t *testing.T) {
	b := newBench(t, nil)
	b.draft("买慰问品", 1000)
	b.desk.Operator = "钱经审"
	d := b.start(80, 24).Press("f3", "f2").Expect("可以查看账目").Press("f5").Expect("可以查看账目")
	d.Press("enter", "f4").Expect("可以查看账目").Press("f3").Expect("可以查看账目")
	b.start(80, 24).Press("f2", "1").Expect("可以查看账目")
}

func TestWindows(t *testing.T) {
	b := newBench(t, single)
	b.book.Post(t, storetest.V(ledger.DayOf(2026, 5, 6), "买教师节慰问品（城东百货，含运费）", storetest.Dr("50105", 123456789), storetest.Cr("102", 123456789)))
	for _, size := range [][2]int{{60, 20}, {120, 40}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		d := b.start(size[0], size[1]).Press("f2").Golden("pick-" + name).Press("4").Type("1000").Press("enter").Golden("simple-" + name)
		d.Press("f4").Golden("full-"+name).Press("esc", "3", "f3").Golden("list-" + name).Press("enter").Golden("view-" + name)
	}
}

func TestSearch(t *testing.T) {
	b := newBench(t, nil)
	b.book.Must(t, ledger.SaveMember{Member: ledger.Member{No: "007", Name: "张小䶮", Group: "语文组"}})
	b.draft("买教师节慰问品", 128800)
	b.draft("文体活动", 500)
	d := b.start(80, 24).Press("/").Expect("文体活动").Type("wwp").Expect("买教师节慰问品").Reject("文体活动").CursorAfter("wwp")
	d.Press("ctrl+u").Type("1288").Expect("1,288.00").Press("enter").Expect("凭证 草稿#1").Press("esc").CursorAfter("1288")
	d.Press("ctrl+u").Type("zx").Expect("张小䶮").Golden("search").Press("enter").Expect("MemberForm")
	b.start(80, 24).Press("/").Type("没有的").Expect("没有找到")
}

func TestBindingsAreKeys(t *testing.T) {
	b := newBench(t, single)
	b.draft("买慰问品", 1000)
	d := b.start(80, 24)
	for _, keys := range [][]string{{"f2"}, {"f2", "1"}, {"f2", "f2"}, {"f3"}, {"f3", "enter"}, {"/"}} {
		d.Press(keys...).Press("f1").Expect("帮助：")
		for range keys {
			d.Press("esc")
		}
		d.Press("esc").Expect("这里是首页")
	}
	for _, k := range []string{"f2", "ctrl+d", "insert", "ctrl+o", "[", "]", "ctrl+p"} {
		if _, ok := screen.KeyPress(k); !ok {
			t.Errorf("no key is called %q", k)
		}
	}
}

func TestAppearsInReports(t *testing.T) {
	b := newBench(t, single)
	b.book.Post(t, storetest.V(ledger.DayOf(2026, 5, 6), "买慰问品", storetest.Dr("50105", 50000), storetest.Cr("102", 50000)))
	d := b.start(80, 24).Press("f3", "enter").Expect(">出现在  工会02表 收入支出表 2026年5月")
	d.Press("tab").Expect(">出现在  工会02表 收入支出表 2026年度").Press("enter").Expect("ReportView {Name:income Period:2026").Press("esc")
	d.Expect(">出现在  工会02表 收入支出表 2026年度")
}

func TestDraftIsEditedAndCopied(t *testing.T) {
	b := newBench(t, nil)
	b.draft("买慰问品", 1000)
	d := b.start(80, 24).Press("f3", "enter", "f3").Expect("修改草稿#1").Press("enter", "enter").Type("20").Press("f8").Expect("已存为草稿#1，等待审核（借贷还不平）").Expect("过账前要改：借贷不平")
	if v := b.voucher(1); v.Lines[0].Debit != 2000 || v.Maker != "王会计" {
		t.Fatalf("%+v", v)
	}
	d.Press("f3").Press("enter", "enter").Type("30").Press("enter", "enter", "enter").Type("=").Press("f8").Reject("过账前要改")
	d.Press("c").Expect("复制 草稿#1").Expect("30.00").Press("f8").Expect("已存为草稿#2").Press("esc").Expect("凭证 草稿#1")
	if v := b.voucher(2); v.Day != ledger.DayOf(2026, 5, 6) || v.Amount() != 3000 {
		t.Fatalf("%+v", v)
	}
}

// The widest template asks for two accounts.
func TestKeyBudgetOfEveryTemplate(t *testing.T) {
	for _, tm := range ledger.Templates() {
		b := newBench(t, single)
		d := b.start(80, 24).Press("f2").Type(tm.Name)
		if d.Has("发生了什么") {
			d.Press("enter")
		}
		if !strings.Contains(d.Screen(), "录凭证："+tm.Name[:6]) {
			if !strings.Contains(d.Screen(), "先在“科目”里启用") {
				t.Errorf("%s did not open:\n%s", tm.ID, d.Screen())
			}
			continue
		}
		// Beside what is typed into the fields: opening, Enter after each, F8.
		d.ResetPresses()
		for range tm.Asks {
			d.Type("100").Press("enter")
		}
		d.Type("1").Press("f8")
		if d.Has("请选择") {
			continue // an account is content too
		}
		if !d.Has("已记账") && !d.Has("不能") && !d.Has("必须") && !d.Has("却没有") {
			t.Errorf("%s was not booked:\n%s", tm.ID, d.Screen())
		}
		if d.Presses()+2 > 8 {
			t.Errorf("%s took %d keys", tm.ID, d.Presses()+2)
		}
	}
}

func TestBudgetOfAnExpense(t *testing.T) {
	b := newBench(t, single)
	d := b.start(80, 24)
	d.ResetPresses()
	d.Press("f2", "9").Expect("花钱").Type("35").Press("enter").Type("2").Press("enter").Type("wtf").Press("backspace").Press("enter", "enter", "enter").Type("买球").Press("f8").Expect("已记账")
	if n := d.Presses() - 1; n > 8 {
		t.Fatalf("%d keys", n)
	}
	d.ResetPresses()
	d.Type("40").Press("enter").Type("1").Press("f8").Expect("记-0002")
	if n := d.Presses(); n > 5 {
		t.Fatalf("%d keys", n)
	}
	if v := b.voucher(2); v.Lines[0].Account != "50102" || v.Summary() != "买球" {
		t.Fatalf("%+v", v)
	}
}

// Whatever is pressed, nothing breaks and the window stays whole.
func TestAnyKeys(t *testing.T) {
	keys := strings.Fields("enter enter tab shift+tab up down left right esc f2 f3 f4 f5 f6 f7 f8 f9 space backspace delete ctrl+d ctrl+z insert ctrl+t pgup pgdown home end ctrl+home ctrl+end / = . 1 2 3 4 [ ] + - c e a p ctrl+left")
	words := []string{"买奖品", "102", "50105", "12*3", "..", "//", "=", "䶮", "wt", "5", "0230", "99999999999999"}
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 1))
		b := newBench(t, func(f *ledger.Found) { f.Unit.Single = seed%2 == 0 })
		b.draft("买慰问品", 1000)
		d := b.start(60+int(seed)*5, 20+int(seed))
		for range 150 {
			if rng.IntN(4) == 0 {
				d.Type(words[rng.IntN(len(words))])
			} else {
				d.Press(keys[rng.IntN(len(keys))])
			}
			if d.Quit() {
				break
			}
		}
	}
}

func TestKeptDraftThatWasPostedMeanwhile(t *testing.T) {
	b := newBench(t, single)
	b.draft("买慰问品", 1000)
	b.start(80, 24).Press("f3", "enter", "f3").Type("和水果")
	b.book.Must(t, ledger.Post{IDs: []ledger.VoucherID{1}})
	b.start(80, 24).Press("f5").Expect("按新凭证留着").Expect("买慰问品和水果").Press("f8").Expect("已存为草稿#2")
}

func TestTemplateWidensWithItsAccounts(t *testing.T) {
	b := newBench(t, single)
	b.start(80, 24).Press("f2", "4", "f4").Expect("102 银行存款").Expect("402 拨缴经费收入").Expect("211 应付上级经费").Expect("行政拨来工会经费")
}

func TestListOfAllMonths(t *testing.T) {
	b := newBench(t, single)
	for m := 1; m <= 4; m++ {
		b.book.Post(t, storetest.V(ledger.DayOf(2026, m, 6), fmt.Sprintf("%d月慰问", m), storetest.Dr("50105", 1000), storetest.Cr("102", 1000)))
	}
	d := b.start(80, 24).Press("f3").Expect("2026年4月").Expect("共 1 张").Press("f4").Expect("全部期间").Expect("共 4 张").Expect("40.00").Golden("list-all")
	d.Press("end", "enter").Expect("2026-01-记-0001").Press("esc", "left").Expect("2026年4月").Press("ctrl+left").Expect("2025年4月").Press("ctrl+right", "left").Expect("3月慰问")
}

func TestPastedBlock(t *testing.T) {
	b := newBench(t, nil)
	tuitest.Scenario(t, "testdata/paste.scenario", b.app())
	v := b.voucher(1)
	if len(v.Lines) != 2 || v.Lines[0].Account != "50105" || v.Lines[0].Debit != 126050 || v.Lines[1].Account != "102" || v.Lines[1].Credit != 126050 || v.Lines[1].Summary != "春节慰问" {
		t.Fatalf("%+v", v)
	}
	if v := b.voucher(2); v.ID != 0 {
		t.Fatalf("saved although not understood: %+v", v)
	}
	d := b.start(80, 24).Press("f4", "2").Type("手写的").Paste("购书\t50105\t30\t\n购书\t102\t\t30\n").Expect("手写的").Expect("合计 3 行")
	d.Paste(strings.Repeat("多\t102\t1\t\n", 1000)).Expect("最多 999 行").Expect("合计 3 行")
	d.Press("ctrl+home", "ctrl+d").Expect("合计 2 行")
}
