package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// makeBolt writes a bbolt file with some hundred commits in it.
func makeBolt(t testing.TB, path string, commits, bytesEach int) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{PageSize: 4096, NoSync: true, FreelistType: bolt.FreelistMapType})
	if err != nil {
		t.Fatal(err)
	}
	value := bytes.Repeat([]byte("账"), bytesEach/3)
	for i := range commits {
		err := db.Update(func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte("log"))
			if err != nil {
				return err
			}
			return b.Put(binary.BigEndian.AppendUint64(nil, uint64(i)), value)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func writeTestFile(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func readTestFile(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const childEnv = "HUIZHANG_GUARD_CHILD"

// TestGuardChild is the child process of the tests below: it opens each file
// of a folder read-only, walks everything, and says so file by file.
func TestGuardChild(t *testing.T) {
	dir := os.Getenv(childEnv)
	if dir == "" {
		return // not asked for: the other tests start it
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.book"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		fmt.Println("OPEN", filepath.Base(name))
		g := NewGuard(name)
		db, err := bolt.Open(name, 0o600, &bolt.Options{ReadOnly: true, Timeout: time.Second, OpenFile: g.OpenFile})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		n := 0
		err = db.View(func(tx *bolt.Tx) error {
			return tx.ForEach(func(_ []byte, b *bolt.Bucket) error {
				return b.ForEach(func(_, _ []byte) error { n++; return nil })
			})
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		fmt.Println("GOOD", filepath.Base(name), n)
	}
}

func openInChild(t *testing.T, dir string) string {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestGuardChild$", "-test.count=1")
	cmd.Env = append(os.Environ(), childEnv+"="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("what was let through killed the child: %v\n%s", err, out)
	}
	return string(out)
}

// TestInspectEveryCut cuts a book of 1 MiB at every sector, one byte before
// and one after: each cut is refused with the right message, or bbolt opens it
// in a child process and finds everything.
func TestInspectEveryCut(t *testing.T) {
	dir, pass := t.TempDir(), t.TempDir()
	path := filepath.Join(dir, "school.book")
	makeBolt(t, path, 200, 3900)
	whole := readTestFile(t, path)
	if len(whole) < 1<<20 {
		t.Fatalf("the book has %d bytes only", len(whole))
	}
	shape, err := Inspect(path)
	if err != nil {
		t.Fatal(err)
	}
	need := int64(shape.Pages) * int64(shape.PageSize)
	var refused, harmless int
	for at := int64(len(whole)) / 512 * 512; at >= 0; at -= 512 {
		for _, size := range []int64{at + 1, at, at - 1} {
			if size < 0 || size > int64(len(whole)) {
				continue
			}
			if err := os.Truncate(path, size); err != nil {
				t.Fatal(err)
			}
			_, err := Inspect(path)
			switch code := FaultCode(err); {
			case err == nil && size < need:
				t.Fatalf("cut to %d of %d needed: let through", size, need)
			case err == nil:
				harmless++
				if harmless%16 == 1 || size < need+2048 {
					writeTestFile(t, filepath.Join(pass, fmt.Sprintf("%08d.book", size)), whole[:size])
				}
			case size >= need:
				t.Fatalf("cut to %d, %d needed: refused: %v", size, need, err)
			case size == 0 && code != "B02", size > 0 && code != "B04":
				t.Fatalf("cut to %d: %v", size, err)
			default:
				refused++
			}
			if now := readTestFile(t, path); !bytes.Equal(now, whole[:size]) {
				t.Fatalf("cut to %d: changed", size)
			}
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Fatalf("something was made beside the book: %v %v", entries, err)
	}
	out := openInChild(t, pass)
	if good := strings.Count(out, "GOOD"); good == 0 || good != strings.Count(out, " 200\n") {
		t.Fatalf("not everything was found:\n%s", out)
	}
	t.Logf("%d cuts refused, %d harmless", refused, harmless)
}

func TestInspectRefuses(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	good := at("good.book")
	makeBolt(t, good, 20, 300)
	whole := readTestFile(t, good)
	write := func(name string, change func(b []byte) []byte) {
		writeTestFile(t, at(name), change(bytes.Clone(whole)))
	}
	write("empty", func([]byte) []byte { return nil })
	write("xlsx", func([]byte) []byte { return append([]byte("PK\x03\x04"), make([]byte, 9000)...) })
	write("text", func([]byte) []byte { return []byte("凭证") })
	write("short-text", func([]byte) []byte { return []byte("ab") })
	write("zeros", func([]byte) []byte { return make([]byte, 65536) })
	write("both-meta", func(b []byte) []byte { b[30] ^= 1; b[4096+30] ^= 1; return b })
	write("first-magic-only", func(b []byte) []byte { b[30] ^= 1; b[4096+16] ^= 1; return b })
	write("root", func(b []byte) []byte {
		m, _, err := newestMeta(bytes.NewReader(b), "", int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		b[int64(m.root)*4096+8] ^= 0xFF
		return b
	})
	write("freelist", func(b []byte) []byte {
		m, _, err := newestMeta(bytes.NewReader(b), "", int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		copy(b[int64(m.freelist)*4096+10:], []byte{0xFE, 0xFF})
		return b
	})
	write("newer", func(b []byte) []byte { reseal(b, 0, 4, 3); reseal(b, 4096, 4, 3); return b })
	write("huge-mark", func(b []byte) []byte { reseal(b, 0, 40, 1<<30); reseal(b, 4096, 40, 1<<30); return b })
	write("overflow-mark", func(b []byte) []byte { reseal(b, 0, 44, 1<<31); reseal(b, 4096, 44, 1<<31); return b })
	if err := os.Mkdir(at("folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"absent": "B01", filepath.Join("no", "folder"): "B01", filepath.Join("text", "below"): "B01", "nul\x00": "B01",
		"empty": "B02", "folder": "B03", "xlsx": "B03", "text": "B03", "short-text": "B03", "zeros": "B04", "both-meta": "B04",
		"first-magic-only": "B04", "root": "B04", "freelist": "B04", "newer": "B09", "huge-mark": "B04", "overflow-mark": "B04",
	}
	if runtime.GOOS != "windows" {
		for _, l := range [][2]string{{"loop", "loop"}, {"absent2", "dangling"}} {
			if err := os.Symlink(at(l[0]), at(l[1])); err != nil {
				t.Fatal(err)
			}
			want[l[1]] = "B01"
		}
		want[os.DevNull] = "B03"
	}
	before := snapshot(t, dir)
	for name, code := range want {
		path := name
		if name != os.DevNull {
			path = at(name)
		}
		if _, err := Inspect(path); FaultCode(err) != code {
			t.Errorf("%q: %v, want %s", name, err, code)
		}
		g := NewGuard(path)
		db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: time.Second, OpenFile: g.OpenFile})
		if FaultCode(err) != code {
			t.Errorf("%q through bbolt: %v, want %s", name, err, code)
		}
		if err == nil {
			db.Close()
		}
	}
	if after := snapshot(t, dir); after != before {
		t.Errorf("files changed:\n%s\n%s", before, after)
	}
}

// reseal changes four bytes of a meta page and makes its checksum right again.
func reseal(b []byte, page, at int, v uint32) {
	m := b[page+metaHeader:]
	binary.NativeEndian.PutUint32(m[at:], v)
	sum := fnv.New64a()
	sum.Write(m[:metaSumAt])
	binary.NativeEndian.PutUint64(m[metaSumAt:], sum.Sum64())
}

// snapshot describes every file below dir: name, mode, time, content.
func snapshot(t testing.TB, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s %s", path, info.Mode())
		if info.Mode().IsRegular() {
			sum := fnv.New128a()
			sum.Write(readTestFile(t, path))
			fmt.Fprintf(&b, " %s %x", info.ModTime(), sum.Sum(nil))
		}
		b.WriteByte('\n')
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestInspectReportsOneBadMeta(t *testing.T) {
	for _, page := range []int{0, 4096} {
		path := filepath.Join(t.TempDir(), "a.book")
		makeBolt(t, path, 20, 300)
		good, err := Inspect(path)
		if err != nil || good.MetaBad {
			t.Fatal(good, err)
		}
		b := readTestFile(t, path)
		b[page+40] ^= 4
		writeTestFile(t, path, b)
		s, err := Inspect(path)
		if err != nil || !s.MetaBad || s.PageSize != 4096 || s.TxID > good.TxID || s.TxID+1 < good.TxID {
			t.Errorf("meta at %d: %+v %v, was %+v", page, s, err, good)
		}
		if out := openInChild(t, filepath.Dir(path)); !strings.Contains(out, "GOOD") {
			t.Errorf("bbolt does not agree:\n%s", out)
		}
	}
}

func TestInspectPageSizes(t *testing.T) {
	for _, ps := range []int{1024, 4096, 16384, 65536} {
		path := filepath.Join(t.TempDir(), "a.book")
		db, err := bolt.Open(path, 0o600, &bolt.Options{PageSize: ps, NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if s, err := Inspect(path); err != nil || s.PageSize != ps || s.Pages != 4 {
			t.Errorf("page size %d: %+v %v", ps, s, err)
		}
	}
}

// openGuarded opens a book for writing as the store does.
func openGuarded(t testing.TB, path string) (*bolt.DB, *Guard) {
	t.Helper()
	g := NewGuard(path)
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: time.Second, OpenFile: g.OpenFile, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db, g
}

func putOne(t testing.TB, db *bolt.DB) uint64 {
	t.Helper()
	var id int
	err := db.Update(func(tx *bolt.Tx) error {
		id = tx.ID()
		return tx.Bucket([]byte("log")).Put([]byte(fmt.Sprint(id)), []byte("x"))
	})
	if err != nil {
		t.Fatal(err)
	}
	return uint64(id)
}

func TestGuardNoticesWhatHappensUnderneath(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows itself forbids these while the file is open")
	}
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		code string
		act  func(dir, path string)
	}{
		"nothing": {"", func(_, _ string) {}},
		"rename over": {"W05", func(dir, path string) {
			other := filepath.Join(dir, "other")
			writeTestFile(t, other, readTestFile(t, path))
			must(os.Rename(other, path))
		}},
		"unlink":      {"W05", func(_, path string) { must(os.Remove(path)) }},
		"moved":       {"W05", func(_, path string) { must(os.Rename(path, path+"2")) }},
		"truncate":    {"W05", func(_, path string) { must(os.Truncate(path, 8192)) }},
		"empty":       {"W05", func(_, path string) { must(os.Truncate(path, 0)) }},
		"folder gone": {"W06", func(dir, _ string) { must(os.Rename(dir, dir+"2")) }},
		"overwrite in place": {"W05", func(dir, path string) {
			other := filepath.Join(t.TempDir(), "older")
			makeBolt(t, other, 5, 300)
			f, err := os.OpenFile(path, os.O_WRONLY, 0)
			must(err)
			_, err = f.WriteAt(readTestFile(t, other), 0)
			must(errors.Join(err, f.Close()))
		}},
		"append": {"", func(_, path string) { // harmless: beyond the high-water mark
			f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
			must(err)
			_, err = f.WriteString("rubbish")
			must(errors.Join(err, f.Close()))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "sub")
			must(os.Mkdir(dir, 0o700))
			path := filepath.Join(dir, "a.book")
			makeBolt(t, path, 20, 300)
			db, g := openGuarded(t, path)
			tx := putOne(t, db)
			if err := g.Check(tx); err != nil {
				t.Fatalf("false alarm: %v", err)
			}
			c.act(dir, path)
			if err := g.Check(tx); FaultCode(err) != c.code || (err != nil) != (c.code != "") {
				t.Errorf("%v, want %q", err, c.code)
			}
			if name != "overwrite in place" {
				if err := Same(g.file, path); FaultCode(err) != c.code {
					t.Errorf("Same: %v, want %q", err, c.code)
				}
			}
		})
	}
}

func TestGuardHasNoFalseAlarm(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.book")
	makeBolt(t, path, 20, 300)
	db, g := openGuarded(t, path)
	for range 300 {
		tx := putOne(t, db)
		if err := g.Check(tx); err != nil {
			t.Fatal(err)
		}
		if s, err := g.Locked(); err != nil || s.TxID != tx || g.Shape().TxID != tx {
			t.Fatalf("%+v %v, newest write is %d", s, err, tx)
		}
	}
	if _, err := NewGuard(path).Locked(); FaultCode(NewGuard(path).Check(1)) != "W05" || FaultCode(err) != "W05" {
		t.Error("a guard without a file says nothing")
	}
}

// sickDisk cannot read one place.
type sickDisk struct {
	b  []byte
	at int64
}

func (s sickDisk) ReadAt(p []byte, off int64) (int, error) {
	if off == s.at {
		return 0, errors.New("input/output error")
	}
	return bytes.NewReader(s.b).ReadAt(p, off)
}

// TestSickDiskIsNotAForeignFile fails the read of either meta page, also when
// the other one is damaged.
func TestSickDiskIsNotAForeignFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.book")
	makeBolt(t, path, 5, 300)
	whole := readTestFile(t, path)
	damaged := bytes.Clone(whole)
	damaged[30] ^= 1
	for _, c := range []sickDisk{{whole, 0}, {whole, 4096}, {damaged, 4096}} {
		if _, _, err := newestMeta(c, path, int64(len(whole))); FaultCode(err) != "W06" {
			t.Errorf("unreadable at %d: %v", c.at, err)
		}
	}
}

func TestOpenExistingCreatesNothing(t *testing.T) {
	dir := t.TempDir()
	if _, err := openExisting(filepath.Join(dir, "a"), os.O_RDWR|os.O_CREATE, 0o600); FaultCode(err) != "B01" || namesIn(t, dir) != "" {
		t.Errorf("%v, %q", err, namesIn(t, dir))
	}
	path := filepath.Join(dir, "b")
	writeTestFile(t, path, []byte("content"))
	f, err := openExisting(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err = errors.Join(err, f.Close()); err != nil || string(readTestFile(t, path)) != "content" {
		t.Errorf("%v, %q", err, readTestFile(t, path))
	}
}

func TestGuardWithoutRights(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("file rights do not bind root, nor Windows; .ci/run runs this as another user")
	}
	path := filepath.Join(t.TempDir(), "a.book")
	makeBolt(t, path, 3, 300)
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	if _, err := NewGuard(path).OpenFile(path, os.O_RDWR, 0o600); FaultCode(err) != "W07" {
		t.Error(err)
	}
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := Inspect(path); FaultCode(err) != "W07" {
		t.Error(err)
	}
}

func FuzzInspect(f *testing.F) {
	path := filepath.Join(f.TempDir(), "a.book")
	makeBolt(f, path, 2, 30)
	whole := readTestFile(f, path)
	f.Add(whole[:8192])
	f.Add(whole[:20])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		m, _, err := newestMeta(bytes.NewReader(b), "x", int64(len(b)))
		if err == nil && (m.pages < 4 || m.root >= m.pages || len(b) < metaHeader+metaLength) {
			t.Errorf("nonsense taken for a book: %+v", m)
		}
		if _, ok := AsFault(err); err != nil && !ok {
			t.Errorf("not a fault: %v", err)
		}
		_ = checkEntryPages(bytes.NewReader(b), m)
	})
}

func BenchmarkGuardCheck(b *testing.B) {
	path := filepath.Join(b.TempDir(), "a.book")
	makeBolt(b, path, 20, 300)
	db, g := openGuarded(b, path)
	tx := putOne(b, db)
	for b.Loop() {
		if err := g.Check(tx); err != nil {
			b.Fatal(err)
		}
	}
}
