package program_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/store"
	"huizhang/store/demo"
	"huizhang/tui"
	"huizhang/tui/program"
	"huizhang/tui/tuitest"
)

// now is the evening in which the tests take place.
func now() time.Time { return time.Date(2026, 5, 28, 19, 30, 0, 0, time.Local) }

// setup is the program around a folder of its own.
func setup(t testing.TB) program.Setup {
	n := 0
	dir := t.TempDir()
	shelf := &store.Shelf{Host: "测试机", User: "tester", PID: 1, Now: now}
	return program.Setup{Shelf: shelf, Now: now, Getenv: func(k string) string { return map[string]string{"TERM": "xterm-256color"}[k] },
		NewID: func() string { n++; return fmt.Sprintf("%032x", n) }, DataDir: dir, Folder: dir,
		Demo: func(path string, tell func(done, total int) bool) error {
			return demo.Write(shelf, path, demo.UpTo(now(), tell))
		}}
}

// practice opens the program on a practice book of this year's months.
func practice(t testing.TB, operator string, w, h int) *tuitest.Driver {
	t.Helper()
	s := setup(t)
	path := filepath.Join(s.DataDir, "练习.book")
	if err := s.Demo(path, func(int, int) bool { return true }); err != nil {
		t.Fatal(err)
	}
	app, err := program.New(s, program.Start{Path: path, Chosen: true, Operator: operator})
	if err != nil {
		t.Fatal(err)
	}
	return tuitest.New(t, app, w, h)
}

// single is the program on a practice book that one person keeps.
func single(t testing.TB) *tui.App {
	t.Helper()
	s := setup(t)
	path := filepath.Join(s.DataDir, "练习.book")
	if err := s.Demo(path, func(int, int) bool { return true }); err != nil {
		t.Fatal(err)
	}
	b, err := s.Shelf.Open(path, false)
	if err != nil {
		t.Fatal(err)
	}
	var u ledger.Unit
	if err := b.View(func(r ledger.Reader) error { u = r.Unit(); return nil }); err != nil {
		t.Fatal(err)
	}
	u.Single = true
	if _, err := b.Do(ledger.SetUnit{Unit: u}, ledger.Stamp{Operator: "周敏", Time: now().Unix(), ID: "single"}); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	app, err := program.New(s, program.Start{Path: path, Chosen: true, Operator: "周敏"})
	if err != nil {
		t.Fatal(err)
	}
	return app
}

func TestFirstRunOpensTheGuide(t *testing.T) {
	s := setup(t)
	app, err := program.New(s, program.Start{Path: filepath.Join(s.DataDir, "账本.book")})
	if err != nil {
		t.Fatal(err)
	}
	tuitest.New(t, app, 80, 24).Expect("练习账本").Golden("first-run")
}

func TestEveryMenuEntryOpensAScreen(t *testing.T) {
	d := practice(t, "周敏", 80, 24)
	for _, key := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "w", "p", "/"} {
		before := d.Screen()
		if d.Press(key); d.Screen() == before {
			t.Errorf("%s leads nowhere", key)
		}
		for range 3 {
			if !d.Has("现在要做的") {
				d.Press("esc")
			}
		}
		d.Expect("现在要做的")
	}
}

func TestAuditorsKeepNoBooks(t *testing.T) {
	d := practice(t, "郑晓燕", 80, 24).Press("esc")
	d.Expect("现在要做的").Press("1").Expect("现在只能查看，不能记账。").Reject("录凭证")
}

// The pictures of the README.
func TestPictures(t *testing.T) {
	d := practice(t, "周敏", 80, 24)
	d.Picture("home")
	d.Press("3", "down", "down", "f2").Picture("dues")
	d.Press("esc")
	for d.Has("[") && !d.Has("现在要做的") { // the question what becomes of the marks
		d.Press("right", "enter")
	}
	d.Press("1").Type("慰问").Press("enter").Type("120*150").Press("enter").Type("2").Press("tab", "tab").Type("云岭粮油公司").Press("tab").Picture("voucher")
	d = practice(t, "周敏", 80, 24)
	d.Press("w", "1").Type("端午").Press("enter").Type("全体").Press("enter").Type("85").Press("enter").Picture("gift")
	d = practice(t, "郑晓燕", 80, 24)
	d.Press("f2").Picture("checks")
	d.Press("esc", "enter")
	d.Press(strings.Fields(strings.Repeat("down ", 8))...).Press("enter").Picture("register")
}
