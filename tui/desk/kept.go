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
	Kind   string            `json:"kind"`            // which screen: voucher, member …
	Owner  string            `json:"owner,omitempty"` // who was typing; others are not offered it
	Title  string            `json:"title"`
	Route  map[string]string `json:"route,omitempty"` // what the screen needs to open again
	Values map[string]string `json:"values"`
}

// slot is where the form lies: one of each kind and person.
func (f Form) slot() string { return slot(f.Kind, f.Owner) }

func slot(kind, owner string) string {
	if kind == "" || owner == "" {
		return kind
	}
	return kind + "/" + owner
}

// Kept keeps the forms in hand, one of each kind and person, in a small file
// beside the book, so that they survive a crash, a closed window or a pulled plug. Writes
// may overtake each other (commands run unordered): of each kind the newest wins.
type Kept struct {
	path string
	who  func() string // who sits here; nil: nobody in particular

	mu   sync.Mutex
	made uint64             // forms handed in
	done map[string]uint64  // newest one on the disk, by slot
	last map[string]handing // newest one handed in and not yet on the disk, by slot
}

// handing is a form on its way to the disk, nil to forget it.
type handing struct {
	n    uint64
	form *Form
}

// mostKept is how long a file of forms may be to be taken up.
const mostKept = 4 << 20

// KeptPath is where the forms in hand of a book lie.
func KeptPath(book string) string { return book + ".form" }

// NewKept keeps forms in the file at path; an empty path keeps nothing.
func NewKept(path string) *Kept {
	return &Kept{path: path, done: map[string]uint64{}, last: map[string]handing{}}
}

// For ties the forms to the person who says his name: a voucher half filled by
// one must not be booked in the name of another.
func (k *Kept) For(who func() string) { k.who = who }

func (k *Kept) owner() string {
	if k.who == nil {
		return ""
	}
	return k.who()
}

// Keep gives the command that writes the form down, in place of the one of its
// kind.
func (k *Kept) Keep(f Form) tea.Cmd {
	f.Owner = k.owner()
	return k.later(f.slot(), &f)
}

// Drop gives the command that forgets the form of a kind: it was booked or
// thrown away.
func (k *Kept) Drop(kind string) tea.Cmd { return k.later(slot(kind, k.owner()), nil) }

func (k *Kept) later(at string, f *Form) tea.Cmd {
	k.mu.Lock()
	k.made++
	n := k.made
	k.last[at] = handing{n, f}
	k.mu.Unlock()
	return func() tea.Msg {
		k.put(n, at, f)
		return nil
	}
}

// Settle writes what was handed in and not written yet: a window that is closed
// takes the commands of the last keys with it.
func (k *Kept) Settle() {
	k.mu.Lock()
	left := maps.Clone(k.last)
	k.mu.Unlock()
	for _, at := range slices.Sorted(maps.Keys(left)) {
		k.put(left[at].n, at, left[at].form)
	}
}

// put writes form n unless a newer one is in its slot already. Losing a
// keystroke's copy is no fault worth stopping for, so errors are not shown.
func (k *Kept) put(n uint64, at string, f *Form) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if n < k.done[at] || k.path == "" || at == "" {
		return
	}
	k.done[at] = n
	if k.last[at].n <= n {
		delete(k.last, at)
	}
	all := k.read()
	delete(all, at)
	if f != nil {
		all[at] = *f
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

// read gives what lies on the disk by slot; what cannot be read is nothing.
func (k *Kept) read() map[string]Form {
	var all map[string]Form
	b, err := os.ReadFile(k.path)
	if err != nil || len(b) > mostKept || json.Unmarshal(b, &all) != nil || all == nil {
		return map[string]Form{}
	}
	maps.DeleteFunc(all, func(at string, f Form) bool { return at == "" || f.slot() != at })
	return all
}

// Load gives the form of a kind that was in hand when the program last ended,
// if any.
func (k *Kept) Load(kind string) (Form, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	f, ok := k.read()[slot(kind, k.owner())]
	return f, ok
}

// All gives every form of the person that was in hand, in order of kind.
func (k *Kept) All() []Form {
	k.mu.Lock()
	defer k.mu.Unlock()
	all := k.read()
	var out []Form
	for _, at := range slices.Sorted(maps.Keys(all)) {
		if f := all[at]; f.Owner == k.owner() {
			out = append(out, f)
		}
	}
	return out
}
