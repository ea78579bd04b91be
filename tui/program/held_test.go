package program_test

import (
	"path/filepath"
	"testing"

	"huizhang/store"
	"huizhang/tui/program"
	"huizhang/tui/tuitest"
)

// Two windows on one book: the second says who has it and offers ways out.
func TestBookInAnotherWindow(t *testing.T) {
	s := setup(t)
	s.Ask = true
	path := filepath.Join(s.DataDir, "练习.book")
	if err := s.Demo(path, func(int, int) bool { return true }); err != nil {
		t.Fatal(err)
	}
	first, err := (&store.Shelf{Host: "办公室", User: "王会计", PID: 7, Now: now}).Open(path, false)
	if err != nil {
		t.Fatal(err)
	}
	second := func() *tuitest.Driver {
		t.Helper()
		app, err := program.New(s, program.Start{Path: path, Chosen: true, Operator: "周敏"})
		if err != nil {
			t.Fatal(err)
		}
		return tuitest.New(t, app, 80, 24).Expect("账本正被另一个窗口")
	}
	d := second().Expect("办公室").Expect("1 再试一次").Reject("看最近的备份（只读）").Press("1").Expect("账本正被另一个窗口")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Shelf.Backup(path, path+".backups"); err != nil {
		t.Fatal(err)
	}
	d.Press("1").Expect("首页").Expect("记一笔")
	d = second().Expect("看最近的备份（只读）").Expect("4 退出")
	d.Resize(60, 20).Expect("4 退出").Press("2").Expect("只读").Expect("这是备份副本")
	if second().Press("3").Expect("从备份恢复").Quit() || !second().Press("4").Quit() {
		t.Fatal("wrong way out")
	}
	s.Ask = false
	if _, err := program.New(s, program.Start{Path: path, Chosen: true}); err == nil {
		t.Fatal("nobody to ask, and no error")
	}
}

// Who worked last is asked for first the next time, also after a change of
// hands in the middle of a session.
func TestLastOperatorIsFirst(t *testing.T) {
	s := setup(t)
	path := filepath.Join(s.DataDir, "练习.book")
	if err := s.Demo(path, func(int, int) bool { return true }); err != nil {
		t.Fatal(err)
	}
	begin := func() *tuitest.Driver {
		t.Helper()
		app, err := program.New(s, program.Start{Path: path, Chosen: true})
		if err != nil {
			t.Fatal(err)
		}
		return tuitest.New(t, app, 80, 24).Expect("现在是谁在操作")
	}
	d := begin().Press("1").Expect("首页").Press("f10", "2", "home", "down", "f6", "enter", "esc", "esc", "esc", "enter")
	if !d.Quit() {
		t.Fatal(d.Screen())
	}
	begin().Expect("> 2  ")
}

// Another book is opened without leaving the program; the one before is closed.
func TestAnotherBook(t *testing.T) {
	s := setup(t)
	var paths []string
	for _, name := range []string{"甲.book", "乙.book"} {
		path := filepath.Join(s.DataDir, name)
		if err := s.Demo(path, func(int, int) bool { return true }); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	app, err := program.New(s, program.Start{Path: paths[0], Chosen: true, Operator: "周敏"})
	if err != nil {
		t.Fatal(err)
	}
	d := tuitest.New(t, app, 80, 24).Press("0").Expect("现在这本账会先关好").Press("esc").Expect("现在要做的")
	d.Press("0", "enter").Expect("建新账本").Expect("打开已有的账本").Reject("周敏")
	if b, err := s.Shelf.Open(paths[0], false); err != nil {
		t.Fatal(err) // it was not closed
	} else if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	d.Press("enter").Expect("甲2.book").Press("esc").Expect("打开已有的账本")
	d.Press("3").Expect("账本在哪里").Paste(paths[1]).Press("enter").Expect("谁")
	d.Press("1").Expect("现在要做的")
	if _, err := s.Shelf.Open(paths[1], false); err == nil {
		t.Fatal("the other book is not in hand")
	}
}
