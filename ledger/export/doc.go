// Package export writes a whole book in the languages of other programs, pure
// functions from a book to text. Every amount of the book is in them: opening
// balances, posted vouchers, and the automatic closing vouchers, which are
// marked. Text of the book never becomes syntax of the target.
package export
