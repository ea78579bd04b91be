package store_test

import (
	"path/filepath"
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// TestBackupAndRestoreCanBeStopped calls both off at every question they ask:
// no copy and no book is left, and neither is there a second time.
func TestBackupAndRestoreCanBeStopped(t *testing.T) {
	d := Rich(t)
	heads := 0
	stop := func(at int) func(int, int, string) bool {
		heads = 0
		return func(done, total int, what string) bool {
			if heads++; what == "" || done > max(total, done) {
				t.Errorf("tells %d of %d %q", done, total, what)
			}
			return heads != at
		}
	}
	ended := func(err error) bool {
		t.Helper()
		if err == nil {
			return true
		}
		if ledger.CodeOf(err) != "stopped" {
			t.Errorf("stopped with %v", err)
		}
		return false
	}
	dir := t.TempDir()
	var whole ledger.Copy
	for at := 1; ; at++ {
		c, err := d.Shelf.BackupWith(d.Path(), dir, stop(at))
		if ended(err) {
			whole = c
			break
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "*.hz")); len(left) > 0 || c.Proven {
			t.Errorf("stopped at %d: %+v, %v", at, c, left)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".*part*")); len(left) > 0 {
			t.Errorf("stopped at %d: %v", at, left)
		}
	}
	if heads < 3 || !whole.Proven {
		t.Errorf("asked %d times, %+v", heads, whole)
	}
	to := t.TempDir()
	path := filepath.Join(to, "账.hz")
	for at := 1; ; at++ {
		if ended(d.Shelf.RestoreWith(whole.Path, path, stop(at))) {
			break
		}
		if left, _ := filepath.Glob(filepath.Join(to, "*")); len(left) > 0 {
			t.Errorf("stopped at %d: %v", at, left)
		}
	}
	if p := Check(t, path); heads < 5 || p.Head != head(t, d) {
		t.Errorf("asked %d times, %+v", heads, p)
	}
}
