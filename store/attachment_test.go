package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"huizhang/ledger"
)

func putText(t testing.TB, s *Files, name, content string) ledger.File {
	t.Helper()
	f, err := s.Put(name, strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFilesKeepOneContentOnce(t *testing.T) {
	dir := t.TempDir()
	s := NewFiles(filepath.Join(dir, "a.book"), 0)
	if all, err := s.List(); err != nil || all != nil || namesIn(t, dir) != "" {
		t.Fatal("looking made something", all, err)
	}
	a := putText(t, s, `C:\收据\发票.pdf`, "content")
	b := putText(t, s, "../other.pdf", "content")
	c := putText(t, s, "c.jpg", "another")
	sum := sha256.Sum256([]byte("content"))
	if a.Hash != hex.EncodeToString(sum[:]) || a.Name != "发票.pdf" || a.Size != 7 || b.Hash != a.Hash || b.Name != "other.pdf" {
		t.Errorf("%+v %+v", a, b)
	}
	all, err := s.List()
	if err != nil || len(all) != 2 || namesIn(t, dir) != "a.book.files" || len(strings.Fields(namesIn(t, s.Path()))) != 2 {
		t.Errorf("%v %v %s", all, err, namesIn(t, s.Path()))
	}
	for _, f := range []ledger.File{a, b, c} {
		if err := s.Check(f); err != nil {
			t.Error(err)
		}
	}
	r, err := s.Open(c.Hash)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil || string(got) != "another" {
		t.Errorf("%q %v", got, err)
	}
}

func TestFilesRefuseToTake(t *testing.T) {
	s := NewFiles(filepath.Join(t.TempDir(), "a.book"), 10)
	broken := errors.New("pulled out")
	for name, c := range map[string]struct {
		r    io.Reader
		text string
	}{
		"empty":      {strings.NewReader(""), "0 字节"},
		"large":      {strings.NewReader("12345678901"), "超过 1 MB"},
		"endless":    {iotest.DataErrReader(endless{}), "超过"},
		"unreadable": {io.MultiReader(strings.NewReader("abc"), iotest.ErrReader(broken)), "读不出来"},
	} {
		f, err := s.Put("a.pdf", c.r)
		if FaultCode(err) != "A01" || !strings.Contains(err.Error(), c.text) || f.Hash != "" {
			t.Errorf("%s: %v", name, err)
		}
		if name == "unreadable" && !errors.Is(err, broken) {
			t.Errorf("the cause is lost: %v", err)
		}
	}
	if left := namesIn(t, s.Path()); left != "" {
		t.Errorf("left behind: %s", left)
	}
	putText(t, s, "a", "1234567890")
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestFilesNoticeEveryChange(t *testing.T) {
	s := NewFiles(filepath.Join(t.TempDir(), "a.book"), 0)
	f := putText(t, s, "发票.pdf", "the content of a receipt")
	path := filepath.Join(s.Path(), f.Hash)
	whole := readTestFile(t, path)
	out := filepath.Join(t.TempDir(), "out.pdf")
	refused := func(what, text string) {
		t.Helper()
		if err := s.Check(f); FaultCode(err) != "A01" || !strings.Contains(err.Error(), text) || !strings.Contains(err.Error(), "发票.pdf") {
			t.Errorf("%s: %v", what, err)
		}
		if err := s.Export(f, out); FaultCode(err) != "A01" || namesIn(t, filepath.Dir(out)) != "" {
			t.Errorf("%s: exported: %v", what, err)
		}
		r, err := s.Open(f.Hash)
		if err == nil {
			_, err = io.ReadAll(r)
			r.Close()
		}
		if FaultCode(err) != "A01" {
			t.Errorf("%s: read: %v", what, err)
		}
	}
	for i := range whole {
		b := bytes.Clone(whole)
		b[i] ^= 1
		writeTestFile(t, path, b)
		refused("a flipped bit", "不一致")
	}
	writeTestFile(t, path, whole[:5])
	refused("cut", "不一致")
	writeTestFile(t, path, append(bytes.Clone(whole), 'x'))
	refused("longer", "不一致")
	// Attaching the same file again mends it.
	if again := putText(t, s, "x", string(whole)); s.Check(again) != nil || again.Hash != f.Hash {
		t.Error("not mended")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	refused("missing", "缺失")
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	refused("a folder", "不一致")
	if err := os.RemoveAll(s.Path()); err != nil {
		t.Fatal(err)
	}
	refused("no folder", "缺失")
	if _, err := os.Stat(s.Path()); err == nil {
		t.Error("checking made the folder")
	}
}

func TestFilesStayInTheirFolder(t *testing.T) {
	s := NewFiles(filepath.Join(t.TempDir(), "a.book"), 0)
	f := putText(t, s, "a", "content")
	for _, hash := range append([]string{"", "../a.book", f.Hash + "/", strings.ToUpper(f.Hash), f.Hash[:63], f.Hash + "0", "./" + f.Hash[2:]}, hostile()...) {
		if _, err := s.Open(hash); FaultCode(err) != "A01" {
			t.Errorf("%q: %v", hash, err)
		}
		if err := s.Check(ledger.File{Hash: hash}); FaultCode(err) != "A01" {
			t.Errorf("%q: %v", hash, err)
		}
	}
}

func hostile() []string {
	var out []string
	for _, c := range hostileNames {
		out = append(out, c[0])
	}
	return out
}

func TestFilesFollowNoLink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making links needs rights on Windows")
	}
	outside := t.TempDir()
	secret := filepath.Join(outside, "secret")
	writeTestFile(t, secret, []byte("secret"))
	sum := sha256.Sum256([]byte("secret"))
	f := ledger.File{Hash: hex.EncodeToString(sum[:]), Name: "s", Size: 6}

	s := NewFiles(filepath.Join(t.TempDir(), "a.book"), 0)
	kept := putText(t, s, "a", "content")
	inner := filepath.Join(s.Path(), "inner")
	writeTestFile(t, inner, []byte("secret"))
	for _, target := range []string{secret, inner, "inner"} {
		if err := os.Symlink(target, filepath.Join(s.Path(), f.Hash)); err != nil {
			t.Fatal(err)
		}
		if err := s.Check(f); FaultCode(err) != "A01" {
			t.Errorf("→ %s: %v", target, err)
		}
		if all, err := s.List(); err != nil || len(all) != 1 || all[0].Hash != kept.Hash {
			t.Errorf("→ %s is listed: %v %v", target, all, err)
		}
		put := putText(t, s, "s", "secret") // takes the place of the link, not of its target
		if info, err := os.Lstat(filepath.Join(s.Path(), put.Hash)); err != nil || !info.Mode().IsRegular() {
			t.Error("the link is still there")
		}
		if err := os.Remove(filepath.Join(s.Path(), f.Hash)); err != nil {
			t.Fatal(err)
		}
	}
	before := snapshot(t, outside)
	for _, target := range []string{outside, secret, filepath.Join(outside, "none")} {
		book := filepath.Join(t.TempDir(), "b.book")
		if err := os.Symlink(target, FilesPath(book)); err != nil {
			t.Fatal(err)
		}
		linked := NewFiles(book, 0)
		if _, err := linked.Put("x", strings.NewReader("x")); FaultCode(err) != "A01" {
			t.Errorf("put through a linked folder: %v", err)
		}
		if err := linked.Check(f); FaultCode(err) != "A01" {
			t.Errorf("read through a linked folder: %v", err)
		}
		if _, err := linked.Sweep(func(string) bool { return false }); FaultCode(err) != "A01" {
			t.Errorf("swept through a linked folder: %v", err)
		}
	}
	if after := snapshot(t, outside); after != before {
		t.Errorf("outside changed:\n%s", after)
	}
}

func TestFilesExport(t *testing.T) {
	dir := t.TempDir()
	s := NewFiles(filepath.Join(dir, "a.book"), 0)
	f := putText(t, s, "a", "content")
	out := filepath.Join(dir, "out.pdf")
	if err := s.Export(f, out); err != nil || string(readTestFile(t, out)) != "content" {
		t.Fatal(err)
	}
	writeTestFile(t, out, []byte("theirs"))
	if err := s.Export(f, out); FaultCode(err) != "X01" || string(readTestFile(t, out)) != "theirs" {
		t.Error(err)
	}
}

func TestFilesSweep(t *testing.T) {
	s := NewFiles(filepath.Join(t.TempDir(), "a.book"), 0)
	if gone, err := s.Sweep(func(string) bool { return false }); err != nil || gone != nil {
		t.Error(gone, err)
	}
	kept, orphan := putText(t, s, "a", "kept"), putText(t, s, "b", "orphan")
	for _, name := range []string{tempMark + "0", tempMark + "17", tempMark + "x", "notes.txt", "Thumbs.db"} {
		writeTestFile(t, filepath.Join(s.Path(), name), []byte("x"))
	}
	gone, err := s.Sweep(func(h string) bool { return h == kept.Hash })
	if err != nil || len(gone) != 1 || gone[0] != orphan.Hash {
		t.Errorf("%v %v", gone, err)
	}
	left := namesIn(t, s.Path())
	if strings.Contains(left, tempMark+"0") || strings.Contains(left, tempMark+"17") || !strings.Contains(left, "notes.txt") || len(strings.Fields(left)) != 4 {
		t.Error(left)
	}
	if err := s.Check(kept); err != nil {
		t.Error(err)
	}
}

func TestFilesCopyNew(t *testing.T) {
	ctx := context.Background()
	s := NewFiles(filepath.Join(t.TempDir(), "a.book"), 0)
	folder := filepath.Join(t.TempDir(), "copy.files")
	if done, err := s.CopyNew(ctx, folder); err != nil || done != (CopyReport{}) || namesIn(t, filepath.Dir(folder)) != "" {
		t.Errorf("nothing to copy: %+v %v", done, err)
	}
	var all []ledger.File
	for _, c := range []string{"one", "two", "three"} {
		all = append(all, putText(t, s, c, c))
	}
	if done, err := s.CopyNew(ctx, folder); err != nil || done != (CopyReport{Copied: 3, Bytes: 11}) {
		t.Errorf("%+v %v", done, err)
	}
	copied := NewFilesAt(folder, 2) // a smaller limit does not matter here
	for _, f := range all {
		if err := copied.Check(f); err != nil {
			t.Error(err)
		}
	}
	all = append(all, putText(t, s, "four", "four"))
	writeTestFile(t, filepath.Join(folder, all[0].Hash), []byte("o")) // half copied
	if done, err := s.CopyNew(ctx, folder); err != nil || done != (CopyReport{Copied: 2, Kept: 2, Bytes: 7}) {
		t.Errorf("%+v %v", done, err)
	}
	damaged := putText(t, s, "five", "five")
	late := putText(t, s, "six", "six")
	writeTestFile(t, filepath.Join(s.Path(), damaged.Hash), []byte("5ive"))
	done, err := s.CopyNew(ctx, folder)
	if FaultCode(err) != "A01" || !strings.Contains(err.Error(), "不一致") || done.Copied != 1 || copied.Check(late) != nil {
		t.Errorf("a damaged one: %+v %v", done, err)
	}
	if FaultCode(copied.Check(damaged)) != "A01" || strings.Contains(namesIn(t, folder), tempMark) {
		t.Error("the damaged one was copied")
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.CopyNew(stopped, filepath.Join(t.TempDir(), "x")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestFilesModel holds the folder against a map.
func TestFilesModel(t *testing.T) {
	top := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		s := NewFiles(filepath.Join(top, strings.Repeat("x", n%50)+string(rune('a'+n%26))+hex.EncodeToString([]byte{byte(n >> 8), byte(n)})), 0)
		model := map[string]string{}
		t.Repeat(map[string]func(*rapid.T){
			"put": func(t *rapid.T) {
				c := rapid.StringMatching(`[a-c]{1,3}`).Draw(t, "content")
				f, err := s.Put(c, strings.NewReader(c))
				if err != nil {
					t.Fatal(err)
				}
				model[f.Hash] = c
			},
			"sweep": func(t *rapid.T) {
				letter := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "letter")
				keep := func(h string) bool { return !strings.HasPrefix(model[h], letter) }
				gone, err := s.Sweep(keep)
				if err != nil {
					t.Fatal(err)
				}
				for _, h := range gone {
					if keep(h) {
						t.Fatal("swept what was to be kept")
					}
					delete(model, h)
				}
			},
			"": func(t *rapid.T) {
				all, err := s.List()
				if err != nil || len(all) != len(model) {
					t.Fatal(all, model, err)
				}
				for _, f := range all {
					if int(f.Size) != len(model[f.Hash]) || s.Check(f) != nil {
						t.Fatal(f)
					}
				}
			},
		})
	})
}
