package program_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huizhang/tui/program"
	"huizhang/tui/tuitest"
)

// hubKeys are the ways from the hub of welfare and events.
var hubKeys = []string{"f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12", "ctrl+b"}

// toHub goes back to the hub from wherever a key led, and throws away what a form holds.
func toHub(t *testing.T, d *tuitest.Driver) {
	t.Helper()
	for range 12 {
		switch s := d.Screen(); {
		case d.Has("现在要做的"):
			if d.Has("现在退出会账吗") {
				d.Press("esc")
			}
			d.Press("ctrl+w")
		case d.Has("放弃"):
			d.Press("3")
		case d.Has("不保存，返回"), d.Has("不要了"), d.Has("不要这些"):
			d.Press("2")
		case strings.HasPrefix(s, " 慰问活动  "):
			return
		default:
			d.Press("esc")
		}
	}
	t.Fatalf("no way back to the hub:\n%s", d.Screen())
}

// walk opens every page of the hub, goes deeper from there, and presses every
// function key; F1 must help everywhere.
func walk(t *testing.T, d *tuitest.Driver, deeps ...[]string) {
	t.Helper()
	d.Press("ctrl+w")
	for _, hub := range hubKeys {
		for _, deep := range deeps {
			for n := 1; n <= 11; n++ {
				toHub(t, d)
				d.Press(hub)
				if strings.HasPrefix(d.Screen(), " 慰问活动  ") {
					break // not for this person
				}
				d.Press(deep...)
				d.Press(fmt.Sprintf("f%d", n))
				if n == 1 {
					d.Expect("这个画面的按键")
				}
			}
		}
	}
	toHub(t, d)
}

// An auditor sees every page of welfare and events; no function key writes.
func TestAuditorsWalkThroughWelfareWritingNothing(t *testing.T) {
	s := setup(t)
	path := filepath.Join(s.DataDir, "练习.book")
	if err := s.Demo(path, func(int, int) bool { return true }); err != nil {
		t.Fatal(err)
	}
	app, err := program.New(s, program.Start{Path: path, Chosen: true, Operator: "郑晓燕"})
	if err != nil {
		t.Fatal(err)
	}
	d := tuitest.New(t, app, 80, 24).Press("esc").Expect("现在要做的")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	walk(t, d, nil, []string{"enter"}, []string{"down", "enter"})
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Fatal("the book changed", err)
	}
}

// The pages stand every function key in the smallest window and the largest.
func TestWalkThroughWelfareInAllSizes(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {120, 40}} {
		t.Run(fmt.Sprint(size[0]), func(t *testing.T) {
			walk(t, practice(t, "周敏", size[0], size[1]), nil, []string{"enter"})
		})
	}
}
