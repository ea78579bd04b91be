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

// life makes a book, works in it, backs it up at the end and restores the
// backup: every kind of writing there is.
func life(path string) int {
	s := Shelf()
	s.BackupOnClose = true
	fail := func(err error) int { fmt.Println("ERR", err); return 1 }
	by := func(id string) ledger.Stamp {
		return ledger.Stamp{Operator: "王会计", Time: 1_780_000_000, ID: id}
	}
	b, err := s.Create(path, ledger.Found{Unit: Unit(), People: People(), Opening: Opening()}, by("found"))
	if err != nil {
		return fail(err)
	}
	fmt.Println("ACK found")
	r, err := b.Do(sixth(0), by("post"))
	if err != nil {
		return fail(err)
	}
	fmt.Println("ACK post")
	f, err := b.Files().Put("a.pdf", strings.NewReader("a receipt"))
	if err != nil {
		return fail(err)
	}
	if _, err := b.Do(ledger.SetEvidence{Evidence: ledger.Evidence{Voucher: r.Voucher, Files: []ledger.File{f}}}, by("file")); err != nil {
		return fail(err)
	}
	fmt.Println("ACK file")
	if err := b.Close(); err != nil {
		return fail(err)
	}
	list, err := s.Backups(path)
	if err != nil || len(list) != 1 {
		return fail(fmt.Errorf("%v %v", list, err))
	}
	fmt.Println("ACK backup")
	if err := s.Restore(list[0].Path, path+".again"); err != nil {
		return fail(err)
	}
	fmt.Println("ACK restore")
	return 0
}

// TestKillAtEveryCall kills a child exactly at a call that changes the disk,
// one after the other: what stands under a name afterwards is whole.
func TestKillAtEveryCall(t *testing.T) {
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
	step := 5
	if os.Getenv("HUIZHANG_LONG") != "" {
		step = 1
	}
	seed, points := seedOf(t), 0
	// strace counts each call by itself.
	for _, call := range []string{"fdatasync", "fsync", "pwrite64", "write", "ftruncate", "openat", "renameat2", "renameat", "unlinkat", "mkdirat"} {
		points += killAt(t, strace, call, 1+int(seed)%step, step)
	}
	t.Logf("%d points", points)
	if points < 30 {
		t.Error("too few")
	}
}

// killAt kills at every step-th of the calls until a child lives to the end.
func killAt(t *testing.T, strace, call string, first, step int) (n int) {
	finished := false
	for when := first; !finished && when < 1000; when += step {
		path := filepath.Join(t.TempDir(), "账.hz")
		cmd, _, out := startChild(t, "life", path, "", strace, "-f", "-qq", "-o", "/dev/null",
			"-e", "trace="+call, "-e", fmt.Sprintf("inject=%s:signal=KILL:when=%d", call, when))
		acks := map[string]bool{}
		for out.Scan() {
			word, what, _ := strings.Cut(out.Text(), " ")
			if acks[what] = true; word != "ACK" {
				t.Errorf("%s %d: %s", call, when, out.Text())
			}
		}
		cmd.Wait()
		n++
		finished = acks["restore"]
		if checkLife(t, path, acks); t.Failed() {
			t.Fatalf("killed at %s %d", call, when)
		}
	}
	if !finished {
		t.Errorf("%s: no child came to the end", call)
	}
	return n
}

func checkLife(t *testing.T, path string, acks map[string]bool) {
	s := Shelf()
	b, err := s.Open(path, false)
	if store.FaultCode(err) == "B01" && len(acks) == 0 {
		b, err = s.Create(path, ledger.Found{Unit: Unit(), People: People()}, ledger.Stamp{Operator: "王会计", Time: 1, ID: "found"})
	}
	if err != nil {
		t.Error(err)
		return
	}
	has := map[string]bool{}
	if err := b.View(func(r ledger.Reader) error {
		for e := range r.Log(0, false) {
			has[e.ID] = true
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	for _, id := range []string{"found", "post", "file"} {
		if acks[id] && !has[id] {
			t.Errorf("%s was acknowledged and is lost", id)
		}
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	Check(t, path)
	list, err := s.Backups(path)
	if err != nil || acks["backup"] && (len(list) != 1 || !list[0].Proven) {
		t.Errorf("%+v %v", list, err)
	}
	for _, c := range list {
		if !c.Proven {
			continue
		}
		if err := s.Restore(c.Path, path+".test"); err != nil {
			t.Errorf("a proven backup: %v", err)
		}
	}
	if _, err := os.Stat(path + ".again"); err == nil {
		if p := Check(t, path+".again"); p.Entries != 3 || p.Files != 1 {
			t.Errorf("restored %+v", p)
		}
	} else if acks["restore"] {
		t.Error("the restored book is gone")
	}
}
