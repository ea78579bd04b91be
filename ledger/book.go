package ledger

import "io"

// Book is an open book as screens and verbs see it; package store keeps one.
// Errors of Do are *[Error] for what the rules refuse, or a fault of the disk
// with a message and an exit code of its own.
type Book interface {
	View(func(Reader) error) error
	Do(Act, Stamp) (Receipt, error)
	// DoAll does acts in one transaction, all or none. The n-th act's ID is the
	// stamp's with -n behind it.
	DoAll([]Act, Stamp) ([]Receipt, error)
	ReadOnly() bool
	Path() string
	Files() Files
	// LastBackup is the time (Unix seconds) of the newest backup that was
	// proven, 0 if none is known.
	LastBackup() int64
	// Notes are messages about the book that are no errors, in Chinese: the last
	// session did not end properly (L02), the seal is gone, the clock ran
	// backwards (T01). They grow while the book is open.
	Notes() []string
	Close() error
}

// Files keeps the attachments of a book beside it, by the SHA-256 of their content.
type Files interface {
	Put(name string, r io.Reader) (File, error)
	Open(hash string) (io.ReadCloser, error)
	// Check reads the file again and compares; the error says missing or changed.
	Check(f File) error
	// Export writes the file to a path that must not exist yet.
	Export(f File, path string) error
}

// Shelf opens and keeps books.
type Shelf interface {
	// Create makes a book with its first entry; the path must not exist.
	Create(path string, first Found, by Stamp) (Book, error)
	Open(path string, readOnly bool) (Book, error)
	// Verify checks everything that can be checked in the file at path and
	// tells how far it is; tell may be nil, false from it cancels.
	Verify(path string, tell func(done, total int, what string) bool) (Proof, error)
	// Backup copies the book at path into dir and proves the copy.
	Backup(path, dir string) (Copy, error)
	// Restore proves the backup and places it as a new book.
	Restore(backup, path string) error
	// Backups lists the known backups of a book, newest first.
	Backups(path string) ([]Copy, error)
}

// Copy is a backup.
type Copy struct {
	Path   string
	Time   int64 // Unix seconds
	Head   Head
	Proven bool
}

// Proof is the outcome of a verification.
type Proof struct {
	Head     Head
	Entries  int
	Vouchers int
	Members  int
	Files    int
	Faults   []Problem // empty: everything holds; else the first bad things, worst first
	Notes    []string  // worth knowing, no faults: attachments that no voucher names
	// Signatures are the book's own, each with what became of it.
	Signatures []SignatureCheck
	// Against compares with the signatures in the book and the paper, if one was
	// given; nil when the log cannot be read.
	Against *Comparison
}

// Sound reports that nothing contradicts the book: no fault, every signature
// holds, and it is what the paper says.
func (p Proof) Sound() bool {
	for _, s := range p.Signatures {
		if !s.Holds {
			return false
		}
	}
	return len(p.Faults) == 0 && (p.Against == nil || !p.Against.Alarm)
}
