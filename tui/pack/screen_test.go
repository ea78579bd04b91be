package pack_test

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/store/notary"
	store "huizhang/store/pack"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/pack"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

const (
	auditor = "钱经审"
	word    = "三只 青蛙 跳过 田埂"
)

func deskOn(t testing.TB, b ledger.Book, d *storetest.Desk, who string) *desk.Desk {
	at := tuitest.Desk(t, b, d.Shelf, who, ledger.DayOf(2026, 6, 20))
	at.Folder = "/media/u"
	n := &notary.Notary{Dir: t.TempDir(), Random: rand.Reader, Books: d.Shelf}
	at.Notary, at.Packs = n, &store.Packer{Books: d.Shelf, Keys: n}
	return at
}

func open(t testing.TB, d *desk.Desk, first screen.Route, w, h int) *tuitest.Driver {
	t.Helper()
	var m tea.Model = tui.New(tui.Options{First: first, Theme: d.Theme, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Pack:
			return pack.New(d, r)
		case screen.OpenPack:
			return pack.NewOpen(d, r)
		case screen.SendFindings:
			return pack.NewSend(d, r)
		case screen.TakeFindings:
			return pack.NewTake(d, r)
		}
		return tuitest.StandIn(r)
	}})
	return tuitest.New(t, m, w, h)
}

// golden makes alike what changes with the folder, the clock of temporary files
// and keys that are random.
func golden(t *testing.T, name string, d *tuitest.Driver) {
	t.Helper()
	s := regexp.MustCompile(`\d+:[0-9a-f]{8,}|[0-9a-f]{20,}`).ReplaceAllString(d.Screen(), "HEAD")
	s = regexp.MustCompile(`(\d{4} ){7}\d{4}`).ReplaceAllString(s, "FINGERPRINT")
	tuitest.Golden(t, name, s)
}

// retype puts a text in place of what the first field holds.
func retype(p *tuitest.Driver, text string) *tuitest.Driver {
	for range 60 {
		p.Press("backspace")
	}
	return p.Type(text)
}

func TestThereAndBackOnScreen(t *testing.T) {
	b := storetest.Rich(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "a.zip")
	d := deskOn(t, b.Book, b, "王会计")
	p := open(t, d, screen.Pack{}, 80, 24)
	golden(t, "pack-80x24", p)
	p.ResetPresses()
	retype(p, file).Press("f8").Expect("已打好").Expect("合同").Press("esc")
	if _, err := os.Stat(file); err != nil {
		t.Fatal(err)
	}
	open(t, d, screen.SendFindings{}, 80, 24).Expect("不是从审计包打开的副本").Press("f8").Expect("没有要交回的")
	p = open(t, d, screen.OpenPack{}, 80, 24)
	golden(t, "open-80x24", p)
	p.Type(file).Press("tab", "f8").Expect("核对通过").Press("esc")

	book, err := b.Shelf.Open(filepath.Join(dir, "a-审查", "账本.hz"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	his := deskOn(t, book, b, auditor)
	open(t, his, screen.Pack{}, 80, 24).Expect("不能再打包")
	open(t, his, screen.TakeFindings{}, 80, 24).Press("f8").Expect("经审人员")
	open(t, his, screen.SendFindings{}, 80, 24).Expect("还没有签字密钥")
	_, act, err := his.Notary.MakeKey(storetest.Unit().BookID, auditor, word)
	if err != nil {
		t.Fatal(err)
	}
	stamp := func(id string) ledger.Stamp { return ledger.Stamp{ID: id, Operator: auditor, Time: 1_781_000_000} }
	if _, err := book.Do(act, stamp("key")); err != nil {
		t.Fatal(err)
	}
	raise := audit.Raise{Finding: ledger.Finding{UID: strings.Repeat("a1", 16), Title: "缺发票", On: "month/2026-01", Ref: "2026-01", Severity: "warn"}, Question: "发票呢"}
	if _, err := book.Do(raise, stamp("raise")); err != nil {
		t.Fatal(err)
	}
	letter := filepath.Join(dir, "r.json")
	p = open(t, his, screen.SendFindings{}, 80, 24)
	golden(t, "send-80x24", p)
	retype(p, letter).Press("tab").Type("不对的密码一二三").Press("f8").Expect("密码不对")
	p.Type(word).Press("f8").Expect("已签字导出").Press("esc")

	p = open(t, d, screen.TakeFindings{}, 80, 24)
	golden(t, "take-80x24", p)
	p.Type(letter).Press("f8").Expect("没有在这本账里登记")
	b.As(auditor, func() { b.Must(t, act) })
	p.Press("f8").Expect("已收回：问题 1 个").Press("esc")
	p = open(t, d, screen.TakeFindings{}, 60, 20)
	golden(t, "take-60x20", p)
	p.Type(letter).Press("f8").Expect("已经收回过")
}

// TestPassphrasesAreForgotten: what was typed stays after a failure, but for the
// passphrases.
func TestPassphrasesAreForgotten(t *testing.T) {
	b := storetest.Rich(t)
	d := deskOn(t, b.Book, b, "王会计")
	p := open(t, d, screen.Pack{}, 120, 40)
	retype(p, filepath.Join(t.TempDir(), "none", "a.zip")).Press("tab").Type("一二三四五六七八").Press("tab").Type("一二三四五六七").Press("f8").Expect("两次输入的密码不一样")
	p.Type("八").Press("f8").Expect("没有").Reject("****")
	p.Expect("a.zip")
}
