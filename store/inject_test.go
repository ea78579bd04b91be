package store_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/store"
	. "huizhang/store/storetest"
)

// TestDiskErrorsAreToldTruly lets system calls of a posting child fail, one
// after the other, once and from then on: what the program says of each act is
// what the file says, and doing it again with the same id never doubles it.
func TestDiskErrorsAreToldTruly(t *testing.T) {
	if testing.Short() {
		t.Skip("strace runs a child for every call: not in a short run")
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	if out, err := exec.Command(strace, "-f", "-e", "inject=fdatasync:error=EIO:when=1", "true").CombinedOutput(); err != nil {
		t.Skipf("strace cannot inject here: %s", out)
	}
	d := New(t, func(f *ledger.Found) { f.Opening = Opening() })
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	whole := mustRead(t, d.Path())
	long := os.Getenv("HUIZHANG_LONG") != ""
	said := map[string]int{}
	for _, call := range []struct {
		name string
		most int
	}{{"fdatasync", 13}, {"pwrite64", 60}} {
		for when := 1; when <= call.most; when++ {
			for i, kind := range []string{"error=EIO:when=%d", "error=ENOSPC:when=%d", "error=EIO:when=%d+", "error=ENOSPC:when=%d+"} {
				if !long && (i != when%4 || call.name == "pwrite64" && when%3 == 0) {
					continue
				}
				inject := "inject=" + call.name + ":" + fmt.Sprintf(kind, when)
				oneInjected(t, strace, inject, whole, said)
			}
		}
	}
	t.Logf("words: %v", said)
	if said["OK"] == 0 || said["W02"]+said["W04"] == 0 || said["W01"] == 0 {
		t.Errorf("too few kinds of words: %v", said)
	}
}

func oneInjected(t *testing.T, strace, inject, whole string, said map[string]int) {
	path := filepath.Join(t.TempDir(), "账.hz")
	mustWrite(t, path, whole)
	cmd, _, out := startChild(t, "script", path, "run", strace, "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fdatasync,pwrite64", "-e", inject)
	words := map[string]string{}
	for out.Scan() {
		id, word, _ := strings.Cut(out.Text(), " ")
		words[id] = word
		said[word]++
	}
	cmd.Wait()
	if len(words) == 0 {
		t.Errorf("%s: the child died without a word", inject)
		return
	}
	s := Shelf()
	b, err := s.Open(path, false)
	if err != nil {
		t.Errorf("%s: %v, said %v", inject, err, words)
		return
	}
	has := map[string]int{}
	count := func() {
		clear(has)
		if err := b.View(func(r ledger.Reader) error {
			for e := range r.Log(0, false) {
				has[e.ID]++
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
	count()
	for id, word := range words {
		switch word {
		case "OK", "W01":
			if has[id] != 1 {
				t.Errorf("%s: %s said %s, not in the book", inject, id, word)
			}
		case "W03", "OPEN":
		default:
			if has[id] != 0 {
				t.Errorf("%s: %s said %s, but is in the book", inject, id, word)
			}
		}
	}
	for i := range 6 {
		if _, err := b.Do(sixth(i), ledger.Stamp{Operator: "王会计", Time: 1_780_000_000, ID: fmt.Sprintf("run-%d", i)}); err != nil {
			t.Errorf("%s: again: %v", inject, err)
		}
	}
	count()
	for id, n := range has {
		if n != 1 {
			t.Errorf("%s: %s is there %d times", inject, id, n)
		}
	}
	if len(has) != 7 {
		t.Errorf("%s: %d entries", inject, len(has))
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	Check(t, path)
}

// fillDisk is an act that takes the space away while it is decided, so that
// the commit itself runs into the full disk.
type fillDisk struct {
	ledger.Act
	fill func()
}

func (f fillDisk) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	f.fill()
	return f.Act.Decide(r, by)
}

// TestFullDiskUnderABook works on a small file system of its own.
func TestFullDiskUnderABook(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("cannot mount here: %v %s", err, out)
	}
	defer exec.Command("umount", dir).Run()
	path, filler := filepath.Join(dir, "账.hz"), filepath.Join(dir, "filler")
	d := &Desk{Shelf: Shelf(), Operator: "王会计"}
	b, err := d.Shelf.Create(path, ledger.Found{Unit: Unit(), People: People(), Opening: Opening()}, d.Stamp())
	if err != nil {
		t.Fatal(err)
	}
	fill := func() {
		for size := 16 << 20; size >= 4096; size /= 2 {
			for {
				f, err := os.OpenFile(filler, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
				if err != nil {
					break
				}
				_, err = f.Write(make([]byte, size))
				f.Close()
				if err != nil {
					break
				}
			}
		}
	}
	by := ledger.Stamp{Operator: "王会计", Time: 1_780_000_000, ID: "full"}
	many := make([]ledger.Act, 300)
	for i := range many {
		many[i] = sixth(i % 6)
	}
	many[0] = fillDisk{many[0], fill}
	before := head(t, b)
	_, err = b.DoAll(many, by)
	if store.FaultCode(err) != "W04" && store.FaultCode(err) != "W02" {
		t.Errorf("commit on a full disk: %v", err)
	}
	if head(t, b) != before {
		t.Error("half a write")
	}
	if _, err := b.Do(sixth(0), by); store.FaultCode(err) != "W04" && store.FaultCode(err) != "W08" {
		t.Errorf("post on a full disk: %v", err)
	}
	if c, err := d.Shelf.Backup(path, store.BackupFolder(path)); err == nil || c.Proven {
		t.Errorf("backup on a full disk: %+v", c)
	}
	if list, _ := d.Shelf.Backups(path); len(list) != 0 {
		t.Errorf("a false backup: %+v", list)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil { // the seal and the note could not be written then
		t.Log(err)
	}
	b = reopen(t, d.Shelf, path)
	many[0] = sixth(0)
	if _, err := b.DoAll(many, by); err != nil {
		t.Errorf("again with space: %v", err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	Check(t, path)
	if left, _ := filepath.Glob(filepath.Join(dir, ".*part*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
