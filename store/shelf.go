package store

import (
	"errors"
	"path/filepath"
	"sync"
	"time"

	"huizhang/ledger"
)

// Shelf opens, makes, checks and copies books. It implements [ledger.Shelf].
// What it must know of the machine comes in as values.
type Shelf struct {
	Host, User string
	PID        int
	Now        func() time.Time
	// Self is the program to run deep checks in a child process with; empty:
	// they run here.
	Self string
	// Patience is how long such a check may be silent; 0: a minute and a half.
	Patience time.Duration
	// BackupOnClose makes a proven backup when a changed book is closed.
	BackupOnClose bool
	// FileLimit is the largest attachment in bytes; 0: [AttachmentLimit].
	FileLimit int64

	mu   sync.Mutex
	open map[string]*Book // books that this process has open
}

func (s *Shelf) holder() Holder {
	return Holder{Host: s.Host, User: s.User, PID: s.PID, Since: s.Now()}
}

// Open opens an existing book. It never creates one.
func (s *Shelf) Open(path string, readOnly bool) (ledger.Book, error) {
	b, err := s.openBook(path, readOnly)
	if err != nil {
		return nil, err
	}
	return b, nil
}

func (s *Shelf) openBook(path string, readOnly bool) (*Book, error) {
	c, err := newCodec()
	if err != nil {
		return nil, FaultBug("S3", "codec", err)
	}
	b := &Book{path: path, readOnly: readOnly, shelf: s, c: c, files: NewFiles(path, s.FileLimit)}
	if err := b.open(); FaultCode(err) == "B02" {
		return nil, FaultEmpty(path, newestCopy(path))
	} else if err != nil {
		return nil, err
	}
	if b.old && !readOnly {
		if err := b.bringForward(); err != nil {
			b.closed, b.wrote = true, false
			return nil, errors.Join(err, b.letGo())
		}
	}
	if !readOnly { // what a crash left unfinished; whole files may belong to a form in hand
		b.files.Sweep(func(string) bool { return true })
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		s.open = map[string]*Book{}
	}
	s.open[placeOf(path)] = b
	b.backedUp(lastProven(path, b.bookID))
	return b, nil
}

func (s *Shelf) forget(b *Book) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[placeOf(b.path)] == b {
		delete(s.open, placeOf(b.path))
	}
}

// held gives the book at path if this process has it open.
func (s *Shelf) held(path string) *Book {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open[placeOf(path)]
}

// placeOf makes two spellings of one path equal.
func placeOf(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path
}
