package store_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"huizhang/store"
)

// A clock that runs ahead takes nobody's folder away; what a killed check left
// does go.
func TestOldFoldersOfChecksAreSwept(t *testing.T) {
	tmp := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, tmp)
	}
	left, used := filepath.Join(tmp, "huizhang-verify-1"), filepath.Join(tmp, "huizhang-verify-pack-2")
	for _, dir := range []string{left, used} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(left, old, old); err != nil {
		t.Fatal(err)
	}
	s := &store.Shelf{Now: func() time.Time { return time.Now().AddDate(1, 0, 0) }}
	if _, err := s.TempFolder(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); err == nil {
		t.Error("what was left a day ago is still there")
	}
	if _, err := os.Stat(used); err != nil {
		t.Error("a folder that somebody works in is gone")
	}
}
