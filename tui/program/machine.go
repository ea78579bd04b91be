package program

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// machine is what the program remembers on this computer, apart from any book.
type machine struct {
	Book     string            `json:"book,omitempty"`     // last opened
	Operator map[string]string `json:"operator,omitempty"` // by book path
}

func machinePath(dir string) string { return filepath.Join(dir, "settings.json") }

// loadMachine reads the settings; a missing or broken file is an empty one.
func loadMachine(dir string) machine {
	var m machine
	if b, err := os.ReadFile(machinePath(dir)); err == nil {
		_ = json.Unmarshal(b, &m)
	}
	if m.Operator == nil {
		m.Operator = map[string]string{}
	}
	return m
}

// save keeps the settings. They are a convenience: failing to keep them is no
// reason to trouble anybody.
func (m machine) save(dir string) {
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil || os.MkdirAll(dir, 0o700) != nil {
		return
	}
	tmp := machinePath(dir) + ".new"
	if os.WriteFile(tmp, append(b, '\n'), 0o600) == nil {
		_ = os.Rename(tmp, machinePath(dir))
	}
}
