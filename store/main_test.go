package store_test

import (
	"os"
	"testing"

	"huizhang/store"
)

// TestMain lets the test binary be its own child, as the program is.
func TestMain(m *testing.M) {
	if handled, code := store.Child(os.Getenv, os.Stdin, os.Stdout); handled {
		os.Exit(code)
	}
	if handled, code := testChild(os.Getenv("HUIZHANG_TEST_CHILD")); handled {
		os.Exit(code)
	}
	os.Exit(m.Run())
}
