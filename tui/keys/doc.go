// Package keys holds the screens around signing: the keys of the people, the
// signatures in the book, and the moments at which a passphrase is asked. There
// are two: the treasurer's, after publishing a disclosure or closing a year, and
// the auditor's, when a month or a year is signed off.
//
// A passphrase lives in its field until it was used, and nowhere else: it is not
// kept with the forms in hand, not shown, not logged.
package keys
