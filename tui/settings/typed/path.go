// Package typed reads paths of files as people type them.
package typed

import (
	"os"
	"path/filepath"
	"strings"
)

// Path makes an absolute path of what was typed, pasted, or dragged into the
// window, which puts quotes around it; ~ is the home folder. Nothing stays
// nothing.
func Path(text string) string {
	p := strings.TrimSpace(text)
	for _, q := range []string{`"`, `'`} {
		if len(p) > 1 && strings.HasPrefix(p, q) && strings.HasSuffix(p, q) {
			p = p[1 : len(p)-1]
		}
	}
	if rest, ok := strings.CutPrefix(p, "~"); ok && (rest == "" || rest[0] == '/' || rest[0] == '\\') {
		if home, err := os.UserHomeDir(); err == nil {
			p = filepath.Join(home, rest)
		}
	}
	if p == "" {
		return ""
	}
	if abs, err := filepath.Abs(p); err == nil {
		return abs
	}
	return p
}
