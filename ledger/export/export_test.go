package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/export"
	"huizhang/ledger/ledgertest"
	"huizhang/ledger/report"
	"huizhang/store/demo"
	"huizhang/store/storetest"
)

// books are what the exports are proved on: the worked example, random
// histories, the practice book, and one whose texts try to be syntax.
func books(t *testing.T, see func(t *testing.T, r ledger.Reader)) {
	opening := func(f *ledger.Found) { f.Opening = ledgertest.ExampleOpening() }
	look := func(t *testing.T, b ledger.Book) {
		if err := b.View(func(r ledger.Reader) error { see(t, r); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("example", func(t *testing.T) {
		d := storetest.New(t, opening)
		for _, v := range ledgertest.ExampleVouchers() {
			d.Post(t, v)
		}
		d.Must(t, ledger.CloseMonth{Month: ledgertest.ExampleMonth, Without: map[string]string{"soft": "测试账"}})
		look(t, d)
	})
	for seed := range uint64(4) {
		t.Run(fmt.Sprintf("random-%d", seed), func(t *testing.T) {
			d := storetest.New(t, opening)
			if _, err := ledgertest.Play(d.Book, seed, 14); err != nil {
				t.Fatal(err)
			}
			look(t, d)
		})
	}
	t.Run("practice", func(t *testing.T) {
		s := storetest.Shelf()
		path := filepath.Join(t.TempDir(), "练习.book")
		if err := demo.Write(s, path, demo.Options{Members: 30, Months: 12, Seed: 3}); err != nil {
			t.Fatal(err)
		}
		b, err := s.Open(path, true)
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		look(t, b)
	})
	t.Run("hostile", func(t *testing.T) { look(t, hostile(t)) })
}

// hostile is a book whose every text tries to become syntax.
func hostile(t *testing.T) ledger.Book {
	d := storetest.New(t, func(f *ledger.Found) { f.Unit.Name = "工会\"\noption \"x\" \"y\" ; z" })
	for i, name := range nasty() {
		code := ledger.Code(fmt.Sprintf("102%02d", i+1))
		d.Must(t, ledger.AddAccount{Code: code, Text: name})
		v := ledgertest.V(ledger.DayOf(2026, 1, 5), name, ledgertest.Dr(code, 100_01), ledgertest.Cr("408", 100_01))
		v.Payee = name
		d.Post(t, v)
	}
	return d
}

func nasty() []string {
	return []string{
		`工行"基本户\`, "a:b:c", "x  y; date:1999-13-45", "[2026-99-99] (virtual)", "= 5 CNY @ 3", "* ! # ^link #tag", "| note", "\x1b[31m红\u202e", "ａ－ｂ，ｃ", "𠮷野家（北）", "123", "-", "{1 CNY}", "\"\"\"", "2026-01-01 close 资产:102",
	}
}

// figures are the own closing balances of all accounts, from `report trial`
// where it shows them, proved against the ledger's own sums.
func figures(t *testing.T, r ledger.Reader) map[ledger.Code]ledger.Money {
	doc, err := report.Build(r, "trial", report.Args{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[ledger.Code]ledger.Money{}
	cols := doc.Tables[0].Columns
	for _, row := range doc.Tables[0].Rows {
		if a, ok := r.Account(ledger.Code(row.Key)); ok {
			n := len(cols)
			out[a.Code] = row.Cells[n-2].Money - row.Cells[n-1].Money
		}
	}
	if len(out) == 0 {
		t.Fatal("report trial has no account")
	}
	return out
}

// agree compares a program's balances, by account name as exported, with
// `report trial`: an account's figure is its own and all below it.
func agree(t *testing.T, r ledger.Reader, program string, got map[string]ledger.Money) {
	t.Helper()
	sums := map[ledger.Code]ledger.Money{}
	for name, m := range got {
		part := name[strings.LastIndex(name, ":")+1:]
		code := ledger.Code(part[:len(part)-len(strings.TrimLeft(part, "0123456789"))])
		for c := code; c != ""; c = c.Parent() {
			sums[c] += m
		}
	}
	for c, want := range figures(t, r) {
		if sums[c] != want {
			t.Errorf("%s: %s is %s, report trial says %s", program, c, sums[c], want)
		}
		delete(sums, c)
	}
	for c, m := range sums {
		if m != 0 {
			t.Errorf("%s: %s is %s, report trial does not show it", program, c, m)
		}
	}
}

func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed", program)
	}
}

func file(t *testing.T, name string, r ledger.Reader, write func(io.Writer, ledger.Reader) error) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := write(f, r); err != nil {
		t.Fatal(err)
	}
	return path
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "PYTHONUTF8=1")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, errs.String(), out)
	}
	return string(out)
}

func TestHledgerAgrees(t *testing.T) {
	need(t, "hledger")
	books(t, func(t *testing.T, r ledger.Reader) {
		path := file(t, "book.journal", r, export.Hledger)
		out := run(t, "hledger", "-f", path, "bal", "--flat", "--no-total", "-N", "-E", "-O", "csv")
		agree(t, r, "hledger", table(t, out, "account"))
		run(t, "hledger", "-f", path, "check", "--strict")
	})
}

func TestBeancountAgrees(t *testing.T) {
	need(t, "bean-check")
	need(t, "bean-query")
	books(t, func(t *testing.T, r ledger.Reader) {
		path := file(t, "book.beancount", r, export.Beancount)
		if out := run(t, "bean-check", path); out != "" {
			t.Fatal(out)
		}
		out := run(t, "bean-query", "-f", "csv", path, "SELECT account, sum(position) GROUP BY account")
		agree(t, r, "beancount", table(t, out, "account"))
	})
}

// table reads a CSV of account and balance; the currency may follow the figure.
func table(t *testing.T, text, head string) map[string]ledger.Money {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	out := map[string]ledger.Money{}
	for _, row := range rows {
		if strings.TrimSpace(row[0]) == head || len(row) < 2 {
			continue
		}
		figure := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(row[1]), "CNY"))
		if figure == "" {
			figure = "0"
		}
		m, err := ledger.ParseMoney(figure)
		if err != nil {
			t.Fatalf("%q: %v", row, err)
		}
		out[strings.TrimSpace(row[0])] += m
	}
	if len(out) == 0 {
		t.Fatalf("no balances in %q", text)
	}
	return out
}

// Closing vouchers are in every export, and marked.
func TestClosingIsMarked(t *testing.T) {
	d := storetest.New(t, func(f *ledger.Found) { f.Opening = ledgertest.ExampleOpening() })
	for _, v := range ledgertest.ExampleVouchers() {
		d.Post(t, v)
	}
	d.Must(t, ledger.CloseMonth{Month: ledgertest.ExampleMonth, Without: map[string]string{"soft": "测试账"}})
	err := d.View(func(r ledger.Reader) error {
		for mark, write := range map[string]func(io.Writer, ledger.Reader) error{
			"(2026-01-结-0001) 结转2026年1月会费收入  ; closing:": export.Hledger,
			`"结转2026年1月会费收入" #closing`:                   export.Beancount,
			`"closing":true`: export.JSONL,
		} {
			var b bytes.Buffer
			if err := write(&b, r); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(b.String(), mark) {
				t.Errorf("%q is missing", mark)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Every line of a JSONL export is an object with a type, and the vouchers add
// up to the book's balances.
func TestJSONLHoldsTheBook(t *testing.T) {
	books(t, func(t *testing.T, r ledger.Reader) {
		var b bytes.Buffer
		if err := export.JSONL(&b, r); err != nil {
			t.Fatal(err)
		}
		sums := map[ledger.Code]ledger.Money{}
		add := func(account any, debit, credit any) {
			d, err1 := ledger.ParseMoney(debit.(string))
			c, err2 := ledger.ParseMoney(credit.(string))
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			sums[ledger.Code(account.(string))] += d - c
		}
		for line := range strings.Lines(b.String()) {
			var o map[string]any
			if err := json.Unmarshal([]byte(line), &o); err != nil {
				t.Fatal(err)
			}
			switch o["type"] {
			case "opening":
				add(o["account"], o["debit"], o["credit"])
			case "voucher":
				if o["state"] != "posted" {
					continue
				}
				for _, x := range o["lines"].([]any) {
					l := x.(map[string]any)
					add(l["account"], l["debit"], l["credit"])
				}
			case nil:
				t.Fatalf("no type: %s", line)
			}
		}
		got := map[string]ledger.Money{}
		for c, m := range sums {
			got[string(c)] = m
		}
		agree(t, r, "jsonl", got)
	})
}

// No export carries a character that a terminal would obey, and JSON still
// reads back what was there.
func TestExportsArePlain(t *testing.T) {
	d := hostile(t)
	odd := "a\u009bb\u202ec\U000E0041d\u007f"
	d.(*storetest.Desk).Must(t, ledger.AddAccount{Code: "10299", Text: odd})
	err := d.View(func(r ledger.Reader) error {
		for name, write := range map[string]func(io.Writer, ledger.Reader) error{"hledger": export.Hledger, "beancount": export.Beancount, "jsonl": export.JSONL} {
			var b bytes.Buffer
			if err := write(&b, r); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if line = strings.TrimSuffix(line, "\n"); ledger.Plain(line) != line {
					t.Errorf("%s: %q", name, line)
				}
			}
			if name != "jsonl" {
				continue
			}
			want, _ := r.Account("10299")
			found := false
			for line := range strings.Lines(b.String()) {
				var o struct{ Type, Code, Name string }
				if err := json.Unmarshal([]byte(line), &o); err != nil {
					t.Fatal(err)
				}
				found = found || o.Code == "10299" && o.Name == want.Name
			}
			if !found {
				t.Error("jsonl: the name does not come back")
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
