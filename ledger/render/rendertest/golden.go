package rendertest

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

// Update registers the flag that rewrites golden files; call it once, in a
// package variable of the test.
func Update() *bool { return flag.Bool("update", false, "rewrite the golden files") }

// Golden compares got with testdata/name, or rewrites that file.
func Golden(t *testing.T, name string, got []byte, update bool) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (go test -update rewrites it):\n%s", path, got)
	}
}
