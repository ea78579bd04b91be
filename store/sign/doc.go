// Package sign is how a state of a book is put down so that a person can hold
// it: a signed statement, a short code on paper and a QR code, and the answer
// when a book is compared with one of them years later.
//
// What is signed is the head of the log (size and root hash of the Merkle tree
// of golang.org/x/mod/sumdb/tlog) together with the main figures, as a signed
// note of golang.org/x/mod/sumdb/note. Keys are Ed25519, wrapped by a passphrase
// as a plain age file, so that everything here can be opened without this
// program.
//
// The package knows no book file: it works on a [Log], which the caller makes
// from the records themselves, never from stored hashes alone.
//
// What a comparison cannot see is part of its answer ([Answer.Limits]): records
// before which nobody outside kept a head, payments that were never entered,
// false receipts, and a program that was replaced.
package sign
