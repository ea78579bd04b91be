//go:build linux

package program_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"huizhang/store"
	"huizhang/tui/desk"
)

// soon is how long the program may live on after its window was closed: two
// seconds are promised, the rest is for a machine that tests much else.
const soon = 5 * time.Second

// line is the real program on a pseudo-terminal whose other side can go away.
type line struct {
	t      *testing.T
	master *os.File
	cmd    *exec.Cmd
	exit   chan error

	mu  sync.Mutex
	out []byte
}

// dial starts the program in a session of its own; only with a controlling
// terminal does the kernel send a signal when the line is cut.
func dial(t *testing.T, bin, home string, controlling bool, args ...string) *line {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	var n uint32
	control(t, master, func(fd int) (err error) {
		if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
			return err
		}
		if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 80}); err != nil {
			return err
		}
		n, err = unix.IoctlGetUint32(fd, unix.TIOCGPTN)
		return err
	})
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer slave.Close()
	x := &line{t: t, master: master, cmd: exec.Command(bin, args...), exit: make(chan error, 1)}
	x.cmd.Stdin, x.cmd.Stdout, x.cmd.Stderr = slave, slave, slave
	x.cmd.Env = append(os.Environ(), "HOME="+home, "XDG_DATA_HOME="+home, "TERM=xterm-256color", "LANG=C.UTF-8")
	x.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: controlling}
	if err := x.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { x.exit <- x.cmd.Wait() }()
	go x.read()
	t.Cleanup(func() {
		master.Close()
		_ = x.cmd.Process.Kill() // it has ended already when all is well
	})
	return x
}

// control asks something of the line. Fd would do as well, but a file whose Fd was
// taken cannot be closed while it is read.
func control(t *testing.T, f *os.File, do func(fd int) error) {
	t.Helper()
	c, err := f.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	var failed error
	if err := c.Control(func(fd uintptr) { failed = do(int(fd)) }); err != nil || failed != nil {
		t.Fatal(err, failed)
	}
}

func (x *line) read() {
	b := make([]byte, 1<<16)
	for {
		n, err := x.master.Read(b)
		x.mu.Lock()
		x.out = append(x.out, b[:n]...)
		x.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// keys types; what was drawn before is forgotten.
func (x *line) keys(text string) {
	x.t.Helper()
	x.mu.Lock()
	x.out = nil
	x.mu.Unlock()
	if _, err := x.master.WriteString(text); err != nil {
		x.t.Fatal(err)
	}
}

// until waits for a text to be drawn.
func (x *line) until(text string) {
	x.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		x.mu.Lock()
		seen := bytes.Contains(x.out, []byte(text))
		x.mu.Unlock()
		if seen {
			return
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.t.Fatalf("%q was not drawn:\n%q", text, x.out)
}

// ends waits for the end and tells how long it took.
func (x *line) ends(since time.Time) {
	x.t.Helper()
	select {
	case <-x.exit:
		x.t.Logf("ended after %v", time.Since(since))
	case <-time.After(soon):
		x.t.Fatalf("the program goes on %v after its window was closed", soon)
	}
}

// ways are the ways in which a window can end.
func ways() map[string]struct {
	controlling bool
	end         func(*line)
} {
	type way = struct {
		controlling bool
		end         func(*line)
	}
	signal := func(s syscall.Signal) func(*line) {
		return func(x *line) { _ = x.cmd.Process.Signal(s) } // ended already is as good
	}
	return map[string]way{
		"closed":            {true, func(x *line) { x.master.Close() }},
		"vanished":          {false, func(x *line) { x.master.Close() }},
		"hangup":            {true, signal(syscall.SIGHUP)},
		"terminated":        {true, signal(syscall.SIGTERM)},
		"shutdown":          {true, func(x *line) { signal(syscall.SIGTERM)(x); signal(syscall.SIGHUP)(x); signal(syscall.SIGTERM)(x) }},
		"frozen, then term": {true, func(x *line) { freeze(x); signal(syscall.SIGTERM)(x) }},
	}
}

// freeze takes nothing more from the program, as a stopped multiplexer does, and
// makes it want to draw until the line is full.
func freeze(x *line) {
	now := time.Now()
	if err := errors.Join(x.master.SetReadDeadline(now), x.master.SetWriteDeadline(now.Add(time.Second))); err != nil {
		x.t.Fatal(err)
	}
	for range 300 {
		if _, err := x.master.WriteString("\x1b[B\x1b[A"); err != nil {
			return // the program reads no more: it is stuck in a write
		}
		time.Sleep(2 * time.Millisecond) // each pair is a frame of its own
	}
}

// Whatever stands on the screen when the window goes, the program ends soon,
// gives the book back, and has what was typed last.
func TestWindowGone(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the real terminal takes some seconds")
	}
	bin := filepath.Join(t.TempDir(), "huizhang")
	if out, err := exec.Command("go", "build", "-o", bin, "huizhang").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	made := setup(t)
	model := filepath.Join(made.DataDir, "练习.book")
	if err := made.Demo(model, func(int, int) bool { return true }); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(model)
	if err != nil {
		t.Fatal(err)
	}
	stands := map[string]func(*line){
		"question": func(x *line) { x.keys("\x11"); x.until("现在退出会账吗") },
		"form": func(x *line) {
			x.keys("4")
			x.until("会员名册")
			x.keys("\x1bOQ")
			x.until("岗位工资")
			x.keys("䶮")
			x.until("䶮")
		},
		"print": func(x *line) {
			x.keys("5")
			x.until("工会01表")
			x.keys("1")
			x.until("结转结余")
			x.keys("\x1b[17~")
			x.until("PDF")
		},
		"job": func(x *line) { x.keys("9"); x.until("核验账本"); x.keys("7") },
	}
	for how, way := range ways() {
		for what, stand := range stands {
			t.Run(how+"/"+what, func(t *testing.T) {
				t.Parallel()
				home := t.TempDir()
				path := filepath.Join(home, "a.book")
				if err := os.WriteFile(path, whole, 0o600); err != nil {
					t.Fatal(err)
				}
				x := dial(t, bin, home, way.controlling, "--book", path, "--operator", "周敏")
				x.until("现在要做的")
				stand(x)
				since := time.Now()
				way.end(x)
				x.ends(since)
				b, err := (&store.Shelf{Host: "测试机", User: "tester", PID: 1, Now: now}).Open(path, false)
				if err != nil {
					t.Fatalf("the book was not given back: %v", err)
				}
				if err := b.Close(); err != nil {
					t.Error(err)
				}
				if what == "form" {
					kept, err := os.ReadFile(desk.KeptPath(path))
					if err != nil || !strings.Contains(string(kept), `"䶮"`) {
						t.Errorf("what was typed last is lost: %v %s", err, kept)
					}
				}
				if left, _ := filepath.Glob(filepath.Join(home, ".form-*")); left != nil {
					t.Errorf("left behind: %v", left)
				}
			})
		}
	}
}
