package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"huizhang/ledger"
)

// broken is a shelf whose every book fails in one way.
type broken struct {
	ledger.Shelf
	err error
}

func (b broken) Open(string, bool) (ledger.Book, error) { return nil, b.err }

func stand(t *testing.T, args ...string) (Env, *bytes.Buffer, *bytes.Buffer) {
	t.Helper()
	var out, errs bytes.Buffer
	return Env{
		Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Getenv: func(string) string { return "" },
		Now: func() time.Time { return time.Date(2026, 6, 15, 9, 0, 0, 0, time.UTC) }, NewID: func() string { return strings.Repeat("a1", 16) }, DataDir: t.TempDir(),
	}, &out, &errs
}

type fault int

func (f fault) Error() string { return "磁盘\x1b[2J坏了" }
func (f fault) ExitCode() int { return int(f) }

// Whatever fails, the exit code is the contract's and the text is plain.
func TestExitCodes(t *testing.T) {
	for _, c := range []struct {
		err  error
		code int
		text string
	}{
		{fault(3), 3, "磁盘␛[2J坏了"},
		{fault(5), 5, ""},
		{fmt.Errorf("around: %w", fault(4)), 4, ""},
		{ledger.Errf(ledger.CodeClosed, "2026年1月已结账。"), 1, "2026年1月已结账。（M03）"},
		{ledger.Errf(ledger.CodeState, "状态不对。"), 1, "状态不对。\n"},
		{context.Canceled, 130, "已取消"},
		{fmt.Errorf("around: %w", ledger.Errf("stopped", "核对已取消。")), 130, "核对已取消"},
		{wrong("写错了。"), 2, "写错了。"},
		{errors.New("张三 13800000000"), 70, "Z01"},
	} {
		env, out, errs := stand(t, "report", "trial")
		env.Shelf = broken{err: c.err}
		if code := Main(env); code != c.code {
			t.Errorf("%v: exit code %d, want %d", c.err, code, c.code)
		}
		if !strings.Contains(errs.String(), c.text) || strings.Contains(errs.String(), "13800000000") {
			t.Errorf("%v: message %q", c.err, errs.String())
		}
		if out.Len() > 0 {
			t.Errorf("%v: on standard output %q", c.err, out.String())
		}
	}
}

// full is a standard output that takes nothing, as on a full disk.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

// A result that standard output did not take is no success, whatever the verb.
func TestLostOutput(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"help"}, {"report", "--list"}, {"completion", "bash"}, {"help", "import"}} {
		env, _, errs := stand(t, args...)
		env.Stdout = full{}
		if code := Main(env); code != exitDisk || !strings.Contains(errs.String(), "标准输出写不进去") {
			t.Errorf("%v: exit code %d, message %q", args, code, errs.String())
		}
	}
	env, _, _ := stand(t, "report", "nothing")
	env.Stdout = full{}
	if code := Main(env); code != exitUsage {
		t.Errorf("wrong use: exit code %d", code)
	}
}

// A panic leaves a number, a file without the panic's value, and code 70.
func TestBug(t *testing.T) {
	env, _, errs := stand(t, "demo", filepath.Join(t.TempDir(), "x.book"))
	env.Demo = func(string, DemoOptions) error { panic("王五 330102199001011234") }
	if code := Main(env); code != 70 {
		t.Fatalf("exit code %d", code)
	}
	files, _ := filepath.Glob(filepath.Join(env.DataDir, "错误-*.txt"))
	if len(files) != 1 || !strings.Contains(errs.String(), files[0]) {
		t.Fatalf("files %q, message %q", files, errs.String())
	}
	b, err := os.ReadFile(files[0])
	if err != nil || !bytes.Contains(b, []byte("cli.")) || bytes.Contains(b, []byte("330102199001011234")) || strings.Contains(errs.String(), "王五") {
		t.Fatalf("%v %s", err, b)
	}
	if st, err := os.Stat(files[0]); err != nil || st.Mode().Perm() != 0o600 {
		t.Error(st.Mode())
	}
}

// No text of the command line library reaches anybody: every verb and flag has
// Chinese words, and no flag is without a use.
func TestHelpIsChinese(t *testing.T) {
	env, _, _ := stand(t)
	root := (&session{Env: env}).root()
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		if !c.Hidden && !han(c.Short) {
			t.Errorf("%s: short text %q", c.CommandPath(), c.Short)
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if !han(f.Usage) {
				t.Errorf("%s --%s: %q", c.CommandPath(), f.Name, f.Usage)
			}
		})
		if c.Runnable() && !c.Hidden && c.HasParent() {
			env, out, _ := stand(t, append(strings.Fields(c.CommandPath())[1:], "--help")...)
			if code := Main(env); code != 0 || !strings.Contains(out.String(), "用法：") || strings.Contains(out.String(), "Usage") {
				t.Errorf("%s --help: %d %s", c.CommandPath(), code, out)
			}
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(root)
}

func han(s string) bool {
	for _, r := range s {
		if r >= 0x4e00 && r < 0xa000 {
			return true
		}
	}
	return false
}

// A file is whole or not there, and what exists is left alone.
func TestCreate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "表.csv")
	half := func(w io.Writer) error { io.WriteString(w, "half"); return errors.New("stop") }
	whole := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	if err := create(path, false, half); err == nil {
		t.Fatal("no error")
	}
	if all, _ := os.ReadDir(filepath.Dir(path)); len(all) != 0 {
		t.Fatalf("left behind: %v", all)
	}
	if err := create(path, false, whole("one")); err != nil {
		t.Fatal(err)
	}
	if err := create(path, false, whole("two")); err == nil {
		t.Fatal("written over")
	}
	if err := place(path+".none", path, false); err == nil {
		t.Fatal("a name taken in the meantime was written over")
	}
	if b, _ := os.ReadFile(path); string(b) != "one" {
		t.Fatalf("%q", b)
	}
	if err := create(path, true, half); err == nil {
		t.Fatal("no error")
	}
	if b, _ := os.ReadFile(path); string(b) != "one" {
		t.Fatalf("a failed write changed the file: %q", b)
	}
	if err := create(path, true, whole("three")); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(path); string(b) != "three" {
		t.Fatalf("%q", b)
	}
	if all, _ := os.ReadDir(filepath.Dir(path)); len(all) != 1 {
		t.Fatalf("left behind: %v", all)
	}
}

func TestDataDir(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(k string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == k {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	for _, c := range []struct {
		system string
		env    func(string) string
		want   string
	}{
		{"linux", env("HOME", "/home/a"), "/home/a/.local/share/huizhang"},
		{"linux", env("HOME", "/home/a", "XDG_DATA_HOME", "/d"), "/d/huizhang"},
		{"darwin", env("HOME", "/Users/a"), "/Users/a/Library/Application Support/huizhang"},
		{"windows", env("LOCALAPPDATA", "/c/Local"), "/c/Local/huizhang"},
		{"linux", env(), ""},
	} {
		if got := dataDir(c.system, c.env); got != c.want {
			t.Errorf("%s: %q, want %q", c.system, got, c.want)
		}
	}
}

// Long writing shows how far it is on a terminal, and nothing elsewhere.
func TestProgress(t *testing.T) {
	env, _, errs := stand(t)
	s := &session{Env: env}
	acts := []ledger.Act{ledger.AssessDues{}}
	s.progress(1, 2, "核对")
	if errs.Len() > 0 {
		t.Errorf("%q", errs)
	}
	s.ErrTerminal = true
	a := s.counted(acts)[0]
	if _, err := a.Decide(nil, ledger.Stamp{}); err == nil || a.Name() != acts[0].Name() {
		t.Errorf("%v %s", err, a.Name())
	}
	s.progressEnd()
	if !strings.Contains(errs.String(), "正在写入 0/1") {
		t.Errorf("%q", errs)
	}
}
