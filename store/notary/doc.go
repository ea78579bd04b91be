// Package notary joins the signatures of package sign to a book: it keeps the
// key files of the people at this computer, makes the statements that they sign,
// keeps them in the book by acts that check every word, and holds a book against
// its signatures and against paper.
//
// The acts live here and not in package ledger, because deciding on a signature
// needs its mathematics, which comes from libraries that ledger does not import.
//
// What a signature says about the book can be computed again from the log up to
// its size (see [Basis]), so a later check believes no stored figure.
package notary
