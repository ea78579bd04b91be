package pack_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"huizhang/ledger"
	"huizhang/ledger/render"
	"huizhang/ledger/report"
	"huizhang/store"
	"huizhang/store/demo"
	"huizhang/store/pack"
	"huizhang/store/storetest"
)

const firstPage = "先看我.html"

// bodies reads a pack with nothing but a zip reader.
func bodies(t *testing.T, path string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(f.Name, err)
		}
		r.Close()
	}
	return out
}

var (
	hrefs = regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	ids   = regexp.MustCompile(` id="([^"]*)"`)
)

// walk follows every link from the first page and gives what was reached; a link
// that leads nowhere is an error of the test.
func walk(t *testing.T, body map[string][]byte) map[string]bool {
	t.Helper()
	reached, names, todo := map[string]bool{firstPage: true}, map[string]map[string]bool{}, []string{firstPage}
	named := func(page string) map[string]bool {
		if names[page] == nil {
			names[page] = map[string]bool{}
			for _, m := range ids.FindAllSubmatch(body[page], -1) {
				if names[page][string(m[1])] {
					t.Errorf("%s: two places are called %s", page, m[1])
				}
				names[page][string(m[1])] = true
			}
		}
		return names[page]
	}
	for len(todo) > 0 {
		page := todo[0]
		todo = todo[1:]
		for _, m := range hrefs.FindAllSubmatch(body[page], -1) {
			u, err := url.Parse(strings.ReplaceAll(string(m[1]), "&#39;", "'"))
			if err != nil || u.IsAbs() || u.Host != "" || strings.HasPrefix(u.Path, "/") {
				t.Errorf("%s: the link %s leads out", page, m[1])
				continue
			}
			to := path.Join(path.Dir(page), u.Path)
			if body[to] == nil {
				t.Errorf("%s: the link %s leads nowhere (%s)", page, m[1], to)
				continue
			}
			if u.Fragment != "" && !named(to)[u.Fragment] {
				t.Errorf("%s: %s has no %s", page, to, u.Fragment)
			}
			if !reached[to] {
				reached[to] = true
				if strings.HasSuffix(to, ".html") {
					todo = append(todo, to)
				}
			}
		}
	}
	return reached
}

// readable holds what every file of the readable part must be.
func readable(t *testing.T, body map[string][]byte) {
	t.Helper()
	for name, b := range body {
		if strings.HasPrefix(name, "附件/") && !strings.HasPrefix(name, "附件/附件目录") || name == "账本/账本.hz" {
			continue
		}
		if !utf8.Valid(b) {
			t.Errorf("%s is not UTF-8", name)
		}
		text, marked := strings.CutPrefix(string(b), "\uFEFF")
		if want := strings.HasSuffix(name, ".csv") || strings.HasSuffix(name, ".txt") && name != "校验码.txt" && !strings.HasPrefix(name, "签字/"); marked != want {
			t.Errorf("%s: byte order mark %v", name, marked)
		}
		for _, r := range text {
			if r < 0x20 && r != '\n' && !(r == '\r' && strings.HasSuffix(name, ".txt")) || r >= 0x7F && r < 0xA0 || r == 0x202E || r == 0x200B || r == 0x2066 || r == 0xFEFF {
				t.Errorf("%s holds %U", name, r)
				break
			}
		}
		switch path.Ext(name) {
		case ".html":
			for _, bad := range []string{"<script", " src=", "<link", "<iframe", "@import", "javascript:", "url(", "onclick", "onload"} {
				if strings.Contains(text, bad) {
					t.Errorf("%s holds %s", name, bad)
				}
			}
			if !strings.Contains(text, "default-src 'none'") {
				t.Errorf("%s may fetch", name)
			}
		case ".csv":
			r := csv.NewReader(strings.NewReader(text))
			r.FieldsPerRecord = -1
			rows, err := r.ReadAll()
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			for _, row := range rows {
				for _, c := range row {
					if s := strings.TrimSpace(c); s != "" && strings.ContainsRune("=+@", rune(s[0])) || strings.HasPrefix(s, "-") && strings.Trim(s, "-0123456789.") != "" {
						t.Errorf("%s: %q would be run", name, c)
					}
				}
			}
		}
	}
}

// whole holds the index against the files: each with its digest, none unnamed.
func whole(t *testing.T, body map[string][]byte) {
	t.Helper()
	var index struct {
		Files []struct{ Path, SHA256 string }
	}
	if err := json.Unmarshal(body["索引.json"], &index); err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{"索引.json": true}
	for _, f := range index.Files {
		if listed[f.Path] = true; sum(body[f.Path]) != f.SHA256 {
			t.Errorf("%s: not the digest of the index", f.Path)
		}
	}
	for name := range body {
		if !listed[name] {
			t.Errorf("%s is in no list", name)
		}
		if own := name == firstPage || name == "目录.txt" || name == "校验码.txt" || name == "索引.json"; !own && !bytes.Contains(body["目录.txt"], []byte("　"+name+"　")) {
			t.Errorf("%s is not in 目录.txt", name)
		}
	}
}

// TestEveryLinkLeadsSomewhere walks the pack of the practice book and of one with
// something in every table, as a person with a browser would.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	if testing.Short() {
		t.Skip("the practice book takes seconds")
	}
	dir := t.TempDir()
	book, demoPack := filepath.Join(dir, "练习.book"), filepath.Join(dir, "练习.zip")
	if err := demo.Write(storetest.Shelf(), book, demo.Options{Members: 20, Months: 3}); err != nil {
		t.Fatal(err)
	}
	if _, err := packer().Pack(book, demoPack, order(), nil); err != nil {
		t.Fatal(err)
	}
	_, rich, _ := made(t, nil)
	for _, p := range []string{demoPack, rich} {
		body := bodies(t, p)
		reached := walk(t, body)
		for name := range body {
			if !reached[name] {
				t.Errorf("no link leads to %s", name)
			}
		}
		readable(t, body)
		whole(t, body)
		// From the first page to a month, to a voucher, to what was scanned.
		month := "报表/2026年/记账凭证/记账凭证-2026-01.html"
		if !bytes.Contains(body[firstPage], []byte((&url.URL{Path: month}).EscapedPath())) {
			t.Errorf("the first page does not lead to %s", month)
		}
		if !bytes.Contains(body[month], []byte("打开原件：")) {
			t.Errorf("%s leads to no scan", month)
		}
		if !regexp.MustCompile(`href="[^"]*-2026-01\.html#v\d+">2026-01-记-\d{4}<`).Match(body["报表/2026年/凭证序时簿/凭证序时簿-2026-01.html"]) {
			t.Error("the journal does not lead to vouchers")
		}
	}
}

// TestOriginals holds what was scanned byte by byte, under names that harm nobody.
func TestOriginals(t *testing.T) {
	d := storetest.Rich(t)
	body := map[string]string{}
	v := storetest.V(ledger.DayOf(2026, 2, 3), "李䶮领用 \x1b[2J", storetest.Dr("5010501", 100), storetest.Cr("102", 100))
	var files []ledger.File
	for _, name := range []string{"发票.pdf.exe", "../../说明.HTML", "CON.txt", "李䶮#1%20'的收据?.jpg", "=1+1.csv", "\u202Egpj.bat"} {
		text := "bytes of " + name
		f, err := d.Files().Put(name, strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
		h := sha256.Sum256([]byte(text))
		body[hex.EncodeToString(h[:])] = text
	}
	v.Papers = 1
	id := d.Post(t, v).Voucher
	d.Must(t, ledger.SetEvidence{Evidence: ledger.Evidence{Voucher: id, Papers: 1, Files: files}})
	to := filepath.Join(t.TempDir(), "a.zip")
	if _, err := (&pack.Packer{Books: d.Shelf}).Pack(d.Path(), to, order(), nil); err != nil {
		t.Fatal(err)
	}
	got := bodies(t, to)
	walk(t, got)
	readable(t, got)
	whole(t, got)
	found := 0
	for name, b := range got {
		if !strings.HasPrefix(name, "附件/2026-02-") {
			continue
		}
		found++
		if body[sum(b)] != string(b) {
			t.Errorf("%s: other bytes", name)
		}
		if base := path.Base(name); store.SafeName(base) != base {
			t.Errorf("%s is no safe name", name)
		}
		if ext := strings.ToLower(path.Ext(name)); ext == ".exe" || ext == ".html" || ext == ".bat" {
			t.Errorf("a double click runs %s", name)
		}
	}
	if found != len(files) {
		t.Errorf("%d files, want %d", found, len(files))
	}
	page := string(got["报表/2026年/记账凭证/记账凭证-2026-02.html"])
	if strings.Count(page, "打开原件：") != len(files) || !strings.Contains(page, "李䶮") {
		t.Error("the voucher does not lead to its scans")
	}
}

// TestJournalOfTheYearIsWhole holds the table that is put together month by month
// against the one that is made at once.
func TestJournalOfTheYearIsWhole(t *testing.T) {
	d, p, _ := made(t, nil)
	var want bytes.Buffer
	err := d.View(func(r ledger.Reader) error {
		doc, err := report.Build(r, "journal", report.Args{Period: ledger.Period{From: ledger.MonthOf(2026, 1), To: report.LastMonth(r)}, Today: order().Today})
		if err != nil {
			return err
		}
		return render.Write(&want, render.CSV, doc, render.Options{})
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := bodies(t, p)["报表/2026年/凭证序时簿.csv"]; !bytes.Equal(got, want.Bytes()) || bytes.Count(got, []byte("本月合计")) < 2 {
		t.Errorf("put together:\n%s\nat once:\n%s", got, want.Bytes())
	}
}

// TestPackOfAnyBook walks the pack of a book without a voucher, and of one whose
// vouchers lie in two years with nothing between.
func TestPackOfAnyBook(t *testing.T) {
	for name, fill := range map[string]func(*testing.T, *storetest.Desk){
		"empty": func(*testing.T, *storetest.Desk) {},
		"two years": func(t *testing.T, d *storetest.Desk) {
			for _, day := range []ledger.Day{ledger.DayOf(2026, 2, 3), ledger.DayOf(2027, 11, 30)} {
				d.Post(t, storetest.V(day, "=cmd|' /C calc'!A0", storetest.Dr("50105", 100), storetest.Cr("102", 100)))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := storetest.New(t, nil)
			fill(t, d)
			to := filepath.Join(t.TempDir(), "a.zip")
			list, err := (&pack.Packer{Books: d.Shelf}).Pack(d.Path(), to, order(), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range list.Items {
				if i.Name == "没有做成的报表" {
					t.Log(i.Text)
				}
			}
			body := bodies(t, to)
			reached := walk(t, body)
			for name := range body {
				if !reached[name] {
					t.Errorf("no link leads to %s", name)
				}
			}
			readable(t, body)
			whole(t, body)
			if p, err := packer().Prove(to, "", ledger.PaperMark{}, nil); err != nil || !p.Sound() {
				t.Errorf("%+v %v", p.Faults, err)
			}
		})
	}
}
