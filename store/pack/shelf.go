package pack

import (
	"huizhang/ledger"
	"huizhang/store"
)

// Shelf is a shelf that verifies packs as it verifies books, and says what to do
// with a pack that is opened as if it were a book.
type Shelf struct {
	*store.Shelf
	Packs *Packer
}

// Open opens a book.
func (s *Shelf) Open(path string, readOnly bool) (ledger.Book, error) {
	if is, _ := s.Packs.Packed(path); is {
		return nil, fault("P04", store.ExitUsage, nil, "“%s”是审计包，不能直接当账本用。请用 huizhang --book 审计包 打开它：会在旁边放一个副本。", path)
	}
	return s.Shelf.Open(path, readOnly)
}

// Verify is that of the shelf, for packs too.
func (s *Shelf) Verify(path string, tell func(done, total int, what string) bool) (ledger.Proof, error) {
	return s.VerifyAgainst(path, ledger.PaperMark{}, tell)
}

// VerifyAgainst is that of the shelf, for packs too.
func (s *Shelf) VerifyAgainst(path string, paper ledger.PaperMark, tell func(done, total int, what string) bool) (ledger.Proof, error) {
	switch is, locked := s.Packs.Packed(path); {
	case locked:
		return ledger.Proof{}, FaultPassphrase(path, nil)
	case is:
		return s.Packs.prove(path, "", paper, tell)
	}
	return s.Shelf.VerifyAgainst(path, paper, tell)
}
