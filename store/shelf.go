package store

import (
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
	// BackupOnClose makes a proven backup when a changed book is closed.
	BackupOnClose bool
	// FileLimit is the largest attachment in bytes; 0: 50 MiB.
	FileLimit int64

	mu   sync.Mutex
	open map[string]*Book // books that this process holds for writing
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
	limit := s.FileLimit
	if limit == 0 {
		limit = 50 << 20
	}
	b := &Book{path: path, readOnly: readOnly, shelf: s, c: c, files: NewFiles(path, limit)}
	if err := b.open(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		s.open = map[string]*Book{}
	}
	s.open[path] = b
	b.last = lastProven(path)
	return b, nil
}

func (s *Shelf) forget(b *Book) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[b.path] == b {
		delete(s.open, b.path)
	}
}

// held gives the book at path if this process has it open.
func (s *Shelf) held(path string) *Book {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open[path]
}
