package notary

import (
	"io"

	"huizhang/ledger"
	"huizhang/store/sign"
)

// Verifier checks a book and compares it with a paper; [store.Shelf] is one.
type Verifier interface {
	VerifyAgainst(path string, paper ledger.PaperMark, tell func(done, total int, what string) bool) (ledger.Proof, error)
}

// Notary implements [ledger.Notary].
type Notary struct {
	Dir    string    // the program's data folder; keys lie in its folder keys
	Random io.Reader // crypto/rand.Reader outside tests
	Books  Verifier
	Codes
}

var _ ledger.Notary = (*Notary)(nil)

// VerifyAgainst is that of the shelf.
func (n *Notary) VerifyAgainst(path string, paper ledger.PaperMark, tell func(done, total int, what string) bool) (ledger.Proof, error) {
	return n.Books.VerifyAgainst(path, paper, tell)
}

// Codes implements [ledger.Coder].
type Codes struct{}

// Code makes the printed code of a head and the text of the QR code beside it.
func (Codes) Code(book string, p ledger.Period, h ledger.Head) (code, qr string, err error) {
	head, err := sign.HeadOf(h)
	if err != nil {
		return "", "", err
	}
	c, err := sign.NewCode(head)
	if err != nil {
		return "", "", err
	}
	qr, err = sign.Payload{Code: c, Root: head.Root, Book: book, Period: p}.Text()
	return c.String(), qr, err
}
