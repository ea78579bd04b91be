package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync/atomic"

	"huizhang/ledger"
)

// The exit codes, part of the contract.
const (
	exitFine    = 0
	exitFinding = 1
	exitUsage   = 2
	exitClosed  = 3
	exitDisk    = 4
	exitBug     = 70
	exitStopped = 130 // as a shell says of a process that Ctrl-C ended
)

// session is one run of the program.
type session struct {
	Env
	book, operator string
	readOnly       bool
	stopped        atomic.Bool   // Ctrl-C was pressed
	shown          bool          // progress stands on the terminal's last line
	lines          *bufio.Reader // standard input, when passphrases come from it
}

// Main runs the verb in env.Args, or the screens if there is none, and gives
// the exit code.
func Main(env Env) (code int) {
	s := &session{Env: env}
	out := &outlet{w: env.Stdout}
	s.Stdout = out
	defer func() {
		if r := recover(); r != nil {
			code = s.bug(r)
		}
	}()
	root := s.root()
	root.SetArgs(append([]string{}, env.Args...)) // nil would mean the process's own
	root.SetIn(env.Stdin)
	root.SetOut(s.Stdout)
	root.SetErr(env.Stderr)
	c, err := root.ExecuteC()
	if out.err != nil && !worse(err) {
		s.say("标准输出写不进去，结果没有写全。请检查磁盘空间，然后再看一次；已经写入账本的内容不受影响。")
		return exitDisk
	}
	return s.report(strings.TrimPrefix(c.CommandPath(), "huizhang "), err)
}

// worse tells what matters more than a result that was not shown: wrong use, and
// a book that cannot be opened or is damaged.
func worse(err error) bool {
	var use *usageError
	var told ended
	var fault interface{ ExitCode() int }
	return errors.As(err, &use) || errors.As(err, &told) && told != exitFinding || errors.As(err, &fault)
}

// outlet is standard output that remembers its first failure: a result that
// was lost on the way is no success.
type outlet struct {
	w   io.Writer
	err error
}

// Write hands on; after a failure nothing more is tried.
func (o *outlet) Write(b []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(b)
	o.err = err
	return n, err
}

// bug tells of a broken invariant. What failed goes to a file of its own; the
// panic's value stays out of it, because it may hold what a person typed.
func (s *session) bug(r any) int {
	number := s.NewID()
	if len(number) > 8 {
		number = number[:8]
	}
	name := "错误-" + number + ".txt"
	text := fmt.Sprintf("huizhang %s\n%T\n%s", Version, r, debug.Stack())
	if e, ok := r.(interface{ RuntimeError() }); ok {
		text = fmt.Sprintf("%v\n%s", e, text)
	}
	where := "请把编号告诉维护人员。"
	for _, dir := range []string{s.DataDir, os.TempDir()} {
		if dir == "" || os.MkdirAll(dir, 0o700) != nil {
			continue
		}
		if os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600) == nil {
			where = "请把“" + filepath.Join(dir, name) + "”文件交给维护人员（不含个人信息）。"
			break
		}
	}
	fmt.Fprintln(s.Stderr, ledger.Plain("程序发现内部数据不一致，已停止，没有继续写入。错误编号 "+number+"。"+where+"（Z01）"))
	return exitBug
}
