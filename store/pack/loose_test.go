package pack_test

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/store"
	"huizhang/store/notary"
	"huizhang/store/pack"
)

// TestLoosePacks: a zip in which other programs may see other files than this
// one, and what costs more than a pack is worth, is refused before it is read.
func TestLoosePacks(t *testing.T) {
	_, path, _ := made(t, nil)
	all := entries(t, path)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write := func(b []byte) string {
		p := filepath.Join(t.TempDir(), "假.zip")
		if err := os.WriteFile(p, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	small, _ := os.ReadFile(forged(t, []entry{{"另一份.txt", []byte("别的内容"), 0o644}}))
	comment := append(bytes.Clone(whole), "评语"...)
	binary.LittleEndian.PutUint16(comment[len(whole)-2:], uint16(len("评语")))
	hidden := bytes.Clone(whole) // another name before the data than in the directory
	at := bytes.Index(hidden, []byte("先读我.txt"))
	copy(hidden[at:], "先读她.txt")
	lots := bytes.Clone(whole)
	binary.LittleEndian.PutUint16(lots[len(lots)-12:], 9)
	index := func(b []byte) string { return forged(t, with(all, "索引.json", func([]byte) []byte { return b })) }
	long := append([]byte(`{"files":[`), bytes.Repeat([]byte("{},"), 15<<20)...)
	noise := make([]byte, 1<<20) // so that the ratio of the whole is fine
	rand.Read(noise)
	name, far := "报表/\u00e9.csv", "报表/e\u0301.csv" // the same to a Mac
	for what, c := range map[string]struct{ path, want string }{
		"another zip before it":   {write(append(bytes.Clone(small), whole...)), "P06"},
		"bytes before it":         {write(append([]byte("PK\x03\x04xxxx"), whole...)), "P06"},
		"a comment":               {write(comment), "P06"},
		"bytes behind it":         {write(append(bytes.Clone(whole), 0)), "P06"},
		"another name inside":     {write(hidden), "P05"},
		"a wrong count":           {write(lots), "P06"},
		"one name in two forms":   {forged(t, append(all[:len(all):len(all)], entry{name, nil, 0o644}, entry{far, nil, 0o644})), "P05"},
		"an index without an end": {index(append(long, noise...)), "P06"},
		"a pack in the pack":      {forged(t, append(all[:len(all):len(all)], entry{"内.zip", whole, 0o644})), "P06"},
	} {
		_, err := packer().Unpack(c.path, filepath.Join(t.TempDir(), "审查"), "", nil)
		if store.FaultCode(err) != c.want {
			t.Errorf("%s: %v, want %s", what, err, c.want)
		}
	}
	if o, err := packer().Prove(path, "", ledger.PaperMark{}, nil); err != nil || !o.Sound() { // the control
		t.Error(err)
	}
}

// TestFalseSeals: what is wrong with an encrypted pack is told from a wrong
// passphrase, and nothing is paid for it.
func TestFalseSeals(t *testing.T) {
	sealed := func(r age.Recipient) string {
		p := filepath.Join(t.TempDir(), "密.zip")
		f, err := os.Create(p)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		w, err := age.Encrypt(f, r)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, "PK\x03\x04 no zip")
		w.Close()
		return p
	}
	cheap, _ := age.NewScryptRecipient(word)
	cheap.SetWorkFactor(10)
	person, _ := age.GenerateX25519Identity()
	dear, err := os.ReadFile(sealed(cheap))
	if err != nil {
		t.Fatal(err)
	}
	line := strings.Split(string(dear), "\n")[1]
	costly := func(work string) string {
		p := filepath.Join(t.TempDir(), "密.zip")
		os.WriteFile(p, bytes.Replace(dear, []byte(line), []byte(strings.TrimSuffix(line, "10")+work), 1), 0o600)
		return p
	}
	long := filepath.Join(t.TempDir(), "密.zip")
	os.WriteFile(long, []byte("age-encryption.org/v1\n"+strings.Repeat("-> X25519 aaaa\nbbbb\n", 1<<16)), 0o600)
	for what, c := range map[string]struct{ path, want, word string }{
		"no zip inside":   {sealed(cheap), "P06", "不完整"},
		"a person's key":  {sealed(person.Recipient()), "P05", "不是用密码"},
		"a huge cost":     {costly("30"), "P05", "内存"},
		"a cost too high": {costly("20"), "P05", "内存"},
		"no number":       {costly("x"), "P05", "内存"},
		"an endless head": {long, "P06", "开头"},
	} {
		_, err := packer().Prove(c.path, word, ledger.PaperMark{}, nil)
		if store.FaultCode(err) != c.want || !strings.Contains(err.Error(), c.word) {
			t.Errorf("%s: %v, want %s %s", what, err, c.want, c.word)
		}
	}
}

// TestPackAgainstPaper: an encrypted pack is held against paper as any book is,
// and a weak passphrase makes none.
func TestPackAgainstPaper(t *testing.T) {
	d, path, list := made(t, func(o *ledger.PackOrder) { o.Passphrase = word })
	var book string
	d.View(func(r ledger.Reader) error { book = r.Unit().BookID; return nil })
	_, qr, err := notary.Codes{}.Code(book, ledger.MonthPeriod(202601), list.Head)
	if err != nil {
		t.Fatal(err)
	}
	p, err := packer().Prove(path, word, ledger.PaperMark{Text: qr}, nil)
	if err != nil || p.Against == nil || p.Against.Verdict != "same" {
		t.Errorf("%v %+v", err, p.Against)
	}
	bad := list.Head
	bad.Root = strings.Repeat("0", 64)
	_, qr, _ = notary.Codes{}.Code(book, ledger.MonthPeriod(202601), bad)
	if p, err = packer().Prove(path, word, ledger.PaperMark{Text: qr}, nil); err != nil || p.Against == nil || p.Against.Verdict != "rewritten" {
		t.Errorf("%v %+v", err, p.Against)
	}
	for _, weak := range []string{"12345678", "短", " 三只青蛙跳过田埂"} {
		o := order()
		o.Passphrase = weak
		if _, err := packer().Pack(d.Path(), filepath.Join(t.TempDir(), "a.zip"), o, nil); err == nil || !strings.Contains(err.Error(), "没有打包") {
			t.Errorf("%q: %v", weak, err)
		}
	}
}

// TestSwappedAttachmentIsFound: an index that calls a receipt lost does not hide
// that the book has it.
func TestSwappedAttachmentIsFound(t *testing.T) {
	_, path, _ := made(t, nil)
	var gone string
	all := with(entries(t, path), "索引.json", func(b []byte) []byte {
		var m map[string]any
		json.Unmarshal(b, &m)
		a := m["attachments"].([]any)[0].(map[string]any)
		gone = a["path"].(string)
		m["missing"] = []any{map[string]any{"Field": a["sha256"], "Subject": a["voucher"], "Text": "早就没有了\x1b[2J"}}
		m["attachments"] = m["attachments"].([]any)[1:]
		var files []any
		for _, f := range m["files"].([]any) {
			if f.(map[string]any)["path"] != gone {
				files = append(files, f)
			}
		}
		m["files"] = files
		b, _ = json.Marshal(m)
		return b
	})
	var left []entry
	for _, e := range all {
		if e.name != gone {
			left = append(left, e)
		}
	}
	p, err := packer().Prove(forged(t, left), "", ledger.PaperMark{}, nil)
	if err != nil || p.Sound() || !strings.Contains(fmt.Sprint(p.Faults), "A01") || strings.Contains(fmt.Sprint(p.Notes), "\x1b") {
		t.Errorf("%v %v %v", err, p.Faults, p.Notes)
	}
}

// TestBookAgainstItsPack: a pack that the auditor kept says what was added since.
func TestBookAgainstItsPack(t *testing.T) {
	d, path, list := made(t, nil)
	s := &pack.Shelf{Shelf: d.Shelf, Packs: &pack.Packer{Books: d.Shelf}}
	paper, err := notary.ReadPaper(path)
	if err != nil || paper.Book != path {
		t.Fatalf("%+v %v", paper, err)
	}
	before := tree(t, os.TempDir(), "huizhang-verify-pack-")
	p, err := s.VerifyAgainst(d.Path(), paper, nil)
	if err != nil || p.Against == nil || p.Against.Verdict != "same" {
		t.Fatalf("%v %+v", err, p.Against)
	}
	d.As(auditor, func() {
		d.Must(t, audit.Raise{Finding: ledger.Finding{UID: strings.Repeat("ab", 16), Title: "问", On: "month/2026-01", Ref: "2026-01", Severity: "note"}, Question: "看看"})
	})
	if p, err = s.VerifyAgainst(d.Path(), paper, nil); err != nil || p.Against.Verdict != "extended" || p.Against.Sound != list.Head.Size {
		t.Errorf("%v %+v", err, p.Against)
	}
	if p, err = s.VerifyAgainst(path, ledger.PaperMark{Book: d.Path()}, nil); err != nil || p.Against.Verdict != "shorter" {
		t.Errorf("%v %+v", err, p.Against)
	}
	if after := tree(t, os.TempDir(), "huizhang-verify-pack-"); after > before {
		t.Errorf("%d temporary folders stay", after-before)
	}
}
