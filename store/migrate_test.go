package store_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/store"
	. "huizhang/store/storetest"
)

// mark is a version as the book's own page holds it.
func mark(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// edit changes a closed book with bare bbolt, past the door.
func edit(t testing.TB, path string, f func(tx *bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(f); err != nil {
		t.Fatal(err)
	}
}

// age makes of a book one of the format before: without the notices, and, when
// otherwise is true, with other things derived from the same records.
func age(tx *bolt.Tx, otherwise bool) error {
	meta := tx.Bucket([]byte("meta"))
	if err := tx.DeleteBucket([]byte("r-13")); err != nil {
		return err
	}
	if otherwise {
		if err := meta.Put([]byte("derive"), mark(0)); err != nil {
			return err
		}
		if err := tx.DeleteBucket([]byte("x-find-member")); err != nil {
			return err
		}
		if err := tx.Bucket([]byte("x-find-voucher")).Put(mark(1), []byte("spelled otherwise")); err != nil {
			return err
		}
	}
	return meta.Put([]byte("format"), mark(0))
}

// oldBook is a closed book of the format before.
func oldBook(t testing.TB, otherwise bool) (path string, h ledger.Head) {
	d := New(t, func(f *ledger.Found) { f.Opening = Opening() })
	for _, name := range []string{"陈一帆", "林二木"} {
		d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: name, Spells: []ledger.Spell{{From: ledger.DayOf(2015, 9, 1)}}}})
	}
	for i := range 6 {
		d.Must(t, sixth(i))
	}
	h = head(t, d)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, d.Path(), func(tx *bolt.Tx) error { return age(tx, otherwise) })
	return d.Path(), h
}

// TestOlderBookIsBroughtForward: an older book is sound as it is, can be looked
// at untouched, and is raised at its first opening for writing, after a proven
// copy of it as it was.
func TestOlderBookIsBroughtForward(t *testing.T) {
	for _, otherwise := range []bool{false, true} {
		path, want := oldBook(t, otherwise)
		Check(t, path)
		before, was := mustRead(t, path), rows(t, path)
		b, err := Shelf().Open(path, true)
		if err != nil {
			t.Fatal(err)
		}
		if head(t, b) != want || len(b.Notes()) != 1 {
			t.Errorf("looking: %v %q", head(t, b), b.Notes())
		}
		if err := b.View(func(r ledger.Reader) error {
			for range r.Notices() {
				t.Error("a notice in a book without notices")
			}
			r.FindMembers("陈", 9)
			return nil
		}); err != nil {
			t.Error(err)
		}
		if err := b.Close(); err != nil || mustRead(t, path) != before {
			t.Errorf("looking changed the book: %v", err)
		}
		b = reopen(t, Shelf(), path)
		if err := b.View(func(r ledger.Reader) error {
			if r.Head() != want || len(r.FindMembers("陈", 9)) != 1 {
				t.Errorf("found %d", len(r.FindMembers("陈", 9)))
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
		if _, err := b.Do(sixth(0), ledger.Stamp{Operator: "王会计", Time: 1_780_000_100, ID: "after"}); err != nil {
			t.Error(err)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
		Check(t, path)
		copies, err := Shelf().Backups(path)
		if err != nil || len(copies) != 1 || !copies[0].Proven || rows(t, copies[0].Path) != was {
			t.Fatalf("the copy from before: %+v %v", copies, err)
		}
		again := path + ".again" // an older backup can be restored too
		if err := Shelf().Restore(copies[0].Path, again); err != nil {
			t.Fatal(err)
		}
		if err := reopen(t, Shelf(), again).Close(); err != nil {
			t.Error(err)
		}
		if p := Check(t, again); p.Head != want {
			t.Errorf("restored %+v", p.Head)
		}
	}
}

// TestNoOlderThanItLooks: marks that were turned back by hand, or a book that
// lacks what it never was without, are no older format.
func TestNoOlderThanItLooks(t *testing.T) {
	path, _ := oldBook(t, false)
	if err := reopen(t, Shelf(), path).Close(); err != nil {
		t.Fatal(err)
	}
	whole := mustRead(t, path)
	put := func(key string, n uint64) func(tx *bolt.Tx) error {
		return func(tx *bolt.Tx) error { return tx.Bucket([]byte("meta")).Put([]byte(key), mark(n)) }
	}
	drop := func(name string) func(tx *bolt.Tx) error {
		return func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte(name)) }
	}
	for name, harm := range map[string][]func(tx *bolt.Tx) error{
		"format back": {put("format", 0)}, "derive back": {put("derive", 0)}, "derive ahead": {put("derive", 9)},
		"table gone": {drop("r-13")}, "index gone": {drop("x-sum")}, "older without ids": {drop("ids"), put("format", 0)},
		"no mark":                           {func(tx *bolt.Tx) error { return tx.Bucket([]byte("meta")).Delete([]byte("format")) }},
		"older, and a table with rows gone": {drop("r-08"), put("format", 0)},
	} {
		path := filepath.Join(t.TempDir(), "账.hz")
		mustWrite(t, path, whole)
		for _, f := range harm {
			edit(t, path, f)
		}
		if p, err := Shelf().Verify(path, nil); err == nil && len(p.Faults) == 0 {
			t.Errorf("%s: nothing found", name)
		}
		if strings.HasSuffix(name, "rows gone") {
			continue // only a check can tell
		}
		before := mustRead(t, path)
		if b, err := Shelf().Open(path, false); store.FaultCode(err) != "B05" {
			t.Errorf("%s: opened: %v", name, err)
			if err == nil {
				b.Close()
			}
		}
		if mustRead(t, path) != before {
			t.Errorf("%s: the book was changed", name)
		}
	}
}

// TestAnyOlderBookIsBroughtForward: whatever an older format lacked and however
// it derived, the book that comes out is the one that this program would have
// written.
func TestAnyOlderBookIsBroughtForward(t *testing.T) {
	d := Rich(t)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	whole := mustRead(t, d.Path())
	rapid.Check(t, func(r *rapid.T) {
		path := filepath.Join(t.TempDir(), fmt.Sprintf("%d.hz", rapid.Uint64().Draw(r, "name")))
		mustWrite(t, path, whole)
		changed := false
		edit(t, path, func(tx *bolt.Tx) error {
			var names [][]byte
			tx.ForEach(func(name []byte, _ *bolt.Bucket) error {
				if bytes.HasPrefix(name, []byte("x-")) {
					names = append(names, bytes.Clone(name))
				}
				return nil
			})
			for _, name := range names {
				switch rapid.IntRange(0, 3).Draw(r, string(name)) {
				case 0:
					changed = true
					if err := tx.DeleteBucket(name); err != nil {
						return err
					}
				case 1:
					changed = true
					if err := tx.Bucket(name).Put([]byte("other"), []byte("x")); err != nil {
						return err
					}
				}
			}
			meta := tx.Bucket([]byte("meta"))
			if err := meta.Put([]byte("derive"), mark(0)); err != nil {
				return err
			}
			return meta.Put([]byte("format"), mark(0))
		})
		b, err := Shelf().Open(path, false)
		if err != nil {
			r.Fatalf("open (changed %v): %v", changed, err)
		}
		if err := b.Close(); err != nil {
			r.Fatal(err)
		}
		p, err := Shelf().Verify(path, nil)
		for _, f := range p.Faults {
			if f.Code != "A01" { // its attachments are elsewhere
				r.Error(f)
			}
		}
		if err != nil {
			r.Fatal(err)
		}
		if got, want := rows(t, path), rows(t, d.Path()); got != want {
			r.Fatal("not the same book")
		}
	})
}

// rows writes down everything in a book.
func rows(t testing.TB, path string) string {
	t.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var out strings.Builder
	if err := db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			fmt.Fprintf(&out, "[%s]\n", name)
			return b.ForEach(func(k, v []byte) error { fmt.Fprintf(&out, "%x %x\n", k, v); return nil })
		})
	}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// openOnce opens a book for writing and closes it, as a child.
func openOnce(path string) int {
	b, err := Shelf().Open(path, false)
	if err == nil {
		err = b.Close()
	}
	if err != nil {
		fmt.Println("ERR", store.FaultCode(err), err)
		return 1
	}
	fmt.Println("OK")
	return 0
}

// TestInterruptedBringingForward kills the program at a call, or lets the call
// fail: the book is the old one or the new one, whole, and opens the next time.
func TestInterruptedBringingForward(t *testing.T) {
	if testing.Short() {
		t.Skip("strace runs a child for every call: not in a short run")
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	if out, err := exec.Command(strace, "-f", "-e", "inject=fsync:signal=KILL:when=9", "true").CombinedOutput(); err != nil {
		t.Skipf("strace cannot inject here: %s", out)
	}
	old, want := oldBook(t, true)
	whole := mustRead(t, old)
	seal := mustRead(t, store.SealPath(old))
	said := map[string]int{}
	for _, call := range []string{"fdatasync", "pwrite64", "fsync", "renameat"} {
		for when := 1; when < 60; when += 1 + when/6 {
			for _, what := range []string{"signal=KILL", "error=EIO"} {
				path := filepath.Join(t.TempDir(), filepath.Base(old))
				mustWrite(t, path, whole)
				mustWrite(t, store.SealPath(path), seal)
				cmd, _, out := startChild(t, "open", path, "", strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace="+call,
					"-e", fmt.Sprintf("inject=%s:%s:when=%d", call, what, when))
				word := "killed"
				for out.Scan() {
					word = strings.Join(strings.Fields(out.Text() + " -")[:2], " ")
				}
				cmd.Wait()
				said[word]++
				if p := Check(t, path); p.Head != want {
					t.Errorf("%s %s %d: %+v", call, what, when, p.Head)
				}
				if err := reopen(t, Shelf(), path).Close(); err != nil {
					t.Errorf("%s %s %d: %v", call, what, when, err)
				}
				if p := Check(t, path); p.Head != want || t.Failed() {
					t.Fatalf("%s %s %d: %+v", call, what, when, p.Head)
				}
			}
		}
	}
	t.Logf("words: %v", said)
	if said["killed"] < 10 || said["ERR W09"] == 0 {
		t.Errorf("too few kinds of ends: %v", said)
	}
}
