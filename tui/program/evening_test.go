package program_test

import (
	"path/filepath"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/store"
	"huizhang/store/notary"
	"huizhang/tui/program"
	"huizhang/tui/tuitest"
)

// sits opens the practice book for a person; the book is closed when the last
// screen is left.
func sits(t *testing.T, s program.Setup, operator string) *tuitest.Driver {
	t.Helper()
	app, err := program.New(s, program.Start{Path: filepath.Join(s.DataDir, "练习.book"), Chosen: true, Operator: operator})
	if err != nil {
		t.Fatal(err)
	}
	return tuitest.New(t, app, 80, 24)
}

func gets(t *testing.T, d *tuitest.Driver) {
	t.Helper()
	d.Press("ctrl+q", "enter")
	if !d.Quit() {
		t.Fatalf("the program does not end:\n%s", d.Screen())
	}
}

// An evening's review of one month, from the desk to the sign-off; then the
// treasurer answers, and the auditor closes.
func TestEvening(t *testing.T) {
	s := setup(t)
	withKey(t, &s, "郑晓燕")
	d := sits(t, s, "郑晓燕").Expect("经审").Press("down").Expect("> 2026年4月").Golden("evening-1-desk")
	figureToReceipt(t, d)
	checksToQuestion(t, d)
	ticksAndCoverage(t, d)
	sampleToConclusion(t, d)
	d.Press("f5").Expect("整改台账").Expect("问-2").Golden("evening-9-list")
	d.Press("f6").Expect("合计").Expect("2 个").Press("esc", "esc").Expect("> 2026年4月")
	d.Press("f6").Expect("签认").Golden("evening-10-signoff").Type("已审，问题见台账").Press("enter").Type(passphrase).Press("enter").Expect("已签字")
	d.Expect("> 2026年4月").Expect("郑晓燕已签认这个月")
	t.Logf("an evening's review: %d keys", d.Presses())
	if d.Presses() > eveningKeys {
		t.Errorf("an evening's review takes %d keys, want at most %d", d.Presses(), eveningKeys)
	}
	gets(t, d)

	d = sits(t, s, "周敏").Expect("还没有答复").Press("8", "f12").Expect("只由经审人员做")
	d.Press("f5", "enter").Expect("等周敏答复").Press("f8").Expect("只由经审人员做").Press("f2").Expect("答复 问-1")
	d.Type("已请经办人补交会议纪要和名单。").Press("enter", "enter").Type("纪要复印件，放在凭证后面").Press("f8").Expect("已答复").Golden("evening-11-answer")
	gets(t, d)

	d = sits(t, s, "郑晓燕").Expect("已答复待销号 1").Press("esc").Expect("等经审查实、销号").Press("8", "f5", "tab", "tab", "enter")
	d.Expect("等经审销号或重开").Press("f2").Expect("是经审人员").Press("f8").Type("已看纪要原件").Press("enter").Expect("已销号").Golden("evening-12-closed")
	gets(t, d)
}

// eveningKeys is what the whole of it may take beside the words that are typed:
// every voucher of the sample examined, two questions, the sign-off.
const eveningKeys = 210

// figureToReceipt follows a figure of what was published to its lines, to the
// voucher, to the receipt, and asks about the line on the way back.
func figureToReceipt(t *testing.T, d *tuitest.Driver) {
	t.Helper()
	d.Press("enter").Expect("公示原样")
	for i := 0; i < 16 && !d.Has("会员活动支出 金额"); i++ {
		d.Press("down")
	}
	d.Expect("会员活动支出 金额").Golden("evening-0-published").Press("enter").Expect("＝ 上表").Golden("evening-0-lines")
	d.Press("enter").Expect("记 账 凭 证").Golden("evening-0-voucher")
	d.Press("esc").Expect("＝ 上表").Press("f12").Expect("指向：2026-04-记-0007").Reject("生日").Press("esc").Expect("＝ 上表").Press("esc").Expect("公示原样").Press("esc").Expect("> 2026年4月")
}

// TestFigureToScan follows a published figure as far as it goes: lines, voucher,
// and the scan of the list that people signed.
func TestFigureToScan(t *testing.T) {
	d := practice(t, "郑晓燕", 80, 24).Press("down", "down", "down", "down").Expect("> 2026年1月").Press("enter").Expect("公示")
	for i := 0; i < 16 && !d.Has("会员活动支出 金额"); i++ {
		d.Press("down")
	}
	d.Press("enter").Expect("＝ 上表")
	for i := 0; i < 9 && !d.Has(">附件"); i++ {
		d.Press("enter").Expect("记 账 凭 证")
		if !d.Has(">附件") {
			d.Press("esc", "down")
		}
	}
	d.Expect("签领表.png").Press("enter").Expect("打开附件").Expect("签领表.png”？").Press("esc").Expect("记 账 凭 证")
	gets(t, d)
}

// checksToQuestion runs the checks of the whole of April, follows the first to
// what it points at, and asks about it.
func checksToQuestion(t *testing.T, d *tuitest.Driver) {
	t.Helper()
	d.Press("f2").Expect("项没法做").Golden("evening-2-checks")
	d.Press("enter").Reject("项没法做").Golden("evening-3-evidence")
	d.Press("esc")
	if !d.Has("项没法做") {
		d.Press("esc")
	}
	d.Press("tab", "tab", "tab", "tab").Expect("[没发现").Press("tab").Expect("[没法查").Golden("evening-4-unchecked").Press("tab").Expect("[全部")
	d.Press("f12").Expect("提问题").Golden("evening-5-question").Press("f8").Expect("提出审计问题 问-1").Expect("问-1")
	d.Press("esc").Expect("待答复 1")
}

// ticksAndCoverage examines vouchers one after the other with one key each.
func ticksAndCoverage(t *testing.T, d *tuitest.Driver) {
	t.Helper()
	d.Press("f3").Expect("F8 已查").Press("f8").Expect("已查").Press("enter").Expect("记 账 凭 证")
	before := d.Presses()
	for range 3 {
		d.Press("f8")
	}
	if n := d.Presses() - before; n != 3 {
		t.Errorf("%d keys for three vouchers", n)
	}
	d.Expect("已查 4/").Press("esc", "esc").Expect("> 2026年4月").Expect("已查 4/")
	d.Press("f7").Expect("比例").Golden("evening-6-coverage").Press("esc")
}

// sampleToConclusion plans, draws, works through and reads the conclusion. How
// many are drawn follows from the book, so the loop goes until all are done.
func sampleToConclusion(t *testing.T, d *tuitest.Driver) {
	t.Helper()
	d.Press("f4").Expect("还没有做过抽样").Press("f2").Expect("公示校验码").Expect("2026-04").Press("enter", "enter").Type("3").Press("f8").Expect("已定好")
	d.Press("f2").Expect("当众抽数").Type("12").Press("enter").Expect("当众抽数").Type("58").Press("enter").Expect("当众抽的数 1258").Golden("evening-7-sample")
	d.Press("enter").Expect("第 1/").Press("1", "1", "2", "f5").Press("f6", "ctrl+u").Type("1").Press("enter").Expect("多记")
	d.Press("f12").Expect("抽查不符合").Press("f8").Expect("已就这张凭证提出 问-2")
	d.Press("f8").Expect("第 2/")
	for i := 0; i < 60 && !d.Has("查完 "+total(d)+"/"+total(d)+" 张"); i++ {
		d.Press("f5", "f8")
	}
	d.Press("esc").Expect("金额差").Press("f4").Expect("结论：").Expect("查实：1 张金额有差错").Golden("evening-8-conclusion")
	d.Press("f6").Expect("审计工作底稿").Expect("已查合计").Press("esc", "esc", "esc", "esc").Expect("> 2026年4月")
}

// total is how many vouchers the working paper says it has.
func total(d *tuitest.Driver) string {
	_, after, _ := strings.Cut(d.Line(1), "/")
	n, _, _ := strings.Cut(after, " ")
	return n
}

const passphrase = "三只 青蛙 跳过 田埂"

// withKey makes the practice book, and a signing key for a person.
func withKey(t *testing.T, s *program.Setup, name string) {
	t.Helper()
	path := filepath.Join(s.DataDir, "练习.book")
	if err := s.Demo(path, func(int, int) bool { return true }); err != nil {
		t.Fatal(err)
	}
	n := &notary.Notary{Dir: t.TempDir(), Random: steady{}, Books: s.Shelf.(*store.Shelf)}
	s.Notary = n
	b, err := s.Shelf.Open(path, false)
	if err != nil {
		t.Fatal(err)
	}
	id := ""
	if err := b.View(func(r ledger.Reader) error { id = r.Unit().BookID; return nil }); err != nil {
		t.Fatal(err)
	}
	_, act, err := n.MakeKey(id, name, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Do(act, ledger.Stamp{Operator: name, Time: now().Unix(), ID: "key"}); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}

// steady is no randomness at all: keys that nobody keeps.
type steady struct{}

func (steady) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 7
	}
	return len(p), nil
}
