package pack_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/store"
	"huizhang/store/storetest"
)

// entry of a pack to be written by hand.
type entry struct {
	name string
	body []byte
	mode fs.FileMode
}

func entries(t *testing.T, path string) (out []entry) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		r, _ := f.Open()
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		out = append(out, entry{f.Name, b, 0o644})
	}
	return out
}

func forged(t *testing.T, all []entry) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "假.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	for _, e := range all {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		h.SetMode(e.mode)
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(e.body)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func with(all []entry, name string, change func([]byte) []byte) []entry {
	out := append([]entry{}, all...)
	for i, e := range out {
		if e.name == name {
			out[i].body = change(append([]byte{}, e.body...))
		}
	}
	return out
}

// bomb is a long run of zeros that packs to nothing.
func bomb() []byte { return make([]byte, 64<<20) }

// TestHostilePacks: nothing of a pack that is not what was made is unpacked, and
// not a byte lands outside.
func TestHostilePacks(t *testing.T) {
	d, path, _ := made(t, nil)
	all := entries(t, path)
	whole, _ := os.ReadFile(path)
	book, _ := os.ReadFile(d.Path())
	flip := func(b []byte) []byte { b[len(b)/2] ^= 1; return b }
	index := func(change func(map[string]any)) []entry {
		return with(all, "索引.json", func(b []byte) []byte {
			var m map[string]any
			if err := json.Unmarshal(b, &m); err != nil {
				t.Fatal(err)
			}
			change(m)
			b, _ = json.Marshal(m)
			return b
		})
	}
	plus := func(name string, body []byte, mode fs.FileMode) []entry {
		return append(append([]entry{}, all...), entry{name, body, mode})
	}
	raw := func(b []byte) string {
		p := filepath.Join(t.TempDir(), "假.zip")
		os.WriteFile(p, b, 0o600)
		return p
	}
	for name, c := range map[string]struct {
		path, want string
	}{
		"empty":           {raw(nil), "P04"},
		"a book":          {raw(book), "P04"},
		"half":            {raw(whole[:len(whole)/2]), "P06"},
		"last byte":       {raw(whole[:len(whole)-1]), "P06"},
		"a bit":           {raw(flip(append([]byte{}, whole...))), ""},
		"other zip":       {forged(t, []entry{{"a.txt", []byte("x"), 0o644}}), "P04"},
		"bomb":            {forged(t, plus("炸弹.csv", bomb(), 0o644)), "P05"},
		"escape":          {forged(t, plus("../../外面.txt", []byte("x"), 0o644)), "P05"},
		"absolute":        {forged(t, plus("/tmp/huizhang-外面", []byte("x"), 0o644)), "P05"},
		"drive":           {forged(t, plus("C:外面.txt", []byte("x"), 0o644)), "P05"},
		"backslash":       {forged(t, plus(`..\外面.txt`, []byte("x"), 0o644)), "P05"},
		"control":         {forged(t, plus("a\x1b[2Jb", []byte("x"), 0o644)), "P05"},
		"symlink":         {forged(t, plus("链接", []byte("/etc/passwd"), 0o777|fs.ModeSymlink)), "P05"},
		"twice":           {forged(t, plus("账本/账本.HZ", book, 0o644)), "P05"},
		"one too many":    {forged(t, plus("多.txt", []byte("x"), 0o644)), "P06"},
		"one missing":     {forged(t, all[1:]), "P06"},
		"changed file":    {forged(t, with(all, "报表/2026年/科目余额表.csv", flip)), "P06"},
		"changed book":    {forged(t, with(all, "账本/账本.hz", flip)), "P06"},
		"wrong sum":       {forged(t, index(func(m map[string]any) { first(m)["sha256"] = strings.Repeat("0", 64) })), "P06"},
		"wrong size":      {forged(t, index(func(m map[string]any) { first(m)["size"] = 1 })), "P06"},
		"path in index":   {forged(t, index(func(m map[string]any) { first(m)["path"] = "../x" })), "P06"},
		"wrong head":      {forged(t, index(func(m map[string]any) { m["root"] = strings.Repeat("0", 64) })), "P06"},
		"other book":      {forged(t, index(func(m map[string]any) { m["book"] = strings.Repeat("0", 32) })), "P06"},
		"newer":           {forged(t, index(func(m map[string]any) { m["format"] = 2 })), "P06"},
		"index is a list": {forged(t, with(all, "索引.json", func([]byte) []byte { return []byte("[]") })), "P06"},
		"hash of attachment": {forged(t, index(func(m map[string]any) {
			m["attachments"].([]any)[0].(map[string]any)["sha256"] = strings.Repeat("a", 64)
		})), "P06"},
		"symlink itself": {link(t, path), ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			before := tree(t, os.TempDir(), "huizhang-verify-pack-")
			_, err := packer().Unpack(c.path, filepath.Join(dir, "审查"), "", nil)
			if name == "symlink itself" { // where the pack itself lies is the person's business
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || c.want != "" && store.FaultCode(err) != c.want || store.FaultCode(err) == "" {
				t.Errorf("unpacked: %v, want %s", err, c.want)
			}
			if left, _ := os.ReadDir(dir); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
			if after := tree(t, os.TempDir(), "huizhang-verify-pack-"); after > before {
				t.Errorf("%d temporary folders stay", after-before)
			}
			if p, err := packer().Prove(c.path, "", ledger.PaperMark{}, nil); err == nil && p.Sound() {
				t.Error("proven sound")
			}
		})
	}
}

func first(m map[string]any) map[string]any { return m["files"].([]any)[3].(map[string]any) }

func link(t *testing.T, path string) string {
	to := filepath.Join(t.TempDir(), "链接.zip")
	if err := os.Symlink(path, to); err != nil {
		t.Skip("no links here")
	}
	return to
}

func tree(t *testing.T, dir, prefix string) (n int) {
	all, _ := filepath.Glob(filepath.Join(dir, prefix+"*"))
	return len(all)
}

// TestSwappedBookIsFound puts another sound book into a pack whose index was
// made to fit: what is left is that its head is not the one that was signed or
// printed, and the head that the pack names.
func TestSwappedBookIsFound(t *testing.T) {
	_, path, _ := made(t, nil)
	other := storetest.New(t, nil)
	b := new(bytes.Buffer)
	copied := filepath.Join(t.TempDir(), "c")
	if _, err := other.Shelf.CopyTo(other.Path(), copied, nil); err != nil {
		t.Fatal(err)
	}
	raw, _ := os.ReadFile(copied)
	b.Write(raw)
	all := with(entries(t, path), "账本/账本.hz", func([]byte) []byte { return b.Bytes() })
	all = with(all, "索引.json", func(x []byte) []byte {
		var m map[string]any
		json.Unmarshal(x, &m)
		for _, f := range m["files"].([]any) {
			if f := f.(map[string]any); f["path"] == "账本/账本.hz" {
				f["sha256"], f["size"] = sum(raw), len(raw)
			}
		}
		x, _ = json.Marshal(m)
		return x
	})
	forgery := forged(t, all)
	p, err := packer().Prove(forgery, "", ledger.PaperMark{}, nil)
	if err != nil || p.Sound() || !strings.Contains(fmt.Sprint(p.Faults), "同一刻") {
		t.Errorf("%v %v", p.Faults, err)
	}
	if _, err := packer().Unpack(forgery, filepath.Join(t.TempDir(), "x"), "", nil); store.FaultCode(err) != "P06" {
		t.Error(err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte(""))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(dir, "f.zip")
		os.WriteFile(path, b, 0o600)
		if p, err := packer().Prove(path, "", ledger.PaperMark{}, nil); err == nil && p.Sound() {
			t.Error("proven sound")
		}
	})
}
