package cli_test

import (
	"crypto/rand"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	bolt "go.etcd.io/bbolt"
	"golang.org/x/text/encoding/simplifiedchinese"

	"huizhang/store"
	"huizhang/store/demo"
	"huizhang/store/notary"
	"huizhang/store/pack"
	"huizhang/tui/cli"
)

func TestMain(m *testing.M) {
	if handled, code := store.Child(os.Getenv, os.Stdin, os.Stdout); handled {
		os.Exit(code)
	}
	testscript.Main(m, map[string]func(){"huizhang": func() { os.Exit(cli.Main(program())) }})
}

// program is what main puts together, with a clock that a script may set.
func program() cli.Env {
	env := cli.System()
	if text := os.Getenv("NOW"); text != "" {
		now, err := time.Parse("2006-01-02", text)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(99)
		}
		env.Now = func() time.Time { return now.Add(9 * time.Hour) }
	}
	books := shelf(env.Now)
	books.Self, _ = os.Executable()
	packs := &pack.Packer{Books: books}
	keys := &notary.Notary{Dir: env.DataDir, Random: rand.Reader, Books: &pack.Shelf{Shelf: books, Packs: packs}}
	packs.Keys = keys
	env.Shelf, env.Notary, env.Packs = &pack.Shelf{Shelf: books, Packs: packs}, keys, packs
	env.Demo = func(path string, o cli.DemoOptions) error {
		return demo.Write(books, path, demo.Options{Members: o.Members, Months: o.Months, Seed: o.Seed, Tell: o.Tell})
	}
	env.TUI = func(s cli.Screen) error {
		fmt.Fprintf(os.Stdout, "screens %s %v %v %s\n", s.Path, s.Chosen, s.ReadOnly, s.Operator)
		return nil
	}
	if os.Getenv("PANIC") != "" {
		env.Demo = func(string, cli.DemoOptions) error { panic("张三 330102199001011234") }
	}
	return env
}

func shelf(now func() time.Time) *store.Shelf {
	return &store.Shelf{Host: "测试机", User: "tester", PID: os.Getpid(), Now: now, BackupOnClose: true}
}

// TestScripts runs the verbs as a shell does; the scripts say what is meant.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("NOW", "2026-06-15")
			e.Setenv("XDG_DATA_HOME", filepath.Join(e.WorkDir, "data"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"gb18030": gb18030, "xlsx": xlsx, "hold": hold, "cut": cut, "spoil": spoil, "newer": newer, "esc": esc, "exit": exit, "mode": mode, "hurt": hurt, "publish": publish, "against": against, "desk": deskAct, "swap": swap,
		},
	})
}

// exit CODE VERB… runs huizhang and wants that exit code.
func exit(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec("huizhang", args[1:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("huizhang %s: exit code %s, want %s", strings.Join(args[1:], " "), got, args[0])
	}
	for _, out := range []string{ts.ReadFile("stdout"), ts.ReadFile("stderr")} {
		if strings.ContainsAny(out, "\x1b\a\x00\u202e\u009b") {
			ts.Fatalf("control characters on the way out: %q", out)
		}
	}
}

// gb18030 FROM TO writes the file in the other encoding.
func gb18030(ts *testscript.TestScript, _ bool, args []string) {
	b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b, 0o644))
}

// xlsx FROM TO makes a workbook of a CSV file.
func xlsx(ts *testscript.TestScript, _ bool, args []string) {
	rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[0]))).ReadAll()
	ts.Check(err)
	f := excelize.NewFile()
	for i, r := range rows {
		ts.Check(f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &r))
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[1])))
}

// esc FROM TO puts control characters where the file says <ESC> and <RLO>.
func esc(ts *testscript.TestScript, _ bool, args []string) {
	s := strings.NewReplacer("<ESC>", "\x1b", "<RLO>", "\u202e").Replace(ts.ReadFile(args[0]))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(s), 0o644))
}

// hold BOOK keeps the book open, as another process does, to the script's end.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	b, err := shelf(time.Now).Open(ts.MkAbs(args[0]), false)
	ts.Check(err)
	ts.Defer(func() { b.Close() })
}

// cut FILE N leaves the first N bytes of a file.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	var n int64
	fmt.Sscan(args[1], &n)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// spoil BOOK BUCKET changes one bit of the first value in a bucket.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	change(ts, args[0], func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte(args[1]))
		if b == nil {
			return fmt.Errorf("no bucket %s", args[1])
		}
		k, v := b.Cursor().First()
		w := append([]byte{}, v...)
		w[len(w)-1] ^= 1
		return b.Put(append([]byte{}, k...), w)
	})
}

// newer BOOK makes the book one of a later format.
func newer(ts *testscript.TestScript, _ bool, args []string) {
	change(ts, args[0], func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("format"), []byte{0, 0, 0, 0, 0, 0, 0, 99})
	})
}

func change(ts *testscript.TestScript, book string, f func(*bolt.Tx) error) {
	db, err := bolt.Open(ts.MkAbs(book), 0o600, &bolt.Options{Timeout: time.Second})
	ts.Check(err)
	ts.Check(db.Update(f))
	ts.Check(db.Close())
}

// mode FILE BITS wants a file's permissions.
func mode(ts *testscript.TestScript, _ bool, args []string) {
	st, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := fmt.Sprintf("%o", st.Mode().Perm()); got != args[1] {
		ts.Fatalf("%s has mode %s, want %s", args[0], got, args[1])
	}
}

// hurt FILE breaks one character of a UTF-8 file.
func hurt(ts *testscript.TestScript, _ bool, args []string) {
	b := []byte(ts.ReadFile(args[0]))
	for i := range b {
		if b[i] >= 0xE0 && i > len(b)/2 {
			b[i] = 0xFF
			break
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o644))
}

// TestProgram builds the program as people get it and asks it for a book.
func TestProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("building takes seconds")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go to build with")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "huizhang")
	if out, err := exec.Command("go", "build", "-o", program, "huizhang").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := func(want string, args ...string) {
		t.Helper()
		cmd := exec.Command(program, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "HUIZHANG_BOOK=", "XDG_DATA_HOME="+dir, "HOME="+dir)
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Fatalf("huizhang %v: %v\n%s", args, err, out)
		}
	}
	run(cli.Version, "version")
	run("已建立账本", "init", "a.book", "--name", "甲", "--start", "2026-01", "--single")
	run("核对通过", "verify", "a.book")
	run("已生成", "demo", "b.book", "--members", "5", "--months", "1")
	run("工会", "--book", "b.book", "report", "income")
}

// TestEveryVerbHasAScript keeps the scripts complete: a verb that no script
// runs is found here.
func TestEveryVerbHasAScript(t *testing.T) {
	var scripts strings.Builder
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		scripts.Write(b)
	}
	env := program()
	var out strings.Builder
	env.Args, env.Stdout = []string{"help"}, &out
	if code := cli.Main(env); code != 0 {
		t.Fatal(code)
	}
	_, list, _ := strings.Cut(out.String(), "动词：\n")
	list, _, _ = strings.Cut(list, "\n\n")
	verbs := strings.Split(list, "\n")
	if len(verbs) < 10 {
		t.Fatalf("%q", out.String())
	}
	for _, line := range verbs {
		verb := strings.Fields(line)[0]
		if !regexp.MustCompile(`(?m)^(exit 0|exec sh -c .huizhang) (--\S+ \S+ )*` + verb + `\b`).MatchString(scripts.String()) {
			t.Errorf("no script runs %s", verb)
		}
	}
	for _, code := range []string{"0", "1", "2", "3", "4", "5", "70"} {
		if !regexp.MustCompile(`(?m)^exit ` + code + ` `).MatchString(scripts.String()) {
			t.Errorf("no script ends with exit code %s", code)
		}
	}
}
