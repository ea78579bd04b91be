package tuitest

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// Scenario runs a file of keys and what they lead to, in a window of 80 × 24:
//
//	# a remark
//	press f8 enter      keys by name; each counts
//	type 收到会费         text; does not count
//	paste 一行\n二行       pasted text; \t is a tab
//	expect 已保存         the text stands in the window
//	reject 出错          it does not
//	cursor 12 5         where the cursor stands; «cursor none»: nowhere
//	after 收到会费        the cursor stands right behind this text
//	golden saved        the window is testdata/saved.golden
//	size 60 20          another window
//	click 3 5           the mouse
//	count-reset         begins to count the keys
//	count<= 8           no more keys than that since then
//	quit                the program has ended
func Scenario(t testing.TB, file string, m tea.Model) *Driver {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v", err)
	}
	d := New(t, m, 80, 24)
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimRight(line, " \r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		verb, rest, _ := strings.Cut(line, " ")
		if err := d.step(verb, rest); err != nil {
			t.Fatalf("%s:%d: %s: %v\n%s", file, i+1, line, err, d.Screen())
		}
	}
	return d
}

// step does one line; what the driver itself finds wrong ends the test.
func (d *Driver) step(verb, rest string) error {
	d.t.Helper()
	switch verb {
	case "press":
		d.Press(strings.Fields(rest)...)
	case "type":
		d.Type(rest)
	case "paste":
		d.Paste(strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(rest))
	case "golden":
		d.Golden(strings.TrimSpace(rest))
	case "after":
		d.CursorAfter(rest)
	case "count-reset":
		d.ResetPresses()
	case "size", "click", "cursor":
		return d.cells(verb, strings.Fields(rest))
	case "expect":
		if !d.Has(rest) {
			return fmt.Errorf("not on the screen")
		}
	case "reject":
		if d.Has(rest) {
			return fmt.Errorf("on the screen")
		}
	case "count<=":
		n, err := strconv.Atoi(strings.TrimSpace(rest))
		if err != nil {
			return err
		}
		if d.presses > n {
			return fmt.Errorf("%d keys were pressed", d.presses)
		}
	case "quit":
		if !d.quit {
			return fmt.Errorf("the program goes on")
		}
	default:
		return fmt.Errorf("no such step")
	}
	return nil
}

func (d *Driver) cells(verb string, args []string) error {
	d.t.Helper()
	if verb == "cursor" && len(args) == 1 && args[0] == "none" {
		if x, y, ok := d.Cursor(); ok {
			return fmt.Errorf("the cursor is at %d %d", x, y)
		}
		return nil
	}
	if len(args) != 2 {
		return fmt.Errorf("wants two numbers")
	}
	x, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	y, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	switch verb {
	case "size":
		d.Resize(x, y)
	case "click":
		d.Click(x, y)
	default:
		if gx, gy, ok := d.Cursor(); !ok || gx != x || gy != y {
			return fmt.Errorf("the cursor is at %d %d (shown: %v)", gx, gy, ok)
		}
	}
	return nil
}
