package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestSettleDoesEachWriteOnce(t *testing.T) {
	times := [2]int{}
	a := New(Options{})
	for i := range times {
		a.pending = append(a.pending, &write{work: func() tea.Msg { times[i]++; return nil }})
	}
	started := make(chan struct{})
	slow := &write{}
	ended := false
	slow.work = func() tea.Msg {
		close(started)
		for range 1000 {
			ended = false
		}
		ended = true
		return nil
	}
	a.pending = append(a.pending, slow)
	go slow.run()
	<-started
	a.pending[0].run() // its command had run already
	a.settle()
	if times != [2]int{1, 1} || !ended {
		t.Fatal(times, ended)
	}
}
