package cli

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
)

// shut is a shelf on which nothing can be opened or made.
type shut struct{ ledger.Shelf }

func (shut) Open(string, bool) (ledger.Book, error) { return nil, fault(3) }
func (shut) Create(string, ledger.Found, ledger.Stamp) (ledger.Book, error) {
	return nil, fault(3)
}
func (shut) Verify(string, func(int, int, string) bool) (ledger.Proof, error) {
	return ledger.Proof{}, fault(3)
}
func (shut) Backup(string, string) (ledger.Copy, error) { return ledger.Copy{}, fault(3) }
func (shut) Restore(string, string) error               { return fault(3) }

// Whatever is typed, the program answers with a code of the contract and with
// text that a terminal may show; a wrong command line is never a bug.
func TestAnyArguments(t *testing.T) {
	t.Chdir(t.TempDir())
	words := []string{
		"init", "import", "members", "vouchers", "bank", "dues", "assess", "collect", "close", "reopen", "report", "trial", "disclosure", "check", "verify", "backup", "restore",
		"export", "demo", "help", "version", "completion", "bash", "pack", "welfare", "2026-01", "2026-13", "-", "--", ".", "", "x", "张三", "\x1b[2J", "\u202e", "\xff", "账\n本",
		"--book", "--operator", "--read-only", "--help", "-h", "--name", "甲", "--start", "--single", "--person", "张三:会计", "张三：", ":", "+", "--dry-run", "--post", "--month",
		"--to", "jsonl", "--out", "--format", "pdf", "--period", "2026-Q9", "--without", "soft:", "a:b", "--cash", "1e9", "--json", "--list", "--voucher", "#", "--account", "--reason", "--=", "---", "-x",
	}
	rapid.Check(t, func(r *rapid.T) {
		args := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(words), rapid.StringN(0, 6, -1)), 0, 7).Draw(r, "args")
		env, out, errs := stand(t, args...)
		env.Shelf = shut{}
		env.TUI = func(Screen) error { return nil }
		code := Main(env)
		if !slices.Contains([]int{0, 1, 2, 3, 4}, code) {
			r.Fatalf("%q: exit code %d\n%s", args, code, errs)
		}
		for _, text := range []string{out.String(), errs.String()} {
			if strings.Contains(text, "# bash completion") || strings.HasPrefix(text, "#") {
				continue // a script for a shell, not for a person
			}
			if text != ledger.PlainLines(text) && !slices.Contains(args, "__complete") {
				r.Fatalf("%q: %q", args, text)
			}
		}
		if code != 0 && errs.Len() == 0 {
			r.Fatalf("%q: exit code %d without a word", args, code)
		}
	})
}

// What --person and --without take apart, they take apart in one way.
func TestPairs(t *testing.T) {
	for text, want := range map[string]string{
		"张三:会计": "张三 [会计]", "张三：会计+出纳": "张三 [会计 出纳]", "张 三:会计、 审核": "张三 [会计 审核]", "张三:会计，主席": "张三 [会计 主席]",
		"张三": "", ":会计": "", "张三:审核": "",
	} {
		f := founding{persons: []string{text}}
		people, err := f.people()
		got := ""
		if err == nil {
			got = fmt.Sprint(people[0].Name, " ", people[0].Roles)
		}
		if got != want {
			t.Errorf("%s: %q %v, want %q", text, got, err, want)
		}
	}
	got, err := reasons([]string{"receipts:票：在路上", "cash-count： 无现金 "})
	if err != nil || got["receipts"] != "票：在路上" || got["cash-count"] != "无现金" {
		t.Errorf("%v %v", got, err)
	}
	for _, bad := range []string{"", "x", ":y", "x:", "x: "} {
		if _, err := reasons([]string{bad}); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}
