package tui

import (
	"strings"
	"testing"

	"huizhang/tui/theme"
)

func TestJobBox(t *testing.T) {
	p := &progress{bell: make(chan struct{}, 1), end: make(chan struct{})}
	j := &job{title: "核对账本", progress: p}
	p.Step(30, 120, "凭证 2026-05-记-0017\x1b[2J")
	p.Step(60, 120, "凭证 2026-05-记-0018\x1b[2J")
	got := strings.Join(j.draw(theme.Theme{}, 80).lines, "\n")
	for _, want := range []string{"======", "50%", "60 / 120", "记-0018␛[2J", "按 Esc 停止"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing:\n%s", want, got)
		}
	}
	p.Step(500, 120, "")
	if got := strings.Join(j.draw(theme.Theme{}, 60).lines, "\n"); !strings.Contains(got, "100%") || strings.Contains(got, ".") {
		t.Error(got)
	}
	p.Step(1, 0, "")
	if got := strings.Join(j.draw(theme.Theme{}, 60).lines, "\n"); !strings.Contains(got, "请稍候") {
		t.Error(got)
	}
}

func TestProgressNeverBlocks(t *testing.T) {
	p := &progress{bell: make(chan struct{}, 1), end: make(chan struct{})}
	j := &job{progress: p}
	for i := range 1000 {
		p.Step(i, 1000, "")
	}
	close(p.end)
	if len(p.bell) != 1 {
		t.Fatal("the bell was lost")
	}
	for range 3 {
		j.wait() // ends although nobody rings any more
	}
}
