// Package ledger holds the rules of the books of a grassroots trade union
// committee (基层工会): values in, values out. It does no I/O, reads no clock,
// uses no floats, and imports the standard library and decimal arithmetic only.
//
// A book is a register of members and their dues, vouchers with their proof,
// months that are opened and closed, and notices that were published. Every
// change is an [Act]: it reads the book through a [Reader], judges, and returns
// the changes of records that follow. A store carries them out and logs them.
//
// The laws that hold at every moment:
//
//	L1  a posted voucher balances, has two lines or more, and is negative only
//	    as the red letter of another one
//	L2  numbers are consecutive per month and word; a number never disappears
//	L3  a posted voucher never changes; it is written off and corrected
//	L4  a closed month takes no posting; reopening leaves a visible seam
//	L5  assets = liabilities + net assets + what is not carried over yet, and
//	    the identities of [Identities]
//	L6  every amount of a report is the sum of the lines its trace selects
//	L7  the stored state is what replaying the log gives
//	L8  a refused act changes nothing
//	L9  dues paid are what the dues vouchers brought into 401
//	L10 what is printed reads back as the same value
//
// What never belongs here: files, the screen, the time of day, and anything
// that only one report needs (see package report).
package ledger
