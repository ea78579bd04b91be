package tuitest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The flag is looked up where it is read, so that nothing global can change.
var _ = flag.Bool("update", false, "write the golden files anew")

// Updating reports whether golden files are to be written.
func Updating() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

// Golden compares the window with testdata/NAME.golden.
func (d *Driver) Golden(name string) *Driver {
	d.t.Helper()
	Golden(d.t, name, d.Screen())
	return d
}

// Golden compares a text with testdata/NAME.golden; spaces at the ends of lines
// do not count.
func Golden(t testing.TB, name, got string) {
	t.Helper()
	lines := strings.Split(got, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	got = strings.Join(lines, "\n") + "\n"
	path := filepath.Join("testdata", name+".golden")
	if Updating() {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test -update writes it); got:\n%s", err, got)
	}
	if text := strings.ReplaceAll(string(want), "\r\n", "\n"); text != got {
		t.Fatalf("%s differs:\n%s", path, difference(text, got))
	}
}

// difference shows the lines that differ.
func difference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	var out strings.Builder
	for i := range max(len(a), len(b)) {
		x, y := "", ""
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x == y {
			out.WriteString("  " + y + "\n")
		} else {
			out.WriteString("- " + x + "\n+ " + y + "\n")
		}
	}
	return out.String()
}
