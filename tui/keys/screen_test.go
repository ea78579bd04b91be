package keys_test

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/notary"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/disclosure"
	"huizhang/tui/keys"
	"huizhang/tui/screen"
	"huizhang/tui/settings"
	"huizhang/tui/tuitest"
)

const passphrase = "三只 青蛙 跳过 田埂"

// deskOn is a desk with a notary whose keys lie in a folder of the test.
func deskOn(t testing.TB, b *storetest.Desk, who string) *desk.Desk {
	d := tuitest.Desk(t, b.Book, b.Shelf, who, ledger.DayOf(2026, 2, 20))
	d.Notary = &notary.Notary{Dir: t.TempDir(), Random: always{}, Books: b.Shelf}
	return d
}

func app(d *desk.Desk, first screen.Route) tea.Model {
	return tui.New(tui.Options{First: first, Theme: d.Theme, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Keys:
			return keys.NewList(d, r)
		case screen.Sign:
			return keys.NewSign(d, r)
		case screen.SignOff:
			return keys.NewSignOff(d, r)
		case screen.Disclosures:
			return disclosure.NewList(d, r)
		case screen.Publish:
			return disclosure.NewPublish(d, r)
		case screen.Settings:
			return settings.New(d, r)
		}
		return tuitest.StandIn(r)
	}})
}

func open(t testing.TB, d *desk.Desk, first screen.Route, w, h int) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, app(d, first), w, h)
}

// always is no randomness: keys that nobody keeps, with fingerprints that stay.
type always struct{}

func (always) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 7
	}
	return len(p), nil
}

// golden makes alike what changes with the file format and the folder.
func golden(t *testing.T, name string, d *tuitest.Driver) {
	t.Helper()
	s := regexp.MustCompile(`(/[^\s]*){3,}`).ReplaceAllString(d.Screen(), "/...")
	tuitest.Golden(t, name, s)
}

func signatures(t *testing.T, b *storetest.Desk) (out []ledger.Signature) {
	t.Helper()
	if err := b.View(func(r ledger.Reader) error {
		for s := range r.Signatures() {
			out = append(out, s)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestPublishAndSign: after publishing the passphrase is asked for, the first
// time by way of making a key; then paper is offered.
func TestPublishAndSign(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := deskOn(t, b, "王会计")
	s := tuitest.Scenario(t, "testdata/sign.scenario", app(d, screen.Publish{}))
	if got := signatures(t, b); len(got) != 1 || got[0].By != "王会计" || got[0].Kind != ledger.SignDisclosure {
		t.Errorf("signatures %+v", got)
	}
	// The version that was published, not the next one, is shown for printing.
	s.Press("enter").Resize(200, 24).Expect("Version:1")
	open(t, d, screen.Disclosures{}, 80, 24).Expect("王会计已签字").Press("f4").Expect("已经在这一版上签过字")
	if strings.Contains(s.Screen(), "青蛙") {
		t.Error("the passphrase is shown")
	}
}

// TestLostOnTheWay: who forgot the passphrase is led to a new key and comes back
// to what was to be signed.
func TestLostOnTheWay(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := deskOn(t, b, "王会计")
	b.Must(t, report.Publish{Period: ledger.MonthPeriod(202601), Place: "公开栏", From: 20260203, Coder: d.Notary})
	_, act, err := d.Notary.MakeKey(storetest.Unit().BookID, "王会计", passphrase)
	if err != nil {
		t.Fatal(err)
	}
	b.Must(t, act)
	d.Notary.(*notary.Notary).Random = rand.Reader
	s := open(t, d, screen.Sign{Kind: ledger.SignDisclosure, Period: ledger.MonthPeriod(202601), Version: 1}, 80, 24)
	for range 3 {
		s.Type("想不起来了").Press("enter")
	}
	s.Expect("已输错 3 次").Press("down", "enter").Expect("在用 本机").Press("f4").Expect("为什么停用").Press("up", "up", "up", "enter").Expect("要现在另做一把吗").Press("enter")
	const fresh = "新的 密码 四个 词儿"
	s.Type(fresh).Press("enter").Type(fresh).Press("enter").Expect("密钥做好了").Press("enter").Press("esc")
	s.Expect("“王会计”签字：2026年1月收支公示").Type(fresh).Press("enter")
	if got := signatures(t, b); len(got) != 1 || got[0].Key != 2 {
		t.Errorf("signatures %+v", got)
	}
}

// The first key at the other sizes, and what is said on leaving without signing.
func TestSkipped(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := deskOn(t, b, "王会计")
	b.Must(t, report.Publish{Period: ledger.MonthPeriod(202601), Place: "公开栏", From: 20260203, Coder: d.Notary})
	at := screen.Sign{Kind: ledger.SignDisclosure, Period: ledger.MonthPeriod(202601), Version: 1}
	s := open(t, d, at, 60, 20)
	golden(t, "make-60x20", s)
	s.Type("太短").Press("enter").Type("太短").Press("enter").Expect("密码太短")
	golden(t, "short-60x20", s)
	s.Type(passphrase).Press("enter").Type(passphrase + "x").Press("enter").Expect("两次输入的密码不一样")
	s.Press("esc").Expect("这次不签字？")
	golden(t, "skip-60x20", s)
	s.Press("enter").Reject("这次不签字").Press("esc", "down", "enter")
	if len(signatures(t, b)) != 0 {
		t.Error("signed all the same")
	}
}

// TestSignOff: the auditor sees figures, findings and coverage, and signs.
func TestSignOff(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := deskOn(t, b, "钱经审")
	_, act, err := d.Notary.MakeKey(storetest.Unit().BookID, "钱经审", passphrase)
	if err != nil {
		t.Fatal(err)
	}
	b.As("钱经审", func() { b.Must(t, act) })
	at := screen.SignOff{Period: ledger.MonthPeriod(202601)}
	s := open(t, d, at, 80, 24).Expect("已查凭证 0 张")
	golden(t, "signoff-80x24", s)
	s.Resize(60, 20)
	golden(t, "signoff-60x20", s)
	s.Resize(120, 40)
	golden(t, "signoff-120x40", s)
	s.Resize(80, 24)
	s.Type("账实相符").Press("enter").Type("不是这个密码").Press("enter").Expect("没有一张打过查账记号").Expect("先不签，回去查")
	golden(t, "unseen-80x24", s)
	s.Press("enter") // back to look at some: the opinion is there again
	s = open(t, d, at, 80, 24).Expect("账实相符").Press("enter").Type("不是这个密码").Press("enter")
	s.Press("down", "enter").Expect("密码不对")
	golden(t, "wrong-80x24", s)
	s.Type("也不是").Press("enter").Type("还不是").Press("enter").Expect("已输错 3 次").Expect("去换密钥").Press("enter").Expect("账实相符")
	s.Type(passphrase).Press("enter").Expect("已签字：2026年1月经审签认")
	if got := signatures(t, b); len(got) != 1 || got[0].Kind != ledger.SignOff || !strings.Contains(string(got[0].Note), "账实相符") {
		t.Errorf("signatures %+v", got)
	}
	open(t, d, at, 80, 24).Reject("账实相符")
	// The seam: what was signed off is no longer what the book says.
	open(t, d, screen.Keys{}, 80, 24).Press("f3").Reject("反过结账")
	b.As("赵主席", func() { b.Must(t, ledger.ReopenMonth{Month: 202601, Reason: "补记"}) })
	open(t, d, screen.Keys{}, 80, 24).Press("f3").Expect("! 2026年1月经审签认（后来反过结账）").Press("enter").Expect("要重新签")
	b.Must(t, ledger.CloseMonth{Month: 202601, Without: map[string]string{"soft": "试验"}})
	// Whoever keeps the books cannot.
	d.Operator = "王会计"
	open(t, d, at, 80, 24).Expect("只由经审人员做")
}

// A copy out of an audit pack goes its own way: what is signed there cannot be
// held against the book, so nothing is signed, and no key is asked for.
func TestNothingIsSignedInACopy(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := deskOn(t, b, "钱经审")
	d.Packs = copies{}
	open(t, d, screen.SignOff{Period: ledger.MonthPeriod(202601)}, 80, 24).Expect("这是审计包的副本").Expect("到会计的账本里签认").Reject("密码").Press("f8")
	if len(signatures(t, b)) != 0 {
		t.Error("signed all the same")
	}
}

// copies says of every book that it is an auditor's copy.
type copies struct{ ledger.Packer }

func (copies) CopyOf(string) (ledger.Head, bool) { return ledger.Head{Size: 1}, true }

// TestKeys: the list, details, a copy on a stick, a lost passphrase.
func TestKeys(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := deskOn(t, b, "王会计")
	b.Must(t, report.Publish{Period: ledger.MonthPeriod(202601), Place: "公开栏", From: 20260203, Coder: d.Notary})
	s := open(t, d, screen.Keys{}, 80, 24).Expect("还没有人做过签字密钥")
	s.Press("f2").Type(passphrase).Press("enter").Type(passphrase).Press("enter").Expect("密钥做好了")
	golden(t, "made-80x24", s)
	s.Press("f5").Press("enter").Expect("已存好")
	if files, _ := filepath.Glob(filepath.Join(d.Folder, "会账密钥-王会计-*.key")); len(files) != 1 {
		t.Errorf("on the stick: %v", files)
	}
	s.Press("enter").Expect("在用 本机")
	golden(t, "keys-80x24", s)
	s.Resize(60, 20)
	golden(t, "keys-60x20", s)
	s.Resize(80, 24)
	s.Press("enter").Expect("念给本人听").Press("esc").Press("f9").Expect("二、忘记密码")
	golden(t, "procedures-80x24", s)
	s.Press("esc").Press("f2").Expect("您已经有一把在用")
	act, err := d.Notary.Sign(b.Book, ledger.SignOrder{Kind: ledger.SignDisclosure, Period: ledger.MonthPeriod(202601), Version: 1, By: "王会计", Day: 20260220}, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	b.Must(t, act)
	s.Press("f4").Expect("为什么停用").Press("up", "up", "up", "enter").Expect("要现在另做一把吗").Press("esc").Expect("停用 忘记密码")
	s = open(t, d, screen.Keys{}, 80, 24).Press("f3").Expect("2026年1月收支公示")
	golden(t, "signed-80x24", s)
	s.Press("f5").Press("enter").Expect("已存好")
	s.Press("enter").Expect("核对码")
	files, _ := filepath.Glob(filepath.Join(d.Folder, "会账签字-*.txt"))
	if len(files) != 1 {
		t.Fatalf("notes %v", files)
	}
	// The note is held against the book.
	s = open(t, d, screen.Settings{}, 80, 24).Press("end", "up", "up", "up", "up", "up", "enter").Expect("与留存的核对码对照").Type(files[0]).Press("enter").Expect("一致：第 1 条至第")
	s.Expect("对照结果")
	golden(t, "against-80x24", s)
	s.Press("end").Expect("请用自己保管的程序核对")
	s = open(t, d, screen.Settings{}, 80, 24).Press("end", "up", "up", "up", "up", "up", "enter").Type("1234").Press("enter").Expect("S04")
}

// A key comes back from a stick with its passphrase.
func TestFetch(t *testing.T) {
	b := storetest.Example(t, true, nil)
	d := deskOn(t, b, "王会计")
	card, act, err := d.Notary.MakeKey(storetest.Unit().BookID, "王会计", passphrase)
	if err != nil {
		t.Fatal(err)
	}
	b.Must(t, act)
	path, err := d.Notary.CarryKey(card.Verifier, d.Folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(card.Path); err != nil {
		t.Fatal(err)
	}
	s := open(t, d, screen.Keys{}, 80, 24).Reject("本机").Press("f6").Type(path).Press("enter").Type("记错了的密码").Press("enter").Expect("密码不对")
	s.Type(passphrase).Press("enter").Expect("在这台电脑上了").Expect("在用 本机")
}
