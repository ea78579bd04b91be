package store

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"huizhang/ledger"
)

// manifestName is the list of backups inside a backup folder.
const manifestName = "index.json"

// manifestLimit is far above any true list.
const manifestLimit = 1 << 20

// copied is a backup in the list. It is written only after the copy was proven.
type copied struct {
	File   string `json:"file"` // name in the folder, or the whole path of a copy made elsewhere
	Time   int64  `json:"time"` // Unix seconds
	Book   string `json:"book"`
	Seq    uint64 `json:"seq"`
	Root   string `json:"root"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
	Proven bool   `json:"proven"`
	// Missing are the attachments that were missing or changed in the book
	// itself when the copy was made.
	Missing []string `json:"missing,omitempty"`
}

// manifest is the list of backups in a folder, newest first.
type manifest struct {
	Copies []copied `json:"copies"`
}

// readManifest reads the list; of a folder without one, or with one that
// cannot be read, it is empty: then no copy there counts as proven.
func readManifest(dir string) manifest {
	var m manifest
	b, ok := readSmall(filepath.Join(dir, manifestName), manifestLimit)
	if !ok || json.Unmarshal(b, &m) != nil {
		return manifest{}
	}
	m.sort()
	return m
}

func (m *manifest) sort() {
	slices.SortStableFunc(m.Copies, func(a, b copied) int {
		switch {
		case a.Time != b.Time:
			return int(min(max(b.Time-a.Time, -1), 1))
		case a.Seq > b.Seq:
			return -1
		case a.Seq < b.Seq:
			return 1
		}
		return 0
	})
}

func (m manifest) write(dir string) error {
	m.sort()
	return WriteFile(filepath.Join(dir, manifestName), 0o600, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", " ")
		return e.Encode(m)
	})
}

// add puts a copy into the list in place of an older word about the same file.
func (m *manifest) add(c copied) {
	m.Copies = slices.DeleteFunc(m.Copies, func(o copied) bool { return o.File == c.File })
	m.Copies = append(m.Copies, c)
	m.sort()
}

// named finds the copy in the list by the name of its file.
func (m manifest) named(file string) (copied, bool) {
	i := slices.IndexFunc(m.Copies, func(c copied) bool { return c.File == file })
	if i < 0 {
		return copied{}, false
	}
	return m.Copies[i], true
}

// keepLast is how many backups stay whatever their age; of older ones the
// newest of each month stays.
const keepLast = 10

// rotate splits off what is to be deleted of a book's copies. The newest
// proven copy always stays.
func (m *manifest) rotate(book string) (gone []copied) {
	m.sort()
	kept, proven := 0, false
	months := map[string]bool{}
	m.Copies = slices.DeleteFunc(m.Copies, func(c copied) bool {
		if c.Book != book {
			return false
		}
		kept++
		month := time.Unix(c.Time, 0).Format("2006-01")
		first := c.Proven && !months[month] && kept > keepLast
		keep := kept <= keepLast || first || c.Proven && !proven
		if keep && c.Proven && kept > keepLast {
			months[month] = true
		}
		proven = proven || c.Proven
		if !keep {
			gone = append(gone, c)
		}
		return !keep
	})
	return gone
}

// path is where the copy lies; dir is the folder of the list.
func (c copied) path(dir string) string {
	if filepath.IsAbs(c.File) {
		return c.File
	}
	return filepath.Join(dir, filepath.Base(c.File))
}

// stands reports whether the file is still there in its full size.
func (c copied) stands(dir string) bool {
	info, err := os.Lstat(c.path(dir))
	return err == nil && info.Mode().IsRegular() && info.Size() == c.Size
}

func (c copied) copy(dir string) ledger.Copy {
	return ledger.Copy{Path: c.path(dir), Time: c.Time, Head: ledger.Head{Size: c.Seq, Root: c.Root}, Proven: c.Proven}
}
