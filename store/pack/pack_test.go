package pack_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/store"
	"huizhang/store/demo"
	"huizhang/store/pack"
	"huizhang/store/storetest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func packer() *pack.Packer { return &pack.Packer{Books: storetest.Shelf()} }

func order() ledger.PackOrder {
	at := time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	return ledger.PackOrder{By: "王会计", At: at.Unix(), Today: ledger.Today(at)}
}

// made packs a book with something in every table.
func made(t *testing.T, change func(*ledger.PackOrder)) (d *storetest.Desk, path string, list ledger.PackList) {
	t.Helper()
	d = storetest.Rich(t)
	o := order()
	if change != nil {
		change(&o)
	}
	path = filepath.Join(t.TempDir(), "青山小学.审计包.zip")
	list, err := (&pack.Packer{Books: d.Shelf}).Pack(d.Path(), path, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d, path, list
}

func sum(b []byte) string {
	x := sha256.Sum256(b)
	return hex.EncodeToString(x[:])
}

func TestPackIsWholeAndVerifies(t *testing.T) {
	d, path, list := made(t, nil)
	var head ledger.Head
	d.View(func(r ledger.Reader) error { head = r.Head(); return nil })
	if list.Head != head || list.Files < 40 || len(list.Missing) != 0 || list.Path != path {
		t.Errorf("%+v", list)
	}
	proof, err := packer().Prove(path, "", ledger.PaperMark{}, nil)
	if err != nil || !proof.Sound() || proof.Head != head || proof.Files == 0 {
		t.Errorf("%+v %v", proof, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestSameBookSamePack(t *testing.T) {
	d, path, _ := made(t, nil)
	again := path + "2"
	if _, err := (&pack.Packer{Books: d.Shelf}).Pack(d.Path(), again, order(), nil); err != nil {
		t.Fatal(err)
	}
	a, _ := os.ReadFile(path)
	b, _ := os.ReadFile(again)
	if !bytes.Equal(a, b) {
		t.Error("two packs of one moment differ")
	}
}

func TestPackLeavesWhatIsThere(t *testing.T) {
	d, path, _ := made(t, nil)
	before, _ := os.ReadFile(path)
	p := &pack.Packer{Books: d.Shelf}
	if _, err := p.Pack(d.Path(), path, order(), nil); store.FaultCode(err) != "X01" {
		t.Error(err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("overwritten")
	}
	o := order()
	o.Force = true
	if _, err := p.Pack(d.Path(), path, o, nil); err != nil {
		t.Error(err)
	}
	if _, err := p.Pack(d.Path(), d.Path(), o, nil); store.FaultCode(err) != "X01" {
		t.Errorf("the book itself: %v", err)
	}
}

func TestNoSuchFolder(t *testing.T) {
	d := storetest.Rich(t)
	file := filepath.Join(t.TempDir(), "file")
	os.WriteFile(file, nil, 0o600)
	for _, out := range []string{filepath.Join(file, "a.zip"), filepath.Join(t.TempDir(), "stick", "a.zip")} {
		steps := 0
		_, err := (&pack.Packer{Books: d.Shelf}).Pack(d.Path(), out, order(), func(int, int, string) bool { steps++; return true })
		if err == nil || !strings.Contains(err.Error(), "这个文件夹") || steps > 0 {
			t.Errorf("%s: %v after %d steps", out, err, steps)
		}
	}
}

// TestProgressOnlyGrows holds that one measure runs through the whole work.
func TestProgressOnlyGrows(t *testing.T) {
	d := storetest.Rich(t)
	last, steps, seen := 0, 0, map[int]bool{}
	_, err := (&pack.Packer{Books: d.Shelf}).Pack(d.Path(), filepath.Join(t.TempDir(), "a.zip"), order(), func(done, total int, what string) bool {
		if total != 100 || done < last || done > total || what == "" {
			t.Errorf("%d of %d after %d (%s)", done, total, last, what)
		}
		last, steps, seen[done] = done, steps+1, true
		return true
	})
	if err != nil || last < 95 || len(seen) < 20 {
		t.Errorf("%d steps, %d values, the last is %d: %v", steps, len(seen), last, err)
	}
}

func TestStoppedPackLeavesNothing(t *testing.T) {
	d := storetest.Rich(t)
	for n := 1; n < 60; n += 7 {
		dir, left := t.TempDir(), n
		_, err := (&pack.Packer{Books: d.Shelf}).Pack(d.Path(), filepath.Join(dir, "a.zip"), order(), func(int, int, string) bool { left--; return left > 0 })
		if err == nil || !strings.Contains(err.Error(), "取消") {
			t.Fatalf("after %d: %v", n, err)
		}
		if all, _ := os.ReadDir(dir); len(all) != 0 {
			t.Fatalf("after %d steps: %v", n, all)
		}
	}
}

// TestSecondReader reads the pack with nothing but zip, csv and sha256, and adds
// the journal up again.
func TestSecondReader(t *testing.T) {
	d, path, _ := made(t, nil)
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	body := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body[f.Name], err = io.ReadAll(r)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		r.Close()
	}
	sums := 0
	for line := range strings.Lines(string(body["校验码.txt"])) {
		want, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		got := sha256.Sum256(body[name])
		if want != hex.EncodeToString(got[:]) {
			t.Errorf("%s: other bytes than 校验码.txt says", name)
		}
		sums++
	}
	if sums != len(body)-2 { // itself and 索引.json
		t.Errorf("%d sums for %d files", sums, len(body))
	}
	csvs := 0
	for name, b := range body {
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		csvs++
		r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\uFEFF"))))
		r.FieldsPerRecord = -1
		if _, err := r.ReadAll(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if csvs < 20 {
		t.Errorf("only %d tables", csvs)
	}
	var debit ledger.Money
	d.View(func(r ledger.Reader) error {
		for v := range r.Posted(ledger.Period{}) {
			debit += v.Amount()
		}
		return nil
	})
	if got := column(t, body["报表/2026年/凭证序时簿.csv"], "借方"); got != debit {
		t.Errorf("journal adds up to %s, the book to %s", got, debit)
	}
	if got := string(body["附件/2026-01-记-0001/01-发票.pdf"]); len(got) == 0 {
		found := slices.Sorted(func(yield func(string) bool) {
			for n := range body {
				if strings.HasPrefix(n, "附件/") && !yield(n) {
					return
				}
			}
		})
		if !slices.ContainsFunc(found, func(n string) bool {
			return strings.HasSuffix(n, "发票.pdf") && bytes.Contains(body[n], []byte("made-up receipt"))
		}) {
			t.Errorf("attachments: %v", found)
		}
	}
}

// column adds up the lines of a table of the pack, but for its sums.
func column(t *testing.T, b []byte, name string) (sum ledger.Money) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\uFEFF")))).ReadAll()
	if err != nil || len(rows) < 3 {
		t.Fatal(err, len(rows))
	}
	at, no := slices.Index(rows[0], name), slices.Index(rows[0], "凭证号")
	for _, row := range rows[1:] {
		if row[no] == "" || row[at] == "" {
			continue
		}
		m, err := ledger.ParseMoney(row[at])
		if err != nil {
			t.Fatal(err)
		}
		sum += m
	}
	return sum
}

// TestPackHidesWhatIsSensitive looks through the readable part; the book file is
// the book.
func TestPackHidesWhatIsSensitive(t *testing.T) {
	d := storetest.Rich(t)
	file := ledger.CaseFile{Story: "白血病化疗三次", Address: "青山路十二号", IDNumber: "110101199003071090", Card: "6222021234567890128"}
	d.Must(t, ledger.SaveCase{Case: ledger.Case{Member: 2, Opened: ledger.DayOf(2026, 1, 20), Cause: "大病"}, File: &file, Sure: true})
	m := ledger.Member{Name: "许五月", Born: ledger.DayOf(1985, 6, 3), Phone: "13911112222", Spells: []ledger.Spell{{From: ledger.DayOf(2015, 9, 1)}}}
	d.Must(t, ledger.SaveMember{Member: m})
	path := filepath.Join(t.TempDir(), "a.zip")
	if _, err := (&pack.Packer{Books: d.Shelf}).Pack(d.Path(), path, order(), nil); err != nil {
		t.Fatal(err)
	}
	var secrets []string
	d.View(func(r ledger.Reader) error {
		for m := range r.Members() {
			secrets = append(secrets, m.Phone)
			if m.Born != 0 {
				secrets = append(secrets, m.Born.String())
			}
		}
		for c := range r.Cases() {
			f, _ := r.CaseFile(c.ID)
			secrets = append(secrets, f.Story, f.Address, f.IDNumber, f.Card)
		}
		return nil
	})
	secrets = slices.DeleteFunc(secrets, func(s string) bool { return len(s) < 6 })
	if len(secrets) < 9 {
		t.Fatalf("too few to look for: %v", secrets)
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		if f.Name == "账本/账本.hz" {
			continue
		}
		r, _ := f.Open()
		b, _ := io.ReadAll(r)
		r.Close()
		for _, s := range secrets {
			if bytes.Contains(b, []byte(s)) {
				t.Errorf("%s tells %q", f.Name, s)
			}
		}
	}
}

func TestLostAttachmentIsListed(t *testing.T) {
	d := storetest.Rich(t)
	files, _ := filepath.Glob(filepath.Join(store.FilesPath(d.Path()), "*"))
	if len(files) == 0 {
		t.Fatal("no attachment")
	}
	kept, _ := os.ReadFile(files[0])
	os.Remove(files[0])
	defer os.WriteFile(files[0], kept, 0o600)
	path := filepath.Join(t.TempDir(), "a.zip")
	p := &pack.Packer{Books: d.Shelf}
	list, err := p.Pack(d.Path(), path, order(), nil)
	if err != nil || len(list.Missing) != 1 {
		t.Fatalf("%+v %v", list.Missing, err)
	}
	proof, err := p.Prove(path, "", ledger.PaperMark{}, nil)
	if err != nil || proof.Sound() || !slices.ContainsFunc(proof.Notes, func(s string) bool { return strings.Contains(s, "打包时就缺") }) {
		t.Errorf("%+v %v", proof, err)
	}
	if _, err := p.Unpack(path, filepath.Join(t.TempDir(), "审查"), "", nil); err != nil {
		t.Errorf("an old loss keeps the auditor out: %v", err)
	}
}

func TestEncryptedPack(t *testing.T) {
	const word = "三只 青蛙 跳过 田埂"
	_, path, _ := made(t, func(o *ledger.PackOrder) { o.Passphrase = word })
	if is, locked := packer().Packed(path); !is || !locked {
		t.Error(is, locked)
	}
	for _, wrong := range []string{"", "三只 青蛙 跳过 田"} {
		if _, err := packer().Prove(path, wrong, ledger.PaperMark{}, nil); store.FaultCode(err) != "P07" {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	if p, err := packer().Prove(path, word, ledger.PaperMark{}, nil); err != nil || !p.Sound() {
		t.Errorf("%+v %v", p.Faults, err)
	}
	info, _ := os.Stat(path)
	os.Truncate(path, info.Size()-10)
	if _, err := packer().Prove(path, word, ledger.PaperMark{}, nil); store.FaultCode(err) != "P06" {
		t.Error(err)
	}
}

// TestDemoPack holds the list of files of the practice book's pack.
func TestDemoPack(t *testing.T) {
	if testing.Short() {
		t.Skip("the practice book takes seconds")
	}
	dir := t.TempDir()
	book, path := filepath.Join(dir, "练习.book"), filepath.Join(dir, "练习.审计包.zip")
	if err := demo.Write(storetest.Shelf(), book, demo.Options{Members: 20, Months: 3}); err != nil {
		t.Fatal(err)
	}
	list, err := packer().Pack(book, path, order(), nil)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var b strings.Builder
	for _, i := range list.Items {
		fmt.Fprintf(&b, "[%v] %s：%s\n", i.In, i.Name, i.Text)
	}
	for _, f := range z.File {
		fmt.Fprintln(&b, f.Name)
	}
	golden := filepath.Join("testdata", "demo.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || string(want) != b.String() {
		t.Errorf("list of the pack changed (%v); -update writes it anew. Got:\n%s", err, b.String())
	}
	if p, err := packer().Prove(path, "", ledger.PaperMark{}, nil); err != nil || !p.Sound() {
		t.Errorf("%+v %v", p.Faults, err)
	}
}
