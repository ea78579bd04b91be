package program_test

import (
	"path/filepath"
	"strings"
	"testing"

	"huizhang/tui/tuitest"
)

// The scenarios begin on the home screen of the practice book, which one person
// keeps, on 28 May 2026.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.scenario")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".scenario"), func(t *testing.T) {
			tuitest.Scenario(t, file, single(t))
		})
	}
}
