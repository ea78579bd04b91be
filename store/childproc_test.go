package store_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/store"
	. "huizhang/store/storetest"
)

// childShelf checks in child processes of the test binary.
func childShelf(t testing.TB) *store.Shelf {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := Shelf()
	s.Self = self
	return s
}

func TestVerifyInAChild(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	d := Rich(t)
	s := childShelf(t)
	path := d.Path()
	d.Shelf.Self = s.Self
	told := map[string]bool{}
	tell := func(done, total int, what string) bool { told[what] = true; return true }
	open, err := d.Shelf.Verify(path, tell) // while the book is open here
	if err != nil || len(open.Faults) > 0 || open.Head != head(t, d) {
		t.Fatalf("%+v %v", open, err)
	}
	if len(told) < 5 {
		t.Errorf("told only of %v", told)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	closed, err := s.Verify(path, nil)
	if err != nil || closed.Head != open.Head || closed.Entries == 0 || closed.Vouchers == 0 || closed.Members != 4 || closed.Files != 1 {
		t.Errorf("%+v %v", closed, err)
	}
	_, err = s.Verify(path, func(int, int, string) bool { return false })
	if ledger.CodeOf(err) != "stopped" {
		t.Errorf("called off: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "huizhang-verify-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestDamageThatKillsIsB04 gives the child a file whose pages end the process
// that walks them, and children that die, are silent or know nothing.
func TestDamageThatKillsIsB04(t *testing.T) {
	path := closedRich(t)
	whole := mustRead(t, path)
	s := childShelf(t)
	worst := 0
	for at := 2 * 4096; at < len(whole); at += 4096 {
		mustWrite(t, path, whole[:at+8]+"\xff\xff\xff\xff\xff\xff\xff\xff"+whole[at+16:])
		p, err := s.Verify(path, nil)
		if err != nil && store.FaultCode(err) != "B04" {
			t.Errorf("page %d: %v", at/4096, err)
		}
		if err != nil || len(p.Faults) > 0 {
			worst++
		}
	}
	if worst < len(whole)/4096/3 {
		t.Errorf("only %d pages mattered", worst)
	}
	mustWrite(t, path, whole)
	for kind, code := range map[string]string{"dies": "B04", "hangs": "B04", "stranger": ""} {
		t.Run(kind, func(t *testing.T) {
			t.Setenv("HUIZHANG_TEST_VERIFY", kind)
			s := childShelf(t)
			s.Patience = 200 * time.Millisecond
			if _, err := s.Verify(path, nil); store.FaultCode(err) != code || code == "" && err != nil {
				t.Error(err)
			}
		})
	}
}
