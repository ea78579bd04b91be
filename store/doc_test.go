package store_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPromisesNameTheirTests: every test that the package's doc names is there,
// in this package or beside the rules.
func TestPromisesNameTheirTests(t *testing.T) {
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	rules, err := filepath.Glob("../ledger/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range append(files, rules...) {
		all.WriteString(mustRead(t, f))
	}
	names := regexp.MustCompile(`\b(Test|Benchmark|Fuzz)[A-Z]\w+`).FindAllString(mustRead(t, "doc.go"), -1)
	if len(names) < 20 {
		t.Fatalf("only %d names", len(names))
	}
	for _, name := range names {
		if !strings.Contains(all.String(), "func "+name+"(") {
			t.Errorf("%s does not exist", name)
		}
	}
}
