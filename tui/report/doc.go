// Package report shows reports on screen: the list of them, a document with a
// cursor on its figures, and the register of the lines behind a figure. From
// every amount one key leads a step further down, to the voucher; Esc leads
// back to the same place.
package report
