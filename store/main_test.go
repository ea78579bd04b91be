package store_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"huizhang/store"
)

// TestMain lets the test binary be its own child, as the program is.
func TestMain(m *testing.M) {
	if os.Getenv(store.ChildVariable) != "" {
		switch os.Getenv("HUIZHANG_TEST_VERIFY") {
		case "dies":
			fmt.Println(`{"what":"hello"}`)
			os.Exit(2)
		case "hangs":
			fmt.Println(`{"what":"hello"}`)
			time.Sleep(time.Minute) // the parent ends it
		case "stranger":
			os.Exit(2)
		}
	}
	if handled, code := store.Child(os.Getenv, os.Stdin, os.Stdout); handled {
		os.Exit(code)
	}
	if handled, code := testChild(os.Getenv("HUIZHANG_TEST_CHILD")); handled {
		os.Exit(code)
	}
	os.Exit(m.Run())
}
