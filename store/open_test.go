package store_test

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/store"
	. "huizhang/store/storetest"
	"pgregory.net/rapid"
)

func firstLine(t testing.TB, out *bufio.Scanner) string {
	t.Helper()
	if !out.Scan() {
		t.Fatal("the child said nothing")
	}
	return out.Text()
}

// TestSecondProcess: one writer keeps everybody else out, with its name, and
// only as long as it lives; readers stand beside each other.
func TestSecondProcess(t *testing.T) {
	path := closedRich(t)
	s := Shelf()
	cmd, _, out := startChild(t, "hold", path, "")
	if line := firstLine(t, out); line != "HELD" {
		t.Fatal(line)
	}
	for _, readOnly := range []bool{false, true} {
		began := time.Now()
		_, err := s.Open(path, readOnly)
		if store.FaultCode(err) != "L01" || !strings.Contains(err.Error(), "另一位") || !strings.Contains(err.Error(), "测试机") {
			t.Errorf("read-only %v: %v", readOnly, err)
		}
		if took := time.Since(began); took > 1500*time.Millisecond {
			t.Errorf("refused after %v", took)
		}
	}
	if _, err := s.Verify(path, nil); store.FaultCode(err) != "L01" {
		t.Errorf("verify beside a writer: %v", err)
	}
	cmd.Process.Kill()
	cmd.Wait()
	b := reopen(t, s, path)
	if notes := strings.Join(b.Notes(), "\n"); !strings.Contains(notes, "L02") || !strings.Contains(notes, "另一位") {
		t.Errorf("notes after a kill: %q", notes)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	cmd, in, out := startChild(t, "look", path, "")
	if line := firstLine(t, out); line != "HELD" {
		t.Fatal(line)
	}
	look, err := s.Open(path, true)
	if err != nil {
		t.Errorf("two readers: %v", err)
	} else if err := look.Close(); err != nil {
		t.Error(err)
	}
	if _, err := s.Open(path, false); store.FaultCode(err) != "L01" {
		t.Errorf("a writer beside a reader: %v", err)
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	b = reopen(t, s, path)
	if notes := b.Notes(); len(notes) > 0 {
		t.Errorf("notes after a clean end: %v", notes)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
}

// TestReadOnlyChangesNothing: not one byte of the folder, and no write passes.
func TestReadOnlyChangesNothing(t *testing.T) {
	path := closedRich(t)
	before := allBytes(t, filepath.Dir(path))
	b, err := Shelf().Open(path, true)
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.Do(ledger.SaveGroup{Group: ledger.Group{Name: "组"}}, ledger.Stamp{Operator: "王会计", ID: "x"})
	if ledger.CodeOf(err) != ledger.CodeReadOnly || !b.ReadOnly() {
		t.Error(err)
	}
	if _, err := b.Files().Put("a", strings.NewReader("x")); ledger.CodeOf(err) != ledger.CodeReadOnly {
		t.Error(err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	Check(t, path)
	if allBytes(t, filepath.Dir(path)) != before {
		t.Error("the folder changed")
	}
}

// allBytes is every file of a folder with its content.
func allBytes(t testing.TB, dir string) string {
	t.Helper()
	var out strings.Builder
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			fmt.Fprintf(&out, "%s\n%s\n", path, mustRead(t, path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestOpenRefusesAndTouchesNothing: missing, empty, foreign, newer.
func TestOpenRefusesAndTouchesNothing(t *testing.T) {
	good := mustRead(t, closedRich(t))
	edit := func(path string, f func(tx *bolt.Tx) error) {
		db, err := bolt.Open(path, 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.Update(f); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		code string
		make func(path string)
	}{
		"missing": {"B01", func(string) {}},
		"empty":   {"B02", func(p string) { mustWrite(t, p, "") }},
		"text":    {"B03", func(p string) { mustWrite(t, p, strings.Repeat("账目\n", 3000)) }},
		"folder":  {"B03", func(p string) { os.Mkdir(p, 0o700) }},
		"cut":     {"B04", func(p string) { mustWrite(t, p, good[:12*1024]) }},
		"other bolt": {"B03", func(p string) {
			edit(p, func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("x")); return err })
		}},
		"newer": {"B09", func(p string) {
			mustWrite(t, p, good)
			edit(p, func(tx *bolt.Tx) error {
				return tx.Bucket([]byte("meta")).Put([]byte("format"), binary.BigEndian.AppendUint64(nil, 99))
			})
		}},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "账.hz")
		c.make(path)
		before := allBytes(t, dir)
		for _, readOnly := range []bool{false, true} {
			if b, err := Shelf().Open(path, readOnly); store.FaultCode(err) != c.code {
				t.Errorf("%s: %v", name, err)
				if err == nil {
					b.Close()
				}
			}
		}
		if _, err := Shelf().Verify(path, nil); store.FaultCode(err) != c.code {
			t.Errorf("%s: verify says %v", name, err)
		}
		if allBytes(t, dir) != before {
			t.Errorf("%s: the folder changed", name)
		}
	}
}

func TestCreateNeverOverwrites(t *testing.T) {
	d := New(t, nil)
	before := mustRead(t, d.Path())
	_, err := d.Shelf.Create(d.Path(), ledger.Found{Unit: Unit(), People: People()}, d.Stamp())
	if store.FaultCode(err) != "X01" || mustRead(t, d.Path()) != before {
		t.Error(err)
	}
	dir := t.TempDir()
	bad := ledger.Found{Unit: Unit()} // no people
	if _, err := d.Shelf.Create(filepath.Join(dir, "a.hz"), bad, d.Stamp()); err == nil || strings.Contains(fileNames(t, dir), "\n") {
		t.Errorf("%v left %s", err, fileNames(t, dir))
	}
	// A book made where another one was does not inherit its seal.
	path := d.Path()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	other := Unit()
	other.BookID = strings.Repeat("5a", 16)
	d.Book, err = d.Shelf.Create(path, ledger.Found{Unit: other, People: People()}, d.Stamp())
	if err != nil || len(d.Notes()) > 0 {
		t.Fatal(err, d.Notes())
	}
}

// TestCreateTogether: of several that make a book at one place one gets it, and
// the seal beside it is that book's own.
func TestCreateTogether(t *testing.T) {
	for round := range 20 {
		path := filepath.Join(t.TempDir(), "工会.book")
		const many = 6
		made, failed := make(chan ledger.Book, many), make(chan error, many)
		for i := range many {
			go func() {
				u := Unit()
				u.BookID = fmt.Sprintf("%032x", i+1)
				b, err := Shelf().Create(path, ledger.Found{Unit: u, People: People()}, ledger.Stamp{Operator: "王会计", Time: Shelf().Now().Unix(), ID: fmt.Sprintf("%032x", i+1)})
				if err != nil {
					failed <- err
					return
				}
				made <- b
			}()
		}
		for range many - 1 {
			if err := <-failed; store.FaultCode(err) != "X01" {
				t.Fatalf("round %d: %v", round, err)
			}
		}
		b := <-made
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		b = reopen(t, Shelf(), path)
		if len(b.Notes()) > 0 {
			t.Fatal(b.Notes())
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSwapIsNoticed: a file renamed over the open book swallows nothing.
func TestSwapIsNoticed(t *testing.T) {
	for name, f := range map[string]func(t *testing.T, path, other string) error{
		"renamed over": func(t *testing.T, path, other string) error { return os.Rename(other, path) },
		"removed":      func(t *testing.T, path, other string) error { return os.Remove(path) },
		"cut":          func(t *testing.T, path, other string) error { return os.Truncate(path, 8192) },
	} {
		t.Run(name, func(t *testing.T) {
			d, path, other := swappable(t)
			n := 0
			if err := f(t, path, other); err != nil {
				t.Fatal(err)
			}
			for range 3 {
				if _, err := d.Do(sixth(0), d.Stamp()); store.FaultCode(err) != "W05" && store.FaultCode(err) != "W06" {
					t.Errorf("accepted: %v", err)
					n++
				}
			}
			if name != "cut" { // the lost file still maps; a cut one is gone
				d.Close()
			}
		})
	}
}

func swappable(t *testing.T) (d *Desk, path, other string) {
	path = filepath.Join(t.TempDir(), "账.hz")
	d = &Desk{Shelf: Shelf(), Operator: "王会计"}
	b, err := d.Shelf.Create(path, ledger.Found{Unit: Unit(), People: People(), Opening: Opening()}, d.Stamp())
	if err != nil {
		t.Fatal(err)
	}
	d.Book = b
	d.Post(t, V(ledger.DayOf(2026, 1, 5), "收款", Dr("102", 1), Cr("401", 1)))
	other = path + ".other"
	mustWrite(t, other, mustRead(t, path))
	return d, path, other
}

// TestSwapDuringTheWrite: what was committed into the lost file is not called
// booked, because the book at the path does not have it.
func TestSwapDuringTheWrite(t *testing.T) {
	d, path, other := swappable(t)
	swap := fillDisk{sixth(0), func() {
		if err := os.Rename(other, path); err != nil {
			t.Error(err)
		}
	}}
	by := d.Stamp()
	if _, err := d.Do(swap, by); store.FaultCode(err) != "W02" {
		t.Errorf("said %v", err)
	}
	if _, err := d.Do(sixth(1), d.Stamp()); store.FaultCode(err) != "W05" {
		t.Errorf("went on: %v", err)
	}
	d.Close()
	b := reopen(t, d.Shelf, path)
	r, err := b.Do(sixth(0), by)
	if err != nil || r.Repeated {
		t.Errorf("%+v %v", r, err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	Check(t, path)
}

// TestLostLastWrite: one bit of the newest meta page and bbolt goes back one
// write without a word; the seal tells.
func TestLostLastWrite(t *testing.T) {
	d := Rich(t)
	path := d.Path()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	whole := mustRead(t, path)
	newest := 0
	if txid := func(page int) uint64 { return binary.NativeEndian.Uint64([]byte(whole[page*4096+64:])) }; txid(1) > txid(0) {
		newest = 1
	}
	at := newest*4096 + 40
	mustWrite(t, path, whole[:at]+string(whole[at]^1)+whole[at+1:])
	s := Shelf()
	if _, err := s.Open(path, false); store.FaultCode(err) != "B06" {
		t.Errorf("opened: %v", err)
	}
	b, err := s.Open(path, true)
	if err != nil {
		t.Fatal(err)
	}
	if notes := strings.Join(b.Notes(), "\n"); !strings.Contains(notes, "B06") {
		t.Errorf("looking says %q", notes)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	p, err := s.Verify(path, nil)
	if err != nil || len(p.Faults) == 0 || p.Faults[0].Code != "B06" {
		t.Errorf("%+v %v", p.Faults, err)
	}
	mustWrite(t, path, whole)
}

// TestOldCopyPutBack and a fork of the same length or behind are seen too.
func TestOldCopyPutBack(t *testing.T) {
	d := New(t, nil)
	path := d.Path()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	post := func(text string) {
		d.Post(t, V(ledger.DayOf(2026, 1, 5), text, Dr("102", 1), Cr("401", 1)))
	}
	must(d.Close())
	old := mustRead(t, path)
	oldSeal := mustRead(t, path+".seal")
	d.Book = reopen(t, d.Shelf, path)
	post("一")
	must(d.Close())
	seal := mustRead(t, path+".seal")
	mustWrite(t, path, old)
	if _, err := d.Shelf.Open(path, false); store.FaultCode(err) != "B06" {
		t.Errorf("old copy: %v", err)
	}
	mustWrite(t, path+".seal", oldSeal)
	d.Book = reopen(t, d.Shelf, path)
	post("另一")
	must(d.Close())
	fork := mustRead(t, path+".seal")
	mustWrite(t, path+".seal", seal)
	if _, err := d.Shelf.Open(path, false); store.FaultCode(err) != "B08" {
		t.Errorf("fork: %v", err)
	}
	mustWrite(t, path+".seal", fork)
	d.Book = reopen(t, d.Shelf, path)
	post("再一")
	must(d.Close())
	mustWrite(t, path+".seal", seal)
	if _, err := d.Shelf.Open(path, false); store.FaultCode(err) != "B08" {
		t.Errorf("fork behind: %v", err)
	}
	must(os.Remove(path + ".seal"))
	d.Book = reopen(t, d.Shelf, path)
	if notes := strings.Join(d.Notes(), ""); !strings.Contains(notes, "封条") {
		t.Errorf("a missing seal: %q", notes)
	}
}

func TestClockIsNoted(t *testing.T) {
	d := New(t, nil)
	by := d.Stamp()
	by.Time -= 86400
	if _, err := d.Do(ledger.SaveGroup{Group: ledger.Group{Name: "组"}}, by); err != nil {
		t.Fatal(err)
	}
	if notes := strings.Join(d.Notes(), "\n"); !strings.Contains(notes, "T01") {
		t.Errorf("%q", notes)
	}
	err := d.View(func(r ledger.Reader) error {
		for e := range r.Log(0, true) {
			if e.Time != by.Time {
				return fmt.Errorf("recorded %d, given %d", e.Time, by.Time)
			}
			break
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestRepeatedIDAnswersAsTheFirstTime(t *testing.T) {
	d := New(t, nil)
	by := d.Stamp()
	first, err := d.Do(sixth(0), by)
	if err != nil {
		t.Fatal(err)
	}
	again, err := d.Do(sixth(1), by)
	first.Repeated = true
	if err != nil || again != first {
		t.Errorf("%+v, then %+v, %v", first, again, err)
	}
	acts := []ledger.Act{sixth(0), sixth(1)}
	by = d.Stamp()
	one, err := d.DoAll(acts, by)
	two, err2 := d.DoAll(acts, by)
	if err != nil || err2 != nil || len(one) != 2 || !two[1].Repeated || two[1].Seq != one[1].Seq {
		t.Errorf("%+v %+v %v %v", one, two, err, err2)
	}
	if _, err := d.DoAll([]ledger.Act{sixth(0), ledger.Post{IDs: []ledger.VoucherID{999}}}, d.Stamp()); err == nil {
		t.Error("half of it was done")
	}
}

func TestEvidenceNeedsItsFile(t *testing.T) {
	d := New(t, nil)
	v := d.Post(t, V(ledger.DayOf(2026, 1, 5), "收款", Dr("102", 1), Cr("401", 1)))
	ghost := ledger.File{Hash: strings.Repeat("0a", 32), Name: "没有.pdf", Size: 3}
	err := d.Refuse(t, ledger.SetEvidence{Evidence: ledger.Evidence{Voucher: v.Voucher, Files: []ledger.File{ghost}}})
	if store.FaultCode(err) != "A01" {
		t.Error(err)
	}
}

// TestLawsHold plays random histories, legal and illegal, and verifies; a
// refused write leaves the file byte for byte as it was (L8).
func TestLawsHold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp("", "laws")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(dir)
		path := filepath.Join(dir, "账.hz")
		b, err := Shelf().Create(path, ledger.Found{Unit: Unit(), People: People(), Opening: Opening()}, ledger.Stamp{Operator: "王会计", Time: 1, ID: "first"})
		if err != nil {
			rt.Fatal(err)
		}
		watch := &watched{Book: b, path: path}
		if _, err := ledgertest.Play(watch, rapid.Uint64().Draw(rt, "seed"), rapid.IntRange(1, 3).Draw(rt, "months")); err != nil {
			rt.Error(err)
		}
		if watch.err != nil {
			rt.Error(watch.err)
		}
		if err := b.Close(); err != nil {
			rt.Error(err)
		}
		p, err := Shelf().Verify(path, nil)
		if err != nil || len(p.Faults) > 0 {
			rt.Errorf("%v %v", p.Faults, err)
		}
	})
}

// watched compares the file before and after every refused write.
type watched struct {
	ledger.Book
	path string
	err  error
}

func (w *watched) Do(a ledger.Act, by ledger.Stamp) (ledger.Receipt, error) {
	before, err := os.ReadFile(w.path)
	w.err = errors.Join(w.err, err)
	r, err := w.Book.Do(a, by)
	if err != nil {
		after, readErr := os.ReadFile(w.path)
		w.err = errors.Join(w.err, readErr)
		if string(after) != string(before) {
			w.err = errors.Join(w.err, fmt.Errorf("a refused %s changed the file", a.Name()))
		}
	}
	return r, err
}
