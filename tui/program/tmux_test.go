package program_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// terminal is the real program in a real terminal of its own.
type terminal struct {
	t      *testing.T
	socket string
	pid    int // of the program
}

// tmux runs a tmux command on the terminal's own server.
func (x terminal) tmux(args ...string) string {
	x.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-u", "-L", x.socket, "-f", "/dev/null"}, args...)...).CombinedOutput()
	if err != nil {
		x.t.Fatalf("tmux %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// until waits for a text on the screen: a terminal shows things when it can.
func (x terminal) until(text string) string {
	x.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		if s := x.tmux("capture-pane", "-p", "-t", "p"); strings.Contains(s, text) {
			return s
		}
	}
	x.t.Fatalf("%q did not show:\n%s", text, x.tmux("capture-pane", "-p", "-t", "p"))
	return ""
}

func (x terminal) press(keys ...string) {
	x.t.Helper()
	for _, k := range keys {
		x.tmux("send-keys", "-t", "p", k)
	}
}

func (x terminal) write(text string) {
	x.t.Helper()
	x.tmux("send-keys", "-t", "p", "-l", text)
}

// cursor is where the real cursor stands.
func (x terminal) cursor() string {
	return strings.TrimSpace(x.tmux("display", "-p", "-t", "p", "#{cursor_x},#{cursor_y} #{cursor_flag}"))
}

func (x terminal) cursorIs(want string) {
	x.t.Helper()
	got := ""
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		if got = x.cursor(); got == want {
			return
		}
	}
	x.t.Errorf("the cursor stands at %s, want %s\n%s", got, want, x.tmux("capture-pane", "-p", "-t", "p"))
}

// realProgram builds the program and starts it in tmux.
func realProgram(t *testing.T, args string) terminal {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: the real terminal takes some seconds")
	}
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed; .ci/run installs it")
	}
	dir := t.TempDir()
	bin := filepath.Join(t.TempDir(), "huizhang")
	if out, err := exec.Command("go", "build", "-o", bin, "huizhang").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	x := terminal{t: t, socket: fmt.Sprintf("huizhang-%d", os.Getpid())}
	run := fmt.Sprintf("exec env HOME=%s XDG_DATA_HOME=%s LANG=C.UTF-8 TERM=tmux-256color %s %s", dir, dir, bin, args)
	x.tmux("new-session", "-d", "-x", "80", "-y", "24", "-s", "p", run)
	var err error
	x.pid, err = strconv.Atoi(strings.TrimSpace(x.tmux("display", "-p", "-t", "p", "#{pane_pid}")))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = exec.Command("tmux", "-L", x.socket, "kill-server").Run() // gone already when the program has ended
		// Without its terminal the program still closes the book in order, with a
		// backup; the folder may go only after that.
		if !ended(x.pid) {
			t.Error("the program goes on without its terminal")
		}
	})
	return x
}

// ended waits for a process to end.
func ended(pid int) bool {
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		p, err := os.FindProcess(pid)
		if err != nil || p.Signal(syscall.Signal(0)) != nil {
			return true
		}
	}
	return false
}

// A Chinese input method opens its window at the real cursor, so it must stand
// where the next character goes.
func TestRealTerminal(t *testing.T) {
	x := realProgram(t, "")
	x.until("打开练习账本")
	x.press("2")
	x.until("练习账本放在哪里")
	x.press("Enter")
	x.until("现在是谁在用")
	x.press("3")
	x.until("现在要做的")
	x.press("/")
	x.until("查找")
	x.cursorIs("7,1 1")
	x.write("慰问品")
	x.until("慰问品")
	x.cursorIs("13,1 1")
	x.press("Left")
	x.cursorIs("11,1 1")
	x.press("Escape")
	x.until("现在要做的")
	x.press("C-q")
	x.until("退出会账")
	x.press("Enter")
	if !ended(x.pid) {
		t.Error("the program does not leave")
	}
}
