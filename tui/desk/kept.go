package desk

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
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

// Kept keeps the forms in hand, one of each kind, in a small file beside the
// book, so that they survive a crash, a closed window or a pulled plug. Writes
// may overtake each other (commands run unordered): of each kind the newest wins.
type Kept struct {
	path string

	mu   sync.Mutex
	made uint64            // forms handed in
	done map[string]uint64 // newest one on the disk, by kind
}

// mostKept is how long a file of forms may be to be taken up.
const mostKept = 4 << 20

// KeptPath is where the forms in hand of a book lie.
func KeptPath(book string) string { return book + ".form" }

// NewKept keeps forms in the file at path; an empty path keeps nothing.
func NewKept(path string) *Kept { return &Kept{path: path, done: map[string]uint64{}} }

// Keep gives the command that writes the form down, in place of the one of its
// kind.
func (k *Kept) Keep(f Form) tea.Cmd { return k.later(f.Kind, &f) }

// Drop gives the command that forgets the form of a kind: it was booked or
// thrown away.
func (k *Kept) Drop(kind string) tea.Cmd { return k.later(kind, nil) }

func (k *Kept) later(kind string, f *Form) tea.Cmd {
	k.mu.Lock()
	k.made++
	n := k.made
	k.mu.Unlock()
	return func() tea.Msg {
		k.put(n, kind, f)
		return nil
	}
}

// put writes form n unless a newer one of its kind is there already. Losing a
// keystroke's copy is no fault worth stopping for, so errors are not shown.
func (k *Kept) put(n uint64, kind string, f *Form) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if n < k.done[kind] || k.path == "" || kind == "" {
		return
	}
	k.done[kind] = n
	all := k.read()
	delete(all, kind)
	if f != nil {
		all[kind] = *f
	}
	if len(all) == 0 {
		os.Remove(k.path)
		return
	}
	k.write(all)
}

func (k *Kept) write(all map[string]Form) {
	b, err := json.Marshal(all)
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

// read gives what lies on the disk by kind; what cannot be read is nothing.
func (k *Kept) read() map[string]Form {
	var all map[string]Form
	b, err := os.ReadFile(k.path)
	if err != nil || len(b) > mostKept || json.Unmarshal(b, &all) != nil || all == nil {
		return map[string]Form{}
	}
	maps.DeleteFunc(all, func(kind string, f Form) bool { return kind == "" || f.Kind != kind })
	return all
}

// Load gives the form of a kind that was in hand when the program last ended,
// if any.
func (k *Kept) Load(kind string) (Form, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	f, ok := k.read()[kind]
	return f, ok
}

// All gives every form that was in hand, in order of kind.
func (k *Kept) All() []Form {
	k.mu.Lock()
	defer k.mu.Unlock()
	all := k.read()
	var out []Form
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		out = append(out, all[kind])
	}
	return out
}
