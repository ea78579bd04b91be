//go:build unix

package tui

import (
	"errors"
	"os"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sys/unix"

	"huizhang/tui/screen"
)

// runs reports whether the program ends with one of the commands.
func runs(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	msg := cmd()
	if _, ok := msg.(tea.QuitMsg); ok {
		return true
	}
	all, _ := commands(msg)
	for _, c := range all {
		if !timer(c) && runs(c) {
			return true
		}
	}
	return false
}

func TestNobodyIsAskedAfterTheWindowWasClosed(t *testing.T) {
	bad := errors.New("磁盘满了")
	a := New(Options{OnQuit: func(screen.Progress) error { return bad }})
	a.take(leaveNow{})
	a.take(a.job.run())
	if len(a.dialogs) != 1 {
		t.Fatal("nothing was asked of the person who is there")
	}
	if !runs(a.take(goneNow{})) || len(a.dialogs) != 0 {
		t.Error("the question about the last work holds the program after its window was closed")
	}

	a = New(Options{OnQuit: func(screen.Progress) error { return bad }})
	a.take(goneNow{})
	if a.job == nil || !runs(a.take(a.job.run())) || len(a.dialogs) != 0 {
		t.Error("failed last work holds the program after its window was closed")
	}
	if err := a.settle(); !errors.Is(err, bad) {
		t.Errorf("the failure is not told: %v", err)
	}
}

func TestWorkThatDoesNotStopIsLeft(t *testing.T) {
	hold, quits := make(chan struct{}), 0
	a := New(Options{OnQuit: func(screen.Progress) error { quits++; return nil }})
	a.start(1, screen.Run{Title: "核验", Work: func(screen.Progress) tea.Msg { <-hold; return nil }})
	go a.job.run()
	if runs(a.take(goneNow{})) || !a.job.progress.Cancelled() {
		t.Fatal("work gets no moment to stop")
	}
	if !runs(a.take(overdueNow{})) {
		t.Error("work that does not stop holds the program")
	}
	close(hold)
	if err := a.settle(); err != nil || quits != 0 {
		t.Errorf("the book was closed below work that reads it: %v %d", err, quits)
	}
}

// Bubble Tea may end by itself before the last work was done, or begun.
func TestSettleDoesTheLastWork(t *testing.T) {
	for _, begun := range []bool{false, true} {
		times := 0
		a := New(Options{OnQuit: func(screen.Progress) error { times++; return nil }})
		a.start(1, screen.Run{Title: "核验", Work: func(screen.Progress) tea.Msg { t.Error("begun after the end"); return nil }})
		if begun {
			a.job = nil
			a.take(goneNow{})
		}
		if err := a.settle(); err != nil || times != 1 {
			t.Errorf("begun %v: %v, closed %d times", begun, err, times)
		}
	}
}

// A terminal that takes nothing holds a write; after release it does not.
func TestOutletDoesNotWaitForAFrozenTerminal(t *testing.T) {
	var p [2]int
	if err := unix.Pipe(p[:]); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	r, w := os.NewFile(uintptr(p[0]), "r"), os.NewFile(uintptr(p[1]), "w")
	defer r.Close()
	o := newOutlet(w)
	o.release()
	began := time.Now()
	for range 4 {
		if _, err := o.Write(make([]byte, 1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if d := time.Since(began); d > 2*time.Second {
		t.Errorf("waited %v", d)
	}
}
