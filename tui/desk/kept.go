package desk

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// Form is a form in hand: what was typed so far, by field name.
type Form struct {
	Kind   string            `json:"kind"` // which screen: voucher, member …
	Title  string            `json:"title"`
	Route  map[string]string `json:"route,omitempty"` // what the screen needs to open again
	Values map[string]string `json:"values"`
}

// Kept keeps the form in hand in a small file beside the book, so that it
// survives a crash, a closed window or a pulled plug. Writes may overtake each
// other (commands run unordered): the newest form wins.
type Kept struct {
	path string

	mu   sync.Mutex
	made uint64 // forms handed in
	done uint64 // newest one on the disk
}

// KeptPath is where the form in hand of a book lies.
func KeptPath(book string) string { return book + ".form" }

// NewKept keeps forms in the file at path; an empty path keeps nothing.
func NewKept(path string) *Kept { return &Kept{path: path} }

// Keep gives the command that writes the form down.
func (k *Kept) Keep(f Form) tea.Cmd {
	k.mu.Lock()
	k.made++
	n := k.made
	k.mu.Unlock()
	return func() tea.Msg {
		k.put(n, &f)
		return nil
	}
}

// Drop gives the command that forgets the form: it was booked or thrown away.
func (k *Kept) Drop() tea.Cmd {
	k.mu.Lock()
	k.made++
	n := k.made
	k.mu.Unlock()
	return func() tea.Msg {
		k.put(n, nil)
		return nil
	}
}

// put writes form n unless a newer one is there already. Losing a keystroke's
// copy is no fault worth stopping for, so errors are not shown.
func (k *Kept) put(n uint64, f *Form) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if n < k.done || k.path == "" {
		return
	}
	k.done = n
	if f == nil {
		os.Remove(k.path)
		return
	}
	b, err := json.Marshal(f)
	if err != nil {
		return
	}
	tmp, err := os.CreateTemp(filepath.Dir(k.path), ".form-*")
	if err != nil {
		return
	}
	_, err = tmp.Write(b)
	if err == nil {
		err = tmp.Sync()
	}
	if closed := tmp.Close(); err == nil && closed == nil {
		err = os.Rename(tmp.Name(), k.path)
	}
	if err != nil {
		os.Remove(tmp.Name())
	}
}

// Load gives the form that was in hand when the program last ended, if any.
func (k *Kept) Load() (Form, bool) {
	var f Form
	b, err := os.ReadFile(k.path)
	if err != nil || len(b) > 1<<20 || json.Unmarshal(b, &f) != nil || f.Kind == "" {
		return Form{}, false
	}
	return f, true
}
